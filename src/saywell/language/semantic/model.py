"""A model of what sentences mean: which of its labels hold for a text, each with its probability.

Three views of a sentence are put together: its vector under a softmax, its vector under a sigmoid for each label, and
the margin of a linear support vector machine over its characters. What each view is worth is learnt by
cross-validation, so that the result is a probability. Several labels may hold for one text.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from saywell.language.fold import fold
from saywell.language.semantic.characters import Characters, Examples
from saywell.language.semantic.grams import Row, Vocabulary
from saywell.language.semantic.heads import log_softmax, sigmoid
from saywell.language.semantic.ports import Array, Embedder

VIEWS = 3


@dataclass(frozen=True)
class Weights:
    """The linear views of a model over `c` labels: d × c and c for the two heads over the vector (`centre` is taken off
    it first), and the characters."""

    centre: Array
    one: Array
    one_bias: Array
    each: Array
    each_bias: Array
    characters: Characters


@dataclass(frozen=True)
class Vote:
    """What the views and the rules say together of a whole utterance. `mix`: as that of the model; `up`, `down`: what is
    added to the score of each label where a rule has heard it, and where none has."""

    mix: tuple[float, ...]
    up: Array
    down: Array


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A model as bytes; arrays are C order, little endian."""

    labels: tuple[str, ...]
    grams: tuple[str, ...]
    rarity: memoryview
    mix: tuple[float, ...]
    thresholds: tuple[float, ...]
    width: int
    arrays: tuple[memoryview, ...]
    examples: tuple[str, ...]
    holds: tuple[tuple[int, ...], ...]
    gate: memoryview
    vote: memoryview


