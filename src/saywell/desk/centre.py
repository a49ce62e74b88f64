"""A centre as a stream: who is at work, who waits, who has whom, and the day's figures. Pure.

Conversations are offered to agents here and nowhere else, so that one is never offered to two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from saywell.desk.offering import can_hear, can_take, may_begin, may_have
from saywell.desk.wire import Status
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import SECOND, Instant
from saywell.storage.interface import Entry, Record

PREFIX = "centre/"
PATIENCE = 20 * SECOND
"""How long it rings at an agent who does not answer, before it is offered to the next."""


class CentreEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="event"):
    """Base of what happens in a centre."""

    at: int


class Joined(CentreEvent, frozen=True, tag="centre.joined.1", kw_only=True):
    """Somebody who works here: number, name for customers, queues (none: all of them)."""

    number: str
    name: str
    queues: tuple[str, ...] = ()


class Gone(CentreEvent, frozen=True, tag="centre.gone.1", kw_only=True):
    """Somebody does not work here any more. Whoever still has a conversation at hand is off shift from now on."""

    number: str


class StatusSet(CentreEvent, frozen=True, tag="centre.status.1", kw_only=True):
    """An agent said idle, break or off."""

    number: str
    status: Status


class Came(CentreEvent, frozen=True, tag="centre.came.1", kw_only=True):
    """A customer came in. `target`: ms within which it is to be answered; `taker`: who has; it rings at nobody."""

    talk: str
    channel: str
    queue: str
    target: int
    taker: str = ""


class Offered(CentreEvent, frozen=True, tag="centre.offered.1", kw_only=True):
    """It rings at an agent."""

    talk: str
    number: str


class Taken(CentreEvent, frozen=True, tag="centre.taken.1", kw_only=True):
    """The agent answered it."""

    talk: str
    number: str


class Moved(CentreEvent, frozen=True, tag="centre.moved.1", kw_only=True):
    """A conversation went to another agent."""

    talk: str
    number: str


class Handed(CentreEvent, frozen=True, tag="centre.handed.1", kw_only=True):
    """A customer was put through: the conversation `talk` begins with another agent, out of `out_of`."""

    talk: str
    out_of: str
    number: str


class Dialled(CentreEvent, frozen=True, tag="centre.dialled.1", kw_only=True):
    """An agent rings a customer up, or (`channel` chat) writes to one."""

    talk: str
    number: str
    channel: str = "phone"


class Ended(CentreEvent, frozen=True, tag="centre.ended.1", kw_only=True):
    """The customer is gone; the agent may still have to write. Breaches counted so far."""

    talk: str
    missed: int = 0
    broken: int = 0


class Finished(CentreEvent, frozen=True, tag="centre.finished.1", kw_only=True):
    """The agent is done with it."""

    talk: str


class Erased(CentreEvent, frozen=True, tag="centre.erased.1", kw_only=True):
    """A conversation was removed for good: whoever keeps something of it forgets it."""

    talk: str


class IncidentSet(CentreEvent, frozen=True, tag="centre.incident.1", kw_only=True):
    """An incident was declared (with its line) or cleared (empty)."""

    text: str
    by: str


class Alerted(CentreEvent, frozen=True, tag="centre.alerted.1", kw_only=True):
    """An agent broke or missed so much within so long."""

    number: str
    talks: tuple[str, ...]
    count: int
    within: int


class Breached(CentreEvent, frozen=True, tag="centre.breached.1", kw_only=True):
    """A duty was missed or a ban broken in a conversation that runs."""

    talk: str
    number: str
    clause: str = ""


AboutTalk = Came | Offered | Taken | Moved | Handed | Dialled | Ended | Finished | Erased
AnyCentreEvent = Joined | Gone | StatusSet | IncidentSet | Alerted | Breached | AboutTalk
V = TypeVar("V")
_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder(AnyCentreEvent).decode


class Agent(msgspec.Struct, frozen=True):
    """Somebody at work. `said`: the status they chose; `since`: from when they have had nothing to do; `offered`: what
    rings at them; `turned`: when their status last became another one."""

    number: str
    name: str
    queues: tuple[str, ...] = ()
    said: Status = "off"
    since: int = 0
    talks: tuple[str, ...] = ()
    wrapping: tuple[str, ...] = ()
    offered: str = ""
    turned: int = 0

    @property
    def status(self) -> Status:
        """What they do, from what they said and what they have at hand."""
        if self.talks or self.offered:
            return "busy"
        return "wrap_up" if self.wrapping else self.said


class Waiting(msgspec.Struct, frozen=True):
    """A conversation that nobody has answered yet. `since`: when it was offered; `passed`: who let it ring."""

    talk: str
    channel: str
    queue: str
    came: int
    target: int
    offered: str = ""
    since: int = 0
    passed: tuple[str, ...] = ()


class Figures(msgspec.Struct, frozen=True):
    """Figures of one day of the centre's calendar."""

    day: str = ""
    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    in_target: int = 0
    waited: int = 0
    longest: int = 0
    missed: int = 0
    broken: int = 0


