"""What fell due: how fast the sweep deals with promises whose time is over, on PostgreSQL with a million that are open.

Beside it, in the same run and on the same rows: the plain query that only finds them and marks them, without deciding
anything and without keeping what happened. `python -m benchmarks followup [OPEN [DUE]]`; a PostgreSQL server out of a
package is started for it.
"""

from __future__ import annotations

import asyncio
import sys
import time

import asyncpg
from tests.conftest import server
from tests.followup.office import office

from saywell.followup import events as e
from saywell.followup import inputs as i
from saywell.followup.decide import PREFIX
from saywell.followup.process import WorkStreams, work_shell
from saywell.followup.rules import Rules
from saywell.kernel.time import DAY, HOUR, parse_rfc3339
from saywell.storage.postgres import PostgresStore

START = parse_rfc3339("2026-11-16T10:00:00+08:00")
OPEN, DUE = 1_000_000, 20_000


async def fill(address: str, open_: int, due: int) -> None:
    """So many open promises, `due` of them to fall due two hours after the start, straight into the tables."""
    decider = WorkStreams(Rules(office))
    db = await asyncpg.connect(address)
    bodies = {}
    for soon in (True, False):
        command = i.Open(
            what="question", centre="cc", owner="1", due=START + (2 * HOUR if soon else 20 * DAY),
            source=e.Source(talk="t"), customer=e.Customer(name="王先生", phone="13800138000"),
        )  # fmt: skip
        work = decider.start("x")
        events = decider.decide(work, command, START)
        for event in events:
            work = decider.fold(work, event)
        bodies[soon] = ([decider.dump(event) for event in events], decider.wake(work))
    records, streams, position = [], [], 0
    for n in range(open_):
        entries, wake = bodies[n < due]
        name = f"{PREFIX}w{n}"
        for number, entry in enumerate(entries, 1):
            position += 1
            records.append((position, name, number, entry.kind, START, entry.body))
        streams.append((name, len(entries), wake))
        if len(records) >= 50_000 or n == open_ - 1:
            await db.copy_records_to_table("records", records=records)
            await db.copy_records_to_table("streams", records=streams, columns=["stream", "number", "wake"])
            records, streams = [], []
    await db.execute("UPDATE head SET position = $1", position)
    await db.execute("ANALYZE")
    await db.close()


async def sweep(address: str) -> tuple[int, float]:
    """Reminders and lapses of what is due: pieces of work dealt with, seconds."""
    store = await PostgresStore.open(address)
    at = START + 2 * HOUR
    works = work_shell(store, Rules(office), lambda: at, print)
    begun, done = time.perf_counter(), 0
    while count := await works.settle(limit=500):
        done += count
    took = time.perf_counter() - begun
    await store.close()
    return done, took


async def plain(address: str) -> tuple[int, float]:
    """The same rows found and marked by one statement for 500 of them, as a table of reminders would do it."""
    db = await asyncpg.connect(address)
    await db.execute("CREATE TABLE plain AS SELECT stream, wake, false AS done FROM streams")
    await db.execute("CREATE INDEX plain_wake ON plain (wake) WHERE NOT done")
    await db.execute("ANALYZE plain")
    begun, done = time.perf_counter(), 0
    while True:
        status = await db.execute(
            "UPDATE plain SET done = true WHERE ctid IN (SELECT ctid FROM plain WHERE NOT done AND wake <= $1"
            " ORDER BY wake LIMIT 500 FOR UPDATE SKIP LOCKED)",
            START + 2 * HOUR,
        )
        count = int(status.split()[-1])
        if not count:
            break
        done += count
    took = time.perf_counter() - begun
    await db.close()
    return done, took


def main() -> None:
    """Print both, and their ratio."""
    numbers = [int(word) for word in sys.argv[2:] if word.isdigit()]
    open_, due = (numbers + [OPEN, DUE][len(numbers) :])[:2]
    with server() as address:

        async def whole() -> None:
            store = await PostgresStore.open(address)
            await store.close()
            await fill(address, open_, due)
            simple, simply = await plain(address)
            done, took = await sweep(address)
            assert simple == done == due, (simple, done)
            print(f"open {open_:,}, fell due {due:,}")
            print(f"sweep, decided and kept:  {done / took:10,.0f} a second")
            print(f"plain mark, nothing kept: {simple / simply:10,.0f} a second")
            print(f"ratio: {took / simply:.1f}")

        asyncio.run(whole())


if __name__ == "__main__":
    main()
