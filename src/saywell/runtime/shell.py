"""The only loop: it gives commands to a pure decider, keeps the events that come back, and wakes at deadlines.

State is never stored, only events; what is in memory is a copy that any node can make anew. A command that meets a
stream which somebody else has moved on is decided again on what is there now.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from saywell.kernel.time import Instant
from saywell.runtime.trace import span
from saywell.storage.interface import Append, ConflictError, Due, Entry, Position, Record, Store, StoreError

S = TypeVar("S")
C = TypeVar("C", contravariant=True)
E = TypeVar("E")
C2 = TypeVar("C2")
TRIES = 20
IDLE = 0.5
"""Seconds after which a node looks for wakes again at the latest: another node may have set one."""


class Decider(Protocol[S, C, E]):
    """Pure: what a stream is about. `stream` is its name; the same arguments give the same answer."""

    def start(self, stream: str) -> S:
        """The state before the first event."""

    def decide(self, state: S, command: C, now: Instant) -> Sequence[E]:
        """The events that a command brings about. Raises what is the caller's fault; then nothing is kept."""

    def settle(self, state: S, now: Instant) -> Sequence[E]:
        """The events that fell due up to now."""

    def fold(self, state: S, event: E) -> S:
        """The state after an event."""

    def wake(self, state: S) -> Instant | None:
        """When something falls due next."""

    def dump(self, event: E) -> Entry:
        """An event as a store keeps it."""

    def load(self, record: Record) -> E:
        """An event as it was kept; old ones lifted to what is known now."""


class Held(NamedTuple, Generic[S]):
    """A stream as it stands: how many records, and the state after them."""

    number: int
    state: S


class Done(NamedTuple, Generic[S, E]):
    """What a command brought about. `repeated`: its key was known, nothing happened now."""

    events: tuple[E, ...]
    held: Held[S]
    position: Position
    repeated: bool = False


