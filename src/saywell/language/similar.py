"""How alike two texts are: the cosine of their character n-grams (1 to 3), weighted for length of the n-gram."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import sqrt

from saywell.language.fold import fold

_WEIGHTS = {1: 2.0, 2: 2.0, 3: 1.0}
_LONGEST = 400

Grams = dict[str, float]


def grams(text: str) -> Grams:
    """The weighted n-grams of a folded text; marks are left out, edges count."""
    plain = "".join(c for c in text[:_LONGEST] if c.isalnum() or c == " ")
    if not plain.strip():
        return {}
    counted: Counter[str] = Counter()
    framed = f"\x02{plain}\x03"
    for size in _WEIGHTS:
        source = framed if size > 1 else plain
        counted.update(source[i : i + size] for i in range(len(source) - size + 1))
    return {gram: sqrt(count) * _WEIGHTS[len(gram)] for gram, count in counted.items()}


def cosine(one: Grams, other: Grams) -> float:
    """0 for nothing in common, 1 for the same."""
    if len(other) < len(one):
        one, other = other, one
    product = sum(value * other[gram] for gram, value in one.items() if gram in other)
    if not product:
        return 0.0
    return min(1.0, product / sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values())))


def likeness(one: str, other: str) -> float:
    """The cosine of two folded texts; 1.0 exactly for equal ones."""
    return 1.0 if one == other and one.strip() else cosine(grams(one), grams(other))


class Samples:
    """Sample sentences to compare with."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._grams = [grams(fold(sentence).text) for sentence in sentences]

    def score(self, text: str) -> float:
        """The likeness of a folded text to the most similar sample."""
        said = grams(text)
        return max((cosine(said, sample) for sample in self._grams), default=0.0) if said else 0.0
