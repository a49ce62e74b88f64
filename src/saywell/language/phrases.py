"""A list of phrases, found all at once in folded text: word boundaries for English, a trailing `*`, homophones on request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from saywell.language.fold import CJK, fold
from saywell.language.homophones import fold_homophones

LONGEST = 20_000
_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789'")
_HAN_FROM = min(CJK)


class Span(NamedTuple):
    """A place in a folded text."""

    start: int
    end: int


class Found(NamedTuple):
    """A phrase of a list (by its place in it) and where it stands in the folded text."""

    phrase: int
    start: int
    end: int


class PhraseList:
    """Phrases compiled for one pass. `homophones`: characters of one sound count as the same."""

    def __init__(self, phrases: Iterable[str], homophones: bool = False) -> None:
        self.phrases = tuple(phrases)
        self.homophones = homophones
        self._open: list[bool] = []
        keys: list[str] = []
        for phrase in self.phrases:
            key = fold(phrase.removesuffix("*")).text.strip(" ,.!?:")
            self._open.append(phrase.endswith("*"))
            keys.append(fold_homophones(key) if homophones else key)
        self._numbers = [i for i, key in enumerate(keys) if key]
        wanted = [keys[i] for i in self._numbers]
        self._finder = AhoCorasick(wanted) if wanted else None

    def find(self, text: str) -> list[Found]:
        """Every occurrence, overlapping ones too, in order of place; only the first 20,000 characters are looked at."""
        if self._finder is None or not text:
            return []
        text = text[:LONGEST]
        if self.homophones:
            text = fold_homophones(text)
        found = [
            Found(self._numbers[number], start, end)
            for number, start, end in self._finder.find_matches_as_indexes(text, overlapping=True)
            if self._stands_alone(text, self._numbers[number], start, end)
        ]
        found.sort(key=lambda f: (f.start, -f.end, f.phrase))
        return found

    def longest(self, text: str) -> list[Found]:
        """Occurrences that do not overlap: from the left, the longest at each place."""
        kept: list[Found] = []
        for found in self.find(text):
            if not kept or found.start >= kept[-1].end:
                kept.append(found)
        return kept

    def _stands_alone(self, text: str, phrase: int, start: int, end: int) -> bool:
        """Latin words must begin and, unless the phrase is open, end where the phrase does."""
        if start and text[start] in _WORD and text[start - 1] in _WORD:
            return False
        return self._open[phrase] or end >= len(text) or text[end - 1] not in _WORD or text[end] not in _WORD


def units(text: str) -> int:
    """The length of a piece as people count it: Chinese characters and Latin words."""
    count = 0
    inside = False
    for char in text:
        if char in _WORD:
            count += not inside
            inside = True
        else:
            inside = False
            count += char >= _HAN_FROM and char.isalpha()
    return count
