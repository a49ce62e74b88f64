"""The state is its events folded one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from saywell.conversation import events as e
from saywell.conversation.marks import CLOSED, OPENED, mark_one, silence_name
from saywell.conversation.signals import arrive
from saywell.conversation.state import State

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
    """The table without a key, which may not be in it."""
    new = table.copy()
    new.pop(key, None)
    return new


def apply(w: State, event: e.AnyEvent) -> None:
    """Let an event work on `w`, which changes."""
    if type(event) is e.Arrived:
        arrive(w, event.line, event.input)
        return
    if event.at > w.clock:
        w.clock = event.at
    EFFECTS[type(event)](w, event)


def judged(w: State, norm: str, ends: str) -> None:
    """A verdict on a norm: it may end a duty or a promise."""
    if ends:
        if ends in w.duties:
            w.duties = without(w.duties, ends)
        else:
            w.promises = without(w.promises, ends)
    if norm not in w.hits:
        w.hits = {**w.hits, norm: w.line}


def duty_opened(w: State, norm: str, event: e.DutyOpened) -> None:
    """A duty runs from now on."""
    duties = w.duties.copy()
    duties[norm] = event
    w.duties = duties


def elapsed(w: State, length: int, at: int) -> None:
    """So long nobody has spoken."""
    w.elapsed = length
    mark_one(w, silence_name(length), w.line, at)


def situation_opened(w: State, situation: str, line: int, at: int) -> None:
    """A situation arose."""
    situations = w.situations.copy()
    situations[situation] = line
    w.situations = situations
    if situation not in w.arose:
        w.arose = {**w.arose, situation: line}
    mark_one(w, OPENED.of(situation), line, at)


def situation_closed(w: State, situation: str, line: int, at: int) -> None:
    """A situation is over, and its ladder with it."""
    w.situations = without(w.situations, situation)
    if situation in w.ladders:
        w.ladders = without(w.ladders, situation)
    mark_one(w, CLOSED.of(situation), line, at)


def _judged(w: State, event: e.Judged) -> None:
    judged(w, event.norm, event.ends)


def _duty_opened(w: State, event: e.DutyOpened) -> None:
    duty_opened(w, event.norm, event)


def _elapsed(w: State, event: e.Elapsed) -> None:
    elapsed(w, event.length, event.at)


def _situation_opened(w: State, event: e.SituationOpened) -> None:
    situation_opened(w, event.situation, event.line, event.at)


def _situation_closed(w: State, event: e.SituationClosed) -> None:
    situation_closed(w, event.situation, event.line, event.at)


def _ladder_moved(w: State, event: e.LadderMoved) -> None:
    w.ladders = {**w.ladders, event.situation: event}


def _scope_arose(w: State, event: e.ScopeArose) -> None:
    w.applies = {**w.applies, event.norm: event.line}


def _promise_made(w: State, event: e.PromiseMade) -> None:
    w.promises = {**w.promises, f"{event.norm}#{event.line}": event}


def _begun(w: State, event: e.Begun) -> None:
    w.pin(event)


def _wait_ended(w: State, event: e.WaitEnded) -> None:
    wait = w.wait
    if wait is not None:
        w.returned = wait.back
        w.last_wait = event.until - event.since
        w.wait = None
    mark_one(w, "wait.ended", w.line, event.at)


def _wait_over(w: State, event: e.WaitOver) -> None:
    mark_one(w, "wait.over", w.line, event.at)


EFFECTS: Final[dict[type, Callable[[State, Any], None]]] = {
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
"""What each event but an arrival does to the state. The functions above that take no event do the work; the engine
calls them with what it knows already."""
