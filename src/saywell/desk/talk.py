"""One live conversation as a stream: the engine's events, and what the desk adds to them. Pure.

`Talks` is the decider that `saywell.runtime.shell` runs. The inputs of the engine are its commands as they are; the
desk's own events are commands too, for there is nothing to decide about them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import msgspec

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.decide import settle, step
from saywell.conversation.fold import fold
from saywell.conversation.plan import Plan, plan_for
from saywell.conversation.state import State, next_deadline
from saywell.exchange.hear import Ear, Listener
from saywell.followup.events import Outcome
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant
from saywell.runtime.trace import span
from saywell.standard.calendar import Calendar
from saywell.standard.model import Standard
from saywell.storage.interface import Entry, Record

PREFIX = "talk/"
NotReached = Literal["busy", "no_answer", "wrong_number"]


class Placed(e.Event, frozen=True, tag="desk.placed.1", kw_only=True):
    """A conversation came in. `standard`: the key under which the centre's standard is found, for ever the same one.
    `opening`: the input that opens it once it rings or is seen. `continues`: the conversation out of which the customer
    was put through. Of a call to a customer: the `number` that is rung up, `ref`: what it is about (a promise, a
    ticket …), as its owner calls it. `locale`: in which language the customer reads the page, where that is known."""

    centre: str
    standard: str
    queue: str
    opening: i.Opened
    person: str = ""
    token: str = ""
    simulated: str = ""
    continues: str = ""
    number: str = ""
    ref: str = ""
    locale: str = ""


class Continued(e.Event, frozen=True, tag="desk.continued.1", kw_only=True):
    """The customer was put through: what follows is the conversation `talk`, with another agent."""

    talk: str


class Assigned(e.Event, frozen=True, tag="desk.assigned.1", kw_only=True):
    """An agent has it from now on."""

    agent: str
    name: str = ""


class Known(e.Event, frozen=True, tag="desk.known.1", kw_only=True):
    """Who the customer is, as the shop told it."""

    id: str = ""
    surname: str = ""
    title: str = ""
    name: str = ""
    phone: str = ""
    account: str = ""
    lang: str = ""


class Whispered(e.Event, frozen=True, tag="desk.whispered.1", kw_only=True):
    """A team leader said something that the customer does not hear."""

    by: str
    text: str


class HelpAsked(e.Event, frozen=True, tag="desk.help-asked.1", kw_only=True):
    """The agent wants a team leader to help (`on`), or wants it no more."""

    by: str
    on: bool = True
    text: str = ""


class Drafted(e.Event, frozen=True, tag="desk.drafted.1", kw_only=True):
    """A form as it was typed so far; it is not filed yet."""

    form: str
    values: dict[str, str]


class Rated(e.Event, frozen=True, tag="desk.rated.1", kw_only=True):
    """The customer's mark, 1-5."""

    stars: int
    text: str = ""


class Left(e.Event, frozen=True, tag="desk.left.1", kw_only=True):
    """A message that was left out of hours, or by somebody who would not wait."""

    text: str
    contact: str = ""


class Wrapped(e.Event, frozen=True, tag="desk.wrapped.1", kw_only=True):
    """The agent is done with it."""

    by: str


class RangOut(e.Event, frozen=True, tag="desk.rang-out.1", kw_only=True):
    """A call to a customer that nobody picked up. The line is gone with it."""

    outcome: NotReached


class Disposed(e.Event, frozen=True, tag="desk.disposed.1", kw_only=True):
    """What came of a call to a customer, as the agent puts it down; the last one counts. `again`: when they want to be
    called instead."""

    by: str
    outcome: Outcome
    note: str = ""
    again: int | None = None


class Surveyed(e.Event, frozen=True, tag="desk.surveyed.1", kw_only=True):
    """What a customer answered to a question of a survey, as it was typed; the last one counts, "" takes it away."""

    question: str
    answer: str


DeskEvent = (
    Placed | Assigned | Continued | Known | Whispered | HelpAsked | Drafted | Rated | Left | Wrapped | RangOut
    | Disposed | Surveyed
)  # fmt: skip
TalkEvent = e.AnyEvent | DeskEvent
Command = i.AnyInput | DeskEvent
_DESK = (Placed, Assigned, Continued, Known, Whispered, HelpAsked, Drafted, Rated, Left, Wrapped, Disposed, Surveyed)
_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder(TalkEvent).decode


class Ready(msgspec.Struct, frozen=True):
    """A standard as the desk runs it, and the ear for its words, which is made when it is first needed. `checks`: the
    ear for drafts, which are heard at every key: by rules alone."""

    standard: Standard
    hears: Callable[[], Ear]
    calendar: Calendar
    checks: Callable[[], Ear]

    @property
    def ear(self) -> Ear:
        """The ear for its words."""
        return self.hears()


