"""Somebody sets the server's clock by an hour, to and fro, while people talk."""

from __future__ import annotations

import random

import pytest

from saywell.conversation import inputs as i
from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.view import view
from tests.desk.world import World, run, status

HOUR = 3_600_000
SAYINGS = ("您好，匯安銀行客服中心，1號為您服務。", "請您稍等，我幫您查詢一下。", "感謝您的耐心等待。")


def day(seed: int) -> None:
    chance = random.Random(seed)

    async def act(world: World) -> None:
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        talk = await world.call(chance.choice(("phone", "chat")))
        await world.do(desk, w.Take(2, talk=talk))
        said: list[str] = []
        for n in range(30):
            if chance.random() < 0.3:
                world.clock.at += chance.choice((-HOUR, HOUR))
            text = f"{chance.choice(SAYINGS)}{n}"
            if n % 3 == 2:
                await world.customer(talk, text)
            else:
                await world.do(desk, w.SaySomething(n, talk=talk, text=text))
            said.append(text)
            await world.later(chance.uniform(0, 8))
        await world.hub.report(talk, i.HungUp(0, by="customer"))
        await world.later(1)
        await compare(world, talk, said)

    run(act)


async def compare(world: World, talk: str, said: list[str]) -> None:
    """All is there in its order, time never runs backwards in it, and a replay gives the same."""
    live = await world.hub.live(talk)
    assert [got.text for got in live.inputs if type(got) is i.Said] == said
    instants = [got.at for got in live.inputs]
    assert instants == sorted(instants)
    anew = t.Talks(world.hub.ready)
    again = anew.start("")
    for record in await world.store.read(t.PREFIX + talk):
        again = anew.fold(again, anew.load(record))
    assert again.events == live.events
    assert view(again, w.Person(), world.clock()) == view(live, w.Person(), world.clock())
    assert world.talk(talk).phase == "wrap_up"


def test_a_clock_that_is_set_to_and_fro_confuses_no_conversation() -> None:
    day(1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 22))
def test_soak_a_clock_that_is_set_to_and_fro(seed: int) -> None:
    day(seed)
