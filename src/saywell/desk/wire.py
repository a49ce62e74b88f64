"""What goes over the wire to pages and clients: plain records, in JSON. `tools/types.py` writes them as TypeScript.

Instants are integer milliseconds since the epoch, UTC. A text by language has the keys zh-Hans, zh-Hant and en.
The live socket (`/api/live`) gives one `Snapshot`, then `Patch`es: JSON merge patches (RFC 7396) over its `centre`
and `talks`. Snapshot and patches together are a fresh snapshot. What a page wants done it sends as `Ask`; `Done` or
`Refused` answers it with the same id, after the patches that it brought about.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

import msgspec

from saywell.conversation.inputs import Purpose
from saywell.followup.events import Outcome

Text = dict[str, str]
Status = Literal["idle", "busy", "wrap_up", "break", "off"]
Role = Literal["agent", "leader", "inspector", "clerk", "manager", "author", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
Phase = Literal["ringing", "waiting", "dialling", "live", "wrap_up", "closed"]


class Wire(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what is sent."""


class Clause(Wire, frozen=True):
    """A clause as it stands in the document. `title`: what the standard calls what it asks for, where it checks it."""

    id: str
    quote: str
    meaning: str
    section: str
    title: Text


class Hit(Wire, frozen=True):
    """What the standard has against a piece of text: character offsets, severity, why, and how to say it right."""

    start: int = msgspec.field(name="from")
    end: int = msgspec.field(name="to")
    text: str
    norm: str
    clauses: tuple[str, ...]
    severity: Literal["block", "warn", "note"]
    why: str
    rewrite: str | None = None


class Entry(Wire, frozen=True):
    """One line of the transcript. `kind`: said, or what else happened (answered, hold_on, mute_off, looked_up,
    form, done, incident_on, note, hung_up, colleague, whisper …). `marks`: places that a finding points at."""

    n: int
    at: int
    kind: str
    by: str = ""
    to: int | None = None
    text: str = ""
    lang: str | None = None
    detail: dict[str, Any] = {}
    moves: tuple[str, ...] = ()


class Saying(Wire, frozen=True):
    """A line to say now, slots filled in each language; `open` are slots that nobody has filled yet."""

    line: str
    norm: str
    clauses: tuple[str, ...]
    due: int | None
    texts: Text
    open: tuple[str, ...] = ()


class Timer(Wire, frozen=True):
    """A duty, ladder or wait that runs. `due`: when it is missed, grace included; `limit`: the figure itself, ms."""

    key: str
    norm: str
    title: Text
    clauses: tuple[str, ...]
    since: int
    due: int | None
    turns_left: int | None = None


class Key(Wire, frozen=True):
    """An act (hang_up, hold …) or a deed that fits now (resent, refunded …); `clauses` lock it while it is not open."""

    act: str
    norm: str
    open: bool
    clauses: tuple[str, ...]
    why: Text


class Finding(Wire, frozen=True):
    """A verdict. `evidence`: entry number, from, to. `section` of the score sheet, "" for none."""

    norm: str
    title: Text
    clauses: tuple[str, ...]
    verdict: str
    at: int | None
    why: Text
    evidence: tuple[tuple[int, int, int], ...] = ()
    section: str = ""


class Promise(Wire, frozen=True):
    """What somebody promised, until when; `vague` where no time was named."""

    text: str
    act: str
    who: str
    due: int | None
    vague: bool
    n: int


class Person(Wire, frozen=True):
    """What is known of a customer. `trouble`: why the shop told nothing. The centre's own card adds `email`, further
    `phones`, `tags`, `never` (not to be called) and its own `fields`."""

    id: str = ""
    surname: str = ""
    title: str = ""
    name: str = ""
    phone: str = ""
    account: str = ""
    lang: str = ""
    notes: str = ""
    email: str = ""
    phones: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    never: bool = False
    fields: dict[str, str] = {}
    orders: tuple[dict[str, Any], ...] = ()
    history: tuple[dict[str, Any], ...] = ()
    trouble: Text = {}


class Filled(Wire, frozen=True):
    """A form of the standard: its fields in order, what stands in them, and what was filled from the conversation."""

    id: str
    title: Text
    clauses: tuple[str, ...]
    fields: tuple[str, ...]
    values: dict[str, str]
    suggested: dict[str, str]
    saved: int | None
    wanted: bool


