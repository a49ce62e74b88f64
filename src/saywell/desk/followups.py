"""Conversations as the process of follow-up sees them, and work as the pages see it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from typing import TYPE_CHECKING

import msgspec

from saywell.conversation import inputs as ci
from saywell.desk import talk as t
from saywell.desk import work_wire as w
from saywell.desk.view import called, person_of
from saywell.desk.wire import Person
from saywell.followup import events as e
from saywell.followup import inputs as i
from saywell.followup import opening as o
from saywell.followup.decide import PREFIX
from saywell.followup.rules import Office
from saywell.followup.state import Work
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant
from saywell.standard.model import FollowUp
from saywell.storage.interface import Record

if TYPE_CHECKING:
    from saywell.conversation.events import AnyEvent
    from saywell.desk.hub import Hub

_MATTERS = ("input.arrived.1", "promise.made.1", "desk.left.1", "desk.wrapped.1")
_WHO = ("customer", "phone", "company", "address")
"""Fields of forms that say for whom it is."""
KNOWN = 2_000
"""Conversations whose events are kept at hand."""
_TELLING = ("consultation", "complaint", "result")
"""Purposes of calls in which somebody who is reached is told what comes of a ticket."""


def office_of(hub: Hub, centre: str) -> Office:
    """What the rules need of a centre."""
    setting = hub.setting(centre)
    _, ready = hub.current(centre)
    return Office(ready.standard, ready.calendar, setting.departments, setting.calling, hub.campaigns.never(centre))


_FREE = ("hand-", "list-")
"""How the ids of work begin that do not say of which conversation it came."""


async def works_of(hub: Hub, talks: Collection[str]) -> dict[str, list[str]]:
    """The work that came of conversations, by their ids."""
    out: dict[str, list[str]] = {talk: [] for talk in talks}
    for talk in talks:
        # What came of it, and what came of that, begins with its id.
        streams = await hub.store.streams(f"{PREFIX}{talk}-")
        out[talk] += [one.removeprefix(PREFIX) for one in streams]
    for begin in _FREE:
        for stream in await hub.store.streams(PREFIX + begin):
            opened = (await hub.works.look(stream)).state.opened
            if opened is not None and opened.source.talk in out:
                out[opened.source.talk].append(stream.removeprefix(PREFIX))
    return {talk: list(dict.fromkeys(found)) for talk, found in out.items() if found}


class Talks:
    """The conversations of a hub; see `saywell.followup.process.Conversations`."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._known: OrderedDict[str, list[tuple[int, t.TalkEvent]]] = OrderedDict()

    async def commands(self, record: Record) -> list[o.Command]:
        """What a record leaves to be done."""
        if record.kind not in _MATTERS:
            return []
        decoder = self._hub.talks.decider
        event = decoder.load(record)
        if not _matters(event):
            return []
        talk = record.stream.removeprefix(t.PREFIX)
        try:
            live = await self._hub.live(talk, record.number)
        except SaywellError:
            return []  # it was erased meanwhile
        placed = live.placed
        of = await self._work(placed.ref) if placed is not None else None
        if type(event) is t.Wrapped:
            return _tried(talk, live, of)
        case = self._case(talk, live, await self._owed(of))
        if case is None:
            return []
        numbered = await self._events(record)
        found: list[tuple[int, o.Happening]] = list(
            o.happenings(case, [(n, one) for n, one in numbered if not isinstance(one, t.DeskEvent)])
        )
        found += [(n, o.Left(one.text, one.contact, n)) for n, one in numbered if type(one) is t.Left]
        found.sort(key=lambda pair: pair[0])
        per = o.commands(case, [one for _, one in found])
        return [command for (number, _), all_of in zip(found, per, strict=True) if number == record.number
                for command in all_of]  # fmt: skip

    async def _events(self, record: Record) -> list[tuple[int, t.TalkEvent]]:
        """The events of a conversation by their numbers, with all that came about together with a record; each is read
        once."""
        known = self._known.pop(record.stream, [])
        if not known or known[-1][0] < record.number:
            fresh = await self._hub.store.read(record.stream, known[-1][0] if known else 0)
            known += [(one.number, self._hub.talks.decider.load(one)) for one in fresh]
        self._known[record.stream] = known
        while len(self._known) > KNOWN:
            self._known.popitem(last=False)
        return known

    def forget(self, talk: str) -> None:
        """Nobody needs its events at hand any more."""
        self._known.pop(t.PREFIX + talk, None)

    async def done(self, talk: str, done: ci.Done, at: Instant, key: str) -> None:
        """Tell a conversation; one that is gone or never opened is nobody's fault."""
        try:
            await self._hub.talks.send(t.PREFIX + talk, done, key=key, at=at)
        except SaywellError as error:
            self._hub.trouble(t.PREFIX + talk, error)

    async def _work(self, ref: str) -> Work | None:
        """The work that a conversation was held for; None where it is about nothing, or about what others keep."""
        if not ref:
            return None
        work = (await self._hub.works.look(PREFIX + ref)).state
        return work if work.opened is not None else None

    async def _owed(self, work: Work | None) -> str:
        """The work to which a promise belongs that is made in a call about some work: a call-back is over when it was
        made, so that it carries none, but what it is about does."""
        if work is not None and work.opened is not None and work.opened.kind == "callback":
            work = await self._work(work.opened.of)
        return work.id if work is not None and work.closed is None else ""

    def _case(self, talk: str, live: t.Live, of: str) -> o.Case | None:
        placed, ready = live.placed, live.ready
        if placed is None or ready is None:
            return None
        person = live.known or t.Known(0)
        known = person_of(live, Person(surname=person.surname, title=person.title, name=person.name))
        phone = t.phone_of(live) or person.phone
        customer = e.Customer(id=placed.person, name=called(known), phone=phone)
        return o.Case(
            talk, placed.centre, ready.standard, ready.calendar, agent=live.agent, customer=customer,
            channel=placed.opening.channel, queue=placed.queue, of=of,
        )  # fmt: skip


