"""A real server is killed at work: what it has confirmed is there when it comes back, and pages find their way."""

from __future__ import annotations

import asyncio
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

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from saywell.cli.words import WORDS
from saywell.desk.notices.process import AT_ONCE
from saywell.kernel.locale import LOCALES
from tests.desk.mailbox import Box, mail_server
from tests.desk.receiver import Receiver, receiving
from tests.desk.server import COMMAND, get, post, saywell, serving


class Page:
    """A page of somebody at work: asks, and waits for the answers."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.snapshot = json.loads(socket.recv(timeout=30))
        self.number = 0

    def ask(self, **fields: Any) -> dict[str, Any]:
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, **fields}))
        while True:
            got = self.socket.recv(timeout=30)
            if got and (answer := json.loads(got))["type"] in ("done", "refused"):
                assert answer["type"] == "done", answer
                return dict(answer)


@contextmanager
def page_of(port: int) -> Iterator[Page]:
    """Signed in; a server that dies meanwhile ends it quietly."""
    _, cookie = post(port, "/api/sign-in", {"account": "ann", "password": "correct horse"})
    where = f"ws://127.0.0.1:{port}/api/live?centre=bank"
    with suppress(ConnectionClosed), connect(where, additional_headers={"cookie": cookie}, max_size=None) as socket:
        yield Page(socket)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    saywell("centre", "bank", "-s", "bank", "--always-open", "--data", str(folder))
    saywell(
        "account", "ann", "--role", "agent", "--centre", "bank", "--password-from", "-", "--data", str(folder),
        text="correct horse\n",
    )  # fmt: skip
    return folder


def test_nothing_that_was_confirmed_is_lost_by_a_kill(data: Path) -> None:
    confirmed: list[str] = []
    with serving(data) as (server, port):
        chat, _ = post(port, "/api/chat", {"centre": "bank", "message": "你好"})
        with page_of(port) as page:
            page.ask(do="take", talk=chat["id"])
            for n in range(21):
                page.ask(do="say", talk=chat["id"], text=f"第{n}句話", key=str(n))
                confirmed.append(f"第{n}句話")
            page.socket.send(json.dumps({"id": 999, "do": "say", "talk": chat["id"], "text": "沒有答覆"}))
            os.kill(server.pid, signal.SIGKILL)
    with serving(data) as (_, port), page_of(port) as page:
        talk = page.snapshot["talks"][chat["id"]]
        said = [
            entry["text"] for entry in talk["entries"].values() if entry["kind"] == "said" and entry["by"] == "agent"
        ]
        assert said[: len(confirmed)] == confirmed and len(confirmed) == 21
        page.ask(do="say", talk=chat["id"], text=confirmed[-1], key="20")
        page.ask(do="say", talk=chat["id"], text="我回來了", key="next")
        page.ask(do="press", talk=chat["id"], key="hang_up")


def test_a_second_server_is_not_let_at_the_same_data(data: Path) -> None:
    with serving(data):
        second = subprocess.run(
            [*COMMAND, "serve", "--port", "0", "--data", str(data)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert second.returncode == 1 and "Stop it first" in second.stderr and "Traceback" not in second.stderr


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT])
def test_a_server_stops_cleanly_when_told_to(data: Path, way: signal.Signals) -> None:
    with serving(data) as (server, _):
        server.send_signal(way)
        assert server.wait(timeout=20) == 0


def test_a_demonstration_stops_with_its_simulated_people_and_finds_all_as_it_was(tmp_path: Path) -> None:
    for _ in range(2):
        with serving(tmp_path / "demo", "--demo", "--pace", "0.5") as (server, port):
            health = get(port, "/api/health")
            assert health["status"] == "ok"
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=30) == 0


def test_webhooks_arrive_though_the_server_is_killed_at_work(data: Path, tmp_path: Path) -> None:
    settings = tmp_path / "saywell.toml"
    settings.write_text("[webhooks]\nprivate = true\n", encoding="utf-8")
    saywell(
        "account", "root", "--role", "admin", "--centre", "bank", "--password-from", "-", "--data", str(data),
        text="correct horse\n",
    )  # fmt: skip
    opened: set[str] = set()
    with receiving() as receiver, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYWELL_CONFIG", str(settings))
        for life in range(4):
            with serving(data) as (server, port):
                if life == 0:
                    me, cookie = post(port, "/api/sign-in", {"account": "root", "password": "correct horse"})
                    wanted = {"name": "t", "url": receiver.url, "types": ["saywell.conversation.opened"]}
                    head = {"cookie": cookie, "x-csrf": me["csrf"]}
                    post(port, "/api/centres/bank/hooks", wanted, head)
                for _ in range(10):
                    opened.add(post(port, "/api/chat", {"centre": "bank", "message": "x"})[0]["id"])
                server.send_signal(signal.SIGKILL)
        with serving(data):
            # What was claimed by a node that died is free again after half a minute.
            asyncio.run(arrive(receiver, opened))
    ids = {one.event["subject"]: one.event["id"] for one in receiver.got}
    assert all(ids[one.event["subject"]] == one.event["id"] for one in receiver.got)


def test_mail_about_work_arrives_though_the_server_is_killed_at_work(data: Path) -> None:
    people = {"cle": ("5", "clerk"), "tom": ("6", "clerk")}
    for name, (number, role) in people.items():
        saywell(
            "account", name, "--role", role, "--number", number, "--centre", "bank", "--password-from", "-",
            "--data", str(data), text="correct horse\n",
        )  # fmt: skip
    passed: set[str] = set()
    with mail_server() as (box, smtp), pytest.MonkeyPatch.context() as patch:
        for name, value in (("HOST", "127.0.0.1"), ("PORT", str(smtp)), ("TLS", "none")):
            patch.setenv(f"SAYWELL_SMTP_{name}", value)
        for life in range(3):
            with serving(data) as (server, port):
                me, cookie = post(port, "/api/sign-in", {"account": "tom", "password": "correct horse"})
                head = {"cookie": cookie, "x-csrf": me["csrf"]}
                if life == 0:
                    wanted = {"mail": "tom@example.com", "kinds": ["assigned"]}
                    post(port, "/api/me/notices", wanted, head, method="PUT")
                me, cookie = post(port, "/api/sign-in", {"account": "cle", "password": "correct horse"})
                head = {"cookie": cookie, "x-csrf": me["csrf"]}
                for n in range(8):
                    made, _ = post(port, "/api/work", {"centre": "bank", "what": "question", "about": f"{n}"}, head)
                    change = {"ids": [made["id"]], "change": {"do": "dispatch", "to": "6"}}
                    post(port, "/api/work/changes", change, head)
                    passed.add(made["id"])
                server.send_signal(signal.SIGKILL)
        with serving(data):
            box.until(lambda: passed <= set(told(box)), 150)
    # Twice only where it was killed between the mail server's answer and noting it: then it is the same mail.
    assert len({str(mail["Message-ID"]) for _, mail in box.mails}) == len(passed) == 24
    assert len(box.mails) - len(passed) <= 2 * AT_ONCE


def told(box: Box) -> list[str]:
    """The work that the mails are about."""
    return re.findall(r"/work/([\w-]+)\n", "\n".join(box.texts))


async def arrive(receiver: Receiver, opened: set[str]) -> None:
    async with asyncio.timeout(120):
        count = len(opened)
        while {one.event["subject"] for one in receiver.got} != opened:
            await receiver.until(count, seconds=120)
            count = len(receiver.got) + 1


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en"])
def test_a_demonstration_that_is_stopped_before_it_stands_says_so_and_the_next_goes_on(
    tmp_path: Path, way: signal.Signals, locale: str
) -> None:
    data = tmp_path / "demo"
    command = [sys.executable, "-m", "saywell", "--locale", locale, "serve", "--demo", "--port", "0"]
    server = subprocess.Popen(
        [*command, "--data", str(data)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        # The shops are made while it prepares itself, long before it listens.
        end = time.monotonic() + 60
        while not list(data.glob("demo/*.sqlite")):
            assert server.poll() is None and time.monotonic() < end
        server.send_signal(way)
        told, _ = server.communicate(timeout=60)
    finally:
        server.kill()
        server.wait()
    words = [WORDS[key][LOCALES.index(locale)] for key in ("serve.begins", "serve.given-up")]
    assert server.returncode == 0 and told.splitlines() == words
    if (way, locale) == (signal.SIGINT, "en"):
        with serving(data, "--demo") as (_, port):
            assert get(port, "/api/health")["stuck"] == 0


def test_an_interrupted_command_says_so_and_ends_by_the_signal(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    pipe = folder / "a.talk"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "saywell", "--locale", "zh-Hant", "score", str(pipe), "-s", "bank"]
    # Whoever runs these tests in the background may have interrupts ignored, and a child would keep to that.
    command = ["env", "--default-signal=INT", *command]
    scoring = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    # It waits for somebody who writes into the pipe; once it has opened it nothing more comes.
    told = ""
    with scoring, pipe.open("w"):
        # Python drops an interrupt that comes inside a destructor; whoever means it presses again.
        for _ in range(10):
            scoring.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                _, told = scoring.communicate(timeout=6)
                break
        scoring.kill()
    assert scoring.returncode == -signal.SIGINT and told.splitlines()[-1] == WORDS["run.interrupted"][1]
    assert "Traceback" not in told and "Aborted" not in told
