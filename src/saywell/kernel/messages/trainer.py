"""Sentences about practice."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "trainer.unknown": (
        "没有叫“{name}”的客户。可选：{known}。",
        "沒有叫「{name}」的客戶。可選：{known}。",
        "There is no customer “{name}”. There are: {known}.",
    ),
    "trainer.bad-persona": (
        "客户剧本读不了：{what}",
        "客戶劇本讀不了：{what}",
        "The script of the customer cannot be read: {what}",
    ),
}
