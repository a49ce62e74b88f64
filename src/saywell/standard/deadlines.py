"""The instant that a deadline names, counted from the instant at which it was said, by a centre's calendar.

The value is that of a deadline entity (see `saywell.language.entities.when`). The readings where words leave it open:

- A length in working hours runs in working time, any other on the clock (24 hours are 24 hours, three days are three
  times 24). So many working days end when the centre closes on the last of them. "后 / in" and "内 / within" end alike.
- A day alone lasts until the centre closes on it; where it does not open, or has closed already, until midnight.
- A morning ends at 12:00, an afternoon at 18:00 or when the centre closes if that is sooner, an evening at midnight.
- A week or month ends when the centre closes on its last working day; the week begins on Monday.
- The same time of day is that of the minute at which it was said.
- What was said without a day and has gone by means the next such time; a weekday that has gone by the next such day.
- Three o'clock is the one of the two at which the centre works; where it works at neither, the next to come.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from saywell.kernel.time import MINUTE, Instant
from saywell.standard.calendar import Calendar

MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10_080, "month": 43_200, "year": 525_600}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "day_after_tomorrow": 2}
_WEEKS = {"this_week": 0, "next_week": 1, "after_next_week": 2}
_MIDNIGHT = 1440
_NOON, _AFTERNOON = 720, 1080
_WAKING = 7 * 60
# Farther off than this is no promise but a slip of the tongue or of hearing.
_FARTHEST_DAYS = 3_650


def deadline_instant(value: Mapping[str, object], at: Instant, calendar: Calendar) -> Instant | None:
    """The instant, or None where the value names none (vague) or cannot be read. Raises `calendar.no-open-time`."""
    latest = value.get("latest")
    if latest:
        return _Point(calendar, at, value).instant(str(latest))
    unit, amount = str(value.get("unit") or ""), value.get("amount")
    if (
        not isinstance(amount, int | float)
        or unit not in MINUTES
        or not 0 < amount * MINUTES[unit] <= _FARTHEST_DAYS * 1440
    ):
        return None
    if not value.get("working"):
        return at + round(amount * MINUTES[unit] * MINUTE)
    days = {"day": 1, "week": 5, "month": 21, "year": 250}.get(unit)
    if days is None:
        return calendar.after(at, round(amount * MINUTES[unit]))
    return _closing(calendar, calendar.working_days_after(at, max(1, round(amount * days))))


def _closing(calendar: Calendar, at: Instant) -> Instant:
    """When the centre closes on the day that an instant lies in."""
    day = calendar.local_date(at)
    blocks = calendar.blocks(day)
    return end_of_day(calendar, at) if not blocks else _midnight(calendar, day) + blocks[-1][1] * MINUTE


def _midnight(calendar: Calendar, day: date) -> Instant:
    return round(datetime(day.year, day.month, day.day, tzinfo=calendar.zone).timestamp()) * 1000


def end_of_day(calendar: Calendar, at: Instant) -> Instant:
    """Midnight at the end of the centre's day that an instant lies in."""
    return _midnight(calendar, calendar.local_date(at) + timedelta(days=1))


