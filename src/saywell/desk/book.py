"""What is known of customers: the port to a customer database, and one that lies in memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import msgspec

from saywell.desk.wire import Person


class Book(Protocol):
    """Customers by centre. Read only."""

    def person(self, centre: str, id: str) -> Person:
        """A customer, an empty one where the id is not known."""

    def find(self, centre: str, what: str, key: str) -> dict[str, Any] | None:
        """An order, shipment, account or customer by its number; None where there is none."""


class MemoryBook:
    """Customers from plain data."""

    def __init__(self, people: dict[str, Iterable[Person]]) -> None:
        self._people = {centre: {one.id: one for one in found} for centre, found in people.items()}

    def person(self, centre: str, id: str) -> Person:
        """See Book."""
        return self._people.get(centre, {}).get(id, Person())

    def people(self, centre: str) -> list[Person]:
        """All customers of a centre."""
        return list(self._people.get(centre, {}).values())

    def find(self, centre: str, what: str, key: str) -> dict[str, Any] | None:
        """See Book. Blanks and hyphens in the number do not matter."""
        wanted = _plain(key)
        for person in self._people.get(centre, {}).values():
            if what in ("customer", "account") and wanted and wanted in (_plain(person.phone), _plain(person.account)):
                return {
                    key: value for key, value in msgspec.to_builtins(person).items() if key not in ("orders", "history")
                }
            for order in person.orders:
                if wanted and wanted in (_plain(str(order.get("id", ""))), _plain(str(order.get("tracking", "")))):
                    return {**order, "customer": person.surname + person.title}
        return None


def _plain(text: str) -> str:
    return text.replace(" ", "").replace("-", "").lower()
