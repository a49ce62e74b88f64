"""Follows the records by position and writes what they say into the projection.

The position is written in the same transaction as the rows, so that whoever is killed has done a part wholly or not at
all. Of several nodes one does the work: it holds the row of the position; another takes it over when that is gone.
"""

from __future__ import annotations

import asyncio
import hmac
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import TypeVar

import msgspec
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from saywell.insight.facts import Facts, Source
from saywell.insight.tables import progress
from saywell.insight.views import NAME, Views, clear
from saywell.insight.works import write_works
from saywell.insight.writer import write
from saywell.storage.interface import Position, Record, Store, StoreError

T = TypeVar("T")
PAGE = 2_000
GATHER = 1.0
"""Seconds in which records gather before they are written: a conversation that runs is not written word by word,
unless somebody waits for it."""
LOOK = 1.0
"""Seconds after which it looks again by itself: the projection may have been emptied."""
AGAIN = 1.0
"""Seconds before a node that could not work tries again."""


class Projection(ABC):
    """Whoever keeps the projection up to date, here or in another process."""

    def __init__(self, store: Store, views: Views) -> None:
        self.store, self.views = store, views

    @abstractmethod
    async def start(self) -> None:
        """Begin to follow; the tables must be there."""

    @abstractmethod
    async def stop(self) -> None:
        """Follow no more; what is being written is written first."""

    @abstractmethod
    def hurry(self) -> None:
        """Somebody waits for what is kept now: gather no longer."""

    async def caught_up(self, timeout: float = 3.0) -> bool:
        """Wait until what is kept now is in the projection; whether it came to that in time."""
        head = await self.store.head()
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        while await self.views.position() < head:
            if loop.time() > end:
                return False
            self.hurry()
            await asyncio.sleep(0.02)
        return True

    async def lacking(self, timeout: float = 3.0) -> int:
        """How many records the projection lacks after waiting for it, at most; 0 if it has caught up in time."""
        return 0 if await self.caught_up(timeout) else await self.behind()

    async def behind(self) -> int:
        """How many records the projection does not know yet, at most."""
        return max(0, await self.store.head() - await self.views.position())


class Projector(Projection):
    """See the module's first lines. `trouble` is told of what cannot be projected."""

    def __init__(
        self, store: Store, views: Views, source: Source, *, trouble: Callable[[str, Exception], None]
    ) -> None:
        super().__init__(store, views)
        self.source = source
        self._trouble = trouble
        self._task: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()
        self._busy = asyncio.Lock()
        self._known = False

    async def start(self) -> None:
        """See Projection."""
        self._task = asyncio.create_task(self._run(), name="saywell-projector")

    async def stop(self) -> None:
        """See Projection."""
        if self._task is not None:
            async with self._busy:
                self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def hurry(self) -> None:
        """See Projection."""
        self._hurry.set()

    async def step(self) -> bool:
        """Deal with the next records, where there are any and no other node does; whether something was done."""
        async with self.views.writing() as db:
            held = await self._hold(db)
            if held is None:
                return False
            position, salt = held
            head = await self.store.head()
            records = await self.store.follow(position, PAGE)
            if not records:
                if head > position:
                    # The newest have been erased: nobody need wait for them.
                    await _keep(db, head, "")
                return head > position
            await self.source.learn(records)
            touched = self.source.touched(records)
            found = [one for one in [await self._facts(id, salt) for id in touched.talks] if one is not None]
            known = {one.id for one in found}
            await write(db, found, {*touched.erased, *(id for id in touched.talks if id not in known)})
            if touched.works or touched.lost:
                works = [await self._read(id, self.source.work) for id in touched.works]
                changed = (*touched.works, *touched.lost)
                await write_works(db, changed, [one for one in works if one is not None])
            await _keep(db, records[-1].position, _mark(records[-1]))
        return True

    async def _facts(self, id: str, salt: str) -> Facts | None:
        one = await self._read(id, self.source.facts)
        return None if one is None else msgspec.structs.replace(one, customer=_pseudonym(one, salt))

    async def _read(self, id: str, of: Callable[[str], Awaitable[T | None]]) -> T | None:
        # Whoever waits for this node is let in between two of them.
        await asyncio.sleep(0)
        try:
            return await of(id)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - one that cannot be read must not hold up the others
            self._trouble(id, error)
            return None

    async def _hold(self, db: AsyncConnection) -> tuple[Position, str] | None:
        """Position and salt, for this node alone until the transaction ends; None while another has them."""
        mine = select(progress.c.position, progress.c.mark, progress.c.salt).where(progress.c.name == NAME)
        row = (await db.execute(mine.with_for_update(skip_locked=True))).first()
        if row is None:
            return None
        position, mark, salt = int(row[0]), str(row[1]), str(row[2])
        if position and not self._known:
            self._known = await self._same(position, mark)
            if not self._known:
                await clear(db)
                position = 0
        return position, salt

    async def _same(self, position: Position, mark: str) -> bool:
        """Whether these are the records that were followed: a store may have been restored to what it was before."""
        if position > await self.store.head():
            return False
        found = await self.store.follow(position - 1, 1)
        return not found or found[0].position != position or _mark(found[0]) == mark

    async def _run(self) -> None:
        while True:
            try:
                while await self._alone(self.step):
                    self._hurry.clear()
                position = await self._alone(self.views.position)
                self._hurry.clear()
                await self.store.changed(position, timeout=LOOK)
            except Exception as error:  # noqa: BLE001 - nobody else would start this loop again
                self._trouble("", error)
                await asyncio.sleep(AGAIN)
                continue
            try:
                async with asyncio.timeout(GATHER):
                    await self._hurry.wait()
            except TimeoutError:
                continue

    async def _alone(self, act: Callable[[], Awaitable[T]]) -> T:
        # A connection that is given up in the middle of something is lost.
        async with self._busy:
            return await act()


def _pseudonym(one: Facts, salt: str) -> str:
    """The same for the same person of a centre; who has not the salt cannot find the person by it."""
    if not one.customer:
        return ""
    return hmac.new(salt.encode(), f"{one.centre}\0{one.customer}".encode(), sha256).hexdigest()[:20]


def _mark(record: Record) -> str:
    return sha256(b"\0".join([record.stream.encode(), str(record.number).encode(), record.body])).hexdigest()[:16]


async def _keep(db: AsyncConnection, position: Position, mark: str) -> None:
    await db.execute(update(progress).where(progress.c.name == NAME).values(position=position, mark=mark))
