"""Text of a speech recogniser: same-sound characters mended, clauses cut where there are no marks."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.standards.test_moves import TOPICS, sentences

from saywell.app.standards import open_standard
from saywell.exchange.hear import ear_for
from saywell.language.clauses import split
from saywell.language.fold import Folded, fold
from saywell.language.kinds import kinds_of
from saywell.language.mend import Mender
from saywell.language.pattern import MoveRules
from saywell.language.recognise import Recogniser
from saywell.language.sounds import sound_of
from saywell.quality.evaluation.corruption import corrupt

RULES = {"agent.says_bye": MoveRules(zh=("再见", "请(稍等|您稍候)")), "agent.asks": MoveRules(zh=("订单号码 是多少",))}


@pytest.fixture(scope="module")
def mender() -> Mender:
    return Mender.build(RULES, {})


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return ear_for(open_standard("common")).recogniser


def test_characters_of_one_sound_are_one() -> None:
    assert sound_of("在见") == sound_of("再见")
    assert sound_of("请") != sound_of("清楚")
    assert sound_of("abc 1") == "abc 1"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("那在见", "那再见"),
        ("订单浩码是多少", "订单号码是多少"),
        ("再见", "再见"),
        ("没有这些词", "没有这些词"),
        ("hello", "hello"),
        ("", ""),
    ],
)
def test_what_sounds_like_a_phrase_is_written_so(mender: Mender, text: str, mended: str) -> None:
    assert mender.mend(text) == mended


def test_a_mender_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match=r"."):
        Mender(b"nothing of the kind")


@given(st.text(alphabet="在再见请稍等烧订单号浩码 ,abc\U00020000", max_size=30))
def test_a_mended_text_is_as_long(text: str) -> None:
    mender = Mender.build(RULES, {})
    assert len(mender.mend(text)) == len(text)


def test_a_long_text_without_marks_is_cut_into_clauses() -> None:
    text = "您好请问有什么可以帮您的吗我的订单一直没有发货"
    cut = split(Folded(text, None, kinds_of(text)))
    assert cut.text == "您好,请问有什么可以帮您的吗,我的订单一直没有发货"
    at = cut.text.index("订单")
    assert text[slice(*cut.span(at, at + 2))] == "订单"


@pytest.mark.parametrize(
    "text", ["您好请问", "您好,请问有什么可以帮您的吗我的订单一直没有发货", "how can i help you today sir"]
)
def test_a_short_one_and_one_with_marks_stays(text: str) -> None:
    assert split(Folded(text, None, kinds_of(text))).text == text


def test_poor_recognition_costs_few_moves(recogniser: Recogniser) -> None:
    heard = alarms = asked = near = 0
    for n, (move, text) in enumerate(_some("is")):
        found = {
            one.move for one in recogniser.recognise(corrupt(text, 0.05, random.Random(n).random), _by(move)).moves
        }
        asked += 1
        heard += move in found
    for n, (move, text) in enumerate(_some("near")):
        found = {
            one.move for one in recogniser.recognise(corrupt(text, 0.05, random.Random(n).random), _by(move)).moves
        }
        near += 1
        alarms += move in found
    assert heard / asked >= 0.95
    assert alarms / near <= 0.015


def test_what_counts_against_the_agent_is_never_mended_into_a_text() -> None:
    standard = open_standard("cc")
    recogniser = ear_for(standard).recogniser
    assert recogniser.grave
    for text in ("你去斯吧", "本蛋", "滚出去吧您嘞", "晒比"):
        clean = {one.move for one in recogniser.recognise(text, "agent").moves}
        assert not any("/" in move for move in clean)


def _some(kind: str) -> list[tuple[str, str]]:
    """Every seventh Chinese sentence."""
    every = [
        (move, text)
        for topic in TOPICS
        for move, entry in sentences(topic).items()
        for text in entry[kind].get("zh", ())
    ]
    return every[::7]


def _by(move: str) -> str:
    return move.partition(".")[0]


def test_folding_comes_first(recogniser: Recogniser) -> None:
    assert fold("在見").text == "在见"
