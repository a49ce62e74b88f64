"""The interface described for programs: OpenAPI 3.1 of the routes, AsyncAPI 3.0 of the sockets. Made from what runs."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import msgspec

from saywell import __version__
from saywell.desk import chat
from saywell.desk import wire as w
from saywell.desk.chat_wire import Chat
from saywell.desk.door import Door
from saywell.desk.http import ROUTES
from saywell.kernel.locale import LOCALES

REF = "#/components/schemas/{name}"
_SENTENCE = re.compile(r"\. ")
_SLOT = re.compile(r"\{([a-z_]+)\}")


class Failure(w.Wire, frozen=True):
    """Why something was not done: a stable code, a sentence in the language asked for, the field, a draft's hits."""

    code: str
    message: str
    field: str = ""
    hits: tuple[w.Hit, ...] = ()


@cache
def openapi() -> dict[str, Any]:
    """The REST interface (OpenAPI 3.1)."""
    types = [one for door in ROUTES for one in (door.body, door.gives) if one is not None]
    schemas, components = msgspec.json.schema_components([*types, Failure], ref_template=REF)
    known = dict(zip([*map(_key, types), _key(Failure)], schemas, strict=True))
    paths: dict[str, Any] = {}
    for door in ROUTES:
        paths.setdefault(door.path, {})[door.method.lower()] = _operation(door, known)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Saywell",
            "version": __version__,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "saywell"},
                "token": {"type": "http", "scheme": "bearer"},
            },
        },
    }  # fmt: skip


def _key(kind: Any) -> str:
    return str(kind)


def _operation(door: Door, known: dict[str, Any]) -> dict[str, Any]:
    failure = {"content": {"application/json": {"schema": known[_key(Failure)]}}, "description": "What was wrong."}
    summary, more = _told(door.handler)
    content: dict[str, Any] = {
        "application/json": {"schema": known[_key(door.gives)]} if door.gives is not None else {}
    }
    if "." in door.path.rpartition("/")[2]:
        content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    done: dict[str, Any] = {
        "operationId": door.handler.__name__,
        "summary": summary,
        "parameters": [*_parameters(door), _LOCALE],
        "responses": {"200": {"description": "Done.", "content": content}, "default": failure},
    }
    if door.body is not None:
        done["requestBody"] = {"required": True, "content": {"application/json": {"schema": known[_key(door.body)]}}}
    if door.right is not None:
        done["security"] = [{"session": []}, {"token": []}]
        done["description"] = " ".join(
            (more, f"Right: {door.right}." if door.right else "For whoever is signed in.")
        ).strip()
    elif more:
        done["description"] = f"{more} For anybody."
    return done


_LOCALE = {
    "name": "locale", "in": "query", "schema": {"type": "string", "enum": list(LOCALES)},
    "description": "Language of messages; else the Accept-Language header decides.",
}  # fmt: skip


def _parameters(door: Door) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _SLOT.findall(door.path)
    ]
    for name, kind in door.query.items():
        out.append({"name": name, "in": "query", "schema": {"type": kind}})
    return out


@cache
def asyncapi() -> dict[str, Any]:
    """The sockets (AsyncAPI 3.0)."""
    sent = {"live": (w.Snapshot, w.Patch, w.Done, w.Refused), "chat": (Chat, w.Refused)}
    taken = {"live": _members(w.AnyAsk), "chat": _members(chat.ChatAsk)}
    every = list(dict.fromkeys(one for group in (*sent.values(), *taken.values()) for one in group))
    schemas, components = msgspec.json.schema_components(every, ref_template=REF)
    known = dict(zip(every, schemas, strict=True))
    channels: dict[str, Any] = {}
    operations: dict[str, Any] = {}
    for name, address in (("live", "/api/live"), ("chat", "/api/chat")):
        kinds = (*sent[name], *taken[name])
        channels[name] = {
            "address": address,
            "messages": {kind.__name__: {"payload": known[kind], "summary": _first(kind)} for kind in kinds},
        }
        for verb, group in (("receive", taken[name]), ("send", sent[name])):
            operations[f"{name}-{verb}"] = {
                "action": verb,
                "channel": {"$ref": f"#/channels/{name}"},
                "messages": [{"$ref": f"#/channels/{name}/messages/{kind.__name__}"} for kind in group],
            }
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Saywell", "version": __version__, "license": {"name": "Apache-2.0"}},
        "channels": channels,
        "operations": operations,
        "components": {"schemas": components},
    }


def _members(union: Any) -> tuple[Any, ...]:
    return tuple(union.__args__)


def _first(kind: Any) -> str:
    return _told(kind)[0]


def _told(kind: Any) -> tuple[str, str]:
    """The first sentence of what a thing says of itself, and the rest."""
    text = " ".join((kind.__doc__ or "").split())
    end = _SENTENCE.search(text)
    return (text, "") if end is None else (text[: end.start() + 1], text[end.end() :])
