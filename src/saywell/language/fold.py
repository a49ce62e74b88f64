"""Fold a text so that one spelling stands for all: script, width, case, punctuation, blanks, hesitations.

Folded text is Simplified, half width and lower case, has `,` `.` `!` `?` as its only clause marks, no blank beside a
Chinese character and no hesitation. Offsets lead from every folded character back to the original text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from saywell.language import kinds
from saywell.language._table import SIMPLIFIED, TRADITIONAL
from saywell.language.expression import lazy
from saywell.language.kinds import CAREFUL, kinds_of

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_DROP = "\0"
_ROUNDS = 6

_MARKS = {
    "、": ",",
    ";": ",",
    "…": ",",
    "⋯": ",",
    "—": ",",
    "―": ",",
    "。": ".",
    "\n": ",",
    "\r": ",",
    "\u2028": ",",
    "\u2029": ",",
    "【": ",",
    "】": ",",
    "〔": ",",
    "〕": ",",
    "・": "·",
    "–": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "〜": "~",
    "﹣": "-",
    "‘": "'",
    "’": "'",
    "`": "'",
    "´": "'",
    "ʼ": "'",
    "\t": " ",
    "\x0b": " ",
    "\x0c": " ",
    "¿": _DROP,
    "¡": _DROP,
}
_QUOTES = '"“”„‟«»「」『』《》〈〉〝〞﹁﹂﹃﹄'


class Folded(NamedTuple):
    """A folded text. `offsets[i]` is the original index of folded character i; None means that they are the same. `has`:
    the kinds of its characters (`kinds.py`)."""

    text: str
    offsets: Sequence[int] | None
    has: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original (start, end) of the folded range; an empty range stays empty."""
        if self.offsets is None:
            return start, end
        if not self.offsets:
            return 0, 0
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else self.offsets[-1] + 1
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1


def _plain(char: str) -> str:
    """One character's folded form before blanks and hesitations are looked at; always one character."""
    if char in _MARKS:
        return _MARKS[char]
    if char in _QUOTES:
        return _DROP
    kind = unicodedata.category(char)
    if kind in ("Cc", "Cf"):
        return _DROP
    if kind in ("Zs", "Zl", "Zp"):
        return " "
    if kind == "Mn" and "\ufe00" <= char <= "\ufe0f":
        return _DROP
    wide = unicodedata.normalize("NFKC", char)
    if len(wide) == 1 and wide != char:
        return _plain(wide)
    low = char.lower()
    return low if len(low) == 1 else char


_SIMPLIFIED_OF = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))


