"""The list of work after conversations: what is due, for whom, by filters, the soonest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from saywell.insight.facts import WorkFacts
from saywell.insight.lists import PAGE
from saywell.insight.tables import tallies, works
from saywell.insight.views import Views
from saywell.kernel.time import Instant

CHUNK = 500
_COUNTED = ("centre", "talk", "channel", "queue", "agent", "department", "what", "day")
COUNTED = 1_000
"""So many pieces of work are counted at most; a list of more is made shorter by its filters, not read to its end."""


class Scope(msgspec.Struct, frozen=True):
    """What somebody may see: what is theirs, what is in their `departments` ("" is in it where anybody may take what
    is in none); `free`: of those departments only what nobody has by name."""

    owner: str
    departments: tuple[str, ...] = ()
    free: bool = False


class Tallied(msgspec.Struct, frozen=True):
    """What counts in a report under a `name` of TALLIES (any: under one of them), on days (ordinals, both included), as
    the report was filtered."""

    name: str
    first: int
    last: int
    channel: str | None = None
    queue: str | None = None
    agent: str | None = None


class WantedWork(msgspec.Struct, frozen=True, kw_only=True):
    """Which pieces of work of a centre; what is empty or None stands for anything. `status`: open, waiting, closed,
    alive (not closed) or all; `late` at `now`; `first` and `last`: instants of what is next, or where only closed ones
    are asked for of the end, the last not included. `beside`: of a conversation, or open and of its `customer`, or of
    those it is `about`. `campaign`: of a list of calls; `tallied`: what a figure of a report was taken of."""

    centre: str
    scope: Scope | None = None
    kind: str = ""
    what: str = ""
    owner: str | None = None
    department: str | None = None
    stage: str | None = None
    campaign: str = ""
    tallied: Tallied | None = None
    status: str = "alive"
    late: bool = False
    now: Instant = 0
    first: Instant | None = None
    last: Instant | None = None
    customer: str = ""
    talk: str = ""
    beside: str = ""
    about: tuple[str, ...] = ()
    words: str = ""
    personal: bool = True
    offset: int = 0
    limit: int = PAGE


class Page(msgspec.Struct, frozen=True):
    """Rows as they were kept (`WorkFacts.body`), and how many there are, COUNTED at most; whether these
    are all."""

    bodies: tuple[str, ...]
    total: int
    exact: bool = True


async def write_works(db: AsyncConnection, touched: Sequence[str], found: Sequence[WorkFacts]) -> None:
    """Put in what is known of some pieces of work instead of what was known of them."""
    for begin in range(0, len(touched), CHUNK):
        ids = touched[begin : begin + CHUNK]
        await db.execute(delete(works).where(works.c.id.in_(ids)))
        await db.execute(delete(tallies).where(tallies.c.work.in_(ids)))
    for begin in range(0, len(found), CHUNK):
        rows = [msgspec.structs.asdict(one) for one in found[begin : begin + CHUNK]]
        await db.execute(insert(works), [{name: row[name] for name in works.c.keys()} for row in rows])  # noqa: SIM118
        counted = [
            {"work": row["id"], "name": name, **{key: row[key] for key in _COUNTED}}
            for row in rows
            for name in row["tallies"]
        ]
        if counted:
            await db.execute(insert(tallies), counted)


async def listed_works(views: Views, wanted: WantedWork) -> Page:
    """The work that is wanted. Raises StoreError."""
    ended = wanted.status == "closed"
    most = max(0, wanted.offset) + min(max(1, wanted.limit), PAGE)
    w = works.c
    parts: list[Select[Any]] = []
    for scope in _scopes(wanted):
        asked = select(w.id, w.next, w.closed, w.body).where(_where(wanted), *scope)
        parts.append(asked.order_by(*((w.closed.desc(), w.id) if ended else (w.next, w.id))))
    async with views.reading() as db:
        if len(parts) == 1:
            chosen = parts[0].offset(max(0, wanted.offset)).limit(min(max(1, wanted.limit), PAGE))
            bodies = [row.body for row in await db.execute(chosen)]
        else:
            # Each part comes out of its index in order; together they are few.
            every = union_all(*(select(one.limit(most).subquery()) for one in parts)).subquery()
            order = (every.c.closed.desc(), every.c.id) if ended else (every.c.next, every.c.id)
            chosen = select(every.c.body).order_by(*order).offset(max(0, wanted.offset)).limit(most)
            bodies = [row.body for row in await db.execute(chosen)]
        counted = 0
        for one in parts:
            few = one.order_by(None).with_only_columns(w.id).limit(COUNTED + 1).subquery()
            counted += int(await db.scalar(select(func.count()).select_from(few)) or 0)
    return Page(tuple(bodies), min(counted, COUNTED), counted <= COUNTED)


def _scopes(wanted: WantedWork) -> list[list[ColumnElement[bool]]]:
    """Conditions that exclude each other and together are what somebody may see."""
    scope, w = wanted.scope, works.c
    if scope is None:
        return [[]]
    out: list[list[ColumnElement[bool]]] = [[w.owner == scope.owner]]
    for one in scope.departments:
        # What is in no department and has an owner is the owner's alone.
        others = w.owner == "" if scope.free or not one else w.owner != scope.owner
        out.append([w.department == one, others])
    return out


def _where(wanted: WantedWork) -> ColumnElement[bool]:
    w = works.c
    out: list[ColumnElement[bool]] = [w.centre == wanted.centre]
    for column, value in (
        (w.kind, wanted.kind or None), (w.what, wanted.what or None), (w.owner, wanted.owner),
        (w.department, wanted.department), (w.stage, wanted.stage),
        (w.campaign, wanted.campaign or None),
        (w.customer, wanted.customer if wanted.customer and not wanted.beside else None),
        (w.talk, wanted.talk or None),
    ):  # fmt: skip
        if value is not None:
            out.append(column == value)
    if wanted.status == "alive":
        out.append(w.closed.is_(None))
    elif wanted.status == "closed":
        out.append(w.closed.is_not(None))
    elif wanted.status in ("open", "waiting"):
        out += [w.closed.is_(None), w.status == wanted.status]
    if wanted.late:
        # The clock of what is late stays, so that its next instant has passed; one condition keeps to the index.
        out += [w.closed.is_(None), w.next <= wanted.now]
    when = w.closed if wanted.status == "closed" else w.next
    if wanted.first is not None:
        out.append(when >= wanted.first)
    if wanted.last is not None:
        out.append(when < wanted.last)
    if wanted.tallied is not None:
        out.append(w.id.in_(_tallied(wanted.centre, wanted.tallied)))
    if wanted.beside:
        same = or_(w.talk == wanted.beside, w.id.in_(wanted.about)) if wanted.about else w.talk == wanted.beside
        out.append(or_(same, and_(w.customer == wanted.customer, w.closed.is_(None))) if wanted.customer else same)
    if wanted.words:
        part = "%" + wanted.words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        texts = (w.said, w.called, w.id) if wanted.personal else (w.what, w.id)
        out.append(or_(*(one.ilike(part, escape="\\") for one in texts)))
    return and_(*out)


def _tallied(centre: str, wanted: Tallied) -> Select[Any]:
    """The work that counts."""
    c = tallies.c
    out = [c.centre == centre, c.day.between(wanted.first, wanted.last)]
    chosen = (
        (c.name, None if wanted.name == "any" else wanted.name),
        (c.channel, wanted.channel), (c.queue, wanted.queue), (c.agent, wanted.agent),
    )  # fmt: skip
    return select(c.work).where(*out, *(column == value for column, value in chosen if value is not None))
