"""Moves that compete for a sentence are told, without drowning the author."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.saywell import saywell

from saywell.app.standards import open_standard
from saywell.exchange.competing import rivalries
from saywell.standard.sentences import Sentences
from saywell.standard.using import clauses_of_moves

FILES = {
    "standard.yaml": "id: mine\ntitle: Mine\n",
    "clauses.yaml": "- {id: mine-1, meaning: One greets.}\n- {id: mine-2, meaning: One thanks.}\n",
    "moves.yaml": (
        "agent.greets: {zh: [您好, 嗨谢谢], en: [hello]}\nagent.thanks: {zh: [谢谢], en: [thank]}\n"
        "agent.calls: {zh: [喂]}\ncustomer.thanks: {zh: [谢谢]}\n"
    ),
    "norms.yaml": (
        "greet: {title: T, kind: duty, clauses: [mine-1], when: call.started, "
        "do: {all: [agent.greets, {not: agent.calls}]}, within: turn}\n"
        "thank: {title: T, kind: duty, clauses: [mine-2], when: customer.thanks, do: agent.thanks@0.5,"
        " within: turn}\n"
    ),
}
SAID = ("您好", "您好,谢谢", "谢谢您来", "嗨谢谢", "嗨谢谢啦", "大家嗨谢谢", "嗨谢谢啊")
OWN = {
    "agent.greets": Sentences(SAID, ("您好像没听清",)),
    "agent.thanks": Sentences(("谢谢", "太感谢了"), ()),
}


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    for name, text in FILES.items():
        (tmp_path / "mine" / name).write_text(text, encoding="utf-8")
    return tmp_path / "mine"


def test_pairs_are_told_with_their_sentences(mine: Path) -> None:
    told = rivalries(open_standard(str(mine)), OWN)
    found = [(one.kind, one.move, one.other, len(one.sentences), one.of) for one in told]
    assert found == [
        ("instead", "agent.greets", "agent.thanks", 1, 7),
        ("near", "agent.greets", "agent.greets", 1, 1),
        ("with", "agent.greets", "agent.thanks", 4, 7),
    ]


def test_what_may_be_besides_is_not_told(mine: Path) -> None:
    own = {"agent.greets": Sentences(*OWN["agent.greets"][:2], also=("agent.thanks",))}
    assert [one.kind for one in rivalries(open_standard(str(mine)), own)] == ["near"]


def test_check_warns_and_does_not_fail(mine: Path) -> None:
    (mine / "sentences").mkdir()
    text = "agent.greets: {is: {zh: [谢谢您来, 您好]}, near: {zh: [您好像没听清]}}\n"
    (mine / "sentences" / "own.yaml").write_text(text, encoding="utf-8")
    done = saywell("standard", "check", str(mine))
    assert done.code == 0
    assert "1 of 2 sentences of agent.greets are heard as agent.thanks instead" in done.err
    assert "谢谢您来" in done.err and "1 of 1 near misses" in done.err


def test_the_clauses_of_a_move_come_from_what_names_it(mine: Path) -> None:
    assert clauses_of_moves(open_standard(str(mine))) == {
        "agent.greets": ("mine-1",),
        "agent.thanks": ("mine-2",),
        "agent.calls": ("mine-1",),
        "customer.thanks": ("mine-2",),
    }
    done = saywell("standard", "show", str(mine), "--moves")
    assert done.code == 0 and "mine-1" in done.out