class _Table(dict[int, str]):
    """For `str.translate`: what a character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if code >= 0x10000:
            # A picture ends or begins what is written, as a mark does.
            return "," if 0x1F300 <= code < 0x1FB00 else char
        # A half of a character pair is no text and would stop the search for phrases.
        new = "\ufffd" if 0xD800 <= code < 0xE000 else _SIMPLIFIED_OF.get(char) or _plain(char)
        if new != char and ord(new) < 0x10000:
            new = self[ord(new)]
        self[code] = new
        return new


_TABLE = _Table()
_COMPILED = kinds.inner.table() if kinds.inner is not None else None

_SPACES = lazy(rf" +(?=[{CJK},.!?: ]|\Z)|(?<=[{CJK}]) +|\A +")
_APOSTROPHE = lazy(r"(?<![a-z0-9])'+|'+(?![a-z])|(?<=')'+")
_RUNS = lazy(r"[,.!?]{2,}|~+(?!~*\d)")
_HESITATION = lazy(
    r"呃+(?![人钱錢紧緊客咗晒])[,.]?|(?:(?<=[,.!?])|\A)额+(?:[,.]|(?![,.额度外头角数定满吉]))|(?:(?<=[,.!?])|\A)嗯呐[,.]?"
    r"|那个(?=[,.]?那个)[,.]?|这个(?=[,.]?这个)[,.]?|(?:(?<=[,.!?嗯啊那])|\A)(?:我(?=,?我)|您(?=,?您)|你(?=,?你)),?"
    r"|(?<![a-z0-9'\-])(?:u+m+|u+h+m*|e+r+m*|h+m+|a+h+m+)(?![a-z0-9'\-]| ?huh)[,.]? ?"
)
# What a transcriber noted instead of words: nobody said it.
_NOTE = lazy(
    r"[(\[](?:听不清楚?|听不见|听不到|没听清|听唔清|无法辨认|不清楚|无声|静音|静默|沉默|停顿|笑声?|大?笑|叹气|咳嗽|哭声?"
    r"|杂音|噪音|背景音|音乐|挂机声?|inaudible|unintelligible|unclear|indistinct|crosstalk|silence|pause|noise|music"
    r"|laugh(?:s|ter|ing)?|sighs?|cough(?:s|ing)?|crying|background noise)[)\]]"
)
# A text without these doubles and characters of the kind CAREFUL has none of the above: a quick look that most Chinese
# turns pass.
_DOUBLES = lazy("我,?我|您,?您|你,?你|那个[,.]?那个|这个[,.]?这个|嗯呐|,[,.!?]|\\.[,.!?]|![,.!?]|\\?[,.!?]")
# Any of these and the slow way is taken; most turns have none.
_MESS = lazy("|".join((_DROP, _NOTE.pattern, _SPACES.pattern, _APOSTROPHE.pattern, _RUNS.pattern, _HESITATION.pattern)))


def fold_characters(text: str) -> str:
    """Fold each character alone; the length stays the same. Dropped characters become NUL."""
    if _COMPILED is None or kinds.inner is None:
        return text.translate(_TABLE)
    known: str | None = kinds.inner.translate(_COMPILED, text)
    if known is not None:
        return known
    plain = text.translate(_TABLE)
    for char, new in zip(text, plain, strict=True):
        if char < "\U00010000":
            kinds.inner.teach(_COMPILED, ord(char), ord(new))
    return plain


def fold(text: str) -> Folded:
    """Fold a text. Never raises; `fold(fold(t).text).text == fold(t).text`."""
    plain = fold_characters(text)
    has = kinds_of(plain)
    if (not has & CAREFUL and _DOUBLES.search(plain) is None) or _MESS.search(plain) is None:
        return Folded(plain, None, has)
    tidy, offsets = _tidy(plain, range(len(plain)))
    for _ in range(_ROUNDS):
        shorter, kept = _edit(tidy, offsets, _HESITATION, _nothing)
        if not _says_something(shorter) or len(shorter) == len(tidy):
            break
        tidy, offsets = _tidy(shorter, kept)
    return Folded(tidy, None if len(tidy) == len(text) else offsets, kinds_of(tidy))


def _tidy(text: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Drop marked characters, needless blanks and repeated marks until nothing is left to drop."""
    for _ in range(_ROUNDS):
        before = text
        for pattern, choose in _STEPS:
            if pattern.search(text) is not None:
                text, offsets = _edit(text, offsets, pattern, choose)
        if text == before:
            break
    return text, offsets


def _edit(
    text: str, offsets: Sequence[int], pattern: re.Pattern[str], choose: Callable[[str], str]
) -> tuple[str, Sequence[int]]:
    """Replace each match by what `choose` makes of it: nothing or one character, which keeps the match's first offset."""
    pieces: list[str] = []
    kept: list[int] = []
    last = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        pieces.append(text[last:start])
        kept.extend(offsets[last:start])
        one = choose(match.group())
        if one:
            pieces.append(one)
            kept.append(offsets[start])
        last = end
    pieces.append(text[last:])
    kept.extend(offsets[last:])
    return "".join(pieces), kept


def _nothing(_: str) -> str:
    return ""


def _one_mark(piece: str) -> str:
    """The strongest mark of a run; a run of dots is a pause, not an end."""
    for mark in "?!":
        if mark in piece:
            return mark
    return "." if "." in piece and "," in piece else ","


def _says_something(text: str) -> bool:
    return any(char.isalnum() for char in text)


_STEPS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (lazy(_DROP), _nothing),
    (_NOTE, _one_mark),
    (_APOSTROPHE, _nothing),
    (_SPACES, _nothing),
    (_RUNS, _one_mark),
)
