"""Mail about work in a real Chromium: somebody chooses what they are told of, a manager sees what did not arrive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.desk.mailbox import Box, mail_server
from tests.desk.server import post, saywell, serving
from tests.pages.test_pages import PASSWORD, Look, Somebody, browser, look

__all__ = ["browser", "look"]


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Box]]:
    folder = str(tmp_path_factory.mktemp("server") / "data")
    saywell("centre", "shop", "-s", "shop", "--company", "科信", "--always-open", "--data", folder)
    for name, role, number in (("cleo", "clerk", "5"), ("morgan", "manager", "6")):
        saywell(
            "account", name, "--role", role, "--number", number, "--centre", "shop", "--shown", name.title(),
            "--password-from", "-", "--data", folder, text=PASSWORD,
        )  # fmt: skip
    with mail_server() as (box, smtp), pytest.MonkeyPatch.context() as patch:
        for key, value in (("HOST", "127.0.0.1"), ("PORT", str(smtp)), ("TLS", "none")):
            patch.setenv(f"SAYWELL_SMTP_{key}", value)
        with serving(Path(folder)) as (_, port):
            yield port, box


def pass_on(port: int) -> None:
    """The manager has the clerk deal with something."""
    me, cookie = post(port, "/api/sign-in", {"account": "morgan", "password": PASSWORD})
    head = {"cookie": cookie, "x-csrf": me["csrf"]}
    made, _ = post(port, "/api/work", {"centre": "shop", "what": "question", "about": "发票什么时候开"}, head)
    post(port, "/api/work/changes", {"ids": [made["id"]], "change": {"do": "dispatch", "to": "5"}}, head)


def test_somebody_chooses_is_told_and_what_fails_is_seen(browser: Browser, centre: tuple[int, Box], look: Look) -> None:
    port, box = centre
    box.busy, begun = 0, len(box.mails)
    clerk = Somebody(browser, port, look)
    clerk.sign_in("cleo")
    clerk.go("/account")
    page = clerk.page
    form = page.locator(".notices-form")
    form.locator("input[type=email]").fill("cleo@example.com")
    form.locator("button[type=submit]").press("Enter")
    expect(page.locator(".ant-message-success").first).to_be_visible()
    form.locator("button:not([type=submit])").last.click()
    box.until(lambda: len(box.mails) > begun, 30)
    pass_on(port)
    words = {"zh-Hans": "交给您处理", "zh-Hant": "交給您處理", "en": "Handed to you"}[look.locale]
    # One of before that could not be delivered may come as well.
    box.until(lambda: any(one.startswith(words) for one in box.subjects[begun:]), 30)
    place = max(n for n, one in enumerate(box.subjects) if one.startswith(words))
    assert box.mails[place][0] == ["cleo@example.com"] and f"http://127.0.0.1:{port}/work/" in box.texts[place]
    form.locator(".ant-segmented-item").last.click()
    expect(form.locator("input[type=time]")).to_be_visible()
    clerk.seen("account-notices")
    form.locator("input[type=email]").fill("cleo at home")
    form.evaluate("form => form.noValidate = true")
    form.locator("button[type=submit]").click()
    expect(form.locator(".ant-alert-error")).to_be_visible()
    clerk.complaints.clear()  # the browser tells of a refusal that was asked for
    box.busy = 10_000
    pass_on(port)
    manager = Somebody(browser, port, look)
    manager.sign_in("morgan")
    manager.go("/reports")
    manager.page.locator(".report-bar-end button").first.click()
    expect(manager.page.locator(".letters .schedule").first).to_contain_text("Cleo", timeout=20_000)
    expect(manager.page.locator(".letters .trend-bad").first).to_contain_text("451")
    manager.seen("reports-letters")
    clerk.context.close()
    manager.context.close()
