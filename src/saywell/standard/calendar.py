"""Working time: opening hours by weekday, public holidays, make-up working days. Pure: no clock.

Two questions carry everything: `after(T, n)`, the instant at which n working minutes have passed since T, and
`between(A, B)`, the working minutes from A to B. Time is real elapsed time: an hour that summer time repeats counts
twice and an hour it skips counts not at all. Packages with the holidays are loaded only when a day is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.locale import Locale
from saywell.kernel.time import DAY, MINUTE, Duration, Instant
from saywell.standard.holidays import Holidays

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Blocks = tuple[tuple[int, int], ...]
"""Open stretches of a day, in order: minutes from local midnight, the end not included; it may lie beyond midnight."""

_BLOCK = re.compile(r"(\d\d?):(\d\d)-(\d\d?):(\d\d)", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Nobody closes for longer than this; a search that goes on would hide a mistake in the calendar.
_SEARCH_DAYS = 3_660


class CalendarSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A centre's working time as data.

    `zone`: IANA name. `hours`: weekday or range of weekdays (`mon`, `mon-fri`) -> blocks `HH:MM-HH:MM`; a block may
    end at 24:00 or, overnight, on the next day. `holidays`: ISO country, with a subdivision after a dash (`CN`, `HK`,
    `TW`, `SG`, `US-CA`), or nothing. `closed`: further closed days, `opened`: days with hours of their own, as ISO
    dates; `opened` goes before everything. `makeup`: whose hours a make-up working day has.
    """

    zone: str = "Asia/Shanghai"
    hours: dict[str, tuple[str, ...]] = msgspec.field(default_factory=lambda: {"mon-fri": ("09:00-18:00",)})
    holidays: str | None = None
    closed: tuple[str, ...] = ()
    opened: dict[str, tuple[str, ...]] = {}
    makeup: str = "mon"


def read_blocks(texts: tuple[str, ...], field: str) -> Blocks:
    """`("09:00-12:00", "13:30-18:00")` as minutes. Raises `calendar.bad-block`, `calendar.blocks-overlap`."""
    blocks: list[tuple[int, int]] = []
    for text in texts:
        found = _BLOCK.fullmatch(text.strip())
        parts = [int(part) for part in found.groups()] if found else [99] * 4
        start, end = parts[0] * 60 + parts[1], parts[2] * 60 + parts[3]
        if max(parts[1], parts[3]) > 59 or start >= 1440 or end > 1440 or start == end:
            raise SaywellError("calendar.bad-block", place=Place(field=field), text=text)
        blocks.append((start, end if end > start else end + 1440))
    blocks.sort()
    for (_, end), (start, _) in pairwise(blocks):
        if start < end:
            raise SaywellError("calendar.blocks-overlap", place=Place(field=field), text=" ".join(texts))
    return tuple(blocks)


def read_weekdays(text: str, field: str) -> tuple[int, ...]:
    """`mon` or `mon-fri` as weekday numbers, Monday 0; a range may run over Sunday. Raises `calendar.bad-weekday`."""
    first, _, last = text.strip().lower().partition("-")
    if first not in WEEKDAYS or (last or first) not in WEEKDAYS:
        raise SaywellError("calendar.bad-weekday", place=Place(field=field), text=text)
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    return tuple((start + step) % 7 for step in range((end - start) % 7 + 1))


