"""From the first word to the end in a real Chromium, with the clock moved on: a complaint, a lead and a repair."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from saywell.followup import campaigns as cp
from saywell.followup import inputs as f
from saywell.followup.decide import PREFIX
from saywell.followup.events import Customer
from saywell.kernel.time import HOUR, parse_rfc3339
from tests.pages.clocked import Clocked, clocked
from tests.pages.test_pages import Look, Somebody, browser, looks  # noqa: F401

HANS = Look("zh-Hans", "light")
Come = Callable[..., Somebody]


@pytest.fixture
def rent() -> Iterator[Clocked]:
    with clocked("rent") as made:
        yield made


@pytest.fixture
def come(browser: Browser, rent: Clocked) -> Iterator[Come]:  # noqa: F811
    """Somebody signs in; each has a browser of their own."""
    there: list[Somebody] = []

    def one(account: str, look: Look = HANS) -> Somebody:
        made = Somebody(browser, rent.port, look)
        made.context.set_default_timeout(30_000)
        made.sign_in(account)
        there.append(made)
        return made

    yield one
    for somebody in there:
        somebody.context.close()


def takes_a_call(agent: Somebody, rent: Clocked) -> str:
    """The agent answers the next call at the desk."""
    agent.go("/desk")
    agent.page.get_by_role("button").filter(has_text="空闲").first.click()
    talk = rent.call()
    agent.page.locator(".queue-row, .queue li, [class*=queue]").first.wait_for()
    expect(agent.page.get_by_text("王").first).to_be_visible()
    agent.page.keyboard.press("F9")
    expect(agent.page.locator(".form-head").first).to_be_visible()
    return talk


def files(agent: Somebody, form: str, values: dict[str, str]) -> None:
    """The agent fills in a form and files it."""
    head = agent.page.locator(".form-head").filter(has_text=form)
    try:
        # One that is wanted opens by itself.
        expect(head).to_have_attribute("aria-expanded", "true", timeout=3_000)
    except AssertionError:
        head.click()
    body = agent.page.locator("li.form").filter(has=head)
    for label, value in values.items():
        body.locator(".form-field").filter(has_text=label).locator(".field").fill(value)
    body.get_by_role("button", name="归档").click()
    expect(head.locator(".tag-green")).to_be_visible()


def presses(page: Page, key: str, text: str = "", field: str = "textarea") -> None:
    """A key that does something at once, or asks for a text first."""
    page.locator(".work-panel h2").wait_for()
    page.keyboard.press(key)
    if text:
        dialog = page.get_by_role("dialog")
        dialog.locator(field).first.fill(text)
        dialog.locator(".ant-btn-primary").click()
        expect(dialog).to_have_count(0)


def test_a_complaint_is_promised_filed_reminded_explained_and_answered(rent: Clocked, come: Come) -> None:
    agent, clerk = come("ann"), come("sal")
    talk = takes_a_call(agent, rent)
    rent.says(talk, "你们送货晚了两天,我要投诉!")
    rent.says(talk, "非常抱歉,我会在两个小时内给您回电答复。", by="agent")
    files(agent, "投诉登记", {"内容": "送货晚了两天", "客户": "王先生"})
    beside = agent.page.locator("section.panel").filter(has_text="承诺与工单")
    expect(beside.get_by_text("投诉").first).to_be_visible()
    agent.seen("desk-beside")
    id = f"{talk}-complaint"
    assert rent.work(id).owner == "3"

    clerk.go("/work")
    row = clerk.page.locator(f"[id='work-{id}']")
    expect(row).to_contain_text("待确认")
    clerk.page.keyboard.press("j")
    expect(clerk.page.locator(".work-panel")).to_contain_text("两个小时内给您回电")
    presses(clerk.page, "a")
    expect(row).not_to_contain_text("待确认")
    clerk.page.get_by_role("link", name="查看会话").click()
    expect(clerk.page.locator(".line-pointed")).to_contain_text("两个小时内")

    rent.later(2.1)
    leader = come("led")
    leader.go("/work")
    expect(leader.page.locator(".work-group-overdue")).to_contain_text("投诉")
    leader.seen("work-overdue")
    leader.go("/work?board=callback")
    expect(leader.page.locator(".work-rows")).to_contain_text("说明承诺尚无结果")
    leader.go("/wall")
    expect(leader.page.locator(".tile").filter(has_text="超时待办").locator(".tile-value")).to_have_text("1")
    leader.go(f"/work?board=ticket&id={id}")
    expect(leader.page.locator(".work-history")).to_contain_text("已超时")
    presses(leader.page, "r", "已查明原因,补偿一天租金")
    expect(leader.page.locator(".work-panel")).to_contain_text("未守约")
    work = rent.work(id)
    assert (work.status, work.kept) == ("closed", False)


def test_a_lead_is_dispatched_escalated_acknowledged_and_won(rent: Clocked, come: Come) -> None:
    agent = come("ann")
    talk = takes_a_call(agent, rent)
    rent.says(talk, "我们公司要租三台打印机。")
    files(agent, "租赁需求登记", {"单位": "华信", "货品": "打印机", "数量": "3"})
    id = f"{talk}-lead"
    assert (rent.work(id).owner, set(rent.work(id).clocks)) == ("3", {"acknowledge"})

    rent.later(26)
    leader = come("led")
    leader.go(f"/work?board=lead&id={id}")
    expect(leader.page.locator(".work-history")).to_contain_text("无人确认")
    assert rent.work(id).level in ("leader", "department")
    presses(leader.page, "a")
    expect(leader.page.locator(".work-history")).to_contain_text("已确认收到")
    leader.go(f"/work?board=lead&view=stages&id={id}")
    expect(leader.page.locator(".stage").nth(0)).to_contain_text("王")
    leader.page.locator(".work-panel h2").wait_for()
    leader.page.keyboard.press("]")
    expect(leader.page.locator(".stage").nth(1)).to_contain_text("王")
    leader.page.locator(f"[id='work-{id}']").drag_to(leader.page.locator(".stage").nth(3))
    expect(leader.page.locator(".stage").nth(3)).to_contain_text("王")
    assert rent.work(id).stage == "quoted"
    leader.seen("work-stages")
    leader.page.locator(f"[id='work-{id}']").drag_to(leader.page.locator(".stage").nth(5))
    dialog = leader.page.get_by_role("dialog")
    dialog.locator("input[type=number]").fill("12800")
    dialog.locator(".ant-btn-primary").click()
    expect(leader.page.locator(".work-history")).to_contain_text("成交")
    work = rent.work(id)
    assert (work.outcome, work.amount) == ("won", 12_800)


def test_a_repair_is_acknowledged_planned_visited_and_its_result_told(rent: Clocked, come: Come) -> None:
    agent, clerk = come("ann"), come("sal")
    talk = takes_a_call(agent, rent)
    rent.says(talk, "打印机坏了,一直卡纸。")
    files(agent, "设备维护单", {"设备": "打印机", "故障": "卡纸", "地址": "人民路 1 号"})
    id = f"{talk}-repair"
    clerk.go(f"/work?board=repair&id={id}")
    presses(clerk.page, "a")
    clerk.page.get_by_role("button", name="约定时间").click()
    dialog = clerk.page.get_by_role("dialog")
    dialog.locator("input[type=datetime-local]").fill("2026-11-18T15:00")
    dialog.locator(".ant-btn-primary").click()
    expect(clerk.page.locator(".work-clocks")).to_contain_text("上门")
    rent.later(30)
    clerk.sign_in("sal")
    clerk.go(f"/work?board=repair&id={id}")
    clerk.page.get_by_role("button", name="上门结果").click()
    dialog.locator("textarea").fill("换了搓纸轮")
    dialog.locator(".ant-btn-primary").click()
    expect(clerk.page.locator(".work-history")).to_contain_text("换了搓纸轮")
    clerk.go("/work?board=callback")
    expect(clerk.page.locator(".work-rows")).to_contain_text("告知上门结果")
    clerk.page.keyboard.press("j")
    clerk.page.get_by_role("button", name="通话结果").click()
    dialog.locator(".ant-select").first.click()
    clerk.page.locator(".ant-select-item-option").filter(has_text="已接通").click()
    dialog.locator(".ant-btn-primary").click()
    expect(clerk.page.locator(".work-rows")).to_contain_text("没有符合条件")
    clerk.go(f"/work?board=repair&id={id}")
    expect(clerk.page.locator(".work-panel")).to_contain_text("已办结")
    assert rent.work(id).status == "closed"


@pytest.mark.parametrize("look", looks(1, 2))
def test_the_boards_are_sound_in_every_look_and_many_are_done_at_once(rent: Clocked, come: Come, look: Look) -> None:
    async def seed() -> None:
        now = rent.clock()
        for n, (what, about, hours) in enumerate(
            [("lead", "展会用电脑二十台", 0), ("complaint", "送货晚了", 2), ("question", "押金怎么退", 30)]
        ):
            opening = f.Open(
                what=what, centre="rent", about=about, due=now + hours * HOUR if hours else None, owner="9",
                customer=Customer(id="p1", name="王先生", phone="13800138000"),
            )  # fmt: skip
            await rent.hub.works.send(PREFIX + f"w{n}", opening)
        for list_ in ("spring", "autumn"):
            made = cp.Made(0, centre="rent", title=list_, purpose="survey", origin="file", by="9")
            await rent.hub.campaigns.make(list_, made)
            customer = Customer(name=f"{list_} 王先生", phone="13800138000")
            await rent.hub.campaigns.add(list_, [cp.Entry(key="a", customer=customer)])
        await rent.hub.campaigns.step()

    rent.run(seed())
    leader = come("led", look)
    for name, path in (
        ("today", "/work"), ("ticket", "/work?board=ticket&id=w1"), ("stages", "/work?board=lead&view=stages"),
        ("callbacks", "/work?board=callback"), ("all", "/work?board=all&status=all"),
        ("week", "/work?board=calendar"), ("month", "/work?board=calendar&span=month"),
        ("departments", "/settings?part=departments"), ("calling", "/settings?part=calling"),
    ):  # fmt: skip
        leader.go(path)
        leader.seen(f"work-{name}")
    leader.go("/work?board=ticket")
    page = leader.page
    boxes = page.locator(".work-rows tbody input[type=checkbox]")
    expect(boxes).to_have_count(2)
    page.keyboard.press("Shift+X")
    expect(page.locator(".work-rows tbody input[type=checkbox]:checked")).to_have_count(2)
    presses_bulk(page)
    assert all(rent.work(f"w{n}").history[-1].__class__.__name__ == "Noted" for n in (1, 2))
    leader.go("/work?board=callback&campaign=spring")
    rows = page.locator(".work-rows tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("spring 王先生")
    page.locator(".work-choose").filter(has_text="spring").click()
    page.locator(".ant-select-item-option", has_text="autumn").click()
    expect(rows).to_contain_text("autumn 王先生")
    expect(page).to_have_url(re.compile("campaign=autumn"))


def presses_bulk(page: Page) -> None:
    """A note on all that are marked."""
    page.keyboard.press("n")
    dialog = page.get_by_role("dialog")
    dialog.locator("textarea").fill("see")
    dialog.locator(".ant-btn-primary").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".ant-message-success").first).to_be_visible()


def test_the_calendar_keeps_to_the_zone_of_the_centre(browser: Browser, rent: Clocked) -> None:  # noqa: F811
    """Whoever looks at it from the other side of the world sees the centre's days and hours."""
    at = parse_rfc3339(f"{rent.hub.calendar('rent').local_date(rent.clock() + 24 * HOUR)}T09:30:00+08:00")

    async def seed() -> None:
        opening = f.Open(what="question", centre="rent", about="押金怎么退", due=at, owner="9")
        await rent.hub.works.send(PREFIX + "zoned", opening)

    rent.run(seed())
    day = rent.hub.calendar("rent").local_date(at)
    for zone in ("America/Los_Angeles", "Pacific/Auckland"):
        leader = Somebody(browser, rent.port, HANS, zone=zone)
        leader.sign_in("led")
        leader.go(f"/work?board=calendar&day={day}&owner=9")
        item = leader.page.locator(".cal-item")
        expect(item).to_have_count(1)
        expect(item.locator(".num")).to_have_text("09:30")
        expect(leader.page.locator(".cal-day", has=item)).to_have_attribute("aria-label", re.compile(f"/{day.day}\\D"))
        leader.context.close()


