"""Sentences about documents for paper."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "documents.no-typst": (
        "这台服务器还不能生成 PDF。请管理员安装：pip install 'saywell[pdf]'。",
        "這台伺服器還不能產生 PDF。請管理員安裝：pip install 'saywell[pdf]'。",
        "This server cannot make PDF files yet. Ask an administrator to run: pip install 'saywell[pdf]'.",
    ),
    "documents.no-font": (
        "服务器上没有能排中文的字体。请管理员安装其中一种：{wanted}（Debian：apt-get install fonts-noto-cjk）。",
        "伺服器上沒有能排中文的字型。請管理員安裝其中一種：{wanted}（Debian：apt-get install fonts-noto-cjk）。",
        "The server has no font for Chinese. Install one of: {wanted} (Debian: apt-get install fonts-noto-cjk).",
    ),
    "documents.failed": (
        "排不出“{name}”这份文件：{reason}。请把这条消息告诉管理员。",
        "排不出「{name}」這份文件：{reason}。請把這條訊息告訴管理員。",
        "The document “{name}” cannot be set: {reason}. Tell an administrator.",
    ),
}
