"""A store that forgets: for tests and trials."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from saywell.kernel.time import Instant
from saywell.storage.interface import Append, Appended, ConflictError, Decide, Due, Position, Record, StoreError
from saywell.storage.news import News


class MemoryStore:
    """Everything in dictionaries of one process; one event loop."""

    def __init__(self) -> None:
        self._log: list[Record] = []
        self._streams: dict[str, list[Record]] = {}
        self._wakes: dict[str, Instant] = {}
        self._keys: dict[tuple[str, str], Appended] = {}
        self._last = 0
        self._news = News()
        self._closed = False

    async def append(self, what: Append) -> Appended:
        """See Store."""
        [done] = await self.append_all([what])
        return done

    async def append_all(self, what: Sequence[Append]) -> list[Appended]:
        """See Store."""
        if self._closed:
            raise StoreError("the store is closed")
        numbers: dict[str, int] = {}
        keyed: set[tuple[str, str]] = set()
        for one in what:
            if one.key is not None and ((one.stream, one.key) in self._keys or (one.stream, one.key) in keyed):
                continue
            number = numbers.get(one.stream, len(self._streams.get(one.stream, ())))
            if number != one.expected:
                raise ConflictError(one.stream, one.expected, number)
            numbers[one.stream] = number + len(one.entries)
            if one.key is not None:
                keyed.add((one.stream, one.key))
        done = [self._append(one) for one in what]
        self._news.tell(self._last)
        return done

    def _append(self, what: Append) -> Appended:
        known = self._keys.get((what.stream, what.key)) if what.key is not None else None
        if known is not None:
            return known._replace(repeated=True)
        records = self._streams.setdefault(what.stream, [])
        for kind, body in what.entries:
            self._last += 1
            record = Record(self._last, what.stream, len(records) + 1, kind, what.at, body)
            records.append(record)
            self._log.append(record)
        self._wakes.pop(what.stream, None)
        if what.wake is not None:
            self._wakes[what.stream] = what.wake
        done = Appended(len(records), self._last if what.entries else 0)
        if what.key is not None:
            self._keys[what.stream, what.key] = done
        return done

    async def read(self, stream: str, after: int = 0) -> list[Record]:
        """See Store."""
        return self._streams.get(stream, [])[after:]

    async def read_all(self, streams: Mapping[str, int]) -> dict[str, list[Record]]:
        """See Store."""
        return {stream: await self.read(stream, after) for stream, after in streams.items()}

    async def follow(self, after: Position, limit: int = 1000) -> list[Record]:
        """See Store."""
        begin = bisect_right(self._log, after, key=lambda record: record.position)
        return self._log[begin : begin + limit]

    async def head(self) -> Position:
        """See Store."""
        return self._last

    async def changed(self, after: Position, timeout: float) -> Position:
        """See Store."""
        return await self._news.later(after, timeout)

    async def announce(self, word: str) -> None:
        """See Store. There is no other node."""

    def listen(self, hear: Callable[[str], None]) -> None:
        """See Store. There is no other node."""

    async def fire(self, now: Instant, decide: Decide, limit: int = 100, prefix: str = "") -> list[str]:
        """See Store."""
        woken = sorted(
            (wake, stream) for stream, wake in self._wakes.items() if wake <= now and stream.startswith(prefix)
        )[:limit]
        wakes = {stream: wake for wake, stream in woken}
        appends = await decide([Due(stream, len(self._streams[stream])) for stream in wakes]) if wakes else ()
        done = []
        for append in appends:
            wakes.pop(append.stream)
            with suppress(ConflictError):
                await self.append(append)
                done.append(append.stream)
        for stream, wake in wakes.items():
            if self._wakes.get(stream) == wake:
                del self._wakes[stream]
        return done

    async def next_wake(self, prefix: str = "") -> Instant | None:
        """See Store."""
        return min((wake for stream, wake in self._wakes.items() if stream.startswith(prefix)), default=None)

    async def streams(self, prefix: str) -> list[str]:
        """See Store."""
        return sorted(name for name, records in self._streams.items() if records and name.startswith(prefix))

    async def erase(self, stream: str) -> int:
        """See Store."""
        return await self.erase_all([stream])

    async def erase_all(self, streams: Sequence[str]) -> int:
        """See Store."""
        names = set(streams)
        gone = sum(len(self._streams.pop(stream, ())) for stream in names)
        for stream in names:
            self._wakes.pop(stream, None)
        self._log = [record for record in self._log if record.stream not in names]
        self._keys = {key: done for key, done in self._keys.items() if key[0] not in names}
        return gone

    async def rewrite(self, stream: str, bodies: Mapping[int, bytes]) -> None:
        """See Store."""

        def changed(one: Record) -> Record:
            theirs = one.stream == stream and one.number in bodies
            return one._replace(body=bodies[one.number]) if theirs else one

        if stream in self._streams:
            self._streams[stream] = [changed(one) for one in self._streams[stream]]
            self._log = [changed(one) for one in self._log]

    async def wipe(self) -> None:
        """See Store."""

    async def close(self) -> None:
        """See Store."""
        self._closed = True
