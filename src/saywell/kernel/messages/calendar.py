"""Sentences of the working-time calendar."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "calendar.bad-block": (
        "“{text}”不是一段工作时间。请写成 09:00-12:00 的样子，最晚到 24:00；跨夜写 22:00-06:00。",
        "「{text}」不是一段工作時間。請寫成 09:00-12:00 的樣子，最晚到 24:00；跨夜寫 22:00-06:00。",
        '"{text}" is no stretch of working time. Write it like 09:00-12:00, up to 24:00; a night like 22:00-06:00.',
    ),
    "calendar.blocks-overlap": (
        "“{text}”里的时间段互相重叠。请改成前后相接、互不重叠。",
        "「{text}」裏的時間段互相重疊。請改成前後相接、互不重疊。",
        'The stretches in "{text}" overlap. Let each begin where the one before has ended, or later.',
    ),
    "calendar.bad-weekday": (
        "“{text}”不是星期。请用 mon tue wed thu fri sat sun，或 mon-fri 这样的范围。",
        "「{text}」不是星期。請用 mon tue wed thu fri sat sun，或 mon-fri 這樣的範圍。",
        '"{text}" is not a weekday. Use mon tue wed thu fri sat sun, or a range such as mon-fri.',
    ),
    "calendar.bad-date": (
        "“{text}”不是日期。请写成 2026-11-20 的样子。",
        "「{text}」不是日期。請寫成 2026-11-20 的樣子。",
        '"{text}" is not a date. Write it like 2026-11-20.',
    ),
    "calendar.unknown-zone": (
        "没有“{zone}”这个时区。请用 IANA 名称，例如 Asia/Shanghai。",
        "沒有「{zone}」這個時區。請用 IANA 名稱，例如 Asia/Hong_Kong。",
        'There is no time zone "{zone}". Use an IANA name, for example Asia/Shanghai.',
    ),
    "calendar.unknown-holidays": (
        "没有“{name}”的节假日资料。请用国家或地区代码，例如 CN、HK、TW、SG。",
        "沒有「{name}」的節假日資料。請用國家或地區代碼，例如 CN、HK、TW、SG。",
        'No holidays are known for "{name}". Use an ISO country code, for example CN, HK, TW, SG or US-CA.',
    ),
    "calendar.never-open": (
        "一周里没有任何工作时间。请至少给一天写上时间段。",
        "一週裏沒有任何工作時間。請至少給一天寫上時間段。",
        "The week has no working time at all. Give at least one weekday a stretch.",
    ),
    "calendar.no-open-time": (
        "十年之内没有足够的工作时间。请检查关门日期和节假日。",
        "十年之內沒有足夠的工作時間。請檢查休息日期和節假日。",
        "Ten years do not hold that much working time. Check the closed days and the holidays.",
    ),
}
