"""What a conversation leaves to be done: from what was said and written in it to pieces of work. Pure.

One rule keeps two clocks from running for one promise: a promise belongs to the ticket, lead or repair of its
conversation that can carry it, whichever of the two came first, and stands alone only where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from saywell.conversation import events as ce
from saywell.conversation import inputs as ci
from saywell.followup import events as e
from saywell.followup import inputs as i
from saywell.kernel.time import MINUTE, Instant
from saywell.standard.calendar import Calendar
from saywell.standard.deadlines import deadline_instant
from saywell.standard.model import FollowUp, Standard

LASTING = frozenset({"callback", "reply", "ship", "refund", "resend", "visit", "forward", "send"})
"""Promises that outlast the conversation though no time was named."""
AT_ONCE = 15 * MINUTE
"""What is promised within this is done while the customer waits."""
LONGEST = 300
"""Characters of what the customer asked that a piece of work keeps."""
_ASKING = ("asks_", "complains", "reports_", "wants_", "repair_request", "lodges_complaint")
_IN_PASSING = frozenset({"asks_wait", "asks_to_be_heard_out", "asks_dialect", "asks_help"})
HANDED = frozenset({"forwarded", "passed_on", "submitted", "reported", "handed_over"})


class Case(msgspec.Struct, frozen=True):
    """The conversation: where it is, who has it, whom it is with. `of`: the work that it was held for."""

    talk: str
    centre: str
    standard: Standard
    calendar: Calendar
    agent: str = ""
    customer: e.Customer = e.Customer()
    channel: str = ""
    queue: str = ""
    of: str = ""


class Made(msgspec.Struct, frozen=True):
    """A promise of the agent. `asked`: what the customer had asked or complained of before."""

    act: str
    due: Instant | None
    source: e.Source
    clauses: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()
    asked: str = ""


class Filed(msgspec.Struct, frozen=True):
    """A form was filed."""

    form: str
    fields: dict[str, str]
    number: int


class Handed(msgspec.Struct, frozen=True):
    """The agent passed it on, and said so to the product."""

    number: int


class Left(msgspec.Struct, frozen=True):
    """The customer left a message."""

    text: str
    contact: str
    number: int


Happening = Made | Filed | Handed | Left
Command = tuple[str, i.AnyInput]
"""The id of a piece of work, and what is to be done with it."""


def happenings(case: Case, numbered: Sequence[tuple[int, ce.AnyEvent]]) -> Iterator[tuple[int, Happening]]:
    """What matters of a conversation's events, in order, with the number of the record that it is in."""
    topics: set[str] = set()
    asked = _Asked()
    known: dict[int, ce.PromiseMade] = {}
    for _, event in numbered:
        if type(event) is ce.PromiseMade:
            known.setdefault(event.line, event)
    for number, event in numbered:
        match event:
            case ce.SituationOpened():
                topics.add(event.situation)
            case ce.Arrived(input=ci.Said() as got) if got.heard is not None:
                if got.by == "customer":
                    topics.update(move.id for move in got.heard.moves)
                    asked.hear(got.text, (move.id for move in got.heard.moves))
                    continue
                made = list(_promises(case, number, event.line, got, frozenset(topics), known.get(event.line)))
                if made:
                    known.pop(event.line, None)
                yield from ((number, msgspec.structs.replace(one, asked=asked.text)) for one in made)
            case ce.Arrived(input=ci.FormFilled() as form):
                yield number, Filed(form.form, {key: str(value) for key, value in form.fields.items()}, number)
            case ce.Arrived(input=ci.Done() as done) if done.what in HANDED and not done.ref:
                yield number, Handed(number)
            case ce.PromiseMade() if known.pop(event.line, None) is not None:
                # Words that the ear for promises did not make out, but the standard did.
                source = _source(case, number, event.line, 0, 0, "")
                due = None if event.vague else event.due
                yield number, Made("reply", due, source, _clauses(case, event), frozenset(topics), asked.text)


class _Asked:
    """What the customer wants to know: the longest of what they asked or complained of, else of all that they said."""

    def __init__(self) -> None:
        self.text, self._best = "", (False, 0)

    def hear(self, text: str, moves: Iterable[str]) -> None:
        """The customer said something."""
        rank = any(move.startswith(_ASKING) and move not in _IN_PASSING for move in moves), len(text)
        if rank > self._best:
            self.text, self._best = text.strip()[:LONGEST], rank


def _promises(
    case: Case, number: int, line: int, got: ci.Said, topics: frozenset[str], known: ce.PromiseMade | None
) -> Iterator[Made]:
    """`known`: what the standard made of the utterance; it belongs to the first promise that can be meant."""
    assert got.heard is not None
    for one in got.heard.promises:
        if one.who == "customer":
            continue
        due = deadline_instant(one.value, got.at, case.calendar) if one.value else None
        meant = known if known is not None and (due is None or due == known.due) else None
        lasts = one.act in LASTING or (due is not None and due - got.at > AT_ONCE)
        if not lasts and meant is None:
            continue
        known = known if meant is None else None
        if meant is not None and due is None and not meant.vague:
            due = meant.due
        source = _source(case, number, line, one.start, one.end, got.text[one.start : one.end])
        yield Made(one.act, due, source, _clauses(case, meant), topics)


