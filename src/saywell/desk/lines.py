"""The live sockets that are open on this node, by whose they are: one whose session ended, or whose owner may do
something else from now on, is closed. The page comes again and hears at the door what it may."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from starlette.websockets import WebSocket

from saywell.desk.access import name_of
from saywell.desk.account import ACCOUNT, SESSION, TOKEN
from saywell.desk.hub import Hub
from saywell.storage.interface import Record

CLOSED_COME_AGAIN = 1012
_CHANGES = ("account.set.1", "account.disabled.1", "session.over.1", "token.ended.1")


class Lines:
    """Hears of every record, also of those of other nodes."""

    def __init__(self, hub: Hub) -> None:
        self._open: dict[str, set[WebSocket]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        hub.ears.append(self._hear)

    @contextmanager
    def open(self, token: str, account: str, socket: WebSocket) -> Iterator[None]:
        """A socket of a session or token, of an account, for as long as it is open."""
        streams = (SESSION + name_of(token), TOKEN + name_of(token), ACCOUNT + account)
        for stream in streams:
            self._open.setdefault(stream, set()).add(socket)
        try:
            yield
        finally:
            for stream in streams:
                self._open[stream].discard(socket)
                if not self._open[stream]:
                    del self._open[stream]

    def _hear(self, record: Record) -> None:
        if record.kind in _CHANGES:
            for socket in list(self._open.get(record.stream, ())):
                task = asyncio.create_task(_close(socket))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)


async def _close(socket: WebSocket) -> None:
    # Whoever has gone already needs not be told.
    with suppress(RuntimeError):
        await socket.close(CLOSED_COME_AGAIN)
