"""Which conversations the demonstration scores."""

from __future__ import annotations

from pathlib import Path

from saywell.standard.compile import find


def conversations(standard: str) -> list[Path]:
    """The demonstration conversations of a standard, in the order of their names."""
    return sorted((find(standard) / "demo").glob("*.talk"))
