"""Sentences about instants."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "time.not-rfc3339": (
        "“{text}”不是 RFC 3339 时间。请写成 2026-11-20T10:00:00+08:00 的样子，要带时区。",
        "「{text}」不是 RFC 3339 時間。請寫成 2026-11-20T10:00:00+08:00 的樣子，要帶時區。",
        '"{text}" is not an RFC 3339 time. Write it like 2026-11-20T10:00:00+08:00, with its offset.',
    ),
    "time.out-of-range": (
        "{value} 不能作为时间。请给一个正常范围内的数。",
        "{value} 不能作為時間。請給一個正常範圍內的數。",
        "{value} cannot be a time. Give a finite number within the years 1 to 9999.",
    ),
}
