"""A report: all figures of a centre for some days, beside the days before, by day and by what they can be split by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, FromClause, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from saywell.insight.measures import Steps, measures
from saywell.insight.quantities import CONDITIONS, STEPS, quantity, verdicts
from saywell.insight.tables import CLAUSES, QUANTITIES, REPLIES, ROLLS, VERDICTS, WAITS, Roll, findings, talks, tallies
from saywell.insight.views import Views

SPLITS = ("channel", "direction", "queue", "product", "stage", "agent", "hour")
WORK_SPLITS = ("department", "what")
"""By what figures of work can be split: conversations know nothing of these."""
MOST_LINES = 100
LONGEST = 1_100
"""Days of a report at most: three years."""
Key = tuple[Any, ...]


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What a report is about: a centre, days as ordinals, both included; None for what may be anything."""

    centre: str
    first: int
    last: int
    channel: str | None = None
    direction: str | None = None
    queue: str | None = None
    agent: str | None = None
    product: str | None = None
    stage: str | None = None

    @property
    def before(self) -> Choice:
        """As many days, right before."""
        length = self.last - self.first + 1
        return msgspec.structs.replace(self, first=self.first - length, last=self.first - 1)

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set."""
        names = ("channel", "direction", "queue", "agent", "product", "stage")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


class Figure(msgspec.Struct, frozen=True):
    """A figure in the period and in the one before; None where there is nothing to take it of."""

    value: float | None
    before: float | None


class Point(msgspec.Struct, frozen=True):
    """The figures of a day, ISO date."""

    day: str
    values: dict[str, float | None]


class Line(msgspec.Struct, frozen=True):
    """The figures of a part: of a queue, an agent, an hour (as text) …; `before`: conversations of the days before."""

    key: str
    values: dict[str, float | None]
    before: int


class WorkLine(msgspec.Struct, frozen=True):
    """The figures of work of a part: of a department, or of a kind. `works`: how many pieces count as anything,
    `before`: on the days before."""

    key: str
    works: int
    before: int
    values: dict[str, float | None]


class Clause(msgspec.Struct, frozen=True):
    """How often a clause was kept, and the share of the days before."""

    clause: str
    met: int
    missed: int
    broken: int
    kept: float
    before: float | None


class Report(msgspec.Struct, frozen=True):
    """See the module's first line. Days are ISO dates; figures are by the id of their measure."""

    centre: str
    first: str
    last: str
    before_first: str
    before_last: str
    figures: dict[str, Figure]
    days: tuple[Point, ...]
    by: dict[str, tuple[Line, ...]]
    clauses: tuple[Clause, ...]
    works: dict[str, tuple[WorkLine, ...]] = {}


async def report(views: Views, choice: Choice) -> Report:
    """The report of a choice. Raises StoreError."""
    async with views.reading() as db:
        now, days = await _whole(db, choice), await _by_day(db, choice)
        before = await _whole(db, choice.before)
        by = {split: await _lines(db, choice, split) for split in SPLITS}
        clauses = await _clauses(db, choice)
        works = {split: await _work_lines(db, choice, split) for split in WORK_SPLITS}
    earlier = choice.before
    return Report(
        centre=choice.centre, first=_iso(choice.first), last=_iso(choice.last), before_first=_iso(earlier.first),
        before_last=_iso(earlier.last), figures={one.id: Figure(now[one.id], before[one.id]) for one in measures()},
        days=days, by=by, clauses=clauses, works=works,
    )  # fmt: skip


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


async def _whole(db: AsyncConnection, choice: Choice) -> dict[str, float | None]:
    sums, counts = await _sums(db, choice, ()), await _counts(db, choice, ())
    steps = {kind: (await _steps(db, choice, kind, ())).get((), []) for kind in STEPS}
    return _values({**sums.get((), {}), **counts.get((), {})}, steps)


async def _by_day(db: AsyncConnection, choice: Choice) -> tuple[Point, ...]:
    sums, counts = await _sums(db, choice, ("day",)), await _counts(db, choice, ("day",))
    steps = {kind: await _steps(db, choice, kind, ("day",)) for kind in STEPS}
    return tuple(
        Point(
            _iso(day),
            _values(
                {**sums.get((day,), {}), **counts.get((day,), {})},
                {kind: found.get((day,), []) for kind, found in steps.items()},
            ),
        )
        for day in range(choice.first, choice.last + 1)
    )


async def _lines(db: AsyncConnection, choice: Choice, split: str) -> tuple[Line, ...]:
    now = await _sums(db, choice, (split,))
    counts = await _counts(db, choice, (split,))
    before = await _sums(db, choice.before, (split,), ("conversations",))
    largest = sorted(now.items(), key=lambda item: (-item[1].get("conversations", 0), str(item[0])))[:MOST_LINES]
    if split == "hour":
        largest.sort()
    shown = [one for one in measures() if not one.share_of]
    return tuple(
        Line(
            str(key[0]),
            {one.id: one.value({**sums, **counts.get(key, {})}) for one in shown},
            before.get(key, {}).get("conversations", 0),
        )
        for key, sums in largest
        if sums.get("conversations")
    )


async def _work_lines(db: AsyncConnection, choice: Choice, split: str) -> tuple[WorkLine, ...]:
    now, before = await _works(db, choice, split), await _works(db, choice.before, split)
    counts = await _counts(db, choice, (split,))
    largest = sorted(now.items(), key=lambda item: (-item[1], item[0]))[:MOST_LINES]
    shown = [one for one in measures() if one.of_work]
    return tuple(
        WorkLine(key, works, before.get(key, 0), {one.id: one.value(counts.get((key,), {})) for one in shown})
        for key, works in largest
    )


