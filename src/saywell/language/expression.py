"""Regular expressions that are compiled when they are first used, and only once on a machine.

Python takes about a millisecond for a long expression, more than hearing a whole conversation takes afterwards. The
program that it compiles is kept on the shelf. How that program looks is Python's own affair: whoever saves the shelf
keeps it apart by `ENGINE`, and where anything is not as it is known here, Python compiles anew.
"""

from __future__ import annotations

import re
import sys
from array import array
from importlib import import_module
from typing import Any, cast

import msgspec

from saywell.kernel.kept import shelf

try:
    _sre, _parser, _writer = import_module("_sre"), import_module("re._parser"), import_module("re._compiler")
    ENGINE = f"{sys.version} {_sre.MAGIC} {_sre.CODESIZE}"
    _KNOWN = array("I").itemsize == _sre.CODESIZE and callable(_parser.parse) and callable(_writer._code)
except (ImportError, AttributeError):
    ENGINE, _KNOWN = sys.version, False

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class _Program(msgspec.Struct, frozen=True, array_like=True):
    """What Python's engine runs: flags, number of groups, their names, the code."""

    flags: int
    groups: int
    names: dict[str, int]
    code: bytes


_READER = msgspec.msgpack.Decoder(_Program)


def compiled(regex: str) -> re.Pattern[str]:
    """The compiled expression, from the shelf where that has it."""
    if not _KNOWN:
        return re.compile(regex)
    held = shelf().get("expression", regex)
    if held is not None:
        try:
            return _load(regex, _READER.decode(held))
        except (msgspec.MsgspecError, RuntimeError, ValueError, TypeError, IndexError, OverflowError):
            return re.compile(regex)
    tree = _parser.parse(regex, 0)
    state = tree.state
    program = _Program(
        state.flags, state.groups - 1, dict(state.groupdict), array("I", _writer._code(tree, 0)).tobytes()
    )
    shelf().put("expression", regex, msgspec.msgpack.encode(program))
    return _load(regex, program)


def _load(regex: str, program: _Program) -> re.Pattern[str]:
    names: list[str | None] = [None] * (program.groups + 1)
    for name, number in program.names.items():
        names[number] = name
    code = array("I", program.code).tolist()
    pattern: re.Pattern[str] = _sre.compile(regex, program.flags, code, program.groups, program.names, tuple(names))
    return pattern


class _Lazy:
    """Stands for a pattern until one of its methods is wanted; from then on it has them itself."""

    def __init__(self, regex: str) -> None:
        self.pattern = regex

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        pattern = compiled(self.pattern)
        for method in _METHODS:
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def lazy(regex: str) -> re.Pattern[str]:
    """A pattern that is compiled on first use."""
    return cast("re.Pattern[str]", _Lazy(regex))