class Live(msgspec.Struct, frozen=True):
    """The state of a conversation at the desk. `taken`: when the first agent had it; `agents`: all who had it, in turn.
    `help`: what a team leader is asked for and has not answered yet; `to_others`: how many of the first whispers were
    for agents who had it before. `listener` has heard the first
    `listened` of the inputs; it catches up when something is to be decided, which most nodes never have to."""

    placed: Placed | None = None
    ready: Ready | None = None
    plan: Plan | None = None
    state: State = msgspec.field(default_factory=State)
    listener: Listener | None = None
    listened: int = 0
    inputs: tuple[i.AnyInput, ...] = ()
    events: tuple[e.AnyEvent, ...] = ()
    agent: str = ""
    agent_name: str = ""
    taken: int | None = None
    drafts: dict[str, dict[str, str]] = {}
    whispers: tuple[Whispered, ...] = ()
    to_others: int = 0
    agents: tuple[Assigned, ...] = ()
    help: HelpAsked | None = None
    rated: int | None = None
    rated_text: str = ""
    left: Left | None = None
    wrapped: bool = False
    continued: str = ""
    rang_out: NotReached | None = None
    disposed: Disposed | None = None
    answers: dict[str, str] = {}
    known: Known | None = None

    @property
    def opened(self) -> bool:
        """Whether the engine runs it yet."""
        return self.state.opened is not None

    @property
    def phase(self) -> str:
        """waiting, ringing, dialling, live, wrap_up or closed."""
        if self.wrapped or (self.state.over is not None and not self.agent) or self.left is not None:
            return "closed"
        if self.state.over is not None:
            return "wrap_up"
        if not self.agent or not self.opened:
            return (
                "ringing" if self.opened and self.state.opened and self.state.opened.channel == "phone" else "waiting"
            )
        phone = self.state.opened is not None and self.state.opened.channel == "phone"
        if phone and self.state.ring.answered is None:
            return "ringing" if _inbound(self.state) else "dialling"
        return "live"


_ON_THE_LINE = (
    i.Ringing, i.Answered, i.Said, i.Speech, i.Hold, i.Mute, i.Transfer, i.Colleague, i.Incident, i.DraftChecked,
    i.HungUp,
)  # fmt: skip


def check_in_time(live: Live, got: i.AnyInput) -> None:
    """What can happen on the line alone comes too late once that is gone; what is found out, written down or done may
    come afterwards. Raises `desk.over`."""
    if live.state.over is not None and isinstance(got, _ON_THE_LINE):
        raise SaywellError("desk.over", type=str(got.__struct_config__.tag))


def _assigned(live: Live, event: Assigned) -> Live:
    """Somebody else has it; what a leader was asked for, or whispered, is done with that."""
    if event.agent == live.agent:
        return msgspec.structs.replace(live, agent_name=event.name)
    taken = event.at if live.taken is None else live.taken
    agents = (*live.agents, event)
    return msgspec.structs.replace(
        live, agent=event.agent, agent_name=event.name, taken=taken, agents=agents, help=None,
        to_others=len(live.whispers),
    )  # fmt: skip


def is_begun_by_us(live: Live) -> bool:
    """Whether an agent of the centre rang the customer up from here, or wrote to them first."""
    placed = live.placed
    if placed is None or placed.continues:
        return False
    return bool(placed.number) or (placed.opening.channel == "chat" and placed.opening.direction == "outbound")


def phone_of(live: Live) -> str:
    """The customer's number: the one told in the conversation, else the one of the line."""
    opening = live.state.opened or (live.placed.opening if live.placed is not None else None)
    known = opening.customer.phone if opening is not None and opening.customer is not None else None
    return live.state.given.get("phone") or known or ""


def _inbound(state: State) -> bool:
    return state.opened is not None and state.opened.direction == "inbound"


def heard_outcome(live: Live) -> Outcome | None:
    """What came of a call or a message to a customer, as far as it was heard; None for other conversations."""
    opened = live.state.opened
    if opened is None or opened.direction != "outbound":
        return None
    if live.rang_out is not None:
        return live.rang_out
    if opened.channel == "chat" and not any(type(got) is i.Said and got.by == "customer" for got in live.inputs):
        return "no_answer"
    if opened.channel == "phone" and live.state.ring.answered is None:
        return "no_answer"
    seen = live.state.seen
    said = min((seen[move][0] for move in _MATTER if move in seen), default=None)
    told = [
        (seen[move][0], rank)
        for rank, (move, outcome) in enumerate(_TOLD)
        if move in seen and not (outcome == "refused" and said is not None and said < seen[move][0])
    ]
    return _TOLD[max(told)[1]][1] if told else "reached"


def version_of(live: Live) -> int:
    """The version of the centre's settings under which it came in, 0 where that is not known."""
    number = live.placed.standard.rpartition("@")[2] if live.placed is not None else ""
    return int(number) if number.isdecimal() else 0


def survey_of(live: Live) -> str:
    """The survey that is asked in a call, "" for none."""
    opened = live.state.opened or (live.placed.opening if live.placed is not None else None)
    return str(opened.facts.get("survey") or "") if opened is not None else ""


