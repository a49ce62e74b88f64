"""Intents on published data sets, by few-shot: `python -m benchmarks.datasets --nlupp DIR --dstc11 DIR`.

NLU++ (Casanueva et al. 2022, arXiv 2204.13021; CC-BY-4.0): several intents a sentence, banking and hotels, 20 folds.
As the data's README prescribes: `20-fold` trains on one fold and tests on the other 19, `10-fold` trains on two
neighbouring folds and tests on the other 18; the figure is the mean over the folds. F1 is micro over all intents.

DSTC11 track 2 (Amazon; CDLA-Permissive-2.0): one intent a sentence, no training part. The track asks to find the
intents without any label; that cannot be compared with what is measured here: k sentences of each intent to learn from,
drawn ten times with a fixed seed, all the others to judge by.

Beside it, on the same sentences: TF-IDF of words and characters with a linear support vector machine for each intent.
The data is read where it lies and goes nowhere. Needs `saywell[semantic]` and scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Row = tuple[str, frozenset[str]]
FOLDS = 20
SHOTS = (5, 10)
DRAWS = 10


class Remembered:
    """An embedder that computes each sentence once: the folds share them."""

    def __init__(self, inner: Any) -> None:
        self.name, self.hash = inner.name, inner.hash
        self._inner = inner
        self._held: dict[str, Any] = {}

    def embed(self, texts: Sequence[str]) -> Any:
        """One row a text."""
        import numpy as np

        new = [text for text in dict.fromkeys(texts) if text not in self._held]
        for start in range(0, len(new), 256):
            some = new[start : start + 256]
            self._held.update(zip(some, self._inner.embed(some), strict=True))
        return np.stack([self._held[text] for text in texts]) if texts else self._inner.embed([])


class Ours:
    """The semantic tier alone: no rules."""

    name = "semantic tier"

    def __init__(self, embedder: Any) -> None:
        self._embedder = embedder

    def several(self, train: Sequence[Row], texts: Sequence[str]) -> list[frozenset[str]]:
        """The intents of each text whose own threshold is reached."""
        return [frozenset(row) for row in self._model(train).choose(texts)]

    def one(self, train: Sequence[Row], texts: Sequence[str]) -> list[str]:
        """The likeliest intent of each text."""
        return [next(iter(row)) for row in self._model(train).predict(texts, 0.0)]

    def _model(self, train: Sequence[Row]) -> Any:
        from saywell.language.semantic.training import train as learn

        return learn(list(train), self._embedder)


class Linear:
    """TF-IDF of words (1–2) and characters (2–5 within words) with LinearSVC, scikit-learn's defaults otherwise."""

    name = "TF-IDF + LinearSVC"

    def several(self, train: Sequence[Row], texts: Sequence[str]) -> list[frozenset[str]]:
        """The intents on the right side of their machines."""
        names, scores = self._scores(train, texts)
        return [frozenset(names[n] for n, score in enumerate(row) if score > 0) for row in scores]

    def one(self, train: Sequence[Row], texts: Sequence[str]) -> list[str]:
        """The intent with the widest margin."""
        names, scores = self._scores(train, texts)
        return [names[max(range(len(names)), key=lambda n: row[n])] for row in scores]

    def _scores(self, train: Sequence[Row], texts: Sequence[str]) -> tuple[list[str], Any]:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.multiclass import OneVsRestClassifier
        from sklearn.pipeline import make_pipeline, make_union
        from sklearn.preprocessing import MultiLabelBinarizer
        from sklearn.svm import LinearSVC

        labels = MultiLabelBinarizer()
        wanted = labels.fit_transform([sorted(row[1]) for row in train])
        made = make_pipeline(
            make_union(
                TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
                TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
            ),
            OneVsRestClassifier(LinearSVC()),
        )
        made.fit([row[0] for row in train], wanted)
        return list(labels.classes_), made.decision_function(list(texts))


def micro_f1(wanted: Iterable[frozenset[str]], got: Iterable[frozenset[str]]) -> float:
    """F1 of all intents of all sentences together, in percent."""
    right = extra = lost = 0
    for one, other in zip(wanted, got, strict=True):
        right += len(one & other)
        extra += len(other - one)
        lost += len(one - other)
    return 200 * right / max(2 * right + extra + lost, 1)


