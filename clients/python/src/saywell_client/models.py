"""What goes over the wire. Written by tools/clients.py from the description of the interface; change the server instead."""
# ruff: noqa
# fmt: off

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypedDict


class Public(TypedDict):
    """What anybody may know: the centres, in a demonstration its accounts, and how the identity provider is called at which one may sign in (empty: there is none). `at`: the server's clock."""

    centres: Sequence[Name]
    demo: Sequence[Demo]
    provider: NotRequired[str]
    at: NotRequired[int]


class Name(TypedDict):
    """A centre by its names. `zone`: in which its people read times, such as Asia/Shanghai; `open`: whether it is open now; `opens`: when it opens again, null while it is open."""

    id: str
    title: Mapping[str, str]
    company: Mapping[str, str]
    standard: str
    zone: str
    open: bool
    opens: int | None


class Demo(TypedDict):
    """An account that the sign-in page offers in a demonstration."""

    account: str
    password: str
    roles: Sequence[str]
    name: str
    centre: str


class SignIn(TypedDict):
    """Name and password."""

    account: str
    password: str
    locale: NotRequired[str]


class Me(TypedDict):
    """Who is signed in. `only`: the rights to which a program's token is limited, none: all of the roles. `must_change`: nothing is open before they choose a password of their own. `provider`: they sign in elsewhere."""

    account: str
    number: str
    name: str
    roles: Sequence[Literal["admin", "agent", "author", "clerk", "inspector", "leader", "manager"]]
    centres: Sequence[str]
    locale: str
    csrf: str
    only: NotRequired[Sequence[str]]
    must_change: NotRequired[bool]
    provider: NotRequired[bool]


class DeskWireClause(TypedDict):
    """A clause as it stands in the document. `title`: what the standard calls what it asks for, where it checks it."""

    id: str
    quote: str
    meaning: str
    section: str
    title: Mapping[str, str]


class SettingsPage(TypedDict):
    """The settings of a centre. `works`: what a department can take. When it comes back, `people`, `works` and all of a figure but id and value are not looked at."""

    id: str
    standard: str
    title: Mapping[str, str]
    company: Mapping[str, str]
    languages: Sequence[str]
    numbers: Sequence[DeskNumbersFigure]
    calendar: CalendarSpec
    queues: Mapping[str, Mapping[str, str]]
    always_open: bool
    alert_count: int
    alert_within_s: int
    target_s: Mapping[str, int]
    departments: NotRequired[Mapping[str, Department]]
    calling: NotRequired[Calling]
    works: NotRequired[Sequence[Choice]]
    people: NotRequired[Sequence[Employee]]
    version: NotRequired[int]


class DeskNumbersFigure(TypedDict):
    """A figure of the standard: what it is now, and what the standard says (`default`)."""

    id: str
    value: float
    unit: NotRequired[str]
    clause: NotRequired[str]
    title: NotRequired[Mapping[str, str]]
    default: NotRequired[float]


class CalendarSpec(TypedDict):
    """A centre's working time as data.  `zone`: IANA name. `hours`: weekday or range of weekdays (`mon`, `mon-fri`) -> blocks `HH:MM-HH:MM`; a block may end at 24:00 or, overnight, on the next day. `holidays`: ISO country, with a subdivision after a dash (`CN`, `HK`, `TW`, `SG`, `US-CA`), or nothing. `closed`: further closed days, `opened`: days with hours of their own, as ISO dates; `opened` goes before everything. `makeup`: whose hours a make-up working day has."""

    zone: NotRequired[str]
    hours: NotRequired[Mapping[str, Sequence[str]]]
    holidays: NotRequired[str | None]
    closed: NotRequired[Sequence[str]]
    opened: NotRequired[Mapping[str, Sequence[str]]]
    makeup: NotRequired[str]


class Department(TypedDict):
    """People who deal with something: `members` and `leader` by number; `calendar`: their own working time, None for the centre's; `takes`: entries of followup.yaml that go to them."""

    title: NotRequired[Mapping[str, str]]
    members: NotRequired[Sequence[str]]
    leader: NotRequired[str]
    takes: NotRequired[Sequence[str]]
    calendar: NotRequired[CalendarSpec | None]


class Calling(TypedDict):
    """How a centre calls: hours in which customers may be called (none: its working time), attempts, minutes between them, numbers that are never called."""

    hours: NotRequired[CalendarSpec | None]
    tries: NotRequired[int]
    pause_min: NotRequired[int]
    never: NotRequired[Sequence[str]]


class Choice(TypedDict):
    """Something to choose: a stage, a reason, a department."""

    id: str
    title: Mapping[str, str]


class Employee(TypedDict):
    """Somebody of this centre; `account` is empty where they have none, such as a simulated colleague."""

    account: str
    number: str
    name: str
    roles: Sequence[str]


class TalkList(TypedDict):
    """A page of conversations; `more`: how many come behind it, `total`: how many there are. Both count to 10,000. `behind`: how many records of what happened are not in it yet."""

    talks: Sequence[Row]
    more: int
    total: NotRequired[int]
    behind: NotRequired[int]


class Row(TypedDict):
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
    left: NotRequired[str]
    product: NotRequired[str]
    stage: NotRequired[str]
    outcome: NotRequired[str]
    wait: NotRequired[int | None]
    said: NotRequired[str]


class Incoming(TypedDict):
    """A customer who comes in. `queue`: in which they wait, the centre's first if none is named; `mine`: whoever asks has answered them already, so that they ring at nobody; `locale`: the customer's language as far as it is known; `key`: names the call, so that it comes in once though this is sent again."""

    centre: str
    channel: NotRequired[Literal["chat", "phone"]]
    queue: NotRequired[str]
    mine: NotRequired[bool]
    customer: NotRequired[Caller]
    locale: NotRequired[str]
    key: NotRequired[str]


class Caller(TypedDict):
    """What is known of the customer before a word was said; what is empty is not known."""

    surname: NotRequired[str]
    title: NotRequired[str]
    name: NotRequired[str]
    phone: NotRequired[str]
    account: NotRequired[str]


