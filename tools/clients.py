"""Writes the clients of clients/ from the interface as the server describes it (OpenAPI): records and calls, typed.

`tools/pages.py` keeps the files up to date with everything else that is generated.
"""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from saywell.desk.described import openapi

ROOT = Path(__file__).resolve().parent.parent / "clients"
MADE = "Written by tools/clients.py from the description of the interface; change the server instead."
PYTHON = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
TYPESCRIPT = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
_SLOT = re.compile(r"\{([a-z_]+)\}")


class Call:
    """An operation: name, method, path, its slots, its query, body and answer as schemas (None without)."""

    def __init__(self, method: str, path: str, described: dict[str, Any]) -> None:
        self.name: str = described["operationId"]
        self.method, self.path = method.upper(), path
        self.text: str = described["summary"]
        self.who: str = described.get("description", "For anybody.")
        self.slots = _SLOT.findall(path)
        self.query = {
            one["name"]: one["schema"]
            for one in described["parameters"]
            if one["in"] == "query" and one["name"] != "locale"
        }
        self.body: Any = described.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
        content: dict[str, Any] = described["responses"]["200"]["content"]
        self.is_file = "application/json" not in content
        self.gives: Any = None if self.is_file else content["application/json"].get("schema")


def calls() -> list[Call]:
    """All operations in their order."""
    return [Call(method, path, one) for path, verbs in openapi()["paths"].items() for method, one in verbs.items()]


def schemas() -> dict[str, Any]:
    """All records by name."""
    found: dict[str, Any] = openapi()["components"]["schemas"]
    return found


def short(name: str) -> str:
    """A record's name; where two modules have one of that name, with those of its modules before it."""
    parts = name.removeprefix("saywell.").split(".")
    return "".join(one[:1].upper() + one[1:] for one in parts[-3:])


def words(schema: Any, table: dict[str, str]) -> Iterator[str]:
    """The parts of a type, each in the language of the table."""
    python = table is PYTHON
    if "$ref" in schema:
        yield short(schema["$ref"].rpartition("/")[2])
    elif "enum" in schema:
        values = [json.dumps(one, ensure_ascii=False) for one in schema["enum"]]
        yield f"Literal[{', '.join(values)}]" if python else " | ".join(values)
    elif "anyOf" in schema:
        for one in schema["anyOf"]:
            yield from words(one, table)
    elif schema.get("type") == "array":
        inner = schema.get("items") or None
        item = written(inner, table) if inner else "Any" if python else "unknown"
        if "prefixItems" in schema:
            items = [written(one, table) for one in schema["prefixItems"]]
            yield f"tuple[{', '.join(items)}]" if python else f"readonly [{', '.join(items)}]"
        else:
            yield f"Sequence[{item}]" if python else f"ReadonlyArray<{item}>"
    elif schema.get("type") == "object":
        more = schema.get("additionalProperties")
        item = written(more, table) if isinstance(more, dict) and more else "Any" if python else "unknown"
        yield f"Mapping[str, {item}]" if python else f"Readonly<Record<string, {item}>>"
    elif schema.get("type") in table:
        yield table[schema["type"]]
    else:
        yield "Any" if python else "unknown"


def written(schema: Any, table: dict[str, str]) -> str:
    """A type as the language of the table writes it."""
    return " | ".join(dict.fromkeys(words(schema, table)))


def _text(schema: Any) -> list[str]:
    return [line.strip() for line in schema.get("description", "").strip().splitlines()]


# -- Python ---------------------------------------------------------------------------------------------------------


def python_records() -> Iterator[str]:
    """models.py."""
    yield f'"""What goes over the wire. {MADE}"""'
    yield "# ruff: noqa"
    yield "# fmt: off"
    yield ""
    yield "from __future__ import annotations"
    yield ""
    yield "from collections.abc import Mapping, Sequence"
    yield "from typing import Any, Literal, NotRequired, TypedDict"
    for name, schema in schemas().items():
        yield ""
        yield ""
        fields = {
            key: written(value, PYTHON)
            if key in schema.get("required", ())
            else f"NotRequired[{written(value, PYTHON)}]"
            for key, value in schema.get("properties", {}).items()
        }
        text = " ".join(_text(schema)).replace("\\", "\\\\").replace('"""', "'''") or short(name)
        if all(key.isidentifier() and not keyword.iskeyword(key) for key in fields):
            yield f"class {short(name)}(TypedDict):"
            yield f'    """{text}"""'
            if fields:
                yield ""
            yield from (f"    {key}: {kind}" for key, kind in fields.items())
        else:
            quoted = ", ".join(f'"{key}": {kind!r}' for key, kind in fields.items())
            yield f'{short(name)} = TypedDict("{short(name)}", {{{quoted}}})'
            yield f'"""{text}"""'


