"""A live centre on a free port, for pages that talk to it: the demonstration's shop, where nobody comes in unasked."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import uvicorn
from starlette.applications import Starlette
from tests.desk.world import build

from saywell.app.demo_world import read_world
from saywell.app.serving import open_store, settle
from saywell.desk.access import Access
from saywell.desk.door import Doors
from saywell.desk.http import application
from saywell.desk.hub import Hub
from saywell.runtime.clock import now

LONGEST = 120
"""Seconds that a start may take on a busy machine."""


async def shop(folder: Path) -> Starlette:
    """The application, its data in `folder`."""
    world = read_world(now())
    only = msgspec.structs.replace(
        world,
        settings=[one for one in world.settings if one.id == "shop"],
        accounts=[one for one in world.accounts if one.centres == ("shop",)],
    )
    store = await open_store("", folder)
    hub, access = Hub(store, now, build, only.book), Access(store, now)
    await settle(hub, access, only)
    return application(Doors(hub, access))


@contextmanager
def live(folder: Path) -> Iterator[str]:
    """The address of a running server."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    started = threading.Event()
    servers: list[uvicorn.Server] = []

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            started.set()

    async def main() -> None:
        config = uvicorn.Config(
            await shop(folder),
            log_level="warning",
            ws="websockets-sansio",
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        servers.append(Server(config))
        await servers[0].serve(sockets=[listener])

    def run() -> None:
        try:
            asyncio.run(main())
        finally:
            started.set()

    thread = threading.Thread(target=run, name="live-centre")
    thread.start()
    try:
        assert started.wait(LONGEST) and servers and servers[0].started, "the server did not start"
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        for server in servers:
            server.should_exit = True
        thread.join(LONGEST)
        listener.close()
