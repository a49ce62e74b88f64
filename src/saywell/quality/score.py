"""Scores a conversation: runs the engine over its inputs and turns the verdicts into findings and points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.decide import advance
from saywell.conversation.plan import Plan, plan_for
from saywell.conversation.state import State
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import Locale
from saywell.kernel.time import format_rfc3339
from saywell.quality.reasons import reason, why
from saywell.standard.deadlines import deadline_instant
from saywell.standard.model import Cond, Section, Standard

SETTLED = ("met", "missed", "broken")


class Evidence(msgspec.Struct, frozen=True):
    """Where it was said: 1-based line of the input, character offsets into its text, the words."""

    line: int
    start: int = msgspec.field(name="from")
    end: int = msgspec.field(name="to")
    text: str = ""


class Finding(msgspec.Struct, frozen=True):
    """One verdict with its evidence. `at` and `due` are seconds from the first line."""

    norm: str
    clauses: tuple[str, ...]
    kind: str
    verdict: e.Verdict
    at: float | None
    due: float | None
    evidence: tuple[Evidence, ...]
    why: str


class Card(msgspec.Struct, frozen=True):
    """A scored conversation, as `saywell score --json` writes it."""

    conversation: str
    file: str
    standard: dict[str, str]
    score: float | None
    sections: dict[str, float | None]
    findings: tuple[Finding, ...]
    promises: tuple[dict[str, Any], ...]
    situations: tuple[dict[str, Any], ...]


class Run:
    """A conversation run to its end: its inputs and its events."""

    def __init__(
        self, standard: Standard, plan: Plan, inputs: Sequence[i.AnyInput], events: Sequence[e.AnyEvent]
    ) -> None:
        self.standard = standard
        self.plan = plan
        self.inputs = inputs
        self.events = events


def run(standard: Standard, inputs: Iterable[i.AnyInput], *, finish: bool = True) -> Run:
    """Run the engine over inputs whose words have been heard. Raises SaywellError (its field `index` tells which) for
    an input that cannot come where it stands."""
    plan: Plan | None = None
    state = State()
    taken: list[i.AnyInput] = []
    out: list[e.AnyEvent] = []
    for index, got in enumerate(inputs):
        if plan is None:
            if type(got) is not i.Opened:
                raise SaywellError("input.not-opened", type=type(got).__name__.lower(), index=index)
            plan = plan_for(standard, got)
        try:
            events = advance(plan, state, got)
        except SaywellError as error:
            raise SaywellError(error.code, place=error.place, **{**error.fields, "index": index}) from None
        taken.append(got)
        out.extend(events)
    if plan is None:
        raise SaywellError("input.empty")
    if finish:
        out.extend(advance(plan, state, i.Ended(state.clock)))
    return Run(standard, plan, taken, out)


def score(standard: Standard, inputs: Iterable[i.AnyInput], *, file: str = "", locale: Locale = "en") -> Card:
    """Score a conversation whose words have been heard. Raises as `run`."""
    return card(run(standard, inputs), file=file, locale=locale)


def card(done: Run, *, file: str = "", locale: Locale = "en", forms: bool = True) -> Card:
    """The findings and points of a run. `forms`: whether its source could carry forms and deeds; where it could not,
    what only they can fulfil is left open."""
    opened = done.inputs[0]
    assert type(opened) is i.Opened
    findings = tuple(_findings(done, locale, forms))
    doubtful = _without_remote(done.inputs)
    if doubtful is not None:
        findings = _doubted(findings, tuple(_findings(run(done.standard, doubtful), locale, forms)), locale)
    total, sections = points(done.standard, findings)
    return Card(
        conversation=opened.id,
        file=file,
        standard={"id": done.standard.id, "version": done.standard.version},
        score=total,
        sections=sections,
        findings=findings,
        promises=tuple(promises_of(done)),
        situations=tuple(_situations(done)),
    )


def _without_remote(inputs: Sequence[i.AnyInput]) -> list[i.AnyInput] | None:
    """The inputs without what only the third tier heard; None where it heard nothing."""
    if not any(move.tier == "remote" for got in inputs for move in _moves(got)):
        return None
    return [_but_remote(got) for got in inputs]


def _moves(got: i.AnyInput) -> tuple[i.Move, ...]:
    return got.heard.moves if type(got) is i.Said and got.heard is not None else ()


def _but_remote(got: i.AnyInput) -> i.AnyInput:
    if type(got) is not i.Said or got.heard is None:
        return got
    moves = tuple(move for move in got.heard.moves if move.tier != "remote")
    return msgspec.structs.replace(got, heard=msgspec.structs.replace(got.heard, moves=moves))


def _doubted(found: tuple[Finding, ...], without: tuple[Finding, ...], locale: Locale) -> tuple[Finding, ...]:
    """The third tier never decides: a verdict that would be another without it is left open."""

    def verdict(one: Finding) -> tuple[str, tuple[str, ...], str, float | None]:
        return one.norm, one.clauses, one.verdict, one.at

    sure = {verdict(one) for one in without}
    open_ = [
        one if verdict(one) in sure else msgspec.structs.replace(one, verdict="open", why=_remote_alone(locale))
        for one in found
    ]
    # What was judged only without it is in doubt as much, where nothing speaks of its clauses now.
    told = {clause for one in found for clause in one.clauses}
    lost = [one for one in without if one.verdict in SETTLED and told.isdisjoint(one.clauses)]
    open_ += [msgspec.structs.replace(one, verdict="open", why=_remote_alone(locale)) for one in lost]
    return tuple(open_)


def _remote_alone(locale: Locale) -> str:
    return reason("remote-alone", (), locale)


def _seconds(done: Run, at: int) -> float:
    return round((at - done.inputs[0].at) / 1000, 3)


def _findings(done: Run, locale: Locale, forms: bool) -> Iterable[Finding]:
    judged: set[str] = set()
    for event in done.events:
        if type(event) is e.Judged and event.clauses:
            judged.update(event.clauses)
            yield _finding(done, event, locale, forms)
        elif type(event) is e.Judged and not done.plan.standard.clauses:
            yield _finding(done, event, locale, forms)
    unarisen = reason("did-not-arise", (), locale)
    for clause, norm, kind in done.plan.owners:
        if clause not in judged:
            yield Finding(norm, (clause,), kind, "not_applicable", None, None, (), unarisen)


def _is_unseen(standard: Standard, event: e.Judged) -> bool:
    """Whether only a form or a deed could have given another verdict, in a source that carries none."""
    norm = standard.norms.get(event.norm)
    if norm is None:
        return False
    if norm.kind == "promise":
        return event.verdict == "missed" and _are_written(norm.kept)
    # Without an end in the record a form is never due; with a deadline beyond the record it is simply not due yet.
    late = event.verdict == "missed" or (event.why == "not-due" and event.due is None)
    return late and (_is_written(norm.do) or _is_written(norm.needs))


def _is_unheard(done: Run, event: e.Judged) -> bool:
    """Whether the verdict rests on how long it rang, where the record begins only when the call was answered."""
    opened = done.inputs[0]
    norm = done.standard.norms.get(event.norm)
    if norm is None or type(opened) is not i.Opened or not opened.facts.get("answered"):
        return False
    return _asks_ringing(norm.needs) or _asks_ringing(norm.cond)


def _asks_ringing(cond: Cond | None) -> bool:
    return cond is not None and (cond.op in ("ring_over", "rings") or any(map(_asks_ringing, cond.of)))


def _is_written(cond: Cond | None) -> bool:
    """Whether nothing but a form or a deed can make the condition hold."""
    if cond is None:
        return False
    if cond.op in ("seen", "count", "form"):
        return cond.op == "form" or _are_written(cond.names)
    if cond.op == "n_of":
        return sum(not _is_written(one) for one in cond.of) < (cond.least or 1)
    if cond.op in ("all", "any"):
        return (any if cond.op == "all" else all)([_is_written(one) for one in cond.of])
    return False


def _are_written(names: Sequence[str]) -> bool:
    return bool(names) and all(name.partition(".")[0] in ("form", "done") for name in names)


def _finding(done: Run, event: e.Judged, locale: Locale, forms: bool) -> Finding:
    spots = []
    for span in event.evidence:
        got = done.inputs[span.line - 1] if 0 < span.line <= len(done.inputs) else None
        text = got.text if type(got) is i.Said else ""
        end = span.end if span.end else len(text)
        spots.append(Evidence(span.line, span.start, end, text[span.start : end]))
    unseen = "no-forms" if not forms and _is_unseen(done.standard, event) else ""
    if _is_unheard(done, event):
        unseen = "no-ringing"
    reached = why(done.standard, event.why, event.lacking, locale)
    return Finding(
        norm=event.norm,
        clauses=event.clauses,
        kind=event.kind,
        verdict="open" if unseen else event.verdict,
        at=_seconds(done, event.at),
        due=_seconds(done, event.due) if event.due is not None else None,
        evidence=tuple(spots),
        why=reason(unseen, (), locale) if unseen else reached,
    )


def promises_of(done: Run) -> Iterable[dict[str, Any]]:
    """Every promise of the agent's side, in order: those of the standard's norms with their clauses, and all others."""
    judged: dict[int, list[e.PromiseMade]] = {}
    for event in done.events:
        if type(event) is e.PromiseMade:
            judged.setdefault(event.line, []).append(event)
    for line, got in enumerate(done.inputs, 1):
        for one in promises_in(done.plan, got, judged.get(line, [])):
            yield {
                "what": one.what,
                "act": one.act,
                "who": one.who,
                "due": _seconds(done, one.due) if one.due is not None else None,
                "due_at": format_rfc3339(one.due, done.plan.calendar.zone) if one.due is not None else None,
                "vague": one.vague,
                "line": line,
                "from": one.start,
                "to": one.end,
                "clauses": list(one.clauses),
            }


class Given(NamedTuple):
    """A promise in an utterance. `due`: the instant, None where no time was named."""

    what: str
    act: str
    who: str
    due: int | None
    vague: bool
    start: int
    end: int
    clauses: tuple[str, ...]


def promises_in(plan: Plan, got: i.AnyInput, made: Sequence[e.PromiseMade]) -> Iterable[Given]:
    """The promises of the agent's side in one utterance; `made`: those that the standard's norms found in it."""
    if type(got) is not i.Said:
        return
    heard = got.heard.promises if got.heard is not None and got.by != "third" else ()
    promises = [one for one in heard if one.who != "customer"]
    timed = next((one for one in promises if one.value), promises[0] if promises else None)
    if made and timed is None:
        promises = [timed := i.Promised("agent", "other", 0, len(got.text))]
    for one in promises:
        yield _promise(plan, got, one, made if one is timed else [])


def _promise(plan: Plan, got: i.Said, one: i.Promised, made: Sequence[e.PromiseMade]) -> Given:
    base = got.to if got.to is not None else got.at
    due = deadline_instant(one.value, base, plan.calendar) if one.value else None
    if due is None:
        due = next((event.due for event in made if event.due is not None), None)
    clauses = dict.fromkeys(clause for event in made for clause in plan.rules[event.norm].clauses)
    what = got.text[one.start : one.end] if not made else got.text
    vague = not one.value and not any(not event.vague for event in made)
    return Given(what, one.act, one.who, due, vague, one.start, one.end, tuple(clauses))


def _situations(done: Run) -> Iterable[dict[str, Any]]:
    running: dict[str, dict[str, Any]] = {}
    for event in done.events:
        if type(event) is e.SituationOpened:
            running[event.situation] = {"id": event.situation, "from": _seconds(done, event.at), "to": None}
            yield running[event.situation]
        elif type(event) is e.SituationClosed and event.situation in running:
            running.pop(event.situation)["to"] = _seconds(done, event.at)


def points(standard: Standard, findings: Sequence[Finding]) -> tuple[float | None, dict[str, float | None]]:
    """The score and the score of each section, 0–100; None where nothing was judged."""
    everything = Section(id="all", title={}, clauses=("*",))
    sections = standard.scoring.sections or (everything,)
    results: dict[str, float | None] = {}
    total = weights = 0.0
    failed = False
    for section in sections:
        value, broken = _section(standard, section, findings)
        results[section.id] = value
        failed = failed or (section.auto_fail and broken)
        if value is not None:
            total += value * section.weight
            weights += section.weight
    if not weights:
        return None, results
    return (0.0 if failed else round(total / weights, 1)), results


def section_of(standard: Standard, clauses: tuple[str, ...]) -> str:
    """The first section of the score sheet to which a finding on these clauses belongs; "" for none."""
    return next((one.id for one in standard.scoring.sections if _belongs(one.clauses, clauses)), "")


@lru_cache(maxsize=10_000)
def _belongs(globs: tuple[str, ...], clauses: tuple[str, ...]) -> bool:
    return any(fnmatchcase(clause, glob) for clause in clauses for glob in globs)


def _section(standard: Standard, section: Section, findings: Sequence[Finding]) -> tuple[float | None, bool]:
    possible = lost = bonus = 0.0
    broken = False
    counted: dict[str, float] = {}
    for found in findings:
        if found.verdict not in SETTLED or not _belongs(section.clauses, found.clauses):
            continue
        norm = standard.norms.get(found.norm)
        weight = standard.scoring.severity.get(norm.severity if norm is not None else "major", 1.0)
        wrong = found.verdict != "met"
        broken = broken or found.verdict == "broken"
        if norm is not None and norm.kind == "may":
            bonus += section.bonus
            continue
        if section.mode == "per_hit":
            possible += weight
            lost += weight if wrong else 0.0
            continue
        counted.setdefault(found.norm, 0.0)
        if wrong:
            counted[found.norm] = 1.0
    for norm_id, share in counted.items():
        norm = standard.norms.get(norm_id)
        weight = standard.scoring.severity.get(norm.severity if norm is not None else "major", 1.0)
        possible += weight
        lost += weight * share
    if not possible:
        return None, broken
    return round(min(100.0, max(0.0, 100.0 * (possible - lost) / possible + bonus)), 1), broken
