"""Calls and messages to customers: placed for one agent, without a queue, then led like any other conversation.

A message goes on in the chat that the customer had, where there was one: their page shows it. To others the chat has an
address of its own, which the agent, or whoever hears of it by webhook, sends them.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Any

import msgspec

from saywell.conversation import inputs as i
from saywell.desk import centre as c
from saywell.desk import talk as t
from saywell.desk.hub import Hub
from saywell.desk.settings import facts_of
from saywell.followup import campaigns as cp
from saywell.followup.decide import PREFIX
from saywell.followup.orders import Row, result_of
from saywell.followup.state import Work
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import format_rfc3339

NUMBER = re.compile(r"\+?[0-9]{3,15}\Z")
_BETWEEN = str.maketrans("", "", " -()\u00a0")


async def call_out(
    hub: Hub,
    centre: str,
    number: str,
    customer: i.Customer,
    purpose: i.Purpose,
    facts: dict[str, Any] | None = None,
    ref: str = "",
    *,
    person: str = "",
    talk: str = "",
) -> str:
    """Ring a customer up for the agent `number`; the id of the conversation.

    `customer.phone` is rung up; `ref` says what it is about, `person` who it is in the book of customers. With a `talk`
    of the caller's own making a repeat finds the same conversation and rings nobody twice. Raises `desk.no-centre`,
    `desk.bad-number`, `desk.nobody` and `desk.occupied` for an agent who is not there or has a conversation."""
    key, _ = hub.current(centre)
    to = dialled(customer.phone or "")
    now = hub.clock()
    id = talk or f"{centre}-{now:x}{secrets.token_hex(2)}"
    agent = (await hub.office(centre)).people.get(number)
    if agent is None:
        raise SaywellError("desk.nobody", number=number)
    if (agent.talks or agent.offered) and id not in agent.talks:
        raise SaywellError("desk.occupied", number=number)
    opening = i.Opened(
        now,
        id=id,
        channel="phone",
        direction="outbound",
        started=format_rfc3339(now, hub.calendar(centre).zone),
        agent=i.Agent(number, agent.name),
        customer=msgspec.structs.replace(customer, phone=to),
        facts={**facts_of(hub.setting(centre)), **(facts or {})},
        purpose=purpose,
    )
    placed = t.Placed(now, centre=centre, standard=key, queue="", opening=opening, person=person, number=to, ref=ref)
    await hub.send(id, placed, key="placed")
    live = await hub.live(id)
    if live.agent:
        return id
    try:
        await hub.tell(centre, c.Dialled(0, talk=id, number=number))
    except SaywellError:
        # A customer rang in between: nothing comes of this call.
        await hub.send(id, t.Wrapped(0, by=number))
        raise
    assert live.placed is not None
    await hub.send(id, live.placed.opening, key="opened")
    await hub.send(id, i.Ringing(0), key="ringing")
    await _look_up_first(hub, id, centre, ref)
    await hub.send(id, t.Assigned(0, agent=number, name=agent.name), key="assigned")
    await hub.phone.dial(id, to)
    return id


async def write_to(
    hub: Hub,
    centre: str,
    number: str,
    customer: i.Customer,
    purpose: i.Purpose,
    facts: Mapping[str, Any],
    ref: str = "",
    *,
    person: str = "",
) -> str:
    """Begin a chat with a customer for the agent `number`; the id of the conversation. Nothing is written yet. Raises
    what `call_out` raises, but for `desk.bad-number`."""
    key, _ = hub.current(centre)
    now = hub.clock()
    agent = (await hub.office(centre)).people.get(number)
    if agent is None:
        raise SaywellError("desk.nobody", number=number)
    before = await _chat_before(hub, centre, ref)
    if before is not None and before.placed is not None:
        id, token = await _next_leg(hub, before.placed.opening.id), before.placed.token
    else:
        id, token = f"{centre}-{secrets.token_hex(6)}", secrets.token_urlsafe(24)
    opening = i.Opened(
        now,
        id=id,
        channel="chat",
        direction="outbound",
        started=format_rfc3339(now, hub.calendar(centre).zone),
        agent=i.Agent(number, agent.name),
        customer=customer,
        facts={**facts_of(hub.setting(centre)), **facts},
        purpose=purpose,
    )
    placed = t.Placed(now, centre=centre, standard=key, queue="", opening=opening, token=token, person=person, ref=ref)
    await hub.send(id, placed, key="placed")
    try:
        await hub.tell(centre, c.Dialled(0, talk=id, number=number, channel="chat"))
    except SaywellError:
        # The agent has too much at hand: nothing comes of it.
        await hub.send(id, t.Wrapped(0, by=number))
        raise
    await hub.send(id, opening, key="opened")
    await _look_up_first(hub, id, centre, ref)
    await hub.send(id, t.Assigned(0, agent=number, name=agent.name), key="assigned")
    if before is not None and before.placed is not None:
        await hub.send(before.placed.opening.id, t.Continued(0, talk=id))
    return id


async def _next_leg(hub: Hub, id: str) -> str:
    """An id for what follows a conversation in the same chat."""
    root, _, leg = id.partition(".")
    count = int(leg or 1) + 1
    while await hub.store.read(t.PREFIX + f"{root}.{count}"):
        count += 1
    return f"{root}.{count}"


async def _chat_before(hub: Hub, centre: str, ref: str) -> t.Live | None:
    """The last part of the chat out of which the work came, if the customer still has it and it is over."""
    work = (await hub.works.look(PREFIX + ref)).state if ref else None
    talk = work.opened.source.talk if work is not None and work.opened is not None else ""
    if not talk:
        return None
    live = await hub.live(talk)
    while live.continued:
        live = await hub.live(live.continued)
    placed = live.placed
    ours = placed is not None and placed.centre == centre and placed.token and placed.opening.channel == "chat"
    return live if ours and live.state.over is not None else None


def facts_from(made: cp.Made) -> dict[str, Any]:
    """What a list says of its conversations: the survey, whether the customer had asked before."""
    asked = {"consulted": True} if made.rule.startswith("consulted") else {}
    return {**({"survey": made.survey} if made.survey else {}), **asked}


async def order_of(hub: Hub, centre: str, work: Work) -> Row | None:
    """The order that a piece of work is about, judged; None where it is about none. Raises `book.*`."""
    number = work.fields.get("order", "")
    found = await hub.book.find(centre, "order", number) if number else None
    return hub.judge(centre, found) if found is not None else None


async def _look_up_first(hub: Hub, talk: str, centre: str, ref: str) -> None:
    """The order that a conversation is held for is looked up before anybody has the conversation; a shop that does not
    answer keeps nobody from speaking."""
    work = (await hub.works.look(PREFIX + ref)).state if ref else None
    if work is None or work.opened is None or not work.fields.get("order"):
        return
    got = i.LookedUp(0, what="order", key=work.fields["order"])
    try:
        order = await order_of(hub, centre, work)
    except SaywellError:
        await hub.send(talk, msgspec.structs.replace(got, result="failed"), key="looked-up")
        return
    looked = msgspec.structs.replace(got, result=result_of(order), fields=order or {})
    await hub.send(talk, looked, key="looked-up")


async def about(hub: Hub, centre: str, number: str, ref: str, phone: str) -> dict[str, Any]:
    """What is known of a call for an entry of a list; nothing for others. Raises `followup.never`, `followup.taken`,
    `campaign.hours` where the customer is not to be called, not by this agent, or not at this hour."""
    work = (await hub.works.look(PREFIX + ref)).state if ref else None
    if work is None or work.opened is None or not work.opened.campaign:
        return {}
    now, zone = hub.clock(), work.opened.customer.zone
    if work.closed is not None:
        raise SaywellError("followup.closed")
    if not work.free(number, now):
        raise SaywellError("followup.taken", number=work.taken.by if work.taken is not None else "")
    if hub.rules.never(centre, phone or work.opened.customer.phone):
        raise SaywellError("followup.never", phone=phone or work.opened.customer.phone)
    if not hub.rules.hours(centre, zone).is_open(now):
        at = hub.rules.callable_at(centre, now, zone)
        raise SaywellError("campaign.hours", when=format_rfc3339(at, hub.rules.hours(centre, zone).zone)[:16])
    made = (await hub.campaigns.one(work.opened.campaign)).made
    return facts_from(made) if made is not None else {}


def chat_link(live: t.Live) -> str:
    """Where the customer finds a chat that was begun for them, below the address of the server: it opens this chat
    and no other. Empty where there is none."""
    placed = live.placed
    opening = placed.opening if placed is not None else None
    if placed is None or opening is None or not placed.token or opening.direction != "outbound":
        return ""
    return f"/chat/{placed.centre}#{opening.id.partition('.')[0]}:{placed.token}"


def dialled(number: str) -> str:
    """A telephone number as it is dialled. Raises `desk.bad-number`."""
    plain = number.translate(_BETWEEN)
    if not plain.isascii() or not NUMBER.match(plain):
        raise SaywellError("desk.bad-number", number=number)
    return plain
