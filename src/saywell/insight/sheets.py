"""A report as tables, and the tables as files: XLSX with charts, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from saywell.insight.measures import Unit, measures
from saywell.insight.reports import SPLITS, WORK_SPLITS, Clause, Line, Point, Report, WorkLine
from saywell.insight.words import known, word
from saywell.kernel.locale import Locale

Labels = Mapping[str, Mapping[str, str]]
"""What keys are called, by split: an agent by name, a queue by its title."""
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|")
_FORMATS: dict[str, str] = {"count": "#,##0", "share": "0.0%", "ms": "[h]:mm:ss", "points": "0.0", "stars": "0.00"}
_IN_DAYS = 86_400_000
WIDEST = 60


class Cell(NamedTuple):
    """A number with its unit, or a text (`unit` empty)."""

    value: float | str | None
    unit: Unit | str = ""


class Sheet(NamedTuple):
    """A table: its name, the heads of its columns, its rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: str = ""


class Titled(NamedTuple):
    """A report as people read it: title, lines below it, tables."""

    title: str
    lines: tuple[str, ...]
    sheets: tuple[Sheet, ...]


def titled(report: Report, title: str, labels: Labels, locale: Locale, chosen: Mapping[str, str]) -> Titled:
    """A report in words. `title`: of the centre; `chosen`: the filters that were set."""
    lines = [
        word("period", locale, first=report.first, last=report.last),
        word("compared", locale, first=report.before_first, last=report.before_last),
    ]
    if chosen:
        what = "；" if locale != "en" else "; "
        named = [f"{word(split, locale)} {label(split, key, labels, locale)}" for split, key in chosen.items()]
        lines.append(word("filtered", locale, what=what.join(named)))
    splits = [one for one in SPLITS if report.by.get(one)]
    sheets = [
        _figures(report, locale),
        _days(report.days, locale),
        *(_lines(split, report.by[split], labels, locale) for split in splits),
        *(_works(split, report.works.get(split, ()), labels, locale) for split in WORK_SPLITS),
        _clauses(report.clauses, labels, locale),
    ]
    return Titled(f"{title} · {word('report', locale)}", tuple(lines), tuple(one for one in sheets if one.rows))


def label(split: str, key: str, labels: Labels, locale: Locale) -> str:
    """What a part is called."""
    found = labels.get(split, {}).get(key, "")
    if found:
        return found
    if known(f"{split}.{key}"):
        return word(f"{split}.{key}", locale)
    return f"{int(key):02d}:00" if split == "hour" else key or word("none", locale)


def _figures(report: Report, locale: Locale) -> Sheet:
    heads = tuple(word(one, locale) for one in ("figure", "value", "before", "meaning"))
    rows = tuple(
        (
            Cell(one.title[locale]),
            Cell(report.figures[one.id].value, one.unit),
            Cell(report.figures[one.id].before, one.unit),
            Cell(one.meaning[locale]),
        )
        for one in measures()
    )
    return Sheet(word("figures", locale), heads, rows, "figures")


def _days(days: Sequence[Point], locale: Locale) -> Sheet:
    heads = (word("day", locale), *(one.title[locale] for one in measures()))
    rows = tuple((Cell(day.day), *(Cell(day.values.get(one.id), one.unit) for one in measures())) for day in days)
    return Sheet(word("days", locale), heads, rows, "days")


def _lines(split: str, lines: Sequence[Line], labels: Labels, locale: Locale) -> Sheet:
    shown = [one for one in measures() if any(line.values.get(one.id) is not None for line in lines)]
    heads = (word(split, locale), *(one.title[locale] for one in shown))
    rows = tuple(
        (
            Cell(label(split, line.key, labels, locale)),
            *(Cell(line.values.get(one.id), one.unit) for one in shown),
        )
        for line in lines
    )
    return Sheet(word(split, locale), heads, rows, split)


def _works(split: str, lines: Sequence[WorkLine], labels: Labels, locale: Locale) -> Sheet:
    shown = [one for one in measures() if any(line.values.get(one.id) is not None for line in lines)]
    heads = (word(split, locale), word("works", locale), *(one.title[locale] for one in shown))
    rows = tuple(
        (
            Cell(label(split, line.key, labels, locale)),
            Cell(line.works, "count"),
            *(Cell(line.values.get(one.id), one.unit) for one in shown),
        )
        for line in lines
    )
    return Sheet(word(split, locale), heads, rows, split)


