"""Entities in a folded text: names, numbers, money, days, times, lengths of time, deadlines, addresses."""

from __future__ import annotations

from saywell.language.entities.contact import (
    ADDRESS_CHARACTERS,
    ADDRESS_WORDS,
    find_addresses,
    find_emails,
)
from saywell.language.entities.dates import (
    DATE_MARKS,
    DAY_NAMES,
    DAY_WORDS,
    TIME_CHARACTERS,
    TIME_WORDS,
    find_dates,
    find_times,
)
from saywell.language.entities.digits import find_codes, find_numbers
from saywell.language.entities.entity import Entity, Value
from saywell.language.entities.money import UNIT_CHARACTERS, UNIT_WORDS, find_money
from saywell.language.entities.numerals import NUMERAL_CHARACTERS, SPOKEN_WORDS
from saywell.language.entities.people import NAME_WORDS, TITLE_CHARACTERS, find_english_names, find_names
from saywell.language.entities.spans import (
    POINT_WORDS,
    SPAN_CHARACTERS,
    SPAN_WORDS,
    VAGUE_CHARACTERS,
    VAGUE_WORDS,
    find_points,
    find_spans,
    find_vague,
)
from saywell.language.expression import lazy
from saywell.language.fold import Folded

__all__ = ["Entity", "Value", "find_entities"]

LONGEST = 20_000
_WORDS = lazy("[a-z']+")
_SPOKEN = frozenset(SPOKEN_WORDS)
_DIGIT = frozenset("0123456789")
_CLOCK_MARKS = frozenset(":-/.")
# Of two that overlap the earlier kind wins, within a kind the longer one.
_RANK = {
    kind: i
    for i, kind in enumerate(
        (
            "email",
            "deadline",
            "money",
            "date",
            "time",
            "duration",
            "address",
            "order",
            "account",
            "phone",
            "number",
            "name",
        )
    )
}


def find_entities(folded: Folded | str, original: str = "") -> list[Entity]:
    """Entities in order of their place, none overlapping another; folded offsets.

    `original` lets English names be told by their capitals; what lies beyond 20,000 characters is not looked at.
    """
    text = folded if isinstance(folded, str) else folded.text
    if len(text) > LONGEST:
        text = text[:LONGEST]
    chars = frozenset(text)
    found: list[Entity] = []
    if not text.isascii() or not (chars.isdisjoint(_DIGIT) or chars.isdisjoint(_CLOCK_MARKS)):
        _chinese(text, chars, found)
    words = frozenset(_WORDS.findall(text)) if not _LETTERS.isdisjoint(chars) else frozenset()
    if words:
        _english(text, words, chars, found)
        if not words.isdisjoint(NAME_WORDS):
            found.extend(find_english_names(text, _capitals(folded, original)))
    if not chars.isdisjoint(NUMERAL_CHARACTERS) or not words.isdisjoint(_SPOKEN):
        found.extend(find_numbers(text, not words.isdisjoint(_SPOKEN)))
        if words and not chars.isdisjoint(_DIGIT):
            found.extend(find_codes(text))
    if not chars.isdisjoint(UNIT_CHARACTERS) or not words.isdisjoint(UNIT_WORDS):
        found.extend(find_money(text))
    if "@" in chars:
        found.extend(find_emails(text))
    return _settle(found) if found else found


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


def _chinese(text: str, chars: frozenset[str], found: list[Entity]) -> None:
    """What is said in Chinese, each kind only where its characters are."""
    numerals = not chars.isdisjoint(NUMERAL_CHARACTERS)
    if not chars.isdisjoint(TITLE_CHARACTERS):
        found.extend(find_names(text, chars))
    may = not chars.isdisjoint(DAY_NAMES) or (numerals and not chars.isdisjoint(DATE_MARKS))
    days = find_dates(text, english=False) if may else []
    may = "午" in chars or (numerals and not chars.isdisjoint(TIME_CHARACTERS))
    times = find_times(text, english=False) if may else []
    if days or times or "班" in chars:
        found.extend(days)
        found.extend(times)
        found.extend(find_points(text, days, times, english=False))
    if numerals and not chars.isdisjoint(SPAN_CHARACTERS):
        found.extend(find_spans(text, english=False))
    if not chars.isdisjoint(VAGUE_CHARACTERS):
        found.extend(find_vague(text, english=False))
    if not chars.isdisjoint(ADDRESS_CHARACTERS):
        found.extend(find_addresses(text, english=False))


def _english(text: str, words: frozenset[str], chars: frozenset[str], found: list[Entity]) -> None:
    """What is said in English, each kind only where its words are."""
    digits = not chars.isdisjoint(_DIGIT)
    days = find_dates(text, english=True) if not words.isdisjoint(DAY_WORDS) else []
    times = find_times(text, english=True) if not words.isdisjoint(TIME_WORDS) else []
    found.extend(days)
    found.extend(times)
    if not words.isdisjoint(POINT_WORDS):
        found.extend(find_points(text, days, times, english=True))
    if not words.isdisjoint(SPAN_WORDS):
        found.extend(find_spans(text, english=True))
    if not words.isdisjoint(VAGUE_WORDS):
        found.extend(find_vague(text, english=True))
    if digits and not words.isdisjoint(ADDRESS_WORDS):
        found.extend(find_addresses(text, english=True))


def _capitals(folded: Folded | str, original: str) -> frozenset[int]:
    """The folded offsets of capital letters in the original text."""
    if isinstance(folded, str) or not original:
        return frozenset()
    if folded.offsets is None:
        return frozenset(i for i, char in enumerate(original[:LONGEST]) if char.isupper())
    return frozenset(i for i, at in enumerate(folded.offsets[:LONGEST]) if original[at].isupper())


def _settle(found: list[Entity]) -> list[Entity]:
    """Drop what overlaps something better."""
    if len(found) > 1:
        kept: list[Entity] = []
        taken: set[int] = set()
        for entity in sorted(found, key=lambda e: (_RANK[e.kind], e.start - e.end, e.start)):
            places = range(entity.start, entity.end)
            if taken.isdisjoint(places):
                kept.append(entity)
                taken.update(places)
        kept.sort(key=lambda e: e.start)
        return kept
    return found
