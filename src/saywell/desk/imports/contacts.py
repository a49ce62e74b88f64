"""Customers out of files: matched with those who exist by their number, account, e-mail or telephone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from saywell.desk import contacts as ct
from saywell.desk import never as nv
from saywell.desk.imports import cells as ce
from saywell.desk.imports.fields import REQUIRED, mapped
from saywell.desk.imports.steps import ROWS, Item, Origin, Part, Step, Wrong, parted
from saywell.exchange.sheet import Table
from saywell.followup.rules import digits
from saywell.storage.interface import Append, Entry, Record, Store

_READERS: dict[str, Callable[[str], Any]] = {
    "number": ce.number_in, "name": ce.text_in, "surname": ce.text_in, "title": ce.text_in, "phones": ce.phones_in,
    "emails": ce.mails_in, "lang": ce.lang_in, "accounts": ce.numbers_in, "tags": ce.many_in, "never": ce.yes_in,
    "notes": ce.text_in,
}  # fmt: skip


class Contacts:
    """A file of customers; see Sort."""

    def __init__(self, store: Store, centre: str, table: Table, mapping: Mapping[str, str]) -> None:
        self._store, self._centre, self._table = store, centre, table
        self.columns, self.encoding, self.delimiter = table.columns, table.encoding, table.delimiter
        self.mapping = mapped("contacts", table.columns, mapping)
        self._at = {field: table.columns.index(column) for field, column in self.mapping.items()}
        self._rest = [(n, column) for n, column in enumerate(table.columns) if n not in self._at.values()]

    def missing(self) -> str:
        """See Sort."""
        return "" if any(one in self.mapping for one in REQUIRED["contacts"]) else "phones"

    def parts(self, rows: int = ROWS) -> Iterator[Part]:
        """See Sort."""
        return parted((self._read(row, cells) for row, cells in self._table.rows()), rows)

    def _read(self, row: int, cells: tuple[str, ...]) -> Item | Wrong:
        got: dict[str, Any] = {}
        faults: list[ce.Fault] = []
        for field, n in self._at.items():
            try:
                got[field] = _READERS[field](cells[n])
            except ce.CellError as error:
                faults.append(ce.Fault(field, error.code, error.value))
        if not faults and not any(got.get(one) for one in REQUIRED["contacts"]):
            faults.append(ce.Fault("phones", "nobody"))
        if faults:
            return Wrong(row, cells, tuple(faults))
        surname, title = ct.split_name(got.get("name", ""))
        got |= {"surname": got.get("surname") or surname, "title": got.get("title") or title}
        got["never"] = bool(got.get("never"))
        fields = {column: cells[n][: ce.LONGEST] for n, column in self._rest if cells[n]}
        return Item(row, ct.Contact(id="", fields=fields, **got), cells)

    async def plan(self, items: Sequence[Item], origin: Origin) -> list[Step]:
        """See Sort."""
        known = await _Known.read(self._store, self._centre, [item.what for item in items])
        steps = [known.step(item, origin) for item in items]
        never = [phone for item in items if item.what.never for phone in item.what.phones]
        if never and steps:
            steps[-1] = steps[-1]._replace(appends=(*steps[-1].appends, *await self._never(never, origin)))
        return steps

    async def _never(self, phones: Sequence[str], origin: Origin) -> list[Append]:
        """Put numbers on the list of those that are not called."""
        stream = nv.NEVER + self._centre
        records = await self._store.read(stream)
        there = never_in(records)
        new = tuple(dict.fromkeys(one for one in map(digits, phones) if one and one not in there))
        if not new:
            return []
        kept = nv.Kept(origin.at, new, why=why_never(origin.id))
        return [Append(stream, [Entry("never.kept.1", msgspec.json.encode(kept))], len(records), origin.at)]


def why_never(id: str) -> str:
    """Why a number is not called that an import put on the list."""
    return f"import {id}"


def never_in(records: Sequence[Record]) -> dict[str, nv.Kept]:
    """The numbers that are not called, by their digits."""
    never = nv.Never()
    for record in records:
        never.hear(record)
    return never.numbers


class _Known:
    """The cards that some rows may be about, and what leads to them; moved on as the rows are planned."""

    def __init__(self, centre: str) -> None:
        self._centre = centre
        self._leads: dict[str, list[str]] = {}
        self._cards: dict[str, tuple[ct.Contact, int]] = {}

    @classmethod
    async def read(cls, store: Store, centre: str, wanted: Sequence[ct.Contact]) -> _Known:
        """What the store knows of these."""
        known = cls(centre)
        keys = {ct.lead_of(centre, key): key for one in wanted for key in ct.keys_of(one)}
        found = await store.read_all(dict.fromkeys(keys, 0))
        known._leads = {
            keys[stream]: [msgspec.json.decode(one.body, type=ct.Key).id for one in records]
            for stream, records in found.items()
        }
        ids = {id for leads in known._leads.values() for id in leads}
        cards = await store.read_all({ct.stream_of(centre, id): 0 for id in ids})
        for records in cards.values():
            card = ct.contact_in(records)
            if card is not None:
                known._cards[card.id] = (card, len(records))
        return known

    def step(self, item: Item, origin: Origin) -> Step:
        """What becomes of a row."""
        told: ct.Contact = msgspec.structs.replace(item.what, at=origin.at, by=origin.id)
        old = self._match(told)
        if old is None:
            # The cards of one file lie side by side in every index.
            id = f"{ct.short(origin.id)[:14]}{item.row:010x}"
            new, before = msgspec.structs.replace(told, id=id), 0
            changes: tuple[tuple[str, str, str], ...] = ()
        else:
            card, before = self._cards[old]
            new = ct.merged(card, told)
            changes = ct.changes(card, new)
        stream = ct.stream_of(self._centre, new.id)
        title = new.name or new.number or (new.phones or new.emails or new.accounts or ("",))[0]
        if old is not None and not changes:
            return Step(item.row, "same", title, stream, before, before, keys=ct.keys_of(new))
        self._cards[new.id] = (new, before + 1)
        appends = [Append(stream, [ct.entry_of(new)], before, origin.at), *self._lead(new, origin)]
        verdict: Any = "new" if old is None else "changed"
        return Step(
            item.row, verdict, title, stream, before, before + 1, changes, ct.keys_of(new), tuple(appends)
        )  # fmt: skip

    def _match(self, told: ct.Contact) -> str | None:
        """The card that a row is about: one that is found by what both have, and has no other customer number."""
        for key in ct.keys_of(told):
            for id in reversed(self._leads.get(key, ())):
                card = self._cards.get(id, (None, 0))[0]
                if card is None or key not in ct.keys_of(card):
                    continue
                if told.number and card.number and told.number.lower() != card.number.lower():
                    continue
                return id
        return None

    def _lead(self, card: ct.Contact, origin: Origin) -> Iterator[Append]:
        """What is to lead to a card and does not yet."""
        for key in ct.keys_of(card):
            leads = self._leads.get(key)
            if leads is None:
                # A key that the row did not name has led here since it was first told.
                continue
            if card.id not in leads:
                entry = Entry(ct.LEAD_KIND, msgspec.json.encode(ct.Key(card.id)))
                yield Append(ct.lead_of(self._centre, key), [entry], len(leads), origin.at)
                leads.append(card.id)
