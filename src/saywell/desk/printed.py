"""A conversation as a document for paper: the data of the template "talk" of `saywell.documents`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.hub import Hub
from saywell.desk.view import called
from saywell.documents.typeset import document, words
from saywell.kernel.locale import Locale
from saywell.kernel.time import SECOND, Duration, Instant
from saywell.standard.model import Standard

WRONG = ("broken", "missed")


def printed(hub: Hub, live: t.Live, shown: w.Talk, locale: Locale) -> bytes:
    """The PDF of a conversation. Raises what `document` raises."""
    assert live.ready is not None
    data = talk_data(
        shown, hub.setting(shown.centre).company, live.ready.standard, live.agent_name, locale, hub.clock()
    )
    return document("talk", data, locale, hub.clock())


def talk_data(
    shown: w.Talk, company: w.Text, standard: Standard, agent: str, locale: Locale, now: Instant
) -> dict[str, Any]:
    """What the template prints, in one language."""
    say = words("talk", locale)
    zone = ZoneInfo(standard.calendar.zone)
    customer = called(shown.customer) or say["nobody"]
    wrong = [one for one in shown.findings if one.verdict in WRONG]
    met = [one for one in shown.findings if one.verdict == "met"]
    referred = {n for one in wrong for n, _, _ in one.evidence}
    return {
        "title": say["title"].format(customer=customer),
        "centre": company.get(locale) or next(iter(company.values()), ""),
        "foot": say["foot"].format(id=shown.id, at=day_of(now, zone)),
        "facts": list(_facts(shown, standard, agent, customer, say, zone, locale)),
        "score": _score(shown.score, locale) if shown.score is not None else None,
        "wrong": [_finding(one, standard, zone, locale) for one in wrong],
        "met": [{"title": one.title[locale], "clauses": ", ".join(one.clauses)} for one in met],
        "lines": [_line(one, _marks(one.n, shown.findings), referred, say, zone) for one in _entries(shown)],
        "promises": [
            {
                "text": one.text,
                "n": one.n,
                "due": say["vague"] if one.due is None else say["due"].format(at=day_of(one.due, zone)),
            }
            for one in shown.promises
        ],
        "forms": [_form(one, say, zone, locale) for one in shown.forms.values() if any(one.values.values())],
    }


def _facts(
    shown: w.Talk, standard: Standard, agent: str, customer: str, say: dict[str, str], zone: ZoneInfo, locale: Locale
) -> Iterable[tuple[str, str]]:
    first = shown.answered or shown.arrived
    channel = say.get(f"channel.{shown.channel}", shown.channel)
    yield say["fact.customer"], customer
    yield say["fact.agent"], f"{agent} {shown.agent}".strip() or "–"
    yield say["fact.when"], day_of(shown.arrived, zone)
    yield say["fact.channel"], f"{channel} · {say[f'direction.{shown.direction}']}"
    yield say["fact.waited"], _span(first - shown.arrived)
    yield say["fact.lasted"], _span((shown.over or first) - first)
    if shown.customer.phone:
        yield say["fact.phone"], shown.customer.phone
    if shown.purpose:
        yield say["fact.purpose"], say[f"purpose.{shown.purpose}"]
    if shown.outcome:
        yield say["fact.outcome"], say[f"outcome.{shown.outcome}"]
    if shown.rating is not None:
        yield say["fact.rating"], f"{shown.rating} / 5 {shown.rating_text}".rstrip()
    yield say["fact.standard"], f"{standard.title.get(locale, standard.id)} {standard.version}"


def _score(score: w.Score, locale: Locale) -> dict[str, Any]:
    return {
        "total": None if score.total is None else round(score.total),
        "sections": [
            {"title": score.titles[id][locale], "value": None if value is None else round(value)}
            for id, value in score.sections.items()
            if id in score.titles
        ],
    }


def _finding(one: w.Finding, standard: Standard, zone: ZoneInfo, locale: Locale) -> dict[str, Any]:
    clauses = [standard.clauses[id] for id in one.clauses if id in standard.clauses]
    return {
        "verdict": one.verdict,
        "title": one.title[locale],
        "at": None if one.at is None else _time(one.at, zone),
        "why": one.why[locale],
        "lines": sorted({n for n, _, _ in one.evidence}),
        "clauses": [
            {"id": c.id, "text": " ".join((c.meaning if locale == "en" else c.quote).split()), "lang": ""}
            for c in clauses[:2]
        ],
    }


def _entries(shown: w.Talk) -> list[w.Entry]:
    return sorted(shown.entries.values(), key=lambda one: one.n)


def _marks(n: int, findings: Iterable[w.Finding]) -> list[tuple[int, int, str]]:
    """The words of a line on which findings rest: from, to, verdict; what went wrong covers what was met."""
    order = ("met", "waived", "missed", "broken")
    found = [
        (start, end, one.verdict)
        for one in findings
        for line, start, end in one.evidence
        if line == n and end > start and one.verdict in order
    ]
    return sorted(found, key=lambda mark: order.index(mark[2]))


def _pieces(text: str, marks: list[tuple[int, int, str]]) -> list[dict[str, str]]:
    """The text cut where marks begin and end."""
    looks = [""] * len(text)
    for start, end, verdict in marks:
        for place in range(max(0, start), min(end, len(text))):
            looks[place] = verdict
    out: list[dict[str, str]] = []
    for char, look in zip(text, looks, strict=True):
        if out and out[-1]["mark"] == look:
            out[-1]["text"] += char
        else:
            out.append({"text": char, "mark": look})
    return out


def _line(
    entry: w.Entry, marks: list[tuple[int, int, str]], referred: set[int], say: dict[str, str], zone: ZoneInfo
) -> dict[str, Any]:
    said = entry.kind == "said"
    text = entry.text if said else _happened(entry, say)
    return {
        "n": entry.n,
        "at": _time(entry.at, zone),
        "by": entry.by,
        "who": say.get(f"by.{entry.by}", "") if said else "",
        "lang": _script(entry.lang),
        "happened": not said,
        "referred": entry.n in referred,
        "pieces": _pieces(text, marks if said else []),
    }


def _happened(entry: w.Entry, say: dict[str, str]) -> str:
    """What happened, in words; the raw kind where there are none."""
    detail = {key: str(value) for key, value in entry.detail.items() if isinstance(value, str | int)}
    key = entry.kind
    if key == "transfer":
        key = f"transfer_{detail.get('step', '')}"
    elif key == "looked_up":
        key = f"looked_up_{detail.get('result', 'matches')}"
        detail["what"] = say.get(f"what.{detail.get('what')}", detail.get("what", ""))
    elif key == "hung_up":
        key = f"hung_up_{entry.by or 'network'}"
    elif key == "rang_out":
        key = f"rang_out_{detail.get('outcome', '')}"
    elif key == "done":
        detail["what"] = say.get(f"done.{detail.get('what')}", detail.get("what", ""))
    elif key == "identified":
        detail["name"] = detail.get("surname", "") + detail.get("title", "") or detail.get("phone", "")
    blanks = dict.fromkeys(("what", "key", "ref", "to", "form", "name", "text", "number", "status"), "")
    return say.get(f"event.{key}", key).format_map({**blanks, "text": entry.text, **detail}).strip()


def _form(one: w.Filled, say: dict[str, str], zone: ZoneInfo, locale: Locale) -> dict[str, Any]:
    return {
        "title": one.title[locale],
        "filed": say["typed"] if one.saved is None else say["filed"].format(at=day_of(one.saved, zone)),
        "fields": [(say.get(f"field.{field}", field), one.values.get(field, "") or "–") for field in one.fields],
    }


def _script(lang: str | None) -> str:
    """The script in which words of a language are set."""
    if lang is None or lang.startswith("zh-Hans"):
        return "zh-Hans"
    return "en" if lang.startswith("en") else "zh-Hant"


def _time(at: Instant, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(at / SECOND, zone).strftime("%H:%M:%S")


def day_of(at: Instant, zone: ZoneInfo) -> str:
    """A date and time at a centre, for paper."""
    return datetime.fromtimestamp(at / SECOND, zone).strftime("%Y-%m-%d %H:%M")


def _span(length: Duration) -> str:
    seconds = max(0, length) // SECOND
    return f"{seconds // 60}:{seconds % 60:02}"