class Shell(Generic[S, C2, E]):
    """Runs the streams whose names begin with `prefix` on one node. `trouble` is told of what cannot be settled."""

    def __init__(
        self,
        store: Store,
        decider: Decider[S, C2, E],
        clock: Callable[[], Instant],
        *,
        prefix: str = "",
        keep: int = 10_000,
        trouble: Callable[[str, Exception], None],
    ) -> None:
        self.store, self.decider, self.clock, self.prefix = store, decider, clock, prefix
        self._keep = keep
        self._held: OrderedDict[str, Held[S]] = OrderedDict()
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}
        self._nudge = asyncio.Event()
        self._wake: Instant | None = None
        self._trouble = trouble
        self._task: asyncio.Task[None] | None = None

    async def look(self, stream: str) -> Held[S]:
        """The stream as it stands now, whoever wrote it."""
        async with self._alone(stream):
            return await self._refresh(stream)

    async def seen(self, stream: str, number: int = 0) -> Held[S]:
        """The stream as this node knows it, with its first `number` records at least; read only where it must be."""
        held = self._held.get(stream)
        if held is not None and held.number >= number:
            return held
        return await self.look(stream)

    def known(self, stream: str) -> S | None:
        """The stream as this node knows it, None where it has not looked at it lately."""
        held = self._held.get(stream)
        return None if held is None else held.state

    async def send(self, stream: str, command: C2, *, key: str | None = None, at: Instant | None = None) -> Done[S, E]:
        """Decide a command and keep its events; they are durable when this returns.

        `key` names the command: sent again it does nothing. `at`: the instant that the command is about, now if not
        given. Raises what the decider raises, and StoreError.
        """
        now = self.clock() if at is None else at
        async with self._alone(stream):
            held = self._held.get(stream) or await self._refresh(stream)
            for _ in range(TRIES):
                with span("decide", kind=self.prefix):
                    events = tuple(self.decider.decide(held.state, command, now))
                append, after = self._prepared(stream, held, events, now, key)
                try:
                    with span("append", kind=self.prefix, events=len(events)):
                        done = await self.store.append(append)
                except ConflictError:
                    held = await self._refresh(stream)
                    continue
                if done.repeated:
                    return Done((), await self._refresh(stream), done.position, repeated=True)
                self._remember(stream, after)
                self._expect(append.wake)
                return Done(events, after, done.position)
        raise StoreError(f"{stream}: others moved it on {TRIES} times in a row")

    async def send_all(
        self, commands: Sequence[tuple[str, C2, str, Instant]], also: Sequence[Append] = ()
    ) -> list[tuple[E, ...]]:
        """Decide several commands (stream, command, key, instant) and keep all their events together with `also`, all
        or none; one whose key is known does nothing. Raises what the decider raises, ConflictError for `also`."""
        for _ in range(TRIES):
            held: dict[str, Held[S]] = {}
            appends: list[Append] = []
            out: list[tuple[E, ...]] = []
            for stream, command, key, at in commands:
                now = held.get(stream) or await self.look(stream)
                events = tuple(self.decider.decide(now.state, command, at))
                append, held[stream] = self._prepared(stream, now, events, at, key)
                appends.append(append)
                out.append(events)
            try:
                done = (await self.store.append_all([*also, *appends]))[len(also) :]
            except ConflictError as error:
                if error.stream not in held:
                    raise
                continue
            repeated = {append.stream for append, one in zip(appends, done, strict=True) if one.repeated}
            for append in appends:
                if append.stream in repeated:
                    self._held.pop(append.stream, None)
                else:
                    self._remember(append.stream, held[append.stream])
                    self._expect(append.wake)
            return out
        raise StoreError(f"others moved {len(commands)} streams on {TRIES} times in a row")

    async def settle(self, now: Instant | None = None, limit: int = 100) -> int:
        """Deal with what fell due; how many streams there were. The loop does this by itself."""
        return len(await self.fired(now, limit))

    async def fired(self, now: Instant | None = None, limit: int = 100) -> list[str]:
        """The same; which streams there were."""
        instant = self.clock() if now is None else now
        after: dict[str, Held[S]] = {}

        async def decide(due: Sequence[Due]) -> list[Append]:
            appends: list[Append] = []
            for stream, held in (await self._refresh_all(due)).items():
                try:
                    events = tuple(self.decider.settle(held.state, instant))
                except Exception as error:  # noqa: BLE001 - one stream that cannot be settled must not hold up the others
                    self._trouble(stream, error)
                    continue
                append, after[stream] = self._prepared(stream, held, events, instant, None)
                appends.append(append)
            return appends

        done = await self.store.fire(instant, decide, limit, self.prefix)
        for stream in done:
            self._remember(stream, after[stream])
        return done

    async def erase(self, stream: str) -> int:
        """Remove a stream for good; how many records went."""
        async with self._alone(stream):
            self._held.pop(stream, None)
            return await self.store.erase(stream)

    def forget(self, stream: str) -> None:
        """Read a stream anew when it is looked at next: it was erased or rewritten, here or on another node."""
        self._held.pop(stream, None)

    async def start(self) -> None:
        """Begin to wake at deadlines."""
        self._task = asyncio.create_task(self._run(), name=f"saywell-shell-{self.prefix}")

    async def stop(self) -> None:
        """Wake no more; what falls due meanwhile is dealt with at the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            try:
                while await self.settle():
                    pass
                self._wake = await self.store.next_wake(self.prefix)
            except Exception as error:  # noqa: BLE001 - nobody else would start this loop again
                self._trouble("", error)
                self._wake = None
            wait = IDLE
            if self._wake is not None:
                wait = min(max((self._wake - self.clock()) / 1000, 0.001), IDLE)
            self._nudge.clear()
            try:
                async with asyncio.timeout(wait):
                    await self._nudge.wait()
            except TimeoutError:
                continue

    def _expect(self, wake: Instant | None) -> None:
        if wake is not None and (self._wake is None or wake < self._wake):
            self._wake = wake
            self._nudge.set()

    def _prepared(
        self, stream: str, held: Held[S], events: tuple[E, ...], now: Instant, key: str | None
    ) -> tuple[Append, Held[S]]:
        decider = self.decider
        state = held.state
        for event in events:
            state = decider.fold(state, event)
        entries = [decider.dump(event) for event in events]
        append = Append(stream, entries, held.number, now, decider.wake(state), key)
        return append, Held(held.number + len(entries), state)

    async def _refresh(self, stream: str) -> Held[S]:
        held = self._held.get(stream)
        if held is None:
            held = Held(0, self.decider.start(stream))
        number, state = held
        for record in await self.store.read(stream, number):
            state = self.decider.fold(state, self.decider.load(record))
            number = record.number
        held = Held(number, state)
        self._remember(stream, held)
        return held

    async def _refresh_all(self, due: Sequence[Due]) -> dict[str, Held[S]]:
        """The streams as they stand; without those that cannot be read, or that moved on meanwhile."""
        behind = {
            one.stream: held.number if (held := self._held.get(one.stream)) is not None else 0
            for one in due
            if self._held.get(one.stream) is None or self._held[one.stream].number != one.number
        }
        found = await self.store.read_all(behind) if behind else {}
        out: dict[str, Held[S]] = {}
        for stream, number in due:
            held = self._held.get(stream) or Held(0, self.decider.start(stream))
            try:
                for record in found.get(stream, ()):
                    if record.number > held.number:
                        held = Held(record.number, self.decider.fold(held.state, self.decider.load(record)))
            except Exception as error:  # noqa: BLE001 - one stream that cannot be read must not hold up the others
                self._trouble(stream, error)
                continue
            self._remember(stream, held)
            if held.number == number:
                out[stream] = held
        return out

    def _remember(self, stream: str, held: Held[S]) -> None:
        known = self._held.get(stream)
        if known is None or known.number <= held.number:
            self._held[stream] = held
        self._held.move_to_end(stream)
        while len(self._held) > self._keep:
            self._held.popitem(last=False)

    def _alone(self, stream: str) -> _Alone:
        """One command of a stream at a time on this node; the store decides between nodes."""
        return _Alone(self._locks, stream)


class _Alone:
    """A turn at a stream; its lock is there as long as somebody has or wants it."""

    __slots__ = ("_locks", "_stream")

    def __init__(self, locks: dict[str, tuple[asyncio.Lock, int]], stream: str) -> None:
        self._locks, self._stream = locks, stream

    async def __aenter__(self) -> None:
        known = self._locks.get(self._stream)
        lock, users = known if known is not None else (asyncio.Lock(), 0)
        self._locks[self._stream] = (lock, users + 1)
        try:
            await lock.acquire()
        except asyncio.CancelledError:
            self._left()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._locks[self._stream][0].release()
        self._left()

    def _left(self) -> None:
        lock, users = self._locks[self._stream]
        if users == 1:
            del self._locks[self._stream]
        else:
            self._locks[self._stream] = (lock, users - 1)


async def follow(store: Store, after: Position, *, page: int = 1000) -> AsyncIterator[list[Record]]:
    """All records behind a position as they come, in order, in pages; for ever."""
    position = told = after
    while True:
        records = await store.follow(position, page)
        if records:
            position = records[-1].position
            yield records
        else:
            # What was told of and is not there has been erased: waiting for it would not end.
            position = max(position, told)
            told = await store.changed(position, timeout=30)
