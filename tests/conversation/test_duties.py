"""Duties: what opens, meets, ends and excuses them."""

from __future__ import annotations

import pytest
from tests.conversation.small import HEAD, OPENED, judge, judged, small, verdict

GREET = "{title: T, kind: duty, when: call.answered, do: agent.greets}"
START = "ringing\n+2 answered\n"


def test_a_duty_is_met_in_the_turn_that_follows() -> None:
    assert verdict(GREET, START + "A: greets\nC: asks\n") == "met"


def test_a_turn_may_have_several_utterances() -> None:
    assert verdict(GREET, START + "A: hums\nA: greets\nC: asks\n") == "met"


def test_a_duty_is_missed_when_the_customer_has_the_floor_again() -> None:
    assert verdict(GREET, START + "A: hums\nC: asks\nA: greets\n") == "missed"


def test_a_yes_of_the_customer_does_not_end_the_turn() -> None:
    assert verdict(GREET, START + "A: hums\nC: 嗯\nA: greets\n") == "met"
    assert verdict(GREET, START + "A: hums\nC: agrees\nA: greets\nC: asks\n") == "met"


def test_words_before_the_duty_do_not_count_unless_the_window_is_the_call() -> None:
    later = "{title: T, kind: duty, when: customer.asks, do: agent.greets}"
    text = "A: greets\nC: asks\nA: answers\nC: more\n"
    assert verdict(later, text) == "missed"
    assert verdict(later.replace("do:", "window: call, do:"), text) == "met"


def test_a_duty_opened_by_the_agents_own_words_counts_the_whole_turn() -> None:
    sorry = "{title: T, kind: duty, when: agent.refuses, do: agent.apologises}"
    assert verdict(sorry, "C: asks\nA: apologises refuses\nC: more\n") == "met"
    assert verdict(sorry, "C: asks\nA: apologises\nA: refuses\nC: more\n") == "met"
    assert verdict(sorry, "A: apologises\nC: asks\nA: refuses\nC: more\n") == "missed"


def test_turns_give_the_agent_several_turns() -> None:
    two = "{title: T, kind: duty, when: customer.asks, do: agent.answers, within: {turns: 2}}"
    assert verdict(two, "C: asks\nA: hums\nC: more\nA: answers\n") == "met"
    assert verdict(two, "C: asks\nA: hums\nC: more\nA: hums\nC: more\nA: answers\n") == "missed"


@pytest.mark.parametrize(("gap", "expected"), [("4", "met"), ("5.9", "met"), ("7", "missed")])
def test_seconds_have_a_grace_in_the_agents_favour(gap: str, expected: str) -> None:
    quick = "{title: T, kind: duty, when: customer.asks, do: agent.answers, within: {seconds: quick}}"
    text = f"C: asks\n+{gap} A: answers\nC: more\n"
    assert verdict(quick, text, numbers="quick: {value: 5, unit: s}") == expected


def test_working_time_stops_in_the_evening_and_at_the_weekend() -> None:
    reply = "{title: T, kind: duty, when: customer.asks, do: done.answered, within: {working: reply}}"
    hours = "reply: {value: 3, unit: working_h}"
    days = "reply: {value: 1, unit: working_days}"
    friday = OPENED.replace("T10:", "T17:")
    saturday, monday_noon, monday_evening = 86_400, 3 * 86_400 - 5 * 3600, 3 * 86_400 + 3600
    monday_before_eleven = 3 * 86_400 - 6 * 3600 - 60
    ended = "C: asks\nhung_up customer\n"
    for at, expected in ((saturday, "met"), (monday_before_eleven, "met"), (monday_noon, "missed")):
        assert verdict(reply, f"{ended}@{at} done answered\n", friday, hours) == expected
    for at, expected in ((monday_noon, "met"), (monday_evening + 3600, "missed")):
        assert verdict(reply, f"{ended}@{at} done answered\n", friday, days) == expected
    assert verdict(reply, ended, friday, days) == "not_applicable"
    assert "Shanghai" in HEAD


def test_within_call_is_judged_when_the_call_is_over() -> None:
    ask = "{title: T, kind: duty, when: call.opened, do: agent.asks_name, within: call}"
    assert verdict(ask, "A: greets\nC: asks\nA: asks_name\nhung_up customer\n") == "met"
    assert verdict(ask, "A: greets\nC: asks\nA: answers\nhung_up agent\n") == "missed"
    assert verdict(ask, "A: greets\nC: asks\nA: answers\n") == "not_applicable"


def test_within_record_waits_for_the_work_after_the_call() -> None:
    note = "{title: T, kind: duty, when: customer.complains, do: {form: complaint, has: [what]}, within: record}"
    text = "C: complains\nA: answers\nhung_up customer\n"
    assert verdict(note, text + "+600 form complaint what=x\n") == "met"
    assert verdict(note, text + "+600 form complaint who=x\n") == "missed"
    assert verdict(note, text) == "missed"


def test_before_ends_it_when_the_other_comes_first() -> None:
    ask = "{title: T, kind: duty, when: call.opened, do: agent.asks, before: agent.closes, within: call}"
    assert verdict(ask, "A: asks\nC: no\nA: closes\n") == "met"
    assert verdict(ask, "A: greets\nC: no\nA: closes\nC: so\n") == "missed"


