"""What happens to a piece of work: a promise, a ticket, a lead, a repair, a call-back. Start reading here.

Every piece of work is a stream `work/<id>` of these events. Instants are ms since 1970; `by` is the number of the
person who did it, "" where the product did it by itself.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["promise", "ticket", "lead", "repair", "callback"]
Clock = Literal["due", "acknowledge", "status", "visit"]
Level = Literal["colleague", "leader", "department"]
Outcome = Literal["reached", "not_home", "wrong_person", "not_now", "refused", "busy", "no_answer", "wrong_number"]
"""How an attempt to call ended."""


class Source(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """Where it came from: the conversation, the number of the record in its stream, and the words as they were said
    (`line` is that of the input, `start` and `end` are offsets in its text)."""

    talk: str = ""
    number: int = 0
    line: int = 0
    start: int = 0
    end: int = 0
    words: str = ""


class Customer(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """Whom it is for. `id`: in the customer database; `zone`: IANA zone in which they live, "" for that of the
    centre."""

    id: str = ""
    name: str = ""
    phone: str = ""
    language: str = ""
    zone: str = ""


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="event"):
    """Base of all events."""

    at: int


class Opened(Event, frozen=True, tag="work.opened.1", kw_only=True):
    """It is to be done. `what`: the entry of the standard's followup.yaml (complaint, lead …). `act`: what was promised
    (callback, reply, ship …). `due`: when the customer is to have the answer; `allowed`: the latest that the standard
    allows; `promised`: whether a person named the time. `of`: the work that it belongs to;
    `campaign`: the list for which somebody is called."""

    kind: Kind
    what: str
    centre: str
    source: Source = Source()
    customer: Customer = Customer()
    clauses: tuple[str, ...] = ()
    act: str = ""
    about: str = ""
    fields: dict[str, str] = {}
    due: int | None = None
    allowed: int | None = None
    promised: bool = False
    owner: str = ""
    department: str = ""
    channel: str = ""
    queue: str = ""
    of: str = ""
    not_before: int | None = None
    by: str = ""
    campaign: str = ""


class Dispatched(Event, frozen=True, tag="work.dispatched.1", kw_only=True):
    """It went to somebody, or to a department, who has until `due` to confirm it (None: nobody asks for that)."""

    to: str = ""
    department: str = ""
    due: int | None = None
    by: str = ""


class Acknowledged(Event, frozen=True, tag="work.acknowledged.1", kw_only=True):
    """The receiver confirmed it. `status`: when its state is to be asked for next."""

    by: str
    status: int | None = None


class Escalated(Event, frozen=True, tag="work.escalated.1", kw_only=True):
    """It went a step up. `due`: until when that step has to confirm it."""

    level: Level
    to: str = ""
    why: Literal["acknowledge", "due", "asked"] = "asked"
    due: int | None = None
    by: str = ""


class Noted(Event, frozen=True, tag="work.noted.1", kw_only=True):
    """A remark."""

    text: str
    by: str


class Edited(Event, frozen=True, tag="work.edited.1", kw_only=True):
    """Fields of its form have these values now."""

    fields: dict[str, str]
    by: str = ""


class Paused(Event, frozen=True, tag="work.paused.1", kw_only=True):
    """It waits for the customer; `left`: working time (ms) that was left of its clock."""

    left: int | None = None
    why: str = ""
    by: str = ""


class Resumed(Event, frozen=True, tag="work.resumed.1", kw_only=True):
    """It goes on, due now at `due`."""

    due: int | None = None
    by: str = ""


class Promised(Event, frozen=True, tag="work.promised.1", kw_only=True):
    """The customer was promised a time (again): this is its clock from now on."""

    due: int
    source: Source = Source()
    clauses: tuple[str, ...] = ()
    again: bool = False
    by: str = ""


class Reminded(Event, frozen=True, tag="work.reminded.1", kw_only=True):
    """Its owner was told that a clock runs out."""

    clock: Clock
    due: int


class Lapsed(Event, frozen=True, tag="work.lapsed.1", kw_only=True):
    """A clock ran out and nothing had been done."""

    clock: Clock
    due: int


class Staged(Event, frozen=True, tag="work.staged.1", kw_only=True):
    """Where it stands. `amount`: of money; `status`: when its state is to be asked for next."""

    stage: str = ""
    text: str = ""
    amount: float | None = None
    status: int | None = None
    by: str = ""


class Printed(Event, frozen=True, tag="work.printed.1", kw_only=True):
    """Its order was printed."""

    by: str = ""


class Planned(Event, frozen=True, tag="work.planned.1", kw_only=True):
    """Somebody will visit the customer, or call, at an instant."""

    when: int
    person: str = ""
    by: str = ""


class Visited(Event, frozen=True, tag="work.visited.1", kw_only=True):
    """The technician was there."""

    result: str
    solved: bool = True
    by: str = ""


class Tried(Event, frozen=True, tag="work.tried.1", kw_only=True):
    """A call was tried. `next`: when it is tried again, None: no more. `version`: of the settings of the centre under
    which `answers` were given, 0 where that was not kept."""

    outcome: Outcome
    talk: str = ""
    next: int | None = None
    answers: dict[str, str] = {}
    version: int = 0
    by: str = ""


class Taken(Event, frozen=True, tag="work.taken.1", kw_only=True):
    """Somebody looks at it and is about to call: nobody else is given it until `until`."""

    by: str
    until: int


class Skipped(Event, frozen=True, tag="work.skipped.1", kw_only=True):
    """Whoever had taken it gave it back without a call. `next`: when it comes up again."""

    reason: str
    next: int | None = None
    by: str = ""


class Answered(Event, frozen=True, tag="work.answered.1", kw_only=True):
    """The customer was told the result: this keeps the promise, or breaks it where it comes too late."""

    source: Source = Source()
    text: str = ""
    by: str = ""


class Closed(Event, frozen=True, tag="work.closed.1", kw_only=True):
    """It is over. `outcome`: done, won, lost, dropped, carried (another piece of work took its clock: `into`)."""

    outcome: str = "done"
    reason: str = ""
    into: str = ""
    by: str = ""


class Reopened(Event, frozen=True, tag="work.reopened.1", kw_only=True):
    """It was not over."""

    reason: str
    due: int | None = None
    by: str = ""


AnyEvent = (
    Opened
    | Dispatched
    | Acknowledged
    | Escalated
    | Noted
    | Edited
    | Paused
    | Resumed
    | Promised
    | Reminded
    | Lapsed
    | Staged
    | Printed
    | Planned
    | Visited
    | Tried
    | Taken
    | Skipped
    | Answered
    | Closed
    | Reopened
)
"""Every event."""
