"""Chat logs as tables: headings and times in many forms, several conversations a file, newest first, spreadsheets."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from saywell.conversation.inputs import HungUp, Note, Said
from saywell.exchange.columns import Times
from saywell.exchange.detect import read
from saywell.exchange.source import Assume, Source
from saywell.kernel.errors import Faults, SaywellError
from saywell.kernel.time import parse_rfc3339

FILES = Path(__file__).parent / "files"
TEN = parse_rfc3339("2026-11-20T10:00:00+08:00")


def sources(data: str | bytes | Path, name: str | None = None, assume: Assume | None = None) -> list[Source]:
    return list(read(data.encode() if isinstance(data, str) else data, name, assume or Assume()))


def said(source: Source) -> list[tuple[str, str]]:
    return [(item.by, item.text) for item in source.inputs if isinstance(item, Said)]


def test_a_shop_export_with_interleaved_conversations() -> None:
    first, second = sources(FILES / "shop.csv")
    assert (first.opened.id, second.opened.id) == ("1001", "1002")
    assert said(first) == [("customer", "在吗?"), ("agent", "亲,在的"), ("agent", "请问有什么\n可以帮您")]
    assert first.lines == (0, 3, 5, 6, 7)
    assert [item.at - TEN for item in first.inputs] == [0, 0, 5_000, 9_000, 60_000]
    last = first.inputs[-1]
    assert isinstance(last, HungUp)
    assert last.by == "customer"
    assert first.opened.agent is not None
    assert first.opened.agent.name == "小信"
    assert first.opened.started == "2026-11-20T10:00:00+08:00"
    assert said(second) == [("customer", "这个, 有货吗"), ("agent", "有的")]
    assert not first.can_carry_forms


def test_english_headings_tabs_and_rows_out_of_order() -> None:
    (source,) = sources(FILES / "english.tsv", assume=Assume(zone="America/New_York"))
    assert said(source) == [("agent", "Hello, Acme support"), ("customer", "is anybody there"), ("customer", "hi")]
    assert source.opened.started == "2026-11-20T14:15:00-05:00"


ROWS = "时间,发送人,内容\n2026-11-20 10:00:00,客户,在吗\n2026-11-20 10:00:05,客服,在的\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    (source,) = sources(ROWS.encode(encoding), "a.csv")
    assert said(source) == [("customer", "在吗"), ("agent", "在的")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    (source,) = sources(ROWS.replace(",", delimiter), "a.csv")
    assert len(source.inputs) == 3


def test_newest_first_is_turned_round() -> None:
    head, *rows = ROWS.splitlines()
    same = [row.replace("10:00:05", "10:00:00") for row in rows]
    extra = "2026-11-20 10:00:09,客户,好"
    (source,) = sources("\n".join([head, extra, *reversed(same)]), "a.csv")
    assert [text for _, text in said(source)] == ["在吗", "在的", "好"]


def test_conversations_by_the_customer_where_there_is_no_number() -> None:
    text = "時間,買家,客服,發送人,內容\n" + "".join(
        f"2026-11-20 10:00:0{n},{who},小美,{sender},hi\n"
        for n, (who, sender) in enumerate([("a", "a"), ("b", "b"), ("a", "小美")])
    )
    first, second = sources(text, "a.csv")
    assert said(first) == [("customer", "hi"), ("agent", "hi")]
    assert said(second) == [("customer", "hi")]


def test_system_rows_are_notes() -> None:
    (source,) = sources(ROWS + "2026-11-20 10:00:06,系统,客服响应超时提醒\n", "a.csv")
    assert isinstance(source.inputs[-1], Note)


def workbook(rows: list[list[object]], *, front: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if front:
        sheet.append(["report", "made by the shop"])
        sheet = book.create_sheet("log")
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_spreadsheet_with_real_dates_behind_a_front_sheet() -> None:
    rows: list[list[object]] = [
        ["聊天记录导出"],
        [],
        ["会话编号", "消息时间", "发送方", "消息内容"],
        [1001, datetime(2026, 11, 20, 10, 0, 0), "买家", "在吗"],
        [1001, datetime(2026, 11, 20, 10, 0, 5), "卖家", 12],
    ]
    (source,) = sources(workbook(rows, front=True), "a.xlsx")
    assert source.opened.id == "1001"
    assert source.opened.at == TEN
    assert said(source) == [("customer", "在吗"), ("agent", "12")]
    assert source.lines == (0, 4, 5)
    assert sources(workbook(rows), "no-suffix")[0].inputs == source.inputs


def test_something_else_in_a_spreadsheets_clothes_is_named() -> None:
    for raw in (b"PK\x03\x04 and no more", b"hello", workbook([["a", "b"], [1, 2]])):
        with pytest.raises(SaywellError) as caught:
            sources(raw, "a.xlsx")
        assert caught.value.code in ("exchange.not-this-format", "exchange.missing-column")
        assert caught.value.place.file == "a.xlsx"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "exchange.empty", None),
        ("a,b\n1,2\n", "exchange.missing-column", 1),
        ("发送人,内容\n客户,在吗\n", "exchange.missing-column", 1),
        ("时间,内容\n10:00,在吗\n", "exchange.missing-column", 1),
        ("时间,发送人,内容\n", "exchange.empty", None),
        (ROWS + "soon,客户,喂\n", "exchange.bad-time", 4),
        (ROWS + "2026-13-01 10:00,客户,喂\n", "exchange.bad-time", 4),
        (ROWS + "2026-11-20 25:00,客户,喂\n", "exchange.bad-time", 4),
        ("time,sender,text\n3/4/2026 10:00,agent,hi\n", "exchange.ambiguous-date", 2),
        ("time,sender,text\n10:00,Ann,a\n10:01,Bob,b\n10:02,Cy,c\n", "exchange.unknown-speaker", 2),
    ],
)
def test_a_bad_table_is_named_with_its_row(text: str, code: str, line: int | None) -> None:
    with pytest.raises(SaywellError) as caught:
        sources(text, "a.csv")
    assert (caught.value.code, caught.value.place.line) == (code, line)


def test_all_bad_rows_are_reported_at_once() -> None:
    with pytest.raises(Faults) as caught:
        sources(ROWS + "soon,客户,喂\nlate,客户,喂\n", "a.csv")
    assert [error.place.line for error in caught.value.errors] == [4, 5]


def test_two_unknown_names_are_guessed_and_it_is_said() -> None:
    (source,) = sources("time,sender,text\n10:00,Ann,a\n10:01,Bob,b\n", "a.csv")
    assert said(source) == [("customer", "a"), ("agent", "b")]
    assert [notice.code for notice in source.notices] == ["exchange.speakers-guessed"]
    assert not source.dated


@pytest.mark.parametrize(
    ("cell", "local"),
    [
        ("2026-11-20 10:00:00", "10:00:00"),
        ("2026-11-20T02:00:00Z", "10:00:00"),
        ("2026/11/20 10:00", "10:00:00"),
        ("2026.11.20 10:00:00", "10:00:00"),
        ("2026年11月20日 10时00分00秒", "10:00:00"),
        ("2026年11月20日 上午10:00", "10:00:00"),
        ("2026-11-20 下午3:05:07", "15:05:07"),
        ("20.11.2026 10:00", "10:00:00"),
        ("11/20/2026 10:00 AM", "10:00:00"),
        ("11/20/2026 12:30 am", "00:30:00"),
        ("1795140000", "10:00:00"),
        (1795140000000, "10:00:00"),
        (datetime(2026, 11, 20, 10, 0), "10:00:00"),
    ],
)
def test_times_in_many_forms(cell: object, local: str) -> None:
    times = Times("Asia/Shanghai")
    times.learn([cell])
    assert times.read(cell) == parse_rfc3339(f"2026-11-20T{local}+08:00")


def test_a_date_column_beside_a_time_column() -> None:
    text = ROWS.replace("时间", "日期,时间").replace("20 10", "20,10")
    (source,) = sources(text, "a.csv")
    assert source.inputs[1].at == TEN


def test_times_without_a_date_run_over_midnight() -> None:
    (source,) = sources("time,sender,text\n23:59:50,agent,a\n00:00:10,customer,b\n", "a.csv")
    assert source.inputs[2].at - source.inputs[1].at == 20_000


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(SaywellError) as caught:
        sources(ROWS, "a.csv", Assume(zone="Mars/Base"))
    assert caught.value.code == "calendar.unknown-zone"
