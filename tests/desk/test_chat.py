"""What a customer who chats is told, and what the desk knows of them before they have said a word."""

from __future__ import annotations

import pytest
from msgspec import structs

from saywell.app.standards import open_standard
from saywell.conversation import inputs as i
from saywell.desk import chat
from saywell.desk import wire as w
from saywell.desk.asks import Desk
from saywell.desk.office import opening
from saywell.desk.settings import usual_languages
from saywell.exchange.detect import read
from saywell.exchange.hear import ear_for
from saywell.exchange.native import write_native
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import parse_rfc3339
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


def test_out_of_hours_it_is_told_when_the_centre_opens_and_a_message_is_left_in_one_step() -> None:
    async def act(world: World) -> None:
        hub = world.hub
        await hub.set_setting(structs.replace(hub.setting("bank"), always_open=False))
        zone = hub.calendar("bank").zone
        world.clock.at = parse_rfc3339("2026-11-22T23:00:00+08:00")
        is_open, opens = opening(hub.setting("bank"), hub.calendar("bank"), world.clock())
        assert not is_open and opens is not None and hub.calendar("bank").is_open(opens)
        assert not hub.calendar("bank").is_open(opens - 1) and str(zone).startswith("Asia/")
        start = await chat.begin(hub, chat.Start("bank", "en", message=" Call me ", leave=True, contact="91234567"))
        await world.rest()
        left = (await hub.live(start.id)).left
        assert left is not None and (left.text, left.contact) == ("Call me", "91234567")
        shown = await chat.shown(hub, start.id)
        assert (shown.phase, shown.opens, [one.text for one in shown.lines]) == ("away", opens, ["Call me"])
        waits = await chat.begin(hub, chat.Start("bank", "en", message="Call me"))
        assert (await hub.live(waits.id)).left is None
        world.clock.at = opens
        begun = await chat.begin(hub, chat.Start("bank", "en", message="Call me", leave=True))
        await world.rest()
        assert (await chat.shown(hub, begun.id)).phase == "waiting"
        assert opening(hub.setting("bank"), hub.calendar("bank"), world.clock()) == (True, None)

    run(act)


def test_a_new_centre_begins_with_the_language_that_is_written_in_its_time_zone() -> None:
    assert usual_languages("Asia/Hong_Kong") == ("zh-Hant", "zh-Hans", "en")
    assert usual_languages("Asia/Taipei")[0] == "zh-Hant" and usual_languages("Asia/Shanghai")[0] == "zh-Hans"


def test_whoever_has_the_chat_gives_their_own_name_however_it_is_written() -> None:
    async def act(world: World) -> None:
        for number, name in enumerate(("小科", "Min", "Anna-Lena"), 51):
            me = w.Me(
                account=name, number=str(number), name=name, roles=("agent",), centres=("shop",), locale="en", csrf=""
            )
            desk = Desk(world.hub, me, "shop", "en")
            await world.do(desk, status(desk, "idle"))
            talk = await world.call("chat")
            await world.customer(talk, "你好，发错货了")
            await world.do(desk, w.Take(1, talk=talk))
            line = next(one for one in world.talk(talk).say if one.line.startswith("greeting"))
            await world.do(desk, w.SaySomething(2, talk=talk, text=line.texts["zh-Hans"]))
            await world.customer(talk, "嗯")
            found = {one.norm: one.verdict for one in world.talk(talk).findings}
            assert found["greeting"] == "met", name
            await world.do(desk, w.SetStatus(3, status="off"))
            text = "".join(write_native((await world.hub.live(talk)).inputs))
            [source] = read(text.encode())
            inputs = list(ear_for(open_standard("shop")).prepare_all(source.inputs))
            said = next(one for one in inputs if isinstance(one, i.Said) and one.by == "agent")
            assert said.heard is not None and "gives_name" in {one.id for one in said.heard.moves}, name

    run(act, standard="shop")
