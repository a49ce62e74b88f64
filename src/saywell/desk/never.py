"""Who is not called any more. Of somebody whose data was erased only a keyed hash of the number stays: it tells nobody
who that was, and the number is still not called.

The key lies in the same store: whoever has all of it can try every number there is, and find which are in the list.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Collection, Iterator
from hashlib import sha256

import msgspec

from saywell.kernel.time import Instant
from saywell.storage.interface import Append, ConflictError, Entry, Record, Store

NEVER = "never/"
_KEY = "secret/never"


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Numbers that are not called any more, by their digits, or (`on` false) that may be called again; `marks`: those
    whose number was erased."""

    at: int
    phones: tuple[str, ...]
    on: bool = True
    why: str = ""
    by: str = ""
    marks: tuple[str, ...] = ()


class Never(Collection[str]):
    """The list of a centre: asked with digits, it also knows those of which only the mark is left."""

    def __init__(self, key: bytes = b"") -> None:
        self.key = key
        self.numbers: dict[str, Kept] = {}
        self.marks: set[str] = set()

    def hear(self, record: Record) -> None:
        """A record of the list."""
        kept = msgspec.json.decode(record.body, type=Kept)
        for phone in kept.phones:
            if kept.on:
                self.numbers[phone] = kept
            else:
                self.numbers.pop(phone, None)
                self.marks.discard(self.mark(phone))
        if kept.on:
            self.marks.update(kept.marks)
        else:
            self.marks.difference_update(kept.marks)

    def mark(self, phone: str) -> str:
        """What stays of a number."""
        return hmac.new(self.key, phone.encode(), sha256).hexdigest()

    def __contains__(self, phone: object) -> bool:
        """Whether digits are in the list."""
        return phone in self.numbers or (bool(self.marks) and self.mark(str(phone)) in self.marks)

    def __iter__(self) -> Iterator[str]:
        """The digits that are known."""
        return iter(self.numbers)

    def __len__(self) -> int:
        """How many there are, known or not."""
        return len(self.numbers) + len(self.marks)


async def key_of(store: Store, at: Instant | None = None) -> bytes:
    """The key of the marks; made where there is none and an instant is given."""
    records = await store.read(_KEY)
    if not records and at is not None:
        try:
            await store.append(Append(_KEY, [Entry("secret.made.1", secrets.token_hex(32).encode())], 0, at))
        except ConflictError:
            return await key_of(store)
        records = await store.read(_KEY)
    return records[0].body if records else b""


async def forget(store: Store, centre: str, digits: Collection[str], at: Instant) -> None:
    """Let only the marks of some numbers stay in the list of a centre."""
    never = Never(await key_of(store, at))
    new: dict[int, bytes] = {}
    for record in await store.read(NEVER + centre):
        kept = msgspec.json.decode(record.body, type=Kept)
        theirs = [one for one in kept.phones if one in digits]
        if theirs:
            new[record.number] = msgspec.json.encode(
                msgspec.structs.replace(
                    kept, phones=tuple(one for one in kept.phones if one not in digits), why="",
                    marks=(*kept.marks, *map(never.mark, theirs)),
                )
            )  # fmt: skip
    await store.rewrite(NEVER + centre, new)
