"""Sentences of webhooks."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "hook.url": (
        "“{url}”不能用作接收地址。请填 https:// 开头的完整网址，不带账号密码。",
        "「{url}」不能用作接收位址。請填 https:// 開頭的完整網址，不帶帳號密碼。",
        '"{url}" cannot be used as an address. Give a whole one with https:// and no password in it.',
    ),
    "hook.private": (
        "“{host}”在内部网络，不能发到那里。请填公网地址，或在 saywell.toml 的 [webhooks] 写 private = true。",
        "「{host}」在內部網路，不能發到那裏。請填公網位址，或在 saywell.toml 的 [webhooks] 寫 private = true。",
        '"{host}" is in a private network. Give a public address, or set private = true in [webhooks] of saywell.toml.',
    ),
    "hook.types": (
        "事件类型不对：{unknown}。请从列表里至少选一种。",
        "事件類型不對：{unknown}。請從列表裏至少選一種。",
        "These are no types of events: {unknown}. Choose one at least from the list.",
    ),
    "hook.many": (
        "一个中心最多有 {most} 个推送。请先删除不用的。",
        "一個中心最多有 {most} 個推送。請先刪除不用的。",
        "A centre has {most} webhooks at most. Delete one that is not used any more.",
    ),
    "hook.off": (
        "这个推送已停用。请先启用它，再重发。",
        "這個推送已停用。請先啟用它，再重發。",
        "This webhook is switched off. Switch it on, then send again.",
    ),
    "hook.none": (
        "这个服务器没有开启推送。请更新或重新安装 saywell[server]。",
        "這個伺服器沒有開啟推送。請更新或重新安裝 saywell[server]。",
        "This server has no webhooks. Install saywell[server] again.",
    ),
    "hook.unreachable": (
        "发不到接收地址（{why}）。请检查地址和对方的服务器。",
        "發不到接收位址（{why}）。請檢查位址和對方的伺服器。",
        "The address cannot be reached ({why}). Check it and the server behind it.",
    ),
}