class Score(Wire, frozen=True):
    """The score of a conversation that is over: 0-100 or null, by section, and titles of the sections."""

    total: float | None
    sections: dict[str, float | None]
    titles: dict[str, Text]


class Talk(Wire, frozen=True):
    """A conversation as a page shows it. `entries` by number (as text); `forms` by id. `transfer`: where one stands
    ("", asked, consented, refused, offered, accepted, declined, done), `transfer_to` whom it is offered to. Of a call
    to a customer: its `purpose`, `ref` to what it is about, the `number` that is rung up, the `outcome` as it was put
    down ("" before) and as it was `heard`; `again`: when the customer said to be called instead; the `survey` that is
    asked, and the `answers` so far. `agents`: from when who had
    it: instant, number, name; `help`: since when a leader is asked for help, and with what."""

    id: str
    centre: str
    channel: str
    direction: str
    phase: Phase
    queue: str
    agent: str
    arrived: int
    answered: int | None
    over: int | None
    over_by: str
    held: bool
    muted: bool
    customer: Person
    customer_typing: bool
    lang: str | None
    situations: dict[str, Text]
    entries: dict[str, Entry]
    say: tuple[Saying, ...]
    timers: tuple[Timer, ...]
    keys: tuple[Key, ...]
    deeds: tuple[Key, ...]
    findings: tuple[Finding, ...]
    promises: tuple[Promise, ...]
    forms: dict[str, Filled]
    missed: int
    broken: int
    score: Score | None
    rating: int | None
    whispers: dict[str, str]
    transfer: str
    transfer_to: str
    purpose: str = ""
    ref: str = ""
    number: str = ""
    outcome: str = ""
    heard: str = ""
    again: int | None = None
    survey: str = ""
    answers: dict[str, str] = msgspec.field(default_factory=dict)
    agents: tuple[tuple[int, str, str], ...] = ()
    help: int | None = None
    rating_text: str = ""
    help_text: str = ""


class Colleague(Wire, frozen=True):
    """Somebody at work: number, name for customers, state since when, conversations at hand, what rings at them."""

    number: str
    name: str
    status: Status
    since: int
    talks: tuple[str, ...]
    queues: tuple[str, ...]
    offered: str = ""


class Alert(Wire, frozen=True):
    """A rule of the wall that came true: so many breaches within so long."""

    id: str
    rule: str
    at: int
    agent: str
    talks: tuple[str, ...]
    text: Text


class Today(Wire, frozen=True):
    """The day's figures of a centre. Shares 0-1, waits in ms."""

    offered: int
    answered: int
    abandoned: int
    in_target: int
    target: int
    service_level: float | None
    mean_wait: int | None
    longest_wait: int | None
    missed: int
    broken: int


class Centre(Wire, frozen=True):
    """A centre as its people see it. `waiting`: who waits, longest first. `acts`: what may be marked as done."""

    id: str
    title: Text
    standard: str
    company: Text
    open: bool
    opens: int | None
    languages: tuple[str, ...]
    people: dict[str, Colleague]
    waiting: tuple[str, ...]
    incident: str
    today: Today
    alerts: dict[str, Alert]
    queues: dict[str, Text]
    acts: dict[str, Text] = {}


class Me(Wire, frozen=True):
    """Who is signed in. `only`: the rights to which a program's token is limited, none: all of the roles.
    `must_change`: nothing is open before they choose a password of their own. `provider`: they sign in elsewhere."""

    account: str
    number: str
    name: str
    roles: tuple[Role, ...]
    centres: tuple[str, ...]
    locale: str
    csrf: str
    only: tuple[str, ...] = ()
    must_change: bool = False
    provider: bool = False


class Snapshot(Wire, frozen=True, tag_field="type", tag="snapshot"):
    """All that the one who asks may see, as it stands at `position`. `at`: the server's clock."""

    position: int
    at: int
    centre: Centre
    talks: dict[str, Talk]


class Patch(Wire, frozen=True, tag_field="type", tag="patch"):
    """What changed: a merge patch over centre and talks. A talk that is null is gone from this page."""

    position: int
    at: int
    patch: dict[str, Any]


class Done(Wire, frozen=True, tag_field="type", tag="done"):
    """What was asked is durable. `result`: what some asks give back."""

    id: int
    at: int
    result: Any = None


