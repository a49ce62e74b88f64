"""A customer comes in by somebody else's telephone system, messenger or bot."""

from __future__ import annotations

import secrets
from contextlib import suppress
from hashlib import sha256
from typing import Annotated, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saywell.conversation import inputs as i
from saywell.desk import centre as c
from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.asks import Desk
from saywell.desk.door import Door, Doors, in_centre
from saywell.desk.doors import answer, body_of, locale_of
from saywell.desk.hub import Hub
from saywell.desk.settings import facts_of, told_locale
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import format_rfc3339

Short = Annotated[str, msgspec.Meta(max_length=100)]


class Caller(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of the customer before a word was said; what is empty is not known."""

    surname: Short = ""
    title: Short = ""
    name: Short = ""
    phone: Short = ""
    account: Short = ""


class Incoming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A customer who comes in. `queue`: in which they wait, the centre's first if none is named; `mine`: whoever asks
    has answered them already, so that they ring at nobody; `locale`: the customer's language as far as it is known;
    `key`: names the call, so that it comes in once though this is sent again."""

    centre: Short
    channel: Literal["phone", "chat"] = "phone"
    queue: Short = ""
    mine: bool = False
    customer: Caller = Caller()
    locale: Short = ""
    key: Short = ""


async def come_in(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """A customer comes in from outside: they wait and ring at an agent, or whoever asks has them (`mine`). What happens
    on their line is fed to the inputs of the conversation that is answered."""
    assert me is not None
    body = await body_of(request, Incoming)
    in_centre(me, body.centre)
    hub = doors.hub
    named = sha256(f"{me.account}\0{body.key}".encode()).hexdigest()[:12] if body.key else secrets.token_hex(6)
    id = f"{body.centre}-{named}"
    if await _phase(hub, id) in ("", "waiting", "ringing"):
        # Each step counts once, so that one on which a server died half-way is finished.
        if body.mine:
            await hub.tell(body.centre, c.Joined(0, number=me.number, name=me.name))
        await hub.come(await _placed(doors, body, id), me.number if body.mine else "")
    if body.mine and not (await hub.live(id)).agent:
        await Desk(hub, me, body.centre, locale_of(request)).do(w.Take(0, talk=id))
    return answer(await hub.refresh(id))


async def _phase(hub: Hub, talk: str) -> str:
    """Where a conversation is; empty while there is none."""
    try:
        return (await hub.live(talk)).phase
    except SaywellError:
        return ""


async def _placed(doors: Doors, body: Incoming, id: str) -> t.Placed:
    """Raises `desk.no-queue`, `desk.bad-locale`."""
    hub, at = doors.hub, doors.hub.clock()
    setting = hub.setting(body.centre)
    if body.queue and body.queue not in setting.queues:
        known = ", ".join(setting.queues)
        raise SaywellError("desk.no-queue", place=Place(field="queue"), name=body.queue, known=known)
    locale = told_locale(body.locale)
    told = {name: value.strip() or None for name, value in msgspec.structs.asdict(body.customer).items()}
    opening = i.Opened(
        at,
        id=id,
        channel=body.channel,
        direction="inbound",
        started=format_rfc3339(at, hub.calendar(body.centre).zone),
        customer=i.Customer(**told),
        facts=facts_of(setting),
    )
    person = ""
    if told["phone"]:
        # A shop that does not answer keeps nobody from coming in.
        with suppress(SaywellError):
            person = (await hub.book.person(body.centre, "", told["phone"])).id
    standard, _ = hub.current(body.centre)
    queue = body.queue or next(iter(setting.queues), "")
    return t.Placed(
        at, centre=body.centre, standard=standard, queue=queue, opening=opening, person=person, locale=locale,
    )  # fmt: skip


INCOMING: tuple[Door, ...] = (Door("POST", "/api/talks", come_in, "talk", Incoming, w.Talk),)
"""The routes."""
