"""Instants: read and written as RFC 3339, to the millisecond."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saywell.kernel.errors import SaywellError
from saywell.kernel.time import DAY, format_rfc3339, offset_of, parse_rfc3339, seconds


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T08:00:00+08:00", 0),
        ("1970-01-02T00:00:00.25Z", DAY + 250),
        ("1970-01-01 00:00:01.9999z", 1_999),
        ("1969-12-31T23:59:59Z", -1_000),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000),
        ("1970-01-01T00:00:00-05:30", 19_800_000),
    ],
)
def test_parse(text: str, instant: int) -> None:
    assert parse_rfc3339(text) == instant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-20",
        "2026-11-20T10:00:00",
        "2026-02-30T10:00:00Z",
        "2026-11-20T25:00:00Z",
        "2026-11-20T10:00:00+25:00",
        "2026-11-20T10:00:00+0800",
        "2026-11-20T10:00:00Z\n",
        "١٩٧٠-01-01T00:00:00Z",
    ],
)
def test_what_is_no_time_is_named(text: str) -> None:
    with pytest.raises(SaywellError) as caught:
        parse_rfc3339(text)
    assert caught.value.code == "time.not-rfc3339"


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)), st.integers(-1439, 1439))
def test_round_trip_in_any_zone(moment: datetime, minutes: int) -> None:
    instant = (moment.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    text = format_rfc3339(instant, timezone(timedelta(minutes=minutes)))
    assert parse_rfc3339(text) == instant
    zone = offset_of(text)
    assert zone is not None
    assert zone.utcoffset(None) == timedelta(minutes=minutes)


def test_format_keeps_milliseconds_only_where_there_are_any() -> None:
    assert format_rfc3339(0) == "1970-01-01T00:00:00Z"
    assert format_rfc3339(5) == "1970-01-01T00:00:00.005Z"


def test_seconds() -> None:
    assert seconds(2.4) == 2_400
    assert seconds(0.0005) in (0, 1)
    assert seconds(1.1 + 2.2) == 3_300
    for wrong in (float("nan"), float("inf"), 1e300):
        with pytest.raises(SaywellError):
            seconds(wrong)


def test_an_instant_that_no_calendar_holds_is_named() -> None:
    with pytest.raises(SaywellError) as caught:
        format_rfc3339(10**18)
    assert caught.value.code == "time.out-of-range"
