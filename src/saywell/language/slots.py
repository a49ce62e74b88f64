"""What an entity slot of a pattern looks like in folded text, as regular expressions, and the literals that hint at it."""

from __future__ import annotations

from saywell.language.names import COMPOUND_SURNAMES, SINGLE_SURNAMES

_HAN = "\u4e00-\u9fff"
_SPOKEN = "0-9零〇幺妖一二两三四五六七八九"
_NUMERAL = "[0-9零〇一二两俩三四五六七八九十百千万半几]"
_EN_NUMBER = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|half|a|an|a few|a couple of"
)
_EN_DIGIT = "zero|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple"
_ZH_UNIT = "(?:个)?(?:半)?(?:工作)?(?:秒钟|秒|分钟|分|刻钟|小时|钟头|个钟|钟|天|日|个?工作日|星期|礼拜|周|月|年)(?:半)?"
_ZH_DEADLINE = (
    f"(?:{_NUMERAL}{{1,5}}(?:[到至\\-~]{_NUMERAL}{{1,5}})?{_ZH_UNIT}(?:之内|以内|内|左右|之前|以前|前)?"
    "|(?:今天|今日|今晚|明天|明日|听日|明早|后天|大后天|本周|这周|下周|周[一二三四五六日天]|星期[一二三四五六日天]|月底|当天|即日|下班)"
    "(?:[早上中下午晚傍凌晨间]{0,2})(?:[0-9一二两三四五六七八九十]{1,3}[点时:](?:[0-9一二三四五六七八九十]{1,3}分?|半)?钟?)?(?:之内|以内|内|之前|以前|前)?)"
)
_EN_UNIT = "(?:(?:working|business|office) )?(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?)"
_EN_DEADLINE = (
    f"(?:(?:[0-9]{{1,3}}|(?:{_EN_NUMBER})(?:[ -](?:{_EN_NUMBER})){{0,2}})(?: (?:to|or) (?:[0-9]{{1,3}}|{_EN_NUMBER}))?[ -]"
    f"(?:of )?{_EN_UNIT}"
    "|(?:by |before |until |on )?(?:the end of )?(?:today|tonight|tomorrow|the day|this week|next week|next month"
    "|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    "(?: (?:morning|noon|afternoon|evening|night))?(?: (?:at |by )?[0-9]{1,2}(?::[0-9]{2})?(?: ?[ap]\\.?m)?)?"
    "|(?:by|before) (?:noon|midnight|[0-9]{1,2}(?::[0-9]{2})?(?: ?[ap]\\.?m| o'clock)?))"
)
_SURNAME = f"(?:{'|'.join(COMPOUND_SURNAMES)}|[{SINGLE_SURNAMES}])"
_TITLE = "(?:先生|女士|小姐|太太|经理|总|老师|主任|师傅|生|姐|哥|老板|医生|教授)"
_ZH_NAME = f"(?:{_SURNAME}{_TITLE}|{_SURNAME}[{_HAN}]{{0,2}}?{_TITLE}?|[小阿老][{_HAN}]{{1,2}}?|[{_HAN}]{{2}}|[a-z]{{2,14}}(?: [a-z]{{2,14}})?)"
_EN_TITLE = "(?:mr|mrs|ms|miss|mister|madam|sir|dr|doctor|prof)"

SLOT_EXPRESSIONS: dict[tuple[str, str], str] = {
    ("*", "zh"): "[^.!?]{1,14}?",
    ("*", "en"): "[^.!?]{1,60}?",
    ("name", "zh"): _ZH_NAME,
    (
        "name",
        "en",
    ): f"(?:{_EN_TITLE}\\.? )?[a-z\u4e00-\u9fff][a-z\u4e00-\u9fff'\\-]{{0,14}}(?: [a-z][a-z'\\-]{{1,14}})?",
    ("number", "zh"): f"{_NUMERAL}{{1,10}}",
    ("number", "en"): f"(?:[0-9]{{1,10}}|(?:{_EN_NUMBER})(?:[ -](?:{_EN_NUMBER})){{0,3}})",
    ("digits", "zh"): f"(?:[{_SPOKEN}双][ \\-]?){{4,30}}",
    ("digits", "en"): f"(?:[0-9][ \\-]?){{4,30}}|(?:(?:{_EN_DIGIT})[ ,\\-]{{1,2}}){{3,30}}(?:{_EN_DIGIT})",
    ("phone", "zh"): f"(?:\\+?(?:[{_SPOKEN}双*][ \\-]?){{7,16}})",
    ("phone", "en"): f"(?:\\+?(?:[0-9*][ \\-]?){{7,16}}|(?:(?:{_EN_DIGIT})[ ,\\-]{{1,2}}){{6,16}}(?:{_EN_DIGIT}))",
    ("deadline", "zh"): _ZH_DEADLINE,
    ("deadline", "en"): _EN_DEADLINE,
}
SLOT_EXPRESSIONS = {key: f"(?:{value})" for key, value in SLOT_EXPRESSIONS.items()}

_DIGITS = frozenset("0123456789")
_WORDS = frozenset(f"\x01{word}" for phrase in f"{_EN_NUMBER}|{_EN_DIGIT}".split("|") for word in phrase.split(" ")[:1])
_ZH_DIGITS = frozenset("0123456789零〇幺一二两三四五六七八九十")
SLOT_HINTS: dict[tuple[str, str], frozenset[str]] = {
    ("number", "zh"): _ZH_DIGITS | frozenset("半几俩百千万"),
    ("digits", "zh"): _ZH_DIGITS,
    ("phone", "zh"): _ZH_DIGITS,
    ("deadline", "zh"): frozenset("秒分时钟天日周月年拜期早晚班"),
    ("number", "en"): _DIGITS | _WORDS,
    ("digits", "en"): _DIGITS | _WORDS,
    ("phone", "en"): _DIGITS | _WORDS,
    ("deadline", "en"): frozenset(
        (
            "second",
            "sec",
            "minute",
            "min",
            "hour",
            "hr",
            "day",
            "week",
            "month",
            "noon",
            "midnight",
            "by",
            "before",
            "tonight",
            "tomorrow",
        )
    ),
}
