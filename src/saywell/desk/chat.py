"""The customer's side: a chat begins, goes on after a reload, waits, is answered, is rated."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from saywell.conversation import inputs as i
from saywell.desk import talk as t
from saywell.desk.chat_wire import Chat, ChatLine
from saywell.desk.hub import Hub
from saywell.desk.office import opening
from saywell.desk.settings import facts_of, told_locale
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import format_rfc3339

LONGEST = 2_000
Text = Annotated[str, msgspec.Meta(max_length=LONGEST)]
Short = Annotated[str, msgspec.Meta(max_length=100)]
_WAITING = {
    "zh-Hans": "客服正忙，您排在第 {place} 位，请稍候。",
    "zh-Hant": "客服正忙，您排在第 {place} 位，請稍候。",
    "en": "All agents are busy. You are number {place} in the queue; please wait a moment.",
}
_RINGING = {
    "zh-Hans": "正在为您接通客服，请稍候。",
    "zh-Hant": "正在為您接通客服，請稍候。",
    "en": "We are connecting you to an agent.",
}
_AWAY = {
    "zh-Hans": "现在不在服务时间。请留言，我们上班后回复您。",
    "zh-Hant": "現在不在服務時間。請留言，我們上班後回覆您。",
    "en": "We are closed now. Leave a message and we will answer when we open.",
}
_OVER = {"zh-Hans": "对话已结束，谢谢您。", "zh-Hant": "對話已結束，謝謝您。", "en": "The chat is over. Thank you."}


class Start(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A customer opens the chat. `leave`: out of hours the message is left at once, with the `contact` by which the
    customer is reached; without it nothing of the message is kept, and the customer leaves it on the chat socket."""

    centre: Short
    locale: Short = "zh-Hans"
    name: Short = ""
    message: Text = ""
    leave: bool = False
    contact: Short = ""


class Started(msgspec.Struct, frozen=True):
    """`token` is the customer's key to this chat alone."""

    id: str
    token: str


class SayIt(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag="say"):
    """The customer says something."""

    text: Text


class Typing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag="typing"):
    """The customer is typing."""

    on: bool


class Rate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag="rate"):
    """The customer's mark."""

    stars: Annotated[int, msgspec.Meta(ge=1, le=5)]
    text: Text = ""


class Leave(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag="leave"):
    """A message out of hours, with how to reach the customer."""

    text: Text
    contact: Short = ""


class End(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag="end"):
    """The customer closes the chat."""


ChatAsk = SayIt | Typing | Rate | Leave | End
DECODE = msgspec.json.Decoder(ChatAsk).decode


async def begin(hub: Hub, start: Start) -> Started:
    """Open a chat. Raises `desk.no-centre`, `desk.bad-locale`."""
    setting = hub.setting(start.centre)
    locale = told_locale(start.locale)
    key, _ = hub.current(start.centre)
    id, token = f"{start.centre}-{secrets.token_hex(6)}", secrets.token_urlsafe(24)
    now = hub.clock()
    surname = start.name.strip()
    began = i.Opened(
        now,
        id=id,
        channel="chat",
        direction="inbound",
        started=format_rfc3339(now, hub.calendar(start.centre).zone),
        customer=i.Customer(name=surname) if surname else None,
        facts=facts_of(setting),
    )
    queue = next(iter(setting.queues), "")
    placed = t.Placed(
        now, centre=start.centre, standard=key, queue=queue, opening=began, token=token,
        locale=locale,
    )  # fmt: skip
    if not opening(setting, hub.calendar(start.centre), now)[0]:
        await hub.send(id, placed, key="placed")
        if start.leave and start.message.strip():
            await hub.send(id, t.Left(0, text=start.message.strip(), contact=start.contact.strip()))
        return Started(id, token)
    await hub.come(placed)
    if start.message.strip():
        await hub.send(id, i.Said(0, by="customer", text=start.message.strip()))
    return Started(id, token)


