"""The tables of the projection. They hold nothing that the records do not: they can be dropped and made anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    and_,
)  # fmt: skip
from sqlalchemy.types import TypeEngine

VERSION = 10
"""Raised whenever the tables or what stands in them change: then everything is made anew."""
SCHEMA = "views"
META = MetaData(schema=SCHEMA)


def _text(name: str, *, primary: bool = False) -> Column[str]:
    return Column(name, String, primary_key=primary, nullable=False, default="")


def _count(name: str, kind: TypeEngine[int] | type[TypeEngine[int]] = Integer) -> Column[int]:
    return Column(name, kind, nullable=False, default=0)


progress = Table(
    "progress",
    META,
    Column("name", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
    # The record at the position, to tell whether these are still the records that were followed.
    Column("mark", String, nullable=False),
    # With it customers are given their pseudonyms.
    Column("salt", String, nullable=False),
)

talks = Table(
    "talks",
    META,
    _text("id", primary=True),
    *(_text(name) for name in ("centre", "channel", "direction", "purpose", "queue", "agent", "customer", "called")),
    *(_text(name) for name in ("product", "stage")),
    Column("arrived", BigInteger, nullable=False),
    Column("answered", BigInteger),
    Column("ended", BigInteger),
    _count("day"),
    _count("hour", SmallInteger),
    *(_text(name) for name in ("phase", "outcome")),
    Column("wait", BigInteger),
    Column("wait_step", Integer, nullable=False),
    Column("in_target", Boolean, nullable=False),
    Column("talk_time", BigInteger),
    _count("hold_time", BigInteger),
    _count("holds"),
    Column("first_reply", BigInteger),
    Column("reply_step", Integer, nullable=False),
    Column("reply_in_target", Boolean, nullable=False),
    _count("replies"),
    _count("reply_time", BigInteger),
    Column("rating", SmallInteger),
    Column("points", SmallInteger),
    *(_count(name, SmallInteger) for name in ("met", "missed", "broken")),
    *(_text(name) for name in ("continues", "left")),
    # Of the customer's other conversations: whether this is the first of its day, and whether they came again soon.
    Column("first_of_day", Boolean, nullable=False, default=True),
    Column("came_again", Boolean, nullable=False, default=False),
)
Index("talks_time", talks.c.centre, talks.c.arrived.desc())
Index("talks_agent", talks.c.centre, talks.c.agent, talks.c.day)
Index("talks_product", talks.c.centre, talks.c.product, talks.c.day)
Index("talks_customer", talks.c.centre, talks.c.customer, talks.c.arrived)

findings = Table(
    "findings",
    META,
    _text("talk", primary=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    *(_text(name) for name in ("centre", "channel", "direction", "queue", "agent", "norm", "clause", "verdict")),
    _count("day"),
    Column("at", BigInteger, nullable=False),
)
spoken = Table(
    "spoken",
    META,
    _text("talk", primary=True),
    _text("centre"),
    # What was said, masked, a line for each utterance; and folded, to be looked for.
    *(_text(name) for name in ("words", "folded")),
)
Index("findings_clause", findings.c.centre, findings.c.clause, findings.c.day)

works = Table(
    "works",
    META,
    _text("id", primary=True),
    *(_text(name) for name in ("centre", "kind", "what", "status", "owner", "department", "customer", "talk")),
    *(_text(name) for name in ("of", "stage")),
    Column("late", Boolean, nullable=False),
    Column("opened", BigInteger, nullable=False),
    Column("next", BigInteger, nullable=False),
    Column("due", BigInteger),
    Column("closed", BigInteger),
    *(_text(name) for name in ("called", "said", "body")),
    # Most work is on no list of calls; what is NULL stands in no index of them.
    Column("campaign", String),
)
_ALIVE = works.c.closed.is_(None)
_FREE = and_(_ALIVE, works.c.owner == "")


def _due(name: str, *columns: Column[str], where: ColumnElement[bool] = _ALIVE) -> Index:
    """What is due next, the soonest first; with whose it is, which rows of a department are chosen by."""
    keys = (works.c.centre, *columns, works.c.next, works.c.id)
    whose = () if works.c.owner in columns else (works.c.owner,)
    return Index(f"works_{name}", *keys, *whose, sqlite_where=where, postgresql_where=where)


_due("owner", works.c.owner)
_due("department", works.c.department)
_due("kind", works.c.kind)
_due("next")
_due("free", works.c.department, where=_FREE)
Index("works_closed", works.c.centre, works.c.closed)
Index("works_talk", works.c.talk)
Index("works_customer", works.c.customer)
_LISTED = works.c.campaign.is_not(None)
Index("works_campaign", works.c.centre, works.c.campaign, works.c.next, works.c.id,
      sqlite_where=_LISTED, postgresql_where=_LISTED)  # fmt: skip

TALLIES = (
    "promise", "promise_kept", "promise_broken", "promise_over", "promise_moved", "promise_overdue",
    "complaint", "complaint_in_time", "lead", "lead_confirmed", "repair", "repair_done", "tried", "reached",
)  # fmt: skip
"""What a piece of work can count as; `saywell.insight.tallies` says what each of them is."""
tallies = Table(
    "tallies",
    META,
    _text("work", primary=True),
    _text("name", primary=True),
    *(_text(name) for name in ("centre", "talk", "channel", "queue", "agent", "department", "what")),
    _count("day"),
)
Index("tallies_day", tallies.c.centre, tallies.c.day, tallies.c.name)
Index("tallies_talk", tallies.c.talk, tallies.c.name)

QUANTITIES = (
    "conversations", "customers", "inbound", "answered", "abandoned", "left_message", "in_target", "wait_sum",
    "talk_sum", "talked", "hold_sum", "held", "reply_sum", "replies", "first_replied", "reply_in_target", "ended",
    "rated", "stars", "satisfied", "scored", "points", "missed", "broken", "clean", "resolvable", "resolved",
    "kept", "judged",
)  # fmt: skip
"""What is added up in a roll-up; `saywell.insight.quantities` says what each of them is."""
VERDICTS = ("met", "missed", "broken")


class Roll(NamedTuple):
    """Sums over the rows of a table by some of its columns."""

    table: Table
    dims: tuple[str, ...]
    sums: tuple[str, ...]


def _roll(name: str, dims: Sequence[str], sums: Sequence[str]) -> Roll:
    whole = ("day", "hour", "step")
    keys: list[Column[int] | Column[str]] = [
        Column(dim, Integer, primary_key=True, autoincrement=False) if dim in whole else _text(dim, primary=True)
        for dim in dims
    ]
    return Roll(Table(name, META, *keys, *(_count(one, BigInteger) for one in sums)), tuple(dims), tuple(sums))


_BASE = ("centre", "day", "channel", "direction", "queue")
_LESS = ("centre", "day", "channel", "queue")
ROLLS = (
    _roll("roll_hours", (*_BASE, "hour"), QUANTITIES),
    _roll("roll_agents", ("centre", "day", "channel", "agent"), QUANTITIES),
    _roll("roll_products", ("centre", "day", "channel", "product", "stage"), QUANTITIES),
    _roll("roll_queue_agents", (*_LESS, "agent"), QUANTITIES),
    _roll("roll_queue_products", (*_LESS, "product", "stage"), QUANTITIES),
)
"""Sums over conversations; the first that has the columns is asked, so the smallest come first."""
WAITS = _roll("roll_waits", (*_LESS, "step"), ("n",))
REPLIES = _roll("roll_replies", (*_LESS, "step"), ("n",))
"""How many conversations waited, or were first answered, within a step."""
CLAUSES = (
    _roll("roll_clauses", (*_LESS, "clause"), VERDICTS),
    _roll("roll_clause_agents", ("centre", "day", "channel", "agent", "clause"), VERDICTS),
)
"""Verdicts by clause."""