class Model:
    """Trained once, used by any number of threads. `labels` are in the order of the columns."""

    def __init__(
        self, labels: Sequence[str], vocabulary: Vocabulary, weights: Weights, mix: Sequence[float],
        thresholds: Sequence[float], embedder: Embedder, examples: Examples, gate: Array | None = None,
        vote: Vote | None = None,
    ) -> None:  # fmt: skip
        """`mix`: what each view is worth, and the bias. `thresholds`: the least probability of each label. `gate`:
        weights and a bias that tell what says something known from what does not. `vote`: where the rules vote too."""
        self.labels = tuple(labels)
        self.vocabulary = vocabulary
        self.weights = weights
        self.mix = tuple(mix)
        self.threshold = dict(zip(self.labels, thresholds, strict=True))
        self.embedder = embedder
        self.examples = examples
        self.gate = gate
        self.votes = vote

    def says(self, vector: Array) -> float:
        """The chance that a whole utterance of this vector (as `embed` gave it) says anything known; 1 where the model
        has not learnt that. Both kinds count as equally frequent."""
        if self.gate is None:
            return 1.0
        inner = centred(vector[None, :], self.weights.centre)[0]
        return float(sigmoid(inner @ self.gate[:-1] + self.gate[-1]))

    def predict(self, texts: Sequence[str], least: float = 0.01) -> list[dict[str, float]]:
        """For each text the labels with a probability of `least` or more, the likeliest first."""
        return [self._told(row, least) for row in self.probabilities(texts)]

    def predict_folded(self, folded: Sequence[str], vectors: Array, least: float) -> list[dict[str, float]]:
        """As `predict`, for folded texts whose vectors are known."""
        rows = [self.vocabulary.row(text) for text in folded]
        return [self._told(row, least) for row in mixed(views(self.weights, vectors, rows), self.mix)]

    def vote(self, folded: str, vector: Array, heard: Collection[str], least: float = 0.01) -> dict[str, float]:
        """As `predict_folded` for one whole utterance in which the rules have heard these labels, which then count too."""
        assert self.votes is not None
        by_rule = np.array([label in heard for label in self.labels])
        seen = views(self.weights, vector[None, :], [self.vocabulary.row(folded)])
        score = scores(seen, self.votes.mix)[0] + np.where(by_rule, self.votes.up, self.votes.down)
        return self._told(sigmoid(score), least)

    def choose(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """For each text the labels whose own threshold is reached; none where the model is not sure."""
        return [{k: p for k, p in row.items() if p >= self.threshold[k]} for row in self.predict(texts, 0.0)]

    def _told(self, row: Any, least: float) -> dict[str, float]:
        order = np.argsort(-row, kind="stable")
        return {self.labels[n]: float(row[n]) for n in order if row[n] >= least}

    def probabilities(self, texts: Sequence[str]) -> Array:
        """texts × labels."""
        if not texts:
            return np.zeros((0, len(self.labels)), np.float32)
        folded = [fold(text).text for text in texts]
        rows = [self.vocabulary.row(text) for text in folded]
        return mixed(views(self.weights, self.embedder.embed(folded), rows), self.mix)

    def nearest(self, label: str, folded: str) -> tuple[str, float] | None:
        """The example of the label most like a folded text by its characters, with the cosine."""
        return self.examples.nearest(self.labels.index(label), self.vocabulary.row(folded))

    def to_bytes(self) -> bytes:
        """The model without its embedder."""
        w, v = self.weights, self.votes
        c = w.characters
        arrays = (
            w.centre, *(one.astype(np.float16) for one in (w.one, w.one_bias, w.each, w.each_bias)),
            c.starts, c.labels, c.steps, c.grain, c.bias,
        )  # fmt: skip
        kept = _Kept(
            self.labels, tuple(self.vocabulary.known), _raw(np.asarray(self.vocabulary.rarity, np.float64)),
            self.mix, tuple(self.threshold[label] for label in self.labels), int(w.one.shape[0]),
            tuple(_raw(one) for one in arrays),
            self.examples.texts, self.examples.holds,
            _raw(np.zeros(0, np.float32) if self.gate is None else self.gate),
            _raw(np.asarray([] if v is None else [*v.mix, *v.up, *v.down], np.float32)),
        )  # fmt: skip
        return msgspec.msgpack.encode(kept)

    @classmethod
    def from_bytes(cls, data: bytes | memoryview, embedder: Embedder) -> Model:
        """The model that `to_bytes` wrote. Raises msgspec.MsgspecError or ValueError for anything else."""
        kept = msgspec.msgpack.decode(data, type=_Kept)
        wide, many = kept.width, len(kept.labels)
        kinds = (np.float32, *(np.float16,) * 4, np.int32, np.uint16, np.int8, np.float32, np.float32)
        parts: list[Any] = [np.frombuffer(raw, kind) for raw, kind in zip(kept.arrays, kinds, strict=True)]
        centre, one, one_bias, each, each_bias = (part.astype(np.float32) for part in parts[:5])
        if len(parts[5]) != len(kept.grams) + 1 or {len(part) for part in (one_bias, each_bias, *parts[8:])} != {many}:
            raise ValueError("the tables are of other labels or n-grams")
        weights = Weights(
            centre, one.reshape(wide, many), one_bias, each.reshape(wide, many), each_bias, Characters(*parts[5:])
        )
        vocabulary = Vocabulary(
            {gram: number for number, gram in enumerate(kept.grams)}, np.frombuffer(kept.rarity, np.float64).tolist()
        )
        examples = Examples(kept.examples, kept.holds, vocabulary)
        gate = np.frombuffer(kept.gate, np.float32)
        if len(gate) not in (0, wide + 1):
            raise ValueError("the gate is of another width")
        rules = np.frombuffer(kept.vote, np.float32)
        if len(rules) not in (0, VIEWS + 1 + 2 * many):
            raise ValueError("the vote is of other labels")
        vote = Vote(tuple(rules[: VIEWS + 1].tolist()), rules[VIEWS + 1 : VIEWS + 1 + many], rules[VIEWS + 1 + many :])
        return cls(
            kept.labels, vocabulary, weights, kept.mix, kept.thresholds, embedder, examples,
            gate if len(gate) else None, vote if len(rules) else None,
        )  # fmt: skip


def _raw(array: Any) -> memoryview:
    return memoryview(np.ascontiguousarray(array).tobytes())


def centred(vectors: Array, centre: Array) -> Array:
    """Vectors without what all sentences share, of length one again."""
    moved = vectors - centre
    lengths = np.sqrt((moved * moved).sum(1, keepdims=True))
    return np.asarray(moved / np.maximum(lengths, 1e-9), np.float32)


def views(weights: Weights, vectors: Array, rows: Sequence[Row]) -> Array:
    """texts × labels × views."""
    inner = centred(vectors, weights.centre)
    out = np.empty((len(rows), len(weights.one_bias), VIEWS), np.float32)
    out[:, :, 0] = log_softmax(inner @ weights.one + weights.one_bias)
    out[:, :, 1] = inner @ weights.each + weights.each_bias
    for number, row in enumerate(rows):
        out[number, :, 2] = weights.characters.told(row)
    return out


def scores(seen: Array, mix: Sequence[float]) -> Array:
    """What the views say of each label, in logarithms of odds: texts × labels."""
    score = sum(seen[:, :, n] * np.float32(mix[n]) for n in range(VIEWS)) + np.float32(mix[VIEWS])
    return np.asarray(score, np.float32)


def mixed(seen: Array, mix: Sequence[float]) -> Array:
    """The probability of each label: texts × labels."""
    return np.asarray(sigmoid(scores(seen, mix)), np.float32)
