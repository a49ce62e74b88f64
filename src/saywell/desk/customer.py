"""What is kept of one customer, wherever it is: to be shown, taken away and erased.

Every part of the product that keeps something of customers has a `Keeper`; whoever adds such a part adds its keeper to
`Doors.privacy`. Nothing else has to know of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import msgspec

from saywell.desk.wire import Wire
from saywell.kernel.errors import SaywellError

_COUNTRIES = frozenset({"", "1", "44", "60", "65", "81", "82", "86", "852", "853", "886"})
LEAST = 5
"""Figures that a phone number has at least."""


class Who(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A customer as somebody asks for them: by phone, by the id or account of the customer database, or by the key of a
    chat. One of them is enough; what fits one of them is theirs."""

    phone: str = ""
    id: str = ""
    token: str = ""


class Found(Wire, frozen=True):
    """Something that is kept of a customer. `at`: when it was changed last, 0 where that is not known; `runs`: it is
    still being dealt with; `elsewhere`: it lies in a system that is only read, and is erased there."""

    kind: str
    id: str
    at: int
    runs: bool = False
    elsewhere: bool = False


class Whose(msgspec.Struct, frozen=True):
    """By what a customer is known. `talks`: their conversations, once those were found."""

    phones: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    tokens: frozenset[str] = frozenset()
    talks: frozenset[str] = frozenset()

    def has_phone(self, text: str | None) -> bool:
        """Whether a number is theirs; with and without the country's is the same."""
        told = figures_of(text or "")
        return len(told) >= LEAST and any(_same(one, told) or _same(told, one) for one in self.phones)

    def has_id(self, text: str | None) -> bool:
        """Whether an id or account is theirs."""
        return bool(text) and str(text).strip().lower() in self.ids


class Keeper(Protocol):
    """One part that keeps something of customers."""

    kind: str

    async def find(self, centre: str, whose: Whose) -> list[Found]:
        """What it keeps of a customer of a centre."""

    async def export(self, centre: str, id: str) -> dict[str, Any]:
        """One of these as plain data, without what is the product's own (notes about colleagues, scores)."""

    async def erase(self, centre: str, id: str) -> int:
        """Remove it for good, on every node; how many records went."""


class Shown(Wire, frozen=True):
    """What is kept of a customer: how much of each kind, from when to when, and each part."""

    counts: dict[str, int]
    first: int | None
    last: int | None
    runs: int
    elsewhere: int
    parts: tuple[Found, ...]


class Privacy:
    """All keepers, asked as one. The first finds the conversations; by these the others find theirs."""

    def __init__(self, keepers: Sequence[Keeper]) -> None:
        self.keepers = list(keepers)

    def add(self, keeper: Keeper) -> None:
        """Another part that keeps something of customers."""
        self.keepers.append(keeper)

    async def show(self, centre: str, who: Who) -> Shown:
        """What is kept. Raises `privacy.who` where nobody was named."""
        parts = await self._found(centre, who)
        kinds = [one.kind for one in parts]
        dated = [one.at for one in parts if one.at]
        return Shown(
            counts={kind: kinds.count(kind) for kind in dict.fromkeys(kinds)},
            first=min(dated, default=None),
            last=max(dated, default=None),
            runs=sum(one.runs for one in parts),
            elsewhere=sum(one.elsewhere for one in parts),
            parts=tuple(parts),
        )

    async def export(self, centre: str, who: Who) -> dict[str, list[dict[str, Any]]]:
        """All of it by kind. Raises `privacy.who`, `privacy.nothing`."""
        out: dict[str, list[dict[str, Any]]] = {}
        for one in await self._some(centre, who):
            out.setdefault(one.kind, []).append(await self._keeper(one).export(centre, one.id))
        return out

    async def erase(self, centre: str, who: Who) -> dict[str, int]:
        """Remove all of it that lies here; how many of each kind. Raises `privacy.who`, `privacy.nothing`, and
        `privacy.runs` while a conversation of theirs is still held: then nothing is removed."""
        parts = await self._some(centre, who)
        running = [one.id for one in parts if one.runs]
        if running:
            raise SaywellError("privacy.runs", count=len(running), talks=", ".join(running[:5]))
        gone: dict[str, int] = {}
        # The conversations go last: by them the rest would be found again, should something fail in between.
        for one in sorted(
            (one for one in parts if not one.elsewhere), key=lambda one: one.kind in ("talks", "messages")
        ):
            await self._keeper(one).erase(centre, one.id)
            gone[one.kind] = gone.get(one.kind, 0) + 1
        return gone

    async def _some(self, centre: str, who: Who) -> list[Found]:
        parts = await self._found(centre, who)
        if not parts:
            raise SaywellError("privacy.nothing")
        return parts

    async def _found(self, centre: str, who: Who) -> list[Found]:
        whose = whose_of(who)
        out: list[Found] = []
        for keeper in self.keepers:
            found = await keeper.find(centre, whose)
            out += found
            talks = {one.id for one in found if one.kind in ("talks", "messages")}
            whose = msgspec.structs.replace(whose, talks=whose.talks | talks)
        return out

    def _keeper(self, one: Found) -> Keeper:
        kind = "talks" if one.kind == "messages" else one.kind
        return next(keeper for keeper in self.keepers if keeper.kind == kind)


def whose_of(who: Who) -> Whose:
    """By what a customer is known. Raises `privacy.who`."""
    phone, id, token = figures_of(who.phone), who.id.strip().lower(), who.token.strip()
    if who.phone.strip() and len(phone) < LEAST:
        raise SaywellError("privacy.who")
    if not (phone or id or token):
        raise SaywellError("privacy.who")
    return Whose(
        frozenset({phone} if phone else ()), frozenset({id} if id else ()), frozenset({token} if token else ())
    )


def _same(long: str, short: str) -> bool:
    """Whether two numbers differ by a country's at most: 0086 138…, 86 138… and 138…."""
    before = long.removesuffix(short)
    return long.endswith(short) and (not before or (len(short) >= 7 and before.lstrip("0") in _COUNTRIES))


def figures_of(text: str) -> str:
    """The figures of a number: 138-0013 8000 is 13800138000."""
    return "".join(one for one in text if one.isascii() and one.isdigit())
