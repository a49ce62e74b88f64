"""The reports page in a real Chromium on a real server: what happened shows in its figures, a figure tells what it is
and opens to its conversations, the report goes out as a file and by e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.desk.server import post, saywell, serving
from tests.pages.test_pages import PASSWORD, Look, Somebody, browser, look

__all__ = ["browser", "look"]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = str(tmp_path_factory.mktemp("server") / "data")
    saywell("centre", "shop", "-s", "shop", "--company", "科信", "--always-open", "--data", folder)
    saywell(
        "account", "morgan", "--role", "manager", "--centre", "shop", "--shown", "Morgan", "--password-from", "-",
        "--data", folder, text=PASSWORD,
    )  # fmt: skip
    with serving(Path(folder)) as (_, found):
        post(found, "/api/chat", {"centre": "shop", "message": "你好"})
        post(found, "/api/chat", {"centre": "shop", "message": "请问有货吗？"})
        yield found


def test_a_manager_reads_a_report_opens_a_figure_and_has_it_sent(browser: Browser, port: int, look: Look) -> None:
    manager = Somebody(browser, port, look)
    manager.sign_in("morgan")
    manager.go("/reports")
    page = manager.page
    tile = page.locator(".report-tile").first
    expect(tile.locator(".report-tile-value")).to_have_text("2")
    tile.locator("> button").focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    expect(page.locator(".chart svg").first).to_be_visible()
    manager.seen("reports")
    page.keyboard.press("Escape")
    page.locator(".report-bar-end button").last.click()
    with page.expect_download() as got:
        page.get_by_role("menuitem", name=re.compile("XLSX")).get_by_role("link").click()
    assert got.value.suggested_filename.endswith(".xlsx")
    tile.locator("a").click()
    expect(page.locator(".talks-rows tbody tr")).to_have_count(2)
    manager.seen("reports-talks")
    page.go_back()
    page.locator(".report-bar-end button").first.click()
    page.locator(".schedule-to").fill("a@example.com, b@example.com")
    page.locator(".schedule-new button[type=submit]").click()
    expect(page.locator(".schedule").first).to_contain_text("a@example.com, b@example.com")
    manager.seen("reports-mail")
    page.locator(".schedule").first.get_by_role("button").last.click()
    page.locator(".ant-popconfirm-buttons button").last.click()
    expect(page.locator(".schedule")).to_have_count(0)
    manager.context.close()
