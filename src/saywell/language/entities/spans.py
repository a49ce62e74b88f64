"""Lengths of time, and deadlines: what somebody promises to have done by when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saywell.language.entities.entity import Entity
from saywell.language.entities.numerals import EN_NUMBER, ZH_NUMBER, number
from saywell.language.expression import lazy
from saywell.language.wordlist import word_set

Parts = dict[str, str | int | float | bool]

_ZH_UNITS = {
    "工作天": ("day", 1),
    "工作日": ("day", 1),
    "工作小时": ("hour", 1),
    "小时": ("hour", 1),
    "钟头": ("hour", 1),
    "钟": ("hour", 1),
    "分钟": ("minute", 1),
    "刻钟": ("minute", 15),
    "秒钟": ("second", 1),
    "秒": ("second", 1),
    "天": ("day", 1),
    "日": ("day", 1),
    "晚": ("day", 1),
    "星期": ("week", 1),
    "礼拜": ("week", 1),
    "周": ("week", 1),
    "月": ("month", 1),
    "年": ("year", 1),
}
_EN_UNITS = {
    "sec": ("second", 1),
    "min": ("minute", 1),
    "hour": ("hour", 1),
    "hr": ("hour", 1),
    "day": ("day", 1),
    "week": ("week", 1),
    "fortnight": ("week", 2),
    "month": ("month", 1),
    "year": ("year", 1),
}
_ZH_SPAN = (
    f"(?<!第)(?P<low>{ZH_NUMBER})(?:(?:个|天)?(?:到|至|-|~|或者?)(?P<high>{ZH_NUMBER}))?(?P<ge>[个粒])?(?P<half>半)?(?:多)?(?P<work>工作)?"
    "(?P<unit>工作日|工作天|工作小时|小时|钟头|分钟|刻钟|秒钟|秒|星期|礼拜|钟|天|日(?![元报期常])|周(?![年末岁一二三四五六日])|月(?!\\d|[一二三四五六七八九十])|年)(?P<plus>半(?!天|年|月))?"
)
_EN_SPAN = (
    f"(?:(?P<low>{EN_NUMBER})(?: ?(?:to|or|-|~) ?(?P<high>{EN_NUMBER}))?)[ \\-]?(?P<work>(?:working|business|office|full working) )?"
    "(?P<unit>sec|min|hour|hr|day|week|fortnight|month|year)(?:ond|ute)?s?(?:' time)?(?P<plus> and a half)?(?![a-z])"
)
_IN = "(?:工作时间)?(?:之内|以内|内(?![容部])|里面?|以里)"
_BEFORE = "(?:之前|以前|前(?!台|面|天|往))"
_AFTER = "(?:之后|以后|过后|后(?![面来台天续]))"
_LATEST = "(?:最晚|最迟|最多|至多|不超过|不会超过|最慢|控制在|争取)"
_PROMISE = (
    "(?:(?:我|我们|这边|本公司|客服|专员|同事|工作人员|技术人员|师傅|会|将|就|再|可以|能|一定|必定|帮|把|由|安排|之?[内前])[,]?){0,6}"
    "(?:给|为|帮|跟|与|和|同|向)?(?:您|你|贵公司)?(?:的)?(?:打|作|做)?(?:[^.!?,没不还都才未了已]{0,4})"
    "(?:回复|回电|答复|致电|联[系络](?!电话|方式|人|地址|号码|手机)|处理|解决|通知|安排|发货|发出|寄出|送到|送达|到账|退款|退回|上门|完成|跟进|告知|反馈|打电话|打过|打给|回覆|覆|结果)"
)
_ZH_SPANS = lazy(_ZH_SPAN)
_EN_SPANS = lazy(f"(?<![a-z0-9.,])(?:{_EN_SPAN})")
_ZH_AFTER = lazy(f"(?P<in>{_IN}|{_BEFORE})|左右?(?={_PROMISE})|{_AFTER}?[,]?(?={_PROMISE})")
_ZH_LEAD = lazy(f"{_LATEST}(?:是|在|会)?$")
_EN_LEAD = lazy(
    "(?:within|in|no more than|not more than|no later than|at most|up to|less than|under|inside)(?: about| around| approximately| the next| the| at most| a maximum of| another)? ?$"
)
_EN_NOT_LEAD = lazy(r"\b(?:for|than|since|past|last|every|about|waiting|waited|took) (?:the )?$")
_ZH_POINT_LEAD = lazy(f"(?:{_LATEST}(?:是|在|到|不超过)?|在|于)$")
_ZH_POINT_TAIL = lazy(
    f"(?:的?(?:上午|下午|晚上|中午|早上|傍晚))?(?:的?(?P<off>下班)|结束)?(?P<tail>{_BEFORE}|{_IN}|左右)?"
)
_FUTURE = frozenset("会将就给为再定必能可安帮")
_ZH_OFF = lazy(f"下班{_BEFORE}")
_EN_POINT_LEAD = lazy(
    r"(?<![a-z])(?:by|before|no later than|not later than|at the latest|latest|within)(?: the)?(?: end of| close of business| close of)?(?: the)? $"
)
_EN_JOIN = lazy(r"(?: morning| afternoon| evening| night)?,? (?:at |by |on )?|,? ")
_EN_END_OF = lazy(
    r"(?<![a-z])(?:by|before|within) (?:the )?(?:end|close) of (?:the |our |this )?(?P<what>working day|business day|business|day|week|month)(?![a-z])|(?<![a-z])by (?P<eod>eod|cob)(?![a-z])"
)
_ZH_PROMISE = lazy(f"[,]?{_PROMISE}")
_ZH_VAGUE = lazy(
    "尽快|尽早|尽速|第一时间|(?<!请)(?<!请您)稍后(?![,.!?]|\\Z|再?拨|再?打|重试|片刻)|稍晚(?!点)|稍迟|迟些|晚些|晚点(?=[^,.!?]{0,6}(?:回复|联系|给|答复|通知))|回头(?=[^,.!?]{0,6}(?:给|跟|联系|通知|回))"
    "|过(?:几|两)天|这几天|近期|近日|改天|有空(?=[^,.!?]{0,6}(?:给|回|帮))|过一会儿?(?=[^,.!?]{0,6}(?:给|回|打))|迟下|快啲|asap"
)
_EN_VAGUE = lazy(
    r"(?<![a-z])(?:asap|a\.s\.a\.p|as soon as (?:possible|we can|i can)|soon(?!er)|shortly|at (?:the|our|your) earliest(?: convenience)?|later(?: on)?|in due course|in a (?:few days|while)|as quickly as (?:possible|we can)|in the near future|promptly)(?![a-z])"
)
# The same in a sentence that is known to promise: there more words mean it.
_ZH_SOON = lazy(
    "尽快|尽早|尽速|尽量早|第一时间|稍后|稍晚(?!点)|稍迟|稍候|迟[些下点]|晚[些点]|回头|近期|近日|改天|改日|有空|过(?:一)?会儿?|一会儿?|等(?:一)?会儿?|待会儿?"
    "|等(?:一)?下|(?:一)?[阵排](?:间|先)|等阵|近排|尽量(?!.{0,12}(?:前|内))|抽空|得闲|陆续|(?<=[我们])赶紧|加急|在最短|最快(?!的)|迟啲|快啲|马上|立刻|立即|立马|即刻|随后|很快|快速|及时|抓紧|这就|火速|优先|asap|不日|过后|(?<!会)有(?:了)?(?:结果|消息|进展|答案|货)|一有|早日"
)
_EN_SOON = lazy(
    r"(?<![a-z])(?:asap|a\.s\.a\.p|as soon as|soon(?!er)|shortly|at (?:the|our|your) earliest(?: convenience)?|later(?: on)?(?! than)|in due course"
    r"|in a (?:few days|while|bit|moment|minute|second|sec|few)|as quickly as|in the near future|promptly|immediately|right away|straight away|momentarily"
    r"|in no time|quickly|at once|very soon|without delay|any moment|one of these days|at some point|in time)(?![a-z])"
)
_ZH_ASKS = lazy(
    "(?:请|麻烦|希望|建议|烦请|劳烦|需要|可以|最好)(?:您|你|先生|女士|小姐)?(?:这边)?(?:能够?|可以|要|务必|先)?$|(?:\\A|[,.!?])(?:您|你)(?:可以|要|得|需要|最好|先)?$"
)
_EN_ASKS = lazy(
    r"(?<![a-z])(?:please|could you|can you|would you|you (?:can|could|should|will|may|need to)|kindly)(?![a-z])"
)
_EN_WILL = lazy(r"(?:'ll|(?<![a-z])(?:will|shall|going to|gonna|am|are|be))(?![a-z])")
_VAGUE_NOT = lazy(
    r"(?:no|not|sooner or|see you|talk to you|call back|try again|call again|how|two days|days|hours|as) $"
)
SPAN_WORDS = word_set(
    "second seconds sec secs minute minutes min mins hour hours hr hrs day days week weeks fortnight month "
    "months year years"
)
VAGUE_WORDS = word_set("asap a soon earliest later shortly due while near promptly quickly")
POINT_WORDS = frozenset(["by", "before", "latest", "later", "within"])


def find_spans(text: str, english: bool) -> list[Entity]:
    """Durations, and those of them that are deadlines."""
    found: list[Entity] = []
    for match in (_EN_SPANS if english else _ZH_SPANS).finditer(text):
        parts = _english_parts(match) if english else _chinese_parts(match)
        if parts is None:
            continue
        start, end = match.span()
        bounds = _english_bounds(text, start, end, match) if english else _chinese_bounds(text, start, end, match)
        if bounds is None:
            found.append(Entity("duration", start, end, {"amount": parts["amount"], "unit": parts["unit"]}))
        else:
            found.append(Entity("deadline", *bounds, _deadline(parts)))
    return found


def lengths(text: str, english: bool) -> Iterator[tuple[int, int, Parts]]:
    """Every length of time, whatever stands around it, with `{amount, unit, working}`."""
    for match in (_EN_SPANS if english else _ZH_SPANS).finditer(text):
        parts = _english_parts(match) if english else _chinese_parts(match)
        if parts is not None:
            yield *match.span(), parts


def vague_places(text: str, english: bool) -> Iterator[tuple[int, int]]:
    """Where words of time stand that name none (soon, 尽快), whatever stands around them."""
    return (match.span() for match in (_EN_SOON if english else _ZH_SOON).finditer(text))


def _chinese_parts(match: re.Match[str]) -> Parts | None:
    unit, times = _ZH_UNITS[match["unit"]]
    low = match["low"]
    if unit in ("month", "year", "week") and not match["ge"] and match["unit"] in ("月", "年") and not _counted(match):
        return None
    if match["unit"] == "钟" and not match["ge"]:
        return None
    if match["unit"] == "日" and "工作" not in (match["work"] or "") and match["ge"]:
        return None
    amount = _upper(low, match["high"])
    if amount is None:
        return None
    amount *= times
    if match["half"] or match["plus"]:
        amount += 0.5 * times
    return _parts(amount, unit, bool(match["work"]) or match["unit"].startswith("工作"))


def _counted(match: re.Match[str]) -> bool:
    """二十年 is a length; 2026年 and 3月 are dates."""
    if match["unit"] == "月":
        return match["low"] == "半" or bool(match["half"])
    value = number(match["low"])
    return value is not None and value < 100


def _upper(low: str, high: str | None) -> float | None:
    """The amount, of a range the upper end; 三四天 is a range too."""
    if high:
        return number(high)
    if len(low) == 2 and low[0] in "一二两三四五六七八" and low[1] in "二两三四五六七八九":
        return number(low[1])
    return number(low)


def _english_parts(match: re.Match[str]) -> Parts | None:
    amount = number(match["high"] or match["low"])
    if amount is None:
        return None
    unit, times = next(u for name, u in _EN_UNITS.items() if match["unit"] == name)
    if match["plus"]:
        amount += 0.5
    return _parts(amount * times, unit, bool(match["work"]))


def _parts(amount: float, unit: str, working: bool) -> Parts:
    """Halves of an hour as minutes; whole numbers as such."""
    if unit == "hour" and amount != int(amount):
        amount, unit = amount * 60, "minute"
    return {"amount": int(amount) if amount == int(amount) else amount, "unit": unit, "working": working}


def _deadline(parts: Parts) -> Parts:
    """In the units of deadlines: minute, hour, day, week."""
    amount, unit = parts["amount"], parts["unit"]
    assert isinstance(amount, int | float)
    if unit == "second":
        amount, unit = round(amount / 60, 2), "minute"
    elif unit == "month":
        amount, unit = amount * 30, "day"
    elif unit == "year":
        amount, unit = amount * 365, "day"
    if isinstance(amount, float) and amount.is_integer():
        amount = int(amount)
    return {"amount": amount, "unit": unit, "working": parts["working"], "vague": False}


def _chinese_bounds(text: str, start: int, end: int, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the deadline begins and ends if the length is one."""
    after = _ZH_AFTER.match(text, end)
    lead = _ZH_LEAD.search(text, max(0, start - 8), start)
    if lead:
        return lead.start(), after.end() if after else end
    if after and not (after["in"] and _past(after["in"])):
        return start, max(end, after.end())
    if match["work"] or match["unit"].startswith("工作"):
        return start, end
    return None