async def _works(db: AsyncConnection, choice: Choice, split: str) -> dict[str, int]:
    """How many pieces of work count, by a column."""
    if not set(choice.chosen) <= set(tallies.c.keys()):
        return {}
    column = tallies.c[split]
    wish = select(column, func.count(tallies.c.work.distinct())).where(_where(tallies, choice)).group_by(column)
    return {str(row[0]): int(row[1]) for row in await db.execute(wish)}


async def _clauses(db: AsyncConnection, choice: Choice) -> tuple[Clause, ...]:
    counts = await _verdicts(db, choice, ("clause",))
    earlier = await _verdicts(db, choice.before, ("clause",))
    out = []
    for (clause,), found in counts.items():
        if sum(found.values()):
            out.append(
                Clause(str(clause), found["met"], found["missed"], found["broken"],
                       _kept(found) or 0.0, _kept(earlier.get((clause,), {})))
            )  # fmt: skip
    return tuple(sorted(out, key=lambda one: (-(one.missed + one.broken), one.clause)))


def _kept(found: Mapping[str, int]) -> float | None:
    whole = sum(found.values())
    return found["met"] / whole if whole else None


def _values(sums: Mapping[str, int], steps: Mapping[str, Steps]) -> dict[str, float | None]:
    return {one.id: one.value(sums, steps) for one in measures()}


# -- sums --------------------------------------------------------------------------------------------------------------


async def _sums(
    db: AsyncConnection, choice: Choice, group: tuple[str, ...], names: Sequence[str] = QUANTITIES
) -> dict[Key, dict[str, int]]:
    """Quantities by the columns of `group`, from the smallest roll-up that has what is asked for."""
    roll = _fitting(ROLLS, choice, group)
    return await _added(db, choice, group, roll, talks, names, quantity)


async def _counts(db: AsyncConnection, choice: Choice, group: tuple[str, ...]) -> dict[Key, dict[str, int]]:
    """What work counts as, by the columns of `group`; nothing where work knows nothing of what is asked for."""
    if not {*group, *choice.chosen} <= set(tallies.c.keys()):
        return {}
    columns = [tallies.c[name] for name in group]
    wish = select(*columns, tallies.c.name, func.count()).where(_where(tallies, choice))
    out: dict[Key, dict[str, int]] = {}
    for row in await db.execute(wish.group_by(*columns, tallies.c.name)):
        out.setdefault(tuple(row[: len(group)]), {})[str(row[-2])] = int(row[-1])
    return out


async def _verdicts(db: AsyncConnection, choice: Choice, group: tuple[str, ...]) -> dict[Key, dict[str, int]]:
    roll = _fitting(CLAUSES, choice, group)
    wanted = {*group, *choice.chosen}
    if roll is None and not wanted <= set(findings.c.keys()):
        joined = findings.join(talks, findings.c.talk == talks.c.id)
        columns = [talks.c[name] if name in talks.c else findings.c[name] for name in group]
        rows = select(*columns, *(verdicts(one) for one in VERDICTS)).select_from(joined)
        # The days are told of both, so that neither is read whole.
        days = findings.c.day.between(choice.first, choice.last)
        return _read(await db.execute(rows.where(_where(talks, choice), days).group_by(*columns)), group, VERDICTS)
    return await _added(db, choice, group, roll, findings, VERDICTS, verdicts)


async def _added(
    db: AsyncConnection,
    choice: Choice,
    group: tuple[str, ...],
    roll: Roll | None,
    rows: FromClause,
    names: Sequence[str],
    sum_of: Any,
) -> dict[Key, dict[str, int]]:
    table = roll.table if roll is not None else rows
    columns = [table.c[name] for name in group]
    sums = [func.coalesce(func.sum(table.c[name]), 0) if roll is not None else sum_of(name) for name in names]
    wish = select(*columns, *sums).where(_where(table, choice)).group_by(*columns)
    return _read(await db.execute(wish), group, names)


async def _steps(db: AsyncConnection, choice: Choice, kind: str, group: tuple[str, ...]) -> dict[Key, Steps]:
    """How many conversations have each step of a time."""
    roll = _fitting((WAITS if kind == "wait" else REPLIES,), choice, group)
    where, step = STEPS[kind]
    count: ColumnElement[Any]
    if roll is not None:
        table, step, count, more = roll.table, roll.table.c.step, func.sum(roll.table.c.n), None
    else:
        table, count, more = talks, func.count(), CONDITIONS[where]
    columns = [table.c[name] for name in group]
    wish = select(*columns, step, count).where(_where(table, choice)).group_by(*columns, step)
    out: dict[Key, list[tuple[int, int]]] = {}
    for row in await db.execute(wish if more is None else wish.where(more)):
        out.setdefault(tuple(row[: len(group)]), []).append((int(row[-2]), int(row[-1])))
    return dict(out)


def _fitting(rolls: Sequence[Roll], choice: Choice, group: tuple[str, ...]) -> Roll | None:
    wanted = {*group, *choice.chosen}
    return next((roll for roll in rolls if wanted <= set(roll.dims)), None)


def _where(table: FromClause, choice: Choice) -> ColumnElement[bool]:
    chosen = [table.c[name] == value for name, value in choice.chosen.items()]
    return and_(table.c.centre == choice.centre, table.c.day.between(choice.first, choice.last), *chosen)


def _read(rows: Any, group: tuple[str, ...], names: Sequence[str]) -> dict[Key, dict[str, int]]:
    count = len(group)
    return {tuple(row[:count]): dict(zip(names, map(int, row[count:]), strict=True)) for row in rows}
