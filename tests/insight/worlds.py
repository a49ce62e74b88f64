"""Records of made-up conversations, and the facts that a test gets out of them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from random import Random
from typing import Any

import msgspec
from sqlalchemy import select

from saywell.insight.facts import Facts, Found, Source, Touched
from saywell.insight.lists import EPOCH
from saywell.insight.projector import Projector
from saywell.insight.tables import CLAUSES, REPLIES, ROLLS, WAITS, findings, spoken, talks
from saywell.insight.views import Views
from saywell.kernel.time import DAY, HOUR, MINUTE
from saywell.language.fold import fold
from saywell.storage.interface import Append, ConflictError, Entry, Record, Store

FIRST_DAY = 739_500
START = (FIRST_DAY - EPOCH) * DAY


def facts(number: int, edition: int = 0) -> Facts:
    """Conversation `number` as it is after so many changes."""
    dice = Random(number * 31 + edition)
    day = dice.randrange(28)
    arrived = START + day * DAY + dice.randrange(9 * HOUR)
    answered = dice.random() < 0.85
    wait = dice.randrange(3 * MINUTE)
    channel = dice.choice(("phone", "chat"))
    clauses = [f"x-{dice.randrange(9)}" for _ in range(4)] if answered else []
    found = tuple(Found("n", one, dice.choice(("met", "met", "missed", "broken")), arrived) for one in clauses)
    said = [f"请问 {number} 单到哪了", *(["我要開100%的發票，謝謝" + "。" * 40] if number % 7 == 0 else [])]
    counts: dict[str, Any] = {kind: sum(one.verdict == kind for one in found) for kind in ("met", "missed", "broken")}
    return Facts(
        id=f"t{number}", centre=dice.choice(("bank", "shop")), channel=channel,
        direction=dice.choice(("inbound", "inbound", "outbound")), queue=dice.choice(("", "q1", "q2")),
        agent=dice.choice(("1", "2", "3")) if answered else "", customer=dice.choice(("", "ann", "bob", "cas")),
        called=f"客户{number}", product=dice.choice(("", "printer", "monitor")), stage=dice.choice(("", "offer")),
        arrived=arrived, answered=arrived + wait if answered else None,
        ended=arrived + 5 * MINUTE, day=FIRST_DAY + day, hour=dice.randrange(9, 18), phase="closed",
        outcome="answered" if answered else "abandoned", wait=wait if answered else None,
        in_target=answered and wait <= MINUTE, talk_time=5 * MINUTE - wait if answered else None,
        hold_time=dice.choice((0, 30_000)), holds=dice.choice((0, 1)),
        first_reply=dice.randrange(MINUTE) if channel == "chat" and answered else None, reply_in_target=True,
        replies=2, reply_time=9_000, rating=dice.choice((None, 1, 5)),
        points=dice.randrange(1001) if answered else None, found=found, words="\n".join(said),
        folded="\n".join(fold(one).text for one in said), **counts,
    )  # fmt: skip


def source_of(store: Store) -> Source:
    """A conversation is as many records as it has changes; `erased` in another stream removes it."""

    def touched(records: Sequence[Record]) -> Touched:
        erased = {one.body.decode() for one in records if one.stream == "erased"}
        found = {one.stream.removeprefix("talk/") for one in records if one.stream.startswith("talk/")}
        return Touched(tuple(sorted(found - erased)), tuple(sorted(erased)))

    async def of(id: str) -> Facts | None:
        records = await store.read(f"talk/{id}")
        return facts(int(id[1:]), len(records)) if records else None

    return Source(touched, of)


async def change(store: Store, number: int) -> None:
    """Something happens in a conversation."""
    await _add(store, f"talk/t{number}", b"x")


async def erase(store: Store, number: int) -> None:
    """It is removed for good."""
    await _add(store, "erased", f"t{number}".encode())
    await store.erase(f"talk/t{number}")


async def _add(store: Store, stream: str, body: bytes) -> None:
    number = 0
    while True:
        try:
            await store.append(Append(stream, [Entry("x", body)], number, START))
        except ConflictError as error:
            number = error.number
        else:
            return


async def everything(views: Views) -> dict[str, Any]:
    """All rows, but for what differs from one projection to another: pseudonyms, and sums that came to nothing."""
    out: dict[str, Any] = {}
    plain = [column for column in talks.c if column.name != "customer"]
    async with views.reading() as db:
        out["talks"] = sorted(map(tuple, await db.execute(select(*plain))), key=str)
        out["spoken"] = sorted(map(tuple, await db.execute(select(spoken))), key=str)
        out["findings"] = sorted(map(tuple, await db.execute(select(findings))), key=str)
        for roll in (*ROLLS, *CLAUSES, WAITS, REPLIES):
            rows = [tuple(row) for row in await db.execute(select(roll.table))]
            out[roll.table.name] = sorted((row for row in rows if any(row[len(roll.dims) :])), key=str)
    return out


def projector(store: Store, views: Views) -> Projector:
    """Whoever projects; what cannot be projected stops the test."""

    def trouble(what: str, error: Exception) -> None:
        raise AssertionError(f"{what}: {error}")

    return Projector(store, views, source_of(store), trouble=trouble)


async def _project(store_at: str, views_at: str) -> None:
    from pathlib import Path

    from saywell.storage.postgres import PostgresStore
    from saywell.storage.sqlite import SqliteStore

    store: Store = await PostgresStore.open(store_at) if "://" in store_at else SqliteStore.open(store_at)
    views = Views(views_at if "://" in views_at else Path(views_at))
    await views.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    one = projector(store, views)
    while True:
        await one.step()


def same(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Both hold the same rows."""
    for name, rows in one.items():
        assert msgspec.json.encode(rows) == msgspec.json.encode(other[name]), name


if __name__ == "__main__":
    import saywell.insight.projector as module

    module.PAGE = 7
    asyncio.run(_project(sys.argv[1], sys.argv[2]))
