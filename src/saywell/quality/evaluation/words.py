"""What the page of an evaluation says, in three languages."""

from __future__ import annotations

from saywell.kernel.locale import LOCALES, Locale

WORDS: dict[str, tuple[str, str, str]] = {
    "title": ("识别与评分的评估", "識別與評分的評估", "Evaluation of recognition and scoring"),
    "made": (
        "由 saywell evaluate 于 {date} 生成（Saywell {version}，识别层：{tier}）。",
        "由 saywell evaluate 於 {date} 產生（Saywell {version}，識別層：{tier}）。",
        "Made by saywell evaluate on {date} (Saywell {version}, tiers: {tier}).",
    ),
    "standards": ("标准及其内容指纹：{list}。", "標準及其內容指紋：{list}。", "Standards and their content: {list}."),
    "languages": ("只评估这些语言：{list}。", "只評估這些語言：{list}。", "Only these languages: {list}."),
    "intervals": (
        "方括号里是 95 % 区间：比率用 Wilson 法，F1 用重抽样。每个比率后面写出个数。",
        "方括號裏是 95 % 區間：比率用 Wilson 法，F1 用重抽樣。每個比率後面寫出個數。",
        "In brackets: 95 % intervals, Wilson's for shares, from resampling for F1. Behind each share its counts.",
    ),
    "open": ("公开部分", "公開部分", "Open part"),
    "locked": ("锁定部分", "鎖定部分", "Locked part"),
    "corrupted": (
        "{part}，文字受损（{share} 的汉字换成同音字，去掉标点和大写）",
        "{part}，文字受損（{share} 的漢字換成同音字，去掉標點和大寫）",
        "{part}, corrupted ({share} of the characters replaced by same-sound ones, no punctuation, no capitals)",
    ),
    "spoken": ("数字写成读法。", "數字寫成讀法。", "Digits are written as words."),
    "falls": (
        "与未受损时相比：{role} 宏平均 F1 {fall} 个百分点。",
        "與未受損時相比：{role} 宏平均 F1 {fall} 個百分點。",
        "Against the uncorrupted text: macro F1, {role}: {fall} points.",
    ),
    "utterances": ("话语", "話語", "Utterances"),
    "conversations": ("整段对话", "整段對話", "Whole conversations"),
    "promises": ("承诺的期限", "承諾的期限", "Deadlines of promises"),
    "summary": ("总览", "總覽", "In short"),
    "what": ("项目", "項目", "What"),
    "figure": ("数值", "數值", "Figure"),
    "agent": ("坐席言语行为", "坐席言語行為", "agent moves"),
    "customer": ("客户意图", "客戶意圖", "customer intents"),
    "macro": ("宏平均 F1", "宏平均 F1", "macro F1"),
    "micro": ("微平均 F1", "微平均 F1", "micro F1"),
    "precision": ("精确率", "精確率", "Precision"),
    "recall": ("召回率", "召回率", "Recall"),
    "f1": ("F1", "F1", "F1"),
    "support": ("支持数", "支持數", "Support"),
    "extra": ("误报", "誤報", "Heard in vain"),
    "move": ("言语行为", "言語行為", "Move"),
    "moves": ("逐项结果", "逐項結果", "Move by move"),
    "role": ("角色", "角色", "Role"),
    "lang": ("语言", "語言", "Language"),
    "channel": ("渠道", "管道", "Channel"),
    "standard": ("标准", "標準", "Standard"),
    "tier": ("识别层", "識別層", "Tier"),
    "ece": ("校准误差 (ECE)", "校準誤差 (ECE)", "Calibration error (ECE)"),
    "reliability": ("置信度与实际", "信心值與實際", "Reliability"),
    "confidence": ("平均置信度", "平均信心值", "Mean confidence"),
    "right_share": ("正确比例", "正確比例", "Share right"),
    "count": ("次数", "次數", "Times"),
    "confusion": ("漏听时听成了什么", "漏聽時聽成了什麼", "Lost moves: what was heard instead"),
    "expected": ("应为", "應為", "Expected"),
    "heard": ("听成", "聽成", "Heard"),
    "nothing": ("（什么也没听到）", "（什麼也沒聽到）", "(nothing)"),
    "silent": ("没有听到任何言语行为", "沒有聽到任何言語行為", "Unsure: no move was heard"),
    "rejected": ("不属于任何言语行为而被拒绝", "不屬於任何言語行為而被拒絕", "None of the known moves, and rejected"),
    "kept": ("属于已知言语行为而被保留", "屬於已知言語行為而被保留", "Of known moves, and kept"),
    "taboo": ("禁语", "禁語", "Forbidden words"),
    "list": ("清单", "清單", "List"),
    "unknown": (
        "标注里有标准不认识的言语行为：{list}。",
        "標註裏有標準不認識的言語行為：{list}。",
        "The labels name moves that the standards do not know: {list}.",
    ),
    "aside": (
        "{count} 个标注是该话语的标准没有的言语行为，不计。",
        "{count} 個標註是該話語的標準沒有的言語行為，不計。",
        "{count} labels are moves that the standard of their utterance does not have; they do not count.",
    ),
    "slips": ("听错的话语", "聽錯的話語", "Utterances heard wrongly"),
    "text": ("文字", "文字", "Text"),
    "lost": ("漏听", "漏聽", "Lost"),
    "right": ("判定正确", "判定正確", "Verdicts that are right"),
    "by_talk": ("（按对话重抽样）", "（按對話重抽樣）", " (resampling conversations)"),
    "at_stake": (
        "其中并非双方都认为不适用的",
        "其中並非雙方都認為不適用的",
        "Of those not called not applicable by both",
    ),
    "faults_precision": ("判为漏做或违反的，正确", "判為漏做或違反的，正確", "Judged missed or broken, and right"),
    "faults_recall": ("应判漏做或违反的，判对", "應判漏做或違反的，判對", "Missed or broken, and judged so"),
    "got": ("判为", "判為", "Judged"),
    "verdicts": ("判定对照", "判定對照", "Verdicts crossed"),
    "clause": ("条款", "條款", "Clause"),
    "clauses": ("有出入的条款", "有出入的條款", "Clauses judged otherwise"),
    "differences": ("逐条出入", "逐條出入", "Differences"),
    "file": ("文件", "檔案", "File"),
    "why": ("原因", "原因", "Why"),
    "deadlines": ("到时刻（分钟）", "到時刻（分鐘）", "Instants (to the minute)"),
    "vague": ("含糊的承诺", "含糊的承諾", "Vague promises"),
    "more": ("另有 {count} 行。", "另有 {count} 行。", "{count} more rows."),
    "absent": ("（没有给出）", "（沒有給出）", "(did not come out)"),
}


def word(key: str, locale: Locale, **fields: object) -> str:
    """One text with its slots filled."""
    text = WORDS[key][LOCALES.index(locale)]
    return text.format(**fields) if fields else text
