"""The figures of a judge, against figures worked out by hand or known from elsewhere."""

from __future__ import annotations

import random

import pytest

from saywell.quality.evaluation.metrics import estimate, f1, mean, rate, reliability


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (95, 100, 0.8882, 0.9785)],
)
def test_wilson_intervals(right: int, of: int, low: float, high: float) -> None:
    found = rate(right, of)
    assert found.value == right / of
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-4)


def test_nothing_counted_is_no_share() -> None:
    assert rate(0, 0).value is None
    assert f1(0, 0, 0) is None
    assert mean([None, None]) is None
    assert estimate(0, lambda _: None, random.Random(1).random).value is None


def test_f1_and_the_mean_leave_out_what_is_not_there() -> None:
    assert f1(8, 2, 2) == pytest.approx(0.8)
    assert f1(0, 3, 1) == 0
    assert mean([0.5, None, 1.0]) == 0.75


def test_resampling_covers_the_share_about_as_wilson_does() -> None:
    values = [1] * 90 + [0] * 10
    found = estimate(100, lambda drawn: sum(values[at] for at in drawn) / len(drawn), random.Random(3).random)
    assert found.value == 0.9
    assert found.low is not None and found.high is not None
    assert 0.80 < found.low < 0.87 and 0.93 < found.high < 0.98


def test_resampling_comes_out_the_same_for_the_same_seed() -> None:
    values = [0.0, 0.3, 0.9]

    def figure(seed: int) -> object:
        return estimate(3, lambda drawn: mean(values[at] for at in drawn), random.Random(seed).random)

    assert figure(1) == figure(1)


def test_calibration_is_the_distance_between_confidence_and_truth() -> None:
    sure = [(0.95, True)] * 3 + [(0.95, False)]
    bins, error = reliability([*sure, (0.25, False), (0.25, True)])
    assert [(one.count, one.confidence, one.right) for one in bins] == [(2, 0.25, 0.5), (4, 0.95, 0.75)]
    assert error == pytest.approx((4 * 0.2 + 2 * 0.25) / 6, abs=1e-4)
    assert reliability([]) == ((), None)
    assert reliability([(1.0, True)])[1] == 0
