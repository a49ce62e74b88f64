"""Sums of money: 199块, 三百五十元, HK$1,200, 12.5 dollars."""

from __future__ import annotations

import re

from saywell.language.entities.entity import Entity
from saywell.language.entities.numerals import EN_NUMBER, ZH_NUMBER, number
from saywell.language.expression import lazy
from saywell.language.wordlist import word_set

_SIGNS = {
    "hk$": "HKD",
    "nt$": "TWD",
    "us$": "USD",
    "s$": "SGD",
    "$": "",
    "¥": "CNY",
    "€": "EUR",
    "£": "GBP",
    "rmb": "CNY",
    "cny": "CNY",
    "hkd": "HKD",
    "usd": "USD",
    "twd": "TWD",
}
_UNITS = {
    "人民币": "CNY",
    "块钱": "CNY",
    "块": "CNY",
    "元": "",
    "圆": "",
    "港币": "HKD",
    "港元": "HKD",
    "港纸": "HKD",
    "蚊": "HKD",
    "美元": "USD",
    "美金": "USD",
    "台币": "TWD",
    "新台币": "TWD",
    "欧元": "EUR",
    "英镑": "GBP",
    "rmb": "CNY",
    "cny": "CNY",
    "yuan": "CNY",
    "hkd": "HKD",
    "hong kong dollars": "HKD",
    "usd": "USD",
    "us dollars": "USD",
    "dollars": "",
    "dollar": "",
    "bucks": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "pound": "GBP",
}
_AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,10}(?:\.\d{1,2})?"
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_SIGN = "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))
_SIGNED = lazy(rf"(?<![a-z])({_SIGN}) ?({_AMOUNT})(万|千)?")
_TRAILING = lazy(rf"(?<![\d.,])({_AMOUNT}) ?([$€£¥])(?!\d)")
_NAMED = lazy(
    rf"(?<![\d.几数])((?:{_AMOUNT})[万千百]?|{ZH_NUMBER})(?:多|来)?({_UNIT})(?![a-z])(半|[一二三四五六七八九\d](?![\d个]))?"
)
_ENGLISH = lazy(rf"(?<![a-z0-9.,])({_AMOUNT}|{EN_NUMBER}) ({_UNIT})(?![a-z])")
UNIT_WORDS = word_set("rmb cny yuan hkd usd twd dollars dollar bucks euros euro pounds pound")


def find_money(text: str) -> list[Entity]:
    """Sums of money; `amount` is a decimal text, `currency` an ISO 4217 code or empty where it is not said."""
    found = [
        Entity("money", m.start(), m.end(), _value(m.group(2) + (m.group(3) or ""), _SIGNS[m.group(1)], ""))
        for m in _SIGNED.finditer(text)
    ]
    for m in _TRAILING.finditer(text):
        found.append(Entity("money", m.start(), m.end(), _value(m.group(1), _SIGNS[m.group(2)], "")))
    for m in _NAMED.finditer(text):
        if m.group(1) == "一" and m.group(2) == "块" and not m.group(3):
            continue
        found.append(Entity("money", m.start(), m.end(), _value(m.group(1), _UNITS[m.group(2)], m.group(3) or "")))
    for m in _ENGLISH.finditer(text):
        if not m.group(1)[0].isdigit() or " " in m.group():
            found.append(Entity("money", m.start(), m.end(), _value(m.group(1), _UNITS[m.group(2)], "")))
    return found


def _value(amount: str, currency: str, tenths: str) -> dict[str, str | int | float | bool]:
    """The value with the tenths said after the unit (三块五 = 3.5)."""
    value = number(amount.replace(",", "")) or 0
    if tenths:
        value += 0.5 if tenths == "半" else (number(tenths) or 0) / 10
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return {"amount": text, "currency": currency}
