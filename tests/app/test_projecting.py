"""The process beside the server that keeps lists and reports up to date: real processes, real databases."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from select import select
from typing import NamedTuple

import pytest
from tests.desk.server import get, post, saywell, serving
from tests.insight.worlds import everything, same

from saywell.app.projecting import Place, ProjectorProcess
from saywell.app.serving import Builder, open_store, open_views
from saywell.conversation import inputs as i
from saywell.desk.book import MemoryBook
from saywell.desk.facts import source_of
from saywell.desk.hub import Hub
from saywell.desk.settings import Setting
from saywell.desk.talk import Placed
from saywell.insight.lists import Wanted, listed
from saywell.insight.projector import Projector
from saywell.insight.views import Views
from saywell.kernel.time import format_rfc3339
from saywell.runtime.clock import now

NAMES = {"zh-Hans": "汇安银行", "zh-Hant": "匯安銀行", "en": "Huian"}


class World(NamedTuple):
    """A hub that does not run, and the process that projects what it keeps."""

    hub: Hub
    views: Views
    process: ProjectorProcess
    troubles: list[str]

    async def call(self, id: str, centre: str = "bank") -> None:
        """A customer writes."""
        at = now()
        opening = i.Opened(at, id=id, channel="chat", direction="inbound", started=format_rfc3339(at))
        key, _ = self.hub.current(centre)
        await self.hub.come(Placed(at, centre=centre, standard=key, queue="", opening=opening))
        await self.hub.send(id, i.Said(0, by="customer", text="你好，我想查一下餘額"))

    async def ids(self, centre: str = "bank") -> list[str]:
        """The list as it is told, the newest first."""
        assert await self.process.caught_up(30)
        return [row.id for row in (await listed(self.views, Wanted(centre=centre))).rows]


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest) -> str:
    """The address of a store, "" for the one in the folder."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("database"))


def run(where: str, folder: Path, act: Callable[[World], Awaitable[None]]) -> list[str]:
    """What troubles there were."""
    troubles: list[str] = []

    async def whole() -> None:
        store, views = await open_store(where, folder), open_views(where, folder)
        hub = Hub(store, now, Builder(folder), MemoryBook({}))
        process = ProjectorProcess(
            store, views, Place(str(folder), where), trouble=lambda _, error: troubles.append(str(error))
        )
        await views.start()
        await hub.load_all()
        if not hub.settings:
            await hub.set_setting(Setting(id="bank", standard="bank", title=NAMES, company=NAMES, always_open=True))
        await process.start()
        try:
            async with asyncio.timeout(120):
                await act(World(hub, views, process, troubles))
        finally:
            await process.stop()
            await views.close()
            await store.close()

    asyncio.run(whole())
    return troubles


def pid_of(process: ProjectorProcess) -> int:
    assert process._process is not None
    return process._process.pid


def lives(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_it_follows_what_the_server_keeps_and_says_the_same_as_one_within(where: str, tmp_path: Path) -> None:
    pids: list[int] = []

    async def first(world: World) -> None:
        await world.call("t1")
        assert await world.ids() == ["t1"]
        # A centre that comes while it runs, and other figures for one that is there.
        await world.hub.set_setting(Setting(id="shop", standard="shop", title=NAMES, company=NAMES, always_open=True))
        old = world.hub.setting("bank")
        numbers = {next(iter(world.hub.current("bank")[1].standard.numbers)): 7.0}
        await world.hub.set_setting(Setting(**{name: getattr(old, name) for name in old.__struct_fields__} | {
            "numbers": numbers}))  # fmt: skip
        await world.call("t2", "shop")
        await world.call("t3")
        assert await world.ids() == ["t3", "t1"] and await world.ids("shop") == ["t2"]
        # The newest records go: nobody need wait for what is not there any more.
        await world.hub.talks.erase("talk/t3")
        began = time.monotonic()
        assert await world.process.caught_up(30) and time.monotonic() - began < 2.5
        pids.append(pid_of(world.process))

    async def second(world: World) -> None:
        await world.call("t4")
        assert set(await world.ids()) == {"t4", "t3", "t1"}
        inner = Views()
        await inner.start()
        projector = Projector(world.hub.store, inner, source_of(world.hub), trouble=lambda *_: None)
        while await projector.step():
            pass
        here, there = await everything(inner), await everything(world.views)
        await inner.close()
        # Nobody told the centre that t3 was erased, so that its row has stayed where it was not made anew.
        there["talks"] = [row for row in there["talks"] if row[0] != "t3"]
        assert [row[0] for row in here["talks"]] == ["t1", "t2", "t4"]
        same({"talks": here["talks"]}, there)

    assert run(where, tmp_path, first) == []
    assert not lives(pids[0])
    assert run(where, tmp_path, second) == []


def test_another_one_is_started_where_it_dies(where: str, tmp_path: Path) -> None:
    async def act(world: World) -> None:
        for life in range(3):
            await world.call(f"t{life}")
            assert len(await world.ids()) == 2 * life + 1
            os.kill(pid_of(world.process), signal.SIGKILL)
            await world.call(f"u{life}")
        assert len(await world.ids()) == 6 and await world.process.behind() == 0

    troubles = run(where, tmp_path, act)
    assert [one for one in troubles if "-9" in one] == troubles and len(troubles) == 3


def test_it_ends_with_the_server_however_that_ends(tmp_path: Path) -> None:
    data = tmp_path / "data"
    saywell("centre", "bank", "-s", "bank", "--always-open", "--data", str(data))
    chats = 0
    for way in (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL, signal.SIGINT):
        with serving(data) as (server, port):
            for _ in range(3):
                post(port, "/api/chat", {"centre": "bank", "message": "你好"})
            chats += 3
            end = time.monotonic() + 30
            while get(port, "/api/health")["lists"]:
                assert time.monotonic() < end
            [child] = children(server.pid)
            handle = os.pidfd_open(child)
            server.send_signal(way)
            assert server.wait(timeout=30) in (0, -signal.SIGKILL)
            assert select([handle], [], [], 30)[0], "it outlived its server"
            os.close(handle)

    async def count() -> int:
        views = open_views("", data)
        await views.start()
        try:
            return (await listed(views, Wanted(centre="bank"))).total
        finally:
            await views.close()

    assert asyncio.run(count()) == chats


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(one) for place in found for one in place.read_text().split()]
