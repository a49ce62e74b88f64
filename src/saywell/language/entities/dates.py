"""Days and times of day: 明天下午三点, 11月20号, 下周一, 15:30, tomorrow 3 pm, next Monday, November 20th."""

from __future__ import annotations

import re

from saywell.language.entities.entity import Entity
from saywell.language.entities.numerals import WORDS, chinese_number
from saywell.language.expression import lazy
from saywell.language.wordlist import word_set

_DAYS = {
    "今天": "today",
    "今日": "today",
    "今晚": "today",
    "今早": "today",
    "当天": "today",
    "当日": "today",
    "即日": "today",
    "今个": "today",
    "明天": "tomorrow",
    "明日": "tomorrow",
    "明早": "tomorrow",
    "明晚": "tomorrow",
    "听日": "tomorrow",
    "后天": "day_after_tomorrow",
    "后日": "day_after_tomorrow",
    "大后天": "in_3_days",
    "昨天": "yesterday",
    "昨日": "yesterday",
    "昨晚": "yesterday",
    "寻日": "yesterday",
    "前天": "day_before_yesterday",
    "前日": "day_before_yesterday",
    "本周": "this_week",
    "这周": "this_week",
    "这个星期": "this_week",
    "下周": "next_week",
    "下个星期": "next_week",
    "下星期": "next_week",
    "下下周": "after_next_week",
    "这星期": "this_week",
    "这礼拜": "this_week",
    "这个礼拜": "this_week",
    "下礼拜": "next_week",
    "下个礼拜": "next_week",
    "周末": "weekend",
    "这周末": "weekend",
    "本周末": "weekend",
    "下周末": "next_weekend",
    "月底": "month_end",
    "月末": "month_end",
    "年底": "year_end",
    "年末": "year_end",
    "次日": "tomorrow",
    "翌日": "tomorrow",
    "隔天": "tomorrow",
    "隔日": "tomorrow",
    "明儿": "tomorrow",
    "明朝": "tomorrow",
    "听朝": "tomorrow",
    "听晚": "tomorrow",
    "今儿": "today",
    "今朝": "today",
    "后儿": "day_after_tomorrow",
    "当晚": "today",
    "下个工作日": "next_working_day",
    "下一个工作日": "next_working_day",
    "下一工作日": "next_working_day",
    "次一工作日": "next_working_day",
    "next working day": "next_working_day",
    "next business day": "next_working_day",
    "following day": "tomorrow",
    "next day": "tomorrow",
    "weekend": "weekend",
    "week after next": "after_next_week",
    "this month": "month_end",
    "today": "today",
    "tonight": "today",
    "this morning": "today",
    "this afternoon": "today",
    "this evening": "today",
    "tomorrow": "tomorrow",
    "the day after tomorrow": "day_after_tomorrow",
    "yesterday": "yesterday",
    "this week": "this_week",
    "last night": "yesterday",
    "last week": "last_week",
    "last month": "last_month",
    "next month": "next_month",
    "上周": "last_week",
    "上星期": "last_week",
    "上个星期": "last_week",
    "上个月": "last_month",
    "下个月": "next_month",
    "next week": "next_week",
}
_WEEKDAYS = dict(
    zip(
        "一二三四五六日天",
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "sunday"),
        strict=True,
    )
)
_MONTHS = {
    name: i + 1
    for i, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ]
    )
}
_MONTH = "|".join((*_MONTHS, *(m[:3] for m in _MONTHS if m != "may"), "sept"))
_N2 = "(?:\\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_YEAR = "(?:\\d{4}|[零〇一二三四五六七八九]{4})"
_WORD = "|".join(sorted((w for w in _DAYS if not w.isascii()), key=len, reverse=True))
_EN_WORD = "|".join(sorted((w for w in _DAYS if w.isascii()), key=len, reverse=True))
_EN_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EN_WEEKDAY = "|".join((*_EN_FULL, "tues", "thurs", "mon", "tue", "wed", "thu", "fri"))

