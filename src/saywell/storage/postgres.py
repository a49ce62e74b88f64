"""Records in PostgreSQL, shared by any number of equal nodes.

Each node gathers appends and commits them together. The row of `head` is locked while a group is written, so that
positions become visible in their order. Wakes are claimed with SKIP LOCKED in the transaction that appends: the open
transaction is the lease. Other nodes hear of news by NOTIFY, and so of what is kept nowhere.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from saywell.kernel.time import Instant
from saywell.storage import deltas
from saywell.storage.group import Key, grouped
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

if TYPE_CHECKING:
    import asyncpg

GROUP = 64
LAST = "\U0010ffff"
"""Stands behind every character that names have."""
CHANNEL, WORDS = "saywell", "saywell_words"
_MIGRATING = 0x5A11
_READ = "SELECT position, stream, number, kind, at, body FROM records WHERE "
_Outcome = Appended | ConflictError

LEASE = 2_000
"""Milliseconds for which a node that stands still in a transaction keeps the others from what it holds."""
LOOK = 1.0
"""Seconds after which a node that waits looks whether it still hears."""
FAREWELL = 10.0
"""Seconds that a server has to end a connection in order, before the connection is cut."""


class _Waiting(NamedTuple):
    what: Append
    future: asyncio.Future[Appended]


class PostgresStore:
    """One node's access. `open` brings the schema up to date."""

    def __init__(self, pool: asyncpg.Pool, listener: asyncpg.Connection, dsn: str) -> None:
        self._pool, self._listener, self._dsn = pool, listener, dsn
        self._waiting: asyncio.Queue[_Waiting | None] = asyncio.Queue()
        self._news = News()
        self._node = secrets.token_hex(6)
        self._hears: list[Callable[[str], None]] = []
        self._closed = False
        self._relisten = asyncio.Lock()
        self._task = asyncio.create_task(self._run(), name="saywell-store")

    @classmethod
    async def open(cls, dsn: str, connections: int = 5) -> PostgresStore:
        """`dsn`: postgresql://… Raises StoreError if there is no server or the schema is newer than this code."""
        import asyncpg

        async with _told():
            pool = await asyncpg.create_pool(
                dsn, min_size=1, max_size=connections, command_timeout=30, timeout=30,
                server_settings={"idle_in_transaction_session_timeout": str(LEASE)},
            )  # fmt: skip
            try:
                async with pool.acquire() as db:
                    await migrate(db)
                store = cls(pool, await asyncpg.connect(dsn, timeout=30), dsn)
            except BaseException:  # what was opened is closed, whatever ends it
                pool.terminate()
                raise
            try:
                await store._listen()
                store._news.tell(await store.head())
            except BaseException:  # what was opened is closed, whatever ends it
                await store.close()
                raise
        return store

    async def append(self, what: Append) -> Appended:
        """See Store."""
        if self._closed:
            raise StoreError("the store is closed")
        future: asyncio.Future[Appended] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait(_Waiting(what, future))
        return await future

    async def append_all(self, what: Sequence[Append]) -> list[Appended]:
        """See Store."""
        if self._closed:
            raise StoreError("the store is closed")
        done: list[Appended] = []
        async with self._connection() as db, db.transaction():
            for outcome in await _write(db, what):
                if isinstance(outcome, ConflictError):
                    raise outcome
                done.append(outcome)
        return done

    async def read(self, stream: str, after: int = 0) -> list[Record]:
        """See Store."""
        return await self._records("stream = $1 AND number > $2 ORDER BY number", stream, after)

    async def read_all(self, streams: Mapping[str, int]) -> dict[str, list[Record]]:
        """See Store."""
        found: dict[str, list[Record]] = {stream: [] for stream in streams}
        async with self._connection() as db:
            rows = await db.fetch(
                "SELECT position, r.stream, r.number, kind, at, body"
                " FROM unnest($1::text[], $2::bigint[]) asked(stream, after)"
                " JOIN records r ON r.stream = asked.stream AND r.number > asked.after ORDER BY r.stream, r.number",
                list(streams),
                list(streams.values()),
            )
        for row in rows:
            found[row[1]].append(Record(*row))
        return found

    async def follow(self, after: Position, limit: int = 1000) -> list[Record]:
        """See Store."""
        return await self._records("position > $1 ORDER BY position LIMIT $2", after, limit)

    async def head(self) -> Position:
        """See Store."""
        async with self._connection() as db:
            return int(await db.fetchval("SELECT position FROM head"))

    async def changed(self, after: Position, timeout: float) -> Position:
        """See Store."""
        if self._listener.is_closed():
            await self._listen_again()
        # What other nodes told while nobody listened shows only in the head.
        self._news.tell(await self.head())
        waiting = timeout
        while waiting > 0 and await self._news.later(after, min(waiting, LOOK)) <= after:
            waiting -= LOOK
            if self._listener.is_closed():
                await self._listen_again()
                break
        if self._news.last <= after:
            self._news.tell(await self.head())
        return self._news.last

    async def _listen_again(self) -> None:
        """The server was restarted, or the line broke."""
        import asyncpg

        async with self._relisten, _told():
            if not self._listener.is_closed():
                return
            self._listener = await asyncpg.connect(self._dsn, timeout=30)
            await self._listen()

    async def _listen(self) -> None:
        """On the line there is. One that cannot, or came when the store was closed, is cut: whoever asks next makes
        another."""
        try:
            if self._closed:
                raise StoreError("the store is closed")
            await self._listener.add_listener(CHANNEL, self._heard)
            await self._listener.add_listener(WORDS, self._heard_word)
        except BaseException:  # what was opened is closed, whatever ends it
            self._listener.terminate()
            raise

    async def announce(self, word: str) -> None:
        """See Store."""
        async with self._connection() as db:
            await db.execute("SELECT pg_notify($1, $2)", WORDS, f"{self._node} {word}")

    def listen(self, hear: Callable[[str], None]) -> None:
        """See Store."""
        self._hears.append(hear)

    async def fire(self, now: Instant, decide: Decide, limit: int = 100, prefix: str = "") -> list[str]:
        """See Store."""
        async with self._connection() as db, db.transaction():
            rows = await db.fetch(
                "SELECT stream, number FROM streams WHERE wake <= $1 AND starts_with(stream, $3)"
                " ORDER BY wake LIMIT $2 FOR UPDATE SKIP LOCKED",
                now,
                limit,
                prefix,
            )
            appends = await decide([Due(*row) for row in rows]) if rows else ()
            wanted = {append.stream for append in appends}
            idle = [row[0] for row in rows if row[0] not in wanted]
            if idle:
                await db.execute("UPDATE streams SET wake = NULL WHERE stream = ANY($1)", idle)
            outcomes = await _write(db, appends) if appends else ()
        pairs = zip(appends, outcomes, strict=True)
        return [append.stream for append, outcome in pairs if isinstance(outcome, Appended)]

    async def next_wake(self, prefix: str = "") -> Instant | None:
        """See Store."""
        async with self._connection() as db:
            wake = await db.fetchval(
                "SELECT min(wake) FROM streams WHERE wake IS NOT NULL AND starts_with(stream, $1)", prefix
            )
        return None if wake is None else int(wake)

    async def streams(self, prefix: str) -> list[str]:
        """See Store."""
        async with self._connection() as db:
            # A range, so that the index answers and not the whole table.
            rows = await db.fetch(
                "SELECT stream FROM streams WHERE number > 0 AND stream >= $1 AND stream < $2 ORDER BY stream",
                prefix,
                prefix + LAST,
            )
        return [str(row[0]) for row in rows]

    async def erase(self, stream: str) -> int:
        """See Store."""
        return await self.erase_all([stream])

    async def erase_all(self, streams: Sequence[str]) -> int:
        """See Store."""
        names = sorted(set(streams))
        async with self._connection() as db, db.transaction():
            gone = await db.fetchval(
                "WITH gone AS (DELETE FROM records WHERE stream = ANY($1) RETURNING 1) SELECT count(*) FROM gone", names
            )
            await db.execute("DELETE FROM streams WHERE stream = ANY($1)", names)
            await db.execute("DELETE FROM keys WHERE stream = ANY($1)", names)
        return int(gone)

    async def rewrite(self, stream: str, bodies: Mapping[int, bytes]) -> None:
        """See Store."""
        rows = [(stream, number, body) for number, body in bodies.items()]
        async with self._connection() as db, db.transaction():
            await db.executemany("UPDATE records SET body = $3 WHERE stream = $1 AND number = $2", rows)

    async def wipe(self) -> None:
        """See Store. Dead rows go with the next VACUUM, which is the server's own."""

    async def close(self) -> None:
        """See Store."""
        self._closed = True
        self._waiting.put_nowait(None)
        await self._task
        with suppress(OSError, TimeoutError):
            await self._listener.close(timeout=FAREWELL)
        try:
            async with asyncio.timeout(FAREWELL):
                await self._pool.close()
        except TimeoutError:
            self._pool.terminate()

    def _heard(self, _connection: Any, _process: int, _channel: str, payload: object) -> None:
        self._news.tell(int(str(payload)))

    def _heard_word(self, _connection: Any, _process: int, _channel: str, payload: object) -> None:
        node, _, word = str(payload).partition(" ")
        for hear in self._hears if node != self._node else ():
            hear(word)

    async def _records(self, where: str, *values: object) -> list[Record]:
        async with self._connection() as db:
            rows = await db.fetch(_READ + where, *values)
        return [Record(*row) for row in rows]

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Any]:
        async with _told(), self._pool.acquire() as db:
            yield db

    async def _run(self) -> None:
        """Take what has gathered, commit it once, tell all who wait."""
        while True:
            got = await self._waiting.get()
            batch: list[_Waiting] = []
            while got is not None:
                batch.append(got)
                if len(batch) >= GROUP or self._waiting.empty():
                    break
                got = self._waiting.get_nowait()
            if batch:
                await self._commit(batch)
            if got is None:
                return

    async def _commit(self, batch: list[_Waiting]) -> None:
        try:
            async with self._connection() as db, db.transaction():
                outcomes: list[_Outcome] = await _write(db, [one.what for one in batch])
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it, and the next batch must have its turn
            told = error if isinstance(error, StoreError) else StoreError(f"{type(error).__name__}: {error}")
            for one in batch:
                if not one.future.done():
                    one.future.set_exception(told)
            return
        for one, outcome in zip(batch, outcomes, strict=True):
            if one.future.done():
                continue
            if isinstance(outcome, Appended):
                one.future.set_result(outcome)
            else:
                one.future.set_exception(outcome)


