"""The live centre end to end: pages on sockets, recognition, engine, SQLite with FULL, advice back to every page.

The server is a process of its own; its processor time is what the operating system says, that of the process beside it,
which keeps the tables of the reports, is told apart. The peer is the bare store: as many durable appends of the same
size, by as many at once, in one process of their own. How long a bare fdatasync takes meanwhile is printed beside the
waits: nothing that is kept can be answered sooner. What the engine takes of the time is measured afterwards, by asking
it once more for all that it was asked for.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from saywell.app.serving import Builder, open_store
from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.advice import advise
from saywell.conversation.decide import step
from saywell.conversation.fold import fold
from saywell.desk import centre as c
from saywell.desk.access import Access
from saywell.desk.book import MemoryBook
from saywell.desk.facts import Quiet
from saywell.desk.hub import Hub
from saywell.desk.settings import Setting
from saywell.desk.talk import Assigned, DeskEvent, Live, Placed
from saywell.kernel.time import format_rfc3339
from saywell.runtime.clock import now
from saywell.storage.interface import Append, Entry

PAGES, TURNS, QUIET = 60, 20, 940
TEXTS = (
    "您好，匯安銀行客服中心，很高興為您服務。", "請您稍等，我幫您查詢一下。", "感謝您的耐心等待，餘額已經查到了。",
    "請問您還需要其他幫助嗎？", "我會在兩個工作小時內給您回電。", "不用客氣，這是我應該做的。",
)  # fmt: skip
PASSWORD = "a long password"
EVERY, PACED = 0.3, 30
"""Seconds between two sentences of a page when they come at a human pace: all pages together as many a second as a
thousand conversations with one every five seconds; and how many."""


class Run:
    """One run of all pages: what they wait for together, and the processor time of the server in between."""

    def __init__(self, pid: int) -> None:
        self.waits: list[float] = []
        self.paced: list[float] = []
        self.marks: list[tuple[float, float, float]] = []
        self._pid, self._barrier = pid, asyncio.Barrier(PAGES)

    async def ready(self) -> None:
        """Until all pages are here."""
        if await self._barrier.wait() == 0:
            self.marks.append((time.perf_counter(), spent(self._pid), beside(self._pid)))
        await self._barrier.wait()


async def _prepare(folder: Path, pages: int, quiet: int) -> list[str]:
    """A centre with an agent for every page, and conversations that only run; the session of each agent."""
    store = await open_store("", folder)
    hub, access = Hub(store, now, Builder(folder), MemoryBook({})), Access(store, now)
    names = {"zh-Hans": "汇安银行", "zh-Hant": "匯安銀行", "en": "Huian"}
    await hub.set_setting(Setting(id="bank", standard="bank", title=names, company=names, always_open=True))
    tokens = []
    for n in range(pages):
        await access.set_account(f"a{n}", PASSWORD, f"a{n}", f"a{n}", ("agent",), ("bank",))
        tokens.append((await access.sign_in(f"a{n}", PASSWORD, "en"))[0])
    key, _ = hub.current("bank")
    for n in range(pages + quiet):
        at = now()
        opening = i.Opened(at, id=f"t{n}", channel="chat", direction="inbound", started=format_rfc3339(at))
        await hub.come(Placed(at, centre="bank", standard=key, queue="", opening=opening))
        if n >= pages:
            other = f"night{n % 300}"
            await hub.tell("bank", c.Joined(0, number=other, name=other))
            await hub.tell("bank", c.Taken(0, talk=f"t{n}", number=other))
            await hub.send(f"t{n}", Assigned(0, agent=other, name=other))
            await hub.send(f"t{n}", i.Said(0, by="customer", text="你好，我想查一下餘額"))
    await store.close()
    return tokens


async def _page(port: int, n: int, token: str, run: Run) -> None:
    from websockets.asyncio.client import connect

    where = f"ws://127.0.0.1:{port}/api/live?centre=bank"
    async with connect(where, additional_headers={"cookie": f"saywell={token}"}, max_size=None) as socket:
        await socket.recv()
        await _ask(socket, 1, {"do": "take", "talk": f"t{n}"})
        await run.ready()
        for turn in range(TURNS):
            said = {"do": "say", "talk": f"t{n}", "text": f"{TEXTS[(n + turn) % len(TEXTS)]}{n * TURNS + turn}"}
            began = time.perf_counter()
            await _ask(socket, turn + 2, said)
            run.waits.append(time.perf_counter() - began)
        await run.ready()
        begin = time.perf_counter() + EVERY * n / PAGES
        for turn in range(PACED):
            due = begin + turn * EVERY
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            said = {"do": "say", "talk": f"t{n}", "text": f"{TEXTS[(n + turn) % len(TEXTS)]}第{n * PACED + turn}次"}
            await _ask(socket, TURNS + turn + 2, said)
            run.paced.append(time.perf_counter() - due)
        await run.ready()


async def _ask(socket: Any, id: int, ask: dict[str, Any]) -> None:
    await socket.send(json.dumps({"id": id, **ask}))
    while True:
        got = json.loads(await socket.recv() or "{}")
        if got.get("type") in ("done", "refused"):
            assert got["type"] == "done", got
            return


def spent(pid: int) -> float:
    """Seconds of processor time of a process (proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def beside(pid: int) -> float:
    """Seconds of processor time of the processes that a process has started (proc(5))."""
    found = [one for place in Path(f"/proc/{pid}/task").glob("*/children") for one in place.read_text().split()]
    return sum(spent(int(one)) for one in found)


def rest(pid: int) -> None:
    """Until a server has nothing left to do from before, such as figures of conversations that it had not seen yet."""
    busy = 1.0
    while busy > 0.05:
        before, began = spent(pid) + beside(pid), time.perf_counter()
        time.sleep(2)
        busy = (spent(pid) + beside(pid) - before) / (time.perf_counter() - began)


async def _peer(folder: Path) -> float:
    """Processor seconds of as many durable appends in a bare store."""
    store = await open_store("", folder)
    body = b"x" * 700

    async def one(n: int) -> None:
        for turn in range(TURNS):
            await store.append(Append(f"s{n}", [Entry("k", body)], turn, 0))

    began = time.process_time()
    await asyncio.gather(*(one(n) for n in range(PAGES)))
    spent = time.process_time() - began
    await store.close()
    return spent


async def _engine(folder: Path) -> float:
    """Processor seconds of the engine for a sentence: its events decided, three acts tried, folded, advice given."""
    store = await open_store("", folder)
    hub = Hub(store, now, Builder(folder), MemoryBook({}))
    await hub.load_all()
    quiet, count, took = Quiet(hub.ready), 0, 0.0
    for n in range(PAGES):
        live = Live()
        for record in await store.read(f"talk/t{n}"):
            event = quiet.load(record)
            mine = isinstance(event, e.Event) and not isinstance(event, DeskEvent)
            began = time.process_time()
            if type(event) is e.Arrived and type(event.input) is i.Said and live.plan is not None:
                for _ in range(4):
                    step(live.plan, live.state, event.input)
                advise(live.plan, live.state, event.input.at)
                count += 1
            if mine:
                fold(live.state, event)  # type: ignore[arg-type]
                took += time.process_time() - began
            live = quiet.fold(live, event)
    await store.close()
    return took / count


async def _bare(path: Path, waits: list[float]) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        began = time.perf_counter()
        os.write(file, b"x" * 700)
        await asyncio.to_thread(os.fdatasync, file)
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(0.02)


def main() -> None:
    """Print the figures."""
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        tokens = asyncio.run(_prepare(folder, PAGES, QUIET))
        command = [sys.executable, "-m", "saywell", "--locale", "en", "serve", "--port", "0", "--data", place]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        try:
            found = next(filter(None, (re.search(r"http://[\d.]+:(\d+)", line) for line in server.stdout)))

            async def all_pages() -> Run:
                run = Run(server.pid)
                disk = asyncio.create_task(_bare(folder / "bare", bare))
                await asyncio.gather(*(_page(int(found[1]), n, token, run) for n, token in enumerate(tokens)))
                disk.cancel()
                return run

            rest(server.pid)
            before = spent(server.pid)
            # The pages are not what is measured.
            gc.disable()
            run = asyncio.run(all_pages())
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()
        (folder / "peer").mkdir()
        peer = asyncio.run(_peer(folder / "peer"))
        engine = asyncio.run(_engine(folder))
    _tell(run, before, peer, engine, bare)


def _tell(run: Run, before: float, peer: float, engine: float, bare: list[float]) -> None:
    count = PAGES * TURNS
    (began, opened, table), (ended, worked, tabled), (_, paced, kept) = run.marks
    busy, ordered = worked - opened, statistics.quantiles(run.waits, n=100)
    print(f"live: {count} sentences by {PAGES} pages, {PAGES + QUIET} conversations at hand")
    print(f"  {count / busy:,.0f} a second and core ({busy / peer:.1f}x the processor time of the bare store)")
    print(f"  {count / (busy + tabled - table):,.0f} a second and core with the process of the tables")
    print(f"  {count / (ended - began):,.0f} a second; the engine {engine * count / busy:.1%} of the processor time")
    print(f"  an answer after {ordered[49] * 1000:.0f} ms (p50), {ordered[98] * 1000:.0f} ms (p99), as fast as it goes")
    ordered, share = statistics.quantiles(run.paced, n=100), (paced - worked) / (PACED * EVERY)
    print(f"  {PAGES / EVERY:.0f} a second: after {ordered[49] * 1000:.1f} ms (p50), {ordered[98] * 1000:.1f} ms (p99)")
    disk = statistics.quantiles(bare, n=100)
    print(f"  a bare fdatasync meanwhile: {disk[49] * 1000:.1f} ms (p50), {disk[98] * 1000:.1f} ms (p99)")
    print(f"  {share:.0%} of a core meanwhile, the tables {(kept - tabled) / (PACED * EVERY):.0%}")
    print(f"  {opened - before:.2f} s to open the pages and take the calls")
