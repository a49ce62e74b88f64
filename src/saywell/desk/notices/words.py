"""The words of mails about work."""

from __future__ import annotations

from saywell.kernel.locale import LOCALES, Locale

_WORDS: dict[str, tuple[str, str, str]] = {
    "assigned": ("交给您处理", "交給您處理", "Handed to you"),
    "due": ("即将到时", "即將到時", "Due soon"),
    "late": ("已超时", "已逾時", "Overdue"),
    "up": ("已上报给您", "已上報給您", "Escalated to you"),
    "confirmed": ("对方已确认收到", "對方已確認收到", "Confirmed by the receiver"),
    "answered": ("已答复客户", "已答覆客戶", "The customer was answered"),
    "visited": ("维修已上门", "維修已到府", "The technician was there"),
    "trial": ("这是一封测试邮件", "這是一封測試郵件", "This is a test mail"),
    "trial.text": (
        "收到这封邮件，说明邮箱地址和邮件服务器都没有问题。",
        "收到這封郵件，說明電郵地址和郵件伺服器都沒有問題。",
        "Since you are reading it, the address and the mail server are all right.",
    ),
    "subject": ("{what}：{title}", "{what}：{title}", "{what}: {title}"),
    "subject.many": ("{count} 项工作有新情况", "{count} 項工作有新情況", "{count} pieces of work have news"),
    "head.many": (
        "自上一封汇总以来，有 {count} 条提醒。",
        "自上一封彙總以來，有 {count} 條提醒。",
        "{count} notices since the last summary.",
    ),
    "due.at": ("应于 {at} 前答复客户", "應於 {at} 前答覆客戶", "Answer due to the customer by {at}"),
    "confirm.at": ("请在 {at} 前确认收到", "請在 {at} 前確認收到", "Please confirm by {at}"),
    "visit.at": ("上门时间：{at}", "到府時間：{at}", "Visit at {at}"),
    "customer": ("客户：{name}", "客戶：{name}", "Customer: {name}"),
    "open": ("打开", "開啟", "Open"),
    "why": (
        "您收到这封邮件，是因为您在“我的账号”里选了这些提醒。不想再收到，可以在那里关掉：{link}",
        "您收到這封郵件，是因為您在「我的帳號」裏選了這些提醒。不想再收到，可以在那裏關掉：{link}",
        "You get this because you chose these notices under “My account”. There you can switch them off: {link}",
    ),
}


def word(key: str, locale: Locale, **fields: str) -> str:
    """A word in a language."""
    return _WORDS[key][LOCALES.index(locale)].format(**fields)
