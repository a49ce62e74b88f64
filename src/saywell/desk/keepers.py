"""What conversations, follow-up work and the customer database keep of a customer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from saywell.conversation import inputs as i
from saywell.desk import centre as c
from saywell.desk import talk as t
from saywell.desk.audit import day_of
from saywell.desk.customer import Found, Whose
from saywell.desk.facts import ERASED, Quiet, facts_of
from saywell.desk.hub import Hub
from saywell.desk.lost import LOST, lost_in
from saywell.desk.view import over_of, person_of
from saywell.desk.wire import Person
from saywell.followup import events as e
from saywell.followup.decide import PREFIX as WORK
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant
from saywell.storage.interface import Append, ConflictError, Entry, Position, Record

FIGURES = "figures/"


class Kept(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What stays of a conversation that was erased: figures and verdicts, and nothing that tells who spoke. `day` is an
    ordinal, as in `saywell.insight.facts`."""

    day: int
    hour: int
    channel: str
    direction: str
    purpose: str = ""
    queue: str = ""
    outcome: str = ""
    wait: int | None = None
    in_target: bool = False
    talk_time: int | None = None
    hold_time: int = 0
    holds: int = 0
    first_reply: int | None = None
    replies: int = 0
    reply_time: int = 0
    rating: int | None = None
    points: int | None = None
    met: int = 0
    missed: int = 0
    broken: int = 0
    found: tuple[tuple[str, str, str], ...] = ()


class Known(NamedTuple):
    """Whose a conversation is. `at`: when it was over, or when it began; `kind`: talks or messages."""

    centre: str
    kind: str
    at: Instant
    phones: tuple[str, ...]
    ids: tuple[str, ...]
    token: str


class Talks:
    """Conversations with their forms, and messages that were left. What is known of whose they are is read from the
    records when it is first asked for, and kept up to date from their positions."""

    kind = "talks"

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._quiet = Quiet(hub.ready)
        self._known: dict[str, Known] = {}
        self._position = 0

    async def find(self, centre: str, whose: Whose) -> list[Found]:
        """See Keeper. A conversation that was put through is one with those that it went on in."""
        roots = {_root(id) for id, one in (await self.known(centre)).items() if _is_theirs(one, whose)}
        office = await self._hub.office(centre)
        return [
            Found(kind=one.kind, id=id, at=one.at, runs=id in office.waiting or id in office.owner)
            for id, one in sorted(self._known.items(), key=lambda pair: pair[1].at)
            if one.centre == centre and _root(id) in roots
        ]

    async def export(self, centre: str, id: str) -> dict[str, Any]:
        """See Keeper."""
        live = await self._live(id)
        placed = live.placed
        if placed is None:
            raise SaywellError("desk.no-talk")
        said = [
            {"at": got.at, "by": got.by, "text": got.text}
            for got in live.inputs
            if isinstance(got, i.Said) and got.by in ("agent", "customer")
        ]
        forms = [
            {"at": got.at, "form": got.form, "fields": got.fields}
            for got in live.inputs
            if isinstance(got, i.FormFilled)
        ]
        person = msgspec.to_builtins(person_of(live, Person(id=placed.person)))
        return {
            "id": id,
            "channel": placed.opening.channel,
            "direction": placed.opening.direction,
            "arrived": placed.at,
            "over": live.state.over,
            "agent": live.agent_name,
            "customer": {key: value for key, value in person.items() if value},
            "said": said,
            "forms": forms,
            "drafts": live.drafts,
            "rating": live.rated,
            "rating_text": live.rated_text,
            "left": None if live.left is None else {"text": live.left.text, "contact": live.left.contact},
        }

    async def erase(self, centre: str, id: str) -> int:
        """See Keeper. Figures without anybody stay. Raises `privacy.runs`."""
        await not_running(self._hub, centre, id)
        await self._keep_figures(centre, id)
        gone = await self._hub.erase(id)
        self._known.pop(id, None)
        return gone

    async def known(self, centre: str) -> dict[str, Known]:
        """The conversations of a centre that are kept."""
        await self._catch_up()
        return {id: one for id, one in self._known.items() if one.centre == centre}

    async def _catch_up(self) -> None:
        touched: dict[str, None] = {}
        records: list[Record] = []
        while records := await self._hub.store.follow(self._position):
            self._position = records[-1].position
            for one in records:
                if one.stream.startswith(t.PREFIX):
                    touched[one.stream.removeprefix(t.PREFIX)] = None
                elif one.kind == ERASED:
                    touched[msgspec.json.decode(one.body, type=c.Erased).talk] = None
        for id in touched:
            known = _known(await self._live(id))
            if known is None:
                self._known.pop(id, None)
            else:
                self._known[id] = known

    async def _live(self, id: str) -> t.Live:
        live = self._quiet.start(id)
        for record in await self._hub.store.read(t.PREFIX + id):
            live = self._quiet.fold(live, self._quiet.load(record))
        return live

    async def _keep_figures(self, centre: str, id: str) -> None:
        live = await self._live(id)
        if live.placed is None or not live.opened:
            return
        _, _, number = live.placed.standard.rpartition("@")
        facts = facts_of(live, self._hub.settings[centre][int(number) - 1], Person())
        names = set(Kept.__struct_fields__) - {"found"}
        kept = Kept(
            **{name: getattr(facts, name) for name in names},
            found=tuple((one.norm, one.clause, one.verdict) for one in facts.found),
        )
        entry = Entry("figures.kept.1", msgspec.json.encode(kept))
        await _once(self._hub, f"{FIGURES}{centre}/{day_of(live.placed.at)[:7]}", entry, id)


