"""Who types in which conversation, here and at the other nodes; kept nowhere.

A node tells the others of its own typists when one begins or stops, and again now and then while somebody goes on: one
of a node that is gone is forgotten soon.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Literal

import msgspec

from saywell.kernel.errors import SaywellError
from saywell.kernel.time import SECOND, Instant
from saywell.storage.interface import Store, StoreError

Side = Literal["agent", "customer"]
AGAIN = 5 * SECOND
"""After so long the other nodes are told again of somebody who still types."""
LOST = 3 * AGAIN
"""After so long without a word from their node nobody types there any more."""
_WAITING = 1_000
"""Words that may wait until they can be told; of more than these nobody is told."""


class Typed(msgspec.Struct, frozen=True, tag="typed"):
    """What the other nodes are told."""

    talk: str
    side: Side
    on: bool


_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder(Typed).decode


class Typists:
    """For one node. `look`: shows a conversation anew to those who look on."""

    def __init__(self, store: Store, clock: Callable[[], Instant], look: Callable[[str], Awaitable[None]]) -> None:
        self._store, self._clock, self._look = store, clock, look
        self._here: dict[str, set[Side]] = {}
        self._there: dict[tuple[str, Side], Instant] = {}
        self._told: Instant = 0
        self._words: asyncio.Queue[Typed] = asyncio.Queue(_WAITING)
        self._changed: asyncio.Queue[str] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    def of(self, talk: str) -> set[Side]:
        """Who types in a conversation."""
        there: set[Side] = {side for side in ("agent", "customer") if (talk, side) in self._there}
        return there | self._here.get(talk, set())

    def talks(self) -> list[str]:
        """The conversations in which somebody types."""
        return list({*self._here, *(talk for talk, _ in self._there)})

    def set(self, talk: str, side: Side, on: bool) -> bool:
        """Somebody at this node begins or stops; whether that is new."""
        known = self._here.get(talk, set())
        if on == (side in known):
            return False
        if on:
            self._here.setdefault(talk, known).add(side)
        else:
            known.discard(side)
            if not known:
                self._here.pop(talk, None)
        self._tell(Typed(talk, side, on))
        return True

    def forget(self, talk: str) -> None:
        """Nobody types there any more."""
        for side in tuple(self._here.get(talk, ())):
            self.set(talk, side, False)
        self._there.pop((talk, "agent"), None)
        self._there.pop((talk, "customer"), None)

    def look_again(self) -> None:
        """At what time alone brings about: told again, or forgotten."""
        now = self._clock()
        if now - self._told >= AGAIN:
            self._told = now
            for talk, sides in self._here.items():
                for side in sides:
                    self._tell(Typed(talk, side, True))
        for (talk, side), heard in list(self._there.items()):
            if now - heard >= LOST:
                del self._there[talk, side]
                self._changed.put_nowait(talk)

    def start(self) -> None:
        """Tell the others, and show what they tell."""
        self._store.listen(self._hear)
        self._tasks = [
            asyncio.create_task(self._tell_all(), name="saywell-typists-tell"),
            asyncio.create_task(self._show_all(), name="saywell-typists-show"),
        ]

    async def stop(self) -> None:
        """Tell and show no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _tell(self, word: Typed) -> None:
        with suppress(asyncio.QueueFull):
            self._words.put_nowait(word)

    def _hear(self, word: str) -> None:
        try:
            typed = _DECODE(word)
        except msgspec.MsgspecError:
            # A node of another version tells something else.
            return
        key = typed.talk, typed.side
        known = key in self._there
        if typed.on:
            self._there[key] = self._clock()
        else:
            self._there.pop(key, None)
        if known != typed.on:
            self._changed.put_nowait(typed.talk)

    async def _tell_all(self) -> None:
        while True:
            word = await self._words.get()
            # A store that is away tells nobody; what matters is told again.
            with suppress(StoreError):
                await self._store.announce(_ENCODE(word).decode())

    async def _show_all(self) -> None:
        while True:
            talk = await self._changed.get()
            with suppress(SaywellError, StoreError):
                await self._look(talk)
