"""A report that goes out by e-mail again and again: what is due, who sends it, what became of it. Pure.

Each schedule is a stream. What is due stands in it until it was sent; whoever sends it claims it in the store first, so
that of several nodes one does, and where that one dies, the claim runs out and another takes over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from saywell.kernel.locale import Locale
from saywell.kernel.time import DAY, HOUR, MINUTE, Instant
from saywell.storage.interface import Entry, Record

PREFIX = "schedule/"
Every = Literal["day", "week", "month"]
Kind = Literal["xlsx", "csv", "pdf"]
LEASE = 2 * MINUTE
"""How long a claim holds; to make and send a report is over before that."""
PAUSE, LONGEST, LASTS = MINUTE, HOUR, DAY
"""The pause after the first failure; it doubles up to the longest; after so long the period is given up."""
BEHIND = 31
"""So many periods are made up for at most after a time in which nobody was there."""
LOGGED = 50


class ScheduleEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="event"):
    """Base of what happens to a schedule."""

    at: int


class Set(ScheduleEvent, frozen=True, tag="schedule.set.1", kw_only=True):
    """It is as this says from now on. `minute`: of the day, at the centre's `zone`; `filters`: of the report."""

    by: str
    centre: str
    name: str
    every: Every
    minute: int
    zone: str
    to: tuple[str, ...]
    locale: Locale
    kind: Kind = "pdf"
    filters: dict[str, str] = {}


class Removed(ScheduleEvent, frozen=True, tag="schedule.removed.1", kw_only=True):
    """Nothing is sent any more."""

    by: str


class Due(ScheduleEvent, frozen=True, tag="schedule.due.1", kw_only=True):
    """The report of the days `first` to `last` (ordinals) is to be sent. `by`: who wanted it out of turn."""

    moment: int
    first: int
    last: int
    by: str = ""


class Claimed(ScheduleEvent, frozen=True, tag="schedule.claimed.1", kw_only=True):
    """A node sends it."""

    by: str
    until: int


class Sent(ScheduleEvent, frozen=True, tag="schedule.sent.1", kw_only=True):
    """The mail server has it."""

    moment: int
    count: int


class Failed(ScheduleEvent, frozen=True, tag="schedule.failed.1", kw_only=True):
    """It could not be sent. `next`: when it is tried again, 0 for never."""

    moment: int
    why: str
    next: int = 0


AnyScheduleEvent = Set | Removed | Due | Claimed | Sent | Failed
_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder(AnyScheduleEvent).decode


class Now(msgspec.Struct, frozen=True):
    """Send the last period once, out of turn."""

    by: str


class Result(msgspec.Struct, frozen=True):
    """How sending went; `why` it failed, "" where it did not."""

    by: str
    count: int = 0
    why: str = ""


Command = Set | Removed | Now | Result


class Schedule(msgspec.Struct, frozen=True):
    """A schedule as it stands. `passed`: up to when all that is due was noted; `waiting`: what is to be sent, the
    oldest first; `since`: when its first try failed."""

    id: str
    set: Set | None = None
    passed: int = 0
    waiting: tuple[Due, ...] = ()
    claim: Claimed | None = None
    failures: int = 0
    since: int = 0
    next: int = 0
    log: tuple[Sent | Failed, ...] = ()

    @property
    def upcoming(self) -> Instant | None:
        """When the next report is due."""
        return next(moments(self.set, self.passed))[0] if self.set is not None else None


