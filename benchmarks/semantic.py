"""The semantic tier: time for a turn and memory, and what it knows beside TF-IDF with LinearSVC alone.

Turns are those of the shipped example conversations. What is known is measured on a quarter of the customers'
sentences that neither side was trained on; near-duplicates are on one side of the cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import rates, table
from saywell.app.config import Semantic
from saywell.app.hearing import ear_of
from saywell.app.learning import embedder_of
from saywell.app.standards import SHIPPED, folders_of, open_standard, shipped
from saywell.conversation import inputs as i
from saywell.exchange.detect import read
from saywell.exchange.hear import Ear
from saywell.standard.sentences import files_of, read_sentences

COUNT = 400
BATCH = 64


def memory() -> tuple[float, float]:
    """MB that the process holds now, and the most it has held; (0, 0) where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0.0, 0.0
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines() if ":" in line)
    return int(lines["VmRSS"].split()[0]) / 1024, int(lines["VmHWM"].split()[0]) / 1024


def turns(count: int = COUNT) -> list[i.Said]:
    """Every so many-th utterance of the example conversations, of all standards."""
    said: list[i.Said] = []
    for name in shipped():
        for path in sorted((SHIPPED / name / "examples").glob("*.talk")):
            said += [got for source in read(path, path.name) for got in source.inputs if isinstance(got, i.Said)]
    return said[:: max(len(said) // count, 1)][:count]


def customers() -> list[tuple[str, frozenset[str]]]:
    """The sentences of the customers' moves, each with its moves."""
    held: dict[str, set[str]] = {}
    for move, some in read_sentences(files_of(folders_of("common")), []).items():
        if move.startswith("customer."):
            for text in some.those:
                held.setdefault(text, set()).add(move)
    return [(text, frozenset(moves)) for text, moves in held.items()]


def _hear(ear: Ear, said: Sequence[i.Said]) -> int:
    for one in said:
        ear.hear(one)
    return len(said)


def speed() -> None:
    """Print the rates, and the memory of a process that hears."""
    standard = open_standard("bank")
    ear = ear_of(standard, "bank", "semantic", tell=print, note=lambda *_: None)
    said = turns()
    texts = [one.text for one in said]
    _hear(ear, said)
    now, most = memory()
    print(f"\nMemory of a process that hears with both tiers: {now:.0f} MB, at most {most:.0f} MB")
    from saywell.language.semantic.tier import SemanticTier

    tier = ear.further[0]
    assert isinstance(tier, SemanticTier)
    model = tier.model("agent")

    def single() -> int:
        for text in texts:
            model.predict([text], 0.5)
        return len(texts)

    def batched() -> int:
        for start in range(0, len(texts), BATCH):
            model.predict(texts[start : start + BATCH], 0.5)
        return len(texts)

    machine = Machine(customers())
    rules = Ear(standard, remember=0)
    got = rates(
        {
            "both tiers, a turn at a time": lambda: _hear(ear, said),
            "rules alone": lambda: _hear(rules, said),
            "semantic model, every turn": single,
            "semantic model, in batches": batched,
            "TF-IDF + LinearSVC, every turn": lambda: len([machine.predict([text]) for text in texts]),
            "TF-IDF + LinearSVC, in batches": lambda: len(machine.predict(texts)),
        },
        rounds=5,
    )
    mean = sum(map(len, texts)) / len(texts)
    table(f"Turns of {mean:.0f} characters", "both tiers, a turn at a time", got, "turns/s")
    print(f"  {1000 / got['both tiers, a turn at a time']:.2f} ms a turn")


class Machine:
    """TF-IDF over n-grams of characters with LinearSVC, one move a sentence."""

    def __init__(self, examples: Sequence[tuple[str, frozenset[str]]]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.svm import LinearSVC

        from saywell.language.fold import fold

        self._fold = fold
        self._vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
        folded = [fold(text).text for text, _ in examples]
        self._machine = LinearSVC(C=0.5, random_state=0)
        self._machine.fit(self._vectors.fit_transform(folded), [min(moves) for _, moves in examples])

    def predict(self, texts: Sequence[str]) -> list[str]:
        """The likeliest move of each text."""
        folded = [self._fold(text).text for text in texts]
        return [str(one) for one in self._machine.predict(self._vectors.transform(folded))]


def knowledge() -> None:
    """Print how often the likeliest move is right on sentences kept back."""
    from saywell.language.semantic.grams import Vocabulary
    from saywell.language.semantic.training import fold_groups, train

    examples = customers()
    folded = [text for text, _ in examples]
    vocabulary = Vocabulary.of(folded)
    groups = fold_groups([vocabulary.row(text) for text in folded], len(vocabulary.known), 4)
    taught = [one for one, group in zip(examples, groups, strict=True) if group]
    asked = [one for one, group in zip(examples, groups, strict=True) if not group]
    texts = [text for text, _ in asked]
    model = train(taught, embedder_of(Semantic()))
    ours = [next(iter(found)) for found in model.predict(texts, 0.0)]
    alone = Machine(taught).predict(texts)
    print(f"\nThe likeliest of {len(model.labels)} moves of customers, {len(asked)} sentences kept back")
    for name, told in (("semantic model", ours), ("TF-IDF + LinearSVC alone", alone)):
        right = sum(move in moves for move, (_, moves) in zip(told, asked, strict=True))
        print(f"  {name:34} {right / len(asked):.1%} right")


def main() -> None:
    """Print both."""
    speed()
    knowledge()
