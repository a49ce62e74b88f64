"""A server in this process, whose clock the test moves. Only a test can: the product reads its machine's clock."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from socket import socket
from typing import Any

import uvicorn

from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.access import Access
from saywell.desk.book import MemoryBook
from saywell.desk.centre import Joined
from saywell.desk.door import Doors
from saywell.desk.http import application
from saywell.desk.hub import Hub
from saywell.desk.settings import Setting
from saywell.desk.talk import Placed
from saywell.followup.decide import PREFIX
from saywell.followup.rules import Department
from saywell.followup.state import Work
from saywell.kernel.time import Instant, format_rfc3339, parse_rfc3339
from saywell.runtime.clock import now
from saywell.storage.memory import MemoryStore
from tests.desk.world import COMPANY, TITLE, build

PASSWORD = "correct horse"
START = parse_rfc3339("2026-11-17T10:00:00+08:00")
PEOPLE: dict[str, tuple[str, str, tuple[w.Role, ...]]] = {
    "ann": ("1", "小安", ("agent",)), "sal": ("3", "小萨", ("clerk",)), "led": ("9", "李姐", ("leader",)),
    "man": ("8", "莫经理", ("manager",)), "root": ("7", "管理", ("admin", "author")),
}  # fmt: skip
TITLES = {
    "sales": {"zh-Hans": "业务部", "zh-Hant": "業務部", "en": "Sales"},
    "service": {"zh-Hans": "技术部", "zh-Hant": "技術部", "en": "Technical service"},
    "care": {"zh-Hans": "客户关怀部", "zh-Hant": "客戶關懷部", "en": "Customer care"},
}
WORDS = {"sales": ("lead",), "service": ("repair",), "care": ("complaint", "suggestion")}


class Clocked:
    """The centre of a standard: agent ann, clerk sal who has the departments' work, leader led, manager, admin."""

    def __init__(self, standard: str) -> None:
        self.standard, self.shift = standard, START - now()
        self.hub = Hub(MemoryStore(), self.clock, build, MemoryBook({standard: [_PERSON]}))
        self.access = Access(self.hub.store, self.clock)
        self.doors = Doors(self.hub, self.access)
        for gate in (self.doors.tries, self.doors.chats):
            gate._most = 10_000
        self.loop: asyncio.AbstractEventLoop | None = None
        self.calls = 0
        self.port = 0

    def clock(self) -> Instant:
        """The time at this server: it goes on, and jumps when the test says so."""
        return now() + self.shift

    def run(self, act: Coroutine[Any, Any, Any]) -> Any:
        """Do something where the server runs."""
        assert self.loop is not None
        return asyncio.run_coroutine_threadsafe(act, self.loop).result(60)

    def later(self, hours: float) -> None:
        """Time goes by, and what falls due is settled."""
        self.shift += round(hours * 3_600_000)

        async def settle() -> None:
            await self.hub.at_rest()
            while await self.hub.works.settle():
                await self.hub.at_rest()
            await self.doors.projector.caught_up(10)

        self.run(settle())

    async def prepare(self) -> None:
        """Its settings and people."""
        departments = {
            id: Department(title=TITLES[id], members=("3",), leader="9", takes=takes) for id, takes in WORDS.items()
        }
        await self.hub.set_setting(
            Setting(
                id=self.standard, standard=self.standard, title=TITLE, company=COMPANY, always_open=True,
                departments=departments,
            )
        )  # fmt: skip
        for name, (number, shown, roles) in PEOPLE.items():
            await self.access.set_account(name, PASSWORD, number, shown, roles, (self.standard,))
            if "agent" in roles or "leader" in roles:
                await self.hub.tell(self.standard, Joined(0, number=number, name=shown))

    def call(self) -> str:
        """A customer calls."""
        self.calls += 1
        id = f"c{self.calls}"

        async def come() -> None:
            key, _ = self.hub.current(self.standard)
            at = self.clock()
            opening = i.Opened(
                at, id=id, channel="phone", direction="inbound", started=format_rfc3339(at), facts={"company": COMPANY}
            )
            await self.hub.come(
                Placed(at, centre=self.standard, standard=key, queue="", opening=opening, person="p1", token="")
            )

        self.run(come())
        return id

    def says(self, talk: str, text: str, by: str = "customer") -> None:
        """Somebody says something on the phone."""
        self.run(self.hub.send(talk, i.Said(0, by=by, text=text)))  # type: ignore[arg-type]
        self.run(self.hub.at_rest())

    def work(self, id: str) -> Work:
        """A piece of work as it stands."""

        async def look() -> Work:
            await self.hub.at_rest()
            return (await self.hub.works.look(PREFIX + id)).state

        found: Work = self.run(look())
        return found


_PERSON = w.Person(id="p1", surname="王", title="先生", name="王明", phone="13800138000")


class _Server(uvicorn.Server):
    """Tells when it listens."""

    def __init__(self, config: uvicorn.Config, told: Callable[[int], None]) -> None:
        super().__init__(config)
        self._told = told

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        self._told(self.servers[0].sockets[0].getsockname()[1])

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """It does not run in the main thread."""
        yield


@contextmanager
def clocked(standard: str) -> Iterator[Clocked]:
    """Such a server, on a free port."""
    made = Clocked(standard)
    started = threading.Event()

    def told(port: int) -> None:
        made.port = port
        started.set()

    config = uvicorn.Config(
        application(made.doors), port=0, log_level="critical", ws="websockets-sansio", timeout_graceful_shutdown=2
    )
    server = _Server(config, told)

    async def main() -> None:
        await made.prepare()
        await server.serve()

    def live() -> None:
        with asyncio.Runner() as runner:
            made.loop = runner.get_loop()
            runner.run(main())

    thread = threading.Thread(target=live, daemon=True)
    thread.start()
    assert started.wait(30), "the server did not start"
    try:
        yield made
    finally:
        server.should_exit = True
        thread.join(20)
