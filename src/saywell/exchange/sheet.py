"""Tables that people bring: CSV and spreadsheets, whatever their encoding; which column may be which is guessed.

read_sheet(raw, "客户.csv")  ->  Sheet(columns=("姓名", "手机"), rows=((2, ("王先生", "13800138000")), …), …)
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from saywell.kernel.errors import Place, SaywellError

MOST = 100_000
"""Rows of one file at most."""
_HEADING_ROWS = 15
_DELIMITERS = (",", "\t", ";", "|")


class Sheet(NamedTuple):
    """A table: its headings, and its rows, each with the number that it has in the file and a cell for each heading.
    `encoding`: in which it was read, "" for a spreadsheet."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str = ""


def read_sheet(raw: bytes, name: str) -> Sheet:
    """The first table of a file. Raises `sheet.*`."""
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _sheet(_workbook(raw, name), name, "")
    text, encoding = decoded(raw, name)
    return _sheet(_separated(text), name, encoding)


def decoded(raw: bytes, name: str) -> tuple[str, str]:
    """The text of a file, and in which encoding it was written: UTF-8, UTF-16, GB 18030 or Big5. Raises
    `sheet.encoding`."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace"), "utf-16"
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    found: list[tuple[float, str, str]] = []
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append((_common(text, encoding), text, encoding))
    if not found or "\0" in found[0][1]:
        raise SaywellError("sheet.encoding", place=Place(name))
    best = max(found, key=lambda one: one[0])
    return best[1], best[2].removesuffix("hkscs")


def _common(text: str, encoding: str) -> float:
    """The share of characters beyond ASCII that are among the common ones of an encoding: bytes of one that are read as
    the other make rare ones."""
    wide = [one for one in text if one > "\x7f"]
    count = 0
    for one in wide:
        got = one.encode(encoding, errors="replace")
        if len(got) == 2:
            first = got[0]
            plain = 0xB0 <= first <= 0xD7 and got[1] >= 0xA1 if encoding == "gb18030" else 0xA4 <= first <= 0xC6
            count += plain or one in "，。！？、：；（）《》“”「」"
    return count / len(wide) if wide else 1.0


def _separated(text: str) -> list[list[str]]:
    """Rows by the delimiter that gives the widest head."""
    best: list[list[str]] = []
    width = 0
    for delimiter in _DELIMITERS:
        head = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))[:_HEADING_ROWS]
        wide = max((sum(bool(cell.strip()) for cell in row) for row in head), default=0)
        if wide > width:
            width, best = wide, list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return best


def _workbook(raw: bytes, name: str) -> list[list[Any]]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheets = [book.get_sheet_by_name(one).to_python(skip_empty_area=False) for one in book.sheet_names]
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise SaywellError("sheet.unreadable", place=Place(name), detail=str(error)[:80]) from None
    return next((list(map(list, one)) for one in sheets if one), [])


def _sheet(rows: Sequence[Sequence[Any]], name: str, encoding: str) -> Sheet:
    cells = [(number, tuple(cell_text(cell) for cell in row)) for number, row in enumerate(rows, 1)]
    filled = [(number, row) for number, row in cells if any(row)]
    # A title stands alone in its row; the headings are the first row that fills most of the width.
    width = max((sum(map(bool, row)) for _, row in filled[: _HEADING_ROWS * 2]), default=0)
    head = next((n for n, (_, row) in enumerate(filled) if sum(map(bool, row)) * 2 > width), None)
    if head is None or len(filled) < head + 2:
        raise SaywellError("sheet.empty", place=Place(name))
    if len(filled) > MOST:
        raise SaywellError("sheet.long", place=Place(name), count=len(filled), most=MOST)
    names = list(filled[head][1])
    while names and not names[-1]:
        names.pop()
    columns = tuple(one or f"{n}" for n, one in enumerate(names, 1))
    full = [(number, (*row, *[""] * len(columns))[: len(columns)]) for number, row in filled[head + 1 :]]
    return Sheet(columns, tuple(full), encoding)


def cell_text(cell: Any) -> str:
    """A cell as text; numbers as they were typed, times as ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).strip()


def folded(heading: str) -> str:
    """A heading without what does not tell."""
    return re.sub(r"[\s_\-/.()（）\[\]#*:：]+", "", heading).lower()


def guessed(columns: Sequence[str], fields: Mapping[str, str]) -> dict[str, str]:
    """By field the column that is probably meant. `fields`: by field its headings, the most telling first, separated by
    blanks; a column is taken once."""
    plain = [folded(one) for one in columns]
    out: dict[str, str] = {}
    taken: set[int] = set()
    for exact in (True, False):
        for field, words in fields.items():
            if field in out:
                continue
            for word in (field.replace("_", ""), *words.split()):
                at = next(
                    (
                        n
                        for n, one in enumerate(plain)
                        if n not in taken and (one == word if exact else len(word) > 1 and word in one)
                    ),
                    None,
                )
                if at is not None:
                    taken.add(at)
                    out[field] = columns[at]
                    break
    return out
