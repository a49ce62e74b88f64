"""The tables of lists and reports are kept up to date by a process beside the server, so that no conversation waits for
them.

It reads the store by position as any node does. It lives as long as its input is open: the system closes it whatever
becomes of the server. On its input comes first where the data is, then a line whenever somebody waits for the tables;
on its output go the troubles that it has.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from saywell.insight.projector import AGAIN, Projection, Projector
from saywell.insight.views import Views
from saywell.kernel.errors import SaywellError
from saywell.storage.interface import Store, StoreError

PATIENCE = 10.0
"""Seconds that the process has to end what it is writing."""
BEHIND = 5
"""How much it lets others of the machine go first (nice)."""


class Place(msgspec.Struct, frozen=True):
    """Where the data of a server is: its folder, and the address of a PostgreSQL, if there is one."""

    folder: str
    store: str


class Trouble(msgspec.Struct, frozen=True):
    """A stream that could not be projected, and why."""

    stream: str
    why: str


class ProjectionError(Exception):
    """What the process beside the server could not do."""


class ProjectorProcess(Projection):
    """The process, seen from the server. `trouble` is told of what cannot be projected, and where the process ends."""

    def __init__(self, store: Store, views: Views, place: Place, *, trouble: Callable[[str, Exception], None]) -> None:
        super().__init__(store, views)
        self._place, self._trouble = place, trouble
        self._task: asyncio.Task[None] | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = False

    async def start(self) -> None:
        """See Projection."""
        self._task = asyncio.create_task(self._run(), name="saywell-projector")

    async def stop(self) -> None:
        """See Projection."""
        self._stopping = True
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        if self._task is None:
            return
        _, late = await asyncio.wait([self._task], timeout=PATIENCE)
        if late:
            self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    def hurry(self) -> None:
        """See Projection."""
        if self._process is not None and self._process.stdin is not None and not self._process.stdin.is_closing():
            self._process.stdin.write(b"\n")

    async def _run(self) -> None:
        """One process after the other: what one has not done, the next one does."""
        while not self._stopping:
            try:
                await self._once()
            except OSError as error:
                self._trouble("", error)
            if not self._stopping:
                await asyncio.sleep(AGAIN)

    async def _once(self) -> None:
        # Ctrl-C at a terminal goes to all processes of a session; this one is ended by the server.
        process = self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", __name__, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
        assert process.stdin is not None and process.stdout is not None
        try:
            if self._stopping:
                process.stdin.close()
            else:
                process.stdin.write(msgspec.json.encode(self._place) + b"\n")
            async for line in process.stdout:
                with suppress(msgspec.DecodeError):
                    told = msgspec.json.decode(line, type=Trouble)
                    self._trouble(told.stream, ProjectionError(told.why))
            code = await process.wait()
            if not self._stopping:
                self._trouble("", ProjectionError(f"the process ended with {code}"))
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def _project(place: Place, lines: asyncio.StreamReader) -> None:
    """Project until nothing more comes."""
    from saywell.app.serving import Builder, open_views
    from saywell.desk.book import MemoryBook
    from saywell.desk.facts import source_of
    from saywell.desk.hub import Hub
    from saywell.runtime.clock import now

    folder = Path(place.folder)
    store = await _open(place)
    views = open_views(place.store, folder)
    try:
        hub = Hub(store, now, Builder(folder, hears=False), MemoryBook({}))
        await views.start()
        await hub.load_all()
        projector = Projector(store, views, source_of(hub), trouble=_tell)
        gc.freeze()
        await projector.start()
        while await lines.readline():
            projector.hurry()
        await projector.stop()
    finally:
        await views.close()
        await store.close()


async def _open(place: Place) -> Store:
    if place.store:
        from saywell.storage.postgres import PostgresStore

        return await PostgresStore.open(place.store, connections=2)
    from saywell.app.keeping import NAME
    from saywell.storage.sqlite_reader import SqliteReader

    return await asyncio.to_thread(SqliteReader.open, Path(place.folder) / NAME)


def _tell(stream: str, error: Exception) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(Trouble(stream, f"{type(error).__name__}: {error}")) + b"\n")
    sys.stdout.buffer.flush()


async def _main() -> int:
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin.buffer)
    first = await lines.readline()
    if not first:
        return 0
    try:
        await _project(msgspec.json.decode(first, type=Place), lines)
    except (StoreError, SaywellError) as error:
        _tell("", error)
        return 1
    return 0


if __name__ == "__main__":
    # A service manager tells all processes of a service to end; this one ends when the server has.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    logging.getLogger().addHandler(logging.NullHandler())
    with suppress(OSError):
        # Where the system forbids it, it goes without.
        os.nice(BEHIND)
    with suppress(BrokenPipeError):
        sys.exit(asyncio.run(_main()))
