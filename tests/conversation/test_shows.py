"""What an agent's answer shows the customer to have done where it was not heard."""

from __future__ import annotations

import pytest
from tests.conversation.small import small, talk

from saywell.conversation import events as e
from saywell.quality.score import run

SHOWS = "agent.thanks_idea: {zh: [x], shows: {moves: [customer.suggests], unless: [agent.welcomes]}}\n"
NORMS = """
thanked: {title: T, kind: duty, when: customer.suggests, do: agent.thanks_idea, within: turn}
passed_on: {title: T, kind: duty, when: customer.suggests, do: agent.passes_on, within: {turns: 2}}
"""


def verdicts(text: str) -> list[tuple[str, str, int]]:
    """Norm, verdict and the line of its evidence, of what arose."""
    events = run(small(NORMS, shows=SHOWS), talk(text)).events
    return [
        (one.norm, one.verdict, one.evidence[0].line if one.evidence else 0)
        for one in events
        if isinstance(one, e.Judged) and one.verdict in ("met", "missed")
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("C: mumbles\nA: thanks_idea passes_on\nC: agrees\n", [("thanked", "met", 4), ("passed_on", "met", 4)]),
        ("C: mumbles\nA: thanks_idea\nC: agrees\nA: passes_on\n", [("thanked", "met", 4), ("passed_on", "met", 6)]),
        ("C: suggests\nA: thanks_idea passes_on\n", [("thanked", "met", 4), ("passed_on", "met", 4)]),
        ("C: mumbles\nA: thanks_idea welcomes\nC: agrees\n", []),
        ("C: mumbles\nA: passes_on\nC: thanks_idea\n", []),
    ],
)
def test_an_answer_shows_what_it_answers(text: str, wanted: list[tuple[str, str, int]]) -> None:
    assert sorted(verdicts(f"answered\n{text}"), key=lambda one: one[0] != "thanked") == wanted


def test_what_was_heard_is_not_shown_once_more() -> None:
    events = run(
        small(NORMS, shows=SHOWS), talk("answered\nC: suggests\nA: thanks_idea passes_on\nA: thanks_idea\n")
    ).events
    assert [one.norm for one in events if isinstance(one, e.Judged) and one.verdict == "met"] == [
        "thanked",
        "passed_on",
    ]


@pytest.mark.parametrize(
    ("move", "fault"),
    [
        ("agent.a: {zh: [x], shows: {moves: [agent.b]}}\n", "“agent.a” cannot show “agent.b”"),
        ("customer.a: {zh: [x], shows: {moves: [customer.b]}}\n", "“customer.a” cannot show “customer.b”"),
        ("agent.a: {zh: [x], shows: {moves: [customer.b], unles: [agent.c]}}\n", "unles"),
    ],
)
def test_only_an_agent_shows_and_only_of_the_customer(move: str, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        small("", shows=move)
