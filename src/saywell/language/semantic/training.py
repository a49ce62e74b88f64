"""Trains a model from example sentences. Needs scikit-learn (and scipy, which comes with it)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from saywell.language.fold import fold
from saywell.language.semantic.characters import Characters, Examples
from saywell.language.semantic.grams import Row, Vocabulary
from saywell.language.semantic.heads import SCALE, sigmoid, train_head
from saywell.language.semantic.model import VIEWS, Model, Vote, Weights, centred, mixed, views
from saywell.language.semantic.ports import Array, Embedder

# Raise it with every change that makes another model of the same sentences.
REVISION = 6
FOLDS = 4
# Sentences more alike than that (cosine over their characters) are never on both sides of a fold.
_ALIKE = 0.7
_ROWS = 256
_COST = 0.5
_PRECISION = 0.8
_LEAST, _MOST = 0.35, 0.95
# From so many whole utterances on the mix, the threshold and the gate come from them: sentences tell of one move alone.
_WHOLE, _SILENT = 300, 30
# One threshold for all: thresholds of their own, from some 15 utterances a move, are worse on others.
_EVEN = 0.45
# So many examples of a label are kept to be shown.
_SHOWN = 60
# What hearing by a rule is worth where there are few utterances to tell: as if so many had been heard, so often rightly.
_HEARD_BEFORE, _RIGHT_BEFORE = 2.0, 1.4


class Example(NamedTuple):
    """A sentence, the labels that hold for it, and the labels of which that is not known; no other label holds. `says`:
    of a whole utterance with all its labels, whether it is something known at all; `heard`: what the rules hear in it."""

    text: str
    labels: frozenset[str]
    unknown: frozenset[str] = frozenset()
    says: bool | None = None
    heard: frozenset[str] = frozenset()


class Report(NamedTuple):
    """What cross-validation found: for each label precision, recall and F1 at its threshold, and how many examples."""

    precision: dict[str, float]
    recall: dict[str, float]
    f1: dict[str, float]
    examples: dict[str, int]


Note = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done and how many there are."""


def _nothing(what: str, done: int, steps: int) -> None:
    pass


def train(
    examples: Sequence[tuple[str, frozenset[str]] | Example], embedder: Embedder, note: Note | None = None
) -> Model:
    """A model of these sentences. An example may hold no label at all (what must not be heard as anything).

    Raises ValueError where there is no label, ModuleNotFoundError without scikit-learn, and what `embed` raises.
    """
    return train_and_report(examples, embedder, note)[0]


def train_and_report(
    examples: Sequence[tuple[str, frozenset[str]] | Example], embedder: Embedder, note: Note | None = None
) -> tuple[Model, Report]:
    """As `train`, with what cross-validation found."""
    from threadpoolctl import threadpool_limits

    # The matrices are small: more threads wait for each other longer than they work.
    with threadpool_limits(1, user_api="blas"):
        return _train(examples, embedder, note or _nothing)


def _train(
    examples: Sequence[tuple[str, frozenset[str]] | Example], embedder: Embedder, tell: Note
) -> tuple[Model, Report]:
    some = _Set.of([Example(*one) for one in examples], embedder)
    groups = fold_groups(some.rows, len(some.vocabulary.known), FOLDS)
    seen = np.zeros((len(some.texts), len(some.names), VIEWS), np.float32)
    for number in range(FOLDS):
        tell("fold", number, FOLDS + 1)
        held = groups == number
        if held.any() and not held.all():
            weights = _fit(some, np.flatnonzero(~held))
            out = np.flatnonzero(held)
            seen[out] = views(weights, some.vectors[out], [some.rows[n] for n in out])
    whole = np.flatnonzero(some.says >= 0)
    judged = whole if len(whole) >= _WHOLE else np.arange(len(some.texts))
    labels, unknown = some.labels[judged], some.unknown[judged]
    mix = _stack(seen[judged], labels, unknown)
    vote = _vote(seen[judged], labels, unknown, some.heard[judged]) if len(whole) >= _WHOLE else None
    chance = mixed(seen[judged], mix)
    each = [_threshold(chance[:, n], labels[:, n], unknown[:, n]) for n in range(len(some.names))]
    thresholds = [_EVEN] * len(each) if len(whole) >= _WHOLE else each
    report = _report(some.names, labels, unknown, chance, thresholds)
    tell("whole", FOLDS, FOLDS + 1)
    weights = _fit(some, np.arange(len(some.texts)))
    kept = _shown(some)
    tell("done", FOLDS + 1, FOLDS + 1)
    gate = _gate(centred(some.vectors[whole], weights.centre), some.says[whole])
    return Model(some.names, some.vocabulary, weights, mix, thresholds, embedder, kept, gate, vote), report


