"""Past and present conversations of a centre in a list, and whole ones to read and take away."""

from __future__ import annotations

from typing import Any

import msgspec

from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.hub import Hub
from saywell.desk.view import view
from saywell.exchange.native import write_native
from saywell.exchange.vcon import write_vcon
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant
from saywell.language.mask import mask
from saywell.storage.interface import Record


class Row(msgspec.Struct, frozen=True):
    """A line of the list."""

    id: str
    centre: str
    channel: str
    direction: str
    queue: str
    agent: str
    customer: str
    arrived: int
    over: int | None
    phase: str
    score: float | None
    missed: int
    broken: int
    rating: int | None
    left: str = ""


class Archive:
    """The list of all conversations, kept in memory and brought up to date from the records' positions."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._rows: dict[str, Row] = {}
        self._position = 0

    async def rows(self, centre: str) -> list[Row]:
        """The conversations of a centre, the newest first."""
        await self._catch_up()
        return sorted((row for row in self._rows.values() if row.centre == centre), key=lambda row: -row.arrived)

    def forget(self, talk: str) -> None:
        """The conversation was erased."""
        self._rows.pop(talk, None)

    async def _catch_up(self) -> None:
        touched: dict[str, None] = {}
        records: list[Record] = []
        while records := await self._hub.store.follow(self._position):
            self._position = records[-1].position
            touched |= dict.fromkeys(
                one.stream.removeprefix(t.PREFIX) for one in records if one.stream.startswith(t.PREFIX)
            )
        for talk in touched:
            try:
                self._rows[talk] = await self._row(talk)
            except SaywellError:
                self._rows.pop(talk, None)

    async def _row(self, talk: str) -> Row:
        live = await self._hub.live(talk)
        placed = live.placed
        assert placed is not None
        shown = whole(self._hub, live)
        return Row(
            id=talk,
            centre=placed.centre,
            channel=placed.opening.channel,
            direction=placed.opening.direction,
            queue=placed.queue,
            agent=live.agent,
            customer=_called(shown.customer),
            arrived=placed.at,
            over=live.state.over,
            phase=live.phase,
            score=shown.score.total if shown.score is not None else None,
            missed=shown.missed,
            broken=shown.broken,
            rating=live.rated,
            left=live.left.text if live.left is not None else "",
        )


def _called(person: w.Person) -> str:
    """A customer by name and title: 王先生, Mr Smith."""
    if not person.surname:
        return person.name
    if person.surname.isascii() and person.title.isascii():
        return f"{person.title} {person.surname}".strip()
    return person.surname + person.title


def whole(hub: Hub, live: t.Live) -> w.Talk:
    """A conversation with everything."""
    assert live.placed is not None
    return view(live, hub.book.person(live.placed.centre, live.placed.person), hub.clock())


def veiled(shown: w.Talk) -> w.Talk:
    """The same without what tells who the customer is, for those who need not know."""
    person = shown.customer
    hidden = w.Person(id=person.id, surname="", title=person.title, lang=person.lang)

    def veil(entry: w.Entry) -> w.Entry:
        details: dict[str, Any] = {
            key: mask(value, style="stars").text if isinstance(value, str) else value
            for key, value in entry.detail.items()
            if key not in ("surname", "name", "phone", "account", "fields")
        }
        return msgspec.structs.replace(entry, text=mask(entry.text, style="stars").text, detail=details)

    return msgspec.structs.replace(
        shown,
        customer=hidden,
        entries={n: veil(entry) for n, entry in shown.entries.items()},
        promises=tuple(msgspec.structs.replace(one, text=mask(one.text, style="stars").text) for one in shown.promises),
        forms={},
    )


def taken_away(live: t.Live, kind: str, now: Instant) -> tuple[str, str]:
    """A conversation as a file: its text and media type. `kind`: jsonl, vcon.json. Raises `desk.not-found`."""
    if not live.inputs:
        raise SaywellError("desk.no-talk")
    if kind == "jsonl":
        return "".join(write_native(live.inputs)), "application/jsonl"
    if kind == "vcon.json":
        assert live.placed is not None
        return write_vcon(live.inputs, created=now, identity=live.placed.opening.id), "application/vcon+json"
    raise SaywellError("desk.not-found", path=kind)
