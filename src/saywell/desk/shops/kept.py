"""A book of what a centre itself keeps: the cards and orders that were brought in where there is no shop to ask.

Each order is a stream, every version of it a record. Small streams lead to it from its parcel and its customer, and
lists of days from when it was ordered, shipped and signed for, so that no question has to read all orders.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from saywell.desk import contacts as ct
from saywell.desk.book import ORDERS, card_of, owned, plain
from saywell.desk.contacts import short
from saywell.desk.wire import Person
from saywell.followup.orders import USUAL, Limits, Row, Wanting, signed_at, span_of, wanting
from saywell.kernel.time import Instant
from saywell.storage.interface import Append, Entry, Record, Store

ORDER, LEAD, DAY, MARK = "order/", "order-key/", "order-day/", "kept/"
SHOWN = 10
"""Orders of one customer that are shown, the newest first."""
_SINCE: dict[Wanting, str] = {
    "unpaid": "ordered", "placed": "paid", "signed": "signed", "reviewed": "reviewed", "stalled": "shipped",
    "late": "shipped",
}  # fmt: skip
_READ = 500

__all__ = ["KeptBook", "KnownOrders", "order_stream", "plain", "short"]


class Version(msgspec.Struct, frozen=True, omit_defaults=True):
    """An order as it is kept; `by`: the import that told it."""

    order: dict[str, Any]
    by: str = ""


class Listed(msgspec.Struct, frozen=True):
    """Orders of one day."""

    ids: tuple[str, ...]


def order_stream(centre: str, number: str) -> str:
    """The stream of an order."""
    return f"{ORDER}{centre}/{short(plain(number))}"


def order_in(records: Sequence[Record]) -> Row | None:
    """The order as it stands."""
    return msgspec.json.decode(records[-1].body, type=Version).order if records else None


def lead_of(centre: str, key: str) -> str:
    """The stream that leads from a parcel or a customer to orders."""
    return f"{LEAD}{centre}/{short(centre, key)}"


def order_keys(order: Mapping[str, Any]) -> tuple[str, ...]:
    """By what an order is found."""
    out = [f"tracking:{plain(str(order['tracking']))}"] if order.get("tracking") else []
    out += [f"id:{str(order['customer_id']).lower()}"] if order.get("customer_id") else []
    out += [f"phone:{ct.phone_key(str(order['phone']))}"] if order.get("phone") else []
    return tuple(out)


def days_of(order: Mapping[str, Any]) -> set[tuple[str, str]]:
    """On which lists of days it stands."""
    events = order.get("events") or ()
    found = {
        "ordered": order.get("ordered"),
        "shipped": order.get("shipped") or (events[0].get("at") if events else None),
        "signed": signed_at(order),
        "paid": order.get("paid") or order.get("ordered"),
        "reviewed": order.get("reviewed"),
    }
    return {(name, _day(at)) for name, at in found.items() if isinstance(at, int)}


def _day(at: Instant) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)).date().isoformat()


class KnownOrders:
    """The orders that some rows are about; moved on as they are planned."""

    def __init__(self, centre: str) -> None:
        self._centre = centre
        self._orders: dict[str, tuple[Row, int]] = {}
        self._leads: dict[str, list[str]] = {}
        self._days: dict[tuple[str, str], list[str]] = {}

    @classmethod
    async def read(cls, store: Store, centre: str, told: Sequence[Row]) -> KnownOrders:
        """What the store knows of these."""
        known = cls(centre)
        names = {order_stream(centre, str(one["id"])) for one in told}
        for stream, records in (await store.read_all(dict.fromkeys(names, 0))).items():
            found = order_in(records)
            if found is not None:
                known._orders[stream] = (found, len(records))
        keys = {key for one in told for key in order_keys(one)}
        keys |= {key for order, _ in known._orders.values() for key in order_keys(order)}
        streams = {lead_of(centre, key): key for key in keys}
        for stream, records in (await store.read_all(dict.fromkeys(streams, 0))).items():
            known._leads[streams[stream]] = [msgspec.json.decode(one.body, type=ct.Key).id for one in records]
        return known

    def of(self, number: str) -> tuple[Row | None, int]:
        """An order as it stands, and how many versions there are."""
        return self._orders.get(order_stream(self._centre, number), (None, 0))

    def keep(self, order: Row, at: Instant, by: str) -> Iterator[Append]:
        """What is to be appended for a new version."""
        stream = order_stream(self._centre, str(order["id"]))
        old, before = self._orders.get(stream, (None, 0))
        self._orders[stream] = (order, before + 1)
        yield Append(stream, [Entry("order.set.1", msgspec.json.encode(Version(order, by)))], before, at)
        id = stream.rpartition("/")[2]
        for key in order_keys(order):
            leads = self._leads.setdefault(key, [])
            if id not in leads:
                entry = Entry("order.key.1", msgspec.json.encode(ct.Key(id)))
                yield Append(lead_of(self._centre, key), [entry], len(leads), at)
                leads.append(id)
        for day in days_of(order) - (days_of(old) if old is not None else set()):
            self._days.setdefault(day, []).append(id)

    def days(self, name: str, at: Instant) -> Iterator[Append]:
        """The lists of days of what was kept; `name` is theirs alone."""
        for (kind, day), ids in self._days.items():
            entry = Entry("order.days.1", msgspec.json.encode(Listed(tuple(ids))))
            yield Append(f"{DAY}{self._centre}/{kind}/{day}/{name}", [entry], 0, at)


class KeptBook:
    """The customers and orders that a centre keeps itself; see Book."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._marked: set[str] = set()

    async def close(self) -> None:
        """See Book."""

    async def keeps(self, centre: str) -> bool:
        """Whether a centre keeps anything here."""
        if centre not in self._marked and await self._store.read(MARK + centre):
            self._marked.add(centre)
        return centre in self._marked

    async def contacts(self, centre: str, phone: str = "", id: str = "") -> list[ct.Contact]:
        """The cards of whoever has a number, an account, an id or an address, the newest last."""
        if not await self.keeps(centre):
            return []
        keys = ct.asked_keys(phone, id)
        streams = {ct.lead_of(centre, key): key for key in keys}
        ids = [one.id for one in await self._led(list(streams))]
        cards = await self._store.read_all({ct.stream_of(centre, one): 0 for one in [*ids, *([id] if id else [])]})
        found = [card for records in cards.values() if (card := ct.contact_in(records)) is not None]
        return sorted(
            (one for one in found if one.id == id or set(keys) & set(ct.keys_of(one))), key=lambda one: (one.at, one.id)
        )

    async def _led(self, streams: Sequence[str]) -> list[ct.Key]:
        found = await self._store.read_all(dict.fromkeys(streams, 0))
        return [msgspec.json.decode(one.body, type=ct.Key) for records in found.values() for one in records]

    async def orders_by(self, centre: str, keys: Sequence[str]) -> dict[str, Row]:
        """The orders to which these keys lead, by their streams."""
        ids = {one.id for one in await self._led([lead_of(centre, key) for key in keys])}
        found = await self._orders(centre, sorted(ids))
        return {stream: one for stream, one in found.items() if set(keys) & set(order_keys(one))}

    async def _orders(self, centre: str, ids: Sequence[str]) -> dict[str, Row]:
        found = await self._store.read_all({f"{ORDER}{centre}/{id}": 0 for id in ids})
        return {stream: order for stream, records in found.items() if (order := order_in(records)) is not None}

    async def orders_of(self, centre: str, cards: Sequence[ct.Contact], phone: str, id: str) -> dict[str, Row]:
        """The orders of a customer: by what was asked for, and by what the cards tell."""
        keys = [f"phone:{one}" for one in ct.phone_keys(phone)] if phone else []
        keys += [f"id:{id.lower()}"] if id else []
        for card in cards:
            keys += [f"id:{one.lower()}" for one in (card.number, card.id, *card.accounts) if one]
            keys += [f"phone:{ct.phone_key(one)}" for one in card.phones]
        return await self.orders_by(centre, list(dict.fromkeys(keys))) if keys else {}

    async def person(self, centre: str, id: str, phone: str = "") -> Person:
        """See Book."""
        if not (id or phone) or not await self.keeps(centre):
            return Person()
        cards = await self.contacts(centre, "", id) if id else []
        cards = cards or await self.contacts(centre, phone)
        card = cards[-1] if cards else None
        orders = await self.orders_of(centre, cards[-1:], "" if card else phone, "" if card else id)
        newest = sorted(orders.values(), key=lambda one: -(one.get("ordered") or 0))[:SHOWN]
        if card is None and not newest:
            return Person()
        person = ct.person_of(card) if card is not None else _from_order(newest[0])
        return msgspec.structs.replace(person, orders=tuple(owned(one, person) for one in newest))

    async def find(self, centre: str, what: str, key: str) -> Row | None:
        """See Book."""
        if not plain(key) or not await self.keeps(centre):
            return None
        if what not in ORDERS:
            cards = await self.contacts(centre, key, key)
            return card_of(ct.person_of(cards[-1])) if cards else None
        order = order_in(await self._store.read(order_stream(centre, key)))
        if order is None:
            found = await self.orders_by(centre, [f"tracking:{plain(key)}"])
            order = next(reversed(found.values()), None)
        return await self._owned(centre, order) if order is not None else None

    async def _owned(self, centre: str, order: Row) -> Row:
        """An order with whose it is."""
        id, phone = str(order.get("customer_id") or ""), str(order.get("phone") or "")
        cards = await self.contacts(centre, "", id) if id else []
        cards = cards or (await self.contacts(centre, phone) if phone else [])
        return owned(order, ct.person_of(cards[-1])) if cards else dict(order)

    async def orders_wanting(self, centre: str, kind: Wanting, now: Instant, limits: Limits = USUAL) -> list[Row]:
        """See Book."""
        if not await self.keeps(centre):
            return []
        since, until = span_of(kind, now, limits)
        place = f"{DAY}{centre}/{_SINCE[kind]}/"
        lists = [
            one for one in await self._store.streams(place)
            if _day(since) <= one.removeprefix(place).partition("/")[0] <= _day(until)
        ]  # fmt: skip
        ids: dict[str, None] = {}
        for at in range(0, len(lists), _READ):
            found = await self._store.read_all(dict.fromkeys(lists[at : at + _READ], 0))
            for records in found.values():
                for one in records:
                    ids |= dict.fromkeys(msgspec.json.decode(one.body, type=Listed).ids)
        out: list[Row] = []
        names = list(ids)
        for at in range(0, len(names), _READ):
            orders = await self._orders(centre, names[at : at + _READ])
            out += wanting(list(orders.values()), kind, now, limits)
        return [await self._owned(centre, one) for one in out]


def _from_order(order: Row) -> Person:
    """Whose an order is, where there is no card."""
    name = str(order.get("customer") or order.get("recipient") or "")
    surname, title = ct.split_name(name)
    return Person(
        id=str(order.get("customer_id") or ""), name=name, surname=surname, title=title,
        phone=str(order.get("phone") or ""),
    )  # fmt: skip
