"""Regular expressions that are compiled when they are first used, and only once on a machine.

Python takes about a millisecond for a long expression, more than hearing a whole conversation takes afterwards. The
program that it compiles is kept on the shelf, with the characters that a match can begin with: it skips to the places
where one stands. Python itself notes them for the plainest expressions only, and compares them one by one. How that
program looks is Python's own affair: whoever saves the shelf keeps it apart by `ENGINE`, and where anything is not as
it is known here, Python compiles anew.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable
from importlib import import_module
from typing import Any, cast

import msgspec

from saywell.kernel.kept import shelf

try:
    _sre, _parser, _writer = import_module("_sre"), import_module("re._parser"), import_module("re._compiler")
    _op = import_module("re._constants")
    ENGINE = f"{sys.version} {_sre.MAGIC} {_sre.CODESIZE} firsts"
    _KNOWN = array("I").itemsize == _sre.CODESIZE and callable(_parser.parse) and callable(_writer._code)
except (ImportError, AttributeError):
    ENGINE, _KNOWN = sys.version, False

# So many characters and ranges are compared one after the other; more are looked up.
_LISTED = 16
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
    code = _writer._code(tree, 0)
    try:
        code = _with_firsts(code, tree)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        code = _writer._code(tree, 0)
    program = _Program(state.flags, state.groups - 1, dict(state.groupdict), array("I", code).tobytes())
    shelf().put("expression", regex, msgspec.msgpack.encode(program))
    return _load(regex, program)


def _load(regex: str, program: _Program) -> re.Pattern[str]:
    names: list[str | None] = [None] * (program.groups + 1)
    for name, number in program.names.items():
        names[number] = name
    code = array("I", program.code).tolist()
    pattern: re.Pattern[str] = _sre.compile(regex, program.flags, code, program.groups, program.names, tuple(names))
    return pattern


def _with_firsts(code: list[int], tree: Any) -> list[int]:
    """The program with the characters that a match can begin with noted in its head, as the engine's own compiler notes
    them: INFO, its length, what it knows, the least and the greatest width, the set."""
    known = _writer.SRE_INFO_PREFIX | _writer.SRE_INFO_LITERAL
    if code[0] != _op.INFO or code[2] & known or tree.state.flags & re.IGNORECASE:
        return code
    firsts, may_be_empty = _firsts(tree)
    if firsts is None or may_be_empty:
        return code
    wanted = _runs(firsts)
    if len(wanted) > _LISTED:
        wanted = _writer._optimize_charset(wanted)[0]
    head = [_op.INFO, 0, code[2] | _writer.SRE_INFO_CHARSET, *code[3:5]]
    _writer._compile_charset(wanted, tree.state.flags, head)
    head[1] = len(head) - 1
    return head + code[1 + code[1] :]


def _firsts(items: Iterable[tuple[Any, Any]]) -> tuple[list[Any] | None, bool]:
    """What a match of these elements can begin with, in the parser's terms (None: anything), and whether it can be
    empty."""
    found: list[Any] = []
    for kind, value in items:
        more, empty = _first(kind, value)
        if more is None:
            return None, False
        found += more
        if not empty:
            return found, False
    return found, True


def _first(kind: Any, value: Any) -> tuple[list[Any] | None, bool]:
    if kind is _op.LITERAL:
        return [(kind, value)], False
    if kind is _op.IN and value[0][0] is not _op.NEGATE:
        return list(value), False
    if kind is _op.BRANCH:
        options = [_firsts(option) for option in value[1]]
        if any(more is None for more, _ in options):
            return None, False
        return [one for more, _ in options for one in more or ()], any(empty for _, empty in options)
    if kind is _op.SUBPATTERN and not (value[1] or value[2]):
        return _firsts(value[3])
    if kind in (_op.MAX_REPEAT, _op.MIN_REPEAT, _op.POSSESSIVE_REPEAT):
        more, empty = _firsts(value[2])
        return more, empty or value[0] == 0
    if kind is _op.ATOMIC_GROUP:
        return _firsts(value)
    if kind in (_op.ASSERT, _op.ASSERT_NOT, _op.AT):
        return [], True
    return None, False


def _runs(chars: Iterable[tuple[Any, Any]]) -> list[Any]:
    """Characters, ranges and classes with neighbours joined, in order."""
    ranges: list[list[int]] = []
    found = {(kind, value) for kind, value in chars if kind not in (_op.LITERAL, _op.RANGE)}
    for low, high in sorted(
        value if kind is _op.RANGE else (value, value) for kind, value in chars if kind in (_op.LITERAL, _op.RANGE)
    ):
        if ranges and low <= ranges[-1][1] + 1:
            ranges[-1][1] = max(ranges[-1][1], high)
        else:
            ranges.append([low, high])
    return [*((_op.LITERAL, low) if low == high else (_op.RANGE, (low, high)) for low, high in ranges), *found]


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
