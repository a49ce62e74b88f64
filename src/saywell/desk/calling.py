"""Calls to customers: placed for one agent, without a queue, then led like any other conversation."""

from __future__ import annotations

import re
import secrets
from typing import Any

import msgspec

from saywell.conversation import inputs as i
from saywell.desk import centre as c
from saywell.desk import talk as t
from saywell.desk.hub import Hub
from saywell.desk.settings import facts_of
from saywell.followup.decide import PREFIX
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
    await hub.send(id, t.Assigned(0, agent=number, name=agent.name), key="assigned")
    await hub.phone.dial(id, to)
    return id


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
    return {"survey": made.survey} if made is not None and made.survey else {}


def dialled(number: str) -> str:
    """A telephone number as it is dialled. Raises `desk.bad-number`."""
    plain = number.translate(_BETWEEN)
    if not plain.isascii() or not NUMBER.match(plain):
        raise SaywellError("desk.bad-number", number=number)
    return plain
