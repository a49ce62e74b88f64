"""Thousands of customers with their chat open on one node: memory of each, and how soon a few that talk are answered.

Each says something and waits until it is kept and shown to them again. The memory is that of the server's process, with
all conversations, before and after their pages are opened.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.live import rest
from saywell.app.serving import Builder, open_store
from saywell.conversation import inputs as i
from saywell.desk import centre as c
from saywell.desk.book import MemoryBook
from saywell.desk.hub import Hub
from saywell.desk.settings import Setting
from saywell.desk.talk import Assigned, Placed
from saywell.kernel.time import format_rfc3339
from saywell.runtime.clock import now

SOCKETS, TALKING, TURNS, EVERY = 5_000, 50, 10, 0.5


async def _prepare(folder: Path) -> None:
    """A centre in which every chat has been taken."""
    store = await open_store("", folder)
    hub = Hub(store, now, Builder(folder), MemoryBook({}))
    names = {"zh-Hans": "汇安银行", "zh-Hant": "匯安銀行", "en": "Huian"}
    await hub.set_setting(Setting(id="bank", standard="bank", title=names, company=names, always_open=True))
    key, _ = hub.current("bank")

    async def one(n: int) -> None:
        at, who = now(), f"a{n % 500}"
        opening = i.Opened(at, id=f"t{n}", channel="chat", direction="inbound", started=format_rfc3339(at))
        placed = Placed(at, centre="bank", standard=key, queue="", opening=opening, token="token")
        await hub.send(f"t{n}", placed)
        await hub.send(f"t{n}", opening)
        await hub.send(f"t{n}", Assigned(0, agent=who, name=who))
        await hub.tell("bank", c.Came(0, talk=f"t{n}", channel="chat", queue="", target=20_000))
        await hub.tell("bank", c.Joined(0, number=who, name=who))
        await hub.tell("bank", c.Taken(0, talk=f"t{n}", number=who))

    for n in range(0, SOCKETS, 100):
        await asyncio.gather(*(one(n + k) for k in range(100)))
    await store.close()


def _memory(pid: int) -> int:
    """KB that a process has in memory (proc(5))."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    assert found is not None
    return int(found[1])


async def _bare(path: Path, waits: list[float]) -> None:
    """What the disk takes for one durable write meanwhile: nothing that is kept can be answered sooner."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        began = time.perf_counter()
        os.write(file, b"x" * 300)
        await asyncio.to_thread(os.fdatasync, file)
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(0.1)


async def _echo(socket: Any, n: int, waits: list[float]) -> None:
    """Something that is answered at once and kept nowhere."""
    begin = time.perf_counter() + EVERY * n / TALKING
    for turn in range(TURNS):
        await asyncio.sleep(max(0.0, begin + turn * EVERY - time.perf_counter()))
        began = time.perf_counter()
        await socket.send('{"do": "echo"}')
        while "desk.bad-message" not in await socket.recv():
            pass
        waits.append(time.perf_counter() - began)


async def _say(socket: Any, n: int, waits: list[float]) -> None:
    """Something that is kept, and then shown."""
    begin = time.perf_counter() + EVERY * n / TALKING
    for turn in range(TURNS):
        await asyncio.sleep(max(0.0, begin + turn * EVERY - time.perf_counter()))
        text = f"請問還要等多久？{n} {turn}"
        began = time.perf_counter()
        await socket.send(json.dumps({"do": "say", "text": text}))
        while text not in await socket.recv():
            pass
        waits.append(time.perf_counter() - began)


async def _run(port: int, pid: int, place: Path) -> tuple[float, dict[str, list[float]]]:
    """KB of a socket, and seconds of each answer."""
    from websockets.asyncio.client import connect

    before, sockets = _memory(pid), []
    for n in range(0, SOCKETS, 50):
        where = (f"ws://127.0.0.1:{port}/api/chat?id=t{n + k}&token=token" for k in range(50))
        lines = [connect(one, compression=None, ping_interval=None) for one in where]
        opened = await asyncio.gather(*(line.__aenter__() for line in lines))
        await asyncio.gather(*(socket.recv() for socket in opened))
        sockets += opened
    grown = (_memory(pid) - before) / SOCKETS
    talking = sockets[:: SOCKETS // TALKING]
    echoes: list[float] = []
    said: list[float] = []
    bare: list[float] = []
    disk = asyncio.create_task(_bare(place / "bare", bare))
    await asyncio.gather(*(_echo(socket, n, echoes) for n, socket in enumerate(talking)))
    await asyncio.gather(*(_say(socket, n, said) for n, socket in enumerate(talking)))
    disk.cancel()
    await asyncio.gather(*(socket.close() for socket in sockets))
    return grown, {"an echo": echoes, "what is kept and shown": said, "a bare fdatasync meanwhile": bare}


def main() -> None:
    """Print the figures."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 20_000), most))
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(_prepare(Path(place)))
        command = [sys.executable, "-m", "saywell", "--locale", "en", "serve", "--port", "0", "--data", place]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        try:
            found = next(filter(None, (re.search(r"http://[\d.]+:(\d+)", line) for line in server.stdout)))
            rest(server.pid)
            grown, waits = asyncio.run(_run(int(found[1]), server.pid, Path(place)))
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()
    print(f"sockets: {SOCKETS} open, {grown:.1f} KB each; {TALKING / EVERY:.0f} asks a second")
    for name, took in waits.items():
        ordered = statistics.quantiles(took, n=100)
        print(f"  {name}: {ordered[49] * 1000:.1f} ms (p50), {ordered[98] * 1000:.1f} ms (p99)")
