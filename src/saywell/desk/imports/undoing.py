"""The way back of an import: what it made goes, what it changed is as it was before; what somebody changed since stays.

Each step may be done twice: a server that is killed at it goes on with the part at which it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from saywell.desk import contacts as ct
from saywell.desk import never as nv
from saywell.desk import talk as t
from saywell.desk.audit import append
from saywell.desk.imports.contacts import never_in, why_never
from saywell.desk.shops import kept as k
from saywell.followup import events as e
from saywell.followup.decide import PREFIX
from saywell.storage.interface import Append, ConflictError, Entry, Record

if TYPE_CHECKING:
    from saywell.desk.hub import Hub


class Made(msgspec.Struct, frozen=True, array_like=True):
    """What became of a row: a stream, how many records it had before and after."""

    stream: str
    before: int
    after: int
    row: int = 0


async def take_back(hub: Hub, centre: str, id: str, part: int, made: Sequence[Made]) -> list[int]:
    """Undo a part of an import; the rows of what somebody changed since."""
    records = await hub.store.read_all({one.stream: 0 for one in made})
    chains: dict[str, list[Made]] = {}
    for one in made:
        chains.setdefault(one.stream, []).append(one)
    kept: list[int] = []
    gone: dict[str, list[Record]] = {}
    for stream, chain in chains.items():
        found = records[stream]
        if not stream.startswith((ct.CONTACT, k.ORDER)):
            back = await _worked_back(hub, centre, chain, found)
        else:
            # Another import that was taken back has left it as it was.
            after = chain[-1].after
            back = not found or (len(found) >= after and found[-1].body == found[after - 1].body)
            if chain[0].before:
                back = not found or await _restored(
                    hub, f"undo:{id}:{part}", chain, found, len(found) if back else after
                )
            elif back:
                gone[stream] = found
        if not back:
            kept += [one.row for one in chain]
    await _forgotten(hub, centre, gone)
    return sorted(kept)


async def _worked_back(hub: Hub, centre: str, chain: Sequence[Made], records: list[Record]) -> bool:
    """Undo a ticket or a conversation. What an import adds to a ticket that was there stays in its history."""
    made = chain[0]
    if not records:
        return True
    if made.before or any(_by_somebody(hub, one) for one in records[chain[-1].after :]):
        return False
    if made.stream.startswith(t.PREFIX):
        await hub.erase(made.stream.removeprefix(t.PREFIX))
    else:
        await hub.erase_works(centre, (made.stream.removeprefix(PREFIX),))
    return True


async def _restored(hub: Hub, key: str, chain: Sequence[Made], records: list[Record], expected: int) -> bool:
    """The version before is the newest again; done once, however often it is asked for."""
    old = records[chain[0].before - 1]
    try:
        await hub.store.append(Append(old.stream, [Entry(old.kind, old.body)], expected, hub.clock(), key=key))
    except ConflictError:
        return False
    return True


async def forget(hub: Hub, centre: str, stream: str) -> int:
    """Erase a card or an order for good, and what leads to it alone; how many records went."""
    return await _forgotten(hub, centre, {stream: await hub.store.read(stream)})


async def _forgotten(hub: Hub, centre: str, streams: Mapping[str, Sequence[Record]]) -> int:
    """Erase cards and orders, given with their records."""
    if not streams:
        return 0
    keys: set[str] = set()
    for stream, records in streams.items():
        for one in records:
            if stream.startswith(ct.CONTACT):
                card = msgspec.json.decode(one.body, type=ct.Contact)
                keys |= {ct.lead_of(centre, key) for key in ct.keys_of(card)}
            else:
                order = msgspec.json.decode(one.body, type=k.Version).order
                keys |= {k.lead_of(centre, key) for key in k.order_keys(order)}
    ids = {stream.rpartition("/")[2] for stream in streams}
    leads = await hub.store.read_all(dict.fromkeys(keys, 0))
    idle = [
        key
        for key, found in leads.items()
        if all(msgspec.json.decode(one.body, type=ct.Key).id in ids for one in found)
    ]
    return await hub.store.erase_all([*streams, *idle])


async def call_again(hub: Hub, centre: str, id: str) -> None:
    """The numbers that this import took from those that may be called may be called again."""
    records = await hub.store.read(nv.NEVER + centre)
    asked = [phone for phone, kept in never_in(records).items() if kept.why == why_never(id)]
    book = k.KeptBook(hub.store)
    # Not those whose card stayed, and says so.
    phones = tuple([one for one in asked if not any(card.never for card in await book.contacts(centre, one))])
    if phones:
        fact = nv.Kept(hub.clock(), phones, on=False, why=why_never(id))
        entry = Entry("never.kept.1", msgspec.json.encode(fact))
        await append(hub.store, nv.NEVER + centre, entry, fact.at)


def _by_somebody(hub: Hub, record: Record) -> bool:
    """Whether a record is more than time that went by."""
    if not record.stream.startswith(PREFIX):
        return not record.kind.startswith("judged")
    event = hub.works.decider.load(record)
    return not isinstance(event, e.Reminded | e.Lapsed) and bool(getattr(event, "by", ""))
