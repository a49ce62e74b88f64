"""Sentences of signing in at an identity provider."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "oidc.missing": (
        "没有安装统一登录的部件。请运行：pip install 'saywell[oidc]'",
        "沒有安裝統一登入的部件。請執行：pip install 'saywell[oidc]'",
        "The part for single sign-on is not installed. Run: pip install 'saywell[oidc]'",
    ),
    "oidc.setting": (
        "统一登录的设置“{field}”缺少或不可用。地址要用 https；见 docs/operate.md。",
        "統一登入的設定「{field}」缺少或不可用。位址要用 https；見 docs/operate.md。",
        "The setting {field} of single sign-on is missing or no good. Addresses begin with https; see docs/operate.md.",
    ),
    "oidc.lost": (
        "登录中断或等得太久。请再登录一次。",
        "登入中斷或等得太久。請再登入一次。",
        "Signing in was interrupted or took too long. Try again.",
    ),
    "oidc.refused": (
        "统一登录没有通过（{reason}）。请再试，或联系管理员。",
        "統一登入沒有通過（{reason}）。請再試，或聯絡管理員。",
        "The identity provider did not let you in ({reason}). Try again, or ask an administrator.",
    ),
    "oidc.bad-token": (
        "统一登录的回答不可信（{reason}）。请联系管理员。",
        "統一登入的回答不可信（{reason}）。請聯絡管理員。",
        "The answer of the identity provider is not to be trusted ({reason}). Tell an administrator.",
    ),
    "oidc.away": (
        "连不上统一登录（{reason}）。请稍后再试，或用本地账号登录。",
        "連不上統一登入（{reason}）。請稍後再試，或用本地帳號登入。",
        "The identity provider cannot be reached ({reason}). Try again later, or sign in with a local account.",
    ),
    "oidc.domain": (
        "只有 {domain} 的邮箱可以登录。",
        "只有 {domain} 的電郵可以登入。",
        "Only people with a confirmed e-mail address of {domain} may sign in.",
    ),
    "oidc.claim": (
        "统一登录没有给出可用的“{claim}”。请联系管理员。",
        "統一登入沒有給出可用的「{claim}」。請聯絡管理員。",
        'The identity provider says no "{claim}" that can be used. Ask an administrator.',
    ),
    "oidc.no-role": (
        "“{account}”在这里还没有角色或中心。请联系管理员。",
        "「{account}」在這裡還沒有角色或中心。請聯絡管理員。",
        '"{account}" has no role or no centre here yet. Ask an administrator.',
    ),
    "oidc.taken": (
        "账号“{account}”已属于别人。请联系管理员。",
        "帳號「{account}」已屬於別人。請聯絡管理員。",
        'The account "{account}" is somebody else\'s. Ask an administrator.',
    ),
}
