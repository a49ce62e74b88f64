"""A centre of the demonstration in a process of its own, which can be killed and its clock moved, and its people."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import Browser, Locator, expect

from saywell.kernel.time import HOUR, MINUTE, Instant, parse_rfc3339
from tests.pages.moved import WIDTH
from tests.pages.test_pages import ROOT, Look, Somebody

WORLD = ROOT / "src" / "saywell" / "app" / "demo_world"
MONDAY = "2026-11-16T09:30:00+08:00"
PATIENCE = 120.0
"""Seconds at most until what was brought about stands in a list: a server that was killed reads its lists up first, and
lets others of the machine go before."""


def texts(look: Look) -> dict[str, str]:
    """The texts of the pages in a language, by key."""
    out: dict[str, str] = {}
    for path in (ROOT / "web" / "src" / "locales").glob(f"*.{look.locale}.json"):
        out |= json.loads(path.read_text(encoding="utf-8"))
    return out


def passwords() -> dict[str, str]:
    """The accounts of the demonstration."""
    files = [msgspec.yaml.decode(path.read_bytes()) for path in WORLD.glob("*.yaml")]
    return {one["account"]: one["password"] for file in files for one in file.get("accounts", ())}


class Person(Somebody):
    """Somebody at work in the demonstration."""

    def __init__(self, browser: Browser, port: int, look: Look, account: str) -> None:
        super().__init__(browser, port, look)
        self.words = texts(look)
        self.account = account
        self.sign_in(account)

    def sign_in(self, account: str) -> None:
        body = {"account": account, "password": passwords()[account], "locale": self.look.locale}
        got = self.context.request.post(f"{self.base}/api/sign-in", data=body)
        assert got.ok, got.text()
        self.csrf = got.json()["csrf"]

    def button(self, key: str, within: Locator | None = None) -> Locator:
        """A button by the key of its text; before that may stand an icon, behind it a key of the keyboard."""
        name = re.compile(rf"(^|\s){re.escape(self.text(key))}")
        return (within or self.page.locator("body")).get_by_role("button", name=name).first

    def text(self, key: str) -> str:
        """The fixed beginning of a text."""
        return self.words[key].partition("{{")[0].strip()

    # -- at the desk ---------------------------------------------------------------------------------------------------

    @property
    def reply(self) -> Locator:
        return self.page.locator("textarea[data-reply]").first

    def takes(self) -> None:
        """Is free, and answers who comes next."""
        self.page.locator("button.answer").first.wait_for()
        self.page.keyboard.press("F9")
        self.reply.wait_for()

    def says(self, text: str) -> None:
        """Says or writes something to the customer; it went out."""
        self.reply.fill(text)
        self.reply.press("Enter")
        expect(self.reply).to_have_value("")
        expect(self.page.locator(".said-agent .bubble").filter(has_text=text)).to_have_count(1)

    def hears(self, text: str) -> None:
        """The customer said something, once."""
        expect(self.page.locator(".said-customer .bubble").filter(has_text=text)).to_have_count(1)

    def files(self, form: str, values: dict[str, str]) -> None:
        """Takes over what was heard, adds what is missing, and files the form."""
        head = self.page.locator(".form-head").filter(has_text=form)
        if head.get_attribute("aria-expanded") != "true":
            head.click()
        body = self.page.locator("li.form").filter(has=head)
        heard = body.get_by_role("button", name=self.text("form.accept_all"))
        if heard.count():
            heard.click()
        for field, value in values.items():
            body.locator(".form-field").filter(has_text=self.words[f"field.{field}"]).locator(".field").fill(value)
        self.button("form.file", body).click()
        expect(head.locator(".tag-green")).to_be_visible()

    def ends(self) -> None:
        """Ends the conversation and the wrap-up."""
        over = self.page.locator(".wrap-up")
        asked = self.page.get_by_role("dialog").get_by_role("button").last
        for _ in range(6):
            # The last words may not have arrived yet; whoever wants to end presses again.
            self.page.keyboard.press("F8")
            with suppress(AssertionError):
                expect(over.or_(asked).first).to_be_visible(timeout=5_000)
                break
        expect(over.or_(asked).first).to_be_visible()
        if not over.count():
            asked.click()
        expect(over).to_be_visible()
        self.finishes()

    def finishes(self) -> None:
        """Finishes the wrap-up."""
        expect(self.page.locator(".wrap-up")).to_be_visible()
        self.page.keyboard.press("Control+Enter")
        expect(self.page.locator(".wrap-up")).to_have_count(0)

    # -- at the board --------------------------------------------------------------------------------------------------

    @property
    def panel(self) -> Locator:
        return self.page.locator(".work-panel-body")

    def opens(self, board: str, id: str) -> None:
        """Opens a piece of work."""
        self.go(f"/work?board={board}&id={id}")
        self.panel.wait_for()

    def does(self, key: str, **values: str) -> None:
        """Gives a command by its button and fills in what is asked for it."""
        self.button(f"work.do.{key}", self.panel).click()
        dialog = self.page.get_by_role("dialog")
        if not values:
            return
        for name, value in values.items():
            self.fills(dialog, name, value)
        dialog.locator(".ant-btn-primary").click()
        expect(dialog).to_have_count(0)

    def fills(self, dialog: Locator, name: str, value: str) -> None:
        if name in ("stage", "reason", "outcome"):
            dialog.locator(".ant-select").first.click()
            self.page.locator(".ant-select-item-option").filter(has_text=value).first.click()
            return
        kinds = {"when": "input[type=datetime-local]", "amount": "input[type=number]"}
        dialog.locator(kinds.get(name, "textarea, input[type=text], input:not([type])")).first.fill(value)

    def shows(self, *words: str) -> None:
        """What happened to the piece of work that is open."""
        for one in words:
            expect(self.page.locator(".work-history")).to_contain_text(one)

    def get(self, path: str) -> Any:
        got = self.context.request.get(f"{self.base}/api/{path}")
        assert got.ok, got.text()
        return got.json()


class Customer(Somebody):
    """Somebody on the chat page, on a telephone."""

    def __init__(self, browser: Browser, port: int, look: Look) -> None:
        super().__init__(browser, port, look, phone=True)

    @property
    def box(self) -> Locator:
        return self.page.locator("textarea").first

    def comes(self, centre: str, name: str, text: str) -> None:
        """Opens the chat with a question."""
        self.go(f"/chat/{centre}")
        self.page.locator("form input").first.fill(name)
        self.box.fill(text)
        self.page.locator("form button[type=submit]").click()
        self.page.locator(".bubble").filter(has_text=text).wait_for()

    def writes(self, text: str) -> None:
        """Sends something."""
        self.box.fill(text)
        self.box.press("Enter")
        self.reads(text)

    def reads(self, text: str) -> None:
        """Something stands in the chat, once."""
        expect(self.page.locator(".bubble").filter(has_text=text)).to_have_count(1)


class House:
    """The server: one centre, its clock, who picks up by number. `often`: killed between each two steps, else where it
    is asked for by `dies`."""

    def __init__(self, folder: Path, centre: str, often: bool, callees: dict[str, str]) -> None:
        self.folder, self.centre, self.often = folder, centre, often
        self.file, self.port, self.kills = folder / "clock", 0, 0
        wanted = json.dumps({"centres": [centre], "callees": callees})
        self.ahead = parse_rfc3339(MONDAY) - time.time_ns() // 1_000_000
        self.file.write_text(f"{self.ahead:{WIDTH}d}\n{wanted}\n", encoding="utf-8")
        self.server: subprocess.Popen[str] | None = None
        self.there: list[Somebody] = []

    def now(self) -> Instant:
        """The time in the house."""
        return time.time_ns() // 1_000_000 + self.ahead

    def later(self, hours: float) -> None:
        """Time goes by; what falls due is dealt with by the server itself."""
        self.ahead += round(hours * HOUR)
        with self.file.open("r+b") as file:
            file.write(f"{self.ahead:{WIDTH}d}".encode())

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.pages.moved", str(self.file), "--locale", "en", "serve", "--demo"]
        more = ["--port", str(self.port), "--data", str(self.folder / "data"), "--pace", "3600"]
        self.server = subprocess.Popen(
            [*command, *more], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert self.server.stdout is not None
        for line in self.server.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                self.port = int(found[1])
                return
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """As a machine loses its power."""
        if self.server is not None:
            self.server.send_signal(signal.SIGKILL)
            self.server.wait(timeout=30)
            assert self.server.stdout is not None
            self.server.stdout.close()
            self.server, self.kills = None, self.kills + 1

    @contextmanager
    def away(self, *pages: Somebody) -> Iterator[None]:
        """The server is killed, is away for a while, and comes back; the pages say so, and find it again."""
        self.kill()
        for one in pages:
            one.page.locator(".link-lost, .standing.lost").first.wait_for()
        yield
        self.start()
        for one in pages:
            expect(one.page.locator(".link-lost, .standing.lost")).to_have_count(0)
        for one in self.there:
            # What a browser says of a server that is away is no fault of the page; all of it is heard first.
            one.page.evaluate("0")
            one.complaints = [text for text in one.complaints if "net::ERR_" not in text and "WebSocket" not in text]

    def dies(self, *pages: Somebody) -> None:
        """Between two steps; at every run only where it is asked for."""
        if self.often:
            with self.away(*pages):
                pass


def until(person: Person, path: str, *words: str, seconds: float = PATIENCE) -> None:
    """Opens a page again until it shows what time alone brings about."""
    end = time.monotonic() + seconds
    while True:
        person.go(path)
        shown = person.page.locator("main").inner_text()
        if all(one in shown for one in words):
            return
        assert time.monotonic() < end, f"{path} does not show {words}: {shown}"


def minutes(count: float) -> float:
    """In hours."""
    return count * MINUTE / HOUR
