"""Lists as the pages see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import msgspec

from saywell.desk import campaign_wire as cw
from saywell.desk import wire as w
from saywell.desk.access import may
from saywell.desk.campaigns import answers_of, tried_of
from saywell.desk.hub import Hub
from saywell.followup import campaigns as cp
from saywell.followup.state import Work
from saywell.followup.survey import DEFAULTS, SEPARATOR, Counted, Question, Survey, counted
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant, format_rfc3339
from saywell.language.mask import mask

PAGE = 500
"""Entries that are shown at once."""


def surveys_of(hub: Hub, centre: str, version: int = 0) -> dict[str, Survey]:
    """What customers of a centre can be asked, by its settings of a version; 0: by those in force."""
    kept = hub.settings.get(centre, [])
    setting = kept[version - 1] if 0 < version <= len(kept) else hub.setting(centre)
    return {**DEFAULTS, **setting.surveys}


def survey_of(hub: Hub, centre: str, id: str, version: int = 0) -> Survey:
    """A survey of a centre. Raises `campaign.survey`."""
    known = surveys_of(hub, centre, version)
    if id not in known:
        raise SaywellError("campaign.survey", survey=id, known=", ".join(known))
    return known[id]


async def campaign_row(hub: Hub, one: cp.Campaign) -> cw.CampaignRow:
    """A list with its figures."""
    made, now = one.made, hub.clock()
    assert made is not None
    works = (await hub.campaigns.works(one.id)).values()
    outcomes: Counter[str] = Counter()
    for work in works:
        tried = tried_of(work)
        ended = work.reason if work.closed is not None and tried is None else ""
        outcomes[tried.outcome if tried is not None else ended] += 1
    del outcomes[""]
    living = [work for work in works if work.closed is None]
    due = [work for work in living if one.status == "open" and _callable(hub, made.centre, work, now)]
    return cw.CampaignRow(
        id=one.id, centre=made.centre, title=made.title, purpose=made.purpose, origin=made.origin, rule=made.rule,
        survey=made.survey, reserve=made.reserve, status=one.status, made=made.at, by=made.by,
        channel=made.channel,
        total=len(works) + len(one.waiting), open=len(living) + len(one.waiting),
        due=len(due), reached=outcomes["reached"],
        outcomes={key: count for key, count in outcomes.items() if count},
    )  # fmt: skip


def _callable(hub: Hub, centre: str, work: Work, now: Instant) -> bool:
    """Whether somebody on a list may be called now: it is their turn, and an hour for calls where they live."""
    zone = work.opened.customer.zone if work.opened is not None else ""
    return hub.rules.callable_at(centre, max(now, work.next_try or 0), zone) <= now


async def whole_campaign(hub: Hub, me: w.Me, one: cp.Campaign) -> cw.Campaign:
    """A list with who is on it."""
    row = await campaign_row(hub, one)
    works = sorted((await hub.campaigns.works(one.id)).values(), key=_last, reverse=True)
    entries = tuple(entry_row(work, personal=may(me, "personal")) for work in works[:PAGE])
    return cw.Campaign(**msgspec.structs.asdict(row), entries=entries, more=max(0, len(works) - PAGE))


def _last(work: Work) -> tuple[int, int]:
    tried = tried_of(work)
    return (tried.at if tried is not None else 0, -(work.opened.at if work.opened is not None else 0))


def entry_row(work: Work, *, personal: bool) -> cw.EntryRow:
    """Somebody on a list; without `personal` nothing that tells who it is."""
    opened, tried = work.opened, tried_of(work)
    assert opened is not None
    why = work.fields.get("why", "")
    return cw.EntryRow(
        id=work.id, name=opened.customer.name if personal else "", phone=opened.customer.phone if personal else "",
        why=why if personal else mask(why, style="stars").text, status=work.status,
        outcome=tried.outcome if tried is not None else "", reason=work.reason, tries=len(work.tries),
        next=work.next_try, talk=tried.talk if tried is not None else "",
        owner=tried.by if tried is not None else work.taken.by if work.taken is not None else "",
    )  # fmt: skip


async def results_of(hub: Hub, me: w.Me, one: cp.Campaign) -> cw.Results:
    """What came of a list: counts, means, trends, the last answers in words."""
    made = one.made
    assert made is not None
    row = await campaign_row(hub, one)
    parts = asked_with(hub, made, (await hub.campaigns.works(one.id)).values())
    personal = may(me, "personal")

    def come_to(survey: Survey, given: Given) -> tuple[Counted, ...]:
        found = counted(survey, given, lambda at: hub.day(made.centre, at))
        return found if personal else tuple(_veiled(each) for each in found)

    answered = sum(len(given) for _, given in parts)
    rate = round(answered / row.reached, 3) if row.reached else None
    survey, given = parts[0] if parts else (surveys_of(hub, made.centre).get(made.survey), [])
    earlier = tuple(
        cw.Earlier(survey=old, answered=len(gave), counted=come_to(old, gave), since=gave[0][0], until=gave[-1][0])
        for old, gave in parts[1:]
    )
    found = come_to(survey, given) if survey is not None else ()
    return cw.Results(campaign=row, survey=survey, answered=answered, rate=rate, counted=found, earlier=earlier)


Given = list[tuple[Instant, dict[str, str]]]


def asked_with(hub: Hub, made: cp.Made, works: Collection[Work]) -> list[tuple[Survey, Given]]:
    """The answers to a list by the questions that were asked, those that were answered last first. Questions that were
    changed later change nothing of what was answered before."""
    out: dict[bytes, tuple[Survey, Given]] = {}
    for at, answers, version in sorted(answers_of(works), key=lambda one: one[0]):
        survey = surveys_of(hub, made.centre, version).get(made.survey)
        if survey is not None:
            out.setdefault(msgspec.json.encode(survey), (survey, []))[1].append((at, answers))
    return sorted(out.values(), key=lambda part: -part[1][-1][0])


def _veiled(one: Counted) -> Counted:
    return msgspec.structs.replace(one, texts=tuple(mask(text, style="stars").text for text in one.texts))


HEADS: dict[str, tuple[str, str, str]] = {
    "time": ("时间", "時間", "Time"),
    "name": ("姓名", "姓名", "Name"),
    "phone": ("电话", "電話", "Telephone"),
    "outcome": ("结果", "結果", "Outcome"),
    "tries": ("拨打次数", "撥打次數", "Attempts"),
    "agent": ("坐席", "坐席", "Agent"),
    "talk": ("会话", "會話", "Conversation"),
}


async def results_table(
    hub: Hub, me: w.Me, one: cp.Campaign, locale: str
) -> tuple[list[str], list[list[str | int | None]]]:
    """Everybody who was tried, with what they answered: columns and rows."""
    made = one.made
    assert made is not None
    works = (await hub.campaigns.works(one.id)).values()
    parts = [survey for survey, _ in asked_with(hub, made, works)] or [
        survey for id, survey in surveys_of(hub, made.centre).items() if id == made.survey
    ]
    n = ("zh-Hans", "zh-Hant", "en").index(locale)
    personal = may(me, "personal")
    heads = [key for key in HEADS if personal or key not in ("name", "phone")]
    # A question that was changed later has a column of its own.
    questions = list(dict.fromkeys(_column(each, locale) for survey in parts for each in survey.questions))
    columns = [HEADS[key][n] for key in heads] + [text for _, text in questions]
    zone = hub.calendar(made.centre).zone
    rows: list[list[str | int | None]] = []
    for work in sorted(works, key=_last):
        tried = tried_of(work)
        if tried is None or work.opened is None:
            continue
        entry = entry_row(work, personal=personal)
        known: dict[str, str | int | None] = {
            "time": _time(tried.at, zone), "name": entry.name, "phone": entry.phone, "outcome": tried.outcome,
            "tries": len(work.tries), "agent": tried.by, "talk": tried.talk,
        }  # fmt: skip
        last = next((each for each in reversed(work.tries) if each.answers), None)
        answers = last.answers if last is not None else {}
        version = last.version if last is not None else 0
        asked = surveys_of(hub, made.centre, version).get(made.survey)
        own = {_column(each, locale) for each in asked.questions} if asked is not None else set()
        given = [_answer(asked, each[0], answers, locale, personal) if each in own else None for each in questions]
        rows.append([known[key] for key in heads] + given)
    return columns, rows


def _column(one: Question, locale: str) -> tuple[str, str]:
    return one.id, one.text.get(locale) or one.id


def _time(at: Instant, zone: object) -> str:
    return format_rfc3339(at, zone)[:19].replace("T", " ")  # type: ignore[arg-type]


def _answer(survey: Survey | None, id: str, answers: dict[str, str], locale: str, personal: bool) -> str | int | None:
    """An answer in words, a step of a scale as a number."""
    one = next((each for each in survey.questions if each.id == id), None) if survey is not None else None
    given = answers.get(id, "")
    if one is None or not given:
        return None
    if one.type == "scale":
        return int(given) if given.isdecimal() else given
    if one.type == "text":
        return given if personal else mask(given, style="stars").text
    titles = {option.id: option.title.get(locale) or option.id for option in one.options}
    return "; ".join(titles.get(each, each) for each in given.split(SEPARATOR))
