"""What webhooks tell of conversations and centres, and how it is made of the records.

Each maker gives the centre, the subject and the data of a record, None where the record is something else. Instants are
whole milliseconds since 1970, UTC. Names, numbers and words of customers stand in fields of their own, which
`kinds.KINDS` names.
"""

from __future__ import annotations

from typing import Any

import msgspec

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.desk import centre as c
from saywell.desk import settings as s
from saywell.desk import talk as t
from saywell.desk.archive import whole
from saywell.desk.calling import chat_link
from saywell.desk.hub import Hub
from saywell.desk.wire import Wire
from saywell.storage.interface import Record

Told = tuple[str, str, Wire] | None


class Customer(Wire, frozen=True):
    """Who came in, as far as it is known at once."""

    surname: str = ""
    title: str = ""
    name: str = ""
    phone: str = ""
    account: str = ""


class Opened(Wire, frozen=True):
    """`continues`: the conversation out of which the customer was put through; `link`: the path below the address of
    the server at which a customer finds the chat that was begun for them."""

    talk: str
    channel: str
    direction: str
    queue: str
    at: int
    continues: str = ""
    customer: Customer | None = None
    link: str = ""


class Answered(Wire, frozen=True):
    """`agent`: the number; `waited`: ms from coming in to being answered."""

    talk: str
    agent: str
    at: int
    waited: int


class Ended(Wire, frozen=True):
    """`by`: customer, agent, network, or "" where the wrap-up ended it; `score`: 0-100, null where nothing counted;
    `sections`: the same by section of the standard."""

    talk: str
    channel: str
    agent: str
    at: int
    by: str
    missed: int
    broken: int
    score: float | None
    sections: dict[str, float | None]


class Breach(Wire, frozen=True):
    """`norm`: the rule of the standard; `clauses`: what it is written in; `due`: when it was due, null without."""

    talk: str
    agent: str
    norm: str
    clauses: tuple[str, ...]
    at: int
    due: int | None


class Promised(Wire, frozen=True):
    """`what`: the move in which it was heard; `due`: null where no time was named or it was vague."""

    talk: str
    agent: str
    what: str
    at: int
    due: int | None
    vague: bool


class Filed(Wire, frozen=True):
    """A form of the standard, and what was written into it."""

    talk: str
    agent: str
    form: str
    at: int
    fields: dict[str, Any] = msgspec.field(default_factory=dict)


class Rated(Wire, frozen=True):
    """`stars`: 1-5."""

    talk: str
    agent: str
    stars: int
    at: int
    text: str = ""


class Left(Wire, frozen=True):
    """A message out of hours, and how to reach whoever left it."""

    talk: str
    at: int
    text: str = ""
    contact: str = ""


class Alerted(Wire, frozen=True):
    """So many breaches of one agent within so long (ms)."""

    agent: str
    talks: tuple[str, ...]
    count: int
    within: int
    at: int


class Incident(Wire, frozen=True):
    """`on`: declared, with the line that every agent says; else cleared. `by`: the number of who did it."""

    on: bool
    text: str
    by: str
    at: int


class Settings(Wire, frozen=True):
    """The number of the settings that are in force now."""

    version: int
    standard: str
    at: int


class Ping(Wire, frozen=True):
    """A trial."""

    hook: str
    at: int


async def _talk(hub: Hub, record: Record) -> tuple[str, str, t.Live, Any]:
    """The centre and id of a conversation, as it is with this record, and the event."""
    id = record.stream.removeprefix(t.PREFIX)
    live = await hub.live(id, record.number)
    assert live.placed is not None
    return live.placed.centre, id, live, hub.talks.decider.load(record)


async def opened(hub: Hub, record: Record) -> Told:
    """A customer came in."""
    centre, id, live, event = await _talk(hub, record)
    assert isinstance(event, t.Placed)
    known = whole(hub, live).customer
    customer = Customer(
        surname=known.surname, title=known.title, name=known.name, phone=known.phone, account=known.account
    )
    opening = event.opening
    data = Opened(
        talk=id, channel=opening.channel, direction=opening.direction, queue=event.queue, at=event.at,
        continues=event.continues, customer=customer, link=chat_link(live),
    )  # fmt: skip
    return centre, id, data


