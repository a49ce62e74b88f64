"""The keyboard goes into a dialog that a key opens, also where nothing moves: a reader with reduced motion writes at
once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.server import post, saywell, serving
from tests.pages.test_pages import PASSWORD, Look, Somebody, browser

__all__ = ["browser"]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = str(tmp_path_factory.mktemp("focus") / "data")
    saywell("centre", "shop", "-s", "shop", "--company", "科信", "--always-open", "--data", folder)
    for name, role, number in (("min", "agent", "7"), ("lead", "leader", "8"), ("root", "admin", "9")):
        saywell(
            "account", name, "--role", role, "--number", number, "--centre", "shop", "--shown", name,
            "--password-from", "-", "--data", folder, text=PASSWORD,
        )  # fmt: skip
    with serving(Path(folder)) as (_, found):
        yield found


def opens(page: Page, key: str, field: str, words: str) -> None:
    """A key opens a dialog and what is typed stands in its field; Escape closes it. The first time its part is still
    to be loaded, then it is there at once."""
    for _ in range(2):
        page.keyboard.press(key)
        box = page.get_by_role("dialog").locator(field)
        expect(box).to_be_focused()
        page.keyboard.type(words)
        expect(box).to_have_value(words)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_dialog_takes_the_keyboard(browser: Browser, port: int, motion: str) -> None:
    agent = Somebody(browser, port, Look("en", "light"))
    agent.page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    agent.sign_in("min")
    agent.go("/desk")
    opens(agent.page, "F6", "input[type=tel]", "13800138000")
    idle = agent.page.get_by_role("button", name="Set to idle")
    if idle.count():
        idle.click()
    message = f"Where is my order? {motion}"
    post(port, "/api/chat", {"centre": "shop", "locale": "en", "message": message})
    agent.page.locator(".call button").first.wait_for()
    agent.page.keyboard.press("F9")
    expect(agent.page.locator("textarea").first).to_be_focused()
    opens(agent.page, "Control+k", "input[role=combobox]", "order")
    opens(agent.page, "F6", "input[type=tel]", "13800138000")
    assert agent.complaints == []
    agent.context.close()
    leader = Somebody(browser, port, Look("en", "light"))
    leader.page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    leader.sign_in("lead")
    leader.go("/wall")
    opens(leader.page, "i", "textarea", "ok")
    # A question whether somebody is sure is answered by Enter.
    leader.page.locator("tbody tr", has_text="min 7").first.click()
    expect(leader.page.locator(".reading")).to_be_visible()
    leader.page.keyboard.press("t")
    expect(leader.page.locator(".sure .ant-btn-primary")).to_be_focused()
    leader.page.keyboard.press("Enter")
    leader.page.wait_for_url("**/desk?talk=*")
    assert leader.complaints == []
    leader.context.close()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_what_comes_in_from_the_side_takes_the_keyboard(browser: Browser, port: int, motion: str) -> None:
    root = Somebody(browser, port, Look("en", "light"))
    root.page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    root.sign_in("root")
    root.go("/settings?part=people")
    add = root.page.get_by_role("button", name="Add somebody")
    for words in ("ann", "bob"):
        add.click()
        box = root.page.get_by_role("dialog").locator("#account")
        expect(box).to_be_focused()
        root.page.keyboard.type(words)
        expect(box).to_have_value(words)
        root.page.keyboard.press("Escape")
        expect(root.page.get_by_role("dialog")).to_have_count(0)
    assert root.complaints == []
    root.context.close()


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
def test_the_last_key_of_the_bar_is_in_the_window_however_narrow_it_is(
    browser: Browser, port: int, locale: str
) -> None:
    leader = Somebody(browser, port, Look(locale, "light"))
    leader.sign_in("lead")
    leader.go("/wall")
    page = leader.page
    # What stands there while the line is broken is the longest.
    page.locator(".link").evaluate("link => { link.append('Connection lost 10 s Try now') }")
    for width in (1440, 1280, 1024, 768, 390):
        page.set_viewport_size({"width": width, "height": 800})
        box = page.locator(".bar-end > :last-child").bounding_box()
        assert box is not None and box["x"] + box["width"] <= width, width
        rows = page.locator(".bar").bounding_box()
        assert rows is not None and rows["height"] < (50 if width >= 1440 else 100), width
    leader.context.close()
