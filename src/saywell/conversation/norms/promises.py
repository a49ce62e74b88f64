"""Promises: what was promised, by when in working time, kept or not, and whether so much time may be promised."""

from __future__ import annotations

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.plan import Plan
from saywell.conversation.reaction import Reaction, Rule
from saywell.conversation.state import State
from saywell.conversation.work import Work
from saywell.standard.deadlines import deadline_instant, end_of_day
from saywell.standard.model import Within


def on_signals(work: Work, found: Reaction, at: int) -> None:
    """Enter promises, and keep those that these signals keep."""
    done: set[str] = set()
    for one in found.promises:
        rule = one.rule
        if not one.name:
            _kept(work, rule, at)
        elif rule.id not in done:
            done.add(rule.id)
            _made(work, rule, one.name, at)


def _made(work: Work, rule: Rule, name: str, at: int) -> None:
    w = work.w
    if rule.cond is not None and not rule.cond.holds(w, 0):
        return
    base = work.end
    entity = _deadline_entity(work)
    limit = _limit(work.plan, rule, w, base)
    due = promised_instant(work.plan, entity, base) if entity is not None else None
    seen = w.seen[name]
    found = (e.Span(w.line, entity.start if entity else seen[2], entity.end if entity else seen[3]),)
    key = f"{rule.id}#{w.line}"
    if due is not None and limit is not None and due > limit + work.plan.grace:
        work.judge(rule, "broken", at, evidence=found, due=limit, why="promised-too-late")
    elif due is not None and limit is not None:
        work.judge(rule, "met", at, evidence=found, due=limit, why="promised-in-time")
    effective = due if due is not None else limit
    if not rule.norm.kept:
        return
    for old, promise in tuple(w.promises.items()):
        if promise.norm == rule.id:
            work.judge(rule, "not_applicable", at, ends=old, why="renewed")
    work.emit(e.PromiseMade(at, norm=rule.id, line=w.line, what=name, due=effective, vague=due is None))
    assert key in w.promises


def _deadline_entity(work: Work) -> i.Entity | None:
    """The deadline of the agent's promise; where no promise was made out, the first that was named at all."""
    last = next((event for event in reversed(work.out) if type(event) is e.Arrived), None)
    got = last.input if last is not None else None
    if type(got) is not i.Said or got.heard is None:
        return None
    promised = [one for one in got.heard.promises if one.who != "customer"]
    timed = next((one for one in promised if one.value), None)
    if timed is not None:
        return i.Entity("deadline", timed.value, timed.start, timed.end)
    found = [one for one in got.heard.entities if one.kind == "deadline" and not one.value.get("vague")]
    return found[0] if found else None


def promised_instant(plan: Plan, entity: i.Entity, base: int) -> int | None:
    """The instant that a deadline names, counted from `base` in clock or working time; None where it names none."""
    return deadline_instant(entity.value, base, plan.calendar)


def _limit(plan: Plan, rule: Rule, w: State, base: int) -> int | None:
    for test, within in rule.limits:
        if test is None or test.holds(w, 0):
            return _instant(plan, within, base)
    return None


def _instant(plan: Plan, within: Within, base: int) -> int | None:
    limit = plan.deadline(within, base, grace=False)
    if limit is not None and within.working_days is not None:
        # A promise for "tomorrow noon" made at ten is within one working day: the last day counts to its end.
        return end_of_day(plan.calendar, limit)
    return limit


def _kept(work: Work, rule: Rule, at: int) -> None:
    if not work.w.promises:
        return
    for key, promise in tuple(work.w.promises.items()):
        if promise.norm == rule.id:
            work.judge(rule, "met", at, ends=key, due=promise.due, evidence=(e.Span(work.w.line),), why="kept")


def fall_due(work: Work, due: int) -> bool:
    """A promise that was not kept in time; whether there was one at this instant."""
    for key, promise in work.w.promises.items():
        if promise.due == due:
            rule = work.plan.rules[promise.norm]
            if rule.unless is not None and rule.unless.holds(work.w, 0):
                work.judge(rule, "not_applicable", due, ends=key, due=due, why="unless")
            else:
                work.judge(rule, "missed", due, ends=key, due=due, evidence=(e.Span(promise.line),), why="not-kept")
            return True
    return False
