"""An administrator's main path in a real Chromium: add somebody, who signs in, chooses a password and is signed out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from websockets.sync.client import connect

from tests.desk.server import post, saywell, serving
from tests.pages.test_pages import LOOKS, PASSWORD, ROOT, Look, Somebody, browser, looks  # noqa: F401

OWN = "seven quiet harbours"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = str(tmp_path_factory.mktemp("people") / "data")
    saywell("centre", "shop", "-s", "shop", "--company", "科信", "--always-open", "--data", folder)
    saywell(
        "account", "root", "--role", "admin", "--centre", "shop", "--shown", "Root", "--password-from", "-",
        "--data", folder, text=PASSWORD,
    )  # fmt: skip
    with serving(Path(folder)) as (_, found):
        yield found


@pytest.fixture(params=looks(1, 2))
def look(request: pytest.FixtureRequest) -> Look:
    return Look(*request.param)


def words(look: Look) -> dict[str, str]:
    """The words of the pages, by key."""
    every: dict[str, str] = {}
    for path in (ROOT / "web" / "src" / "locales").glob(f"*.{look.locale}.json"):
        every.update(json.loads(path.read_text(encoding="utf-8")))
    return every


def comes_in(newcomer: Somebody, link: str, say: dict[str, str]) -> None:
    """The first time: a password of one's own, then one's account, with a token for a program."""
    newcomer.page.goto(link)
    fresh = newcomer.page.locator("input[autocomplete='new-password']")
    expect(fresh).to_have_count(2)
    assert "#" not in newcomer.page.url
    newcomer.seen("first-password")
    for box in (fresh.nth(0), fresh.nth(1)):
        box.fill("password1234")
    fresh.nth(1).press("Enter")
    expect(newcomer.page.get_by_role("alert").first).to_be_visible()
    newcomer.complaints.clear()
    for box in (fresh.nth(0), fresh.nth(1)):
        box.fill(OWN)
    fresh.nth(1).press("Enter")
    newcomer.page.wait_for_url("**/desk")
    newcomer.page.locator(".bar-me").click()
    expect(newcomer.page.get_by_role("heading", name=say["account.sessions"])).to_be_visible()
    newcomer.page.get_by_label(say["account.token_name"]).fill("PBX")
    newcomer.page.get_by_label(say["right.talk"]).check()
    newcomer.page.get_by_role("button", name=say["account.token_make"]).click()
    token = newcomer.page.get_by_role("dialog")
    expect(token.locator("code")).to_contain_text("sw_")
    token.get_by_role("button", name=say["access.noted"]).click()
    expect(newcomer.page.get_by_text("PBX", exact=True).last).to_be_visible()
    newcomer.seen("account")


def test_an_administrator_adds_somebody_who_comes_in_and_is_signed_out(
    browser: Browser,  # noqa: F811
    port: int,
    look: Look,
) -> None:
    say, name = words(look), f"lin-{look.locale}-{look.theme}".lower()
    admin = Somebody(browser, port, look)
    admin.sign_in("root")
    admin.go("/settings?part=people")
    admin.seen("people")
    admin.page.get_by_role("button", name=say["people.add"]).click()
    drawer = admin.page.get_by_role("dialog")
    drawer.get_by_label(say["people.account"], exact=True).fill("Not An Account")
    drawer.get_by_label(say["people.name"], exact=True).fill(f"林 {look.theme}")
    drawer.get_by_role("button", name=say["people.add"]).click()
    expect(drawer.locator(".ant-form-item-explain-error")).to_be_visible()
    admin.complaints.clear()  # the browser tells of every answer of 400
    drawer.get_by_label(say["people.account"], exact=True).fill(name)
    admin.seen("people-add")
    drawer.get_by_role("button", name=say["people.add"]).click()
    given = admin.page.get_by_role("dialog").filter(has_text=say["people.given_password"])
    expect(given.locator("code")).to_have_count(2)
    admin.seen("people-given")
    link = given.locator("code").nth(1).inner_text()
    given.get_by_role("button", name=say["access.noted"]).click()

    newcomer = Somebody(browser, port, look)
    comes_in(newcomer, link, say)

    admin.page.get_by_role("searchbox").fill(name)
    admin.go("/settings?part=people")
    admin.page.get_by_role("row").filter(has_text=name).get_by_role("button").click()
    drawer = admin.page.get_by_role("dialog")
    expect(drawer.locator(".access-list li")).to_have_count(2)
    admin.seen("person")
    drawer.locator(".access-list li").first.get_by_role("button").click()
    admin.page.locator(".ant-popconfirm").get_by_role("button", name=say["access.end"], exact=True).click()
    expect(drawer.locator(".access-list li")).to_have_count(1)
    newcomer.complaints.clear()
    newcomer.go("/desk")
    newcomer.page.wait_for_url("**/sign-in")
    admin.page.keyboard.press("Escape")
    admin.go("/settings?part=audit")
    expect(admin.page.get_by_text(say["audit.did_person.added"]).first).to_be_visible()
    shown = admin.page.locator(".sheet-table tbody td:nth-child(3)").all_inner_texts()
    raw = {"sign-in", "person.added", "session.ended", "password.changed", "token"}
    assert shown and not raw & set(shown)
    admin.seen("audit")
    for one in (admin, newcomer):
        one.context.close()


def test_an_administrator_keeps_less_and_erases_a_customer(
    browser: Browser,  # noqa: F811
    port: int,
    look: Look,
) -> None:
    place = LOOKS.index((look.locale, look.theme))
    say, phone = words(look), f"1380013800{place}"
    chat, _ = post(port, "/api/chat", {"centre": "shop", "locale": look.locale, "message": f"我的电话是{phone}"})
    admin = Somebody(browser, port, look)
    admin.sign_in("root")
    admin.go("/settings?part=privacy")
    box = admin.page.get_by_label(say["privacy.kind_audit"], exact=True)
    box.fill(str(400 + place))
    admin.page.get_by_role("button", name=say["privacy.save"]).first.click()
    sure = admin.page.locator(".sure")
    # Asked first where something is kept for less long.
    expect(admin.page.locator(".sure, .privacy-acts button[disabled]").first).to_be_visible()
    if sure.count():
        sure.get_by_role("button", name=say["privacy.save"]).click()
    expect(admin.page.get_by_role("button", name=say["privacy.save"]).first).to_be_disabled()
    admin.page.get_by_label(say["privacy.by_phone"], exact=True).last.fill(phone)
    admin.page.get_by_label(say["privacy.reason"], exact=True).fill("request 2026-113")
    admin.page.locator(".privacy-find button[type=submit]").click()
    erase = admin.page.get_by_role("button", name=say["privacy.erase"])
    expect(erase).to_be_disabled()
    admin.seen("privacy-runs")
    with connect(f"ws://127.0.0.1:{port}/api/chat?id={chat['id']}&token={chat['token']}") as line:
        line.send('{"do": "end"}')
        while json.loads(line.recv(timeout=30) or "{}").get("phase") != "over":
            pass
    for _ in range(50):  # the centre hears of the end a moment later
        admin.page.locator(".privacy-find button[type=submit]").click()
        admin.page.wait_for_load_state("networkidle")
        if erase.is_enabled():
            break
    expect(erase).to_be_enabled()
    with admin.page.expect_download() as taken:
        admin.page.get_by_role("button", name=say["privacy.export"]).click()
    found = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))
    assert phone in found["talks"][0]["said"][0]["text"]
    erase.click()
    admin.page.locator(".sure").get_by_role("button", name=say["privacy.erase"]).click()
    expect(admin.page.get_by_text(say["privacy.none"])).to_be_visible()
    admin.page.locator(".sure").wait_for(state="detached")
    admin.seen("privacy")
    admin.go("/settings?part=audit")
    expect(admin.page.get_by_text(say["audit.did_customer.erased"]).first).to_be_visible()
    expect(admin.page.get_by_text(phone)).to_have_count(0)
    admin.context.close()
