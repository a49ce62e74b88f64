"""Sentences about surveys."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "survey.question": (
        "问卷里没有“{question}”这个问题。",
        "問卷裡沒有「{question}」這個問題。",
        "The survey has no question “{question}”.",
    ),
    "survey.answer": (
        "“{answer}”不是这个问题的选项。可选：{known}。",
        "「{answer}」不是這個問題的選項。可選：{known}。",
        "“{answer}” does not answer this question. There are: {known}.",
    ),
    "survey.used": (
        "名单“{lists}”还在用问卷“{survey}”。请先结束名单，再删除问卷。",
        "名單「{lists}」還在用問卷「{survey}」。請先結束名單，再刪除問卷。",
        "Lists still ask the survey “{survey}”: {lists}. End them before you remove it.",
    ),
    "survey.unsound": (
        "问卷“{survey}”的问题“{question}”有误：{what}。请改正后再保存。",
        "問卷「{survey}」的問題「{question}」有誤：{what}。請改正後再儲存。",
        "Question “{question}” of survey “{survey}” is not sound: {what}. Mend it and save again.",
    ),
}