def _clauses(case: Case, event: ce.PromiseMade | None) -> tuple[str, ...]:
    norm = case.standard.norms.get(event.norm) if event is not None else None
    return norm.clauses if norm is not None else ()


def _source(case: Case, number: int, line: int, start: int, end: int, words: str) -> e.Source:
    return e.Source(talk=case.talk, number=number, line=line, start=start, end=end, words=words)


def commands(case: Case, happened: Iterable[Happening]) -> Iterator[list[Command]]:
    """For each happening what is to be done about it, given those before it."""
    desk = _Desk(case)
    for one in happened:
        yield desk.take(one)


class _Desk:
    """What has been opened so far in one conversation."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.specs: Mapping[str, FollowUp] = case.standard.followups
        self.made: dict[str, Made] = {}
        """Promises that stand, by the id of the work that carries them."""
        self.opened: dict[str, str] = {}
        """Work that was opened: id -> entry of followup.yaml."""

    def take(self, one: Happening) -> list[Command]:
        """See `commands`."""
        if isinstance(one, Made):
            return self._promise(one)
        if isinstance(one, Filed):
            return self._form(one)
        if isinstance(one, Left):
            source = e.Source(talk=self.case.talk, number=one.number, words=one.text)
            customer = msgspec.structs.replace(self.case.customer, phone=one.contact or self.case.customer.phone)
            return self._open("callback", source, about=one.text, customer=customer)
        if self.case.of or any(self.specs[what].kind == "ticket" for what in self.opened.values()):
            return []
        return self._open("request", e.Source(talk=self.case.talk, number=one.number))

    def _promise(self, one: Made) -> list[Command]:
        if self.case.of and (one.due is not None):
            return [(self.case.of, i.Promise(by=self.case.agent, due=one.due, source=one.source, clauses=one.clauses))]
        if self.case.of:
            return []
        what = self._topic(one)
        id = self._id(what, one.act)
        self.made[id] = one
        spec = self.specs.get(what)
        # A clerk has to know what was asked; the words of the promise stand beside it.
        about = one.asked if spec is not None and spec.kind == "ticket" else ""
        return self._open(
            what, one.source, act=one.act, about=about or one.source.words, due=one.due, clauses=one.clauses, id=id
        )

    def _topic(self, one: Made) -> str:
        """What it is about: the form that was filed, else what is going on, else an open question."""
        able = {id: spec for id, spec in self.specs.items() if one.act in spec.acts}
        for what in self.opened.values():
            if what in able and self.specs[what].form:
                return what
        for id, spec in able.items():
            if one.topics.intersection((*spec.situations, *spec.heard)):
                return id
        return "question" if "question" in able else "promise"

    def _form(self, one: Filed) -> list[Command]:
        what = next((id for id, spec in self.specs.items() if spec.form == one.form), None)
        if what is None:
            return []
        id, spec = self._id(what), self.specs[what]
        carried = {other: made for other, made in self.made.items() if other != id and made.act in spec.acts}
        last = max(carried.values(), key=lambda made: made.source.number, default=None)
        out = self._open(
            what,
            last.source if last is not None else e.Source(talk=self.case.talk, number=one.number),
            fields=one.fields,
            due=last.due if last is not None else None,
            clauses=last.clauses if last is not None else (),
            act=last.act if last is not None else "",
        )
        for other in carried:
            del self.made[other]
            out.append((other, i.Close(outcome="carried", into=id)))
        if last is not None:
            self.made[id] = last
        return out

    def _id(self, what: str, act: str = "") -> str:
        return f"{self.case.talk}-{what}-{act}" if what == "promise" else f"{self.case.talk}-{what}"

    def _open(
        self,
        what: str,
        source: e.Source,
        *,
        id: str = "",
        act: str = "",
        about: str = "",
        fields: dict[str, str] | None = None,
        due: Instant | None = None,
        clauses: tuple[str, ...] = (),
        customer: e.Customer | None = None,
    ) -> list[Command]:
        case, fields = self.case, fields or {}
        id = id or self._id(what)
        if what not in self.specs:
            return []
        self.opened[id] = what
        known = customer or case.customer
        if not known.phone and fields.get("phone"):
            known = msgspec.structs.replace(known, phone=fields["phone"])
        opening = i.Open(
            what=what, centre=case.centre, source=source, customer=known, act=act, about=about, fields=fields, due=due,
            clauses=clauses, owner=case.agent, channel=case.channel, queue=case.queue,
        )  # fmt: skip
        return [(id, opening)]
