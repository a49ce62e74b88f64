"""Sentences of what is sent by e-mail."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "mail.none": (
        "还没有设置邮件服务器。请管理员在 saywell.toml 的 [mail] 里填写，或设置 SAYWELL_SMTP_HOST。",
        "還沒有設定郵件伺服器。請管理員在 saywell.toml 的 [mail] 裏填寫，或設定 SAYWELL_SMTP_HOST。",
        "No mail server is set. Ask an administrator to fill in [mail] of saywell.toml, or to set SAYWELL_SMTP_HOST.",
    ),
    "mail.failed": (
        "邮件没有发出：{reason}。稍后会自动重试；若一直失败，请管理员检查邮件服务器设置。",
        "郵件沒有發出：{reason}。稍後會自動重試；若一直失敗，請管理員檢查郵件伺服器設定。",
        "The mail was not sent: {reason}. It is tried again later. If it goes on, check the mail server's settings.",
    ),
    "mail.address": (
        "收件人不对：“{address}”。请填写 1 到 {most} 个邮箱地址，如 name@example.com。",
        "收件人不對：「{address}」。請填寫 1 到 {most} 個電郵地址，如 name@example.com。",
        'These are no recipients: "{address}". Give 1 to {most} addresses such as name@example.com.',
    ),
    "mail.minute": (
        "发送时间不对：{minute}。请选择 00:00 到 23:59。",
        "發送時間不對：{minute}。請選擇 00:00 到 23:59。",
        "This is no time of day: {minute}. Choose one from 00:00 to 23:59.",
    ),
    "mail.many": (
        "一个中心最多有 {most} 个定时报表。请先删去不用的。",
        "一個中心最多有 {most} 個定時報表。請先刪去不用的。",
        "A centre has {most} scheduled reports at most. Remove one that is not used.",
    ),
    "mail.password": (
        "读不到邮件密码文件“{path}”：{reason}。请检查 SAYWELL_SMTP_PASSWORD_FILE。",
        "讀不到郵件密碼檔案「{path}」：{reason}。請檢查 SAYWELL_SMTP_PASSWORD_FILE。",
        'The file with the mail password, "{path}", cannot be read: {reason}. Check SAYWELL_SMTP_PASSWORD_FILE.',
    ),
}
