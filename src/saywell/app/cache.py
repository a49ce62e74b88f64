"""The user's cache folder: compiled standards, matchers and expressions, so that a start reads no YAML.

Nothing here decides anything: a file that is missing, old or damaged is worked out anew and written again, a folder
that cannot be written is left alone. Files are replaced whole, so that processes may share the folder.
"""

from __future__ import annotations

import atexit
import os
import sys
import zlib
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import get_ident

import msgspec

from saywell.kernel import kept
from saywell.language.expression import ENGINE

MAGIC = b"saywell1"
_HEAD = len(MAGIC) + 4
_PARTS = ("language", "standard", "exchange", "kernel")
# More expressions than that and the file is begun anew.
_LARGEST = 96 * 1024 * 1024
_SAVED_SHARE = 50


def folder() -> Path | None:
    """The cache folder; None where there is no home to put it into."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if base and os.path.isabs(base):
        return Path(base) / "saywell"
    with suppress(RuntimeError):
        return Path.home() / ".cache" / "saywell"
    return None


@lru_cache(maxsize=1)
def code_version() -> str:
    """What tells one version of the code that compiles from another."""
    root = Path(__file__).resolve().parent.parent
    marks = [
        (entry.name, (found := entry.stat()).st_size, found.st_mtime_ns)
        for part in _PARTS
        for entry in sorted(os.scandir(root / part), key=lambda e: e.name)
        if entry.name.endswith(".py")
    ]
    return f"{sys.version}{marks}"


@lru_cache(maxsize=4)
def version_of(kind: str) -> str:
    """What must not have changed for something of this kind to hold."""
    if kind != "holidays":
        return code_version()
    found = find_spec("holidays")
    if found is None or found.origin is None:
        return sys.version
    with suppress(OSError):
        return f"{found.origin} {os.stat(found.origin).st_mtime_ns}"
    return sys.version


def _file(kind: str, key: str) -> str:
    return f"{key[:32].replace('/', '-')}.{kind}"


def read(name: str, signature: str) -> bytes | memoryview | None:
    """The body of a cache file that was written under this signature, None where there is none."""
    place = folder()
    if place is None:
        return None
    try:
        raw = (place / name).read_bytes()
    except OSError:
        return None
    body = memoryview(raw)[_HEAD:]
    if raw[: len(MAGIC)] != MAGIC or zlib.crc32(body).to_bytes(4, "big") != raw[len(MAGIC) : _HEAD]:
        return None
    size = int.from_bytes(body[:4], "big")
    return body[4 + size :] if body[4 : 4 + size] == signature.encode() else None


def write(name: str, signature: str, data: bytes) -> None:
    """Write a cache file whole or not at all."""
    mark = signature.encode()
    body = len(mark).to_bytes(4, "big") + mark + data
    replace(name, MAGIC + zlib.crc32(body).to_bytes(4, "big") + body)


def replace(name: str, raw: bytes) -> None:
    """Put a file in the place of the old one in one step; silently nothing where that cannot be done."""
    place = folder()
    if place is None:
        return
    beside = place / f"{name}.{os.getpid()}-{get_ident()}.new"
    try:
        place.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(raw)
        os.replace(beside, place / name)
    except OSError:
        with suppress(OSError):
            beside.unlink()


class _Entry(msgspec.Struct, frozen=True, array_like=True):
    """Where an expression's program lies in the file, and its check sum."""

    key: int
    start: int
    end: int
    check: int


class Expressions:
    """The file of compiled expressions: an index, then the programs, read as they are asked for."""

    def __init__(self, name: str = "expressions") -> None:
        self.name = name
        self._index: dict[int, _Entry] = {}
        self._data: mmap | bytes = b""
        self._base = 0
        self.fresh: dict[int, tuple[str, bytes]] = {}
        self._open()

    def _open(self) -> None:
        self._index, self._data = {}, b""
        place = folder()
        if place is None:
            return
        try:
            with (place / self.name).open("rb") as file:
                data = mmap(file.fileno(), 0, access=ACCESS_READ)
        except (OSError, ValueError):
            return
        size = int.from_bytes(data[_HEAD : _HEAD + 4], "big")
        raw = data[_HEAD + 4 : _HEAD + 4 + size]
        if data[: len(MAGIC)] != MAGIC or zlib.crc32(raw).to_bytes(4, "big") != data[len(MAGIC) : _HEAD]:
            return
        try:
            engine, entries = msgspec.msgpack.decode(raw, type=tuple[str, list[_Entry]])
        except msgspec.MsgspecError:
            return
        if engine == ENGINE:
            self._index = {entry.key: entry for entry in entries}
            self._data, self._base = data, _HEAD + 4 + size

    def get(self, regex: str) -> bytes | None:
        """The program of an expression."""
        entry = self._index.get(zlib.crc32(regex.encode()))
        if entry is None:
            return None
        piece = self._piece(entry)
        text = regex.encode()
        size = int.from_bytes(piece[:4], "big")
        if piece[4 : 4 + size] != text or zlib.crc32(piece) != entry.check:
            return None
        return piece[4 + size :]

    def _piece(self, entry: _Entry) -> bytes:
        return self._data[self._base + entry.start : self._base + entry.end]

    def put(self, regex: str, program: bytes) -> None:
        """Keep a program until the end of the process."""
        text = regex.encode()
        self.fresh[zlib.crc32(text)] = (regex, len(text).to_bytes(4, "big") + text + program)

    def save(self) -> None:
        """Write what is new beside what is there; a handful among thousands is not worth a new file."""
        if len(self.fresh) * _SAVED_SHARE <= len(self._index):
            return
        self._open()
        pieces = {key: self._piece(entry) for key, entry in self._index.items()}
        if sum(map(len, pieces.values())) > _LARGEST:
            pieces = {}
        pieces.update((key, piece) for key, (_, piece) in self.fresh.items())
        entries, at = [], 0
        for key, piece in pieces.items():
            entries.append(_Entry(key, at, at + len(piece), zlib.crc32(piece)))
            at += len(piece)
        index = msgspec.msgpack.encode((ENGINE, entries))
        head = MAGIC + zlib.crc32(index).to_bytes(4, "big") + len(index).to_bytes(4, "big")
        replace(self.name, b"".join((head, index, *pieces.values())))
        self.fresh = {}


class CacheShelf:
    """The shelf of a process with a cache folder."""

    def __init__(self) -> None:
        self._expressions: Expressions | None = None

    @property
    def expressions(self) -> Expressions:
        """The file of expressions, opened when the first one is wanted."""
        if self._expressions is None:
            self._expressions = Expressions()
        return self._expressions

    def get(self, kind: str, key: str) -> bytes | memoryview | None:
        """What was kept, None where nothing was."""
        if kind == "expression":
            return self.expressions.get(key)
        return read(_file(kind, key), key + version_of(kind))

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep something: expressions at the end of the process, anything else at once."""
        if kind == "expression":
            self.expressions.put(key, value)
        else:
            write(_file(kind, key), key + version_of(kind), value)

    def save(self) -> None:
        """Write what waits for the end."""
        if self._expressions is not None:
            self._expressions.save()


def install() -> None:
    """Put the cache's shelf up, once."""
    if not isinstance(kept.shelf(), CacheShelf):
        shelf = CacheShelf()
        kept.use(shelf)
        atexit.register(shelf.save)