class Talk(TypedDict):
    """A conversation as a page shows it. `entries` by number (as text); `forms` by id. `transfer`: where one stands ("", asked, consented, refused, offered, accepted, declined, done), `transfer_to` whom it is offered to. Of a call to a customer: its `purpose`, `ref` to what it is about, the `number` that is rung up, the `outcome` as it was put down ("" before) and as it was `heard`; `again`: when the customer said to be called instead; the `survey` that is asked, and the `answers` so far. `agents`: from when who had it: instant, number, name; `help`: since when a leader is asked for help, and with what."""

    id: str
    centre: str
    channel: str
    direction: str
    phase: Literal["closed", "dialling", "live", "ringing", "waiting", "wrap_up"]
    queue: str
    agent: str
    arrived: int
    answered: int | None
    over: int | None
    over_by: str
    held: bool
    muted: bool
    customer: DeskWirePerson
    customer_typing: bool
    lang: str | None
    situations: Mapping[str, Mapping[str, str]]
    entries: Mapping[str, Entry]
    say: Sequence[Saying]
    timers: Sequence[Timer]
    keys: Sequence[Key]
    deeds: Sequence[Key]
    findings: Sequence[Finding]
    promises: Sequence[DeskWirePromise]
    forms: Mapping[str, Filled]
    missed: int
    broken: int
    score: Score | None
    rating: int | None
    whispers: Mapping[str, str]
    transfer: str
    transfer_to: str
    purpose: NotRequired[str]
    ref: NotRequired[str]
    number: NotRequired[str]
    outcome: NotRequired[str]
    heard: NotRequired[str]
    again: NotRequired[int | None]
    survey: NotRequired[str]
    answers: NotRequired[Mapping[str, str]]
    agents: NotRequired[Sequence[tuple[int, str, str]]]
    help: NotRequired[int | None]
    rating_text: NotRequired[str]
    help_text: NotRequired[str]


class DeskWirePerson(TypedDict):
    """What is known of a customer. `trouble`: why the shop told nothing. The centre's own card adds `email`, further `phones`, `tags`, `never` (not to be called) and its own `fields`."""

    id: NotRequired[str]
    surname: NotRequired[str]
    title: NotRequired[str]
    name: NotRequired[str]
    phone: NotRequired[str]
    account: NotRequired[str]
    lang: NotRequired[str]
    notes: NotRequired[str]
    email: NotRequired[str]
    phones: NotRequired[Sequence[str]]
    tags: NotRequired[Sequence[str]]
    never: NotRequired[bool]
    fields: NotRequired[Mapping[str, str]]
    orders: NotRequired[Sequence[Mapping[str, Any]]]
    history: NotRequired[Sequence[Mapping[str, Any]]]
    trouble: NotRequired[Mapping[str, str]]


class Entry(TypedDict):
    """One line of the transcript. `kind`: said, or what else happened (answered, hold_on, mute_off, looked_up, form, done, incident_on, note, hung_up, colleague, whisper …). `marks`: places that a finding points at."""

    n: int
    at: int
    kind: str
    by: NotRequired[str]
    to: NotRequired[int | None]
    text: NotRequired[str]
    lang: NotRequired[str | None]
    detail: NotRequired[Mapping[str, Any]]
    moves: NotRequired[Sequence[str]]


class Saying(TypedDict):
    """A line to say now, slots filled in each language; `open` are slots that nobody has filled yet."""

    line: str
    norm: str
    clauses: Sequence[str]
    due: int | None
    texts: Mapping[str, str]
    open: NotRequired[Sequence[str]]


class Timer(TypedDict):
    """A duty, ladder or wait that runs. `due`: when it is missed, grace included; `limit`: the figure itself, ms."""

    key: str
    norm: str
    title: Mapping[str, str]
    clauses: Sequence[str]
    since: int
    due: int | None
    turns_left: NotRequired[int | None]


class Key(TypedDict):
    """An act (hang_up, hold …) or a deed that fits now (resent, refunded …); `clauses` lock it while it is not open."""

    act: str
    norm: str
    open: bool
    clauses: Sequence[str]
    why: Mapping[str, str]


class Finding(TypedDict):
    """A verdict. `evidence`: entry number, from, to. `section` of the score sheet, "" for none."""

    norm: str
    title: Mapping[str, str]
    clauses: Sequence[str]
    verdict: str
    at: int | None
    why: Mapping[str, str]
    evidence: NotRequired[Sequence[tuple[int, int, int]]]
    section: NotRequired[str]


class DeskWirePromise(TypedDict):
    """What somebody promised, until when; `vague` where no time was named."""

    text: str
    act: str
    who: str
    due: int | None
    vague: bool
    n: int


class Filled(TypedDict):
    """A form of the standard: its fields in order, what stands in them, and what was filled from the conversation."""

    id: str
    title: Mapping[str, str]
    clauses: Sequence[str]
    fields: Sequence[str]
    values: Mapping[str, str]
    suggested: Mapping[str, str]
    saved: int | None
    wanted: bool


class Score(TypedDict):
    """The score of a conversation that is over: 0-100 or null, by section, and titles of the sections."""

    total: float | None
    sections: Mapping[str, float | None]
    titles: Mapping[str, Mapping[str, str]]


class ReportPage(TypedDict):
    """A report with what its parts are called (`labels`: by split and key). `behind`: records that are not in it yet; `today`: the day at the centre."""

    report: Report
    measures: Sequence[DeskReportsMeasured]
    labels: Mapping[str, Mapping[str, Mapping[str, str]]]
    behind: int
    today: str


class Report(TypedDict):
    """See the module's first line. Days are ISO dates; figures are by the id of their measure."""

    centre: str
    first: str
    last: str
    before_first: str
    before_last: str
    figures: Mapping[str, InsightReportsFigure]
    days: Sequence[Point]
    by: Mapping[str, Sequence[Line]]
    clauses: Sequence[InsightReportsClause]
    works: NotRequired[Mapping[str, Sequence[WorkLine]]]


class InsightReportsFigure(TypedDict):
    """A figure in the period and in the one before; None where there is nothing to take it of."""

    value: float | None
    before: float | None


class Point(TypedDict):
    """The figures of a day, ISO date."""

    day: str
    values: Mapping[str, float | None]


class Line(TypedDict):
    """The figures of a part: of a queue, an agent, an hour (as text) …; `before`: conversations of the days before."""

    key: str
    values: Mapping[str, float | None]
    before: int


class InsightReportsClause(TypedDict):
    """How often a clause was kept, and the share of the days before."""

    clause: str
    met: int
    missed: int
    broken: int
    kept: float
    before: float | None


class WorkLine(TypedDict):
    """The figures of work of a part: of a department, or of a kind. `works`: how many pieces count as anything, `before`: on the days before."""

    key: str
    works: int
    before: int
    values: Mapping[str, float | None]


class DeskReportsMeasured(TypedDict):
    """What a figure is. `unit`: count, share (0-1), ms, points (0-100), stars (1-5); `better`: up, down or nothing; `opens`, `sort`: what the list of conversations is asked for to show what is behind it; where it is `of_work`, of which work it was taken."""

    id: str
    title: Mapping[str, str]
    meaning: Mapping[str, str]
    unit: str
    group: str
    better: str
    opens: str
    sort: str
    of_work: NotRequired[bool]


