"""Sieve thousands of patterns by the strings that a text holds: one pass over the text, then a look at the few patterns
whose rarest string is there."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import count

import msgspec
from ahocorasick_rs import AhoCorasick

from saywell.language.expression import lazy
from saywell.language.needs import WHOLE, WORD, Group, commonness

_TOKENS = lazy(f"[{WORD}]+")
_MOST = 3
_COMMON = 40.0
# So many characters are looked up piece by piece before the automaton is built, which takes as long as hearing a
# hundred sentences: a command that scores one file never needs it.
_FEW = 3_000


class Lists(msgspec.Struct, frozen=True, array_like=True):
    """Many short lists of small numbers, one after the other, with where each ends."""

    items: bytes
    ends: bytes

    @classmethod
    def of(cls, lists: Iterable[Iterable[int]]) -> Lists:
        """Pack."""
        items, ends = array("I"), array("I", (0,))
        for one in lists:
            items.extend(one)
            ends.append(len(items))
        return cls(items.tobytes(), ends.tobytes())

    def unpacked(self) -> tuple[memoryview, memoryview]:
        """All numbers, and the bounds: list n goes from bound n to bound n + 1."""
        return memoryview(self.items).cast("I"), memoryview(self.ends).cast("I")


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """A sieve as data.

    `strings` (in order, each with a newline before it, one behind the last) and `words`: what is looked for; numbered in
    this order. `woken`: for each, the patterns whose rarest
    group has it. `gives`: for each, the other groups that have it; `wants`: for each pattern, its other groups.
    `always`: patterns that need nothing. `asked`: the strings of the rarest group of each pattern that is only asked
    about.
    """

    strings: str
    words: tuple[str, ...]
    woken: Lists
    gives: Lists
    wants: Lists
    always: tuple[int, ...]
    asked: Lists


def pack(needs: Sequence[Sequence[Group]], waking: int | None = None) -> Packed:
    """The sieve of patterns by number, each with its groups; those from `waking` on are only asked about."""
    chosen = [_telling(groups) for groups in needs]
    keys = sorted({key for groups in chosen for group in groups for key in group})
    strings = [key for key in keys if key[0] != WHOLE]
    words = [key for key in keys if key[0] == WHOLE]
    places = {key: i for i, key in enumerate((*strings, *words))}
    last = len(chosen) if waking is None else waking
    # What many patterns want gets the low numbers: that keeps the bit sets of most texts short.
    wanted = Counter(
        group for n, groups in enumerate(chosen) for group in (groups[1:] if n < last else groups)
    ).most_common()
    numbers = {group: n for n, (group, _) in enumerate(wanted)}
    woken: list[list[int]] = [[] for _ in places]
    gives: list[list[int]] = [[] for _ in places]
    for group, number in numbers.items():
        for key in group:
            gives[places[key]].append(number)
    wants: list[list[int]] = []
    for n, groups in enumerate(chosen):
        if n < last and groups:
            for key in groups[0]:
                woken[places[key]].append(n)
        wants.append([numbers[group] for group in (groups[1:] if n < last else groups)])
    return Packed(
        "\n".join(("", *strings, "")),
        tuple(word[1:] for word in words),
        Lists.of(woken),
        Lists.of(gives),
        Lists.of(wants),
        tuple(n for n, groups in enumerate(chosen) if n < last and not groups),
        Lists.of(sorted(places[key] for key in groups[0]) if groups else () for groups in chosen[last:]),
    )


class Sieve:
    """A sieve ready to run; its parts are unpacked as texts ask for them."""

    def __init__(self, packed: Packed) -> None:
        self._packed = packed
        self._count = max(packed.strings.count("\n") - 1, 0)
        self._woken: list[tuple[int, ...] | None] = [None] * (self._count + len(packed.words))
        self._gives: list[int] = [0] * len(self._woken)
        self._wants: list[int] = [-1] * (len(packed.wants.ends) // 4 - 1)
        self._bounds = (packed.woken.unpacked(), packed.gives.unpacked(), packed.wants.unpacked())
        self._few = _FEW
        self._pieces: dict[str, tuple[dict[str, int], int]] = {}
        for pattern in packed.always:
            self._wanted(pattern)

    @cached_property
    def _finder(self) -> AhoCorasick | None:
        self._pieces = {}
        return AhoCorasick(self._packed.strings[1:-1].split("\n")) if self._count else None

    @cached_property
    def _words(self) -> dict[str, int]:
        return {word: n for n, word in enumerate(self._packed.words, self._count)}

    def present(self, text: str) -> set[int]:
        """The numbers of the strings and words that the text holds."""
        if len(text) < self._few:
            found = self._look_up(text)
        else:
            self._few = 0
            finder = self._finder
            found = {hit[0] for hit in finder.find_matches_as_indexes(text, overlapping=True)} if finder else set()
        words = self._words
        if words:
            for token in _TOKENS.findall(text):
                if token in words:
                    found.add(words[token])
                if token.endswith("'s") and token[:-2] in words:
                    found.add(words[token[:-2]])
        return found

    def _look_up(self, text: str) -> set[int]:
        """The strings that the text holds, one piece after the other."""
        self._few -= len(text) + 1
        found: set[int] = set()
        known = self._pieces
        for start, char in enumerate(text):
            pieces, longest = known.get(char) or self._beginning(char)
            for end in range(start + 1, min(start + longest, len(text)) + 1):
                number = pieces.get(text[start:end])
                if number is not None:
                    found.add(number)
        return found

    def _beginning(self, char: str) -> tuple[dict[str, int], int]:
        """The strings that begin with a character, with their numbers, and the length of the longest."""
        strings = self._packed.strings
        first = strings.find(f"\n{char}")
        pieces: dict[str, int] = {}
        if first >= 0:
            last = strings.rfind(f"\n{char}")
            block = strings[first + 1 : strings.find("\n", last + 1)].split("\n")
            pieces.update(zip(block, count(strings.count("\n", 0, first)), strict=False))
        found = self._pieces[char] = pieces, max(map(len, pieces), default=0)
        return found

    def awake(self, present: Iterable[int]) -> tuple[list[int], int]:
        """The patterns that a text with these strings can match, in order, and its groups as bits to be held against `wanted`."""
        have = 0
        found = set(self._packed.always)
        known, gives, wants = self._woken, self._gives, self._wants
        for number in present:
            woken = known[number]
            if woken is None:
                woken = self._unpack(number)
            have |= gives[number]
            if woken:
                found.update(woken)
        return sorted([pattern for pattern in found if (wanted := wants[pattern]) & have == wanted]), have

    def wanted(self, pattern: int) -> int:
        """The groups, as bits, that a pattern wants beside what wakes it."""
        wanted = self._wants[pattern]
        return wanted if wanted >= 0 else self._wanted(pattern)

    def _unpack(self, number: int) -> tuple[int, ...]:
        (woken, ends), (gives, starts), _ = self._bounds
        self._gives[number] = _bits(gives[starts[number] : starts[number + 1]])
        found = self._woken[number] = tuple(woken[ends[number] : ends[number + 1]])
        for pattern in found:
            self.wanted(pattern)
        return found

    def _wanted(self, pattern: int) -> int:
        wants, ends = self._bounds[2]
        found = self._wants[pattern] = _bits(wants[ends[pattern] : ends[pattern + 1]])
        return found


def _bits(numbers: Iterable[int]) -> int:
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def _telling(groups: Sequence[Group]) -> list[Group]:
    """The rarest groups; one that most turns have tells nothing beside another."""
    ranked = sorted({_least(group) for group in groups}, key=commonness)[:_MOST]
    return ranked[:1] + [group for group in ranked[1:] if commonness(group)[0] < _COMMON]


@lru_cache(maxsize=4096)
def _least(group: Group) -> Group:
    """The group without strings that hold another one of it: a text that has the longer one has the shorter."""
    return frozenset(
        key
        for key in group
        if key[0] == WHOLE
        or not any(
            key[start:end] in group
            for start in range(len(key))
            for end in range(start + 1, len(key) + 1)
            if end - start < len(key)
        )
    )
