"""Sentences about gold sets."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "evaluation.nothing": (
        "{folder} 里没有可评估的标注集。应有 utterances、conversations 或 promises 文件夹；锁定的部分要加 --locked。",
        "{folder} 裏沒有可評估的標註集。應有 utterances、conversations 或 promises 資料夾；鎖定的部分要加 --locked。",
        "{folder} has no gold set: no utterances, conversations or promises. A locked part needs --locked.",
    ),
    "evaluation.bad-line": (
        "标注读不了：{detail}。请照文档中的格式改正。",
        "標註讀不了：{detail}。請照文件中的格式改正。",
        "The labels cannot be read: {detail}. Write them as the page on evaluation shows.",
    ),
    "evaluation.none-and-moves": (
        "写了 none 却又列出 {moves}。请删去其中一项。",
        "寫了 none 卻又列出 {moves}。請刪去其中一項。",
        "It says “none” and lists {moves}. Leave one of them out.",
    ),
    "evaluation.other-role": (
        "{move} 不是 {by} 的言语行为。请改正 by 或删去它。",
        "{move} 不是 {by} 的言語行為。請改正 by 或刪去它。",
        "{move} is no move of the {by}. Mend “by” or leave it out.",
    ),
    "evaluation.no-conversation": (
        "旁边没有 {name} 的对话文件。请把对话放在同一个文件夹里。",
        "旁邊沒有 {name} 的對話檔案。請把對話放在同一個資料夾裏。",
        "There is no conversation of {name} beside it. Put the conversation into the same folder.",
    ),
}
