"""The semantic tier of a small centre: what it adds to the rules, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the semantic extra; lock/dev.txt has it")

from tests.semantic.small import FILES, write_small

from saywell.app import hearing, learning
from saywell.app.hearing import ear_of
from saywell.app.standards import open_standard
from saywell.conversation import inputs as i
from saywell.exchange.hear import Ear
from saywell.kernel.errors import SaywellError
from saywell.language.proposals import Place
from saywell.language.semantic.parts import open_share, parts
from saywell.language.semantic.tier import open_parts
from saywell.standard.model import Standard


def quiet(side: str, done: int, steps: int) -> None:
    pass


def never(error: SaywellError) -> None:
    raise AssertionError(error.render("en"))


@pytest.fixture
def ear(standard: Standard, folder: Path) -> Ear:
    return ear_of(standard, str(folder), "semantic", tell=never, note=quiet)


def heard(ear: Ear, by: i.Speaker, text: str) -> dict[str, i.Move]:
    return {move.id: move for move in ear.hear(i.Said(0, by=by, text=text)).moves}


def test_what_the_rules_do_not_know_is_heard_by_meaning_with_its_reason(ear: Ear) -> None:
    text = "喂。那就把钱还我"
    move = heard(ear, "customer", text)["wants_refund"]
    assert move.tier == "semantic" and 0.5 < move.confidence < 1
    assert text[move.start : move.end] == "那就把钱还我"
    assert move.like == "把钱还给我"


def test_what_the_rules_hear_stands(ear: Ear) -> None:
    moves = heard(ear, "customer", "我要退款")
    assert moves["wants_refund"] == i.Move("wants_refund", 2, 4)
    assert moves["wants_refund"].tier == "rules" and moves["wants_refund"].confidence == 1.0


def test_both_may_speak_in_one_utterance(ear: Ear) -> None:
    moves = heard(ear, "customer", "发票。另外,把钱退回来给我")
    assert moves["wants_invoice"].tier == "rules"
    assert moves["wants_refund"].tier == "semantic"


def test_unsure_is_an_answer(ear: Ear) -> None:
    for text in ("我家的狗昨天生了三只小狗", "the train leaves at nine", "嗯", "……", "", "你好" * 2_000):
        assert heard(ear, "customer", text) == {}


def test_a_party_has_its_own_moves(ear: Ear) -> None:
    assert "wants_refund" not in heard(ear, "agent", "那就把钱还我")
    assert heard(ear, "third", "那就把钱还我") == {}
    assert heard(ear, "bot", "真的非常抱歉啊") == heard(ear, "agent", "真的非常抱歉啊") != {}


def test_the_same_words_are_heard_the_same_again(ear: Ear, standard: Standard, folder: Path) -> None:
    again = ear_of(standard, str(folder), "semantic", tell=never, note=quiet)
    assert again.version == ear.version != ear.recogniser.version
    said = i.Said(0, by="customer", text="那就把钱还我")
    assert again.hear(said) == ear.hear(said)


def test_it_is_trained_once_until_the_sentences_change(tmp_path: Path) -> None:
    mine = write_small(tmp_path)
    steps: list[str] = []

    def note(side: str, done: int, of: int) -> None:
        steps.append(side)

    before = ear_of(open_standard(str(mine)), str(mine), "semantic", tell=never, note=note)
    assert steps == [] or set(steps) == {"agent", "customer"}
    steps.clear()
    ear_of(open_standard(str(mine)), str(mine), "semantic", tell=never, note=note)
    assert steps == []
    own = mine / "sentences" / "own.yaml"
    own.write_text(FILES["sentences/own.yaml"].replace("[我没有钱]", "[我没有钱, 挣钱真难]"), encoding="utf-8")
    after = ear_of(open_standard(str(mine)), str(mine), "semantic", tell=never, note=note)
    assert set(steps) == {"agent", "customer"} and after.version != before.version


def test_sentences_of_the_own_folder_take_part(tmp_path: Path) -> None:
    mine = write_small(tmp_path)
    with (mine / "moves.yaml").open("a", encoding="utf-8") as file:
        file.write("customer.wants_boat: {zh: [租船], en: [hire a boat]}\n")
    with (mine / "sentences" / "more.yaml").open("w", encoding="utf-8") as file:
        file.write(
            "customer.wants_boat: {is: {zh: [租船, 想租一条船, 要一艘小艇, 借个船用用, 船怎么租, 有没有小船出租]}}\n"
        )
    ear = ear_of(open_standard(str(mine)), str(mine), "semantic", tell=never, note=quiet)
    assert heard(ear, "customer", "我们想要一艘小船")["wants_boat"].tier == "semantic"


def test_without_the_extra_the_rules_go_on_and_it_is_told(
    standard: Standard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "find_spec", lambda _: None)
    told: list[SaywellError] = []
    ear = ear_of(standard, str(folder), "semantic", tell=told.append, note=quiet)
    assert [one.code for one in told] == ["semantic.missing"]
    assert ear.further == () and heard(ear, "customer", "我要退款")["wants_refund"].tier == "rules"


def test_a_standard_without_sentences_is_told(tmp_path: Path) -> None:
    mine = write_small(tmp_path)
    (mine / "sentences" / "own.yaml").unlink()
    with pytest.raises(SaywellError) as caught:
        ear_of(open_standard(str(mine)), str(mine), "semantic", tell=never, note=quiet)
    assert caught.value.code == "semantic.no-sentences"


def test_sentences_with_a_mistake_are_told_with_their_line(tmp_path: Path) -> None:
    mine = write_small(tmp_path)
    (mine / "sentences" / "own.yaml").write_text("agent.apologises:\n  is: [对不起]\n", encoding="utf-8")
    with pytest.raises(SaywellError) as caught:
        ear_of(open_standard(str(mine)), str(mine), "semantic", tell=never, note=quiet)
    assert "small/sentences/own.yaml:2" in caught.value.render("en")


def test_what_was_learnt_is_told_for_every_move(standard: Standard, folder: Path) -> None:
    rows = learning.learnt(standard, str(folder), quiet)
    assert {row.move for row in rows} == set(standard.moves)
    assert all(0 <= row.f1 <= 1 and 0 < row.threshold < 1 and row.sentences >= 10 for row in rows)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("您好。再见!", ["您好。", "再见!"]),
        ("我想问一下,你们几点关门?", ["我想问一下,你们几点关门?", "我想问一下", "你们几点关门?"]),
        ("It costs 3.50 euros. Thank you.", ["It costs 3.50 euros.", "Thank you."]),
        ("嗯。a", []),
        ("", []),
    ],
)
def test_the_parts_of_an_utterance(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in parts(text)] == wanted


def test_a_part_is_open_where_the_rules_heard_less_than_half() -> None:
    text = "好的好的。我想退掉它"
    assert open_share(text, 5, 10, [(5, 7)]) == 0.6
    assert open_parts(text, [Place("agrees", 0, 4)]) == [(5, 10)]
    assert open_parts(text, [Place("agrees", 0, 4), Place("wants", 5, 9)]) == []