def python_calls() -> Iterator[str]:
    """client.py."""
    yield f'"""Every call of the interface. {MADE}"""'
    yield "# ruff: noqa"
    yield "# fmt: off"
    yield ""
    yield "from __future__ import annotations"
    yield ""
    yield "from collections.abc import Mapping, Sequence"
    yield "from typing import Any, Literal"
    yield ""
    yield "from saywell_client import models as m"
    yield "from saywell_client.line import AsyncLine, Line, path"
    for kind, base, begin, wait in (("Client", "Line", "def", ""), ("AsyncClient", "AsyncLine", "async def", "await ")):
        yield ""
        yield ""
        yield f"class {kind}({base}):"
        yield f'    """See {base}."""'
        for one in calls():
            yield ""
            yield from _python_call(one, begin, wait)


def _python_call(one: Call, begin: str, wait: str) -> Iterator[str]:
    def typed(schema: Any) -> str:
        text = written(schema, PYTHON)
        return re.sub(r"\b([A-Z]\w+)\b(?!\")", lambda found: _known(found[1]), text)

    gives = "bytes" if one.is_file else typed(one.gives) if one.gives else "Any"
    takes = [f"{slot}: str" for slot in one.slots]
    if one.body:
        takes.append(f"body: {typed(one.body)}")
    if one.query:
        takes.append("*")
        takes += [f"{_safe(name)}: {written(kind, PYTHON)} | None = None" for name, kind in one.query.items()]
    where = f'path("{one.path}"' + "".join(f", {slot}={slot}" for slot in one.slots) + ")"
    more = ["body=body"] if one.body else []
    if one.query:
        more.append("query={" + ", ".join(f'"{name}": {_safe(name)}' for name in one.query) + "}")
    yield f"    {begin} {one.name}(self{''.join(', ' + one for one in takes)}) -> {gives}:"
    yield f'        """{one.text} {one.who}"""'
    verb = "file" if one.is_file else "call"
    told = f"{wait}self.{verb}({', '.join([json.dumps(one.method), where, *more])})"
    if gives in ("Any", "bytes"):
        yield f"        return {told}"
    else:
        yield f"        answer: {gives} = {told}"
        yield "        return answer"


_NAMES = frozenset({"Any", "Literal", "Sequence", "Mapping", "None"})


def _known(name: str) -> str:
    return name if name in _NAMES else f"m.{name}"


def _safe(name: str) -> str:
    return name + "_" if keyword.iskeyword(name) else name


# -- TypeScript -----------------------------------------------------------------------------------------------------


def typescript_records() -> Iterator[str]:
    """models.ts."""
    yield f"// {MADE}"
    for name, schema in schemas().items():
        yield ""
        text = " ".join(_text(schema)).replace("*/", "* /")
        if text:
            yield f"/** {text} */"
        yield f"export interface {short(name)} {{"
        for key, value in schema.get("properties", {}).items():
            optional = "" if key in schema.get("required", ()) else "?"
            shown = key if re.fullmatch(r"[A-Za-z_]\w*", key) else json.dumps(key)
            yield f"  readonly {shown}{optional}: {written(value, TYPESCRIPT)}"
        yield "}"


def typescript_calls() -> Iterator[str]:
    """client.ts."""
    yield f"// {MADE}"
    yield ""
    yield 'import { Line, path } from "./line.js"'
    yield 'import type * as m from "./models.js"'
    yield ""
    yield "/** Every call of the interface; see Line. */"
    yield "export class Client extends Line {"
    for number, one in enumerate(calls()):
        if number:
            yield ""
        takes = [f"{slot}: string" for slot in one.slots]
        if one.body:
            takes.append(f"body: {_typescript(one.body)}")
        if one.query:
            inner = "; ".join(f"{name}?: {written(kind, TYPESCRIPT)}" for name, kind in one.query.items())
            takes.append(f"query: {{ {inner} }} = {{}}")
        gives = "Uint8Array" if one.is_file else _typescript(one.gives) if one.gives else "unknown"
        slots = f", {{ {', '.join(one.slots)} }}" if one.slots else ""
        extra = ", ".join(name for name, there in (("body", one.body), ("query", one.query)) if there)
        yield f"  /** {one.text} {one.who} */"
        yield f"  {_camel(one.name)}({', '.join(takes)}): Promise<{gives}> {{"
        told = f'"{one.method}", path("{one.path}"{slots})' + (f", {{ {extra} }}" if extra else "")
        yield f"    return this.file({told})" if one.is_file else f"    return this.call<{gives}>({told})"
        yield "  }"
    yield "}"


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(one.capitalize() for one in rest)


def _typescript(schema: Any) -> str:
    names = {short(name) for name in schemas()}
    return re.sub(
        r"\b[A-Z]\w+\b", lambda found: f"m.{found[0]}" if found[0] in names else found[0], written(schema, TYPESCRIPT)
    )


def made() -> Iterator[tuple[Path, str]]:
    """Every generated file with its text."""
    for name, lines in (
        ("python/src/saywell_client/models.py", python_records()),
        ("python/src/saywell_client/client.py", python_calls()),
        ("typescript/src/models.ts", typescript_records()),
        ("typescript/src/client.ts", typescript_calls()),
    ):
        yield ROOT / name, "\n".join(lines) + "\n"
