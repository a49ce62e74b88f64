"""What the rows of a file come to, whatever they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple, Protocol

from saywell.desk.imports.cells import Fault
from saywell.kernel.locale import Locale
from saywell.kernel.time import Instant
from saywell.storage.interface import Append

Verdict = Literal["new", "changed", "same"]
ROWS = 200
"""Rows that are dealt with together: nobody who works meanwhile waits longer than that takes."""
MANY = 2_000
"""The same where nobody works meanwhile: each page of an index is then written for more of them."""


class Wrong(NamedTuple):
    """A row that cannot be used, and why."""

    row: int
    cells: tuple[str, ...]
    faults: tuple[Fault, ...]

    def told(self, locale: Locale) -> tuple[str, str]:
        """What is wrong, and how to mend it."""
        told = [one.told(locale) for one in self.faults]
        gap = "; " if locale == "en" else "；"
        return gap.join(what for what, _ in told), gap.join(dict.fromkeys(mend for _, mend in told))


class Item(NamedTuple):
    """What can be used: from which row on, what was read, its cells, how many rows it takes."""

    row: int
    what: Any
    cells: tuple[str, ...] = ()
    rows: int = 1


class Part(NamedTuple):
    """Some of a file."""

    rows: int
    items: tuple[Item, ...]
    wrong: tuple[Wrong, ...]


class Step(NamedTuple):
    """What becomes of an item: `changes` (field, before, after); the stream that it is about and how many records that
    has `before` and `after`; `keys`: by what it is found again in the same file; what is to be appended."""

    row: int
    verdict: Verdict
    title: str
    stream: str
    before: int
    after: int
    changes: tuple[tuple[str, str, str], ...] = ()
    keys: tuple[str, ...] = ()
    appends: tuple[Append, ...] = ()


class Origin(NamedTuple):
    """Which import, which part of it, and when."""

    id: str
    part: int
    at: Instant


class Sort(Protocol):
    """A file of one kind: read part by part, as often as one likes, and what becomes of each."""

    columns: tuple[str, ...]
    encoding: str
    delimiter: str
    mapping: dict[str, str]

    def missing(self) -> str:
        """The field without a column that there must be, "" where nothing is missing."""

    def parts(self, rows: int = ROWS) -> Iterator[Part]:
        """All of the file, so many `rows` together. Raises `sheet.*`, `exchange.*`."""

    async def plan(self, items: Sequence[Item], origin: Origin) -> list[Step]:
        """What becomes of these."""


def parted(rows: Iterator[Item | Wrong], most: int) -> Iterator[Part]:
    """Rows in parts, the same at every reading with the same `most`."""
    items: list[Item] = []
    wrong: list[Wrong] = []
    count = 0
    for one in rows:
        if isinstance(one, Wrong):
            wrong.append(one)
            count += 1
        else:
            items.append(one)
            count += one.rows
        if count >= most:
            yield Part(count, tuple(items), tuple(wrong))
            items, wrong, count = [], [], 0
    if count:
        yield Part(count, tuple(items), tuple(wrong))