def _clauses(clauses: Sequence[Clause], labels: Labels, locale: Locale) -> Sheet:
    names = ("clause", "kept", "before", "met", "missed", "broken", "meaning")
    rows = tuple(
        (
            Cell(one.clause), Cell(one.kept, "share"), Cell(one.before, "share"), Cell(one.met, "count"),
            Cell(one.missed, "count"), Cell(one.broken, "count"), Cell(labels.get("clause", {}).get(one.clause, "")),
        )
        for one in clauses
    )  # fmt: skip
    return Sheet(word("clauses", locale), tuple(word(one, locale) for one in names), rows, "clauses")


def shown(cell: Cell) -> str:
    """A cell as people read it: 93.5 %, 1:05, 4.50."""
    value = cell.value
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    match cell.unit:
        case "share":
            return f"{value * 100:.1f}%"
        case "ms":
            seconds = round(value / 1000)
            hours, rest = divmod(seconds, 3600)
            return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
        case "points":
            return f"{value:.1f}"
        case "stars":
            return f"{value:.2f}"
    return f"{value:,.0f}"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def to_csv(report: Titled) -> bytes:
    """All tables one below the other, UTF-8 with a mark at the beginning. Numbers are plain: shares 0-1, times in s."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow([harmless(report.title)])
    write.writerows([harmless(line)] for line in report.lines)
    for sheet in report.sheets:
        write.writerow([])
        write.writerow([harmless(sheet.name)])
        write.writerow([harmless(head) for head in sheet.heads])
        write.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    number = value / 1000 if cell.unit == "ms" else value
    return f"{number:.4f}".rstrip("0").rstrip(".")


def to_xlsx(report: Titled) -> bytes:
    """A workbook: a table a sheet, numbers as numbers, the days with a chart."""
    import xlsxwriter

    out = io.BytesIO()
    # Nothing that was typed becomes a formula or a link.
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, safe) as book:
        book.set_properties({"title": report.title})
        formats: dict[str, Any] = {unit: book.add_format({"num_format": text}) for unit, text in _FORMATS.items()}
        formats["head"] = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats["title"] = book.add_format({"bold": True, "font_size": 14})
        formats["text"] = book.add_format({"text_wrap": True, "valign": "top"})
        names = set[str]()
        for n, sheet in enumerate(report.sheets):
            page = book.add_worksheet(_name(sheet.name, names))
            top = 0
            if n == 0:
                page.write_string(0, 0, report.title, formats["title"])
                for line, text in enumerate(report.lines, 1):
                    page.write_string(line, 0, text)
                top = len(report.lines) + 2
            _fill(page, sheet, top, formats)
            if sheet.kind == "days" and len(sheet.rows) > 1:
                page.insert_chart(top + len(sheet.rows) + 2, 1, _chart(book, page.get_name(), sheet, top))
    return out.getvalue()


def _name(wanted: str, taken: set[str]) -> str:
    name = next(name for name in _names(wanted) if name.lower() not in taken)
    taken.add(name.lower())
    return name


def _names(wanted: str) -> Iterator[str]:
    """The names that a sheet may have: 31 characters, some not allowed, none twice."""
    plain = "".join("_" if one in "[]:*?/\\'" else one for one in wanted)[:28]
    yield plain
    yield from (f"{plain} {n}" for n in range(2, 100))


def _fill(page: Any, sheet: Sheet, top: int, formats: Mapping[str, Any]) -> None:
    for column, head in enumerate(sheet.heads):
        page.write_string(top, column, head, formats["head"])
        texts = [str(row[column].value) for row in sheet.rows if isinstance(row[column].value, str)]
        widest = max((sum(1 + (ord(one) > 255) for one in text) for text in texts), default=0)
        page.set_column(column, column, min(max(widest + 2, 12), WIDEST))
    for line, row in enumerate(sheet.rows, top + 1):
        for column, cell in enumerate(row):
            if isinstance(cell.value, str):
                page.write_string(line, column, cell.value, formats["text"])
            elif cell.value is not None:
                number = cell.value / _IN_DAYS if cell.unit == "ms" else cell.value
                page.write_number(line, column, number, formats.get(cell.unit))
    page.freeze_panes(top + 1, 1)


def _chart(book: Any, name: str, sheet: Sheet, top: int) -> Any:
    chart = book.add_chart({"type": "column"})
    last = top + len(sheet.rows)
    chart.add_series(
        {
            "name": [name, top, 1],
            "categories": [name, top + 1, 0, last, 0],
            "values": [name, top + 1, 1, last, 1],
            "fill": {"color": "#177489"},
        }
    )
    chart.set_legend({"none": True})
    chart.set_title({"name": sheet.heads[1]})
    chart.set_size({"width": 900, "height": 320})
    return chart
