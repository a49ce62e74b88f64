"""Working time: blocks, weekends, holidays, make-up days, summer time; after and between are each other's inverse."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saywell.kernel.errors import SaywellError
from saywell.kernel.time import HOUR, MINUTE, format_rfc3339, parse_rfc3339
from saywell.standard.calendar import Calendar, CalendarSpec

SHANGHAI = Calendar(CalendarSpec(hours={"mon-fri": ("09:00-12:00", "13:30-18:00")}, holidays="CN"))
NEW_YORK = Calendar(CalendarSpec(zone="America/New_York", hours={"mon-sun": ("00:00-24:00",)}))
NIGHT = Calendar(CalendarSpec(zone="America/New_York", hours={"mon-sun": ("22:00-06:00",)}))
HONG_KONG = Calendar(CalendarSpec(zone="Asia/Hong_Kong", hours={"mon-fri": ("09:00-18:00",)}, holidays="HK"))


def sh(text: str) -> int:
    return parse_rfc3339(f"{text}:00+08:00")


def local(at: int, zone: str) -> str:
    return format_rfc3339(at, ZoneInfo(zone))[:16]


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-20T10:00", 60, "2026-11-20T11:00"),
        ("2026-11-20T11:30", 60, "2026-11-20T14:00"),
        ("2026-11-20T11:00", 60, "2026-11-20T12:00"),
        ("2026-11-20T17:30", 120, "2026-11-23T10:30"),
        ("2026-11-21T08:00", 30, "2026-11-23T09:30"),
        ("2026-11-20T20:00", 450, "2026-11-23T18:00"),
        ("2026-11-20T20:00", 0, "2026-11-20T20:00"),
        ("2026-09-30T17:30", 60, "2026-10-08T09:30"),
    ],
)
def test_working_minutes_after(start: str, minutes: int, end: str) -> None:
    assert local(SHANGHAI.after(sh(start), minutes), "Asia/Shanghai") == end


def test_between_counts_only_working_time_and_is_signed() -> None:
    friday, monday = sh("2026-11-20T17:00"), sh("2026-11-23T10:00")
    assert SHANGHAI.between(friday, monday) == 120
    assert SHANGHAI.between(monday, friday) == -120
    assert SHANGHAI.between(friday, friday) == 0
    assert SHANGHAI.between(sh("2026-11-20T12:00"), sh("2026-11-20T13:30")) == 0


def test_mainland_make_up_days_are_worked_and_days_in_lieu_are_not() -> None:
    # Announced for 2024: 4 and 18 February are worked, 10 to 17 February are off.
    assert SHANGHAI.is_open(sh("2024-02-04T10:00"))
    assert SHANGHAI.is_open(sh("2024-02-18T10:00"))
    assert not SHANGHAI.is_holiday(sh("2024-02-18T10:00"))
    assert not SHANGHAI.is_open(sh("2024-02-12T10:00"))
    assert SHANGHAI.is_holiday(sh("2024-02-16T10:00"))
    assert local(SHANGHAI.after(sh("2024-02-09T17:00"), 120), "Asia/Shanghai") == "2024-02-18T10:00"
    assert not SHANGHAI.is_open(sh("2024-02-25T10:00"))


def test_a_make_up_day_has_the_hours_of_the_day_it_stands_for() -> None:
    spec = CalendarSpec(
        hours={"mon-thu": ("09:00-18:00",), "fri": ("09:00-12:00",), "sat": ("10:00-11:00",)},
        holidays="CN",
        makeup="fri",
    )
    assert Calendar(spec).between(sh("2024-02-04T00:00"), sh("2024-02-05T00:00")) == 180


def test_holiday_names_in_three_languages() -> None:
    spring = sh("2024-02-12T10:00")
    assert SHANGHAI.holiday_name(spring, "zh-Hans") == "春节"
    assert SHANGHAI.holiday_name(spring, "zh-Hant") == "春節"
    assert SHANGHAI.holiday_name(spring, "en") == "Spring Festival"
    assert SHANGHAI.holiday_name(sh("2024-02-18T10:00")) is None
    christmas = sh("2025-12-25T10:00")
    assert HONG_KONG.holiday_name(christmas, "zh-Hant") == "聖誕節"
    assert HONG_KONG.holiday_name(christmas, "en") == "Christmas Day"
    assert HONG_KONG.holiday_name(sh("2025-12-23T10:00")) is None


def test_years_that_nobody_has_announced_yet_still_have_their_holidays() -> None:
    assert SHANGHAI.is_holiday(sh("2040-10-01T10:00"))
    assert SHANGHAI.holiday_name(sh("2040-10-01T10:00"), "zh-Hans") == "国庆节"
    assert SHANGHAI.is_open(sh("2040-10-10T10:00"))


@pytest.mark.parametrize(
    ("holidays", "day"), [("TW", "2026-10-09"), ("SG", "2026-08-10"), ("HK", "2026-07-01"), ("US-CA", "2026-07-03")]
)
def test_other_places_have_their_own_holidays(holidays: str, day: str) -> None:
    calendar = Calendar(CalendarSpec(zone="UTC", holidays=holidays))
    noon = parse_rfc3339(f"{day}T12:00:00Z")
    assert calendar.is_holiday(noon)
    assert not calendar.is_open(noon)


def test_closed_and_opened_days_of_the_centre_go_before_the_week() -> None:
    spec = CalendarSpec(holidays="CN", closed=("2026-11-20",), opened={"2026-10-01": ("10:00-12:00",)})
    calendar = Calendar(spec)
    assert not calendar.is_open(sh("2026-11-20T10:00"))
    assert not calendar.is_holiday(sh("2026-11-20T10:00"))
    assert calendar.between(sh("2026-10-01T00:00"), sh("2026-10-02T00:00")) == 120
    assert calendar.is_holiday(sh("2026-10-01T10:00"))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-19T15:00", 1, "2026-11-20T15:00"),
        ("2026-11-20T15:00", 1, "2026-11-23T15:00"),
        ("2026-11-20T20:00", 1, "2026-11-24T09:00"),
        ("2026-11-21T11:00", 2, "2026-11-25T09:00"),
        ("2026-09-30T10:00", 1, "2026-10-08T10:00"),
        ("2026-11-19T12:30", 1, "2026-11-20T13:30"),
        ("2026-11-19T15:00", 0, "2026-11-19T15:00"),
    ],
)
def test_working_days_after(start: str, days: int, end: str) -> None:
    assert local(SHANGHAI.working_days_after(sh(start), days), "Asia/Shanghai") == end


def test_a_short_day_ends_the_working_day() -> None:
    calendar = Calendar(CalendarSpec(hours={"mon-fri": ("09:00-18:00",), "sat": ("09:00-12:00",)}))
    assert local(calendar.working_days_after(sh("2026-11-20T15:00"), 1), "Asia/Shanghai") == "2026-11-21T12:00"


def test_the_hour_that_summer_time_skips_is_not_worked() -> None:
    midnight = parse_rfc3339("2026-03-08T00:00:00-05:00")
    assert NEW_YORK.after(midnight, 180) == midnight + 3 * HOUR
    assert NEW_YORK.between(midnight, parse_rfc3339("2026-03-09T00:00:00-04:00")) == 23 * 60
    inside = Calendar(CalendarSpec(zone="America/New_York", hours={"sun": ("02:30-04:00",)}))
    assert inside.between(midnight, midnight + 24 * HOUR) == 60
    gone = Calendar(CalendarSpec(zone="America/New_York", hours={"sun": ("02:00-03:00",)}))
    assert gone.between(midnight, midnight + 24 * HOUR) == 0


def test_the_hour_that_summer_time_repeats_is_worked_twice() -> None:
    midnight = parse_rfc3339("2026-11-01T00:00:00-04:00")
    assert NEW_YORK.between(midnight, parse_rfc3339("2026-11-02T00:00:00-05:00")) == 25 * 60
    split = Calendar(CalendarSpec(zone="America/New_York", hours={"sun": ("00:00-01:30", "01:30-06:00")}))
    assert split.between(midnight, midnight + 24 * HOUR) == 7 * 60


def test_a_night_shift_belongs_to_the_day_on_which_it_began() -> None:
    ten = parse_rfc3339("2026-06-01T22:00:00-04:00")
    assert NIGHT.between(ten, ten + 24 * HOUR) == 8 * 60
    assert NIGHT.is_open(parse_rfc3339("2026-06-02T05:59:59-04:00"))
    assert not NIGHT.is_open(parse_rfc3339("2026-06-02T06:00:00-04:00"))
    assert NIGHT.working_days_after(ten + 5 * HOUR, 1) == ten + 29 * HOUR


CALENDARS = st.sampled_from([SHANGHAI, NEW_YORK, NIGHT, HONG_KONG])
INSTANTS = st.integers(
    int(datetime(2023, 1, 1, tzinfo=UTC).timestamp() * 1000), int(datetime(2027, 12, 31, tzinfo=UTC).timestamp() * 1000)
)


@settings(deadline=None)
@given(CALENDARS, INSTANTS, st.integers(0, 60_000))
def test_between_undoes_after(calendar: Calendar, start: int, minutes: int) -> None:
    end = calendar.after(start, minutes)
    assert calendar.between(start, end) == minutes
    if minutes:
        assert calendar.worked(start, end - 1) == minutes * MINUTE - 1


@settings(deadline=None)
@given(CALENDARS, INSTANTS, st.integers(0, 10**9), st.integers(0, 10**9))
def test_working_time_adds_up(calendar: Calendar, start: int, one: int, two: int) -> None:
    middle, end = start + one, start + one + two
    assert calendar.worked(start, end) == calendar.worked(start, middle) + calendar.worked(middle, end)
    assert calendar.is_open(start) == (calendar.worked(start, start + 1) == 1)


@settings(deadline=None)
@given(CALENDARS, INSTANTS, st.integers(1, 30))
def test_a_working_day_more_is_never_earlier(calendar: Calendar, start: int, days: int) -> None:
    assert start < calendar.working_days_after(start, days) < calendar.working_days_after(start, days + 1)


@pytest.mark.parametrize(
    ("spec", "code", "field"),
    [
        (CalendarSpec(zone="Mars/Base"), "calendar.unknown-zone", "zone"),
        (CalendarSpec(zone="../etc"), "calendar.unknown-zone", "zone"),
        (CalendarSpec(hours={"mon": ("9-12",)}), "calendar.bad-block", "hours.mon"),
        (CalendarSpec(hours={"mon": ("09:00-24:30",)}), "calendar.bad-block", "hours.mon"),
        (CalendarSpec(hours={"mon": ("09:60-10:00",)}), "calendar.bad-block", "hours.mon"),
        (CalendarSpec(hours={"mon": ("09:00-12:00", "11:00-13:00")}), "calendar.blocks-overlap", "hours.mon"),
        (CalendarSpec(hours={"monday": ("09:00-12:00",)}), "calendar.bad-weekday", "hours.monday"),
        (CalendarSpec(hours={}), "calendar.never-open", "hours"),
        (CalendarSpec(closed=("20.11.2026",)), "calendar.bad-date", "closed"),
    ],
)
def test_wrong_data_is_named(spec: CalendarSpec, code: str, field: str) -> None:
    with pytest.raises(SaywellError) as caught:
        Calendar(spec)
    assert (caught.value.code, caught.value.place.field) == (code, field)


def test_an_unknown_country_is_named_when_a_day_is_asked_about() -> None:
    with pytest.raises(SaywellError) as caught:
        Calendar(CalendarSpec(holidays="ZZ")).is_open(0)
    assert caught.value.code == "calendar.unknown-holidays"


def test_a_calendar_without_enough_time_says_so() -> None:
    with pytest.raises(SaywellError) as caught:
        SHANGHAI.after(sh("2026-11-20T10:00"), 10_000_000)
    assert caught.value.code == "calendar.no-open-time"


def test_an_instant_outside_all_calendars_is_named() -> None:
    with pytest.raises(SaywellError) as caught:
        SHANGHAI.is_open(10**18)
    assert caught.value.code == "time.out-of-range"


def test_holiday_packages_are_loaded_only_when_a_day_is_asked_about() -> None:
    code = (
        "import sys; from saywell.standard.calendar import Calendar, CalendarSpec\n"
        "calendar = Calendar(CalendarSpec(holidays='CN'))\n"
        "assert not {'holidays', 'chinese_calendar'} & set(sys.modules)\n"
        "calendar.is_open(0)\n"
        "assert 'chinese_calendar' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
