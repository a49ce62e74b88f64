"""The end: what the end of the call decides, and what the end of the record leaves undecided."""

from __future__ import annotations

from saywell.conversation import events as e
from saywell.conversation.norms import duties, ladders
from saywell.conversation.reaction import Rule
from saywell.conversation.state import State
from saywell.conversation.work import Work

# Whoever picked up and let so many ms of silence pass without ever a word had their turn.
_TURN_GONE = 10_000


def call_over(work: Work, at: int) -> None:
    """The line is gone: ladders end, and duties that had to be done in the call are judged."""
    w = work.w
    by_agent = w.over_by in ("agent", "transfer")
    mute = _never_spoke(w, at)
    for situation in tuple(w.ladders):
        ladders.hung_up(work, situation, at, by_agent=w.over_by == "agent")
    for situation in tuple(w.situations):
        work.close_situation(situation, at)
    for key in tuple(w.duties):
        duty = w.duties[key]
        rule = work.plan.rules[key]
        within = rule.norm.within
        after = within.end == "record" or (duty.due is not None and within.turns is None and within.ms is None)
        if after or "call.over" in rule.norm.when:
            continue
        own_words = duty.turns is not None and duty.window <= duty.line
        had_a_chance = by_agent or own_words or w.said_line > duty.line or mute
        if duty.due is not None and within.ms is not None and not by_agent:
            had_a_chance = False
        if rule.norm.before and within.end != "call":
            had_a_chance = False
        if had_a_chance and (w.said_line or mute):
            duties.missed(work, rule, duty, at, "call-over")
        else:
            work.judge(rule, "not_applicable", at, ends=key, due=duty.due, why="customer-left")


def _never_spoke(w: State, at: int) -> bool:
    """Whether the agent picked up, said nothing at all, and had the time to."""
    since = w.quiet_from
    return not w.said_line and w.ring.answered is not None and since is not None and at - since >= _TURN_GONE


def finish(work: Work, at: int) -> None:
    """The record ends. What is not due stays unjudged, bans that were never broken are kept."""
    w = work.w
    # Few chats are ever closed: where the record of one ends, the conversation does.
    chat_left = w.over is None and w.opened is not None and w.opened.channel == "chat"
    for key in tuple(w.duties):
        rule = work.plan.rules[key]
        duty = w.duties[key]
        had_its_turns = duty.turns is not None and w.turn >= duty.turns and w.heard_line > w.said_line
        if rule.norm.within.end == "record" and w.over is not None:
            duties.missed(work, rule, duty, at, "record-over")
        elif rule.norm.within.end == "call" and chat_left and (duty.window <= duty.line or w.said_line > duty.line):
            duties.missed(work, rule, duty, at, "call-over")
        elif had_its_turns and duty.line < w.heard_line:
            duties.missed(work, rule, duty, at, "turn")
        else:
            work.judge(rule, "not_applicable", at, ends=key, due=duty.due, why="not-due")
    for key, promise in tuple(w.promises.items()):
        work.judge(work.plan.rules[promise.norm], "not_applicable", at, ends=key, due=promise.due, why="not-due")
    for rule in work.plan.rules.values():
        if rule.kind == "ban":
            _kept_ban(work, rule, at)
        elif rule.kind == "permit":
            _never_needed(work, rule, at)
        elif rule.kind == "question" and rule.id in w.applies:
            work.judge(rule, "open", at, evidence=(e.Span(w.applies[rule.id]),), why="ask-a-person")


def _never_needed(work: Work, rule: Rule, at: int) -> None:
    """The customer hung up: the agent, who might not, did not. Not where the agent did and the permit did not apply."""
    w = work.w
    if rule.id in w.hits or w.over_by != "customer":
        return
    if not rule.norm.act[0].startswith("hangup") or (rule.cond is not None and not rule.cond.holds(w, 0)):
        return
    work.judge(rule, "met", at, evidence=(e.Span(w.line),), why="never-needed")


def _kept_ban(work: Work, rule: Rule, at: int) -> None:
    w = work.w
    norm = rule.norm
    if rule.id in w.hits or not w.said_line:
        return
    if norm.during:
        if norm.during not in w.arose or (rule.cond is not None and not rule.cond.holds(w, 0)):
            return
    elif norm.when:
        if rule.id not in w.applies:
            return
    elif rule.cond is not None and not rule.cond.holds(w, 0):
        return
    work.judge(rule, "met", at, why="kept")
