"""A conversation as pages show it, and what changed between two views. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.advice import Advice, advise
from saywell.conversation.decide import advance, step
from saywell.conversation.plan import Plan
from saywell.desk import wire as w
from saywell.desk.drawn import Drawn, findings_of, situation_of, title_of
from saywell.desk.forms import forms_of, next_question
from saywell.desk.orders import looked_up
from saywell.desk.slots import slots_of, surname_of, worded
from saywell.desk.talk import Known, Live, heard_outcome, survey_of
from saywell.desk.wishes import wished
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import LOCALES
from saywell.kernel.time import Instant
from saywell.quality.score import Run, card
from saywell.standard.fill import fill, slots_in
from saywell.standard.model import Key

MOST_SAYINGS = 5


def view(live: Live, person: w.Person, now: Instant, *, typing: bool = False, drawn: Drawn | None = None) -> w.Talk:
    """The conversation at an instant; the state must have been settled up to then. `drawn`: what was made of it as far
    as it is now, where that is kept."""
    placed, state, plan = live.placed, live.state, live.plan
    assert placed is not None
    opening = state.opened or placed.opening
    base: dict[str, Any] = {
        "id": placed.opening.id, "centre": placed.centre, "channel": opening.channel, "direction": opening.direction,
        "phase": live.phase, "queue": placed.queue, "agent": live.agent, "arrived": placed.at,
        "customer_typing": typing, "rating": live.rated, "rating_text": live.rated_text,
        "whispers": {str(n): one.text for n, one in enumerate(live.whispers) if n >= live.to_others},
        "purpose": state.purpose or opening.purpose or "", "ref": placed.ref, "number": placed.number,
        "outcome": live.disposed.outcome if live.disposed is not None else "", "heard": heard_outcome(live) or "",
        "again": wished(live, now), "survey": survey_of(live), "answers": live.answers,
        "agents": tuple((one.at, one.agent, one.name) for one in live.agents),
        "help": live.help.at if live.help is not None and state.over is None else None,
        "help_text": live.help.text if live.help is not None and state.over is None else "",
    }  # fmt: skip
    if plan is None:
        return w.Talk(customer=person_of(live, person), **base, **_NOT_OPEN, over=over_of(live))
    at = max(now, state.clock)
    advice = advise(plan, state, at)
    done = Drawn().follow(live) if drawn is None else drawn
    forms = forms_of(live, advice, done.told)
    rest = _rest(live) if state.over is not None else ()
    found = done.findings + findings_of(plan, rest) if rest else done.findings
    return w.Talk(
        **base,
        answered=answered_of(live),
        over=over_of(live),
        over_by=state.over_by,
        held=state.wait is not None and state.wait.hold,
        muted=state.wait is not None and state.wait.mute,
        customer=person_of(live, person),
        lang=advice.lang,
        situations={one: situation_of(plan.standard, one) for one in advice.situations},
        entries=done.entries.copy(),
        say=_say(plan, live, advice, at, forms) if state.over is None else (),
        timers=tuple(_timers(plan, advice)) if state.over is None else (),
        keys=tuple(_keys(plan, live, advice, at)) if state.over is None else (),
        deeds=tuple(_deeds(plan, advice)),
        findings=found,
        promises=done.promises,
        forms=forms,
        missed=sum(one.verdict == "missed" for one in found),
        broken=sum(one.verdict == "broken" for one in found),
        score=score_of(live, (*live.events, *rest)) if state.over is not None and was_served(live) else None,
        transfer=done.transfer[0],
        transfer_to=done.transfer[1],
    )


_NOT_OPEN: dict[str, Any] = {
    "answered": None, "over_by": "", "held": False, "muted": False, "lang": None, "situations": {},
    "entries": {}, "say": (), "timers": (), "keys": (), "deeds": (), "findings": (), "promises": (), "forms": {},
    "missed": 0, "broken": 0, "score": None, "transfer": "", "transfer_to": "",
}  # fmt: skip


def answered_of(live: Live) -> Instant | None:
    """When somebody answered the customer, or the customer the agent who rang them up; None where nobody has."""
    opening = live.state.opened or (live.placed.opening if live.placed is not None else None)
    return live.state.ring.answered if opening is not None and opening.channel == "phone" else live.taken


def was_served(live: Live) -> bool:
    """Whether there is anything to score: somebody answered, or something spoke for the centre."""
    if answered_of(live) is not None:
        return True
    return any(type(one) is i.Said and one.by in ("agent", "bot") for one in live.inputs)


def over_of(live: Live) -> Instant | None:
    """When the conversation was over, or the customer left it before anybody answered."""
    return live.state.over if live.state.over is not None or live.left is None else live.left.at


def patch(old: Any, new: Any) -> Any:
    """The merge patch (RFC 7396) that makes `new` of `old`, both plain objects; {} where nothing changed."""
    out: dict[str, Any] = {key: None for key in old if key not in new}
    for key, value in new.items():
        if key not in old:
            out[key] = value
        elif value is not old[key] and value != old[key]:
            both = isinstance(value, dict) and isinstance(old[key], dict)
            out[key] = patch(old[key], value) if both else value
    return out


def merged(old: Any, change: dict[str, Any]) -> dict[str, Any]:
    """What a merge patch makes of an object (RFC 7396)."""
    out = dict(old) if isinstance(old, dict) else {}
    for key, value in change.items():
        if value is None:
            out.pop(key, None)
        else:
            out[key] = merged(out.get(key), value) if isinstance(value, dict) else value
    return out


def plain(one: w.Wire) -> dict[str, Any]:
    """A record as JSON has it, without nulls: in a merge patch null means gone."""
    done: dict[str, Any] = _without_null(msgspec.to_builtins(one))
    return done


def plain_again(new: w.Talk, old: w.Talk, before: dict[str, Any]) -> dict[str, Any]:
    """The same as `plain(new)`, with the parts of `before`, which is `plain(old)`, that are the same in both."""
    out: dict[str, Any] = {}
    for name in new.__struct_fields__:
        value, known = getattr(new, name), getattr(old, name)
        if value is None:
            continue
        if value is known or value == known:
            out[name] = before[name]
        elif type(value) is dict and type(known) is dict:
            out[name] = {
                key: before[name][key] if key in known and (one is known[key] or one == known[key]) else _plain(one)
                for key, one in value.items()
                if one is not None
            }
        elif type(value) is tuple and type(known) is tuple:
            same = next((n for n, (a, b) in enumerate(zip(value, known, strict=False)) if a is not b), len(known))
            same = min(same, len(value))
            out[name] = [*before[name][:same], *(_plain(one) for one in value[same:])]
        else:
            out[name] = _plain(value)
    return out


def _plain(value: Any) -> Any:
    return _without_null(msgspec.to_builtins(value))


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_null(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_without_null(one) for one in value]
    return value


def called(person: w.Person) -> str:
    """A customer by name and title: 王先生, Mr Smith; by the whole name where no title is known."""
    if not person.surname or (person.name and not person.title):
        return person.name
    if person.surname.isascii() and person.title.isascii():
        return f"{person.title} {person.surname}".strip()
    return person.surname + person.title


def known_of(live: Live) -> Known:
    """Who the customer is, as the shop told it; with the title by which the agent calls them, where none is known."""
    known = live.known or Known(0)
    if known.title or live.state.title or not live.state.surname:
        return known
    for got in reversed(live.inputs):
        if type(got) is not i.Said or got.by != "agent" or got.heard is None:
            continue
        for one in got.heard.entities:
            if one.kind == "name" and one.value.get("key") == live.state.surname and one.value.get("title"):
                return msgspec.structs.replace(known, title=str(one.value["title"]))
    return known


def person_of(live: Live, person: w.Person) -> w.Person:
    """What the book knows, and what the conversation told."""
    state = live.state
    opening = state.opened or (live.placed.opening if live.placed is not None else None)
    known = opening.customer if opening is not None and opening.customer is not None else i.Customer()
    told = known_of(live)
    return msgspec.structs.replace(
        person,
        surname=surname_of(state) or person.surname or told.surname or known.surname or "",
        title=state.title or person.title or told.title or known.title or "",
        name=person.name or told.name or known.name or "",
        phone=state.given.get("phone") or person.phone or told.phone or known.phone or "",
        account=state.given.get("account") or person.account or told.account or known.account or "",
        lang=person.lang or told.lang or (live.placed.locale if live.placed is not None else "") or None,
    )


# -- what to say, what runs, what is locked ------------------------------------------------------------------------


def _say(plan: Plan, live: Live, advice: Advice, now: Instant, forms: dict[str, w.Filled]) -> tuple[w.Saying, ...]:
    """The standard's lines, and where a form is being filled what to ask for next."""
    found = sayings(plan, live, advice, now)
    if not any(set(_IDENTITY) & set(plan.standard.lines[one.line].moves) for one in found):
        found = (*who_is_it(plan, live, now), *found)[:MOST_SAYINGS]
    question = next_question(live, forms)
    return (*found[: MOST_SAYINGS - 1], question) if question is not None else found


