"""Records in one SQLite file: WAL, synchronous=FULL, one writer thread that commits what has gathered together."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from os import PathLike, fspath
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, TypeVar

from saywell.kernel.time import Instant
from saywell.storage import deltas
from saywell.storage.group import Group, Key, grouped
from saywell.storage.interface import (
    NEWEST,
    OLDEST,
    Append,
    Appended,
    ConflictError,
    Decide,
    Due,
    Position,
    Record,
    StoreError,
)
from saywell.storage.news import News
from saywell.storage.sqlite_reader import HEAD, SqliteReader, connect

GROUP = 64
"""Appends that are committed together at most."""
ROWS = 500
"""Rows of one statement at most."""
CACHE = 64
"""MiB of pages that the writer keeps at most: what has no room is read again and written twice."""
RECENT = 2_000
"""Records that are kept in memory for those who follow: one process writes here, and knows what it wrote."""
T = TypeVar("T")


class _Waiting(NamedTuple):
    what: Append
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Appended]


class _Task(NamedTuple):
    """Something else that the writer does, alone, in a transaction of its own."""

    act: Callable[[sqlite3.Connection], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]


class SqliteStore(SqliteReader):
    """One process, one file. `open` makes the file and brings an older one up to date."""

    def __init__(self, path: str, writer: sqlite3.Connection, reader: sqlite3.Connection) -> None:
        super().__init__(path, reader)
        self._writer = writer
        self._closed = False
        self._queue: SimpleQueue[_Waiting | _Task | None] = SimpleQueue()
        self._news = News(int(writer.execute(HEAD).fetchone()[0]))
        self._recent: deque[Record] = deque()
        self._before = self._news.last
        self._thread = threading.Thread(target=self._run, name="saywell-store", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, path: str | PathLike[str]) -> SqliteStore:
        """Raises StoreError for a file that cannot be opened, is no store, or is newer than this code can use."""
        name = fspath(path)
        try:
            writer = connect(name)
            writer.execute(f"PRAGMA cache_size=-{CACHE * 1024}")
            migrate(writer)
            return cls(name, writer, connect(name))
        except sqlite3.Error as error:
            raise StoreError(f"{name}: {error}") from error

    async def append(self, what: Append) -> Appended:
        """See Store."""
        self._check_open()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Appended] = loop.create_future()
        self._queue.put(_Waiting(what, loop, future))
        return await future

    async def append_all(self, what: Sequence[Append]) -> list[Appended]:
        """See Store."""
        group = await self._do(partial(_append_all, what=what))
        return [done for done in group.outcomes if isinstance(done, Appended)]

    async def follow(self, after: Position, limit: int = 1000) -> list[Record]:
        """See Store."""
        if after >= self._before:
            fresh = takewhile(lambda record: record.position > after, reversed(self._recent))
            return [*fresh][::-1][:limit]
        return await super().follow(after, limit)

    async def head(self) -> Position:
        """See Store."""
        return self._news.last

    async def changed(self, after: Position, timeout: float) -> Position:
        """See Store."""
        return await self._news.later(after, timeout)

    async def fire(self, now: Instant, decide: Decide, limit: int = 100, prefix: str = "") -> list[str]:
        """See Store. One process writes here: the expected number is lock enough."""
        rows = await self._rows(
            "SELECT stream, number FROM streams WHERE wake <= ? AND substr(stream, 1, ?) = ? ORDER BY wake LIMIT ?",
            (now, len(prefix), prefix, limit),
        )
        due = [Due(*row) for row in rows]
        appends = await decide(due) if due else ()
        outcomes = await asyncio.gather(*(self.append(append) for append in appends), return_exceptions=True)
        done = []
        for append, outcome in zip(appends, outcomes, strict=True):
            if isinstance(outcome, Appended):
                done.append(append.stream)
            elif not isinstance(outcome, ConflictError):
                raise outcome
        wanted = {append.stream for append in appends}
        idle = [one for one in due if one.stream not in wanted]
        if idle:
            await self._do(partial(_drop_wakes, due=idle, now=now))
        return done

    async def erase(self, stream: str) -> int:
        """See Store."""
        return await self.erase_all([stream])

    async def erase_all(self, streams: Sequence[str]) -> int:
        """See Store."""
        names = set(streams)
        gone = await self._do(lambda db: sum([_erase(db, stream) for stream in names]))
        self._recent = deque(record for record in self._recent if record.stream not in names)
        return gone

    async def rewrite(self, stream: str, bodies: Mapping[int, bytes]) -> None:
        """See Store."""
        await self._do(partial(_rewrite, stream=stream, bodies=bodies))
        self._recent = deque(
            one._replace(body=bodies[one.number]) if one.stream == stream and one.number in bodies else one
            for one in self._recent
        )

    async def wipe(self) -> None:
        """See Store. The log of the last changes still has the pages as they were: it is brought in and emptied."""
        await self._read(lambda db: db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())

    async def backup(self, path: str | PathLike[str]) -> None:
        """A copy of the whole store as it stands, taken while it is in use. Raises StoreError."""
        await self._read(lambda db: _copy(db, fspath(path)))

    async def close(self) -> None:
        """See Store."""
        self._closed = True
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)
        self._reader.close()
        self._writer.close()

    def _check_open(self) -> None:
        # Nobody would ever deal with what is put into the queue of a store that is closed.
        if self._closed:
            raise StoreError("the store is closed")

    async def _do(self, act: Callable[[sqlite3.Connection], T]) -> T:
        self._check_open()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._queue.put(_Task(act, loop, future))
        return await future

    def _run(self) -> None:
        """The writer thread: take what has gathered, commit it once, tell all who wait."""
        open_ = True
        while open_:
            got = self._queue.get()
            batch: list[_Waiting] = []
            while True:
                if got is None:
                    open_ = False
                    break
                if isinstance(got, _Task):
                    self._write(batch)
                    batch = []
                    self._perform(got)
                else:
                    batch.append(got)
                if len(batch) >= GROUP:
                    break
                try:
                    got = self._queue.get_nowait()
                except Empty:
                    break
            self._write(batch)

    def _write(self, batch: list[_Waiting]) -> None:
        if not batch:
            return
        done = self._within(lambda db: _append_group(db, [one.what for one in batch]))
        outcomes: Sequence[Any] = done.outcomes if isinstance(done, Group) else [done] * len(batch)
        told = [(one.loop, one.future, outcome) for one, outcome in zip(batch, outcomes, strict=True)]
        self._tell(told, done.records if isinstance(done, Group) else [])

    def _perform(self, task: _Task) -> None:
        done = self._within(task.act)
        self._tell([(task.loop, task.future, done)], done.records if isinstance(done, Group) else [])

    def _within(self, act: Callable[[sqlite3.Connection], T]) -> T | ConflictError | StoreError:
        """What comes of one transaction; where it fails, why."""
        db = self._writer
        try:
            db.execute("BEGIN IMMEDIATE")
            done = act(db)
            db.execute("COMMIT")
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it, and the thread must live on
            _rollback(db)
            return error if isinstance(error, ConflictError) else StoreError(str(error) or type(error).__name__)
        return done

    def _tell(self, told: list[tuple[asyncio.AbstractEventLoop, asyncio.Future[Any], Any]], kept: list[Record]) -> None:
        last = kept[-1].position if kept else 0

        def deliver() -> None:
            self._recent.extend(kept)
            while len(self._recent) > RECENT:
                self._before = self._recent.popleft().position
            self._news.tell(last)
            for _, future, outcome in told:
                if future.cancelled():
                    continue
                if isinstance(outcome, Exception):
                    future.set_exception(outcome)
                else:
                    future.set_result(outcome)

        try:
            told[0][0].call_soon_threadsafe(deliver)
        except RuntimeError:
            # The loop is gone, and with it all who waited; what was committed stays.
            self._news.last = max(self._news.last, last)


def migrate(db: sqlite3.Connection) -> int:
    """Bring the schema up to date, one transaction a delta; the version then. Raises StoreError if it is too new."""
    db.execute("CREATE TABLE IF NOT EXISTS schema (version INTEGER NOT NULL, oldest INTEGER NOT NULL)")
    row = db.execute("SELECT version, oldest FROM schema").fetchone()
    version, oldest = row if row else (0, 0)
    if oldest > NEWEST:
        raise StoreError(f"the store has schema {version}, which needs a newer Saywell (this one knows {NEWEST})")
    for number, sql in deltas.after("sqlite", version):
        db.execute("BEGIN IMMEDIATE")
        for statement in filter(str.strip, sql.split(";")):
            db.execute(statement)
        db.execute("DELETE FROM schema")
        db.execute("INSERT INTO schema VALUES (?, ?)", (number, OLDEST))
        db.execute("COMMIT")
        version = number
    return int(version)


def _append_group(db: sqlite3.Connection, wanted: Sequence[Append]) -> Group:
    """Append within the open transaction, in a few statements for all: between two rows or statements the thread has
    to wait until the loop lets it go on."""
    names = list(dict.fromkeys(what.stream for what in wanted))
    numbers: dict[str, int] = {}
    for part in _parts(names):
        told = db.execute(f"SELECT json_group_object(stream, number) FROM streams WHERE stream IN {_row(part)}", part)
        numbers |= json.loads(told.fetchone()[0])
    keyed = [(what.stream, what.key) for what in wanted if what.key is not None]
    known: dict[Key, Appended] = {}
    for pairs in _parts(keyed):
        sql = f"WHERE (stream, key) IN (VALUES {','.join(map(_row, pairs))})"
        told = db.execute(
            f"SELECT json_group_array(json_array(stream, key, number, position)) FROM keys {sql}", _flat(pairs)
        )
        known |= {(stream, key): Appended(number, at) for stream, key, number, at in json.loads(told.fetchone()[0])}
    group = grouped(wanted, numbers, int(db.execute(HEAD).fetchone()[0]), known)
    _insert(db, "records (position, stream, number, kind, at, body)", group.records)
    update = " ON CONFLICT DO UPDATE SET number = excluded.number, wake = excluded.wake"
    _insert(db, "streams (stream, number, wake)", group.streams, update)
    _insert(db, "keys (stream, key, number, position)", group.keys)
    return group


def _insert(db: sqlite3.Connection, table: str, rows: Sequence[Sequence[object]], more: str = "") -> None:
    for part in _parts(rows):
        db.execute(f"INSERT INTO {table} VALUES {','.join(map(_row, part))}{more}", _flat(part))


def _parts(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """A statement has room for so many values only."""
    return (rows[begin : begin + ROWS] for begin in range(0, len(rows), ROWS))


def _row(values: Sequence[object]) -> str:
    return f"({','.join('?' * len(values))})"


def _flat(rows: Sequence[Sequence[object]]) -> list[object]:
    return [value for row in rows for value in row]


def _append_all(db: sqlite3.Connection, what: Sequence[Append]) -> Group:
    group = _append_group(db, what)
    for outcome in group.outcomes:
        if isinstance(outcome, ConflictError):
            raise outcome
    return group


def _drop_wakes(db: sqlite3.Connection, due: Sequence[Due], now: Instant) -> None:
    db.executemany(
        "UPDATE streams SET wake = NULL WHERE stream = ? AND number = ? AND wake <= ?", [(*one, now) for one in due]
    )


def _erase(db: sqlite3.Connection, stream: str) -> int:
    # Also from the pages in which it lay: what was erased must not be read out of the file.
    db.execute("PRAGMA secure_delete=ON")
    gone = db.execute("DELETE FROM records WHERE stream = ?", (stream,)).rowcount
    db.execute("DELETE FROM streams WHERE stream = ?", (stream,))
    db.execute("DELETE FROM keys WHERE stream = ?", (stream,))
    db.execute("PRAGMA secure_delete=FAST")
    return gone


def _rewrite(db: sqlite3.Connection, stream: str, bodies: Mapping[int, bytes]) -> None:
    db.execute("PRAGMA secure_delete=ON")
    db.executemany(
        "UPDATE records SET body = ? WHERE stream = ? AND number = ?",
        [(body, stream, number) for number, body in bodies.items()],
    )
    db.execute("PRAGMA secure_delete=FAST")


def _copy(db: sqlite3.Connection, path: str) -> None:
    target = sqlite3.connect(path)
    try:
        db.backup(target)
    finally:
        target.close()


def _rollback(db: sqlite3.Connection) -> None:
    try:
        db.execute("ROLLBACK")
    except sqlite3.Error:
        # There was no transaction left to end.
        return
