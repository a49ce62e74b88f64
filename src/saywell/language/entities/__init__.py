"""Entities in a folded text: names, numbers, money, days, times, lengths of time, deadlines, addresses."""

from __future__ import annotations

from saywell.language import kinds
from saywell.language.entities.contact import ADDRESS_WORDS, find_addresses, find_emails
from saywell.language.entities.dates import DAY_WORDS, TIME_WORDS, find_dates, find_times
from saywell.language.entities.digits import find_codes, find_numbers
from saywell.language.entities.entity import Entity, Value
from saywell.language.entities.money import UNIT_WORDS, find_money
from saywell.language.entities.numerals import SPOKEN_WORDS
from saywell.language.entities.people import NAME_WORDS, find_english_names, find_names
from saywell.language.entities.spans import (
    POINT_WORDS,
    SPAN_WORDS,
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
_NONE: frozenset[str] = frozenset()
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
    text, has = (folded, kinds.kinds_of(folded)) if isinstance(folded, str) else (folded.text, folded.has)
    if len(text) > LONGEST:
        text = text[:LONGEST]
    found: list[Entity] = []
    if not text.isascii() or (has & kinds.DIGIT and has & kinds.CLOCK_MARK):
        _chinese(text, has, found)
    words = frozenset(_WORDS.findall(text)) if has & kinds.LETTER else _NONE
    if words:
        _english(text, words, has, found)
        if not words.isdisjoint(NAME_WORDS):
            found.extend(find_english_names(text, _capitals(folded, original)))
    spoken = not words.isdisjoint(_SPOKEN)
    if has & kinds.NUMERAL or spoken:
        found.extend(find_numbers(text, has, spoken))
        if words and has & kinds.DIGIT:
            found.extend(find_codes(text))
    if has & kinds.MONEY or not words.isdisjoint(UNIT_WORDS):
        found.extend(find_money(text))
    if has & kinds.MAIL:
        found.extend(find_emails(text))
    return _settle(found) if found else found


def _chinese(text: str, has: int, found: list[Entity]) -> None:
    """What is said in Chinese, each kind only where its characters are."""
    numerals = has & kinds.NUMERAL
    found.extend(find_names(text, has))
    may = has & kinds.DAY_NAME or (numerals and has & kinds.DATE_MARK)
    days = find_dates(text, english=False) if may else []
    may = has & kinds.NOON or (numerals and has & kinds.TIME)
    times = find_times(text, english=False) if may else []
    if days or times or has & kinds.SHIFT:
        found.extend(days)
        found.extend(times)
        found.extend(find_points(text, days, times, english=False))
    if numerals and has & kinds.SPAN:
        found.extend(find_spans(text, english=False))
    if has & kinds.VAGUE or "过一会" in text:
        found.extend(find_vague(text, english=False))
    if has & kinds.ADDRESS:
        found.extend(find_addresses(text, english=False))


def _english(text: str, words: frozenset[str], has: int, found: list[Entity]) -> None:
    """What is said in English, each kind only where its words are."""
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
    if has & kinds.DIGIT and not words.isdisjoint(ADDRESS_WORDS):
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