def moments(one: Set, after: Instant) -> Iterator[tuple[Instant, int, int]]:
    """The instants behind `after` at which reports are due, each with the first and last day that it is about."""
    zone = ZoneInfo(one.zone)
    day = datetime.fromtimestamp(after / 1000, zone).date()
    while True:
        begins = {"day": True, "week": day.weekday() == 0, "month": day.day == 1}[one.every]
        if begins:
            at = datetime.combine(day, time(one.minute // 60, one.minute % 60), zone).astimezone(UTC)
            moment = round(at.timestamp() * 1000)
            last = day - timedelta(days=1)
            first = {"day": last, "week": day - timedelta(days=7), "month": last.replace(day=1)}[one.every]
            if moment > after:
                yield moment, first.toordinal(), last.toordinal()
        day += timedelta(days=1)


class Schedules:
    """The decider. `node`: names who claims."""

    def __init__(self, node: str) -> None:
        self.node = node

    def start(self, stream: str) -> Schedule:
        """Nothing is to be sent."""
        return Schedule(stream.removeprefix(PREFIX))

    def decide(self, held: Schedule, command: Command, now: Instant) -> Sequence[AnyScheduleEvent]:
        """The events of what somebody wants, or of how sending went."""
        match command:
            case Set():
                return (msgspec.structs.replace(command, at=now),)
            case Removed():
                return (msgspec.structs.replace(command, at=now),) if held.set is not None else ()
            case Now():
                if held.set is None:
                    return ()
                back = {"day": 2, "week": 14, "month": 62}[held.set.every] * DAY
                past = [one for one in islice(moments(held.set, now - back), 3) if one[0] <= now]
                return [Due(now, moment=now, first=first, last=last, by=command.by) for _, first, last in past[-1:]]
            case Result():
                if held.claim is None or held.claim.by != command.by or not held.waiting:
                    return ()
                return (self._outcome(held, command, now),)

    @staticmethod
    def _outcome(held: Schedule, got: Result, now: Instant) -> Sent | Failed:
        moment = held.waiting[0].moment
        if not got.why:
            return Sent(now, moment=moment, count=got.count)
        end = (held.since or now) + LASTS
        later = now + min(PAUSE << min(held.failures, 10), LONGEST)
        return Failed(now, moment=moment, why=got.why[:300], next=later if later < end else 0)

    def settle(self, held: Schedule, now: Instant) -> Sequence[AnyScheduleEvent]:
        """What fell due, and this node's claim to send it."""
        out: list[AnyScheduleEvent] = []
        if held.set is not None:
            due = [one for one in islice(moments(held.set, held.passed), BEHIND) if one[0] <= now]
            out += [Due(now, moment=moment, first=first, last=last) for moment, first, last in due]
        free = held.claim is None or held.claim.until <= now
        if (held.waiting or out) and free and held.next <= now:
            out.append(Claimed(now, by=self.node, until=now + LEASE))
        return out

    def fold(self, held: Schedule, event: AnyScheduleEvent) -> Schedule:
        """The schedule after an event."""
        change = msgspec.structs.replace
        match event:
            case Set():
                return change(held, set=event, passed=event.at)
            case Removed():
                return change(held, set=None, waiting=(), claim=None)
            case Due():
                passed = held.passed if event.by else event.moment
                return change(held, waiting=(*held.waiting, event), passed=passed)
            case Claimed():
                return change(held, claim=event)
            case Sent():
                held = change(held, waiting=held.waiting[1:], failures=0, since=0, next=0)
            case Failed():
                left = held.waiting if event.next else held.waiting[1:]
                failures = held.failures + 1 if event.next else 0
                since = (held.since or event.at) if event.next else 0
                held = change(held, waiting=left, failures=failures, since=since, next=event.next)
        return change(held, claim=None, log=(*held.log, event)[-LOGGED:])

    def wake(self, held: Schedule) -> Instant | None:
        """When something is to be done next."""
        out = [held.upcoming] if held.upcoming is not None else []
        if held.waiting:
            out.append(max(held.next, held.claim.until if held.claim is not None else 0))
        return min(out, default=None)

    def dump(self, event: AnyScheduleEvent) -> Entry:
        """An event as it is kept."""
        return Entry(str(event.__struct_config__.tag), _ENCODE(event))

    def load(self, record: Record) -> AnyScheduleEvent:
        """An event as it was kept."""
        event: AnyScheduleEvent = _DECODE(record.body)
        return event