def _shown(some: _Set) -> Examples:
    """The examples that are kept to show what a label was heard by: of each label those that hold little else."""
    fewest = np.argsort(some.labels.sum(1), kind="stable")
    holds = [fewest[some.labels[fewest, n] > 0][:_SHOWN] for n in range(len(some.names))]
    chosen = np.unique(np.concatenate(holds))
    place = {int(old): new for new, old in enumerate(chosen)}
    return Examples(
        [some.texts[n] for n in chosen], [tuple(place[int(n)] for n in one) for one in holds], some.vocabulary
    )


def _gate(vectors: Array, says: Any) -> Array | None:
    """What tells whole utterances that say something known from others: weights and a bias; None for too few."""
    from sklearn.linear_model import LogisticRegression

    if len(says) < _WHOLE or int((says == 0).sum()) < _SILENT:
        return None
    told = LogisticRegression(C=1.0, class_weight="balanced", max_iter=500).fit(vectors * SCALE, says)
    return np.asarray([*(told.coef_[0] * SCALE), *told.intercept_], np.float32)


class _Set(NamedTuple):
    """Examples as arrays; a text that comes twice is one example with the labels of both."""

    names: tuple[str, ...]
    texts: tuple[str, ...]
    vocabulary: Vocabulary
    rows: tuple[Row, ...]
    vectors: Array
    labels: Array
    unknown: Array
    says: Any
    heard: Array

    @classmethod
    def of(cls, examples: Sequence[Example], embedder: Embedder) -> _Set:
        held: dict[str, set[str]] = {}
        doubtful: dict[str, set[str]] = {}
        says: dict[str, bool | None] = {}
        heard: dict[str, frozenset[str]] = {}
        for one in examples:
            held.setdefault(one.text, set()).update(one.labels)
            doubtful.setdefault(one.text, set()).update(one.unknown)
            says[one.text] = says.get(one.text) if one.says is None else one.says
            heard[one.text] = heard.get(one.text, frozenset()) | one.heard
        names = tuple(sorted({label for some in held.values() for label in some}))
        if not names:
            raise ValueError("there is no label in the examples")
        column = {name: n for n, name in enumerate(names)}
        texts = tuple(held)
        labels = np.zeros((len(texts), len(names)), np.float32)
        unknown, by_rule = np.zeros_like(labels), np.zeros_like(labels)
        for n, text in enumerate(texts):
            labels[n, [column[label] for label in held[text]]] = 1
            unknown[n, [column[label] for label in doubtful[text] - held[text] if label in column]] = 1
            by_rule[n, [column[label] for label in heard[text] if label in column]] = 1
        folded = [fold(text).text for text in texts]
        vocabulary = Vocabulary.of(folded)
        rows = tuple(vocabulary.row(text) for text in folded)
        told = np.array([-1 if says[text] is None else int(bool(says[text])) for text in texts])
        return cls(names, texts, vocabulary, rows, embedder.embed(folded), labels, unknown, told, by_rule)


def _matrix(rows: Sequence[Row], width: int) -> Any:
    """Rows as a sparse matrix."""
    from scipy.sparse import csr_matrix

    at = np.fromiter((n for row in rows for n in row.at), np.int32)
    weight = np.fromiter((w for row in rows for w in row.weight), np.float32)
    ends = np.cumsum([0, *(len(row.at) for row in rows)])
    return csr_matrix((weight, at, ends), shape=(len(rows), max(width, 1)))


