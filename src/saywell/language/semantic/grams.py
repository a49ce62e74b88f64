"""Sentences by their characters: n-grams of a folded text, weighted by how rare they are (TF-IDF)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log, sqrt
from typing import NamedTuple

SIZES = (1, 2, 3)
_LONGEST = 400
_RAREST = 4


class Row(NamedTuple):
    """One sentence: numbers of its n-grams, ascending, and their weights; of length one, or empty."""

    at: tuple[int, ...]
    weight: tuple[float, ...]


def grams(text: str) -> Iterator[str]:
    """The n-grams of a folded text: within words of letters as across characters; both ends count as a blank."""
    framed = f" {text[:_LONGEST]} "
    for size in SIZES:
        for start in range(len(framed) - size + 1):
            yield framed[start : start + size]


class Vocabulary:
    """The n-grams that training has met, each with its number and the logarithm of its rarity."""

    def __init__(self, known: Mapping[str, int], rarity: Sequence[float]) -> None:
        self.known = known
        self.rarity = rarity

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """The n-grams that stand in four sentences or more; all where there are only a few sentences."""
        met: Counter[str] = Counter()
        count = 0
        for text in texts:
            met.update(set(grams(text)))
            count += 1
        least = _RAREST if count > 50 else 1
        kept = sorted(gram for gram, times in met.items() if times >= least)
        rarity = [log((count + 1) / (met[gram] + 1)) + 1.0 for gram in kept]
        return cls({gram: number for number, gram in enumerate(kept)}, rarity)

    def row(self, text: str) -> Row:
        """A folded text by its known n-grams."""
        known = self.known
        counted = Counter(known[gram] for gram in grams(text) if gram in known)
        if not counted:
            return Row((), ())
        at = tuple(sorted(counted))
        weights = [(1.0 + log(counted[number])) * self.rarity[number] for number in at]
        length = sqrt(sum(weight * weight for weight in weights))
        return Row(at, tuple(weight / length for weight in weights))

    def weights(self, text: str) -> dict[int, float]:
        """A folded text as weights by n-gram."""
        row = self.row(text)
        return dict(zip(row.at, row.weight, strict=True))
