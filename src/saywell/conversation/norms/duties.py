"""Duties: opened by a signal, met by what is said or done, missed at their deadline, waived by an exception."""

from __future__ import annotations

from saywell.conversation import events as e
from saywell.conversation.conditions import evidence, lacking
from saywell.conversation.reaction import Reaction, Rule
from saywell.conversation.work import Work


def open_on(work: Work, found: Reaction, at: int) -> None:
    """Open the duties that these signals call for."""
    for one in found.opens:
        _open(work, one.rule, at, one.name)


def _open(work: Work, rule: Rule, at: int, name: str, base: int | None = None) -> None:
    w = work.w
    id_ = rule.id
    if id_ in w.duties or (rule.once and id_ in w.hits):
        return
    if rule.cond is not None and not rule.cond.holds(w, 0):
        return
    line = w.line
    by_agent = w.floor == "agent"
    if rule.open_window == "call":
        window = 0
    elif by_agent and work.spoken and not name.startswith("wait."):
        window = w.turn_line
    else:
        window = line + 1
    turns, due = rule.turns, None
    if turns is not None:
        turns += w.turn - 1 if by_agent else w.turn
    if rule.timed:
        due = work.plan.deadline(rule.norm.within, work.end if base is None else base)
    work.open_duty(id_, at, window, due, turns)
    if (window <= line or not rule.windowed) and rule.do is not None and rule.do.holds(w, window):
        _met(work, rule, w.duties[id_], at)


def progress(work: Work, found: Reaction, at: int) -> None:
    """Close the open duties that these signals meet, fail or waive."""
    w = work.w
    for rule in found.progress:
        if rule.id in w.duties and rule.do is not None:
            duty = w.duties[rule.id]
            if rule.do.holds(w, duty.window):
                _met(work, rule, duty, at)
    for one in found.ends:
        rule, name = one.rule, one.name
        if rule.id not in w.duties:
            continue
        duty = w.duties[rule.id]
        if name in rule.norm.waive:
            work.judge(rule, "not_applicable", at, ends=rule.id, why="waived:" + name)
        else:
            missed(work, rule, duty, at, "before:" + name if name in rule.before else "failed:" + name)


def _met(work: Work, rule: Rule, duty: e.DutyOpened, at: int) -> None:
    w = work.w
    found = evidence(rule.do_names, w, duty.window, w.line)
    work.judge(rule, "met", at, ends=rule.id, due=duty.due, evidence=found)


def missed(work: Work, rule: Rule, duty: e.DutyOpened, at: int, why: str) -> None:
    """End a duty that was not done; an exception makes it not applicable."""
    w = work.w
    if rule.unless is not None and rule.unless.holds(w, duty.window):
        work.judge(rule, "not_applicable", at, ends=rule.id, due=duty.due, why="unless")
        return
    near = lacking(rule.do_parts, w, duty.window)
    work.judge(rule, "missed", at, ends=rule.id, due=duty.due, evidence=(e.Span(duty.line),), why=why, lacking=near)


def turn_over(work: Work, at: int) -> None:
    """The customer has the floor again: what was due in the agent's turn is missed."""
    w = work.w
    for key, duty in w.duties.items():  # A verdict puts a new dict in its place.
        if duty.turns is None or w.turn < duty.turns or duty.line == w.line:
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
