"""Chat logs as CSV or spreadsheet (XLSX, XLS, ODS), as shop platforms export them.

The headings are found in the first 15 rows, in Chinese or English: a time (or a date and a time), a sender or a role, a
text, and perhaps the number of the conversation. One file may hold many conversations, interleaved. Rows of the system
become notes; rows without text are left out. Newest first is turned round.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from saywell.conversation.inputs import Agent, AnyInput, Customer, Direction, HungUp, Note, Said, Speaker
from saywell.exchange.columns import Column, Times, find_columns, missing_column
from saywell.exchange.roles import SYSTEM, assign, role_of
from saywell.exchange.source import (
    NOTHING_ASSUMED,
    Assume,
    Source,
    decode_text,
    in_order,
    open_conversation,
    stamp,
    stem,
)
from saywell.kernel.errors import Faults, Place, SaywellError
from saywell.kernel.time import Instant

HEADING_ROWS = 15
MAX_FAULTS = 20
_ENDED = re.compile(
    r"(?P<who>客户|客戶|买家|買家|用户|用戶|顾客|顧客|访客|訪客|customer|visitor|buyer|client|客服|坐席|卖家|賣家|agent|seller)"
    r".{0,12}?(?:结束|結束|关闭|關閉|离开|離開|退出|ended|closed|left)",
    re.IGNORECASE,
)


class _Row(msgspec.Struct):
    line: int
    at: Instant
    label: str
    sender: str
    text: str
    customer: str
    agent: str


def read_csv(raw: bytes, name: str, assume: Assume = NOTHING_ASSUMED) -> Iterator[Source]:
    """The conversations of a CSV, TSV or semicolon file in UTF-8, UTF-16 or GB 18030. Raises as `read_rows`."""
    text = decode_text(raw, name)
    best: tuple[int, list[list[str]]] | None = None
    for delimiter in (",", "\t", ";", "|"):
        head = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False))[:HEADING_ROWS]
        width = max((len(find_columns(row)) for row in head), default=0)
        if width and (best is None or width > best[0]):
            best = (width, list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
    if best is None:
        rows: list[list[str]] = list(csv.reader(io.StringIO(text, newline="")))[:HEADING_ROWS]
        yield from read_rows(rows, name, assume)
        return
    yield from read_rows(best[1], name, assume)


def read_workbook(raw: bytes, name: str, assume: Assume = NOTHING_ASSUMED) -> Iterator[Source]:
    """The conversations of all sheets that have the headings. Raises `exchange.not-this-format` and as `read_rows`."""
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheets = [workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in workbook.sheet_names]
    except (calamine.CalamineError, OSError, ValueError) as error:
        place = Place(name)
        raise SaywellError("exchange.not-this-format", place=place, format="XLSX", detail=str(error)[:80]) from None
    found = [sheet for sheet in sheets if any(find_columns(row) for row in sheet[:HEADING_ROWS])]
    for sheet in found or [next((sheet for sheet in sheets if sheet), [])]:
        yield from read_rows(sheet, name, assume)


def read_rows(rows: Sequence[Sequence[object]], name: str, assume: Assume = NOTHING_ASSUMED) -> Iterator[Source]:
    """Conversations in order of their first row; `lines` are row numbers of the sheet.

    Raises `exchange.empty`, `exchange.missing-column`, `exchange.bad-time`, `exchange.ambiguous-date`,
    `exchange.unknown-speaker`, with file and row; bad rows are reported together.
    """
    filled = [index for index, row in enumerate(rows) if any(str(cell or "").strip() for cell in row)]
    if not filled:
        raise SaywellError("exchange.empty", place=Place(name))
    head = next((index for index in filled[:HEADING_ROWS] if find_columns(rows[index])), None)
    columns = find_columns(rows[head]) if head is not None else {}
    if head is None or not ("time" in columns or "date" in columns):
        place = head if head is not None else filled[0]
        raise missing_column(name, place + 1, rows[place], columns)
    times = Times(assume.zone)
    groups: dict[str, list[_Row]] = {}
    for key, row in _read(rows, head, columns, times, name):
        groups.setdefault(key, []).append(row)
    if not groups:
        raise SaywellError("exchange.empty", place=Place(name))
    for key, group in groups.items():
        yield _conversation(key, group, name, assume, dated=times.dated, alone=len(groups) == 1)


def _read(
    rows: Sequence[Sequence[object]], head: int, columns: dict[Column, int], times: Times, name: str
) -> Iterator[tuple[str, _Row]]:
    def cell(row: Sequence[object], column: Column) -> object:
        index = columns.get(column)
        return row[index] if index is not None and index < len(row) else None

    when: Column = "time" if "time" in columns else "date"
    body = [(index + 1, row) for index, row in enumerate(rows) if index > head]
    times.learn([cell(row, column) for _, row in body for column in ("time", "date") if column in columns])
    faults: list[SaywellError] = []
    for line, row in body:
        text = _text(cell(row, "text"))
        if not text:
            continue
        try:
            at = times.read(cell(row, when), cell(row, "date") if when == "time" else None)
        except SaywellError as error:
            faults.append(error.at(Place(name, line, "time")))
            if len(faults) >= MAX_FAULTS:
                break
            continue
        sender = _text(cell(row, "sender"))
        customer = _text(cell(row, "customer"))
        label = _text(cell(row, "role")) or sender
        found = _Row(line, at, label, sender, text, customer, _text(cell(row, "agent")))
        if not faults:
            yield _text(cell(row, "conversation")) or customer, found
    if faults:
        raise faults[0] if len(faults) == 1 else Faults(faults)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip() if cell is not None else ""


def _conversation(key: str, rows: list[_Row], name: str, assume: Assume, *, dated: bool, alone: bool) -> Source:
    if len(rows) > 1 and rows[0].at > rows[-1].at and all(a.at >= b.at for a, b in pairwise(rows)):
        rows = rows[::-1]
    rows = sorted(rows, key=lambda row: row.at)
    speakers = dict(assume.speakers)
    for row in rows:
        # A column that holds only the customer's or only the agent's name tells whose a sender's name is.
        if row.customer:
            speakers.setdefault(row.customer, "customer")
        if row.agent:
            speakers.setdefault(row.agent, "agent")
    talking = [row for row in rows if not _is_system(row, speakers)]
    first: Speaker = "agent" if assume.direction == "outbound" else "customer"
    try:
        roles, notice = assign((row.label for row in talking), speakers, first=first)
    except SaywellError as error:
        raise error.at(Place(name, rows[0].line)) from None
    started = stamp(rows[0].at, assume.zone) if dated else None
    direction: Direction | None = assume.direction
    opened = open_conversation(
        rows[0].at,
        key or stem(name),
        assume,
        channel="chat",
        started=started,
        direction=direction,
        agent=_agent(talking, roles),
        customer=_customer(talking, roles),
    )
    items: list[tuple[AnyInput, int]] = [(opened, 0)]
    for row in rows:
        if _is_system(row, speakers):
            items.append((_system(row), row.line))
        else:
            items.append((Said(at=row.at, by=roles[row.label], text=row.text), row.line))
    inputs, lines = in_order(items)
    return Source(
        name=name if alone else f"{name}#{key}",
        kind="table",
        inputs=inputs,
        lines=lines,
        capabilities=frozenset(),
        dated=dated,
        notices=(notice.at(Place(name, rows[0].line)),) if notice else (),
    )


def _is_system(row: _Row, speakers: dict[str, Speaker]) -> bool:
    return row.label not in speakers and SYSTEM.fullmatch(row.label) is not None


def _system(row: _Row) -> AnyInput:
    ended = _ENDED.search(row.text)
    if ended is None:
        return Note(at=row.at, text=row.text)
    return HungUp(at=row.at, by="agent" if role_of(ended["who"], {}) == "agent" else "customer")


def _agent(rows: list[_Row], roles: dict[str, Speaker]) -> Agent | None:
    """The name under which the agent writes, where it is a name and not a role."""
    names = [row.agent or row.sender for row in rows if roles[row.label] == "agent" and (row.agent or row.sender)]
    name = next((name for name in names if role_of(name, {}) is None or ":" in name), None)
    return Agent(name=re.split(r"[:\uff1a]", name)[-1]) if name else None


def _customer(rows: list[_Row], roles: dict[str, Speaker]) -> Customer | None:
    names = [
        row.customer or row.sender for row in rows if roles[row.label] == "customer" and (row.customer or row.sender)
    ]
    name = next((name for name in names if role_of(name, {}) is None), None)
    return Customer(name=name) if name else None
