"""What goes over the wire about lists of customers who are called, and about surveys. See `saywell.desk.wire`."""

from __future__ import annotations

from typing import Literal

import msgspec

from saywell.conversation.inputs import Purpose
from saywell.desk.branches import Branch
from saywell.desk.wire import Person, Saying, Wire
from saywell.followup.survey import Counted, Survey


class CampaignRow(Wire, frozen=True):
    """A list. `total`: who is on it, `open`: who is still to be called, `due`: of those now, `reached`, and `outcomes`:
    by how the last attempt ended, or why nobody was called."""

    id: str
    centre: str
    title: str
    purpose: str
    origin: str
    rule: str
    survey: str
    reserve: int
    status: str
    made: int
    by: str
    channel: str = "phone"
    total: int = 0
    open: int = 0
    due: int = 0
    reached: int = 0
    outcomes: dict[str, int] = msgspec.field(default_factory=dict)


class EntryRow(Wire, frozen=True):
    """Somebody on a list: the work that it is, and where it stands."""

    id: str
    name: str
    phone: str
    why: str
    status: str
    outcome: str
    reason: str
    tries: int
    next: int | None
    talk: str
    owner: str


class Campaign(CampaignRow, frozen=True):
    """A list with who is on it, those who were called last first; `more`: how many did not fit in."""

    entries: tuple[EntryRow, ...] = ()
    more: int = 0


class Tried(Wire, frozen=True):
    """An earlier attempt, or why there was none."""

    at: int
    outcome: str
    by: str
    talk: str = ""
    note: str = ""


class Preview(Wire, frozen=True):
    """Who is to be called next, as the agent sees it before the call. `lines`: what the standard opens such a call
    with; `until`: how long nobody else is given it; `channel`: whether they are called or written to."""

    work: str
    campaign: str
    title: str
    purpose: str
    survey: str
    customer: Person
    phone: str
    why: str
    fields: dict[str, str]
    tries: tuple[Tried, ...]
    lines: tuple[Saying, ...]
    branches: tuple[Branch, ...]
    of: str = ""
    talk: str = ""
    until: int = 0
    channel: str = "phone"


class Next(Wire, frozen=True):
    """The next call, null where nobody is to be called now; then `at`: when somebody will be."""

    call: Preview | None = None
    at: int | None = None


class ChatLink(Wire, frozen=True):
    """Where a customer finds the chat that was begun for them, below the address of the server."""

    path: str


class Skip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why somebody is not called now, and when instead, if that is known."""

    reason: str
    again: int | None = None


class NewCampaign(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A list to be made. `origin` file: `file` with its `name` and, by field, the column (`mapping`); work: tickets of
    the kind `what`, those that are still open or (`closed`) those that are closed, opened in the last `days`; rule: one
    of the rules. With `dry` nothing is made, and what would be is told."""

    centre: str
    title: str = ""
    purpose: Purpose = "survey"
    origin: Literal["file", "work", "rule"] = "file"
    rule: str = ""
    what: str = ""
    closed: bool = False
    days: int = 30
    survey: str = ""
    reserve: int = 0
    channel: Literal["phone", "chat"] = "phone"
    file: bytes = b""
    name: str = ""
    mapping: dict[str, str] = {}
    dry: bool = False


class Fault(Wire, frozen=True):
    """A row of a file that cannot be used: its number, what is wrong, how to mend it, the row itself."""

    row: int
    what: str
    mend: str
    cells: tuple[str, ...]


class Planned(Wire, frozen=True):
    """What a list would be. `mapping`: by field the column, as it was given or guessed; `sample`: the first entries;
    `ready`: who would be called, `twice`: who is on it more than once, `never`: who is not to be called."""

    id: str
    ready: int
    twice: int
    never: int
    columns: tuple[str, ...] = ()
    encoding: str = ""
    mapping: dict[str, str] = msgspec.field(default_factory=dict)
    fields: tuple[str, ...] = ()
    sample: tuple[EntryRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    faulty: int = 0


class SetStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Let a list call, stand still, or be over."""

    status: Literal["open", "paused", "closed"]


class Earlier(Wire, frozen=True):
    """What was answered to questions as they were before: from and until the first and the last answer."""

    survey: Survey
    answered: int
    counted: tuple[Counted, ...]
    since: int
    until: int


class Results(Wire, frozen=True):
    """What came of a list. `survey`: the questions that were answered last, with `counted`; `earlier`: those before
    they were changed; `answered`: to any of them; `rate`: who answered of those who were reached, 0-1."""

    campaign: CampaignRow
    survey: Survey | None
    answered: int
    rate: float | None
    counted: tuple[Counted, ...]
    earlier: tuple[Earlier, ...] = ()


class Surveys(Wire, frozen=True):
    """The surveys of a centre, its own and those that everybody has; `own`: which are its own. `branches`: what is said
    where a call goes another way."""

    surveys: dict[str, Survey]
    own: tuple[str, ...]
    branches: tuple[Branch, ...] = ()


class NeverRow(Wire, frozen=True):
    """A number that is not called."""

    phone: str
    at: int
    why: str
    by: str


class NeverList(Wire, frozen=True):
    """The numbers that are not called, the newest first."""

    numbers: tuple[NeverRow, ...]


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers that are not to be called (or, `on` false, may be again); `file`: instead of them, or beside."""

    centre: str
    phones: tuple[str, ...] = ()
    on: bool = True
    why: str = ""
    file: bytes = b""
    name: str = ""


class Callings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a centre calls: hours by weekday ({} for its working time), zone, whether on public holidays
    too, attempts, minutes between them."""

    tries: int
    pause_min: int
    hours: dict[str, tuple[str, ...]] = {}
    zone: str = ""
    holidays: bool = False
