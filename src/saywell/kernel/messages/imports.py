"""Sentences about files that are brought in."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "imports.nothing": (
        "没有这次导入。请刷新列表后再试。",
        "沒有這次匯入。請重新整理列表後再試。",
        "There is no such import. Reload the list and try again.",
    ),
    "imports.no-column": (
        "文件里没有“{column}”这一列，或没有“{field}”这个字段。",
        "檔案裡沒有「{column}」這一欄，或沒有「{field}」這個欄位。",
        "The file has no column “{column}”, or there is no field “{field}”.",
    ),
    "imports.errors-file": (
        "{path} 应以 .csv 或 .xlsx 结尾。",
        "{path} 應以 .csv 或 .xlsx 結尾。",
        "{path} should end in .csv or .xlsx.",
    ),
    "imports.runs": (
        "这次导入还没有完成。请等它完成后再撤销。",
        "這次匯入還沒有完成。請等它完成後再撤銷。",
        "This import is not finished yet. Take it back when it is.",
    ),
    "imports.undone": (
        "这次导入已经撤销过。",
        "這次匯入已經撤銷過。",
        "This import was taken back already.",
    ),
}
