"""What to say and do now: a view of the state, never stored."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from saywell.conversation.conditions import names_in
from saywell.conversation.norms.ladders import ladder_of
from saywell.conversation.plan import Plan
from saywell.conversation.state import State, wait_due
from saywell.standard.model import Offer


class Say(msgspec.Struct, frozen=True):
    """A line that would do what is due, and why it is due."""

    line: str
    norm: str
    clauses: tuple[str, ...]
    due: int | None


class Running(msgspec.Struct, frozen=True):
    """A duty or wait that is running; `due` is the instant at which it is missed (grace included), None for a turn."""

    norm: str
    clauses: tuple[str, ...]
    since: int
    due: int | None
    turns_left: int | None


class Act(msgspec.Struct, frozen=True):
    """An act that has a permit: open or locked, and the clauses that lock it."""

    act: str
    norm: str
    open: bool
    clauses: tuple[str, ...]


class Advice(msgspec.Struct, frozen=True):
    """The advice at one instant. `lang`: the language in which the customer is to be answered (zh-Hans, zh-Hant or en),
    None where it is not known yet. `deeds`: what may be done now besides saying, `forms`: what may be written down."""

    at: int
    say: tuple[Say, ...]
    running: tuple[Running, ...]
    acts: tuple[Act, ...]
    situations: tuple[str, ...]
    lang: str | None = None
    deeds: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


def advise(plan: Plan, state: State, now: int) -> Advice:
    """The advice at `now` for a state that has been settled up to then. Pure."""
    at_now = state
    if now > state.clock:
        at_now = state.copy()
        at_now.clock = now
    return Advice(
        at=at_now.clock,
        say=_say(plan, at_now),
        running=_running(plan, at_now),
        acts=tuple(_acts(plan, at_now)),
        situations=tuple(at_now.situations),
        lang=customer_language(at_now),
        deeds=_deeds(plan, at_now),
        forms=tuple(dict.fromkeys(form for _, offer in _offered(plan, at_now) for form in offer.form)),
    )


def customer_language(w: State) -> str | None:
    """The language of lines for the customer: that of the customer's latest words. Where those mix languages it is the
    one spoken before, else the agent's, else Chinese, which mixed words mostly are. Cantonese is answered in
    Traditional script."""
    latest = _spoken(w, "customer.lang.")
    return latest or (_spoken(w, "agent.lang.") or "zh-Hans" if "customer.lang.mixed" in w.seen else None)


def _spoken(w: State, prefix: str) -> str | None:
    """The language of the latest words of one side that have one."""
    found = [
        (seen[0], lang)
        for name, seen in w.seen.items()
        if name.startswith(prefix) and (lang := _written(name.removeprefix(prefix))) is not None
    ]
    return max(found)[1] if found else None


def _written(lang: str) -> str | None:
    """The language of lines for a language tag; None for what says nothing of it."""
    tag = lang.lower()
    if tag.startswith("en"):
        return "en"
    if tag in ("yue", "zh-yue", "zh-hant", "zh-tw", "zh-hk", "zh-mo") or tag.startswith(("zh-hant-", "yue-")):
        return "zh-Hant"
    return "zh-Hans" if tag.startswith(("zh", "cmn")) else None


def _say(plan: Plan, w: State) -> tuple[Say, ...]:
    out: list[Say] = []
    for situation, ladder in w.ladders.items():
        spec = ladder_of(plan, situation)
        if ladder.step < len(spec.steps):
            step = spec.steps[ladder.step]
            ready = (w.quiet_from or w.clock) + step.wait
            if step.line and w.clock >= ready - plan.grace:
                out.append(Say(step.line, situation, plan.narrowed(step.clauses), ladder.due))
    for duty in sorted(w.duties.values(), key=lambda d: (d.due is None, d.due or 0, d.line)):
        rule = plan.rules[duty.norm]
        # What lifts the duty may have come since it began: what it asks for must not be said then.
        if rule.unless is not None and rule.unless.holds(w, 0):
            continue
        for line in rule.norm.say:
            spoken = plan.standard.lines[line]
            if spoken.channel in ("any", plan.channel):
                out.append(Say(line, rule.id, rule.clauses, duty.due))
    return (*out, *_offers(plan, w), *_allowed(plan, w))


def _offered(plan: Plan, w: State) -> Iterator[tuple[str, Offer]]:
    """What the situations that are going on offer now."""
    for situation in w.situations:
        for offer, test in plan.offers.get(situation, ()):
            if test is None or test.holds(w, 0):
                yield situation, offer


def _offers(plan: Plan, w: State) -> Iterator[Say]:
    """Lines that fit now, and whose moves have not all been heard since the situation opened."""
    for situation, offer in _offered(plan, w):
        since = w.situations[situation]
        for line in offer.say:
            spoken = plan.standard.lines[line]
            said = bool(spoken.moves) and all(move in w.seen and w.seen[move][0] >= since for move in spoken.moves)
            if not said and spoken.channel in ("any", plan.channel):
                yield Say(line, situation, plan.narrowed(spoken.clauses), None)


def _deeds(plan: Plan, w: State) -> tuple[str, ...]:
    """What may be done now: by the offers of situations, by duties that run, by promises that were made."""
    found = [name for _, offer in _offered(plan, w) for name in offer.done]
    for duty in w.duties.values():
        do = plan.rules[duty.norm].norm.do
        named = [name.removeprefix("done.") for name in names_in(do) if name.startswith("done.")]
        # Of the many names by which a file may tell it, those that the desk has a word for.
        found += [name for name in named if name in plan.standard.acts]
    return tuple(dict.fromkeys(name for name in found if "done." + name not in w.seen))


def _allowed(plan: Plan, w: State) -> Iterator[Say]:
    """Lines for what need not be said but may be now: its condition holds and what must come before has come."""
    for rule in plan.allowed:
        if rule.id in w.hits or rule.cond is None or not rule.cond.holds(w, 0):
            continue
        if rule.needs is None or rule.needs.holds(w, 0):
            yield from (Say(line, rule.id, rule.clauses, None) for line in rule.norm.say)
    for rule in plan.scripts:
        left = [line for line in rule.norm.say if not w.seen.keys() >= set(plan.standard.lines[line].moves)]
        if rule.id in w.applies and left:
            yield Say(left[0], rule.id, rule.clauses, None)


def _running(plan: Plan, w: State) -> tuple[Running, ...]:
    out = []
    for duty in w.duties.values():
        left = None if duty.turns is None else max(0, duty.turns - w.turn)
        out.append(Running(duty.norm, plan.rules[duty.norm].clauses, duty.at, duty.due, left))
    for situation, ladder in w.ladders.items():
        spec = ladder_of(plan, situation)
        if ladder.step < len(spec.steps):
            out.append(Running(situation, plan.narrowed(spec.steps[ladder.step].clauses), w.clock, ladder.due, None))
        elif w.quiet_from is not None:
            out.append(
                Running(
                    situation, plan.narrowed(spec.permit_clauses), w.quiet_from, w.quiet_from + spec.final_wait, None
                )
            )
    if w.wait is not None and w.wait.off is None:
        out.append(Running("wait", (), w.wait.since, wait_due(w), None))
    return tuple(sorted(out, key=lambda r: (r.due is None, r.due or 0, r.norm)))


def _acts(plan: Plan, w: State) -> list[Act]:
    return [
        Act(rule.norm.act[0], rule.id, plan.permits[rule.id].holds(w, 0), rule.clauses)
        for rule in plan.rules.values()
        if rule.kind == "permit" and (rule.cond is None or rule.cond.holds(w, 0))
    ]
