"""Conditions: each form holds where it says so, and not elsewhere. A check on `agent.now` looks at them."""

from __future__ import annotations

import pytest
from tests.conversation.small import OPENED, small, verdict

PLACES = "here: {opens: customer.comes, closes: customer.leaves}"
NOW = "A: now\n"
# Condition, a conversation in which it holds, one in which it fails; both end with NOW where they do not say it.
CASES = [
    ("agent.greets", "A: greets\n", ""),
    ("[agent.greets, agent.bows]", "A: bows\n", "A: hums\n"),
    ("{all: [agent.greets, agent.bows]}", "A: bows greets\n", "A: bows\n"),
    ("{any: [agent.greets, {all: [agent.bows, agent.hums]}]}", "A: bows hums\n", "A: bows\n"),
    ("{none: [agent.greets, agent.bows]}", "A: hums\n", "A: bows\n"),
    ("{not: agent.greets}", "", "A: greets\n"),
    ("{at_least: 2, of: [agent.greets, agent.bows, agent.hums]}", "A: hums bows\n", "A: bows\n"),
    ("{ever: agent.greets}", "A: greets\nC: asks\n", ""),
    ("{this_turn: agent.greets}", "C: asks\nA: greets\n", "A: greets\nC: asks\n"),
    ("{this_utterance: agent.greets}", "A: greets now\n", "A: greets\n"),
    ("{since: customer.asks, seen: agent.greets}", "C: asks\nA: greets\n", "A: greets\nC: asks\n"),
    ("{since: customer.asks, seen: agent.greets}", "C: asks\nA: greets\n", "A: greets\n"),
    ("{count: agent.bows, at_least: 2}", "A: bows\nA: bows\n", "A: bows\n"),
    ("{count: agent.bows, at_most: 1}", "A: bows\n", "A: bows\nA: bows\n"),
    ("{count: agent.bows, at_least: 1, since: customer.asks}", "C: asks\nA: bows\n", "A: bows\nC: asks\n"),
    ("{open: here}", "C: comes\n", "C: comes\nC: leaves\n"),
    ("{arose: here}", "C: comes\nC: leaves\n", ""),
    ("{fact: vip, is: gold}", "", ""),
    ("{known: [order, surname]}", "identified surname=王\n", ""),
    ("{known: phone}", "C: phone:5550\n", "C: asks\n"),
    ("{gap: 5 s}", "C: asks\n+6 A: now\n", "C: asks\n+2 A: now\n"),
    ("{elapsed: 20 s, since: customer.asks}", "C: asks\n+25 A: now\n", "C: asks\n+3 A: now\n"),
    ("{ring_over: 10 s}", "ringing\n+12 answered\n", "ringing\n+10.5 answered\n"),
    ("{rings: 3}", "ringing\n+1 ringing\n+1 ringing\n+1 answered\n", "ringing\n+1 answered\n"),
    (
        "{wait_within: 30 s}",
        "hold on\n+20 hold off\nA: hums\nC: so\n",
        "hold on\n+50 hold off\nA: hums\nC: so\nA: x\n",
    ),
    (
        "{returned_with: agent.thanks}",
        "hold on\n+9 hold off\nA: thanks\nC: so\n",
        "hold on\n+9 hold off\nA: hums\nC: so\n",
    ),
    ("{form: 5w1h, has: [what, who]}", "form 5w1h what=x who=y\n", "form 5w1h what=x\n"),
    ("{form: 5w1h, has: what}", "form 5w1h what=x\n", "form 5w1h who=x\n"),
    ("{fact: colleague, is: busy}", "colleague 1030 busy\n", "colleague 1030 idle\n"),
    ("{fact: shift, is: [same]}", "colleague 1 busy shift=same\n", "colleague 1 busy\n"),
    ("{fact: channel, is: phone}", "", ""),
    ("agent.reads_back.phone", "C: phone:5550\nA: phone:5550\n", "C: phone:5550\nA: phone:5551\n"),
    # The rest of a long number came after a pause; a country's code; but not a part of it, nor a few digits.
    ("agent.reads_back.phone", "C: phone:5209330071\nA: phone:520933007184\n", "C: phone:555\nA: phone:5551\n"),
    ("agent.reads_back.phone", "C: phone:8613800000\nA: phone:13800000\n", "C: phone:13800000\nA: phone:0000\n"),
    (
        "{count: agent.names_customer, at_least: 2}",
        "identified surname=王\nA: name:王 name:王\n",
        "A: name:李\n",
    ),
    ("lookup.order.differs", "looked_up order 7 differs\n", "looked_up order 7 matches\n"),
    ("transfer.consented", "transfer consented\n", "transfer refused\n"),
    ("customer.turn", "A: hums\nC: asks\n", "A: hums\nC: 嗯\n"),
    (
        "agent.interrupts",
        "C[9]: asks\n@2 A[9]: interrupting words\n",
        "C[1]: asks\nA: interrupting words\n",
    ),
    (
        "agent.slower",
        "measured agent units_per_min=200\nmeasured agent units_per_min=150\n",
        "measured agent units_per_min=200\n",
    ),
    ("agent.jumps_louder", "measured agent loudness_db=-30\nmeasured agent loudness_db=-20\n", ""),
    ("incident.on", "incident on x\n", "incident off\n"),
    ("[agent.dialect, agent.lang.yue]", "A{lang=yue}: hums\n", "A{lang=en}: hums\n"),
]


