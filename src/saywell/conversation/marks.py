"""What stays of a signal when it has occurred: where it did last, and the counts that a standard asks for."""

from __future__ import annotations

from saywell.conversation.state import Seen, State

Signals = dict[str, Seen]
"""Signals of one input, in order, with where they occurred."""

Tallies = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


class Names(dict[str, str]):
    """Names of signals made from another name, each built once."""

    def __init__(self, before: str, after: str = "") -> None:
        super().__init__()
        self._before = before
        self._after = after

    def __missing__(self, name: str) -> str:
        if len(self) > 10_000:  # A log may come from anywhere.
            self.clear()
        made = self[name] = f"{self._before}{name}{self._after}"
        return made


OPENED = Names("situation.", ".opened")
CLOSED = Names("situation.", ".closed")


class Index:
    """Tallies by the signals that concern them."""

    __slots__ = ("adds", "names", "resets", "tallies")

    def __init__(self, tallies: Tallies) -> None:
        self.tallies = tallies
        self.adds: dict[str, list[str]] = {}
        self.resets: dict[str, list[str]] = {}
        for key, names, since in tallies:
            for name in names:
                self.adds.setdefault(name, []).append(key)
            for name in since:
                self.resets.setdefault(name, []).append(key)
        self.names = frozenset((*self.adds, *self.resets))


_INDEXES: dict[str, Index] = {}


def _index(w: State) -> Index:
    """The index of the state's tallies. They belong to the standard, so that one is kept for each."""
    found = _INDEXES.get(w.standard)
    if found is None or (found.tallies is not w.tallies and found.tallies != w.tallies):
        if len(_INDEXES) > 100:
            _INDEXES.clear()
        found = _INDEXES[w.standard] = Index(w.tallies)
    return found


def mark(w: State, found: Signals) -> None:
    """Remember that the signals occurred; `w.seen` is `w`'s own and changes."""
    w.seen.update(found)
    if w.tallies:
        index = _index(w)
        if not index.names.isdisjoint(found):
            _count(w, index, found)


def mark_one(w: State, name: str, line: int, at: int) -> None:
    """Remember that a signal without a text of its own occurred."""
    w.seen[name] = Seen(line, at)
    if w.tallies and name in _index(w).names:
        _count(w, _index(w), {name: w.seen[name]})


def _count(w: State, index: Index, found: Signals) -> None:
    tally = w.tally.copy()
    for name in found:
        for key in index.resets.get(name, ()):
            tally[key] = 0
    for name in found:
        for key in index.adds.get(name, ()):
            tally[key] = tally.get(key, 0) + 1
    w.tally = tally
