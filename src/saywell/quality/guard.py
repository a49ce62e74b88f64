"""The guard: what a standard has against a draft, before it is said. Pure: the same draft and context, the same answer.

    check("打错了", Context(standard))  ->  (Hit(start=0, end=3, clauses=("bank-2.2.1",), severity="block", ...),)

Three things are looked for: taboo phrases; what the engine would judge broken if the draft were said now (bans, and
acts that are locked); promises beyond what the standard allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.conditions import names_in
from saywell.conversation.decide import step
from saywell.conversation.plan import Plan, plan_for
from saywell.conversation.reaction import Rule
from saywell.conversation.state import State
from saywell.exchange.hear import Ear, ear_for
from saywell.exchange.taboos import TabooFound
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import Locale
from saywell.language.fold import fold_characters
from saywell.language.recognise import detect
from saywell.quality.drafts import Listened, draft_heard
from saywell.quality.reasons import reason
from saywell.standard.fill import fill
from saywell.standard.model import Key, Severity, Standard

ORDER: tuple[Severity, ...] = ("block", "warn", "note")
_OF_NORM: dict[str, Severity] = {"critical": "block", "major": "warn", "minor": "note"}
_WHY_LONGEST = 200
_SOME_DAY = 1_772_503_200_000
"""2026-03-03T10:00+08:00, a Tuesday: how long is too long must not depend on when nobody said when it is."""
_TITLES = {"先生": "Mr", "女士": "Ms", "小姐": "Miss", "太太": "Mrs"}


class Hit(msgspec.Struct, frozen=True):
    """What the standard has against a piece of a draft.

    `start`, `end` (in JSON `from`, `to`): character offsets into the draft. `kind`: taboo, ban, act or promise; `norm`:
    the taboo list or the norm. `why`: the reason and the clause in the reader's language. `rewrite`: a line of the
    standard that says it right, in the agent's language, None where the standard has none; `line` is its id.
    """

    start: int = msgspec.field(name="from")
    end: int = msgspec.field(name="to")
    text: str
    kind: str
    norm: str
    clauses: tuple[str, ...]
    severity: Severity
    why: str
    rewrite: str | None = None
    line: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """The (start, end) in the draft."""
        return self.start, self.end

    @property
    def clause(self) -> str:
        """The first of its clauses, empty where the standard names none."""
        return self.clauses[0] if self.clauses else ""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What the guard knows when it looks at a draft.

    `by`: who would say it; only the words of agents and bots are judged. `lang`: language of the rewrites (zh-Hans,
    zh-Hant, en), by default that of the draft; `locale`: language of the reasons. `slots`: values for the slots of
    lines (surname, title, company, agent_name …), beside what `opened` tells. `facts`: of the opening (question: simple
    …), where there is no `opened`.

    `ear`: what hears the draft, by default the standard's own; that of the conversation has then heard what is said.

    `plan` and `state` are those of the running conversation. Without them nothing is known of the situation: bans that
    depend on one are told a degree milder, and acts are not judged. `now`: instant in ms; by default the state's clock.
    """

    standard: Standard
    by: i.Speaker = "agent"
    lang: str | None = None
    locale: Locale = "en"
    slots: dict[str, str] = {}
    channel: i.Channel = "phone"
    direction: i.Direction = "inbound"
    facts: dict[str, Any] = {}
    opened: i.Opened | None = None
    plan: Plan | None = None
    state: State | None = None
    now: int | None = None
    ear: Ear | None = None


def check(draft: str, context: Context, *, finished: bool = True) -> tuple[Hit, ...]:
    """What the standard has against a draft, in the order of its places. Never raises, changes nothing.

    `finished` false: the draft is still being typed; then only what no further word can put right is told.
    """
    if context.by not in ("agent", "bot") or not draft:
        return ()
    listened = draft_heard(context.ear or ear_for(context.standard), draft, context.by, finished)
    judged = _judged_of(context, listened) if listened.text or listened.taboos else ()
    if not judged and not listened.taboos:
        return ()
    lang = _language(draft, context)
    hits = [*_taboo_hits(draft, context, lang, listened, judged)]
    taken = [one.span for one in hits]
    for hit in _broken_hits(draft, context, lang, listened, judged):
        if not any(hit.start < end and start < hit.end for start, end in taken):
            hits.append(hit)
    hits.sort(key=lambda one: (one.start, ORDER.index(one.severity), one.end))
    return tuple(hits)


def blocked(hits: Iterable[Hit]) -> bool:
    """Whether a draft with these hits must not go out."""
    return any(hit.severity == "block" for hit in hits)


