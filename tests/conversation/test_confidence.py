"""Norms that want a move to be heard with some confidence."""

from __future__ import annotations

import msgspec
import pytest
from tests.conversation.small import small, talk

from saywell.conversation import inputs as i
from saywell.conversation.events import Judged
from saywell.quality.score import run
from saywell.standard.model import Standard

NORMS = """
sorry: {title: T, kind: duty, when: customer.complains@0.7, do: agent.apologises@0.9, within: turn}
rude: {title: T, kind: ban, never: [agent.laughs@.95, agent.shouts]}
"""


def verdicts(standard: Standard, text: str, **sure: float) -> dict[str, str]:
    inputs = []
    for got in talk(text):
        if isinstance(got, i.Said) and got.heard is not None:
            moves = tuple(msgspec.structs.replace(m, confidence=sure.get(m.id, 1.0)) for m in got.heard.moves)
            got = msgspec.structs.replace(got, heard=msgspec.structs.replace(got.heard, moves=moves))  # noqa: PLW2901
        inputs.append(got)
    return {one.norm: one.verdict for one in run(standard, inputs).events if isinstance(one, Judged)}


TALK = "answered\nC: complains\nA: apologises laughs\nC: thanks\n"


@pytest.mark.parametrize(
    ("sure", "wanted"),
    [
        ({}, {"sorry": "met", "rude": "broken"}),
        ({"apologises": 0.9, "laughs": 0.95, "complains": 0.7}, {"sorry": "met", "rude": "broken"}),
        ({"apologises": 0.89}, {"sorry": "missed", "rude": "broken"}),
        ({"laughs": 0.94}, {"sorry": "met", "rude": "met"}),
        ({"complains": 0.69, "laughs": 0.1}, {"rude": "met"}),
    ],
)
def test_less_sure_is_not_heard(sure: dict[str, float], wanted: dict[str, str]) -> None:
    found = verdicts(small(NORMS), TALK, **sure)
    assert {norm: verdict for norm, verdict in found.items() if verdict in ("met", "missed", "broken")} == wanted


def test_only_a_move_can_be_heard_for_sure() -> None:
    with pytest.raises(AssertionError, match=r"Only a move can be heard for sure"):
        small("x: {title: T, kind: duty, when: hold.on@0.5, do: agent.greets, within: turn}")
