"""Follows the store by position and sees that every event reaches whoever subscribed to it, at least once.

What is to be sent is queued together with the position up to which that was done, all or none: of several nodes one
does it, and one that dies in between has done nothing. Each try is claimed by one of them.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Sequence
from hashlib import sha256
from random import random
from typing import Any, Protocol

import msgspec

from saywell.desk.followed import Followed
from saywell.desk.hooks import delivery as d
from saywell.desk.hooks import hook as h
from saywell.desk.hooks.kinds import BY_RECORD, BY_TYPE, PING, Fact, Kind
from saywell.desk.hooks.sender import Sender
from saywell.desk.hooks.signing import headers
from saywell.desk.hooks.told import Ping, plain
from saywell.desk.hub import Hub
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant, format_rfc3339
from saywell.runtime.shell import Shell, follow
from saywell.storage.interface import Append, Due, Record, StoreError

MOST = 64
"""Tries under way at once on one node."""
IDLE = 0.5
MEDIA = "application/cloudevents+json; charset=utf-8"
_LOG = logging.getLogger("saywell.hooks")


class Notes(Protocol):
    """The audit log."""

    async def log(self, what: str, account: str, centre: str = "", **details: Any) -> None:
        """Note something."""


class Hooks:
    """See the module's first lines. `chance`: gives 0-1 for the jitter."""

    def __init__(self, hub: Hub, sender: Sender, notes: Notes, chance: Callable[[], float] = random) -> None:
        self.hub, self.sender = hub, sender
        self._notes, self._chance = notes, chance
        self._store, self._clock = hub.store, hub.clock
        self.node = secrets.token_hex(6)
        self.subs: Shell[h.Hook, h.AnyHookEvent, h.AnyHookEvent] = Shell(
            hub.store, h.Subscriptions(), hub.clock, prefix=h.PREFIX, trouble=hub.trouble
        )
        self.log: Shell[d.Delivery, d.Command, d.AnyDeliveryEvent] = Shell(
            hub.store, d.Deliveries(self.node), hub.clock, prefix=d.PREFIX, trouble=hub.trouble
        )
        self.hooks: dict[str, h.Hook] = {}
        self._since: dict[str, int] = {}
        self.sent: dict[str, int] = {"good": 0, "bad": 0}
        self._followed = Followed(hub.store, hub.clock, "hooks")
        self._good: dict[str, Instant] = {}
        self._nudge = asyncio.Event()
        self._sending: set[asyncio.Task[None]] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._loading: set[asyncio.Task[None]] = set()

    # -- life ----------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Go on where this or another node stopped. Without any subscription nothing runs."""
        self.hub.ears.append(self._heard)
        for stream in await self._store.streams(h.PREFIX):
            await self.load(stream.removeprefix(h.PREFIX))

    def _heard(self, record: Record) -> None:
        """The first subscription, made on another node: from now on there is something to do here as well."""
        if record.stream.startswith(h.PREFIX) and not self._tasks:
            task = asyncio.create_task(self.load(record.stream.removeprefix(h.PREFIX)))
            self._loading.add(task)
            task.add_done_callback(self._loading.discard)

    async def stop(self) -> None:
        """Run no more; what is under way is made again by whoever starts next."""
        running = [*self._tasks, *self._sending, *self._loading]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self.sender.close()

    async def load(self, id: str) -> None:
        """A subscription was changed, here or on another node."""
        hook = (await self.subs.look(h.PREFIX + id)).state
        if hook.there:
            if id not in self._since:
                self._since[id] = (await self._store.read(h.PREFIX + id))[0].position
            self.hooks[id] = hook
        else:
            self.hooks.pop(id, None)
        if self.hooks and not self._tasks:
            await self._stored()
            self._tasks = [
                asyncio.create_task(self._follow(), name="saywell-hooks-follow"),
                asyncio.create_task(self._work(), name="saywell-hooks-work"),
            ]

    async def change(self, id: str, *events: h.AnyHookEvent) -> h.Hook:
        """Do something to a subscription; as it stands afterwards."""
        for event in events:
            await self.subs.send(h.PREFIX + id, event)
        await self.load(id)
        if any(isinstance(event, h.Removed) for event in events):
            for stream in await self._store.streams(f"{d.PREFIX}{id}/"):
                await self.log.erase(stream)
        return (await self.subs.look(h.PREFIX + id)).state

    # -- following -----------------------------------------------------------------------------------------------

    @property
    def position(self) -> int:
        """Up to where everything is queued, as far as this node knows."""
        return self._followed.position

    async def _stored(self) -> None:
        """The position up to which everything is queued; at least that of the oldest subscription."""
        first = min(self._since[id] for id in self.hooks) if self.hooks else await self._store.head()
        await self._followed.load(first)

    async def _follow(self) -> None:
        while True:
            try:
                async for records in follow(self._store, self.position):
                    if not await self.follow_on(records):
                        break
            except StoreError as error:
                self.hub.trouble("hooks", error)
                await asyncio.sleep(1)

    async def follow_on(self, records: list[Record]) -> bool:
        """Queue what some records mean, and store the position with it, both or none; False where another node has
        done so meanwhile and this one goes on from there."""
        appends: list[Append] = []
        for record in records:
            appends += await self._offered(record)
        if not await self._followed.reach(records[-1].position, len(records), appends):
            await self._stored()
            return False
        if appends:
            self._nudge.set()
        return True

    async def _offered(self, record: Record) -> list[Append]:
        """What a record means for those who want to know of it."""
        if record.stream.startswith(h.PREFIX):
            await self.load(record.stream.removeprefix(h.PREFIX))
        out: list[Append] = []
        for kind in BY_RECORD.get(record.kind, ()):
            wanted = [hook for hook in self.hooks.values() if hook.wants(kind.type)]
            fact = await self._fact(kind, record) if wanted else None
            for hook in wanted:
                if fact is not None and hook.centre == fact.centre and self._since[hook.id] < record.position:
                    out.append(self._queued(f"{d.PREFIX}{hook.id}/{id_of(record, kind.type)}", kind.type, record))
        return out

    def _queued(self, stream: str, type: str, record: Record) -> Append:
        now = self._clock()
        event = d.Queued(now, type=type, stream=record.stream, number=record.number)
        return Append(stream, [self.log.decider.dump(event)], 0, now, now, "queued")

    async def _fact(self, kind: Kind, record: Record) -> Fact | None:
        try:
            return await kind.make(self.hub, record)
        except SaywellError:
            # It was erased meanwhile.
            return None
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - one record that cannot be told must not hold up the others
            self.hub.trouble(record.stream, error)
            return None

    # -- sending -------------------------------------------------------------------------------------------------

    async def ping(self, hook: str) -> str:
        """Queue a trial; the id of its delivery."""
        id = f"{await self._store.head():015d}-{secrets.token_hex(6)}"
        await self.log.send(f"{d.PREFIX}{hook}/{id}", d.Queued(0, type=PING, once=True))
        self._nudge.set()
        return id

    async def again(self, hook: str, id: str, by: str) -> bool:
        """Send it once more; whether there is such a delivery."""
        stream = f"{d.PREFIX}{hook}/{id}"
        if (await self.log.look(stream)).state.queued is None:
            return False
        await self.log.send(stream, d.Again(0, by=by))
        self._nudge.set()
        return True

    async def deliveries(self, hook: str, most: int) -> list[d.Delivery]:
        """The newest deliveries of a subscription, the newest first."""
        streams = await self._store.streams(f"{d.PREFIX}{hook}/")
        # Their names are in the order of what they tell.
        return [(await self.log.look(stream)).state for stream in reversed(streams[-most:])]

    async def _work(self) -> None:
        while True:
            wake: Instant | None = None
            try:
                for stream in await self.claim(MOST - len(self._sending)):
                    task = asyncio.create_task(self._guarded(stream), name=stream)
                    self._sending.add(task)
                    task.add_done_callback(self._done)
                wake = await self._store.next_wake(d.PREFIX)
            except StoreError as error:
                self.hub.trouble("hooks", error)
            wait = IDLE
            if wake is not None and len(self._sending) < MOST:
                wait = min(max((wake - self._clock()) / 1000, 0.005), IDLE)
            self._nudge.clear()
            try:
                async with asyncio.timeout(wait):
                    await self._nudge.wait()
            except TimeoutError:
                continue

    def _done(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self._nudge.set()

    async def claim(self, most: int) -> list[str]:
        """Claim deliveries whose time has come; those that are this node's to try now."""
        if most <= 0:
            return []
        now, decider, after = self._clock(), self.log.decider, dict[str, d.Delivery]()

        async def decide(due: Sequence[Due]) -> list[Append]:
            appends = []
            for stream, number in due:
                # Read as it is in the store: whoever holds the shell's lock may be waiting for this very claim.
                state = decider.start(stream)
                for record in await self._store.read(stream):
                    state = decider.fold(state, decider.load(record))
                events = decider.settle(state, now)
                for event in events:
                    state = decider.fold(state, event)
                if events:
                    after[stream] = state
                    entries = [decider.dump(one) for one in events]
                    appends.append(Append(stream, entries, number, now, decider.wake(state)))
            return appends

        done = await self._store.fire(now, decide, most, d.PREFIX)
        # A clock that was set forward lets claims run out while their tries are still under way.
        running = {task.get_name() for task in self._sending}
        for stream in done:
            if after[stream].status == "aged":
                await self.log.erase(stream)
        return [stream for stream in done if after[stream].claim is not None and stream not in running]

    async def _guarded(self, stream: str) -> None:
        try:
            await self.deliver(stream)
        except StoreError as error:
            # It could not be noted: the claim runs out, and it is tried again.
            self.hub.trouble(stream, error)

    async def deliver(self, stream: str) -> None:
        """Make one try and note how it went."""
        held = (await self.log.look(stream)).state
        hook = (await self.subs.look(h.PREFIX + held.hook)).state
        if not hook.there or held.queued is None:
            await self.log.erase(stream)
            return
        got = await self._try(hook, held, held.queued)
        self.sent["good" if got.good else "bad"] += 1
        _LOG.log(
            logging.INFO if got.good else logging.WARNING, "webhook",
            extra={"hook": hook.id, "status": got.status, "why": got.why, "ms": got.ms},
        )  # fmt: skip
        await self.log.send(stream, got)
        if got.good:
            self._good[hook.id] = self._clock()
            return
        state = (await self.log.look(stream)).state
        if state.status == "failed" and not held.queued.once and got.why not in ("off", "erased"):
            if got.status == 410:
                await self._switch_off(hook, "gone")
            elif not await self._arrived_since(hook.id, state.since):
                await self._switch_off(hook, "failed")

    async def _try(self, hook: h.Hook, held: d.Delivery, queued: d.Queued) -> d.Result:
        if hook.off is not None and queued.type != PING:
            return d.Result(good=False, why="off", final=True)
        body = await self.body(hook, held.id, queued)
        if body is None:
            return d.Result(good=False, why="erased", final=True)
        now = self._clock()
        signed = headers(hook.secrets(now), held.id, now, body)
        try:
            status, wait = await self.sender.post(hook.url, body, {"content-type": MEDIA, **signed})
        except SaywellError as error:
            why = str(error.fields.get("why", "line"))
            return d.Result(good=False, why=why, ms=self._clock() - now, chance=self._chance())
        good = 200 <= status < 300
        return d.Result(
            good=good, status=status, why="" if good else "status", ms=self._clock() - now, wait=wait,
            chance=self._chance(), final=status == 410,
        )  # fmt: skip

    async def body(self, hook: h.Hook, id: str, queued: d.Queued) -> bytes | None:
        """The CloudEvent of a delivery; None where what it is about was erased."""
        if queued.type == PING:
            at, fact = queued.at, Fact(hook.centre, "", Ping(hook=hook.id, at=queued.at))
            without: tuple[str, ...] = ()
        else:
            kind = BY_TYPE.get(queued.type)
            records = await self._store.read(queued.stream, queued.number - 1) if kind is not None else []
            found = await self._fact(kind, records[0]) if kind is not None and records else None
            if kind is None or found is None:
                return None
            at, fact, without = records[0].at, found, () if hook.personal else kind.personal
        event = {
            "specversion": "1.0",
            "id": id,
            "source": f"/centres/{fact.centre}",
            "type": queued.type,
            "time": format_rfc3339(at),
            "datacontenttype": "application/json",
            "data": plain(fact.data, without),
        }
        if fact.subject:
            event["subject"] = fact.subject
        return msgspec.json.encode(event)

    async def _arrived_since(self, hook: str, since: Instant) -> bool:
        if self._good.get(hook, 0) >= since:
            return True
        for one in await self.deliveries(hook, 200):
            if any(tried.good and tried.at >= since for tried in one.tries):
                return True
        return False

    async def _switch_off(self, hook: h.Hook, why: str) -> None:
        """Nothing goes there any more, and people are told: in the audit log, on the settings page, in the figures."""
        done = await self.subs.send(h.PREFIX + hook.id, h.SwitchedOff(0, why=why))
        await self.load(hook.id)
        if done.events:
            await self._notes.log("hook.off", "", centre=hook.centre, hook=hook.id, name=hook.name, why=why)


def id_of(record: Record, type: str) -> str:
    """The id of an event, the same whichever node makes it and however often: in the order of the records."""
    mark = sha256(f"{record.stream}/{record.number}/{record.at}/{type}".encode()).hexdigest()[:12]
    return f"{record.position:015d}-{mark}"
