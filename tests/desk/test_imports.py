"""Files that are brought in: what becomes what, what cannot be used, once is enough, the way back."""

from __future__ import annotations

import pytest

from saywell.desk.customer import Who
from saywell.desk.door import Doors
from saywell.desk.imports.fields import Kind
from saywell.desk.imports.process import Began, Import, Imports, Seen
from saywell.desk.shops.kept import KeptBook
from saywell.desk.wire import Person
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
CONTACTS = (
    "客户号,姓名,手机,邮箱,等级,勿扰,城市\n"
    "C1,王强,13800138000,wang@example.com,VIP,否,北京\n"
    ",李女士,139 0013 9000/62223344,li@example.com,A;B,是,上海\n"
    ",欧阳小红,1.38E+10,,,,\n"
    ",陈先生,,not an address,,,\n"
    ",,,,,,广州\n"
)
ORDERS = (
    "订单号,下单时间,付款时间,商品,数量,实发商品,快递公司,运单号,发货时间,物流时间,物流地点,手机,客户号\n"
    "A1,2026-11-14 10:00,2026-11-14 10:01,4平方铜线,1,2.5平方铜线,顺丰,SF1,2026-11-15,2026-11-16 10:00,南京,,C1\n"
    "A1,2026-11-14 10:00,2026-11-14 10:01,4平方铜线,1,,顺丰,SF1,2026-11-15,2026-11-17 9:00,北京,,C1\n"
    "A2,2026-11-17 09:00,,被子,2,,,,,,,13900139000,\n"
    "A3,昨天,,枕头,2,,,,,,,13900139000,\n"
    "A3,2026-11-17,,被套,2,,,,,,,13900139000,\n"
)


async def bring(world: World, kind: Kind, text: str | bytes, id: str = "i1") -> Import:
    """Bring a file in, as a server does."""
    raw = text if isinstance(text, bytes) else text.encode("gb18030")
    imports = Imports(world.hub)
    sort = await imports.sort(world.centre, kind, raw, "old.csv", {})
    await imports.begin(id, Began(at=0, centre=world.centre, kind=kind, name="old.csv", by="9"), raw, sort)
    done = await imports.finish(id)
    await world.rest()
    return done


async def seen(world: World, kind: Kind, text: str) -> Seen:
    """What would become of a file."""
    imports = Imports(world.hub)
    return await imports.look(await imports.sort(world.centre, kind, text.encode(), "new.csv", {}))


async def back(world: World, id: str) -> Import:
    """Take an import back."""
    imports = Imports(world.hub)
    await imports.undo(id, "9")
    done = await imports.finish(id)
    await world.rest()
    return done


def counts(one: Import | Seen) -> tuple[int, int, int, int]:
    return one.new, one.changed, one.same, one.faulty


# -- tickets and old conversations -----------------------------------------------------------------------------------


def test_rows_become_tickets_once_and_what_cannot_be_used_is_told_with_its_row() -> None:
    async def act(world: World) -> None:
        found = await seen(world, "tickets", TICKETS)
        assert counts(found) == (2, 0, 0, 2)
        assert [(one.row, one.faults[0].code) for one in found.wrong] == [(4, "number"), (5, "text")]
        assert found.wrong[0].cells[0] == "T3" and all(one.told("zh-Hant")[1] for one in found.wrong)
        made = await bring(world, "tickets", TICKETS)
        assert (made.state, *counts(made)) == ("done", 2, 0, 0, 2)
        first, second = [(await world.hub.works.look(step.stream)).state for _, step in found.steps]
        assert first.opened is not None and second.opened is not None
        assert (first.opened.what, first.status, first.fields["门店"]) == ("complaint", "closed", "旺角")
        assert (second.opened.what, second.status, second.opened.customer.phone) == ("question", "open", "13900139000")
        assert counts(await bring(world, "tickets", TICKETS, "i2")) == (0, 0, 2, 2)

    run(act)


def test_an_import_is_taken_back_but_for_what_somebody_changed_since() -> None:
    async def act(world: World) -> None:
        await bring(world, "tickets", TICKETS)
        streams = [one for one in await world.store.streams(PREFIX) if "import-" in one]
        await world.later(30 * 24 * 3600)
        touched = next(
            [one for one in streams if (await world.hub.works.look(one)).state.closed is None].__iter__()
        )  # fmt: skip
        await world.hub.works.send(touched, f.Note("1", text="已联系客户"))
        await world.rest()
        undone = await back(world, "i1")
        assert (undone.state, undone.kept) == ("undone", (3,))
        assert [one for one in await world.store.streams(PREFIX) if "import-" in one] == [touched]
        for id, code in (("i1", "imports.undone"), ("none", "imports.nothing")):
            with pytest.raises(SaywellError) as caught:
                await Imports(world.hub).undo(id, "9")
            assert caught.value.code == code

    run(act)


