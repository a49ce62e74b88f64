"""Two equal nodes on one real PostgreSQL: whoever works at the one and whoever works at the other are in one centre."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable

import msgspec
import pytest

from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.audience import Looks
from saywell.desk.chat import Typing, do, shown
from saywell.desk.people import People, Person
from saywell.desk.presence import Presence
from saywell.desk.typists import AGAIN, LOST
from saywell.kernel.errors import SaywellError
from saywell.runtime.turn import LEASE, turn
from saywell.storage.interface import Append, Entry
from saywell.storage.postgres import PostgresStore
from tests.desk.world import Clock, World, person, status

Act = Callable[[World, World], Awaitable[None]]


class Bell:
    """Rings when a node shows something anew: what is kept nowhere cannot be waited for by its position."""

    looks = Looks("bank")

    def __init__(self) -> None:
        self.rung = asyncio.Event()

    def changed(self, talks: Iterable[str], centres: Iterable[str], position: int) -> None:
        self.rung.set()


async def until(world: World, holds: Callable[[], bool]) -> None:
    bell = Bell()
    world.hub.feeds.add(bell)
    async with asyncio.timeout(30):
        while not holds():
            await bell.rung.wait()
            bell.rung.clear()
    world.hub.feeds.discard(bell)


def run(database: str, act: Act) -> None:
    async def whole() -> None:
        clock = Clock()
        first, second = [World(await PostgresStore.open(database), clock) for _ in range(2)]
        await first.open()
        await second.hub.load_all()
        await second.hub.start()
        try:
            async with asyncio.timeout(100):
                await act(first, second)
            assert first.hub.troubles == second.hub.troubles == []
        finally:
            for world in (first, second):
                await world.hub.stop()
                await world.store.close()

    asyncio.run(whole())


async def both(first: World, second: World) -> None:
    """Both nodes know all that is kept."""
    for _ in range(2):
        for world in (first, second):
            await world.hub.seen(await world.store.head())
            await world.hub.at_rest()


def said(world: World, number: str) -> str:
    return world.hub.office_now("bank").people[number].said


def test_whoever_has_a_page_open_at_another_node_is_still_there(database: str) -> None:
    async def act(first: World, second: World) -> None:
        pages = [Presence(first.hub), Presence(second.hub)]
        for one in pages:
            one.patience, one.answer = 0.05, 20.0
        await first.do(first.desk("1"), status(first.desk("1"), "idle"))
        await both(first, second)
        # A page at each node: the one that is closed asks, the other answers.
        pages[0].came("bank", "1")
        pages[1].came("bank", "1")
        pages[0].went("bank", "1")
        await asyncio.gather(*pages[0]._tasks)
        await both(first, second)
        assert said(first, "1") == said(second, "1") == "idle"
        # The last one is closed: nobody answers.
        for one in pages:
            one.answer = 0.5
        pages[1].went("bank", "1")
        await asyncio.gather(*pages[1]._tasks)
        await both(first, second)
        assert said(first, "1") == said(second, "1") == "off"

    run(database, act)


def test_a_customer_of_one_node_is_led_by_people_at_the_other(database: str) -> None:
    async def act(first: World, second: World) -> None:
        agent, leader = first.desk("1"), second.desk("9", "leader")
        await first.do(agent, status(agent, "idle"))
        await both(first, second)
        talk = await second.call("phone")
        await both(first, second)
        waiting = first.hub.office_now("bank").waiting[talk]
        assert waiting.offered == "1" == second.hub.office_now("bank").waiting[talk].offered
        await first.do(agent, w.Take(2, talk=talk))
        await both(first, second)
        assert {world.hub.office_now("bank").people["1"].status for world in (first, second)} == {"busy"}
        await second.hub.send(talk, i.Said(0, by="customer", text="你好，我想查餘額"))
        await second.do(leader, w.Whisper(1, talk=talk, text="先問候"))
        await both(first, second)
        seen = first.talk(talk)
        assert list(seen.whispers.values()) == ["先問候"] and seen == second.talk(talk)
        await second.do(leader, w.TakeOver(2, talk=talk))
        await both(first, second)
        assert first.talk(talk).agent == second.talk(talk).agent == "9"
        with pytest.raises(SaywellError) as told:
            await first.do(agent, w.SaySomething(3, talk=talk, text="您好"))
        assert told.value.code == "desk.not-yours"
        await second.do(leader, w.SaySomething(3, talk=talk, text="您好，請問有什麼可以幫您？"))
        await both(first, second)
        assert first.hub.centre_shown("bank") == second.hub.centre_shown("bank")

    run(database, act)


def test_who_types_is_seen_at_the_other_node_and_kept_nowhere(database: str) -> None:
    async def act(first: World, second: World) -> None:
        agent = first.desk("1")
        await first.do(agent, status(agent, "idle"))
        talk = await second.call("chat", token="t")
        await both(first, second)
        await first.do(agent, w.Take(2, talk=talk))
        await both(first, second)
        head = await first.store.head()
        await do(second.hub, talk, Typing(on=True))
        await until(first, lambda: first.talk(talk).customer_typing)
        await first.do(agent, w.Type(3, talk=talk, on=True))
        await until(second, lambda: "agent" in second.hub.typing.of(talk))
        assert (await shown(second.hub, talk)).agent_typing
        await do(second.hub, talk, Typing(on=False))
        await until(first, lambda: not first.talk(talk).customer_typing)
        assert await first.store.head() == head
        # Whoever has said it types no more; nor does somebody of whose node nothing is heard.
        await first.do(agent, w.SaySomething(4, talk=talk, text="您好，請問有什麼可以幫您？"))
        await until(second, lambda: not second.hub.typing.of(talk))
        await do(second.hub, talk, Typing(on=True))
        await until(first, lambda: first.talk(talk).customer_typing)
        await second.hub.typing.stop()
        first.clock.at += LOST
        first.hub.typing.look_again()
        await until(first, lambda: not first.talk(talk).customer_typing)

    run(database, act)


def test_a_node_that_lost_its_line_to_the_store_hears_again_who_types(database: str) -> None:
    async def act(first: World, second: World) -> None:
        talk = await second.call("chat", token="t")
        await both(first, second)
        store = first.store
        assert isinstance(store, PostgresStore)
        await store._listener.close()
        await do(second.hub, talk, Typing(on=True))
        assert not first.talk(talk).customer_typing
        await store.changed(await store.head(), timeout=0.1)
        second.clock.at += AGAIN
        second.hub.typing.look_again()
        await until(first, lambda: first.talk(talk).customer_typing)

    run(database, act)


def test_of_two_calls_that_come_to_two_nodes_each_free_agent_gets_one(database: str) -> None:
    async def act(first: World, second: World) -> None:
        for number, world in (("1", first), ("2", second)):
            await world.do(world.desk(number), status(world.desk(number), "idle"))
        await both(first, second)
        first.calls, second.calls = 100, 200
        talks = await asyncio.gather(first.call("phone"), second.call("phone"))
        await both(first, second)
        offered = {first.hub.office_now("bank").waiting[talk].offered for talk in talks}
        assert offered == {"1", "2"}
        assert first.hub.office_now("bank") == second.hub.office_now("bank")

    run(database, act)


def test_two_administrators_at_two_nodes_cannot_end_each_other(database: str) -> None:
    async def act(first: World, second: World) -> None:
        for name in ("ann", "bob"):
            await first.access.set_account(name, "correct horse battery", name, name, ("admin",), ("bank",))
        await both(first, second)
        people = [People(first.hub, first.access), People(second.hub, second.access)]
        gone = Person(number="", name="x", roles=("admin",), centres=("bank",), enabled=False)
        for _ in range(5):
            for name in ("ann", "bob"):
                await first.access.enable(name, True)
            ends = [
                one.change(msgspec.structs.replace(person(me, "admin"), account=me), other, gone)
                for one, me, other in zip(people, ("ann", "bob"), ("bob", "ann"), strict=True)
            ]
            done = await asyncio.gather(*ends, return_exceptions=True)
            [refused] = [one for one in done if one is not None]
            assert isinstance(refused, SaywellError) and refused.code == "people.last-admin"
            enabled = [known.enabled for name in ("ann", "bob") if (known := await second.access.account(name))]
            assert sorted(enabled) == [False, True]

    run(database, act)


def test_the_turn_of_a_node_that_died_goes_to_the_next(database: str) -> None:
    async def act(first: World, second: World) -> None:
        await first.store.append(Append("turn/x", [Entry("turn.taken.1", b"")], 0, first.clock()))

        async def wait() -> None:
            async with turn(second.store, "turn/x", second.clock):
                return

        waiting = asyncio.create_task(wait())
        done, _ = await asyncio.wait([waiting], timeout=0.3)
        assert not done
        second.clock.at += LEASE
        await asyncio.wait_for(waiting, 20)
        kinds = [one.kind for one in await first.store.read("turn/x")]
        assert kinds == ["turn.taken.1", "turn.taken.1", "turn.free.1"]

    run(database, act)
