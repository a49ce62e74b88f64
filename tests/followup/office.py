"""An office without conversations: rules, a store, a clock that goes from one instant at which something happens to the
next, and people who keep their word or forget it."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache

from saywell.app.standards import open_standard
from saywell.conversation import inputs as ci
from saywell.followup.decide import PREFIX
from saywell.followup.opening import Command
from saywell.followup.process import Process, WorkShell, work_shell
from saywell.followup.rules import Department, Office, Rules
from saywell.followup.state import Work
from saywell.kernel.time import Instant
from saywell.standard.calendar import Calendar
from saywell.storage.interface import Record, Store

DEPARTMENTS = {
    "sales": Department(title={"en": "Sales"}, members=("701", "702"), leader="700", takes=("lead",)),
    "workshop": Department(title={"en": "Workshop"}, members=("801",), leader="800", takes=("repair",)),
}


@lru_cache(maxsize=8)
def office(centre: str) -> Office:
    """A centre that runs the standard of its name."""
    standard = open_standard(centre)
    return Office(standard, Calendar(standard.calendar), DEPARTMENTS)


class Silent:
    """Conversations that leave nothing to be done and remember what they were told."""

    def __init__(self) -> None:
        self.told: dict[str, ci.Done] = {}

    async def commands(self, record: Record) -> list[Command]:
        """None."""
        return []

    async def done(self, talk: str, done: ci.Done, at: Instant, key: str) -> None:
        """Remembered, once for a key."""
        self.told.setdefault(f"{talk} {key}", done)


class Desks:
    """The office at work on a store."""

    def __init__(self, store: Store, start: Instant, seed: int = 1) -> None:
        self.store, self.now = store, start
        self.chance = random.Random(seed)
        self.rules = Rules(office)
        self.works: WorkShell = work_shell(store, self.rules, lambda: self.now, self._trouble)
        self.silent = Silent()
        self.process = Process(store, self.works, self.rules, self.silent, self._trouble)
        self.troubles: list[str] = []

    def _trouble(self, stream: str, error: Exception) -> None:
        self.troubles.append(f"{stream}: {error!r}")

    async def catch_up(self) -> None:
        """Until nothing more follows from what has happened."""
        while await self.process.step() or await self.works.settle():
            pass

    async def until(self, end: Instant) -> AsyncIterator[Instant]:
        """Every instant at which a clock runs out, up to `end`, when that has been dealt with."""
        while (wake := await self.store.next_wake(PREFIX)) is not None and wake <= end:
            self.now = max(self.now, wake)
            await self.catch_up()
            yield self.now
        self.now = max(self.now, end)

    async def all(self) -> dict[str, Work]:
        """All work by id."""
        return {
            name.removeprefix(PREFIX): (await self.works.look(name)).state for name in await self.store.streams(PREFIX)
        }


@asynccontextmanager
async def working(store: Store, start: Instant, seed: int = 1) -> AsyncIterator[Desks]:
    """The office, and nothing went wrong in it."""
    desks = Desks(store, start, seed)
    yield desks
    assert desks.troubles == []
    await store.close()
