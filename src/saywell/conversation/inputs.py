"""What can arrive in a conversation.

Every input is a frozen, tagged record. `at` and `to` are instants: integer milliseconds since the epoch, UTC.
In a native file the same records stand as JSON with seconds or RFC 3339 times; `saywell.exchange` converts.
Recognition happens before the engine: a `said` may carry what was `heard` in it, with the recogniser's version,
so that a better recogniser changes tomorrow's calls and never yesterday's verdicts.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Channel = Literal["phone", "chat"]
Direction = Literal["inbound", "outbound"]
Speaker = Literal["agent", "customer", "bot", "third"]
Purpose = Literal[
    "consultation", "complaint", "survey", "result", "promise", "unpaid_order", "order", "delivery", "review", "other"
]
Tier = Literal["rules", "semantic", "remote"]
TransferStep = Literal["asked", "consented", "refused", "offered", "accepted", "declined", "done"]


class Agent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The agent at the desk: staff number and the name given to customers."""

    number: str | None = None
    name: str | None = None


class Customer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is known of the customer when the conversation opens. `key`: the surname with script and case folded,
    set when the input is prepared; 陳 and 陈 have one key."""

    surname: str | None = None
    title: str | None = None
    name: str | None = None
    phone: str | None = None
    account: str | None = None
    key: str | None = None


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """One recognised move: its id without the role, and character offsets into the text.

    `tier`: who heard it. `like`: the example nearest to what was said, where one was compared with."""

    id: str
    start: int = 0
    end: int = 0
    confidence: float = 1.0
    tier: Tier = "rules"
    like: str = ""


class Entity(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One recognised entity; `value` holds the normalised parts, for example {"surname": "王"}."""

    kind: str
    value: dict[str, Any]
    start: int = 0
    end: int = 0


class Promised(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A promise made in an utterance: who (agent, colleague or customer) will do what (callback, reply, ship, refund,
    resend, visit, forward, lookup, send, other), the value of its deadline (empty where no time was named), and the
    offsets of its words."""

    who: str
    act: str
    start: int
    end: int
    value: dict[str, Any] = {}


class Heard(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a recogniser made of an utterance."""

    recogniser: str = ""
    lang: str | None = None
    moves: tuple[Move, ...] = ()
    entities: tuple[Entity, ...] = ()
    promises: tuple[Promised, ...] = ()


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="type"):
    """Base of all inputs."""

    at: int


class Opened(Input, frozen=True, tag="opened", kw_only=True):
    """The first line of every conversation."""

    id: str
    channel: Channel
    direction: Direction
    started: str | None = None
    agent: Agent | None = None
    customer: Customer | None = None
    facts: dict[str, Any] = {}
    purpose: Purpose | None = None


class Ringing(Input, frozen=True, tag="ringing"):
    """The phone rings; may repeat once per ring."""


class Answered(Input, frozen=True, tag="answered"):
    """The agent picks up."""


class Said(Input, frozen=True, tag="said", kw_only=True):
    """An utterance. `to` is absent in chat."""

    by: Speaker
    text: str
    to: int | None = None
    lang: str | None = None
    confidence: float | None = None
    heard: Heard | None = None


class Speech(Input, frozen=True, tag="speech", kw_only=True):
    """Voice activity where there is no text (yet)."""

    by: Speaker
    on: bool


class Hold(Input, frozen=True, tag="hold", kw_only=True):
    """The hold key."""

    on: bool


class Mute(Input, frozen=True, tag="mute", kw_only=True):
    """The mute key."""

    on: bool


class Transfer(Input, frozen=True, tag="transfer", kw_only=True):
    """A step of a transfer: asked, consented and refused are the customer's side, offered, accepted and declined
    the colleague's, done is the act."""

    step: TransferStep
    to: str | None = None


class Identified(Input, frozen=True, tag="identified", kw_only=True):
    """Who the customer is, as the system found it. `key` as in `Customer`."""

    surname: str | None = None
    title: str | None = None
    name: str | None = None
    phone: str | None = None
    account: str | None = None
    key: str | None = None


class LookedUp(Input, frozen=True, tag="looked_up", kw_only=True):
    """Something was looked up; `what` is open (order, shipment, tracking, account, customer, answer …)."""

    what: str
    key: str | None = None
    result: Literal["matches", "differs", "missing", "failed"] = "matches"
    fields: dict[str, Any] = {}


class FormFilled(Input, frozen=True, tag="form", kw_only=True):
    """A form was filled (5w1h, complaint, lead, repair, order_check, callback, suggestion …)."""

    form: str
    fields: dict[str, Any] = {}


class Measured(Input, frozen=True, tag="measured", kw_only=True):
    """What was measured on the sound: dBFS, units a minute (characters in Chinese, words in English), ms, percent."""

    by: Speaker
    loudness_db: float | None = None
    units_per_min: float | None = None
    overlap_ms: float | None = None
    noise_db: float | None = None
    lost_percent: float | None = None


class Incident(Input, frozen=True, tag="incident", kw_only=True):
    """An incident is declared or cleared for the centre."""

    on: bool
    text: str | None = None


class Colleague(Input, frozen=True, tag="colleague", kw_only=True):
    """The state of a colleague who was asked for."""

    number: str
    status: Literal["idle", "busy", "off"]
    shift: Literal["same", "other"] | None = None


class Done(Input, frozen=True, tag="done", kw_only=True):
    """Something was done, often after the conversation; `what` is open."""

    what: str
    ref: str | None = None
    to: str | None = None


class DraftChecked(Input, frozen=True, tag="draft", kw_only=True):
    """A draft was checked by the guard before it was said; `hits` names the norms it would have broken."""

    by: Speaker
    text: str
    hits: tuple[str, ...] = ()


class Note(Input, frozen=True, tag="note", kw_only=True):
    """A note of the agent or the system; judged by no norm."""

    text: str


class HungUp(Input, frozen=True, tag="hung_up", kw_only=True):
    """The line or the chat ends."""

    by: Literal["customer", "agent", "network"]


class Ended(Input, frozen=True, tag="ended"):
    """The record ends here: nothing more will arrive, what is not yet due stays unjudged. Added by the scorer."""


AnyInput = (
    Opened
    | Ringing
    | Answered
    | Said
    | Speech
    | Hold
    | Mute
    | Transfer
    | Identified
    | LookedUp
    | FormFilled
    | Measured
    | Incident
    | Colleague
    | Done
    | DraftChecked
    | Note
    | HungUp
    | Ended
)
"""Every input; `msgspec.convert(obj, AnyInput)` reads one."""
