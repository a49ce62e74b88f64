"""The pages in a real Chromium on a real server: the main path of each role, in three languages, light and dark.

Every page is looked through by axe; nothing serious may be found. With SAYWELL_SHOTS set to a folder, pictures of the
pages are put there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.desk.server import post, saywell, serving

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
# The pages of the address bar that nobody sees, one or two for each person, would take as much time as ours. The list
# stands in place of the one that Playwright gives, whose parts that concern a page are repeated.
OFF = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "AimEnabled", "LensOverlay", "MediaRouter",
    "OptimizationHints", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "PaintHolding",
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
)  # fmt: skip
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", f"--disable-features={','.join(OFF)}",
)  # fmt: skip
PASSWORD = "correct horse"
expect.set_options(timeout=30_000)
LOOKS = [("zh-Hans", "light"), ("zh-Hant", "dark"), ("en", "light"), ("en", "dark")]


class Look(NamedTuple):
    """A language and a theme."""

    locale: str
    theme: str


def looks(*often: int) -> list[Any]:
    """All of LOOKS as parameters; those that are not seen at every run are seen by `make soak`."""
    return [
        pytest.param(Look(*look), marks=() if n in often else pytest.mark.soak, id="-".join(look))
        for n, look in enumerate(LOOKS)
    ]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = str(tmp_path_factory.mktemp("server") / "data")
    saywell("centre", "shop", "-s", "shop", "--company", "科信", "--always-open", "--data", folder)
    for name, role in (("min", "agent"), ("lead", "leader"), ("quinn", "inspector"), ("root", "admin")):
        role_and = ("--role", role, "--role", "author") if role == "admin" else ("--role", role)
        saywell(
            "account", name, *role_and, "--centre", "shop", "--shown", name, "--password-from", "-", "--data", folder,
            text=PASSWORD,
        )  # fmt: skip
    with serving(Path(folder)) as (_, found):
        yield found


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path is not None, "there is no Chromium: run tools/browser.sh"
    with sync_playwright() as playwright:
        # What it and its sound keep is none of the settings that lie beside the tests.
        own: dict[str, str | float | bool] = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path_factory.mktemp("browser"))}
        made = playwright.chromium.launch(executable_path=path, args=list(FLAGS), env=own)
        yield made
        made.close()


class Somebody:
    """A person before a page; what the browser complains about is kept."""

    def __init__(self, browser: Browser, port: int, look: Look, *, phone: bool = False, zone: str = "") -> None:
        size = {"width": 390, "height": 844} if phone else {"width": 1440, "height": 900}
        self.context: BrowserContext = browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            locale={"zh-Hans": "zh-CN", "zh-Hant": "zh-HK"}.get(look.locale, "en-GB"),
            color_scheme=look.theme,  # type: ignore[arg-type]
            timezone_id=zone or None,
            # A click that falls into the opening of a dialog may end beside its button.
            reduced_motion="reduce",
        )
        self.look, self.base = look, f"http://127.0.0.1:{port}"
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda message: (
                self.complaints.append(message.text) if message.type == "error" and "401" not in message.text else None
            ),
        )

    def sign_in(self, account: str) -> None:
        got = self.context.request.post(
            f"{self.base}/api/sign-in", data={"account": account, "password": PASSWORD, "locale": self.look.locale}
        )
        assert got.ok, got.text()

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.page.wait_for_load_state("networkidle")

    def seen(self, name: str) -> None:
        """Nothing serious may be wrong with what is shown; a picture if wanted."""
        self.page.wait_for_timeout(300)
        # The policy of the pages lets no script in; axe is put in from outside.
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate("axe.run({resultTypes: ['violations']})")
        faults = [
            f"{one['id']}: {one['help']} {[node['html'][:160] for node in one['nodes'][:3]]}"
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert faults == [], f"{name}: {faults}"
        assert self.complaints == [], name
        # What is long scrolls within its page; the bar stays.
        beyond = "document.querySelector('.shell') ? document.scrollingElement.scrollHeight - innerHeight : 0"
        assert self.page.evaluate(beyond) <= 0, name
        folder = os.environ.get("SAYWELL_SHOTS")
        if folder:
            place = Path(folder)
            place.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=place / f"{name}-{self.look.locale}-{self.look.theme}.png")


@pytest.fixture(params=looks(0, 1, 2))
def look(request: pytest.FixtureRequest) -> Look:
    return Look(*request.param)


def test_sign_in_asks_for_account_and_password_and_refuses_wrong_ones(browser: Browser, port: int, look: Look) -> None:
    somebody = Somebody(browser, port, look)
    somebody.go("/desk")
    boxes = somebody.page.locator("input[autocomplete]")
    expect(boxes).to_have_count(2)
    somebody.seen("sign-in")
    boxes.nth(0).fill("nobody")
    boxes.nth(1).fill("wrong wrong")
    boxes.nth(1).press("Enter")
    expect(somebody.page.get_by_role("alert").first).to_be_visible()
    boxes.nth(0).fill("min")
    boxes.nth(1).fill(PASSWORD)
    boxes.nth(1).press("Enter")
    somebody.page.wait_for_url("**/desk")
    somebody.context.close()


def test_agent_customer_leader_and_inspector_live_through_a_chat(browser: Browser, port: int, look: Look) -> None:
    agent = Somebody(browser, port, look)
    agent.sign_in("min")
    agent.go("/desk")
    agent.seen("desk-away")
    customer = Somebody(browser, port, look, phone=True)
    customer.go("/chat/shop")
    customer.seen("chat-welcome")
    message = f"您好，我要查訂單 {look.locale}{look.theme}"
    idle = agent.page.get_by_role("button").filter(has_text=agent_words(look)["set_idle"])
    if idle.count():
        idle.click()
    start, _ = post(port, "/api/chat", {"centre": "shop", "locale": look.locale, "message": message})
    agent.page.get_by_role("button").filter(has_text=agent_words(look)["answer"]).first.wait_for()
    agent.page.keyboard.press("F9")
    expect(agent.page.get_by_text(message).first).to_be_visible()
    box = agent.page.locator("textarea").first
    box.click()
    box.press_sequentially("不知道。")
    expect(agent.page.get_by_text("shop-1.2.1").first).to_be_visible()
    agent.seen("desk-blocked")
    box.press("Enter")
    expect(box).not_to_have_value("")
    box.fill("您好，很高興為您服務，我馬上幫您查詢。")
    box.press("Enter")
    expect(box).to_have_value("")
    agent.seen("desk")
    agent.page.keyboard.press("Escape")
    leader = Somebody(browser, port, look)
    leader.sign_in("lead")
    leader.go("/wall")
    expect(leader.page.get_by_text(agent_words(look)["whisper"]).first).to_be_attached()
    leader.seen("wall")
    post_end(agent, start["id"])
    expect(agent.page.get_by_text(agent_words(look)["finish"]).first).to_be_visible(timeout=15_000)
    agent.seen("desk-wrap-up")
    inspector = Somebody(browser, port, look)
    inspector.sign_in("quinn")
    inspector.go("/talks")
    inspector.seen("talks")
    inspector.go(f"/talks/{start['id']}")
    expect(inspector.page.get_by_text("幫您查詢").first).to_be_visible()
    inspector.seen("talk")
    inspector.page.get_by_role("switch").click()
    expect(inspector.page.locator(".heard li").first).to_be_visible()
    inspector.seen("talk-heard")
    agent.page.get_by_text(agent_words(look)["finish"]).first.click()
    for one in (agent, customer, leader, inspector):
        one.context.close()


def post_end(agent: Somebody, talk: str) -> None:
    """The agent's side ends it: in a chat nothing of this standard locks the key."""
    agent.page.keyboard.press("F8")
    confirm = agent.page.get_by_role("dialog").get_by_role("button").last
    if confirm.count():
        confirm.click()


def test_an_author_sees_and_changes_the_settings(browser: Browser, port: int, look: Look) -> None:
    author = Somebody(browser, port, look)
    author.sign_in("root")
    author.go("/settings")
    author.seen("settings")
    author.context.close()


def agent_words(look: Look) -> dict[str, str]:
    """The words on the buttons, from the pages' own tables."""
    import json

    table = json.loads((ROOT / "web" / "src" / "locales" / f"desk.{look.locale}.json").read_text(encoding="utf-8"))
    every = {}
    for path in (ROOT / "web" / "src" / "locales").glob(f"*.{look.locale}.json"):
        every.update(json.loads(path.read_text(encoding="utf-8")))
    return {
        "set_idle": table["idle.set"],
        "answer": table["queue.take"],
        "whisper": every["page.wall"],
        "finish": table["wrap.done"],
    }
