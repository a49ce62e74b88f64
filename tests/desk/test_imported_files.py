"""Files as people have them: encodings, spreadsheets, dates, faults, and whatever else may stand in one."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from saywell.desk import contacts as ct
from saywell.desk.imports.doors import errors_file
from saywell.desk.imports.fields import FIELDS, KINDS, Kind, mapped, template
from saywell.desk.imports.process import FILE, Began, Imports
from saywell.desk.rules_of_lists import of_order
from saywell.desk.shops.kept import KeptBook
from saywell.exchange.sheet import MOST, open_table
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import LOCALES
from saywell.kernel.time import format_rfc3339
from saywell.storage.interface import Append, Entry
from tests.desk.test_imports import CONTACTS, back, bring, counts, seen
from tests.desk.world import World, run


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_to_begin_with_is_understood_as_it_is(kind: Kind, locale: str) -> None:
    n = LOCALES.index(locale)
    columns, rows = template(kind, LOCALES[n])
    if kind != "chats":
        assert mapped(kind, tuple(columns), {}) == dict(zip(FIELDS[kind], columns, strict=True))

    async def act(world: World) -> None:
        found = await seen(world, kind, table(columns, rows))
        assert found.new == 1 and found.faulty == 0

    run(act)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([columns, *rows])
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_file_is_read_whatever_its_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    lines = ["姓名,電話,備註", "陳大文,91234567,請於下午聯絡", "李美玲,92345678,已開立帳戶，請勿致電"]
    text = "\r\n".join(line.replace(",", delimiter) for line in lines)
    found = open_table(text.encode(encoding), "x.csv")
    assert found.columns == ("姓名", "電話", "備註")
    assert [cells[1] for _, cells in found.rows()] == ["91234567", "92345678"]
    assert found.encoding == encoding.removesuffix("-sig")
    assert found.delimiter == delimiter


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        page = book.add_worksheet("空")
        page = book.add_worksheet("客户")
        for n, row in enumerate(rows):
            page.write_row(n, 0, row)
    return out.getvalue()


def test_a_spreadsheet_gives_numbers_dates_and_formulas_as_people_see_them() -> None:
    raw = workbook(
        [
            ("客户名单", "", "", "", ""),
            ("姓名", "电话", "账号", "下次联系", "电话"),
            ("王", 13800138000, 6222021234567890123.0, datetime(2026, 11, 5, 10, 30), "=1+1"),
        ]
    )

    async def act(world: World) -> None:
        sheet = open_table(raw, "x.xlsx")
        assert sheet.columns == ("姓名", "电话", "账号", "下次联系", "电话 (2)")
        [(row, cells)] = list(sheet.rows())
        assert (row, cells[1], cells[3]) == (3, "13800138000", "2026-11-05 10:30:00")
        imports = Imports(world.hub)
        found = await imports.look(await imports.sort("bank", "contacts", raw, "x.xlsx", {}))
        assert [one.faults[0].code for one in found.wrong] == ["rounded"]

    run(act)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-05 10:30", "2026-11-05T10:30"), ("2026/11/5 10:30:00", "2026-11-05T10:30"),
        ("2026年11月5日 上午10:30", "2026-11-05T10:30"), ("2026.11.05", "2026-11-05T00:00"),
        ("20261105", "2026-11-05T00:00"), ("46331.4375", "2026-11-05T10:30"), ("46331", "2026-11-05T00:00"),
        ("2026-11-05T02:30:00Z", "2026-11-05T10:30"), ("2026-11-05T10:30:00+08:00", "2026-11-05T10:30"),
        ("1793845800", "2026-11-05T10:30"), ("1793845800000", "2026-11-05T10:30"), ("'2026-11-05", "2026-11-05T00:00"),
        ("25/12/2026", "2026-12-25T00:00"), ("05/11/2026", "2026-11-05T00:00"),
        ("11/5/2026 3:05 PM", "2026-05-11T15:05"),
        ("２０２６－１１－０５", "2026-11-05T00:00"),
    ],
)  # fmt: skip
def test_dates_are_read_in_the_many_ways_in_which_they_are_written(written: str, meant: str) -> None:
    async def act(world: World) -> None:
        # That one day is above twelve tells of all which number is the day.
        await bring(world, "orders", f"订单号,下单时间\nA0,25/12/2026\nA1,{written}\n")
        order = await KeptBook(world.store).find("bank", "order", "A1")
        assert order is not None
        assert format_rfc3339(order["ordered"], world.hub.calendar("bank").zone)[:16] == meant

    run(act)


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        ("下单时间", "05/11/2026", "order"), ("下单时间", "2026-13-45", "date"), ("下单时间", "10:30", "date"),
        ("下单时间", "昨天", "date"), ("数量", "三件", "amount"), ("数量", "1e999", "amount"),
        ("数量", "NaN", "amount"), ("评分", "6", "stars"), ("评分", "0", "stars"), ("评分", "好评", "stars"),
        ("评分", "★★★★★★", "stars"), ("评分", "4.5", "stars"), ("评价时间", "昨天", "date"),
        ("评价内容", "长" * 4001, "long"),
        ("运单号", "7.53E+12", "rounded"), ("订单号", "2.02611E+11", "rounded"), ("手机", "1.38E+10", "rounded"),
        ("手机", "一三八", "number"), ("商品", "长" * 4001, "long"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_how_to_mend_it(column: str, written: str, code: str) -> None:
    async def act(world: World) -> None:
        row = {
            "订单号": "A1",
            "下单时间": "",
            "数量": "",
            "运单号": "",
            "手机": "",
            "商品": "",
            "评分": "",
            column: written,
        }
        found = await seen(world, "orders", table(list(row), [list(row.values())]))
        [wrong] = found.wrong
        assert [one.code for one in wrong.faults] == [code] and wrong.row == 2
        for locale in LOCALES:
            what, mend = wrong.told(locale)
            assert what and mend and "{" not in what

    run(act)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_review_of_an_order_comes_in_and_wants_an_answer(locale: str) -> None:
    columns, [row] = template("orders", LOCALES[LOCALES.index(locale)])
    at = dict(zip(FIELDS["orders"], range(len(columns)), strict=True))

    async def act(world: World) -> None:
        zone = world.hub.calendar("bank").zone
        row[at["reviewed"]] = format_rfc3339(world.clock() - 3_600_000, zone)[:16].replace("T", " ")
        for n, (written, meant) in enumerate(
            {"5": 5, "4 星": 4, "★★★☆☆": 3, "⭐️⭐️": 2, "2/5": 2, "１": 1, "3 stars": 3, "": 0}.items()
        ):
            row[at["id"]], row[at["stars"]] = f"R{n}", written
            await bring(world, "orders", table(columns, [row]), id=f"i{n}")
            order = await KeptBook(world.store).find("bank", "order", f"R{n}")
            assert order is not None and order.get("stars", 0) == meant and order["review"] == row[at["review"]]
        wanting = await KeptBook(world.store).orders_wanting("bank", "reviewed", world.clock())
        assert {one["id"] for one in wanting} == {f"R{n}" for n in range(8)}
        assert {entry.why for one in wanting if (entry := of_order(one, "reviewed"))} == {row[at["review"]]}

    run(act)


def test_the_file_of_errors_can_be_mended_and_brought_in_and_works_nothing_out() -> None:
    async def act(world: World) -> None:
        text = '姓名,手机,备注\n=HYPERLINK("http://x"),12ab,+1\n@x,1.38E+10,-2\n王,13800138000,\n'
        imports = Imports(world.hub)
        sort = await imports.sort("bank", "contacts", text.encode(), "x.csv", {})
        raw = errors_file(sort, "csv", "zh-Hans")
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
        assert rows[0] == ["行", "错误", "怎么改", "姓名", "手机", "备注"] and len(rows) == 3
        assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
        mended = raw.decode("utf-8-sig").replace("12ab", "13600136000").replace("1.38E+10", "13700137000")
        found = await seen(world, "contacts", mended)
        assert counts(found) == (2, 0, 0, 0)
        assert (
            set(found.steps[0][1].title) and open_table(errors_file(sort, "xlsx", "en"), "e.xlsx").columns[0] == "Row"
        )

    run(act)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "sheet.empty"), (b"\n\n\n", "sheet.empty"), ("姓名,手机\n".encode(), "sheet.empty"),
        (b"PK\x03\x04 broken", "sheet.unreadable"), (b"\xff\xff\x00\x81\x82", "sheet.encoding"),
        ('姓名,手机\n王,"138\n'.encode() + b"x" * 200_000, "sheet.broken"),
        ("姓名,手机\n".encode() + "王,13800138000\n".encode() * (MOST + 1), "sheet.long"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told(raw: bytes, code: str) -> None:
    with pytest.raises(SaywellError) as caught:
        for _ in open_table(raw, "x.csv").rows():
            pass
    assert caught.value.code == code and "{" not in caught.value.render("en")


def test_a_file_of_which_no_import_was_begun_does_not_stay() -> None:
    async def act(world: World) -> None:
        for id in ("lost", "young"):
            await world.store.append(Append(FILE + id, [Entry("import.file.1", b"x")], 0, world.clock()))
            await world.later(2 * 3600)
        await bring(world, "contacts", CONTACTS)
        assert await world.store.streams(FILE) == []

    run(act)


def test_a_mapping_is_remembered_for_the_same_columns() -> None:
    async def act(world: World) -> None:
        text = "甲,乙\n王,13800138000\n".encode()
        imports = Imports(world.hub)
        assert (await imports.sort("bank", "contacts", text, "x.csv", {})).missing() == "phones"
        sort = await imports.sort("bank", "contacts", text, "x.csv", {"name": "甲", "phones": "乙"})
        await imports.begin("i1", Began(at=0, centre="bank", kind="contacts", name="x.csv"), text, sort)
        await imports.finish("i1")
        again = await imports.sort("bank", "contacts", text, "y.csv", {})
        assert again.mapping == {"name": "甲", "phones": "乙"}

    run(act)


def test_numbers_and_names_are_compared_as_people_mean_them() -> None:
    assert {
        ct.phone_key(one) for one in ("13800138000", "+86 138 0013 8000", "0086-138-0013-8000", "８６13800138000")
    } == {"13800138000"}
    assert {ct.phone_key(one) for one in ("91234567", "+852 9123 4567")} == {"91234567"}
    for name, meant in (
        ("王先生", ("王", "先生")), ("欧阳小红", ("欧阳", "")), ("陳大文", ("陳", "")),
        ("Ms Jane Smith", ("Smith", "Ms")),
        ("Jane Smith", ("Smith", "")), ("客户服务部", ("", "")), ("", ("", "")),
    ):  # fmt: skip
        assert ct.split_name(name) == meant, name


ODD = (
    " C1 13800138000 1.38E+10 =1+1 @x 2026-11-05 46331.5 1e999 NaN -0 是 王先生 a@b.cn \x00 😀 \" ' \r A1 "
    "6222021234567890123 999999999999999999999999999999999999999999"
).split(" ")
CELLS = st.one_of(st.text(max_size=12), st.sampled_from(ODD))
HEADS = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from([name for fields in FIELDS.values() for one in fields.values() for name in one.names]),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(kind=st.sampled_from(KINDS[:3]), heads=HEADS, data=st.data())
def test_whatever_stands_in_a_table_every_row_comes_in_or_is_told(
    kind: Kind, heads: list[str], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.lists(CELLS, min_size=1, max_size=len(heads) + 2), min_size=1, max_size=6))
    raw = table(heads, rows).encode("utf-8", errors="replace")

    async def act(world: World) -> None:
        imports = Imports(world.hub)
        try:
            sort = await imports.sort("bank", kind, raw, "x.csv", {})
        except SaywellError as error:
            code = error.code
        else:
            code = "sheet.column" if sort.missing() else ""
        if code:
            assert code.startswith("sheet.")
            return
        looked = await imports.look(sort)
        assert looked.rows == len(list(open_table(raw, "x.csv").rows()))
        done = await bring(world, kind, raw)
        assert done.state == "done" and (done.rows, done.faulty) == (looked.rows, looked.faulty)
        again = await bring(world, kind, raw, "i2")
        assert again.new == 0
        assert (await back(world, "i2")).state == "undone"
        assert (await back(world, "i1")).state == "undone"
        if kind != "tickets" and not again.changed:
            assert await world.store.streams("contact/") == await world.store.streams("order/") == []

    run(act)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.binary(max_size=60).map(lambda one: b"PK\x03\x04" + one)))
def test_whatever_bytes_a_file_has_it_is_read_or_refused(raw: bytes) -> None:
    code = ""
    try:
        list(open_table(raw, "x").rows())
    except SaywellError as error:
        code = error.code
    assert not code or code.startswith("sheet.")
