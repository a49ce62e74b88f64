"""An author's path to a webhook in a real Chromium: add it, try it, look at the log, delete it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.desk.receiver import Receiver, receiving
from tests.desk.server import saywell, serving
from tests.pages.test_pages import PASSWORD, Look, Somebody, browser, looks  # noqa: F401
from tests.pages.test_people import words


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    place = tmp_path_factory.mktemp("hooks")
    settings, folder = place / "saywell.toml", str(place / "data")
    settings.write_text("[webhooks]\nprivate = true\n", encoding="utf-8")
    saywell("centre", "shop", "-s", "shop", "--company", "科信", "--always-open", "--data", folder)
    saywell(
        "account", "ann", "--role", "author", "--centre", "shop", "--shown", "Ann", "--password-from", "-",
        "--data", folder, text=PASSWORD,
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYWELL_CONFIG", str(settings))
        with serving(Path(folder)) as (_, found):
            yield found


@pytest.mark.parametrize("look", looks(1, 2))
def test_an_author_adds_tries_and_deletes_a_webhook(
    browser: Browser,  # noqa: F811
    port: int,
    receiver: Receiver,
    look: Look,
) -> None:
    say = words(look)
    author = Somebody(browser, port, look)
    author.sign_in("ann")
    author.go("/settings?part=hooks")
    page = author.page
    page.get_by_role("button", name=say["hook.add"]).click()
    page.get_by_label(say["hook.name"], exact=True).fill("CRM")
    page.get_by_label(say["hook.url"], exact=True).fill(receiver.url)
    page.get_by_text("conversation.opened").click()
    author.seen("hook-form")
    page.get_by_role("button", name=say["hook.save"]).click()
    secret = page.get_by_text("whsec_").inner_text().strip()
    author.seen("hook-secret")
    page.get_by_role("button", name=say["hook.secret_kept"]).click()
    expect(page.get_by_text("whsec_")).to_have_count(0)
    page.get_by_role("button", name=say["hook.ping"]).click()
    expect(page.get_by_text(say["hook.state_delivered"])).to_be_visible()
    assert receiver.got[-1].signed_by(secret)
    page.mouse.move(5, 5)
    author.seen("hooks")
    page.get_by_role("button", name=say["hook.delete"].replace("{{name}}", "CRM")).click()
    page.locator(".ant-popconfirm .ant-btn-primary").click()
    expect(page.get_by_text(say["hook.none"])).to_be_visible()
    author.context.close()
