"""What the n-grams of a text tell of each label: the weights of linear support vector machines, in whole steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from saywell.language.fold import fold
from saywell.language.semantic.grams import Row, Vocabulary
from saywell.language.semantic.ports import Array

# Of 127 steps. Of the agents' weights 86 % are of two steps or none; without them the gold sets are heard as well.
_FAINT = 2


class Characters:
    """A table n-grams × labels of which only what is not faint is kept, row after row."""

    def __init__(self, starts: Any, labels: Any, steps: Any, grain: Array, bias: Array) -> None:
        """`starts`: int32, where each n-gram begins among `labels` (uint16) and `steps` (int8), and the end. `grain`,
        `bias`: of each label, what a step is worth and what holds without any n-gram."""
        self.starts, self.labels, self.steps = starts, labels, steps
        self.grain, self.bias = grain, bias

    @classmethod
    def of(cls, weights: Array, bias: Array) -> Characters:
        """From n-grams × labels."""
        grain = np.maximum(np.abs(weights).max(0, initial=0.0), 1e-9) / 127
        steps = np.rint(weights / grain).astype(np.int8)
        rows, labels = np.nonzero(np.abs(steps.astype(np.int16)) > _FAINT)
        starts = np.searchsorted(rows, np.arange(len(steps) + 1)).astype(np.int32)
        return cls(
            starts, labels.astype(np.uint16), steps[rows, labels], np.asarray(grain, np.float32),
            np.asarray(bias, np.float32),
        )  # fmt: skip

    def told(self, row: Row) -> Array:
        """What a text tells of each label: the margin, one dimension."""
        many = len(self.bias)
        if not row.at:
            return self.bias
        places = [slice(self.starts[at], self.starts[at + 1]) for at in row.at]
        labels = np.concatenate([self.labels[place] for place in places])
        steps = np.concatenate([self.steps[place] * weight for place, weight in zip(places, row.weight, strict=True)])
        sums = np.bincount(labels, steps, many)
        return np.asarray(sums * self.grain + self.bias, np.float32)


class Examples:
    """Sentences that show what a label is heard by."""

    def __init__(self, texts: Sequence[str], holds: Sequence[tuple[int, ...]], vocabulary: Vocabulary) -> None:
        """`holds`: for each label the numbers of its sentences."""
        self.texts = tuple(texts)
        self.holds = tuple(holds)
        self._vocabulary = vocabulary
        self._rows: dict[int, dict[int, float]] = {}

    def nearest(self, label: int, row: Row) -> tuple[str, float] | None:
        """The sentence of a label whose characters are most like those of a text, with the cosine; None where the label
        has none."""
        mine = dict(zip(row.at, row.weight, strict=True))
        alike = [(self._alike(number, mine), -number) for number in self.holds[label]]
        if not alike:
            return None
        best, number = max(alike)
        return self.texts[-number], best

    def _alike(self, number: int, mine: dict[int, float]) -> float:
        if number not in self._rows:
            self._rows[number] = self._vocabulary.weights(fold(self.texts[number]).text)
        other = self._rows[number]
        return sum(weight * other.get(at, 0.0) for at, weight in mine.items())