def _language(draft: str, context: Context) -> str:
    if context.lang:
        return context.lang
    found = detect(draft, context.locale)
    return {"yue": "zh-Hant", "zh-Hant": "zh-Hant", "en": "en"}.get(found or context.locale, "zh-Hans")


def _taboo_hits(
    draft: str, context: Context, lang: str, listened: Listened, judged: tuple[e.Judged, ...]
) -> Iterable[Hit]:
    """The taboo phrases, each place once: that of the most severe list, of the longest phrase."""
    found: dict[tuple[int, int], Hit] = {}
    for one in listened.taboos:
        severity = _severity_of(context, one, judged)
        if severity is None:
            continue
        hit = _taboo_hit(draft, context, lang, one, severity)
        overlapped = [span for span, other in found.items() if span[0] < hit.end and hit.start < span[1]]
        if all(_better(hit, found[span]) for span in overlapped):
            for span in overlapped:
                del found[span]
            found[hit.span] = hit
    return found.values()


def _better(one: Hit, other: Hit) -> bool:
    here, there = ORDER.index(one.severity), ORDER.index(other.severity)
    return (here, other.start - other.end, not one.rewrite) < (there, one.start - one.end, not other.rewrite)


def _taboo_hit(draft: str, context: Context, lang: str, one: TabooFound, severity: Severity) -> Hit:
    taboo = context.standard.taboos[one.taboo]
    line = taboo.phrases[one.phrase].rewrite
    return Hit(
        one.start,
        one.end,
        draft[one.start : one.end],
        "taboo",
        one.taboo,
        taboo.clauses,
        severity,
        _why(context, "forbidden", taboo.clauses),
        _rewrite(context, lang, line),
        line,
    )


def _severity_of(context: Context, one: TabooFound, judged: tuple[e.Judged, ...]) -> Severity | None:
    """The severity of a taboo phrase here and now; None where the situation that forbids it is not on."""
    told = context.standard.taboos[one.taboo].phrases[one.phrase].severity
    plan = _plan_of(context)
    owners = _owners(context.standard, plan.channel, plan.direction).get(one.taboo, ())
    if not owners or any(rule.kind == "ban" and _is_plain(rule) for rule in owners):
        return told
    if context.state is None:
        return ORDER[min(ORDER.index(told) + 1, len(ORDER) - 1)]
    ids = {rule.id for rule in owners}
    if any(event.norm in ids for event in judged):
        return told
    return "note" if any(rule.kind == "duty" for rule in owners) else None


def _is_plain(rule: Rule) -> bool:
    """Whether a ban holds always and everywhere."""
    norm = rule.norm
    return not (norm.during or norm.when or rule.cond or rule.unless or (norm.never is not None and norm.never.of))


@lru_cache(maxsize=32)
def _owners_of(key: Key, channel: str, direction: str) -> dict[str, tuple[Rule, ...]]:
    plan = plan_for(key.standard, _stand_in(channel, direction, {}))
    out: dict[str, tuple[Rule, ...]] = {}
    for rule in plan.rules.values():
        if rule.kind not in ("ban", "check", "duty"):
            continue
        for cond in (rule.norm.never, rule.norm.needs, rule.norm.do):
            for name in set(names_in(cond)):
                if name.startswith("agent.taboo."):
                    taboo = name.removeprefix("agent.taboo.")
                    out[taboo] = (*out.get(taboo, ()), rule)
    return out


def _owners(standard: Standard, channel: str, direction: str) -> dict[str, tuple[Rule, ...]]:
    """The norms that forbid the phrases of each taboo list."""
    return _owners_of(Key(standard), channel, direction)


def _opened(context: Context) -> i.Opened:
    known = context.state.opened if context.state is not None else None
    return known or context.opened or _stand_in(context.channel, context.direction, context.facts)


def _plan_of(context: Context) -> Plan:
    return context.plan or plan_for(context.standard, _opened(context))


@lru_cache(maxsize=32)
def _fresh(key: Key, channel: i.Channel, direction: i.Direction) -> State:
    return _begun(plan_for(key.standard, _stand_in(channel, direction, {})), {})


def _begun(plan: Plan, facts: dict[str, Any]) -> State:
    """A conversation in which nothing has been said, in the midst of working time."""
    at = plan.calendar.after(_SOME_DAY, 60)
    opened = _stand_in(plan.channel, plan.direction, facts, at)
    state = step(plan, State(), opened)[1]
    return step(plan, state, i.Answered(at))[1] if plan.channel == "phone" else state


