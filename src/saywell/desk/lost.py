"""What was erased of work and lists, told to all nodes and to the projection: they forget it too."""

from __future__ import annotations

import msgspec

from saywell.desk.audit import append
from saywell.kernel.time import Instant
from saywell.storage.interface import Entry, Record, Store

STREAM = "erased/"
LOST = "erased.1"


class Lost(msgspec.Struct, frozen=True, omit_defaults=True):
    """`works`: ids of pieces of work that are gone; `streams`: what was rewritten without somebody."""

    works: tuple[str, ...] = ()
    streams: tuple[str, ...] = ()


def lost_in(record: Record) -> Lost:
    """What a record tells of."""
    return msgspec.json.decode(record.body, type=Lost)


async def tell_lost(store: Store, centre: str, lost: Lost, at: Instant) -> None:
    """Tell it."""
    await append(store, STREAM + centre, Entry(LOST, msgspec.json.encode(lost)), at)
