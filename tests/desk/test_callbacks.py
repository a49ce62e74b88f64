"""A call that is made for a piece of work tells it how it ended; what is promised in it belongs to what it is about."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from saywell.app.simulated_phone import Callee
from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.asks import Desk
from saywell.followup import events as e
from saywell.followup import inputs as f
from saywell.followup.decide import PREFIX
from saywell.followup.state import Work
from saywell.kernel.time import HOUR
from tests.desk.test_calling import OPENING, Calling
from tests.desk.world import status

WHO = e.Customer(id="p1", name="王先生", phone="13800138000")
MEETING = i.HungUp(0, by="customer")


def calling(act: Callable[[Calling, Desk], Awaitable[Any]], standard: str = "bank") -> None:
    async def whole() -> None:
        world = Calling(standard)
        await world.open()
        desk = world.desk("1")
        try:
            await world.do(desk, status(desk, "idle"))
            await asyncio.wait_for(act(world, desk), 60)
            assert world.hub.troubles == []
        finally:
            await world.hub.stop()
            await world.store.close()

    asyncio.run(whole())


async def work_of(world: Calling, id: str) -> Work:
    return (await world.hub.works.look(PREFIX + id)).state


async def opened(world: Calling, id: str, what: str = "callback", **more: Any) -> Work:
    command = f.Open(what=what, centre=world.centre, customer=WHO, owner="1", **more)
    await world.hub.works.send(PREFIX + id, command)
    await world.rest()
    return await work_of(world, id)


async def call(world: Calling, desk: Desk, ref: str, *said: str, purpose: str = "consultation") -> str:
    """The customer picks up, is greeted, says something and hangs up; the agent has not finished yet."""
    talk = await world.dial(desk, ref=ref, purpose=purpose)
    await world.pass_by(8)
    await world.do(desk, w.SaySomething(2, talk=talk, text=OPENING))
    for text in said:
        await world.customer(talk, text)
    await world.hub.report(talk, MEETING)
    await world.rest()
    return talk


async def finish(world: Calling, desk: Desk, talk: str, **disposed: Any) -> None:
    if disposed:
        await world.do(desk, w.Dispose(7, talk=talk, **disposed))
    await world.do(desk, w.Press(8, talk=talk, key="wrapped_up"))


def test_who_was_reached_was_called_back_and_who_was_not_is_called_again() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        await opened(world, "one", about="consultation")
        talk = await call(world, desk, "one", "他不在家，你晚点再打吧")
        assert (await work_of(world, "one")).tries == ()
        await finish(world, desk, talk)
        work = await work_of(world, "one")
        [tried] = work.tries
        assert (tried.outcome, tried.talk, tried.by) == ("not_home", talk, "1")
        assert work.next_try == tried.next == world.hub.rules.next_try("bank", tried.at) and work.status == "open"
        await finish(world, desk, await call(world, desk, "one", "方便，你说"))
        work = await work_of(world, "one")
        assert [one.outcome for one in work.tries] == ["not_home", "reached"]
        assert (work.status, work.outcome) == ("closed", "done")
        [answered] = [one for one in work.history if type(one) is e.Answered]
        assert answered.source.talk

    calling(act)


@pytest.mark.parametrize("outcome", ["busy", "no_answer"])
def test_a_call_that_nobody_picks_up_counts_once_and_is_tried_until_it_is_enough(outcome: Any) -> None:
    async def act(world: Calling, desk: Desk) -> None:
        world.comes = Callee(2_000, outcome)
        await opened(world, "one")
        most = world.hub.rules.office("bank").calling.tries
        for count in range(1, most + 1):
            talk = await world.dial(desk, ref="one")
            await world.pass_by(3)
            await finish(world, desk, talk)
            assert len((await work_of(world, "one")).tries) == count
        work = await work_of(world, "one")
        assert (work.status, work.outcome, work.reason, work.next_try) == ("closed", "dropped", "not_home", None)

    calling(act)


def test_not_now_is_when_the_customer_wants_and_within_the_hours() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        await opened(world, "one")
        talk = await call(world, desk, "one", "我在开会，不方便")
        assert world.talk(talk).heard == "not_now"
        evening = world.clock() + 12 * HOUR
        await finish(world, desk, talk, outcome="not_now", again=evening)
        work = await work_of(world, "one")
        assert work.tries[0].next == world.hub.rules.callable_at("bank", evening) > evening

    calling(act)


@pytest.mark.parametrize("outcome", ["refused", "wrong_person", "wrong_number"])
def test_who_refuses_or_is_somebody_else_is_not_called_again(outcome: Any) -> None:
    async def act(world: Calling, desk: Desk) -> None:
        await opened(world, "one")
        await finish(world, desk, await call(world, desk, "one"), outcome=outcome)
        work = await work_of(world, "one")
        assert (work.status, work.outcome, work.reason, work.next_try) == ("closed", "dropped", outcome, None)

    calling(act)


def test_a_promise_made_when_explaining_belongs_to_the_ticket_that_is_late() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        await opened(world, "t", "question", due=world.clock() + HOUR)
        await world.later(HOUR / 1000)
        names = [name.removeprefix(PREFIX) for name in await world.store.streams(PREFIX)]
        [explain] = [name for name in names if "-explain-" in name]
        talk = await world.dial(desk, ref=explain, purpose="promise")
        await world.pass_by(8)
        await world.hub.send(talk, i.Said(0, by="agent", text="很抱歉还没有结果，我会在两个工作小时内给您回电答复。"))
        await world.hub.report(talk, MEETING)
        await world.rest()
        await finish(world, desk, talk)
        ticket, call_back = await work_of(world, "t"), await work_of(world, explain)
        assert ticket.due is not None and ticket.due > world.clock() and ticket.status == "open"
        assert ticket.kept is False and type(ticket.history[-1]) is e.Promised and ticket.history[-1].again
        assert (call_back.status, call_back.outcome, "due" in call_back.clocks) == ("closed", "done", False)
        assert set(await world.store.streams(PREFIX)) == {PREFIX + "t", PREFIX + explain}

    calling(act, "cc")


def test_a_ticket_is_answered_by_a_call_about_its_result_and_by_no_other() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        await opened(world, "t", "question", due=world.clock() + HOUR)
        await finish(world, desk, await call(world, desk, "t", purpose="survey"))
        assert (await work_of(world, "t")).answered is None
        talk = await world.dial(desk, ref="t", purpose="result")
        await world.pass_by(8)
        await world.hub.send(talk, i.Said(0, by="agent", text="我们还在核实，我会在两个工作小时内给您回电答复。"))
        await world.hub.report(talk, MEETING)
        await finish(world, desk, talk)
        work = await work_of(world, "t")
        assert work.answered is None and len(work.tries) == 2
        await finish(world, desk, await call(world, desk, "t", purpose="result"))
        work = await work_of(world, "t")
        assert (work.status, work.kept) == ("closed", True)

    calling(act, "cc")


def test_a_call_about_what_others_keep_leaves_its_promises_standing_alone() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        talk = await world.dial(desk, ref="crm/77")
        await world.pass_by(8)
        await world.hub.send(talk, i.Said(0, by="agent", text="我会在两个工作小时内给您回电答复。"))
        await world.hub.report(talk, MEETING)
        await finish(world, desk, talk)
        [name] = await world.store.streams(PREFIX)
        work = await work_of(world, name.removeprefix(PREFIX))
        assert work.promised and work.opened is not None and work.opened.source.talk == talk

    calling(act, "cc")


def test_a_promise_later_than_the_standard_allows_is_warned_of_and_counts_as_broken_when_said() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        id = await world.call()
        await world.do(desk, w.Take(1, talk=id))
        await world.customer(id, "请问我的订单为什么还没有处理?")
        late, good = "我会在三个工作日内给您回电答复。", "我会在两个工作小时内给您回电答复。"
        hits = (await world.do(desk, w.Check(2, talk=id, text=late, finished=True))).result
        assert any("cc-5.4.3" in one.clauses for one in hits), hits
        assert not (await world.do(desk, w.Check(3, talk=id, text=good, finished=True))).result
        await world.hub.send(id, i.Said(0, by="agent", text=late))
        await world.rest()
        broken = [one for one in world.talk(id).findings if one.verdict in ("broken", "missed")]
        assert any("cc-5.4.3" in one.clauses for one in broken), broken
        [name] = await world.store.streams(PREFIX)
        work = await work_of(world, name.removeprefix(PREFIX))
        assert work.opened is not None and work.opened.allowed is not None and work.due is not None
        assert work.due > work.opened.allowed

    calling(act, "cc")