def fold_groups(rows: Sequence[Row], width: int, folds: int) -> Any:
    """The fold of each sentence; near-duplicates share one."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    matrix = _matrix(rows, width)
    count = len(rows)
    one, other = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for start in range(0, count, _ROWS):
        # Almost all pairs have some n-gram in common: only a strip of the table fits into memory.
        alike = (matrix[start : start + _ROWS] @ matrix.T).toarray()
        found = np.nonzero(alike >= _ALIKE)
        one.append(found[0] + start)
        other.append(found[1])
    ends = (np.concatenate(one), np.concatenate(other))
    graph = csr_matrix((np.ones(len(ends[0]), np.int8), ends), shape=(count, count))
    groups, group = connected_components(graph, directed=False)
    return np.random.default_rng(7).permutation(groups)[group] % folds


def _fit(some: _Set, chosen: Any) -> Weights:
    """The views of a model from some of the examples."""
    vectors, labels, unknown = some.vectors[chosen], some.labels[chosen], some.unknown[chosen]
    centre = np.asarray(vectors.mean(0), np.float32)
    inner = centred(vectors, centre)
    one, one_bias = train_head(inner, labels, unknown, "one")
    each, each_bias = train_head(inner, labels, unknown, "each")
    matrix = _matrix([some.rows[n] for n in chosen], len(some.vocabulary.known))
    characters, bias = _character_view(matrix, labels, unknown)
    one, one_bias, each, each_bias = (_as_kept(part) for part in (one, one_bias, each, each_bias))
    return Weights(centre, one, one_bias, each, each_bias, Characters.of(characters, bias))


def _as_kept(part: Array) -> Array:
    """Rounded to what is kept of it."""
    return np.asarray(part.astype(np.float16), np.float32)


def _character_view(matrix: Any, labels: Array, unknown: Array) -> tuple[Array, Array]:
    """A linear support vector machine for each label; one that holds for all or none is a bias alone."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.svm import LinearSVC

    weights = np.zeros((matrix.shape[1], labels.shape[1]), np.float32)
    biases = np.full(labels.shape[1], -1, np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        for n in range(labels.shape[1]):
            holds = labels[:, n] > 0
            counts = unknown[:, n] == 0
            if holds.any() and not holds[counts].all():
                machine = LinearSVC(C=_COST, tol=1e-2, random_state=0)
                machine.fit(matrix, holds, sample_weight=counts.astype(np.float64))
                weights[:, n] = machine.coef_[0]
                biases[n] = machine.intercept_[0]
    return weights, biases


def _stack(seen: Array, labels: Array, unknown: Array) -> tuple[float, ...]:
    """What each view is worth and the bias: logistic regression over all (text, label) pairs by Newton's method. Further
    columns may stand behind the views."""
    known = unknown.ravel() == 0
    width = seen.shape[2]
    x = np.concatenate([seen.reshape(-1, width), np.ones((labels.size, 1), np.float32)], axis=1)[known]
    y = labels.ravel()[known]
    mix = np.array([0.3, 0.3, 0.6, *np.zeros(width - VIEWS), 0.0])
    worth = np.diag([*np.ones(width), 1e-3])
    for _ in range(12):
        chance = sigmoid(x @ mix.astype(np.float32))
        slope = x.T @ (chance - y) + worth @ mix
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + worth
        move = np.linalg.solve(bend.astype(np.float64), slope.astype(np.float64))
        mix = mix - np.clip(move, -2, 2)
        if float(np.abs(move).max()) < 1e-4:
            break
    return tuple(float(part) for part in mix)


def _vote(seen: Array, labels: Array, unknown: Array, heard: Array) -> Vote:
    """What the views and the rules are worth together; of a rule by how often it is right and how much it misses."""
    right = (heard * labels).sum(0)
    precision = (right + _RIGHT_BEFORE) / (heard.sum(0) + _HEARD_BEFORE)
    missed = 1 - (right + 1) / (labels.sum(0) + 2)
    sure, still = np.log(precision / (1 - precision)), np.log(missed)
    rules = np.stack([heard, heard * sure, (1 - heard) * still], axis=2)
    *mix, any_rule, this_rule, no_rule, bias = _stack(np.concatenate([seen, rules], axis=2), labels, unknown)
    up, down = any_rule + this_rule * sure, no_rule * still
    return Vote((*mix, bias), np.asarray(up, np.float32), np.asarray(down, np.float32))


def _threshold(chance: Any, holds: Any, unknown: Any) -> float:
    """The least probability from which on enough of what is heard is right; else where F0.5 is best."""
    known = unknown == 0
    chance, holds = chance[known], holds[known]
    order = np.argsort(-chance, kind="stable")
    right = np.cumsum(holds[order])
    precision = right / np.arange(1, len(order) + 1)
    recall = right / max(float(holds.sum()), 1.0)
    enough = np.flatnonzero(precision >= _PRECISION)
    if len(enough) and recall[enough[-1]] > 0:
        best = int(enough[-1])
    else:
        best = int(np.argmax(1.25 * precision * recall / np.maximum(0.25 * precision + recall, 1e-9)))
    return round(float(np.clip(chance[order[best]], _LEAST, _MOST)), 3)


def _report(names: Sequence[str], labels: Array, unknown: Array, chance: Array, thresholds: Sequence[float]) -> Report:
    known = unknown == 0
    heard = (chance >= np.asarray(thresholds, np.float32)) & known
    holds = (labels > 0) & known
    right = (heard & holds).sum(0)
    precision = right / np.maximum(heard.sum(0), 1)
    recall = right / np.maximum(holds.sum(0), 1)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)

    def named(values: Any) -> dict[str, float]:
        return {name: round(float(value), 3) for name, value in zip(names, values, strict=True)}

    counts = {name: int(value) for name, value in zip(names, holds.sum(0), strict=True)}
    return Report(named(precision), named(recall), named(f1), counts)
