"""The engine's doors: `handle` when something arrives, `settle` for what fell due, both pure.

Settle first, stamp due: before an input is looked at, everything that fell due is settled, each with its own deadline.
"""

from __future__ import annotations

from typing import Final

import msgspec

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.marks import silence_name
from saywell.conversation.norms import acts, closing, duties, ladders, promises, situations
from saywell.conversation.plan import Plan
from saywell.conversation.saved import Wait
from saywell.conversation.signals import arrive
from saywell.conversation.state import State, next_deadline, silence_due, wait_due
from saywell.conversation.work import Work
from saywell.kernel.errors import SaywellError

WAVES: Final = 20
"""Signals bring about signals; a standard whose situations open each other for ever stops here."""

_ARRIVED: Final = e.Arrived
_OPENED: Final = i.Opened
_SAID: Final = i.Said


def handle(plan: Plan, state: State, got: i.AnyInput) -> list[e.AnyEvent]:
    """The events that an input brings about, after those that fell due before it. Raises SaywellError for an input
    that cannot come now; nothing before it is lost."""
    return step(plan, state, got)[0]


def settle(plan: Plan, state: State, now: int) -> list[e.AnyEvent]:
    """The events that fell due up to `now`, in order."""
    work = Work(plan, state.copy())
    _settle(work, next_deadline(work.w), now)
    return work.out


def step(plan: Plan, state: State, got: i.AnyInput) -> tuple[list[e.AnyEvent], State]:
    """The events of an input and the state after them, in one pass; `fold` over the events gives the same state."""
    w = state.copy()
    return advance(plan, w, got), w


def advance(plan: Plan, w: State, got: i.AnyInput) -> list[e.AnyEvent]:
    """As `step`, on a state that is the caller's own and changes. An input that cannot come now changes nothing."""
    at = got.at
    if w.line == 0 or w.ended or at < w.clock or type(got) is _OPENED:
        check(w, got)
    work = Work(plan, w)
    if w.line == 0:
        work.emit(msgspec.structs.replace(plan.begun, at=at))
    else:
        due = next_deadline(w)
        if due is not None and due <= at:
            _settle(work, due, at)
        if w.wait is not None and _was_over(w, w.wait, got):
            _end_wait(work, at)
    line = w.line + 1
    work.out.append(_ARRIVED(at, line=line, input=got))
    signals = arrive(w, line, got)
    work.end = at
    if type(got) is _SAID:
        work.spoken = w.said_line == line
        to = got.to
        if to is not None and to > at:
            work.end = to
    wait = w.wait
    _react(work, tuple(signals), at)
    if wait is not None and (wait.spoken >= 2 or w.over is not None):
        _end_wait(work, at)
    if w.ended:
        closing.finish(work, at)
    return work.out


def check(state: State, got: i.AnyInput) -> None:
    """Raise SaywellError for an input that cannot come now."""
    if state.line == 0:
        if type(got) is not i.Opened:
            raise SaywellError("input.not-opened", type=type(got).__name__.lower())
    elif type(got) is i.Opened:
        raise SaywellError("input.opened-twice")
    if state.ended:
        raise SaywellError("input.after-end")
    if state.line and got.at < state.clock:
        raise SaywellError("input.time-backwards", at=got.at, clock=state.clock)


def _react(work: Work, names: tuple[str, ...], at: int) -> None:
    """Let signals work, wave by wave: what they bring about are signals too."""
    w, plan = work.w, work.plan
    for _ in range(WAVES):
        found = plan.reactions.get(names) or plan.reaction(names)
        if found.idle:
            return
        if found.agent and w.ladders:
            ladders.on_agent(work, at)
        if w.duties and (found.progress or found.ends):
            duties.progress(work, found, at)
        if found.acts:
            acts.on_signals(work, found, at)
        if found.promises:
            promises.on_signals(work, found, at)
        if found.turn and w.duties:
            duties.turn_over(work, at)
        names = ()
        if found.begins or (found.ceases and w.situations):
            names = situations.on_signals(work, found, at)
        if found.opens:
            duties.open_on(work, found, at)
        if found.scopes:
            acts.scopes_on(work, found, at)
        if found.over:
            closing.call_over(work, at)
        if not names:
            return


def _settle(work: Work, due: int | None, now: int) -> None:
    """Settle everything from `due`, the first instant at which something falls due, up to `now`."""
    w = work.w
    while due is not None and due <= now:
        work.end = due
        if silence_due(w) == due:
            length = due - (w.quiet_from or 0)
            work.elapse(length, due)
            _react(work, (silence_name(length),), due)
        elif wait_due(w) == due:
            if w.wait is not None and w.wait.off is not None:
                _end_wait(work, due)
            else:
                work.emit(e.WaitOver(due, since=w.wait.since if w.wait else due))
                _react(work, ("wait.over",), due)
        elif not ladders.fall_due(work, due) and not duties.fall_due(work, due):
            promises.fall_due(work, due)
        due = next_deadline(w)


def _was_over(w: State, wait: Wait, got: i.AnyInput) -> bool:
    """Whether a wait had ended before an input: the words of the return were said and nothing can follow them but the
    end; or the key is pressed again long after the line was taken back without a word, which is a new wait."""
    if wait.off is None or w.begun is None:
        return False
    if wait.spoken:
        return isinstance(got, i.HungUp | i.Ended)
    return isinstance(got, i.Hold | i.Mute) and got.on and got.at - wait.off > w.begun.checkin_max


def _end_wait(work: Work, at: int) -> None:
    wait = work.w.wait
    if wait is None:
        return
    until = wait.off if wait.off is not None else at
    work.emit(e.WaitEnded(at, since=wait.since, until=until))
    _react(work, ("wait.ended",), at)
