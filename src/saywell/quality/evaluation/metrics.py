"""The few figures of a judge: shares with their intervals, F1, reliability of confidences.

Chance comes from outside as a function that gives numbers from 0 to 1, so that a run can be repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import sqrt

import msgspec

Chance = Callable[[], float]
ROUNDS = 300
_Z = 1.959964


class Rate(msgspec.Struct, frozen=True):
    """`right` of `of`, with the 95 % interval of Wilson (1927); the value is None where there is nothing to count."""

    right: int
    of: int
    value: float | None
    low: float
    high: float


class Estimate(msgspec.Struct, frozen=True):
    """A share-like figure with its 95 % interval from resampling; None where there is nothing to measure."""

    value: float | None
    low: float | None = None
    high: float | None = None


class Bin(msgspec.Struct, frozen=True):
    """Answers of about the same confidence: their mean confidence and the share that is right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def rate(right: int, of: int) -> Rate:
    """The share with its interval."""
    if not of:
        return Rate(0, 0, None, 0.0, 1.0)
    p = right / of
    base = 1 + _Z * _Z / of
    middle = (p + _Z * _Z / (2 * of)) / base
    half = _Z * sqrt(p * (1 - p) / of + _Z * _Z / (4 * of * of)) / base
    return Rate(right, of, _round(p), _round(max(0.0, middle - half)), _round(min(1.0, middle + half)))


def f1(right: int, extra: int, lost: int) -> float | None:
    """The harmonic mean of precision and recall from counts; None where nothing was there and nothing was heard."""
    total = 2 * right + extra + lost
    return 2 * right / total if total else None


def mean(values: Iterable[float | None]) -> float | None:
    """The mean of those that exist."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def estimate(
    count: int, figure: Callable[[Sequence[int]], float | None], chance: Chance, rounds: int = ROUNDS
) -> Estimate:
    """A figure from 0 to 1 over items 0 … count-1, with the normal interval of the bootstrap (Efron 1979).

    `figure` gets the items, some of them repeated."""
    value = figure(range(count))
    if value is None:
        return Estimate(None)
    drawn = (figure([int(chance() * count) for _ in range(count)]) for _ in range(rounds))
    found = [one for one in drawn if one is not None]
    if len(found) < 2:
        return Estimate(_round(value))
    middle = sum(found) / len(found)
    # Percentiles would lie: a mean over rare moves falls in every sample, because some of them are missing in it.
    half = _Z * sqrt(sum((one - middle) ** 2 for one in found) / (len(found) - 1))
    return Estimate(_round(value), _round(max(0.0, value - half)), _round(min(1.0, value + half)))


def reliability(answers: Iterable[tuple[float, bool]], bins: int = 10) -> tuple[tuple[Bin, ...], float | None]:
    """Answers (confidence, whether right) in bins of equal width, and the expected calibration error: the mean distance
    between confidence and share of right answers, weighted by the counts (Naeini et al. 2015)."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in answers:
        held.setdefault(min(bins - 1, int(confidence * bins)), []).append((confidence, right))
    total = sum(map(len, held.values()))
    out = []
    error = 0.0
    for at, inside in sorted(held.items()):
        confidence = sum(one for one, _ in inside) / len(inside)
        share = sum(is_right for _, is_right in inside) / len(inside)
        error += len(inside) / total * abs(confidence - share)
        out.append(Bin(at / bins, (at + 1) / bins, len(inside), _round(confidence), _round(share)))
    return tuple(out), _round(error) if total else None


def _round(value: float) -> float:
    return round(value, 4)
