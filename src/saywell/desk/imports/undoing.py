"""The way back of an import: what it made goes, what it changed is as it was before; what somebody changed since stays.

Each step may be done twice: a server that is killed at it goes on with the part at which it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from saywell.desk import campaigns as ca
from saywell.desk import contacts as ct
from saywell.desk import talk as t
from saywell.desk.audit import append
from saywell.desk.imports.contacts import never_in, why_never
from saywell.desk.shops import kept as k
from saywell.followup import events as e
from saywell.followup.decide import PREFIX
from saywell.kernel.errors import SaywellError
from saywell.storage.interface import Append, ConflictError, Entry, Record

if TYPE_CHECKING:
    from saywell.desk.hub import Hub


class Made(msgspec.Struct, frozen=True, array_like=True):
    """What became of a row: a stream, how many records it had before and after."""

    stream: str
    before: int
    after: int
    row: int = 0


async def take_back(hub: Hub, centre: str, id: str, made: Made) -> bool:
    """Undo a row; false where somebody changed it since."""
    records = await hub.store.read(made.stream)
    if not records:
        return True
    if made.stream.startswith((ct.CONTACT, k.ORDER)):
        # Another import that was taken back has left it as it was.
        same = len(records) >= made.after and records[-1].body == records[made.after - 1].body
        if made.before:
            return await _restored(hub, id, made, records, len(records) if same else made.after)
        if same:
            await forget(hub, centre, made.stream)
        return same
    if any(_by_somebody(hub, one) for one in records[made.after :]):
        return False
    if made.before:
        # What an import adds to a ticket that was there stays in its history.
        return False
    if made.stream.startswith(t.PREFIX):
        try:
            await hub.erase(made.stream.removeprefix(t.PREFIX))
        except SaywellError as error:
            if error.code != "desk.no-talk":
                raise
    else:
        await hub.works.erase(made.stream)
    return True


async def _restored(hub: Hub, id: str, made: Made, records: list[Record], expected: int) -> bool:
    """The version before is the newest again."""
    old = records[made.before - 1]
    key = f"undo:{id}:{made.after}"
    try:
        await hub.store.append(Append(made.stream, [Entry(old.kind, old.body)], expected, hub.clock(), key=key))
    except ConflictError:
        return False
    return True


async def forget(hub: Hub, centre: str, stream: str) -> int:
    """Erase a card or an order for good, and what leads to it alone; how many records went."""
    records = await hub.store.read(stream)
    keys: set[str] = set()
    if stream.startswith(ct.CONTACT):
        for one in records:
            card = msgspec.json.decode(one.body, type=ct.Contact)
            keys |= {ct.lead_of(centre, key) for key in ct.keys_of(card)}
    else:
        for one in records:
            order = msgspec.json.decode(one.body, type=k.Version).order
            keys |= {k.lead_of(centre, key) for key in k.order_keys(order)}
    id = stream.rpartition("/")[2]
    gone = await hub.store.erase(stream)
    for key, found in (await hub.store.read_all(dict.fromkeys(keys, 0))).items():
        if all(msgspec.json.decode(one.body, type=ct.Key).id == id for one in found):
            gone += await hub.store.erase(key)
    return gone


async def call_again(hub: Hub, centre: str, id: str) -> None:
    """The numbers that this import took from those that may be called may be called again."""
    records = await hub.store.read(ca.NEVER + centre)
    asked = [phone for phone, kept in never_in(records).items() if kept.why == why_never(id)]
    book = k.KeptBook(hub.store)
    # Not those whose card stayed, and says so.
    phones = tuple([one for one in asked if not any(card.never for card in await book.contacts(centre, one))])
    if phones:
        fact = ca.Kept(hub.clock(), phones, on=False, why=why_never(id))
        entry = Entry("never.kept.1", msgspec.json.encode(fact))
        await append(hub.store, ca.NEVER + centre, entry, fact.at)


def _by_somebody(hub: Hub, record: Record) -> bool:
    """Whether a record is more than time that went by."""
    if not record.stream.startswith(PREFIX):
        return not record.kind.startswith("judged")
    event = hub.works.decider.load(record)
    return not isinstance(event, e.Reminded | e.Lapsed) and bool(getattr(event, "by", ""))
