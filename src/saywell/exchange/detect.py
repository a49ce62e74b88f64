"""Which format a file has, by its content and then its suffix; files of folders and patterns."""

from __future__ import annotations

import glob
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from saywell.exchange.source import NOTHING_ASSUMED, Assume, Source, decode_text
from saywell.kernel.errors import Place, SaywellError
from saywell.language.expression import lazy

Format = Literal["native", "json", "subtitles", "csv", "workbook", "script"]
SUFFIXES: dict[str, Format] = {
    ".jsonl": "native",
    ".ndjson": "native",
    ".json": "json",
    ".vcon": "json",
    ".vtt": "subtitles",
    ".srt": "subtitles",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".xlsb": "workbook",
    ".xls": "workbook",
    ".ods": "workbook",
    ".talk": "script",
}
_KNOWN = "JSON Lines, vCon, Contact Lens, Whisper, FunASR, WebVTT, SRT, CSV, XLSX, talk"
_SNIFFED = 64 * 1024
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_CUES = lazy(r"(?m)^\s*(?:\d+\s*\n)?\s*[\d:]+[.,]\d{1,3}\s*-->")
_SCRIPT = lazy(r"(?m)^\s*#\s*opened\s*[:\uff1a]")


def read(
    path_or_bytes: str | os.PathLike[str] | bytes, name: str | None = None, assume: Assume = NOTHING_ASSUMED
) -> Iterator[Source]:
    """The conversations of one file, in order. `name` is the name in errors and of bytes; its suffix counts too.

    Raises `exchange.*` with file, line and field; conversations before the fault have been delivered.
    """
    shown = name or (str(path_or_bytes) if not isinstance(path_or_bytes, bytes) else "<input>")
    if not isinstance(path_or_bytes, bytes) and SUFFIXES.get(Path(shown).suffix.lower()) == "native":
        yield _native(path_or_bytes, shown)
        return
    raw = path_or_bytes if isinstance(path_or_bytes, bytes) else _load(path_or_bytes, shown)
    form = detect(raw, shown)
    if form == "native":
        from saywell.exchange.native import read_native

        yield read_native(io.BytesIO(raw), shown)
    elif form == "json":
        yield from _json(raw, shown, assume)
    elif form == "workbook":
        from saywell.exchange.table import read_workbook

        yield from read_workbook(raw, shown, assume)
    elif form == "csv":
        from saywell.exchange.table import read_csv

        yield from read_csv(raw, shown, assume)
    else:
        text = decode_text(raw, shown)
        if form == "script":
            from saywell.exchange.script import read_script

            yield from read_script(text, shown)
        else:
            from saywell.exchange.subtitles import read_subtitles

            yield read_subtitles(text, shown, assume)


def detect(raw: bytes, name: str) -> Format:
    """The format of these bytes. Raises `exchange.unknown-format`."""
    suffix = SUFFIXES.get(Path(name).suffix.lower())
    if raw.startswith(_WORKBOOK):
        return "workbook"
    if suffix is not None:
        return suffix
    text = raw[:_SNIFFED].decode("utf-8", errors="replace").lstrip("\ufeff").lstrip()
    if text.startswith("WEBVTT") or _CUES.search(text):
        return "subtitles"
    if _SCRIPT.search(text):
        return "script"
    if text.startswith(("{", "[")):
        first = text.partition("\n")[0]
        return "native" if '"type"' in first and first.rstrip().endswith("}") else "json"
    if _is_table(raw):
        return "csv"
    raise SaywellError("exchange.unknown-format", place=Place(name), known=_KNOWN)


def _is_table(raw: bytes) -> bool:
    from saywell.exchange.columns import find_columns
    from saywell.exchange.table import HEADING_ROWS

    try:
        # The cut must not fall into a character.
        text = decode_text(raw[:_SNIFFED].rpartition(b"\n")[0] or raw, "")
    except SaywellError:
        return False
    rows = text.splitlines()[:HEADING_ROWS]
    return any(find_columns([cell.strip('"') for cell in row.split(d)]) for row in rows for d in ",\t;|")


def _load(path: str | os.PathLike[str], name: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise _unreadable(error, name) from None


def _native(path: str | os.PathLike[str], name: str) -> Source:
    """A native file, line by line: it may be large."""
    from saywell.exchange.native import read_native

    try:
        with open(path, "rb") as lines:
            return read_native(lines, name)
    except OSError as error:
        raise _unreadable(error, name) from None


def _unreadable(error: OSError, name: str) -> SaywellError:
    if isinstance(error, FileNotFoundError):
        return SaywellError("exchange.not-found", place=Place(name))
    return SaywellError("exchange.unreadable", place=Place(name), reason=error.strerror or str(error))


def _json(raw: bytes, name: str, assume: Assume) -> Iterator[Source]:
    """A JSON document: vCon, Contact Lens, Whisper, FunASR, a list of them, or native lines in a `.json` file."""
    from saywell.exchange.native import decode, read_native

    if not raw.strip():
        raise SaywellError("exchange.empty", place=Place(name))
    try:
        value = decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except SaywellError as error:
        first = raw.lstrip().partition(b"\n")[0]
        if b'"type"' in first and b'"opened"' in first:
            yield read_native(io.BytesIO(raw), name)
            return
        raise error.at(Place(name)) from None
    if isinstance(value, dict) and value.get("type") == "opened":
        yield read_native(io.BytesIO(raw), name)
        return
    reader = _reader(value)
    if reader is not None:
        yield reader(value, name, assume)
        return
    if isinstance(value, list) and value and all(_reader(item) for item in value):
        for number, item in enumerate(value, 1):
            yield _reader(item)(item, f"{name}#{number}", assume)
        return
    raise SaywellError("exchange.unknown-format", place=Place(name), known=_KNOWN)


def _reader(value: object) -> Any:
    from saywell.exchange import contactlens, vcon, whisper

    if vcon.is_vcon(value):
        return vcon.read_vcon
    if contactlens.is_contact_lens(value):
        return contactlens.read_contact_lens
    if whisper.is_whisper(value):
        return whisper.read_whisper
    return whisper.read_funasr if whisper.is_funasr(value) else None


def files(arguments: Iterable[str]) -> Iterator[Path]:
    """The files that are meant, each once, in order: files as named, folders with all files of known suffixes in them,
    patterns (`logs/**/*.csv`). Raises `exchange.not-found` for what names nothing."""
    seen: set[Path] = set()
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        elif path.exists() or not glob.has_magic(argument):
            found = [path]
        else:
            found = sorted(Path(p) for p in glob.glob(argument, recursive=True) if Path(p).is_file())
        if not found:
            raise SaywellError("exchange.not-found", place=Place(argument))
        for one in found:
            if one not in seen:
                seen.add(one)
                yield one
