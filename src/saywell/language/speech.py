"""Which language an utterance is in: zh-Hans, zh-Hant, yue, en or mixed."""

from __future__ import annotations

from typing import Literal

from saywell.language._table import SIMPLIFIED, TRADITIONAL
from saywell.language.expression import lazy
from saywell.language.fold import CJK

Spoken = Literal["zh-Hans", "zh-Hant", "yue", "en", "mixed"]

LONGEST = 4_000
_HAN = lazy(f"[{CJK}]")
_WORDS = lazy(r"[A-Za-z\uff21-\uff3a\uff41-\uff5a][A-Za-z\uff21-\uff3a\uff41-\uff5a'’\-]+")
_LETTER = lazy(r"[A-Za-z]")
# Characters that written Mandarin does not use, and words whose characters it does use.
_CANTONESE = lazy(
    "[嘅咗嚟喺冇佢哋啲嗰咁嘢俾攞揾搵瞓嬲嘥啱㗎噃喎揸黐嗌咪]|唔(?![,，.。!！?？、…~ ]|$|唔)|係咪|系咪|乜(?!斜)|點解|边度|邊度|而家|依家|幾時|睇|點樣呀|食咗|咩事|鍾意|"
    "即係|系唔系|倾计|傾偈|打俾|畀"
)
_CANTONESE_FROM = "嘅咗嚟喺冇佢哋啲嗰咁嘢俾攞揾搵瞓嬲嘥啱㗎噃喎揸黐嗌咪唔係系乜點边邊而依幾睇食咩鍾即倾傾打畀"
_MIXED_FROM, _ENGLISH_FROM = 0.35, 0.85


def _unwritable(chars: str, charset: str) -> frozenset[str]:
    """The characters that a charset does not have."""
    return frozenset(chars) - frozenset(chars.encode(charset, "ignore").decode(charset))


_ONLY_TRADITIONAL = _unwritable(TRADITIONAL, "gb2312")
_ONLY_SIMPLIFIED = _unwritable(SIMPLIFIED, "big5")
# Where none of these is, nothing speaks against Mandarin in Simplified characters.
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") | frozenset(
    chr(code + 0xFEE0) for code in (*range(65, 91), *range(97, 123))
)
_NOT_PLAIN = _ONLY_TRADITIONAL | _LATIN | frozenset(_CANTONESE_FROM)


def language_of(text: str, fallback: Spoken | None = None) -> Spoken | None:
    """The language of an original (not folded) text.

    `fallback` is for a text without words, and for Chinese that is the same in both scripts (then zh-Hans without one).
    """
    piece = text[:LONGEST]
    if piece.isascii():
        return "en" if _LETTER.search(piece) else fallback
    chars = frozenset(piece)
    if chars.isdisjoint(_NOT_PLAIN) and not chars.isdisjoint(_ONLY_SIMPLIFIED):
        return "zh-Hans"
    han = len(_HAN.findall(piece))
    words = len(_WORDS.findall(piece))
    if not han:
        return "en" if words or _LETTER.search(piece) else fallback
    if words:
        share = words / (words + han / 1.5)
        if share >= _ENGLISH_FROM:
            return "en"
        if share >= _MIXED_FROM and words > 1:
            return "mixed"
    return _chinese(piece, han, fallback)


def _chinese(text: str, han: int, fallback: Spoken | None) -> Spoken:
    """Cantonese by its own words, else the script by the characters that only one script has."""
    marks = len(_CANTONESE.findall(text))
    if marks and (marks >= 3 or marks * 14 >= han):
        return "yue"
    chars = frozenset(text)
    traditional, simplified = len(chars & _ONLY_TRADITIONAL), len(chars & _ONLY_SIMPLIFIED)
    if traditional == simplified:
        return fallback if fallback in ("zh-Hans", "zh-Hant") else "zh-Hans"
    return "zh-Hant" if traditional > simplified else "zh-Hans"