async def answered(hub: Hub, record: Record) -> Told:
    """The first agent has it."""
    centre, id, live, event = await _talk(hub, record)
    if live.taken != event.at or live.placed is None:
        return None
    return centre, id, Answered(talk=id, agent=event.agent, at=event.at, waited=event.at - live.placed.at)


async def ended(hub: Hub, record: Record) -> Told:
    """The customer is gone."""
    if b'"hung_up"' not in record.body and b'"transfer"' not in record.body:
        return None
    centre, id, live, event = await _talk(hub, record)
    ends = type(event.input) is i.HungUp or (type(event.input) is i.Transfer and event.input.step == "done")
    if not ends or live.state.over != event.input.at:
        return None
    return centre, id, _ended(hub, live, id, event.input.at)


async def finished(hub: Hub, record: Record) -> Told:
    """The agent is done with it."""
    centre, id, live, event = await _talk(hub, record)
    return centre, id, _ended(hub, live, id, event.at)


def _ended(hub: Hub, live: t.Live, id: str, at: int) -> Ended:
    shown = whole(hub, live)
    return Ended(
        talk=id, channel=shown.channel, agent=live.agent, at=at, by=live.state.over_by or "", missed=shown.missed,
        broken=shown.broken, score=shown.score.total if shown.score else None,
        sections=shown.score.sections if shown.score else {},
    )  # fmt: skip


async def _breach(hub: Hub, record: Record, verdict: bytes) -> Told:
    if verdict not in record.body:
        return None
    centre, id, live, event = await _talk(hub, record)
    assert isinstance(event, e.Judged)
    if event.verdict.encode() != verdict or not event.clauses:
        return None
    data = Breach(
        talk=id, agent=live.agent, norm=event.norm, clauses=event.clauses, at=event.at, due=event.due
    )  # fmt: skip
    return centre, id, data


async def missed(hub: Hub, record: Record) -> Told:
    """A duty was missed."""
    return await _breach(hub, record, b"missed")


async def broken(hub: Hub, record: Record) -> Told:
    """A ban was broken."""
    return await _breach(hub, record, b"broken")


async def promised(hub: Hub, record: Record) -> Told:
    """A promise was made."""
    centre, id, live, event = await _talk(hub, record)
    data = Promised(talk=id, agent=live.agent, what=event.what, at=event.at, due=event.due, vague=event.vague)
    return centre, id, data


async def filed(hub: Hub, record: Record) -> Told:
    """A form was filed."""
    if b'"form"' not in record.body:
        return None
    centre, id, live, event = await _talk(hub, record)
    got = event.input
    if type(got) is not i.FormFilled:
        return None
    return centre, id, Filed(talk=id, agent=live.agent, form=got.form, at=got.at, fields=got.fields)


async def rated(hub: Hub, record: Record) -> Told:
    """The customer's mark."""
    centre, id, live, event = await _talk(hub, record)
    return centre, id, Rated(talk=id, agent=live.agent, stars=event.stars, at=event.at, text=event.text)


async def left(hub: Hub, record: Record) -> Told:
    """A message was left."""
    centre, id, _, event = await _talk(hub, record)
    return centre, id, Left(talk=id, at=event.at, text=event.text, contact=event.contact)


def _centre(hub: Hub, record: Record) -> tuple[str, Any]:
    return record.stream.removeprefix(c.PREFIX), hub.centres.decider.load(record)


async def alerted(hub: Hub, record: Record) -> Told:
    """An alert of the wall."""
    centre, event = _centre(hub, record)
    data = Alerted(agent=event.number, talks=event.talks, count=event.count, within=event.within, at=event.at)
    return centre, "", data


async def incident(hub: Hub, record: Record) -> Told:
    """An incident was declared or cleared."""
    centre, event = _centre(hub, record)
    return centre, "", Incident(on=bool(event.text), text=event.text, by=event.by, at=event.at)


async def settings(hub: Hub, record: Record) -> Told:
    """New settings are in force."""
    centre = record.stream.removeprefix(s.PREFIX)
    return centre, "", Settings(version=record.number, standard=s.read_setting(record).standard, at=record.at)


def plain(data: Wire, without: tuple[str, ...]) -> dict[str, Any]:
    """The data as JSON has it, without some fields."""
    made: dict[str, Any] = msgspec.to_builtins(data)
    return {key: value for key, value in made.items() if key not in without and value is not None}
