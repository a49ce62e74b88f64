"""Reminders come between the promise and its deadline, however short or late in the day it was made."""

from __future__ import annotations

import pytest

from saywell.followup import events as e
from saywell.followup import inputs as i
from saywell.followup.decide import Works
from saywell.followup.rules import Rules
from saywell.followup.state import Work
from saywell.kernel.time import HOUR, MINUTE, Instant, parse_rfc3339
from tests.followup.office import office

MORNING = parse_rfc3339("2026-11-16T10:00:00+08:00")
NIGHT = parse_rfc3339("2026-11-16T02:16:00+08:00")
WORKS = Works(Rules(office))


def done(work: Work, command: i.AnyInput, now: Instant) -> Work:
    for event in WORKS.decide(work, command, now):
        work = WORKS.fold(work, event)
    return work


def until(work: Work, end: Instant) -> Work:
    while (at := WORKS.wake(work)) is not None and at <= end:
        for event in WORKS.settle(work, at):
            work = WORKS.fold(work, event)
    return work


def reminders(work: Work) -> list[Instant]:
    return [one.at for one in work.history if type(one) is e.Reminded]


def asked(at: Instant, due: Instant) -> Work:
    return done(WORKS.start("work/w"), i.Open(what="question", centre="rent", due=due), at)


@pytest.mark.parametrize(
    ("at", "length", "told"),
    [
        (MORNING, 2 * HOUR, MORNING + 90 * MINUTE),
        (MORNING, 20 * MINUTE, MORNING + 10 * MINUTE),
        # Half an hour of work before three at night would be Friday evening.
        (NIGHT, HOUR, NIGHT + 30 * MINUTE),
    ],
    ids=["two hours", "twenty minutes", "at night"],
)
def test_whoever_promised_is_reminded_before_it_is_due(at: Instant, length: int, told: Instant) -> None:
    work = until(asked(at, at + length), at + length - 1)
    assert reminders(work) == [told]
    instants = [one.at for one in work.history]
    assert instants == sorted(instants)


def test_a_new_time_is_reminded_of_anew() -> None:
    work = until(asked(MORNING, MORNING + 2 * HOUR), MORNING + 100 * MINUTE)
    work = done(work, i.Promise(due=MORNING + 110 * MINUTE), MORNING + 100 * MINUTE)
    work = until(work, MORNING + 110 * MINUTE - 1)
    assert reminders(work) == [MORNING + 90 * MINUTE, MORNING + 105 * MINUTE]


def test_what_was_due_before_it_was_entered_is_late_at_once_and_nobody_is_reminded() -> None:
    work = until(asked(MORNING, MORNING - HOUR), MORNING)
    assert work.late and reminders(work) == []
