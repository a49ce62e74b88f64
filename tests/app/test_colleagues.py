"""Simulated agents serve simulated customers through the desk, from ring to wrap-up."""

from __future__ import annotations

import asyncio

import pytest
from tests.app.test_crowd import Crowded
from tests.desk.world import Clock, status

from saywell.app.colleagues import Colleagues
from saywell.desk import wire as w
from saywell.storage.memory import MemoryStore


def shift(centre: str, only: tuple[str, ...], seconds: int, careless: float = 0) -> Crowded:
    """What a centre looks like after a colleague has been at work for some seconds."""

    async def whole() -> Crowded:
        world = Crowded(MemoryStore(), Clock(), centre, only)
        await world.open()
        colleagues = Colleagues(world.hub, world.world.colleagues, careless=careless, sleep=world.never)
        await colleagues.start()
        for _ in range(seconds):
            await world.pass_by(1, beat=1)
            await colleagues.step()
            await world.rest()
        await colleagues.stop()
        await world.rest()
        number = world.world.colleagues[centre].number
        assert world.hub.office_now(centre).people[number].said == "off"
        assert world.hub.troubles == [] and world.crowd.troubles == []
        await world.close()
        return world

    return asyncio.run(whole())


@pytest.mark.parametrize(("centre", "persona"), [("bank", "account"), ("shop", "late_shipment"), ("cc", "refund")])
def test_a_customer_is_served_to_the_end_and_the_next_one_comes(centre: str, persona: str) -> None:
    world = shift(centre, (persona, "order"), 320)
    figures = world.hub.office_now(centre).figures
    assert figures.answered >= 2 and figures.abandoned <= 2


def test_the_colleague_says_what_the_desk_advises_and_holds_the_line_as_it_should() -> None:
    world = shift("bank", ("time_deposit",), 60)
    [talk] = [one for one in world.hub.at_hand("bank") if world.talk(one).agent][:1]
    said = [one for one in world.talk(talk).entries.values() if one.by == "agent"]
    assert "greets" in said[0].moves and "gives_number" in said[0].moves
    assert world.talk(talk).broken == 0
    kinds = [one.kind for one in world.talk(talk).entries.values()]
    assert "hold_on" in kinds and kinds.index("hold_on") < kinds.index("hold_off")


def test_a_silent_caller_is_asked_and_then_taken_leave_of() -> None:
    world = shift("rent", ("silent",), 110)
    assert world.hub.office_now("rent").figures.answered >= 2


def test_a_colleague_makes_room_for_whoever_is_free() -> None:
    async def whole() -> None:
        world = Crowded(MemoryStore(), Clock(), "bank", ())
        await world.open()
        colleagues = Colleagues(world.hub, world.world.colleagues, careless=0, sleep=world.never)
        await colleagues.start()
        number = world.world.colleagues["bank"].number
        person = world.desk("1")
        steps: tuple[tuple[w.Status, w.Status], ...] = (("idle", "break"), ("off", "idle"))
        for wanted, theirs in steps:
            await world.do(person, status(person, wanted))
            await colleagues.step()
            await world.rest()
            assert world.hub.office_now("bank").people[number].said == theirs
        await colleagues.stop()
        await world.close()

    asyncio.run(whole())
