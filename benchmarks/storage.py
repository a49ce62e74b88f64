"""Durable appends on SQLite beside a bare fdatasync, and in groups beside one aiosqlite transaction an event."""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from saywell.storage.interface import Append, Entry
from saywell.storage.sqlite import SqliteStore

BODY = b"x" * 300
SINGLE, GROUP, ROUNDS = 200, 64, 9


def _bare(path: Path) -> float:
    """Seconds of one write of the same bytes with fdatasync."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    began = time.perf_counter()
    for _ in range(SINGLE):
        os.write(file, BODY)
        os.fdatasync(file)
    spent = time.perf_counter() - began
    os.close(file)
    return spent / SINGLE


async def _single(store: SqliteStore, stream: str) -> float:
    began = time.perf_counter()
    for number in range(SINGLE):
        await store.append(Append(stream, [Entry("said", BODY)], number, at=0))
    return (time.perf_counter() - began) / SINGLE


async def _group(store: SqliteStore, stream: str) -> float:
    async def one(n: int) -> None:
        for number in range(8):
            await store.append(Append(f"{stream}/{n}", [Entry("said", BODY)], number, at=0))

    began = time.perf_counter()
    await asyncio.gather(*(one(n) for n in range(GROUP)))
    return (time.perf_counter() - began) / GROUP / 8


async def _aiosqlite(path: Path) -> Callable[[str], Awaitable[float]]:
    import aiosqlite

    db = await aiosqlite.connect(path)
    await db.execute("PRAGMA journal_mode=WAL")
    await db.execute("PRAGMA synchronous=FULL")
    await db.execute("CREATE TABLE IF NOT EXISTS records (position INTEGER PRIMARY KEY, stream TEXT, body BLOB)")
    await db.commit()

    async def run(stream: str) -> float:
        began = time.perf_counter()
        for _ in range(SINGLE):
            await db.execute("INSERT INTO records (stream, body) VALUES (?, ?)", (stream, BODY))
            await db.commit()
        return (time.perf_counter() - began) / SINGLE

    run.close = db.close  # type: ignore[attr-defined]
    return run


async def _measure(place: Path) -> dict[str, list[float]]:
    store = SqliteStore.open(place / "ours.db")
    peer = await _aiosqlite(place / "peer.db")
    got: dict[str, list[float]] = {"bare fdatasync": [], "append": [], "append, 64 at once": [], "aiosqlite": []}
    for n in range(ROUNDS):
        got["bare fdatasync"].append(_bare(place / "bare"))
        got["append"].append(await _single(store, f"s{n}"))
        got["append, 64 at once"].append(await _group(store, f"g{n}"))
        got["aiosqlite"].append(await peer(f"s{n}"))
    await store.close()
    await peer.close()  # type: ignore[attr-defined]
    return got


def main() -> None:
    """Print the medians of wall-clock time; a disk does not count CPU seconds."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        got = asyncio.run(_measure(Path(folder)))
    cost = {name: statistics.median(times[1:]) for name, times in got.items()}
    print("\nDurable appends of 300 bytes, wall clock, SQLite WAL and synchronous=FULL")
    for name, seconds in cost.items():
        print(f"  {name:22} {seconds * 1e6:8.0f} us {1 / seconds:9,.0f} a second")
    print(f"  one append costs {cost['append'] / cost['bare fdatasync']:.1f}x of a bare fdatasync")
    print(f"  64 at once: {cost['aiosqlite'] / cost['append, 64 at once']:.1f}x as many as aiosqlite, one at a time")
