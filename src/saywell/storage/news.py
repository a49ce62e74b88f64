"""Who waits for records that are not there yet."""

from __future__ import annotations

import asyncio

from saywell.storage.interface import Position


class News:
    """The last position that is known, and those who wait for a later one; for one event loop."""

    def __init__(self, last: Position = 0) -> None:
        self.last = last
        self._waiting: set[asyncio.Event] = set()

    def tell(self, last: Position) -> None:
        """There are records up to this position."""
        if last > self.last:
            self.last = last
            for event in self._waiting:
                event.set()

    async def later(self, after: Position, timeout: float) -> Position:
        """Wait until there is a record behind `after`, at most `timeout` seconds; the last position."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            async with asyncio.timeout(timeout):
                while self.last <= after:
                    event.clear()
                    await event.wait()
        except TimeoutError:
            return self.last
        finally:
            self._waiting.discard(event)
        return self.last
