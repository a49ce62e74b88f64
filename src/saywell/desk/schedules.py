"""Reports by e-mail over HTTP: which go out when to whom, and what became of them."""

from __future__ import annotations

import re
import secrets

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk.door import Door, Doors, in_centre
from saywell.desk.doors import answer, body_of, checked_text
from saywell.insight import schedule as s
from saywell.insight.reports import Choice
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.locale import Locale

MOST, RECIPIENTS = 50, 20
_ADDRESS = re.compile(r"[^@\s<>,;\"\\]{1,64}@[^@\s<>,;\"\\]{1,190}\.[^@\s<>,;\"\\.]{1,60}")


class NewSchedule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What goes out: `minute` of the day at the centre, `filters` as a report takes them."""

    every: s.Every
    minute: int
    to: tuple[str, ...]
    locale: Locale
    kind: s.Kind = "pdf"
    name: str = ""
    filters: dict[str, str] = {}


class Attempt(w.Wire, frozen=True):
    """What became of a report: sent to `count` people, or why not; `next`: when it is tried again, 0 for never."""

    at: int
    moment: int
    sent: bool
    count: int = 0
    why: str = ""
    next: int = 0


class Scheduled(w.Wire, frozen=True):
    """A schedule. `upcoming`: when the next report is due; `waiting`: how many are due and not sent yet."""

    id: str
    name: str
    every: str
    minute: int
    zone: str
    to: tuple[str, ...]
    locale: str
    kind: str
    filters: dict[str, str]
    upcoming: int | None
    waiting: int
    log: tuple[Attempt, ...]


async def schedules(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The reports of a centre that go out by e-mail, and what became of the last of them."""
    centre = request.path_params["id"]
    in_centre(me, centre)
    return answer([_shown(one) for one in await doors.mailer.of(centre)])


async def add_schedule(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Have a report sent from now on."""
    assert me is not None
    centre = request.path_params["id"]
    in_centre(me, centre)
    wanted = await body_of(request, NewSchedule)
    _check(wanted)
    if len(await doors.mailer.of(centre)) >= MOST:
        raise SaywellError("mail.many", most=MOST)
    id = secrets.token_hex(8)
    event = s.Set(
        0, by=me.account, centre=centre, name=checked_text(wanted.name, "name", 100), every=wanted.every,
        minute=wanted.minute, zone=str(doors.hub.calendar(centre).zone), to=wanted.to, locale=wanted.locale,
        kind=wanted.kind, filters=wanted.filters,
    )  # fmt: skip
    done = await doors.mailer.schedules.send(s.PREFIX + id, event)
    await doors.access.log("schedule", me.account, centre=centre, to=", ".join(wanted.to))
    return answer(_shown(done.held.state))


async def remove_schedule(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Have it sent no more."""
    assert me is not None
    stream = await _mine(doors, request, me)
    await doors.mailer.schedules.send(stream, s.Removed(0, by=me.account))
    await doors.access.log("schedule.removed", me.account, centre=request.path_params["id"])
    return answer({})


async def send_now(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Send the report of the last period now, besides."""
    assert me is not None
    stream = await _mine(doors, request, me)
    done = await doors.mailer.schedules.send(stream, s.Now(by=me.account))
    return answer(_shown(done.held.state))


async def _mine(doors: Doors, request: Request, me: w.Me) -> str:
    in_centre(me, request.path_params["id"])
    stream: str = s.PREFIX + request.path_params["schedule"]
    held = (await doors.mailer.schedules.look(stream)).state
    if held.set is None or held.set.centre != request.path_params["id"]:
        raise SaywellError("desk.not-found", path=request.url.path)
    return stream


def _check(wanted: NewSchedule) -> None:
    if not 0 <= wanted.minute < 1440:
        raise SaywellError("mail.minute", place=Place(field="minute"), minute=wanted.minute)
    bad = next((one for one in wanted.to if not _ADDRESS.fullmatch(one)), None)
    if bad is not None or not 1 <= len(wanted.to) <= RECIPIENTS:
        raise SaywellError("mail.address", place=Place(field="to"), address=(bad or "")[:100], most=RECIPIENTS)
    unknown = set(wanted.filters) - (set(Choice.__struct_fields__) - {"centre", "first", "last"})
    if unknown:
        raise SaywellError("desk.bad-message", detail=", ".join(sorted(unknown))[:100])


def _shown(held: s.Schedule) -> Scheduled:
    one = held.set
    assert one is not None
    log = tuple(
        Attempt(at=e.at, moment=e.moment, sent=True, count=e.count)
        if isinstance(e, s.Sent)
        else Attempt(at=e.at, moment=e.moment, sent=False, why=e.why, next=e.next)
        for e in reversed(held.log)
    )
    return Scheduled(
        id=held.id, name=one.name, every=one.every, minute=one.minute, zone=one.zone, to=one.to, locale=one.locale,
        kind=one.kind, filters=one.filters, upcoming=held.upcoming, waiting=len(held.waiting), log=log[:20],
    )  # fmt: skip


_AT = "/api/centres/{id}/schedules"
SCHEDULES: tuple[Door, ...] = (
    Door("GET", _AT, schedules, "report", None, list[Scheduled]),
    Door("POST", _AT, add_schedule, "report", NewSchedule, Scheduled),
    Door("DELETE", _AT + "/{schedule}", remove_schedule, "report"),
    Door("POST", _AT + "/{schedule}/send", send_now, "report", None, Scheduled),
)
"""The routes of reports by e-mail."""
