"""Sentences about the settings of an installation."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "config.unreadable": (
        "设置文件读不了：{reason}。请对照文档 how-to/hear-by-meaning 更正。",
        "設定檔讀不了：{reason}。請對照文件 how-to/hear-by-meaning 更正。",
        "The settings cannot be read: {reason}. Correct them by the page how-to/hear-by-meaning.",
    ),
    "config.missing": (
        "设置里缺少 [{part}] 的 {key}。请写进 saywell.toml。",
        "設定裏缺少 [{part}] 的 {key}。請寫進 saywell.toml。",
        "The settings lack {key} in [{part}]. Write it into saywell.toml.",
    ),
}
