"""The moves hear what people say, and not what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from saywell.app.standards import open_standard
from saywell.exchange.hear import problems_of
from saywell.language.fold import fold
from saywell.language.match import Matcher
from saywell.language.pattern import Concept, MoveRules
from saywell.standard.compile import SHIPPED
from saywell.standard.read import Fault, Map, read_map

FOLDER = SHIPPED / "common"
TOPICS = sorted(path.stem for path in (FOLDER / "sentences").glob("*.yaml"))
CHINESE_ONLY = {"agent.uses_ni"}  # 你 where 您 is expected: English has one you
ENOUGH = {"zh": 30, "en": 15, "near": 10}


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """The matcher of the common moves."""
    standard = open_standard("common")
    assert problems_of(standard) == []
    rules = {m.id: MoveRules(zh=m.zh, en=m.en, not_zh=m.not_zh, not_en=m.not_en) for m in standard.moves.values()}
    return Matcher.build(rules, {id: Concept(zh=c.zh, en=c.en) for id, c in standard.concepts.items()})


def sentences(topic: str) -> Map:
    """The sentences of one topic by move."""
    faults: list[Fault] = []
    found = read_map(Path(FOLDER / "sentences" / f"{topic}.yaml"), topic, faults)
    assert faults == []
    return found


@pytest.mark.parametrize("topic", TOPICS)
def test_every_sentence_of_a_move_is_heard(topic: str, matcher: Matcher) -> None:
    missed = [
        (move, text)
        for move, entry in sentences(topic).items()
        for lang in ("zh", "en")
        for text in entry["is"][lang]
        if move not in {hit.move for hit in matcher.find(fold(text), move.partition(".")[0])}
    ]
    assert missed == []


@pytest.mark.parametrize("topic", TOPICS)
def test_no_near_miss_is_heard(topic: str, matcher: Matcher) -> None:
    alarms = [
        (move, text)
        for move, entry in sentences(topic).items()
        for lang in ("zh", "en")
        for text in entry["near"].get(lang, ())
        if move in {hit.move for hit in matcher.find(fold(text), move.partition(".")[0])}
    ]
    assert alarms == []


@pytest.mark.parametrize("topic", TOPICS)
def test_every_move_has_enough_sentences(topic: str) -> None:
    for move, entry in sentences(topic).items():
        assert len(set(entry["is"]["zh"])) >= ENOUGH["zh"], move
        assert len(set(entry["is"]["en"])) >= ENOUGH["en"] or move in CHINESE_ONLY, move
        assert sum(len(set(entry["near"].get(lang, ()))) for lang in ("zh", "en")) >= ENOUGH["near"], move


def test_every_move_has_sentences() -> None:
    with_sentences = {move for topic in TOPICS for move in sentences(topic)}
    assert set(open_standard("common").moves) <= with_sentences


def test_sentences_are_plain_yaml() -> None:
    for topic in TOPICS:
        assert yaml.safe_load((FOLDER / "sentences" / f"{topic}.yaml").read_text(encoding="utf-8"))
