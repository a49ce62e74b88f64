"""The books of all centres: each centre's connector as its settings have it, and what the centre keeps itself. Names
the adapters."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from saywell.app.keeping import NAME
from saywell.desk.contacts import joined
from saywell.desk.shops.book import ShopBook
from saywell.desk.shops.connector import Connector, Source, check, filled, slots_in
from saywell.desk.shops.kept import KeptBook
from saywell.desk.shops.secrets import Kept, Secrets
from saywell.desk.wire import Person
from saywell.followup.orders import USUAL, Limits, Row, Wanting
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant

if TYPE_CHECKING:
    from saywell.desk.hub import Hub


class Connections:
    """The Book of an installation. `hub` must be set before anything is asked: it knows the settings in force, and in
    its store the centres keep cards and orders of their own."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder, self._secrets = folder, Secrets(folder, environment)
        self._open: dict[str, tuple[Connector, ShopBook]] = {}
        self.hub: Hub | None = None
        self._kept: KeptBook | None = None

    # -- what the desk asks --------------------------------------------------------------------------------------

    async def person(self, centre: str, id: str, phone: str = "") -> Person:
        """See Book."""
        book, kept = await self._book(centre), await self._own().person(centre, id, phone)
        return joined(await book.person(id, phone), kept) if book is not None else kept

    async def find(self, centre: str, what: str, key: str) -> Row | None:
        """See Book. Raises `book.not-connected`."""
        book = await self._book(centre)
        if book is None and not await self._own().keeps(centre):
            raise SaywellError("book.not-connected")
        found = await book.find(what, key) if book is not None else None
        return found if found is not None else await self._own().find(centre, what, key)

    async def orders_wanting(self, centre: str, kind: Wanting, now: Instant, limits: Limits = USUAL) -> list[Row]:
        """See Book."""
        book, kept = await self._book(centre), await self._own().orders_wanting(centre, kind, now, limits)
        found = await book.orders_wanting(kind, now, limits) if book is not None else []
        numbers = {str(one.get("id", "")) for one in found}
        return [*found, *(one for one in kept if str(one.get("id", "")) not in numbers)]

    async def close(self) -> None:
        """See Book."""
        for centre in list(self._open):
            await self._shut(centre)

    # -- what the settings ask -----------------------------------------------------------------------------------

    async def try_out(self, centre: str, connector: Connector, question: str, keys: Mapping[str, str]) -> list[Row]:
        """The rows of one question to a connector that need not be in force. Raises `book.*`."""
        check(connector)
        made = await asyncio.to_thread(self._made, centre, connector, True)
        if made is None:
            raise SaywellError("book.not-connected")
        try:
            return await made.ask(question, keys)
        finally:
            await made.close()

    def secrets(self, centre: str, connector: Connector) -> dict[str, Kept]:
        """Where the secrets are that a connector names."""
        return {name: self._secrets.kept(centre, name) for name in slots_in(connector)}

    async def set_secret(self, centre: str, name: str, value: str) -> None:
        """Keep a secret; what is open with the old one is shut. Raises `book.bad-secret`."""
        await asyncio.to_thread(self._secrets.set, centre, name, value)
        await self._shut(centre)

    # -- connections ---------------------------------------------------------------------------------------------

    def _own(self) -> KeptBook:
        assert self.hub is not None
        if self._kept is None:
            self._kept = KeptBook(self.hub.store)
        return self._kept

    async def _book(self, centre: str) -> ShopBook | None:
        assert self.hub is not None
        wanted = self.hub.setting(centre).connector
        held = self._open.get(centre)
        if held is not None and held[0] == wanted:
            return held[1]
        await self._shut(centre)
        if wanted is None or not wanted.on:
            return None
        made = await asyncio.to_thread(self._made, centre, wanted, False)
        if made is not None:
            await self._shut(centre)
            self._open[centre] = (wanted, made)
        return made

    async def _shut(self, centre: str) -> None:
        held = self._open.pop(centre, None)
        if held is not None:
            await held[1].close()

    def _made(self, centre: str, connector: Connector, plainly: bool) -> ShopBook | None:
        assert self.hub is not None
        source = self._source(centre, connector, plainly)
        zone: tzinfo = self.hub.calendar(centre).zone
        return ShopBook(source, timeout_s=connector.timeout_s, zone=zone) if source is not None else None

    def _source(self, centre: str, connector: Connector, plainly: bool) -> Source | None:
        def secret(name: str) -> str:
            return str(self._folder.resolve()) if name == "data" else self._secrets.get(centre, name)

        if connector.kind == "sql":
            from saywell.desk.shops.sql import SqlSource

            url = filled(connector.url, _quoted(secret))
            place = Path(url.partition("?")[0].partition(":///")[2])
            if url.startswith("sqlite") and place.resolve() == (self._folder / NAME).resolve():
                raise SaywellError("book.own-store")
            return SqlSource(url, connector, plainly=plainly)
        if connector.kind == "http":
            from saywell.desk.shops.web import WebSource

            headers = {name: filled(value, secret) for name, value in connector.headers.items()}
            return WebSource(connector, headers, plainly=plainly)
        return None


def _quoted(secret: Callable[[str], str]) -> Callable[[str], str]:
    """Secrets as they may stand in an address; a folder stands there as it is."""
    from urllib.parse import quote

    return lambda name: secret(name) if name == "data" else quote(secret(name), safe="")
