"""The guard for somebody else's bot, over HTTP: what the standard has against a draft in a running conversation."""

from __future__ import annotations

from typing import Annotated

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk.asks import LONGEST, Desk, hits_of
from saywell.desk.door import Door, Doors
from saywell.desk.doors import answer, body_of, locale_of
from saywell.kernel.errors import SaywellError
from saywell.quality.guard import blocked


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is about to be said. `finished`: no further word will follow."""

    text: Annotated[str, msgspec.Meta(max_length=LONGEST)]
    finished: bool = True


class Checked(w.Wire, frozen=True):
    """`blocked`: it must not be said. `hits`: what there is against it, each with its clauses and better words."""

    blocked: bool
    hits: tuple[w.Hit, ...]


async def check_draft(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """What the standard has against a draft of one's own conversation, before it is said. Nothing is kept."""
    assert me is not None
    talk = request.path_params["id"]
    placed = (await doors.hub.live(talk)).placed
    if placed is None or placed.centre not in me.centres:
        raise SaywellError("desk.no-talk")
    draft = await body_of(request, Draft)
    locale = locale_of(request)
    hits = await Desk(doors.hub, me, placed.centre, locale).hits(talk, draft.text, draft.finished)
    return answer(Checked(blocked=blocked(hits), hits=tuple(hits_of(hits, locale))))


GUARD = (Door("POST", "/api/talks/{id}/check", check_draft, "talk", Draft, Checked),)
