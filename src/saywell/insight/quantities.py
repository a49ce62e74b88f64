"""What each quantity is, as an expression over the rows of the projection. Roll-ups, reports and the list of
conversations take them from here and from nowhere else."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true

from saywell.insight.tables import TALLIES, VERDICTS, findings, talks, tallies

t = talks.c
Is = ColumnElement[bool]

_RESOLVABLE = and_(
    t.direction == "inbound", t.outcome == "answered", t.ended.is_not(None), t.customer != "", t.continues == ""
)
_OWN = t.continues == ""

CONDITIONS: dict[str, Is] = {
    "all": true(),
    "first_of_day": and_(t.first_of_day, _OWN),
    "inbound": and_(t.direction == "inbound", _OWN),
    "answered": and_(t.direction == "inbound", t.outcome == "answered", _OWN),
    "abandoned": and_(t.direction == "inbound", t.outcome == "abandoned", _OWN),
    "left_message": t.left != "",
    "in_target": and_(t.direction == "inbound", t.outcome == "answered", t.in_target, _OWN),
    "late": and_(t.direction == "inbound", or_(t.outcome == "abandoned", ~t.in_target), t.outcome != "open", _OWN),
    "talked": t.talk_time.is_not(None),
    "held": and_(t.talk_time.is_not(None), t.holds > 0),
    "replied": t.replies > 0,
    "first_replied": t.first_reply.is_not(None),
    "reply_in_target": and_(t.first_reply.is_not(None), t.reply_in_target),
    "reply_late": and_(t.first_reply.is_not(None), ~t.reply_in_target),
    "ended": t.ended.is_not(None),
    "rated": t.rating.is_not(None),
    "satisfied": t.rating >= 4,
    "unsatisfied": t.rating <= 2,
    "scored": t.points.is_not(None),
    "missed": t.missed > 0,
    "broken": t.broken > 0,
    "faults": or_(t.missed > 0, t.broken > 0),
    "clean": and_(t.points.is_not(None), t.missed == 0, t.broken == 0),
    "resolvable": _RESOLVABLE,
    "resolved": and_(_RESOLVABLE, ~t.came_again),
    "came_again": and_(_RESOLVABLE, t.came_again),
    **{name: t.id.in_(select(tallies.c.talk).where(tallies.c.name == name)) for name in TALLIES},
}
"""Which conversations; the list takes their names as its filter `only`."""

_SUMS: dict[str, tuple[str, ColumnElement[Any]]] = {
    "wait_sum": ("answered", t.wait),
    "talk_sum": ("talked", t.talk_time),
    "hold_sum": ("held", t.hold_time),
    "reply_sum": ("replied", t.reply_time),
    "replies": ("replied", t.replies),
    "stars": ("rated", t.rating),
    "points": ("scored", t.points),
    "missed": ("all", t.missed),
    "broken": ("all", t.broken),
    "kept": ("ended", t.met),
    "judged": ("ended", t.met + t.missed + t.broken),
}
_COUNTS = {"conversations": "all", "customers": "first_of_day"}


def quantity(name: str) -> ColumnElement[int]:
    """The sum of a quantity over rows of `talks`."""
    if name in _SUMS:
        where, value = _SUMS[name]
        return func.coalesce(func.sum(case((CONDITIONS[where], value), else_=0)), 0)
    where = _COUNTS.get(name, name)
    return func.coalesce(func.sum(case((CONDITIONS[where], 1), else_=0)), 0)


def verdicts(verdict: str) -> ColumnElement[int]:
    """How many rows of `findings` have a verdict."""
    assert verdict in VERDICTS
    return func.coalesce(func.sum(case((findings.c.verdict == verdict, 1), else_=0)), 0)


STEPS: dict[str, tuple[str, ColumnElement[int]]] = {
    "wait": ("answered", t.wait_step),
    "reply": ("first_replied", t.reply_step),
}
"""Times of which medians and the like are taken: of which conversations, and the step."""