def _tried(talk: str, live: t.Live, work: Work | None) -> list[o.Command]:
    """How a call that was made for some work ended."""
    outcome = live.disposed.outcome if live.disposed is not None else t.heard_outcome(live)
    if work is None or work.opened is None or work.closed is not None or outcome is None or live.continued:
        return []
    told = work.opened.kind in ("promise", "callback") or live.state.purpose in _TELLING
    again = live.disposed.again if live.disposed is not None else None
    version = t.version_of(live) if live.answers else 0
    tried = i.Try(live.agent, outcome=outcome, talk=talk, again=again, told=told, answers=live.answers, version=version)
    return [(work.id, tried)]


def _matters(event: t.TalkEvent | AnyEvent) -> bool:
    """Whether a record can leave anything to be done: most of what is said does not."""
    got = getattr(event, "input", None)
    if type(got) is ci.Said:
        return got.by != "customer" and got.heard is not None and bool(got.heard.promises)
    return got is None or type(got) in (ci.FormFilled, ci.Done)


def row(work: Work, spec: FollowUp) -> w.WorkRow:
    """A piece of work as a list shows it."""
    opened, clocks = work.opened, work.clocks
    assert opened is not None
    said, customer = spoken(work), opened.customer
    return w.WorkRow(
        id=work.id, kind=opened.kind, what=opened.what, title=dict(spec.title), centre=opened.centre,
        status=work.status, opened=opened.at, closed=work.closed, due=work.due, allowed=opened.allowed,
        late=work.late, kept=work.kept, promised=work.promised, act=opened.act, about=_about(work),
        owner=work.owner, department=work.department, level=work.level or "", customer=opened.customer.id,
        name=customer.name or work.fields.get("customer", ""), phone=customer.phone or work.fields.get("phone", ""),
        talk=said.talk, line=said.line, start=said.start, end=said.end, words=said.words, clauses=opened.clauses,
        stage=work.stage, amount=work.amount, outcome=work.outcome, reason=work.reason, into=work.into, of=opened.of,
        campaign=opened.campaign,
        acknowledged=work.acknowledged, acknowledge=clocks.get("acknowledge"), status_due=clocks.get("status"),
        visit=clocks.get("visit"), next_try=work.next_try, tries=len(work.tries), printed=work.printed,
    )  # fmt: skip


def spoken(work: Work) -> e.Source:
    """Where it comes from: the words with which it was promised, if it was, those of its own conversation."""
    assert work.opened is not None
    first = work.opened.source
    if first.words:
        return first
    made = (one.source for one in work.history if type(one) is e.Promised and one.source.talk == first.talk)
    return next((one for one in made if one.words), first)


def _about(work: Work) -> str:
    """What it is about in one line: what its form says, else what was said."""
    assert work.opened is not None
    if work.opened.kind == "callback":
        return work.opened.about
    fields = [value.strip() for key, value in work.fields.items() if key not in _WHO and value.strip()]
    return work.fields.get("text", "").strip() or " · ".join(fields) or work.opened.about


def whole(work: Work, spec: FollowUp) -> w.Work:
    """A piece of work with everything that happened to it."""
    return w.Work(
        **msgspec.structs.asdict(row(work, spec)),
        fields=work.fields,
        stages=tuple(w.Choice(id=one.id, title=dict(one.title)) for one in spec.stages),
        reasons=tuple(w.Choice(id=id, title=dict(title)) for id, title in spec.reasons.items()),
        history=tuple(msgspec.to_builtins(event) for event in work.history),
    )