class WorkList(TypedDict):
    """Work by its next instant, the soonest first; `more`: how many did not fit in, `total`: how many there are, at least so many where `exact` is false; `now`: the instant of the answer, by the server's clock; `behind`: how many records of what happened are not in it yet."""

    work: Sequence[WorkRow]
    more: int
    total: NotRequired[int]
    exact: NotRequired[bool]
    now: NotRequired[int]
    behind: NotRequired[int]


WorkRow = TypedDict("WorkRow", {"id": 'str', "kind": 'str', "what": 'str', "title": 'Mapping[str, str]', "centre": 'str', "status": 'str', "opened": 'int', "closed": 'NotRequired[int | None]', "due": 'NotRequired[int | None]', "allowed": 'NotRequired[int | None]', "late": 'NotRequired[bool]', "kept": 'NotRequired[bool | None]', "promised": 'NotRequired[bool]', "act": 'NotRequired[str]', "about": 'NotRequired[str]', "owner": 'NotRequired[str]', "department": 'NotRequired[str]', "level": 'NotRequired[str]', "customer": 'NotRequired[str]', "name": 'NotRequired[str]', "phone": 'NotRequired[str]', "talk": 'NotRequired[str]', "line": 'NotRequired[int]', "from": 'NotRequired[int]', "to": 'NotRequired[int]', "words": 'NotRequired[str]', "clauses": 'NotRequired[Sequence[str]]', "stage": 'NotRequired[str]', "amount": 'NotRequired[float | None]', "outcome": 'NotRequired[str]', "reason": 'NotRequired[str]', "into": 'NotRequired[str]', "of": 'NotRequired[str]', "campaign": 'NotRequired[str]', "acknowledged": 'NotRequired[int | None]', "acknowledge": 'NotRequired[int | None]', "status_due": 'NotRequired[int | None]', "visit": 'NotRequired[int | None]', "next_try": 'NotRequired[int | None]', "tries": 'NotRequired[int]', "printed": 'NotRequired[int | None]'})
"""A piece of work in a list. `what`: the entry of followup.yaml, `title` its name; `due`: when the customer is to have the answer, `acknowledge`, `status_due`, `visit` and `next_try` the other clocks; `kept`: whether the customer had the answer in time, null while that is open; `campaign`: the list for which somebody is called; `talk`, `line`, `from`, `to`, `words`: where it was said."""


class NewWork(TypedDict):
    """Something that is entered by hand. `due`: the time that was promised, null for that of the standard; `key`: a name for it; what has the same name is entered once."""

    centre: str
    what: str
    about: str
    customer: NotRequired[FollowupEventsCustomer]
    fields: NotRequired[Mapping[str, str]]
    due: NotRequired[int | None]
    talk: NotRequired[str]
    key: NotRequired[str]


class FollowupEventsCustomer(TypedDict):
    """Whom it is for. `id`: in the customer database; `zone`: IANA zone in which they live, "" for that of the centre."""

    id: NotRequired[str]
    name: NotRequired[str]
    phone: NotRequired[str]
    language: NotRequired[str]
    zone: NotRequired[str]


Work = TypedDict("Work", {"id": 'str', "kind": 'str', "what": 'str', "title": 'Mapping[str, str]', "centre": 'str', "status": 'str', "opened": 'int', "closed": 'NotRequired[int | None]', "due": 'NotRequired[int | None]', "allowed": 'NotRequired[int | None]', "late": 'NotRequired[bool]', "kept": 'NotRequired[bool | None]', "promised": 'NotRequired[bool]', "act": 'NotRequired[str]', "about": 'NotRequired[str]', "owner": 'NotRequired[str]', "department": 'NotRequired[str]', "level": 'NotRequired[str]', "customer": 'NotRequired[str]', "name": 'NotRequired[str]', "phone": 'NotRequired[str]', "talk": 'NotRequired[str]', "line": 'NotRequired[int]', "from": 'NotRequired[int]', "to": 'NotRequired[int]', "words": 'NotRequired[str]', "clauses": 'NotRequired[Sequence[str]]', "stage": 'NotRequired[str]', "amount": 'NotRequired[float | None]', "outcome": 'NotRequired[str]', "reason": 'NotRequired[str]', "into": 'NotRequired[str]', "of": 'NotRequired[str]', "campaign": 'NotRequired[str]', "acknowledged": 'NotRequired[int | None]', "acknowledge": 'NotRequired[int | None]', "status_due": 'NotRequired[int | None]', "visit": 'NotRequired[int | None]', "next_try": 'NotRequired[int | None]', "tries": 'NotRequired[int]', "printed": 'NotRequired[int | None]', "fields": 'NotRequired[Mapping[str, str]]', "can": 'NotRequired[Sequence[str]]', "limit": 'NotRequired[int | None]', "levels": 'NotRequired[Sequence[str]]', "stages": 'NotRequired[Sequence[Choice]]', "reasons": 'NotRequired[Sequence[Choice]]', "history": 'NotRequired[Sequence[Any]]'})
"""A piece of work whole: its form, what can be chosen, everything that happened to it. `can`: commands that whoever looks may give now; `limit`: the latest that may be promised now; `levels`: how far up it can go."""


class Changes(TypedDict):
    """What is to be done with some pieces of work; each by itself. `key`: a name for it; sent again, it is not done again."""

    ids: Sequence[str]
    change: Open | FollowupInputsPromise | Dispatch | Acknowledge | Escalate | FollowupInputsNote | Edit | Pause | Resume | Stage | Print | Plan | Visit | FollowupInputsTry | Take | FollowupInputsSkip | Answer | Close | Reopen
    key: NotRequired[str]


class Open(TypedDict):
    """Begin it; a second time it does nothing but fill in fields that are new. See `events.Opened`."""

    do: Literal["open"]
    by: NotRequired[str]
    what: str
    centre: str
    source: NotRequired[Source]
    customer: NotRequired[FollowupEventsCustomer]
    act: NotRequired[str]
    about: NotRequired[str]
    fields: NotRequired[Mapping[str, str]]
    due: NotRequired[int | None]
    clauses: NotRequired[Sequence[str]]
    owner: NotRequired[str]
    channel: NotRequired[str]
    queue: NotRequired[str]
    of: NotRequired[str]
    not_before: NotRequired[int | None]
    campaign: NotRequired[str]


class Source(TypedDict):
    """Where it came from: the conversation, the number of the record in its stream, and the words as they were said (`line` is that of the input, `start` and `end` are offsets in its text)."""

    talk: NotRequired[str]
    number: NotRequired[int]
    line: NotRequired[int]
    start: NotRequired[int]
    end: NotRequired[int]
    words: NotRequired[str]


