"""Duties: opened by a signal, met by what is said or done, missed at their deadline, waived by an exception."""

from __future__ import annotations

from saywell.conversation import events as e
from saywell.conversation.conditions import evidence, lacking
from saywell.conversation.plan import Hooks, Rule
from saywell.conversation.state import Duty
from saywell.conversation.work import Work


def open_on(work: Work, found: Hooks, at: int) -> None:
    """Open the duties that these signals call for."""
    for name, hook in found:
        for rule in hook.opens:
            _open(work, rule, at, name)


def _open(work: Work, rule: Rule, at: int, name: str, base: int | None = None) -> None:
    w = work.w
    norm = rule.norm
    if rule.id in w.duties or (norm.once and rule.id in w.hits):
        return
    if rule.cond is not None and not rule.cond(w, 0):
        return
    by_agent = w.floor == "agent"
    spoken_now = by_agent and work.spoken and not name.startswith("wait.")
    window = 0 if norm.window == "call" else w.turn_line if spoken_now else w.line + 1
    start = base if base is not None else work.end
    turns = norm.within.turns
    if norm.before and norm.within.turns == 1:
        turns = None
    last_turn = None if turns is None else (w.turn + turns - 1 if by_agent else w.turn + turns)
    due = work.plan.deadline(norm.within, start)
    work.emit(e.DutyOpened(at, norm=rule.id, line=w.line, window=window, due=due, turns=last_turn))
    if rule.do is not None and rule.do(w, window):
        _met(work, rule, w.duties[rule.id], at)


def progress(work: Work, found: Hooks, at: int) -> None:
    """Close the open duties that these signals meet, fail or waive."""
    w = work.w
    for _, hook in found:
        for rule in hook.progress:
            duty = w.duties.get(rule.id)
            if duty is not None and rule.do is not None and rule.do(w, duty.window):
                _met(work, rule, duty, at)
    if not w.duties:
        return
    for name, hook in found:
        for rule in hook.ends:
            duty = w.duties.get(rule.id)
            if duty is None:
                continue
            if name in rule.norm.waive:
                work.judge(rule, "not_applicable", at, ends=rule.id, why="waived:" + name)
            else:
                missed(work, rule, duty, at, "before:" + name if name in rule.norm.before else "failed:" + name)


def _met(work: Work, rule: Rule, duty: Duty, at: int) -> None:
    assert rule.do_cond is not None
    found = evidence(rule.do_cond, work.w, duty.window, work.w.line)
    work.judge(rule, "met", at, ends=rule.id, due=duty.due, evidence=found)


def missed(work: Work, rule: Rule, duty: Duty, at: int, why: str) -> None:
    """End a duty that was not done; an exception makes it not applicable."""
    w = work.w
    if rule.unless is not None and rule.unless(w, duty.window):
        work.judge(rule, "not_applicable", at, ends=rule.id, due=duty.due, why="unless")
        return
    near = lacking(rule.do_cond, w, duty.window) if rule.do_cond is not None else ()
    work.judge(rule, "missed", at, ends=rule.id, due=duty.due, evidence=(e.Span(duty.line),), why=why, lacking=near)


def turn_over(work: Work, at: int) -> None:
    """The customer has the floor again: what was due in the agent's turn is missed."""
    w = work.w
    for key in tuple(w.duties):
        duty = w.duties.get(key)
        if duty is None or duty.last_turn is None or w.turn < duty.last_turn or duty.line == w.line:
            continue
        missed(work, work.plan.rules[key], duty, at, "turn")


def fall_due(work: Work, due: int) -> bool:
    """Miss the first duty that falls due at this instant; whether there was one."""
    w = work.w
    for key, duty in w.duties.items():
        if duty.due == due:
            rule = work.plan.rules[key]
            missed(work, rule, duty, due, "deadline")
            if rule.norm.again and w.over is None:
                _open(work, rule, due, "", due - work.plan.grace)
            return True
    return False
