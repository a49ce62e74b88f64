"""Writes facts into the projection: rows, findings, and the sums over them, all within one transaction.

Sums are kept by taking away what the rows said before and adding what they say now, so that they always are what a sum
over the rows would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from saywell.insight.facts import Facts, step_of
from saywell.insight.quantities import CONDITIONS, STEPS, quantity, verdicts
from saywell.insight.tables import CLAUSES, REPLIES, ROLLS, WAITS, Roll, findings, spoken, talks
from saywell.kernel.time import DAY

AGAIN = 7 * DAY
"""Who comes back within this was not helped the first time."""
CHUNK = 500


async def write(db: AsyncConnection, facts: Sequence[Facts], gone: Iterable[str] = ()) -> None:
    """Put in what is known of some conversations, instead of what was known of them; take out what is gone."""
    ids = [one.id for one in facts]
    changed = sorted({*ids, *gone})
    for begin in range(0, len(changed), CHUNK):
        part = set(changed[begin : begin + CHUNK])
        await _write(db, [one for one in facts if one.id in part], sorted(part))


async def _write(db: AsyncConnection, facts: Sequence[Facts], changed: list[str]) -> None:
    near = await _near(db, facts, changed)
    touched = sorted({*changed, *near})
    await _sum(db, touched, -1)
    await db.execute(delete(findings).where(findings.c.talk.in_(changed)))
    await db.execute(delete(talks).where(talks.c.id.in_(changed)))
    await db.execute(delete(spoken).where(spoken.c.talk.in_(changed)))
    if facts:
        await db.execute(insert(talks), [_row(one) for one in facts])
        said = [
            {"talk": one.id, "centre": one.centre, "words": one.words, "folded": one.folded}
            for one in facts if one.folded
        ]  # fmt: skip
        if said:
            await db.execute(insert(spoken), said)
        found = [row for one in facts for row in _found(one)]
        if found:
            await db.execute(insert(findings), found)
    await _compare(db, touched)
    await _sum(db, touched, 1)


async def _near(db: AsyncConnection, facts: Sequence[Facts], changed: list[str]) -> list[str]:
    """Other conversations of the same customers about the same time: what is said of them may change."""
    known = await db.execute(
        select(talks.c.centre, talks.c.customer, talks.c.arrived).where(talks.c.id.in_(changed), talks.c.customer != "")
    )
    who = {(one[0], one[1], one[2]) for one in known}
    who |= {(one.centre, one.customer, one.arrived) for one in facts if one.customer}
    if not who:
        return []
    first, last = min(one[2] for one in who), max(one[2] for one in who)
    found = await db.execute(
        select(talks.c.id).where(
            talks.c.centre.in_(sorted({one[0] for one in who})),
            talks.c.customer.in_(sorted({one[1] for one in who})),
            talks.c.arrived.between(first - AGAIN - DAY, last + AGAIN + DAY),
        )
    )
    return [row[0] for row in found]


async def _compare(db: AsyncConnection, touched: list[str]) -> None:
    """Say of each whether it is its customer's first of the day, and whether they came again soon."""
    other = talks.alias("other")
    same = and_(
        other.c.centre == talks.c.centre, other.c.customer == talks.c.customer, other.c.id != talks.c.id,
        other.c.continues == "",
    )  # fmt: skip
    earlier = (other.c.arrived < talks.c.arrived) | and_(other.c.arrived == talks.c.arrived, other.c.id < talks.c.id)
    before = exists().where(same, other.c.day == talks.c.day, earlier)
    after = exists().where(
        same, other.c.direction == "inbound", other.c.arrived > talks.c.arrived,
        other.c.arrived <= talks.c.arrived + AGAIN,
    )  # fmt: skip
    known = talks.c.customer != ""
    await db.execute(
        update(talks)
        .where(talks.c.id.in_(touched))
        .values(first_of_day=~and_(known, before), came_again=and_(known, after))
    )


async def _sum(db: AsyncConnection, ids: list[str], sign: int) -> None:
    """Add the rows of some conversations to the sums, or take them away."""
    await add_up(db, talks.c.id.in_(ids), findings.c.talk.in_(ids), sign)


async def add_up(db: AsyncConnection, mine: ColumnElement[bool], found: ColumnElement[bool], sign: int = 1) -> None:
    """Add the conversations and the findings that these conditions choose to the sums, or take them away."""
    for roll in ROLLS:
        sums = [quantity(name) for name in roll.sums]
        await _add(db, roll, select(*(talks.c[dim] for dim in roll.dims), *sums).where(mine), sign)
    for roll, kind in ((WAITS, "wait"), (REPLIES, "reply")):
        where, step = STEPS[kind]
        columns = [step if dim == "step" else talks.c[dim] for dim in roll.dims]
        await _add(db, roll, select(*columns, func.count()).where(mine, CONDITIONS[where]), sign)
    for roll in CLAUSES:
        columns = [findings.c[dim] for dim in roll.dims]
        counts = [verdicts(name) for name in roll.sums]
        await _add(db, roll, select(*columns, *counts).where(found), sign)


async def _add(db: AsyncConnection, roll: Roll, rows: Select[Any], sign: int) -> None:
    columns = list(rows.selected_columns)
    dims, sums = columns[: len(roll.dims)], columns[len(roll.dims) :]
    grouped = rows.with_only_columns(*dims, *(_signed(one, sign) for one in sums)).group_by(*dims)
    made = postgresql.insert(roll.table) if db.dialect.name == "postgresql" else sqlite.insert(roll.table)
    adding = made.from_select([*roll.dims, *roll.sums], grouped, include_defaults=False)
    more = {name: roll.table.c[name] + adding.excluded[name] for name in roll.sums}
    await db.execute(adding.on_conflict_do_update(index_elements=list(roll.dims), set_=more))


def _signed(value: ColumnElement[Any], sign: int) -> ColumnElement[Any]:
    return value if sign > 0 else literal(-1) * value


_OURS = frozenset(talks.c.keys()) & frozenset(Facts.__struct_fields__)


def _row(one: Facts) -> dict[str, Any]:
    row = {name: value for name, value in msgspec.structs.asdict(one).items() if name in _OURS}
    return {
        **row, "wait_step": step_of(one.wait), "reply_step": step_of(one.first_reply), "first_of_day": True,
        "came_again": False,
    }  # fmt: skip


def _found(one: Facts) -> Iterable[dict[str, Any]]:
    for n, found in enumerate(one.found):
        yield {
            "talk": one.id, "n": n, "centre": one.centre, "channel": one.channel, "direction": one.direction,
            "queue": one.queue, "agent": one.agent, "norm": found.norm, "clause": found.clause,
            "verdict": found.verdict, "day": one.day, "at": found.at,
        }  # fmt: skip
