"""The desk in a real Chromium while its conversation gets twenty events a second: how soon each is painted after it
came in, how much of the page's main thread it takes, and how many bytes the first page is."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.desk.server import post, saywell, serving

EVENTS, A_SECOND = 200, 20
PASSWORD = "correct horse battery"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
# When a sentence with a number came in on the socket, and when the frame in which it is first seen was painted.
WATCH = """
(() => {
  const found = (window.__seen = { came: {}, painted: {}, long: [] });
  const marks = (text) => Array.from(text.matchAll(/#(\\d+)#/g), (one) => one[1]);
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...all) {
      super(...all);
      this.addEventListener("message", (event) => {
        if (typeof event.data === "string")
          for (const n of marks(event.data)) found.came[n] ??= performance.now();
      });
    }
  };
  new PerformanceObserver((list) => found.long.push(...list.getEntries().map((one) => one.duration)))
    .observe({ type: "longtask", buffered: true });
  const look = (nodes) => {
    const fresh = nodes.flatMap((node) => marks(node.textContent ?? "")).filter((n) => !(n in found.painted));
    if (!fresh.length) return;
    for (const n of fresh) found.painted[n] = null;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { for (const n of fresh) found.painted[n] ??= performance.now(); };
      channel.port2.postMessage(0);
    });
  };
  document.addEventListener("DOMContentLoaded", () =>
    new MutationObserver((all) => look(all.flatMap((one) => [...one.addedNodes, one.target])))
      .observe(document.body, { childList: true, subtree: true, characterData: true }));
})();
"""
BYTES = """
() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
  .filter((one) => !one.name.includes("/api/"))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)
"""


def _busy(line: Any) -> float:
    """Seconds of the page's main thread so far."""
    found = line.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in found if one["name"] == "TaskDuration"))


def _say(port: int, talk: str, head: dict[str, str]) -> None:
    """As a telephone system or a bot feeds a conversation, evenly."""
    began = time.perf_counter()
    for n in range(EVENTS):
        time.sleep(max(0.0, began + n / A_SECOND - time.perf_counter()))
        said = {"type": "said", "at": 0, "by": "customer", "text": f"我想查一下我的訂單 #{n}#"}
        post(port, f"/api/talks/{talk}/inputs", {"inputs": [said]}, head)


def _measure(port: int, page: Any, line: Any) -> dict[str, Any]:
    me, cookie = post(port, "/api/sign-in", {"account": "ann", "password": PASSWORD})
    name, _, value = cookie.partition("=")
    page.context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{port}"}])
    page.goto(f"http://127.0.0.1:{port}/desk")
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(BYTES)
    chat, _ = post(port, "/api/chat", {"centre": "bank", "message": "你好"})
    take = page.evaluate_handle("""async ([port, talk]) => {
      const line = new WebSocket(`ws://127.0.0.1:${port}/api/live?centre=bank`);
      await new Promise((done) => { line.onmessage = done; });
      line.send(JSON.stringify({ id: 1, do: "take", talk }));
      await new Promise((done) => { line.onmessage = (got) => { if (got.data.includes('"done"')) done(); }; });
      line.close();
    }""", [port, chat["id"]])  # fmt: skip
    take.dispose()
    page.wait_for_timeout(2000)
    head = {"cookie": cookie, "x-csrf": str(me["csrf"])}
    page.get_by_text("你好").first.click()
    page.wait_for_timeout(1000)
    page.evaluate("() => { window.__seen.long = []; }")
    before = _busy(line)
    _say(port, chat["id"], head)
    page.wait_for_timeout(1000)
    return {"seen": page.evaluate("() => window.__seen"), "busy": _busy(line) - before, "bytes": sizes}


def main() -> None:
    """Print the figures."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path is not None, "there is no Chromium: run tools/browser.sh"
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = str(Path(place) / "data")
        saywell("centre", "bank", "-s", "bank", "--always-open", "--data", folder)
        saywell(
            "account", "ann", "--role", "agent", "--centre", "bank", "--password-from", "-", "--data", folder,
            text=PASSWORD,
        )  # fmt: skip
        with serving(Path(folder)) as (_, port):
            browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.add_init_script(WATCH)
            line = page.context.new_cdp_session(page)
            line.send("Performance.enable")
            found = _measure(port, page, line)
            browser.close()
    came, painted = found["seen"]["came"], found["seen"]["painted"]
    waits = [painted[n] - came[n] for n in came if painted.get(n) is not None]
    ordered = statistics.quantiles(waits, n=100)
    print(f"painting: {len(waits)} of {EVENTS} events seen, {A_SECOND} a second")
    print(f"  painted after {ordered[49]:.0f} ms (p50), {ordered[94]:.0f} ms (p95), {max(waits):.0f} ms at most")
    print(f"  {found['busy'] * 1000 / EVENTS:.1f} ms of the main thread each; {len(found['seen']['long'])} long tasks")
    print(f"  the first page is {found['bytes'] / 1000:.0f} KB as sent")