class FollowupInputsPromise(TypedDict):
    """The customer was promised a time."""

    do: Literal["promise"]
    by: NotRequired[str]
    due: int
    source: NotRequired[Source]
    clauses: NotRequired[Sequence[str]]


class Dispatch(TypedDict):
    """Pass it on to a person or a department."""

    do: Literal["dispatch"]
    by: NotRequired[str]
    to: NotRequired[str]
    department: NotRequired[str]


class Acknowledge(TypedDict):
    """Confirm that one has it."""

    do: Literal["acknowledge"]
    by: NotRequired[str]


class Escalate(TypedDict):
    """Pass it a step up."""

    do: Literal["escalate"]
    by: NotRequired[str]


class FollowupInputsNote(TypedDict):
    """Write something down."""

    do: Literal["note"]
    by: NotRequired[str]
    text: str


class Edit(TypedDict):
    """Change fields of its form."""

    do: Literal["edit"]
    by: NotRequired[str]
    fields: Mapping[str, str]


class Pause(TypedDict):
    """It waits for the customer."""

    do: Literal["pause"]
    by: NotRequired[str]
    why: NotRequired[str]


class Resume(TypedDict):
    """It goes on."""

    do: Literal["resume"]
    by: NotRequired[str]


class Stage(TypedDict):
    """Say where it stands."""

    do: Literal["stage"]
    by: NotRequired[str]
    stage: NotRequired[str]
    text: NotRequired[str]
    amount: NotRequired[float | None]


class Print(TypedDict):
    """Its order is printed."""

    do: Literal["print"]
    by: NotRequired[str]


class Plan(TypedDict):
    """Agree on a visit or a call."""

    do: Literal["plan"]
    by: NotRequired[str]
    when: int
    person: NotRequired[str]


class Visit(TypedDict):
    """The visit took place."""

    do: Literal["visit"]
    by: NotRequired[str]
    result: str
    solved: NotRequired[bool]


class FollowupInputsTry(TypedDict):
    """A call was tried. `again`: when the customer wants to be called, for `not_now`. `told`: whether somebody who was reached was told what the work is about; a call about something else answers nothing. `version`: of the settings of the centre under which `answers` were given."""

    do: Literal["try"]
    by: NotRequired[str]
    outcome: Literal["busy", "no_answer", "not_home", "not_now", "reached", "refused", "wrong_number", "wrong_person"]
    talk: NotRequired[str]
    again: NotRequired[int | None]
    told: NotRequired[bool]
    answers: NotRequired[Mapping[str, str]]
    version: NotRequired[int]


class Take(TypedDict):
    """Be the one who calls next; nobody else is given it for a while."""

    do: Literal["take"]
    by: NotRequired[str]


class FollowupInputsSkip(TypedDict):
    """Give it back without a call, until `again`."""

    do: Literal["skip"]
    by: NotRequired[str]
    reason: str
    again: NotRequired[int | None]


class Answer(TypedDict):
    """The customer was told the result."""

    do: Literal["answer"]
    by: NotRequired[str]
    text: NotRequired[str]
    source: NotRequired[Source]


class Close(TypedDict):
    """It is over."""

    do: Literal["close"]
    by: NotRequired[str]
    outcome: NotRequired[str]
    reason: NotRequired[str]
    into: NotRequired[str]


class Reopen(TypedDict):
    """It is not over."""

    do: Literal["reopen"]
    by: NotRequired[str]
    reason: str


class Changed(TypedDict):
    """How it went: the pieces as they stand now, and what went wrong with the others, by id."""

    work: Sequence[Work]
    refused: Mapping[str, str]


class WorkPlace(TypedDict):
    """What the boards of a centre need to know: entries, departments; `people`: who works there, by number; `names`: also of those who have left or have no account; `all`: whether who asks sees the work of others; `open`: blocks of working time (instants) in the weeks asked for; `zone`: of the centre; `lists`: of calls, those that go on first, the newest first."""

    entries: Sequence[WorkEntry]
    departments: Sequence[WorkDepartment]
    people: Mapping[str, str]
    names: Mapping[str, str]
    all: bool
    open: NotRequired[Sequence[tuple[int, int]]]
    zone: NotRequired[str]
    lists: NotRequired[Sequence[WorkCalls]]


class WorkEntry(TypedDict):
    """What can be entered: an entry of followup.yaml, with the fields of its form and its stages."""

    id: str
    kind: str
    title: Mapping[str, str]
    fields: NotRequired[Sequence[str]]
    stages: NotRequired[Sequence[Choice]]


class WorkDepartment(TypedDict):
    """A department; `mine`: whether who asks may take its work."""

    id: str
    title: Mapping[str, str]
    members: NotRequired[Sequence[str]]
    leader: NotRequired[str]
    mine: NotRequired[bool]


class WorkCalls(TypedDict):
    """A list of calls by which call-backs are found. `status`: open, paused or closed; `made`: the instant."""

    id: str
    title: str
    status: str
    made: int


class WorkFeed(TypedDict):
    """The calendar feed of somebody. `made`: whether there is one; `address`: told once, when it is made."""

    made: NotRequired[bool]
    address: NotRequired[str]


class NoticesShown(TypedDict):
    """What one is told of by e-mail. `server`: whether there is a mail server; `last`: how the newest try went; `upcoming`: when the next digest would go out."""

    mail: str
    kinds: Sequence[Literal["answered", "assigned", "due", "late", "visited"]]
    digest: bool
    minute: int
    server: bool
    zone: NotRequired[str]
    upcoming: NotRequired[int | None]
    last: NotRequired[LetterTry | None]


class LetterTry(TypedDict):
    """How a try went; `why` not."""

    at: int
    good: bool
    why: NotRequired[str]


class NoticesWanted(TypedDict):
    """Of what one wants to be told, and where. `digest`: once on each working day from `minute` of it on."""

    mail: str
    kinds: Sequence[Literal["answered", "assigned", "due", "late", "visited"]]
    digest: NotRequired[bool]
    minute: NotRequired[int]


class LetterShown(TypedDict):
    """A letter that has not arrived. `count`: what it tells of; `next`: when it is tried next, null for never."""

    id: str
    account: str
    name: str
    kinds: Sequence[str]
    count: int
    at: int
    next: int | None
    tries: Sequence[LetterTry]


class Scheduled(TypedDict):
    """A schedule. `upcoming`: when the next report is due; `waiting`: how many are due and not sent yet."""

    id: str
    name: str
    every: str
    minute: int
    zone: str
    to: Sequence[str]
    locale: str
    kind: str
    filters: Mapping[str, str]
    upcoming: int | None
    waiting: int
    log: Sequence[Attempt]


