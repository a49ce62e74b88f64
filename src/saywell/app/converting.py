"""Conversations of any readable format written in one format."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from saywell.conversation import inputs as i
from saywell.exchange.detect import files as files_of
from saywell.exchange.detect import read
from saywell.exchange.native import write_native
from saywell.exchange.source import Assume, Source
from saywell.exchange.vcon import write_vcon
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.locale import Locale


class Converted(msgspec.Struct):
    """A file name and its bytes, or why there are none."""

    name: str
    data: bytes | None = None
    error: SaywellError | None = None


def convert_files(
    files: Iterable[str], form: str, assume: Assume, *, masked: bool = False, locale: Locale = "en"
) -> Iterator[Converted]:
    """Convert every conversation of every file; what cannot be read is told and the rest goes on. `masked`: without
    what tells who the customer is, in the words of `locale`."""
    taken: set[str] = set()
    for path in files_of(files):
        shown = os.fsencode(path).decode("utf-8", "replace")
        try:
            for source in read(path, shown, assume):
                name = _name(source, form, taken)
                yield Converted(name, _write(source, _inputs(source, masked, locale), form), source.broken)
        except SaywellError as error:
            yield Converted(shown, error=error.at(Place(file=shown)))


def _inputs(source: Source, masked: bool, locale: Locale) -> Sequence[i.AnyInput]:
    if not masked:
        return source.inputs
    from saywell.exchange.masked import mask_talk

    return mask_talk(source.inputs, locale=locale).inputs


def _name(source: Source, form: str, taken: set[str]) -> str:
    suffix = ".vcon" if form == "vcon" else ".jsonl"
    stem = Path(source.name).stem
    name, n = stem + suffix, 1
    while name in taken:
        n += 1
        name = f"{stem}-{n}{suffix}"
    taken.add(name)
    return name


def _write(source: Source, inputs: Sequence[i.AnyInput], form: str) -> bytes:
    if form == "native":
        return "".join(f"{line.rstrip()}\n" for line in write_native(inputs)).encode("utf-8", "surrogatepass")
    identity = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{source.name}#{source.opened.id}"))
    return (write_vcon(inputs, created=inputs[0].at, identity=identity) + "\n").encode("utf-8")
