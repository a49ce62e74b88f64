"""Sentences of accounts and rights."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "access.wrong": (
        "账号或密码不对。请再试一次。",
        "帳號或密碼不對。請再試一次。",
        "The account or the password is wrong. Try again.",
    ),
    "access.locked": (
        "密码错了太多次，账号锁定 {minutes} 分钟。请稍后再试，或请管理员重设密码。",
        "密碼錯了太多次，帳號鎖定 {minutes} 分鐘。請稍後再試，或請管理員重設密碼。",
        "Too many wrong passwords: the account is locked for {minutes} minutes. Wait, or ask an administrator.",
    ),
    "access.signed-out": (
        "您还没有登录，或登录已过期。请重新登录。",
        "您還沒有登入，或登入已過期。請重新登入。",
        "You are not signed in, or no longer. Sign in again.",
    ),
    "access.forbidden": (
        "您的角色没有这个权限（{right}）。请找管理员。",
        "您的角色沒有這個權限（{right}）。請找管理員。",
        "Your roles do not permit this ({right}). Ask an administrator.",
    ),
    "access.csrf": (
        "请求没有带上安全标记。请刷新页面再试。",
        "請求沒有帶上安全標記。請重新整理頁面再試。",
        "The request lacks its security token. Load the page again.",
    ),
    "access.short": (
        "密码太短，至少 {least} 个字符。",
        "密碼太短，至少 {least} 個字元。",
        "The password is too short: {least} characters at least.",
    ),
    "access.origin": (
        "这个连接来自别的网站（{origin}），不接受。",
        "這個連線來自別的網站（{origin}），不接受。",
        "This connection comes from another site ({origin}) and is not accepted.",
    ),
}
