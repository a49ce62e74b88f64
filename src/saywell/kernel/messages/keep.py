"""Sentences of backup, restore and doctor."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "keep.nothing": (
        "{path} 里没有数据。请用 --data 指明服务器的数据文件夹，或给出备份文件。",
        "{path} 裏沒有資料。請用 --data 指明伺服器的資料資料夾，或給出備份檔案。",
        "There is no data at {path}. Name the server's data folder with --data, or a backup file.",
    ),
    "keep.exists": (
        "{path} 已存在，不会覆盖。请换一个文件名。",
        "{path} 已存在，不會覆蓋。請換一個檔案名稱。",
        "{path} exists already and is not overwritten. Give another name.",
    ),
    "keep.unwritable": (
        "不能写 {path}：{reason}。",
        "不能寫 {path}：{reason}。",
        "{path} cannot be written: {reason}.",
    ),
    "keep.damaged": (
        "{path} 已损坏，不能使用：{reason}。请换一份备份。",
        "{path} 已損壞，不能使用：{reason}。請換一份備份。",
        "{path} is damaged and cannot be used: {reason}. Take another backup.",
    ),
    "keep.in-use": (
        "{path} 正被一个服务器使用。请先停止它。",
        "{path} 正被一個伺服器使用。請先停止它。",
        "A server is using {path}. Stop it first.",
    ),
}
