"""Everything that may go wrong under a server at work: nothing that it confirmed is lost, what pages show is what a
replay gives, people are told what happened, and afterwards work goes on."""

from __future__ import annotations

import asyncio
import json
import os
import random
import resource
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from socket import SHUT_RDWR
from typing import Any

import asyncpg
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from saywell.app.serving import Builder, open_store
from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.book import MemoryBook
from saywell.desk.hub import Hub
from saywell.desk.view import plain, view
from saywell.runtime.clock import now
from tests.desk.server import post, saywell, serving

CHATS = 4
TIMEOUT = 60
SHOWN = ("entries", "findings", "promises", "missed", "broken", "agent")
TEXTS = (
    "您好，請問有什麼可以幫您？",
    "請您稍等，我幫您查詢一下。",
    "感謝您的耐心等待。",
    "我會在兩個工作小時內給您回電。",
)


class Work:
    """An agent who talks in several chats at a time, and remembers what was confirmed and what was refused."""

    def __init__(self, folder: Path, store: str = "") -> None:
        self.folder, self.store = folder, store
        self.confirmed: dict[str, list[str]] = {}
        self.refused: list[dict[str, Any]] = []
        self.count = 0
        more = self.place
        saywell("centre", "bank", "-s", "bank", "--always-open", *more)
        named = ("account", "ann", "--role", "agent", "--centre", "bank", "--password-from", "-")
        saywell(*named, *more, text="correct horse\n")

    @property
    def place(self) -> tuple[str, ...]:
        """Where the server keeps its data."""
        return ("--data", str(self.folder), *(("--store", self.store) if self.store else ()))

    def sign_in(self, port: int) -> str:
        return post(port, "/api/sign-in", {"account": "ann", "password": "correct horse"})[1]

    def open(self, port: int, cookie: str) -> ClientConnection:
        where = f"ws://127.0.0.1:{port}/api/live?centre=bank"
        return connect(where, additional_headers={"cookie": cookie}, max_size=None)

    def ask(self, socket: ClientConnection, **fields: Any) -> dict[str, Any]:
        self.count += 1
        socket.send(json.dumps({"id": self.count, **fields}))
        while True:
            got = socket.recv(timeout=TIMEOUT)
            if got and (answer := json.loads(got))["type"] in ("done", "refused") and answer["id"] == self.count:
                return dict(answer)

    def begin(self, port: int, socket: ClientConnection) -> list[str]:
        """New chats, taken by the agent."""
        ids = [
            post(port, "/api/chat", {"centre": "bank", "message": "你好，我想查餘額"})[0]["id"] for _ in range(CHATS)
        ]
        for id in ids:
            assert self.ask(socket, do="take", talk=id)["type"] == "done"
            self.confirmed[id] = []
        return ids

    def say(self, socket: ClientConnection, id: str) -> bool:
        """One sentence; whether it was confirmed."""
        text = f"{TEXTS[self.count % len(TEXTS)]}第{self.count}句"
        answer = self.ask(socket, do="say", talk=id, text=text, key=f"k{self.count}")
        if answer["type"] == "done":
            self.confirmed[id].append(text)
        else:
            self.refused.append(answer)
        return bool(answer["type"] == "done")

    def until(self, port: int, cookie: str, begun: Callable[[], None], over: Callable[[], bool]) -> None:
        """Talk in new chats, from when they have `begun` until it is over or the line is cut."""
        with suppress(ConnectionClosed, OSError, EOFError), self.open(port, cookie) as socket:
            ids = self.begin(port, socket)
            begun()
            while not over():
                for id in ids:
                    self.say(socket, id)

    def compare(self, snapshot: dict[str, Any]) -> None:
        """What a page was shown is what a replay gives, and every confirmed sentence is in it once and in order."""
        anew = asyncio.run(self._replay())
        for id, texts in self.confirmed.items():
            shown = snapshot["talks"].get(id)
            assert shown is not None and {key: shown.get(key) for key in SHOWN} == {
                key: anew[id].get(key) for key in SHOWN
            }
            said = [one["text"] for one in shown["entries"].values() if one["kind"] == "said" and one["by"] == "agent"]
            assert [text for text in said if text in set(texts)] == texts and len(said) == len(set(said))

    async def _replay(self) -> dict[str, Any]:
        store = await open_store(self.store, self.folder)
        try:
            hub = Hub(store, now, Builder(self.folder), MemoryBook({}))
            await hub.load_all()
            talks, found = t.Talks(hub.ready), {}
            for stream in await store.streams(t.PREFIX):
                live = talks.start(stream)
                for record in await store.read(stream):
                    live = talks.fold(live, talks.load(record))
                found[stream.removeprefix(t.PREFIX)] = plain(view(live, w.Person(), now()))
            return found
        finally:
            await store.close()

    def snapshot(self, port: int) -> dict[str, Any]:
        """What a page is shown first."""
        with self.open(port, self.sign_in(port)) as socket:
            return dict(json.loads(socket.recv(timeout=TIMEOUT)))


def kill_at_work(work: Work, runs: int, seed: int) -> None:
    """Again and again: work, kill the server in the midst of it, look whether all is there."""
    chance = random.Random(seed)
    for _ in range(runs):
        with serving(work.folder, *work.place[2:]) as (server, port):
            work.compare(work.snapshot(port)) if work.confirmed else None
            cookie = work.sign_in(port)
            timer = threading.Timer(chance.uniform(0.3, 1.5), server.send_signal, (signal.SIGKILL,))
            work.until(port, cookie, timer.start, lambda server=server: server.poll() is not None)  # type: ignore[misc]
            timer.join()
    with serving(work.folder, *work.place[2:]) as (_, port):
        work.compare(work.snapshot(port))
    assert sum(map(len, work.confirmed.values())) > runs


