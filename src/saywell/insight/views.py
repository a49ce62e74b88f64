"""The database of the projection: a SQLite file of its own, or the schema `views` of the PostgreSQL that keeps the
records. It may be dropped at any time and is then made anew from the records."""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, delete, event, insert, make_url, select, text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from saywell.insight.tables import META, SCHEMA, VERSION, progress
from saywell.kernel.errors import SaywellError
from saywell.storage.interface import Position, StoreError

FILE = "views.db"
NAME = "all"
_MAKING = 0x5A12


class Views:
    """Connections to the projection. `where`: a file, or postgresql://…; nothing for a file that goes with this."""

    def __init__(self, where: str | Path | None = None) -> None:
        self._where = where
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._engines: tuple[AsyncEngine, AsyncEngine] | None = None
        self._path: Path | None = None
        self.postgres = isinstance(where, str)

    async def start(self) -> None:
        """Make the tables, or make them anew where another version made them. Raises StoreError."""
        where = self._where
        if where is None and self._folder is None:
            self._folder = await asyncio.to_thread(tempfile.TemporaryDirectory, prefix="saywell-views-")
            where = Path(self._folder.name) / FILE
        if self._engines is None:
            self._path = None if self.postgres else Path(str(where))
            self._engines = _postgres(str(where)) if self._path is None else _sqlite(self._path)
        async with self.writing() as db:
            if self.postgres:
                await db.execute(text(f"SELECT pg_advisory_xact_lock({_MAKING})"))
                await db.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
            await db.run_sync(META.create_all, tables=[progress])
            made = await db.scalar(select(progress.c.version).where(progress.c.name == NAME))
            if made != VERSION:
                await _make(db)

    async def close(self) -> None:
        """Let go."""
        for engine in dict.fromkeys(self._engines or ()):
            await engine.dispose()
        if self._folder is not None:
            await asyncio.to_thread(self._folder.cleanup)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection that only reads. Raises StoreError."""
        assert self._engines is not None
        with _told():
            async with self._engines[0].connect() as db:
                yield db

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction: kept whole where its block ends, else not at all. Raises StoreError."""
        assert self._engines is not None
        with _told():
            async with self._engines[1].begin() as db:
                yield db

    async def position(self) -> Position:
        """Up to which record the rows say what the records say."""
        async with self.reading() as db:
            return int(await db.scalar(select(progress.c.position).where(progress.c.name == NAME)) or 0)

    async def wipe(self) -> None:
        """See that what was erased cannot be read out of the file any more."""
        if self._path is not None:
            await asyncio.to_thread(_emptied, self._path)

    async def rebuild(self) -> None:
        """Drop everything; whoever projects makes it anew from the first record."""
        async with self.writing() as db:
            if self.postgres:
                await db.execute(text(f"SELECT pg_advisory_xact_lock({_MAKING})"))
            await _make(db)


def _emptied(path: Path) -> None:
    """The log of the last changes still has the pages as they were: it is brought in and emptied."""
    with closing(sqlite3.connect(path, timeout=10)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def clear(db: AsyncConnection) -> None:
    """Empty all tables and begin from the first record, within a transaction."""
    for table in META.sorted_tables:
        if table is not progress:
            await db.execute(delete(table))
    await db.execute(update(progress).where(progress.c.name == NAME).values(position=0, mark=""))


async def _make(db: AsyncConnection) -> None:
    rows = [table for table in META.sorted_tables if table is not progress]
    if db.dialect.name == "postgresql":
        # The locks in the order in which a projector takes them.
        await db.execute(select(progress).with_for_update())
        await db.execute(text(f"DROP TABLE IF EXISTS {', '.join(f'{SCHEMA}.{one.name}' for one in rows)}"))
    else:
        for table in rows:
            await db.execute(text(f"DROP TABLE IF EXISTS {table.name}"))
    await db.run_sync(META.create_all, tables=rows, checkfirst=False)
    await db.execute(delete(progress))
    await db.execute(insert(progress).values(name=NAME, version=VERSION, position=0, mark="", salt=secrets.token_hex()))


def _postgres(where: str) -> tuple[AsyncEngine, AsyncEngine]:
    url: URL = make_url(where).set(drivername="postgresql+asyncpg")
    engine = create_async_engine(url, pool_size=3, max_overflow=5, pool_pre_ping=True)
    return engine, engine


def _sqlite(path: Path) -> tuple[AsyncEngine, AsyncEngine]:
    url = URL.create("sqlite+aiosqlite", database=str(path))
    plain = {"schema_translate_map": {SCHEMA: None}}
    reading = create_async_engine(url, pool_size=3, execution_options=plain)
    writing = create_async_engine(url, pool_size=1, max_overflow=0, execution_options=plain)
    for engine in (reading, writing):
        event.listen(engine.sync_engine, "connect", _settled)
    event.listen(writing.sync_engine, "begin", lambda db: db.exec_driver_sql("BEGIN IMMEDIATE"))
    event.listen(reading.sync_engine, "begin", lambda db: db.exec_driver_sql("BEGIN"))
    return reading, writing


def _settled(connection: Any, _record: Any) -> None:
    """The driver begins no transactions by itself, for it begins them too late."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


class _told:  # noqa: N801 - used like a function
    """What the database says, as StoreError."""

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, SQLAlchemyError | OSError | TimeoutError) and not isinstance(error, SaywellError):
            raise StoreError(str(getattr(error, "orig", None) or error)) from error