def _past(word: str) -> bool:
    """三天前 lies behind us; 三天之前 and 三天以前 too."""
    return "前" in word


def _english_bounds(text: str, start: int, end: int, match: re.Match[str]) -> tuple[int, int] | None:
    lead = _EN_LEAD.search(text, max(0, start - 40), start)
    if lead and (lead.start() == 0 or not text[lead.start() - 1].isalpha()):
        return lead.start(), end
    if match["work"] and not _EN_NOT_LEAD.search(text, max(0, start - 16), start):
        return start, end
    return None


def find_points(text: str, days: list[Entity], times: list[Entity], english: bool) -> list[Entity]:
    """Deadlines that name a day or time (明天下午三点前, by tomorrow 3 pm), also a day followed by a promise.

    `days` and `times` are what was found in the text already.
    """
    found: list[Entity] = []
    for start, end, day, time in _joined(text, days, times, english):
        if day is not None and day.startswith(("yesterday", "last_", "day_before")):
            continue
        bounds = _english_point(text, start, end) if english else _chinese_point(text, start, end, day)
        if bounds is not None:
            found.append(Entity("deadline", *bounds, {"latest": _latest(day, time), "vague": False, "working": False}))
    if english:
        for match in _EN_END_OF.finditer(text):
            what = match["what"] or "day"
            latest = {"week": "this_week", "month": "month_end"}.get(what, "today")
            found.append(Entity("deadline", *match.span(), {"latest": latest, "vague": False, "working": False}))
    else:
        for match in _ZH_OFF.finditer(text):
            found.append(Entity("deadline", *match.span(), {"latest": "today", "vague": False, "working": False}))
    return found


