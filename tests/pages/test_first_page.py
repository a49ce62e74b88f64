"""How much a browser has to fetch before somebody can work: the first page of the agent, the customer and whoever signs
in, in a real Chromium on a real server, as sent."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.desk.server import saywell, serving
from tests.pages.test_pages import PASSWORD, Look, Somebody, browser  # noqa: F401

#: Bytes of a first page, zipped, without charts.
MOST = 300_000
#: What the customer's own page may take; it comes over a phone.
MOST_CHAT = 100_000
#: Bytes with what is fetched ahead while nothing else is to be done.
MOST_AHEAD = 350_000
COUNTED = ("Document", "Script", "Stylesheet")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = str(tmp_path_factory.mktemp("first") / "data")
    saywell("centre", "shop", "-s", "shop", "--company", "科信", "--always-open", "--data", folder)
    saywell(
        "account", "min", "--role", "agent", "--centre", "shop", "--shown", "敏", "--password-from", "-",
        "--data", folder, text=PASSWORD,
    )  # fmt: skip
    with serving(Path(folder)) as (_, found):
        yield found


class Fetched:
    """What a page fetched, by address: bytes of bodies as they came over the line, zipped."""

    def __init__(self, page: Page) -> None:
        self.bytes: dict[str, int] = {}
        self._begun: dict[str, tuple[str, str, int]] = {}
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.setCacheDisabled", {"cacheDisabled": True})
        line.on("Network.responseReceived", self._answered)
        line.on("Network.loadingFinished", self._came)

    def _answered(self, event: dict[str, Any]) -> None:
        answer = event["response"]
        self._begun[event["requestId"]] = (event["type"], answer["url"], int(answer["encodedDataLength"]))

    def _came(self, event: dict[str, Any]) -> None:
        kind, address, head = self._begun.get(event["requestId"], ("", "", 0))
        if kind in COUNTED:
            self.bytes[address] = int(event["encodedDataLength"]) - head

    @property
    def total(self) -> int:
        return sum(self.bytes.values())

    def told(self) -> str:
        most = sorted(self.bytes.items(), key=lambda one: -one[1])[:12]
        return f"{self.total} bytes in {len(self.bytes)} files: " + ", ".join(
            f"{address.rsplit('/', 1)[-1]} {size}" for address, size in most
        )


def until(page: Page, done: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not done():
        assert time.monotonic() < end
        page.wait_for_timeout(50)


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en"])
def test_the_first_page_of_an_agent_is_small(browser: Browser, port: int, locale: str) -> None:  # noqa: F811
    somebody = Somebody(browser, port, Look(locale, "light"))
    # An account of another language than the browser's: one language is loaded nevertheless.
    other = {"zh-Hans": "en", "zh-Hant": "zh-Hans", "en": "zh-Hant"}[locale]
    got = somebody.context.request.post(
        f"{somebody.base}/api/sign-in", data={"account": "min", "password": PASSWORD, "locale": other}
    )
    assert got.ok
    fetched = Fetched(somebody.page)
    somebody.go("/desk")
    somebody.page.locator(".bar-status").wait_for()
    first = set(fetched.bytes)
    assert min(fetched.bytes.values()) > 0, "bytes of a body were not told"
    assert fetched.total <= MOST, fetched.told()
    assert not any("draw-" in address for address in first), "charts are fetched before anybody wants to see one"
    # What comes ahead comes after that: then nothing is fetched when a key opens a dialog.
    until(somebody.page, lambda: any("cheat-sheet" in address for address in fetched.bytes))
    assert not any("cheat-sheet" in address for address in first)
    somebody.page.wait_for_load_state("networkidle")
    assert fetched.total <= MOST_AHEAD, fetched.told()
    languages = {part for address in fetched.bytes for part in ("zh-Hans", "zh-Hant", "/en") if f"{part}-" in address}
    assert len(languages) == 1, languages
    somebody.context.close()


@pytest.mark.parametrize(
    ("path", "shown", "most"), [("/sign-in", "input[autocomplete]", MOST), ("/chat/shop", "textarea", MOST_CHAT)]
)
def test_the_pages_of_whoever_comes_in_are_small(
    browser: Browser,  # noqa: F811
    port: int,
    path: str,
    shown: str,
    most: int,
) -> None:
    somebody = Somebody(browser, port, Look("zh-Hans", "light"), phone=True)
    fetched = Fetched(somebody.page)
    somebody.go(path)
    somebody.page.locator(shown).first.wait_for()
    assert 0 < fetched.total <= most, fetched.told()
    somebody.context.close()
