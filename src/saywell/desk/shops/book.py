"""A book that is filled by a connector: one look-up is a few questions on one line, within one time limit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any

import msgspec

from saywell.desk.book import ORDERS, card_of, owned, plain
from saywell.desk.shops.connector import Reader, Source
from saywell.desk.wire import Person
from saywell.followup.orders import Limits, Row, Wanting, span_of, wanting
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant, format_rfc3339

INSTANTS = ("ordered", "paid", "shipped", "due", "signed", "reviewed", "at")
ORDERS_SHOWN = 10
"""Orders of one customer that are shown, the newest first."""
_LANGUAGES = {"_zh_hans": "zh-Hans", "_zh_hant": "zh-Hant", "_en": "en"}


class ShopBook:
    """The customers and orders of one shop; see Book, without the centre. `zone`: of its times without an offset."""

    def __init__(self, source: Source, *, timeout_s: float, zone: tzinfo) -> None:
        self._source, self._timeout, self._zone = source, timeout_s, zone

    async def close(self) -> None:
        """Ask nothing more."""
        await self._source.close()

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[Reader]:
        try:
            async with asyncio.timeout(self._timeout), self._source.reading() as reader:
                yield reader
        except TimeoutError:
            raise SaywellError("book.late", seconds=f"{self._timeout:g}") from None

    async def ask(self, question: str, keys: Mapping[str, str | int]) -> list[Row]:
        """The rows of one question, fields as they are understood. Raises `book.*`."""
        async with self._reading() as reader:
            return await self._rows(reader, question, keys)

    async def person(self, id: str, phone: str) -> Person:
        """See Book."""
        if not id and not phone:
            return Person()
        async with self._reading() as reader:
            found = await self._rows(reader, "customer", {"customer": id, "phone": phone, "account": ""})
            person = person_of(found[0]) if found else Person(id=id, phone=phone)
            keys = {"customer": person.id, "phone": person.phone}
            headers = await self._rows(reader, "orders", keys)
            orders = [await self._whole(reader, header) for header in headers[:ORDERS_SHOWN]]
            history = await self._rows(reader, "history", keys)
        if not found and not orders:
            return Person()
        return msgspec.structs.replace(person, orders=tuple(orders), history=tuple(history))

    async def find(self, what: str, key: str) -> Row | None:
        """See Book."""
        if not plain(key):
            return None
        async with self._reading() as reader:
            if what not in ORDERS:
                number = key.strip()
                found = await self._rows(reader, "customer", {"customer": number, "phone": number, "account": number})
                return card_of(person_of(found[0])) if found else None
            headers = await self._rows(reader, "order", {"order": key.strip()})
            return await self._whole(reader, headers[0]) if headers else None

    async def orders_wanting(self, kind: Wanting, now: Instant, limits: Limits) -> list[Row]:
        """See Book."""
        since, until = span_of(kind, now, limits)
        keys: dict[str, str | int] = {
            "since": format_rfc3339(since), "until": format_rfc3339(until), "since_ms": since, "until_ms": until,
        }  # fmt: skip
        async with self._reading() as reader:
            headers = await self._rows(reader, kind, keys)
            orders = [await self._whole(reader, one) for one in headers]
        return wanting(orders, kind, now, limits)

    async def _whole(self, reader: Reader, header: Row) -> Row:
        """An order with its goods and its way."""
        order = dict(header)
        number, tracking = str(order.get("id", "")), str(order.get("tracking") or "")
        for part in ("lines", "outbound", "events"):
            if part in order:
                order[part] = [self._read(one) for one in order[part] or () if isinstance(one, dict)]
                continue
            keys: dict[str, str | int] = {"order": number}
            if part == "events":
                keys["tracking"] = tracking
            rows = await self._rows(reader, part, keys)
            if rows:
                order[part] = rows
        if "item" not in order and order.get("lines"):
            order["item"] = order["lines"][0].get("item", "")
        owner = person_of({key: order.pop(key) for key in list(order) if key in ("surname", "title")})
        return owned(order, owner)

    async def _rows(self, reader: Reader, question: str, keys: Mapping[str, str | int]) -> list[Row]:
        return [self._read(one) for one in await reader.rows(question, keys)]

    def _read(self, row: Mapping[str, Any]) -> Row:
        """A row with its instants as instants, its texts by language together, and nothing that is not there."""
        out: Row = {}
        for key, value in row.items():
            if value is None and key != "paid":
                continue
            name, _, lang = _language_of(key)
            if lang:
                out.setdefault(name, {})[lang] = str(value)
            elif key in INSTANTS:
                out[key] = instant_of(value, self._zone)
            else:
                out[key] = _plain_value(value)
        return out


def _language_of(key: str) -> tuple[str, str, str]:
    for ending, lang in _LANGUAGES.items():
        if key.endswith(ending):
            return key.removesuffix(ending), ending, lang
    return key, "", ""


def _plain_value(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str | int | float | bool | dict | list) or value is None:
        return value
    return str(value)


def instant_of(value: Any, zone: tzinfo) -> Instant | str | None:
    """An instant from ms or s since the epoch, a date and time, or such a text; without an offset it is of `zone`.
    What cannot be read stays as it is: the desk can still show it."""
    if value is None or value == "" or isinstance(value, bool):
        return None
    if isinstance(value, int | float | Decimal):
        number = float(value)
        return round(number if abs(number) > 1e11 else number * 1000)
    moment: Any = value
    if isinstance(moment, str):
        try:
            moment = datetime.fromisoformat(moment.strip())
        except ValueError:
            return str(value)
    if isinstance(moment, date) and not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=zone)
    if not isinstance(moment, datetime):
        return str(value)
    return round((moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp() * 1000)


def person_of(row: Mapping[str, Any]) -> Person:
    """A customer from a row; fields that are not a customer's are left out."""
    texts: dict[str, Any] = {
        name: str(row[name])
        for name in ("id", "surname", "title", "name", "phone", "account", "lang", "notes")
        if row.get(name) not in (None, "")
    }
    return Person(**texts)
