"""What an event makes of a piece of work. Pure; it never fails, for what was kept has happened."""

from __future__ import annotations

from typing import Any

import msgspec

from saywell.followup import events as e
from saywell.followup.state import Work


def fold(work: Work, event: e.AnyEvent) -> Work:
    """The work after an event."""
    new: Work = _HANDLERS[type(event)](work, event)
    since = new.since
    if new.clocks != work.clocks:
        since = {one: since[one] if work.clocks.get(one) == due else event.at for one, due in new.clocks.items()}
    return msgspec.structs.replace(new, since=since, history=(*work.history, event))


def _with(work: Work, **values: Any) -> Work:
    return msgspec.structs.replace(work, **values)


def _clock(work: Work, clock: e.Clock, due: int | None) -> Work:
    """Set a clock anew, or take it away."""
    clocks = {key: value for key, value in work.clocks.items() if key != clock}
    if due is not None:
        clocks[clock] = due
    drop = {key: value for key, value in work.reminded.items() if key != clock}
    lapsed = {key: value for key, value in work.lapsed.items() if key != clock}
    return _with(work, clocks=clocks, reminded=drop, lapsed=lapsed)


def _opened(work: Work, event: e.Opened) -> Work:
    work = _with(
        work,
        opened=event,
        owner=event.owner,
        department=event.department,
        fields=event.fields,
        promised=event.promised,
        next_try=event.not_before,
    )
    return _clock(work, "due", event.due)


def _dispatched(work: Work, event: e.Dispatched) -> Work:
    work = _with(work, owner=event.to, department=event.department or work.department, acknowledged=None, level=None)
    return _clock(work, "acknowledge", event.due)


def _acknowledged(work: Work, event: e.Acknowledged) -> Work:
    work = _with(work, acknowledged=event.at, owner=event.by or work.owner)
    return _clock(_clock(work, "acknowledge", None), "status", event.status)


def _escalated(work: Work, event: e.Escalated) -> Work:
    work = _with(work, level=event.level, owner=event.to or work.owner)
    return _clock(work, "acknowledge", event.due) if event.due is not None else work


def _paused(work: Work, event: e.Paused) -> Work:
    work = _with(work, status="waiting", left=event.left)
    return _clock(work, "due", None) if event.left is not None else work


def _resumed(work: Work, event: e.Resumed) -> Work:
    work = _with(work, status="open", left=None)
    return _clock(work, "due", event.due) if event.due is not None else work


def _promised(work: Work, event: e.Promised) -> Work:
    return _clock(_with(work, promised=True, status="open", left=None), "due", event.due)


def _reminded(work: Work, event: e.Reminded) -> Work:
    return _with(work, reminded={**work.reminded, event.clock: event.due})


def _lapsed(work: Work, event: e.Lapsed) -> Work:
    lapsed = {**work.lapsed, event.clock: event.due}
    return _with(work, lapsed=lapsed, kept=False if event.clock == "due" and work.promised else work.kept)


def _staged(work: Work, event: e.Staged) -> Work:
    amount = event.amount if event.amount is not None else work.amount
    work = _with(work, stage=event.stage or work.stage, amount=amount)
    return _clock(work, "status", event.status)


def _tried(work: Work, event: e.Tried) -> Work:
    return _with(work, tries=(*work.tries, event), next_try=event.next, taken=None)


def _answered(work: Work, event: e.Answered) -> Work:
    kept = work.kept
    if kept is None and (work.due is not None or work.left is not None):
        # A clock that stands cannot have run out.
        kept = work.due is None or event.at <= work.due
    return _with(_clock(work, "due", None), answered=event, kept=kept, status="open", left=None)


def _closed(work: Work, event: e.Closed) -> Work:
    return _with(
        work,
        status="closed",
        clocks={},
        left=None,
        next_try=None,
        taken=None,
        outcome=event.outcome,
        reason=event.reason,
        into=event.into,
        closed=event.at,
    )


def _reopened(work: Work, event: e.Reopened) -> Work:
    work = _with(work, status="open", outcome="", reason="", into="", closed=None, answered=None)
    return _clock(work, "due", event.due)


_HANDLERS: dict[type, Any] = {
    e.Opened: _opened,
    e.Dispatched: _dispatched,
    e.Acknowledged: _acknowledged,
    e.Escalated: _escalated,
    e.Noted: lambda work, _: work,
    e.Edited: lambda work, event: _with(work, fields={**work.fields, **event.fields}),
    e.Paused: _paused,
    e.Resumed: _resumed,
    e.Promised: _promised,
    e.Reminded: _reminded,
    e.Lapsed: _lapsed,
    e.Staged: _staged,
    e.Printed: lambda work, event: _with(work, printed=event.at),
    e.Planned: lambda work, event: _clock(work, "visit", event.when),
    e.Visited: lambda work, _: _clock(work, "visit", None),
    e.Tried: _tried,
    e.Taken: lambda work, event: _with(work, taken=event),
    e.Skipped: lambda work, event: _with(work, taken=None, next_try=event.next),
    e.Answered: _answered,
    e.Closed: _closed,
    e.Reopened: _reopened,
}
