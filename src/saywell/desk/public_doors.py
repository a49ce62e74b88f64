"""What anybody may ask of the server before they sign in or chat."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk.door import Demo, Door, Doors
from saywell.desk.doors import answer
from saywell.desk.office import opening


class Name(w.Wire, frozen=True):
    """A centre by its names. `zone`: in which its people read times, such as Asia/Shanghai; `open`: whether it is
    open now; `opens`: when it opens again, null while it is open."""

    id: str
    title: w.Text
    company: w.Text
    standard: str
    zone: str
    open: bool
    opens: int | None


class Public(w.Wire, frozen=True):
    """What anybody may know: the centres, in a demonstration its accounts, and how the identity provider is called at
    which one may sign in (empty: there is none). `at`: the server's clock."""

    centres: tuple[Name, ...]
    demo: tuple[Demo, ...]
    provider: str = ""
    at: int = 0


async def public(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The centres and whether they are open, and in a demonstration its accounts."""
    at = doors.hub.clock()
    title = doors.provider.title if doors.provider is not None else ""
    return answer(Public(centres=tuple(_names(doors, at)), demo=doors.demo, provider=title, at=at))


def _names(doors: Doors, at: int) -> list[Name]:
    out = []
    for *_, now in doors.hub.settings.values():
        calendar = doors.hub.calendar(now.id)
        is_open, opens = opening(now, calendar, at)
        zone = str(calendar.zone)
        out.append(Name(now.id, now.title, now.company, now.standard, zone=zone, open=is_open, opens=opens))
    return out


PUBLIC: tuple[Door, ...] = (Door("GET", "/api/public", public, None, None, Public),)
"""The routes."""
