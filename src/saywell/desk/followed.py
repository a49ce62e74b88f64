"""How far somebody who follows all records has come: kept with what the records brought about, all or none.

The positions lie in one stream a day, of which only the newest is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from saywell.kernel.time import DAY, MINUTE, Instant
from saywell.storage.interface import Append, ConflictError, Entry, Position, Store

FOLLOWED = "followed/"
EVERY, MANY = MINUTE, 5_000
"""What brought nothing about is put down now and then: to look at it again does no harm."""


class Followed:
    """`name`: of who follows; the same on all nodes."""

    def __init__(self, store: Store, clock: Callable[[], Instant], name: str) -> None:
        self._store, self._clock, self._name = store, clock, name
        self.position: Position = 0
        self._noted, self._noted_at, self._passed = ("", 0), 0, 0

    async def load(self, least: Position) -> Position:
        """Go on from where any node was, `least` where none was, and from nowhere before that."""
        days = await self._store.streams(self._prefix)
        records = await self._store.read(days[-1]) if days else []
        self._noted = (days[-1], len(records)) if days else ("", 0)
        self.position = max(least, int(msgspec.json.decode(records[-1].body))) if records else least
        return self.position

    async def known(self) -> bool:
        """Whether any node has ever been anywhere."""
        return bool(await self._store.streams(self._prefix))

    async def reach(self, position: Position, count: int, appends: Sequence[Append]) -> bool:
        """Keep what `count` records brought about, and that they were dealt with; False where another node has done so
        meanwhile: nothing was kept then, and the next step is `load`."""
        now = self._clock()
        self._passed += count
        if not appends and self._passed < MANY and now - self._noted_at < EVERY:
            self.position = position
            return True
        return await self.keep(position, appends)

    async def keep(self, position: Position, appends: Sequence[Append] = ()) -> bool:
        """The same, and put down in any case."""
        now = self._clock()
        day = f"{self._prefix}{now // DAY:06d}"
        number = self._noted[1] if self._noted[0] == day else 0
        entry = Entry(f"{self._name}.followed.1", msgspec.json.encode(position))
        try:
            await self._store.append_all([*appends, Append(day, [entry], number, now)])
        except ConflictError:
            return False
        old, self._noted = self._noted[0], (day, number + 1)
        self.position, self._passed, self._noted_at = position, 0, now
        if old not in ("", day):
            await self._store.erase(old)
        return True

    @property
    def _prefix(self) -> str:
        return f"{FOLLOWED}{self._name}/"
