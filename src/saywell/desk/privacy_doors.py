"""The routes of privacy: how long a centre keeps what, and what one customer asks about their data."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk.customer import Shown, Who
from saywell.desk.door import Door, Doors, in_centre
from saywell.desk.doors import answer, body_of
from saywell.desk.keepers import figures
from saywell.desk.sweep import KINDS
from saywell.kernel.errors import Place, SaywellError

MOST = 36_500


class Retention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days for which each kind is kept, 0: for ever. `version` as it was when the page was loaded."""

    days: dict[str, int]
    version: int = 0


class PrivacyPage(w.Wire, frozen=True):
    """How long a centre keeps what; the last sweep, what went with it, and the next one. `kept`: how many conversations
    of which only figures are left; `score`: their mean, 0-100."""

    days: dict[str, int]
    version: int
    last: int | None
    counts: dict[str, int]
    next: int | None
    kept: int
    score: float | None


class CustomerAsk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A customer, and why somebody asks: it goes into the audit log."""

    who: Who
    reason: str


async def _page(doors: Doors, centre: str) -> PrivacyPage:
    setting = doors.hub.setting(centre)
    sweep = await doors.sweeper.last(centre)
    kept = await figures(doors.hub, centre)
    points = [one.points for one in kept if one.points is not None]
    return PrivacyPage(
        days={kind: setting.keep_days.get(kind, 0) for kind in KINDS},
        version=len(doors.hub.settings[centre]),
        last=sweep.last.at if sweep.last is not None else None,
        counts=sweep.last.counts if sweep.last is not None else {},
        next=sweep.due,
        kept=len(kept),
        score=round(sum(points) / len(points) / 10, 1) if points else None,
    )


async def get_privacy(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """How long a centre keeps what, and what the last sweep erased."""
    in_centre(me, request.path_params["id"])
    return answer(await _page(doors, request.path_params["id"]))


async def put_privacy(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Keep it for so many days from now on; the next sweep erases what is older."""
    assert me is not None
    centre = request.path_params["id"]
    in_centre(me, centre)
    body = await body_of(request, Retention)
    for kind, days in body.days.items():
        if kind not in KINDS or not 0 <= days <= MOST:
            raise SaywellError("privacy.days", place=Place(field=kind[:40]), most=MOST)
    if body.version and body.version != len(doors.hub.settings[centre]):
        raise SaywellError("desk.changed")
    setting = doors.hub.setting(centre)
    kept = {kind: days for kind, days in body.days.items() if days}
    await doors.hub.set_setting(msgspec.structs.replace(setting, keep_days=kept))
    await doors.access.log("retention", me.account, centre, days=kept)
    return answer(await _page(doors, centre))


async def find_customer(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """What is kept of a customer: how much of each kind, from when to when."""
    assert me is not None
    centre, asked = await _asked(doors, request, me)
    shown = await doors.privacy.show(centre, asked.who)
    await doors.access.log("customer.shown", me.account, centre, counts=shown.counts, reason=asked.reason.strip())
    return answer(shown)


async def export_customer(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Everything that is kept of a customer, as JSON (the right of access)."""
    assert me is not None
    centre, asked = await _asked(doors, request, me)
    found = await doors.privacy.export(centre, asked.who)
    await doors.access.log("customer.exported", me.account, centre, counts=_counts(found), reason=asked.reason.strip())
    return answer({"centre": centre, "at": doors.hub.clock(), **found})


async def erase_customer(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Erase what is kept of a customer, for good. While a conversation of theirs runs nothing is erased."""
    assert me is not None
    centre, asked = await _asked(doors, request, me)
    gone = await doors.privacy.erase(centre, asked.who)
    await doors.wiped()
    await doors.access.log("customer.erased", me.account, centre, counts=gone, reason=asked.reason.strip())
    return answer(gone)


async def _asked(doors: Doors, request: Request, me: w.Me) -> tuple[str, CustomerAsk]:
    centre = request.path_params["id"]
    in_centre(me, centre)
    asked = await body_of(request, CustomerAsk)
    if not 5 <= len(asked.reason.strip()) <= 500:
        raise SaywellError("privacy.reason", place=Place(field="reason"))
    return centre, asked


def _counts(found: dict[str, list[dict[str, Any]]]) -> dict[str, int]:
    return {kind: len(parts) for kind, parts in found.items()}


ROUTES: tuple[Door, ...] = (
    Door("GET", "/api/centres/{id}/privacy", get_privacy, "people", None, PrivacyPage),
    Door("PUT", "/api/centres/{id}/privacy", put_privacy, "people", Retention, PrivacyPage),
    Door("POST", "/api/centres/{id}/customer/find", find_customer, "people", CustomerAsk, Shown),
    Door("POST", "/api/centres/{id}/customer/export", export_customer, "people", CustomerAsk, dict[str, Any]),
    Door("POST", "/api/centres/{id}/customer/erase", erase_customer, "people", CustomerAsk, dict[str, int]),
)
