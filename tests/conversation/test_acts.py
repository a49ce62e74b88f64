"""Checks, bans, permits, what may be done, questions and promises."""

from __future__ import annotations

import pytest
from tests.conversation.small import OPENED, judge, judged, small, verdict

QUIET = "quiet: {opens: customer.is_silent, closes: customer.asks}"


def test_a_check_asks_what_came_before_the_act() -> None:
    check = "{title: T, kind: check, act: hold.on, needs: {this_turn: agent.asks_wait}}"
    assert verdict(check, "C: asks\nA: asks_wait\nhold on\n") == "met"
    assert verdict(check, "A: asks_wait\nC: asks\nA: hums\nhold on\n") == "missed"
    assert verdict(check.replace("needs:", "blame: broken, needs:"), "A: hums\nhold on\n") == "broken"
    assert verdict(check, "C: asks\nA: asks_wait\n") == ""


def test_a_check_is_repeated_unless_once() -> None:
    check = "{title: T, kind: check, act: agent.quotes, needs: identified}"
    text = "A: quotes\nidentified surname=王\nA: quotes\n"
    assert verdict(check, text) == "missed met"
    assert verdict(check.replace("needs:", "once: true, needs:"), text) == "missed"


def test_a_check_has_a_condition_and_an_exception() -> None:
    check = (
        "{title: T, kind: check, act: agent.quotes, needs: identified, if: {purpose: complaint}, "
        "unless: agent.apologises}"
    )
    complaint = OPENED.replace("\n", " purpose=complaint\n")
    assert verdict(check, "A: quotes\n") == ""
    assert verdict(check, "A: quotes\n", complaint) == "missed"
    assert verdict(check, "A: apologises quotes\n", complaint) == ""


def test_a_ban_is_broken_for_every_hit_and_kept_otherwise() -> None:
    ban = "{title: T, kind: ban, never: agent.scolds}"
    assert verdict(ban, "A: scolds\nC: asks\nA: scolds\n") == "broken broken"
    assert verdict(ban.replace("never:", "once: true, never:"), "A: scolds\nC: asks\nA: scolds\n") == "broken"
    assert verdict(ban, "A: greets\nC: scolds\n") == "met"
    assert verdict(ban, "C: asks\n") == ""


def test_a_ban_of_a_situation_holds_only_while_it_lasts() -> None:
    ban = "{title: T, kind: ban, while: quiet, never: agent.scolds}"
    assert verdict(ban, "A: scolds\nC: asks\n", situations=QUIET) == ""
    assert verdict(ban, "C: is_silent\nA: scolds\nC: asks\n", situations=QUIET) == "broken"
    assert verdict(ban, "C: is_silent\nA: hums\nC: asks\nA: scolds\n", situations=QUIET) == "met"


def test_a_ban_may_begin_with_a_signal_or_rest_on_a_condition() -> None:
    after = "{title: T, kind: ban, when: customer.complains, never: agent.scolds}"
    assert verdict(after, "A: scolds\nC: complains\nA: hums\n") == "met"
    assert verdict(after, "C: complains\nA: scolds\n") == "broken"
    only = "{title: T, kind: ban, if: {fact: vip, is: true}, never: agent.scolds}"
    assert verdict(only, "A: scolds\n") == ""
    assert verdict(only, "A: scolds\n", OPENED.replace("\n", " facts.vip=true\n")) == "broken"


def test_an_exception_excuses_a_ban() -> None:
    ban = "{title: T, kind: ban, never: hangup.agent, unless: {ever: customer.closes}}"
    assert verdict(ban, "A: hums\nhung_up agent\n") == "broken"
    assert verdict(ban, "A: hums\nC: closes\nhung_up agent\n") == "met"


def test_a_permit_is_closed_until_one_of_its_conditions_holds() -> None:
    permit = "{title: T, kind: permit, act: hangup.agent, allow: [{ever: customer.closes}, {open: quiet}]}"
    assert verdict(permit, "A: hums\nhung_up agent\n", situations=QUIET) == "broken"
    assert verdict(permit, "C: closes\nhung_up agent\n", situations=QUIET) == "met"
    assert verdict(permit, "C: is_silent\nhung_up agent\n", situations=QUIET) == "met"
    assert verdict(permit, "A: hums\nhung_up customer\n", situations=QUIET) == "met"


