"""Sentences about tables that people bring."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "sheet.encoding": (
        "读不出这个文件的文字编码。请另存为 UTF-8 的 CSV，或另存为 XLSX。",
        "讀不出這個檔案的文字編碼。請另存為 UTF-8 的 CSV，或另存為 XLSX。",
        "The encoding of this file cannot be told. Save it as CSV in UTF-8, or as XLSX.",
    ),
    "sheet.unreadable": (
        "打不开这份表格：{detail}。请在表格软件里另存为 XLSX 或 CSV。",
        "打不開這份表格：{detail}。請在試算表軟體裡另存為 XLSX 或 CSV。",
        "This spreadsheet cannot be opened: {detail}. Save it as XLSX or CSV.",
    ),
    "sheet.empty": (
        "文件里没有表头和数据行。第一行应是列名，下面每行一条。",
        "檔案裡沒有表頭和資料列。第一列應是欄名，下面每列一筆。",
        "The file has no headings with rows below. The first row names the columns, each further row is one entry.",
    ),
    "sheet.long": (
        "文件有 {count} 行，一次最多 {most} 行。请分成几份。",
        "檔案有 {count} 列，一次最多 {most} 列。請分成幾份。",
        "The file has {count} rows; {most} can be read at once. Divide it.",
    ),
    "sheet.broken": (
        "从这一行起读不下去：多半是引号没有成对。请在表格软件里打开并另存。",
        "從這一列起讀不下去：多半是引號沒有成對。請在試算表軟體裡開啟並另存。",
        "It cannot be read from this line on: most likely a quotation mark is not closed. Save it anew as CSV or XLSX.",
    ),
    "sheet.unpacked": (
        "这份表格解压后超过 {most} MB。请分成几份，或另存为 CSV。",
        "這份表格解壓縮後超過 {most} MB。請分成幾份，或另存為 CSV。",
        "This spreadsheet is larger than {most} MB when it is unpacked. Divide it, or save it as CSV.",
    ),
    "sheet.column": (
        "没有选好“{field}”对应哪一列。请在预览里选择。",
        "沒有選好「{field}」對應哪一欄。請在預覽裡選擇。",
        "It is not said which column is “{field}”. Choose it in the preview.",
    ),
}
