"""One's own deadlines as a calendar feed (RFC 5545) under a secret address that can be renewed."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

import msgspec
from icalendar import Alarm, Calendar, Event
from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk import work_wire as ww
from saywell.desk.access import RIGHTS, name_of
from saywell.desk.account import Known
from saywell.desk.audit import append
from saywell.desk.door import Door, Doors
from saywell.desk.doors import answer
from saywell.insight.facts import NEVER
from saywell.insight.works import Scope, WantedWork, listed_works
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant
from saywell.storage.interface import Entry

FEEDS, NAMES = "feed/", "feeds/"
"""Streams: whose an address is, by its hash; the addresses of an account, of which the last is valid."""
AHEAD = timedelta(minutes=30)
LASTS = timedelta(minutes=15)
_ROW = msgspec.json.Decoder(ww.WorkRow).decode


async def _valid(doors: Doors, account: str) -> str:
    records = await doors.hub.store.read(NAMES + account)
    return records[-1].body.decode() if records else ""


async def get_feed(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Whether one has a calendar feed."""
    assert me is not None
    return answer(ww.WorkFeed(made=bool(await _valid(doors, me.account))))


async def renew_feed(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """A new address for one's calendar feed, told this once; the old one is worth nothing."""
    assert me is not None
    if me.only:
        raise SaywellError("access.forbidden", right="work")
    token, now = secrets.token_urlsafe(32), doors.hub.clock()
    name = name_of(token)
    await append(doors.hub.store, FEEDS + name, Entry("feed.made.1", me.account.encode()), now)
    await append(doors.hub.store, NAMES + me.account, Entry("feed.named.1", name.encode()), now)
    await doors.access.log("feed", me.account)
    address = str(request.base_url.replace(path=f"/api/feeds/{token}.ics", query=""))
    return answer(ww.WorkFeed(made=True, address=address))


async def feed(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Somebody's deadlines for a calendar program; the secret address is all that it needs."""
    name = name_of(request.path_params["token"])
    records = await doors.hub.store.read(FEEDS + name)
    account = records[-1].body.decode() if records else ""
    known = await doors.access.account(account) if account and await _valid(doors, account) == name else None
    if known is None or not known.enabled or RIGHTS["work"].isdisjoint(known.set.roles):
        raise SaywellError("desk.not-found", path="/api/feeds")
    base = str(request.base_url.replace(path="/work/", query=""))
    made = await _calendar(doors, known, base)
    return Response(made, media_type="text/calendar; charset=utf-8")


async def _calendar(doors: Doors, known: Known, base: str) -> bytes:
    locale, personal = known.locale or "zh-Hans", not RIGHTS["personal"].isdisjoint(known.set.roles)
    calendar = Calendar()
    calendar.add("prodid", "-//Saywell//work//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Saywell {known.set.name}")
    calendar.add("method", "PUBLISH")
    now = doors.hub.clock()
    for centre in known.set.centres:
        if centre not in doors.hub.settings:
            continue
        wanted = WantedWork(centre=centre, scope=Scope(known.set.number), last=NEVER)
        for body in (await listed_works(doors.views, wanted)).bodies:
            row = _ROW(body)
            clocks = (row.due, row.acknowledge, row.status_due, row.visit, row.next_try)
            at = min((one for one in clocks if one is not None), default=None)
            if at is not None:
                name = row.name if personal else ""
                title = row.title.get(locale) or row.title.get("en") or row.what
                calendar.add_component(_event(row.id, at, now, f"{title} · {name}" if name else title, base + row.id))
    return bytes(calendar.to_ical())


def _event(id: str, at: Instant, now: Instant, summary: str, url: str) -> Event:
    event = Event()
    event.add("uid", f"{id}@saywell")
    event.add("dtstamp", _utc(now))
    event.add("dtstart", _utc(at))
    event.add("duration", LASTS)
    event.add("summary", summary)
    event.add("url", url)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -AHEAD)
    event.add_component(alarm)
    return event


def _utc(at: Instant) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)


FEED: tuple[Door, ...] = (
    Door("GET", "/api/me/feed", get_feed, "work", None, ww.WorkFeed),
    Door("POST", "/api/me/feed", renew_feed, "work", None, ww.WorkFeed),
    Door("GET", "/api/feeds/{token}.ics", feed, None),
)
"""The routes of the feed."""
