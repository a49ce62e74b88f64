"""Recognition with everything on (moves and taboos of all standards, entities, language) beside spaCy's PhraseMatcher,
which looks for the literal phrases of the same concepts and nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import msgspec
import yaml

from benchmarks.timing import rates, table
from saywell.app.standards import SHIPPED, open_standard, shipped
from saywell.conversation import inputs as i
from saywell.exchange.hear import Ear
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


def main() -> None:
    """Print the table."""
    import spacy
    from spacy.matcher import PhraseMatcher

    standard = everything()
    ear = Ear(standard)
    said = turns()
    nlp = spacy.blank("zh")
    matcher = PhraseMatcher(nlp.vocab)
    phrases = {p for one in standard.concepts.values() for p in one.zh if p and not set(p) & set("<>()[]{}|* ")}
    matcher.add("phrases", [nlp.make_doc(phrase) for phrase in sorted(phrases)])
    texts = [one.text for one in said]
    docs = [nlp.make_doc(text) for text in texts]

    def whole() -> int:
        for text in texts:
            matcher(nlp.make_doc(text))
        return len(texts)

    def matching() -> int:
        for doc in docs:
            matcher(doc)
        return len(docs)

    got = rates(
        {
            "saywell, everything": lambda: _hear(ear, said),
            "spaCy PhraseMatcher, with tokens": whole,
            "spaCy PhraseMatcher, tokens given": matching,
        }
    )
    mean = sum(map(len, texts)) / len(texts)
    heard = len(ear.recogniser.matcher.moves)
    title = f"Recognition: turns of {mean:.0f} characters, {heard} moves, {len(phrases)} phrases"
    table(title, "saywell, everything", got, "turns/s")
