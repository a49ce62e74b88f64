"""The standards at hand: shipped ones by their id, others by their folder."""

from __future__ import annotations

from pathlib import Path

from saywell.kernel.errors import Faults, Place, SaywellError
from saywell.standard.compile import SHIPPED, find, load
from saywell.standard.model import Standard
from saywell.standard.read import Fault


def shipped() -> tuple[str, ...]:
    """The ids of the shipped standards, without the one that the others extend."""
    return tuple(sorted(p.name for p in SHIPPED.iterdir() if (p / "standard.yaml").is_file() and p.name != "common"))


def open_standard(name: str) -> Standard:
    """A standard by id or folder. Raises `standard.unknown`, or Faults with every fault of its files."""
    folder = find(name)
    if not folder.is_dir():
        raise SaywellError("standard.unknown", name=name, known=", ".join(shipped()))
    standard, faults = load(folder)
    if standard is None:
        raise Faults(as_errors(faults))
    return standard


def as_errors(faults: list[Fault]) -> list[SaywellError]:
    """Faults of a standard as errors with their places."""
    return [
        SaywellError("standard.fault", place=Place(file=fault.file, line=fault.line), what=fault.what, mend=fault.mend)
        for fault in faults
    ]


def folder_of(name: str) -> Path:
    """The folder of a standard."""
    return find(name)
