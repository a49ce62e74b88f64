"""Instants and durations: integer milliseconds, UTC. There is no clock here.

Text forms follow RFC 3339. A leap second (`:60`) is read as the first instant of the next minute.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TypeAlias

from saywell.kernel.errors import SaywellError

Instant: TypeAlias = int
"""Milliseconds since 1970-01-01T00:00:00Z."""
Duration: TypeAlias = int
"""Milliseconds."""

SECOND: Duration = 1_000
MINUTE: Duration = 60 * SECOND
HOUR: Duration = 60 * MINUTE
DAY: Duration = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RFC3339 = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):(\d\d))", re.ASCII
)


def parse_rfc3339(text: str) -> Instant:
    """Read `2026-11-20T10:00:00+08:00`; parts of a millisecond are cut off. Raises `time.not-rfc3339`."""
    found = _RFC3339.fullmatch(text)
    if found is None:
        raise SaywellError("time.not-rfc3339", text=text[:60])
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    fraction, zulu, sign, off_hour, off_minute = found.groups()[6:]
    offset = 0
    if not zulu:
        if int(off_hour) > 23 or int(off_minute) > 59:
            raise SaywellError("time.not-rfc3339", text=text[:60])
        offset = (int(off_hour) * HOUR + int(off_minute) * MINUTE) * (1 if sign == "+" else -1)
    leap = second == 60
    try:
        moment = datetime(year, month, day, hour, minute, 59 if leap else second, tzinfo=UTC)
    except ValueError:
        raise SaywellError("time.not-rfc3339", text=text[:60]) from None
    whole = (moment - _EPOCH) // timedelta(milliseconds=1)
    part = SECOND if leap else int(((fraction or "") + "000")[:3])
    return whole + part - offset


def format_rfc3339(at: Instant, zone: tzinfo | None = None) -> str:
    """Write an instant in `zone` (UTC by default); milliseconds only where there are any.

    Raises `time.out-of-range` for instants outside the years 1 to 9999.
    """
    try:
        moment = (_EPOCH + timedelta(milliseconds=at)).astimezone(zone or UTC)
    except OverflowError:
        raise SaywellError("time.out-of-range", value=at) from None
    text = moment.isoformat(timespec="milliseconds" if at % SECOND else "seconds")
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def offset_of(text: str) -> tzinfo | None:
    """The fixed offset that an RFC 3339 text carries; None where the text is not RFC 3339."""
    found = _RFC3339.fullmatch(text)
    if found is None:
        return None
    zulu, sign, off_hour, off_minute = found.groups()[7:]
    if zulu:
        return UTC
    offset = timedelta(hours=int(off_hour), minutes=int(off_minute))
    return timezone(offset if sign == "+" else -offset) if offset < timedelta(hours=24) else None


def seconds(value: float) -> Duration:
    """Seconds to milliseconds, rounded to the nearest. Raises `time.out-of-range` for what is not a finite number."""
    if not math.isfinite(value) or abs(value) > 1e12:
        raise SaywellError("time.out-of-range", value=value)
    return round(value * SECOND)
