"""Passing customers on: to a queue, and what there is to say where a colleague is busy or off."""

from __future__ import annotations

import pytest

from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.settings import Setting
from saywell.kernel.errors import SaywellError
from tests.desk.test_calls import GREETING, answered
from tests.desk.world import COMPANY, TITLE, World, run, status

QUEUES = dict.fromkeys(("accounts", "complaints"), TITLE)


async def queues(world: World) -> None:
    """The bank has two queues from now on."""
    await world.hub.set_setting(
        Setting(id="bank", standard="bank", title=TITLE, company=COMPANY, always_open=True, queues=QUEUES)
    )


async def pass_to(world: World, id: str, to: str) -> None:
    """The customer is asked and agrees, and the transfer is offered."""
    desk = world.desk("1")
    for number, step in enumerate(("asked", "consented", "offered")):
        await world.do(desk, w.PassOn(number, talk=id, step=step, to=to))  # type: ignore[arg-type]


def test_a_customer_is_put_into_a_queue_and_rings_at_whoever_is_free_there() -> None:
    async def act(world: World) -> None:
        await queues(world)
        _, id = await answered(world)
        other = world.desk("2")
        await world.do(other, status(other, "idle"))
        await pass_to(world, id, "queue:complaints")
        assert (world.talk(id).transfer, world.talk(id).transfer_to) == ("accepted", "queue:complaints")
        await world.do(world.desk("1"), w.PassOn(9, talk=id, step="done", to="queue:complaints"))
        assert world.talk(id).phase == "wrap_up"
        leg = world.talk(f"{id}.2")
        assert (leg.phase, leg.queue, leg.agent, leg.customer.surname) == ("ringing", "complaints", "", "王")
        await world.do(other, w.Take(1, talk=f"{id}.2"))
        await world.do(other, w.SaySomething(2, talk=f"{id}.2", text=GREETING))
        assert (world.talk(f"{id}.2").phase, world.talk(f"{id}.2").agent) == ("live", "2")
        assert world.hub.office_now("bank").figures.offered == 2

    run(act)


def test_a_chat_waits_in_the_queue_it_was_put_into() -> None:
    async def act(world: World) -> None:
        await queues(world)
        id = await world.call("chat")
        await world.do(world.desk("1"), w.Take(1, talk=id))
        other = world.desk("2")
        await world.do(other, status(other, "idle"))
        await pass_to(world, id, "queue:accounts")
        await world.do(world.desk("1"), w.PassOn(9, talk=id, step="done"))
        leg = world.talk(f"{id}.2")
        assert (leg.phase, leg.queue) == ("waiting", "accounts")
        await world.do(other, w.Take(1, talk=f"{id}.2"))
        assert world.talk(f"{id}.2").phase == "live"

    run(act)


def test_a_queue_where_nobody_is_free_or_that_is_not_there_takes_nobody() -> None:
    async def act(world: World) -> None:
        await queues(world)
        _, id = await answered(world)
        desk, other = world.desk("1"), world.desk("2")
        for wanted, code in (("queue:sales", "desk.no-queue"), ("queue:accounts", "desk.colleague-queue")):
            with pytest.raises(SaywellError) as caught:
                await desk.do(w.PassOn(1, talk=id, step="offered", to=wanted))
            assert caught.value.code == code
        await world.do(other, status(other, "idle"))
        second = await world.call()
        await world.do(other, w.Take(2, talk=second))
        with pytest.raises(SaywellError, match="Nobody in"):
            await desk.do(w.PassOn(3, talk=id, step="offered", to="queue:accounts"))
        await world.rest()
        assert world.talk(id).transfer == "" and world.talk(id).phase == "live"

    run(act)


async def asked_for(world: World, id: str, number: str) -> list[str]:
    """The customer insists on an agent; the lines that the desk has where that agent cannot take it."""
    desk = world.desk("1")
    await world.do(desk, w.SaySomething(3, talk=id, text=GREETING))
    await world.customer(id, f"我要找{number}號客服")
    with pytest.raises(SaywellError):
        await desk.do(w.PassOn(4, talk=id, step="offered", to=number))
    await world.rest()
    assert "offer_own_help" in {one.line for one in world.talk(id).say}
    await world.do(desk, w.SaySomething(5, talk=id, text="您可以把問題告訴我,我也可以幫您處理。"))
    await world.customer(id, f"不行，我就是要找{number}號")
    return [one.line for one in world.talk(id).say]


def test_for_an_agent_who_is_off_the_bank_asks_to_call_in_their_shift() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        assert "call_in_shift" in await asked_for(world, id, "2")
        line = next(one for one in world.talk(id).say if one.line == "call_in_shift")
        assert line.clauses == ("bank-2.3.14.2",) and "2號" in line.texts["zh-Hant"]

    run(act)


def test_for_an_agent_who_is_on_a_call_the_bank_apologises_and_offers_help() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        other = world.desk("2")
        await world.do(other, status(other, "idle"))
        busy = await world.call()
        await world.do(other, w.Take(2, talk=busy))
        lines = await asked_for(world, id, "2")
        assert "colleague_busy" in lines and "call_in_shift" not in lines
        found = [got for got in (await world.hub.live(id)).inputs if type(got) is i.Colleague]
        assert (found[0].status, found[0].shift) == ("busy", "same")

    run(act)
