"""What one move says of another: named either way, followed to the end, faulted where it names nothing or itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.standard.test_reader import built, faults_of

from saywell.conversation import inputs as i
from saywell.exchange.hear import Ear
from saywell.language.proposals import Place, Proposal
from saywell.standard.compile import load
from saywell.standard.implied import implied

MOVES = (
    "agent.thanks_for_call: {title: Thanks for the call, zh: [感谢来电], implies: [agent.thanks]}\n"
    "agent.thanks: {title: Thanks, implies: [agent.polite]}\n"
    "agent.polite: {title: Polite}\n"
    "agent.warm: {title: Warm, zh: [亲爱的], implied_by: [agent.thanks]}\n"
)


def test_it_is_followed_to_the_end_both_ways(tmp_path: Path) -> None:
    meant = implied(built(tmp_path, moves=MOVES).moves)
    assert meant == {"agent": {"thanks_for_call": ("thanks", "polite", "warm"), "thanks": ("polite", "warm")}}


@pytest.mark.parametrize(
    ("moves", "fault"),
    [
        ("agent.a: {title: A, implies: [agent.b]}\n", "There is no move “agent.b”"),
        ("agent.a: {title: A, implied_by: [agent.b]}\n", "There is no move “agent.b”"),
        ("agent.a: {title: A, implies: [agent.b]}\nagent.b: {title: B, implies: [agent.a]}\n", "implies itself"),
        ("agent.a: {title: A, implies: [agent.a]}\n", "implies itself"),
        ("agent.a: {title: A, implies: [customer.b]}\ncustomer.b: {title: B}\n", "one party"),
    ],
)
def test_what_names_nothing_or_goes_round_is_a_fault(tmp_path: Path, moves: str, fault: str) -> None:
    assert any(fault in told for told in faults_of(tmp_path, moves=moves))


def test_implied_moves_are_heard_in_the_same_words(tmp_path: Path) -> None:
    heard = Ear(built(tmp_path, moves=MOVES)).hear(i.Said(0, by="agent", text="好的，感谢来电"))
    assert {(one.id, one.start, one.end) for one in heard.moves} == {
        ("thanks_for_call", 3, 7), ("thanks", 3, 7), ("polite", 3, 7), ("warm", 3, 7),
    }  # fmt: skip


class Tier:
    """Hears thanks in everything."""

    version = "t"

    def doubts(self, text: str, by: str, heard: Sequence[Place]) -> list[str]:
        return []

    def propose(self, text: str, by: str, heard: Sequence[Place]) -> list[Proposal]:
        return [Proposal("thanks", 0, len(text), 0.7, "semantic", "多谢")]


def test_a_further_tier_implies_no_more_surely_than_it_heard(tmp_path: Path) -> None:
    heard = Ear(built(tmp_path, moves=MOVES), (Tier(),)).hear(i.Said(0, by="agent", text="麻烦了亲爱的"))
    sure = {one.id: (one.confidence, one.tier) for one in heard.moves}
    assert sure == {"warm": (1.0, "rules"), "thanks": (0.7, "semantic"), "polite": (0.7, "semantic")}


def test_a_place_is_the_only_thing_a_tier_is_told(tmp_path: Path) -> None:
    told: list[Place] = []

    class Curious(Tier):
        def propose(self, text: str, by: str, heard: Sequence[Place]) -> list[Proposal]:
            told.extend(heard)
            return []

    Ear(built(tmp_path, moves=MOVES), (Curious(),)).hear(i.Said(0, by="bot", text="感谢来电"))
    assert {place.move for place in told} == {"thanks_for_call", "thanks", "polite", "warm"}


def test_the_shipped_standards_imply_nothing_twice() -> None:
    standard, _ = load(Path(__file__).parents[2] / "src/saywell/standards/cc")
    assert standard is not None
    meant = implied(standard.moves)
    assert meant["agent"]["gives_hotline"] == ("gives_unit_phone", "answers")
