"""Orders in a real Chromium: a shop connected and tested, wrong goods sent again, a shop that does not answer, surveys
edited, numbers that are not called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.server import post, saywell, serving
from tests.desk.shop import DEMO, behind_http, in_sqlite
from tests.pages.test_pages import PASSWORD, Look, Somebody, browser, looks  # noqa: F401
from tests.pages.test_people import words


class Shop:
    """A server whose centre has a database of orders beside it."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = port
        url = in_sqlite(folder / "shop.sqlite")
        self.connector: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(DEMO, url=url, timeout_s=20.0))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    place = tmp_path_factory.mktemp("orders")
    folder = str(place / "data")
    saywell("centre", "shop", "-s", "shop", "--company", "科信", "--always-open", "--data", folder)
    for name, role in (("min", "agent"), ("lead", "leader"), ("root", "admin")):
        roles = ("--role", role, "--role", "author") if role == "admin" else ("--role", role)
        saywell(
            "account", name, *roles, "--centre", "shop", "--shown", name, "--password-from", "-", "--data", folder,
            text=PASSWORD,
        )  # fmt: skip
    with serving(Path(folder)) as (_, port):
        yield Shop(port, place)


class Worker(Somebody):
    """Somebody of the shop, who can ask the server too."""

    def __init__(self, browser: Browser, shop: Shop, look: Look, account: str) -> None:  # noqa: F811
        super().__init__(browser, shop.port, look)
        got = self.context.request.post(
            f"{self.base}/api/sign-in", data={"account": account, "password": PASSWORD, "locale": look.locale}
        )
        assert got.ok, got.text()
        self.csrf, self.say = got.json()["csrf"], words(look)

    def put(self, path: str, body: Any) -> Any:
        got = self.context.request.put(f"{self.base}/api/{path}", data=body, headers={"x-csrf": self.csrf})
        assert got.ok, got.text()
        return got.json()

    def get(self, path: str) -> Any:
        return self.context.request.get(f"{self.base}/api/{path}").json()


def connect(browser: Browser, shop: Shop, look: Look, connector: dict[str, Any]) -> None:  # noqa: F811
    admin = Worker(browser, shop, look, "root")
    admin.put("centres/shop/connector", {"connector": connector})
    admin.context.close()


@pytest.mark.parametrize("look", looks(0, 1))
def test_an_administrator_connects_the_shop_and_tests_it(browser: Browser, shop: Shop, look: Look) -> None:  # noqa: F811
    admin = Worker(browser, shop, look, "root")
    admin.put("centres/shop/connector", {"connector": {**shop.connector, "on": True}})
    admin.go("/settings?part=shop")
    page, say = admin.page, admin.say
    page.get_by_label(say["shop.try_order"]).fill("KX20261115")
    page.get_by_role("button", name=say["shop.try_do"]).click()
    answers = page.locator(".shop-answer")
    expect(answers).to_have_count(4)
    expect(answers.first).to_contain_text("KX20261115")
    expect(answers.first).to_contain_text("*")
    admin.seen("connector")
    url = page.get_by_label(say["shop.database"])
    url.fill("postgresql://reader:{password}@127.0.0.1:1/shop")
    expect(page.get_by_text(say["shop.kept_missing"])).to_be_visible()
    page.get_by_label(say["shop.secret_new"].replace("{{name}}", "password")).fill("hush")
    page.locator(".shop-secret button[type=submit]").click()
    expect(page.get_by_text(say["shop.kept_file"], exact=True)).to_be_visible()
    page.get_by_role("button", name=say["shop.try_do"]).click()
    expect(page.locator(".shop-came .ant-alert-error")).to_be_visible()
    # That the shop is not there is what the browser complains of.
    assert all("502" in one for one in admin.complaints)
    admin.complaints.clear()
    admin.seen("connector-fault")
    page.get_by_role("button", name=say["set.discard"]).click()
    page.get_by_role("switch").click()
    page.get_by_role("button", name=say["set.save"]).click()
    expect(page.get_by_role("button", name=say["set.save"])).to_be_disabled()
    assert admin.get("centres/shop/connector")["connector"]["on"] is False
    admin.context.close()


def takes(agent: Worker, message: str) -> dict[str, str]:
    """The agent answers the chat of a customer who writes."""
    page = agent.page
    agent.go("/desk")
    idle = page.get_by_role("button").filter(has_text=agent.say["idle.set"])
    if idle.count():
        idle.click()
    chat: dict[str, str] = post(int(agent.base.rpartition(":")[2]), "/api/chat", {
        "centre": "shop", "locale": agent.look.locale, "message": message,
    })[0]  # fmt: skip
    page.get_by_role("button").filter(has_text=agent.say["queue.take"]).first.wait_for()
    page.keyboard.press("F9")
    expect(page.get_by_text(message).first).to_be_visible()
    return chat


def says(page: Page, text: str) -> None:
    box = page.locator("textarea[data-reply]").first
    box.fill(text)
    box.press("Enter")
    expect(box).to_have_value("")


def look_up(agent: Worker, number: str) -> None:
    box = agent.page.get_by_label(agent.say["order.number"])
    box.fill(number)
    box.press("Enter")