_OPENING: w.Text = {
    "zh-Hans": "您好，请问您是{customer_name}吗？我是{company}的{agent_name}，您现在方便接听电话吗？",
    "zh-Hant": "您好，請問您是{customer_name}嗎？我是{company}的{agent_name}，您現在方便接聽電話嗎？",
    "en": "Hello, am I speaking with {customer_name}? This is {agent_name} of {company}. Is this a good time to talk?",
}
_IDENTITY = ("agent.asks_identity", "agent.asks_for_person")


def who_is_it(plan: Plan, live: Live, now: Instant) -> Iterator[w.Saying]:
    """How to begin a call to a customer where the standard has no words of its own for it."""
    opened = live.state.opened
    if opened is None or opened.direction != "outbound" or opened.channel != "phone":
        return
    if any(name in live.state.seen for name in _IDENTITY):
        return
    me = (live.agent, live.agent_name)
    slots = {locale: slots_of(plan, live.state, locale, now, me, looked_up(live)) for locale in LOCALES}
    texts: w.Text = {locale: fill(_OPENING[locale], slots[locale]) for locale in LOCALES}
    free = tuple(slot for slot in slots_in(_OPENING["en"]) if slot not in slots["zh-Hans"])
    yield w.Saying(line="ask.identity", norm="", clauses=(), due=None, texts=texts, open=free)


