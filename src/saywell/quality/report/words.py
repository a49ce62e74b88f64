"""What the report says, in three languages."""

from __future__ import annotations

from saywell.kernel.locale import LOCALES, Locale

WORDS: dict[str, tuple[str, str, str]] = {
    "title": ("服务标准评分报告", "服務標準評分報告", "Service standard report"),
    "conversations": ("对话", "對話", "Conversations"),
    "mean": ("平均分", "平均分", "Mean score"),
    "faults": ("漏做与违反", "漏做與違反", "Missed and broken"),
    "open": ("待人工判断", "待人工判斷", "For a person to judge"),
    "worst": ("最常出问题的条款", "最常出問題的條款", "Clauses most often missed or broken"),
    "clause": ("条款", "條款", "Clause"),
    "standard": ("标准", "標準", "Standard"),
    "verdict": ("判定", "判定", "Verdict"),
    "why": ("原因", "原因", "Why"),
    "evidence": ("证据", "證據", "Evidence"),
    "times": ("次数", "次數", "Times"),
    "says": ("标准原文", "標準原文", "The standard says"),
    "agent": ("坐席", "客服", "Agent"),
    "customer": ("客户", "客戶", "Customer"),
    "bot": ("机器人", "機器人", "Bot"),
    "third": ("第三方", "第三方", "Third person"),
    "transcript": ("对话记录", "對話記錄", "Transcript"),
    "findings": ("逐条判定", "逐條判定", "Findings"),
    "others": ("做到的与不适用的", "做到的與不適用的", "Met and not applicable"),
    "promises": ("承诺", "承諾", "Promises"),
    "all": ("全部", "全部", "All"),
    "only_faults": ("只看有问题的", "只看有問題的", "Only with faults"),
    "none": ("没有违反任何条款。", "沒有違反任何條款。", "No clause was missed or broken."),
    "made": ("由 Saywell 生成", "由 Saywell 產生", "Made by Saywell"),
    "met": ("做到", "做到", "met"),
    "missed": ("漏做", "漏做", "missed"),
    "broken": ("违反", "違反", "broken"),
    "waived": ("豁免", "豁免", "waived"),
    "not_applicable": ("不适用", "不適用", "not applicable"),
    "opened": ("接入", "接入", "opened"),
    "ringing": ("振铃", "響鈴", "ringing"),
    "answered": ("接听", "接聽", "answered"),
    "speech": ("说话", "說話", "speech"),
    "hold": ("等待键", "等待鍵", "hold"),
    "mute": ("静音", "靜音", "mute"),
    "transfer": ("转接", "轉接", "transfer"),
    "identified": ("识别客户", "識別客戶", "identified"),
    "looked_up": ("查询", "查詢", "looked up"),
    "form": ("表单", "表單", "form"),
    "measured": ("测量", "測量", "measured"),
    "incident": ("事件", "事件", "incident"),
    "colleague": ("同事", "同事", "colleague"),
    "done": ("完成", "完成", "done"),
    "draft": ("草稿", "草稿", "draft"),
    "note": ("备注", "備註", "note"),
    "hung_up": ("挂机", "掛機", "hung up"),
}


def words(locale: Locale) -> dict[str, str]:
    """All words of the report in one language."""
    column = LOCALES.index(locale)
    return {key: texts[column] for key, texts in WORDS.items()}
