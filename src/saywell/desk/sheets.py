"""Tables to take away, as CSV and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from saywell.kernel.errors import SaywellError

MEDIA = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None


def sheet(kind: str, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as a file. Raises `desk.not-found` for a kind that is none."""
    if kind == "csv":
        return _csv(columns, rows)
    if kind == "xlsx":
        return _xlsx(name, columns, rows)
    raise SaywellError("desk.not-found", path=kind)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
    # With its mark spreadsheets take it for what it is.
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: Cell) -> Cell:
    """What somebody typed must not be worked out as a formula by whoever opens the file."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _xlsx(name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet("".join(one for one in name if one not in "[]:*?/\\'")[:31] or "1")
        page.write_row(0, 0, columns, book.add_format({"bold": True}))
        count = 0
        for count, row in enumerate(rows, 1):
            page.write_row(count, 0, ["" if cell is None else cell for cell in row])
        page.freeze_panes(1, 0)
        page.set_column(0, max(0, len(columns) - 1), 18)
        page.autofilter(0, 0, max(1, count), max(0, len(columns) - 1))
    return out.getvalue()