@pytest.mark.parametrize("look", looks(1, 2))
def test_wrong_goods_are_sent_again(browser: Browser, shop: Shop, look: Look) -> None:  # noqa: F811
    connect(browser, shop, look, shop.connector)
    agent = Worker(browser, shop, look, "min")
    page = agent.page
    chat = takes(agent, f"你们给我发错货了，我买的是4平方的，寄来的是2.5平方的 {look.locale}")
    says(page, "您好，科信客服中心，我是客服科min，很高兴为您服务，请问您需要什么帮助？")
    says(page, "你好，先生，请稍等下，我查看下您的订单和发货出库记录")
    look_up(agent, "KX20261115")
    card = page.locator(".order").first
    expect(card).to_contain_text("KX20261115")
    expect(card.locator(".outbound .tag-red")).to_be_visible()
    agent.seen("desk-order")
    says(
        page,
        "先生，我查看了这边的出库记录，的确是我们这边发错货物，首先科信对您表示道歉，我们这边会稍后把邮寄地址给您发到"
        "您的手机上，您选择到付，我们会立即给您重新发货，如果您不想购买了，我们愿意全额退款。非常感谢您的理解，再次对"
        "我们的工作失误向您表示歉意，谢谢您的合作！",
    )
    page.locator(".tools .ant-segmented-item").filter(has_text=agent.say["tool.done"]).click()
    resent = page.locator(".done-acts .ant-btn-primary").filter(has_text=titled(look, "已补发", "已補發", "Sent again"))
    expect(resent).to_be_visible()
    resent.click()
    expect(page.locator(".done-list")).to_contain_text(titled(look, "已补发", "已補發", "Sent again"))
    # The button that was pressed fades.
    page.mouse.move(5, 5)
    page.wait_for_timeout(600)
    agent.seen("desk-resent")
    found = agent.get(f"talks/{chat['id']}")
    assert any(one["kind"] == "done" and one["detail"]["what"] == "resent" for one in found["entries"].values())
    agent.context.close()


def titled(look: Look, simplified: str, traditional: str, english: str) -> str:
    return {"zh-Hans": simplified, "zh-Hant": traditional, "en": english}[look.locale]


@pytest.mark.parametrize("look", looks(0, 3))
def test_a_shop_that_does_not_answer_is_told_and_the_conversation_goes_on(
    browser: Browser,  # noqa: F811
    shop: Shop,
    look: Look,
) -> None:
    stays = Event()

    def answer(path: str, query: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        stays.wait(20)
        return 200, {}, b"[]"

    with behind_http(answer) as base:
        slow = {"kind": "http", "resources": {"order": {"url": f"{base}/orders?number={{order}}"}}, "timeout_s": 0.5}
        connect(browser, shop, look, slow)
        agent = Worker(browser, shop, look, "min")
        page = agent.page
        takes(agent, f"我的订单到哪里了，KX20261111 {look.locale} {look.theme}")
        look_up(agent, "KX20261111")
        expect(page.get_by_text("0.5").first).to_be_visible()
        agent.seen("desk-late")
        says(page, "很抱歉，请您稍等一下，我帮您核实")
        expect(page.get_by_text("我帮您核实").first).to_be_visible()
        stays.set()
        agent.context.close()


@pytest.mark.parametrize("look", looks(1, 2))
def test_a_survey_is_edited_and_numbers_are_not_called(browser: Browser, shop: Shop, look: Look) -> None:  # noqa: F811
    leader = Worker(browser, shop, look, "lead")
    page, say = leader.page, leader.say
    leader.go("/surveys")
    page.get_by_role("button", name=say["survey.new"]).first.click()
    title, question = f"满意度 {look.locale}", f"您满意吗 {look.locale}{look.theme}"
    for group, text in ((say["survey.title"], title), (say["survey.words"].replace("{{n}}", "1"), question)):
        for box in page.get_by_role("group", name=group, exact=True).get_by_role("textbox").all():
            box.fill(text)
    page.get_by_role("button", name=say["survey.add"]).click()
    second = page.get_by_role("article").nth(1)
    for box in second.get_by_role("group", name=say["survey.words"].replace("{{n}}", "2")).get_by_role("textbox").all():
        box.fill("为什么？")
    shown = page.locator(".survey-shown")
    expect(shown.get_by_text(question)).to_be_visible()
    shown.get_by_role("button", name="2", exact=True).click()
    expect(shown.get_by_text("为什么？")).to_be_visible()
    leader.seen("surveys")
    page.get_by_role("button", name=say["survey.up"].replace("{{n}}", "2")).click()
    page.get_by_role("button", name=say["set.save"]).click()
    expect(page.locator(".survey-names").get_by_text(title)).to_be_visible()
    known = leader.get("surveys?centre=shop")
    [kept] = [one for one in known["surveys"].values() if title in one["title"].values()]
    assert [one["text"]["en"] for one in kept["questions"]] == ["为什么？", question]
    leader.go("/never")
    page.get_by_label(say["never.phones"], exact=True).fill("13800138000, +86 139-0013-9000")
    page.get_by_label(say["never.why"], exact=True).fill("customer asked")
    page.locator(".never-add button[type=submit]").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    leader.seen("never")
    page.get_by_role("button", name=say["never.remove_one"].replace("{{phone}}", "13800138000")).click()
    page.locator(".ant-popconfirm input").fill("asked again")
    page.locator(".ant-popconfirm .ant-btn-primary").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("button", name=say["never.remove_one"].replace("{{phone}}", "13900139000")).click()
    page.locator(".ant-popconfirm input").last.fill("asked again")
    page.locator(".ant-popconfirm:visible .ant-btn-primary").click()
    expect(page.locator("tbody tr")).to_have_count(0)
    leader.context.close()
