"""What a view is made of that only grows: transcript, findings, promises, answers to forms. Pure.

A conversation gets longer by one input or event at a time; what was made of those before is kept, so that a view costs
as much at the end of a long conversation as at its beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.plan import Plan
from saywell.desk import wire as w
from saywell.desk.forms import Told
from saywell.desk.talk import Live
from saywell.kernel.locale import LOCALES
from saywell.quality.reasons import why
from saywell.quality.score import SETTLED, promises_in, section_of
from saywell.standard.model import Key, Standard

_WAIT = {"zh-Hans": "客户在等", "zh-Hant": "客戶在等", "en": "Customer is waiting"}


class Drawn:
    """What was made of a conversation so far. `follow` goes on where it stopped."""

    def __init__(self) -> None:
        self.entries: dict[str, w.Entry] = {}
        self.findings: tuple[w.Finding, ...] = ()
        self.promises: tuple[w.Promise, ...] = ()
        self.transfer = ("", "")
        self.told = Told()
        self._made: dict[int, list[e.PromiseMade]] = {}
        self._inputs: tuple[i.AnyInput, ...] = ()
        self._events: tuple[e.AnyEvent, ...] = ()

    def follow(self, live: Live) -> Drawn:
        """As far as the conversation is now; a new one where this is of another course of it."""
        if live.plan is None:
            return self
        if not (_goes_on(self._inputs, live.inputs) and _goes_on(self._events, live.events)):
            return Drawn().follow(live)
        fresh = live.events[len(self._events) :]
        for event in fresh:
            if type(event) is e.PromiseMade:
                if event.line <= len(self._inputs):
                    return Drawn().follow(live)
                self._made.setdefault(event.line, []).append(event)
        self.findings += findings_of(live.plan, fresh)
        for n, got in enumerate(live.inputs[len(self._inputs) :], len(self._inputs) + 1):
            self._input(live, live.plan, n, got)
        self._inputs, self._events = live.inputs, live.events
        return self

    def _input(self, live: Live, plan: Plan, n: int, got: i.AnyInput) -> None:
        if type(got) is i.HungUp and live.rang_out is not None:
            entry: w.Entry | None = w.Entry(
                n=n, at=got.at, kind="rang_out", by=got.by, detail={"outcome": live.rang_out}
            )
        else:
            entry = _entry(n, got)
        if entry is not None:
            self.entries[str(n)] = entry
        if type(got) is i.Transfer:
            self.transfer = (got.step, got.to or self.transfer[1])
        self.told.add(got)
        self.promises += tuple(
            w.Promise(text=one.what, act=one.act, who=one.who, due=one.due, vague=one.vague, n=n)
            for one in promises_in(plan, got, self._made.get(n, ()))
        )


def _goes_on(before: Sequence[Any], now: Sequence[Any]) -> bool:
    """Whether the one is the beginning of the other; records are never made twice, so the last one tells."""
    return not before or (len(now) >= len(before) and now[len(before) - 1] is before[-1])


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


def findings_of(plan: Plan, events: Sequence[e.AnyEvent]) -> tuple[w.Finding, ...]:
    """The verdicts among events, in words."""
    key = Key(plan.standard)
    return tuple(
        w.Finding(
            norm=event.norm,
            title=title_of(key, event.norm),
            clauses=event.clauses,
            verdict=event.verdict,
            at=event.at,
            why=_why(key, event.why, event.lacking),
            section=section_of(plan.standard, event.clauses),
            evidence=tuple((span.line, span.start, span.end) for span in event.evidence),
        )
        for event in events
        if type(event) is e.Judged and event.clauses and event.verdict in SETTLED
    )


@lru_cache(maxsize=5_000)
def _why(key: Key, code: str, lacking: tuple[str, ...]) -> w.Text:
    return {locale: why(key.standard, code, lacking, locale) for locale in LOCALES}


def situation_of(standard: Standard, id: str) -> w.Text:
    """What a situation is called, in each language."""
    spec = standard.situations.get(id)
    return dict(spec.title) if spec is not None and spec.title else dict.fromkeys(LOCALES, id)


@lru_cache(maxsize=5_000)
def title_of(key: Key, norm: str) -> w.Text:
    """What a norm is about, in each language."""
    standard = key.standard
    if norm in standard.situations:
        return situation_of(standard, norm)
    if norm == "wait":
        return _WAIT
    rule = standard.norms.get(norm)
    return dict(rule.title) if rule is not None else dict.fromkeys(LOCALES, norm)
