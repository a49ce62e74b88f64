"""What is due next among a million open promises, on PostgreSQL: the list of one agent, of one with large departments,
and what is late of a whole centre, beside the plain query for the same rows without an index made for it, in the same
run. `python -m benchmarks due [OPEN]`; a PostgreSQL server out of a package is started for it.
"""

from __future__ import annotations

import asyncio
import sys
from functools import partial

from sqlalchemy import text
from tests.conftest import server

from benchmarks.reports import timed
from saywell.insight.views import Views
from saywell.insight.works import Scope, WantedWork, listed_works
from saywell.kernel.time import DAY, HOUR, parse_rfc3339

START = parse_rfc3339("2026-11-16T10:00:00+08:00")
OPEN = 1_000_000
AGENTS, DEPARTMENTS = 500, 20

_WORKS = """
INSERT INTO views.works (id, centre, kind, what, status, owner, department, customer, talk, "of", stage, late, opened,
  next, due, closed, called, said, body)
SELECT 'w' || n, 'cc', CASE n % 3 WHEN 0 THEN 'promise' WHEN 1 THEN 'ticket' ELSE 'callback' END, 'question',
  CASE WHEN n % 7 = 0 THEN 'waiting' ELSE 'open' END, CASE WHEN n % 5 = 0 THEN '' ELSE 'a' || n % {agents} END,
  CASE WHEN n % 4 = 0 THEN '' ELSE 'd' || (n / 4) % {departments} END, 'c' || n % 300000, 't' || n, '', '',
  next < {start}, {start} - {day}, next, next, NULL, '王先生 13800138000', '退款什么时候到账', repeat('x', 600)
FROM (SELECT n, {start} - {day} + (n::bigint * 7919 % 1000000) * 2592 AS next
      FROM generate_series(1, {count}) AS n) AS made
"""
_PLAIN = """
SELECT body, count(*) OVER () FROM plain
WHERE centre = 'cc' AND closed IS NULL AND (owner = 'a7' OR department IN ('', 'd1', 'd2') AND owner <> 'a7')
ORDER BY next, id LIMIT 50
"""


async def measure(address: str, count: int) -> None:
    """Print what everything takes."""
    views = Views(address)
    await views.start()
    given = {"agents": AGENTS, "departments": DEPARTMENTS, "start": START, "day": DAY, "count": count}
    async with views.writing() as db:
        await db.execute(text(_WORKS.format(**given)))
        await db.execute(text("CREATE TABLE plain AS SELECT * FROM views.works"))
        await db.execute(text("ANALYZE"))
    now = START + HOUR
    mine = Scope("a7")
    wide = Scope("a7", ("", "d1", "d2"))
    free = Scope("a7", ("", "d1", "d2"), free=True)
    cases = {
        "what is an agent's own": WantedWork(centre="cc", scope=mine, limit=50),
        "own and free in two large departments": WantedWork(centre="cc", scope=free, limit=50),
        "all of two large departments": WantedWork(centre="cc", scope=wide, limit=50),
        "the same, late": WantedWork(centre="cc", scope=wide, late=True, now=now, limit=50),
        "all that is late": WantedWork(centre="cc", late=True, now=now, limit=50),
        "all": WantedWork(centre="cc", limit=50),
    }

    async def plain() -> None:
        async with views.reading() as db:
            (await db.execute(text(_PLAIN))).all()

    direct = await timed(plain, 5)
    print(f"{count:,} open; the plain query without an index, two departments: {direct * 1000:8.1f} ms")
    for name, wanted in cases.items():
        took = await timed(partial(listed_works, views, wanted), 9)
        page = await listed_works(views, wanted)
        print(f"{name:40} {took * 1000:8.1f} ms   {len(page.bodies):3} of {page.total:6}   ratio {direct / took:6.1f}")
    await views.close()


def main() -> None:
    """Measure with as many as are wanted."""
    numbers = [int(word) for word in sys.argv[2:] if word.isdigit()]
    with server() as address:
        asyncio.run(measure(address, (numbers or [OPEN])[0]))


if __name__ == "__main__":
    main()
