"""Sends the reports that are due by e-mail; which those are stands in `saywell.insight.schedule`."""

from __future__ import annotations

import asyncio
import secrets
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from typing import Protocol

from saywell.desk.figures import MEDIA, as_file, in_words
from saywell.desk.hub import Hub
from saywell.insight import schedule as s
from saywell.insight.projector import Projection
from saywell.insight.reports import Choice, report
from saywell.insight.sheets import Cell, Titled, shown
from saywell.insight.views import Views
from saywell.insight.words import word
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant
from saywell.runtime.shell import Shell
from saywell.storage.interface import StoreError

LOOK = 1.0
FIRST = 12
"""Figures that stand in the mail itself."""


class Post(Protocol):
    """A mail server."""

    async def send(self, message: EmailMessage) -> None:
        """Hand a message over. Raises SaywellError with `mail.*`."""


class NoPost:
    """Where no mail server is set."""

    async def send(self, message: EmailMessage) -> None:
        """See Post."""
        raise SaywellError("mail.none")


class Mailer:
    """Runs on every node; of several one sends."""

    def __init__(self, hub: Hub, views: Views, projector: Projection, post: Post) -> None:
        self.hub, self.views, self.projector, self.post = hub, views, projector, post
        self.node = secrets.token_hex(6)
        self.schedules: Shell[s.Schedule, s.Command, s.AnyScheduleEvent] = Shell(
            hub.store, s.Schedules(self.node), hub.clock, prefix=s.PREFIX, trouble=hub.trouble
        )
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to send what is due."""
        self._task = asyncio.create_task(self._run(), name="saywell-mailer")

    async def stop(self) -> None:
        """Send no more; what is under way is sent again by whoever starts next."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            try:
                await self.step()
            except StoreError as error:
                self.hub.trouble("schedules", error)
            await asyncio.sleep(LOOK)

    async def step(self) -> int:
        """Send what is due now; how many mails went out."""
        sent = 0
        while await self.schedules.settle():
            for stream in await self.hub.store.streams(s.PREFIX):
                held = (await self.schedules.look(stream)).state
                if held.set is not None and held.claim is not None and held.claim.by == self.node and held.waiting:
                    sent += await self._send(stream, held, held.set)
        return sent

    async def of(self, centre: str) -> list[s.Schedule]:
        """The schedules of a centre."""
        found = [(await self.schedules.look(stream)).state for stream in await self.hub.store.streams(s.PREFIX)]
        return [one for one in found if one.set is not None and one.set.centre == centre]

    async def _send(self, stream: str, held: s.Schedule, one: s.Set) -> bool:
        why = ""
        try:
            message = await self.message(held.id, one, held.waiting[0])
            async with asyncio.timeout(s.LEASE / 2000):
                await self.post.send(message)
        except SaywellError as error:
            why = error.render(one.locale)
        except TimeoutError:
            why = SaywellError("mail.failed", reason="timeout").render(one.locale)
        await self.schedules.send(stream, s.Result(self.node, count=len(one.to), why=why))
        return not why

    async def message(self, id: str, one: s.Set, due: s.Due) -> EmailMessage:
        """The mail of a period; sent twice it is the same one. Raises SaywellError."""
        choice = Choice(centre=one.centre, first=due.first, last=due.last, **one.filters)
        # What happened up to the last midnight is to be in it.
        await self.projector.caught_up(30)
        text = in_words(self.hub, await report(self.views, choice), choice, one.locale)
        body = await as_file(text, one.kind, one.locale, self.hub.clock())
        first, last = (date.fromordinal(day).isoformat() for day in (due.first, due.last))
        mail = EmailMessage()
        mail["Subject"] = word("mail.subject", one.locale, title=one.name or text.title, first=first, last=last)
        mail["To"] = ", ".join(one.to)
        mail["Date"] = _date(due.moment)
        mail["Message-ID"] = f"<{id}.{due.moment}@saywell>"
        mail["Auto-Submitted"] = "auto-generated"
        end = [word("mail.attached", one.locale), word("mail.why", one.locale, name=one.name or text.title)]
        mail.set_content(_plain(text, end))
        mail.add_alternative(_page(text, end, one.locale), subtype="html")
        kind, _, sort = MEDIA[one.kind].partition(";")[0].partition("/")
        mail.add_attachment(body, maintype=kind, subtype=sort, filename=f"{one.centre}-{first}-{last}.{one.kind}")
        return mail


def _date(at: Instant) -> str:
    return format_datetime(datetime.fromtimestamp(at / 1000, UTC))


def _figures(text: Titled) -> tuple[tuple[Cell, ...], ...]:
    found = next(one for one in text.sheets if one.kind == "figures")
    return tuple(row for row in found.rows if row[1].value is not None)[:FIRST]


def _plain(text: Titled, end: list[str]) -> str:
    lines = [f"{shown(name)}: {shown(value)} ({shown(before)})" for name, value, before, _ in _figures(text)]
    return "\n".join([text.title, *text.lines, "", *lines, "", *end, ""])


def _page(text: Titled, end: list[str], locale: str) -> str:
    cell = 'style="padding:4px 14px 4px 0;border-bottom:1px solid #dde3e8"'
    rows = "".join(
        f'<tr><td {cell}>{escape(shown(name))}</td><td {cell} align="right"><b>{escape(shown(value))}</b></td>'
        f'<td {cell} align="right"><span style="color:#5d6a76">{escape(shown(before))}</span></td></tr>'
        for name, value, before, _ in _figures(text)
    )
    head = "<br>".join(escape(line) for line in text.lines)
    foot = "<br>".join(escape(line) for line in end)
    return (
        f'<!doctype html><html lang="{locale}"><meta charset="utf-8">'
        f'<body style="font-family:sans-serif;color:#16212b">'
        f'<h1 style="font-size:18px;color:#0f5f73">{escape(text.title)}</h1><p>{head}</p>'
        f'<table style="border-collapse:collapse">{rows}</table><p style="color:#5d6a76">{foot}</p></body></html>'
    )
