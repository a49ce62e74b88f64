"""Orders out of files, with their goods, their parcels and the way these took. Rows of one order stand below each
other: each may tell a line of goods, something that left the warehouse, and a sign of the parcel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from saywell.desk.imports import cells as ce
from saywell.desk.imports.fields import LANGUAGES, TEXTS, mapped
from saywell.desk.imports.steps import ROWS, Item, Origin, Part, Step, Wrong, parted
from saywell.desk.orders import text_in
from saywell.desk.shops import kept as k
from saywell.exchange.sheet import Table
from saywell.followup.orders import Row
from saywell.storage.interface import Store

INSTANTS = ("ordered", "paid", "shipped", "due", "signed", "reviewed", "at")
_NUMBERS = ("id", "customer_id", "tracking", "sku", "sent_sku")
_AMOUNTS = ("price", "amount", "quantity", "sent_quantity")
_LINE = ("item", "sku", "colour", "quantity", "unit")
_SENT = {"sent_item": "item", "sent_sku": "sku", "sent_colour": "colour", "sent_quantity": "quantity"}
_EVENT = ("at", "place", "text")


class Orders:
    """A file of orders; see Sort. `zone`: of times without an offset."""

    def __init__(self, store: Store, centre: str, table: Table, mapping: Mapping[str, str], zone: str) -> None:
        self._store, self._centre, self._table, self._zone = store, centre, table, zone
        self.columns, self.encoding, self.delimiter = table.columns, table.encoding, table.delimiter
        self.mapping = mapped("orders", table.columns, mapping)
        self._at = {field: table.columns.index(column) for field, column in self.mapping.items()}
        self._rest = [(n, column) for n, column in enumerate(table.columns) if n not in self._at.values()]

    def missing(self) -> str:
        """See Sort."""
        return "" if "id" in self.mapping else "id"

    def parts(self, rows: int = ROWS) -> Iterator[Part]:
        """See Sort."""
        return parted(self._orders(), rows)

    def _days(self) -> ce.Days:
        """The dates of the table, seen once before they are read."""
        days = ce.Days(self._zone)
        at = [self._at[field] for field in INSTANTS if field in self._at]
        if at:
            days.learn([cells[n] for _, cells in self._table.rows() for n in at if "/" in cells[n] or "." in cells[n]])
        return days

    def _orders(self) -> Iterator[Item | Wrong]:
        n = self._at["id"]
        days = self._days()
        seen: set[bytes] = set()
        for number, group in groupby(self._table.rows(), key=lambda one: k.plain(one[1][n])):
            rows = list(group)
            read = [(row, cells, *self._read(cells, days)) for row, cells in rows]
            if number and not any(faults for *_, faults in read):
                # The hash is kept and not the number: a file may have very many.
                mark = bytes.fromhex(k.short(number)[:16])
                told = _whole([got for _, _, got, _ in read])
                yield Item(rows[0][0], (told, mark in seen), rows[0][1], len(rows))
                seen.add(mark)
                continue
            for row, cells, _, faults in read:
                yield Wrong(row, cells, faults or (ce.Fault("id", "fellow" if number else "nothing"),))

    def _read(self, cells: tuple[str, ...], days: ce.Days) -> tuple[Row, tuple[ce.Fault, ...]]:
        got: Row = {}
        faults: list[ce.Fault] = []
        for field, n in self._at.items():
            ending = next((one for one in LANGUAGES if field.endswith(one)), "")
            try:
                if ending and field.removesuffix(ending) in TEXTS:
                    if text := ce.text_in(cells[n]):
                        got.setdefault(field.removesuffix(ending), {})[LANGUAGES[ending]] = text
                    continue
                value = _reader(field, days)(cells[n])
            except ce.CellError as error:
                faults.append(ce.Fault(field, error.code, error.value))
                continue
            if value not in ("", None, ()) or field == "paid":
                got[field] = value[0] if field == "phone" else value
        if not faults and not got.get("id"):
            faults.append(ce.Fault("id", "nothing"))
        got |= {column: cells[n][: ce.LONGEST] for n, column in self._rest if cells[n]}
        return got, tuple(faults)

    async def plan(self, items: Sequence[Item], origin: Origin) -> list[Step]:
        """See Sort."""
        known = await k.KnownOrders.read(self._store, self._centre, [item.what[0] for item in items])
        steps: list[Step] = []
        for item in items:
            told, more = item.what
            old, before = known.of(told["id"])
            new = told if old is None else merged(old, told, more=more)
            stream = k.order_stream(self._centre, told["id"])
            title, keys = _titled(new), (k.plain(told["id"]),)
            if old == new:
                steps.append(Step(item.row, "same", title, stream, before, before, keys=keys))
                continue
            changes = () if old is None else _changes(old, new)
            appends = tuple(known.keep(new, origin.at, origin.id))
            verdict: Any = "new" if old is None else "changed"
            steps.append(Step(item.row, verdict, title, stream, before, before + 1, changes, keys, appends))
        if steps:
            days = tuple(known.days(f"{origin.id}-{origin.part}", origin.at))
            steps[-1] = steps[-1]._replace(appends=(*steps[-1].appends, *days))
        return steps


def _reader(field: str, days: ce.Days) -> Callable[[str], Any]:
    if field in INSTANTS:
        return days.read
    if field in _NUMBERS:
        return ce.number_in
    if field in _AMOUNTS:
        return ce.amount_in
    if field == "stars":
        return ce.stars_in
    return ce.phones_in if field == "phone" else ce.text_in


def _whole(rows: Sequence[Row]) -> Row:
    """One order out of its rows."""
    order: Row = {}
    lines: list[Row] = []
    outbound: list[Row] = []
    events: list[Row] = []
    for row in rows:
        line = {name: row.pop(name) for name in _LINE if name in row}
        sent = {name: row.pop(field) for field, name in _SENT.items() if field in row}
        event = {name: row.pop(name) for name in _EVENT if name in row}
        for found, part, name in ((line, lines, "item"), (sent, outbound, "item")):
            # The goods stand again in each row that tells of the parcel.
            if (found.get(name) or found.get("sku")) and not (event and found in part):
                part.append(found)
        if event:
            events.append(event)
        order.update({name: value for name, value in row.items() if value is not None or name not in order})
    if lines:
        order |= {"lines": lines, "item": lines[0].get("item", lines[0].get("sku"))}
    if about := order.pop("about", None):
        order["item"] = about
    if outbound:
        order["outbound"] = outbound
    if events:
        order["events"] = _ordered(events)
    return order


def merged(old: Row, told: Row, *, more: bool) -> Row:
    """An order with what a newer file tells. What that does not tell stays, goods are those of the newer one (`more`:
    and of an earlier part of the same file), signs of the parcel come together."""
    new = {**old, **{name: value for name, value in told.items() if value is not None}}
    for part in ("lines", "outbound"):
        if part in told and more:
            new[part] = [*old.get(part, ()), *(one for one in told[part] if one not in old.get(part, ()))]
    if "events" in told:
        there = old.get("events", [])
        new["events"] = _ordered([*there, *(one for one in told["events"] if one not in there)])
    return new


def _ordered(events: Sequence[Row]) -> list[Row]:
    unique = [one for n, one in enumerate(events) if one not in events[:n]]
    return sorted(unique, key=lambda one: one.get("at") or 0)


def _titled(order: Row) -> str:
    item = text_in(order.get("item"), "zh-Hans")
    return f"{order['id']} {item}".strip()


def _changes(old: Row, new: Row) -> tuple[tuple[str, str, str], ...]:
    out = []
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if before != after:
            out.append((name, _shown(before), _shown(after)))
    return tuple(out)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return f"({len(value)})"
    return text_in(value, "zh-Hans")