@asynccontextmanager
async def _told() -> AsyncIterator[None]:
    """What the server or the network says, as StoreError."""
    import asyncpg

    try:
        yield
    # A line that is cut in the middle of an operation shows as an internal error of the client as well.
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, TimeoutError) as error:
        raise StoreError(str(error) or type(error).__name__) from error


async def migrate(db: asyncpg.Connection) -> int:
    """Bring the schema up to date; nodes that start together wait for each other. Raises StoreError if too new."""
    async with db.transaction():
        await db.execute("SELECT pg_advisory_xact_lock($1)", _MIGRATING)
        await db.execute("CREATE TABLE IF NOT EXISTS schema (version integer NOT NULL, oldest integer NOT NULL)")
        row = await db.fetchrow("SELECT version, oldest FROM schema")
        version, oldest = (row[0], row[1]) if row else (0, 0)
        if oldest > NEWEST:
            raise StoreError(f"the store has schema {version}, which needs a newer Saywell (this one knows {NEWEST})")
        for number, sql in deltas.after("postgres", version):
            await db.execute(sql)
            await db.execute("DELETE FROM schema")
            await db.execute("INSERT INTO schema VALUES ($1, $2)", number, OLDEST)
            version = number
    return int(version)


async def _write(db: Any, wanted: Sequence[Append]) -> list[_Outcome]:
    """Append within the open transaction."""
    names = sorted({what.stream for what in wanted})
    keyed = [(what.stream, what.key) for what in wanted if what.key is not None]
    # Streams before head, everywhere: whoever holds the head waits for nobody.
    await db.execute("INSERT INTO streams SELECT unnest($1::text[]), 0 ON CONFLICT DO NOTHING", names)
    rows = await db.fetch("SELECT stream, number FROM streams WHERE stream = ANY($1) ORDER BY stream FOR UPDATE", names)
    numbers: dict[str, int] = {row[0]: row[1] for row in rows}
    last = int(await db.fetchval("SELECT position FROM head FOR UPDATE"))
    known: dict[Key, Appended] = {}
    if keyed:
        found = await db.fetch(
            "SELECT stream, key, number, position FROM keys"
            " WHERE (stream, key) IN (SELECT unnest($1::text[]), unnest($2::text[]))",
            [stream for stream, _ in keyed],
            [key for _, key in keyed],
        )
        known = {(row[0], row[1]): Appended(row[2], row[3]) for row in found}
    group = grouped(wanted, numbers, last, known)
    if group.streams:
        await db.executemany("INSERT INTO records VALUES ($1, $2, $3, $4, $5, $6)", group.records)
        await db.execute(
            "UPDATE streams SET number = new.number, wake = new.wake FROM"
            " (SELECT unnest($1::text[]) AS stream, unnest($2::bigint[]) AS number, unnest($3::bigint[]) AS wake) new"
            " WHERE streams.stream = new.stream",
            *map(list, zip(*group.streams, strict=True)),
        )
        if group.keys:
            await db.executemany("INSERT INTO keys VALUES ($1, $2, $3, $4)", group.keys)
        if group.records:
            last = group.records[-1].position
        await db.execute("UPDATE head SET position = $1", last)
        await db.execute("SELECT pg_notify($1, $2)", CHANNEL, str(last))
    return group.outcomes