ZH_DAY = (
    f"(?P<wk>(?:这|本|下下|下|上)?个?(?:周|星期|礼拜))(?P<wd>[一二三四五六日天](?![个点年月周天]))"
    f"|(?P<word>{_WORD})"
    f"|(?:(?P<y>{_YEAR})年)?(?P<m>{_N2})月(?:份)?(?P<d>{_N2})[日号]?"
    f"|(?P<iy>20\\d\\d)[\\-/.](?P<im>\\d{{1,2}})[\\-/.](?P<id>\\d{{1,2}})(?!\\d)"
    f"|(?<![\\d零〇一二三四五六七八九十百月#路街道巷弄村院楼段员大小])(?!0)(?P<n>{_N2})号(?![楼栋线院店客坐机为码]|座席|话务)"
)
EN_DAY = (
    f"(?P<eword>{_EN_WORD})"
    f"|(?P<ewk>(?:this|next|last|on|coming) )?(?P<ewd>{_EN_WEEKDAY})"
    f"|(?P<em>{_MONTH})\\.? (?:the )?(?P<ed>\\d{{1,2}})(?:st|nd|rd|th)?(?![\\d:])(?:,? (?P<ey>20\\d\\d))?"
    f"|(?:the )?(?P<ed2>\\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<em2>{_MONTH})(?:,? (?P<ey2>20\\d\\d))?"
    "|(?:the |on |next |last )?(?P<en>\\d{1,2})(?:st|nd|rd|th)(?! (?:time|floor|day|month|year|birthday|century|grade|street|avenue|place|one|attempt))"
)
_PART = "凌晨|清晨|早上|早晨|上午|中午|下午|下昼|傍晚|晚上|夜里|半夜|今晚|明晚|明早|今早|早|晚|午后"
ZH_TIME = (
    f"(?:(?P<part>{_PART})的?)?(?:(?:[差欠](?P<lack>{_N2}|一刻)分?钟?(?:到|就)?)?(?P<h>{_N2}|两(?!点(?:建议|意见|要求|原因|疑问|说明|问题|需要|要)))(?:(?P<exact>点钟|点整)|点|时(?!间|候|效|段|常|不))(?P<half>半|一刻|三刻)?(?:(?P<mi>{_N2})分?(?![之钟个天]))?|(?P<ch>\\d{{1,2}}):(?P<cm>\\d{{2}})(?!\\d))"
    "|(?P<noon>中午|正午)"
)
_HOUR = "\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_EN_PART = "(?:in the |at )?(?:morning|afternoon|evening|night|a\\.?m(?![a-z])|p\\.?m(?![a-z]))"
EN_TIME = (
    f"(?P<rel>half|quarter|\\d{{1,2}}|five|ten|twenty(?:[ \\-]five)?) (?P<way>past) (?P<rh>{_HOUR})(?: (?P<rpart>{_EN_PART}))?(?![\\d:])"
    f"|(?P<rel2>quarter|ten|five|twenty) (?P<way2>to) (?P<rh2>{_HOUR})(?: (?P<rpart2>{_EN_PART}))?(?![\\d:a-z])"
    f"|(?P<eh>{_HOUR})(?:[: ](?P<emi>[0-5]\\d))? ?(?P<ap>{_EN_PART})\\.?"
    f"|(?P<ech>\\d{{1,2}}):(?P<ecm>\\d{{2}})(?!\\d)|(?P<eoc>{_HOUR}) o'?clock(?: (?P<epart>{_EN_PART}))?|(?P<enoon>noon|midday|midnight)"
)
_ZH_DATES = lazy(ZH_DAY)
_EN_DATES = lazy(f"(?<![a-z0-9])(?:{EN_DAY})(?![a-z])")
_ZH_TIMES = lazy(f"(?<![\\d.])(?:{ZH_TIME})")
_EN_TIMES = lazy(f"(?<![a-z0-9:.])(?:{EN_TIME})")
DAY_WORDS = frozenset(
    (
        *_EN_WEEKDAY.split("|"),
        *_MONTHS,
        *(m[:3] for m in _MONTHS),
        *[
            "sept",
            "today",
            "tonight",
            "tomorrow",
            "yesterday",
            "week",
            "month",
            "night",
            "st",
            "nd",
            "rd",
            "th",
            "morning",
            "afternoon",
            "evening",
        ],
    )
)
TIME_WORDS = word_set("am pm o'clock oclock noon midday midnight a p past quarter half morning afternoon evening night")
_NIGHTS = frozenset(("晚上", "夜里", "半夜", "今晚", "明晚", "晚", "凌晨"))
_LATE = word_set("下午 下昼 傍晚 晚上 夜里 半夜 今晚 明晚 晚 午后")


def find_dates(text: str, english: bool) -> list[Entity]:
    """Days."""
    found: list[Entity] = []
    for match in (_EN_DATES if english else _ZH_DATES).finditer(text):
        date = day_of(match)
        if date:
            found.append(Entity("date", match.start(), match.end(), {"date": date}))
    return found


def find_times(text: str, english: bool) -> list[Entity]:
    """Times of day."""
    found: list[Entity] = []
    for match in (_EN_TIMES if english else _ZH_TIMES).finditer(text):
        got = time_of(match)
        if got is not None:
            time, ambiguous = got
            value: dict[str, str | int | float | bool] = {"time": time}
            if ambiguous:
                value["ambiguous"] = True
            found.append(Entity("time", match.start(), match.end(), value))
    return found


