"""What the command line says, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from saywell.kernel.locale import LOCALES, Locale, pick_locale

_now: Locale = "en"

WORDS: dict[str, tuple[str, str, str]] = {
    "help.saywell": (
        "照着服务标准说话、守信:带领、拦截、评分。",
        "照着服務標準說話、守信:帶領、攔截、評分。",
        "Say it right, keep your word: run a written service standard.",
    ),
    "help.verbs": ("命令", "命令", "Commands"),
    "help.locale": ("显示语言", "顯示語言", "Language of the messages."),
    "help.score": ("给对话评分,逐条对照标准。", "為對話評分,逐條對照標準。", "Score conversations, clause by clause."),
    "help.convert": (
        "在对话文件格式之间转换。",
        "在對話檔案格式之間轉換。",
        "Convert between formats of conversations.",
    ),
    "help.standard": (
        "检查、查看、比较、新建标准。",
        "檢查、檢視、比較、新建標準。",
        "Check, show, compare and begin standards.",
    ),
    "help.explain": (
        "解释对话中的一行:听到了什么、触动了哪些条款。",
        "解釋對話中的一行:聽到了什麼、觸動了哪些條款。",
        "Explain one line of a conversation: what was heard and what it did.",
    ),
    "help.play": (
        "在终端里练习:您扮演坐席,客户由剧本扮演。",
        "在終端機裏練習:您扮演客服,客戶由劇本扮演。",
        "Practise in the terminal: you are the agent, a scripted customer answers.",
    ),
    "help.demo": (
        "给附带的示例对话评分并写出报告。",
        "為附帶的示例對話評分並寫出報告。",
        "Score the shipped example conversations and write a report.",
    ),
    "score.files": ("文件、文件夹或通配符", "檔案、資料夾或萬用字元", "Files, folders or globs."),
    "score.standard": ("标准的名称或文件夹", "標準的名稱或資料夾", "Id or folder of the standard."),
    "score.json": ("每个对话一行 JSON", "每個對話一行 JSON", "One JSON object a line."),
    "score.html": ("把报告写到这个文件", "把報告寫到這個檔案", "Write a report to this file."),
    "score.channel": ("文件没有写明时的渠道", "檔案沒有寫明時的管道", "Channel, where the file does not say it."),
    "score.direction": ("文件没有写明时的方向", "檔案沒有寫明時的方向", "Direction, where the file does not say it."),
    "score.none": ("没有找到对话文件。", "沒有找到對話檔案。", "No conversation file was found."),
    "score.total": (
        "{count} 个对话,平均 {mean} 分,{bad} 个文件无法读完。",
        "{count} 個對話,平均 {mean} 分,{bad} 個檔案無法讀完。",
        "{count} conversations, mean score {mean}; {bad} files could not be read whole.",
    ),
    "score.wrote": ("报告:{path}", "報告:{path}", "Report: {path}"),
    "score.progress": ("评分", "評分", "Scoring"),
    "card.score": ("得分", "得分", "Score"),
    "card.clean": ("没有违反任何条款。", "沒有違反任何條款。", "No clause was missed or broken."),
    "card.clause": ("条款", "條款", "Clause"),
    "card.verdict": ("判定", "判定", "Verdict"),
    "card.where": ("证据", "證據", "Evidence"),
    "card.why": ("原因", "原因", "Why"),
    "verdict.met": ("做到", "做到", "met"),
    "verdict.missed": ("漏做", "漏做", "missed"),
    "verdict.broken": ("违反", "違反", "broken"),
    "verdict.waived": ("豁免", "豁免", "waived"),
    "verdict.not_applicable": ("不适用", "不適用", "not applicable"),
    "verdict.open": ("待人工判断", "待人工判斷", "open"),
    "standard.faults": ("发现 {count} 处错误", "發現 {count} 處錯誤", "{count} faults"),
    "standard.fine": (
        "标准没有错误:{clauses} 条条款,{norms} 条规范,{lines} 句话术。",
        "標準沒有錯誤:{clauses} 條條款,{norms} 條規範,{lines} 句話術。",
        "The standard is in order: {clauses} clauses, {norms} norms, {lines} lines.",
    ),
}


def set_locale(option: str | None, environ: Mapping[str, str]) -> None:
    """Choose the language for this run."""
    global _now  # noqa: PLW0603 -- one process speaks one language
    _now = pick_locale(option, environ)


def locale() -> Locale:
    """The language of this run."""
    return _now


def say(key: str, **fields: Any) -> str:
    """A sentence in the language of this run."""
    text = WORDS[key][LOCALES.index(_now)]
    return text.format(**fields) if fields else text
