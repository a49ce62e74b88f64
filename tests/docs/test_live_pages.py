"""The pages about the live centre say what it does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.saywell import saywell
from tests.desk.world import build
from tests.docs.live import live
from tests.docs.test_docs import DOCS, LIVE, blocks

from saywell.app.demo_world import read_world
from saywell.desk import access, account, asks, centre, chat, doors, feed, offering
from saywell.desk.book import MemoryBook
from saywell.desk.door import Doors
from saywell.desk.hooks.process import Hooks
from saywell.desk.http import ROUTES, application
from saywell.desk.hub import Hub
from saywell.desk.metrics import Metrics
from saywell.integrations.webhooks import HttpSender
from saywell.kernel.time import HOUR, MINUTE, SECOND
from saywell.runtime.clock import now
from saywell.storage.interface import NEWEST, OLDEST
from saywell.storage.memory import MemoryStore

ROOT = DOCS.parent
OPERATE = (DOCS / "operate.md").read_text(encoding="utf-8")
SECURITY = (DOCS / "security.md").read_text(encoding="utf-8")
DESK = (DOCS / "how-to" / "live-desk.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [DOCS / "api.md", LIVE], ids=["api", "connect-a-bot"])
def test_the_example_of_the_interface_runs_against_a_server(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = [block.text for block in blocks(page) if block.language == "python"]
    assert len(code) > 2
    with live(tmp_path) as address:
        monkeypatch.setenv("SAYWELL_URL", address)
        names: dict[str, object] = {"__name__": "page"}
        for text in code:
            exec(compile(text, str(page), "exec"), names)


def hub() -> Hub:
    return Hub(MemoryStore(), now, build, MemoryBook({}))


def test_every_figure_is_on_the_page_with_its_labels() -> None:
    centre = hub()
    figures = Metrics(centre, Hooks(centre, HttpSender(), access.Access(MemoryStore(), now)))
    figures.asked.labels("say").observe(0.1)
    figures.refused.labels("desk.store").inc()
    told = figures.text().decode()
    names = {
        name for name in re.findall(r"^# TYPE (\S+)", told, re.MULTILINE) if not name.endswith("_created")
    }  # fmt: skip
    on_page = set(re.findall(r"^\| `(saywell_\w+)` \|", OPERATE, re.MULTILINE))
    assert on_page == names
    assert set(re.findall(r"saywell_[a-z_]+", OPERATE)) <= names


def test_every_option_of_the_server_is_on_the_page() -> None:
    options = set(re.findall(r"--[a-z][a-z-]+", saywell("serve", "--help").out)) - {"--help"}
    table = OPERATE.partition("| option |")[2].partition("\n\n")[0]
    assert set(re.findall(r"--[a-z][a-z-]+", table)) == options


def test_the_limits_are_those_of_the_code() -> None:
    gates = Doors(hub(), access.Access(MemoryStore(), now))
    assert gates.tries._most == gates.chats._most == 30
    for said in (
        f"| {doors.LARGEST // 1024} KiB",
        f"| {asks.LONGEST:,} characters",
        f"| {chat.LONGEST:,} characters",
        f"| {account.FAILURES} in {access.LOCKED // MINUTE} minutes",
        f"| {access.LASTS // HOUR} hours; 366 days",
        f"| {offering.CHATS}; a call",
        f"| {centre.PATIENCE // SECOND} seconds, then",
        f"| {feed.BEHIND}, then a snapshot",
    ):
        assert said in OPERATE, said
    assert f"writes schema {NEWEST}," in OPERATE and f"schema {OLDEST} or later" in OPERATE


def test_every_door_is_on_the_page() -> None:
    app = application(Doors(hub(), access.Access(MemoryStore(), now)))
    paths = {str(getattr(route, "path", "")) for route in app.routes} - {door.path for door in ROUTES}
    for path in paths - {"/api/{rest:path}"}:
        assert f"`{path}`" in SECURITY, path


def test_all_that_is_noted_in_the_audit_log_is_on_the_page() -> None:
    noted = {
        name
        for file in [*(ROOT / "src/saywell/desk").rglob("*.py"), ROOT / "src/saywell/app/serving.py"]
        for name in re.findall(r'\.log\(\s*"([^"]+)"', file.read_text(encoding="utf-8"))
    }
    part = SECURITY.partition("## Audit log")[2].partition("\n## ")[0]
    assert noted and noted == set(re.findall(r"`([a-z.-]+)`", part))


def test_every_key_of_the_desk_is_on_the_page() -> None:
    keys = (ROOT / "web" / "src" / "keys.ts").read_text(encoding="utf-8")
    shown = {key for found in re.findall(r"show: \[([^\]]+)\]", keys) for key in re.findall(r'"([^"]+)"', found)}
    assert len(shown) > 15
    assert not [key for key in sorted(shown) if f"`{key}`" not in DESK]


def test_the_accounts_that_pages_name_are_those_of_the_demonstration() -> None:
    known = {(one.account, one.password) for one in read_world(now()).accounts}
    named = set(re.findall(r"^\| `([\w-]+)` \| `(saywell-\d+)` \|", DESK, re.MULTILINE))
    assert len(named) > 2 and named <= known
