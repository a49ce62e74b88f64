"""Lists of customers who are called, and surveys, over HTTP."""

from __future__ import annotations

import secrets
from types import MappingProxyType

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import campaign_wire as cw
from saywell.desk import wire as w
from saywell.desk.access import may
from saywell.desk.branches import branches_of
from saywell.desk.calling import chat_link
from saywell.desk.campaign_rows import (
    campaign_row,
    entry_row,
    results_of,
    results_table,
    survey_of,
    surveys_of,
    whole_campaign,
)
from saywell.desk.door import Door, Doors, in_centre
from saywell.desk.doors import answer, body_of, checked_text, locale_of
from saywell.desk.list_files import FIELDS, FromFile, entries_in
from saywell.desk.never import Kept
from saywell.desk.preview import SHOP, preview_of
from saywell.desk.rules_of_lists import entries_of, of_work, works_of
from saywell.desk.settings import changes
from saywell.desk.sheets import MEDIA, sheet
from saywell.desk.talk import version_of
from saywell.exchange.sheet import read_sheet
from saywell.followup import campaigns as cp
from saywell.followup import inputs as i
from saywell.followup.decide import PREFIX
from saywell.followup.rules import Calling, digits
from saywell.followup.survey import DEFAULTS, Survey, check_survey
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import DAY
from saywell.standard.calendar import Calendar, CalendarSpec

FILE = 12 * 1024 * 1024
"""Bytes of a message with a file at most."""
SHOWN = 20
"""Entries and faulty rows that a preview shows."""
_CENTRE = MappingProxyType({"centre": "string"})
_CENTRE_TALK = MappingProxyType({"centre": "string", "talk": "string"})


async def _campaign(doors: Doors, request: Request, me: w.Me) -> cp.Campaign:
    one = await doors.hub.campaigns.one(request.path_params["id"])
    if one.made is None or one.made.centre not in me.centres:
        raise SaywellError("campaign.nothing")
    return one


