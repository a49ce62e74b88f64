"""Verdicts on whole conversations, clause by clause, beside those of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from saywell.quality.evaluation.gold import Verdicts
from saywell.quality.evaluation.metrics import Chance, Estimate, Rate, estimate, rate
from saywell.quality.score import Finding

# Where a clause has several findings, the one that weighs most is its verdict.
WEIGHT = ("broken", "missed", "open", "met", "not_applicable")
FAULTS = ("missed", "broken")


class Judgement(msgspec.Struct, frozen=True):
    """What was judged of one clause; `got` is "" where the clause did not come out at all."""

    clause: str
    expected: str
    got: str
    why: str


class Judged(msgspec.Struct, frozen=True):
    """One conversation with the judgements that count."""

    file: str
    standard: str
    lang: str
    channel: str
    judgements: tuple[Judgement, ...]


class Difference(msgspec.Struct, frozen=True):
    """A clause that people judge otherwise."""

    file: str
    clause: str
    expected: str
    got: str
    why: str


class Crossed(msgspec.Struct, frozen=True):
    """How often what people judge one way was judged another."""

    expected: str
    got: str
    count: int


class Judging(msgspec.Struct, frozen=True):
    """All figures about conversations. `right`: verdicts that agree, the interval from resampling conversations;
    `at_stake`: the same without the clauses that both sides call not applicable; `faults`: missed and broken."""

    conversations: int
    verdicts: Rate
    right: Estimate
    at_stake: Rate
    faults_precision: Rate
    faults_recall: Rate
    standards: dict[str, Rate]
    languages: dict[str, Rate]
    channels: dict[str, Rate]
    clauses: dict[str, Rate]
    confusion: tuple[Crossed, ...]
    differences: tuple[Difference, ...] = ()


def judged(gold: Verdicts, findings: Iterable[Finding], *, file: str, lang: str, channel: str) -> Judged:
    """A conversation's findings beside the verdicts of people; a waived duty counts as not applicable."""
    got: dict[str, tuple[str, str]] = {}
    for found in findings:
        verdict = "not_applicable" if found.verdict == "waived" else found.verdict
        for clause in found.clauses:
            held = got.get(clause)
            if held is None or WEIGHT.index(verdict) < WEIGHT.index(held[0]):
                got[clause] = verdict, found.why
    judgements = tuple(
        Judgement(clause, expected, *got.get(clause, ("", "")))
        for clause, expected in gold.verdicts.items()
        if clause not in gold.disputed
    )
    return Judged(file, gold.standard, gold.lang or lang, channel, judgements)


def figures(every: Sequence[Judged], chance: Chance, *, shown: bool) -> Judging:
    """The figures of conversations; single differences only where `shown`."""
    pairs = [one for conversation in every for one in conversation.judgements]
    agreed = [(sum(_right(one) for one in c.judgements), len(c.judgements)) for c in every]

    def share(drawn: Sequence[int]) -> float | None:
        total = sum(agreed[at][1] for at in drawn)
        return sum(agreed[at][0] for at in drawn) / total if total else None

    at_stake = [one for one in pairs if {one.expected, one.got or "not_applicable"} != {"not_applicable"}]
    faults = [one for one in pairs if one.got in FAULTS]
    wanted = [one for one in pairs if one.expected in FAULTS]
    crossed = Counter((one.expected, one.got) for one in pairs)
    return Judging(
        conversations=len(every),
        verdicts=_rate(pairs),
        right=estimate(len(every), share, chance),
        at_stake=_rate(at_stake),
        faults_precision=_rate(faults),
        faults_recall=_rate(wanted),
        standards=_by(every, "standard"),
        languages=_by(every, "lang"),
        channels=_by(every, "channel"),
        clauses={c: _rate([one for one in pairs if one.clause == c]) for c in sorted({one.clause for one in pairs})},
        confusion=tuple(Crossed(*pair, count) for pair, count in sorted(crossed.items())),
        differences=tuple(
            Difference(conversation.file, one.clause, one.expected, one.got, one.why)
            for conversation in every
            for one in conversation.judgements
            if shown and not _right(one)
        ),
    )


def _right(one: Judgement) -> bool:
    """A clause of the other channel or direction does not come out: it is not applicable."""
    return one.expected == (one.got or "not_applicable")


def _rate(judgements: Sequence[Judgement]) -> Rate:
    return rate(sum(map(_right, judgements)), len(judgements))


def _by(every: Sequence[Judged], field: str) -> dict[str, Rate]:
    values = sorted({str(getattr(one, field)) for one in every})
    return {
        value: _rate([j for one in every if getattr(one, field) == value for j in one.judgements]) for value in values
    }
