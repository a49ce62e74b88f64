"""Sentences about files that are brought in."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "imports.nothing": (
        "没有这次导入。请刷新列表后再试。",
        "沒有這次匯入。請重新整理列表後再試。",
        "There is no such import. Reload the list and try again.",
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
