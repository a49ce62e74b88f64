"""A node goes on: one stream that cannot be dealt with holds up no other, is told, and is tried again."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from saywell.conversation import inputs as i
from saywell.desk import centre as c
from saywell.desk import wire as w
from saywell.desk.following import TRIES
from saywell.storage.interface import Record, StoreError
from saywell.storage.memory import MemoryStore
from tests.desk.world import Clock, World, status


@pytest.fixture(autouse=True)
def _no_tick(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setattr("saywell.desk.following.TICK", 0.02 if "store" in request.node.name else 1000)


def run(act: Any) -> None:
    async def whole() -> None:
        world = World(MemoryStore(), Clock())
        await world.open()
        try:
            async with asyncio.timeout(60):
                await act(world)
        finally:
            await world.hub.stop()

    asyncio.run(whole())


class Broken:
    """A hub's way to look at a conversation, which fails for one of them as long as `on`."""

    def __init__(self, world: World, talk: str) -> None:
        self.world, self.talk, self.on = world, talk, True
        self._refresh = world.hub.refresh
        world.hub.refresh = self  # type: ignore[method-assign]

    async def __call__(self, talk: str, number: int = 0) -> w.Talk:
        if talk == self.talk and self.on:
            raise ZeroDivisionError("a fault")
        return await self._refresh(talk, number)


async def later(world: World, seconds: int) -> None:
    """Time goes by, and what was stuck is tried again."""
    world.clock.at += seconds * 1000
    await world.hub.following.look_again()
    await world.rest()


def test_one_conversation_that_fails_holds_up_no_other_and_is_tried_again() -> None:
    async def act(world: World) -> None:
        for number in "12":
            desk = world.desk(number)
            await world.do(desk, status(desk, "idle"))
        bad, good = await world.call("chat"), await world.call("chat")
        await world.do(world.desk("1"), w.Take(2, talk=bad))
        await world.do(world.desk("2"), w.Take(2, talk=good))
        broken = Broken(world, bad)
        await world.customer(bad, "你好")
        assert list(world.hub.following.stuck) == [f"talk/{bad}"]
        assert world.hub.troubles == [f"talk/{bad}: ZeroDivisionError: a fault"]
        await world.do(world.desk("2"), w.SaySomething(3, talk=good, text="您好，請問有什麼可以幫您？"))
        assert [one.text for one in world.talk(good).entries.values()] == ["您好，請問有什麼可以幫您？"]
        await world.customer(bad, "有人嗎")
        assert len(world.hub.following.stuck[f"talk/{bad}"].records) >= 2
        broken.on = False
        await later(world, 5)
        assert not world.hub.following.stuck
        assert [one.text for one in world.talk(bad).entries.values()] == ["你好", "有人嗎"]
        await world.hub.report(bad, i.HungUp(0, by="customer"))
        await world.rest()
        assert world.talk(bad).phase == "wrap_up" and world.hub.following.runs

    run(act)


def test_what_fails_for_good_is_left_alone_until_something_new_happens() -> None:
    async def act(world: World) -> None:
        talk = await world.call("chat")
        broken = Broken(world, talk)
        await world.customer(talk, "你好")
        stuck = world.hub.following.stuck
        for _ in range(TRIES + 3):
            await later(world, 100)
        assert stuck[f"talk/{talk}"].tries == len(world.hub.troubles) == TRIES
        broken.on = False
        await world.customer(talk, "喂")
        assert not stuck and len(world.talk(talk).entries) == 2

    run(act)


def test_a_listener_a_page_and_a_store_that_fail_do_not_end_it() -> None:
    async def act(world: World) -> None:
        def deaf(record: Record) -> None:
            raise RuntimeError("deaf")

        world.hub.ears.append(deaf)
        follow, fails = world.store.follow, [StoreError("away"), TypeError("a bug"), ValueError("another")]

        async def failing(after: int, limit: int = 1000) -> list[Record]:
            if fails:
                raise fails.pop()
            return await follow(after, limit)

        world.store.follow = failing  # type: ignore[method-assign]
        talk = await world.call("chat")
        assert world.talk(talk).phase == "waiting" and not fails and world.hub.following.runs
        told = {one.partition(": ")[2] for one in world.hub.troubles}
        assert {"RuntimeError: deaf", "StoreError: away", "TypeError: a bug", "ValueError: another"} <= told

    run(act)


def test_nobody_waits_for_what_follows_from_somebody_elses_words() -> None:
    async def act(world: World) -> None:
        ends, other = await world.call("chat"), await world.call("chat")
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        await world.do(desk, w.Take(2, talk=ends))
        gate, tell, ended = asyncio.Event(), world.hub.tell, list[str]()

        async def slow(centre: str, command: c.AnyCentreEvent, key: str | None = None) -> int:
            if type(command) is c.Ended:
                await gate.wait()
                ended.append(command.talk)
            return await tell(centre, command, key)

        world.hub.tell = slow  # type: ignore[method-assign]
        await world.hub.send(ends, i.HungUp(0, by="customer"))
        said = 0
        for n in range(5):
            said = await world.hub.send(other, i.Said(0, by="customer", text=f"你好{n}"))
            await world.hub.seen(said)
        assert len(world.talk(other).entries) == 5 and world.hub.handled < said
        assert ends in world.hub.office_now("bank").owner and world.hub.following.runs
        gate.set()
        await world.rest()
        assert world.hub.handled >= said and world.talk(ends).phase == "wrap_up"
        assert ended == [ends]

    run(act)


def test_what_follows_is_done_again_where_the_store_fails_and_nothing_is_left_out() -> None:
    async def act(world: World) -> None:
        talk = await world.call("chat")
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        await world.do(desk, w.Take(2, talk=talk))
        tell, fails = world.hub.tell, [StoreError("away"), StoreError("still away")]

        async def failing(centre: str, command: c.AnyCentreEvent, key: str | None = None) -> int:
            if type(command) is c.Ended and fails:
                raise fails.pop()
            return await tell(centre, command, key)

        world.hub.tell = failing  # type: ignore[method-assign]
        await world.hub.send(talk, i.HungUp(0, by="customer"))
        await world.rest()
        assert not fails and world.hub.office_now("bank").people["1"].status == "wrap_up"
        assert world.hub.troubles == [": StoreError: still away", ": StoreError: away"]

    run(act)
