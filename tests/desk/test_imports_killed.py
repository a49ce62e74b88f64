"""A process is killed while a file comes in or goes out: what is there afterwards is there once, and all of it."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from saywell.app.serving import Builder, open_store
from saywell.desk import contacts as ct
from saywell.desk.book import MemoryBook
from saywell.desk.hub import Hub
from saywell.desk.imports.process import FILE, STREAM, Import, Imports
from saywell.runtime.clock import now
from saywell.storage.interface import Store
from tests.desk.server import COMMAND, saywell

ROWS = 4_000
KINDS = ["sqlite", "postgres"]
KILLS, MOST = 4, 12


def customers(folder: Path) -> Path:
    """A file of customers, every fifth of them twice, every hundredth without a number that can be used."""
    file = folder / "customers.csv"
    rows = ["客户号,姓名,手机,城市"]
    for n in range(ROWS):
        m = n - 1 if n % 5 == 4 else n
        phone = "1.38E+10" if n % 100 == 50 else f"138{m:08d}"
        rows.append(f"C{m},王{m},{phone},城{n}")
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


async def with_store(store: Store, folder: Path) -> tuple[list[Import], dict[str, int], int, int]:
    """The imports, finished; how many versions each card has; the records that lead to cards; what is left of files."""
    hub = Hub(store, now, Builder(folder), MemoryBook({}))
    await hub.load_all()
    imports = Imports(hub)
    found = [await imports.finish(one.id) for one in await imports.list("bank")]
    cards = await store.streams(ct.CONTACT)
    leads = await store.streams(ct.LEAD)
    versions: dict[str, int] = {}
    for at in range(0, len(cards), 500):
        for records in (await store.read_all(dict.fromkeys(cards[at : at + 500], 0))).values():
            card = ct.contact_in(records)
            assert card is not None and card.number not in versions
            versions[card.number] = len(records)
    # A file of which no import came waits for an hour until it is tidied away: whoever kept it may still be at it.
    files = [one for one in await store.streams(FILE) if await store.read(STREAM + one.removeprefix(FILE))]
    return found, versions, len(leads), len(files)


def looked(place: str, folder: Path) -> tuple[list[Import], dict[str, int], int, int]:
    async def whole() -> tuple[list[Import], dict[str, int], int, int]:
        store = await open_store(place, folder)
        try:
            async with asyncio.timeout(120):
                return await with_store(store, folder)
        finally:
            await store.close()

    return asyncio.run(whole())


def killed(after: float, *arguments: str) -> bool:
    """Whether the process was killed at it, so many seconds after it had begun to keep."""
    with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait(60)
            return True
    return False


def took(*arguments: str) -> float:
    """Seconds that a command takes."""
    before = time.monotonic()
    saywell(*arguments)
    return time.monotonic() - before


@pytest.mark.parametrize("kind", KINDS)
def test_killed_midway_it_is_neither_there_half_nor_twice(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder, file = tmp_path / "data", customers(tmp_path)
    place = request.getfixturevalue("database") if kind == "postgres" else ""
    where = ("--data", str(folder), *(("--store", place) if place else ()))
    saywell("centre", "bank", "-s", "bank", *where)
    bring = ("import", "contacts", str(file), "--centre", "bank", *where)
    whole = took(*bring)
    [first], versions, leads, _ = looked(place, folder)
    assert (first.rows, first.faulty) == (ROWS, ROWS // 100) and len(versions) == first.new
    back = ("import", "undo", first.id, *where)
    assert took(*back) and looked(place, folder)[1:] == ({}, 0, 0)
    chance = random.Random(7)
    kills = 0
    for _ in range(MOST):
        if kills >= KILLS:
            break
        done = killed(chance.uniform(0.3, 0.95) * whole, *bring)
        kills += done
        # The first one was slower than it is: a busy machine. The next is killed earlier.
        whole *= 1.0 if done else 0.7
        found, again, also, files = looked(place, folder)
        running = [one for one in found if one.state == "done"]
        if not running:
            # It was killed before the file was kept: then nothing is there, and nothing of it stays in the way.
            assert again == {} and also == 0
            continue
        [one] = running
        assert (one.rows, one.new, one.changed, one.faulty) == (first.rows, first.new, first.changed, first.faulty)
        assert again == versions and also == leads and files == 0
        kills += killed(chance.uniform(0.3, 0.9) * whole, "import", "undo", one.id, *where)
        saywell("import", "undo", one.id, *where) if looked(place, folder)[1] else None
        assert looked(place, folder)[1:3] == ({}, 0)
    assert kills >= KILLS
