"""The engine's doors: `handle` when something arrives, `settle` for what fell due, both pure.

Settle first, stamp due: before an input is looked at, everything that fell due is settled, each with its own deadline.
"""

from __future__ import annotations

import msgspec

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.norms import acts, closing, duties, ladders, promises, situations
from saywell.conversation.plan import ACTS, BEGINS, CEASES, OPENS, PROGRESS, PROMISES, SCOPES, Hooks, Plan
from saywell.conversation.signals import Signals, arrive
from saywell.conversation.state import State, next_deadline, silence_due, wait_due
from saywell.conversation.work import Work
from saywell.kernel.errors import SaywellError

WAVES = 20
"""Signals bring about signals; a standard whose situations open each other for ever stops here."""


def handle(plan: Plan, state: State, got: i.AnyInput) -> list[e.AnyEvent]:
    """The events that an input brings about, after those that fell due before it. Raises SaywellError for an input
    that cannot come now; nothing before it is lost."""
    return step(plan, state, got)[0]


def settle(plan: Plan, state: State, now: int) -> list[e.AnyEvent]:
    """The events that fell due up to `now`, in order."""
    work = Work(plan, state.copy())
    _settle(work, now)
    return work.out


def step(plan: Plan, state: State, got: i.AnyInput) -> tuple[list[e.AnyEvent], State]:
    """The events of an input and the state after them, in one pass; `fold` over the events gives the same state."""
    check(state, got)
    w = state.copy()
    work = Work(plan, w)
    if w.line == 0:
        work.emit(msgspec.structs.replace(plan.begun, at=got.at))
    else:
        due = next_deadline(w)
        if due is not None and due <= got.at:
            _settle(work, got.at)
        if w.wait is not None:
            _late_wait(work, got)
    line = w.line + 1
    work.out.append(e.Arrived(at=got.at, line=line, input=got))
    signals = arrive(w, line, got)
    work.spoken = w.said_line == line
    work.end = got.to if type(got) is i.Said and got.to is not None and got.to > got.at else got.at
    wait = w.wait
    _react(work, signals, got.at)
    if wait is not None and (wait.spoken >= 2 or w.over is not None):
        _end_wait(work, got.at)
    if w.ended:
        closing.finish(work, got.at)
    return work.out, w


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


def _react(work: Work, signals: Signals, at: int) -> None:
    """Let signals work, wave by wave: what they bring about are signals too."""
    w = work.w
    hooks = work.plan.hooks
    if w.ladders and "agent.speaks" in signals:
        ladders.on_agent(work, at)
    turn_over = "customer.turn" in signals
    over = "call.over" in signals
    for _ in range(WAVES):
        found: Hooks = []
        parts = 0
        for name in signals:
            hook = hooks.get(name)
            if hook is not None:
                found.append((name, hook))
                parts |= hook.parts
        if parts & PROGRESS and w.duties:
            duties.progress(work, found, at)
        if parts & ACTS:
            acts.on_signals(work, found, at)
        if parts & PROMISES:
            promises.on_signals(work, found, at)
        if turn_over and w.duties:
            duties.turn_over(work, at)
        changes = parts & BEGINS or (parts & CEASES and w.situations)
        signals = situations.on_signals(work, found, at) if changes else {}
        if parts & OPENS:
            duties.open_on(work, found, at)
        if parts & SCOPES:
            acts.scopes_on(work, found, at)
        if over:
            closing.call_over(work, at)
        if not signals:
            return
        turn_over = over = False


def _settle(work: Work, now: int) -> None:
    w = work.w
    while True:
        due = next_deadline(w)
        if due is None or due > now:
            return
        work.end = due
        if silence_due(w) == due:
            length = due - (w.quiet_from or 0)
            work.emit(e.Elapsed(due, length=length))
            _react(work, {f"silence.{length}": (0, 0)}, due)
        elif wait_due(w) == due:
            if w.wait is not None and w.wait.off is not None:
                _end_wait(work, due)
            else:
                work.emit(e.WaitOver(due, since=w.wait.since if w.wait else due))
                _react(work, {"wait.over": (0, 0)}, due)
        elif not ladders.fall_due(work, due) and not duties.fall_due(work, due):
            promises.fall_due(work, due)


def _late_wait(work: Work, got: i.AnyInput) -> None:
    """The key is pressed again long after the line was taken back without a word: that is a new wait."""
    wait = work.w.wait
    if wait is None or wait.off is None or wait.spoken:
        return
    if isinstance(got, i.Hold | i.Mute) and got.on and got.at - wait.off > work.w.checkin_max:
        _end_wait(work, got.at)


def _end_wait(work: Work, at: int) -> None:
    wait = work.w.wait
    if wait is None:
        return
    until = wait.off if wait.off is not None else at
    work.emit(e.WaitEnded(at, since=wait.since, until=until))
    _react(work, {"wait.ended": (0, 0)}, at)
