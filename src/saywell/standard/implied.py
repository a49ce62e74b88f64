"""What one move says of another: whoever thanks for a call thanks. Moves tell it by `implies` and `implied_by`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from saywell.standard.model import MoveSpec

Edges = Mapping[str, Iterable[str]]


def edges(moves: Mapping[str, MoveSpec]) -> dict[str, tuple[str, ...]]:
    """Each move that implies others -> those that it names or that name it; unknown ones left out."""
    out: dict[str, list[str]] = {}
    for move in moves.values():
        for other in move.implies:
            if other in moves:
                out.setdefault(move.id, []).append(other)
        for other in move.implied_by:
            if other in moves:
                out.setdefault(other, []).append(move.id)
    return {id: tuple(dict.fromkeys(names)) for id, names in out.items()}


def reached(start: str, along: Edges) -> tuple[str, ...]:
    """All that can be come to from here, in order; `start` too where it leads back to itself."""
    found: dict[str, None] = {}
    waiting = list(along.get(start, ()))
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting.extend(along.get(name, ()))
    return tuple(found)


def implied(moves: Mapping[str, MoveSpec]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By role: each move that implies others -> all of those, to the last; ids without the role."""
    along = edges(moves)
    out: dict[str, dict[str, tuple[str, ...]]] = {}
    for id in along:
        role, _, name = id.partition(".")
        out.setdefault(role, {})[name] = tuple(other.partition(".")[2] for other in reached(id, along))
    return out
