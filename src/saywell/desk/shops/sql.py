"""A shop in a database: the configured statements, and nothing else, in a transaction that can only read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from sqlalchemy import TextClause, event, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from saywell.desk.shops.connector import Connector, nothing_asked
from saywell.followup.orders import Row
from saywell.kernel.errors import SaywellError

LINES = 2
"""Connections at most: a desk looks up, it does not load."""
DRIVERS = {"postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg", "sqlite": "sqlite+aiosqlite"}


class SqlSource:
    """See Source. `url` has its secrets filled in. `plainly`: tell in errors what the database said; that may repeat
    what was asked, so it is for whoever sets the connector up. Raises `book.no-driver`, `book.bad-url`."""

    def __init__(self, url: str, connector: Connector, *, plainly: bool = False) -> None:
        self._statements = {name: text(one) for name, one in connector.statements.items() if one.strip()}
        self._most, self._timeout, self._plainly = connector.most, connector.timeout_s, plainly
        self._engine = _engine(url, connector.timeout_s)
        self._dialect = self._engine.dialect.name

    async def close(self) -> None:
        """See Source."""
        await self._engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[_Reader]:
        """See Source."""
        if self._dialect == "sqlite" and not _file_of(self._engine).is_file():
            raise SaywellError("book.unreachable", reason="")
        try:
            async with self._engine.connect() as line:
                await self._only_read(line)
                cutter = await self._cutter(line)
                try:
                    yield _Reader(line, self._statements, self._most)
                finally:
                    if cutter is not None:
                        cutter.cancel()
                    with suppress(SQLAlchemyError):
                        await line.rollback()
        except PoolTimeoutError:
            raise SaywellError("book.late", seconds=f"{self._timeout:g}") from None
        except (SQLAlchemyError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise
            raise self._fault(error) from None

    async def _only_read(self, line: AsyncConnection) -> None:
        if self._dialect == "postgresql":
            await line.execution_options(postgresql_readonly=True)
            await line.execute(text(f"SET LOCAL statement_timeout = {round(self._timeout * 1000)}"))
        elif self._dialect in ("mysql", "mariadb"):
            await line.execute(text("SET TRANSACTION READ ONLY"))

    async def _cutter(self, line: AsyncConnection) -> asyncio.Task[None] | None:
        """SQLite runs in a thread that nobody can stop from outside: what takes too long is interrupted."""
        if self._dialect != "sqlite":
            return None
        raw = await line.get_raw_connection()
        driver: Any = raw.driver_connection

        async def cut() -> None:
            await asyncio.sleep(self._timeout)
            while True:
                await driver.interrupt()
                await asyncio.sleep(0.05)

        return asyncio.create_task(cut(), name="saywell-cut")

    def _fault(self, error: Exception) -> SaywellError:
        reason = ""
        if self._plainly:
            said = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
            reason = str(said).strip().splitlines()[0][:300] if str(said).strip() else ""
        if "interrupted" in str(error).lower() or "statement timeout" in str(error).lower():
            return SaywellError("book.late", seconds=f"{self._timeout:g}")
        if isinstance(error, OSError | InterfaceError) or _unreachable(error):
            return SaywellError("book.unreachable", reason=reason)
        return SaywellError("book.refused", reason=reason)


class _Reader:
    """See Reader."""

    def __init__(self, line: AsyncConnection, statements: Mapping[str, TextClause], most: int) -> None:
        self._line, self._statements, self._most = line, statements, most

    async def rows(self, question: str, keys: Mapping[str, str | int]) -> list[Row]:
        """See Reader."""
        statement = self._statements.get(question)
        named = list(statement.compile().params) if statement is not None else []
        if statement is None or nothing_asked(named, keys):
            return []
        wanted = {name: keys.get(name) for name in named}
        found = await self._line.execute(statement, wanted)
        return [dict(row._mapping) for row in found.fetchmany(self._most)]


def _engine(url: str, timeout: float) -> AsyncEngine:
    kind, _, rest = url.partition("://")
    kind = DRIVERS.get(kind, kind)
    arguments: dict[str, object] = {}
    if kind == "sqlite+aiosqlite":
        path = quote(rest.removeprefix("/").partition("?")[0])
        rest = f"/file:{path}?mode=ro&uri=true"
    elif kind == "postgresql+asyncpg":
        arguments = {"timeout": timeout, "server_settings": {"application_name": "saywell"}}
    try:
        engine = create_async_engine(
            f"{kind}://{rest}", pool_size=LINES, max_overflow=0, pool_timeout=timeout, pool_pre_ping=True,
            hide_parameters=True, connect_args=arguments,
        )  # fmt: skip
    except ImportError:
        raise SaywellError("book.no-driver", name=kind) from None
    except (ArgumentError, SQLAlchemyError, ValueError):
        raise SaywellError("book.bad-url") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _query_only)
    return engine


def _file_of(engine: AsyncEngine) -> Path:
    return Path(unquote((engine.url.database or "").removeprefix("file:")))


def _query_only(line: object, _record: object) -> None:
    cursor = line.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA query_only = ON")
    cursor.close()


def _unreachable(error: Exception) -> bool:
    """Whether it is the way to the database that failed, not what was asked."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    said = str(error).lower()
    signs = ("unable to open", "could not connect", "connection refused", "connection was closed")
    return isinstance(error, OperationalError) and any(sign in said for sign in signs)