async def list_campaigns(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The lists of a centre, the newest first."""
    centre = request.query_params.get("centre", "")
    in_centre(me, centre)
    found = [one for one in await doors.hub.campaigns.lists() if one.made is not None and one.made.centre == centre]
    rows = [await campaign_row(doors.hub, one) for one in found]
    return answer(sorted(rows, key=lambda row: (row.status == "closed", -row.made)))


async def make_campaign(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Make a list out of a file, of tickets or of a rule; or, dry, tell what it would be."""
    assert me is not None
    body = await body_of(request, cw.NewCampaign, FILE)
    in_centre(me, body.centre)
    hub = doors.hub
    title = checked_text(body.title, "title", 100)
    if body.survey:
        survey_of(hub, body.centre, body.survey)
    found, columns, encoding = await _entries(doors, body)
    called = [one for one in found.entries if not hub.rules.never(body.centre, one.customer.phone)]
    id = ""
    if not body.dry:
        if not title:
            raise SaywellError("desk.empty", place=Place(field="title"), field="title")
        if body.origin == "file" and "phone" not in found.mapping:
            raise SaywellError("sheet.column", place=Place(field="phone"), field="phone")
        id = secrets.token_hex(6)
        rule = body.rule if body.origin == "rule" else ""
        made = cp.Made(
            0, centre=body.centre, title=title, purpose=body.purpose, origin=body.origin, rule=rule,
            survey=body.survey, reserve=max(0, min(body.reserve, 1000)),
            channel=body.channel, by=me.number,
        )  # fmt: skip
        await hub.campaigns.make(id, made)
        await hub.campaigns.add(id, called, me.number)
        await hub.campaigns.step()
        await doors.access.log("campaign", me.account, body.centre, campaign=id, title=title, count=len(called))
    personal, locale = may(me, "personal"), locale_of(request)
    faults = tuple(
        cw.Fault(row=one.row, what=one.told(locale)[0], mend=one.told(locale)[1], cells=one.cells if personal else ())
        for one in found.wrong[:SHOWN]
    )
    return answer(
        cw.Planned(
            id=id, ready=len(called), twice=found.twice, never=len(found.entries) - len(called), columns=columns,
            encoding=encoding, mapping=found.mapping, fields=tuple(FIELDS) if columns else (),
            sample=tuple(_sample(one, personal) for one in called[:SHOWN]), faults=faults, faulty=len(found.wrong),
        )
    )  # fmt: skip


def _sample(one: cp.Entry, personal: bool) -> cw.EntryRow:
    customer = one.customer
    return cw.EntryRow(
        id=one.key, name=customer.name if personal else "", phone=customer.phone if personal else "",
        why=one.why if personal else "", status="open", outcome="", reason="", tries=0, next=None, talk="", owner="",
    )  # fmt: skip


async def _entries(doors: Doors, body: cw.NewCampaign) -> tuple[FromFile, tuple[str, ...], str]:
    """Who would be on a list; the columns and the encoding of its file."""
    hub = doors.hub
    if body.origin == "file":
        table = read_sheet(body.file, body.name or "file")
        return entries_in(table, body.mapping), table.columns, table.encoding
    if body.origin == "rule":
        return FromFile({}, tuple(await entries_of(hub, body.centre, body.rule)), 0, ()), (), ""
    since = hub.clock() - max(1, body.days) * DAY
    found = [
        of_work(one)
        for one in await works_of(hub, body.centre)
        if one.opened is not None
        and (not body.what or one.opened.what == body.what)
        and one.opened.at >= since
        and (one.closed is not None) == body.closed
        and one.opened.customer.phone
    ]
    return FromFile({}, tuple(found), 0, ()), (), ""


async def get_campaign(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """A list with who is on it."""
    assert me is not None
    return answer(await whole_campaign(doors.hub, me, await _campaign(doors, request, me)))


async def set_campaign(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Let a list call, stand still, or be over."""
    assert me is not None
    one = await _campaign(doors, request, me)
    status = (await body_of(request, cw.SetStatus)).status
    await doors.hub.campaigns.set(one.id, cp.Set(0, status=status, by=me.number))
    await doors.access.log(
        "campaign.set", me.account, one.made.centre if one.made else "", campaign=one.id, status=status
    )
    return answer(await campaign_row(doors.hub, await doors.hub.campaigns.fresh(one.id)))


async def campaign_results(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """What came of a list."""
    assert me is not None
    return answer(await results_of(doors.hub, me, await _campaign(doors, request, me)))


async def campaign_file(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """What came of a list as a file: csv or xlsx."""
    assert me is not None
    one = await _campaign(doors, request, me)
    assert one.made is not None
    kind = request.path_params["kind"]
    columns, rows = await results_table(doors.hub, me, one, locale_of(request))
    got = sheet(kind, one.made.title, columns, rows)
    await doors.access.log("campaign.download", me.account, one.made.centre, campaign=one.id, kind=kind)
    heads = {"content-disposition": f'attachment; filename="{one.id}.{kind}"'}
    return Response(got, media_type=MEDIA[kind], headers=heads)


# -- calling -------------------------------------------------------------------------------------------------------


async def next_call(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Who is to be called next; nobody else is given it for a while."""
    assert me is not None
    centre = request.query_params.get("centre", "")
    in_centre(me, centre)
    work = await doors.hub.campaigns.next(centre, me.number)
    if work is not None:
        return answer(cw.Next(call=await preview_of(doors.hub, me, work)))
    return answer(cw.Next(at=await doors.hub.campaigns.soonest(centre)))


async def skip_call(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Give somebody back without a call, for a reason."""
    assert me is not None
    body = await body_of(request, cw.Skip)
    id, reason = request.path_params["id"], checked_text(body.reason, "reason", 500)
    if not reason:
        raise SaywellError("desk.empty", place=Place(field="reason"), field="reason")
    work = (await doors.hub.works.look(PREFIX + id)).state
    if work.opened is None or not work.opened.campaign or work.opened.centre not in me.centres:
        raise SaywellError("campaign.nothing")
    await doors.hub.works.send(PREFIX + id, i.Skip(me.number, reason=reason, again=body.again))
    return answer(entry_row((await doors.hub.works.look(PREFIX + id)).state, personal=True))


async def get_chat_link(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Where the customer finds a chat that this agent began."""
    assert me is not None
    live = await doors.hub.live(request.path_params["id"])
    if live.agent != me.number or live.placed is None or live.placed.centre not in me.centres:
        raise SaywellError("desk.not-yours")
    return answer(cw.ChatLink(path=chat_link(live)))


async def list_never(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The numbers that a centre does not call."""
    assert me is not None
    centre = request.query_params.get("centre", "")
    in_centre(me, centre)
    known = sorted(doors.hub.campaigns.never(centre).numbers.items(), key=lambda one: -one[1].at)
    personal = may(me, "personal")
    rows = [
        cw.NeverRow(
            phone=phone if personal else "*" * (len(phone) - 4) + phone[-4:], at=kept.at, why=kept.why, by=kept.by
        )
        for phone, kept in known
    ]
    return answer(cw.NeverList(numbers=tuple(rows)))


async def set_never(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Put numbers on the list of those that are not called, or take them off."""
    assert me is not None
    body = await body_of(request, cw.Numbers, FILE)
    in_centre(me, body.centre)
    phones = [*body.phones]
    if body.file:
        found = entries_in(read_sheet(body.file, body.name or "file"), {})
        if "phone" not in found.mapping:
            raise SaywellError("sheet.column", place=Place(field="phone"), field="phone")
        phones += [one.customer.phone for one in found.entries]
    phones = [one for one in phones if len(digits(one)) >= 3]
    kept = Kept(0, tuple(phones), on=body.on, why=checked_text(body.why, "why", 200), by=me.number)
    await doors.hub.campaigns.keep(body.centre, kept)
    await doors.hub.seen(await doors.hub.store.head())
    await doors.access.log("never", me.account, body.centre, count=len(phones), on=body.on)
    return answer({"count": len(doors.hub.campaigns.never(body.centre))})


# -- surveys and hours -----------------------------------------------------------------------------------------------


async def list_surveys(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """What customers of a centre are asked."""
    centre, talk = request.query_params.get("centre", ""), request.query_params.get("talk", "")
    in_centre(me, centre)
    version = version_of(await doors.hub.live(talk)) if talk else 0
    return answer(_surveys(doors, centre, version))


def _surveys(doors: Doors, centre: str, version: int = 0) -> cw.Surveys:
    setting = doors.hub.setting(centre)
    shown = branches_of(setting.company, setting.standard == SHOP)
    return cw.Surveys(surveys=surveys_of(doors.hub, centre, version), own=tuple(setting.surveys), branches=shown)


async def put_survey(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Change the questions of a survey, for calls from now on."""
    assert me is not None
    centre, id = request.path_params["id"], request.path_params["survey"]
    in_centre(me, centre)
    survey = await body_of(request, Survey)
    check_survey(id, survey)
    setting = doors.hub.setting(centre)
    new = msgspec.structs.replace(setting, surveys={**setting.surveys, id[:40]: survey})
    await doors.hub.set_setting(new)
    await doors.access.log("survey", me.account, centre, survey=id[:40])
    return answer(_surveys(doors, centre))


async def delete_survey(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Ask it no more; one that everybody has is again as everybody has it. What was answered stays."""
    assert me is not None
    centre, id = request.path_params["id"], request.path_params["survey"]
    in_centre(me, centre)
    setting = doors.hub.setting(centre)
    if id not in setting.surveys:
        raise SaywellError("campaign.survey", survey=id, known=", ".join(setting.surveys))
    lists = [title for one in await doors.hub.campaigns.lists() if (title := _asking(one, centre, id))]
    if lists and id not in DEFAULTS:
        raise SaywellError("survey.used", survey=id, lists=", ".join(lists))
    rest = {key: value for key, value in setting.surveys.items() if key != id}
    await doors.hub.set_setting(msgspec.structs.replace(setting, surveys=rest))
    await doors.access.log("survey.removed", me.account, centre, survey=id)
    return answer(_surveys(doors, centre))


def _asking(one: cp.Campaign, centre: str, id: str) -> str:
    """The title of a list that still asks a survey, "" for others."""
    made = one.made
    asks = made is not None and made.centre == centre and made.survey == id and one.status != "closed"
    return made.title if made is not None and asks else ""


async def get_calling(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """How a centre calls."""
    centre = request.path_params["id"]
    in_centre(me, centre)
    calling = doors.hub.setting(centre).calling
    spec = calling.hours or doors.hub.calendar(centre).spec
    hours = dict(spec.hours) if calling.hours is not None else {}
    return answer(
        cw.Callings(
            hours=hours, zone=spec.zone, tries=calling.tries, pause_min=calling.pause_min,
            holidays=calling.hours is not None and calling.hours.holidays is None,
        )
    )  # fmt: skip


async def put_calling(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Set when, how often and with what pauses customers are called."""
    assert me is not None
    centre = request.path_params["id"]
    in_centre(me, centre)
    body = await body_of(request, cw.Callings)
    setting = doors.hub.setting(centre)
    own = doors.hub.calendar(centre).spec
    hours = None
    if body.hours:
        hours = CalendarSpec(zone=body.zone or own.zone, hours=body.hours)
        if not body.holidays:
            hours = msgspec.structs.replace(hours, holidays=own.holidays, closed=own.closed)
        Calendar(hours)
    calling = Calling(
        hours=hours, tries=max(1, min(body.tries, 20)), pause_min=max(1, min(body.pause_min, 100_000)),
        never=setting.calling.never,
    )  # fmt: skip
    new = msgspec.structs.replace(setting, calling=calling)
    await doors.hub.set_setting(new)
    await doors.access.log("calling", me.account, centre, changes=changes(setting, new))
    return await get_calling(doors, request, me)


CALLS: tuple[Door, ...] = (
    Door("GET", "/api/campaigns", list_campaigns, "calls", None, list[cw.CampaignRow], _CENTRE),
    Door("POST", "/api/campaigns", make_campaign, "lists", cw.NewCampaign, cw.Planned),
    Door("GET", "/api/campaigns/{id}", get_campaign, "lists", None, cw.Campaign),
    Door("PUT", "/api/campaigns/{id}", set_campaign, "lists", cw.SetStatus, cw.CampaignRow),
    Door("GET", "/api/campaigns/{id}/results", campaign_results, "lists", None, cw.Results),
    Door("GET", "/api/campaigns/{id}/results.{kind}", campaign_file, "lists"),
    Door("POST", "/api/calls/next", next_call, "talk", None, cw.Next, _CENTRE),
    Door("POST", "/api/calls/{id}/skip", skip_call, "talk", cw.Skip, cw.EntryRow),
    Door("GET", "/api/talks/{id}/link", get_chat_link, "talk", None, cw.ChatLink),
    Door("GET", "/api/never", list_never, "lists", None, cw.NeverList, _CENTRE),
    Door("POST", "/api/never", set_never, "lists", cw.Numbers),
    Door("GET", "/api/surveys", list_surveys, "calls", None, cw.Surveys, _CENTRE_TALK),
    Door("PUT", "/api/centres/{id}/surveys/{survey}", put_survey, "lists", Survey, cw.Surveys),
    Door("DELETE", "/api/centres/{id}/surveys/{survey}", delete_survey, "lists", None, cw.Surveys),
    Door("GET", "/api/centres/{id}/calling", get_calling, "calls", None, cw.Callings),
    Door("PUT", "/api/centres/{id}/calling", put_calling, "lists", cw.Callings, cw.Callings),
)
"""The routes of calls to customers."""
