"""The standards at hand: shipped ones by their id, others by their folder. A standard that has not changed since it was
compiled is taken from the cache folder."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from saywell.app import cache
from saywell.kernel.errors import Faults, Place, SaywellError
from saywell.standard.model import Standard

if TYPE_CHECKING:
    from saywell.standard.read import Fault

SHIPPED = Path(__file__).resolve().parent.parent / "standards"
_UNREAD = frozenset({"examples", "sentences", "utterances", "demo", "play"})


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A compiled standard with the folders that it was read from, each with what it extends."""

    chain: tuple[tuple[str, str], ...]
    files: str
    standard: Standard


def shipped() -> tuple[str, ...]:
    """The ids of the shipped standards, without the one that the others extend."""
    return tuple(sorted(p.name for p in SHIPPED.iterdir() if (p / "standard.yaml").is_file() and p.name != "common"))


def open_standard(name: str) -> Standard:
    """A standard by id or folder. Raises `standard.unknown`, or Faults with every fault of its files."""
    cache.install()
    folder = folder_of(name)
    if not folder.is_dir():
        raise SaywellError("standard.unknown", name=name, known=", ".join(shipped()))
    folder = folder.resolve()
    held = _read(folder)
    if held is not None:
        return held
    from saywell.standard.compile import load

    before = _marks([str(folder)])
    standard, faults = load(folder)
    if standard is None:
        raise Faults(as_errors(faults))
    if _marks([str(folder)]) == before:
        _write(folder, standard)
    return standard


def as_errors(faults: list[Fault]) -> list[SaywellError]:
    """Faults of a standard as errors with their places."""
    return [
        SaywellError("standard.fault", place=Place(file=fault.file, line=fault.line), what=fault.what, mend=fault.mend)
        for fault in faults
    ]


def folder_of(name: str) -> Path:
    """The folder of a standard."""
    path = Path(name)
    return path if path.is_dir() else SHIPPED / name


def _name(folder: Path) -> str:
    return f"{folder.name}-{zlib.crc32(os.fsencode(folder)):08x}.standard"


def _read(folder: Path) -> Standard | None:
    body = cache.read(_name(folder), cache.code_version())
    if body is None:
        return None
    try:
        held = msgspec.msgpack.decode(body, type=_Kept)
    except msgspec.MsgspecError:
        return None
    at = folder
    for place, parent in held.chain:
        if place != str(at):
            return None
        at = _extended(at, parent) if parent else at
    return held.standard if held.files == _marks([place for place, _ in held.chain]) else None


def _write(folder: Path, standard: Standard) -> None:
    from saywell.standard.read import read_map

    chain: list[tuple[str, str]] = []
    at, parent = folder, standard.extends
    while True:
        chain.append((str(at), parent))
        if not parent:
            break
        at = _extended(at, parent)
        parent = str(read_map(at / "standard.yaml", at.name, []).get("extends", ""))
    held = _Kept(tuple(chain), _marks([place for place, _ in chain]), standard)
    cache.write(_name(folder), cache.code_version(), msgspec.msgpack.encode(held))


def folders_of(name: str) -> list[Path]:
    """The folders that a standard is read from: what it extends first, its own last."""
    from saywell.standard.read import read_map

    at, chain = folder_of(name).resolve(), list[Path]()
    while at not in chain:
        chain.insert(0, at)
        parent = str(read_map(at / "standard.yaml", at.name, []).get("extends", ""))
        if not parent:
            break
        at = _extended(at, parent).resolve()
    return chain


def _extended(folder: Path, parent: str) -> Path:
    """The folder of what a standard extends: beside it, else a shipped one."""
    beside = folder.parent / parent
    return beside if beside.is_dir() else SHIPPED / parent


def _marks(folders: list[str]) -> str:
    """Size and time of every file that is read of these folders; another text if any of them changed."""
    marks: list[tuple[str, int, int]] = []
    waiting = list(folders)
    while waiting:
        for entry in os.scandir(waiting.pop()):
            if entry.name.endswith(".yaml"):
                found = entry.stat()
                marks.append((entry.path, found.st_size, found.st_mtime_ns))
            elif entry.name not in _UNREAD and entry.is_dir():
                waiting.append(entry.path)
    return str(sorted(marks))
