"""Deadlines on two nodes at one PostgreSQL, one of which dies or stands still: each fires once, and in time."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

import pytest
from tests.runtime.test_shell import Kitchen, unexpected

from saywell.runtime.clock import now
from saywell.runtime.shell import Shell
from saywell.storage.interface import Store
from saywell.storage.postgres import LEASE, PostgresStore

FIGURES = logging.getLogger("figures")
ROOT = Path(__file__).resolve().parents[2]
NODE = """
import asyncio, os, signal, sys
from saywell.runtime.clock import now
from saywell.runtime.shell import Shell
from saywell.storage.postgres import PostgresStore
from tests.runtime.test_shell import Kitchen

class Stopping(Kitchen):
    left = int(sys.argv[2])

    def settle(self, state, at):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGSTOP)
        return super().settle(state, at)

async def main():
    shell = Shell(await PostgresStore.open(sys.argv[1]), Stopping(), now, prefix="t/", trouble=print)
    await shell.start()
    print("ready", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


class Fired(NamedTuple):
    """How often each deadline fired, and by how many ms each was late when others could see that it had."""

    times: Counter[str]
    late: list[int]

    @property
    def p99(self) -> float:
        """99 of 100 were not later than this."""
        return quantiles(self.late, n=100)[98]


@contextmanager
def nodes(where: str, *stops: int) -> Iterator[list[subprocess.Popen[str]]]:
    """Nodes at work; each stands still in the midst of settling its so many-th deadline, 0: never."""
    path = os.pathsep.join([str(ROOT), *sys.path])
    made = [
        subprocess.Popen(
            [sys.executable, "-c", NODE, where, str(stop)], cwd=ROOT, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": path},
        )
        for stop in stops
    ]  # fmt: skip
    try:
        for one in made:
            assert one.stdout is not None and one.stdout.readline() == "ready\n"
        yield made
    finally:
        for one in made:
            one.send_signal(signal.SIGCONT)
            one.kill()
            one.wait()
            assert one.stdout is not None
            one.stdout.close()


async def wind(store: Store, count: int, span: int, seed: int) -> None:
    """Set deadlines spread over `span` ms, the first in a few seconds."""
    chance, shell = random.Random(seed), Shell(store, Kitchen(), now, prefix="t/", trouble=unexpected)
    start = now() + 1000 + count
    for n in range(0, count, 100):
        due = [start + chance.randrange(span) for _ in range(100)]
        await asyncio.gather(*(shell.send(f"t/{n + k}", at - now()) for k, at in enumerate(due)))


async def watch(store: Store, count: int, strike: int, act: signal.Signals, victim: subprocess.Popen[str]) -> Fired:
    """See all deadlines fire; when so many have, something happens to one node."""
    position, fired = await store.head(), Fired(Counter(), [])
    while sum(fired.times.values()) < count:
        records = [record for record in await store.follow(position) if record.kind == "rang"]
        seen = now()
        position = await store.head() if not records else records[-1].position
        for record in records:
            fired.times[record.stream] += 1
            fired.late.append(seen - int(record.body))
        if strike and sum(fired.times.values()) >= strike:
            strike = 0
            victim.send_signal(act)
        await store.changed(position, timeout=5)
    return fired


def run(where: str, count: int, span: int, act: signal.Signals | None) -> Fired:
    """`act`: what happens to one of two nodes after a third; None: it stands still in the midst of a transaction."""

    async def whole() -> Fired:
        store = await PostgresStore.open(where)
        try:
            with nodes(where, 0 if act else count // 6, 0) as (first, _):
                await wind(store, count, span, seed=count)
                async with asyncio.timeout(60 + span / 1000):
                    fired = await watch(store, count, count // 3 if act else 0, act or signal.SIGCONT, first)
                    first.send_signal(signal.SIGCONT)
                    # What would be done twice would be done now.
                    await store.changed(await store.head(), timeout=2)
                rings = [record.stream for record in await store.follow(0, 10 * count) if record.kind == "rang"]
            assert Counter(rings) == fired.times
            return fired
        finally:
            await store.close()

    return asyncio.run(whole())


def test_a_node_that_dies_leaves_no_deadline_behind(database: str) -> None:
    fired = run(database, 200, 2000, signal.SIGKILL)
    assert set(fired.times.values()) == {1} and len(fired.times) == 200


@pytest.mark.soak
def test_soak_a_node_that_dies_delays_nothing(database: str) -> None:
    fired = run(database, 3000, 20_000, signal.SIGKILL)
    FIGURES.info("killed: p99 %.0f ms late, %d ms at most", fired.p99, max(fired.late))
    assert set(fired.times.values()) == {1} and len(fired.times) == 3000
    assert fired.p99 <= 150


@pytest.mark.soak
@pytest.mark.parametrize("act", [signal.SIGSTOP, None])
def test_soak_a_node_that_stands_still_delays_by_its_lease_at_most(database: str, act: signal.Signals | None) -> None:
    fired = run(database, 3000, 20_000, act)
    name = "stopped" if act else "stopped in a transaction"
    FIGURES.info("%s: p99 %.0f ms late, %d ms at most", name, fired.p99, max(fired.late))
    assert set(fired.times.values()) == {1} and len(fired.times) == 3000
    assert max(fired.late) <= LEASE + 500
    assert act or max(fired.late) > LEASE / 2
