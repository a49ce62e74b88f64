"""The list of conversations and what it says of them, from calls and chats that ran through the hub."""

from __future__ import annotations

import asyncio
from typing import Any

from saywell.conversation import inputs as i
from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.facts import source_of
from saywell.desk.view import view
from saywell.insight.facts import Facts
from saywell.insight.lists import Wanted, listed
from saywell.insight.projector import Projector
from saywell.insight.views import Views
from tests.desk.world import START, World, run, status


async def known(world: World, talk: str) -> Facts:
    found = await source_of(world.hub).facts(talk)
    assert found is not None
    return found


def test_the_facts_of_a_call_are_what_happened_in_it() -> None:
    async def act(world: World) -> None:
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        talk = await world.call(person="p1")
        await world.later(4)
        await world.do(desk, w.Take(1, talk=talk))
        await world.do(desk, w.SaySomething(1, talk=talk, text="您好，汇安银行，请问有什么可以帮您？"))
        await world.later(5)
        await world.customer(talk, "我想查一下我的定期存款。")
        await world.later(2)
        await world.hub.report(talk, i.Hold(0, on=True))
        await world.later(20)
        await world.hub.report(talk, i.Hold(0, on=False))
        await world.hub.report(talk, i.FormFilled(0, form="lead", fields={"item": " 定期存款 ", "stage": "询价"}))
        await world.later(10)
        running = await known(world, talk)
        assert (running.phase, running.points, running.found, running.ended) == ("live", None, (), None)
        await world.hub.report(talk, i.HungUp(0, by="customer"))
        await world.rest()
        one = await known(world, talk)
        shown = view(await world.hub.live(talk), await world.book.person("bank", "p1"), world.clock())
        assert shown.score is not None and shown.score.total is not None
        assert (one.points, one.missed, one.broken) == (round(shown.score.total * 10), shown.missed, shown.broken)
        assert {(f.clause, f.verdict) for f in one.found} == {
            (clause, f.verdict) for f in shown.findings for clause in f.clauses
        }
        assert (one.outcome, one.wait, one.hold_time, one.holds) == ("answered", 4_000, 20_000, 1)
        assert (one.talk_time, one.product, one.stage) == (37_000, "定期存款", "询价")
        assert (one.arrived, one.hour, one.in_target, one.first_reply) == (START, 10, True, None)
        assert (one.agent, one.called, one.customer) == ("1", "王先生", "p1")

    run(act)


def test_the_facts_of_chats_tell_how_long_the_customer_waited_for_words() -> None:
    async def act(world: World) -> None:
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        chat = await world.call("chat")
        await world.customer(chat, "你好")
        await world.later(70)
        await world.do(desk, w.Take(1, talk=chat))
        for seconds in (5, 15):
            await world.later(seconds)
            await world.do(desk, w.SaySomething(1, talk=chat, text="您好，请稍等。"))
            await world.customer(chat, "好的")
        await world.hub.send(chat, t.Rated(0, stars=4))
        one = await known(world, chat)
        assert (one.first_reply, one.reply_in_target, one.replies, one.reply_time) == (75_000, False, 2, 90_000)
        assert (one.wait, one.in_target, one.rating) == (70_000, False, 4)
        gone = await world.call("chat")
        await world.hub.report(gone, i.HungUp(0, by="customer"))
        assert (await known(world, gone)).outcome == "abandoned"

    run(act)


def test_callers_who_hang_up_while_they_wait_gave_up_and_are_not_scored() -> None:
    async def act(world: World) -> None:
        waiting = await world.call()
        await world.later(30)
        await world.hub.report(waiting, i.HungUp(0, by="customer"))
        # The line may be reported gone twice.
        await world.hub.report(waiting, i.HungUp(0, by="customer"))
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        ringing = await world.call()
        await world.later(10)
        await world.hub.report(ringing, i.HungUp(0, by="customer"))
        answered = await world.call()
        await world.customer(answered, "你好")
        assert (await known(world, answered)).called == ""
        await world.hub.report(answered, i.Said(0, by="customer", text="我的电话是13800138000"))
        assert (await known(world, answered)).called == "138****8000"
        await world.later(1)
        await world.do(desk, w.Take(1, talk=answered))
        await world.rest()
        for talk, wait in ((waiting, 30_000), (ringing, 10_000)):
            one = await known(world, talk)
            shown = view(await world.hub.live(talk), await world.book.person("bank", ""), world.clock())
            assert (one.outcome, one.phase, one.points, one.wait) == ("abandoned", "closed", None, None)
            assert one.ended == shown.over == one.arrived + wait and shown.score is None
        today = (await world.hub.office("bank")).figures
        assert (today.offered, today.answered, today.abandoned, today.in_target) == (3, 1, 2, 1)
        assert not (await world.hub.office("bank")).waiting

    run(act)


def test_an_answer_after_a_long_wait_is_late_however_soon_it_came_once_it_rang() -> None:
    async def act(world: World) -> None:
        talk = await world.call()
        await world.later(60)
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        await world.later(2)
        await world.do(desk, w.Take(1, talk=talk))
        await world.rest()
        today = (await world.hub.office("bank")).figures
        assert (today.answered, today.in_target) == (1, 0) and not (await known(world, talk)).in_target

    run(act)


def test_the_list_knows_at_once_what_happened_and_forgets_what_was_erased() -> None:
    async def act(world: World) -> None:
        views = Views()
        await views.start()
        troubles: list[Any] = []
        projector = Projector(world.store, views, source_of(world.hub), trouble=lambda *told: troubles.append(told))
        await projector.start()

        async def ids() -> list[str]:
            assert await projector.caught_up(20)
            return [row.id for row in (await listed(views, Wanted(centre="bank"))).rows]

        try:
            first = await world.call("chat", person="p1")
            world.clock.at += 1000
            second = await world.call()
            assert await ids() == [second, first]
            await world.hub.erase(first)
            assert await ids() == [second]
            await views.rebuild()
            assert await ids() == [second] and troubles == []
        finally:
            await projector.stop()
            await views.close()

    run(act)


def test_a_conversation_that_cannot_be_read_holds_up_no_other() -> None:
    async def act(world: World) -> None:
        views, troubles = Views(), list[str]()
        await views.start()
        source = source_of(world.hub)
        bad = await world.call("chat")
        good = await world.call("chat")

        async def facts(id: str) -> Facts | None:
            if id == bad:
                world.hub.setting("nowhere")
            return await source.facts(id)

        projector = Projector(
            world.store, views, source._replace(facts=facts), trouble=lambda id, _: troubles.append(id)
        )
        try:
            async with asyncio.timeout(30):
                while await projector.step():
                    pass
            rows = (await listed(views, Wanted(centre="bank"))).rows
            assert [row.id for row in rows] == [good] and troubles == [bad]
        finally:
            await views.close()

    run(act)