def test_waive_ends_it_without_blame_and_fail_at_once() -> None:
    wait = (
        "{title: T, kind: duty, when: hold.on, do: agent.thanks, within: call, waive: customer.waives, "
        "fail: agent.scolds}"
    )
    assert verdict(wait, "hold on\nhold off\nC: waives\nhung_up agent\n") == "not_applicable"
    assert verdict(wait, "hold on\nhold off\nA: scolds\nA: thanks\n") == "missed"


def test_an_exception_makes_it_not_applicable_instead_of_missed() -> None:
    ask = "{title: T, kind: duty, when: customer.asks, do: agent.asks_name, unless: {known: surname}}"
    assert verdict(ask, "C: asks\nA: hums\nC: more\n") == "missed"
    assert verdict(ask, "identified surname=王\nC: asks\nA: hums\nC: more\n") == "not_applicable"
    assert verdict(ask, "identified surname=王\nC: asks\nA: asks_name\nC: more\n") == "met"


def test_a_condition_decides_whether_it_opens_at_all() -> None:
    sorry = "{title: T, kind: duty, when: call.answered, if: {ring_over: 10 s}, do: agent.apologises}"
    assert verdict(sorry, "ringing\n+3 answered\nA: greets\nC: asks\n") == ""
    assert verdict(sorry, "ringing\n+15 answered\nA: greets\nC: asks\n") == "missed"


def test_again_opens_it_anew_after_each_miss() -> None:
    word = (
        "{title: T, kind: duty, when: wait.started, do: wait.checked_in, waive: wait.off, "
        "within: {seconds: 30 s}, again: true}"
    )
    assert verdict(word, "hold on\n+70 hold off\n") == "missed missed not_applicable"
    assert verdict(word.replace(", again: true", ""), "hold on\n+70 hold off\n") == "missed"


def test_once_is_once_in_a_conversation() -> None:
    thanks = "{title: T, kind: duty, when: customer.thanks, do: agent.welcomes}"
    text = "C: thanks\nA: welcomes\nC: thanks\nA: hums\nC: more\n"
    assert verdict(thanks, text) == "met missed"
    assert verdict(thanks.replace("do:", "once: true, do:"), text) == "met"


def test_a_customer_who_leaves_first_leaves_no_blame() -> None:
    ask = "{title: T, kind: duty, when: customer.asks, do: agent.answers, within: {seconds: 20 s}}"
    assert verdict(ask, "A: greets\nC: asks\nhung_up customer\n") == "not_applicable"
    assert verdict(ask, "A: greets\nC: asks\nA: hums\nhung_up agent\n") == "missed"


@pytest.mark.parametrize(
    ("pause", "customer", "expected"),
    [(12, "", "missed"), (2, "", "not_applicable"), (12, "+1 C: hums\n", "missed")],
)
def test_whoever_picks_up_and_never_says_a_word_has_had_their_turn(pause: int, customer: str, expected: str) -> None:
    greet = "{title: T, kind: duty, when: call.answered, do: agent.greets}"
    text = f"ringing\n+1 answered\n{customer}+{pause} hung_up customer\n"
    assert verdict(greet, text) == expected


def test_a_near_miss_says_what_was_lacking() -> None:
    both = small("n: {title: T, kind: duty, when: call.opened, do: {all: [agent.greets, agent.offers_help]}}\n")
    missed = [event for event in judged(both, "A: greets\nC: asks\n") if event.verdict == "missed"]
    assert [event.lacking for event in missed] == [("agent.offers_help",)]


def test_alternatives_meet_the_clause_that_was_done_and_leave_the_other() -> None:
    either = small(
        "n: {title: T, kind: duty, clauses: [a, b], when: call.opened, do: [agent.greets, agent.bows], "
        "either: {a: agent.greets, b: agent.bows}}\n",
        clauses="- id: a\n- id: b\n",
    )
    verdicts = {clause: event.verdict for event in judged(either, "A: bows\nC: asks\n") for clause in event.clauses}
    assert verdicts == {"a": "not_applicable", "b": "met"}
    assert judge(either, "A: hums\nC: asks\n") == {"n": "missed"}


def test_of_alternatives_the_one_that_was_begun_is_missed() -> None:
    either = small(
        "n: {title: T, kind: duty, clauses: [a, b], when: call.opened, do: {all: [agent.greets, agent.bows]}, "
        "either: {a: agent.greets, b: agent.bows}}\n",
        clauses="- id: a\n- id: b\n",
    )
    verdicts = {clause: event.verdict for event in judged(either, "A: bows\nC: asks\n") for clause in event.clauses}
    assert verdicts == {"a": "not_applicable", "b": "missed"}


def test_a_duty_left_out_is_broken_where_the_clause_forbids_that() -> None:
    both = small(
        "n: {title: T, kind: duty, clauses: [a, b], when: call.opened, do: agent.greets}\n",
        clauses="- id: a\n- {id: b, kind: [forbidden]}\n",
    )
    verdicts = {clause: event.verdict for event in judged(both, "A: hums\nC: asks\n") for clause in event.clauses}
    assert verdicts == {"a": "missed", "b": "broken"}


def test_clauses_of_another_channel_are_not_judged() -> None:
    phone = small(
        "n: {title: T, kind: duty, clauses: [a], when: call.opened, do: agent.greets}\n",
        clauses="- {id: a, channel: phone}\n",
    )
    assert judge(phone, "A: hums\nC: asks\n") == {"n": "missed"}
    assert judge(phone, "A: hums\nC: asks\n", OPENED.replace("=phone", "=chat")) == {}
