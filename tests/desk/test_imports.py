"""Tickets and old conversations out of files: what becomes what, what cannot be used, once is enough, the way back."""

from __future__ import annotations

import pytest

from saywell.desk import imports as im
from saywell.desk.imports import Imports, Made, read_file
from saywell.followup import inputs as f
from saywell.followup.decide import PREFIX
from saywell.kernel.errors import SaywellError
from tests.desk.world import World, run

TICKETS = (
    "工单编号,类型,客户姓名,联系电话,问题描述,状态,处理结果,门店\n"
    "T1,投诉,王先生,13800138000,误扣手续费,已结案,已退还,旺角\n"
    "T2,咨询,李女士,13900139000,定期利率,处理中,,中环\n"
    "T3,建议,陈先生,call me,多开一个柜台,处理中,,\n"
    "T4,投诉,周女士,,,处理中,,\n"
)
CHATS = (
    "会话编号,时间,角色,内容\n"
    "7,2026-11-10 10:00:00,客户,你好，我的订单什么时候发货？\n"
    "7,2026-11-10 10:00:09,客服,您好，很高兴为您服务，我马上帮您查询。\n"
    "8,2026-11-11 09:00:00,客户,在吗？\n"
    "8,2026-11-11 09:00:05,客服,不知道。\n"
)
ZONE = "Asia/Shanghai"


async def bring(world: World, kind: im.Kind, text: str, id: str = "i1") -> Made:
    found = read_file(world.centre, kind, text.encode("gb18030"), "old.csv", {}, ZONE)
    made = await Imports(world.hub).make(id, Made(at=0, centre=world.centre, kind=kind, name="old.csv", by="9"), found)
    await world.rest()
    return made


def test_rows_become_tickets_once_and_what_cannot_be_used_is_told_with_its_row() -> None:
    async def act(world: World) -> None:
        found = read_file("bank", "tickets", TICKETS.encode("big5", errors="replace"), "x.csv", {}, ZONE)
        assert found.encoding
        found = read_file("bank", "tickets", TICKETS.encode("gb18030"), "x.csv", {}, ZONE)
        assert [(one.row, one.code) for one in found.wrong] == [(4, "number"), (5, "text")]
        assert found.wrong[0].cells[0] == "T3" and all(one.told("zh-Hant")[1] for one in found.wrong)
        made = await bring(world, "tickets", TICKETS)
        assert (len(made.streams), made.faulty) == (2, 2)
        first, second = [(await world.hub.works.look(PREFIX + one.id)).state for one in found.tickets]
        assert first.opened is not None and second.opened is not None
        assert (first.opened.what, first.status, first.fields["门店"]) == ("complaint", "closed", "旺角")
        assert (second.opened.what, second.status, second.opened.customer.phone) == ("question", "open", "13900139000")
        again = await bring(world, "tickets", TICKETS, "i2")
        assert (again.streams, again.changed) == ((), 0)
        assert await Imports(world.hub).known(found) == 2

    run(act)


def test_an_import_is_taken_back_but_for_what_somebody_changed_since() -> None:
    async def act(world: World) -> None:
        made = await bring(world, "tickets", TICKETS)
        await world.later(30 * 24 * 3600)
        touched = made.streams[1][0]
        await world.hub.works.send(touched, f.Note("1", text="已联系客户"))
        await world.rest()
        imports = Imports(world.hub)
        undone = await imports.undo("i1", "9")
        assert undone.kept == (touched,)
        assert await world.store.read(made.streams[0][0]) == [] and await world.store.read(touched)
        [one] = await imports.list("bank")
        assert one.undone is not None and one.undone.kept == (touched,)
        for id, code in (("i1", "imports.undone"), ("none", "imports.nothing")):
            with pytest.raises(SaywellError) as caught:
                await imports.undo(id, "9")
            assert caught.value.code == code

    run(act)


def test_old_chats_are_conversations_that_are_scored_and_can_be_taken_back() -> None:
    async def act(world: World) -> None:
        made = await bring(world, "chats", CHATS)
        assert len(made.streams) == 2
        shown = [await world.hub.refresh(stream.removeprefix("talk/")) for stream, _ in made.streams]
        assert [one.phase for one in shown] == ["closed", "closed"]
        assert all(one.score is not None for one in shown)
        bad = next(one for one in shown if any(entry.text == "不知道。" for entry in one.entries.values()))
        assert bad.broken >= 1 and bad.arrived < world.clock()
        assert (await bring(world, "chats", CHATS, "i2")).streams == ()
        undone = await Imports(world.hub).undo("i1", "9")
        await world.rest()
        assert undone.kept == () and await world.store.streams("talk/import-") == []

    run(act, standard="shop")
