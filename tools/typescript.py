"""Writes the wire contract as TypeScript, web/src/wire.ts and its sisters: `python tools/typescript.py [--check]`.

With --check nothing is written; exit 1 if the file is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

import msgspec
from msgspec import inspect as look

from saywell.desk import branches, campaign_wire, chat_wire, wire, work_wire
from saywell.desk.imports import wire as imports_wire
from saywell.followup import survey

ROOT = Path(__file__).resolve().parent.parent
TARGET = "web/src/wire.ts"
CHAT = "web/src/chat-wire.ts"
WORK = "web/src/work-wire.ts"
CALLS = "web/src/calls-wire.ts"
IMPORTS = "web/src/imports-wire.ts"
PLAIN: dict[type, str] = {
    look.BoolType: "boolean",
    look.IntType: "number",
    look.FloatType: "number",
    look.StrType: "string",
    look.NoneType: "null",
    look.BytesType: "string",
    look.AnyType: "unknown",
}


def literals() -> dict[frozenset[Any], str]:
    """The named choices of the contract: their values -> name."""
    return {
        frozenset(get_args(made)): name
        for name, made in vars(wire).items()
        if not name.startswith("_") and get_origin(made) is Literal
    }


def structs(module: ModuleType) -> list[type[msgspec.Struct]]:
    """The records of a part of the contract in their order, without the two bases."""
    return [
        made
        for made in vars(module).values()
        if isinstance(made, type)
        and issubclass(made, wire.Wire if module is work_wire else msgspec.Struct)
        and made.__module__ == module.__name__
        and made not in (wire.Wire, wire.Ask)
    ]


def choice(values: Iterable[Any]) -> str:
    """One of some words."""
    return " | ".join(f'"{value}"' for value in values)


def written(kind: look.Type, names: dict[frozenset[Any], str]) -> str:
    """A type as TypeScript writes it. Raises TypeError for one that the contract has no use for."""
    if type(kind) in PLAIN:
        return PLAIN[type(kind)]
    match kind:
        case look.LiteralType():
            return names.get(frozenset(kind.values)) or choice(kind.values)
        case look.StructType():
            return kind.cls.__name__
        case look.UnionType():
            return " | ".join(written(one, names) for one in kind.types)
        case look.VarTupleType():
            inner = written(kind.item_type, names)
            return f"readonly ({inner})[]" if " | " in inner or inner.startswith("readonly") else f"readonly {inner}[]"
        case look.TupleType():
            return f"readonly [{', '.join(written(one, names) for one in kind.item_types)}]"
        case look.DictType():
            value = written(kind.value_type, names)
            return "Text" if value == "string" else f"Readonly<Record<string, {value}>>"
    raise TypeError(f"{kind!r} has no counterpart in TypeScript; add one to tools/typescript.py")


def may_be_null(kind: look.Type) -> bool:
    """Whether nothing may stand there."""
    return isinstance(kind, look.UnionType) and any(isinstance(one, look.NoneType) for one in kind.types)


def comment(text: str | None) -> Iterator[str]:
    """A docstring as a comment."""
    lines = [line.strip() for line in (text or "").strip().splitlines()]
    if len(lines) == 1:
        yield f"/** {lines[0]} */"
    elif lines:
        yield f"/** {lines[0]}"
        yield from (f" * {line}".rstrip() for line in lines[1:-1])
        yield f" * {lines[-1]} */"


def interface(made: type[msgspec.Struct], names: dict[frozenset[Any], str]) -> Iterator[str]:
    """One record. What a page sends may leave out what has a default; in what it gets, null is left out."""
    info = look.type_info(made)
    assert isinstance(info, look.StructType)
    sent = not issubclass(made, wire.Wire)
    yield from comment(made.__doc__)
    yield f"export interface {made.__name__} {{"
    if info.tag_field:
        yield f'  readonly {info.tag_field}: "{info.tag}"'
    for field in info.fields:
        optional = "?" if (sent and not field.required) or may_be_null(field.type) else ""
        yield f"  readonly {field.encode_name}{optional}: {written(field.type, names)}"
    yield "}"
    yield ""


def page() -> str:
    """The whole file."""
    names = literals()
    lines = ["// Written by tools/typescript.py from src/saywell/desk/wire.py; change it there.", ""]
    for values, name in names.items():
        lines += [f"export type {name} = {choice(value for value in get_args(getattr(wire, name)) if value in values)}"]
    lines += ["/** Words by key; a text by language has the keys zh-Hans, zh-Hant and en. */"]
    lines += ["export type Text = Readonly<Record<string, string>>", ""]
    made = structs(wire)
    for one in made:
        lines += interface(one, names)
    heard = [one.__name__ for one in made if one.__struct_config__.tag is not None and not issubclass(one, wire.Ask)]
    asked = [one.__name__ for one in made if issubclass(one, wire.Ask)]
    lines += ["/** What a server says on the live socket. */", f"export type Heard = {' | '.join(heard)}", ""]
    lines += ["/** What a page may ask for. */", "export type AnyAsk =", *(f"  | {name}" for name in asked)]
    return "\n".join(lines) + "\n"


def chat_page() -> str:
    """The part about the customer's page."""
    lines = ["// Written by tools/typescript.py from src/saywell/desk/chat_wire.py; change it there.", ""]
    lines += ['import type { Text } from "./wire"', ""]
    for one in structs(chat_wire):
        lines += interface(one, literals())
    return "\n".join(lines)


def work_page() -> str:
    """The part about work after conversations; what a page sends of it is written where it is sent."""
    lines = ["// Written by tools/typescript.py from src/saywell/desk/work_wire.py; change it there.", ""]
    lines += ['import type { Text } from "./wire"', ""]
    for one in structs(work_wire):
        lines += interface(one, literals())
    return "\n".join(lines)


def calls_page() -> str:
    """The part about calls to customers and surveys."""
    lines = ["// Written by tools/typescript.py from src/saywell/desk/campaign_wire.py; change it there.", ""]
    lines += ['import type { Outcome, Person, Purpose, Saying, Text } from "./wire"', ""]
    for part in (branches, survey, campaign_wire):
        for one in structs(part):
            lines += interface(one, literals())
    return "\n".join(lines)


def imports_page() -> str:
    """The part about files that are brought in."""
    lines = ["// Written by tools/typescript.py from src/saywell/desk/imports/wire.py; change it there.", ""]
    lines += ['import type { Text } from "./wire"', ""]
    for one in structs(imports_wire):
        lines += interface(one, literals())
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the files, or compare them; 1 if one is out of date."""
    stale = False
    pages = {TARGET: page(), CHAT: chat_page(), WORK: work_page(), CALLS: calls_page(), IMPORTS: imports_page()}
    for name, text in pages.items():
        target = ROOT / name
        if arguments != ["--check"]:
            target.write_text(text, encoding="utf-8")
        elif not target.is_file() or target.read_text(encoding="utf-8") != text:
            print(f"{name} is out of date; run python tools/typescript.py")
            stale = True
    return int(stale)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