def day_of(match: re.Match[str]) -> str | None:
    """The day that a match of ZH_DAY or EN_DAY names: a date, or a word such as tomorrow, friday, next_monday."""
    got = match.groupdict()
    word = got.get("word") or got.get("eword")
    if word:
        return _DAYS[word]
    if got.get("wd"):
        day = _WEEKDAYS[got["wd"]]
        ahead = got["wk"].replace("个", "")[:1]
        if got["wk"].startswith("下下"):
            return f"after_next_{day}"
        return f"next_{day}" if ahead == "下" else f"last_{day}" if ahead == "上" else day
    if got.get("ewd"):
        prefix = (got.get("ewk") or "").strip()
        day = next(full for full in _EN_FULL if full.startswith(got["ewd"]))
        return f"{prefix}_{day}" if prefix in ("next", "last") else day
    for year, month, day in (("y", "m", "d"), ("iy", "im", "id"), ("ey", "em", "ed"), ("ey2", "em2", "ed2")):
        if got.get(day):
            return _date(got.get(year), got.get(month), got[day])
    alone = got.get("n") or got.get("en")
    return _date(None, None, alone) if alone else None


def _date(year: str | None, month: str | None, day: str) -> str | None:
    y = None if year is None else int(chinese_number(year) or 0)
    m = None if month is None else _month(month)
    d = int(chinese_number(day) or 0)
    if not 1 <= d <= 31 or (m is not None and not 1 <= m <= 12):
        return None
    if m is None:
        return f"---{d:02d}"
    return f"{y:04d}-{m:02d}-{d:02d}" if y else f"--{m:02d}-{d:02d}"


def _month(text: str) -> int:
    if text[:1].isascii() and text[:1].isalpha():
        return next((n for name, n in _MONTHS.items() if name.startswith(text[:3])), 0)
    return int(chinese_number(text) or 0)


def time_of(match: re.Match[str]) -> tuple[str, bool] | None:
    """HH:MM that a match of ZH_TIME or EN_TIME names, and whether morning or afternoon was left open."""
    got = match.groupdict()
    if got.get("noon"):
        return "12:00", False
    if got.get("enoon"):
        return ("00:00" if got["enoon"] == "midnight" else "12:00"), False
    if got.get("h") or got.get("ch"):
        return _zh_time(got)
    if any(got.get(key) for key in ("eh", "ech", "eoc", "rh", "rh2")):
        return _en_time(got)
    return None


def _zh_time(got: dict[str, str]) -> tuple[str, bool] | None:
    hour = int(chinese_number(got.get("h") or got["ch"]) or 0)
    lack = got.get("lack")
    minute = int(got.get("cm") or 0)
    if got.get("mi"):
        minute = int(chinese_number(got["mi"]) or 0)
    minute += {"半": 30, "一刻": 15, "三刻": 45}.get(got.get("half") or "", 0)
    part = got.get("part")
    # 一点 is "a little" far more often than one o'clock.
    if got.get("h") == "一" and part in ("晚", "早") and not got.get("half"):
        return None
    if got.get("h") == "一" and not part and not got.get("half") and not got.get("mi") and not got.get("exact"):
        return None
    if hour == 12 and part in _NIGHTS:
        return f"00:{minute:02d}", False
    late = part in _LATE or (part == "中午" and hour < 11)
    if lack and not minute and hour > 1:
        # Five to eight, said before the hour.
        hour, minute = hour - 1, 60 - (15 if lack == "一刻" else int(chinese_number(lack) or 0))
    return _clock(hour, minute, (part is not None and part != "中午") or hour == 12, late)


def _en_time(got: dict[str, str]) -> tuple[str, bool] | None:
    text = got.get("eh") or got.get("ech") or got.get("eoc") or got.get("rh") or got["rh2"]
    hour = int(text) if text.isdigit() else WORDS[text]
    minute = int(got.get("emi") or got.get("ecm") or 0)
    if got.get("rh"):
        minute = _minutes(got["rel"])
    elif got.get("rh2"):
        hour, minute = (hour - 1) % 24, 60 - _minutes(got["rel2"])
    part = (got.get("ap") or got.get("epart") or got.get("rpart") or got.get("rpart2") or "").split(" ")[-1]
    forenoon = part.startswith("a") and part != "afternoon"
    if hour == 12 and (forenoon or part == "night"):
        return f"00:{minute:02d}", False
    early = forenoon or part == "morning" or (part == "night" and hour < 6)
    return _clock(hour, minute, bool(part), bool(part) and not early)


def _minutes(text: str) -> int:
    """half, quarter, 10, twenty-five."""
    if text.isdigit():
        return int(text)
    return {"half": 30, "quarter": 15}.get(text) or sum(WORDS[word] for word in re.findall("[a-z]+", text))


def _clock(hour: int, minute: int, told: bool, late: bool) -> tuple[str, bool] | None:
    """Put the hour into the right half of the day."""
    if hour > 24 or minute > 59:
        return None
    if late and hour < 12:
        hour += 12 if hour != 0 else 0
    return f"{hour % 24:02d}:{minute:02d}", not told and 1 <= hour <= 11
