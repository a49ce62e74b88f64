"""The loop around a pure decider: a kitchen timer that can be wound up, and that rings when its time has come."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from saywell.kernel.time import Instant
from saywell.runtime.shell import Shell, follow
from saywell.storage.interface import Append, Entry, Record, Store, StoreError
from saywell.storage.memory import MemoryStore
from saywell.storage.sqlite import SqliteStore


class Timer(NamedTuple):
    wound: int = 0
    rings_at: Instant | None = None
    rang: tuple[Instant, ...] = ()


class Event(NamedTuple):
    kind: str
    at: Instant


class Kitchen:
    """Command: minutes to wind the timer up by."""

    def start(self, stream: str) -> Timer:
        return Timer()

    def decide(self, state: Timer, command: int, now: Instant) -> Sequence[Event]:
        if command < 1:
            raise ValueError("a timer runs forward")
        return (*self.settle(state, now), Event("wound", now + command))

    def settle(self, state: Timer, now: Instant) -> Sequence[Event]:
        due = state.rings_at
        return [Event("rang", due)] if due is not None and due <= now else []

    def fold(self, state: Timer, event: Event) -> Timer:
        if event.kind == "wound":
            return Timer(state.wound + 1, event.at, state.rang)
        return Timer(state.wound, None, (*state.rang, event.at))

    def wake(self, state: Timer) -> Instant | None:
        return state.rings_at

    def dump(self, event: Event) -> Entry:
        return Entry(event.kind, str(event.at).encode())

    def load(self, record: Record) -> Event:
        return Event(record.kind, int(record.body))


def unexpected(stream: str, error: Exception) -> None:
    raise AssertionError(f"{stream}: {error}")


def shell_of(
    store: Store, clock: Clock, *, keep: int = 100, trouble: Callable[[str, Exception], None] = unexpected
) -> Shell[Timer, int, Event]:
    return Shell(store, Kitchen(), clock, prefix="t/", keep=keep, trouble=trouble)


class Clock:
    def __init__(self) -> None:
        self.now = 1000

    def __call__(self) -> Instant:
        return self.now


def run(act: Callable[[Store, Clock], Awaitable[None]], store: Callable[[], Store] = MemoryStore) -> None:
    async def whole() -> None:
        opened = store()
        try:
            await act(opened, Clock())
        finally:
            await opened.close()

    asyncio.run(whole())


def test_a_command_is_kept_and_the_state_follows() -> None:
    async def act(store: Store, clock: Clock) -> None:
        shell = shell_of(store, clock)
        done = await shell.send("t/1", 30)
        assert done.events == (Event("wound", 1030),)
        assert done.held == (1, Timer(1, 1030))
        assert await store.next_wake() == 1030
        assert await shell_of(store, clock).look("t/1") == done.held

    run(act)


def test_what_is_refused_leaves_no_trace() -> None:
    async def act(store: Store, clock: Clock) -> None:
        shell = shell_of(store, clock)
        with pytest.raises(ValueError, match="forward"):
            await shell.send("t/1", 0)
        assert await store.head() == 0

    run(act)


def test_a_command_sent_twice_under_one_key_happens_once() -> None:
    async def act(store: Store, clock: Clock) -> None:
        first, second = shell_of(store, clock), shell_of(store, clock)
        await first.send("t/1", 30, key="k")
        for shell in (first, second):
            again = await shell.send("t/1", 30, key="k")
            assert again.repeated and again.events == () and again.held.state.wound == 1

    run(act)


def test_what_fell_due_is_stamped_with_its_own_instant() -> None:
    async def act(store: Store, clock: Clock) -> None:
        shell = shell_of(store, clock)
        await shell.send("t/1", 30)
        assert await shell.settle() == 0
        clock.now = 5000
        assert await shell.settle() == 1
        assert (await shell.look("t/1")).state.rang == (1030,)
        assert await store.next_wake() is None

    run(act)


def test_two_nodes_at_one_stream_lose_no_command() -> None:
    async def act(store: Store, clock: Clock) -> None:
        nodes = [shell_of(store, clock) for _ in range(3)]
        await asyncio.gather(*(nodes[n % 3].send("t/1", 10_000 + n) for n in range(60)))
        for node in nodes:
            assert (await node.look("t/1")).state.wound == 60

    run(act)


def test_one_stream_that_cannot_be_settled_does_not_hold_up_the_others() -> None:
    class Broken(Kitchen):
        def settle(self, state: Timer, now: Instant) -> Sequence[Event]:
            if state.rings_at == 1001:
                raise RuntimeError("spring broken")
            return super().settle(state, now)

    async def act(store: Store, clock: Clock) -> None:
        told: list[str] = []
        shell = Shell(
            store, Broken(), clock, prefix="t/", trouble=lambda stream, error: told.append(f"{stream}: {error}")
        )
        await shell.send("t/1", 1)
        await shell.send("t/2", 2)
        clock.now = 2000
        assert await shell.settle() == 1
        assert (await shell.look("t/2")).state.rang == (1002,)
        assert told == ["t/1: spring broken"]

    run(act)


def test_the_loop_wakes_by_itself_for_a_deadline_set_meanwhile() -> None:
    async def act(store: Store, clock: Clock) -> None:
        shell = shell_of(store, clock)
        await shell.start()
        await shell.send("t/1", 500_000)
        await shell.send("t/2", 5)
        clock.now = 1010
        position = 2
        while not any(record.kind == "rang" for record in await store.follow(0)):
            position = await store.changed(position, timeout=5)
        await shell.stop()
        assert (await shell.look("t/2")).state.rang == (1005,)
        assert (await shell.look("t/1")).state.rang == ()

    run(act)


def test_a_second_start_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    async def first(store: Store, clock: Clock) -> None:
        await shell_of(store, clock).send("t/1", 30)

    async def second(store: Store, clock: Clock) -> None:
        clock.now = 9000
        shell = shell_of(store, clock)
        assert await shell.settle() == 1
        assert (await shell.look("t/1")).state == Timer(1, None, (1030,))

    run(first, lambda: SqliteStore.open(tmp_path / "r.db"))
    run(second, lambda: SqliteStore.open(tmp_path / "r.db"))


def test_little_memory_is_enough() -> None:
    async def act(store: Store, clock: Clock) -> None:
        shell = shell_of(store, clock, keep=2)
        for n in range(20):
            await shell.send(f"t/{n % 5}", 100_000)
        assert [(await shell.look(f"t/{n}")).state.wound for n in range(5)] == [4] * 5

    run(act)


def test_who_follows_sees_all_in_order() -> None:
    async def act(store: Store, clock: Clock) -> None:
        seen: list[int] = []

        async def watch() -> None:
            async for records in follow(store, 0, page=3):
                seen.extend(record.position for record in records)
                if len(seen) >= 10:
                    return

        async def write() -> None:
            for n in range(10):
                await store.append(Append(f"t/{n}", [Entry("wound", b"1")], 0, at=n))

        await asyncio.gather(watch(), write())
        assert seen == list(range(1, 11))

    run(act)


def test_a_store_that_fails_is_told_and_tried_again() -> None:
    class Failing(MemoryStore):
        failures = 2

        async def next_wake(self, prefix: str = "") -> Instant | None:
            if self.failures:
                self.failures -= 1
                raise StoreError("disk full")
            return await super().next_wake(prefix)

    async def act(store: Store, clock: Clock) -> None:
        told: list[Exception] = []
        shell = shell_of(store, clock, trouble=lambda _, error: told.append(error))
        await shell.send("t/1", 5)
        await shell.start()
        clock.now = 2000
        while len(told) < 2:
            await store.changed(99, timeout=0.01)
            shell._nudge.set()
        await shell.stop()
        assert [str(error) for error in told] == ["disk full", "disk full"]
        assert (await shell.look("t/1")).state.rang == (1005,)

    run(act, Failing)


def test_who_follows_waits_though_the_last_records_were_erased() -> None:
    async def whole() -> None:
        store = MemoryStore()
        for stream in ("a", "b"):
            await store.append(Append(stream, [Entry("k", b"")], 0, 1))
        await store.erase("b")
        seen: asyncio.Queue[str] = asyncio.Queue()

        async def watch() -> None:
            async for records in follow(store, 0):
                for one in records:
                    seen.put_nowait(one.stream)

        task = asyncio.create_task(watch())
        assert await seen.get() == "a"
        await store.append(Append("c", [Entry("k", b"")], 0, 1))
        assert await seen.get() == "c"
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(asyncio.wait_for(whole(), 10))
