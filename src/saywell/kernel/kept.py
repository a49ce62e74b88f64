"""Things that cost much to work out and never change, kept between runs by whoever may write files.

What is kept is only ever a quicker way to the same result: without a shelf everything works, slower.
"""

from __future__ import annotations

from typing import Protocol


class Shelf(Protocol):
    """Keeps bytes by kind (`matcher`, `expression`) and key; both methods never raise."""

    def get(self, kind: str, key: str) -> bytes | memoryview | None:
        """What was kept, None where nothing was."""
        ...

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep something."""
        ...


class Nothing:
    """The shelf of a process that keeps nothing."""

    def get(self, kind: str, key: str) -> bytes | memoryview | None:
        """Nothing."""
        return None

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Forget it."""


_in_use: list[Shelf] = [Nothing()]


def shelf() -> Shelf:
    """The shelf in use."""
    return _in_use[0]


def use(new: Shelf) -> None:
    """Put a shelf up for the whole process."""
    _in_use[0] = new
