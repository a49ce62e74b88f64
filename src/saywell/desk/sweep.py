"""The nightly sweep: what is older than a centre keeps it is erased, once, by whichever node comes first.

Each centre has a stream that wakes at night; the node that claims the wake does the work. If it dies in between, the
stream wakes again an hour later and another goes on.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import msgspec

from saywell.desk.access import Access
from saywell.desk.followups import works_of
from saywell.desk.hub import Hub
from saywell.desk.keepers import Talks
from saywell.followup.decide import PREFIX as WORK
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import DAY, HOUR, Instant
from saywell.runtime.shell import Shell
from saywell.storage.interface import Entry, Record, StoreError

PREFIX = "sweep/"
HOUSE = "*"
"""What belongs to no centre: sign-ins, sessions."""
AT_NIGHT = 3
"""The hour in the centre's zone."""
AT_ONCE = 500
"""Pieces of work that are read at once."""
LOOK = 60.0
"""Seconds between two looks."""
KINDS = ("talks", "messages", "recordings", "work", "audit")
"""What has days of its own in a centre's settings; without any it is kept for ever. There are no recordings yet."""


class SweepEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="event"):
    """Base of what happens."""

    at: int


class Planned(SweepEvent, frozen=True, tag="sweep.planned.1", kw_only=True):
    """It is to be done at `due`."""

    due: int


class Began(SweepEvent, frozen=True, tag="sweep.began.1", kw_only=True):
    """A node does it."""

    node: str


class Swept(SweepEvent, frozen=True, tag="sweep.done.1", kw_only=True):
    """It was done; how many of each kind went. The next one is at `due`."""

    due: int
    counts: dict[str, int] = {}


AnySweep = Planned | Began | Swept


class Sweep(msgspec.Struct, frozen=True):
    """As it stands: `node` does it now; `last` was the last one."""

    due: int | None = None
    node: str = ""
    last: Swept | None = None


class Sweeps:
    """The decider; `node` is this one's name."""

    def __init__(self, node: str) -> None:
        self._node = node

    def start(self, stream: str) -> Sweep:
        """Nothing is planned."""
        return Sweep()

    def decide(self, sweep: Sweep, command: AnySweep, now: Instant) -> Sequence[AnySweep]:
        """Commands are what happened."""
        if isinstance(command, Planned) and sweep.due is not None:
            return ()
        return (msgspec.structs.replace(command, at=now),)

    def settle(self, sweep: Sweep, now: Instant) -> Sequence[AnySweep]:
        """The night came: this node takes it on."""
        return (Began(now, node=self._node),) if sweep.due is not None and sweep.due <= now else ()

    def fold(self, sweep: Sweep, event: AnySweep) -> Sweep:
        """The state after an event."""
        match event:
            case Planned():
                return msgspec.structs.replace(sweep, due=event.due)
            case Began():
                return msgspec.structs.replace(sweep, node=event.node, due=event.at + HOUR)
            case Swept():
                return Sweep(event.due, "", event)

    def wake(self, sweep: Sweep) -> Instant | None:
        """See Decider."""
        return sweep.due

    def dump(self, event: AnySweep) -> Entry:
        """An event as it is kept."""
        return Entry(str(event.__struct_config__.tag), msgspec.json.encode(event))

    def load(self, record: Record) -> AnySweep:
        """An event as it was kept."""
        event: AnySweep = msgspec.json.decode(record.body, type=AnySweep)
        return event


