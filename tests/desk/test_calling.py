"""Calls to customers: placed by the agent or for one, picked up or not, led, and what came of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from saywell.app.simulated_phone import Callee, SimulatedPhone
from saywell.conversation import inputs as i
from saywell.desk import chat
from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.asks import Desk
from saywell.desk.calling import call_out, chat_link
from saywell.desk.hub import Hub
from saywell.followup import events as e
from saywell.followup import inputs as f
from saywell.followup.decide import PREFIX
from saywell.kernel.errors import SaywellError
from saywell.storage.memory import MemoryStore
from saywell.trainer.customer import Customer, Persona, Reply
from saywell.trainer.mind import Mind
from tests.desk.world import Clock, World, build, status

OPENING = "您好！请问您是王先生吗？我是汇安银行的客服代表，您现在方便接听电话吗？"
HELLO = (Reply({"zh-Hans": "喂？"}), Reply({"zh-Hans": "方便。"}))
CALLED = Persona(id="p", title={}, direction="outbound", begins="first", script=HELLO)


class Calling(World):
    """The bank with a telephone that rings out; `comes` is what comes of it."""

    def __init__(self, standard: str = "bank") -> None:
        super().__init__(MemoryStore(), Clock(), standard)
        self.phone = SimulatedPhone(self.clock)
        self.hub = Hub(self.store, self.clock, build, self.book, self.phone)
        self.comes = Callee(4_000, mind=Mind(Customer(CALLED), self.clock(), phone=True, lang="zh-Hans"))
        self.dialled: list[tuple[str, str]] = []
        self.phone.exchange = self.exchange

    async def exchange(self, talk: str, number: str) -> Callee:
        """Nobody else is on the lines."""
        self.dialled.append((talk, number))
        return self.comes

    async def pass_by(self, seconds: float) -> None:
        """Time goes by on the lines too."""
        for _ in range(round(seconds * 2)):
            self.clock.at += 500
            await self.hub.talks.settle()
            await self.phone.step()
            await self.rest()

    async def dial(self, desk: Desk, **more: Any) -> str:
        """The agent calls the known customer about a consultation."""
        ask = {"purpose": "consultation", "person": "p1", **more}
        return str((await self.do(desk, w.CallOut(1, **ask))).result)


def calling(act: Callable[[Calling, Desk], Awaitable[Any]]) -> None:
    async def whole() -> None:
        world = Calling()
        await world.open()
        desk = world.desk("1")
        try:
            await world.do(desk, status(desk, "idle"))
            await act(world, desk)
            assert world.hub.troubles == []
        finally:
            await world.hub.stop()
            await world.store.close()

    asyncio.run(whole())


def test_a_customer_is_written_to_where_they_chatted_before_and_others_by_a_link() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        came = await chat.begin(world.hub, chat.Start(centre="bank", message="请问定期存款利率是多少"))
        await world.rest()
        await world.do(desk, w.Take(1, talk=came.id))
        await world.hub.report(came.id, i.HungUp(0, by="customer"))
        await world.rest()
        await world.do(desk, w.Press(2, talk=came.id, key="wrapped_up"))
        source = e.Source(talk=came.id)
        who = e.Customer(id="p1", name="王先生", phone="13800138000")
        await world.hub.works.send(PREFIX + "one", f.Open(what="callback", centre="bank", customer=who, source=source))
        ask = w.CallOut(3, purpose="consultation", channel="chat", ref="one", person="p1")
        talk = str((await world.do(desk, ask)).result)
        await world.do(desk, w.SaySomething(4, talk=talk, text="您好，上次您问的利率查到了。"))
        shown = await chat.shown(world.hub, came.id)
        assert talk == f"{came.id}.2" and shown.phase == "live"
        assert [line.by for line in shown.lines] == ["me", "agent"]
        await chat.do(world.hub, came.id, chat.SayIt("好的"))
        await world.rest()
        assert world.talk(talk).phase == "live" and world.talk(talk).heard == "reached"
        # Up to three chats at a time; nobody is rung up meanwhile.
        other = str((await world.do(desk, w.CallOut(5, purpose="review", channel="chat", person="p1"))).result)
        path = chat_link(await world.hub.live(other))
        assert path.startswith(f"/chat/bank#{other}:")
        assert (await chat.opened(world.hub, other, path.rpartition(":")[2])).placed is not None
        assert world.talk(other).heard == "no_answer"
        with pytest.raises(SaywellError) as caught:
            await desk.do(w.CallOut(7, purpose="review", person="p1"))
        assert caught.value.code == "desk.occupied"

    calling(act)


class _Stopped(Exception):
    """The process ends here."""


@pytest.mark.parametrize("channel", ["chat", "phone"])
def test_what_a_stopped_server_had_begun_with_a_customer_is_whole_or_nothing(channel: i.Channel) -> None:
    async def begins(steps: int) -> bool:
        """The server stops after so many steps; whether all was done before."""
        world = Calling()
        await world.open()
        await world.do(world.desk("1"), status(world.desk("1"), "idle"))
        who = e.Customer(id="p1", name="王先生", phone="13800138000")
        await world.hub.works.send(
            PREFIX + "one", f.Open(what="callback", centre="bank", customer=who, fields={"order": "KX1"})
        )
        left, send = steps, world.hub.send

        async def stopping(talk: str, command: t.Command, key: str | None = None) -> int:
            nonlocal left
            # Who it is may come at any time, of its own accord.
            left -= type(command) is not t.Known
            if left < 0:
                raise _Stopped
            return await send(talk, command, key)

        world.hub.send = stopping  # type: ignore[method-assign]
        ask = w.CallOut(3, purpose="consultation", channel=channel, ref="one", person="p1")
        whole = True
        try:
            await world.desk("1").do(ask)
        except _Stopped:
            whole = False
        await world.hub.stop()
        again = Hub(world.store, world.clock, build, world.book, world.phone)
        await again.start()
        agent = (await again.office("bank")).people["1"]
        for talk in agent.talks:
            live = await again.live(talk)
            assert live.agent == "1" and any(type(one) is i.LookedUp for one in live.inputs)
        assert len(agent.talks) in ((1,) if whole else (0, 1))
        # What nobody has is over.
        begun = {stream.removeprefix(t.PREFIX) for stream in await again.store.streams(t.PREFIX)}
        assert {(await again.live(talk)).phase for talk in begun - {*agent.talks}} <= {"closed"}
        await again.stop()
        await world.store.close()
        return whole

    async def whole() -> None:
        done = [await begins(steps) for steps in range(8)]
        assert done.index(True) >= 3

    asyncio.run(whole())


def test_a_customer_who_picks_up_is_greeted_as_the_standard_has_it() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        talk = await world.dial(desk)
        shown = world.talk(talk)
        assert (shown.phase, shown.direction, shown.agent) == ("dialling", "outbound", "1")
        assert shown.purpose == "consultation"
        assert shown.customer.surname == "王" and world.dialled == [(talk, "13800138000")]
        assert "王先生" in shown.say[0].texts["zh-Hans"] and shown.say[0].clauses == ("bank-1.1.1",)
        assert world.hub.office_now("bank").people["1"].status == "busy"
        with pytest.raises(SaywellError) as early:
            await desk.do(w.SaySomething(2, talk=talk, text=OPENING))
        assert early.value.code == "desk.not-answered"
        await world.pass_by(8)
        assert world.talk(talk).phase == "live"
        assert [one.text for one in world.talk(talk).entries.values() if one.by == "customer"] == ["喂？"]
        await world.do(desk, w.SaySomething(3, talk=talk, text=OPENING))
        met = {one.norm for one in world.talk(talk).findings if one.verdict == "met"}
        assert "consultation-opening" in met

    calling(act)


def test_the_outcome_that_was_heard_is_put_down_unless_the_agent_knows_better() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        talk = await world.dial(desk, ref="ticket/7")
        await world.pass_by(8)
        await world.do(desk, w.SaySomething(2, talk=talk, text=OPENING))
        await world.customer(talk, "他不在家，你晚点再打吧")
        await world.hub.report(talk, i.HungUp(0, by="customer"))
        await world.rest()
        assert (world.talk(talk).heard, world.talk(talk).outcome) == ("not_home", "")
        await world.do(desk, w.Dispose(3, talk=talk, outcome="wrong_person", note="换了号码"))
        await world.do(desk, w.Press(4, talk=talk, key="wrapped_up"))
        live = await world.hub.live(talk)
        assert live.disposed is not None and (live.disposed.outcome, live.disposed.note) == ("wrong_person", "换了号码")
        assert live.placed is not None and live.placed.ref == "ticket/7"
        assert world.hub.office_now("bank").people["1"].status == "idle"

    calling(act)


@pytest.mark.parametrize("outcome", ["busy", "no_answer", "wrong_number"])
def test_a_call_that_nobody_picks_up_is_over_counts_nothing_and_says_why(outcome: t.NotReached) -> None:
    async def act(world: Calling, desk: Desk) -> None:
        world.comes = Callee(2_000, outcome)
        talk = await world.dial(desk)
        await world.pass_by(3)
        shown = world.talk(talk)
        assert (shown.phase, shown.heard, shown.over_by) == ("wrap_up", outcome, "network")
        assert (shown.missed, shown.broken, shown.score and shown.score.total) == (0, 0, None)
        assert [entry.kind for entry in shown.entries.values()][-1] == "rang_out"
        await world.do(desk, w.Press(2, talk=talk, key="wrapped_up"))
        live = await world.hub.live(talk)
        assert live.disposed is not None and live.disposed.outcome == outcome
        assert world.hub.at_hand("bank") == []

    calling(act)


def test_an_agent_who_gives_up_while_it_rings_breaks_nothing() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        talk = await world.dial(desk)
        await world.do(desk, w.Press(2, talk=talk, key="hang_up"))
        await world.pass_by(10)
        shown = world.talk(talk)
        assert (shown.phase, shown.heard, shown.missed, shown.broken) == ("wrap_up", "no_answer", 0, 0)
        assert not any(entry.kind == "answered" for entry in shown.entries.values())

    calling(act)


def test_nobody_is_called_by_somebody_who_is_talking_and_nobody_rings_at_somebody_who_calls() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        talk = await world.dial(desk)
        waiting = await world.call()
        assert world.talk(waiting).phase == "waiting"
        with pytest.raises(SaywellError) as caught:
            await world.dial(desk)
        assert caught.value.code == "desk.occupied" and len(world.dialled) == 1
        await world.do(desk, w.Press(2, talk=talk, key="hang_up"))
        await world.do(desk, w.Press(3, talk=talk, key="wrapped_up"))
        assert world.talk(waiting).phase == "ringing"

    calling(act)


def test_a_call_placed_twice_under_one_name_rings_once() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        who = i.Customer(surname="王", title="先生", phone="+86 138-0013-8000")
        for _ in range(2):
            facts = {"promise": "p-1"}
            talk = await call_out(world.hub, "bank", "1", who, "promise", facts, "promise/p-1", talk="bank-p1")
        await world.rest()
        assert talk == "bank-p1" and world.dialled == [("bank-p1", "+8613800138000")]
        assert world.talk("bank-p1").ref == "promise/p-1" and len(world.hub.at_hand("bank")) == 1
        live = await world.hub.live("bank-p1")
        assert live.state.opened is not None and live.state.opened.facts["promise"] == "p-1"

    calling(act)


def test_what_is_no_number_and_who_is_not_there_are_named() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        for number in ("", "abc", "12", "123; rm", "１３８００１３８０００"):
            with pytest.raises(SaywellError) as caught:
                await call_out(world.hub, "bank", "1", i.Customer(phone=number), "other")
            assert caught.value.code == "desk.bad-number"
        with pytest.raises(SaywellError) as caught:
            await call_out(world.hub, "bank", "77", i.Customer(phone="13800138000"), "other")
        assert caught.value.code == "desk.nobody" and world.hub.at_hand("bank") == []

    calling(act)


def test_an_outcome_belongs_to_a_call_to_a_customer_that_is_over() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        talk = await world.dial(desk)
        with pytest.raises(SaywellError) as caught:
            await desk.do(w.Dispose(2, talk=talk, outcome="reached"))
        assert caught.value.code == "desk.bad-outcome"

    calling(act)