class Attempt(TypedDict):
    """What became of a report: sent to `count` people, or why not; `next`: when it is tried again, 0 for never."""

    at: int
    moment: int
    sent: bool
    count: NotRequired[int]
    why: NotRequired[str]
    next: NotRequired[int]


class NewSchedule(TypedDict):
    """What goes out: `minute` of the day at the centre, `filters` as a report takes them."""

    every: Literal["day", "month", "week"]
    minute: int
    to: Sequence[str]
    locale: Literal["en", "zh-Hans", "zh-Hant"]
    kind: NotRequired[Literal["csv", "pdf", "xlsx"]]
    name: NotRequired[str]
    filters: NotRequired[Mapping[str, str]]


class CampaignRow(TypedDict):
    """A list. `total`: who is on it, `open`: who is still to be called, `due`: of those now, `reached`, and `outcomes`: by how the last attempt ended, or why nobody was called."""

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
    channel: NotRequired[str]
    total: NotRequired[int]
    open: NotRequired[int]
    due: NotRequired[int]
    reached: NotRequired[int]
    outcomes: NotRequired[Mapping[str, int]]


class NewCampaign(TypedDict):
    """A list to be made. `origin` file: `file` with its `name` and, by field, the column (`mapping`); work: tickets of the kind `what`, those that are still open or (`closed`) those that are closed, opened in the last `days`; rule: one of the rules. With `dry` nothing is made, and what would be is told."""

    centre: str
    title: NotRequired[str]
    purpose: NotRequired[Literal["complaint", "consultation", "delivery", "order", "other", "promise", "result", "review", "survey", "unpaid_order"]]
    origin: NotRequired[Literal["file", "rule", "work"]]
    rule: NotRequired[str]
    what: NotRequired[str]
    closed: NotRequired[bool]
    days: NotRequired[int]
    survey: NotRequired[str]
    reserve: NotRequired[int]
    channel: NotRequired[Literal["chat", "phone"]]
    file: NotRequired[str]
    name: NotRequired[str]
    mapping: NotRequired[Mapping[str, str]]
    dry: NotRequired[bool]


class Planned(TypedDict):
    """What a list would be. `mapping`: by field the column, as it was given or guessed; `sample`: the first entries; `ready`: who would be called, `twice`: who is on it more than once, `never`: who is not to be called."""

    id: str
    ready: int
    twice: int
    never: int
    columns: NotRequired[Sequence[str]]
    encoding: NotRequired[str]
    mapping: NotRequired[Mapping[str, str]]
    fields: NotRequired[Sequence[str]]
    sample: NotRequired[Sequence[EntryRow]]
    faults: NotRequired[Sequence[Fault]]
    faulty: NotRequired[int]


class EntryRow(TypedDict):
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


class Fault(TypedDict):
    """A row of a file that cannot be used: its number, what is wrong, how to mend it, the row itself."""

    row: int
    what: str
    mend: str
    cells: Sequence[str]


class Campaign(TypedDict):
    """A list with who is on it, those who were called last first; `more`: how many did not fit in."""

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
    channel: NotRequired[str]
    total: NotRequired[int]
    open: NotRequired[int]
    due: NotRequired[int]
    reached: NotRequired[int]
    outcomes: NotRequired[Mapping[str, int]]
    entries: NotRequired[Sequence[EntryRow]]
    more: NotRequired[int]


class SetStatus(TypedDict):
    """Let a list call, stand still, or be over."""

    status: Literal["closed", "open", "paused"]


class Results(TypedDict):
    """What came of a list. `survey`: the questions that were answered last, with `counted`; `earlier`: those before they were changed; `answered`: to any of them; `rate`: who answered of those who were reached, 0-1."""

    campaign: CampaignRow
    survey: Survey | None
    answered: int
    rate: float | None
    counted: Sequence[Counted]
    earlier: NotRequired[Sequence[Earlier]]


class Survey(TypedDict):
    """Questions in order."""

    title: Mapping[str, str]
    questions: Sequence[Question]


class Question(TypedDict):
    """What is asked. `least` and `most` bound a scale; `next` as in Option, for whatever is answered."""

    id: str
    type: Literal["multi", "scale", "single", "text"]
    text: Mapping[str, str]
    options: NotRequired[Sequence[Option]]
    least: NotRequired[int]
    most: NotRequired[int]
    next: NotRequired[str]


class Option(TypedDict):
    """Something to choose. `next`: the question that follows it, "end" for none, "" for the one that comes next."""

    id: str
    title: Mapping[str, str]
    next: NotRequired[str]


class Counted(TypedDict):
    """What was answered to one question. `counts`: by option, or by step of a scale; `mean`: of a scale; `texts`: the last answers in words; `trend`: by day the mean of a scale, else how many answered."""

    question: str
    answered: int
    counts: NotRequired[Mapping[str, int]]
    mean: NotRequired[float | None]
    texts: NotRequired[Sequence[str]]
    trend: NotRequired[Sequence[tuple[str, float]]]


class Earlier(TypedDict):
    """What was answered to questions as they were before: from and until the first and the last answer."""

    survey: Survey
    answered: int
    counted: Sequence[Counted]
    since: int
    until: int


class Next(TypedDict):
    """The next call, null where nobody is to be called now; then `at`: when somebody will be."""

    call: NotRequired[Preview | None]
    at: NotRequired[int | None]


class Preview(TypedDict):
    """Who is to be called next, as the agent sees it before the call. `lines`: what the standard opens such a call with; `until`: how long nobody else is given it; `channel`: whether they are called or written to."""

    work: str
    campaign: str
    title: str
    purpose: str
    survey: str
    customer: DeskWirePerson
    phone: str
    why: str
    fields: Mapping[str, str]
    tries: Sequence[DeskCampaign_wireTried]
    lines: Sequence[Saying]
    branches: Sequence[Branch]
    of: NotRequired[str]
    talk: NotRequired[str]
    until: NotRequired[int]
    channel: NotRequired[str]


class DeskCampaign_wireTried(TypedDict):
    """An earlier attempt, or why there was none."""

    at: int
    outcome: str
    by: str
    talk: NotRequired[str]
    note: NotRequired[str]


class Branch(TypedDict):
    """A way that a call can go. `say`: the words in each language, `{company}` filled in; `when`: whether to ask when to call instead."""

    outcome: Literal["busy", "no_answer", "not_home", "not_now", "reached", "refused", "wrong_number", "wrong_person"]
    say: Mapping[str, str]
    clauses: Sequence[str]
    when: NotRequired[bool]


class DeskCampaign_wireSkip(TypedDict):
    """Why somebody is not called now, and when instead, if that is known."""

    reason: str
    again: NotRequired[int | None]


class ChatLink(TypedDict):
    """Where a customer finds the chat that was begun for them, below the address of the server."""

    path: str