def test_a_server_killed_at_work_loses_nothing(tmp_path: Path) -> None:
    kill_at_work(Work(tmp_path / "data"), 3, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_soak_killed_twenty_times(tmp_path: Path, database: str, kind: str) -> None:
    kill_at_work(Work(tmp_path / "data", database if kind == "postgres" else ""), 20, seed=2)


async def _crash(database: str) -> None:
    """One process of PostgreSQL is killed: then it stops all others, and starts anew."""
    db = await asyncpg.connect(database, timeout=30)
    try:
        found = await db.fetchval(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() LIMIT 1"
        )
        os.kill(int(found), signal.SIGKILL)
    finally:
        db.terminate()


def restarted_at_work(work: Work, runs: int, seed: int) -> None:
    """PostgreSQL starts anew in the midst of work; the server lives on."""
    chance = random.Random(seed)
    with serving(work.folder, *work.place[2:]) as (server, port):
        cookie = work.sign_in(port)
        with work.open(port, cookie) as socket:
            ids = work.begin(port, socket)
        for _ in range(runs):
            crashed = threading.Event()

            def crash(crashed: threading.Event = crashed) -> None:
                asyncio.run(_crash(work.store))
                crashed.set()

            timer = threading.Timer(chance.uniform(0.2, 1.0), crash)
            timer.start()
            said = 0
            with work.open(port, cookie) as socket:
                while not crashed.is_set() or said < 8:
                    said += work.say(socket, ids[said % CHATS]) if crashed.is_set() else not work.say(socket, ids[0])
            timer.join()
            assert server.poll() is None
        work.compare(work.snapshot(port))
    assert all(one["code"] == "desk.store" and one["message"] for one in work.refused)


@pytest.mark.soak
def test_soak_postgres_restarted_at_work(tmp_path: Path, database: str) -> None:
    restarted_at_work(Work(tmp_path / "data", database), 20, seed=3)


def full_at_work(work: Work, runs: int, seed: int) -> None:
    """The disk is full in the midst of work: people are told, and it goes on as soon as there is room."""
    chance, unlimited = random.Random(seed), (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    with serving(work.folder) as (server, port):
        cookie = work.sign_in(port)
        with work.open(port, cookie) as socket:
            ids = work.begin(port, socket)
        for _ in range(runs):
            with work.open(port, cookie) as socket:
                size = max(path.stat().st_size for path in work.folder.iterdir() if path.is_file())
                room = size + chance.randrange(60_000)
                resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
                before, tries = len(work.refused), 0
                while len(work.refused) == before and tries < 2_000:
                    tries += 1
                    work.say(socket, ids[tries % CHATS])
                resource.prlimit(server.pid, resource.RLIMIT_FSIZE, unlimited)
                assert len(work.refused) > before and work.refused[-1]["code"] == "desk.store"
                assert "disk" in work.refused[-1]["message"] or "full" in work.refused[-1]["message"]
                for id in ids:
                    assert work.say(socket, id)
            assert server.poll() is None
        shown = work.snapshot(port)
    work.compare(shown)


def test_a_full_disk_is_told_and_work_goes_on_when_there_is_room(tmp_path: Path) -> None:
    full_at_work(Work(tmp_path / "data"), 2, seed=4)


@pytest.mark.soak
def test_soak_a_full_disk(tmp_path: Path) -> None:
    full_at_work(Work(tmp_path / "data"), 20, seed=5)


PHASES = ("before the snapshot", "after it", "in the middle of a message", "before the answer", "after the answer")


def cut_in_every_phase(work: Work, runs: int) -> None:
    """The line breaks; the page comes back and says again, under the same key, what was not confirmed."""
    with serving(work.folder) as (_, port):
        cookie = work.sign_in(port)
        with work.open(port, cookie) as socket:
            ids = work.begin(port, socket)
        for n in range(runs):
            for phase in PHASES:
                id, text = ids[n % CHATS], f"{TEXTS[n % len(TEXTS)]}{phase}{n}"
                key = f"{phase}-{n}"
                ask = json.dumps({"id": 1, "do": "say", "talk": id, "text": text, "key": key})
                with suppress(ConnectionClosed, OSError, EOFError), work.open(port, cookie) as socket:
                    _cut(socket, phase, ask)
                with work.open(port, cookie) as socket:
                    answer = work.ask(socket, do="say", talk=id, text=text, key=key)
                    assert answer["type"] == "done"
                work.confirmed[id].append(text)
        shown = work.snapshot(port)
    work.compare(shown)


def _cut(socket: ClientConnection, phase: str, ask: str) -> None:
    """Break the line in a phase."""
    if phase != "before the snapshot":
        socket.recv(timeout=TIMEOUT)
    if phase == "in the middle of a message":
        # The header of a frame that promises more than ever comes.
        socket.socket.sendall(bytes([0x81, 0x80 | 100, 1, 2, 3, 4]) + b"x" * 10)
    if phase in ("before the answer", "after the answer"):
        socket.send(ask)
    while phase == "after the answer":
        got = socket.recv(timeout=TIMEOUT)
        if got and json.loads(got)["type"] == "done":
            break
    socket.socket.shutdown(SHUT_RDWR)


def test_a_line_cut_in_every_phase_loses_and_doubles_nothing(tmp_path: Path) -> None:
    cut_in_every_phase(Work(tmp_path / "data"), 2)


@pytest.mark.soak
def test_soak_a_line_cut_in_every_phase(tmp_path: Path) -> None:
    cut_in_every_phase(Work(tmp_path / "data"), 20)