class Refused(Wire, frozen=True, tag_field="type", tag="refused"):
    """It was not done. `code` is stable, `message` in the language of the page; `hits`: of a blocked draft."""

    id: int
    code: str
    message: str
    hits: tuple[Hit, ...] = ()


class Ask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do"):
    """Base of what a page may want done; `id` comes back with the answer. Keys make a repeat harmless."""

    id: int


class SetStatus(Ask, frozen=True, tag="status"):
    """The agent's own state."""

    status: Status


class Take(Ask, frozen=True, tag="take"):
    """Answer a conversation that rings or waits."""

    talk: str


class SaySomething(Ask, frozen=True, tag="say"):
    """Say it to the customer. Blocked drafts are refused with their hits."""

    talk: str
    text: str
    key: str = ""


class Check(Ask, frozen=True, tag="check"):
    """What the standard has against a draft; `result` is a list of Hit. Nothing is kept."""

    talk: str
    text: str
    finished: bool = False


class CallOut(Ask, frozen=True, tag="call"):
    """Ring a customer up; `result` is the conversation. `number`: else that of the `person` in the book, or of the
    customer of `talk`. `ref`: what it is about. With `channel` chat a chat is begun instead."""

    purpose: Purpose
    channel: Literal["phone", "chat"] = "phone"
    number: str = ""
    person: str = ""
    talk: str = ""
    surname: str = ""
    title: str = ""
    ref: str = ""


class Dispose(Ask, frozen=True, tag="dispose"):
    """What came of a call to a customer. `again`: when they want to be called instead."""

    talk: str
    outcome: Outcome
    note: str = ""
    again: int | None = None


class AnswerSurvey(Ask, frozen=True, tag="survey"):
    """What the customer answers to a question of the survey; kept as it is typed. Several options are divided by |."""

    talk: str
    question: str
    answer: str


class Press(Ask, frozen=True, tag="press"):
    """A key of the phone: hold, mute, hang_up, wrapped_up (the wrap-up is done)."""

    talk: str
    key: Literal["hold", "mute", "hang_up", "wrapped_up"]
    on: bool = True
    force: bool = False


class PassOn(Ask, frozen=True, tag="transfer"):
    """A step of a transfer: asked, consented, refused (the customer), offered, accepted, declined (the colleague),
    done. `to`: a colleague's number or `queue:<id>`."""

    talk: str
    step: Literal["asked", "consented", "refused", "offered", "accepted", "declined", "done"]
    to: str = ""


class FillForm(Ask, frozen=True, tag="form"):
    """Save a form as it stands. `file` false: only kept as typed, not filed."""

    talk: str
    form: str
    values: dict[str, str]
    file: bool = False


class Identify(Ask, frozen=True, tag="identify"):
    """Who the customer is."""

    talk: str
    surname: str = ""
    title: str = ""
    phone: str = ""
    account: str = ""


class LookUp(Ask, frozen=True, tag="look_up"):
    """Look an order, account or customer up; `result` is what was found."""

    talk: str
    what: str
    key: str


class MarkDone(Ask, frozen=True, tag="mark_done"):
    """Something was done: lead_dispatched, forwarded, recorded …"""

    talk: str
    what: str
    ref: str = ""
    to: str = ""


class Search(Ask, frozen=True, tag="search"):
    """The standard's lines for some words; `result` is a list of {line, texts, clauses}."""

    talk: str
    words: str


class Whisper(Ask, frozen=True, tag="whisper"):
    """A team leader's word to the agent, unheard by the customer."""

    talk: str
    text: str


class AskHelp(Ask, frozen=True, tag="help"):
    """The agent asks a team leader for help, or needs it no more. A whisper or whoever takes over answers it."""

    talk: str
    on: bool = True
    text: str = ""


class TakeOver(Ask, frozen=True, tag="take_over"):
    """A team leader goes on with the conversation."""

    talk: str


class Declare(Ask, frozen=True, tag="incident"):
    """Declare an incident with its line, or clear it."""

    on: bool
    text: str = ""


class Type(Ask, frozen=True, tag="typing"):
    """Somebody is typing; kept nowhere."""

    talk: str
    on: bool = True


AnyAsk = (
    SetStatus | Take | SaySomething | Check | CallOut | Dispose | AnswerSurvey | Press | PassOn | FillForm | Identify
    | LookUp | MarkDone | Search | Whisper | AskHelp | TakeOver | Declare | Type
)  # fmt: skip
"""Everything a page may ask for."""
