"""Sentences of the kernel."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "kernel.os": (
        "文件操作失败（{reason}）。请检查路径、权限和磁盘空间。",
        "檔案操作失敗（{reason}）。請檢查路徑、權限和磁碟空間。",
        "The file or folder cannot be used ({reason}). Check its path, the permissions and the space on the disk.",
    ),
    "kernel.faults": ("发现 {count} 处错误。", "發現 {count} 處錯誤。", "{count} faults were found."),
}
