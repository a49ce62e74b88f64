"""What is likely to be nothing known: told from whole utterances, and nothing is proposed for it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

pytest.importorskip("numpy", reason="the semantic extra; lock/dev.txt has it")

import numpy as np

from saywell.language.proposals import Place
from saywell.language.semantic.grams import Vocabulary
from saywell.language.semantic.model import Examples, Model, Weights
from saywell.language.semantic.ports import Array
from saywell.language.semantic.tier import SemanticTier


class Two:
    """Everything lies along the first axis but what is said of a dog, which lies along the second."""

    name = hash = "two"

    def embed(self, texts: Sequence[str]) -> Array:
        return np.array([[0.0, 1.0] if "狗" in text else [1.0, 0.0] for text in texts], np.float32)


def model(gate: list[float] | None) -> Model:
    """Hears thanks in everything."""
    one = np.zeros((2, 1), np.float32)
    weights = Weights(
        np.zeros(2, np.float32), one, np.zeros(1, np.float32), one, np.full(1, 9, np.float32),
        np.zeros((0, 1), np.int8), np.ones(1, np.float32), np.zeros(1, np.float32),
    )  # fmt: skip
    examples = Examples.of(["谢谢"], [(0,)], np.array([[1.0, 0.0]], np.float32))
    told = None if gate is None else np.array(gate, np.float32)
    return Model(["customer.thanks"], Vocabulary({}, []), weights, (0, 1, 0, 0), [0.4], Two(), examples, told)


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