def macro_f1(wanted: Sequence[str], got: Sequence[str]) -> float:
    """The mean F1 of the intents, in percent."""
    pairs = list(zip(wanted, got, strict=True))
    values = []
    for intent in sorted(set(wanted)):
        right = sum(one == other == intent for one, other in pairs)
        wrong = sum((one == intent) != (other == intent) for one, other in pairs)
        values.append(200 * right / (2 * right + wrong))
    return statistics.fmean(values)


def told(values: Sequence[float]) -> str:
    """The mean, and the standard deviation over the folds or draws."""
    return f"{statistics.fmean(values):.1f} ± {statistics.stdev(values):.1f}"


def nlupp(folder: Path, methods: Sequence[Any]) -> None:
    """The table of NLU++."""
    inside = folder / "data" if (folder / "data").is_dir() else folder
    folds = {name: [read_fold(inside / name / f"fold{n}.json") for n in range(FOLDS)] for name in ("banking", "hotels")}
    folds["all"] = [one + other for one, other in zip(folds["banking"], folds["hotels"], strict=True)]
    print("| NLU++ intents, micro F1 | 20-fold | 10-fold |\n|---|---|---|")
    for domain, parts in folds.items():
        for method in methods:
            cells = []
            for size in (1, 2):
                figures = []
                for start in range(0, FOLDS, size):
                    train = [row for part in parts[start : start + size] for row in part]
                    test = [row for part in (*parts[:start], *parts[start + size :]) for row in part]
                    got = method.several(train, [row[0] for row in test])
                    figures.append(micro_f1((row[1] for row in test), got))
                cells.append(told(figures))
            print(f"| {domain}: {method.name} | {' | '.join(cells)} |", flush=True)


def read_fold(path: Path) -> list[Row]:
    """The sentences of a fold with their intents."""
    return [(one["text"], frozenset(one.get("intents", ()))) for one in json.loads(path.read_text(encoding="utf-8"))]


def dstc11(folder: Path, methods: Sequence[Any]) -> None:
    """The table of DSTC11."""
    print("\n| DSTC11, few-shot | shots | accuracy | macro F1 |\n|---|---|---|---|")
    for path in sorted(folder.glob("*_test-utterances.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [(one["utterance"], one["intent"]) for one in map(json.loads, lines)]
        name = str(json.loads(lines[0])["utterance_id"]).partition("_")[0]
        for shots in SHOTS:
            for method in methods:
                figures = [draw(rows, shots, seed, method) for seed in range(DRAWS)]
                accuracy, f1 = (told(column) for column in zip(*figures, strict=True))
                print(f"| {name}: {method.name} | {shots} | {accuracy} | {f1} |", flush=True)


def draw(rows: Sequence[tuple[str, str]], shots: int, seed: int, method: Any) -> tuple[float, float]:
    """Accuracy and macro F1 of one draw, in percent. Of an intent with few sentences half are kept to judge by."""
    by: dict[str, list[str]] = {}
    for text, intent in sorted(set(rows)):
        by.setdefault(intent, []).append(text)
    chance = random.Random(seed)
    train: list[Row] = []
    test: list[tuple[str, str]] = []
    for intent, texts in sorted(by.items()):
        chance.shuffle(texts)
        some = min(shots, len(texts) // 2)
        train += [(text, frozenset({intent})) for text in texts[:some]]
        test += [(text, intent) for text in texts[some:]]
    got = method.one(train, [text for text, _ in test])
    wanted = [intent for _, intent in test]
    right = sum(one == other for one, other in zip(wanted, got, strict=True))
    return 100 * right / len(wanted), macro_f1(wanted, got)


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for; exit code 2 where nothing is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.datasets", description=__doc__.splitlines()[0])
    parser.add_argument("--nlupp", type=Path, metavar="DIR", help="the folder of NLU++ with banking/ and hotels/")
    parser.add_argument("--dstc11", type=Path, metavar="DIR", help="the folder with *_test-utterances.jsonl")
    asked = parser.parse_args(arguments)
    if asked.nlupp is None and asked.dstc11 is None:
        parser.print_usage(sys.stderr)
        return 2
    from saywell.integrations.embedders.packaged import Packaged

    methods = (Ours(Remembered(Packaged())), Linear())
    if asked.nlupp is not None:
        nlupp(asked.nlupp, methods)
    if asked.dstc11 is not None:
        dstc11(asked.dstc11, methods)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
