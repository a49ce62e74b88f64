"""Sentences of retention and of what customers ask about their data."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "privacy.who": (
        "请填写电话（至少 5 位）、客户号或在线会话的凭证。",
        "請填寫電話（至少 5 位）、客戶號或線上會話的憑證。",
        "Give a phone number (5 figures at least), a customer id, or the key of a chat.",
    ),
    "privacy.nothing": (
        "没有找到这位客户的数据。请核对号码，或换一种方式查找。",
        "沒有找到這位客戶的資料。請核對號碼，或換一種方式查找。",
        "Nothing is kept of this customer. Check the number, or look in another way.",
    ),
    "privacy.runs": (
        "还有 {count} 通会话没有结束（{talks}），什么都没有删除。请先结束它再删除。",
        "還有 {count} 通會話沒有結束（{talks}），什麼都沒有刪除。請先結束它再刪除。",
        "Nothing was erased: conversations that still run: {count} ({talks}). End them first, the wrap-up too.",
    ),
    "privacy.days": (
        "请填 0 到 {most} 天；0 表示一直保存。",
        "請填 0 到 {most} 天；0 表示一直保存。",
        "Give 0 to {most} days; 0 keeps it for ever.",
    ),
    "privacy.reason": (
        "请写明理由（5 到 500 个字），它会记入审计日志。",
        "請寫明理由（5 到 500 個字），它會記入稽核日誌。",
        "Give a reason of 5 to 500 characters; it goes into the audit log.",
    ),
}
