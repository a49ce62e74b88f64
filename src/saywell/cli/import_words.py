"""What the command line says about imports, in three languages."""

from __future__ import annotations

IMPORTS: dict[str, tuple[str, str, str]] = {
    "help.import": (
        "从 CSV、XLSX 导入客户、订单、工单和旧会话，可以撤销。",
        "從 CSV、XLSX 匯入客戶、訂單、工單和舊會話，可以撤銷。",
        "Bring customers, orders, tickets and old chats in out of CSV and XLSX, and take it back.",
    ),
    "help.import.list": ("列出一个中心的导入。", "列出一個中心的匯入。", "What was brought into a centre."),
    "help.import.undo": (
        "撤销一次导入；之后被人改过的保留，并逐行说明。",
        "撤銷一次匯入；之後被人改過的保留，並逐列說明。",
        "Take an import back; what somebody changed since stays, and its rows are told.",
    ),
    "help.import.kind": (
        "导入文件（contacts 客户、orders 订单、tickets 工单、chats 旧会话）。",
        "匯入檔案（contacts 客戶、orders 訂單、tickets 工單、chats 舊會話）。",
        "Bring a file of {kind} in.",
    ),
    "import.centre": ("中心", "中心", "The centre."),
    "import.preview": (
        "只看会怎样，什么都不导入",
        "只看會怎樣，什麼都不匯入",
        "Tell what would become of it, and bring nothing in.",
    ),
    "import.errors": (
        "把不能用的行写到这个 CSV 或 XLSX",
        "把不能用的列寫到這個 CSV 或 XLSX",
        "Where to write the rows that cannot be used (.csv or .xlsx).",
    ),
    "import.map": (
        "字段=列名，可以写多次",
        "欄位=欄名，可以寫多次",
        "FIELD=COLUMN: which column a field is; may be given again.",
    ),
    "import.id": ("导入编号", "匯入編號", "The import."),
    "import.columns": ("{field} ← {column}", "{field} ← {column}", "{field} ← {column}"),
    "import.counts": (
        "{rows} 行：新增 {new}，变更 {changed}，不变 {same}，有错 {faulty}",
        "{rows} 列：新增 {new}，變更 {changed}，不變 {same}，有錯 {faulty}",
        "{rows} rows: {new} new, {changed} changed, {same} the same, {faulty} faulty",
    ),
    "import.fault": ("第 {row} 行：{what}（{mend}）", "第 {row} 列：{what}（{mend}）", "row {row}: {what} ({mend})"),
    "import.more": ("……另有 {count} 行有错", "……另有 {count} 列有錯", "… and {count} more faulty rows"),
    "import.written": ("有错的行写在 {path}", "有錯的列寫在 {path}", "the faulty rows are in {path}"),
    "import.done": ("已导入，编号 {id}", "已匯入，編號 {id}", "done: import {id}"),
    "import.undone": ("已撤销 {id}", "已撤銷 {id}", "{id} is taken back"),
    "import.kept": (
        "保留了这些行（之后被改过）：{rows}",
        "保留了這些列（之後被改過）：{rows}",
        "kept, changed since: rows {rows}",
    ),
    "import.row": (
        "{id}  {at}  {kind}  {name}  {state}  新增 {new} 变更 {changed} 有错 {faulty}",
        "{id}  {at}  {kind}  {name}  {state}  新增 {new} 變更 {changed} 有錯 {faulty}",
        "{id}  {at}  {kind}  {name}  {state}  {new} new, {changed} changed, {faulty} faulty",
    ),
    "import.state.running": ("进行中", "進行中", "running"),
    "import.state.done": ("已完成", "已完成", "done"),
    "import.state.stopped": ("读到一半中断", "讀到一半中斷", "stopped"),
    "import.state.undoing": ("撤销中", "撤銷中", "being taken back"),
    "import.state.undone": ("已撤销", "已撤銷", "taken back"),
}
