"""The process manager is killed at any point: nothing is forgotten, nothing comes twice."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import textwrap
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from saywell.conversation import inputs as ci
from saywell.followup import events as e
from saywell.followup import inputs as i
from saywell.followup.decide import PREFIX
from saywell.followup.opening import Command
from saywell.followup.process import STREAM, Process, work_shell
from saywell.followup.rules import Rules
from saywell.kernel.time import DAY, Instant, parse_rfc3339
from saywell.storage.interface import Append, Entry, Record, Store
from saywell.storage.postgres import PostgresStore
from saywell.storage.sqlite import SqliteStore
from tests.followup.office import Silent, office

START = parse_rfc3339("2026-11-16T10:00:00+08:00")
LEADS = 60
TALK = "talk/"
DONE = "told/"


class Recorded(Silent):
    """Each record of a conversation leaves a lead; what it is told is kept in a stream of its own, once for a key."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    async def commands(self, record: Record) -> list[Command]:
        at_work()
        talk = record.stream.removeprefix(TALK)
        source = e.Source(talk=talk, number=record.number)
        return [(f"{talk}-lead", i.Open(what="lead", centre="rent", source=source, due=START + DAY))]

    async def done(self, talk: str, done: ci.Done, at: Instant, key: str) -> None:
        at_work()
        number = len(await self.store.read(DONE + talk))
        await self.store.append(Append(DONE + talk, [Entry("told", done.what.encode())], number, at, key=key))


def at_work() -> None:
    """Tell who will kill this process that it is in the middle of something."""
    sys.stdout.write("at work\n")
    sys.stdout.flush()


async def opened(where: str) -> Store:
    return await PostgresStore.open(where) if "://" in where else SqliteStore.open(where)


async def node(where: str, hours: float) -> None:
    """What one process does until nothing is left: opens leads out of the log, and lets their clocks run out."""
    store = await opened(where)
    at = START + round(hours * 3_600_000)
    rules = Rules(office)
    works = work_shell(store, rules, lambda: at, lambda _, error: (_ for _ in ()).throw(error))
    process = Process(store, works, rules, Recorded(store), lambda _, error: (_ for _ in ()).throw(error))
    await process.load()
    while await process.step() or await works.settle(limit=1):
        at_work()
    await store.close()


PROGRAM = textwrap.dedent("""
    import asyncio, sys
    from tests.followup.test_kills import node
    asyncio.run(node(sys.argv[1], float(sys.argv[2])))
""")


def killed(where: str, hours: float, steps: int, wait: float) -> None:
    """A process is killed a moment after it has told so many times that it is at work."""
    child = subprocess.Popen([sys.executable, "-c", PROGRAM, where, str(hours)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    told = [child.stdout.readline() for _ in range(steps)]
    with suppress(subprocess.TimeoutExpired):
        child.wait(wait)
    child.kill()
    child.wait(60)
    child.stdout.close()
    assert all(told), "there was nothing left to do"


def finished(where: str, hours: float) -> None:
    """A process that nobody kills."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, where, str(hours)], stdout=subprocess.PIPE, timeout=120, check=False
    )
    assert done.returncode == 0 and done.stdout, "there was nothing left to do"


def run(where: str, kills: int, seed: int) -> None:
    chance = random.Random(seed)

    async def fill() -> None:
        store = await opened(where)
        for n in range(LEADS):
            await store.append(Append(f"{TALK}c{n}", [Entry("said", b"")], 0, START))
        await store.close()

    async def look() -> None:
        store = await opened(where)
        rules = Rules(office)
        works = work_shell(store, rules, lambda: START, lambda *_: None)
        names = await store.streams(PREFIX)
        leads = sorted(name for name in names if name.endswith("-lead"))
        calls = [name for name in names if "-explain-" in name]
        assert leads == sorted(f"{PREFIX}c{n}-lead" for n in range(LEADS))
        assert len(calls) == LEADS and len(names) == 2 * LEADS
        for name in leads:
            held = await works.look(name)
            kinds = Counter(type(one) for one in held.state.history)
            assert kinds[e.Opened] == kinds[e.Dispatched] == 1, name
            lapses = [one for one in held.state.history if type(one) is e.Lapsed]
            assert len(lapses) == len({(one.clock, one.due) for one in lapses}), name
            told = [record.body for record in await store.read(DONE + name.removeprefix(PREFIX).removesuffix("-lead"))]
            assert told == [b"lead_dispatched"], name
        moved = [int(record.body) for record in await store.read(STREAM)]
        assert moved == sorted(set(moved))
        await store.close()

    asyncio.run(fill())
    for n in range(kills):
        killed(where, 0 if n < kills // 2 else 48, chance.randint(1, 3), chance.uniform(0.0, 0.02))
    finished(where, 48)
    asyncio.run(look())


def test_sqlite_neither_forgets_nor_doubles(tmp_path: Path) -> None:
    run(str(tmp_path / "records.db"), kills=4, seed=1)


def test_postgres_neither_forgets_nor_doubles(database: str) -> None:
    run(database, kills=4, seed=2)


@pytest.mark.soak
def test_soak_sqlite_fifty_kills(tmp_path: Path) -> None:
    run(str(tmp_path / "records.db"), kills=50, seed=3)


@pytest.mark.soak
def test_soak_postgres_fifty_kills(database: str) -> None:
    run(database, kills=50, seed=4)
