"""Promises: what was promised, by when in working time, kept or not, and whether so much time may be promised."""

from __future__ import annotations

from datetime import date as date_type
from datetime import datetime, timedelta

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.plan import Plan, Reaction, Rule
from saywell.conversation.state import State
from saywell.conversation.work import Work
from saywell.standard.calendar import Calendar
from saywell.standard.model import Within

DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "day_after_tomorrow": 2, "this_week": 7, "next_week": 14}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 43200}


def on_signals(work: Work, found: Reaction, at: int) -> None:
    """Enter promises, and keep those that these signals keep."""
    done: set[str] = set()
    for name, rule in found.promises:
        if not name:
            _kept(work, rule, at)
        elif rule.id not in done:
            done.add(rule.id)
            _made(work, rule, name, at)


def _made(work: Work, rule: Rule, name: str, at: int) -> None:
    w = work.w
    if rule.cond is not None and not rule.cond(w, 0):
        return
    base = work.end
    entity = _deadline_entity(work)
    limit = _limit(work.plan, rule, w, base)
    due = promised_instant(work.plan, entity, base) if entity is not None else None
    seen = w.seen[name]
    found = (e.Span(w.line, entity.start if entity else seen.start, entity.end if entity else seen.end),)
    key = f"{rule.id}#{w.line}"
    if due is not None and limit is not None and due > limit + work.plan.grace:
        work.judge(rule, "broken", at, evidence=found, due=limit, why="promised-too-late")
    elif due is not None and limit is not None:
        work.judge(rule, "met", at, evidence=found, due=limit, why="promised-in-time")
    effective = due if due is not None else limit
    if not rule.norm.kept:
        return
    for old, promise in tuple(w.promises.items()):
        if promise.norm == rule.id:
            work.judge(rule, "not_applicable", at, ends=old, why="renewed")
    work.emit(e.PromiseMade(at, norm=rule.id, line=w.line, what=name, due=effective, vague=due is None))
    assert key in w.promises


def _deadline_entity(work: Work) -> i.Entity | None:
    last = next((event for event in reversed(work.out) if type(event) is e.Arrived), None)
    got = last.input if last is not None else None
    if type(got) is not i.Said or got.heard is None:
        return None
    found = [one for one in got.heard.entities if one.kind == "deadline" and not one.value.get("vague")]
    return found[0] if found else None


def promised_instant(plan: Plan, entity: i.Entity, base: int) -> int | None:
    """The instant that a deadline names, counted from `base` in clock or working time; None where it names none."""
    value = entity.value
    if value.get("latest"):
        return latest_instant(plan.calendar, str(value["latest"]), base)
    unit = str(value.get("unit") or "")
    amount = value.get("amount")
    if amount is None or unit not in MINUTES:
        return None
    number = float(amount)
    if value.get("working"):
        if unit == "day":
            return plan.calendar.working_days_after(base, max(1, round(number)))
        if unit == "week":
            return plan.calendar.working_days_after(base, max(1, round(number * 5)))
        return plan.calendar.after(base, round(number * MINUTES[unit]))
    return base + round(number * MINUTES[unit] * 60_000)


def latest_instant(calendar: Calendar, latest: str, base: int) -> int | None:
    """The instant of "tomorrow 15:00", "friday", "18:00" in the centre's zone: a day alone means until it ends, a time
    alone the next such time; None where the words are not known."""
    words = latest.split()
    clock = words.pop() if words and ":" in words[-1] else ""
    today = calendar.local_date(base)
    day = words[0] if words else ""
    if day in DAYS:
        date = today + timedelta(days=DAYS[day])
    elif day.removeprefix("next_") in WEEKDAYS:
        ahead = (WEEKDAYS.index(day.removeprefix("next_")) - today.weekday()) % 7
        date = today + timedelta(days=ahead + (7 if day.startswith("next_") else 0))
    elif day:
        return None
    else:
        date = today
    at = _local(calendar, date, clock)
    if not day and at is not None and at <= base:
        at = _local(calendar, date + timedelta(days=1), clock)
    return at


def _local(calendar: Calendar, date: date_type, clock: str) -> int | None:
    hour, _, minute = (clock or "24:00").partition(":")
    if not (hour.isdigit() and minute.isdigit() and int(hour) <= 24 and int(minute) < 60):
        return None
    midnight = datetime(date.year, date.month, date.day, tzinfo=calendar.zone)
    return round(midnight.timestamp() * 1000) + (int(hour) * 60 + int(minute)) * 60_000


def _limit(plan: Plan, rule: Rule, w: State, base: int) -> int | None:
    for test, within in rule.limits:
        if test is None or test(w, 0):
            return _instant(plan, within, base)
    return None


def _instant(plan: Plan, within: Within, base: int) -> int | None:
    limit = plan.deadline(within, base, grace=False)
    if limit is not None and within.working_days is not None:
        # A promise for "tomorrow noon" made at ten is within one working day: the last day counts to its end.
        return _local(plan.calendar, plan.calendar.local_date(limit), "")
    return limit


def _kept(work: Work, rule: Rule, at: int) -> None:
    if not work.w.promises:
        return
    for key, promise in tuple(work.w.promises.items()):
        if promise.norm == rule.id:
            work.judge(rule, "met", at, ends=key, due=promise.due, evidence=(e.Span(work.w.line),), why="kept")


def fall_due(work: Work, due: int) -> bool:
    """A promise that was not kept in time; whether there was one at this instant."""
    for key, promise in work.w.promises.items():
        if promise.due == due:
            rule = work.plan.rules[promise.norm]
            if rule.unless is not None and rule.unless(work.w, 0):
                work.judge(rule, "not_applicable", due, ends=key, due=due, why="unless")
            else:
                work.judge(rule, "missed", due, ends=key, due=due, evidence=(e.Span(promise.line),), why="not-kept")
            return True
    return False
