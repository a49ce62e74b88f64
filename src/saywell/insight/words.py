"""Words of reports that are no figures: headings, splits, channels; for files and mails."""

from __future__ import annotations

from saywell.kernel.locale import LOCALES, Locale

_WORDS: dict[str, tuple[str, str, str]] = {
    "report": ("服务报表", "服務報表", "Service report"),
    "figures": ("指标", "指標", "Figures"),
    "days": ("按天", "按日", "By day"),
    "channel": ("渠道", "渠道", "Channel"),
    "direction": ("方向", "方向", "Direction"),
    "queue": ("队列", "佇列", "Queue"),
    "product": ("产品", "產品", "Product"),
    "stage": ("阶段", "階段", "Stage"),
    "agent": ("坐席", "坐席", "Agent"),
    "department": ("部门", "部門", "Department"),
    "what": ("事项类别", "事項類別", "Kind of work"),
    "works": ("事项", "事項", "Pieces of work"),
    "hour": ("时段", "時段", "Hour"),
    "clauses": ("条款", "條款", "Clauses"),
    "clause": ("条款", "條款", "Clause"),
    "figure": ("指标", "指標", "Figure"),
    "value": ("本期", "本期", "This period"),
    "before": ("上期", "上期", "Before"),
    "change": ("变化", "變化", "Change"),
    "meaning": ("定义", "定義", "Definition"),
    "day": ("日期", "日期", "Day"),
    "met": ("做到", "做到", "Met"),
    "missed": ("漏做", "漏做", "Missed"),
    "broken": ("违规", "違規", "Broken"),
    "kept": ("遵守率", "遵守率", "Kept"),
    "none": ("未填写", "未填寫", "Not given"),
    "channel.phone": ("电话", "電話", "Phone"),
    "channel.chat": ("在线", "線上", "Chat"),
    "direction.inbound": ("进线", "進線", "Inbound"),
    "direction.outbound": ("外拨", "外撥", "Outbound"),
    "period": ("时段：{first} 至 {last}", "時段：{first} 至 {last}", "Period: {first} to {last}"),
    "compared": ("对比：{first} 至 {last}", "對比：{first} 至 {last}", "Compared with: {first} to {last}"),
    "filtered": ("筛选：{what}", "篩選：{what}", "Filter: {what}"),
    "seconds": ("秒", "秒", "s"),
    "mail.subject": (
        "{title}：{first} 至 {last}",
        "{title}：{first} 至 {last}",
        "{title}: {first} to {last}",
    ),
    "mail.attached": (
        "完整报表见附件。",
        "完整報表見附件。",
        "The whole report is attached.",
    ),
    "mail.why": (
        "您收到这封邮件，是因为您在“{name}”的收件人名单里。",
        "您收到這封郵件，是因為您在「{name}」的收件人名單裏。",
        "You get this because you are a recipient of “{name}”.",
    ),
}


def word(key: str, locale: Locale, **fields: str) -> str:
    """A word in a language."""
    return _WORDS[key][LOCALES.index(locale)].format(**fields)


def known(key: str) -> bool:
    """Whether there is such a word."""
    return key in _WORDS
