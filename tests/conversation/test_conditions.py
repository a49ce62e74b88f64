"""Conditions: each form holds where it says so, and not elsewhere. A check on `agent.now` looks at them."""

from __future__ import annotations

import pytest
from tests.conversation.small import OPENED, small, verdict

PLACES = "here: {opens: customer.comes, closes: customer.leaves}"
NOW = "A: now\n"
CASES = [
    ("agent.greets", "A: greets\n" + NOW, NOW),
    ("[agent.greets, agent.bows]", "A: bows\n" + NOW, "A: hums\n" + NOW),
    ("{all: [agent.greets, agent.bows]}", "A: bows greets\n" + NOW, "A: bows\n" + NOW),
    ("{any: [agent.greets, {all: [agent.bows, agent.hums]}]}", "A: bows hums\n" + NOW, "A: bows\n" + NOW),
    ("{none: [agent.greets, agent.bows]}", "A: hums\n" + NOW, "A: bows\n" + NOW),
    ("{not: agent.greets}", NOW, "A: greets\n" + NOW),
    ("{at_least: 2, of: [agent.greets, agent.bows, agent.hums]}", "A: hums bows\n" + NOW, "A: bows\n" + NOW),
    ("{ever: agent.greets}", "A: greets\nC: asks\n" + NOW, NOW),
    ("{this_turn: agent.greets}", "C: asks\nA: greets\n" + NOW, "A: greets\nC: asks\n" + NOW),
    ("{this_utterance: agent.greets}", "A: greets now\n", "A: greets\n" + NOW),
    ("{since: customer.asks, seen: agent.greets}", "C: asks\nA: greets\n" + NOW, "A: greets\nC: asks\n" + NOW),
    ("{since: customer.asks, seen: agent.greets}", "C: asks\nA: greets\n" + NOW, "A: greets\n" + NOW),
    ("{count: agent.bows, at_least: 2}", "A: bows\nA: bows\n" + NOW, "A: bows\n" + NOW),
    ("{count: agent.bows, at_most: 1}", "A: bows\n" + NOW, "A: bows\nA: bows\n" + NOW),
    ("{count: agent.bows, at_least: 1, since: customer.asks}", "C: asks\nA: bows\n" + NOW, "A: bows\nC: asks\n" + NOW),
    ("{open: here}", "C: comes\n" + NOW, "C: comes\nC: leaves\n" + NOW),
    ("{arose: here}", "C: comes\nC: leaves\n" + NOW, NOW),
    ("{fact: vip, is: gold}", NOW, NOW),
    ("{known: [order, surname]}", "identified surname=王\n" + NOW, NOW),
    ("{known: phone}", "C: phone:5550\n" + NOW, "C: asks\n" + NOW),
    ("{gap: 5 s}", "C: asks\n+6 A: now\n", "C: asks\n+2 A: now\n"),
    ("{elapsed: 20 s, since: customer.asks}", "C: asks\n+25 A: now\n", "C: asks\n+3 A: now\n"),
    ("{ring_over: 10 s}", "ringing\n+12 answered\n" + NOW, "ringing\n+10.5 answered\n" + NOW),
    ("{rings: 3}", "ringing\n+1 ringing\n+1 ringing\n+1 answered\n" + NOW, "ringing\n+1 answered\n" + NOW),
    (
        "{wait_within: 30 s}",
        "hold on\n+20 hold off\nA: hums\nC: so\n" + NOW,
        "hold on\n+50 hold off\nA: hums\nC: so\nA: x\n" + NOW,
    ),
    (
        "{returned_with: agent.thanks}",
        "hold on\n+9 hold off\nA: thanks\nC: so\n" + NOW,
        "hold on\n+9 hold off\nA: hums\nC: so\n" + NOW,
    ),
    ("{form: 5w1h, has: [what, who]}", "form 5w1h what=x who=y\n" + NOW, "form 5w1h what=x\n" + NOW),
    ("{form: 5w1h, has: what}", "form 5w1h what=x\n" + NOW, "form 5w1h who=x\n" + NOW),
    ("{fact: colleague, is: busy}", "colleague 1030 busy\n" + NOW, "colleague 1030 idle\n" + NOW),
    ("{fact: shift, is: [same]}", "colleague 1 busy shift=same\n" + NOW, "colleague 1 busy\n" + NOW),
    ("{fact: channel, is: phone}", NOW, NOW),
    ("agent.reads_back.phone", "C: phone:5550\nA: phone:5550\n" + NOW, "C: phone:5550\nA: phone:5551\n" + NOW),
    (
        "{count: agent.names_customer, at_least: 2}",
        "identified surname=王\nA: name:王 name:王\n" + NOW,
        "A: name:李\n" + NOW,
    ),
    ("lookup.order.differs", "looked_up order 7 differs\n" + NOW, "looked_up order 7 matches\n" + NOW),
    ("transfer.consented", "transfer consented\n" + NOW, "transfer refused\n" + NOW),
    ("customer.turn", "A: hums\nC: asks\n" + NOW, "A: hums\nC: 嗯\n" + NOW),
    (
        "agent.interrupts",
        "C[9]: asks\n@2 A[9]: interrupting words\n" + NOW,
        "C[1]: asks\nA: interrupting words\n" + NOW,
    ),
    (
        "agent.slower",
        "measured agent units_per_min=200\nmeasured agent units_per_min=150\n" + NOW,
        "measured agent units_per_min=200\n" + NOW,
    ),
    ("agent.jumps_louder", "measured agent loudness_db=-30\nmeasured agent loudness_db=-20\n" + NOW, NOW),
    ("incident.on", "incident on x\n" + NOW, "incident off\n" + NOW),
    ("[agent.dialect, agent.lang.yue]", "A{lang=yue}: hums\n" + NOW, "A{lang=en}: hums\n" + NOW),
]


@pytest.mark.parametrize(("cond", "holds", "fails"), CASES, ids=[case[0] for case in CASES])
def test_a_condition_holds_where_it_says_so(cond: str, holds: str, fails: str) -> None:
    check = f"{{kind: check, act: agent.now, needs: {cond}}}"
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
    check = f"{{kind: check, act: agent.now, needs: {{fact: q, is: {wanted}}}}}"
    assert verdict(check, NOW, OPENED.replace("\n", f"{facts}\n")) == expected


@pytest.mark.parametrize(("purpose", "expected"), [("survey", "met"), ("complaint", "missed"), ("", "met")])
def test_the_purpose_may_be_none(purpose: str, expected: str) -> None:
    check = "{kind: check, act: agent.now, needs: {purpose: [survey, none]}}"
    assert verdict(check, NOW, OPENED.replace("\n", f" purpose={purpose}\n" if purpose else "\n")) == expected


def test_silent_for_looks_at_the_silence_that_lasts() -> None:
    check = "{kind: check, act: hold.on, needs: {silent_for: 5 s}}"
    assert verdict(check, "C: asks\n+6 hold on\n") == "met"
    assert verdict(check, "C: asks\n+2 hold on\n") == "missed"


def test_a_name_of_a_number_and_a_written_figure_are_the_same() -> None:
    named = small("n: {kind: check, act: agent.now, needs: {gap: long}}\n", numbers="long: {value: 5, unit: s}\n")
    written = small("n: {kind: check, act: agent.now, needs: {gap: 5 s}}\n")
    assert named.norms["n"].needs == written.norms["n"].needs