class NeverList(TypedDict):
    """The numbers that are not called, the newest first."""

    numbers: Sequence[NeverRow]


class NeverRow(TypedDict):
    """A number that is not called."""

    phone: str
    at: int
    why: str
    by: str


class Numbers(TypedDict):
    """Numbers that are not to be called (or, `on` false, may be again); `file`: instead of them, or beside."""

    centre: str
    phones: NotRequired[Sequence[str]]
    on: NotRequired[bool]
    why: NotRequired[str]
    file: NotRequired[str]
    name: NotRequired[str]


class Surveys(TypedDict):
    """The surveys of a centre, its own and those that everybody has; `own`: which are its own. `branches`: what is said where a call goes another way."""

    surveys: Mapping[str, Survey]
    own: Sequence[str]
    branches: NotRequired[Sequence[Branch]]


class Callings(TypedDict):
    """How a centre calls: hours by weekday ({} for its working time), zone, whether on public holidays too, attempts, minutes between them."""

    tries: int
    pause_min: int
    hours: NotRequired[Mapping[str, Sequence[str]]]
    zone: NotRequired[str]
    holidays: NotRequired[bool]


class ImportRow(TypedDict):
    """An import as it stands: running, done, stopped (`code`: why it could not be read further), undoing, undone. `rows` of `total` are dealt with; `kept`: rows of what somebody had changed before it was taken back."""

    id: str
    kind: Literal["chats", "contacts", "orders", "tickets"]
    name: str
    at: int
    by: str
    state: str
    rows: int
    total: int
    new: int
    changed: int
    same: int
    faulty: int
    undone: NotRequired[int | None]
    kept: NotRequired[Sequence[int]]
    why: NotRequired[str]


class NewImport(TypedDict):
    """A file to be brought in. `mapping`: by field the column, none: as it was for these columns last, else guessed. With `dry` nothing is made, and what would be is told."""

    centre: str
    kind: Literal["chats", "contacts", "orders", "tickets"]
    file: str
    name: NotRequired[str]
    mapping: NotRequired[Mapping[str, str]]
    dry: NotRequired[bool]


class PlannedImport(TypedDict):
    """What becomes of a file; of the rows the first are told, of the faulty ones too. `missing`: a field that must have a column and has none; `made`: the import, where one was begun."""

    rows: int
    new: int
    changed: int
    same: int
    faulty: int
    missing: NotRequired[str]
    columns: NotRequired[Sequence[str]]
    encoding: NotRequired[str]
    delimiter: NotRequired[str]
    mapping: NotRequired[Mapping[str, str]]
    fields: NotRequired[Sequence[ImportField]]
    lines: NotRequired[Sequence[ImportLine]]
    made: NotRequired[ImportRow | None]


class ImportField(TypedDict):
    """A field that a column may be; of those that are `needed` one at least must be there."""

    id: str
    title: Mapping[str, str]
    needed: NotRequired[bool]


class ImportLine(TypedDict):
    """A row of the file and what becomes of it: new, changed, same, or faulty."""

    row: int
    verdict: str
    title: str
    cells: NotRequired[Sequence[str]]
    changes: NotRequired[Sequence[ImportChange]]
    faults: NotRequired[Sequence[ImportFault]]


class ImportChange(TypedDict):
    """What would be told differently."""

    field: str
    before: str
    after: str


class ImportFault(TypedDict):
    """What is wrong in a row: in which column, what, and how to mend it."""

    column: str
    what: str
    mend: str


class Reason(TypedDict):
    """Why personal data is wanted; it is logged."""

    reason: str


class Inputs(TypedDict):
    """Inputs of the engine from a PBX or a bot; their instants are those of arrival."""

    inputs: Sequence[Opened | Ringing | Answered | Said | Speech | Hold | Mute | Transfer | Identified | LookedUp | FormFilled | ConversationInputsMeasured | Incident | Colleague | Done | DraftChecked | ConversationInputsNote | HungUp | Ended]


class Opened(TypedDict):
    """The first line of every conversation."""

    type: Literal["opened"]
    at: int
    id: str
    channel: Literal["chat", "phone"]
    direction: Literal["inbound", "outbound"]
    started: NotRequired[str | None]
    agent: NotRequired[Agent | None]
    customer: NotRequired[ConversationInputsCustomer | None]
    facts: NotRequired[Mapping[str, Any]]
    purpose: NotRequired[Literal["complaint", "consultation", "delivery", "order", "other", "promise", "result", "review", "survey", "unpaid_order"] | None]


class Agent(TypedDict):
    """The agent at the desk: staff number and the name given to customers."""

    number: NotRequired[str | None]
    name: NotRequired[str | None]


class ConversationInputsCustomer(TypedDict):
    """What is known of the customer when the conversation opens. `key`: the surname with script and case folded, set when the input is prepared; 陳 and 陈 have one key."""

    surname: NotRequired[str | None]
    title: NotRequired[str | None]
    name: NotRequired[str | None]
    phone: NotRequired[str | None]
    account: NotRequired[str | None]
    key: NotRequired[str | None]


class Ringing(TypedDict):
    """The phone rings; may repeat once per ring."""

    type: Literal["ringing"]
    at: int


class Answered(TypedDict):
    """The agent picks up."""

    type: Literal["answered"]
    at: int


class Said(TypedDict):
    """An utterance. `to` is absent in chat."""

    type: Literal["said"]
    at: int
    by: Literal["agent", "bot", "customer", "third"]
    text: str
    to: NotRequired[int | None]
    lang: NotRequired[str | None]
    confidence: NotRequired[float | None]
    heard: NotRequired[ConversationInputsHeard | None]


class ConversationInputsHeard(TypedDict):
    """What a recogniser made of an utterance."""

    recogniser: NotRequired[str]
    lang: NotRequired[str | None]
    moves: NotRequired[Sequence[Move]]
    entities: NotRequired[Sequence[Entity]]
    promises: NotRequired[Sequence[Promised]]


class Move(TypedDict):
    """One recognised move: its id without the role, and character offsets into the text.  `tier`: who heard it. `like`: the example nearest to what was said, where one was compared with."""

    id: str
    start: NotRequired[int]
    end: NotRequired[int]
    confidence: NotRequired[float]
    tier: NotRequired[Literal["remote", "rules", "semantic"]]
    like: NotRequired[str]


class Entity(TypedDict):
    """One recognised entity; `value` holds the normalised parts, for example {"surname": "王"}."""

    kind: str
    value: Mapping[str, Any]
    start: NotRequired[int]
    end: NotRequired[int]


class Promised(TypedDict):
    """A promise made in an utterance: who (agent, colleague or customer) will do what (callback, reply, ship, refund, resend, visit, forward, lookup, send, other), the value of its deadline (empty where no time was named), and the offsets of its words."""

    who: str
    act: str
    start: int
    end: int
    value: NotRequired[Mapping[str, Any]]