@pytest.mark.parametrize(("cond", "holds", "fails"), CASES, ids=[case[0] for case in CASES])
def test_a_condition_holds_where_it_says_so(cond: str, holds: str, fails: str) -> None:
    check = f"{{title: T, kind: check, act: agent.now, needs: {cond}}}"
    holds, fails = (talk if "now" in talk else talk + NOW for talk in (holds, fails))
    gold = OPENED.replace("\n", " facts.vip=gold\n")
    chat = OPENED.replace("=phone", "=chat") if "channel" in cond else OPENED
    assert verdict(check, holds, gold, situations=PLACES) == "met"
    assert verdict(check, fails, chat, situations=PLACES) == "missed"


@pytest.mark.parametrize(
    ("wanted", "facts", "expected"),
    [
        ("none", "", "met"),
        ("none", " facts.q=hard", "missed"),
        ("any", " facts.q=hard", "met"),
        ("any", "", "missed"),
        ("any", " facts.q=false", "missed"),
        ("[easy, hard]", " facts.q=hard", "met"),
        ("true", " facts.q=true", "met"),
        ("no", " facts.q=no", "met"),
        ("010", " facts.q=010", "met"),
        ("010", " facts.q=8", "missed"),
        ("18:00", " facts.q=18:00", "met"),
    ],
)
def test_facts_are_compared_as_they_were_written(wanted: str, facts: str, expected: str) -> None:
    check = f"{{title: T, kind: check, act: agent.now, needs: {{fact: q, is: {wanted}}}}}"
    assert verdict(check, NOW, OPENED.replace("\n", f"{facts}\n")) == expected


@pytest.mark.parametrize(("purpose", "expected"), [("survey", "met"), ("complaint", "missed"), ("", "met")])
def test_the_purpose_may_be_none(purpose: str, expected: str) -> None:
    check = "{title: T, kind: check, act: agent.now, needs: {purpose: [survey, none]}}"
    assert verdict(check, NOW, OPENED.replace("\n", f" purpose={purpose}\n" if purpose else "\n")) == expected


def test_silent_for_looks_at_the_silence_that_lasts() -> None:
    check = "{title: T, kind: check, act: hold.on, needs: {silent_for: 5 s}}"
    assert verdict(check, "C: asks\n+6 hold on\n") == "met"
    assert verdict(check, "C: asks\n+2 hold on\n") == "missed"


def test_a_name_of_a_number_and_a_written_figure_are_the_same() -> None:
    named = small(
        "n: {title: T, kind: check, act: agent.now, needs: {gap: long}}\n", numbers="long: {value: 5, unit: s}\n"
    )
    written = small("n: {title: T, kind: check, act: agent.now, needs: {gap: 5 s}}\n")
    assert named.norms["n"].needs == written.norms["n"].needs
