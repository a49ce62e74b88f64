"""What a customer who chats is told, and what the desk knows of them before they have said a word."""

from __future__ import annotations

import pytest

from saywell.desk import chat
from saywell.desk import wire as w
from saywell.kernel.errors import SaywellError
from tests.desk.world import World, run, status


def test_a_customer_hears_of_busy_agents_only_while_nobody_can_be_rung() -> None:
    async def act(world: World) -> None:
        start = await chat.begin(world.hub, chat.Start("bank", "en", message="Hello"))
        await world.rest()
        waits = await chat.shown(world.hub, start.id)
        assert (waits.phase, waits.place) == ("waiting", 1)
        assert waits.notice["en"].startswith("All agents are busy. You are number 1")
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        rings = await chat.shown(world.hub, start.id)
        assert rings.phase == "waiting"
        assert rings.notice["en"] == "We are connecting you to an agent."
        await world.do(desk, w.Take(1, talk=start.id))
        assert (await chat.shown(world.hub, start.id)).phase == "live"

    run(act)


def test_each_line_stays_with_the_agent_who_wrote_it_and_the_customer_is_told_who_goes_on() -> None:
    async def act(world: World) -> None:
        desk, leader = world.desk("1"), world.desk("9", "leader")
        start = await chat.begin(world.hub, chat.Start("bank", "en", message="Hello"))
        await world.do(desk, status(desk, "idle"))
        await world.do(desk, w.Take(1, talk=start.id))
        world.clock.at += 1_000
        await world.do(desk, w.SaySomething(2, talk=start.id, text="Good morning."))
        world.clock.at += 1_000
        await world.do(leader, w.TakeOver(3, talk=start.id))
        world.clock.at += 1_000
        await world.do(leader, w.SaySomething(4, talk=start.id, text="I am the team leader."))
        lines = (await chat.shown(world.hub, start.id)).lines
        assert [(one.by, one.who) for one in lines] == [("me", ""), ("agent", "N1"), ("centre", "N9"), ("agent", "N9")]
        assert [one.n for one in lines] == [1, 2, 3, 4]

    run(act)


def test_the_desk_knows_the_language_of_the_page_before_the_customer_writes() -> None:
    async def act(world: World) -> None:
        for tag, language in (("en-GB", "en"), ("zh-HK", "zh-Hant"), ("", "")):
            start = await chat.begin(world.hub, chat.Start("bank", tag))
            await world.rest()
            shown = world.talk(start.id)
            assert shown.lang is None and (shown.customer.lang or "") == language
        with pytest.raises(SaywellError) as refused:
            await chat.begin(world.hub, chat.Start("bank", "fr"))
        assert refused.value.code == "desk.bad-locale"
        start = await chat.begin(world.hub, chat.Start("bank", "en", message="我想查一下定期存款"))
        await world.rest()
        assert world.talk(start.id).lang == "zh-Hans"

    run(act)
