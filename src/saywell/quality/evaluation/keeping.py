"""Deadlines heard in promises beside those that people say were promised."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from saywell.kernel.time import MINUTE, Instant, format_rfc3339
from saywell.quality.evaluation.gold import Promising
from saywell.quality.evaluation.metrics import Chance, Estimate, Rate, estimate, f1, rate


class Heard(msgspec.Struct, frozen=True):
    """One promise that was heard; `due` None where no instant is named."""

    due: Instant | None
    vague: bool


class Listened(msgspec.Struct, frozen=True):
    """A sentence with the promises heard in it."""

    gold: Promising
    heard: tuple[Heard, ...]


class Score(msgspec.Struct, frozen=True):
    """Precision, recall and F1 of one kind of promise."""

    precision: Rate
    recall: Rate
    f1: Estimate


class Unlike(msgspec.Struct, frozen=True):
    """A sentence whose promises were heard otherwise: instants in RFC 3339, "vague" for those without one."""

    id: str
    text: str
    expected: tuple[str, ...]
    heard: tuple[str, ...]


class Keeping(msgspec.Struct, frozen=True):
    """All figures about promises: `deadlines` agree to the minute, `vague` are promises that name no time."""

    sentences: int
    deadlines: Score
    vague: Score
    languages: dict[str, Score]
    differences: tuple[Unlike, ...] = ()


def figures(every: Sequence[Listened], chance: Chance, *, shown: bool) -> Keeping:
    """The figures of sentences with promises; single sentences only where `shown`."""
    langs = sorted({one.gold.lang for one in every})
    return Keeping(
        sentences=len(every),
        deadlines=_score([_instants(one) for one in every], chance),
        vague=_score([_vague(one) for one in every], chance),
        languages={lang: _score([_instants(one) for one in every if one.gold.lang == lang], chance) for lang in langs},
        differences=tuple(_unlike(one) for one in every if shown and _wrong(one)),
    )


def _instants(one: Listened) -> tuple[int, int, int]:
    """How many deadlines are right, extra, lost."""
    left = [promise.at for promise in one.gold.promises if promise.at is not None]
    wanted = len(left)
    heard = [promise.due for promise in one.heard if promise.due is not None]
    for due in heard:
        near = next((at for at in left if abs(at - due) < MINUTE), None)
        if near is not None:
            left.remove(near)
    right = wanted - len(left)
    return right, len(heard) - right, len(left)


def _vague(one: Listened) -> tuple[int, int, int]:
    wanted = sum(promise.vague for promise in one.gold.promises)
    heard = sum(promise.vague for promise in one.heard)
    right = min(wanted, heard)
    return right, heard - right, wanted - right


def _score(counts: Sequence[tuple[int, int, int]], chance: Chance) -> Score:
    def value(drawn: Sequence[int]) -> float | None:
        return f1(*(sum(counts[at][column] for at in drawn) for column in range(3)))

    right, extra, lost = (sum(one[column] for one in counts) for column in range(3))
    return Score(rate(right, right + extra), rate(right, right + lost), estimate(len(counts), value, chance))


def _wrong(one: Listened) -> bool:
    return _instants(one)[1:] != (0, 0) or _vague(one)[1:] != (0, 0)


def _unlike(one: Listened) -> Unlike:
    expected = tuple(_told(promise.at, promise.vague) for promise in one.gold.promises)
    return Unlike(one.gold.id, one.gold.text, expected, tuple(_told(p.due, p.vague) for p in one.heard))


def _told(due: Instant | None, vague: bool) -> str:
    return format_rfc3339(due) if due is not None else "vague" if vague else "no time"
