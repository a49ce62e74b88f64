"""What to ask next while a form is being filled, where no line of the standard asks it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import get_args

import pytest

from saywell.conversation.inputs import Purpose
from saywell.desk import chat
from saywell.desk import wire as w
from saywell.desk.asks import Desk
from tests.desk.world import World, run, status

OPENING = "您好，凌雄租赁，很高兴为您服务，请问有什么可以帮您？"


def talking(act: Callable[[World, Desk, str], Awaitable[None]]) -> None:
    """A customer of the rental firm is on the line of an agent."""

    async def whole(world: World) -> None:
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        id = await world.call()
        await world.do(desk, w.Take(1, talk=id))
        await act(world, desk, id)

    run(whole, standard="rent")


def test_a_rental_need_is_asked_for_field_by_field_until_nothing_is_left() -> None:
    async def act(world: World, desk: Desk, id: str) -> None:
        await world.do(desk, w.SaySomething(2, talk=id, text=OPENING))
        asked: list[str] = []
        assert not any(one.line.startswith("ask.") for one in world.talk(id).say)
        await world.customer(id, "你好，我们想租二十台笔记本电脑")
        for number in range(8):
            line = next((one for one in world.talk(id).say if one.line.startswith("ask.lead.")), None)
            if line is None:
                break
            assert line.clauses == ("rent-4.6.4", "rent-4.4.1") and set(line.texts) == {"zh-Hans", "zh-Hant", "en"}
            asked.append(line.line.removeprefix("ask.lead."))
            world.clock.at += 3000
            await world.do(desk, w.SaySomething(10 + number, talk=id, text=line.texts["zh-Hans"]))
            await world.customer(id, "嗯，好的。")
        assert asked[0] == "company" and {"days", "phone"} <= set(asked)
        assert len(asked) == len(set(asked)) and "item" not in asked
        assert not any(one.line.startswith("ask.") for one in world.talk(id).say)

    talking(act)


def test_what_is_written_into_the_form_is_not_asked_for() -> None:
    async def act(world: World, desk: Desk, id: str) -> None:
        await world.customer(id, "你好，我们想租二十台笔记本电脑")
        await world.do(desk, w.FillForm(2, talk=id, form="lead", values={"company": "远航", "quantity": "20"}))
        lines = [one.line for one in world.talk(id).say if one.line.startswith("ask.")]
        assert lines and lines[0] not in ("ask.lead.company", "ask.lead.quantity")
        whole_form = dict.fromkeys(("company", "item", "quantity", "from", "days", "phone"), "x")
        await world.do(desk, w.FillForm(3, talk=id, form="lead", values=whole_form, file=True))
        assert not any(one.line.startswith("ask.lead") for one in world.talk(id).say)

    talking(act)


def test_a_form_that_the_conversation_is_about_is_wanted_and_takes_what_was_said_and_answered() -> None:
    async def act(world: World, desk: Desk, id: str) -> None:
        await world.customer(id, "你好")
        assert not any(form.wanted for form in world.talk(id).forms.values())
        await world.customer(id, "我们公司下周开会，想租三台投影仪")
        assert next(iter(world.talk(id).forms)) == "lead" and world.talk(id).forms["lead"].wanted
        await world.do(desk, w.SaySomething(2, talk=id, text="请问您的公司名称是？"))
        await world.customer(id, "你问这个干嘛？")
        assert "company" not in world.talk(id).forms["lead"].suggested
        await world.do(desk, w.SaySomething(3, talk=id, text="请问您的公司名称是？"))
        await world.customer(id, "远航科技")
        await world.customer(id, "下周三开始，租五天")
        heard = world.talk(id).forms["lead"].suggested
        assert {
            "company": "远航科技",
            "quantity": "三台",
            "from": "下周三",
            "days": "五天",
        }.items() <= heard.items()
        filed = {**heard, "phone": "13900001111"}
        await world.do(desk, w.FillForm(4, talk=id, form="lead", values=filed, file=True))
        assert not world.talk(id).forms["lead"].wanted

    talking(act)


@pytest.mark.parametrize("standard", ["bank", "shop", "rent", "etq", "cc"])
def test_every_call_to_a_customer_has_its_first_words_whatever_it_is_about(standard: str) -> None:
    async def act(world: World) -> None:
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        for number, purpose in enumerate(get_args(Purpose)):
            done = await world.do(desk, w.CallOut(number, purpose=purpose, person="p1"))
            first = world.talk(done.result).say[0]
            assert "王先生" in first.texts["zh-Hant"] and "customer_name" not in first.open, (purpose, first)
            await world.do(desk, w.Press(20 + number, talk=done.result, key="hang_up"))
            await world.do(desk, w.Press(40 + number, talk=done.result, key="wrapped_up"))

    run(act, standard=standard)


def test_a_form_proposes_the_name_that_was_given_before_the_first_word() -> None:
    async def whole(world: World) -> None:
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        came = await chat.begin(world.hub, chat.Start(centre="rent", name="高远", message="你好，我想提个建议"))
        await world.rest()
        await world.do(desk, w.Take(1, talk=came.id))
        proposed = world.talk(came.id).forms["suggestion"].suggested
        assert proposed["customer"] == "高远"

    run(whole, standard="rent")
