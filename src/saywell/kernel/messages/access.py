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
    "access.long": (
        "密码太长，最多 {most} 个字符。",
        "密碼太長，最多 {most} 個字元。",
        "The password is too long: {most} characters at most.",
    ),
    "access.common": (
        "这个密码太容易猜到：常用词、连续的键或数字、您的名字都很先被试到。请用几个不相干的词连成一句。",
        "這個密碼太容易猜到：常用詞、連續的鍵或數字、您的名字都很先被試到。請用幾個不相干的詞連成一句。",
        "Common words, runs of keys or figures and names are guessed first. Take several unrelated words.",
    ),
    "access.wrong-old": (
        "现在的密码不对。请再输入一次。",
        "現在的密碼不對。請再輸入一次。",
        "The present password is wrong. Enter it again.",
    ),
    "access.disabled": (
        "这个账号已停用。请联系管理员。",
        "這個帳號已停用。請聯絡管理員。",
        "This account is disabled. Ask an administrator.",
    ),
    "access.once-over": (
        "一次性密码已过期。请管理员再发一个。",
        "一次性密碼已過期。請管理員再發一個。",
        "The one-time password has run out. Ask an administrator for another.",
    ),
    "access.must-change": (
        "请先设定您自己的密码。",
        "請先設定您自己的密碼。",
        "Choose a password of your own first.",
    ),
    "access.provider": (
        "您的账号由单位的统一登录管理，密码请在那里修改。",
        "您的帳號由單位的統一登入管理，密碼請在那裡修改。",
        "You sign in through your organisation's identity provider; change the password there.",
    ),
    "access.bad-locale": (
        "没有“{locale}”这种语言。可选：zh-Hans、zh-Hant、en。",
        "沒有「{locale}」這種語言。可選：zh-Hans、zh-Hant、en。",
        'There is no language "{locale}". Choose zh-Hans, zh-Hant or en.',
    ),
    "access.origin": (
        "这个连接来自别的网站（{origin}），不接受。",
        "這個連線來自別的網站（{origin}），不接受。",
        "This connection comes from another site ({origin}) and is not accepted.",
    ),
}
