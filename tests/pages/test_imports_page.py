"""Customers and orders out of files, looked at, mapped, brought in and taken back in a real Chromium."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.desk.server import serving
from tests.pages.test_callbacks import Caller
from tests.pages.test_pages import Look, browser

__all__ = ["browser"]
LOOKS = [("en", "light"), ("zh-Hans", "dark"), ("zh-Hant", "light")]
TEXTS = {
    "en": {"orders": "Orders", "bring": "Bring 2 in", "errors": "CSV", "undo": "Take back", "back": "taken back"},
    "zh-Hans": {"orders": "订单", "bring": "导入 2 条", "errors": "CSV", "undo": "撤销", "back": "已撤销"},
    "zh-Hant": {"orders": "訂單", "bring": "匯入 2 筆", "errors": "CSV", "undo": "撤銷", "back": "已撤銷"},
}
CUSTOMERS = (
    "客户号,姓名,手机,邮箱,等级,勿扰,城市,怎么称呼\n"
    "C{n}1,林晓,1391234{n}001,lin{n}@example.com,VIP;老客户,否,北京,女士\n"
    "C{n}2,欧阳明,1391234{n}002,,,是,上海,先生\n"
    "C{n}3,何伯,1.39E+10,,,,香港,先生\n"
    "C{n}4,周敏,1391234{n}004,zhou@example,,也许,广州,女士\n"
)
ORDERS = (
    "订单号,下单时间,付款时间,商品,数量,快递公司,运单号,物流时间,物流地点,客户号\n"
    "P{n}1,2026-11-14 10:00,2026-11-14 10:01,棉被,1,顺丰,SF{n}9,2026-11-16 10:00,南京,C{n}1\n"
    "P{n}1,2026-11-14 10:00,2026-11-14 10:01,棉被,1,顺丰,SF{n}9,2026-11-17 09:00,北京,C{n}1\n"
    "P{n}2,昨天,,枕头,2,,,,,C{n}2\n"
    "P{n}3,2026/11/20 9:05,,枕套,4,,,,,C{n}2\n"
)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with serving(tmp_path_factory.mktemp("imports") / "data", "--demo", "--pace", "3600") as (_, found):
        yield found


@pytest.mark.parametrize("look", [Look(*one) for one in LOOKS], ids=lambda look: f"{look.locale}-{look.theme}")
def test_customers_and_orders_come_in_by_the_page_and_go_out_again(browser: Browser, port: int, look: Look) -> None:
    caller = Caller(browser, port, look)
    page, words, n = caller.page, TEXTS[look.locale], str(LOOKS.index((look.locale, look.theme)))
    try:
        caller.go("/imports")
        expect(page.locator(".ant-upload-drag")).to_be_visible()
        caller.seen("imports-new")
        chosen = {"name": "客户.csv", "mimeType": "text/csv", "buffer": CUSTOMERS.format(n=n).encode("gb18030")}
        page.locator("input[type=file]").set_input_files(chosen)  # type: ignore[arg-type]
        expect(page.locator(".import-wrong")).to_have_count(3)
        expect(page.locator(".import-figures")).to_contain_text("GB18030")
        # A column that was not understood is chosen by keyboard, and what becomes of the rows is told anew.
        field = page.locator(".import-field").last.locator("input")
        field.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.type({"en": "Form", "zh-Hans": "称呼", "zh-Hant": "稱呼"}[look.locale])
        page.keyboard.press("Enter")
        expect(page.locator(".import-field").last).not_to_contain_text({"en": "kept"}.get(look.locale, "原"))
        page.wait_for_timeout(500)
        caller.seen("imports-preview")
        with page.expect_download() as loading:
            page.get_by_role("button", name=words["errors"], exact=True).click()
        rows = list(csv.reader(io.StringIO(loading.value.path().read_bytes().decode("utf-8-sig"))))
        assert [row[3] for row in rows[1:]] == [f"C{n}3", f"C{n}4"] and "1.39E+10" in rows[1][1]
        page.get_by_role("button", name=words["bring"]).click()
        expect(page.locator(".rows tbody tr").first).to_contain_text("客户.csv")
        found = caller.get("imports?centre=bank")[0]
        assert (found["state"], found["new"], found["faulty"]) == ("done", 2, 2)
        page.wait_for_timeout(300)
        caller.seen("imports-done")
        orders(caller, words, n)
        take_back(caller, words)
    finally:
        caller.context.close()
        assert caller.complaints == []


def orders(caller: Caller, words: dict[str, str], n: str) -> None:
    """Orders come in, and are found with their customer by whoever looks them up."""
    page = caller.page
    page.locator(".ant-segmented-item", has_text=words["orders"]).click()
    chosen = {"name": "orders.csv", "mimeType": "text/csv", "buffer": ORDERS.format(n=n).encode()}
    page.locator("input[type=file]").set_input_files(chosen)  # type: ignore[arg-type]
    expect(page.locator(".import-wrong")).to_have_count(1)
    page.wait_for_timeout(400)
    caller.seen("imports-orders")
    page.get_by_role("button", name=words["bring"]).click()
    expect(page.locator(".rows tbody tr").first).to_contain_text("orders.csv")


def take_back(caller: Caller, words: dict[str, str]) -> None:
    """What came in last goes out."""
    page = caller.page
    page.locator(".rows tbody tr").first.get_by_role("button", name=words["undo"]).click()
    page.locator(".ant-popconfirm .ant-btn-primary").click()
    expect(page.locator(".rows tbody tr").first).to_contain_text(words["back"])
    assert caller.get("imports?centre=bank")[0]["state"] == "undone"
    page.wait_for_timeout(300)
    caller.seen("imports-history")
