"""Work after conversations over HTTP: the list, a piece of it whole, what is done with it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from types import MappingProxyType

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk import work_wire as ww
from saywell.desk.access import may
from saywell.desk.door import Door, Doors, in_centre
from saywell.desk.doors import KNOWN, answer, as_known, body_of, checked_text, locale_of
from saywell.desk.lists import whole as whole_number
from saywell.desk.reports import day_of
from saywell.desk.work_printed import printed_order
from saywell.desk.works import LONGEST, allowed, scope_of, seen_whole, sees, veiled_row
from saywell.followup import inputs as i
from saywell.followup.decide import PREFIX
from saywell.followup.events import Source
from saywell.followup.state import Work
from saywell.insight.lists import PAGE
from saywell.insight.works import COUNTED, Tallied, WantedWork, listed_works
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import DAY

_ROW = msgspec.json.Decoder(ww.WorkRow).decode
_STATUS = ("alive", "open", "waiting", "closed", "all")
MOST = 200
"""Pieces of work that one request changes."""
LAST_DAY = date.max.toordinal()
LOOKED = 62 * DAY
"""Of so long working hours are told at once."""


async def works(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The work of a centre by its next instant, the soonest first; closed work by its end, the last first. Agents see
    what is theirs and what their departments have. `owner`: a number, "me" (with what nobody has yet in one's
    departments) or "none"; `department` may be "none" too; `beside`: a conversation, whose work and whose customer's
    open work is meant; `campaign`: a list of calls; `tally`: what a figure of a report counts from `from_day` to
    `to_day`, by the `channel`, `queue` and `agent` of the report."""
    assert me is not None
    query = request.query_params
    centre = query.get("centre", "")
    in_centre(me, centre)
    wanted = wanted_of(query)
    mine = scope_of(doors.hub, me, centre)
    if query.get("owner") == "me":
        wanted = msgspec.structs.replace(wanted, owner=None, scope=msgspec.structs.replace(mine, free=True))
    elif not may(me, "read"):
        wanted = msgspec.structs.replace(wanted, scope=mine)
    if wanted.beside:
        wanted = await _beside(doors, me, wanted)
    wanted = msgspec.structs.replace(wanted, now=doors.hub.clock(), personal=may(me, "personal"))
    behind = await doors.projector.lacking()
    page = await listed_works(doors.views, wanted)
    rows = tuple(_ROW(body) for body in page.bodies)
    if not may(me, "personal"):
        rows = tuple(veiled_row(row) for row in rows)
    more = max(0, page.total - wanted.offset - len(rows))
    return answer(ww.WorkList(work=rows, more=more, total=page.total, exact=page.exact, now=wanted.now, behind=behind))


async def _beside(doors: Doors, me: w.Me, wanted: WantedWork) -> WantedWork:
    """What goes with a conversation. Whoever leads it may know all of that; others see of it what they always see."""
    live = await doors.hub.live(wanted.beside)
    if live.placed is None or live.placed.centre != wanted.centre:
        raise SaywellError("desk.no-talk")
    about = [live.placed.ref] if live.placed.ref else []
    if about and (work := (await doors.hub.works.look(PREFIX + about[0])).state).opened is not None:
        about += [work.opened.of] if work.opened.of else []
    wanted = msgspec.structs.replace(wanted, customer=live.placed.person, about=tuple(about), status="all")
    return msgspec.structs.replace(wanted, scope=None) if live.agent == me.number else wanted


def wanted_of(query: Mapping[str, str]) -> WantedWork:
    """What a query asks for. Raises `desk.bad-whole` where it cannot be read."""
    owner, department = query.get("owner") or None, query.get("department") or None
    return WantedWork(
        centre=query.get("centre", ""),
        kind=query.get("kind", ""),
        what=query.get("what", ""),
        owner="" if owner == "none" else owner,
        department="" if department == "none" else department,
        stage=query.get("stage") or None,
        campaign=query.get("campaign", "")[:100],
        tallied=_tallied(query),
        status=next((one for one in _STATUS if one == query.get("status")), "alive"),
        late=query.get("late") == "1",
        first=whole_number(query, "from"),
        last=whole_number(query, "before"),
        customer=query.get("customer", "")[:100],
        talk=query.get("talk", "")[:100],
        beside=query.get("beside", "")[:100],
        words=query.get("q", "").strip()[:100],
        offset=min(whole_number(query, "offset") or 0, COUNTED),
        limit=min(whole_number(query, "limit") or PAGE, PAGE),
    )


