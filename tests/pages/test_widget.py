"""The one line on somebody else's page, in a real Chromium: another origin, a strict policy, styles that fight."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, expect

from saywell.desk import wire as w
from tests.pages.clocked import Clocked, clocked
from tests.pages.test_pages import Look, Somebody, browser, looks

__all__ = ["browser"]
OPEN = {"zh-Hans": "联系客服", "zh-Hant": "聯絡客服", "en": "Chat with us"}
PAGE = """<!doctype html><html lang="de"><head><title>Lampen</title><link rel="stylesheet" href="/s.css"></head>
<body><h1>Lampen</h1><script src="{host}/widget.js" data-centre="shop" data-locale="auto" defer></script>
</body></html>"""
STYLE = "div { display: none !important } button, iframe, svg { width: 3px !important; opacity: 0.1 !important }"


@contextmanager
def site(host: str) -> Iterator[str]:
    """Somebody's shop, which lets in nothing but what the widget's documentation asks for."""
    policy = f"default-src 'self'; script-src {host}; frame-src {host}; require-trusted-types-for 'script'"

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            css = self.path == "/s.css"
            body = (STYLE if css else PAGE.format(host=host)).encode()
            self.send_response(200)
            self.send_header("content-type", "text/css" if css else "text/html; charset=utf-8")
            self.send_header("content-security-policy", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


@pytest.fixture(scope="module")
def centre() -> Iterator[Clocked]:
    with clocked("shop") as made:
        yield made


def answered(centre: Clocked, talk: str) -> None:
    """An agent answers, and the customer ends it."""
    from saywell.desk.asks import Desk

    me = w.Me(account="ann", number="1", name="Ann", roles=("agent",), centres=("shop",), locale="en", csrf="")

    async def act() -> None:
        desk = Desk(centre.hub, me, "shop", "en")
        await desk.do(w.SetStatus(1, status="idle"))
        await desk.do(w.Take(2, talk=talk))
        await desk.do(w.SaySomething(3, talk=talk, text="Hello, this is Ann."))

    centre.run(act())


@pytest.mark.parametrize("look", looks(0, 1, 2))
def test_the_chat_of_another_site_opens_goes_on_after_a_reload_and_is_rated(
    browser: Browser, centre: Clocked, look: Look
) -> None:
    with site(f"http://127.0.0.1:{centre.port}") as address:
        customer = Somebody(browser, centre.port, look, phone=look.locale == "zh-Hant")
        page = customer.page
        page.goto(address)
        button = page.get_by_role("button", name=OPEN[look.locale])
        button.click()
        chat = page.frame_locator("iframe")
        chat.locator("textarea").fill("Where is my parcel?")
        chat.locator("button.main").click()
        expect(chat.locator(".by-me p")).to_have_text("Where is my parcel?")
        frame = next(one for one in page.frames if "/chat/" in one.url)
        talk = frame.evaluate("JSON.parse(sessionStorage.getItem('saywell.chat.shop')).id")
        page.reload()
        button.click()
        expect(chat.locator(".by-me p")).to_have_text("Where is my parcel?")
        answered(centre, talk)
        expect(chat.locator(".by-agent p")).to_have_text("Hello, this is Ann.")
        box = page.locator("iframe").bounding_box()
        assert box is not None and box["width"] >= 380 and box["height"] >= 600
        chat.locator("form.composer button.icon").first.click()
        chat.locator("button.danger").click()
        chat.locator("input[value='5']").check(force=True)
        chat.locator(".rating button.main").click()
        expect(chat.locator(".rating [role=status]")).to_be_visible()
        assert customer.complaints == []
        page.keyboard.press("Escape")
        expect(page.locator("iframe")).to_be_hidden()
        expect(button).to_be_focused()
