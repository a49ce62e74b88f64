"""Recognition with everything on (moves and taboos of all standards, entities, promises, language, folding) beside
phrases alone: spaCy's PhraseMatcher and our own list look for the same plain phrases and nothing else. Ours is measured
with the matcher compiled, where it is (`tools/compiled.sh`), and as plain Python; spaCy with characters as tokens, and
with those of jieba, where it is installed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
import yaml

from benchmarks.timing import rates, table
from saywell.app.standards import SHIPPED, open_standard, shipped
from saywell.conversation import inputs as i
from saywell.exchange.hear import Ear
from saywell.language import kinds
from saywell.language.fold import fold
from saywell.language.phrases import PhraseList
from saywell.standard.model import Standard

SHORTEST, LONGEST = 16, 24
COUNT = 2_000


def everything() -> Standard:
    """One standard with the moves, taboos and concepts of all."""
    standards = [open_standard(name) for name in shipped()]
    return msgspec.structs.replace(
        standards[0],
        hash="",
        moves={k: v for one in standards for k, v in one.moves.items()},
        taboos={k: v for one in standards for k, v in one.taboos.items()},
        concepts={k: v for one in standards for k, v in one.concepts.items()},
    )


def phrases(standard: Standard) -> list[str]:
    """What of the standards is a plain Chinese phrase: phrases of concepts and patterns without signs, what must not
    be said, and reference lines without slots."""
    found = {p for one in standard.concepts.values() for p in one.zh}
    found |= {p for one in standard.moves.values() for p in one.zh}
    found |= {p for taboo in standard.taboos.values() for one in taboo.phrases for p in (one.say, *one.also)}
    found |= {text for line in standard.lines.values() for name, text in line.texts.items() if name == "zh-Hans"}
    return sorted(p for p in found if p and not p.isascii() and not set(p) & set("<>()[]{}|*^$ "))


def turns(count: int = COUNT, seed: int = 7) -> list[i.Said]:
    """Chinese turns of about 20 characters, each with a move in it, from the sentences of the moves."""
    found: list[i.Said] = []
    for path in sorted(Path(SHIPPED / "common" / "sentences").glob("*.yaml")):
        for move, samples in yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader).items():
            by = "agent" if move.startswith("agent.") else "customer"
            texts = [text for text in samples["is"].get("zh", ()) if SHORTEST <= len(text) <= LONGEST]
            found.extend(i.Said(0, by="agent" if by == "agent" else "customer", text=text) for text in texts)
    return random.Random(seed).choices(found, k=count)


def _hear(ear: Ear, said: Iterable[i.Said]) -> int:
    done = 0
    for one in said:
        ear.hear(one)
        done += 1
    return done


def plainly(work: Callable[[], int]) -> Callable[[], int]:
    """The same work without the compiled part of matcher and folding."""

    def plain() -> int:
        inner, kinds.inner = kinds.inner, None
        try:
            return work()
        finally:
            kinds.inner = inner

    return plain


def _spacy(wanted: list[str], texts: list[str], segmenter: str) -> tuple[Callable[[], int], Callable[[], int]]:
    """PhraseMatcher over the texts, with the tokens made in the run and with tokens given."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": segmenter}}})
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("phrases", [nlp.make_doc(phrase) for phrase in wanted])
    docs: list[Any] = [nlp.make_doc(text) for text in texts]

    def whole() -> int:
        for text in texts:
            matcher(nlp.make_doc(text))
        return len(texts)

    def matching() -> int:
        for doc in docs:
            matcher(doc)
        return len(docs)

    return whole, matching


def main() -> None:
    """Print the table."""
    standard = everything()
    ear = Ear(standard, remember=0)
    said = turns()
    wanted = phrases(standard)
    ours = PhraseList(wanted)
    texts = [one.text for one in said]

    def phrases_alone() -> int:
        for text in texts:
            ours.find(fold(text).text)
        return len(texts)

    works: dict[str, Callable[[], int]] = {"saywell, everything": lambda: _hear(ear, said)}
    if kinds.inner is not None:
        works["saywell, everything, plain matcher"] = plainly(lambda: _hear(ear, said))
    works["saywell, folding and phrases alone"] = phrases_alone
    works["spaCy, tokens characters"], works["spaCy, characters given"] = _spacy(wanted, texts, "char")
    if find_spec("jieba") is not None:
        works["spaCy, tokens of jieba"], works["spaCy, tokens of jieba given"] = _spacy(wanted, texts, "jieba")
    got = rates(works)
    mean = sum(map(len, texts)) / len(texts)
    heard = len(ear.recogniser.matcher.moves)
    how = "compiled" if kinds.inner is not None else "plain Python"
    title = f"Recognition: turns of {mean:.0f} characters, {heard} moves, {len(wanted)} phrases; the matcher is {how}"
    table(title, "saywell, everything", got, "turns/s")
    alone = got["saywell, folding and phrases alone"] / got["spaCy, tokens characters"]
    print(f"  phrases alone, beside spaCy with its tokens: {alone:.1f}x")
