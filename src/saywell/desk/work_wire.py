"""What goes over the wire about work after the conversation: promises, tickets, leads, repairs, call-backs. See
`saywell.desk.wire`."""

from __future__ import annotations

from typing import Any

import msgspec

from saywell.desk.wire import Text, Wire
from saywell.followup import events as e
from saywell.followup import inputs as i


class Choice(Wire, frozen=True):
    """Something to choose: a stage, a reason, a department."""

    id: str
    title: Text


class WorkRow(Wire, frozen=True):
    """A piece of work in a list. `what`: the entry of followup.yaml, `title` its name; `due`: when the customer is to
    have the answer, `acknowledge`, `status_due`, `visit` and `next_try` the other clocks; `kept`: whether the customer
    had the answer in time, null while that is open; `campaign`: the list for which somebody is called;
    `talk`, `line`, `from`, `to`, `words`: where it was said."""

    id: str
    kind: str
    what: str
    title: Text
    centre: str
    status: str
    opened: int
    closed: int | None = None
    due: int | None = None
    allowed: int | None = None
    late: bool = False
    kept: bool | None = None
    promised: bool = False
    act: str = ""
    about: str = ""
    owner: str = ""
    department: str = ""
    level: str = ""
    customer: str = ""
    name: str = ""
    phone: str = ""
    talk: str = ""
    line: int = 0
    start: int = msgspec.field(name="from", default=0)
    end: int = msgspec.field(name="to", default=0)
    words: str = ""
    clauses: tuple[str, ...] = ()
    stage: str = ""
    amount: float | None = None
    outcome: str = ""
    reason: str = ""
    into: str = ""
    of: str = ""
    campaign: str = ""
    acknowledged: int | None = None
    acknowledge: int | None = None
    status_due: int | None = None
    visit: int | None = None
    next_try: int | None = None
    tries: int = 0
    printed: int | None = None


class Work(WorkRow, frozen=True):
    """A piece of work whole: its form, what can be chosen, everything that happened to it. `can`: commands that whoever
    looks may give now; `limit`: the latest that may be promised now; `levels`: how far up it can go."""

    fields: dict[str, str] = msgspec.field(default_factory=dict)
    can: tuple[str, ...] = ()
    limit: int | None = None
    levels: tuple[str, ...] = ()
    stages: tuple[Choice, ...] = ()
    reasons: tuple[Choice, ...] = ()
    history: tuple[Any, ...] = ()


class WorkList(Wire, frozen=True):
    """Work by its next instant, the soonest first; `more`: how many did not fit in, `total`: how many there are, at
    least so many where `exact` is false; `now`: the instant of the answer, by the server's clock;
    `behind`: how many records of what happened are not in it yet."""

    work: tuple[WorkRow, ...]
    more: int
    total: int = 0
    exact: bool = True
    now: int = 0
    behind: int = 0


class WorkEntry(Wire, frozen=True):
    """What can be entered: an entry of followup.yaml, with the fields of its form and its stages."""

    id: str
    kind: str
    title: Text
    fields: tuple[str, ...] = ()
    stages: tuple[Choice, ...] = ()


class WorkDepartment(Wire, frozen=True):
    """A department; `mine`: whether who asks may take its work."""

    id: str
    title: Text
    members: tuple[str, ...] = ()
    leader: str = ""
    mine: bool = False


class WorkCalls(Wire, frozen=True):
    """A list of calls by which call-backs are found. `status`: open, paused or closed; `made`: the instant."""

    id: str
    title: str
    status: str
    made: int


class WorkPlace(Wire, frozen=True):
    """What the boards of a centre need to know: entries, departments; `people`: who works there, by number; `names`:
    also of those who have left or have no account; `all`: whether who asks sees the work of others; `open`: blocks of
    working time (instants) in the weeks asked for; `zone`: of the centre; `lists`: of calls, those that go on first,
    the newest first."""

    entries: tuple[WorkEntry, ...]
    departments: tuple[WorkDepartment, ...]
    people: dict[str, str]
    names: dict[str, str]
    all: bool
    open: tuple[tuple[int, int], ...] = ()
    zone: str = ""
    lists: tuple[WorkCalls, ...] = ()


class NewWork(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that is entered by hand. `due`: the time that was promised, null for that of the standard; `key`: a
    name for it; what has the same name is entered once."""

    centre: str
    what: str
    about: str
    customer: e.Customer = e.Customer()
    fields: dict[str, str] = {}
    due: int | None = None
    talk: str = ""
    key: str = ""


class Changes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be done with some pieces of work; each by itself. `key`: a name for it; sent again, it is not done
    again."""

    ids: tuple[str, ...]
    change: i.AnyInput
    key: str = ""


class Changed(Wire, frozen=True):
    """How it went: the pieces as they stand now, and what went wrong with the others, by id."""

    work: tuple[Work, ...]
    refused: dict[str, str]


class WorkFeed(Wire, frozen=True):
    """The calendar feed of somebody. `made`: whether there is one; `address`: told once, when it is made."""

    made: bool = False
    address: str = ""
