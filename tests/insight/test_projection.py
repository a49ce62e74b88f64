"""The projection in both databases: it says what the records say, whoever is killed at whatever moment."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select, update

from saywell.insight import projector as projecting
from saywell.insight.lists import Wanted, listed
from saywell.insight.quantities import quantity, verdicts
from saywell.insight.tables import CLAUSES, ROLLS, findings, progress, talks
from saywell.insight.views import Views
from saywell.insight.writer import AGAIN
from saywell.storage.interface import Store
from saywell.storage.memory import MemoryStore
from saywell.storage.postgres import PostgresStore
from saywell.storage.sqlite import SqliteStore
from tests.insight.worlds import FIRST_DAY, change, erase, everything, facts, projector, same

Where = str | Path
Act = Callable[[Store, Views], Awaitable[None]]


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Where:
    """Where the projection lies."""
    return tmp_path / "views.db" if request.param == "sqlite" else str(request.getfixturevalue("database"))


def run(act: Act, where: Where | None = None, store: Store | None = None) -> None:
    async def whole() -> None:
        kept, views = store or MemoryStore(), Views(where)
        await views.start()
        try:
            async with asyncio.timeout(120):
                await act(kept, views)
        finally:
            await views.close()
            await kept.close()

    asyncio.run(whole())


async def clean(store: Store) -> dict[str, Any]:
    """What a projection made in one go says."""
    views = Views()
    await views.start()
    try:
        one = projector(store, views)
        while await one.step():
            pass
        return await everything(views)
    finally:
        await views.close()


def test_rows_and_sums_follow_every_change_and_erasure(where: Where, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projecting, "PAGE", 13)

    async def act(store: Store, views: Views) -> None:
        dice = Random(3)
        one = projector(store, views)
        for n in range(60):
            await change(store, n)
        gone: set[int] = set()
        for _ in range(80):
            number = dice.choice(sorted(set(range(60)) - gone))
            if dice.random() < 0.2:
                gone.add(number)
            await (erase if number in gone else change)(store, number)
            if dice.random() < 0.3:
                await one.step()
        while await one.step():
            pass
        same(await everything(views), await clean(store))
        async with views.reading() as db:
            for roll in ROLLS:
                sums = [func.sum(roll.table.c[name]) for name in roll.sums]
                told = (await db.execute(select(*sums))).one()
                counted = (await db.execute(select(*(quantity(name) for name in roll.sums)).select_from(talks))).one()
                assert list(map(int, told)) == list(map(int, counted)), roll.table.name
            for roll in CLAUSES:
                told = (await db.execute(select(*(func.sum(roll.table.c[name]) for name in roll.sums)))).one()
                counted = (await db.execute(select(*(verdicts(n) for n in roll.sums)).select_from(findings))).one()
                assert list(map(int, told)) == list(map(int, counted)) and sum(map(int, told)) > 50

    run(act, where)


def test_whoever_comes_again_within_a_week_was_not_helped_the_first_time(where: Where) -> None:
    async def act(store: Store, views: Views) -> None:
        for n in range(150):
            await change(store, n)
        one = projector(store, views)
        while await one.step():
            pass
        known = [facts(n, 1) for n in range(150)]
        for again in known:
            others = [o for o in known if o.customer and (o.centre, o.customer) == (again.centre, again.customer)]
            expected = any(
                o.direction == "inbound" and again.arrived < o.arrived <= again.arrived + AGAIN for o in others
            )
            first = not any((o.arrived, o.id) < (again.arrived, again.id) and o.day == again.day for o in others)
            async with views.reading() as db:
                row = (await db.execute(select(talks).where(talks.c.id == again.id))).one()
            assert (row.came_again, row.first_of_day) == (expected, first)
            assert row.customer != again.customer or not again.customer

    run(act, where)


def test_another_version_or_another_store_is_projected_anew(where: Where) -> None:
    async def act(store: Store, views: Views) -> None:
        for n in range(20):
            await change(store, n)
        while await projector(store, views).step():
            pass
        async with views.writing() as db:
            await db.execute(update(progress).values(version=0))
        await views.start()
        assert await views.position() == 0 and (await everything(views))["talks"] == []
        one = projector(store, views)
        while await one.step():
            pass
        other = MemoryStore()
        for n in range(40, 70):
            await change(other, n)
        restored = projector(other, views)
        while await restored.step():
            pass
        same(await everything(views), await clean(other))
        await views.rebuild()
        assert await views.position() == 0
        await restored.start()
        try:
            assert await restored.caught_up(20)
        finally:
            await restored.stop()
        same(await everything(views), await clean(other))

    run(act, where)


def test_nobody_waits_for_the_newest_record_once_it_is_erased(where: Where) -> None:
    async def act(store: Store, views: Views) -> None:
        for n in range(20):
            await change(store, n)
        one = projector(store, views)
        while await one.step():
            pass
        await change(store, 20)
        await store.erase((await store.follow(await store.head() - 1))[0].stream)
        await one.start()
        try:
            assert await one.caught_up(20) and await one.behind() == 0
        finally:
            await one.stop()
        assert await views.position() == await store.head() and not await one.step()
        # Whoever comes next goes on from there, and does not begin anew.
        again = projector(store, views)
        assert not await again.step()
        await change(store, 21)
        assert await again.step() and len((await everything(views))["talks"]) == 21

    run(act, where)


def test_of_two_nodes_one_does_the_work_and_nothing_is_counted_twice(database: str) -> None:
    async def act(store: Store, views: Views) -> None:
        other = Views(database)
        await other.start()
        nodes = [projector(store, views), projector(store, other)]
        for node in nodes:
            await node.start()
        try:
            for n in range(120):
                await change(store, n % 50)
                if n % 10 == 0:
                    assert await nodes[n % 20 // 10].caught_up(30)
            assert await nodes[0].caught_up(30)
        finally:
            for node in nodes:
                await node.stop()
            await other.close()
        same(await everything(views), await clean(store))

    run(act, database)


def test_killed_at_any_point_it_neither_forgets_nor_doubles(where: Where, tmp_path: Path) -> None:
    kept = str(where) if isinstance(where, str) else str(tmp_path / "records.db")

    async def open_store() -> Store:
        return await PostgresStore.open(kept) if "://" in kept else SqliteStore.open(kept)

    async def fill(begin: int) -> None:
        store = await open_store()
        dice, gone = Random(begin), set[int]()
        for n in range(begin, begin + 40):
            await change(store, n)
            number = dice.randrange(begin, n + 1)
            if number not in gone:
                gone.update({number} if number % 7 == 3 else ())
                await (erase if number in gone else change)(store, number)
        await store.close()

    dice = Random(8)
    for life in range(10):
        asyncio.run(fill(life * 40))
        command = [sys.executable, "-m", "tests.insight.worlds", kept, str(where)]
        node = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert node.stdout is not None and node.stdout.readline() == "ready\n"
        with node:
            try:
                node.wait(timeout=dice.random())
            except subprocess.TimeoutExpired:
                node.kill()

    async def compare() -> None:
        store, views = await open_store(), Views(where)
        await views.start()
        begun = await views.position()
        one = projector(store, views)
        while await one.step():
            pass
        same(await everything(views), await clean(store))
        assert begun > 0
        await views.close()
        await store.close()

    asyncio.run(compare())


def test_the_list_filters_sorts_and_searches(where: Where) -> None:
    async def act(store: Store, views: Views) -> None:
        for n in range(120):
            await change(store, n)
        one = projector(store, views)
        while await one.step():
            pass
        bank = [o for o in (facts(n, 1) for n in range(120)) if o.centre == "bank"]

        async def ids(**more: Any) -> list[str]:
            return [row.id for row in (await listed(views, Wanted(centre="bank", **more))).rows]

        newest = sorted(bank, key=lambda o: (-o.arrived, o.id))
        assert await ids() == [o.id for o in newest]
        assert await ids(offset=5, limit=3) == [o.id for o in newest[5:8]]
        assert (await listed(views, Wanted(centre="bank", limit=3))).total == len(bank)
        assert await ids(agent="2", channel="chat") == [o.id for o in newest if (o.agent, o.channel) == ("2", "chat")]
        assert await ids(only="faults") == [o.id for o in newest if o.missed or o.broken]
        assert await ids(first_day=FIRST_DAY + 3, last_day=FIRST_DAY + 6) == [
            o.id for o in newest if 3 <= o.day - FIRST_DAY <= 6
        ]
        assert await ids(clause="x-3") == [
            o.id for o in newest if any(f.clause == "x-3" and f.verdict != "met" for f in o.found)
        ]
        assert await ids(words="客户1") == [o.id for o in newest if "客户1" in o.called]
        assert await ids(words="客户1", personal=False) == [] and await ids(words="100%") == []
        billed = [o.id for o in newest if int(o.id[1:]) % 7 == 0]
        assert await ids(words="發票", said="发票") == await ids(words="发票", said="发票", personal=False) == billed
        assert await ids(words="100%", said="100%") == billed and await ids(words="开_的", said="开_的") == []
        assert await ids(words="票", said="票") == []
        rows = (await listed(views, Wanted(centre="bank", words="发票", said="发票"))).rows
        assert {row.said for row in rows} == {"我要開100%的發票，謝謝" + "。" * 21 + "…"}
        worst = [o.points for o in newest if o.points is not None]
        found = (await listed(views, Wanted(centre="bank", sort="score"))).rows
        assert [round(row.score * 10) for row in found if row.score is not None] == sorted(worst)
        assert found[-1].score is None

    run(act, where)
