"""Sentences about standards."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "standard.unknown": (
        "没有叫“{name}”的标准，也没有这个文件夹。附带的有：{known}。",
        "沒有叫「{name}」的標準，也沒有這個資料夾。附帶的有：{known}。",
        "There is no standard and no folder “{name}”. Shipped are: {known}.",
    ),
    "standard.exists": (
        "文件夹里已经有东西。请换一个新的文件夹。",
        "資料夾裏已經有東西。請換一個新的資料夾。",
        "The folder is not empty. Name a new one.",
    ),
    "standard.bad-id": (
        "“{id}”不能作标准的名称。请用小写字母、数字和连字符，以字母开头。",
        "「{id}」不能作標準的名稱。請用小寫字母、數字和連字號，以字母開頭。",
        "“{id}” cannot be the id of a standard. Use small letters, digits and hyphens, a letter first.",
    ),
    "standard.bad-pattern": (
        "句型读不了：{problem}",
        "句型讀不了：{problem}",
        "A pattern cannot be read: {problem}",
    ),
    "standard.fault": ("{what} {mend}", "{what} {mend}", "{what} {mend}"),
}