async def opened(hub: Hub, id: str, token: str) -> t.Live:
    """The chat to which a token belongs. Raises `access.signed-out`."""
    live = await hub.live(id)
    if (
        live.placed is None
        or not live.placed.token
        or not secrets.compare_digest(live.placed.token.encode(), token.encode("utf-8", "replace"))
    ):
        raise SaywellError("access.signed-out")
    return live


async def legs(hub: Hub, id: str) -> list[t.Live]:
    """The conversations that the customer sees as one chat: it was put through from each to the next."""
    found = [await hub.live(id)]
    while found[-1].continued:
        found.append(await hub.live(found[-1].continued))
    return found


async def do(hub: Hub, id: str, ask: ChatAsk) -> None:
    """Do what the customer asked."""
    live = (await legs(hub, id))[-1]
    assert live.placed is not None
    id = live.placed.opening.id
    match ask:
        case SayIt():
            if ask.text.strip() and live.state.over is None:
                hub.typing.set(id, "customer", False)
                await hub.send(id, i.Said(0, by="customer", text=ask.text.strip()))
        case Typing():
            if hub.typing.set(id, "customer", ask.on):
                await hub.look_again(id)
        case Rate():
            if live.rated is None and live.state.over is not None:
                await hub.send(id, t.Rated(0, stars=ask.stars, text=ask.text))
        case Leave():
            if live.left is None and ask.text.strip():
                await hub.send(id, t.Left(0, text=ask.text.strip(), contact=ask.contact))
        case End():
            if live.opened and live.state.over is None:
                await hub.send(id, i.HungUp(0, by="customer"))


async def shown(hub: Hub, id: str) -> Chat:
    """The chat as the customer sees it."""
    chain = await legs(hub, id)
    live = chain[-1]
    assert live.placed is not None
    setting = hub.setting(live.placed.centre)
    now = hub.clock()
    office = hub.office_now(live.placed.centre)
    waiting = sorted((one for one in office.waiting.values() if one.channel == "chat"), key=lambda one: one.came)
    place = next((n for n, one in enumerate(waiting, 1) if one.talk == live.placed.opening.id), 0)
    rings = place > 0 and bool(waiting[place - 1].offered)
    phase: Literal["waiting", "live", "over", "away"]
    phase = (
        "away" if not live.opened else "over" if live.state.over is not None else "live" if live.agent else "waiting"
    )
    notice: dict[str, str] = {}
    opens = None
    if phase == "away":
        notice = _AWAY
        _, opens = opening(setting, hub.calendar(live.placed.centre), now)
    elif phase == "waiting" and place:
        notice = _RINGING if rings else {locale: text.format(place=place) for locale, text in _WAITING.items()}
    elif phase == "over":
        notice = _OVER
    return Chat(
        id=id,
        at=now,
        phase=phase,
        place=place,
        notice=notice,
        agent=live.agent_name,
        agent_typing="agent" in hub.typing.of(live.placed.opening.id),
        lines=tuple(_lines(chain)),
        rated=live.rated,
        company=setting.company,
        opens=opens,
    )


def _lines(chain: list[t.Live]) -> Iterator[ChatLine]:
    """What was said, and that somebody else went on where that is so."""
    who, n = "", 0
    for live in chain:
        said = [got for got in live.inputs if type(got) is i.Said and got.by != "third"]
        # Sorted as they happened; at the same instant whoever goes on does so first.
        happened: list[t.Assigned | i.Said] = [*live.agents, *said]
        for one in sorted(happened, key=lambda one: one.at):
            if isinstance(one, t.Assigned):
                before, who = who, one.name
                if before in ("", who):
                    continue
                n += 1
                yield ChatLine(n=n, at=one.at, by="centre", text="", who=who)
            else:
                n += 1
                mine = one.by == "customer"
                yield ChatLine(n=n, at=one.at, by="me" if mine else "agent", text=one.text, who="" if mine else who)
    left = chain[-1].left
    if left is not None:
        yield ChatLine(n=n + 1, at=left.at, by="me", text=left.text)