class Speech(TypedDict):
    """Voice activity where there is no text (yet)."""

    type: Literal["speech"]
    at: int
    by: Literal["agent", "bot", "customer", "third"]
    on: bool


class Hold(TypedDict):
    """The hold key."""

    type: Literal["hold"]
    at: int
    on: bool


class Mute(TypedDict):
    """The mute key."""

    type: Literal["mute"]
    at: int
    on: bool


class Transfer(TypedDict):
    """A step of a transfer: asked, consented and refused are the customer's side, offered, accepted and declined the colleague's, done is the act."""

    type: Literal["transfer"]
    at: int
    step: Literal["accepted", "asked", "consented", "declined", "done", "offered", "refused"]
    to: NotRequired[str | None]


class Identified(TypedDict):
    """Who the customer is, as the system found it. `key` as in `Customer`."""

    type: Literal["identified"]
    at: int
    surname: NotRequired[str | None]
    title: NotRequired[str | None]
    name: NotRequired[str | None]
    phone: NotRequired[str | None]
    account: NotRequired[str | None]
    key: NotRequired[str | None]


class LookedUp(TypedDict):
    """Something was looked up; `what` is open (order, shipment, tracking, account, customer, answer …)."""

    type: Literal["looked_up"]
    at: int
    what: str
    key: NotRequired[str | None]
    result: NotRequired[Literal["differs", "failed", "matches", "missing"]]
    fields: NotRequired[Mapping[str, Any]]


class FormFilled(TypedDict):
    """A form was filled (5w1h, complaint, lead, repair, order_check, callback, suggestion …)."""

    type: Literal["form"]
    at: int
    form: str
    fields: NotRequired[Mapping[str, Any]]


class ConversationInputsMeasured(TypedDict):
    """What was measured on the sound: dBFS, units a minute (characters in Chinese, words in English), ms, percent."""

    type: Literal["measured"]
    at: int
    by: Literal["agent", "bot", "customer", "third"]
    loudness_db: NotRequired[float | None]
    units_per_min: NotRequired[float | None]
    overlap_ms: NotRequired[float | None]
    noise_db: NotRequired[float | None]
    lost_percent: NotRequired[float | None]


class Incident(TypedDict):
    """An incident is declared or cleared for the centre."""

    type: Literal["incident"]
    at: int
    on: bool
    text: NotRequired[str | None]


class Colleague(TypedDict):
    """The state of a colleague who was asked for."""

    type: Literal["colleague"]
    at: int
    number: str
    status: Literal["busy", "idle", "off"]
    shift: NotRequired[Literal["other", "same"] | None]


class Done(TypedDict):
    """Something was done, often after the conversation; `what` is open."""

    type: Literal["done"]
    at: int
    what: str
    ref: NotRequired[str | None]
    to: NotRequired[str | None]


class DraftChecked(TypedDict):
    """A draft was checked by the guard before it was said; `hits` names the norms it would have broken."""

    type: Literal["draft"]
    at: int
    by: Literal["agent", "bot", "customer", "third"]
    text: str
    hits: NotRequired[Sequence[str]]


class ConversationInputsNote(TypedDict):
    """A note of the agent or the system; judged by no norm."""

    type: Literal["note"]
    at: int
    text: str


class HungUp(TypedDict):
    """The line or the chat ends."""

    type: Literal["hung_up"]
    at: int
    by: Literal["agent", "customer", "network"]


class Ended(TypedDict):
    """The record ends here: nothing more will arrive, what is not yet due stays unjudged. Added by the scorer."""

    type: Literal["ended"]
    at: int


class Draft(TypedDict):
    """What is about to be said. `finished`: no further word will follow."""

    text: str
    finished: NotRequired[bool]


class Checked(TypedDict):
    """`blocked`: it must not be said. `hits`: what there is against it, each with its clauses and better words."""

    blocked: bool
    hits: Sequence[Hit]


Hit = TypedDict("Hit", {"from": 'int', "to": 'int', "text": 'str', "norm": 'str', "clauses": 'Sequence[str]', "severity": 'Literal["block", "note", "warn"]', "why": 'str', "rewrite": 'NotRequired[str | None]'})
"""What the standard has against a piece of text: character offsets, severity, why, and how to say it right."""


class DeskHeard_doorsHeard(TypedDict):
    """The moves by the number of the entry; sentences in which none was heard are left out."""

    lines: Mapping[str, Sequence[HeardMove]]


class HeardMove(TypedDict):
    """A move that was heard: its full id and title, the tier that heard it, from 0 to 1 how surely, and the example nearest to what was said where one was compared with."""

    move: str
    title: Mapping[str, str]
    tier: str
    confidence: float
    like: str


class NewToken(TypedDict):
    """A token for a program: what it is for, the rights that it gets, days that it lasts."""

    name: str
    rights: Sequence[Literal["calls", "connect", "lists", "people", "personal", "read", "report", "settle", "talk", "watch", "work"]]
    days: NotRequired[int]


class Token(TypedDict):
    """A token; `token` itself is told once, when it is made."""

    id: str
    name: str
    rights: Sequence[Literal["calls", "connect", "lists", "people", "personal", "read", "report", "settle", "talk", "watch", "work"]]
    until: int
    token: NotRequired[str]


class Start(TypedDict):
    """A customer opens the chat. `leave`: out of hours the message is left at once, with the `contact` by which the customer is reached; without it nothing of the message is kept, and the customer leaves it on the chat socket."""

    centre: str
    locale: NotRequired[str]
    name: NotRequired[str]
    message: NotRequired[str]
    leave: NotRequired[bool]
    contact: NotRequired[str]


class Started(TypedDict):
    """`token` is the customer's key to this chat alone."""

    id: str
    token: str


class HookType(TypedDict):
    """A type of event; `personal`: fields that go only where personal data may go."""

    type: str
    text: Mapping[str, str]
    personal: Sequence[str]


class HookShown(TypedDict):
    """A subscription. `off`: since when nothing is sent, null while it is on; `why`: by_hand, failed or gone."""

    id: str
    name: str
    url: str
    types: Sequence[str]
    personal: bool
    keys: Sequence[HookKey]
    off: int | None
    why: str
    made: int


class HookKey(TypedDict):
    """A key that signs; `secret` is told once, when it is made. `until`: when it stops, null for the newest."""

    id: str
    made: int
    until: int | None
    secret: NotRequired[str]


class HookWanted(TypedDict):
    """What a subscription is to be. `on`: whether anything is sent."""

    name: str
    url: str
    types: Sequence[str]
    personal: NotRequired[bool]
    on: NotRequired[bool]


