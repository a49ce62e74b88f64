"""Passing a customer on to a colleague or a queue: who can take them, and the leg that waits in a queue."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from saywell.conversation import inputs as i
from saywell.desk import centre as c
from saywell.desk import talk as t
from saywell.desk.hub import Hub
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import SECOND, format_rfc3339

QUEUE = "queue:"


class Standing(NamedTuple):
    """Whether somebody can take a customer now. `shift`: of a colleague, whether they work now."""

    status: Literal["idle", "busy", "off"]
    shift: Literal["same", "other"] | None = None


def standing_of(office: c.Office, to: str, me: str) -> Standing:
    """Of a colleague by number, or of those who serve a queue (`queue:<id>`), without the one who asks."""
    if to.startswith(QUEUE):
        queue = to.removeprefix(QUEUE)
        serve = [one for one in office.people.values() if one.number != me and (not one.queues or queue in one.queues)]
        if any(one.status == "idle" for one in serve):
            return Standing("idle")
        return Standing("busy" if any(one.said == "idle" for one in serve) else "off")
    colleague = office.people.get(to)
    if colleague is None or colleague.said == "off":
        return Standing("off", "other")
    if colleague.status == "break":
        # At work today, and away for a moment.
        return Standing("off", "same")
    return Standing("idle" if colleague.status == "idle" else "busy", "same")


def checked_queue(hub: Hub, centre: str, to: str) -> str:
    """The id of a queue out of `queue:<id>`. Raises `desk.no-queue`."""
    queue, known = to.removeprefix(QUEUE), hub.setting(centre).queues
    if queue not in known:
        raise SaywellError("desk.no-queue", name=queue, known=", ".join(known))
    return queue


async def put_in_queue(hub: Hub, talk: str, queue: str) -> int:
    """The customer waits in a queue: that is a conversation of its own, which rings at whoever is free there."""
    live = await hub.live(talk)
    placed, opened = live.placed, live.state.opened
    assert placed is not None and opened is not None
    now = hub.clock()
    root, _, count = talk.partition(".")
    leg = f"{root}.{int(count or 1) + 1}"
    known = i.Customer(surname=live.state.surname, title=live.state.title, phone=live.state.given.get("phone"))
    opening = msgspec.structs.replace(
        opened,
        at=now,
        id=leg,
        started=format_rfc3339(now, hub.calendar(placed.centre).zone),
        agent=None,
        customer=known,
    )
    to = QUEUE + queue
    waits = msgspec.structs.replace(placed, at=now, opening=opening, queue=queue, continues=talk)
    await hub.send(talk, i.Transfer(0, step="done", to=to))
    await hub.send(talk, t.Continued(0, talk=leg))
    await hub.send(leg, waits, key="placed")
    if opening.channel == "chat":
        await hub.send(leg, opening, key="opened")
    await hub.phone.transfer(talk, to, leg)
    target = hub.setting(placed.centre).target_s.get(opening.channel, 20) * SECOND
    return await hub.tell(placed.centre, c.Came(0, talk=leg, channel=opening.channel, queue=queue, target=target))
