"""One after the other, on whichever node: for what has to be looked at whole before it is changed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from saywell.kernel.time import SECOND, Instant
from saywell.storage.interface import Append, ConflictError, Entry, Store

LEASE = 10 * SECOND
"""After this somebody else may have the turn of a node that died."""
TAKEN, FREE = "turn.taken.1", "turn.free.1"


@asynccontextmanager
async def turn(store: Store, stream: str, clock: Callable[[], Instant]) -> AsyncIterator[None]:
    """Wait for one's turn and have it within the block. Nobody else has that of the same stream then, unless the block
    takes longer than LEASE. Raises StoreError."""
    while True:
        records = await store.read(stream)
        last = records[-1] if records else None
        left = last.at + LEASE - clock() if last is not None and last.kind == TAKEN else 0
        if last is not None and left > 0:
            await store.changed(max(last.position, await store.head()), timeout=min(left, SECOND) / SECOND)
            continue
        number = last.number if last is not None else 0
        try:
            await store.append(Append(stream, [Entry(TAKEN, b"")], number, clock()))
        except ConflictError:
            continue
        break
    try:
        yield
    finally:
        # Where it took too long somebody else has it by now.
        with suppress(ConflictError):
            await store.append(Append(stream, [Entry(FREE, b"")], number + 1, clock()))