def _tallied(query: Mapping[str, str]) -> Tallied | None:
    """What a figure was taken of; None where none is asked for."""
    if not query.get("tally"):
        return None
    first, last = day_of(query.get("from_day"), 0, "from_day"), day_of(query.get("to_day"), LAST_DAY, "to_day")
    chosen = {name: query.get(name) for name in ("channel", "queue", "agent")}
    return Tallied(query.get("tally", "")[:100], first, last, **chosen)


async def _people(doors: Doors, centre: str) -> tuple[dict[str, str], dict[str, str]]:
    """Who works in a centre, and the names of all who ever did, by number."""
    accounts = [one for one in await doors.access.accounts() if centre in one.set.centres and one.set.number]
    names = {number: one.name for number, one in doors.hub.office_now(centre).people.items()}
    # Two may have had a number, one after the other: it is that of who works there.
    names |= {one.set.number: one.set.name for one in sorted(accounts, key=lambda one: one.enabled)}
    return {one.set.number: one.set.name for one in accounts if one.enabled}, names


async def _found(doors: Doors, me: w.Me, id: str) -> Work:
    """A piece of work that somebody may see. Raises `followup.nothing`."""
    work = (await doors.hub.works.look(PREFIX + id)).state
    if work.opened is None or work.opened.centre not in me.centres or not await sees(doors.hub, me, work):
        raise SaywellError("followup.nothing")
    return work


