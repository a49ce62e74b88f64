"""Sentences of the kernel."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "kernel.faults": ("发现 {count} 处错误。", "發現 {count} 處錯誤。", "{count} faults were found."),
}
