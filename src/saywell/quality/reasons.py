"""Why a verdict was given, in words, in three languages."""

from __future__ import annotations

from collections.abc import Sequence

from saywell.kernel.locale import Locale
from saywell.quality.signals import COLUMN, title_of
from saywell.standard.model import Standard

REASONS: dict[str, tuple[str, str, str]] = {
    "": ("", "", ""),
    "said": ("说了", "說了", "It was said."),
    "given": ("先前已经说过", "先前已經說過", "It had been said already."),
    "waited": ("等够了时间", "等夠了時間", "The wait was long enough."),
    "too-early": ("等待的时间不够", "等待的時間不夠", "The wait was too short."),
    "left-out": ("这一步没有做", "這一步沒有做", "This step was left out."),
    "turn": ("轮到说话时没有做到", "輪到說話時沒有做到", "It was not done in the agent's turn."),
    "deadline": ("到期没有做到", "到期沒有做到", "It was not done in time."),
    "call-over": ("通话结束前没有做到", "通話結束前沒有做到", "It was not done before the end of the conversation."),
    "record-over": ("记录结束前没有做到", "記錄結束前沒有做到", "It was not done before the end of the record."),
    "before": ("应当在此之前：{detail}", "應當在此之前：{detail}", "It had to come before this: {detail}."),
    "failed": ("因此没有守住：{detail}", "因此沒有守住：{detail}", "It failed with this: {detail}."),
    "act": (
        "缺少前提，就已经：{detail}",
        "缺少前提，就已經：{detail}",
        "Something was missing that has to come before this: {detail}.",
    ),
    "spoke": (
        "坐席开口时没有做到",
        "坐席開口時沒有做到",
        "It was not done when the agent spoke.",
    ),
    "locked": ("当时不允许这样做", "當時不允許這樣做", "It was not permitted at that moment."),
    "permitted": ("当时允许这样做", "當時允許這樣做", "It was permitted."),
    "never-needed": ("没有发生", "沒有發生", "It did not happen."),
    "taboo": ("标准禁止这样说", "標準禁止這樣說", "The standard forbids these words."),
    "forbidden": ("说了或做了禁止的", "說了或做了禁止的", "Something forbidden was said or done."),
    "kept": ("守住了", "守住了", "It was kept."),
    "unless": ("有例外", "有例外", "An exception holds."),
    "waived": ("不再需要", "不再需要", "It was no longer needed."),
    "alternative": ("做了另一种", "做了另一種", "The other of the alternatives was done."),
    "customer-left": ("客户先离开了", "客戶先離開了", "The customer left before it could be done."),
    "not-due": ("记录结束时还没到期", "記錄結束時還沒到期", "It was not due yet when the record ended."),
    "did-not-arise": ("没有出现这种情形", "沒有出現這種情形", "The situation did not arise."),
    "ask-a-person": ("需要人来判断", "需要人來判斷", "Only a person can judge this."),
    "no-forms": (
        "文件格式不带表单和后续处理，无法判断",
        "檔案格式不帶表單和後續處理，無法判斷",
        "The format of the file carries no forms and deeds, so it cannot be judged.",
    ),
    "remote-alone": (
        "只有第三层听到，需要人来判断",
        "只有第三層聽到，需要人來判斷",
        "Only the third tier heard it; a person has to judge.",
    ),
    "no-ringing": (
        "记录从接听开始，不知道响了多久",
        "記錄從接聽開始，不知道響了多久",
        "The record begins when the call was answered; how long it rang is not known.",
    ),
    "promised-too-late": (
        "承诺的时间超过了允许的期限",
        "承諾的時間超過了允許的期限",
        "More time was promised than is allowed.",
    ),
    "promised-in-time": (
        "承诺的时间在期限之内",
        "承諾的時間在期限之內",
        "The time promised is within what is allowed.",
    ),
    "not-kept": ("承诺没有按时兑现", "承諾沒有按時兌現", "The promise was not kept in time."),
    "renewed": ("作了新的承诺", "作了新的承諾", "A new promise took its place."),
}
NEAR = ("还差：{lacking}", "還差：{lacking}", "Still lacking: {lacking}.")


def why(standard: Standard, code: str, lacking: Sequence[str], locale: Locale) -> str:
    """The sentence for the reason of a verdict of the engine: `code` or `code:signal`, and the signals still lacking,
    alternatives in one separated by `|`."""
    key, _, signal = code.partition(":")
    if (key, signal) == ("act", "agent.speaks"):
        key = "spoke"
    detail = title_of(standard, signal, locale) if signal else ""
    return reason(key, _named(standard, lacking, locale), locale, detail)


def _named(standard: Standard, lacking: Sequence[str], locale: Locale) -> tuple[str, ...]:
    """Signals by their titles, alternatives separated by a slash."""
    groups = (dict.fromkeys(title_of(standard, name, locale) for name in group.split("|")) for group in lacking)
    return tuple(map(" / ".join, groups))


def reason(code: str, lacking: tuple[str, ...], locale: Locale, detail: str = "") -> str:
    """The sentence for a reason code, with what was still lacking. `detail`: what stands in it."""
    column = COLUMN[locale]
    text = REASONS[code][column].format(detail=detail)
    if lacking:
        comma, between = (", ", " ") if locale == "en" else ("、", "；")
        near = NEAR[column].format(lacking=comma.join(lacking))
        text = f"{text}{between}{near}" if text else near
    return text
