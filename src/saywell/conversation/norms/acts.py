"""Norms that are judged at a moment: checks before an act, bans, permits, and what the agent may do."""

from __future__ import annotations

from saywell.conversation import events as e
from saywell.conversation.conditions import evidence, lacking
from saywell.conversation.reaction import Reaction, Rule
from saywell.conversation.work import Work


def on_signals(work: Work, found: Reaction, at: int) -> None:
    """Judge the acts among these signals, each norm once."""
    for one in found.acts:
        name, rule = one.name, one.rule
        kind = rule.kind
        if kind == "check":
            _check(work, rule, name, at)
        elif kind == "permit":
            _permit(work, rule, name, at)
        elif kind == "ban":
            _ban(work, rule, at)
        else:
            _may(work, rule, at)


def scopes_on(work: Work, found: Reaction, at: int) -> None:
    """Bans and questions that apply from these signals on; bans of situations that have just opened."""
    w = work.w
    for one in found.scopes:
        rule = one.rule
        if one.name == "ban":
            _ban(work, rule, at)
        elif rule.id not in w.applies and (rule.cond is None or rule.cond.holds(w, 0)):
            work.emit(e.ScopeArose(at, norm=rule.id, line=w.line))


def _here(work: Work, name: str) -> tuple[e.Span, ...]:
    seen = work.w.seen.get(name)
    return (e.Span(work.w.line, seen[2], seen[3]),) if seen is not None else (e.Span(work.w.line),)


def _check(work: Work, rule: Rule, name: str, at: int) -> None:
    w = work.w
    if rule.once and rule.id in w.hits:
        return
    if rule.cond is not None and not rule.cond.holds(w, 0):
        return
    assert rule.needs is not None
    if rule.needs.holds(w, 0):
        work.judge(rule, "met", at, evidence=evidence(rule.needs_names, w, 0) or _here(work, name))
    elif rule.unless is None or not rule.unless.holds(w, 0):
        near = lacking(rule.needs_parts, w, 0)
        work.judge(rule, rule.norm.blame, at, evidence=_here(work, name), why="act:" + name, lacking=near)


def _permit(work: Work, rule: Rule, name: str, at: int) -> None:
    w = work.w
    if rule.cond is not None and not rule.cond.holds(w, 0):
        return
    if work.plan.permits[rule.id].holds(w, 0):
        work.judge(rule, "met", at, evidence=_here(work, name), why="permitted")
    else:
        work.judge(rule, "broken", at, evidence=_here(work, name), why="locked:" + name)


def _ban(work: Work, rule: Rule, at: int) -> None:
    w = work.w
    if rule.during and rule.during not in w.situations:
        return
    if rule.when and rule.id not in w.applies:
        return
    if not rule.when and rule.cond is not None and not rule.cond.holds(w, 0):
        return
    assert rule.never is not None
    if not rule.never.holds(w, w.line):
        return
    if rule.unless is not None and rule.unless.holds(w, 0):
        return
    if rule.once and rule.id in w.hits:
        return
    found = evidence(rule.never_names, w, w.line, w.line)
    work.judge(rule, "broken", at, evidence=found, why="forbidden")


def _may(work: Work, rule: Rule, at: int) -> None:
    w = work.w
    if rule.id in w.hits or (rule.during and rule.during not in w.situations):
        return
    if rule.cond is not None and not rule.cond.holds(w, 0):
        return
    assert rule.do is not None
    window = w.turn_line
    if rule.do.holds(w, window):
        work.judge(rule, "met", at, evidence=evidence(rule.do_names, w, window, w.line))
