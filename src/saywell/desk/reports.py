"""Reports over HTTP: figures with their definitions, as JSON and as files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk.door import Door, Doors, in_centre
from saywell.desk.doors import answer, locale_of
from saywell.desk.figures import MEDIA, as_file, in_words, labels_of
from saywell.desk.hub import Hub
from saywell.insight.measures import measures
from saywell.insight.reports import LONGEST, Choice, Report, report
from saywell.kernel.errors import Place, SaywellError

WEEK = 7


class Measured(w.Wire, frozen=True):
    """What a figure is. `unit`: count, share (0-1), ms, points (0-100), stars (1-5); `better`: up, down or nothing;
    `opens`, `sort`: what the list of conversations is asked for to show what is behind it; where it is `of_work`, of
    which work it was taken."""

    id: str
    title: w.Text
    meaning: w.Text
    unit: str
    group: str
    better: str
    opens: str
    sort: str
    of_work: bool = False


class ReportPage(w.Wire, frozen=True):
    """A report with what its parts are called (`labels`: by split and key). `behind`: records that are not in it yet;
    `today`: the day at the centre."""

    report: Report
    measures: tuple[Measured, ...]
    labels: dict[str, dict[str, w.Text]]
    behind: int
    today: str


async def read_report(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The figures of a centre from `from` to `to` (ISO dates, both included; the last seven days if not given), beside
    as many days before, by day, channel, direction, queue, product, stage, agent, hour and clause; figures of work
    by department and kind."""
    choice = _asked(doors.hub, me, request.path_params["id"], request.query_params)
    behind = await doors.projector.lacking(1.0)
    found = await report(doors.views, choice)
    defined = tuple(
        Measured(
            id=one.id, title=one.title, meaning=one.meaning, unit=one.unit, group=one.group, better=one.better,
            opens=one.opens, sort=one.sort, of_work=one.of_work,
        )
        for one in measures()
    )  # fmt: skip
    page = ReportPage(
        report=found,
        measures=defined,
        labels=labels_of(doors.hub, choice.centre),
        behind=behind,
        today=doors.hub.day(choice.centre, doors.hub.clock()),
    )
    return answer(page)


async def export(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """A report as a file: xlsx, csv or pdf, in the language of `locale`."""
    assert me is not None
    centre, kind = request.path_params["id"], request.path_params["kind"]
    if kind not in MEDIA:
        raise SaywellError("desk.not-found", path=request.url.path)
    choice = _asked(doors.hub, me, centre, request.query_params)
    await doors.projector.caught_up(1.0)
    text = in_words(doors.hub, await report(doors.views, choice), choice, locale_of(request))
    body = await as_file(text, kind, locale_of(request), doors.hub.clock())
    await doors.access.log("report", me.account, centre=centre, kind=kind)
    name = f"{centre}-{date.fromordinal(choice.first)}-{date.fromordinal(choice.last)}.{kind}"
    return Response(body, media_type=MEDIA[kind], headers={"content-disposition": f'attachment; filename="{name}"'})


def _asked(hub: Hub, me: w.Me | None, centre: str, query: Mapping[str, str]) -> Choice:
    """What a query asks for. Raises `desk.no-centre`, `desk.bad-period`."""
    in_centre(me, centre)
    today = date.fromisoformat(hub.day(centre, hub.clock())).toordinal()
    last = day_of(query.get("to"), today, "to")
    first = day_of(query.get("from"), last - WEEK + 1, "from")
    if not first <= last < first + LONGEST:
        raise SaywellError("desk.bad-period", place=Place(field="from"), most=LONGEST)
    names = ("channel", "direction", "queue", "agent", "product", "stage")
    return Choice(centre=centre, first=first, last=last, **{name: query.get(name) for name in names})


def day_of(text: str | None, otherwise: int, field: str) -> int:
    """A day as an ordinal. Raises `calendar.bad-date`."""
    if not text:
        return otherwise
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise SaywellError("calendar.bad-date", place=Place(field=field), text=text[:20]) from None


_QUERY = MappingProxyType(
    dict.fromkeys(("from", "to", "channel", "direction", "queue", "agent", "product", "stage"), "string")
)
REPORTS: tuple[Door, ...] = (
    Door("GET", "/api/centres/{id}/report", read_report, "report", None, ReportPage, _QUERY),
    Door("GET", "/api/centres/{id}/report.{kind}", export, "report", None, None, _QUERY),
)
"""The routes of reports."""
