"""The state is its events folded one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from saywell.conversation import events as e
from saywell.conversation.signals import NOWHERE, arrive, mark
from saywell.conversation.state import Duty, Ladder, Promise, State

V = TypeVar("V")


def fold(state: State, event: e.AnyEvent) -> State:
    """The state after an event. Pure: `state` stays as it was."""
    new = state.copy()
    apply(new, event)
    return new


def fold_all(events: Iterable[e.AnyEvent]) -> State:
    """The state after all events of a conversation."""
    state = State()
    for event in events:
        apply(state, event)
    return state


def without(table: dict[str, V], key: str) -> dict[str, V]:
    """The table without a key."""
    return {k: v for k, v in table.items() if k != key}


def apply(w: State, event: e.AnyEvent) -> None:
    """Let an event work on `w`, which changes."""
    if type(event) is e.Arrived:
        arrive(w, event.line, event.input)
        return
    if event.at > w.clock:
        w.clock = event.at
    handler = _HANDLERS.get(type(event))
    if handler is not None:
        handler(w, event)


def _judged(w: State, event: e.Judged) -> None:
    if event.ends:
        if event.ends in w.duties:
            w.duties = without(w.duties, event.ends)
        else:
            w.promises = without(w.promises, event.ends)
    w.hits = {**w.hits, event.norm: w.hits.get(event.norm, 0) + 1}


def _duty_opened(w: State, event: e.DutyOpened) -> None:
    duty = Duty(event.norm, event.at, event.line, event.window, event.due, event.turns, w.agent_lines)
    w.duties = {**w.duties, event.norm: duty}


def _elapsed(w: State, event: e.Elapsed) -> None:
    w.elapsed = event.length
    mark(w, w.line, event.at, {f"silence.{event.length}": NOWHERE})


def _situation_opened(w: State, event: e.SituationOpened) -> None:
    w.situations = {**w.situations, event.situation: event.line}
    w.arose = {**w.arose, event.situation: w.arose.get(event.situation, 0) + 1}
    mark(w, event.line, event.at, {f"situation.{event.situation}.opened": NOWHERE})


def _situation_closed(w: State, event: e.SituationClosed) -> None:
    w.situations = without(w.situations, event.situation)
    if event.situation in w.ladders:
        w.ladders = without(w.ladders, event.situation)
    mark(w, event.line, event.at, {f"situation.{event.situation}.closed": NOWHERE})


def _ladder_moved(w: State, event: e.LadderMoved) -> None:
    w.ladders = {**w.ladders, event.situation: Ladder(event.step, event.due, event.late)}


def _scope_arose(w: State, event: e.ScopeArose) -> None:
    w.applies = {**w.applies, event.norm: event.line}


def _promise_made(w: State, event: e.PromiseMade) -> None:
    promise = Promise(event.norm, event.at, event.line, event.what, event.due)
    w.promises = {**w.promises, f"{event.norm}#{event.line}": promise}


def _begun(w: State, event: e.Begun) -> None:
    w.standard = event.standard
    w.silences = event.silences
    w.checkin_max = event.checkin_max
    w.wait_max = event.wait_max
    w.ring_length = event.ring_length
    w.overlap_min = event.overlap_min
    w.loudness_step = event.loudness_step
    w.loudness_jump = event.loudness_jump
    w.slower_by = event.slower_by
    w.tallies = event.tallies


def _wait_ended(w: State, event: e.WaitEnded) -> None:
    wait = w.wait
    if wait is not None:
        w.returned = wait.back
        w.last_wait = event.until - event.since
        w.wait = None
    mark(w, w.line, event.at, {"wait.ended": NOWHERE})


def _wait_over(w: State, event: e.WaitOver) -> None:
    mark(w, w.line, event.at, {"wait.over": NOWHERE})


_HANDLERS: dict[type, Callable[[State, Any], None]] = {
    e.Judged: _judged,
    e.DutyOpened: _duty_opened,
    e.Elapsed: _elapsed,
    e.SituationOpened: _situation_opened,
    e.SituationClosed: _situation_closed,
    e.LadderMoved: _ladder_moved,
    e.ScopeArose: _scope_arose,
    e.PromiseMade: _promise_made,
    e.Begun: _begun,
    e.WaitEnded: _wait_ended,
    e.WaitOver: _wait_over,
}