class DeliveryShown(TypedDict):
    """A line of the log. `status`: waiting, delivered or failed; `next`: when it is tried next, null for never."""

    id: str
    type: str
    at: int
    status: str
    next: int | None
    tries: Sequence[HooksDoorsTry]


class HooksDoorsTry(TypedDict):
    """`status`: of HTTP, 0 where nothing answered; `why` it failed: status, timeout, refused, name, private, tls, line, off, erased; `ms`: how long it took."""

    at: int
    good: bool
    status: int
    why: str
    ms: int


class PersonRow(TypedDict):
    """An account as administrators see it. `locked`: until when wrong passwords lock it; `once`: until when the one-time password holds that its owner has not replaced yet; `provider`: comes from the identity provider, which says its roles and centres; `fixed`: belongs to a centre of others too, and is theirs to change. `sessions`, `tokens`: how many are valid; `used`: when one of the sessions was used last."""

    account: str
    number: str
    name: str
    roles: Sequence[Literal["admin", "agent", "author", "clerk", "inspector", "leader", "manager"]]
    centres: Sequence[str]
    queues: Mapping[str, Sequence[str]]
    enabled: bool
    locked: int | None
    once: int | None
    provider: bool
    fixed: bool
    sessions: int
    tokens: int
    used: int | None


class NewPerson(TypedDict):
    """An account that is to be made."""

    number: str
    name: str
    roles: Sequence[Literal["admin", "agent", "author", "clerk", "inspector", "leader", "manager"]]
    centres: Sequence[str]
    queues: NotRequired[Mapping[str, Sequence[str]]]
    enabled: NotRequired[bool]
    account: str


class OneTime(TypedDict):
    """A password told once, with which its owner chooses one; until when."""

    account: str
    password: str
    until: int


class DeskPeoplePerson(TypedDict):
    """What an account is to be. `queues` by centre, none: all of them."""

    number: str
    name: str
    roles: Sequence[Literal["admin", "agent", "author", "clerk", "inspector", "leader", "manager"]]
    centres: Sequence[str]
    queues: NotRequired[Mapping[str, Sequence[str]]]
    enabled: NotRequired[bool]


class SessionRow(TypedDict):
    """A session: since when, when it was used last (to ten minutes), until when, on what; `own`: the one that asks."""

    id: str
    since: int
    used: int
    until: int
    device: str
    own: NotRequired[bool]


class TokenRow(TypedDict):
    """A token of somebody's program."""

    id: str
    name: str
    rights: Sequence[Literal["calls", "connect", "lists", "people", "personal", "read", "report", "settle", "talk", "watch", "work"]]
    until: int


class OwnLocale(TypedDict):
    """The language in which somebody works."""

    locale: str


class NewPassword(TypedDict):
    """The password that held so far, and the one that is to hold."""

    old: str
    new: str


class ConnectorPage(TypedDict):
    """The connector in force. `secrets`: where those are that it names, never what they are. `questions`: what a shop can be asked, and the parameters that each question gives."""

    connector: Connector
    secrets: Mapping[str, Literal["environment", "file", "missing"]]
    questions: Mapping[str, Sequence[str]]
    version: NotRequired[int]


class Connector(TypedDict):
    """How a centre reaches its shop. `url`: of the database (SQL), with {secrets}; `statements`: by question; `headers`: of every call (HTTP), with {secrets}; `resources`: by question. `timeout_s`: of one look-up, `most`: rows of one answer. `private_redirects`: whether a shop may send us on to an address inside our own network. Nobody is asked while it is not `on`."""

    kind: NotRequired[Literal["http", "none", "sql"]]
    url: NotRequired[str]
    statements: NotRequired[Mapping[str, str]]
    headers: NotRequired[Mapping[str, str]]
    resources: NotRequired[Mapping[str, Resource]]
    timeout_s: NotRequired[float]
    most: NotRequired[int]
    private_redirects: NotRequired[bool]
    on: NotRequired[bool]


class Resource(TypedDict):
    """An address of a shop's interface. `url` has {parameters}; `rows`: the path to the rows in its answer, none: the answer itself; `fields`: by field of ours the path to it in a row, none: all fields as they are. A path is names and places with dots between them: data.orders, goods.0.name."""

    url: str
    rows: NotRequired[str]
    fields: NotRequired[Mapping[str, str]]


class NewConnector(TypedDict):
    """A connector to put in force. `version`: of the settings that it was made from; 0 where that does not matter."""

    connector: Connector
    version: NotRequired[int]


class NewSecret(TypedDict):
    """A secret to keep. It is never given back."""

    name: str
    value: str


class Trial(TypedDict):
    """One question to a connector that need not be in force; `keys`: its parameters."""

    connector: Connector
    question: str
    keys: NotRequired[Mapping[str, str]]


class DeskConnectTried(TypedDict):
    """How many rows came, the first of them with what is personal veiled, and after how many ms."""

    count: int
    rows: Sequence[Mapping[str, Any]]
    ms: int


class PrivacyPage(TypedDict):
    """How long a centre keeps what; the last sweep, what went with it, and the next one. `kept`: how many conversations of which only figures are left; `score`: their mean, 0-100."""

    days: Mapping[str, int]
    version: int
    last: int | None
    counts: Mapping[str, int]
    next: int | None
    kept: int
    score: float | None


class Retention(TypedDict):
    """Days for which each kind is kept, 0: for ever. `version` as it was when the page was loaded."""

    days: Mapping[str, int]
    version: NotRequired[int]


class CustomerAsk(TypedDict):
    """A customer, and why somebody asks: it goes into the audit log."""

    who: Who
    reason: str


class Who(TypedDict):
    """A customer as somebody asks for them: by phone, by the id or account of the customer database, or by the key of a chat. One of them is enough; what fits one of them is theirs."""

    phone: NotRequired[str]
    id: NotRequired[str]
    token: NotRequired[str]


class Shown(TypedDict):
    """What is kept of a customer: how much of each kind, from when to when, and each part."""

    counts: Mapping[str, int]
    first: int | None
    last: int | None
    runs: int
    elsewhere: int
    parts: Sequence[Found]


class Found(TypedDict):
    """Something that is kept of a customer. `at`: when it was changed last, 0 where that is not known; `runs`: it is still being dealt with; `elsewhere`: it lies in a system that is only read, and is erased there."""

    kind: str
    id: str
    at: int
    runs: NotRequired[bool]
    elsewhere: NotRequired[bool]


class Failure(TypedDict):
    """Why something was not done: a stable code, a sentence in the language asked for, the field, a draft's hits."""

    code: str
    message: str
    field: NotRequired[str]
    hits: NotRequired[Sequence[Hit]]