def sayings(plan: Plan, live: Live, advice: Advice, now: Instant) -> tuple[w.Saying, ...]:
    """What an advice has to say, slots filled."""
    if not advice.say:
        return ()
    me, order = (live.agent, live.agent_name), looked_up(live)
    slots = {locale: slots_of(plan, live.state, locale, now, me, order, known_of(live)) for locale in LOCALES}
    out: dict[str, w.Saying] = {}
    for one in advice.say:
        if one.line in out or len(out) == MOST_SAYINGS:
            continue
        spoken = plan.standard.lines[one.line]
        figures = {slot: f"{plan.numbers[number].value:g}" for slot, number in spoken.slots.items()}
        texts: w.Text = {
            locale: worded(spoken.texts[locale], {**slots[locale], **figures}, locale)
            for locale in LOCALES
            if locale in spoken.texts
        }
        asked = dict.fromkeys(slot for text in spoken.texts.values() for slot in slots_in(text))
        free = tuple(slot for slot in asked if slot not in slots["zh-Hans"] and slot not in figures)
        out[one.line] = w.Saying(line=one.line, norm=one.norm, clauses=one.clauses, due=one.due, texts=texts, open=free)
    return tuple(out.values())


def _timers(plan: Plan, advice: Advice) -> Iterator[w.Timer]:
    for n, one in enumerate(advice.running):
        yield w.Timer(
            key=f"{one.norm}.{n}",
            norm=one.norm,
            title=title_of(Key(plan.standard), one.norm),
            clauses=one.clauses,
            since=one.since,
            due=one.due,
            turns_left=one.turns_left,
        )