class Office(msgspec.Struct, frozen=True):
    """The state of a centre. `owner`: who has a conversation; `channels`: of those."""

    id: str = ""
    people: dict[str, Agent] = {}
    waiting: dict[str, Waiting] = {}
    owner: dict[str, str] = {}
    channels: dict[str, str] = {}
    incident: str = ""
    figures: Figures = Figures()
    breaches: tuple[tuple[int, str, str], ...] = ()
    alerts: tuple[Alerted, ...] = ()


class Rule(msgspec.Struct, frozen=True):
    """A rule of the wall: so many breaches of one agent within so long (ms)."""

    count: int = 3
    within: int = 600 * SECOND


class Centres:
    """The decider of centres. `day`: the date at an instant in the zone of a centre; `rule`: what alerts."""

    def __init__(self, day: Callable[[str, Instant], str], rule: Callable[[str], Rule] = lambda _: Rule()) -> None:
        self._day, self._rule = day, rule

    def start(self, stream: str) -> Office:
        """Nobody is there yet."""
        return Office(id=stream.removeprefix(PREFIX))

    def decide(self, office: Office, command: AnyCentreEvent, now: Instant) -> Sequence[AnyCentreEvent]:
        """The events of what somebody did, and the offers that follow. Raises `desk.*` for what cannot be."""
        command = msgspec.structs.replace(command, at=now)
        if not self._counts(office, command):
            return ()
        out: list[AnyCentreEvent] = [command]
        after = self.fold(office, command)
        if type(command) is Breached:
            out += _alert(after, command, self._rule(office.id))
        if type(command) is Came and command.taker in after.people:
            out.append(Taken(now, talk=command.talk, number=command.taker))
            after = self.fold(after, out[-1])
        return [*out, *self._offers(after, now)]

    def settle(self, office: Office, now: Instant) -> Sequence[AnyCentreEvent]:
        """It rang too long: the next agent."""
        return self._offers(office, now)

    def wake(self, office: Office) -> Instant | None:
        """When it has rung long enough at somebody."""
        return min((one.since + PATIENCE for one in office.waiting.values() if one.offered), default=None)

    def dump(self, event: AnyCentreEvent) -> Entry:
        """An event as it is kept."""
        return Entry(str(event.__struct_config__.tag), _ENCODE(event))

    def load(self, record: Record) -> AnyCentreEvent:
        """An event as it was kept."""
        event: AnyCentreEvent = _DECODE(record.body)
        return event

    @staticmethod
    def _counts(office: Office, command: AnyCentreEvent) -> bool:
        """Whether a command changes anything. Raises where somebody must be told that it cannot be."""
        match command:
            case Came():
                return command.talk not in office.waiting and command.talk not in office.owner
            case Taken():
                if office.owner.get(command.talk) == command.number:
                    return False
                if command.talk not in office.waiting:
                    raise SaywellError("desk.taken", talk=command.talk)
                if command.number not in office.people:
                    raise SaywellError("desk.nobody", number=command.number)
                return True
            case Moved():
                if command.talk not in office.owner:
                    raise SaywellError("desk.no-talk")
                if command.number not in office.people:
                    raise SaywellError("desk.nobody", number=command.number)
                return office.owner[command.talk] != command.number
            case Handed():
                if command.number not in office.people:
                    raise SaywellError("desk.nobody", number=command.number)
                return command.talk not in office.owner
            case Dialled():
                agent = office.people.get(command.number)
                if agent is None:
                    raise SaywellError("desk.nobody", number=command.number)
                if command.talk in office.owner:
                    return False
                if not may_begin(agent, command.channel, office):
                    raise SaywellError("desk.occupied", number=command.number)
                return True
            case Ended():
                owner = office.people.get(office.owner.get(command.talk, ""))
                return command.talk in office.waiting or (owner is not None and command.talk in owner.talks)
            case Finished():
                return command.talk in office.owner
            case StatusSet():
                if command.number not in office.people:
                    raise SaywellError("desk.nobody", number=command.number)
                return office.people[command.number].said != command.status
            case Gone():
                return command.number in office.people
            case Joined():
                known = office.people.get(command.number)
                return known is None or (known.name, known.queues) != (command.name, command.queues)
        return True

    def _offers(self, office: Office, now: Instant) -> list[AnyCentreEvent]:
        """Give what waits to those who are free, the longest wait to the longest idle."""
        out: list[AnyCentreEvent] = []
        able = [agent.number for agent in office.people.values() if can_take(agent, office)]
        for one in sorted(office.waiting.values(), key=lambda w: w.came) if able else ():
            if one.offered and now < one.since + PATIENCE and can_hear(office, one):
                continue
            free = [agent for number in able if may_have(agent := office.people[number], one, office)]
            if not free:
                continue
            chosen = min(
                free,
                key=lambda a: (a.number == one.offered, a.number in one.passed, len(a.talks), a.since, a.number),
            )
            event = Offered(now, talk=one.talk, number=chosen.number)
            out.append(event)
            office = self.fold(office, event)
            able = [number for number in able if number != chosen.number]
            if not able:
                break
        return out

    def fold(self, office: Office, event: AnyCentreEvent) -> Office:
        """The centre after an event."""
        return _turned(office, self._after(office, event), event.at)

    def _after(self, office: Office, event: AnyCentreEvent) -> Office:
        change = msgspec.structs.replace
        match event:
            case Joined():
                old = office.people.get(event.number) or Agent(event.number, event.name, since=event.at)
                return _with(office, change(old, name=event.name, queues=event.queues))
            case Gone():
                gone = office.people[event.number]
                office = _withdraw(_with(office, change(gone, said="off", since=event.at)), event.number)
                if gone.talks or gone.wrapping:
                    return office
                return change(office, people=_without(office.people, event.number))
            case StatusSet():
                office = _with(office, change(office.people[event.number], said=event.status, since=event.at))
                return _withdraw(office, event.number) if event.status != "idle" else office
            case Came():
                new = Waiting(event.talk, event.channel, event.queue, event.at, event.target)
                figures = self._today(office, event.at)
                waiting = {**office.waiting, event.talk: new}
                return change(office, waiting=waiting, figures=change(figures, offered=figures.offered + 1))
            case Offered():
                return _offer(office, event)
            case Taken():
                return self._taken(office, event)
            case Moved():
                return _moved(office, event)
            case Handed() | Dialled():
                taker = office.people[event.number]
                out_of = event.out_of if type(event) is Handed else ""
                channel = event.channel if type(event) is Dialled else office.channels.get(out_of, "phone")
                channels = {**office.channels, event.talk: channel}
                office = change(office, owner={**office.owner, event.talk: event.number}, channels=channels)
                return _with(office, change(taker, talks=(*taker.talks, event.talk)))
            case Ended():
                return self._ended(office, event)
            case Finished():
                owner = office.people.get(office.owner[event.talk])
                office = change(office, owner=_without(office.owner, event.talk))
                office = change(office, channels=_without(office.channels, event.talk))
                return _with(office, _dropped(owner, event.talk, event.at)) if owner is not None else office
            case Erased():
                return office
            case IncidentSet():
                return change(office, incident=event.text)
            case Breached():
                kept = tuple(one for one in office.breaches if one[0] > event.at - 3_600_000)
                return change(office, breaches=(*kept, (event.at, event.number, event.talk)))
            case Alerted():
                return change(office, alerts=(*office.alerts[-19:], event))

    def _today(self, office: Office, at: Instant) -> Figures:
        day = self._day(office.id, at)
        return office.figures if office.figures.day == day else Figures(day)

    def _taken(self, office: Office, event: Taken) -> Office:
        change = msgspec.structs.replace
        one = office.waiting[event.talk]
        figures = self._today(office, event.at)
        wait = event.at - one.came
        figures = change(
            figures,
            answered=figures.answered + 1,
            in_target=figures.in_target + (wait <= one.target),
            waited=figures.waited + wait,
            longest=max(figures.longest, wait),
        )
        office = _unoffered(office, event.talk)
        office = change(
            office,
            waiting=_without(office.waiting, event.talk),
            owner={**office.owner, event.talk: event.number},
            channels={**office.channels, event.talk: one.channel},
            figures=figures,
        )
        taker = office.people[event.number]
        return _with(office, change(taker, talks=(*taker.talks, event.talk)))

    def _ended(self, office: Office, event: Ended) -> Office:
        change = msgspec.structs.replace
        figures = self._today(office, event.at)
        if event.talk in office.waiting:
            office = _unoffered(office, event.talk)
            figures = change(figures, abandoned=figures.abandoned + 1)
            return change(office, waiting=_without(office.waiting, event.talk), figures=figures)
        owner = office.people[office.owner[event.talk]]
        talks = tuple(talk for talk in owner.talks if talk != event.talk)
        office = _with(office, change(owner, talks=talks, wrapping=(*owner.wrapping, event.talk)))
        figures = change(figures, missed=figures.missed + event.missed, broken=figures.broken + event.broken)
        return change(office, figures=figures)


