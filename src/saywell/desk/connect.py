"""How a centre reaches its shop, in the settings: shown without its secrets, tried out, put in force."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk.door import Door, Doors, in_centre
from saywell.desk.doors import answer, body_of
from saywell.desk.orders import limits_of
from saywell.desk.shops.connector import QUESTIONS, Connector, Reach, check
from saywell.desk.shops.secrets import Kept
from saywell.followup.orders import KINDS, Row, span_of
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import format_rfc3339
from saywell.language.mask import mask

PERSONAL = frozenset(
    ("surname", "name", "phone", "account", "notes", "customer", "recipient", "address", "invoice_title", "review")
)
"""Fields of customers and orders that tell whose they are."""
NUMBERS = frozenset(("id", "customer_id", "tracking", "sku"))
"""Numbers of things, which are no telephone numbers."""
SHOWN = 3
"""Rows of a trial that are shown."""


class ConnectorPage(w.Wire, frozen=True):
    """The connector in force. `secrets`: where those are that it names, never what they are. `questions`: what a shop
    can be asked, and the parameters that each question gives."""

    connector: Connector
    secrets: dict[str, Kept]
    questions: dict[str, tuple[str, ...]]
    version: int = 0


class NewConnector(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A connector to put in force. `version`: of the settings that it was made from; 0 where that does not matter."""

    connector: Connector
    version: int = 0


class NewSecret(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A secret to keep. It is never given back."""

    name: str
    value: str


class Trial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question to a connector that need not be in force; `keys`: its parameters."""

    connector: Connector
    question: str
    keys: dict[str, str] = {}


class Tried(w.Wire, frozen=True):
    """How many rows came, the first of them with what is personal veiled, and after how many ms."""

    count: int
    rows: tuple[Row, ...]
    ms: int


def veiled(row: Row) -> Row:
    """A row of a trial: that something came is seen, not whose it is."""
    return {
        key: _veiled(value) if key in PERSONAL else value if key in NUMBERS else _plain(value)
        for key, value in row.items()
    }


def _veiled(value: Any) -> Any:
    text = str(value)
    if not text or value is None:
        return value
    return "*" * (len(text) - 4) + text[-4:] if text.isdecimal() and len(text) > 6 else text[:1] + "*" * (len(text) - 1)


def _plain(value: Any) -> Any:
    """What is personal may stand in any text, and in rows within the row."""
    if isinstance(value, str):
        return mask(value, style="stars").text
    if isinstance(value, dict):
        return veiled(value)
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _reach(doors: Doors) -> Reach:
    book = doors.hub.book
    if not isinstance(book, Reach):
        raise SaywellError("book.not-connected")
    return book


def _page(doors: Doors, centre: str) -> ConnectorPage:
    connector = doors.hub.setting(centre).connector or Connector()
    return ConnectorPage(
        connector=connector,
        secrets=_reach(doors).secrets(centre, connector),
        questions=QUESTIONS,
        version=len(doors.hub.settings[centre]),
    )


async def get_connector(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """How a centre reaches its shop; no secret is in it."""
    centre = request.path_params["id"]
    in_centre(me, centre)
    return answer(_page(doors, centre))


async def put_connector(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Reach the shop this way from now on."""
    assert me is not None
    centre = request.path_params["id"]
    in_centre(me, centre)
    body = await body_of(request, NewConnector)
    check(body.connector)
    if body.version and body.version != len(doors.hub.settings[centre]):
        raise SaywellError("desk.changed")
    connector = body.connector if body.connector.kind != "none" else None
    await doors.hub.set_setting(msgspec.structs.replace(doors.hub.setting(centre), connector=connector))
    await doors.access.log("connector", me.account, centre=centre, kind=body.connector.kind)
    return answer(_page(doors, centre))


async def put_secret(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Keep a secret of the connector."""
    assert me is not None
    centre = request.path_params["id"]
    in_centre(me, centre)
    body = await body_of(request, NewSecret)
    await _reach(doors).set_secret(centre, body.name, body.value)
    await doors.access.log("secret", me.account, centre=centre, name=body.name)
    return answer(_page(doors, centre))


async def try_connector(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Ask a connector one question, and see what comes."""
    assert me is not None
    centre = request.path_params["id"]
    in_centre(me, centre)
    body = await body_of(request, Trial)
    keys = dict(body.keys)
    for kind in KINDS:
        if kind == body.question:
            since, until = span_of(kind, doors.hub.clock(), limits_of(doors.hub.current(centre)[1]))
            keys = {"since": format_rfc3339(since), "until": format_rfc3339(until), **keys}
    await doors.access.log("connector.tried", me.account, centre=centre, question=body.question)
    before = doors.hub.clock()
    rows = await _reach(doors).try_out(centre, body.connector, body.question, keys)
    return answer(
        Tried(count=len(rows), rows=tuple(veiled(one) for one in rows[:SHOWN]), ms=doors.hub.clock() - before)
    )


CONNECT_ROUTES: tuple[Door, ...] = (
    Door("GET", "/api/centres/{id}/connector", get_connector, "connect", None, ConnectorPage),
    Door("PUT", "/api/centres/{id}/connector", put_connector, "connect", NewConnector, ConnectorPage),
    Door("PUT", "/api/centres/{id}/connector/secret", put_secret, "connect", NewSecret, ConnectorPage),
    Door("POST", "/api/centres/{id}/connector/try", try_connector, "connect", Trial, Tried),
)
