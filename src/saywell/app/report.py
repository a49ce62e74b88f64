"""Writes the report of scored conversations: one HTML file, made in one pass over the results."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader

from saywell.app.scoring import Scored
from saywell.conversation import inputs as i
from saywell.kernel.locale import Locale
from saywell.quality.report.words import words
from saywell.quality.score import Card, Finding, Run

TOLD = ("broken", "missed", "open")
WORST = 15
QUOTED = 240
MARK = "@@SECTIONS@@"


def write_report(path: str, results: Iterator[Scored], locale: Locale) -> Path:
    """Write the report to `path` and return it. Its size grows with the conversations, the memory used does not."""
    out = Path(path)
    env = Environment(loader=PackageLoader("saywell.quality", "report"), autoescape=True)
    page, talk = env.get_template("page.html"), env.get_template("talk.html")
    t = words(locale)
    faults: Counter[str] = Counter()
    quotes: dict[str, str] = {}
    scores: list[float] = []
    count = open_ = 0
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as sections:
        for one in results:
            card, run = one.card, one.run
            if card is None or run is None:
                continue
            count += 1
            scores += [card.score] if card.score is not None else []
            for found in card.findings:
                open_ += found.verdict == "open"
                if found.verdict in ("missed", "broken"):
                    faults.update(found.clauses)
                    quotes.update({c: _quote(run, c, locale) for c in found.clauses})
            sections.write(talk.render(t=t, **_talk(card, run, t, locale)))
        worst = [(clause, quotes[clause], times) for clause, times in faults.most_common(WORST)]
        mean = f"{sum(scores) / len(scores):.1f}" if scores else "–"
        figures = {"count": count, "mean": mean, "faults": sum(faults.values()), "open": open_, "worst": worst}
        head, _, foot = page.render(t=t, lang=locale, **figures).partition(MARK)
        sections.seek(0)
        with out.open("w", encoding="utf-8", errors="replace") as written:
            written.write(head)
            shutil.copyfileobj(sections, written)
            written.write(foot)
    return out


def _quote(run: Run, clause: str, locale: Locale) -> str:
    """The clause in its own words; what it means for who reads English and the document does not."""
    found = run.standard.clauses.get(clause)
    if found is None:
        return ""
    foreign = locale == "en" and not found.quote.isascii()
    text = (found.meaning if foreign else found.quote) or found.meaning or found.quote
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


def _talk(card: Card, run: Run, t: dict[str, str], locale: Locale) -> dict[str, Any]:
    told = sorted((f for f in card.findings if f.verdict in TOLD), key=lambda f: TOLD.index(f.verdict))
    counts: Counter[str] = Counter(f.verdict for f in told)
    score = card.score
    return {
        "name": card.conversation,
        "file": Path(card.file).name,
        "standard": card.standard["id"],
        "score": "–" if score is None else f"{score:.1f}",
        "grade": "" if score is None else "good" if score >= 90 else "fair" if score >= 60 else "poor",
        "counts": [(verdict, counts[verdict]) for verdict in TOLD if counts[verdict]],
        "told": [_row(run, f, locale) for f in told],
        "others": [_row(run, f, locale) for f in card.findings if f.verdict not in TOLD],
        "lines": list(_lines(card, run, t)),
    }


def _row(run: Run, found: Finding, locale: Locale) -> dict[str, Any]:
    clauses = [{"id": c, "quote": _quote(run, c, locale)} for c in found.clauses]
    return {"verdict": found.verdict, "clauses": clauses, "evidence": found.evidence, "why": found.why}


def _lines(card: Card, run: Run, t: dict[str, str]) -> Iterator[dict[str, Any]]:
    marks: dict[int, list[tuple[int, int, str, str]]] = {}
    for found in card.findings:
        if found.verdict in ("met", "missed", "broken"):
            for spot in found.evidence:
                marks.setdefault(spot.line, []).append((spot.start, spot.end, found.verdict, " ".join(found.clauses)))
    first = run.inputs[0].at
    for number, got in enumerate(run.inputs, 1):
        seconds = (got.at - first) / 1000
        base = {"no": number, "at": f"{int(seconds) // 60}:{seconds % 60:04.1f}"}
        if type(got) is i.Said:
            yield {**base, "event": False, "who": t[got.by], "pieces": _pieces(got.text, marks.get(number, []))}
        else:
            yield {**base, "event": True, "who": "", "pieces": [(_event(got, t), "", "")]}


def _event(got: i.AnyInput, t: dict[str, str]) -> str:
    wire = msgspec.to_builtins(got)
    kind = t.get(wire.pop("type"), "")
    wire.pop("at")
    hidden = ("facts", "fields", "customer", "agent", "started", "id", "phone", "account", "key")
    # Keys and voice are on or off; whatever has a word of its own is told by it.
    details = [
        t["on" if value else "off"] if isinstance(value, bool) else t.get(f"value.{value}", str(value))
        for name, value in wire.items()
        if name not in hidden and value not in (None, {}, ())
    ]
    return " · ".join([kind, *details])


def _pieces(text: str, marks: list[tuple[int, int, str, str]]) -> list[tuple[str, str, str]]:
    """The text cut at the evidence; where pieces of evidence overlap, the worse verdict shows."""
    worst = {"met": 0, "missed": 1, "broken": 2}
    cuts = sorted({0, len(text), *(min(max(p, 0), len(text)) for s, e, _, _ in marks for p in (s, e))})
    out = []
    for start, end in pairwise(cuts):
        here = [m for m in marks if m[0] <= start and end <= m[1] and m[0] < m[1]]
        verdict = max((m[2] for m in here), key=lambda v: worst[v], default="")
        clauses = " ".join(dict.fromkeys(c for m in here if m[2] == verdict for c in m[3].split()))
        out.append((text[start:end], verdict, clauses))
    return out
