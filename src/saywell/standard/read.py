"""Reads the YAML of a standard: every scalar is text, every value knows its line.

YAML 1.1 would make 18:00 the number 1080, `no` false and 010 eight. Here a scalar is what the author typed; figures are
read as figures only where the language of standards asks for one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import yaml

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML without libyaml: slower, the same result
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]


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
    built = _build(node, name, faults)
    return built if isinstance(built, Map | Seq) else empty


def _build(node: yaml.Node, name: str, faults: list[Fault]) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        out = Map()
        out.file = name
        out.line = line
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                faults.append(Fault(name, key_line, "A key must be text.", "Put the key in quotes."))
                continue
            key = str(key_node.value)
            if key in out:
                faults.append(
                    Fault(
                        name,
                        key_line,
                        f"The key “{key}” stands twice.",
                        f"Rename it or merge it with line {out.lines[key]}.",
                    )
                )
                continue
            out.lines[key] = key_line
            out[key] = _build(value_node, name, faults)
        return out
    if isinstance(node, yaml.SequenceNode):
        seq = Seq()
        seq.file = name
        seq.line = line
        for item in node.value:
            seq.lines.append(item.start_mark.line + 1)
            seq.append(_build(item, name, faults))
        return seq
    return str(node.value)


def line_of(where: Any, key: str | int | None = None) -> int:
    """The line of a key or item, or of the whole."""
    if isinstance(where, Map) and isinstance(key, str):
        return where.lines.get(key, where.line)
    if isinstance(where, Seq) and isinstance(key, int) and key < len(where.lines):
        return where.lines[key]
    return int(getattr(where, "line", 0))
