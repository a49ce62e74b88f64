"""What is likely to be nothing known: told from whole utterances, and nothing is proposed for it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

pytest.importorskip("numpy", reason="the semantic extra; lock/dev.txt has it")

import numpy as np

from saywell.language.proposals import Place
from saywell.language.semantic.characters import Characters, Examples
from saywell.language.semantic.grams import Vocabulary
from saywell.language.semantic.model import Model, Vote, Weights
from saywell.language.semantic.ports import Array
from saywell.language.semantic.tier import SemanticTier


class Two:
    """Everything lies along the first axis but what is said of a dog, which lies along the second."""

    name = hash = "two"

    def embed(self, texts: Sequence[str]) -> Array:
        return np.array([[0.0, 1.0] if "狗" in text else [1.0, 0.0] for text in texts], np.float32)


def model(gate: list[float] | None, vote: Vote | None = None) -> Model:
    """Hears thanks in everything."""
    one = np.zeros((2, 1), np.float32)
    weights = Weights(
        np.zeros(2, np.float32), one, np.zeros(1, np.float32), one, np.full(1, 9, np.float32),
        Characters.of(np.zeros((0, 1), np.float32), np.zeros(1, np.float32)),
    )  # fmt: skip
    nothing = Vocabulary({}, [])
    examples = Examples(["谢谢"], [(0,)], nothing)
    told = None if gate is None else np.array(gate, np.float32)
    return Model(["customer.thanks"], nothing, weights, (0, 1, 0, 0), [0.4], Two(), examples, told, vote)


def heard(gate: list[float] | None, text: str, *places: Place) -> list[str]:
    tier = SemanticTier({"customer": model(gate)}, ["customer.thanks"], "v", True, ["customer.speaks_dialect"])
    return [one.move for one in tier.propose(text, "customer", places)]


def test_what_says_nothing_known_is_left_alone() -> None:
    assert heard([9, -9, 0], "真是麻烦你了") == ["thanks"]
    assert heard([9, -9, 0], "家里有条狗") == []
    assert heard(None, "家里有条狗") == ["thanks"]


def test_where_the_rules_have_heard_something_it_is_asked_all_the_same() -> None:
    assert heard([9, -9, 0], "家里有条狗", Place("greets", 0, 1)) == ["thanks"]
    assert heard([9, -9, 0], "家里有条狗", Place("speaks_dialect", 0, 1)) == []


def test_the_gate_is_kept_and_must_fit() -> None:
    kept = model([9, -9, 0])
    again = Model.from_bytes(kept.to_bytes(), Two())
    vector = np.array([0.0, 1.0], np.float32)
    assert again.says(vector) == kept.says(vector) < 0.01
    assert Model.from_bytes(model(None).to_bytes(), Two()).says(vector) == 1.0
    with pytest.raises(ValueError, match="width"):
        Model.from_bytes(model([1, 2]).to_bytes(), Two())


def voting(bias: float, up: float, down: float) -> SemanticTier:
    """The rules' word counts `up` where they have heard thanks, `down` where they have not."""
    vote = Vote((0, 0, 0, bias), np.full(1, up, np.float32), np.full(1, down, np.float32))
    moves = ["customer.thanks", "customer.speaks_dialect"]
    return SemanticTier({"customer": model(None, vote)}, moves, "v", True, ["customer.speaks_dialect"])


THANKS = Place("thanks", 0, 2)


def test_the_vote_adds_what_the_rules_have_missed() -> None:
    (one,) = voting(0.0, 2.0, 0.5).propose("真是麻烦你了", "customer", [])
    assert (one.move, one.start, one.end, one.like) == ("thanks", 0, 6, "谢谢") and 0.62 < one.confidence < 0.63
    assert voting(0.0, 2.0, -1.0).propose("真是麻烦你了", "customer", []) == []
    assert voting(0.0, 2.0, 0.5).propose("真是麻烦你了", "customer", [THANKS]) == []


def test_the_vote_takes_back_what_a_rule_hears_against_all_likelihood() -> None:
    unlikely, likely = voting(-4.0, 1.0, 0.0), voting(-4.0, 3.0, 0.0)
    assert unlikely.doubts("谢谢你全家", "customer", [THANKS, Place("greets", 0, 1)]) == ["thanks"]
    assert likely.doubts("谢谢你全家", "customer", [THANKS]) == []
    assert unlikely.doubts("谢谢你全家", "third", [THANKS]) == []


def test_in_a_long_utterance_and_without_a_vote_what_the_rules_hear_stands() -> None:
    assert voting(-4.0, 1.0, 0.0).doubts("谢谢你" * 60, "customer", [THANKS]) == []
    tier = SemanticTier({"customer": model(None)}, ["customer.thanks"], "v", True)
    assert tier.doubts("谢谢你全家", "customer", [THANKS]) == []


def test_the_vote_is_kept_and_must_fit() -> None:
    vote = Vote((0, 1, 0, 0.5), np.full(1, 2, np.float32), np.full(1, -1, np.float32))
    again = Model.from_bytes(model(None, vote).to_bytes(), Two())
    assert again.votes is not None
    assert list(again.votes.mix) == [0, 1, 0, 0.5]
    assert (again.votes.up.tolist(), again.votes.down.tolist()) == ([2], [-1])
    assert Model.from_bytes(model(None).to_bytes(), Two()).votes is None
    vote = Vote((0, 1, 0, 0.5), np.full(2, 2, np.float32), np.full(1, -1, np.float32))
    with pytest.raises(ValueError, match="vote"):
        Model.from_bytes(model(None, vote).to_bytes(), Two())