def test_a_permit_may_rest_on_another_one() -> None:
    both = small(
        "p: {title: T, kind: permit, act: hangup.agent, allow: customer.closes}\n"
        "q: {title: T, kind: ban, never: hangup.agent, unless: {permitted: p}}\n"
    )
    assert judge(both, "A: hums\nhung_up agent\n") == {"p": "broken", "q": "broken"}
    assert judge(both, "A: hums\nC: closes\nhung_up agent\n") == {"p": "met", "q": "met"}


def test_what_may_be_done_is_never_missed() -> None:
    may = "{title: T, kind: may, do: agent.jokes, if: {known: surname}}"
    assert verdict(may, "A: hums\nC: asks\nhung_up agent\n") == ""
    assert verdict(may, "A: jokes\nC: asks\n") == ""
    assert verdict(may, "identified surname=王\nA: jokes\nC: asks\nA: jokes\n") == "met"


def test_a_question_stays_open_for_a_person() -> None:
    assert verdict("{title: T, kind: question, ask: Was it kind?}", "A: hums\n") == "open"
    assert verdict("{title: T, kind: question, when: customer.complains, ask: Well?}", "A: hums\nC: asks\n") == ""


PROMISE = "{title: T, kind: promise, made: agent.gives.deadline, kept: done.called, limits: [{within: {time: 4 h}}]}"


@pytest.mark.parametrize(
    ("said", "later", "expected"),
    [
        ("deadline:2h", "@3600 done called", "met met"),
        ("deadline:2h", "@9000 done called", "met missed"),
        ("deadline:2h", "", "met not_applicable"),
        ("deadline:6h", "@9000 done called", "broken met"),
        ("hums", "@9000 done called", ""),
    ],
)
def test_a_promise_has_a_limit_and_is_kept_in_time(said: str, later: str, expected: str) -> None:
    assert verdict(PROMISE, f"C: asks\nA: {said}\nhung_up customer\n{later}\n") == expected


def test_a_promise_without_a_time_is_due_at_the_limit() -> None:
    vague = PROMISE.replace("agent.gives.deadline", "agent.gives.vague_deadline")
    assert verdict(vague, "A: soon\nhung_up customer\n@14000 done called\n") == "met"
    assert verdict(vague, "A: soon\nhung_up customer\n@16000 done called\n") == "missed"


def test_the_limit_is_the_first_whose_condition_holds() -> None:
    limits = "[{within: {time: 1 h}, if: {purpose: complaint}}, {within: {time: 4 h}}]"
    promise = f"{{title: T, kind: promise, made: agent.gives.deadline, limits: {limits}}}"
    assert verdict(promise, "A: deadline:2h\n") == "met"
    assert verdict(promise, "A: deadline:2h\n", OPENED.replace("\n", " purpose=complaint\n")) == "broken"


def test_a_promise_in_working_days_counts_working_days() -> None:
    promise = (
        "{title: T, kind: promise, made: agent.gives.deadline, kept: done.called, limits: [{within: {working: d}}]}"
    )
    days = "d: {value: 2, unit: working_days}"
    assert verdict(promise, "A: deadline:1d\n@259200 done called\n", numbers=days) == "met met"
    assert verdict(promise, "A: deadline:3d\n", numbers=days) == "broken not_applicable"


def test_a_new_promise_takes_the_place_of_the_old_one() -> None:
    events = judged(small(f"n: {PROMISE}\n"), "A: deadline:1h\nC: asks\nA: deadline:2h\n@5400 done called\n")
    assert [(event.verdict, event.why) for event in events] == [
        ("met", "promised-in-time"),
        ("met", "promised-in-time"),
        ("not_applicable", "renewed"),
        ("met", "kept"),
    ]
