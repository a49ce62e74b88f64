"""Who has a page open: whoever has closed the last one is rung no more.

A node knows its own pages only. Before it says that somebody is gone it asks the others, and whoever has a page of
theirs open answers: a record each, and nothing while people come and stay.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress

import msgspec

from saywell.desk import centre as c
from saywell.desk.audit import append, day_of
from saywell.desk.hub import Hub
from saywell.kernel.errors import SaywellError
from saywell.storage.interface import Entry, Record, StoreError

PREFIX = "presence/"
"""Streams: who was asked for and found, one a day (UTC); that of a day before goes."""
ASKED, HERE = "presence.asked.1", "presence.here.1"


class Page(msgspec.Struct, frozen=True):
    """Whose page it is about, and the node that asks or answers."""

    centre: str
    number: str
    node: str


class Presence:
    """Counts the pages of each person in each centre on this node. `patience`: seconds in which a page may come back,
    for pages are loaded again and lines break; `answer`: seconds in which other nodes say that they have one open."""

    patience = 60.0
    answer = 5.0

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._node = secrets.token_hex(6)
        self._open: Counter[tuple[str, str]] = Counter()
        self._asked: dict[tuple[str, str], asyncio.Event] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        hub.ears.append(self._hear)

    def came(self, centre: str, number: str) -> None:
        """A page was opened."""
        self._open[centre, number] += 1

    def went(self, centre: str, number: str) -> None:
        """A page was closed."""
        self._open[centre, number] -= 1
        if not self._open[centre, number]:
            del self._open[centre, number]
            self._begin(self._off(centre, number))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _off(self, centre: str, number: str) -> None:
        await asyncio.sleep(self.patience)
        with suppress(SaywellError, StoreError):
            if self._gone(centre, number) and not await self._elsewhere(centre, number) and self._gone(centre, number):
                await self._hub.tell(centre, c.StatusSet(0, number=number, status="off"))

    def _gone(self, centre: str, number: str) -> bool:
        agent = self._hub.office_now(centre).people.get(number)
        return (centre, number) not in self._open and agent is not None and agent.said == "idle"

    async def _elsewhere(self, centre: str, number: str) -> bool:
        """Whether another node has a page of somebody open."""
        found = self._asked.setdefault((centre, number), asyncio.Event())
        await self._tell(ASKED, centre, number)
        try:
            async with asyncio.timeout(self.answer):
                await found.wait()
        except TimeoutError:
            return False
        finally:
            self._asked.pop((centre, number), None)
        return True

    async def _tell(self, kind: str, centre: str, number: str) -> None:
        now, store = self._hub.clock(), self._hub.store
        today = PREFIX + day_of(now)
        body = msgspec.json.encode(Page(centre, number, self._node))
        await append(store, today, Entry(kind, body), now)
        for old in await store.streams(PREFIX):
            if old < today:
                await store.erase(old)

    def _hear(self, record: Record) -> None:
        if record.kind not in (ASKED, HERE):
            return
        page = msgspec.json.decode(record.body, type=Page)
        who = page.centre, page.number
        if page.node == self._node:
            return
        if record.kind == HERE and who in self._asked:
            self._asked[who].set()
        elif record.kind == ASKED and who in self._open:
            self._begin(self._here(*who))

    async def _here(self, centre: str, number: str) -> None:
        with suppress(StoreError):
            await self._tell(HERE, centre, number)
