"""Numbers as they are said or typed: 一百二十, 两千三, 幺三八, 双8, twenty-five, double eight. All on folded text."""

from __future__ import annotations

import re

from saywell.language.expression import lazy

DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_SCALES = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}

WORDS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_WORD_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_FEW = {"a": 1, "an": 1, "couple": 2, "a couple of": 2, "a couple": 2, "half": 0.5, "half a": 0.5, "half an": 0.5}
SPOKEN_WORDS = {**{w: str(n) for w, n in WORDS.items() if n < 10}, "oh": "0", "o": "0", "nought": "0"}
_TIMES = {"double": 2, "triple": 3, "treble": 3}

_ENGLISH = "|".join(sorted((*WORDS, *_WORD_SCALES), key=len, reverse=True))
# A quantity in Chinese: Arabic with an optional scale, or numerals, or a half.
ZH_NUMBER = "(?:\\d{1,9}(?:\\.\\d{1,4})?[十百千万亿]{0,2}|[零〇一二两俩三四五六七八九十百千万亿廿卅]{1,12}(?:点[零一二三四五六七八九]{1,4})?|半)"
EN_NUMBER = f"(?:\\d{{1,9}}(?:\\.\\d{{1,4}})?|half an?|half|a couple of|a couple|(?:an? )?(?:{_ENGLISH})(?:(?: and |[ \\-])(?:{_ENGLISH})){{0,6}}|an?)"

_TOKEN = lazy(r"(双|两个|三个|四个)([0-9零〇幺一二两三四五六七八九])|([0-9零〇幺一二两三四五六七八九*])")
_REPEAT = {"双": 2, "两个": 2, "三个": 3, "四个": 4}
_WORD = lazy(r"[a-z]+|\d")


def chinese_number(text: str) -> float | None:
    """The value of a quantity such as 一百二十, 两千三, 三万五, 1.5万, 十二点五, 半; None if it is none."""
    if not text:
        return None
    if text == "半":
        return 0.5
    text = text.replace("廿", "二十").replace("卅", "三十").replace("俩", "两")
    if text[0].isascii():
        return _scaled(text)
    whole, _, rest = text.partition("点")
    value = _whole(whole)
    if value is None:
        return None
    if not rest:
        return value
    places = "".join(str(DIGITS[c]) for c in rest if c in DIGITS)
    return float(f"{value}.{places}") if places else value


def _scaled(text: str) -> float | None:
    """Arabic digits with a scale: 3万, 1.5万, 2百."""
    cut = len(text.rstrip("十百千万亿"))
    try:
        value = float(text[:cut])
    except ValueError:
        return None
    for scale in text[cut:]:
        value *= _SCALES.get(scale) or _BIG[scale]
    return int(value) if value.is_integer() else value


def _whole(text: str) -> int | None:
    """Whole numbers in numerals; a last digit right after a scale counts as the next lower scale (两千三 = 2300)."""
    if all(c in DIGITS for c in text):
        if len(text) == 1:
            return DIGITS[text]
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    last, zero = 0, False
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
            zero = zero or char in "零〇"
        elif char in _SCALES:
            last = _SCALES[char]
            section += (digit or (1 if char == "十" or not section else 0)) * last
            digit, zero = 0, False
        elif char in _BIG:
            last = _BIG[char]
            total = (total + section + digit) * last if char == "亿" else total + (section + digit or 1) * last
            section = digit = 0
            zero = False
        else:
            return None
    if digit and last >= 100 and not zero:
        digit *= last // 10
    return total + section + digit


def english_number(text: str) -> float | None:
    """The value of a quantity such as twenty-five, one hundred and two, a couple of, half an; None if it is none."""
    text = text.strip()
    if text in _FEW:
        return _FEW[text]
    if text[:1].isdigit():
        value = float(text)
        return int(value) if value.is_integer() else value
    total = section = 0
    seen = False
    for word in re.findall("[a-z]+", text):
        if word in WORDS:
            section += WORDS[word]
        elif word in _WORD_SCALES:
            scale = _WORD_SCALES[word]
            if scale == 100:
                section = max(section, 1) * 100
            else:
                total += max(section, 1) * scale
                section = 0
        elif word not in ("and", "a", "an"):
            return None
        seen = True
    return total + section if seen else None


def number(text: str) -> float | None:
    """A quantity in either language."""
    if not text:
        return None
    if "a" <= text[0] <= "z":
        return english_number(text)
    return chinese_number(text)


def spoken_digits(text: str) -> str:
    """The digits of a number said digit by digit (幺三八, 双8, double eight oh); marks and blanks are left out."""
    if "a" <= next((c for c in text if c.isalpha()), "") <= "z":
        out: list[str] = []
        times = 1
        for word in _WORD.findall(text):
            if word in _TIMES:
                times = _TIMES[word]
                continue
            out.append((SPOKEN_WORDS.get(word) or (word if word.isdigit() else "")) * times)
            times = 1
        return "".join(out)
    return "".join(_digit(many) * _REPEAT[times] if times else _digit(one) for times, many, one in _TOKEN.findall(text))


def _digit(char: str) -> str:
    if char == "幺":
        return "1"
    return str(DIGITS[char]) if char in DIGITS else char
