"""A process that is killed at work: what it was told is kept, is there; what fell due is dealt with once."""

from __future__ import annotations

import asyncio
import random
import signal
import subprocess
import sys
import textwrap
from collections import Counter
from pathlib import Path

import pytest

from saywell.storage.interface import Append, Entry, Store
from saywell.storage.postgres import PostgresStore
from saywell.storage.sqlite import SqliteStore

OPEN = """
import asyncio, sys
from saywell.storage.interface import Append, Entry
from saywell.storage.postgres import PostgresStore
from saywell.storage.sqlite import SqliteStore

async def opened():
    where = sys.argv[1]
    return await PostgresStore.open(where) if "://" in where else SqliteStore.open(where)
"""
WRITER = OPEN + textwrap.dedent("""
    async def write(store, n):
        for number in range(100_000):
            await store.append(Append(f"{sys.argv[2]}/{n}", [Entry("said", b"x" * 200)], number, at=number))
            print(n, number + 1, flush=True)

    async def main():
        store = await opened()
        await asyncio.gather(*(write(store, n) for n in range(16)))

    asyncio.run(main())
""")
FIRER = OPEN + textwrap.dedent("""
    async def decide(due):
        await asyncio.sleep(0.001)
        return [Append(stream, [Entry("due", sys.argv[2].encode())], number, at=1) for stream, number in due]

    async def main():
        store = await opened()
        print("ready", flush=True)
        while await store.next_wake() is not None:
            await store.fire(1_000_000, decide, limit=25)
            await asyncio.sleep(0)

    asyncio.run(main())
""")


async def opened(where: str) -> Store:
    return await PostgresStore.open(where) if "://" in where else SqliteStore.open(where)


def killed(program: str, where: str, name: str, after: float) -> str:
    """Run a program, kill it after so many seconds of work; what it had told by then."""
    child = subprocess.Popen(
        [sys.executable, "-c", program, where, name], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    try:
        child.wait(after)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
    rest = child.stdout.read()
    child.wait()
    child.stdout.close()
    return first + rest


def write_and_kill(where: str, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    for turn in range(rounds):
        told = killed(WRITER, where, f"t{turn}", chance.uniform(0.05, 0.5))
        acknowledged = Counter(line.split()[0] for line in told.splitlines() if len(line.split()) == 2)
        assert acknowledged

        async def look(turn: int = turn, acknowledged: Counter[str] = acknowledged) -> None:
            store = await opened(where)
            for n, number in acknowledged.items():
                records = await store.read(f"t{turn}/{n}")
                assert [r.number for r in records] == list(range(1, len(records) + 1))
                # The line that was being told when the process died may be torn.
                assert len(records) >= number - 1
                assert all(len(r.body) == 200 for r in records)
            positions = [r.position for r in await store.follow(0, limit=1_000_000)]
            assert positions == sorted(set(positions))
            await store.close()

        asyncio.run(look())


def fire_and_kill(where: str, streams: int, kills: int, seed: int) -> None:
    chance = random.Random(seed)

    async def fill() -> None:
        store = await opened(where)
        await asyncio.gather(
            *(store.append(Append(f"due/{n}", [Entry("said", b"")], 0, at=0, wake=n)) for n in range(streams))
        )
        await store.close()

    async def left() -> int:
        store = await opened(where)
        due = [await store.read(name) for name in await store.streams("due/")]
        waiting = sum(len(records) == 1 for records in due)
        assert len(due) == streams
        assert all(len(records) <= 2 for records in due)
        assert (waiting == 0) == (await store.next_wake() is None)
        await store.close()
        return waiting

    asyncio.run(fill())
    for n in range(kills):
        killed(FIRER, where, f"node-{n}", chance.uniform(0.02, 0.2))
        if asyncio.run(left()) == 0:
            break
    killed(FIRER, where, "last", 60)
    assert asyncio.run(left()) == 0


def test_sqlite_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    write_and_kill(str(tmp_path / "records.db"), rounds=2, seed=1)


def test_postgres_keeps_what_it_acknowledged(database: str) -> None:
    write_and_kill(database, rounds=2, seed=2)


def test_sqlite_fires_each_once(tmp_path: Path) -> None:
    fire_and_kill(str(tmp_path / "records.db"), streams=300, kills=3, seed=3)


def test_postgres_fires_each_once(database: str) -> None:
    fire_and_kill(database, streams=300, kills=3, seed=4)


@pytest.mark.soak
def test_soak_sqlite_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    write_and_kill(str(tmp_path / "records.db"), rounds=20, seed=5)


@pytest.mark.soak
def test_soak_postgres_keeps_what_it_acknowledged(database: str) -> None:
    write_and_kill(database, rounds=20, seed=6)


@pytest.mark.soak
def test_soak_each_fires_once(tmp_path: Path, database: str) -> None:
    fire_and_kill(str(tmp_path / "records.db"), streams=3000, kills=20, seed=7)
    fire_and_kill(database, streams=3000, kills=20, seed=8)
