"""Sentences about standards."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "standard.unknown": (
        "没有叫“{name}”的标准,也没有这个文件夹。附带的有:{known}。",
        "沒有叫「{name}」的標準,也沒有這個資料夾。附帶的有:{known}。",
        "There is no standard and no folder “{name}”. Shipped are: {known}.",
    ),
    "standard.fault": ("{what} {mend}", "{what} {mend}", "{what} {mend}"),
}
