"""A customer comes before the centre opens, in a real Chromium: it says so before they write, and takes a message."""

from __future__ import annotations

import msgspec
import pytest
from playwright.sync_api import Browser, expect

from tests.pages.clocked import clocked
from tests.pages.test_pages import Look, Somebody, browser, looks

__all__ = ["browser"]
CLOSED = {"zh-Hans": "现在不在服务时间", "zh-Hant": "現在不在服務時間", "en": "We are closed now"}
SEND = {"zh-Hans": "提交留言", "zh-Hant": "提交留言", "en": "Send the message"}
START = {"zh-Hans": "开始对话", "zh-Hant": "開始對話", "en": "Start the chat"}


@pytest.mark.parametrize("look", looks(0, 1, 2))
def test_a_closed_centre_says_so_before_anything_is_written_and_takes_a_message(browser: Browser, look: Look) -> None:
    with clocked("shop") as centre:
        setting = msgspec.structs.replace(centre.hub.setting("shop"), always_open=False)
        centre.run(centre.hub.set_setting(setting))
        centre.later(13)
        customer = Somebody(browser, centre.port, look, phone=True)
        customer.go(f"/chat/shop?locale={look.locale}")
        page = customer.page
        expect(page.get_by_role("heading", name=CLOSED[look.locale])).to_be_visible()
        expect(page.locator(".hello p").first).to_contain_text(":")
        customer.seen("chat-closed")
        page.locator("textarea").fill("Lost parcel")
        page.locator("input").fill("ann@example.com")
        page.get_by_role("button", name=SEND[look.locale]).click()
        expect(page.locator("blockquote")).to_have_text("Lost parcel")
        customer.seen("chat-left")
        page.reload()
        expect(page.locator("blockquote")).to_have_text("Lost parcel")
        talk = page.evaluate("JSON.parse(sessionStorage.getItem('saywell.chat.shop')).id")
        left = centre.run(centre.hub.live(talk)).left
        assert (left.text, left.contact) == ("Lost parcel", "ann@example.com")
        centre.later(12)
        page.locator("button.second").click()
        page.reload()
        expect(page.get_by_role("button", name=START[look.locale])).to_be_visible()
