"""Sieve thousands of patterns by the strings that a text holds: one pass over the text, then bit arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick

from saywell.language.needs import WHOLE, WORD, Group, commonness

_TOKENS = re.compile(f"[{WORD}]+")
_SLOTS = 4
_COMMON = 40.0


class Sieve:
    """Patterns by number, each with the groups of strings that it needs.

    For each string and each slot k: the patterns, as bits, whose k-th rarest group has that string. A pattern stays in
    when each of its groups is hit; a pattern with fewer groups is there from the start in the other slots.
    """

    def __init__(self, needs: Sequence[Sequence[Group]]) -> None:
        chosen = [_telling(groups) for groups in needs]
        keys = sorted({key for groups in chosen for group in groups for key in group})
        places = {key: i for i, key in enumerate(keys)}
        strings = [key for key in keys if key[0] != WHOLE]
        self._string_numbers = [places[key] for key in strings]
        self._words = {key[1:]: places[key] for key in keys if key[0] == WHOLE}
        self._finder = AhoCorasick(strings) if strings else None
        rows = [[0] * _SLOTS for _ in keys]
        bases = [0] * _SLOTS
        for number, groups in enumerate(chosen):
            bit = 1 << number
            for slot in range(_SLOTS):
                if slot >= len(groups):
                    bases[slot] |= bit
                    continue
                for key in groups[slot]:
                    rows[places[key]][slot] |= bit
        self._rows = [(row[0], row[1], row[2], row[3]) for row in rows]
        self._bases = (bases[0], bases[1], bases[2], bases[3])

    def present(self, text: str) -> set[int]:
        """The numbers of the strings that the text holds."""
        if self._finder is None:
            found: set[int] = set()
        else:
            numbers = self._string_numbers
            found = {numbers[hit[0]] for hit in self._finder.find_matches_as_indexes(text, overlapping=True)}
        words = self._words
        if words:
            for token in _TOKENS.findall(text):
                if token in words:
                    found.add(words[token])
                if token.endswith("'s") and token[:-2] in words:
                    found.add(words[token[:-2]])
        return found

    def awake(self, present: Iterable[int]) -> int:
        """The patterns, as bits, that a text with these strings can match."""
        first, second, third, fourth = self._bases
        rows = self._rows
        for number in present:
            one, two, three, four = rows[number]
            if one:
                first |= one
            if two:
                second |= two
            if three:
                third |= three
            if four:
                fourth |= four
        return first and first & second & third & fourth


def _telling(groups: Sequence[Group]) -> list[Group]:
    """The rarest groups; one that most turns have tells nothing beside another."""
    ranked = sorted(groups, key=commonness)[:_SLOTS]
    return ranked[:1] + [group for group in ranked[1:] if commonness(group)[0] < _COMMON]


def numbers(bits: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
