"""Reads the YAML of a standard: every scalar is text, every value knows its line.

YAML 1.1 would make 18:00 the number 1080, `no` false and 010 eight. Here a scalar is what the author typed; figures are
read as figures only where the language of standards asks for one.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import yaml

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML without libyaml: slower, the same result
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]


DEEPEST = 100
MOST_NODES = 1_000_000


class Fault(msgspec.Struct, frozen=True):
    """One thing wrong with a standard: where, what, and how to mend it."""

    file: str
    line: int
    what: str
    mend: str = ""

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}: {self.what}"
        return f"{text} {self.mend}" if self.mend else text


class Map(dict[str, Any]):
    """A mapping that knows its file, its line and the line of each key."""

    file: str = ""
    line: int = 0

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}


class Seq(list[Any]):
    """A list that knows the line of each item."""

    file: str = ""
    line: int = 0

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


def read_map(path: Path, name: str, faults: list[Fault]) -> Map:
    """Read a file that must be a mapping. What cannot be read becomes a fault and an empty map."""
    built = read_yaml(path, name, faults)
    if isinstance(built, Map):
        return built
    faults.append(
        Fault(name, 1, "A mapping (key: value) is expected here.", "Begin each entry with its id and a colon.")
    )
    empty = Map()
    empty.file = name
    return empty


def read_yaml(path: Path, name: str, faults: list[Fault]) -> Map | Seq:
    """Read one file into maps, lists and text. `name` is how the file is called in faults. What cannot be read
    becomes a fault and an empty map."""
    empty = Map()
    empty.file = name
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        faults.append(
            Fault(name, 1, f"The file cannot be read: {error.strerror}.", "Check that it exists and may be read.")
        )
        return empty
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        faults.append(Fault(name, line, "The file is not UTF-8.", "Save it with the encoding UTF-8."))
        return empty
    try:
        node = yaml.compose(text, Loader=_Loader)
    except RecursionError:
        faults.append(Fault(name, 1, "The file is nested too deeply.", "Check the brackets."))
        return empty
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        what = getattr(error, "problem", None) or "The file is not YAML"
        faults.append(
            Fault(name, line, f"{what}.", "Check indentation, quotes and brackets on this line and the one before.")
        )
        return empty
    if node is None:
        return empty
    try:
        built = _Building(name, faults).build(node)
    except _Odd:
        faults.append(Fault(name, 1, "The file is nested or repeated too deeply.", "Take anchors and aliases out."))
        return empty
    return built if isinstance(built, Map | Seq) else empty


def names_of(where: Map, key: str, name: str, faults: list[Fault]) -> tuple[str, ...]:
    """A list of texts under a key, or one text; anything else becomes a fault of the file `name`."""
    value = where.get(key)
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,) if value else ()
    if not isinstance(value, Seq) or not all(isinstance(one, str) for one in value):
        faults.append(Fault(name, line_of(where, key), f"“{key}” wants a list of texts.", "Write [one, another]."))
        return ()
    return tuple(value)


def known_keys(where: Map, what: str, allowed: Iterable[str], name: str, faults: list[Fault]) -> None:
    """Report every key that such an entry does not have."""
    for key in where:
        if key not in allowed:
            has = ", ".join(allowed)
            faults.append(Fault(name, line_of(where, key), f"A {what} has no “{key}”.", f"It has {has}."))


class _Odd(Exception):
    """A document that no author writes: it contains itself, or is nested or repeated beyond measure."""


class _Building:
    """Builds one document and counts what it has built."""

    def __init__(self, name: str, faults: list[Fault]) -> None:
        self.name = name
        self.faults = faults
        self.left = MOST_NODES

    def build(self, node: yaml.Node, depth: int = 0) -> Any:
        """Maps, lists and text. Raises _Odd."""
        self.left -= 1
        if depth > DEEPEST or self.left < 0:
            raise _Odd
        if isinstance(node, yaml.MappingNode):
            return self._map(node, depth)
        if isinstance(node, yaml.SequenceNode):
            seq = Seq()
            seq.file = self.name
            seq.line = node.start_mark.line + 1
            for item in node.value:
                seq.lines.append(item.start_mark.line + 1)
                seq.append(self.build(item, depth + 1))
            return seq
        return str(node.value)

    def _map(self, node: yaml.MappingNode, depth: int) -> Map:
        out = Map()
        out.file = self.name
        out.line = node.start_mark.line + 1
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.faults.append(Fault(self.name, key_line, "A key must be text.", "Put the key in quotes."))
                continue
            key = str(key_node.value)
            if key in out:
                mend = f"Rename it or merge it with line {out.lines[key]}."
                self.faults.append(Fault(self.name, key_line, f"The key “{key}” stands twice.", mend))
                continue
            out.lines[key] = key_line
            out[key] = self.build(value_node, depth + 1)
        return out


def line_of(where: Any, key: str | int | None = None) -> int:
    """The line of a key or item, or of the whole."""
    if isinstance(where, Map) and isinstance(key, str):
        return where.lines.get(key, where.line)
    if isinstance(where, Seq) and isinstance(key, int) and key < len(where.lines):
        return where.lines[key]
    return int(getattr(where, "line", 0))