def test_what_is_due_at_one_time_lies_side_by_side_and_nothing_is_typed_twice(rent: Clocked, come: Come) -> None:
    at = parse_rfc3339("2026-11-18T17:00:00+08:00")

    async def seed() -> None:
        for n in range(9):
            opening = f.Open(what="question", centre="rent", about=f"押金{n}", due=at, owner="9")
            await rent.hub.works.send(PREFIX + f"q{n}", opening)

    rent.run(seed())
    leader = come("led")
    leader.go("/work?board=calendar&day=2026-11-18")
    items = leader.page.locator(".cal-item")
    expect(items).to_have_count(4)
    boxes = [box for one in items.all() if (box := one.bounding_box())]
    tops = sorted((box["y"], box["y"] + box["height"]) for box in boxes)
    assert len(tops) == 4 and all(above[1] <= below[0] for above, below in pairwise(tops))
    expect(leader.page.locator(".cal-scale")).to_contain_text("17:00")
    leader.page.locator(".cal-rest").click()
    expect(leader.page.locator(".cal-all .cal-item")).to_have_count(5)
    leader.page.locator(".cal-all .cal-item").last.click()
    expect(leader.page.locator(".work-panel h2")).to_have_text("待答复的问题")
    leader.seen("calendar-full")

    leader.go("/work?board=ticket")
    leader.page.get_by_role("checkbox", name="全选").check()
    expect(leader.page.locator(".work-bulk")).to_contain_text("9")
    leader.page.get_by_role("checkbox", name="全选").uncheck()
    leader.page.get_by_role("button", name="新建").click()
    dialog = leader.page.get_by_role("dialog")
    expect(dialog.locator(".work-field").filter(has_text="客户")).to_have_count(1)
    dialog.locator("textarea").fill("送错货")
    dialog.locator(".work-field", has_text="客户").locator("input").fill("王先生")
    dialog.locator(".work-field", has_text="希望的处理").locator("input").fill("补发")
    dialog.locator(".ant-btn-primary").click()
    expect(leader.page.locator(".work-panel")).to_contain_text("补发")
    expect(leader.page.locator(".work-panel .work-fact").filter(has_text="王先生")).to_have_count(1)
    leader.go("/work?board=ticket&what=question")
    expect(leader.page.locator(".work-rows tbody tr")).to_have_count(9)
