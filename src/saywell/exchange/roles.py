"""Whose words a label stands for: `Agent`, `客服小王`, `買家`, `SPEAKER_00` … -> agent, customer, bot, third."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from saywell.conversation.inputs import Speaker
from saywell.exchange.source import listing
from saywell.kernel.errors import SaywellError

SYSTEM = re.compile(r"系统|系統|system|system message|系统消息|系統消息|notice", re.IGNORECASE)

# A label belongs to the first role one of whose words it contains (Chinese) or has as a word (English).
_WORDS: tuple[tuple[Speaker, str, str], ...] = (
    (
        "bot",
        "机器人|機器人|智能客服|智慧客服|智能助手|智能助理|自动回复|自動回覆|自动应答|语音导航|語音導航",
        "bot|robot|chatbot|custom_bot|ivr|virtual assistant|virtual agent|auto reply",
    ),
    (
        "third",
        "主管|班长|班長|组长|組長|经理|經理|质检|質檢|同事|第三方|专家坐席",
        "supervisor|manager|colleague|third|third party|team leader",
    ),
    (
        "customer",
        "客户|客戶|顾客|顧客|用户|用戶|买家|買家|客人|来电人|來電人|主叫|访客|訪客|消费者|消費者|会员|會員|咨询者|接收",
        "customer|client|caller|user|buyer|visitor|guest|consumer|shopper|end user|incoming|received|in",
    ),
    (
        "agent",
        "客服|坐席|座席|话务员|話務員|接线员|接線員|销售|銷售|卖家|賣家|商家|店铺|店鋪|店主|掌柜|小二|顾问|顧問|专员|專員|服务人员|发送|發送",
        "agent|representative|rep|advisor|adviser|operator|seller|merchant|staff|support|csr|clerk|employee|outgoing|sent|out",
    ),
)
_PATTERNS: tuple[tuple[Speaker, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"(?:{chinese})|(?<![a-z])(?:{english})(?![a-z])")) for role, chinese, english in _WORDS
)
# "customer service", "客户经理" and the like contain the customer's word and mean the other side.
_OUR_SIDE = re.compile(
    r"(?:客户|客戶|顾客|顧客|用户|用戶)(?:服务|服務|经理|經理|代表|专员|專員|顾问|顧問)"
    r"|(?:customer|client|user) (?:service|support|care|success|representative|rep|agent|advisor|relations)"
)


def role_of(label: str, speakers: Mapping[str, Speaker]) -> Speaker | None:
    """The role that a label says or that was assumed for it; None where nobody knows."""
    if label in speakers:
        return speakers[label]
    folded = re.sub(r"[\s_]+", " ", label.strip()).lower()
    if _OUR_SIDE.search(folded):
        return "agent"
    for role, pattern in _PATTERNS:
        if pattern.search(folded):
            return role
    if re.search(r"\S[:\uff1a]\S|^cntaobao", folded):
        # Shop platforms write a seat of the shop as `shop:seat`.
        return "agent"
    return speakers.get("*")


def assign(
    labels: Iterable[str], speakers: Mapping[str, Speaker], *, first: Speaker
) -> tuple[dict[str, Speaker], SaywellError | None]:
    """Roles for all labels of one conversation, in order of their first words, and a notice where roles were guessed.

    Of two sides of which one is known, the other is the other. Where neither is known, whoever speaks first is `first`
    (on an inbound call the agent, on an outbound call the customer). Raises `exchange.unknown-speaker`,
    `exchange.no-speakers`.
    """
    order = list(dict.fromkeys(labels))
    roles = {label: role for label in order if (role := role_of(label, speakers)) is not None}
    unknown = [label for label in order if label not in roles]
    if not unknown:
        return roles, None
    if unknown == [""]:
        raise SaywellError("exchange.no-speakers")
    sides = [role for role in roles.values() if role in ("agent", "customer")]
    if len(unknown) == 1 and len(set(sides)) == 1:
        roles[unknown[0]] = _other(sides[0])
        return roles, None
    if len(unknown) == 2 and not sides and "" not in unknown:
        roles[unknown[0]], roles[unknown[1]] = first, _other(first)
        guessed = listing([f"{label} = {roles[label]}" for label in unknown])
        return roles, SaywellError("exchange.speakers-guessed", roles=guessed)
    raise SaywellError("exchange.unknown-speaker", labels=listing(unknown))


def _other(side: Speaker) -> Speaker:
    return "customer" if side == "agent" else "agent"