def read_date(text: str, field: str) -> date:
    """An ISO date. Raises `calendar.bad-date`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SaywellError("calendar.bad-date", place=Place(field=field), text=text) from None


class Calendar:
    """The calendar of one centre. Building it checks the data; errors are `calendar.*`."""

    def __init__(self, spec: CalendarSpec) -> None:
        self.spec = spec
        try:
            self.zone = ZoneInfo(spec.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise SaywellError("calendar.unknown-zone", place=Place(field="zone"), zone=spec.zone) from None
        week: list[Blocks] = [()] * 7
        for days, texts in spec.hours.items():
            field = f"hours.{days}"
            for day in read_weekdays(days, field):
                week[day] = read_blocks(texts, field)
        self._week = tuple(week)
        self._makeup = self._week[read_weekdays(spec.makeup, "makeup")[0]]
        self._closed = frozenset(read_date(text, "closed") for text in spec.closed)
        self._opened = {read_date(text, "opened"): read_blocks(b, f"opened.{text}") for text, b in spec.opened.items()}
        self._holidays = Holidays(spec.holidays) if spec.holidays else None
        self._days: dict[date, tuple[tuple[Instant, Instant], ...]] = {}
        if not any(self._week):
            raise SaywellError("calendar.never-open", place=Place(field="hours"))

    # -- days ---------------------------------------------------------------------------------------------------

    def local_date(self, at: Instant) -> date:
        """The centre's date at an instant. Raises `time.out-of-range`."""
        return self._local(at).date()

    def is_holiday(self, at: Instant) -> bool:
        """Whether the day is a public holiday of the centre's country; a plain weekend is none."""
        return self._holidays is not None and self._holidays.is_holiday(self.local_date(at))

    def holiday_name(self, at: Instant, locale: Locale = "en") -> str | None:
        """The holiday's name, in `locale` where the source has it."""
        return self._holidays.name(self.local_date(at), locale) if self._holidays else None

    def is_working_day(self, day: date) -> bool:
        """Whether the centre opens at all on that date."""
        return bool(self.blocks(day))

    def blocks(self, day: date) -> Blocks:
        """The open stretches that begin on a date, in local minutes."""
        if day in self._opened:
            return self._opened[day]
        if day in self._closed:
            return ()
        if self._holidays is not None:
            if self._holidays.is_holiday(day):
                return ()
            if self._holidays.is_makeup(day):
                return self._makeup
        return self._week[day.weekday()]

    # -- time ---------------------------------------------------------------------------------------------------

    def is_open(self, at: Instant) -> bool:
        """Whether the centre works at this instant."""
        start, end = next(self._stretches(at, 2), (at + 1, at + 1))
        return start <= at < end

    def after(self, at: Instant, minutes: int) -> Instant:
        """The instant at which `minutes` working minutes have passed since `at`; `at` itself for none.

        Work that ends with a block is due at the end of that block, not at the next opening.
        Raises `calendar.no-open-time` where ten years hold too little working time.
        """
        return self.forward(at, minutes * MINUTE)

    def forward(self, at: Instant, length: Duration) -> Instant:
        """`after` in milliseconds."""
        left = length
        if left <= 0:
            return at
        for start, end in self._stretches(at, _SEARCH_DAYS):
            begin = max(start, at)
            if end - begin >= left:
                return begin + left
            left -= end - begin
        raise SaywellError("calendar.no-open-time")

    def before(self, at: Instant, length: Duration) -> Instant:
        """The latest instant from which so much working time (ms) passes until `at`; `at` itself for none.
        Raises `calendar.no-open-time`."""
        if length <= 0:
            return at
        for days in (1, 3, 9, 27, 81, 243, 729, 2187):
            worked = self.worked(at - days * DAY, at)
            if worked > length:
                return self.forward(at - days * DAY, worked - length)
        raise SaywellError("calendar.no-open-time")

    def between(self, first: Instant, last: Instant) -> int:
        """Whole working minutes from `first` to `last`; negative where `last` comes before `first`."""
        if last < first:
            return -self.between(last, first)
        return self.worked(first, last) // MINUTE

    def worked(self, first: Instant, last: Instant) -> Duration:
        """Working time from `first` to `last` in milliseconds; 0 where `last` does not come after `first`."""
        total = 0
        if last > first:
            for start, end in self._stretches(first, (last - first) // DAY + 3):
                if start >= last:
                    break
                total += min(end, last) - max(start, first)
        return total

    def working_days_after(self, at: Instant, days: int) -> Instant:
        """The same time of day, `days` working days later; at the latest that day's closing.

        What falls outside working time counts from the next opening. Raises `calendar.no-open-time`.
        """
        if days <= 0:
            return at
        start, _ = next(self._stretches(at, _SEARCH_DAYS), (None, None))
        if start is None:
            raise SaywellError("calendar.no-open-time")
        begin = self._local(max(at, start))
        day = begin.date()
        if start <= at and not any(first <= at < last for first, last in self._open(day)):
            # An overnight stretch belongs to the day on which it began.
            day -= timedelta(days=1)
        minute = (begin.date() - day).days * 1440 + begin.hour * 60 + begin.minute
        rest = begin.second * 1_000 + begin.microsecond // 1_000
        left = days
        for _ in range(_SEARCH_DAYS):
            day += timedelta(days=1)
            left -= self.is_working_day(day)
            if left == 0:
                return min(self._instant(day, minute, late=False) + rest, self._open(day)[-1][1])
        raise SaywellError("calendar.no-open-time")

    # -- inside -------------------------------------------------------------------------------------------------

    def open_between(self, first: Instant, last: Instant) -> Iterator[tuple[Instant, Instant]]:
        """The blocks of working time that begin before `last` and end after `first`, in order."""
        day, end = self.local_date(first), self.local_date(last)
        while day <= end:
            yield from (block for block in self._open(day) if block[1] > first and block[0] < last)
            day += timedelta(days=1)

    def _local(self, at: Instant) -> datetime:
        try:
            return (_EPOCH + timedelta(milliseconds=at)).astimezone(self.zone)
        except OverflowError:
            raise SaywellError("time.out-of-range", value=at) from None

    def _stretches(self, at: Instant, days: int) -> Iterator[tuple[Instant, Instant]]:
        """Open stretches in order, from the first that ends after `at`, begun within `days` days from then."""
        day = self.local_date(at) - timedelta(days=1)
        done = at
        for _ in range(days + 1):
            for start, end in self._open(day):
                if end > done:
                    # Only stretches that overlap because a clock was put back, or overnight, are cut.
                    yield (max(start, done) if done != at else start), end
                    done = end
            try:
                day += timedelta(days=1)
            except OverflowError:
                return

    def _open(self, day: date) -> tuple[tuple[Instant, Instant], ...]:
        known = self._days.get(day)
        if known is None:
            pairs = ((self._instant(day, a, late=False), self._instant(day, b, late=True)) for a, b in self.blocks(day))
            known = tuple((start, end) for start, end in pairs if start < end)
            self._days[day] = known
        return known

    def _instant(self, day: date, minute: int, *, late: bool) -> Instant:
        """The instant of a local time; of two, the earlier or the late one; of none, the moment of the change."""
        try:
            local = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001
            first = self._utc(local.replace(tzinfo=self.zone, fold=0))
            second = self._utc(local.replace(tzinfo=self.zone, fold=1))
        except OverflowError:
            raise SaywellError("time.out-of-range", value=day.isoformat()) from None
        if second >= first:
            return second if late else first
        low, high = second, first
        before = self._local(low).utcoffset()
        while high - low > 1:
            middle = (low + high) // 2
            if self._local(middle).utcoffset() == before:
                low = middle
            else:
                high = middle
        return high

    @staticmethod
    def _utc(moment: datetime) -> Instant:
        return (moment.astimezone(UTC) - _EPOCH) // timedelta(milliseconds=1)
