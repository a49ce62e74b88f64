"""The customers of the conversations at hand, as their shop knows them: asked for in the background and kept, so that
no conversation ever waits for a shop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import msgspec

from saywell.desk.book import Book
from saywell.desk.wire import Person, Text
from saywell.followup.orders import Row
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import LOCALES


class _Card(msgspec.Struct, frozen=True):
    """What was asked for, and what came."""

    wanted: tuple[str, str, str]
    person: Person


class Cards:
    """See the module's first lines. `judge` says where an order of a centre stands; `changed` is told of a conversation
    whose customer is known better now."""

    def __init__(
        self, book: Book, judge: Callable[[str, Row], Row], changed: Callable[[str, Person], Awaitable[None]]
    ) -> None:
        self._book, self._judge, self._changed = book, judge, changed
        self._cards: dict[str, _Card] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}

    def of(self, talk: str, centre: str, id: str, phone: str) -> Person:
        """The customer of a conversation as far as is known; what is not known yet is asked for."""
        held = self._cards.get(talk)
        wanted = (centre, id, "" if id else phone)
        if held is None or held.wanted != wanted:
            held = self._cards[talk] = _Card(wanted, held.person if held is not None else Person(id=id))
            if id or phone:
                self._ask(talk, wanted)
        return held.person

    def held(self, talk: str) -> Person | None:
        """The customer of a conversation at hand, if it was asked for."""
        held = self._cards.get(talk)
        return held.person if held is not None else None

    def again(self, talk: str) -> None:
        """Ask anew for the customer of a conversation."""
        held = self._cards.get(talk)
        if held is not None and any(held.wanted[1:]):
            self._ask(talk, held.wanted)

    def forget(self, talk: str) -> None:
        """Nobody looks at it any more."""
        self._cards.pop(talk, None)
        task = self._asking.pop(talk, None)
        if task is not None:
            task.cancel()

    async def settled(self) -> None:
        """Wait for everything that was asked for."""
        while self._asking:
            await asyncio.wait(list(self._asking.values()))

    async def stop(self) -> None:
        """Ask for nothing more."""
        tasks = list(self._asking.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ask(self, talk: str, wanted: tuple[str, str, str]) -> None:
        old = self._asking.pop(talk, None)
        if old is not None:
            old.cancel()
        task = self._asking[talk] = asyncio.create_task(self._fetch(talk, wanted), name="saywell-card")
        task.add_done_callback(lambda done: self._done(talk, done))

    def _done(self, talk: str, task: asyncio.Task[None]) -> None:
        if self._asking.get(talk) is task:
            del self._asking[talk]

    async def _fetch(self, talk: str, wanted: tuple[str, str, str]) -> None:
        centre, id, phone = wanted
        try:
            person = await self._book.person(centre, id, phone)
            orders = tuple(self._judge(centre, one) for one in person.orders)
            person = msgspec.structs.replace(person, orders=orders)
        except SaywellError as error:
            known = self._cards[talk].person if talk in self._cards else Person(id=id)
            person = msgspec.structs.replace(known, trouble=texts_of(error))
        held = self._cards.get(talk)
        if held is not None and held.wanted == wanted and held.person != person:
            self._cards[talk] = _Card(wanted, person)
            await self._changed(talk, person)


def texts_of(error: SaywellError) -> Text:
    """An error in each language."""
    return {locale: error.render(locale).strip() for locale in LOCALES}
