"""Backup, restore and doctor on a real store."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from saywell.app import keeping
from saywell.app.keeping import NAME, backup, examine, hold, restore
from saywell.app.serving import open_views
from saywell.kernel.errors import SaywellError
from saywell.storage.interface import Append, Entry
from saywell.storage.sqlite import SqliteStore


async def write(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    store = await asyncio.to_thread(SqliteStore.open, folder / NAME)
    number = len(await store.read("s"))
    for n in range(count):
        await store.append(Append("s", [Entry("k", b"x" * 100)], number + n, at=1))
    await store.close()


def bodies(folder: Path) -> int:
    async def count() -> int:
        store = await asyncio.to_thread(SqliteStore.open, folder / NAME)
        found = len(await store.read("s"))
        await store.close()
        return found

    return asyncio.run(count())


def test_a_backup_taken_while_the_store_is_written_to_can_be_put_back(tmp_path: Path) -> None:
    folder, copy = tmp_path / "data", tmp_path / "copies" / "one"

    async def both() -> None:
        await write(folder, 5)
        store = await asyncio.to_thread(SqliteStore.open, folder / NAME)
        await store.append(Append("s", [Entry("k", b"live")], 5, at=1))
        await asyncio.to_thread(backup, folder, copy)
        await store.append(Append("s", [Entry("k", b"later")], 6, at=1))
        await store.close()

    asyncio.run(both())
    assert bodies(folder) == 7
    assert restore(copy, folder) == 6
    assert bodies(folder) == 6
    assert (folder / f"{NAME}.before").is_file()
    assert restore(folder / f"{NAME}.before", tmp_path / "new") == 7
    assert [one.name for one in copy.parent.iterdir()] == ["one"]


def test_what_a_killed_server_had_in_its_journal_is_put_back_too(tmp_path: Path) -> None:
    folder = tmp_path / "data"

    async def killed() -> None:
        await write(folder, 3)
        store = await asyncio.to_thread(SqliteStore.open, folder / NAME)
        await store.append(Append("s", [Entry("k", b"late")], 3, at=1))
        aside = tmp_path / "aside"
        aside.mkdir()
        for end in ("", "-wal"):
            shutil.copyfile(f"{folder / NAME}{end}", aside / f"{NAME}{end}")
        await store.close()

    asyncio.run(killed())
    assert (tmp_path / "aside" / f"{NAME}-wal").stat().st_size > 0
    assert restore(tmp_path / "aside" / NAME, tmp_path / "new") == 4
    assert bodies(tmp_path / "new") == 4


def test_a_backup_overwrites_nothing_and_needs_data(tmp_path: Path) -> None:
    asyncio.run(write(tmp_path / "data", 1))
    (tmp_path / "there").write_text("precious")
    with pytest.raises(SaywellError) as caught:
        backup(tmp_path / "data", tmp_path / "there")
    assert caught.value.code == "keep.exists" and (tmp_path / "there").read_text() == "precious"
    with pytest.raises(SaywellError) as caught:
        backup(tmp_path / "nowhere", tmp_path / "x")
    assert caught.value.code == "keep.nothing"


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_a_damaged_copy_is_refused_and_the_data_stays(tmp_path: Path, content: bytes) -> None:
    asyncio.run(write(tmp_path / "data", 3))
    bad = tmp_path / "bad"
    bad.write_bytes(content)
    with pytest.raises(SaywellError) as caught:
        restore(bad, tmp_path / "data")
    assert caught.value.code == "keep.damaged"
    assert bodies(tmp_path / "data") == 3


def test_nothing_is_put_back_under_a_running_server(tmp_path: Path) -> None:
    asyncio.run(write(tmp_path / "data", 3))
    backup(tmp_path / "data", tmp_path / "copy")
    with hold(tmp_path / "data"):
        with pytest.raises(SaywellError) as caught:
            restore(tmp_path / "copy", tmp_path / "data")
        assert caught.value.code == "keep.in-use"
    assert restore(tmp_path / "copy", tmp_path / "data") == 3


def test_the_doctor_tells_sound_from_damaged_and_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data #1 50%"
    assert {one.name: one.good for one in examine(folder)}["store"] is False
    asyncio.run(write(folder, 400))
    good = {one.name: one.good for one in examine(folder)}
    assert good["sound"] and good["schema"]
    assert "lists" not in good
    views = open_views("", folder)

    async def open_and_close() -> None:
        await views.start()
        await views.close()

    asyncio.run(open_and_close())
    [lists] = [one for one in examine(folder) if one.name == "lists"]
    assert lists.good and lists.fields == {"behind": "400"}
    monkeypatch.setattr(keeping, "_MANY", 400)
    assert {one.name: one.good for one in examine(folder)}["lists"] is False
    place = folder / NAME
    data = bytearray(place.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    place.write_bytes(data)
    assert {one.name: one.good for one in examine(folder)}["sound"] is False