def test_old_chats_are_conversations_that_are_scored_and_can_be_taken_back() -> None:
    async def act(world: World) -> None:
        made = await bring(world, "chats", CHATS)
        assert (made.new, made.parts) == (2, 2)
        streams = await world.store.streams("talk/import-")
        shown = [await world.hub.refresh(stream.removeprefix("talk/")) for stream in streams]
        assert [one.phase for one in shown] == ["closed", "closed"]
        assert all(one.score is not None for one in shown)
        bad = next(one for one in shown if any(entry.text == "不知道。" for entry in one.entries.values()))
        assert bad.broken >= 1 and bad.arrived < world.clock()
        assert counts(await bring(world, "chats", CHATS, "i2")) == (0, 0, 2, 0)
        assert (await back(world, "i1")).kept == () and await world.store.streams("talk/import-") == []

    run(act, standard="shop")


# -- customers -------------------------------------------------------------------------------------------------------


def test_customers_become_cards_that_the_desk_finds_and_are_matched_when_they_come_again() -> None:
    async def act(world: World) -> None:
        made = await bring(world, "contacts", CONTACTS)
        assert counts(made) == (2, 0, 0, 3)
        book = KeptBook(world.store)
        for id, phone in (("C1", ""), ("c1", ""), ("wang@example.com", ""), ("", "+86 138-0013-8000")):
            person = await book.person("bank", id, phone)
            assert (person.id, person.surname, person.phone, person.tags) == ("C1", "王", "13800138000", ("VIP",))
            assert person.fields == {"城市": "北京"} and not person.never
        other = await book.person("bank", "", "0086 13900139000")
        assert (other.surname, other.title, other.phones, other.never) == ("李", "女士", ("62223344",), True)
        assert set(world.hub.campaigns.never("bank")) == {"13900139000", "62223344"}
        assert await book.person("bank", "", "13700137000") == Person() and await book.person("shop", "C1") == Person()
        # By e-mail, by account, by telephone: the same card; another customer number is somebody else.
        more = (
            "姓名,客户号,电话,邮箱,账号\n"
            "王强,C1,13800138001,,6222\n"
            "李女士,C2,,LI@example.com,\n"
            "张三,C3,13800138000,,\n"
            "王强,C1,+86 13800138000,,\n"
        )
        found = await seen(world, "contacts", more)
        assert [one.verdict for _, one in found.steps] == ["changed", "changed", "new", "same"]
        assert {field: (old, new) for field, old, new in found.steps[0][1].changes} == {
            "phones": ("13800138000", "13800138001, 13800138000"), "accounts": ("", "6222"),
        }  # fmt: skip
        assert counts(await bring(world, "contacts", more, "i2")) == (1, 2, 1, 0)
        assert counts(await bring(world, "contacts", more, "i3")) == (0, 0, 4, 0)
        assert (await book.person("bank", "6222")).phones == ("13800138000",)
        assert (await book.person("bank", "", "13900139000")).id == "C2"

    run(act)


def test_what_an_import_did_to_customers_is_taken_back_in_any_order() -> None:
    async def act(world: World) -> None:
        await bring(world, "contacts", CONTACTS)
        before = await KeptBook(world.store).person("bank", "C1")
        await bring(world, "contacts", "客户号,姓名,手机,城市\nC1,王强,13611112222,天津\nC9,赵六,13711112222,\n", "i2")
        assert (await KeptBook(world.store).person("bank", "C1")).fields == {"城市": "天津"}
        assert (await back(world, "i2")).kept == ()
        book = KeptBook(world.store)
        assert await book.person("bank", "C1") == before and await book.person("bank", "C9") == Person()
        assert await book.person("bank", "", "13611112222") == Person()
        # Changed by a later import: the row is told, the card stays.
        await bring(world, "contacts", "客户号,姓名,手机,城市\nC1,王强,,深圳\n", "i3")
        undone = await back(world, "i1")
        assert (undone.state, undone.kept) == ("undone", (2,))
        assert (await book.person("bank", "C1")).fields == {"城市": "深圳"}
        assert await book.person("bank", "", "13900139000") == Person()
        assert world.hub.campaigns.never("bank").numbers == {}

    run(act)


