"""Who has a page open: whoever has closed the last one is rung no more."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress

from saywell.desk import centre as c
from saywell.desk.hub import Hub
from saywell.kernel.errors import SaywellError
from saywell.storage.interface import StoreError


class Presence:
    """Counts the pages of each person in each centre on this node. `patience`: seconds in which a page may come back,
    for pages are loaded again and lines break."""

    patience = 60.0

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._open: Counter[tuple[str, str]] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()

    def came(self, centre: str, number: str) -> None:
        """A page was opened."""
        self._open[centre, number] += 1

    def went(self, centre: str, number: str) -> None:
        """A page was closed."""
        self._open[centre, number] -= 1
        if not self._open[centre, number]:
            del self._open[centre, number]
            task = asyncio.create_task(self._off(centre, number))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _off(self, centre: str, number: str) -> None:
        await asyncio.sleep(self.patience)
        agent = self._hub.office_now(centre).people.get(number)
        if (centre, number) not in self._open and agent is not None and agent.said == "idle":
            with suppress(SaywellError, StoreError):
                await self._hub.tell(centre, c.StatusSet(0, number=number, status="off"))