def _stand_in(channel: str, direction: str, facts: dict[str, Any], at: int = 0) -> i.Opened:
    return i.Opened(
        at,
        id="",
        channel="chat" if channel == "chat" else "phone",
        direction="outbound" if direction == "outbound" else "inbound",
        facts=facts,
    )


def _judged_of(context: Context, listened: Listened) -> tuple[e.Judged, ...]:
    """What the engine would judge broken if the draft were said now; the conversation itself stays as it is."""
    plan = _plan_of(context)
    state = context.state
    if state is None or state.line == 0:
        opened = context.opened
        if opened is not None:
            state = step(plan, State(), ear_for(context.standard).opened(opened))[1]
        elif context.facts:
            state = _begun(plan, context.facts)
        else:
            state = _fresh(Key(context.standard), plan.channel, plan.direction)
    # What is judged once in a conversation was perhaps judged before; it is still not to be said again.
    state = state.copy()
    state.hits = {}
    at = max(state.clock, context.now if context.now is not None else state.clock)
    said = i.Said(at, by=context.by, text=listened.text, heard=listened.heard)
    try:
        events, after = step(plan, state, said)
    except SaywellError:
        return ()
    return tuple(
        event
        for event in events
        if type(event) is e.Judged and event.verdict == "broken" and any(s.line == after.line for s in event.evidence)
    )


def _broken_hits(
    draft: str, context: Context, lang: str, listened: Listened, judged: tuple[e.Judged, ...]
) -> Iterable[Hit]:
    if not listened.text:
        return
    live = context.state is not None
    plan = _plan_of(context)
    for event in judged:
        rule = plan.rules[event.norm]
        if not live and (rule.kind not in ("ban", "promise") or rule.norm.during or rule.norm.when):
            continue
        severity = "warn" if rule.kind == "promise" else _OF_NORM[rule.norm.severity]
        if not live and rule.unless is not None:
            severity = "note"
        span = next((one for one in event.evidence if one.end), None)
        start, end = (span.start, span.end) if span is not None else (0, len(listened.text))
        line = next((one for one in rule.norm.say if one in context.standard.lines), "")
        yield Hit(
            start,
            end,
            draft[start:end],
            {"permit": "act", "check": "act"}.get(rule.kind, rule.kind),
            event.norm,
            event.clauses,
            severity,
            _why(context, event.why.partition(":")[0], event.clauses),
            _rewrite(context, lang, line),
            line,
        )


def _why(context: Context, code: str, clauses: tuple[str, ...]) -> str:
    """The reason and the words of the clause, in the reader's language as far as the standard has them."""
    told = reason(code, (), context.locale)
    if not clauses:
        return told
    clause = context.standard.clauses.get(clauses[0])
    if clause is None:
        return f"{told} ({clauses[0]})" if context.locale == "en" else f"{told}（{clauses[0]}）"
    if context.locale == "en":
        return f"{told} {clauses[0]}: {_short(clause.meaning or clause.quote)}"
    quote = clause.quote or clause.meaning
    if context.locale == "zh-Hans":
        quote = "".join(
            new if new != "\0" and old >= "\u3400" else old
            for old, new in zip(quote, fold_characters(quote), strict=True)
        )
    return f"{told}。{clauses[0]}：{_short(quote)}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _WHY_LONGEST else plain[: _WHY_LONGEST - 1] + "…"


def _rewrite(context: Context, lang: str, line: str) -> str | None:
    found = context.standard.lines.get(line)
    if found is None:
        return None
    text = found.texts.get(lang) or next(iter(found.texts.values()), "")
    return fill(text, _slots(context, lang)) if text else None


def _slots(context: Context, lang: str) -> Mapping[str, str]:
    """What the conversation knows for the slots of lines."""
    opened, state = _opened(context), context.state
    customer = opened.customer
    surname = (state.surname if state is not None else None) or (customer.surname if customer else None) or ""
    title = (state.title if state is not None else None) or (customer.title if customer else None) or ""
    company = opened.facts.get("company")
    if isinstance(company, dict):
        company = company.get(lang) or next(iter(company.values()), "")
    title = context.slots.get("title", title)
    surname = context.slots.get("surname", surname)
    if lang == "en":
        title = _TITLES.get(title, title)
    known = {
        "surname": surname,
        "customer_name": " ".join(filter(None, (title, surname))) if lang == "en" else surname + title,
        "company": str(company or ""),
        "agent_name": (opened.agent.name if opened.agent else None) or "",
        "agent_number": (opened.agent.number if opened.agent else None) or "",
        "phone": (customer.phone if customer else None) or "",
        "account": (customer.account if customer else None) or "",
    }
    return {**known, **context.slots, "title": title}
