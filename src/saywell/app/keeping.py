"""Looks after a server's data: copies it, puts a copy back, says whether all is well."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, NamedTuple

from saywell.kernel.errors import SaywellError
from saywell.storage.interface import NEWEST
from saywell.storage.sqlite import SqliteStore
from saywell.storage.sqlite_reader import HEAD

NAME = "saywell.sqlite"
VIEWS = "views.db"
_LOW = 512 * 1024 * 1024
_MANY = 10_000


class Checked(NamedTuple):
    """One thing that was looked at: `name` is the key of its sentence, `fields` fill it."""

    name: str
    good: bool
    fields: dict[str, str]


def backup(folder: Path, to: Path) -> int:
    """Copy the store as it stands, while it is in use; how many bytes. Raises `keep.*`, StoreError."""
    source = _existing(folder)
    if to.exists():
        raise SaywellError("keep.exists", path=str(to))
    part = to.with_name(to.name + ".part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        asyncio.run(_copy(source, part))
        _sound(part, still=True)
        os.replace(part, to)
    except OSError as error:
        raise SaywellError("keep.unwritable", path=str(to), reason=error.strerror or str(error)) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return to.stat().st_size


async def _copy(source: Path, to: Path) -> None:
    store = await asyncio.to_thread(SqliteStore.open, source)
    try:
        await store.backup(to)
    finally:
        await store.close()


def restore(copy: Path, folder: Path) -> int:
    """Put a copy in place; how many records it has. What was there before stays beside it. Raises `keep.*`."""
    if not copy.is_file():
        raise SaywellError("keep.nothing", path=str(copy))
    # What was set aside under a server that was killed has its newest records beside it.
    still = not Path(f"{copy}-wal").exists()
    count = _sound(copy, still=still)
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / NAME
    with hold(folder):
        part = folder / f"{NAME}.part"
        part.unlink(missing_ok=True)
        try:
            with (
                closing(sqlite3.connect(_address(copy, still), uri=True)) as read,
                closing(sqlite3.connect(part)) as put,
            ):
                read.backup(put)
            with part.open("rb") as file:
                os.fsync(file.fileno())
        except (OSError, sqlite3.Error) as error:
            part.unlink(missing_ok=True)
            raise SaywellError("keep.unwritable", path=str(part), reason=str(error)) from None
        for end in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.replace(f"{place}{end}", f"{place}.before{end}")
        os.replace(part, place)
    return count


def examine(folder: Path) -> Iterator[Checked]:
    """Look at the data of a server, one thing after another."""
    place = folder / NAME
    free = shutil.disk_usage(folder if folder.exists() else Path.cwd()).free
    yield Checked("space", free > _LOW, {"free": f"{free // 1024 // 1024} MiB"})
    yield Checked("folder", os.access(folder, os.W_OK), {"path": str(folder)})
    if not place.is_file():
        yield Checked("store", False, {"path": str(place)})
        return
    try:
        count = _sound(place)
    except SaywellError as error:
        yield Checked("sound", False, {"reason": str(error.fields.get("reason", ""))})
        return
    yield Checked("sound", True, {"reason": f"{count}"})
    schema = _schema(place)
    yield Checked("schema", schema <= NEWEST, {"schema": str(schema), "newest": str(NEWEST)})
    views = folder / VIEWS
    if views.is_file():
        behind = _behind(place, views)
        yield Checked("lists", behind < _MANY, {"behind": f"{behind:,}"})
    pages = Path(__file__).resolve().parent.parent / "desk" / "static" / "index.html"
    yield Checked("pages", pages.is_file(), {})


def _existing(folder: Path) -> Path:
    place = folder / NAME
    if not place.is_file():
        raise SaywellError("keep.nothing", path=str(place))
    return place


def _sound(path: Path, *, still: bool = False) -> int:
    """How many records a store has. `still`: nobody writes to it, so that nothing need be laid beside it. Raises
    `keep.damaged`."""
    try:
        with closing(sqlite3.connect(_address(path, still), uri=True)) as db:
            told = [str(row[0]) for row in db.execute("PRAGMA integrity_check(3)")]
            if told != ["ok"]:
                raise SaywellError("keep.damaged", path=str(path), reason="; ".join(told)[:200])
            return int(db.execute("SELECT count(*) FROM records").fetchone()[0])
    except sqlite3.Error as error:
        raise SaywellError("keep.damaged", path=str(path), reason=str(error)) from None


def _address(path: Path, still: bool = False) -> str:
    """Of a store that is read only, whatever signs its path has."""
    return f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if still else ''}"


def _schema(path: Path) -> int:
    with closing(sqlite3.connect(_address(path), uri=True)) as db:
        row = db.execute("SELECT oldest FROM schema").fetchone()
        return int(row[0]) if row else 0


def _behind(place: Path, views: Path) -> int:
    """How many records lists and reports do not know."""
    last = []
    for path, sql in ((place, HEAD), (views, "SELECT coalesce(max(position), 0) FROM progress")):
        try:
            with closing(sqlite3.connect(_address(path), uri=True)) as db:
                last.append(int(db.execute(sql).fetchone()[0]))
        except sqlite3.Error:
            last.append(0)
    return max(0, last[0] - last[1])


def hold(folder: Path) -> IO[str]:
    """Take the data of a folder for this process, until the file that is given back is closed. Raises `keep.in-use`."""
    file = (folder / "saywell.lock").open("a", encoding="ascii")
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise SaywellError("keep.in-use", path=str(folder)) from None
    return file
