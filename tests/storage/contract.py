"""What every store has to do: one suite, a subclass for each store."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import pytest

from saywell.storage.interface import Append, ConflictError, Decide, Due, Entry, Store, StoreError

T = TypeVar("T")


def each(decide: Callable[[str, int], Awaitable[Append | None]]) -> Decide:
    """Decide for one stream after the other."""

    async def all_of(due: Sequence[Due]) -> list[Append]:
        decided = [await decide(one.stream, one.number) for one in due]
        return [append for append in decided if append is not None]

    return all_of


def entries(*bodies: str) -> list[Entry]:
    return [Entry("said", body.encode()) for body in bodies]


class StoreContract(ABC):
    """A subclass opens the store, again and again the same one within a test."""

    @abstractmethod
    async def open(self) -> Store:
        """The store of this test."""

    def run(self, act: Callable[[Store], Awaitable[T]]) -> T:
        async def whole() -> T:
            store = await self.open()
            try:
                return await act(store)
            finally:
                await store.close()

        return asyncio.run(whole())

    def test_a_closed_store_says_so_at_once(self) -> None:
        async def whole() -> None:
            store = await self.open()
            await store.close()
            with pytest.raises(StoreError):
                async with asyncio.timeout(5):
                    await store.append(Append("c-1", entries("late"), 0, at=5))

        asyncio.run(whole())

    def test_records_come_back_as_they_were_kept(self) -> None:
        async def act(store: Store) -> None:
            done = await store.append(Append("c-1", entries("一", "two"), 0, at=5))
            assert (done.number, done.repeated) == (2, False)
            read = await store.read("c-1")
            assert [(r.stream, r.number, r.kind, r.at, r.body.decode()) for r in read] == [
                ("c-1", 1, "said", 5, "一"),
                ("c-1", 2, "said", 5, "two"),
            ]
            assert read[-1].position == done.position == await store.head()
            assert [r.number for r in await store.read("c-1", after=1)] == [2]
            assert await store.read("nobody") == []

        self.run(act)

    def test_several_streams_are_read_at_once(self) -> None:
        async def act(store: Store) -> None:
            for name, bodies in (("c-1", "abc"), ("c-2", "x")):
                await store.append(Append(name, entries(*bodies), 0, at=1))
            read = await store.read_all({"c-1": 1, "c-2": 0, "nobody": 0})
            assert {name: [r.body for r in found] for name, found in read.items()} == {
                "c-1": [b"b", b"c"],
                "c-2": [b"x"],
                "nobody": [],
            }

        self.run(act)

    def test_who_expects_another_number_keeps_nothing(self) -> None:
        async def act(store: Store) -> None:
            await store.append(Append("c-1", entries("a"), 0, at=1))
            with pytest.raises(ConflictError) as told:
                await store.append(Append("c-1", entries("b"), 0, at=2, wake=9))
            assert (told.value.expected, told.value.number) == (0, 1)
            assert [r.body for r in await store.read("c-1")] == [b"a"]
            assert await store.next_wake() is None

        self.run(act)

    def test_of_appends_at_once_with_one_number_one_is_kept(self) -> None:
        async def act(store: Store) -> None:
            tried = [store.append(Append("c-1", entries(str(n)), 0, at=n)) for n in range(20)]
            outcomes = await asyncio.gather(*tried, return_exceptions=True)
            assert sum(isinstance(outcome, ConflictError) for outcome in outcomes) == 19
            assert len(await store.read("c-1")) == 1

        self.run(act)

    def test_the_same_key_is_kept_once(self) -> None:
        async def act(store: Store) -> None:
            first = await store.append(Append("c-1", entries("a"), 0, at=1, key="k"))
            again = await store.append(Append("c-1", entries("a"), 0, at=2, key="k"))
            assert again == first._replace(repeated=True)
            twice = await asyncio.gather(
                *(store.append(Append("c-2", entries("x"), 0, at=1, key="k")) for _ in range(2))
            )
            assert sorted(one.repeated for one in twice) == [False, True]
            assert len(await store.read("c-1")) == len(await store.read("c-2")) == 1

        self.run(act)

    def test_several_streams_are_kept_all_or_none(self) -> None:
        async def act(store: Store) -> None:
            done = await store.append_all(
                [
                    Append("c-1", entries("a"), 0, at=1, wake=9, key="k"),
                    Append("c-1", entries("b", "c"), 1, at=1),
                    Append("c-2", entries("x"), 0, at=1),
                ]
            )
            assert [(one.number, one.position, one.repeated) for one in done] == [
                (1, 1, False),
                (3, 3, False),
                (1, 4, False),
            ]
            with pytest.raises(ConflictError) as told:
                await store.append_all([Append("c-3", entries("y"), 0, at=2), Append("c-2", entries("z"), 0, at=2)])
            assert (told.value.stream, told.value.number) == ("c-2", 1)
            assert await store.read("c-3") == []
            assert await store.head() == 4
            again = await store.append_all(
                [Append("c-1", entries("a"), 0, at=1, key="k"), Append("c-3", entries("y"), 0, at=2)]
            )
            assert [one.repeated for one in again] == [True, False]
            assert await store.changed(4, timeout=5) == 5
            assert await store.next_wake() is None

        self.run(act)

    def test_all_streams_have_one_order_without_gaps(self) -> None:
        async def act(store: Store) -> None:
            await asyncio.gather(*(store.append(Append(f"c-{n}", entries("a", "b"), 0, at=n)) for n in range(50)))
            seen = []
            position = 0
            while page := await store.follow(position, limit=7):
                assert len(page) <= 7
                seen += page
                position = page[-1].position
            assert [r.position for r in seen] == list(range(1, 101))
            assert position == await store.head()
            assert {r.stream: r.number for r in seen} == {f"c-{n}": 2 for n in range(50)}

        self.run(act)

    def test_a_reader_that_follows_misses_nothing_while_others_write(self) -> None:
        async def act(store: Store) -> None:
            async def write(n: int) -> None:
                for number in range(10):
                    await store.append(Append(f"c-{n}", entries("a"), number, at=number))

            seen: list[int] = []

            async def watch() -> None:
                while len(seen) < 80:
                    position = seen[-1] if seen else 0
                    await store.changed(position, timeout=5)
                    seen.extend(r.position for r in await store.follow(position))

            await asyncio.gather(watch(), *(write(n) for n in range(8)))
            assert seen == list(range(1, 81))

        self.run(act)

    def test_changed_waits_no_longer_than_asked(self) -> None:
        async def act(store: Store) -> None:
            assert await store.changed(0, timeout=0.01) == 0
            done = await store.append(Append("c-1", entries("a"), 0, at=1))
            assert await store.changed(0, timeout=5) == done.position

        self.run(act)

    def test_what_is_due_is_dealt_with_once(self) -> None:
        async def act(store: Store) -> None:
            for n in range(5):
                await store.append(Append(f"c-{n}", entries("a"), 0, at=0, wake=100 + n))
            assert await store.next_wake() == 100
            asked: list[tuple[str, int]] = []

            async def decide(stream: str, number: int) -> Append:
                asked.append((stream, number))
                return Append(stream, entries("due"), number, at=102)

            assert await store.fire(102, each(decide)) == ["c-0", "c-1", "c-2"]
            assert sorted(asked) == [("c-0", 1), ("c-1", 1), ("c-2", 1)]
            assert await store.next_wake() == 103
            assert await store.fire(102, each(decide)) == []
            assert [r.body for r in await store.read("c-0")] == [b"a", b"due"]

        self.run(act)

    def test_a_wake_for_nothing_is_dropped_and_the_rest_goes_on(self) -> None:
        async def act(store: Store) -> None:
            await store.append(Append("c-1", entries("a"), 0, at=0, wake=1))
            await store.append(Append("c-2", entries("a"), 0, at=0, wake=2))

            async def decide(stream: str, number: int) -> Append | None:
                return Append(stream, entries("due"), number, at=5, wake=50) if stream == "c-2" else None

            assert await store.fire(5, each(decide)) == ["c-2"]
            assert await store.next_wake() == 50
            assert len(await store.read("c-1")) == 1

        self.run(act)

    def test_who_asks_for_some_streams_leaves_the_others_alone(self) -> None:
        async def act(store: Store) -> None:
            await store.append(Append("call/1", entries("a"), 0, at=0, wake=1))
            await store.append(Append("desk/1", entries("a"), 0, at=0, wake=2))

            async def decide(stream: str, number: int) -> Append:
                return Append(stream, entries("due"), number, at=5)

            assert await store.next_wake("desk/") == 2
            assert await store.fire(5, each(decide), prefix="desk/") == ["desk/1"]
            assert await store.next_wake("desk/") is None
            assert await store.next_wake() == 1

        self.run(act)

    def test_an_append_takes_the_wake_away(self) -> None:
        async def act(store: Store) -> None:
            await store.append(Append("c-1", entries("a"), 0, at=0, wake=1))
            await store.append(Append("c-1", entries("b"), 1, at=0))
            assert await store.next_wake() is None

        self.run(act)

    def test_streams_are_found_by_the_beginning_of_their_names(self) -> None:
        async def act(store: Store) -> None:
            for name in ("call/2", "call/10", "calls", "chat_1", "chat%1"):
                await store.append(Append(name, entries("a"), 0, at=0))
            assert await store.streams("call/") == ["call/10", "call/2"]
            assert await store.streams("chat_") == ["chat_1"]
            assert len(await store.streams("")) == 5

        self.run(act)

    def test_what_is_erased_is_gone_and_the_others_stay(self) -> None:
        async def act(store: Store) -> None:
            await store.append(Append("c-1", entries("a", "b"), 0, at=0, wake=1, key="k"))
            await store.append(Append("c-2", entries("c"), 0, at=0))
            assert await store.erase("c-1") == 2
            assert await store.read("c-1") == []
            assert await store.next_wake() is None
            assert [(r.position, r.stream) for r in await store.follow(0)] == [(3, "c-2")]
            assert (await store.append(Append("c-3", entries("d"), 0, at=0))).position == 4

        self.run(act)

    def test_several_streams_are_erased_together_and_names_are_told_apart_by_their_beginning(self) -> None:
        async def act(store: Store) -> None:
            for name in ("c-1", "c-1/a", "c-1/é", "c-1/\U0001f600", "c-10", "C-1/b", "c_1/c"):
                await store.append(Append(name, entries("a", "b"), 0, at=0, wake=1, key="k"))
            assert await store.streams("c-1/") == ["c-1/a", "c-1/é", "c-1/\U0001f600"]
            assert await store.erase_all(["c-1/a", "c-1/é", "c-1/a", "nothing"]) == 4
            assert await store.erase_all([]) == 0
            assert await store.streams("c-1") == ["c-1", "c-1/\U0001f600", "c-10"]
            assert (await store.append(Append("c-1/a", entries("d"), 0, at=0, key="k"))).number == 1

        self.run(act)

    def test_what_is_rewritten_says_something_else_in_its_place(self) -> None:
        async def act(store: Store) -> None:
            await store.append(Append("c-1", entries("a", "b", "c"), 0, at=0, wake=1))
            await store.append(Append("c-2", entries("d"), 0, at=0))
            before = await store.follow(0)
            await store.rewrite("c-1", {2: b"other", 9: b"nobody"})
            await store.wipe()
            after = [one._replace(body=b"other") if one.number == 2 else one for one in before]
            assert await store.follow(0) == after and await store.read("c-1") == after[:3]
            assert await store.next_wake() == 1

        self.run(act)


class DurableContract(StoreContract):
    """What stays when the process goes."""

    def test_what_cannot_be_kept_is_told_and_the_rest_goes_on(self) -> None:
        async def act(store: Store) -> None:
            async with asyncio.timeout(30):
                with pytest.raises(StoreError):
                    await store.append(Append("c-1", entries("a"), 0, at=1 << 70))
                await store.append(Append("c-1", entries("b"), 0, at=1))
            assert [r.body for r in await store.read("c-1")] == [b"b"]

        self.run(act)

    def test_a_second_start_finds_everything_as_it_was(self) -> None:
        async def write(store: Store) -> None:
            await store.append(Append("c-1", entries("a"), 0, at=3, wake=77, key="k"))

        async def read(store: Store) -> None:
            assert [r.body for r in await store.read("c-1")] == [b"a"]
            assert await store.next_wake() == 77
            assert await store.head() == 1
            assert (await store.append(Append("c-1", entries("a"), 0, at=3, key="k"))).repeated
            assert (await store.append(Append("c-1", entries("b"), 1, at=4))).position == 2

        self.run(write)
        self.run(read)

    def test_the_place_of_what_was_erased_last_is_not_given_again(self) -> None:
        async def write(store: Store) -> None:
            await store.append(Append("c-1", entries("a"), 0, at=3))
            await store.append(Append("gone", entries("b", "c"), 0, at=3))
            await store.erase("gone")

        async def read(store: Store) -> None:
            assert await store.head() == 3
            assert await store.changed(3, timeout=0) == 3
            assert (await store.append(Append("c-1", entries("d"), 1, at=4))).position == 4

        self.run(write)
        self.run(read)
