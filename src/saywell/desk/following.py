"""What follows from what is kept: views made anew, those who look on told, centres and conversations kept in step.

Those who look on are told first. What follows is done behind them, in the same order, for it has to be kept as well and
nobody who has asked waits for that. One stream that cannot be dealt with must not hold up the others: it is told, tried
again after a while, and counted where the health of the node is asked for.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.desk import centre as c
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import SECOND, Instant
from saywell.runtime.shell import follow
from saywell.storage.interface import Record, StoreError

if TYPE_CHECKING:
    from saywell.desk.hub import Hub

TICK = 1.0
"""Seconds between two looks at what time alone brings about, and before a store that failed is asked again."""
AHEAD = 100
"""Pages of records that may wait until what follows from them is done."""
TRIES = 6
"""So often a stream is tried again by itself, each time after twice as long; then with its next record."""
_JUDGED = str(e.Judged.__struct_config__.tag)


class Stuck(NamedTuple):
    """A stream that could not be dealt with: its records, how often it was tried, when it is tried again."""

    records: list[Record]
    tries: int
    again: Instant


class _Told(NamedTuple):
    """Records that those who look on have been told of, by conversation and centre, and the position of the last."""

    talks: dict[str, list[Record]]
    centres: dict[str, list[Record]]
    position: int
    tries: int = 0


class Following:
    """Follows the store for a hub."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self.stuck: dict[str, Stuck] = {}
        self._read = 0
        self._behind: deque[_Told] = deque()
        self._moved = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def runs(self) -> bool:
        """Whether the node follows at all."""
        return bool(self._tasks) and not any(task.done() for task in self._tasks)

    def start(self) -> None:
        """Follow from where everything had been done."""
        self._read = self._hub.handled
        self._tasks = [
            asyncio.create_task(self._for_ever(self._follow), name="saywell-hub"),
            asyncio.create_task(self._for_ever(self._follow_up), name="saywell-hub-behind"),
            asyncio.create_task(self._for_ever(self._tick), name="saywell-tick"),
        ]

    async def stop(self) -> None:
        """Follow no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _for_ever(self, act: Callable[[], Awaitable[None]]) -> None:
        """A store that fails is told, and asked again from where everything had been done."""
        while True:
            try:
                await act()
            except StoreError as error:
                self._hub.trouble("", error)
            except Exception as error:  # noqa: BLE001 - nobody else would start this loop again
                self._hub.trouble("", error)
            await asyncio.sleep(TICK)

    async def _follow(self) -> None:
        async for records in follow(self._hub.store, self._read):
            told = await self._page(records)
            self._read = told.position
            while len(self._behind) >= AHEAD:
                await self._move()
            self._behind.append(told)
            self._moved.set()

    async def _follow_up(self) -> None:
        """What follows from the page that waits longest; one that fails whole is tried again by whoever calls this."""
        while True:
            while not self._behind:
                await self._move()
            await self._after(self._behind[0])
            self._hub.done(self._behind.popleft().position)
            self._moved.set()

    async def _move(self) -> None:
        """Wait until something has been told or done."""
        self._moved.clear()
        await self._moved.wait()

    async def _page(self, records: list[Record]) -> _Told:
        hub = self._hub
        streams: dict[str, list[Record]] = {}
        for record in records:
            streams.setdefault(record.stream, []).append(record)
            for hear in hub.ears:
                with self._told(record.stream):
                    hear(record)
        for stream, held in [(stream, self.stuck.pop(stream)) for stream in streams if stream in self.stuck]:
            streams[stream] = [*held.records, *streams[stream]]
        return await self._tell(streams, records[-1].position)

    async def _tell(self, streams: dict[str, list[Record]], position: int, tries: int = 0) -> _Told:
        """Settings before centres before conversations, then those who look on."""
        hub = self._hub
        talks: dict[str, list[Record]] = {}
        centres: dict[str, list[Record]] = {}
        for stream, found in streams.items():
            kind, _, name = stream.partition("/")
            if kind == "settings" and await self._try(stream, found, tries, hub.load(name)):
                centres.setdefault(name, [])
        for stream, found in streams.items():
            kind, _, name = stream.partition("/")
            if kind == "centre" and await self._try(stream, found, tries, hub.office(name, found[-1].number)):
                centres[name] = found
        for stream, found in streams.items():
            kind, _, name = stream.partition("/")
            if kind == "talk" and await self._try(stream, found, tries, hub.refresh(name, found[-1].number)):
                talks[name] = found
        named = [talk for found in centres.values() for talk in self._named(found)]
        with self._told(""):
            hub.notify([*talks, *named], centres, position)
        hub.told(position)
        return _Told(talks, centres, position, tries)

    async def _after(self, told: _Told) -> None:
        for name, found in told.centres.items():
            await self._try(f"centre/{name}", found, told.tries, self._after_centre(name, found))
        for name, found in told.talks.items():
            await self._try(f"talk/{name}", found, told.tries, self._after_talk(name, found))

    async def _try(self, stream: str, records: list[Record], tries: int, work: Awaitable[object]) -> bool:
        """Whether it could be done. A conversation that has been erased needs nothing any more."""
        try:
            await work
        except StoreError:
            raise
        except SaywellError as error:
            if error.code != "desk.no-talk":
                self._is_stuck(stream, records, tries, error)
            return False
        except Exception as error:  # noqa: BLE001 - one stream must not hold up the others
            self._is_stuck(stream, records, tries, error)
            return False
        return True

    def _is_stuck(self, stream: str, records: list[Record], tries: int, error: Exception) -> None:
        self._hub.trouble(stream, error)
        if stream in self.stuck:
            records = [*records, *self.stuck[stream].records]
        self.stuck[stream] = Stuck(records, tries + 1, self._hub.clock() + 2**tries * SECOND)

    @contextmanager
    def _told(self, stream: str) -> Iterator[None]:
        """Whatever goes wrong within is told, and goes no further."""
        try:
            yield
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - one stream must not hold up the others
            self._hub.trouble(stream, error)

    async def _tick(self) -> None:
        """Advice on a ladder ripens, what was stuck is tried again."""
        while True:
            await asyncio.sleep(TICK)
            await self.look_again()

    async def look_again(self) -> None:
        """At what time alone brings about; the loop does this by itself."""
        self._hub.typing.look_again()
        await self._hub.ripen()
        now = self._hub.clock()
        for stream, held in list(self.stuck.items()):
            if held.tries < TRIES and held.again <= now and self.stuck.pop(stream, None) is not None:
                await self._after(await self._tell({stream: held.records}, self._hub.position, held.tries))

    # -- what follows ------------------------------------------------------------------------------------------------

    def _named(self, records: list[Record]) -> Iterator[str]:
        """The conversations that events of a centre are about."""
        for record in records:
            with suppress(msgspec.MsgspecError):
                talk = getattr(self._hub.centres.decider.load(record), "talk", "")
                if talk:
                    yield talk

    async def _after_centre(self, centre: str, records: list[Record]) -> None:
        for record in records:
            event = self._hub.centres.decider.load(record)
            if type(event) is c.Offered:
                await self._ring(centre, event)

    async def _ring(self, centre: str, offered: c.Offered) -> None:
        """It rings: the call opens for the agent to whom it was offered first."""
        hub = self._hub
        live = await hub.live(offered.talk)
        assert live.placed is not None
        if live.placed.opening.channel != "phone" or live.opened:
            return
        opening = live.placed.opening
        agent = hub.office_now(centre).people.get(offered.number)
        if agent is not None:
            opening = msgspec.structs.replace(opening, agent=i.Agent(agent.number, agent.name))
        with suppress(SaywellError):
            await hub.send(offered.talk, opening, key="opened")
            if opening.direction == "inbound":
                await hub.send(offered.talk, i.Ringing(0), key="ringing")

    async def _after_talk(self, talk: str, records: list[Record]) -> None:
        hub = self._hub
        live = await hub.live(talk)
        assert live.placed is not None
        for record in records:
            event = hub.talks.decider.load(record) if record.kind == _JUDGED else None
            if type(event) is e.Judged and event.verdict in ("missed", "broken") and event.clauses and live.agent:
                breach = c.Breached(0, talk=talk, number=live.agent, clause=event.clauses[0])
                await hub.tell(live.placed.centre, breach, key=f"breach-{talk}-{record.number}")
        await self.catch_up(live.placed.centre, talk)
        if hub.watchers:
            events = [hub.talks.decider.load(one) for one in records]
            for watcher in hub.watchers:
                await watcher(talk, live, events)
        if live.phase == "closed" and talk not in hub.office_now(live.placed.centre).owner:
            hub.forget(talk)

    async def catch_up(self, centre: str, talk: str) -> None:
        """Let the centre know where the conversation is."""
        hub = self._hub
        live = await hub.live(talk)
        office = hub.office_now(centre)
        if live.phase in ("wrap_up", "closed") and (talk in office.waiting or talk in office.owner):
            shown = await hub.refresh(talk)
            await hub.tell(centre, c.Ended(0, talk=talk, missed=shown.missed, broken=shown.broken))
        if live.wrapped and talk in (await hub.office(centre)).owner:
            await hub.tell(centre, c.Finished(0, talk=talk))
