"""What is said and written in a conversation stands in the ledger, once, and its clauses hear of what is done."""

from __future__ import annotations

from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.followup import inputs as f
from saywell.followup.decide import PREFIX
from saywell.followup.state import Work
from saywell.kernel.time import HOUR, MINUTE
from tests.desk.world import World, run, status


async def ledger(world: World) -> dict[str, Work]:
    names = await world.store.streams(PREFIX)
    return {name.removeprefix(PREFIX): (await world.hub.works.look(name)).state for name in names}


async def talking(world: World, person: str = "p1") -> str:
    desk = world.desk("1")
    await world.do(desk, status(desk, "idle"))
    id = await world.call(person=person)
    await world.do(desk, w.Take(2, talk=id))
    return id


async def says(world: World, id: str, text: str) -> None:
    await world.hub.send(id, i.Said(0, by="agent", text=text))
    await world.rest()


async def do(world: World, id: str, command: f.AnyInput) -> Work:
    done = await world.hub.works.send(PREFIX + id, command)
    await world.rest()
    return done.held.state


def test_an_answer_that_is_promised_is_a_question_with_that_clock() -> None:
    async def act(world: World) -> None:
        id = await talking(world)
        await world.customer(id, "你好，我姓王，我是你们的老客户了，一直都在你们这里存钱的。")
        await world.customer(id, "请问我的定期存款提前支取利息怎么算?")
        await world.customer(id, "那多久能答复我?")
        await says(world, id, "这个问题我需要核实,我会在两个工作小时内给您回电答复。")
        made = await ledger(world)
        assert list(made) == [f"{id}-question"]
        work = made[f"{id}-question"]
        assert work.opened is not None
        assert work.promised and work.due == world.clock() + 2 * HOUR
        assert work.opened.customer.name == "王先生" and work.owner == "1"
        assert work.opened.about == "请问我的定期存款提前支取利息怎么算?"
        assert (
            work.opened.source.words
            and work.opened.source.words in "这个问题我需要核实,我会在两个工作小时内给您回电答复。"
        )
        await says(world, id, "王先生,我会在两个工作小时内给您回电答复的。")
        assert list(await ledger(world)) == [f"{id}-question"]

    run(act, standard="cc")


def test_a_complaint_that_is_written_up_carries_the_promise_that_was_made_before() -> None:
    async def act(world: World) -> None:
        id = await talking(world)
        await says(world, id, "我会在两小时内给您回电。")
        await world.hub.send(id, i.FormFilled(0, form="complaint", fields={"text": "送错货", "customer": "王先生"}))
        await world.rest()
        made = await ledger(world)
        assert set(made) == {f"{id}-question", f"{id}-complaint"}
        assert (made[f"{id}-question"].outcome, made[f"{id}-question"].into) == ("carried", f"{id}-complaint")
        assert made[f"{id}-question"].clocks == {}
        ticket = made[f"{id}-complaint"]
        assert ticket.due == world.clock() + 2 * HOUR and ticket.fields["text"] == "送错货"
        await says(world, id, "我会在三小时内给您回电。")
        made = await ledger(world)
        assert len(made) == 2
        assert made[f"{id}-complaint"].due == world.clock() + 3 * HOUR
        assert sum("due" in one.clocks for one in made.values()) == 1

    run(act, standard="shop")


def test_what_is_promised_while_the_customer_waits_is_not_work() -> None:
    async def act(world: World) -> None:
        id = await talking(world)
        await says(world, id, "请您稍等一分钟,我帮您查一下。")
        await world.customer(id, "好的,我下午三点再打给你。")
        assert await ledger(world) == {}

    run(act)


def test_a_lead_is_passed_on_confirmed_and_its_clauses_hear_of_it() -> None:
    async def act(world: World) -> None:
        id = await talking(world)
        fields = {"company": "华信", "item": "打印机", "quantity": "3", "phone": "13800138000"}
        await world.hub.send(id, i.FormFilled(0, form="lead", fields=fields))
        await world.rest()
        work = (await ledger(world))[f"{id}-lead"]
        assert set(work.clocks) == {"acknowledge"}
        told = [one.what for one in (await world.hub.live(id)).inputs if type(one) is i.Done]
        assert told == ["lead_dispatched"]
        work = await do(world, f"{id}-lead", f.Acknowledge("7"))
        assert work.acknowledged == world.clock() and set(work.clocks) == {"status"}
        work = await do(world, f"{id}-lead", f.Stage("7", stage="quoted", amount=12_000))
        assert (work.stage, work.amount) == ("quoted", 12_000)
        work = await do(world, f"{id}-lead", f.Stage("7", stage="won"))
        assert (work.outcome, work.clocks) == ("won", {})
        told = [one.what for one in (await world.hub.live(id)).inputs if type(one) is i.Done]
        assert told == ["lead_dispatched", "lead_acknowledged", "followed_up", "followed_up", "lead_closed"]

    run(act, standard="rent")


def test_a_lead_that_nobody_confirms_goes_up() -> None:
    async def act(world: World) -> None:
        id = await talking(world)
        await world.hub.send(id, i.FormFilled(0, form="lead", fields={"company": "华信"}))
        await world.rest()
        # From ten in the morning two working hours end at noon.
        await world.later(2 * HOUR / 1000)
        work = (await ledger(world))[f"{id}-lead"]
        assert work.level == "leader" and "acknowledge" in work.clocks and work.acknowledged is None

    run(act, standard="rent")


def test_a_promise_without_a_result_is_explained_by_a_call_at_its_deadline() -> None:
    async def act(world: World) -> None:
        id = await talking(world)
        await says(world, id, "我会在两个工作小时内给您回电答复。")
        await world.later(90 * MINUTE / 1000)
        work = (await ledger(world))[f"{id}-question"]
        assert "due" in work.reminded and not work.late
        await world.later(30 * MINUTE / 1000)
        made = await ledger(world)
        assert made[f"{id}-question"].late and made[f"{id}-question"].kept is False
        [call] = [one for name, one in made.items() if "-explain-" in name]
        assert call.opened is not None and call.opened.kind == "callback"
        assert (call.opened.of, call.opened.about) == (f"{id}-question", "promise")
        assert call.due is not None and call.due > world.clock()
        await do(world, call.id, f.Try("1", outcome="reached"))
        told = [one.what for one in (await world.hub.live(id)).inputs if type(one) is i.Done]
        assert told == ["explained"]

    run(act, standard="cc")


def test_an_answer_in_time_keeps_the_promise_and_the_clause_hears_of_it() -> None:
    async def act(world: World) -> None:
        id = await talking(world)
        await says(world, id, "我会在两个工作小时内给您回电答复。")
        await world.later(60 * MINUTE / 1000)
        work = await do(world, f"{id}-question", f.Answer("1", text="利息按活期计算"))
        assert (work.kept, work.status) == (True, "closed")
        told = [one.what for one in (await world.hub.live(id)).inputs if type(one) is i.Done]
        assert told == ["answered_customer"]
        await world.later(24 * 3600)
        assert not any("-explain-" in name for name in await ledger(world))

    run(act, standard="cc")
