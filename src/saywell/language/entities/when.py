"""When something is to be done, whole: 下周一上午, 两天后下午三点, 最迟明天下班前, 9点到11点, by 3 pm on Friday.

Days, times, parts of the day and lengths of time that belong together become one value:

`{amount, unit, working, vague}` for a length from now, `{latest, vague, working}` for a point, `{vague: True, working}`
where no time is named. `latest` is a day, a time or both: `<day> <time>`. A day is a word (today, friday, next_monday,
this_week, month_end, in_2_days, in_3_working_days …), YYYY-MM-DD, --MM-DD, ---DD or +1-DD (next month); a time is HH:MM,
morning, noon, afternoon, evening, open or close (of the centre), or same (the time of day at which it was said).
`open_day`: no day was said; `ambiguous`: morning or
afternoon was left open; `strict`: before that day, not on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from saywell.language.entities.dates import find_dates, find_times
from saywell.language.entities.entity import Value
from saywell.language.entities.numerals import ZH_NUMBER, chinese_number, number
from saywell.language.entities.spans import lengths, vague_places
from saywell.language.expression import lazy
from saywell.language.kinds import DAY, FUZZY, LETTER, MONTH, PART, SAME, SPAN, TIME


class When(NamedTuple):
    """A time that was named, with folded offsets. `value` as in a deadline entity; `lead`: a word such as 最迟 or by
    stands before it; `past`: it lies behind (yesterday, 三天前)."""

    start: int
    end: int
    value: Value
    past: bool = False


class _Token(NamedTuple):
    start: int
    end: int
    kind: str
    """day, time, part, span or range."""
    text: str
    ambiguous: bool = False


_PARTS = {
    "凌晨": "06:00", "一早": "morning", "一大早": "morning", "清晨": "morning", "早上": "morning", "早晨": "morning",
    "上午": "morning", "上昼": "morning", "早": "morning", "中午": "noon", "正午": "noon", "午前": "noon",
    "下午": "afternoon", "下昼": "afternoon", "午后": "afternoon", "傍晚": "19:00", "晚上": "evening",
    "夜里": "evening", "晚间": "evening", "半夜": "evening", "晚": "evening", "下班": "close",
    "晏昼": "afternoon", "朝早": "morning", "今朝": "morning", "夜晚": "evening", "收工": "close", "放工": "close", "落班": "close", "打烊": "close", "一上班": "open", "上班": "open",
}  # fmt: skip
_EN_PARTS = {
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "evening", "tonight": "evening",
    "lunch": "noon", "lunchtime": "noon", "noon": "noon", "midday": "noon", "cob": "close", "eod": "close",
}  # fmt: skip
_ZH_PART = lazy(
    "(?:" + "|".join(sorted((p for p in _PARTS if len(p) > 1), key=len, reverse=True)) + ")(?!间)"
    "|(?<=[天日一二三四五六])[早晚](?![点些])"
)
_EN_PART = lazy(
    r"(?<![a-z])(?:(?P<part>" + "|".join(_EN_PARTS) + r")"
    r"|(?P<close>(?:end|close) of (?:the |our |this )?(?:working day|business day|business|work|play|day)|closing time|we close)"
    r"|(?:at |by |before |around |about |until |from |between |and |to |- ?)(?P<hour>\d{1,2})(?:[:.](?P<min>[0-5]\d))?(?= ?(?:[,.!?]|\Z|today|tomorrow|on |this|and |to |or |in the |-)))"
    r"(?![a-z])"
)
_EN_SPOKEN_HOUR = lazy(
    r"(?<![a-z])(?:at|by|before|around|about|until|half past|quarter past) (?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: (?P<min>fifteen|thirty|forty-five|forty five))?(?![a-z\- ]{0,2}(?:minute|hour|day|week|month|working|business|to |or |of ))(?![a-z])"
)
_ZH_PERIOD = lazy(
    "(?P<which>本|这个?|当|下个?|(?:\\d{1,2}|[一二三四五六七八九十]{1,2})(?=月))?月(?:份)?(?P<where>初|中旬?|底|末|上旬|下旬)"
    "|(?P<nm>下个?月)(?:份)?(?:(?P<nd>\\d{1,2}|[一二三四五六七八九十廿]{1,3})[号日])?"
)
_EN_PERIOD = lazy(
    r"(?<![a-z])(?:the )?(?P<what>end|close|middle|beginning|start) of (?:the |this |our )?(?P<next>next )?(?P<period>week|month|year)(?![a-z])"
)
# The time of day at which it is said: 明天这个时候, same time on Friday. Only beside another day.
_SAME = "same"
_ZH_SAME = lazy(
    "(?:同样|相同|同)(?:的|这个|一个?)*(?:时间|时候|时刻|钟点|钟数|点)"
    "|(?:这|呢|依)个(?:时候|时间|时刻|时点|点儿?|钟点|钟数|钟头|时辰|辰光)(?!之?[前后内])|(?:这|呢)阵时?|这会儿?|此时|此刻"
)
_EN_SAME = lazy(r"(?<![a-z])(?:this (?:very |exact |same )?time|(?:the )?(?:very |exact )?same (?:time|hour))(?![a-z])")
_SAME_IN = {"next_week": "in_7_days", "after_next_week": "in_14_days"}
_MONTH_PLACES = {"初": "10", "上旬": "10", "中": "15", "中旬": "20", "底": "end", "末": "end", "下旬": "end"}
_ZH_JOIN = frozenset(("", "的", ",", ":", "在", "之前的", "后的", "后", "之后的", "之后", "以后的", "过后"))
_ZH_RANGE = frozenset(("到", "至", "-", "~", "或", "或者", "和", "与", "点到"))
_EN_JOIN = lazy(
    r",? (?:(?:at|on|by|in|of|before|around|about|at around|no later than|first thing|the|in the|on the|time|at the latest by)(?: the)? ?){0,2}|,? "
)
_EN_RANGE = lazy(r" ?(?:-|to|and|or|till|until) ?")
_HALF = {"day": "days", "week": "weeks", "month": "months"}
_ZH_AGO = lazy("(?:之|以)?前(?![台面往])|(?:来|里)?(?:都|已经|还|才|没|了)|(?:多|来)?(?:来|了)(?!电)")
_EN_AGO = lazy(r" (?:ago|earlier|now(?! on)|already|before)(?![a-z])")
_ZH_STRICT_AFTER = lazy("(?:钟|整)?(?:以后|之后|过后|后(?![面来台天续]))")
_EN_STRICT = lazy(r"(?<![a-z])(?:before|prior to) (?:the )?$")
_EN_WITHIN_ONE = lazy(r"(?<![a-z])(?:within|in|inside) the (?P<unit>hour|day|week|month)(?![a-z])")
_T_PLUS = lazy(r"(?<![a-z])t ?\+ ?(?P<n>\d)(?:个?(?:工作日|工作天|天|日))?")
_ZH_THESE = lazy("[这近](?:一?两|三|几)(?:天|日)(?![之以]?内|里)")
_MIXED = lazy(
    f"(?:(?P<low>{ZH_NUMBER})(?:个)?(?:(?:到|至|-|~)(?P<high>{ZH_NUMBER})个?)?) ?(?P<work>(?:working|business|work) ?)?(?P<unit>day|hour|hr|minute|min|week)s?(?![a-z])"
)
_EVERY = lazy("[每平]$|(?:每|天)(?:天|日|周|晚|个?月)$")
_ZH_OPEN = lazy("(?:工作|上班|营业)时间(?:的|内)?$")
_FUZZY = lazy(
    "几(?:分钟|个?小时|天|个?工作日|周|个?星期|个?月)|数(?:天|日|小时)|(?:these|next|few|several|some) (?:minutes|hours|days|weeks|moments)"
)


def find_whens(text: str, has: int) -> list[When]:
    """Every time that is named in a folded text, in order of place; times of no use as deadlines too (past ones). `has`:
    the kinds of its characters."""
    found: list[When] = []
    if not text.isascii():
        found.extend(_chinese(text, has))
    if has & LETTER:
        found.extend(_english(text, [(w.start, w.end) for w in found]))
    found.sort(key=lambda w: (w.start, -w.end))
    kept: list[When] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            if one.value.get("vague") or one.end - one.start <= kept[-1].end - kept[-1].start:
                continue
            kept.pop()
        kept.append(one)
    return kept


def _chinese(text: str, has: int) -> Iterator[When]:
    tokens: list[_Token] = []
    if has & DAY:
        tokens += _months(text) if has & MONTH else ()
        tokens += [_Token(e.start, e.end, "day", str(e.value["date"])) for e in find_dates(text, english=False)]
    if has & TIME:
        times = find_times(text, english=False)
        tokens += [_Token(e.start, e.end, "time", str(e.value["time"]), "ambiguous" in e.value) for e in times]
    if has & SAME:
        tokens += [_Token(m.start(), m.end(), "time", _SAME) for m in _ZH_SAME.finditer(text)]
    if has & PART:
        tokens += [_Token(m.start(), m.end(), "part", _PARTS[m.group()]) for m in _ZH_PART.finditer(text)]
    if has & SPAN:
        tokens += _spans(text)
    if has & LETTER:
        tokens += _foreign(text)
    if tokens:
        for group in _groups(text, tokens, english=False):
            every = _EVERY.search(text, max(0, group[0].start - 3), group[0].start)
            if every is None and any(t.text != _SAME for t in group):
                yield _when(text, group, english=False)
    for start, end in vague_places(text, english=False):
        yield When(start, end, {"vague": True, "working": False})
    if has & (FUZZY | LETTER):
        for m in _ZH_THESE.finditer(text):
            yield When(m.start(), m.end(), {"vague": True, "working": False})
        for m in _FUZZY.finditer(text):
            yield When(m.start(), m.end(), {"vague": True, "working": False}, _ZH_AGO.match(text, m.end()) is not None)


def _spans(text: str) -> Iterator[_Token]:
    """Lengths of time in Chinese."""
    for start, end, parts in lengths(text, english=False):
        if not text.startswith("无理由", end):
            working = parts["working"] or _ZH_OPEN.search(text, max(0, start - 7), start)
            yield _Token(start, end, "span", f"{parts['amount']} {parts['unit']} {'w' if working else ''}")


def _foreign(text: str) -> Iterator[_Token]:
    """三个 working days, T+1."""
    for m in _MIXED.finditer(text):
        amount = number(m["high"] or m["low"])
        if amount is not None:
            unit = {"hr": "hour", "min": "minute"}.get(m["unit"], m["unit"])
            yield _Token(m.start(), m.end(), "span", f"{amount} {unit} {'w' if m['work'] else ''}")
    for m in _T_PLUS.finditer(text):
        yield _Token(m.start(), m.end(), "span", f"{m['n']} day w")


def _months(text: str) -> Iterator[_Token]:
    """月底, 下个月初, 12月中旬, 下个月五号."""
    for m in _ZH_PERIOD.finditer(text):
        if m["nm"]:
            day = int(chinese_number(m["nd"]) or 0) if m["nd"] else 0
            yield _Token(m.start(), m.end(), "day", f"+1-{day:02d}" if day else "+1-end")
            continue
        place, which = _MONTH_PLACES[m["where"]], m["which"] or ""
        if which[:1] == "下":
            name = f"+1-{place}"
        elif which and which[0] not in "本这当":
            name = f"--{int(chinese_number(which) or 0):02d}-{place}"
        else:
            name = "month_end" if place == "end" else f"+0-{place}"
        yield _Token(m.start(), m.end(), "day", name)


def _english(text: str, taken: list[tuple[int, int]]) -> Iterator[When]:
    tokens = [_Token(e.start, e.end, "day", str(e.value["date"])) for e in find_dates(text, english=True)]
    times = find_times(text, english=True)
    tokens += [_Token(e.start, e.end, "time", str(e.value["time"]), "ambiguous" in e.value) for e in times]
    for m in _EN_PART.finditer(text):
        if m["hour"]:
            hour = int(m["hour"])
            if hour <= 24:
                tokens.append(
                    _Token(m.start("hour"), m.end(), "time", f"{hour % 24:02d}:{m['min'] or '00'}", 1 <= hour <= 11)
                )
        else:
            tokens.append(_Token(m.start(), m.end(), "part", "close" if m["close"] else _EN_PARTS[m["part"]]))
    for m in _EN_SPOKEN_HOUR.finditer(text):
        tokens.append(_spoken_hour(m))
    tokens += [_Token(m.start(), m.end(), "time", _SAME) for m in _EN_SAME.finditer(text)]
    for m in _EN_PERIOD.finditer(text):
        tokens.append(_Token(m.start(), m.end(), "day", _english_period(m)))
    for start, end, parts in lengths(text, english=True):
        tokens.append(
            _Token(start, end, "span", f"{parts['amount']} {parts['unit']} {'w' if parts['working'] else ''}")
        )
    for m in _EN_WITHIN_ONE.finditer(text):
        unit = m["unit"]
        tokens.append(
            _Token(m.start(), m.end(), "span", "1 hour ") if unit == "hour"
            else _Token(m.start(), m.end(), "day", {"day": "today", "week": "this_week", "month": "month_end"}[unit])
        )  # fmt: skip
    tokens = [t for t in tokens if not any(a < t.end and t.start < b for a, b in taken)]
    for group in _groups(text, tokens, english=True):
        if any(t.text != _SAME for t in group):
            yield _when(text, group, english=True)
    for start, end in vague_places(text, english=True):
        yield When(start, end, {"vague": True, "working": False})
    for m in _FUZZY.finditer(text):
        yield When(m.start(), m.end(), {"vague": True, "working": False}, _EN_AGO.match(text, m.end()) is not None)


def _spoken_hour(m: re.Match[str]) -> _Token:
    hours = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    hour = hours.index(m["hour"]) + 1
    minute = {"fifteen": 15, "thirty": 30}.get(m["min"] or "", 45 if m["min"] else 0)
    if m.group().startswith("half past"):
        minute = 30
    elif m.group().startswith("quarter past"):
        minute = 15
    return _Token(m.start("hour"), m.end(), "time", f"{hour:02d}:{minute:02d}", hour < 12)


def _english_period(m: re.Match[str]) -> str:
    period, ahead = m["period"], bool(m["next"])
    if period == "year":
        return "year_end"
    if period == "week":
        return "next_week" if ahead else "this_week"
    place = "end" if m["what"] in ("end", "close") else "15" if m["what"] == "middle" else "10"
    return f"+{int(ahead)}-{place}" if ahead or place != "end" else "month_end"


def _groups(text: str, tokens: list[_Token], english: bool) -> Iterator[list[_Token]]:
    """Tokens that belong together; of two at one place the longer one."""
    tokens.sort(key=lambda t: (t.start, t.start - t.end))
    group: list[_Token] = []
    for token in tokens:
        if group:
            last = group[-1]
            if token.start < last.end:
                if token.end > last.end and token.kind == "time" and last.kind == "part":
                    group[-1] = token
                elif (
                    last.kind == "day"
                    and token.kind in ("time", "part")
                    and token.end > last.end - (token.kind == "part")
                ):
                    # 今晚八点, 明早: the word for the day names its part too.
                    group.append(token)
                continue
            between = text[last.end : token.start]
            if _joins(between, last, token, english):
                group.append(token)
                continue
            if _ranges(between, last, token, english):
                group.append(_Token(last.end, token.start, "range", ""))
                group.append(token)
                continue
            yield group
        group = [token]
    if group:
        yield group


def _joins(between: str, last: _Token, token: _Token, english: bool) -> bool:
    if english:
        if last.kind == token.kind or (
            {last.kind, token.kind} == {"span", "time"} and "time" not in between and " at" not in between
        ):
            return last.kind == "part" and token.kind == "part" and between == " "
        return _EN_JOIN.fullmatch(between) is not None
    if last.kind == "span" or token.kind == "span":
        return last.kind == "span" and token.kind in ("part", "time") and between in _ZH_JOIN
    if last.kind == token.kind and last.kind != "part":
        return False
    return (between in _ZH_JOIN and not (between.endswith("后") or between == ",")) or (
        between == "," and last.kind == "day"
    )


def _ranges(between: str, last: _Token, token: _Token, english: bool) -> bool:
    if last.kind == "span" or token.kind == "span":
        return False
    return _EN_RANGE.fullmatch(between) is not None if english else between in _ZH_RANGE


def _when(text: str, group: list[_Token], english: bool) -> When:
    """One value of the tokens that belong together; of a range the later end."""
    start, end = group[0].start, group[-1].end
    day = next((t.text for t in reversed(group) if t.kind == "day"), None)
    implied = _implied(text, group) if not english else None
    clock: str | None = None
    part, ambiguous = implied, False
    ranged = any(t.kind == "range" for t in group)
    beyond = False  # Behind the word of a range, its end not named yet.
    for token in group:
        if token.kind == "range":
            beyond = True
        elif token.kind == "part":
            # From nine to the afternoon: the part is the end of it.
            part, clock = token.text, None if beyond else clock
        elif token.kind == "time":
            first, clock, ambiguous, beyond = clock, token.text, token.ambiguous, False
            if ambiguous and part == "morning":
                ambiguous = False
            elif (ambiguous and ranged and first is not None and first >= "12:00") or (
                ambiguous and first is not None and first > clock
            ):
                clock, ambiguous = _later(clock), False
            if not token.ambiguous and part in (None, "morning", "noon"):
                part = None
    # Five o'clock tomorrow afternoon: the part may stand on either side of the hour.
    if clock is not None and ambiguous:
        if part in ("afternoon", "evening", "19:00"):
            clock, ambiguous = _later(clock), False
        elif part == "morning":
            ambiguous = False
    span = next((t for t in group if t.kind == "span"), None)
    if span is not None:
        return _length(text, start, end, span, clock or part, ambiguous, english)
    return _point(text, start, end, (day, clock or part, ambiguous), english)


def _implied(text: str, group: list[_Token]) -> str | None:
    """今晚, 明早, 听朝 name a part of the day."""
    day = next((t for t in group if t.kind == "day"), None)
    if day is None:
        return None
    last = text[day.end - 1]
    return "evening" if last == "晚" else "morning" if last in "早朝" else None


def _later(clock: str) -> str:
    return f"{(int(clock[:2]) + 12) % 24:02d}{clock[2:]}"


def _length(text: str, start: int, end: int, span: _Token, clock: str | None, ambiguous: bool, english: bool) -> When:
    amount_text, unit, working = span.text.split(" ")
    amount = float(amount_text)
    number: int | float = int(amount) if amount.is_integer() else amount
    past = (_EN_AGO if english else _ZH_AGO).match(text, end) is not None
    if clock is not None and unit in _HALF and isinstance(number, int):
        kind = "working_days" if working else _HALF[unit]
        value: dict[str, str | int | float | bool] = {
            "latest": f"in_{number}_{kind} {clock}",
            "vague": False,
            "working": bool(working),
        }
        if ambiguous:
            value["ambiguous"] = True
        return When(start, end, value, past)
    if unit == "second":
        number, unit = round(amount / 60, 2), "minute"
    return When(start, end, {"amount": number, "unit": unit, "working": bool(working), "vague": False}, past)


def _point(text: str, start: int, end: int, told: tuple[str | None, str | None, bool], english: bool) -> When:
    day, clock, ambiguous = told
    past = day is not None and day.startswith(("yesterday", "last_", "day_before"))
    if clock == _SAME:
        day, clock = _SAME_IN.get(day or "", day), None if day in (None, "today") else clock
    if clock is not None and not english and _ZH_STRICT_AFTER.match(text, end) and clock not in ("close",):
        # After three o'clock: the day is all that binds.
        clock, ambiguous = None, False
    value: dict[str, str | int | float | bool] = {
        "latest": " ".join(x for x in (day or "today", clock) if x),
        "vague": False,
        "working": False,
    }
    if day is None:
        value["open_day"] = True
    if ambiguous and clock is not None:
        value["ambiguous"] = True
    if english and clock is None and day is not None and _EN_STRICT.search(text, max(0, start - 16), start):
        value["strict"] = True
    return When(start, end, value, past)
