"""Tables that people bring: CSV and spreadsheets, whatever their encoding; which column may be which is guessed.

read_sheet(raw, "客户.csv")  ->  Sheet(columns=("姓名", "手机"), rows=((2, ("王先生", "13800138000")), …), …)
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Any, NamedTuple

from saywell.kernel.errors import Place, SaywellError

MOST = 250_000
"""Rows of one file at most."""
_HEADING_ROWS = 15
_PEEKED = 200
"""Rows at the beginning of which the delimiter and the headings are told."""
_DELIMITERS = (",", "\t", ";", "|")
_UNPACKED = 512 * 1024 * 1024
"""Bytes of an unpacked spreadsheet at most."""
_PART = 1024 * 1024
Cells = tuple[str, ...]


class Sheet(NamedTuple):
    """A table: its headings, and its rows, each with the number that it has in the file and a cell for each heading.
    `encoding`: in which it was read, "" for a spreadsheet."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str = ""


class Table:
    """A table that is read row by row, as often as one likes: its rows are never all in memory. `delimiter`: of a CSV;
    `encoding`: in which it was read, "" for a spreadsheet."""

    def __init__(self, name: str, lines: Callable[[], Iterator[Sequence[Any]]], encoding: str, delimiter: str) -> None:
        self.name, self.encoding, self.delimiter, self._lines = name, encoding, delimiter, lines
        head = list(islice(self._filled(), _PEEKED))
        # A title stands alone in its row; the headings are the first row that fills most of the width.
        width = max((sum(map(bool, row)) for _, row in head[: _HEADING_ROWS * 2]), default=0)
        found = next((n for n, (_, row) in enumerate(head) if sum(map(bool, row)) * 2 > width), None)
        if found is None or len(head) < found + 2:
            raise SaywellError("sheet.empty", place=Place(name))
        self._head = head[found][0]
        names = list(head[found][1])
        while names and not names[-1]:
            names.pop()
        self.columns = tuple(_told_apart([one or f"{n}" for n, one in enumerate(names, 1)]))

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Each row below the headings with its number in the file and a cell for each heading; empty ones are passed
        over. Raises `sheet.long`, `sheet.broken`."""
        width, count = len(self.columns), 0
        for number, row in self._filled():
            if number <= self._head:
                continue
            count += 1
            if count > MOST:
                raise SaywellError("sheet.long", place=Place(self.name), count=f"> {MOST}", most=MOST)
            yield number, (*row, *[""] * (width - len(row)))[:width]

    def _filled(self) -> Iterator[tuple[int, Cells]]:
        for number, row in enumerate(self._lines(), 1):
            cells = tuple(map(cell_text, row))
            if any(cells):
                yield number, cells


def _told_apart(names: list[str]) -> list[str]:
    """Headings of which none stands twice."""
    out: list[str] = []
    for one in names:
        name, n = one, 2
        while name in out:
            name, n = f"{one} ({n})", n + 1
        out.append(name)
    return out


def open_table(raw: bytes, name: str) -> Table:
    """The first table of a file. Raises `sheet.*`."""
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Table(name, _workbook(raw, name), "", "")
    encoding = encoding_of(raw, name)
    codec = {"utf-8": "utf-8-sig", "big5": "big5hkscs"}.get(encoding, encoding)

    def lines(delimiter: str) -> Iterator[list[str]]:
        # A utf-16 file may have been cut; every other encoding was read to its end when it was told.
        text = io.TextIOWrapper(io.BytesIO(raw), codec, errors="replace", newline="")
        rows = csv.reader(text, delimiter=delimiter)
        try:
            yield from rows
        except csv.Error:
            raise SaywellError("sheet.broken", place=Place(name, line=rows.line_num)) from None

    delimiter = _delimiter(lines)
    return Table(name, lambda: lines(delimiter), encoding, delimiter)


def read_sheet(raw: bytes, name: str) -> Sheet:
    """The first table of a file, whole. Raises `sheet.*`."""
    table = open_table(raw, name)
    return Sheet(table.columns, tuple(table.rows()), table.encoding)


def _delimiter(lines: Callable[[str], Iterator[list[str]]]) -> str:
    """The delimiter that gives the widest head."""
    best, width = ",", 0
    for delimiter in _DELIMITERS:
        try:
            head = list(islice(lines(delimiter), _HEADING_ROWS))
        except SaywellError:
            # Whichever it is, what is broken is told when it is read.
            continue
        wide = max((sum(bool(cell.strip()) for cell in row) for row in head), default=0)
        if wide > width:
            best, width = delimiter, wide
    return best


def encoding_of(raw: bytes, name: str) -> str:
    """In which encoding a file was written: utf-8, utf-16, gb18030 or big5. Raises `sheet.encoding`."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if _reads(raw, "utf-8-sig"):
        return "utf-8"
    found: list[tuple[float, str]] = []
    for encoding in ("gb18030", "big5hkscs"):
        if _reads(raw, encoding):
            text = raw[:_PART].decode(encoding, errors="ignore")
            if "\0" not in text:
                found.append((_common(text, encoding), encoding))
    if not found:
        raise SaywellError("sheet.encoding", place=Place(name))
    return max(found, key=lambda one: one[0])[1].removesuffix("hkscs")


def _reads(raw: bytes, encoding: str) -> bool:
    """Whether all of it can be read so; part by part, so that a large file is not in memory twice."""
    decoder = codecs.getincrementaldecoder(encoding)()
    whole = memoryview(raw)
    try:
        for at in range(0, len(raw), _PART):
            decoder.decode(whole[at : at + _PART], final=at + _PART >= len(raw))
    except UnicodeDecodeError:
        return False
    return True


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


def _workbook(raw: bytes, name: str) -> Callable[[], Iterator[Sequence[Any]]]:
    """The rows of the first page of a spreadsheet that is not empty."""
    import python_calamine as calamine

    try:
        if zipfile.is_zipfile(io.BytesIO(raw)):
            with zipfile.ZipFile(io.BytesIO(raw)) as packed:
                if sum(one.file_size for one in packed.infolist()) > _UNPACKED:
                    raise SaywellError("sheet.unpacked", place=Place(name), most=_UNPACKED // 1024 // 1024)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        pages = [book.get_sheet_by_name(one) for one in book.sheet_names]
    except (calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise SaywellError("sheet.unreadable", place=Place(name), detail=str(error)[:80]) from None
    page = next((one for one in pages if one.total_height), None)
    if page is None:
        return lambda: iter(())
    return lambda: iter(page.iter_rows())


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
