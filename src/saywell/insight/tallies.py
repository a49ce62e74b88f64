"""What a piece of work counts as in reports: each name once, by the day on which it was opened. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from saywell.followup import events as e
from saywell.followup.state import Work


def tallies_of(work: Work) -> tuple[str, ...]:
    """The names of `tables.TALLIES` under which it counts."""
    opened = work.opened
    if opened is None or work.outcome == "carried":
        # Another piece of work took its clock, and counts.
        return ()
    out = list(_promise(work))
    if opened.kind == "ticket" and opened.what == "complaint":
        out += _in_time(work, "complaint")
    if opened.kind == "lead":
        out += _lead(work)
    if opened.kind == "repair":
        out += ["repair", *(["repair_done"] if work.closed is not None and work.outcome == "done" else [])]
    if opened.kind == "callback" and work.tries:
        reached = any(one.outcome == "reached" for one in work.tries)
        out += ["tried", *(["reached"] if reached else [])]
    return tuple(out)


def _promise(work: Work) -> Iterator[str]:
    if not work.promised or work.opened is None or work.opened.kind == "callback":
        return
    yield "promise"
    if any(isinstance(one, e.Promised) and one.again for one in work.history):
        yield "promise_moved"
    broken = any(isinstance(one, e.Lapsed) and one.clock == "due" for one in work.history) or work.kept is False
    if broken:
        yield "promise_broken"
        if work.closed is None and work.answered is None:
            yield "promise_overdue"
    elif work.kept:
        yield "promise_kept"
    if broken or work.kept:
        yield "promise_over"


def _in_time(work: Work, name: str) -> Iterator[str]:
    """Whether the customer had the answer in time; nothing while that is open."""
    late = "due" in work.lapsed or work.kept is False
    if late or work.kept:
        yield name
        if not late:
            yield f"{name}_in_time"


def _lead(work: Work) -> Iterator[str]:
    """Whether the receiver confirmed it before the first deadline for that; nothing while that is open."""
    for event in work.history:
        if isinstance(event, e.Acknowledged):
            yield from ("lead", "lead_confirmed")
            return
        if isinstance(event, e.Lapsed) and event.clock == "acknowledge":
            yield "lead"
            return
