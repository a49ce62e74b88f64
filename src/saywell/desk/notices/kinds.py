"""Who is told of what happens to a piece of work, and when. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from saywell.desk.account import Notice
from saywell.followup import events as e
from saywell.followup.rules import Rules
from saywell.followup.state import Work
from saywell.kernel.time import MINUTE, Instant
from saywell.standard.calendar import Calendar

TOLD: frozenset[str] = frozenset(
    str(one.__struct_config__.tag)
    for one in (
        e.Opened, e.Dispatched, e.Escalated, e.Reminded, e.Lapsed, e.Acknowledged, e.Answered, e.Visited,
    )
)  # fmt: skip
"""The kinds of record of which somebody may be told."""
_AHEAD = 400
"""Days in which a centre works at least once."""


def told(rules: Rules, before: Work, event: e.AnyEvent) -> dict[str, Notice]:
    """Who is told of an event, by number, and as what. `before`: the work as it stood. Nobody is told of what they did
    themselves."""
    opened = event if isinstance(event, e.Opened) else before.opened
    if opened is None or opened.campaign:
        # Whoever is on a list of people to be called is given to whoever is free.
        return {}
    author = opened.by or opened.owner
    out: dict[str, Notice] = {}
    match event:
        case e.Opened(owner=owner, of=of) if of and owner:
            out = {owner: "assigned"}
        case e.Dispatched(to=to, department=department):
            out = dict.fromkeys([to] if to else _members(rules, opened.centre, department), "assigned")
        case e.Escalated():
            out = dict.fromkeys(_above(rules, opened.centre, before, event), "late")
        case e.Reminded():
            out = dict.fromkeys(_having(rules, opened.centre, before), "due")
        case e.Lapsed():
            out = dict.fromkeys(_having(rules, opened.centre, before), "late")
        case e.Acknowledged():
            out = {author: "answered"}
        case e.Answered():
            out = {author: "answered", before.owner: "answered"}
        case e.Visited():
            out = {author: "visited", before.owner: "visited"}
    by = getattr(event, "by", "")
    return {number: what for number, what in out.items() if number and number != by}


def _having(rules: Rules, centre: str, work: Work) -> list[str]:
    return [work.owner] if work.owner else _members(rules, centre, work.department)


def _above(rules: Rules, centre: str, work: Work, event: e.Escalated) -> list[str]:
    """Whoever it went up to; those who had it are told that it is late already."""
    if event.to:
        found = [event.to]
    elif event.level == "department":
        found = [*_members(rules, centre, work.department), rules.leader(centre, work.department)]
    else:
        found = _members(rules, centre, work.department)
    had = _having(rules, centre, work) if event.why != "asked" else []
    return [one for one in found if one not in had]


def _members(rules: Rules, centre: str, department: str) -> list[str]:
    found = rules.office(centre).departments.get(department)
    return list(found.members) if found is not None else []


def moment_of(calendar: Calendar, minute: int, now: Instant) -> Instant:
    """When the next digest goes out behind `now`: at that minute of a working day, where nobody works then at the next
    instant of that day at which somebody does, else when that day's work begins."""
    day = calendar.local_date(now)
    for _ in range(_AHEAD):
        if calendar.is_working_day(day):
            at = _instant(calendar, day.isoformat(), minute)
            if not calendar.is_open(at):
                later = calendar.forward(at, 1) - 1
                begins = calendar.forward(_instant(calendar, day.isoformat(), 0), 1) - 1
                at = later if calendar.local_date(later) == day else begins
            if at > now:
                return at
        day += timedelta(days=1)
    return now + minute * MINUTE


def _instant(calendar: Calendar, day: str, minute: int) -> Instant:
    local = datetime.fromisoformat(f"{day}T{minute // 60:02d}:{minute % 60:02d}").replace(tzinfo=calendar.zone)
    return round(local.timestamp() * 1000)
