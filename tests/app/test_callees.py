"""Customers of the demonstration who are rung up: some answer, some do not, and the same after a restart."""

from __future__ import annotations

from tests.app.test_crowd import Crowded, run

from saywell.app.callees import Callees
from saywell.desk import wire as w
from saywell.desk.asks import Desk

OPENING = "您好！请问您是陈先生吗？我是汇安银行的客服代表，您现在方便接听电话吗？"


async def call(world: Crowded, desk: Desk, **odds: int) -> str:
    """Ring up the bank's first customer; time goes by until it is decided, and hello was said."""
    callees = Callees(world.hub, odds)
    await callees.start()
    done = await world.do(desk, w.CallOut(1, purpose="consultation", person="b1"))
    talk = str(done.result)
    for _ in range(25):
        if world.talk(talk).phase == "dialling":
            await world.pass_by(1)
    await world.pass_by(3)
    return talk


def test_the_customer_who_has_time_answers_to_the_end() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        talk = await call(world, desk, called=1)
        assert world.talk(talk).phase == "live" and world.words(talk) == ["喂，你好？"]
        assert await world.say(desk, talk, OPENING) == ["是我，方便的，你說。"]
        said = await world.say(desk, talk, "关于您上次咨询的问题，经核实，您的信用卡年费刷满六次之后就可以减免。")
        assert said == ["好的，知道了，謝謝你們跟進。"]
        await world.say(desk, talk, "如有需要，请及时与我们联系，再见！", seconds=20)
        shown = world.talk(talk)
        assert shown.phase == "wrap_up" and shown.over_by == "customer" and shown.heard == "reached"
        assert shown.score is not None and shown.score.total == 100

    run("bank", ("none",), act)


def test_what_else_may_come_of_it_is_heard() -> None:
    for persona, outcome in (
        ("called_away", "not_home"), ("called_wrongly", "wrong_person"), ("called_busy", "not_now"),
        ("called_unwilling", "refused"),
    ):  # fmt: skip

        async def act(world: Crowded, desk: Desk, persona: str = persona, outcome: str = outcome) -> None:
            talk = await call(world, desk, **{persona: 1})
            await world.say(desk, talk, OPENING)
            await world.say(desk, talk, "不好意思打扰您了，如有需要，请及时与我们联系。")
            await world.say(desk, talk, "好的，再见！", seconds=30)
            assert (world.talk(talk).phase, world.talk(talk).heard) == ("wrap_up", outcome), world.words(talk)
            assert world.talk(talk).missed == 0

        run("bank", ("none",), act)


def test_lines_that_are_busy_or_ring_in_vain() -> None:
    for outcome in ("busy", "no_answer"):

        async def act(world: Crowded, desk: Desk, outcome: str = outcome) -> None:
            assert world.talk(await call(world, desk, **{outcome: 1})).heard == outcome

        run("bank", ("none",), act)

    async def stranger(world: Crowded, desk: Desk) -> None:
        await Callees(world.hub).start()
        done = await world.do(desk, w.CallOut(1, purpose="other", number="00000000"))
        await world.pass_by(5)
        assert world.talk(str(done.result)).heard == "wrong_number"

    run("bank", ("none",), stranger)


def test_a_call_that_rings_or_runs_goes_on_after_a_restart() -> None:
    async def act(world: Crowded, desk: Desk) -> None:
        callees = Callees(world.hub, {"called": 1})
        await callees.start()
        talk = str((await world.do(desk, w.CallOut(1, purpose="consultation", person="b1"))).result)
        for rings in (True, False):
            await callees.stop()
            await world.close()
            world.again()
            await world.open()
            callees = Callees(world.hub, {"called": 1})
            await callees.start()
            desk = world.desk("1")
            if rings:
                await world.pass_by(12)
                assert world.words(talk) == ["喂，你好？"]
        assert await world.say(desk, talk, OPENING) == ["是我，方便的，你說。"]

    run("bank", ("none",), act)
