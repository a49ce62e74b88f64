"""The lists of a hub: entries become work, agents are given who is to be called next, nobody who will not be called."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import msgspec

from saywell.desk.audit import append
from saywell.desk.lost import LOST, lost_in
from saywell.desk.never import NEVER, Kept, Never, key_of
from saywell.desk.rules_of_lists import entries_of
from saywell.followup import campaigns as cp
from saywell.followup import events as e
from saywell.followup import inputs as i
from saywell.followup.decide import PREFIX
from saywell.followup.rules import digits
from saywell.followup.state import Work
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import HOUR, Instant
from saywell.runtime.shell import Shell
from saywell.storage.interface import Entry, Record, StoreError

if TYPE_CHECKING:
    from saywell.desk.hub import Hub

AT_ONCE = 200
"""Entries that become work before that is put down."""
ASKED = HOUR
"""How often the rule of a list is asked again."""
_PAUSE = 2.0


class Streams(cp.Campaigns):
    """The decider of lists, with its form in the store."""

    def dump(self, event: cp.AnyCampaignEvent) -> Entry:
        """An event as it is kept."""
        return Entry(str(event.__struct_config__.tag), cp.encode(event))

    def load(self, record: Record) -> cp.AnyCampaignEvent:
        """An event as it was kept."""
        return cp.decode(record.body)


class Campaigns:
    """See the module's first lines. It hears of every record, also of those of other nodes."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self.shell: Shell[cp.Campaign, cp.AnyCampaignEvent, cp.AnyCampaignEvent] = Shell(
            hub.store, Streams(), hub.clock, prefix=cp.PREFIX, trouble=hub.trouble
        )
        self._works: dict[str, dict[str, Work]] = {}
        self._reading = asyncio.Lock()
        self._touched: set[str] = set()
        self._lists: dict[str, cp.Campaign] = {}
        self._stale: set[str] = set()
        self._never: dict[str, Never] = {}
        self._rewritten: set[str] = set()
        self._asked: dict[str, Instant] = {}
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        hub.ears.append(self._hear)

    # -- life --------------------------------------------------------------------------------------------------------

    async def load(self) -> None:
        """Find everything as it was; who looks meanwhile sees less."""
        store = self._hub.store
        for stream in await store.streams(NEVER):
            await self._read_never(stream.removeprefix(NEVER))
        self._stale.update(one.removeprefix(cp.PREFIX) for one in await store.streams(cp.PREFIX))
        self._touched.update(one.removeprefix(PREFIX) for one in await store.streams(PREFIX + cp.WORK))

    async def start(self) -> None:
        """Find everything as it was, and go on with what had not become work."""
        await self.load()
        self._task = asyncio.create_task(self._run(), name="saywell-campaigns")

    async def stop(self) -> None:
        """Stop; what is left is done at the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _hear(self, record: Record) -> None:
        if record.stream.startswith(PREFIX + cp.WORK):
            self._touched.add(record.stream.removeprefix(PREFIX))
        elif record.stream.startswith(cp.PREFIX):
            self._stale.add(record.stream.removeprefix(cp.PREFIX))
            self._news.set()
        elif record.stream.startswith(NEVER):
            self._never.setdefault(record.stream.removeprefix(NEVER), Never()).hear(record)
        elif record.kind == LOST:
            lost = lost_in(record)
            for id in lost.works:
                self._touched.discard(id)
                for works in self._works.values():
                    works.pop(id, None)
            self._rewritten.update(lost.streams)
            self._news.set()

    async def _read_never(self, centre: str) -> None:
        never = Never(await key_of(self._hub.store))
        for record in await self._hub.store.read(NEVER + centre):
            never.hear(record)
        self._never[centre] = never

    async def reread(self) -> None:
        """What was rewritten without somebody is read anew."""
        while self._rewritten:
            stream = self._rewritten.pop()
            if stream.startswith(NEVER):
                await self._read_never(stream.removeprefix(NEVER))
            elif stream.startswith(cp.PREFIX):
                self.shell.forget(stream)
                self._stale.add(stream.removeprefix(cp.PREFIX))

    async def _run(self) -> None:
        while True:
            self._news.clear()
            try:
                await self.step()
            except StoreError as error:
                self._hub.trouble(cp.PREFIX, error)
            try:
                async with asyncio.timeout(_PAUSE):
                    await self._news.wait()
            except TimeoutError:
                continue

    async def step(self) -> None:
        """Let entries become work, and ask the rules that have not been asked for an hour."""
        await self.reread()
        for one in await self.lists():
            if one.made is None or one.status == "closed":
                continue
            now = self._hub.clock()
            if one.made.origin == "rule" and one.status == "open" and now - self._asked.get(one.id, 0) >= ASKED:
                self._asked[one.id] = now
                await self._ask(one, one.made)
            await self._enrol(one.id)

    async def _ask(self, one: cp.Campaign, made: cp.Made) -> None:
        try:
            entries = await entries_of(self._hub, made.centre, made.rule)
        except SaywellError as error:
            self._hub.trouble(cp.PREFIX + one.id, error)
            return
        await self.add(one.id, entries)

    async def _enrol(self, id: str) -> None:
        """A list that is killed half way goes on where it was; whoever has become work stays one piece of work."""
        while (one := (await self.shell.look(cp.PREFIX + id)).state).waiting:
            # Earlier on the list is earlier in the queue.
            first = self._hub.clock() - len(one.waiting)
            waiting = one.waiting[:AT_ONCE]
            for n, entry in enumerate(waiting):
                if entry.key.startswith(cp.ERASED):
                    continue
                key = f"campaign:{id}:{entry.key}"
                command = cp.opening(one, entry, first + n)
                try:
                    await self._hub.works.send(PREFIX + cp.work_id(id, entry.key), command, key=key)
                except SaywellError as error:
                    self._hub.trouble(cp.PREFIX + id, error)
            await self.shell.send(
                cp.PREFIX + id, cp.Enrolled(0, count=len(waiting)), key=f"enrolled:{cp.work_id(id, waiting[0].key)}"
            )

    # -- lists -------------------------------------------------------------------------------------------------------

    async def make(self, id: str, made: cp.Made) -> None:
        """Begin a list. Raises `desk.no-centre`."""
        self._hub.setting(made.centre)
        await self.shell.send(cp.PREFIX + id, made, key="made")

    async def add(self, id: str, entries: Collection[cp.Entry], by: str = "") -> int:
        """Put people on a list, those who are not on it yet; how many. Raises `campaign.*`."""
        done = await self.shell.send(cp.PREFIX + id, cp.Listed(0, entries=tuple(entries), by=by))
        return sum(len(one.entries) for one in done.events if type(one) is cp.Listed)

    async def set(self, id: str, event: cp.Set) -> None:
        """Let a list call, stand still, or be over; then what nobody was called for is over too."""
        await self.shell.send(cp.PREFIX + id, event)
        if event.status == "closed":
            await self._enrol(id)
            for work in (await self.works(id)).values():
                if work.closed is None:
                    await self._hub.works.send(PREFIX + work.id, i.Close(event.by, outcome="dropped", reason="over"))

    async def lists(self) -> list[cp.Campaign]:
        """All of them."""
        for id in list(self._stale):
            self._stale.discard(id)
            self._lists[id] = (await self.shell.look(cp.PREFIX + id)).state
        return list(self._lists.values())

    async def one(self, id: str) -> cp.Campaign:
        """A list. Raises `campaign.nothing`."""
        await self.lists()
        found = self._lists.get(id)
        if found is None or found.made is None:
            raise SaywellError("campaign.nothing")
        return found

    async def fresh(self, id: str) -> cp.Campaign:
        """A list as it stands in the store."""
        self._stale.add(id)
        return await self.one(id)

    async def works(self, id: str) -> dict[str, Work]:
        """What the entries of a list have become."""
        # Whoever asks while somebody else reads waits for what they read.
        async with self._reading:
            for touched in list(self._touched):
                self._touched.discard(touched)
                work = (await self._hub.works.look(PREFIX + touched)).state
                if work.opened is not None:
                    # The words of what happened are read where somebody asks for them.
                    kept = msgspec.structs.replace(work, history=())
                    self._works.setdefault(work.opened.campaign, {})[touched] = kept
        return self._works.get(id, {})

    # -- who is not called -------------------------------------------------------------------------------------------

    def never(self, centre: str) -> Never:
        """The numbers that a centre does not call."""
        return self._never.get(centre) or Never()

    async def keep(self, centre: str, kept: Kept) -> None:
        """Put numbers on the list of those that are not called, or take them away."""
        known = self.never(centre)
        phones = tuple(dict.fromkeys(one for one in map(digits, kept.phones) if one and (one in known) != kept.on))
        if phones:
            fact = msgspec.structs.replace(kept, at=self._hub.clock(), phones=phones)
            entry = Entry("never.kept.1", msgspec.json.encode(fact))
            await append(self._hub.store, NEVER + centre, entry, self._hub.clock())

    # -- who is called next ------------------------------------------------------------------------------------------

    async def next(self, centre: str, number: str) -> Work | None:
        """Who is to be called next by an agent, given to nobody else for a while; None where nobody is now. Raises
        `campaign.busy` where customers who call need the agents."""
        now = self._hub.clock()
        for work in await self._due(centre, number, now):
            try:
                if self._hub.rules.never(centre, work.opened.customer.phone if work.opened else ""):
                    await self._hub.works.send(PREFIX + work.id, i.Close(outcome="dropped", reason="never"))
                    continue
                return (await self._hub.works.send(PREFIX + work.id, i.Take(number))).held.state
            except SaywellError:
                continue  # somebody was quicker
        return None

    async def _due(self, centre: str, number: str, now: Instant) -> list[Work]:
        """Who may be called now, what one has taken already first, then whoever has waited longest."""
        found: list[tuple[bool, int, int, Work]] = []
        open_now: dict[str, bool] = {}
        for one in await self.lists():
            if one.made is None or one.made.centre != centre or one.status != "open":
                continue
            ready = [work for work in (await self.works(one.id)).values() if _ready(work, number, now)]
            if ready:
                self._spare(centre, number, one.made.reserve)
            for work in ready:
                assert work.opened is not None
                zone = work.opened.customer.zone
                if zone not in open_now:
                    open_now[zone] = self._hub.rules.hours(centre, zone).is_open(now)
                if open_now[zone]:
                    mine = work.taken is not None and work.taken.by == number
                    found.append((not mine, work.next_try or 0, work.opened.at, work))
        return [work for *_, work in sorted(found, key=lambda one: one[:3])]

    async def soonest(self, centre: str) -> Instant | None:
        """When somebody is to be called next, None where nobody is."""
        rules, now = self._hub.rules, self._hub.clock()
        found = [
            rules.callable_at(centre, max(now, work.next_try or 0), work.opened.customer.zone)
            for one in await self.lists()
            if one.made is not None and one.made.centre == centre and one.status == "open"
            for work in (await self.works(one.id)).values()
            if work.closed is None and work.opened is not None
        ]
        return min(found, default=None)

    def _spare(self, centre: str, number: str, reserve: int) -> None:
        """Raises `campaign.waiting` where customers wait, `campaign.busy` where too few others are free for those who
        may come."""
        office = self._hub.office_now(centre)
        free = sum(one.status == "idle" for one in office.people.values() if one.number != number)
        waiting = sum(not one.offered for one in office.waiting.values())
        if waiting:
            raise SaywellError("campaign.waiting", count=waiting)
        if free < reserve:
            raise SaywellError("campaign.busy", free=free, reserve=reserve)


def _ready(work: Work, number: str, now: Instant) -> bool:
    return work.closed is None and work.opened is not None and (work.next_try or 0) <= now and work.free(number, now)


def answers_of(works: Collection[Work]) -> Iterator[tuple[Instant, dict[str, str], int]]:
    """What customers answered to the questions of a survey, each with when, and the version of the settings in which
    those questions stand."""
    for work in works:
        for tried in reversed(work.tries):
            if tried.answers:
                yield tried.at, tried.answers, tried.version
                break


def tried_of(work: Work) -> e.Tried | None:
    """The last attempt."""
    return work.tries[-1] if work.tries else None
