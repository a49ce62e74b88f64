"""Reports over ten million conversations on PostgreSQL: a whole report from the sums that the projection keeps, beside
the plain query for its totals by day over the same rows in the same run. `python -m benchmarks reports [COUNT]`.

The rows are made by the server; the sums over them by the code that keeps them. A PostgreSQL server out of a package is
started for it.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from functools import partial
from statistics import median

from sqlalchemy import text, true
from tests.conftest import server

from saywell.insight import reports
from saywell.insight.lists import EPOCH, Wanted, listed
from saywell.insight.reports import Choice, report
from saywell.insight.tables import QUANTITIES, findings, talks
from saywell.insight.views import Views
from saywell.insight.writer import add_up
from saywell.kernel.time import DAY

COUNT, FINDINGS = 10_000_000, 2_000_000
DAYS, FIRST = 365, 739_500
START = (FIRST - EPOCH) * DAY

_TALKS = """
INSERT INTO views.talks (id, centre, channel, direction, purpose, queue, agent, customer, called, product, stage,
  arrived, answered, ended, day, hour, phase, outcome, wait, wait_step, in_target, talk_time, hold_time, holds,
  first_reply, reply_step, reply_in_target, replies, reply_time, rating, points, met, missed, broken, continues,
  "left", first_of_day, came_again)
SELECT 't' || n, 'bank', CASE WHEN n % 3 = 0 THEN 'chat' ELSE 'phone' END,
  CASE WHEN n % 11 = 0 THEN 'outbound' ELSE 'inbound' END, '', 'q' || n % 5,
  CASE WHEN n % 17 = 0 THEN '' ELSE 'a' || (n / 7) % 200 END, 'c' || n % 3000000, '', 'p' || (n / 3) % 12,
  's' || (n / 5) % 4, {start} + d * 86400000::bigint + h * 3600000 + n % 3600000,
  CASE WHEN n % 17 = 0 THEN NULL ELSE {start} + d * 86400000::bigint + h * 3600000 + n % 3600000 + w END,
  {start} + d * 86400000::bigint + h * 3600000 + n % 3600000 + w + 240000, {first} + d, h, 'closed',
  CASE WHEN n % 17 = 0 THEN 'abandoned' ELSE 'answered' END, CASE WHEN n % 17 = 0 THEN NULL ELSE w END,
  CASE WHEN n % 17 = 0 THEN -1 ELSE w END, n % 17 <> 0 AND w <= 20000, CASE WHEN n % 17 = 0 THEN NULL ELSE 240000 END,
  n % 4 * 10000, n % 4, CASE WHEN n % 3 = 0 THEN w ELSE NULL END, CASE WHEN n % 3 = 0 THEN w ELSE -1 END, n % 2 = 0, 3,
  40000, CASE WHEN n % 3 = 1 THEN 1 + n % 5 END, 600 + n % 400, 5, n % 2, (n % 29 = 0)::int, '', '', n % 10 <> 0,
  n % 6 = 0
FROM (SELECT n, (n - 1) * {days}::bigint / {count} AS d, 8 + (n / 13) % 12 AS h, (n % 1000 * 7919 % 90) * 1000 AS w
      FROM generate_series(1, {count}) AS n) AS made
"""
_FINDINGS = """
INSERT INTO views.findings (talk, n, centre, channel, direction, queue, agent, norm, clause, verdict, day, at)
SELECT 't' || n, 0, 'bank', CASE WHEN n % 3 = 0 THEN 'chat' ELSE 'phone' END, 'inbound', 'q' || n % 5,
  'a' || (n / 7) % 200, 'x', 'bank-' || n % 80,
  CASE WHEN n % 9 = 0 THEN 'missed' WHEN n % 31 = 0 THEN 'broken' ELSE 'met' END,
  {first} + (n - 1) * {days}::bigint / {findings}, 0
FROM generate_series(1, {findings}) AS n
"""


async def fill(views: Views, count: int) -> dict[str, float]:
    """The rows and their sums; seconds that the parts took."""
    given = {"count": count, "days": DAYS, "first": FIRST, "start": START, "findings": min(count, FINDINGS)}
    took: dict[str, float] = {}
    indexes = [one for table in (talks, findings) for one in table.indexes]
    async with views.writing() as db:
        for index in indexes:
            await db.run_sync(index.drop)
        begun = time.perf_counter()
        await db.execute(text(_TALKS.format(**given)))
        await db.execute(text(_FINDINGS.format(**given)))
        took["rows"] = time.perf_counter() - begun
        begun = time.perf_counter()
        for index in indexes:
            await db.run_sync(index.create)
        took["indexes"] = time.perf_counter() - begun
    async with views.writing() as db:
        begun = time.perf_counter()
        await add_up(db, true(), true())
        took["sums"] = time.perf_counter() - begun
        await db.execute(text("ANALYZE"))
    return took


async def timed(act: Callable[[], Awaitable[object]], times: int = 5) -> float:
    """The median of some runs after one that warms up, in seconds."""
    await act()
    out = []
    for _ in range(times):
        begun = time.perf_counter()
        await act()
        out.append(time.perf_counter() - begun)
    return median(out)


async def plain(views: Views, choice: Choice) -> object:
    """Totals by day straight from the rows."""
    async with views.reading() as db:
        return await reports._added(db, choice, ("day",), None, talks, QUANTITIES, reports.quantity)


async def measure(address: str, count: int) -> None:
    """Print what everything takes."""
    views = Views(address)
    await views.start()
    took = await fill(views, count)
    print(f"{count:,} conversations over {DAYS} days: " + ", ".join(f"{k} {v:.0f} s" for k, v in took.items()))
    last = FIRST + DAYS - 1
    cases = {
        "a week": Choice(centre="bank", first=last - 6, last=last),
        "30 days": Choice(centre="bank", first=last - 29, last=last),
        "30 days, one agent": Choice(centre="bank", first=last - 29, last=last, agent="a7"),
        "30 days, one product": Choice(centre="bank", first=last - 29, last=last, product="p3"),
        "half a year": Choice(centre="bank", first=last - 181, last=last),
        "a year": Choice(centre="bank", first=FIRST, last=last),
    }
    for name, choice in cases.items():
        whole = await timed(partial(report, views, choice), 3)
        direct = await timed(partial(plain, views, choice), 1)
        print(f"{name:22} report {whole:7.3f} s   plain totals by day {direct:8.3f} s   ratio {direct / whole:7.1f}")
    wanted = Wanted(centre="bank", first_day=last - 29, last_day=last, only="late", limit=100)
    print(f"{'list behind a figure':22}        {await timed(partial(listed, views, wanted), 3):7.3f} s")
    await views.close()


def main() -> None:
    """Measure."""
    count = next((int(arg) for arg in sys.argv[1:] if arg.isdigit()), COUNT)
    with server() as address:
        asyncio.run(measure(address, count))
