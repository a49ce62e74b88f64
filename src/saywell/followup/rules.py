"""By when, by whom: what a centre's standard and settings say about a piece of work. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import msgspec

from saywell.kernel.errors import SaywellError
from saywell.kernel.time import HOUR, MINUTE, Duration, Instant
from saywell.standard.calendar import Calendar, CalendarSpec
from saywell.standard.model import FollowUp, Number, Standard

DAY_OF_WORK = 8 * HOUR
"""A working day where it is a length, not a deadline (a reminder a day before)."""
TRIES = 5
"""Attempts at most to reach somebody."""
PAUSE = 2 * HOUR
"""Working time between two attempts."""


class Department(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """People who deal with something: `members` and `leader` by number; `calendar`: their own working time, None for
    the centre's; `takes`: entries of followup.yaml that go to them."""

    title: dict[str, str] = {}
    members: tuple[str, ...] = ()
    leader: str = ""
    takes: tuple[str, ...] = ()
    calendar: CalendarSpec | None = None


class Calling(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """How a centre calls: hours in which customers may be called (none: its working time), attempts, minutes between
    them, numbers that are never called."""

    hours: CalendarSpec | None = None
    tries: int = TRIES
    pause_min: int = PAUSE // MINUTE
    never: tuple[str, ...] = ()


class Office(msgspec.Struct, frozen=True):
    """What the rules need of a centre."""

    standard: Standard
    calendar: Calendar
    departments: Mapping[str, Department] = {}
    calling: Calling = Calling()
    never: Collection[str] = ()
    """Digits of further numbers that are not called."""


class Rules:
    """`office` gives what is in force at a centre now. Figures are read when a clock is set, never again."""

    def __init__(self, office: Callable[[str], Office]) -> None:
        self._office = office
        self._calendars: dict[bytes, Calendar] = {}

    def office(self, centre: str) -> Office:
        """A centre as it is set."""
        return self._office(centre)

    def spec(self, centre: str, what: str) -> FollowUp:
        """What the standard says of an entry. Raises `followup.unknown`."""
        found = self._office(centre).standard.followups
        if what not in found:
            raise SaywellError("followup.unknown", what=what, known=", ".join(found))
        return found[what]

    def calendar(self, centre: str, department: str = "") -> Calendar:
        """The working time of a department, or of the centre."""
        office = self._office(centre)
        own = office.departments.get(department, Department()).calendar
        return office.calendar if own is None else self._made(own)

    def hours(self, centre: str, zone: str = "") -> Calendar:
        """When customers may be called who live in a zone ("" for that of the centre). Raises `calendar.*`."""
        office = self._office(centre)
        spec = office.calling.hours or office.calendar.spec
        if zone and zone != spec.zone:
            return self._made(msgspec.structs.replace(spec, zone=zone))
        return office.calendar if office.calling.hours is None else self._made(spec)

    def route(self, centre: str, what: str) -> str:
        """The department to which it goes, "" for none."""
        for id, one in self._office(centre).departments.items():
            if what in one.takes:
                return id
        return ""

    def receiver(self, centre: str, department: str) -> str:
        """The person who has it first: the only member, else nobody by name."""
        members = self._department(centre, department).members
        return members[0] if len(members) == 1 else ""

    def leader(self, centre: str, department: str) -> str:
        """Who leads a department, "" where nobody is named."""
        return self._department(centre, department).leader

    def may_receive(self, centre: str, department: str, number: str) -> bool:
        """Whether somebody may confirm work of a department; without members anybody may who may work on it."""
        one = self._department(centre, department)
        return not one.members or number in one.members or number == one.leader

    def _department(self, centre: str, department: str) -> Department:
        return self._office(centre).departments.get(department, Department())

    def by(self, centre: str, figure: str, at: Instant, department: str = "") -> Instant | None:
        """The deadline that a figure sets at an instant; None where the standard has no such figure."""
        number = self._office(centre).standard.numbers.get(figure)
        if number is None:
            return None
        calendar = self.calendar(centre, department)
        if number.unit == "working_days":
            return calendar.working_days_after(at, round(number.value))
        if number.unit == "working_h":
            return calendar.forward(at, round(number.value * HOUR))
        return at + number.ms()

    def reminder(self, centre: str, figure: str, due: Instant, department: str = "") -> Instant:
        """When to remind of a deadline."""
        number = self._office(centre).standard.numbers.get(figure)
        if number is None:
            return due
        calendar = self.calendar(centre, department)
        return calendar.before(due, length(number)) if number.unit.startswith("working") else due - length(number)

    def next_try(self, centre: str, at: Instant, zone: str = "") -> Instant:
        """When somebody who was not reached is called again."""
        return self.hours(centre, zone).forward(at, self._office(centre).calling.pause_min * MINUTE)

    def callable_at(self, centre: str, at: Instant, zone: str = "") -> Instant:
        """The first instant from `at` on at which customers may be called."""
        hours = self.hours(centre, zone)
        return at if hours.is_open(at) else hours.forward(at, 1) - 1

    def never(self, centre: str, phone: str) -> bool:
        """Whether a number is on the list of those that are not called."""
        office, plain = self._office(centre), digits(phone)
        return bool(plain) and (plain in office.never or plain in map(digits, office.calling.never))

    def _made(self, spec: CalendarSpec) -> Calendar:
        key = msgspec.msgpack.encode(spec)
        if key not in self._calendars:
            self._calendars[key] = Calendar(spec)
        return self._calendars[key]


def length(number: Number) -> Duration:
    """A figure as a length of time (ms)."""
    unit = {"working_h": HOUR, "working_days": DAY_OF_WORK}.get(number.unit)
    return number.ms() if unit is None else round(number.value * unit)


def digits(phone: str) -> str:
    """A phone number by its digits alone; that of the mainland without the country's."""
    plain = "".join(one for one in phone if one.isdigit()).removeprefix("00")
    return plain[2:] if plain.startswith("86") and len(plain) == 13 else plain