_TOLD: tuple[tuple[str, Outcome], ...] = (
    ("customer.convenient", "reached"),
    ("customer.not_convenient", "not_now"),
    ("customer.refuses_call", "refused"),
    ("customer.is_someone_else", "wrong_person"),
    ("customer.not_home", "not_home"),
)
"""What was told last counts; told in one breath, the later of these."""
_MATTER = (
    "agent.sees_unpaid_order", "agent.sees_no_order", "agent.asks_check_data", "agent.reports_signed",
    "agent.thanks_review",
)  # fmt: skip
"""After these somebody who wants nothing does not want the goods; that they do not want to be called is put down by the
agent."""


class _Prepared(NamedTuple):
    """What was prepared last: folding it need not hear it again. The listeners before and after it, and how many inputs
    the latter has heard."""

    before: Listener | None
    got: i.AnyInput
    after: Listener
    listened: int


class Talks:
    """The decider of conversations. `ready`: gives the standard of a key; it must know every key that was ever used."""

    def __init__(self, ready: Callable[[str], Ready]) -> None:
        self._ready = ready
        self._prepared: _Prepared | None = None

    def start(self, stream: str) -> Live:
        """Nothing has come in yet."""
        return Live()

    def decide(self, live: Live, command: Command, now: Instant) -> Sequence[TalkEvent]:
        """The events of an input or of something done at the desk. Raises SaywellError for what cannot come now."""
        if isinstance(command, _DESK):
            return [msgspec.structs.replace(command, at=now)]
        if live.plan is None or live.listener is None:
            if live.placed is None:
                raise SaywellError("desk.no-talk")
            if type(command) is i.HungUp:
                # They hung up while they waited: nothing has rung anywhere.
                return [] if live.left is not None else [Left(at=now, text="")]
            if type(command) is not i.Opened or live.ready is None:
                raise SaywellError("input.not-opened", type=type(command).__name__.lower())
            plan, listener = plan_for(live.ready.standard, command), live.ready.ear.listen()
        else:
            plan, listener = live.plan, live.listener.copy()
            for behind in live.inputs[live.listened :]:
                listener.follow(behind)
            if live.agent:
                listener.answered_by(i.Agent(live.agent, live.agent_name))
        if isinstance(command, RangOut):
            gone = i.HungUp(max(now, live.state.clock), by="network")
            return [msgspec.structs.replace(command, at=now), *step(plan, live.state, gone)[0]]
        at = max(now, live.state.clock)
        got = msgspec.structs.replace(command, at=at)
        if type(got) is i.Said and got.to is not None:
            got = msgspec.structs.replace(got, to=at + max(0, got.to - command.at))
        with span("hear", kind=type(got).__name__.lower()):
            prepared = listener.prepare(got)
        if type(got) is i.Said and got.heard is not None:
            listener.follow(got)
        self._prepared = _Prepared(live.listener, prepared, listener, len(live.inputs) + 1)
        return step(plan, live.state, prepared)[0]

    def settle(self, live: Live, now: Instant) -> Sequence[TalkEvent]:
        """What fell due."""
        return settle(live.plan, live.state, now) if live.plan is not None else ()

    def fold(self, live: Live, event: TalkEvent) -> Live:
        """The conversation after an event."""
        change = msgspec.structs.replace
        match event:
            case Placed():
                return change(live, placed=event, ready=self._ready(event.standard))
            case Assigned():
                return _assigned(live, event)
            case Known():
                return change(live, known=event)
            case Whispered():
                return change(live, whispers=(*live.whispers, event), help=None)
            case HelpAsked():
                return change(live, help=event if event.on else None)
            case Drafted():
                return change(live, drafts={**live.drafts, event.form: event.values})
            case Rated():
                return change(live, rated=event.stars, rated_text=event.text)
            case Left():
                return change(live, left=event)
            case Wrapped():
                return change(live, wrapped=True)
            case Continued():
                return change(live, continued=event.talk)
            case RangOut():
                return change(live, rang_out=event.outcome)
            case Disposed():
                return change(live, disposed=event)
            case Surveyed():
                answers = {key: value for key, value in live.answers.items() if key != event.question}
                return change(live, answers={**answers, event.question: event.answer} if event.answer else answers)
        new = change(live, state=fold(live.state, event), events=(*live.events, event))
        return self._arrived(new, event.input) if type(event) is e.Arrived else new

    def _arrived(self, live: Live, got: i.AnyInput) -> Live:
        plan, listener, listened = live.plan, live.listener, live.listened
        done = self._prepared
        if done is not None and done.got is got and done.before is listener:
            listener, listened = done.after, done.listened
        elif type(got) is i.Opened and live.ready is not None:
            listener = live.ready.ear.listen()
        if type(got) is i.Opened and live.ready is not None:
            plan = plan_for(live.ready.standard, got)
        return msgspec.structs.replace(
            live, plan=plan, listener=listener, listened=listened, inputs=(*live.inputs, got)
        )

    def wake(self, live: Live) -> Instant | None:
        """When something falls due; after the end only what was promised."""
        return next_deadline(live.state) if live.plan is not None and not live.state.ended else None

    def dump(self, event: TalkEvent) -> Entry:
        """An event as it is kept."""
        return Entry(str(event.__struct_config__.tag), _ENCODE(event))

    def load(self, record: Record) -> TalkEvent:
        """An event as it was kept."""
        event: TalkEvent = _DECODE(record.body)
        return event
