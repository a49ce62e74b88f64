"""A conversation as pages show it, and what changed between two views. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.advice import Advice, advise
from saywell.conversation.conditions import names_in
from saywell.conversation.decide import advance, step
from saywell.conversation.plan import Plan
from saywell.desk import wire as w
from saywell.desk.forms import forms_of
from saywell.desk.orders import looked_up
from saywell.desk.slots import slots_of, surname_of
from saywell.desk.talk import Known, Live, heard_outcome
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import LOCALES
from saywell.kernel.time import Instant
from saywell.quality.reasons import reason
from saywell.quality.score import SETTLED, Run, card, named, promises_of
from saywell.standard.fill import fill, slots_in
from saywell.standard.model import Key, Standard

MOST_SAYINGS = 5
_WAIT = {"zh-Hans": "客户在等", "zh-Hant": "客戶在等", "en": "Customer is waiting"}


def view(live: Live, person: w.Person, now: Instant, *, typing: bool = False) -> w.Talk:
    """The conversation at an instant; the state must have been settled up to then."""
    placed, state, plan = live.placed, live.state, live.plan
    assert placed is not None
    opening = state.opened or placed.opening
    base: dict[str, Any] = {
        "id": placed.opening.id, "centre": placed.centre, "channel": opening.channel, "direction": opening.direction,
        "phase": live.phase, "queue": placed.queue, "agent": live.agent, "arrived": placed.at,
        "customer_typing": typing, "rating": live.rated,
        "whispers": {str(n): one.text for n, one in enumerate(live.whispers)},
        "purpose": state.purpose or opening.purpose or "", "ref": placed.ref, "number": placed.number,
        "outcome": live.disposed.outcome if live.disposed is not None else "", "heard": heard_outcome(live) or "",
    }  # fmt: skip
    if plan is None:
        return w.Talk(customer=person_of(live, person), **base, **_NOT_OPEN)
    at = max(now, state.clock)
    advice = advise(plan, state, at)
    events = finished(live) if state.over is not None else live.events
    found = tuple(_findings(plan, events))
    transfer, transfer_to = _transfer(live)
    return w.Talk(
        **base,
        answered=state.ring.answered if opening.channel == "phone" else live.taken,
        over=state.over,
        over_by=state.over_by,
        held=state.wait is not None and state.wait.hold,
        muted=state.wait is not None and state.wait.mute,
        customer=person_of(live, person),
        lang=advice.lang,
        situations={one: _situation(plan.standard, one) for one in advice.situations},
        entries={str(entry.n): entry for entry in _entries(live)},
        say=_sayings(plan, live, advice, at) if state.over is None else (),
        timers=tuple(_timers(plan, advice)) if state.over is None else (),
        keys=tuple(_keys(plan, live, advice, at)) if state.over is None else (),
        findings=found,
        promises=tuple(_promises(live)),
        forms=forms_of(live, advice),
        missed=sum(one.verdict == "missed" for one in found),
        broken=sum(one.verdict == "broken" for one in found),
        score=score_of(live, events) if state.over is not None else None,
        transfer=transfer,
        transfer_to=transfer_to,
    )


_NOT_OPEN: dict[str, Any] = {
    "answered": None, "over": None, "over_by": "", "held": False, "muted": False, "lang": None, "situations": {},
    "entries": {}, "say": (), "timers": (), "keys": (), "findings": (), "promises": (), "forms": {}, "missed": 0,
    "broken": 0, "score": None, "transfer": "", "transfer_to": "",
}  # fmt: skip


def patch(old: Any, new: Any) -> Any:
    """The merge patch (RFC 7396) that makes `new` of `old`, both plain objects; {} where nothing changed."""
    out: dict[str, Any] = {key: None for key in old if key not in new}
    for key, value in new.items():
        if key not in old:
            out[key] = value
        elif value != old[key]:
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


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_null(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_without_null(one) for one in value]
    return value


def called(person: w.Person) -> str:
    """A customer by name and title: 王先生, Mr Smith."""
    if not person.surname:
        return person.name
    if person.surname.isascii() and person.title.isascii():
        return f"{person.title} {person.surname}".strip()
    return person.surname + person.title


def person_of(live: Live, person: w.Person) -> w.Person:
    """What the book knows, and what the conversation told."""
    state = live.state
    opening = state.opened or (live.placed.opening if live.placed is not None else None)
    known = opening.customer if opening is not None and opening.customer is not None else i.Customer()
    told = live.known or Known(0)
    return msgspec.structs.replace(
        person,
        surname=surname_of(state) or person.surname or told.surname or known.surname or "",
        title=state.title or person.title or told.title or known.title or "",
        name=person.name or told.name or known.name or "",
        phone=state.given.get("phone") or person.phone or told.phone or known.phone or "",
        account=state.given.get("account") or person.account or told.account or known.account or "",
        lang=person.lang or told.lang,
    )


def _situation(standard: Standard, id: str) -> w.Text:
    spec = standard.situations.get(id)
    return dict(spec.title) if spec is not None and spec.title else dict.fromkeys(LOCALES, id)


# -- the transcript -----------------------------------------------------------------------------------------------


def _entries(live: Live) -> Iterator[w.Entry]:
    for n, got in enumerate(live.inputs, 1):
        if type(got) is i.HungUp and live.rang_out is not None:
            yield w.Entry(n=n, at=got.at, kind="rang_out", by=got.by, detail={"outcome": live.rang_out})
            continue
        entry = _entry(n, got)
        if entry is not None:
            yield entry


def _entry(n: int, got: i.AnyInput) -> w.Entry | None:
    if type(got) is i.Said:
        heard = got.heard or i.Heard()
        moves = tuple(move.id for move in heard.moves)
        return w.Entry(n=n, at=got.at, to=got.to, kind="said", by=got.by, text=got.text, lang=heard.lang, moves=moves)
    kind = str(got.__struct_config__.tag)
    if kind in ("opened", "speech", "measured", "draft", "ended"):
        return None
    if isinstance(got, i.Hold | i.Mute | i.Incident):
        kind = f"{kind}_{'on' if got.on else 'off'}"
    values = msgspec.to_builtins(got)
    detail = {key: value for key, value in values.items() if key not in ("type", "at", "text", "by", "on", "key")}
    return w.Entry(n=n, at=got.at, kind=kind, by=values.get("by", ""), text=values.get("text") or "", detail=detail)


def _transfer(live: Live) -> tuple[str, str]:
    """Where a transfer stands, and to whom it was offered last."""
    steps = [got for got in live.inputs if type(got) is i.Transfer]
    to = next((got.to for got in reversed(steps) if got.to), "")
    return (steps[-1].step if steps else "", to or "")


# -- what to say, what runs, what is locked ------------------------------------------------------------------------


def _sayings(plan: Plan, live: Live, advice: Advice, now: Instant) -> tuple[w.Saying, ...]:
    me, order = (live.agent, live.agent_name), looked_up(live)
    slots = {locale: slots_of(plan, live.state, locale, now, me, order) for locale in LOCALES}
    out: dict[str, w.Saying] = {}
    for one in advice.say:
        if one.line in out or len(out) == MOST_SAYINGS:
            continue
        spoken = plan.standard.lines[one.line]
        texts: w.Text = {
            locale: fill(spoken.texts[locale], slots[locale]) for locale in LOCALES if locale in spoken.texts
        }
        asked = dict.fromkeys(slot for text in spoken.texts.values() for slot in slots_in(text))
        free = tuple(slot for slot in asked if slot not in slots["zh-Hans"])
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


@lru_cache(maxsize=5_000)
def _title(key: Key, norm: str) -> dict[str, str]:
    standard = key.standard
    if norm in standard.situations:
        return _situation(standard, norm)
    if norm == "wait":
        return _WAIT
    rule = standard.norms.get(norm)
    if rule is None:
        return dict.fromkeys(LOCALES, norm)
    if rule.title:
        return dict(rule.title)
    wanted = rule.do or rule.needs or rule.never
    names = [name for name in (names_in(wanted) if wanted is not None else rule.act) if name in standard.moves][:2]
    if not names:
        return dict.fromkeys(LOCALES, norm.replace("-", " ").replace("_", " "))
    return {locale: " / ".join(dict.fromkeys(named(standard, names, locale))) for locale in LOCALES}


def title_of(key: Key, norm: str) -> w.Text:
    """What a norm is about, in each language."""
    return _title(key, norm)


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
    if live.plan is None or live.state.ended:
        return live.events
    state = live.state.copy()
    return (*live.events, *advance(live.plan, state, i.Ended(state.clock)))


def _findings(plan: Plan, events: tuple[e.AnyEvent, ...]) -> Iterator[w.Finding]:
    key = Key(plan.standard)
    for event in events:
        if type(event) is not e.Judged or not event.clauses or event.verdict not in SETTLED:
            continue
        why: w.Text = {
            locale: reason(event.why, named(plan.standard, event.lacking, locale), locale) for locale in LOCALES
        }
        spans = tuple((span.line, span.start, span.end) for span in event.evidence)
        yield w.Finding(
            norm=event.norm,
            title=title_of(key, event.norm),
            clauses=event.clauses,
            verdict=event.verdict,
            at=event.at,
            why=why,
            evidence=spans,
        )


def score_of(live: Live, events: tuple[e.AnyEvent, ...]) -> w.Score:
    """The score of a conversation by its events to the end."""
    assert live.ready is not None and live.plan is not None
    done = card(Run(live.ready.standard, live.plan, live.inputs, events))
    titles = {one.id: dict(one.title) for one in live.ready.standard.scoring.sections}
    return w.Score(total=done.score, sections=done.sections, titles=titles)


def _promises(live: Live) -> Iterator[w.Promise]:
    done = Run(live.ready.standard, live.plan, live.inputs, live.events) if live.ready and live.plan else None
    start = live.inputs[0].at if live.inputs else 0
    for one in promises_of(done) if done is not None else ():
        due = start + round(one["due"] * 1000) if one["due"] is not None else None
        yield w.Promise(text=one["what"], act=one["act"], who=one["who"], due=due, vague=one["vague"], n=one["line"])
