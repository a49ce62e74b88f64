"""Lists out of files: which column is what, who is on it, which rows cannot be used and how to mend them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from saywell.desk.calling import dialled
from saywell.desk.imports.cells import phone_fault, told
from saywell.exchange.sheet import Sheet, guessed
from saywell.followup import events as e
from saywell.followup.campaigns import Entry
from saywell.followup.rules import digits
from saywell.kernel.locale import Locale

FIELDS: dict[str, str] = {
    "phone": "手机号码 手機號碼 手机号 手機號 手机 手機 电话号码 電話號碼 联系电话 聯絡電話 电话 電話 号码 號碼 "
    "mobile telephone tel phonenumber",
    "name": "客户姓名 客戶姓名 姓名 客户名称 客戶名稱 客户 客戶 顾客 顧客 收货人 收件人 称呼 稱呼 "
    "customername fullname customer contact",
    "why": "回访原因 回訪原因 事由 原因 回访内容 回訪內容 内容 內容 备注 備註 说明 說明 问题 問題 "
    "reason subject matter note remark",
    "key": "订单号 訂單號 订单编号 訂單編號 单号 單號 客户编号 客戶編號 编号 編號 ordernumber orderid orderno id",
    "language": "语言 語言 lang",
    "zone": "时区 時區 timezone",
}
"""By field of an entry its usual headings, the most telling first."""


class Wrong(NamedTuple):
    """A row that cannot be used; `code`: as of `saywell.desk.imports.cells.WRONG`."""

    row: int
    code: str
    value: str
    cells: tuple[str, ...]

    def told(self, locale: Locale) -> tuple[str, str]:
        """What is wrong, and how to mend it."""
        return told(self.code, self.value, locale)


class FromFile(NamedTuple):
    """Who is on the list that a file is; the mapping as it was used."""

    mapping: dict[str, str]
    entries: tuple[Entry, ...]
    twice: int
    wrong: tuple[Wrong, ...]


def entries_in(sheet: Sheet, mapping: Mapping[str, str]) -> FromFile:
    """The entries of a file. Without a mapping it is guessed. Raises `sheet.column` where no column has the numbers."""
    chosen = {field: column for field, column in mapping.items() if field in FIELDS and column in sheet.columns}
    chosen = chosen or guessed(sheet.columns, FIELDS)
    if "phone" not in chosen:
        return FromFile(chosen, (), 0, ())
    at = {field: sheet.columns.index(column) for field, column in chosen.items()}
    rest = [(n, column) for n, column in enumerate(sheet.columns) if n not in at.values()]
    entries: dict[str, Entry] = {}
    wrong: list[Wrong] = []
    twice = 0
    for row, cells in sheet.rows:
        got = {field: cells[n] for field, n in at.items()}
        code, value = _wrong(got)
        if code:
            wrong.append(Wrong(row, code, value, cells))
            continue
        phone = dialled(got["phone"])
        key = got.get("key") or f"phone:{digits(phone)}"
        if key in entries:
            twice += 1
            continue
        customer = e.Customer(
            name=got.get("name", ""), phone=phone, language=got.get("language", ""), zone=got.get("zone", "")
        )
        fields = {column: cells[n] for n, column in rest if cells[n]}
        if got.get("key"):
            fields = {chosen["key"]: got["key"], **fields}
        entries[key] = Entry(key=key, customer=customer, why=got.get("why", ""), fields=fields)
    return FromFile(chosen, tuple(entries.values()), twice, tuple(wrong))


def _wrong(got: Mapping[str, str]) -> tuple[str, str]:
    phone, zone = got["phone"], got.get("zone", "")
    if fault := phone_fault(phone):
        return fault, phone
    if zone:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return "zone", zone
    return "", ""
