"""What a store does: streams of records, one order over all of them, and an instant at which each stream wants to be
looked at again.

A record is durable when `append` returns. `follow` gives records in the order in which they became visible, without
gaps: whoever stores the position of the last record that it has dealt with misses none and sees none twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from saywell.kernel.time import Instant

Position = int
"""The place of a record among all records, from 1."""

NEWEST = 1
"""The schema that this code writes."""
OLDEST = 1
"""The oldest code that can still work on the newest schema: how far an update may be rolled back."""


class Entry(NamedTuple):
    """What is to be kept: `kind` is a stable name, `body` bytes that the store does not look into."""

    kind: str
    body: bytes


class Record(NamedTuple):
    """An entry that is kept. `number` counts the stream from 1."""

    position: Position
    stream: str
    number: int
    kind: str
    at: Instant
    body: bytes


class Append(NamedTuple):
    """Entries for the end of one stream, all or none.

    `expected`: how many records the stream has, as far as the caller knows. `wake`: when the stream wants to be fired;
    it replaces what was there. `key`: a second append with the same key does nothing and gives the first one's answer.
    """

    stream: str
    entries: Sequence[Entry]
    expected: int
    at: Instant
    wake: Instant | None = None
    key: str | None = None


class Appended(NamedTuple):
    """`number`: records of the stream afterwards. `position`: of the last new record, 0 without one. `repeated`: the
    key was known."""

    number: int
    position: Position
    repeated: bool = False


class ConflictError(Exception):
    """The stream has `number` records, not as many as the caller expected; nothing was kept."""

    def __init__(self, stream: str, expected: int, number: int) -> None:
        super().__init__(f"{stream}: {number} records, {expected} expected")
        self.stream, self.expected, self.number = stream, expected, number


class StoreError(Exception):
    """The store cannot keep or read: disk full, server gone. `what` is the reason as the system gives it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Due(NamedTuple):
    """A stream whose wake has come, and how many records it has."""

    stream: str
    number: int


Decide = Callable[[Sequence[Due]], Awaitable[Sequence[Append]]]
"""Asked with streams that are due; what is to be appended to them. The wakes of the others are dropped."""


class Store(Protocol):
    """One contract, three stores: memory, SQLite, PostgreSQL. Raises StoreError where the medium fails."""

    async def append(self, what: Append) -> Appended:
        """Keep entries; they are durable when this returns. Raises ConflictError."""

    async def append_all(self, what: Sequence[Append]) -> list[Appended]:
        """Keep entries of several streams, all or none. Raises ConflictError for the first that expects another number.
        A stream may come in more than once; one whose key is known is passed over."""

    async def read(self, stream: str, after: int = 0) -> list[Record]:
        """The records of a stream behind number `after`, in order; a stream that nobody wrote has none."""

    async def read_all(self, streams: Mapping[str, int]) -> dict[str, list[Record]]:
        """`read` for several streams at once: the name of each, and the number behind which to begin."""

    async def follow(self, after: Position, limit: int = 1000) -> list[Record]:
        """Records of all streams behind a position, in order, `limit` at most."""

    async def head(self) -> Position:
        """The position of the last record, 0 without any."""

    async def changed(self, after: Position, timeout: float) -> Position:
        """Wait until there is a record behind `after`, at most `timeout` seconds; the position of the last record."""

    async def announce(self, word: str) -> None:
        """Tell the other nodes something that is kept nowhere, of 7,000 bytes at most; whoever does not listen just now
        never hears of it."""

    def listen(self, hear: Callable[[str], None]) -> None:
        """From now on `hear` is called with what other nodes announce."""

    async def fire(self, now: Instant, decide: Decide, limit: int = 100, prefix: str = "") -> list[str]:
        """Let `decide` deal with streams whose wake has come, each by one node only; those that were dealt with.

        `prefix`: only streams whose names begin so. What `decide` appends and the removal of the wake become durable
        together. A node that dies in between has done nothing, and another takes the stream over.
        """

    async def next_wake(self, prefix: str = "") -> Instant | None:
        """The earliest wake of the streams whose names begin so."""

    async def streams(self, prefix: str) -> list[str]:
        """The names of the streams that begin so, sorted."""

    async def erase(self, stream: str) -> int:
        """Remove a stream and its records for good (a customer's right); how many records went. Positions stay."""

    async def erase_all(self, streams: Sequence[str]) -> int:
        """`erase` for several streams at once, all or none."""

    async def rewrite(self, stream: str, bodies: Mapping[int, bytes]) -> None:
        """Give records of a stream, by number, other bodies, all or none (a customer's right: what tells of them goes,
        the rest stays); one that is not there is passed over. Whoever has read them before is not told."""

    async def wipe(self) -> None:
        """See that what was erased cannot be read out of the medium any more, as far as a store can."""

    async def close(self) -> None:
        """Write what waits and let go."""