class _Point:
    """Reads `<day> <time>`."""

    def __init__(self, calendar: Calendar, at: Instant, value: Mapping[str, object]) -> None:
        self.calendar, self.at = calendar, at
        self.today = calendar.local_date(at)
        self.open_day = bool(value.get("open_day"))
        self.ambiguous = bool(value.get("ambiguous"))
        self.strict = bool(value.get("strict"))

    def instant(self, latest: str) -> Instant | None:
        """See `deadline_instant`."""
        words = latest.split()
        if len(words) == 1 and (":" in words[0] or words[0] in _TIMES):
            words, self.open_day = ["today", words[0]], True
        if not 1 <= len(words) <= 2:
            return None
        name, clock = words[0], words[1] if len(words) == 2 else ""
        if (
            not clock
            and not self.strict
            and (name in _WEEKS or name in ("month_end", "year_end") or name.endswith("-end"))
        ):
            return self._period(name)
        try:
            day = self._day(name)
        except (ValueError, OverflowError):
            return None
        if day is None or abs((day - self.today).days) > _FARTHEST_DAYS:
            return None
        if self.strict and not clock:
            day = self._working_before(day)
        found = self._time(day, clock)
        if found is not None and found <= self.at:
            after = self._again(name, day)
            if after is not None:
                found = self._time(after, clock)
        return found

    # -- days -----------------------------------------------------------------------------------------------------

    def _day(self, name: str) -> date | None:
        today = self.today
        if name in _DAYS:
            return today + timedelta(days=_DAYS[name])
        if name.startswith("in_"):
            return self._ahead(name)
        if name == "next_working_day":
            return self._working_after(1)
        monday = today - timedelta(days=today.weekday())
        if name in _WEEKS:
            return self._last_working(monday + timedelta(weeks=_WEEKS[name]), 7)
        if name in ("weekend", "next_weekend"):
            return monday + timedelta(
                days=(12 if name != "weekend" else 5) if self.strict else (13 if name != "weekend" else 6)
            )
        for prefix, weeks in (("after_next_", 2), ("next_", 1), ("", None)):
            weekday = name.removeprefix(prefix)
            if name.startswith(prefix) and weekday in WEEKDAYS:
                number = WEEKDAYS.index(weekday)
                if weeks is None:
                    return today + timedelta(days=(number - today.weekday()) % 7)
                return monday + timedelta(days=7 * weeks + number)
        return self._dated(name)

    def _ahead(self, name: str) -> date | None:
        """in_3_days, in_2_weeks, in_2_working_days."""
        parts = name.split("_")
        if len(parts) < 3 or not parts[1].isdigit() or int(parts[1]) > _FARTHEST_DAYS:
            return None
        number, unit = int(parts[1]), "_".join(parts[2:])
        if unit == "working_days":
            return self._working_after(number)
        days = {"days": 1, "weeks": 7, "months": 30}.get(unit)
        return None if days is None else self.today + timedelta(days=number * days)

    def _working_after(self, number: int) -> date:
        return self.calendar.local_date(self.calendar.working_days_after(self.at, number))

    def _dated(self, name: str) -> date | None:
        """2026-11-20, --11-20, ---20, +1-05, month_end."""
        today = self.today
        if name in ("month_end", "year_end"):
            return self._month(today.year, 12 if name == "year_end" else today.month, "end")
        if name[:1] == "+" and name[1:2].isdigit():
            ahead, _, place = name[1:].partition("-")
            months = today.year * 12 + today.month - 1 + int(ahead)
            return self._month(months // 12, months % 12 + 1, place)
        if name.startswith("---"):
            day = self._month(today.year, today.month, name[3:])
            if day is None or day < today:
                months = today.year * 12 + today.month
                return self._month(months // 12, months % 12 + 1, name[3:])
            return day
        if name.startswith("--"):
            month, _, place = name[2:].partition("-")
            day = self._month(today.year, int(month), place)
            return self._month(today.year + 1, int(month), place) if day is None or day < today else day
        return date.fromisoformat(name) if name[:4].isdigit() else None

    @staticmethod
    def _month(year: int, month: int, place: str) -> date | None:
        last = monthrange(year, month)[1]
        if place == "end":
            return date(year, month, last)
        return date(year, month, int(place)) if place.isdigit() and 1 <= int(place) <= last else None

    def _period(self, name: str) -> Instant | None:
        """The end of a week, month or year: its last closing, or midnight where that has gone by."""
        try:
            last = self._day(name)
        except (ValueError, OverflowError):
            return None
        if last is None:
            return None
        if name not in _WEEKS:
            last = self._last_working(last - timedelta(days=6), 7, last)
        found = self._time(last, "")
        if found is not None and found <= self.at and name in _WEEKS:
            found = self._local(self.today + timedelta(days=6 - self.today.weekday()), _MIDNIGHT)
        return found

    def _last_working(self, first: date, days: int, otherwise: date | None = None) -> date:
        for step in range(days - 1, -1, -1):
            if self.calendar.is_working_day(first + timedelta(days=step)):
                return first + timedelta(days=step)
        return otherwise or first + timedelta(days=days - 1)

    def _working_before(self, day: date) -> date:
        """The last working day before a day, not before today."""
        for step in range(1, 8):
            found = day - timedelta(days=step)
            if found <= self.today:
                return self.today
            if self.calendar.is_working_day(found):
                return found
        return day - timedelta(days=1)

    def _again(self, name: str, day: date) -> date | None:
        """The next day of that name, where the first has gone by."""
        if self.open_day:
            return day + timedelta(days=1)
        return day + timedelta(days=7) if name in WEEKDAYS else None

    # -- times ----------------------------------------------------------------------------------------------------

    def _time(self, day: date, clock: str) -> Instant | None:
        blocks = self.calendar.blocks(day)
        closing = blocks[-1][1] if blocks else _MIDNIGHT
        if clock in ("", "close"):
            found = self._local(day, closing)
            return found if found > self.at or clock else self._local(day, _MIDNIGHT)
        if clock == "same":
            said = datetime.fromtimestamp(self.at / 1000, self.calendar.zone)
            return self._local(day, said.hour * 60 + said.minute)
        if clock in _TIMES:
            minutes = _TIMES[clock]
            if clock == "afternoon" and _NOON < closing < _AFTERNOON:
                minutes = closing
            elif clock == "open":
                minutes = blocks[0][0] if blocks else minutes
            return self._local(day, minutes)
        hour, _, minute = clock.partition(":")
        if not (hour.isdigit() and minute.isdigit() and int(hour) <= 24 and int(minute) < 60):
            return None
        first = int(hour) * 60 + int(minute)
        if clock == "00:00":
            # Twelve at night is the end of the day that was named.
            first = _MIDNIGHT
        return self._local(day, first) if not self.ambiguous else self._settled(day, first % 720)

    def _settled(self, day: date, minutes: int) -> Instant:
        """Morning or afternoon, by the centre's hours."""
        both = [self._local(day, minutes), self._local(day, minutes + 720)]
        ahead = [one for one in both if one > self.at]
        for one in ahead:
            if self.calendar.is_open(one) or self.calendar.is_open(one - MINUTE):
                return one
        waking = [one for one in ahead if one != both[0] or minutes >= _WAKING]
        return waking[0] if waking else ahead[-1] if ahead else both[1]

    def _local(self, day: date, minutes: int) -> Instant:
        if minutes >= _MIDNIGHT:
            day, minutes = day + timedelta(days=minutes // _MIDNIGHT), minutes % _MIDNIGHT
        moment = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=self.calendar.zone)
        return round(moment.timestamp()) * 1000


_TIMES = {"morning": _NOON, "noon": _NOON, "afternoon": _AFTERNOON, "evening": _MIDNIGHT, "open": 540}
