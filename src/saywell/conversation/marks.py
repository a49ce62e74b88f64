"""What stays of a signal when it has occurred: where it did last, and the counts that a standard asks for."""

from __future__ import annotations

from typing import Final

from saywell.conversation.saved import Seen
from saywell.conversation.state import Index, State

Signals = dict[str, Seen]
"""Signals of one input, in order, with where they occurred."""

MOST_NAMES: Final = 10_000


class Names:
    """Names of signals made from another name, each built once."""

    __slots__ = ("_after", "_before", "known")

    def __init__(self, before: str, after: str = "") -> None:
        self._before = before
        self._after = after
        self.known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The signal for this name."""
        made = self.known.get(name)
        if made is None:
            if len(self.known) >= MOST_NAMES:  # A log may come from anywhere.
                self.known.clear()
            made = self.known[name] = f"{self._before}{name}{self._after}"
        return made


OPENED: Final = Names("situation.", ".opened")
CLOSED: Final = Names("situation.", ".closed")


_SILENCES: Final[dict[int, str]] = {}


def silence_name(length: int) -> str:
    """The signal for a length of silence (ms)."""
    made = _SILENCES.get(length)
    if made is None:
        if len(_SILENCES) >= MOST_NAMES:
            _SILENCES.clear()
        made = _SILENCES[length] = f"silence.{length}"
    return made


def mark(w: State, found: Signals) -> None:
    """Remember that the signals occurred; `w.seen` is `w`'s own and changes."""
    w.seen.update(found)
    index = w.index
    if index is not None and not index.names.isdisjoint(found):
        _count(w, index, tuple(found))


def mark_one(w: State, name: str, line: int, at: int) -> None:
    """Remember that a signal without a text of its own occurred."""
    w.seen[name] = (line, at, 0, 0)
    index = w.index
    if index is not None and name in index.names:
        _count(w, index, (name,))


def _count(w: State, index: Index, names: tuple[str, ...]) -> None:
    tally = w.tally.copy()
    for name in names:
        for key in index.resets.get(name, ()):
            tally[key] = 0
    for name in names:
        for key in index.adds.get(name, ()):
            tally[key] = tally.get(key, 0) + 1
    w.tally = tally
