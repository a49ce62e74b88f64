"""The port to the telephone, by contract, and the simulated line behind it."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from saywell.app.simulated_phone import Callee, SimulatedPhone
from saywell.conversation import inputs as i
from saywell.desk.phone import NoPhone, Telephony
from saywell.desk.talk import RangOut
from saywell.trainer.customer import Customer, Persona, Reply
from saywell.trainer.mind import Mind

CALLER = Persona(
    id="p",
    title={},
    begins="first",
    script=(Reply({"en": "Hello."}), Reply({"en": "Thank you."}, hang_up=True)),
    when_silent=(Reply({"en": "Are you there?"}),),
    holds=30_000,
    waits=20_000,
)


class Line:
    """A simulated phone, its clock, and what it reported."""

    def __init__(self) -> None:
        self.now = 0
        self.told: list[tuple[str, i.AnyInput | RangOut]] = []
        self.phone = SimulatedPhone(lambda: self.now)
        self.phone.connect(self.report)
        self.phone.place("t", Mind(Customer(CALLER), 0, phone=True, lang="en"))

    async def report(self, talk: str, got: i.AnyInput | RangOut) -> None:
        self.told.append((talk, got))

    async def until(self, now: int) -> list[i.AnyInput | RangOut]:
        """What is reported up to then, step by step."""
        self.told.clear()
        while self.now < now:
            self.now += 100
            await self.phone.step()
        return [got for _, got in self.told]


def phones() -> list[Telephony]:
    line = SimulatedPhone(lambda: 0)
    return [NoPhone(), line]


@pytest.mark.parametrize("phone", phones(), ids=lambda phone: type(phone).__name__)
def test_nothing_raises_for_a_line_that_is_gone(phone: Telephony) -> None:
    async def act() -> None:
        told: list[i.AnyInput | RangOut] = []

        async def report(talk: str, got: i.AnyInput | RangOut) -> None:
            told.append(got)

        phone.connect(report)
        for _ in range(2):
            await phone.answer("gone")
            await phone.hold("gone", True)
            await phone.mute("gone", False)
            await phone.transfer("gone", "2", "gone.2")
            await phone.hang_up("gone")
        assert told == []

    asyncio.run(act())


def test_the_caller_talks_once_it_is_answered_with_voice_around_the_words() -> None:
    async def act() -> None:
        line = Line()
        assert await line.until(1_000) == []
        await line.phone.answer("t")
        assert await line.until(5_000) == [
            i.Speech(4_000, by="customer", on=True),
            i.Said(4_000, by="customer", text="Hello.", to=4_600),
            i.Speech(4_600, by="customer", on=False),
        ]
        line.phone.hear("t", (), 5_000, 6_000)
        assert [type(got) for got in await line.until(12_000)] == [i.Speech, i.Said, i.Speech, i.HungUp]
        assert line.phone.lines() == []

    asyncio.run(act())


def test_nobody_talks_on_hold_and_who_is_held_too_long_hangs_up() -> None:
    async def act() -> None:
        line = Line()
        await line.phone.answer("t")
        await line.phone.hold("t", True)
        assert await line.until(29_900) == []
        assert await line.until(30_100) == [i.HungUp(30_000, by="customer")]

    asyncio.run(act())


def test_held_and_taken_back_the_caller_goes_on() -> None:
    async def act() -> None:
        line = Line()
        await line.phone.answer("t")
        await line.until(4_000)
        await line.phone.hold("t", True)
        assert await line.until(20_000) == []
        await line.phone.hold("t", False)
        line.phone.hear("t", {"agent.thanks_waiting"}, 20_000, 21_000)
        assert any(type(got) is i.Said and got.text == "Thank you." for got in await line.until(30_000))

    asyncio.run(act())


def test_muted_the_caller_still_talks_and_leaves_when_it_lasts() -> None:
    async def act() -> None:
        line = Line()
        await line.phone.answer("t")
        await line.phone.mute("t", True)
        assert any(type(got) is i.Said for got in await line.until(20_000))
        assert await line.until(31_000) == [i.HungUp(30_000, by="customer")]

    asyncio.run(act())


def test_put_through_the_line_belongs_to_the_new_conversation() -> None:
    async def act() -> None:
        line = Line()
        await line.phone.answer("t")
        await line.until(4_000)
        await line.phone.transfer("t", "2", "t.2")
        assert line.phone.lines() == ["t.2"]
        line.phone.hear("t", (), 5_000, 5_000)
        line.phone.hear("t.2", (), 5_000, 6_000)
        await line.until(12_000)
        assert {talk for talk, _ in line.told} == {"t.2"}
        assert any(type(got) is i.Said and got.text == "Thank you." for _, got in line.told)

    asyncio.run(act())


def test_after_the_agent_has_hung_up_nothing_comes_from_the_line() -> None:
    async def act() -> None:
        line = Line()
        await line.phone.answer("t")
        await line.phone.hang_up("t")
        assert await line.until(60_000) == []

    asyncio.run(act())


def test_whoever_is_rung_up_picks_up_and_says_hello_or_it_is_told_why_not() -> None:
    async def act() -> None:
        line = Line()
        called = msgspec.structs.replace(CALLER, direction="outbound")
        answers = {
            "1": Callee(3_000, mind=Mind(Customer(called), 0, phone=True, lang="en")),
            "2": Callee(2_000, "busy"),
        }

        async def exchange(talk: str, number: str) -> Callee:
            return answers[number]

        await line.phone.dial("none", "1")
        assert await line.until(100) == [RangOut(0, outcome="wrong_number")]
        line.phone.exchange = exchange
        await line.phone.dial("a", "1")
        await line.phone.dial("b", "2")
        await line.phone.dial("c", "2")
        await line.phone.hang_up("c")
        told = await line.until(5_000)
        assert told[:2] == [RangOut(2_100, outcome="busy"), i.Answered(3_100)]
        assert any(type(got) is i.Said and got.text == "Hello." and got.at == 3_800 for got in told)

    asyncio.run(act())


def test_a_caller_whom_nobody_answers_hangs_up() -> None:
    async def act() -> None:
        assert await Line().until(21_000) == [i.HungUp(20_000, by="customer")]

    asyncio.run(act())