class Sweeper:
    """Runs on every node. `talks` finds and erases conversations."""

    def __init__(self, hub: Hub, access: Access, talks: Talks) -> None:
        self._hub, self._access, self._talks = hub, access, talks
        self._node = secrets.token_hex(8)
        self._shell: Shell[Sweep, AnySweep, AnySweep] = Shell(
            hub.store, Sweeps(self._node), hub.clock, prefix=PREFIX, trouble=hub.trouble
        )
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._run(), name="saywell-sweep")

    async def stop(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def last(self, centre: str) -> Sweep:
        """What was done last in a centre, and when it is done next."""
        return (await self._shell.look(PREFIX + centre)).state

    async def step(self) -> None:
        """Plan what is not planned, and do what is due."""
        now = self._hub.clock()
        for centre in (*self._hub.settings, HOUSE):
            await self._shell.send(PREFIX + centre, Planned(0, due=self._night(centre, now)), key="planned")
        await self._shell.settle(now)
        for centre in (*self._hub.settings, HOUSE):
            if (await self._shell.look(PREFIX + centre)).state.node == self._node:
                counts = await self.sweep(centre)
                due = self._night(centre, self._hub.clock())
                await self._shell.send(PREFIX + centre, Swept(0, due=due, counts=counts))
                if counts:
                    house = centre == HOUSE
                    await self._access.log("sweep", "", "" if house else centre, counts=counts)

    async def sweep(self, centre: str) -> dict[str, int]:
        """Erase what is too old in a centre now; how many of each kind."""
        now, counts = self._hub.clock(), dict[str, int]()
        if centre == HOUSE:
            kept = [self._hub.setting(one).keep_days.get("audit", 0) for one in self._hub.settings]
            if kept and all(kept):
                counts["audit"] = await self._access.audit.forget("", now - max(kept) * DAY)
            counts["sessions"] = await self._access.forget_sessions(now - DAY)
            return {kind: count for kind, count in counts.items() if count}
        days = self._hub.setting(centre).keep_days
        old = {
            id: one
            for id, one in (await self._talks.known(centre)).items()
            if days.get(one.kind) and one.at < now - days[one.kind] * DAY
        }
        works = await works_of(self._hub, old) if old else {}
        for id, one in old.items():
            # Whoever is still spoken with, or was promised something that is not done, is never too old.
            if any([await self._open(work) for work in works.get(id, ())]):
                continue
            with suppress(SaywellError):
                await self._talks.erase(centre, id)
                counts[one.kind] = counts.get(one.kind, 0) + 1
        if days.get("work"):
            gone = await self._old_works(centre, now - days["work"] * DAY)
            counts["work"] = len(gone)
            await self._hub.erase_works(centre, gone)
        if days.get("audit"):
            counts["audit"] = await self._access.audit.forget(centre, now - days["audit"] * DAY)
        if any(counts.values()):
            await self._hub.store.wipe()
        return {kind: count for kind, count in counts.items() if count}

    async def _open(self, work: str) -> bool:
        return (await self._hub.works.look(WORK + work)).state.closed is None

    async def _old_works(self, centre: str, before: Instant) -> list[str]:
        """The work of a centre that was closed before an instant."""
        out, decider = list[str](), self._hub.works.decider
        streams = await self._hub.store.streams(WORK)
        for begin in range(0, len(streams), AT_ONCE):
            part = dict.fromkeys(streams[begin : begin + AT_ONCE], 0)
            for stream, records in (await self._hub.store.read_all(part)).items():
                work = decider.start(stream)
                for record in records:
                    work = decider.fold(work, decider.load(record))
                theirs = work.opened is not None and work.opened.centre == centre
                if theirs and work.closed is not None and work.closed < before:
                    out.append(work.id)
        return out

    def _night(self, centre: str, now: Instant) -> Instant:
        names = list(self._hub.settings)
        if not names:
            return now + DAY
        zone = self._hub.calendar(names[0] if centre == HOUSE else centre).zone
        here = datetime.fromtimestamp(now / 1000, zone)
        night = here.replace(hour=AT_NIGHT, minute=0, second=0, microsecond=0)
        if night <= here:
            night += timedelta(days=1)
        return round(night.timestamp() * 1000)

    async def _run(self) -> None:
        while True:
            try:
                await self.step()
            except (StoreError, SaywellError) as error:
                self._hub.trouble(PREFIX, error)
            await asyncio.sleep(LOOK)
