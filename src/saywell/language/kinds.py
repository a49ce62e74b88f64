"""What kinds of characters a text has, as bits: one pass that tells where a closer look can find nothing. With the
compiled part a text costs hardly more than a call."""

from __future__ import annotations

from typing import Any, Final

try:
    from saywell.language import _matcher
except ImportError:  # a wheel or a source tree without the compiled part: only slower
    _matcher = None  # type: ignore[assignment]

inner: Any = _matcher
"""The compiled part, None where there is none."""

DIGIT: Final = 1 << 0
LETTER: Final = 1 << 1
MARK: Final = 1 << 2
CLOCK_MARK: Final = 1 << 3
CAREFUL: Final = 1 << 4
"""Of what folding may have to take away."""
NUMERAL: Final = 1 << 5
NUMBER: Final = 1 << 6
"""Of numbers, but for 一, which is everywhere."""
TITLE_END: Final = 1 << 7
SPELT: Final = 1 << 8
SPELT_THEN: Final = 1 << 29
SAYS: Final = 1 << 9
SAYS_WHOSE: Final = 1 << 10
DAY: Final = 1 << 11
DAY_NAME: Final = 1 << 12
DATE_MARK: Final = 1 << 13
TIME: Final = 1 << 14
NOON: Final = 1 << 15
SHIFT: Final = 1 << 16
SPAN: Final = 1 << 17
VAGUE: Final = 1 << 18
FUZZY: Final = 1 << 19
SAME: Final = 1 << 20
PART: Final = 1 << 21
ADDRESS: Final = 1 << 22
MONEY: Final = 1 << 23
MAIL: Final = 1 << 24
DEED: Final = 1 << 25
"""Of acts that are promised."""
TOLD: Final = 1 << 26
"""Of what is told of others, or denied."""
MONTH: Final = 1 << 27
SURNAME: Final = 1 << 28

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DIGITS = "0123456789"
_CHARACTERS = {
    DIGIT: _DIGITS,
    LETTER: _LETTERS,
    MARK: ",.!?",
    CLOCK_MARK: ":-/.",
    CAREFUL: " '~([呃额\0" + _LETTERS,
    NUMERAL: _DIGITS + "零〇幺一二两俩三四五六七八九十百千万亿半廿卅双",
    NUMBER: _DIGITS + "零〇幺二两三四五六七八九双*",
    TITLE_END: "生士姐太师学理监任傅姨叔哥授板长总工",
    SPELT: "弓木耳立双古言口三人草走关禾文十",
    SPELT_THEN: "长子东早木月午天点可头人肖口耳呈刀八横",
    SAYS: "叫是:",
    SAYS_WHOSE: "我本小名收联户",
    DAY: "天日晚早周期拜月号底个-/.今明昨年听朝",
    DAY_NAME: "天日晚早周期拜月底末今儿朝",
    DATE_MARK: "号-/.年",
    TIME: "点时:午",
    NOON: "午",
    SHIFT: "班",
    SPAN: "秒分时钟天日周期拜月年",
    VAGUE: "尽第稍迟晚近改空头几两啲",
    FUZZY: "几数这近",
    SAME: "时点钟辰会阵此",
    PART: "早晚午昼夜朝晨班工",
    ADDRESS: "路街道巷弄镇乡村区县栋幢座室苑厦邨",
    MONEY: "块元圆币纸蚊金镑$¥€£",
    MAIL: "@",
    DEED: "电复覆答知告络系访款账寄发货门决理修送到转报映交查款打拨回联息果恢办给上方通开更落生付汇传拍退还补来去弄取签处提充缴把帮为替搞整嚟黎话同出做返搵核约接咨说讲改修"
    + _LETTERS,
    TOLD: "说讲話话告提不认" + _LETTERS,
    MONTH: "月",
    SURNAME: "姓",
}


class Table(dict[str, int]):
    """Bits of characters, worked out when one is first met; with the compiled part, what a text has is told by that."""

    def __init__(self, kinds: dict[int, str] | dict[int, frozenset[str]]) -> None:
        """`kinds`: bit -> its characters."""
        super().__init__()
        self._kinds = [(bit, frozenset(chars)) for bit, chars in kinds.items()]
        self._compiled = inner.table() if inner is not None else None

    def __missing__(self, char: str) -> int:
        bits = 0
        for bit, chars in self._kinds:
            if char in chars:
                bits |= bit
        if ord(char) < 0x10000:
            self[char] = bits
            if self._compiled is not None and inner is not None:
                inner.teach(self._compiled, ord(char), bits)
        return bits

    def of(self, text: str) -> int:
        """The kinds of which a text has characters."""
        if self._compiled is not None and inner is not None:
            told: int | None = inner.combine(self._compiled, text)
            if told is not None:
                return told
        bits = 0
        for char in text:
            bits |= self[char]
        return bits


_TABLE = Table(_CHARACTERS)


def kinds_of(text: str) -> int:
    """The kinds of which a folded text has characters, as bits."""
    return _TABLE.of(text)
