"""Sentences about inputs that cannot come where they stand."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "input.empty": (
        "对话里什么都没有。第一行应是 opened。",
        "對話裏什麼都沒有。第一行應是 opened。",
        "The conversation is empty. Its first line must be “opened”.",
    ),
    "input.not-opened": (
        "第一个输入是 {type}。对话要从 opened 开始。",
        "第一個輸入是 {type}。對話要從 opened 開始。",
        "The first input is “{type}”. A conversation begins with “opened”.",
    ),
    "input.opened-twice": (
        "opened 出现了第二次。请把另一个对话放进另一个文件。",
        "opened 出現了第二次。請把另一個對話放進另一個檔案。",
        "“opened” comes a second time. Put the other conversation into a file of its own.",
    ),
    "input.after-end": (
        "记录已经结束，不能再加。",
        "記錄已經結束，不能再加。",
        "The record has ended; nothing can follow it.",
    ),
    "input.time-backwards": (
        "时间倒退了：{at} 早于 {clock}。请按时间先后排列各行。",
        "時間倒退了：{at} 早於 {clock}。請按時間先後排列各行。",
        "Time runs backwards: {at} is before {clock}. Put the lines in the order of time.",
    ),
}
