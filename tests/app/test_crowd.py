"""Simulated customers in a live centre, in simulated time: they come, answer, wait, grow impatient and leave."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from tests.desk.world import Clock, World, build, person, status

from saywell.app.crowd import Crowd
from saywell.app.demo_world import CENTRES, read_world
from saywell.app.simulated_phone import SimulatedPhone
from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.asks import Desk
from saywell.desk.hub import Hub
from saywell.storage.interface import Store
from saywell.storage.memory import MemoryStore

GREETINGS = {
    "bank": "您好，匯安銀行客服中心，1號為您服務，請問您需要什麼幫助？",
    "shop": "您好，科信客服中心，我是客服科小信，很高兴为您服务，请问您需要什么帮助？",
}


class Crowded(World):
    """One centre of the demonstration with its customers, those of `only` these personas."""

    def __init__(self, store: Store, clock: Clock, centre: str, only: tuple[str, ...]) -> None:
        super().__init__(store, clock)
        self.centre, self.only = centre, only
        self.world = read_world(clock())
        self.again()

    def again(self) -> None:
        """The server as it starts."""
        self.book = self.world.book
        self.phone = SimulatedPhone(self.clock)
        self.hub = Hub(self.store, self.clock, build, self.book, self.phone)
        people = {centre: self.world.book.people(centre) for centre in CENTRES}
        self.crowd = Crowd(self.hub, people, seed=3, pace=12, sleep=self.never)
        known = self.crowd.comes
        self.crowd.comes = lambda persona, standard: (  # type: ignore[method-assign]
            known(persona, standard) and (not self.only or persona.id in self.only)
        )

    async def never(self, seconds: float) -> None:
        """The test beats time."""
        await asyncio.Event().wait()

    async def open(self) -> None:
        if not await self.store.streams("settings/"):
            await self.hub.set_setting(next(one for one in self.world.settings if one.id == self.centre))
        await self.hub.start()
        await self.crowd.start()
        await self.rest()

    async def close(self) -> None:
        await self.crowd.stop()
        await self.hub.stop()

    def desk(self, number: str, *roles: w.Role) -> Desk:
        return Desk(self.hub, person(number, *roles, centres=(self.centre,)), self.centre, "en")

    async def pass_by(self, seconds: float, beat: float = 0.5) -> None:
        """Time goes by, beat by beat."""
        for _ in range(round(seconds / beat)):
            self.clock.at += round(beat * 1000)
            await self.hub.talks.settle()
            await self.hub.centres.settle()
            await self.crowd.step()
            await self.rest()

    async def first(self, desk: Desk, *, take: bool = True, within: float = 60) -> str:
        """The first customer who comes; answered."""
        for _ in range(round(within)):
            await self.pass_by(1)
            found = self.hub.at_hand(self.centre)
            if found:
                if take:
                    await self.do(desk, w.Take(1, talk=found[0]))
                return found[0]
        raise AssertionError("nobody came")

    async def say(self, desk: Desk, talk: str, text: str, seconds: float = 12) -> list[str]:
        """The agent says something; what the customer says within some seconds."""
        before = len(self.words(talk))
        await self.do(desk, w.SaySomething(1, talk=talk, text=text))
        await self.pass_by(seconds)
        return self.words(talk)[before:]

    def words(self, talk: str) -> list[str]:
        return [one.text for one in self.talk(talk).entries.values() if one.kind == "said" and one.by == "customer"]


def run(centre: str, only: tuple[str, ...], act: Callable[[Crowded, Desk], Awaitable[Any]]) -> None:
    """A shift of agent 1 in a centre."""

    async def whole() -> None:
        world = Crowded(MemoryStore(), Clock(), centre, only)
        await world.open()
        desk = world.desk("1")
        try:
            await world.do(desk, status(desk, "idle"))
            await act(world, desk)
            assert world.hub.troubles == [] and world.crowd.troubles == []
        finally:
            with suppress(asyncio.CancelledError):
                await world.close()
            await world.store.close()

    asyncio.run(whole())


def test_nobody_comes_while_nobody_is_at_work() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        await world.do(desk, status(desk, "off"))
        await world.pass_by(120, beat=2)
        assert world.hub.at_hand("bank") == []

    run("bank", (), act)


def test_an_agent_who_greets_and_helps_is_answered_until_the_customer_hangs_up() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        talk = await world.first(desk)
        said = await world.say(desk, talk, GREETINGS["bank"])
        assert len(said) == 1
        assert len(await world.say(desk, talk, "請問您貴姓？")) == 1
        assert await world.say(desk, talk, "您的定期存款是明年三月十二日到期。")
        await world.say(desk, talk, "請問您還需要其它幫助嗎？")
        await world.say(desk, talk, "感謝您的來電，請掛機，再見！")
        assert world.talk(talk).phase == "wrap_up" and world.talk(talk).over_by == "customer"
        live = await world.hub.live(talk)
        assert live.placed is not None and live.placed.simulated == "elderly" and live.placed.person

    run("bank", ("elderly",), act)


def test_the_customer_speaks_their_own_language_as_the_file_has_it() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        talk = await world.first(desk)
        await world.pass_by(6)
        assert "登記嘅電話" in world.words(talk)[0]
        assert world.talk(talk).lang == "zh-Hant" and world.talk(talk).customer.lang == "yue"

    run("bank", ("cantonese",), act)


def test_the_silent_caller_stays_silent_and_is_gone_at_last() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        talk = await world.first(desk)
        assert await world.say(desk, talk, GREETINGS["bank"], 30) == []
        assert world.talk(talk).phase == "live"
        await world.pass_by(90, beat=1)
        assert world.talk(talk).over_by == "customer"

    run("bank", ("silent",), act)


def test_silence_makes_a_customer_impatient_until_they_hang_up() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        talk = await world.first(desk)
        await world.pass_by(60)
        said = world.words(talk)
        assert len(said) == 4 and len(set(said)) == 4 and world.talk(talk).over_by == "customer"

    run("bank", ("hurried",), act)


def test_a_caller_does_not_wait_for_ever_in_the_queue() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        talk = await world.first(desk, take=False)
        await world.pass_by(50, beat=1)
        assert talk in world.hub.at_hand("bank")
        await world.pass_by(20, beat=1)
        assert talk not in world.hub.at_hand("bank") and (await world.hub.live(talk)).phase == "closed"
        assert world.hub.office_now("bank").figures.abandoned == 1

    run("bank", ("hurried",), act)


def test_on_hold_nothing_is_heard_and_too_long_is_too_long() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        talk = await world.first(desk)
        await world.say(desk, talk, GREETINGS["bank"])
        await world.say(desk, talk, "請您稍等，我幫您查詢。聽不到我的聲音，請不要掛機！", 4)
        before = world.words(talk)
        await world.do(desk, w.Press(2, talk=talk, key="hold"))
        await world.pass_by(55, beat=1)
        assert world.words(talk) == before and world.talk(talk).phase == "live"
        await world.pass_by(10, beat=1)
        assert world.talk(talk).over_by == "customer"

    run("bank", ("hurried",), act)


def test_at_most_two_wait_beyond_those_who_are_free_and_nobody_is_there_twice() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        await world.first(desk)
        most = 0
        for _ in range(40):
            await world.pass_by(5, beat=2.5)
            waiting = world.hub.office_now("bank").waiting
            most = max(most, len(waiting))
            people = [(await world.hub.live(talk)).placed for talk in world.hub.at_hand("bank")]
            ids = [one.person for one in people if one is not None]
            assert len(ids) == len(set(ids))
        assert 1 <= most <= 2

    run("bank", (), act)


def test_after_a_restart_the_customer_goes_on_where_they_were() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        talk = await world.first(desk)
        first = await world.say(desk, talk, GREETINGS["bank"])
        await world.do(desk, w.SaySomething(1, talk=talk, text="好的，請問您貴姓？"))
        await world.close()
        world.again()
        await world.open()
        desk = world.desk("1")
        assert world.crowd.mind(talk) is not None
        await world.pass_by(12)
        said = world.words(talk)
        assert said[:1] == first and len(said) == 2 and any(word in said[1] for word in ("姓", "My name is"))
        more = await world.say(desk, talk, "好的，我幫您查一下，這是核實資料的短信，您不用處理。")
        assert more and more[0] not in said

    run("bank", ("elderly",), act)


def test_a_chat_customer_types_before_they_write_and_reads_what_is_written() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        talk = await world.first(desk)
        typing = []
        await world.do(desk, w.SaySomething(1, talk=talk, text=GREETINGS["shop"]))
        for _ in range(40):
            await world.pass_by(0.5)
            typing.append(world.talk(talk).customer_typing)
            if world.words(talk):
                break
        assert True in typing and typing[0] is False and typing[-1] is False
        assert "wrong goods" in world.words(talk)[0].lower() or "错货" in world.words(talk)[0] or len(typing) > 4
        assert world.talk(talk).entries and all(one.to is None for one in world.talk(talk).entries.values())
        answer = await world.say(desk, talk, "请您稍等，我查看一下您的订单和发货出库记录，请问订单号是多少？", 30)
        assert len(answer) == 1
        await world.say(desk, talk, "请问您还需要其他帮助吗？", 30)
        await world.say(desk, talk, "感谢您的惠顾，期待您的再次光临，祝您生活愉快，再见！", 30)
        assert world.talk(talk).phase == "wrap_up" and world.talk(talk).over_by == "customer"

    run("shop", ("wrong_goods",), act)


def test_a_chat_customer_whom_nobody_answers_asks_and_leaves() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        talk = await world.first(desk, take=False)
        await world.pass_by(45, beat=1)
        assert len(world.words(talk)) == 1
        await world.pass_by(40, beat=1)
        assert (await world.hub.live(talk)).phase == "closed" and talk not in world.hub.at_hand("shop")

    run("shop", ("price",), act)


def test_a_caller_in_the_queue_who_never_rang_anywhere_hangs_up_too() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        mine = await world.first(desk)
        for _ in range(120):
            await world.pass_by(1)
            if len(world.hub.at_hand("cc")) > 1:
                break
        [other] = [one for one in world.hub.at_hand("cc") if one != mine]
        assert not (await world.hub.live(other)).opened
        await world.pass_by(80, beat=1)
        assert (await world.hub.live(other)).phase == "closed" and other not in world.hub.at_hand("cc")

    run("cc", ("refund", "order"), act)


def test_rude_words_are_minded_until_the_customer_hangs_up() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        talk = await world.first(desk)
        await world.say(desk, talk, GREETINGS["bank"])
        for _ in range(3):
            await world.hub.send(talk, i.Said(0, by="agent", text="你著急什麼，這事不歸我管。", to=3_000))
            await world.rest()
            await world.pass_by(16)
        assert world.talk(talk).over_by == "customer" and len(world.words(talk)) >= 4

    run("bank", ("complaint_agent",), act)


def test_a_customer_who_is_put_through_goes_on_with_the_colleague() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        other = world.desk("2")
        talk = await world.first(desk)
        await world.say(desk, talk, "早上好，赢盘实业小雨为您服务。请问有什么可以帮您的？")
        await world.say(desk, talk, "对不起，您的问题需要转接账务专席，请您稍等不要挂机，好吗？")
        await world.do(other, status(other, "idle"))
        await world.hub.put_through(talk, "2")
        await world.rest()
        leg = f"{talk}.2"
        assert world.crowd.mind(talk) is None and world.crowd.mind(leg) is not None
        assert await world.say(other, leg, "您好，我是账务专席小凯，您的退款三天之内到账。")
        assert world.talk(leg).agent == "2" and world.talk(talk).over_by == "transfer"

    run("cc", ("transfer",), act)


def test_stopped_nobody_hears_or_says_anything() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        talk = await world.first(desk)
        await world.crowd.stop()
        assert world.hub.watchers == []
        await world.do(desk, w.SaySomething(1, talk=talk, text=GREETINGS["bank"]))
        assert world.words(talk) == []

    run("bank", ("account",), act)