async def work(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """A piece of work with its form and everything that happened to it."""
    assert me is not None
    return answer(seen_whole(doors.hub, me, await _found(doors, me, request.path_params["id"])))


async def add(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Enter something by hand."""
    assert me is not None
    body = await body_of(request, ww.NewWork)
    in_centre(me, body.centre)
    about = checked_text(body.about, "about", LONGEST)
    if not about:
        raise SaywellError("desk.empty", place=Place(field="about"), field="about")
    now = doors.hub.clock()
    if body.due is not None and body.due <= now:
        raise SaywellError("followup.past", place=Place(field="due"))
    if body.talk:
        live = await doors.hub.live(body.talk)
        if live.placed is None or live.placed.centre != body.centre:
            raise SaywellError("desk.no-talk")
        if live.agent != me.number and not may(me, "read"):
            raise SaywellError("desk.not-yours")
    fields = {key[:100]: checked_text(value, key, LONGEST) for key, value in body.fields.items()}
    named = sha256(f"{me.number} {body.key}".encode()).hexdigest()[:16] if body.key else secrets.token_hex(8)
    id = f"hand-{named}"
    opening = i.Open(
        by=me.number, what=body.what, centre=body.centre, source=Source(talk=body.talk), customer=body.customer,
        about=about, fields=fields, due=body.due, owner=me.number,
    )  # fmt: skip
    done = await doors.hub.works.send(PREFIX + id, opening, key="entered")
    await doors.projector.caught_up()
    return answer(seen_whole(doors.hub, me, done.held.state))


async def change(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Do one thing with one or many; each by itself, so that one that cannot be holds up no other."""
    assert me is not None
    body = await body_of(request, ww.Changes)
    if not body.ids or len(body.ids) > MOST:
        raise SaywellError("followup.many", most=MOST)
    command = allowed(me, body.change, doors.hub.clock())
    locale = locale_of(request)
    changed: list[ww.Work] = []
    refused: dict[str, str] = {}
    for id in dict.fromkeys(body.ids):
        try:
            found = await _found(doors, me, id)
            key = f"{me.number} {body.key[:100]}" if body.key else None
            done = await doors.hub.works.send(PREFIX + found.id, command, key=key)
            # Whoever passes it on may not see it any more, but sees that it went.
            changed.append(seen_whole(doors.hub, me, done.held.state))
        except KNOWN as error:
            refused[id] = as_known(error).render(locale)
    await doors.projector.caught_up()
    return answer(ww.Changed(work=tuple(changed), refused=refused))


async def order(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The order of a repair as PDF; printing it is an event of the repair (rent-4.7.2)."""
    assert me is not None
    found = await _found(doors, me, request.path_params["id"])
    if not may(me, "personal"):
        raise SaywellError("access.forbidden", right="personal")
    link = str(request.base_url.replace(path=f"/work/{found.id}", query=""))
    assert found.opened is not None
    _, names = await _people(doors, found.opened.centre)
    made = await asyncio.to_thread(printed_order, doors.hub, found, locale_of(request), link, names)
    await doors.hub.works.send(PREFIX + found.id, i.Print(me.number))
    await doors.access.log("download", me.account, work=found.id, kind="pdf")
    await doors.projector.caught_up()
    headers = {"content-disposition": f'attachment; filename="{found.id}.pdf"'}
    return Response(made, media_type="application/pdf", headers=headers)


async def place(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """What the boards of a centre need: entries, departments, names; with `from` and `before` also working time.
    `department`: whose working time, "" for that of the centre."""
    assert me is not None
    hub, centre = doors.hub, request.path_params["id"]
    in_centre(me, centre)
    office, mine = hub.rules.office(centre), scope_of(hub, me, centre).departments
    people, names = await _people(doors, centre)
    forms = office.standard.forms
    entries = tuple(
        ww.WorkEntry(
            id=id,
            kind=spec.kind,
            title=dict(spec.title),
            fields=forms[spec.form].fields if spec.form in forms else (),
            stages=tuple(ww.Choice(id=one.id, title=dict(one.title)) for one in spec.stages),
        )
        for id, spec in office.standard.followups.items()
    )
    departments = tuple(
        ww.WorkDepartment(id=id, title=one.title, members=one.members, leader=one.leader, mine=id in mine)
        for id, one in office.departments.items()
    )
    first, last = (whole_number(request.query_params, name) for name in ("from", "before"))
    opened: tuple[tuple[int, int], ...] = ()
    if first is not None and last is not None and first < last <= first + LOOKED:
        department = request.query_params.get("department", "")
        opened = tuple(hub.rules.calendar(centre, department).open_between(first, last))
    everything = may(me, "read")
    lists = [
        ww.WorkCalls(one.id, one.made.title, one.status, one.made.at)
        for one in await hub.campaigns.lists()
        if one.made is not None and one.made.centre == centre
    ]
    zone = str(office.calendar.zone)
    place = ww.WorkPlace(
        entries=entries, departments=departments, people=people, names=names, all=everything, open=opened, zone=zone,
        lists=tuple(sorted(lists, key=lambda one: (one.status == "closed", -one.made, one.id))),
    )  # fmt: skip
    return answer(place)


_QUERY = MappingProxyType(
    {
        **dict.fromkeys(("centre", "kind", "what", "owner", "department", "stage", "status"), "string"),
        **dict.fromkeys(("customer", "talk", "beside", "q", "late", "campaign"), "string"),
        **dict.fromkeys(("tally", "from_day", "to_day", "channel", "queue", "agent"), "string"),
        **dict.fromkeys(("from", "before", "offset", "limit"), "integer"),
    }
)
_PLACE = MappingProxyType({"from": "integer", "before": "integer", "department": "string"})
WORK: tuple[Door, ...] = (
    Door("GET", "/api/work", works, "work", None, ww.WorkList, _QUERY),
    Door("POST", "/api/work", add, "work", ww.NewWork, ww.Work),
    Door("POST", "/api/work/changes", change, "work", ww.Changes, ww.Changed),
    Door("GET", "/api/work/{id}", work, "work", None, ww.Work),
    Door("POST", "/api/work/{id}/order.pdf", order, "work"),
    Door("GET", "/api/centres/{id}/work", place, "work", None, ww.WorkPlace, _PLACE),
)
"""The routes of work."""