def _joined(
    text: str, days: list[Entity], times: list[Entity], english: bool
) -> list[tuple[int, int, str | None, Entity | None]]:
    """Each day with the time that follows it, and each time that follows no day (in English a day may follow it)."""
    left = list(times)
    out: list[tuple[int, int, str | None, Entity | None]] = []
    for day in days:
        name = str(day.value["date"])
        pair = next((t for t in left if _adjoin(text, day.end, t.start, english)), None)
        before = next((t for t in left if english and _adjoin(text, t.end, day.start, english)), None)
        time = pair or before
        if time is not None:
            left.remove(time)
        start = min(day.start, time.start) if time else day.start
        end = max(day.end, time.end) if time else day.end
        out.append((start, end, name, time))
    out.extend((t.start, t.end, None, t) for t in left)
    return out


def _adjoin(text: str, end: int, start: int, english: bool) -> bool:
    if not end <= start <= end + 14:
        return False
    between = text[end:start]
    return bool(_EN_JOIN.fullmatch(between)) if english else between in ("", "的", ",")


def _chinese_point(text: str, start: int, end: int, day: str | None) -> tuple[int, int] | None:
    tail = _ZH_POINT_TAIL.match(text, end)
    assert tail is not None
    lead = _ZH_POINT_LEAD.search(text, max(0, start - 6), start)
    firm = bool(tail["tail"]) and tail["tail"] != "左右"
    if lead is not None and lead.group() not in ("在", "于"):
        return lead.start(), tail.end()
    if firm:
        return start, tail.end()
    promise = _ZH_PROMISE.match(text, tail.end())
    if promise is None or text.startswith(("以后", "之后", "后", "起"), tail.end()):
        return None
    # 今天联系您是为了… tells what is happening now, 今天会联系您 promises.
    return None if day == "today" and _FUTURE.isdisjoint(promise.group()) else (start, tail.end())


