"""The centre's own cards and orders among what is kept of a customer: shown, taken away and erased with the rest."""

from __future__ import annotations

from typing import Any

import msgspec

from saywell.desk import contacts as ct
from saywell.desk.customer import Found, Whose
from saywell.desk.hub import Hub
from saywell.desk.imports.undoing import forget
from saywell.desk.shops import kept as k
from saywell.kernel.errors import SaywellError


async def _cards(book: k.KeptBook, centre: str, whose: Whose) -> list[ct.Contact]:
    found = [card for phone in whose.phones for card in await book.contacts(centre, phone)]
    found += [card for id in whose.ids for card in await book.contacts(centre, "", id)]
    return list({card.id: card for card in found}.values())


class KeptContacts:
    """The cards of customers that the centre keeps itself."""

    kind = "contacts"

    def __init__(self, hub: Hub) -> None:
        self._hub, self._book = hub, k.KeptBook(hub.store)

    async def find(self, centre: str, whose: Whose) -> list[Found]:
        """See Keeper."""
        return [Found(kind=self.kind, id=one.id, at=one.at) for one in await _cards(self._book, centre, whose)]

    async def export(self, centre: str, id: str) -> dict[str, Any]:
        """See Keeper."""
        card = ct.contact_in(await self._hub.store.read(ct.stream_of(centre, id)))
        if card is None:
            raise SaywellError("privacy.nothing")
        shown: dict[str, Any] = msgspec.to_builtins(card)
        return {name: value for name, value in shown.items() if name != "by"}

    async def erase(self, centre: str, id: str) -> int:
        """See Keeper."""
        return await forget(self._hub, centre, ct.stream_of(centre, id))


class KeptOrders:
    """The orders that the centre keeps itself."""

    kind = "orders"

    def __init__(self, hub: Hub) -> None:
        self._hub, self._book = hub, k.KeptBook(hub.store)

    async def find(self, centre: str, whose: Whose) -> list[Found]:
        """See Keeper: by what was asked for, and by what the customer's cards tell."""
        if not await self._book.keeps(centre):
            return []
        orders = await self._book.orders_of(centre, await _cards(self._book, centre, whose), "", "")
        for phone in whose.phones:
            orders |= await self._book.orders_of(centre, (), phone, "")
        for id in whose.ids:
            orders |= await self._book.orders_of(centre, (), "", id)
        return [
            Found(kind=self.kind, id=stream.rpartition("/")[2], at=one.get("ordered") or 0)
            for stream, one in sorted(orders.items(), key=lambda pair: pair[1].get("ordered") or 0)
        ]

    async def export(self, centre: str, id: str) -> dict[str, Any]:
        """See Keeper."""
        order = k.order_in(await self._hub.store.read(f"{k.ORDER}{centre}/{id}"))
        if order is None:
            raise SaywellError("privacy.nothing")
        return order

    async def erase(self, centre: str, id: str) -> int:
        """See Keeper."""
        return await forget(self._hub, centre, f"{k.ORDER}{centre}/{id}")