async def figures(hub: Hub, centre: str) -> list[Kept]:
    """What stayed of the conversations of a centre that were erased."""
    streams = await hub.store.streams(f"{FIGURES}{centre}/")
    records = [record for stream in streams for record in await hub.store.read(stream)]
    return [msgspec.json.decode(one.body, type=Kept) for one in records]


async def not_running(hub: Hub, centre: str, id: str) -> None:
    """Raise `privacy.runs` for a conversation that waits, runs or is being written up."""
    office = await hub.office(centre)
    if id in office.waiting or id in office.owner:
        raise SaywellError("privacy.runs", count=1, talks=id)


class Owed(NamedTuple):
    """Whose a piece of work is. `at`: when it was over, or when it began; `phones`: also those of its form."""

    centre: str
    at: Instant
    opened: Instant
    talk: str
    id: str
    phones: tuple[str, ...]


class Works:
    """Promises, tickets, leads, repairs and call-backs. Whose they are is read from the records when it is first asked,
    and kept up to date from their positions."""

    kind = "work"

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._owed: dict[str, Owed] = {}
        self._position: Position | None = None
        self._busy = asyncio.Lock()

    async def find(self, centre: str, whose: Whose) -> list[Found]:
        """See Keeper."""
        async with self._busy:
            await self._catch_up()
        out = [
            Found(kind=self.kind, id=id, at=one.at)
            for id, one in self._owed.items()
            if one.centre == centre
            and (one.talk in whose.talks or whose.has_id(one.id) or any(map(whose.has_phone, one.phones)))
        ]
        return sorted(out, key=lambda one: one.at)

    async def _catch_up(self) -> None:
        store = self._hub.store
        if self._position is None:
            # Where somebody writes meanwhile, that is seen again below.
            head, names = await store.head(), await store.streams(WORK)
            for at in range(0, len(names), _READ):
                for records in (await store.read_all(dict.fromkeys(names[at : at + _READ], 0))).values():
                    self._hear(records)
            self._position = head
        while records := await store.follow(self._position):
            self._hear(records)
            self._position = records[-1].position

    def _hear(self, records: Sequence[Record]) -> None:
        for one in records:
            if one.kind == LOST:
                for id in lost_in(one).works:
                    self._owed.pop(id, None)
            elif one.stream.startswith(WORK) and one.kind in _TELLING:
                id, event = one.stream.removeprefix(WORK), self._hub.works.decider.load(one)
                if (told := _owed(self._owed.get(id), event)) is not None:
                    self._owed[id] = told

    async def export(self, centre: str, id: str) -> dict[str, Any]:
        """See Keeper."""
        work = (await self._hub.works.look(WORK + id)).state
        opened: dict[str, Any] = msgspec.to_builtins(work.opened) if work.opened is not None else {}
        names = ("kind", "what", "act", "about", "customer", "due")
        return {
            "id": id, "opened": opened.get("at"), "closed": work.closed, "fields": work.fields,
            **{name: opened[name] for name in names if name in opened},
        }  # fmt: skip

    async def erase(self, centre: str, id: str) -> int:
        """See Keeper."""
        return await self._hub.erase_works(centre, (id,))


