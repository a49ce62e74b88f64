"""Records in a SQLite file, as a process sees them that only reads."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from os import PathLike, fspath
from typing import Any, TypeVar

from saywell.kernel.time import Instant
from saywell.storage.interface import Append, Appended, Decide, Position, Record, StoreError

T = TypeVar("T")
LAST = "\U0010ffff"
"""Stands behind every character that names have."""
LOOK = 0.1
"""Seconds between two looks for what another process wrote."""
HEAD = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'records'"
"""The last position that was ever given: its record may have been erased."""


class SqliteReader:
    """A store that another process writes: it reads and follows, and refuses to keep. `open` needs the file."""

    def __init__(self, path: str, reader: sqlite3.Connection) -> None:
        self.path = path
        self._reader = reader
        self._reading = threading.Lock()

    @classmethod
    def open(cls, path: str | PathLike[str]) -> SqliteReader:
        """Raises StoreError for a file that cannot be opened or is no store."""
        name = fspath(path)
        try:
            reader = connect(name)
            reader.execute("PRAGMA query_only=ON")
            reader.execute(HEAD)
        except sqlite3.Error as error:
            raise StoreError(f"{name}: {error}") from error
        return cls(name, reader)

    async def read(self, stream: str, after: int = 0) -> list[Record]:
        """See Store."""
        return await self._records("stream = ? AND number > ? ORDER BY number", (stream, after))

    async def follow(self, after: Position, limit: int = 1000) -> list[Record]:
        """See Store."""
        return await self._records("position > ? ORDER BY position LIMIT ?", (after, limit))

    async def read_all(self, streams: Mapping[str, int]) -> dict[str, list[Record]]:
        """See Store."""
        found: dict[str, list[Record]] = {stream: [] for stream in streams}
        sql = (
            "SELECT position, r.stream, r.number, kind, at, body FROM json_each(?) asked"
            " JOIN records r ON r.stream = asked.key AND r.number > asked.value ORDER BY r.stream, r.number"
        )
        for row in await self._rows(sql, (json.dumps(dict(streams)),)):
            found[row[1]].append(Record(*row))
        return found

    async def head(self) -> Position:
        """See Store."""
        [(last,)] = await self._rows(HEAD, ())
        return int(last)

    async def changed(self, after: Position, timeout: float) -> Position:
        """See Store."""
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        while (last := await self.head()) <= after and (left := end - loop.time()) > 0:
            await asyncio.sleep(min(LOOK, left))
        return last

    async def announce(self, word: str) -> None:
        """See Store. There is no other node."""

    def listen(self, hear: Callable[[str], None]) -> None:
        """See Store. There is no other node."""

    async def next_wake(self, prefix: str = "") -> Instant | None:
        """See Store."""
        [(wake,)] = await self._rows(
            "SELECT min(wake) FROM streams WHERE wake IS NOT NULL AND substr(stream, 1, ?) = ?", (len(prefix), prefix)
        )
        return None if wake is None else int(wake)

    async def streams(self, prefix: str) -> list[str]:
        """See Store."""
        # A range, so that the index answers and not the whole table.
        rows = await self._rows(
            "SELECT stream FROM streams WHERE number > 0 AND stream >= ? AND stream < ? ORDER BY stream",
            (prefix, prefix + LAST),
        )
        return [str(row[0]) for row in rows]

    async def append(self, what: Append) -> Appended:
        """See Store. Refused."""
        raise StoreError(f"{self.path} is only read here")

    async def append_all(self, what: Sequence[Append]) -> list[Appended]:
        """See Store. Refused."""
        raise StoreError(f"{self.path} is only read here")

    async def fire(self, now: Instant, decide: Decide, limit: int = 100, prefix: str = "") -> list[str]:
        """See Store. Refused."""
        raise StoreError(f"{self.path} is only read here")

    async def erase(self, stream: str) -> int:
        """See Store. Refused."""
        raise StoreError(f"{self.path} is only read here")

    async def erase_all(self, streams: Sequence[str]) -> int:
        """See Store. Refused."""
        raise StoreError(f"{self.path} is only read here")

    async def rewrite(self, stream: str, bodies: Mapping[int, bytes]) -> None:
        """See Store. Refused."""
        raise StoreError(f"{self.path} is only read here")

    async def wipe(self) -> None:
        """See Store. Refused."""
        raise StoreError(f"{self.path} is only read here")

    async def close(self) -> None:
        """See Store."""
        self._reader.close()

    async def _records(self, where: str, values: Sequence[object]) -> list[Record]:
        rows = await self._rows(f"SELECT position, stream, number, kind, at, body FROM records WHERE {where}", values)
        return [Record(*row) for row in rows]

    async def _rows(self, sql: str, values: Sequence[object]) -> list[Any]:
        return await self._read(lambda db: db.execute(sql, values).fetchall())

    async def _read(self, act: Callable[[sqlite3.Connection], T]) -> T:
        def work() -> T:
            with self._reading:
                return act(self._reader)

        try:
            return await asyncio.to_thread(work)
        except sqlite3.Error as error:
            raise StoreError(str(error)) from error


def connect(name: str) -> sqlite3.Connection:
    """A connection whose commits are durable; no transaction begins by itself."""
    db = sqlite3.connect(name, isolation_level=None, check_same_thread=False, timeout=10)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    # What moves from page to page leaves nothing behind in the old one.
    db.execute("PRAGMA secure_delete=FAST")
    return db