_ACTS: tuple[tuple[str, str], ...] = (
    ("hang_up", "hangup.agent"), ("transfer", "transfer.done"), ("hold", "hold.on"), ("mute", "mute.on"),
)  # fmt: skip


def _keys(plan: Plan, live: Live, advice: Advice, now: Instant) -> Iterator[w.Key]:
    if live.state.opened is None or (live.state.opened.channel == "phone" and live.state.ring.answered is None):
        return
    for act, signal in _ACTS:
        clauses: dict[str, None] = {}
        norms = []
        for one in advice.acts:
            if one.act == signal and not one.open:
                clauses.update(dict.fromkeys(one.clauses))
                norms.append(one.norm)
        for norm, more in _against(plan, live, act, now):
            clauses.update(dict.fromkeys(more))
            norms.append(norm)
        yield w.Key(
            act=act,
            norm=norms[0] if norms else "",
            open=not norms,
            clauses=tuple(clauses),
            why=_why_locked(plan, tuple(clauses)),
        )


def _deeds(plan: Plan, advice: Advice) -> Iterator[w.Key]:
    """What fits to be done now, and what must not be done yet."""
    locks: dict[str, dict[str, None]] = {}
    for one in advice.acts:
        if one.act.startswith("done.") and not one.open:
            locks.setdefault(one.act.removeprefix("done."), {}).update(dict.fromkeys(one.clauses))
    for what in dict.fromkeys((*advice.deeds, *locks)):
        clauses = tuple(locks.get(what, ()))
        yield w.Key(act=what, norm="", open=what not in locks, clauses=clauses, why=_why_locked(plan, clauses))


def _against(plan: Plan, live: Live, act: str, now: Instant) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The norms that would be broken, or have been left out, if the act were done now."""
    state = live.state
    waits = state.wait is not None and state.wait.off is None
    tried: i.AnyInput
    if act == "hold" and not waits:
        tried = i.Hold(now, on=True)
    elif act == "mute" and not waits:
        tried = i.Mute(now, on=True)
    elif act == "transfer":
        tried = i.Transfer(now, step="done")
    else:
        return
    try:
        events, _ = step(plan, state, tried)
    except SaywellError:
        return
    for event in events:
        if (
            type(event) is e.Judged
            and event.kind in ("check", "permit", "ban")
            and event.verdict in ("missed", "broken")
        ):
            yield event.norm, event.clauses


def _why_locked(plan: Plan, clauses: tuple[str, ...]) -> w.Text:
    known = [plan.standard.clauses[one] for one in clauses if one in plan.standard.clauses][:2]
    chinese = "；".join(one.quote for one in known)
    return {"zh-Hans": chinese, "zh-Hant": chinese, "en": " ".join(one.meaning for one in known)}


# -- verdicts ------------------------------------------------------------------------------------------------------


def finished(live: Live) -> tuple[e.AnyEvent, ...]:
    """The events as they are when nothing more comes."""
    return (*live.events, *_rest(live))


def _rest(live: Live) -> tuple[e.AnyEvent, ...]:
    """The events that follow when nothing more comes."""
    if live.plan is None or live.state.ended:
        return ()
    state = live.state.copy()
    return tuple(advance(live.plan, state, i.Ended(state.clock)))


def score_of(live: Live, events: tuple[e.AnyEvent, ...]) -> w.Score:
    """The score of a conversation by its events to the end."""
    assert live.ready is not None and live.plan is not None
    done = card(Run(live.ready.standard, live.plan, live.inputs, events))
    titles = {one.id: dict(one.title) for one in live.ready.standard.scoring.sections}
    return w.Score(total=done.score, sections=done.sections, titles=titles)
