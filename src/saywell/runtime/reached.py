"""A position that moves on, and those who wait until it has come to theirs."""

from __future__ import annotations

import asyncio
from heapq import heappop, heappush
from itertools import count

from saywell.storage.interface import Position


class Reached:
    """For one event loop. Whoever waits is woken once, when it is their turn."""

    def __init__(self) -> None:
        self.position: Position = 0
        self._waiting: list[tuple[Position, int, asyncio.Future[None]]] = []
        self._count = count()

    def reach(self, position: Position) -> None:
        """It has come so far; it never goes back."""
        self.position = max(self.position, position)
        while self._waiting and self._waiting[0][0] <= self.position:
            future = heappop(self._waiting)[2]
            if not future.done():
                future.set_result(None)

    async def wait(self, position: Position) -> None:
        """Until it has come so far."""
        if position > self.position:
            future = asyncio.get_running_loop().create_future()
            heappush(self._waiting, (position, next(self._count), future))
            await future
