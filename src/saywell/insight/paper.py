"""A report on paper: PDF, set by typst."""

from __future__ import annotations

from typing import Any

from saywell.documents.typeset import document
from saywell.insight.measures import measures
from saywell.insight.reports import WORK_SPLITS
from saywell.insight.sheets import Sheet, Titled, shown
from saywell.kernel.locale import Locale
from saywell.kernel.time import Instant

WIDE = 9
"""Columns that one page holds; what has more is told in the workbook."""
ROWS = 60
TILES = (
    "conversations", "customers", "service_level", "abandoned", "wait_median", "wait_p90", "reply_median", "resolved",
    "score", "adherence", "rating", "clean",
)  # fmt: skip


def to_pdf(report: Titled, locale: Locale, at: Instant) -> bytes:
    """The report as a PDF of an instant. Raises `documents.*`."""
    return document("report", _told(report), locale, at)


def _told(report: Titled) -> dict[str, Any]:
    figures = next(one for one in report.sheets if one.kind == "figures")
    days = next((one for one in report.sheets if one.kind == "days"), None)
    named = {one.id: row for one, row in zip(measures(), figures.rows, strict=True)}
    tiles = [{"name": shown(named[id][0]), "value": shown(named[id][1]), "before": shown(named[id][2])} for id in TILES]
    bars = [{"name": str(row[0].value)[5:], "value": float(row[1].value or 0)} for row in days.rows] if days else []
    return {
        "title": report.title, "lines": report.lines,
        "tiles": tiles, "bars": bars, "bars_name": f"{days.name} · {days.heads[1]}" if days else "",
        "sheets": [_sheet(one) for one in report.sheets if one.kind != "days"],
    }  # fmt: skip


def _sheet(sheet: Sheet) -> dict[str, Any]:
    columns = range(len(sheet.heads)) if sheet.kind in ("figures", "clauses") else _worth(sheet)
    rows = [[shown(row[column]) for column in columns] for row in sheet.rows[:ROWS]]
    numbers = [n for n, column in enumerate(columns) if all(row[column].unit for row in sheet.rows)]
    # Long texts share what the others leave.
    widths = [3 if any(len(row[n]) > 24 for row in rows) else 0 for n in range(len(columns))]
    return {
        "name": sheet.name, "heads": [sheet.heads[column] for column in columns], "rows": rows, "numbers": numbers,
        "widths": widths,
    }  # fmt: skip


_WORK_ON_PAPER = (
    "promises", "promises_kept", "promises_broken", "promises_overdue", "complaints_answered", "leads_confirmed",
    "repairs_done",
)  # fmt: skip
_ON_PAPER = ("conversations", "customers", "answered", "abandoned", "service_level", "resolved", "score", "rating")


def _worth(sheet: Sheet) -> list[int]:
    """The columns of a split that are worth a page's width."""
    of_work = sheet.kind in WORK_SPLITS
    wanted = _WORK_ON_PAPER if of_work else _ON_PAPER
    titles = {title for one in measures() if one.id in wanted for title in one.title.values()}
    return [n for n, head in enumerate(sheet.heads) if n <= of_work or head in titles][:WIDE]