def _without(table: dict[str, V], key: str) -> dict[str, V]:
    return {name: value for name, value in table.items() if name != key}


def _with(office: Office, agent: Agent) -> Office:
    return msgspec.structs.replace(office, people={**office.people, agent.number: agent})


def _turned(before: Office, after: Office, at: Instant) -> Office:
    """Notes since when those whose status changed have had it."""
    for number, agent in after.people.items():
        known = before.people.get(number)
        if known is not agent and (known is None or known.status != agent.status):
            after = _with(after, msgspec.structs.replace(agent, turned=at))
    return after


def _offer(office: Office, event: Offered) -> Office:
    change = msgspec.structs.replace
    one = office.waiting[event.talk]
    office = _unoffered(office, event.talk)
    passed = (*one.passed, one.offered) if one.offered else one.passed
    new = change(one, offered=event.number, since=event.at, passed=passed[-5:])
    office = change(office, waiting={**office.waiting, event.talk: new})
    return _with(office, change(office.people[event.number], offered=event.talk))


def _unoffered(office: Office, talk: str) -> Office:
    for agent in office.people.values():
        if agent.offered == talk:
            office = _with(office, msgspec.structs.replace(agent, offered=""))
    return office


def _withdraw(office: Office, number: str) -> Office:
    """What rang at somebody who left rings nowhere until it is offered again."""
    change = msgspec.structs.replace
    for one in office.waiting.values():
        if one.offered == number:
            office = _unoffered(office, one.talk)
            office = change(office, waiting={**office.waiting, one.talk: change(one, offered="", since=0)})
    return office


def _moved(office: Office, event: Moved) -> Office:
    change = msgspec.structs.replace
    old = office.people.get(office.owner[event.talk])
    if old is not None:
        office = _with(office, _dropped(old, event.talk, event.at))
    new = office.people[event.number]
    office = _with(office, change(new, talks=(*new.talks, event.talk)))
    return change(office, owner={**office.owner, event.talk: event.number})


def _dropped(agent: Agent, talk: str, at: int) -> Agent:
    return msgspec.structs.replace(
        agent,
        talks=tuple(one for one in agent.talks if one != talk),
        wrapping=tuple(one for one in agent.wrapping if one != talk),
        since=at,
    )


def _alert(office: Office, event: Breached, rule: Rule) -> list[AnyCentreEvent]:
    """An alert where the last breach made them too many; not again within the same stretch."""
    since = event.at - rule.within
    if any(one.number == event.number and one.at > since for one in office.alerts):
        return []
    found = [talk for at, number, talk in office.breaches if number == event.number and at > since]
    if len(found) < rule.count:
        return []
    talks = tuple(dict.fromkeys(found))
    return [Alerted(event.at, number=event.number, talks=talks, count=len(found), within=rule.within)]
