"""The log of what must not be forgotten. One can only append to it; what is older than the days that a centre keeps it
goes day by day, and that is noted too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from saywell.kernel.time import Instant, format_rfc3339
from saywell.storage.interface import Append, ConflictError, Entry, Record, Store

AUDIT = "audit/"
FIRST = "audit"
"""The stream of all notes before they had one for each centre and day."""


class Audit:
    """Notes in a store: one stream for each centre and day (UTC); what concerns none stands under the empty name."""

    def __init__(self, store: Store, clock: Callable[[], Instant]) -> None:
        self._store, self._clock = store, clock

    async def log(self, what: str, account: str, centre: str = "", **details: Any) -> None:
        """Note what somebody did."""
        now = self._clock()
        note: dict[str, Any] = {"what": what, "account": account, **({"centre": centre} if centre else {}), **details}
        await append(
            self._store, f"{AUDIT}{centre}/{day_of(now)}", Entry("audit.noted.1", msgspec.json.encode(note)), now
        )

    async def logged(self, last: int = 200, centres: tuple[str, ...] | None = None) -> list[dict[str, Any]]:
        """The newest notes, the newest first: of these centres and of none, or of all."""
        days: dict[str, list[str]] = {}
        for stream in await self._store.streams(AUDIT):
            centre, _, day = stream.removeprefix(AUDIT).rpartition("/")
            if centres is None or not centre or centre in centres:
                days.setdefault(day, []).append(stream)
        found: list[Record] = []
        for day in sorted(days, reverse=True):
            records = [record for stream in days[day] for record in await self._store.read(stream)]
            found += sorted(records, key=lambda one: -one.position)
            if len(found) >= last:
                break
        else:
            found += reversed(await self._store.read(FIRST))
        return [{"at": one.at, **msgspec.json.decode(one.body)} for one in found[:last]]

    async def forget(self, centre: str, before: Instant) -> int:
        """Remove the notes of a centre of all days that were over at an instant; how many went."""
        gone = 0
        for stream in await self._store.streams(f"{AUDIT}{centre}/"):
            if stream.rpartition("/")[2] < day_of(before):
                gone += await self._store.erase(stream)
        if not centre:
            first = await self._store.read(FIRST)
            if first and first[-1].at < before:
                gone += await self._store.erase(FIRST)
        return gone


def day_of(at: Instant) -> str:
    """The day of an instant, UTC: 2026-11-22."""
    return format_rfc3339(at)[:10]


async def append(store: Store, stream: str, entry: Entry, at: Instant) -> None:
    """Put something at the end of a stream, wherever that is by now."""
    number = 0
    while True:
        try:
            await store.append(Append(stream, [entry], number, at))
        except ConflictError as error:
            number = error.number
        else:
            return
