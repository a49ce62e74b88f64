"""Which language an utterance is in: zh-Hans, zh-Hant, yue, en or mixed."""

from __future__ import annotations

from typing import Literal

from saywell.language._table import ONLY_SIMPLIFIED, ONLY_TRADITIONAL
from saywell.language.expression import lazy
from saywell.language.fold import CJK
from saywell.language.kinds import Table

Spoken = Literal["zh-Hans", "zh-Hant", "yue", "en", "mixed"]

LONGEST = 4_000
_HAN = lazy(f"[{CJK}]")
_WORDS = lazy(r"[A-Za-z\uff21-\uff3a\uff41-\uff5a][A-Za-z\uff21-\uff3a\uff41-\uff5a'’\-]+")
_LETTER = lazy(r"[A-Za-z]")
# A pasted address is in no language, whatever words it is made of.
_ADDRESS = lazy(r"(?i:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Characters that written Mandarin does not use, and words whose characters it does use.
_CANTONESE = lazy(
    "[嘅咗嚟喺冇佢哋啲嗰咁嘢俾攞揾搵瞓嬲嘥啱㗎噃喎揸黐嗌咪哂冧氹攰掹喐詏嘈孖]|(?<![關关聯联體体維维])係(?![統统數数列])|邊(?:個|位|間|日|樣)|今朝|聽(?:日|朝|晚)|听(?:日|朝|晚)|尋日|下晝|下昼|晏晝|幾多|几多|多陣"
    "|一陣間|一阵间|呢(?:度|個|個|啲|樣|間|張|位)|早晨|搞掂|收工|落班|放工|食屎|唔該|[維跟做搞查睇處理]緊(?![要急])|[明好得係知多靚]喇|唔(?![,，.。!！?？、…~ ]|$|唔)|係咪|系咪|乜(?!斜)|點解|边度|邊度|而家|依家|幾時|睇|點樣呀|食咗|咩事|鍾意|"
    "即係|系唔系|倾计|傾偈|打俾|畀"
)
_CANTONESE_FROM = "嘅咗嚟喺冇佢哋啲嗰咁嘢俾攞揾搵瞓嬲嘥啱㗎噃喎揸黐嗌咪唔係系乜點边邊而依幾睇食咩鍾即倾傾打畀"
_MIXED_FROM, _ENGLISH_FROM = 0.35, 0.85
_BRIEF = 8
# Words of Latin letters that are Chinese by now: they do not make a text mixed.
_LENT = frozenset(
    "ok okay wifi app vip qq wechat whatsapp id pc pdf sim sms pos atm bye hi hello iphone ipad android email e-mail logo cpu usb led gps "
    "excel word ppt vlog kpi hr ktv diy dna no yes code line facebook google apple visa mastercard type-c plus pro max mini".split()
)


_ONLY_TRADITIONAL = frozenset(ONLY_TRADITIONAL)
_ONLY_SIMPLIFIED = frozenset(ONLY_SIMPLIFIED)
# Where none of these is, nothing speaks against Mandarin in Simplified characters.
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") | frozenset(
    chr(code + 0xFEE0) for code in (*range(65, 91), *range(97, 123))
)
_PLAIN, _OTHER, _MAY_BE_CANTONESE = 1, 2, 4
_TABLE = Table(
    {_PLAIN: _ONLY_SIMPLIFIED, _OTHER: _ONLY_TRADITIONAL | _LATIN, _MAY_BE_CANTONESE: frozenset(_CANTONESE_FROM)}
)


def language_of(text: str, fallback: Spoken | None = None) -> Spoken | None:
    """The language of an original (not folded) text.

    `fallback` is for a text without words, and for Chinese that is the same in both scripts (then zh-Hans without one).
    """
    piece = text[:LONGEST]
    seen = _TABLE.of(piece)
    if seen == _PLAIN or (seen == _PLAIN | _MAY_BE_CANTONESE and _CANTONESE.search(piece) is None):
        return "zh-Hans"
    if "." in piece and ("@" in piece or "/" in piece or "www." in piece):
        piece = _ADDRESS.sub(" ", piece)
    if piece.isascii():
        return "en" if _LETTER.search(piece) else fallback
    chars = frozenset(piece)
    if chars.isdisjoint(_LATIN) and _CANTONESE.search(piece) is None:
        return fallback if _HAN.search(piece) is None else _script(chars, fallback)
    han = len(_HAN.findall(piece))
    words = _WORDS.findall(piece)
    if not han:
        return "en" if words or _LETTER.search(piece) else fallback
    if words:
        share = len(words) / (len(words) + han / 1.5)
        if share >= _ENGLISH_FROM:
            return "en"
        if (share >= _MIXED_FROM and len(words) > 1) or any(map(_is_foreign, words)):
            return "mixed"
    return _chinese(piece, han, fallback)


def _is_foreign(word: str) -> bool:
    """Whether a Latin word is English amid Chinese: neither a name of something nor a lent word."""
    return len(word) > 2 and word.islower() and word not in _LENT


def _chinese(text: str, han: int, fallback: Spoken | None) -> Spoken:
    """Cantonese by its own words, else the script by the characters that only one script has."""
    marks = len(_CANTONESE.findall(text))
    if marks and (marks >= 3 or marks * 14 >= han):
        return "yue"
    return _script(frozenset(text), fallback)


def _script(chars: frozenset[str], fallback: Spoken | None) -> Spoken:
    """The script by the characters that only one script has."""
    traditional, simplified = len(chars & _ONLY_TRADITIONAL), len(chars & _ONLY_SIMPLIFIED)
    if traditional == simplified:
        return fallback if fallback in ("zh-Hans", "zh-Hant") else "zh-Hans"
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def settled(text: str, spoken: Spoken) -> tuple[Spoken, bool]:
    """The language of a text in a conversation in which `spoken` was spoken last, and whether the text itself tells.

    A number, a name or ok tells nothing; characters that both scripts share are in the script of the conversation.
    """
    found = language_of(text)
    if found is None or (found == "en" and spoken != "en" and _tells_nothing(text)):
        return spoken, False
    if found == "zh-Hans" and spoken in ("zh-Hant", "yue") and language_of(text, "zh-Hant") == "zh-Hant":
        return (spoken if len(text) <= _BRIEF else "zh-Hant"), False
    return found, True


def _tells_nothing(text: str) -> bool:
    """Whether a text of Latin letters has nothing but lent words and codes."""
    return all(word in _LENT or not word.islower() for word in _WORDS.findall(text)) or (
        any(char.isdigit() for char in text) and len(text.split()) == 1
    )
