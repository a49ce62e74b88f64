"""Situations, ladders, silences and waits."""

from __future__ import annotations

import pytest
from tests.conversation.small import OPENED, finished, judge, small

CLAUSES = "".join(f"- id: {c}\n" for c in ("ask", "again", "tell", "end", "patience"))
SILENT = """\
silent:
  opens: [{silence: 6 s, if: {not: {ever: customer.speaks}}}]
  closes: customer.speaks
  ladder:
    steps:
      - {say: agent.asks, given: true, clauses: [ask]}
      - {say: agent.asks, wait: 5 s, clauses: [again]}
      - {say: agent.tells_silence, wait: 5 s, clauses: [tell], wait_clauses: [patience]}
    then: {permit: bye, wait: 5 s, clauses: [end]}
"""
BYE = "bye: {title: T, kind: permit, act: hangup.agent, allow: [{ladder_finished: silent}, {ever: agent.closes}]}\n"
START = "ringing\n+2 answered\nA: asks\n"
STANDARD = small(BYE, SILENT, clauses=CLAUSES)


def test_a_ladder_that_is_climbed_step_by_step_is_met_to_the_end() -> None:
    found = judge(STANDARD, START + "+6 A: asks\n+6 A: tells_silence\n+6 hung_up agent\n")
    assert found == dict.fromkeys(("ask", "again", "tell", "patience", "end", "bye"), "met")


def test_a_step_said_too_early_is_missed_or_its_wait_clauses_are() -> None:
    found = judge(STANDARD, START + "+6 A: asks\n+1 A: tells_silence\n+6 hung_up agent\n")
    assert (found["again"], found["tell"], found["patience"], found["end"]) == ("met", "met", "missed", "met")


def test_a_step_left_out_is_missed_and_the_next_one_counts() -> None:
    found = judge(STANDARD, START + "+7 A: tells_silence\n+6 hung_up agent\n")
    assert (found["ask"], found["again"], found["tell"], found["end"]) == ("met", "missed", "met", "met")


def test_a_step_not_said_in_time_is_missed_once() -> None:
    found = judge(STANDARD, START + "+40 A: asks\n")
    assert found["again"] == "missed"


def test_hanging_up_in_the_middle_misses_the_rest_and_breaks_the_end() -> None:
    found = judge(STANDARD, START + "+6 A: asks\n+1 hung_up agent\n")
    assert (found["tell"], found["patience"], found["end"], found["bye"]) == ("missed", "missed", "broken", "broken")


def test_the_last_wait_must_be_over_too() -> None:
    found = judge(STANDARD, START + "+6 A: asks\n+6 A: tells_silence\n+1 hung_up agent\n")
    assert (found["tell"], found["end"], found["bye"]) == ("met", "broken", "broken")


def test_a_customer_who_speaks_ends_the_ladder_without_blame() -> None:
    found = judge(STANDARD, START + "+7 C: hello\nA: closes\nC: closes\n+1 hung_up agent\n")
    assert found == {"ask": "met", "bye": "met"}


def test_silence_is_not_counted_in_a_chat_nor_while_the_customer_waits() -> None:
    assert judge(STANDARD, "A: asks\n+60 A: asks\n", OPENED.replace("=phone", "=chat")) == {}
    assert judge(STANDARD, START + "hold on\n+60 hold off\nC: asks\n") == {}


@pytest.mark.parametrize(("gap", "arose"), [("4.5", False), ("5.5", True)])
def test_silence_opens_a_situation_with_the_grace(gap: str, arose: bool) -> None:
    events = finished(STANDARD, START + f"+{gap} C: asks\n").events
    assert any(type(event).__name__ == "SituationOpened" for event in events) == arose


def test_a_situation_opens_again_unless_once() -> None:
    for once, times in (("", 2), (", once: true", 1)):
        standard = small("", f"s: {{opens: customer.rages, closes: customer.calms{once}}}\n")
        events = finished(standard, "C: rages\nC: calms\nC: rages\n").events
        assert sum(type(event).__name__ == "SituationOpened" for event in events) == times


def test_a_situation_opened_again_and_again_by_itself_comes_to_an_end() -> None:
    loop = "a: {opens: situation.b.closed, closes: situation.a.opened}\n"
    loop += "b: {opens: customer.x, closes: situation.a.opened}\n"
    assert finished(small("", loop), "C: x\nC: x\nA: hums\n").events


WAITS = small(
    """\
announced: {title: T, kind: check, act: wait.started, needs: {this_turn: agent.asks_wait}}
returned: {title: T, kind: check, act: wait.ended, needs: {returned_with: [agent.thanks]}}
short: {title: T, kind: duty, when: wait.started, do: wait.ended, fail: wait.over, within: call}
checked:
  {title: T, kind: duty, when: [wait.started, wait.checked_in], do: wait.checked_in, waive: [wait.off, call.over],
   within: {seconds: 30 s}, again: true}
""",
    numbers="hold_max: {value: 60, unit: s}\ncheckin_max: {value: 10, unit: s}\n",
)


def test_a_wait_is_announced_thanked_for_and_short() -> None:
    text = "A: asks_wait\nhold on\n+20 hold off\nA: thanks\nC: fine\nA: hums\n"
    assert judge(WAITS, text) == {"announced": "met", "checked": "not_applicable", "short": "met", "returned": "met"}


def test_a_wait_without_a_word_is_missed_on_both_ends() -> None:
    found = judge(WAITS, "A: hums\nhold on\n+20 hold off\nA: answers\nC: fine\nA: hums\n")
    assert (found["announced"], found["returned"]) == ("missed", "missed")


def test_a_word_in_between_is_a_check_in_and_not_the_end_of_the_wait() -> None:
    text = "A: asks_wait\nhold on\n+25 hold off\nA: sorry\nhold on\n+25 hold off\nA: thanks\nC: fine\nA: hums\n"
    found = judge(WAITS, text)
    assert found["announced"] == "met" and found["returned"] == "met"
    assert "missed" not in found["checked"]


def test_a_wait_too_long_is_missed_when_the_time_is_over() -> None:
    found = judge(WAITS, "A: asks_wait\nhold on\n+80 hold off\nA: thanks\nC: fine\nA: hums\n")
    assert found["short"] == "missed" and found["checked"].startswith("missed missed")


def test_hold_and_mute_together_are_one_wait() -> None:
    text = "A: asks_wait\nhold on\nmute on\n+5 hold off\n+5 mute off\nA: thanks\nC: fine\nA: hums\n"
    assert judge(WAITS, text)["announced"] == "met"
