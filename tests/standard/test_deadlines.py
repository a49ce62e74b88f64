"""Deadlines become instants by the centre's calendar."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from saywell.standard.calendar import Calendar, CalendarSpec
from saywell.standard.deadlines import deadline_instant

ZONE = ZoneInfo("Asia/Shanghai")
SPEC = CalendarSpec(hours={"mon-fri": ("09:00-12:00", "13:30-18:00")}, holidays="CN")
CALENDAR = Calendar(SPEC)


def instant(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp()) * 1000


def due(said: str, **value: object) -> str | None:
    at = deadline_instant(value, instant(said), CALENDAR)
    return None if at is None else datetime.fromtimestamp(at / 1000, ZONE).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("said", "latest", "wanted"),
    [
        ("2026-11-18 10:30", "today", "2026-11-18 18:00"),
        ("2026-11-18 18:30", "today", "2026-11-19 00:00"),
        ("2026-11-18 10:30", "tomorrow morning", "2026-11-19 12:00"),
        ("2026-11-18 10:30", "tomorrow afternoon", "2026-11-19 18:00"),
        ("2026-11-18 10:30", "today evening", "2026-11-19 00:00"),
        ("2026-11-18 10:30", "today close", "2026-11-18 18:00"),
        ("2026-11-18 10:30", "tomorrow open", "2026-11-19 09:00"),
        ("2026-11-18 10:30", "friday 12:00", "2026-11-20 12:00"),
        ("2026-11-18 10:30", "wednesday", "2026-11-18 18:00"),
        ("2026-11-18 10:30", "wednesday 09:00", "2026-11-25 09:00"),
        ("2026-11-18 10:30", "next_monday", "2026-11-23 18:00"),
        ("2026-11-18 10:30", "next_friday", "2026-11-27 18:00"),
        ("2026-11-18 10:30", "after_next_monday", "2026-11-30 18:00"),
        ("2026-11-18 10:30", "saturday", "2026-11-22 00:00"),
        ("2026-11-18 10:30", "this_week", "2026-11-20 18:00"),
        ("2026-11-18 10:30", "next_week", "2026-11-27 18:00"),
        ("2026-11-21 10:30", "this_week", "2026-11-23 00:00"),
        ("2026-11-18 10:30", "month_end", "2026-11-30 18:00"),
        ("2026-12-18 10:30", "year_end", "2026-12-31 18:00"),
        ("2026-11-18 10:30", "+1-05", "2026-12-06 00:00"),
        ("2026-12-18 10:30", "+1-end", "2027-01-29 18:00"),
        ("2026-11-18 10:30", "---25", "2026-11-25 18:00"),
        ("2026-11-18 10:30", "---15", "2026-12-15 18:00"),
        ("2026-11-18 10:30", "--11-10", "2027-11-10 18:00"),
        ("2026-11-18 10:30", "2026-11-20 15:00", "2026-11-20 15:00"),
        ("2026-11-18 10:30", "in_2_days 15:00", "2026-11-20 15:00"),
        ("2026-11-18 10:30", "in_3_working_days 09:30", "2026-11-23 09:30"),
        ("2026-11-20 17:00", "next_working_day", "2026-11-23 18:00"),
        ("2026-09-30 10:00", "next_working_day", "2026-10-08 18:00"),
        ("2026-11-18 10:30", "18:00", "2026-11-18 18:00"),
        ("2026-11-18 19:30", "18:00", "2026-11-19 18:00"),
        ("2026-11-18 10:30", "nonsense", None),
        ("2026-11-18 10:30", "today 25:00", None),
        ("2026-11-18 10:30", "--02-30", None),
        ("2026-11-18 10:30", "2026-13-01", None),
    ],
)
def test_days_and_times(said: str, latest: str, wanted: str | None) -> None:
    assert due(said, latest=latest) == wanted


@pytest.mark.parametrize(
    ("said", "clock", "wanted"),
    [
        ("2026-11-18 10:30", "03:00", "2026-11-18 15:00"),
        ("2026-11-18 10:30", "11:00", "2026-11-18 11:00"),
        ("2026-11-18 11:30", "11:00", "2026-11-18 23:00"),
        ("2026-11-18 16:00", "03:00", "2026-11-19 15:00"),
        ("2026-11-18 10:30", "06:00", "2026-11-18 18:00"),
        ("2026-11-18 20:30", "09:00", "2026-11-18 21:00"),
    ],
)
def test_an_hour_without_a_half_of_the_day_follows_the_working_hours(said: str, clock: str, wanted: str) -> None:
    assert due(said, latest=f"today {clock}", open_day=True, ambiguous=True) == wanted


@pytest.mark.parametrize(
    ("said", "amount", "unit", "working", "wanted"),
    [
        ("2026-11-18 10:30", 2, "hour", True, "2026-11-18 14:00"),
        ("2026-11-18 17:30", 2, "hour", True, "2026-11-19 10:30"),
        ("2026-11-18 17:30", 2, "hour", False, "2026-11-18 19:30"),
        ("2026-11-20 10:30", 1, "day", True, "2026-11-23 18:00"),
        ("2026-11-18 10:30", 5, "day", True, "2026-11-25 18:00"),
        ("2026-11-18 10:30", 1, "week", False, "2026-11-25 10:30"),
        ("2026-11-18 10:30", 0.5, "day", False, "2026-11-18 22:30"),
        ("2026-11-18 10:30", 999_999_999, "day", False, None),
        ("2026-11-18 10:30", -1, "day", False, None),
        ("2026-11-18 10:30", 1, "eon", False, None),
    ],
)
def test_lengths(said: str, amount: float, unit: str, working: bool, wanted: str | None) -> None:
    assert due(said, amount=amount, unit=unit, working=working) == wanted


def test_no_time_is_no_instant() -> None:
    assert due("2026-11-18 10:30", vague=True) is None
    assert due("2026-11-18 10:30") is None


def test_before_a_day_is_the_working_day_before_it() -> None:
    assert due("2026-11-18 10:30", latest="monday", strict=True) == "2026-11-20 18:00"
