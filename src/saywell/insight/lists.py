"""The list of conversations: filters, search, order, pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from saywell.insight.quantities import CONDITIONS
from saywell.insight.tables import findings, spoken, talks
from saywell.insight.views import Views
from saywell.kernel.time import DAY

Sort = Literal["time", "score", "faults", "wait", "rating", "length"]
SORTS: tuple[Sort, ...] = get_args(Sort)
COUNTED = 10_000
"""So many conversations are counted at most."""
PAGE = 500
SHORTEST = 2
"""Characters at least of what is looked for in what was said."""
AROUND = 24
"""Characters that are shown on each side of it."""
EPOCH = date(1970, 1, 1).toordinal()


class Row(msgspec.Struct, frozen=True):
    """A line of the list."""

    id: str
    centre: str
    channel: str
    direction: str
    queue: str
    agent: str
    customer: str
    arrived: int
    over: int | None
    phase: str
    score: float | None
    missed: int
    broken: int
    rating: int | None
    left: str = ""
    product: str = ""
    stage: str = ""
    outcome: str = ""
    wait: int | None = None
    said: str = ""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which conversations of a centre. `first`, `last`: instants of arrival, the last not included. `first_day`,
    `last_day`: ordinals of days at the centre, both included. `only`: a name of `quantities.CONDITIONS`. `clause` with
    `verdict` (none: missed or broken): where that was found. `words`: part of a product or number, and if `personal` of
    a name or of what was left; `said`: the same folded, which may also have been said in a conversation that is over.
    None and, where it is the default, an empty text stand for anything."""

    centre: str
    first: int | None = None
    last: int | None = None
    first_day: int | None = None
    last_day: int | None = None
    agent: str | None = None
    channel: str = ""
    direction: str = ""
    queue: str | None = None
    product: str | None = None
    stage: str | None = None
    hour: int | None = None
    only: str = ""
    clause: str = ""
    verdict: str = ""
    words: str = ""
    said: str = ""
    personal: bool = True
    sort: Sort = "time"
    offset: int = 0
    limit: int = PAGE


class Listed(msgspec.Struct, frozen=True):
    """A page of the list. `total`: how many there are, COUNTED at most."""

    rows: tuple[Row, ...]
    total: int


async def listed(views: Views, wanted: Wanted) -> Listed:
    """The conversations that are wanted. Raises StoreError."""
    where = _where(wanted)
    async with views.reading() as db:
        rows = await _rows(db, select(talks).where(where).order_by(*_order(wanted.sort)), wanted)
        counted = select(talks.c.id).where(where).limit(COUNTED).subquery()
        rows = await _heard(db, rows, wanted)
        total = int(await db.scalar(select(func.count()).select_from(counted)) or 0)
    return Listed(tuple(rows), total)


async def _rows(db: AsyncConnection, wish: Select[Any], wanted: Wanted) -> list[Row]:
    found = await db.execute(wish.offset(max(0, wanted.offset)).limit(min(max(1, wanted.limit), PAGE)))
    return [
        Row(
            id=one.id, centre=one.centre, channel=one.channel, direction=one.direction, queue=one.queue,
            agent=one.agent, customer=one.called, arrived=one.arrived, over=one.ended, phase=one.phase,
            score=None if one.points is None else one.points / 10, missed=one.missed, broken=one.broken,
            rating=one.rating, left=one.left, product=one.product, stage=one.stage, outcome=one.outcome, wait=one.wait,
        )
        for one in found
    ]  # fmt: skip


def _where(wanted: Wanted) -> ColumnElement[bool]:
    t = talks.c
    out: list[ColumnElement[bool]] = [t.centre == wanted.centre]
    if wanted.first is not None:
        out.append(t.arrived >= wanted.first)
    if wanted.last is not None:
        out.append(t.arrived < wanted.last)
    # The index is by arrival, and no zone is further than a day from the days of UTC.
    if wanted.first_day is not None:
        out += [t.day >= wanted.first_day, t.arrived >= (wanted.first_day - EPOCH - 1) * DAY]
    if wanted.last_day is not None:
        out += [t.day <= wanted.last_day, t.arrived < (wanted.last_day - EPOCH + 2) * DAY]
    for column, value in (
        (t.agent, wanted.agent), (t.queue, wanted.queue), (t.product, wanted.product), (t.stage, wanted.stage),
        (t.hour, wanted.hour), (t.channel, wanted.channel or None), (t.direction, wanted.direction or None),
    ):  # fmt: skip
        if value is not None:
            out.append(column == value)
    if wanted.only in CONDITIONS:
        out.append(CONDITIONS[wanted.only])
    if wanted.clause:
        out.append(t.id.in_(select(findings.c.talk).where(_found(wanted))))
    if wanted.words:
        texts = (t.product, t.id, t.called, t.left) if wanted.personal else (t.product, t.id)
        either = [one.ilike(_part(wanted.words), escape="\\") for one in texts]
        if len(wanted.said) >= SHORTEST:
            either.append(t.id.in_(select(spoken.c.talk).where(_spoken(wanted))))
        out.append(or_(*either))
    return and_(*out)


def _part(words: str) -> str:
    """What a text is like that has these words in it."""
    return "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _spoken(wanted: Wanted) -> ColumnElement[bool]:
    return and_(spoken.c.centre == wanted.centre, spoken.c.folded.like(_part(wanted.said), escape="\\"))


async def _heard(db: AsyncConnection, rows: Sequence[Row], wanted: Wanted) -> list[Row]:
    """The rows with the utterance in which the words were found first."""
    if len(wanted.said) < SHORTEST or not rows:
        return list(rows)
    ids = [one.id for one in rows]
    found = await db.execute(select(spoken).where(spoken.c.talk.in_(ids), _spoken(wanted)))
    said = {one.talk: _around(one.words.split("\n"), one.folded.split("\n"), wanted.said) for one in found}
    return [msgspec.structs.replace(one, said=said.get(one.id, "")) for one in rows]


def _around(words: Sequence[str], folded: Sequence[str], part: str) -> str:
    """The first line with the part, cut to what stands about it."""
    for line, plain in zip(words, folded, strict=False):
        place = plain.find(part)
        if place >= 0:
            start = max(0, place - AROUND)
            end = place + len(part) + AROUND
            return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
    return ""


def _found(wanted: Wanted) -> ColumnElement[bool]:
    f = findings.c
    verdicts: Sequence[str] = (wanted.verdict,) if wanted.verdict else ("missed", "broken")
    out = [f.centre == wanted.centre, f.clause == wanted.clause, f.verdict.in_(verdicts)]
    if wanted.first_day is not None:
        out.append(f.day >= wanted.first_day)
    if wanted.last_day is not None:
        out.append(f.day <= wanted.last_day)
    return and_(*out)


def _order(sort: Sort) -> tuple[ColumnElement[Any], ...]:
    t = talks.c
    newest = (t.arrived.desc(), t.id)
    match sort:
        case "score":
            return t.points.asc().nulls_last(), *newest
        case "faults":
            return (t.missed + t.broken).desc(), *newest
        case "wait":
            return t.wait.desc().nulls_last(), *newest
        case "rating":
            return t.rating.asc().nulls_last(), *newest
        case "length":
            return (t.ended - t.arrived).desc().nulls_last(), *newest
    return newest
