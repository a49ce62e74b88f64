"""Sentences about lists of customers who are called."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "campaign.nothing": (
        "没有这份名单。请回到“回访”页重新选择。",
        "沒有這份名單。請回到「回訪」頁重新選擇。",
        "There is no such list. Go back to the page of calls and choose another.",
    ),
    "campaign.over": (
        "这份名单已经结束，不能再加人。请新建一份。",
        "這份名單已經結束，不能再加人。請新建一份。",
        "This list is over and takes nobody any more. Make a new one.",
    ),
    "campaign.rule": (
        "没有“{rule}”这条规则。可选：{known}。",
        "沒有「{rule}」這條規則。可選：{known}。",
        "There is no rule “{rule}”. There are: {known}.",
    ),
    "campaign.busy": (
        "现在要先接来电：空闲的同事有 {free} 位，至少要留 {reserve} 位。请稍后再拨。",
        "現在要先接來電：空閒的同事有 {free} 位，至少要留 {reserve} 位。請稍後再撥。",
        "Customers who call come first: {free} colleagues are free, {reserve} must be. Try again a little later.",
    ),
    "campaign.waiting": (
        "现在要先接来电：有 {count} 位客户在等。请先把状态设为“空闲”接听，或稍后再拨。",
        "現在要先接來電：有 {count} 位客戶在等。請先把狀態設為「空閒」接聽，或稍後再撥。",
        "Customers who call come first: {count} are waiting. Set yourself to idle and answer them, or try again later.",
    ),
    "campaign.hours": (
        "客户所在地现在不是可以拨打的时间，{when} 以后可以拨打。",
        "客戶所在地現在不是可以撥打的時間，{when} 以後可以撥打。",
        "It is outside the hours in which this customer may be called; from {when} on it is allowed.",
    ),
    "campaign.survey": (
        "没有“{survey}”这份问卷。可选：{known}。",
        "沒有「{survey}」這份問卷。可選：{known}。",
        "There is no survey “{survey}”. There are: {known}.",
    ),
}
