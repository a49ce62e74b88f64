"""Sentences of e-mail about work."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "notices.address": (
        "邮箱地址不对：“{address}”。请填写如 name@example.com 的地址。",
        "電郵地址不對：「{address}」。請填寫如 name@example.com 的地址。",
        'This is no e-mail address: "{address}". Give one such as name@example.com.',
    ),
}
