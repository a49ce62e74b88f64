"""The figures of a centre in words and as files."""

from __future__ import annotations

import asyncio

from saywell.desk import wire as w
from saywell.desk.hub import Hub
from saywell.insight.paper import to_pdf
from saywell.insight.reports import Choice, Report
from saywell.insight.sheets import Titled, titled, to_csv, to_xlsx
from saywell.kernel.locale import Locale
from saywell.kernel.time import Instant

MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}


async def as_file(text: Titled, kind: str, locale: Locale, at: Instant) -> bytes:
    """A report as the bytes of a file; nobody waits for it meanwhile."""
    if kind == "pdf":
        return await asyncio.to_thread(to_pdf, text, locale, at)
    return await asyncio.to_thread(to_xlsx if kind == "xlsx" else to_csv, text)


def in_words(hub: Hub, found: Report, choice: Choice, locale: Locale) -> Titled:
    """A report as people read it."""
    labels = {
        split: {key: text.get(locale) or text.get("zh-Hans", "") for key, text in named.items()}
        for split, named in labels_of(hub, choice.centre, clauses=True).items()
    }
    title = hub.setting(choice.centre).title
    return titled(found, title.get(locale) or choice.centre, labels, locale, choice.chosen)


def labels_of(hub: Hub, centre: str, *, clauses: bool = False) -> dict[str, dict[str, w.Text]]:
    """What queues, people, departments and kinds of work of a centre are called, and its clauses if wanted."""
    setting, office = hub.setting(centre), hub.office_now(centre)
    out: dict[str, dict[str, w.Text]] = {
        "queue": dict(setting.queues),
        "agent": {
            one.number: dict.fromkeys(("zh-Hans", "zh-Hant", "en"), f"{one.name} {one.number}")
            for one in office.people.values()
        },
        "department": {id: dict(one.title) for id, one in setting.departments.items()},
        "what": {id: dict(one.title) for id, one in hub.current(centre)[1].standard.followups.items()},
    }
    if clauses:
        found = hub.current(centre)[1].standard.clauses.values()
        out["clause"] = {
            one.id: {"zh-Hans": one.quote, "zh-Hant": one.quote, "en": one.meaning or one.quote} for one in found
        }
    return out
