"""A repair as an order for paper: the data of the template "repair" of `saywell.documents` (rent-4.7.2)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import segno

from saywell.desk.hub import Hub
from saywell.desk.printed import day_of
from saywell.documents.typeset import document, words
from saywell.followup import events as e
from saywell.followup.state import Work
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import Locale
from saywell.kernel.time import Instant


def printed_order(
    hub: Hub, work: Work, locale: Locale, link: str, names: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """The PDF of a repair order; `link` is where its code leads; `names` of people by number, beside those at the
    desk. Raises `followup.no-order` for other work, and what `document` raises."""
    if work.opened is None or work.opened.kind != "repair":
        raise SaywellError("followup.no-order")
    return document("repair", order_data(hub, work, locale, link, names), locale, hub.clock())


def order_data(
    hub: Hub, work: Work, locale: Locale, link: str, names: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """What the template prints, in one language; a field that nobody filled in is left to be written by hand."""
    opened = work.opened
    assert opened is not None
    say = words("repair", locale)
    setting = hub.setting(opened.centre)
    zone = hub.rules.calendar(opened.centre, work.department).zone
    people = {one.number: one.name for one in hub.office_now(opened.centre).people.values()} | dict(names)
    department = setting.departments.get(work.department)
    fields = work.fields

    def person(number: str) -> str:
        return f"{people[number]} {number}" if number in people else number

    def day(at: Instant | None) -> str:
        return "" if at is None else day_of(at, zone)

    visits = [one for one in work.history if type(one) is e.Visited]
    planned = [one for one in work.history if type(one) is e.Planned]
    technician = planned[-1].person if planned and planned[-1].person else work.owner if work.acknowledged else ""
    return {
        "title": say["title"],
        "centre": setting.company.get(locale) or next(iter(setting.company.values()), ""),
        "number": work.id,
        "again": work.printed is not None,
        "link": link,
        "code": segno.make(link, micro=False, error="m").svg_inline(scale=4, border=1),
        "customer": [
            (say["company"], fields.get("company", "")),
            (say["contact"], opened.customer.name),
            (say["phone"], fields.get("phone") or opened.customer.phone),
            (say["address"], fields.get("address", "")),
        ],
        "device": [(say["device"], fields.get("device", "")), (say["quantity"], fields.get("quantity", ""))],
        "fault": fields.get("fault", ""),
        "said": opened.source.words,
        "order": [
            (say["opened"], day(opened.at)),
            (say["taken_by"], person(opened.owner)),
            (say["department"], department.title.get(locale, "") if department is not None else ""),
            (say["technician"], person(technician)),
            (say["visit"], day(work.clocks.get("visit"))),
            (say["due"], day(work.due)),
        ],
        "found": visits[-1].result if visits else "",
        "clauses": say["clauses"].format(clauses=", ".join(opened.clauses)),
        "foot": say["foot"].format(id=work.id, at=day(hub.clock())),
    }
