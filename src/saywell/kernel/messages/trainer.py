"""Sentences about practice."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "trainer.bad-persona": (
        "客户剧本读不了:{what}",
        "客戶劇本讀不了:{what}",
        "The script of the customer cannot be read: {what}",
    ),
}