def _english_point(text: str, start: int, end: int) -> tuple[int, int] | None:
    lead = _EN_POINT_LEAD.search(text, max(0, start - 40), start)
    return (lead.start(), end) if lead else None


def _latest(day: str | None, time: Entity | None) -> str:
    """`<day> HH:MM` with either half left out if it was not said; an open hour is taken within office hours."""
    if time is None:
        return day or "today"
    clock = str(time.value["time"])
    if time.value.get("ambiguous") and int(clock[:2]) < 8:
        clock = f"{int(clock[:2]) + 12:02d}{clock[2:]}"
    return f"{day or 'today'} {clock}"


def find_vague(text: str, english: bool) -> list[Entity]:
    """Promises of time that name none."""
    found: list[Entity] = []
    for match in (_EN_VAGUE if english else _ZH_VAGUE).finditer(text):
        if _asked_of_other(text, match.start(), english) or (english and _idle(text, match)):
            continue
        found.append(Entity("deadline", match.start(), match.end(), {"vague": True, "working": False}))
    return found


def _asked_of_other(text: str, start: int, english: bool) -> bool:
    """请您尽快付款 asks, it does not promise."""
    if not english:
        return _ZH_ASKS.search(text, max(0, start - 9), start) is not None
    begin = max(text.rfind(mark, 0, start) for mark in ".!?") + 1
    return _EN_ASKS.search(text, begin, start) is not None


def _idle(text: str, match: re.Match[str]) -> bool:
    """Phrases that only look like it: sooner or later, call back later; a bare later without a promise before it."""
    start = match.start()
    if _VAGUE_NOT.search(text, max(0, start - 14), start):
        return True
    begin = max(text.rfind(mark, 0, start) for mark in ".!?") + 1
    return match.group().startswith("later") and _EN_WILL.search(text, begin, start) is None
