"""What is known of customers and their orders: the port to a shop, and one that lies in memory.

An order is a row as `saywell.followup.orders` describes it. Everything is read only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import msgspec

from saywell.desk.wire import Person
from saywell.followup.orders import USUAL, Limits, Row, Wanting, wanting
from saywell.kernel.time import Instant

ORDERS = ("order", "shipment", "tracking")
"""What is looked up by the number of an order or of its parcel; everything else is a customer's."""


class Book(Protocol):
    """Customers and orders by centre. Read only. Every question raises `book.*` where the shop gives no answer."""

    async def person(self, centre: str, id: str, phone: str = "") -> Person:
        """A customer with the orders, by id or else by phone; an empty one where there is none."""

    async def find(self, centre: str, what: str, key: str) -> Row | None:
        """An order by its number or that of its parcel (`what`: order, shipment, tracking), or a customer by phone or
        account; None where there is none."""

    async def orders_wanting(self, centre: str, kind: Wanting, now: Instant, limits: Limits = USUAL) -> list[Row]:
        """The orders of a centre that want attention at `now`, judged; each with `customer_id`, `customer` and `phone`
        where they are known."""

    async def close(self) -> None:
        """Ask nothing more."""


class MemoryBook:
    """Customers from plain data."""

    def __init__(self, people: dict[str, Iterable[Person]]) -> None:
        self._people = {centre: {one.id: one for one in found} for centre, found in people.items()}

    async def person(self, centre: str, id: str, phone: str = "") -> Person:
        """See Book."""
        people = self._people.get(centre, {})
        wanted = plain(phone)
        by_phone = (one for one in people.values() if wanted and plain(one.phone) == wanted)
        return people.get(id) or next(by_phone, Person())

    def people(self, centre: str) -> list[Person]:
        """All customers of a centre."""
        return list(self._people.get(centre, {}).values())

    async def find(self, centre: str, what: str, key: str) -> Row | None:
        """See Book. Blanks and hyphens in the number do not matter."""
        wanted = plain(key)
        if not wanted:
            return None
        for person in self._people.get(centre, {}).values():
            if what not in ORDERS and wanted in (plain(person.phone), plain(person.account), plain(person.id)):
                return card_of(person)
            for order in person.orders:
                numbers = (plain(str(order.get("id", ""))), plain(str(order.get("tracking", ""))))
                if what in ORDERS and wanted in numbers:
                    return owned(order, person)
        return None

    async def orders_wanting(self, centre: str, kind: Wanting, now: Instant, limits: Limits = USUAL) -> list[Row]:
        """See Book."""
        rows = [owned(order, one) for one in self._people.get(centre, {}).values() for order in one.orders]
        return wanting(rows, kind, now, limits)

    async def close(self) -> None:
        """See Book."""


def card_of(person: Person) -> Row:
    """A customer as a row, without orders and history."""
    return {key: value for key, value in msgspec.to_builtins(person).items() if key not in ("orders", "history")}


def owned(order: Mapping[str, Any], person: Person) -> Row:
    """An order with whose it is."""
    known = {"customer_id": person.id, "customer": person.surname + person.title, "phone": person.phone}
    return {**{key: value for key, value in known.items() if value}, **order}


def plain(text: str) -> str:
    """A number without blanks and hyphens."""
    return text.replace(" ", "").replace("-", "").lower()
