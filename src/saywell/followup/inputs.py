"""What people and the product do with a piece of work: the commands of `decide`. Instants are given by the caller of
the shell; a clock that follows from a rule is set by `decide`, never by the command."""

from __future__ import annotations

import msgspec

from saywell.followup import events as e


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="do"):
    """Base of all commands. `by`: the number of who does it, "" for the product."""

    by: str = ""


class Open(Input, frozen=True, tag="open", kw_only=True):
    """Begin it; a second time it does nothing but fill in fields that are new. See `events.Opened`."""

    what: str
    centre: str
    source: e.Source = e.Source()
    customer: e.Customer = e.Customer()
    act: str = ""
    about: str = ""
    fields: dict[str, str] = {}
    due: int | None = None
    clauses: tuple[str, ...] = ()
    owner: str = ""
    channel: str = ""
    queue: str = ""
    of: str = ""
    not_before: int | None = None
    campaign: str = ""


class Promise(Input, frozen=True, tag="promise", kw_only=True):
    """The customer was promised a time."""

    due: int
    source: e.Source = e.Source()
    clauses: tuple[str, ...] = ()


class Dispatch(Input, frozen=True, tag="dispatch", kw_only=True):
    """Pass it on to a person or a department."""

    to: str = ""
    department: str = ""


class Acknowledge(Input, frozen=True, tag="acknowledge"):
    """Confirm that one has it."""


class Escalate(Input, frozen=True, tag="escalate"):
    """Pass it a step up."""


class Note(Input, frozen=True, tag="note", kw_only=True):
    """Write something down."""

    text: str


class Edit(Input, frozen=True, tag="edit", kw_only=True):
    """Change fields of its form."""

    fields: dict[str, str]


class Pause(Input, frozen=True, tag="pause", kw_only=True):
    """It waits for the customer."""

    why: str = ""


class Resume(Input, frozen=True, tag="resume"):
    """It goes on."""


class Stage(Input, frozen=True, tag="stage", kw_only=True):
    """Say where it stands."""

    stage: str = ""
    text: str = ""
    amount: float | None = None


class Print(Input, frozen=True, tag="print"):
    """Its order is printed."""


class Plan(Input, frozen=True, tag="plan", kw_only=True):
    """Agree on a visit or a call."""

    when: int
    person: str = ""


class Visit(Input, frozen=True, tag="visit", kw_only=True):
    """The visit took place."""

    result: str
    solved: bool = True


class Try(Input, frozen=True, tag="try", kw_only=True):
    """A call was tried. `again`: when the customer wants to be called, for `not_now`. `told`: whether somebody who was
    reached was told what the work is about; a call about something else answers nothing. `version`: of the settings of
    the centre under which `answers` were given."""

    outcome: e.Outcome
    talk: str = ""
    again: int | None = None
    told: bool = True
    answers: dict[str, str] = {}
    version: int = 0


class Take(Input, frozen=True, tag="take"):
    """Be the one who calls next; nobody else is given it for a while."""


class Skip(Input, frozen=True, tag="skip", kw_only=True):
    """Give it back without a call, until `again`."""

    reason: str
    again: int | None = None


class Answer(Input, frozen=True, tag="answer", kw_only=True):
    """The customer was told the result."""

    text: str = ""
    source: e.Source = e.Source()


class Close(Input, frozen=True, tag="close", kw_only=True):
    """It is over."""

    outcome: str = "done"
    reason: str = ""
    into: str = ""


class Reopen(Input, frozen=True, tag="reopen", kw_only=True):
    """It is not over."""

    reason: str


AnyInput = (
    Open
    | Promise
    | Dispatch
    | Acknowledge
    | Escalate
    | Note
    | Edit
    | Pause
    | Resume
    | Stage
    | Print
    | Plan
    | Visit
    | Try
    | Take
    | Skip
    | Answer
    | Close
    | Reopen
)
"""Every command."""