def test_no_import_takes_anybody_off_the_list_of_those_who_are_not_called() -> None:
    async def act(world: World) -> None:
        await bring(world, "contacts", "姓名,手机,勿扰\n王,13800138000,是\n")
        await bring(world, "contacts", "姓名,手机,勿扰\n王,13800138000,否\n", "i2")
        assert "13800138000" in world.hub.campaigns.never("bank")
        assert (await KeptBook(world.store).person("bank", "", "13800138000")).never

    run(act)


# -- orders ----------------------------------------------------------------------------------------------------------


def test_rows_become_orders_with_goods_parcel_and_its_way_and_a_later_file_refreshes_them() -> None:
    async def act(world: World) -> None:
        await bring(world, "contacts", CONTACTS, "c")
        made = await bring(world, "orders", ORDERS)
        assert (*counts(made), made.rows) == (2, 0, 0, 2, 5)
        book = KeptBook(world.store)
        order = await book.find("bank", "tracking", "sf1")
        assert order is not None and (order["id"], order["customer_id"], order["customer"]) == ("A1", "C1", "王")
        assert [one["item"] for one in order["lines"]] == ["4平方铜线"]
        assert [one["place"] for one in order["events"]] == ["南京", "北京"]
        assert world.hub.judge("bank", order)["differs"][0]["kind"] == "wrong"
        assert [one["id"] for one in (await book.person("bank", "C1")).orders] == ["A1"]
        wanted = await book.orders_wanting("bank", "unpaid", world.clock())
        assert [(one["id"], one["customer"], one["phone"]) for one in wanted] == [("A2", "李女士", "13900139000")]
        assert counts(await bring(world, "orders", ORDERS, "i2")) == (0, 0, 2, 2)
        news = "订单号,付款时间,物流时间,物流地点\nA2,2026-11-17 09:30,,\nA1,,2026-11-17 18:00,已签收\n"
        assert counts(await bring(world, "orders", news, "i3")) == (0, 2, 0, 0)
        order = await book.find("bank", "order", "a-1")
        assert order is not None and [one["place"] for one in order["events"]] == ["南京", "北京", "已签收"]
        assert len(order["lines"]) == 1 and await book.orders_wanting("bank", "unpaid", world.clock()) == []
        await back(world, "i3")
        assert len(await book.orders_wanting("bank", "unpaid", world.clock())) == 1
        assert (await back(world, "i1")).kept == () and await book.find("bank", "order", "A1") is None

    run(act)


def test_goods_of_an_order_that_stand_apart_in_a_file_come_together() -> None:
    async def act(world: World) -> None:
        text = "订单号,商品,数量\nA1,被子,1\nA2,枕头,1\nA1,被套,2\n"
        await bring(world, "orders", text)
        book = KeptBook(world.store)
        order = await book.find("bank", "order", "A1")
        assert order is not None and [one["item"] for one in order["lines"]] == ["被子", "被套"]
        assert counts(await bring(world, "orders", "订单号,商品,数量\nA1,枕套,4\n", "i2")) == (0, 1, 0, 0)
        order = await book.find("bank", "order", "A1")
        assert order is not None and [one["item"] for one in order["lines"]] == ["枕套"]

    run(act)


# -- what a customer asks for ----------------------------------------------------------------------------------------


def test_cards_and_orders_are_shown_and_erased_with_all_else_that_is_kept_of_a_customer() -> None:
    async def act(world: World) -> None:
        await bring(world, "contacts", CONTACTS, "c")
        await bring(world, "orders", ORDERS)
        privacy = Doors(world.hub, world.access).privacy
        shown = await privacy.show("bank", Who(phone="8613800138000"))
        assert (shown.counts["contacts"], shown.counts["orders"]) == (1, 1)
        told = await privacy.export("bank", Who(id="C1"))
        assert told["contacts"][0]["name"] == "王强" and told["orders"][0]["tracking"] == "SF1"
        await privacy.erase("bank", Who(phone="13800138000"))
        book = KeptBook(world.store)
        assert await book.person("bank", "C1") == Person() and await book.find("bank", "order", "A1") is None
        left = b"".join([one.body for one in await world.store.follow(0, 100_000)]).decode()
        for text in ("13800138000", "wang@example.com", "王强", "SF1"):
            assert text not in left, text
        assert (await book.person("bank", "", "13900139000")).orders[0]["id"] == "A2"

    run(act)
