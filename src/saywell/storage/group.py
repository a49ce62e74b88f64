"""What a group of appends comes to, decided before anything is written. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from saywell.kernel.time import Instant
from saywell.storage.interface import Append, Appended, ConflictError, Position, Record

Key = tuple[str, str]
"""A stream and the key of an append to it."""


class Group(NamedTuple):
    """`outcomes`: one for each append. `records`: what is to be written. `streams`: how many records each stream that
    changes has then, and its wake. `keys`: what is to be remembered of appends that have one."""

    outcomes: list[Appended | ConflictError]
    records: list[Record]
    streams: list[tuple[str, int, Instant | None]]
    keys: list[tuple[str, str, int, Position]]


def grouped(
    wanted: Sequence[Append], numbers: Mapping[str, int], last: Position, known: Mapping[Key, Appended]
) -> Group:
    """Decide appends one after the other. `numbers`: how many records the streams have; `last`: the last position that
    was ever given; `known`: what became of appends with these keys."""
    counts, wakes, keyed = dict(numbers), dict[str, Instant | None](), dict(known)
    found = Group([], [], [], [])
    for what in wanted:
        before = keyed.get((what.stream, what.key)) if what.key is not None else None
        if before is not None:
            found.outcomes.append(before._replace(repeated=True))
            continue
        number = counts.get(what.stream, 0)
        if number != what.expected:
            found.outcomes.append(ConflictError(what.stream, what.expected, number))
            continue
        for kind, body in what.entries:
            last, number = last + 1, number + 1
            found.records.append(Record(last, what.stream, number, kind, what.at, body))
        counts[what.stream], wakes[what.stream] = number, what.wake
        done = Appended(number, last if what.entries else 0)
        found.outcomes.append(done)
        if what.key is not None:
            keyed[what.stream, what.key] = done
            found.keys.append((what.stream, what.key, done.number, done.position))
    found.streams.extend((stream, counts[stream], wake) for stream, wake in wakes.items())
    return found
