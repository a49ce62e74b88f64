"""The contract, on each store."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import pytest
from tests.storage.contract import DurableContract, StoreContract, each, entries

from saywell.storage.interface import Append, Appended, ConflictError, Due, Store, StoreError
from saywell.storage.memory import MemoryStore
from saywell.storage.postgres import PostgresStore
from saywell.storage.sqlite import SqliteStore
from saywell.storage.sqlite_reader import SqliteReader

T = TypeVar("T")


async def _nothing(_: Sequence[Due]) -> Sequence[Append]:
    return ()


async def again(act: Callable[[], Awaitable[T]]) -> T:
    """As a node does: a line that was cut is told, then asked again."""
    async with asyncio.timeout(20):
        while True:
            try:
                return await act()
            except StoreError:
                continue


class TestMemory(StoreContract):
    async def open(self) -> Store:
        return MemoryStore()


class TestSqlite(DurableContract):
    @pytest.fixture(autouse=True)
    def _file(self, tmp_path: Path) -> None:
        self.path = tmp_path / "records.db"

    async def open(self) -> Store:
        return SqliteStore.open(self.path)

    def test_a_backup_taken_at_work_is_a_whole_store(self, tmp_path: Path) -> None:
        async def act(store: Store) -> None:
            assert isinstance(store, SqliteStore)
            await store.append(Append("c-1", entries("a", "b"), 0, at=1, wake=9))
            await store.backup(tmp_path / "copy.db")
            await store.append(Append("c-1", entries("c"), 2, at=2))

        async def look() -> None:
            copy = SqliteStore.open(tmp_path / "copy.db")
            assert [r.body for r in await copy.read("c-1")] == [b"a", b"b"]
            assert await copy.next_wake() == 9
            await copy.close()

        self.run(act)
        asyncio.run(look())

    def test_who_follows_is_given_the_same_from_memory_as_from_the_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("saywell.storage.sqlite.RECENT", 5)

        async def act(store: Store) -> None:
            for n in range(4):
                await store.append(Append(f"c-{n % 2}", entries("a", "b"), n // 2 * 2, at=n))
            await store.append(Append("gone", entries("x"), 0, at=9))
            await store.erase("gone")
            await store.append(Append("c-0", entries("y", "z", "w"), 4, at=10))
            assert isinstance(store, SqliteStore)
            other = SqliteStore.open(self.path)
            for after in range(13):
                for limit in (1, 3, 100):
                    assert await store.follow(after, limit) == await other.follow(after, limit)
                    assert await store.follow(after, limit) == await store._records(
                        "position > ? ORDER BY position LIMIT ?", (after, limit)
                    )
            assert "gone" not in {record.stream for record in await store.follow(0)}
            await other.close()

        self.run(act)

    def test_another_process_reads_and_follows_and_keeps_nothing(self) -> None:
        async def act(store: Store) -> None:
            reader = SqliteReader.open(self.path)
            assert await reader.head() == 0 and await reader.changed(0, timeout=0) == 0
            waiting = asyncio.create_task(reader.changed(0, timeout=30))
            await store.append(Append("c-1", entries("a", "b"), 0, at=1, wake=9))
            await store.append(Append("gone", entries("x"), 0, at=1))
            assert await asyncio.wait_for(waiting, 30) in (2, 3)
            assert await reader.follow(0) == await store.follow(0) and len(await reader.follow(0)) == 3
            await store.erase("gone")
            assert await reader.head() == 3 and await reader.follow(2) == []
            assert await reader.read_all({"c-1": 1, "gone": 0}) == await store.read_all({"c-1": 1, "gone": 0})
            assert await reader.streams("c") == ["c-1"] and await reader.next_wake() == 9
            for keep in (
                reader.append(Append("c-1", entries("c"), 2, at=2)), reader.append_all([]), reader.erase("c-1"),
                reader.fire(9, _nothing),
            ):  # fmt: skip
                with pytest.raises(StoreError, match="only read"):
                    await keep
            await reader.close()
            assert [r.body for r in await store.read("c-1")] == [b"a", b"b"]

        self.run(act)
        with pytest.raises(StoreError):
            SqliteReader.open(self.path.with_name("nothing.db"))

    def test_a_file_that_is_no_store_is_told(self) -> None:
        self.path.write_bytes(b"a letter to my aunt, and not a short one " * 50)
        with pytest.raises(StoreError, match="not a database"):
            SqliteStore.open(self.path)

    def test_a_store_of_a_newer_schema_is_told(self) -> None:
        async def act(store: Store) -> None:
            assert isinstance(store, SqliteStore)
            await store._do(lambda db: db.execute("UPDATE schema SET version = 99, oldest = 98").rowcount)

        self.run(act)
        with pytest.raises(StoreError, match="needs a newer Saywell"):
            SqliteStore.open(self.path)


class TestPostgres(DurableContract):
    @pytest.fixture(autouse=True)
    def _server(self, database: str) -> None:
        self.database = database

    async def open(self) -> Store:
        return await PostgresStore.open(self.database)

    async def others(self, what: str) -> list[Any]:
        """What is asked of each other line to the database."""
        db = await asyncpg.connect(self.database, timeout=30)
        try:
            asked = (
                f"SELECT {what} FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            return [row[0] for row in await db.fetch(asked)]
        finally:
            await db.close(timeout=10)

    async def until(self, what: str, expected: list[Any]) -> None:
        """A line that was let go is gone at the server a little later."""
        async with asyncio.timeout(20):
            while sorted(await self.others(what)) != expected:
                pass

    def test_no_server_is_told(self) -> None:
        with pytest.raises(StoreError):
            asyncio.run(PostgresStore.open("postgresql://nobody@127.0.0.1:1/none"))

    def test_a_store_of_a_newer_schema_is_told_and_no_line_to_it_is_kept(self) -> None:
        async def act() -> None:
            store = await PostgresStore.open(self.database)
            await store._pool.execute("UPDATE schema SET version = 99, oldest = 98")
            await store.close()
            with pytest.raises(StoreError, match="needs a newer Saywell"):
                await PostgresStore.open(self.database)
            await self.until("pid", [])

        asyncio.run(act())

    def test_of_two_who_find_the_line_cut_one_makes_a_new_one(self) -> None:
        async def act() -> None:
            store = await PostgresStore.open(self.database)
            await self.others("pg_terminate_backend(pid)")
            while not store._listener.is_closed():
                await self.others("pid")
            await asyncio.gather(*(again(lambda: store.changed(0, timeout=0)) for _ in range(4)))
            await self.until("count(*) FILTER (WHERE query LIKE 'LISTEN%')", [1])
            await store.append(Append("s", entries("after"), 0, at=1))
            assert await store.changed(0, timeout=20) == 1
            await store.close()
            await self.until("pid", [])

        asyncio.run(act())

    def test_a_node_whose_line_was_cut_hears_again(self) -> None:
        async def act() -> None:
            one, two = await PostgresStore.open(self.database), await PostgresStore.open(self.database)
            await self.others("pg_terminate_backend(pid)")
            waiting = asyncio.create_task(again(lambda: one.changed(0, timeout=20)))
            await again(lambda: two.append(Append("s", entries("after"), 0, at=1, key="after")))
            assert await waiting == 1
            waiting = asyncio.create_task(again(lambda: one.changed(1, timeout=20)))
            await again(lambda: two.append(Append("s", entries("more"), 1, at=1, key="more")))
            assert await waiting == 2
            await one.close()
            await two.close()

        asyncio.run(act())

    def test_nodes_share_the_work_and_hear_of_each_other(self) -> None:
        async def act() -> None:
            one, two = await PostgresStore.open(self.database), await PostgresStore.open(self.database)
            for n in range(40):
                await one.append(Append(f"c-{n}", entries("a"), 0, at=0, wake=n))
            fired: list[str] = []

            async def decide(stream: str, number: int) -> Append:
                fired.append(stream)
                await two.head()
                return Append(stream, entries("due"), number, at=100)

            done = await asyncio.gather(*(node.fire(100, each(decide), limit=20) for node in (one, two)))
            assert sum(map(len, done)) == 40
            assert sorted(fired) == sorted({f"c-{n}" for n in range(40)})
            waiting = asyncio.create_task(two.changed(80, timeout=10))
            await two.head()
            await one.append(Append("c-x", entries("a"), 0, at=0))
            assert await waiting == 81
            tried = await asyncio.gather(
                *(node.append(Append("c-x", entries("b"), 1, at=0)) for node in (one, two)), return_exceptions=True
            )
            assert {type(outcome) for outcome in tried} == {Appended, ConflictError}
            await one.close()
            await two.close()

        asyncio.run(act())