_TELLING = frozenset(str(one.__struct_config__.tag) for one in (e.Opened, e.Edited, e.Closed, e.Reopened))
_READ = 500


def _owed(old: Owed | None, event: e.AnyEvent) -> Owed | None:
    """What an event tells of whose a piece of work is."""
    match event:
        case e.Opened():
            customer = event.customer
            phones = tuple(one for one in (customer.phone, event.fields.get("phone", "")) if one)
            return Owed(event.centre, event.at, event.at, event.source.talk, customer.id, phones)
        case e.Edited(fields={"phone": phone}) if old is not None and phone:
            return old._replace(phones=(*old.phones, phone))
        case e.Closed() if old is not None:
            return old._replace(at=event.at)
        case e.Reopened() if old is not None:
            return old._replace(at=old.opened)
    return None


class Books:
    """The customer database. It is another system, which is only read: what lies there is shown and taken away."""

    kind = "book"

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def find(self, centre: str, whose: Whose) -> list[Found]:
        """See Keeper."""
        try:
            rows = [await self._hub.book.find(centre, "customer", key) for key in (*whose.phones, *whose.ids)]
            ids = {str(row["id"]) for row in rows if row is not None and row.get("id")}
            ids |= {one for one in whose.ids if (await self._hub.book.person(centre, one)).id}
        except SaywellError as error:
            if error.code == "book.not-connected":
                return []
            # A shop that is away keeps nobody's data here from being erased; that something may lie there is told.
            ids = {"?"}
        return [Found(kind=self.kind, id=id, at=0, elsewhere=True) for id in sorted(ids)]

    async def export(self, centre: str, id: str) -> dict[str, Any]:
        """See Keeper."""
        try:
            found: dict[str, Any] = msgspec.to_builtins(await self._hub.book.person(centre, id))
        except SaywellError as error:
            return {"id": id, "not_read": error.code}
        return found

    async def erase(self, centre: str, id: str) -> int:
        """See Keeper: nothing is written there."""
        return 0


def _known(live: t.Live) -> Known | None:
    placed = live.placed
    if placed is None:
        return None
    shown = person_of(live, Person())
    told = [got for got in live.inputs if isinstance(got, i.Identified)]
    opening = placed.opening.customer or i.Customer()
    contact = live.left.contact if live.left is not None else ""
    phones = (shown.phone, opening.phone, contact, *(got.phone for got in told))
    ids = (placed.person, shown.account, opening.account, *(got.account for got in told))
    over = over_of(live)
    at = placed.at if over is None else over
    return Known(
        placed.centre, "messages" if live.left is not None else "talks", at,
        tuple(dict.fromkeys(one for one in phones if one)), tuple(dict.fromkeys(one for one in ids if one)),
        placed.token,
    )  # fmt: skip


def _is_theirs(one: Known, whose: Whose) -> bool:
    if one.token and one.token in whose.tokens:
        return True
    return any(map(whose.has_phone, one.phones)) or any(map(whose.has_id, one.ids))


def _root(id: str) -> str:
    return id.partition(".")[0]


async def _once(hub: Hub, stream: str, entry: Entry, key: str) -> None:
    """Keep something once for a key, wherever the stream's end is by now."""
    number = 0
    while True:
        try:
            await hub.store.append(Append(stream, [entry], number, hub.clock(), key=key))
        except ConflictError as error:
            number = error.number
        else:
            return
