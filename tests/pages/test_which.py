"""A customer opens the chat without saying whose: with one centre they are there, with more they choose."""

from __future__ import annotations

import re

import msgspec
import pytest
from playwright.sync_api import Browser, expect

from tests.pages.clocked import clocked
from tests.pages.test_pages import Look, Somebody, browser, looks

__all__ = ["browser"]
WHICH = {"zh-Hans": "您想联系哪一家？", "zh-Hant": "您想聯絡哪一家？", "en": "Who would you like to talk to?"}


@pytest.mark.parametrize("look", looks(0, 1, 2))
def test_a_chat_without_a_centre_finds_the_only_one_or_asks_which(browser: Browser, look: Look) -> None:
    with clocked("shop") as centre:
        customer = Somebody(browser, centre.port, look, phone=True)
        customer.go(f"/chat?locale={look.locale}")
        expect(customer.page.locator("textarea")).to_be_visible()
        assert customer.page.url.endswith(f"/chat/shop?locale={look.locale}")

        shop = centre.hub.setting("shop")
        company = {"zh-Hans": "港信银行", "zh-Hant": "港信銀行", "en": "Gangxin Bank"}
        centre.run(centre.hub.set_setting(msgspec.structs.replace(shop, id="bank", standard="bank", company=company)))
        customer.go(f"/chat?locale={look.locale}")
        expect(customer.page.get_by_role("heading", name=WHICH[look.locale])).to_be_visible()
        customer.seen("chat-which")
        customer.page.keyboard.press("Tab")
        customer.page.get_by_role("link", name=company[look.locale]).press("Enter")
        expect(customer.page).to_have_url(re.compile(f"/chat/bank\\?locale={look.locale}$"))
        expect(customer.page.locator("textarea")).to_be_visible()
