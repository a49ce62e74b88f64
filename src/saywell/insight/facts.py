"""The facts of a conversation for lists and reports: what one row of the projection says. Pure."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

import msgspec

from saywell.storage.interface import Record

NO_STEP = -1
NEVER = 1 << 62
"""An instant behind all others."""
_STEPS = ((60_000, 1_000), (600_000, 5_000), (3_600_000, 30_000), (86_400_000, 300_000))
"""Up to (ms) a time is counted in steps of (ms)."""


class Found(msgspec.Struct, frozen=True):
    """A verdict on one clause in a conversation that is over: met, missed or broken. `at`: instant."""

    norm: str
    clause: str
    verdict: str
    at: int


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one conversation. Instants and lengths in ms; `day` is a proleptic Gregorian ordinal and `hour`
    0-23, both in the centre's zone; texts are empty where nothing is known. `customer`: by what the same person is
    known again, kept as a pseudonym; `called`: how the list calls them. `wait`: from arrival to the answer.
    `first_reply`: from the customer's first words to the first words of the agent. `replies`, `reply_time`: of all
    turns in which the agent answered the customer. `points`: the score in tenths. `words`: what was said in a
    conversation that is over, masked, a line for each utterance; `folded`: the same, as it is looked for."""

    id: str
    centre: str
    channel: str
    direction: str
    purpose: str = ""
    queue: str = ""
    agent: str = ""
    customer: str = ""
    called: str = ""
    product: str = ""
    stage: str = ""
    arrived: int
    answered: int | None = None
    ended: int | None = None
    day: int
    hour: int
    phase: str = "waiting"
    outcome: str = "open"
    wait: int | None = None
    in_target: bool = False
    talk_time: int | None = None
    hold_time: int = 0
    holds: int = 0
    first_reply: int | None = None
    reply_in_target: bool = False
    replies: int = 0
    reply_time: int = 0
    rating: int | None = None
    points: int | None = None
    met: int = 0
    missed: int = 0
    broken: int = 0
    continues: str = ""
    left: str = ""
    found: tuple[Found, ...] = ()
    words: str = ""
    folded: str = ""


class WorkFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a piece of work that is to be done after a conversation, as a list needs it. `next`: the
    instant (ms) at which it has to be looked at, NEVER where none is set; `due`: when the customer is to have the
    answer; `campaign`: the list for which somebody is called, None where it is on none; `called`: name and phone,
    `said`: what it is about, both to search in; `body`: the row as it is answered; `tallies`: as what it counts in
    reports, on the `day` (ordinal) on which it was opened, for `agent`."""

    id: str
    centre: str
    kind: str
    what: str
    status: str
    owner: str = ""
    department: str = ""
    customer: str = ""
    talk: str = ""
    of: str = ""
    stage: str = ""
    campaign: str | None = None
    late: bool = False
    opened: int
    next: int
    due: int | None = None
    closed: int | None = None
    called: str = ""
    said: str = ""
    body: str
    tallies: tuple[str, ...] = ()
    day: int = 0
    channel: str = ""
    queue: str = ""
    agent: str = ""


class Touched(NamedTuple):
    """What some records are about: conversations that may have changed, and those that were erased; pieces of work, and
    those of them that were erased."""

    talks: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


async def _no_work(_id: str) -> WorkFacts | None:
    return None


async def _learn_nothing(_records: Sequence[Record]) -> None:
    return None


class Source(NamedTuple):
    """Where facts come from. `touched`: what some records are about. `facts`: of a conversation as it stands now, None
    where there is none; `work`: of a piece of work, likewise. `learn`: what some records say about the others, before
    any of them is asked for."""

    touched: Callable[[Sequence[Record]], Touched]
    facts: Callable[[str], Awaitable[Facts | None]]
    work: Callable[[str], Awaitable[WorkFacts | None]] = _no_work
    learn: Callable[[Sequence[Record]], Awaitable[None]] = _learn_nothing


def step_of(length: int | None) -> int:
    """A time as it is counted for the median and the like: ms, rounded up to the next second (to a minute), 5 s (to ten
    minutes), 30 s (to an hour), 5 minutes (to a day, which is the most)."""
    if length is None:
        return NO_STEP
    for most, step in _STEPS:
        if length <= most:
            return -(-max(length, 0) // step) * step
    return 86_400_000
