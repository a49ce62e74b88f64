"""A centre in memory, with a clock that the test turns."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import lru_cache, partial
from typing import Any

import msgspec

from saywell.app.standards import open_standard
from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.access import Access
from saywell.desk.asks import Answer, Desk
from saywell.desk.book import MemoryBook
from saywell.desk.hub import Build, Hub
from saywell.desk.settings import Setting, facts_of
from saywell.desk.talk import Placed, Ready
from saywell.exchange.hear import ear_for
from saywell.kernel.time import Instant, format_rfc3339, parse_rfc3339
from saywell.standard.calendar import Calendar
from saywell.storage.interface import Store
from saywell.storage.memory import MemoryStore

START = parse_rfc3339("2026-11-17T10:00:00+08:00")
TITLE = {"zh-Hans": "银行", "zh-Hant": "銀行", "en": "Bank"}
COMPANY = {"zh-Hans": "汇安银行", "zh-Hant": "匯安銀行", "en": "Huian Bank"}
ROLES: tuple[w.Role, ...] = ("agent", "leader", "inspector", "clerk", "manager", "author", "admin")


@lru_cache(maxsize=8)
def _ready(name: str) -> Ready:
    standard = open_standard(name)
    ear = partial(ear_for, standard)
    return Ready(standard, ear, Calendar(standard.calendar), ear)


def build(setting: Setting) -> Ready:
    """Settings made ready without figures of their own."""
    return _ready(setting.standard)


class Clock:
    """Stands still until the test moves it."""

    def __init__(self) -> None:
        self.at: Instant = START

    def __call__(self) -> Instant:
        return self.at


def person(number: str, *roles: w.Role, centres: tuple[str, ...] = ("bank",)) -> w.Me:
    """Somebody who is signed in."""
    return w.Me(
        account=f"a{number}", number=number, name=f"N{number}", roles=roles or ("agent",), centres=centres,
        locale="en", csrf="token",
    )  # fmt: skip


class World:
    """The centre of a standard, the bank's if not told otherwise: agents 1 and 2, leader 9."""

    def __init__(self, store: Store, clock: Clock, standard: str = "bank", ready: Build = build) -> None:
        self.clock, self.store, self.centre = clock, store, standard
        self.book = MemoryBook({standard: [w.Person(id="p1", surname="王", title="先生", phone="13800138000")]})
        self.hub = Hub(store, clock, ready, self.book)
        self.access = Access(store, clock)
        self.calls = 0

    async def open(self) -> None:
        """The centre opens."""
        if not await self.store.streams("settings/"):
            await self.hub.set_setting(
                Setting(id=self.centre, standard=self.centre, title=TITLE, company=COMPANY, always_open=True)
            )
        await self.hub.start()

    def desk(self, number: str, *roles: w.Role) -> Desk:
        """The desk of somebody."""
        return Desk(self.hub, person(number, *roles, centres=(self.centre,)), self.centre, "en")

    async def do(self, desk: Desk, ask: w.AnyAsk) -> Answer:
        """Do it, and let everything that follows from it happen."""
        done = await desk.do(ask)
        await self.rest()
        return done

    async def rest(self) -> None:
        """Until nothing more follows."""
        await self.hub.at_rest()

    async def later(self, seconds: float) -> None:
        """Time goes by, and what falls due is settled."""
        self.clock.at += round(seconds * 1000)
        await self.hub.talks.settle()
        await self.hub.centres.settle()
        while await self.hub.works.settle():
            await self.rest()
        await self.rest()

    async def call(self, channel: i.Channel = "phone", person: str = "", token: str = "") -> str:
        """A customer comes in."""
        self.calls += 1
        id = f"c{self.calls}"
        key, _ = self.hub.current(self.centre)
        at = self.clock()
        facts = facts_of(self.hub.setting(self.centre))
        opening = i.Opened(at, id=id, channel=channel, direction="inbound", started=format_rfc3339(at), facts=facts)
        await self.hub.come(
            Placed(at, centre=self.centre, standard=key, queue="", opening=opening, person=person, token=token)
        )
        await self.rest()
        return id

    async def chat(self) -> tuple[Desk, str]:
        """Agent 1 with a chat."""
        desk = self.desk("1")
        await self.do(desk, status(desk, "idle"))
        talk = await self.call("chat")
        await self.do(desk, w.Take(2, talk=talk))
        return desk, talk

    async def customer(self, talk: str, text: str) -> None:
        """The customer says something."""
        await self.hub.report(talk, i.Said(0, by="customer", text=text))
        await self.rest()

    def talk(self, id: str) -> w.Talk:
        """The conversation as it is shown."""
        shown = self.hub.shown(id)
        assert shown is not None
        return shown[0]


def run(
    act: Callable[[World], Awaitable[Any]],
    store: Callable[[], Store] = MemoryStore,
    standard: str = "bank",
    ready: Build = build,
) -> None:
    """A day in the centre."""

    async def whole() -> None:
        world = World(store(), Clock(), standard, ready)
        await world.open()
        try:
            await act(world)
            assert world.hub.troubles == []
        finally:
            await world.hub.stop()
            await world.store.close()

    asyncio.run(whole())


def status(desk: Desk, value: w.Status) -> w.SetStatus:
    """The ask for a status."""
    return w.SetStatus(1, status=value)


def without(one: w.Wire, **fields: Any) -> Any:
    """The record with other fields."""
    return msgspec.structs.replace(one, **fields)
