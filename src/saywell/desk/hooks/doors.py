"""The routes of webhooks."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk.access import may
from saywell.desk.door import Door, Doors, in_centre
from saywell.desk.doors import answer, body_of, checked_text
from saywell.desk.hooks import delivery as d
from saywell.desk.hooks import hook as h
from saywell.desk.hooks.kinds import BY_TYPE, KINDS
from saywell.desk.hooks.signing import BYTES, secret_of
from saywell.kernel.errors import Place, SaywellError

if TYPE_CHECKING:
    from saywell.desk.hooks.process import Hooks

MOST = 20
"""Subscriptions of one centre."""
SHOWN = 100
"""Deliveries in the log at once."""


class HookType(w.Wire, frozen=True):
    """A type of event; `personal`: fields that go only where personal data may go."""

    type: str
    text: w.Text
    personal: tuple[str, ...]


class HookKey(w.Wire, frozen=True):
    """A key that signs; `secret` is told once, when it is made. `until`: when it stops, null for the newest."""

    id: str
    made: int
    until: int | None
    secret: str = ""


class HookShown(w.Wire, frozen=True):
    """A subscription. `off`: since when nothing is sent, null while it is on; `why`: by_hand, failed or gone."""

    id: str
    name: str
    url: str
    types: tuple[str, ...]
    personal: bool
    keys: tuple[HookKey, ...]
    off: int | None
    why: str
    made: int


class HookWanted(w.Wire, frozen=True, forbid_unknown_fields=True):
    """What a subscription is to be. `on`: whether anything is sent."""

    name: str
    url: str
    types: tuple[str, ...]
    personal: bool = False
    on: bool = True


class Try(w.Wire, frozen=True):
    """`status`: of HTTP, 0 where nothing answered; `why` it failed: status, timeout, refused, name, private, tls, line,
    off, erased; `ms`: how long it took."""

    at: int
    good: bool
    status: int
    why: str
    ms: int


class DeliveryShown(w.Wire, frozen=True):
    """A line of the log. `status`: waiting, delivered or failed; `next`: when it is tried next, null for never."""

    id: str
    type: str
    at: int
    status: str
    next: int | None
    tries: tuple[Try, ...]


def _hooks(doors: Doors) -> Hooks:
    if doors.hooks is None:
        raise SaywellError("hook.none")
    return doors.hooks


def _theirs(doors: Doors, request: Request, me: w.Me | None) -> h.Hook:
    """The subscription that is asked for. Raises `desk.not-found`."""
    centre = request.path_params["id"]
    in_centre(me, centre)
    hook = _hooks(doors).hooks.get(request.path_params["hook"])
    if hook is None or hook.centre != centre:
        raise SaywellError("desk.not-found", path=request.url.path)
    return hook


def _shown(hook: h.Hook, now: int, *, told: bool = False) -> HookShown:
    """`told`: the newest key's secret goes along."""
    keys = [one for one in hook.keys if one.until is None or one.until > now]
    return HookShown(
        id=hook.id, name=hook.name, url=hook.url, types=hook.types, personal=hook.personal, off=hook.off,
        why=hook.why, made=hook.made,
        keys=tuple(
            HookKey(id=one.id, made=one.made, until=one.until, secret=one.secret if told and n == 0 else "")
            for n, one in enumerate(keys)
        ),
    )  # fmt: skip


async def hook_types(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Every type of event that a webhook can carry."""
    return answer([HookType(type=one.type, text=one.text, personal=one.personal) for one in KINDS])


async def hooks(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The webhooks of a centre."""
    centre = request.path_params["id"]
    in_centre(me, centre)
    found = [one for one in _hooks(doors).hooks.values() if one.centre == centre]
    return answer([_shown(one, doors.hub.clock()) for one in sorted(found, key=lambda one: one.made)])


def _checked(doors: Doors, me: w.Me, centre: str, body: HookWanted, old: h.Hook | None) -> h.Set:
    """What is wanted, as an event. Raises `hook.*`, `access.forbidden`."""
    name, url = checked_text(body.name, "name", 60), checked_text(body.url, "url", 500)
    if not name:
        raise SaywellError("desk.empty", place=Place(field="name"))
    _hooks(doors).sender.check(url)
    unknown = [one for one in body.types if one not in BY_TYPE]
    if unknown or not body.types:
        raise SaywellError("hook.types", place=Place(field="types"), unknown=", ".join(unknown) or "-")
    # Whoever may not see personal data must not have it sent: neither more of it nor to another place.
    kept = old is not None and old.personal and old.url == url and {*body.types} <= {*old.types}
    if body.personal and not kept and not may(me, "personal"):
        raise SaywellError("access.forbidden", right="personal")
    types = tuple(dict.fromkeys(body.types))
    return h.Set(0, centre=centre, name=name, url=url, types=types, personal=body.personal, by=me.account)


def _key(me: w.Me) -> h.KeyMade:
    return h.KeyMade(0, key=secrets.token_hex(4), secret=secret_of(secrets.token_bytes(BYTES)), by=me.account)


async def make_hook(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Subscribe: from now on events of these types are sent to an address. The secret is told this once."""
    assert me is not None
    centre = request.path_params["id"]
    in_centre(me, centre)
    wanted = _checked(doors, me, centre, await body_of(request, HookWanted), None)
    if sum(one.centre == centre for one in _hooks(doors).hooks.values()) >= MOST:
        raise SaywellError("hook.many", most=MOST)
    id = secrets.token_hex(8)
    hook = await _hooks(doors).change(id, wanted, _key(me))
    await doors.access.log("hook.made", me.account, centre=centre, hook=id, name=wanted.name, personal=wanted.personal)
    return answer(_shown(hook, doors.hub.clock(), told=True))


async def change_hook(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Change a webhook, switch it off or on again."""
    assert me is not None
    old = _theirs(doors, request, me)
    body = await body_of(request, HookWanted)
    wanted = _checked(doors, me, old.centre, body, old)
    events: list[h.AnyHookEvent] = [wanted]
    if body.on and old.off is not None:
        events.append(h.SwitchedOn(0, by=me.account))
    if not body.on and old.off is None:
        events.append(h.SwitchedOff(0, why="by_hand", by=me.account))
    hook = await _hooks(doors).change(old.id, *events)
    await doors.access.log(
        "hook.changed", me.account, centre=old.centre, hook=old.id, name=wanted.name, personal=wanted.personal
    )
    return answer(_shown(hook, doors.hub.clock()))


async def end_hook(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Delete a webhook with its log."""
    assert me is not None
    hook = _theirs(doors, request, me)
    await _hooks(doors).change(hook.id, h.Removed(0, by=me.account))
    await doors.access.log("hook.ended", me.account, centre=hook.centre, hook=hook.id, name=hook.name)
    return answer({})


async def make_hook_key(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """A new key for a webhook; the one before it signs beside it for a day. The secret is told this once."""
    assert me is not None
    old = _theirs(doors, request, me)
    hook = await _hooks(doors).change(old.id, _key(me))
    await doors.access.log("hook.key", me.account, centre=old.centre, hook=old.id, name=old.name)
    return answer(_shown(hook, doors.hub.clock(), told=True))


async def end_hook_key(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """End the older of two keys at once."""
    assert me is not None
    old = _theirs(doors, request, me)
    key = request.path_params["key"]
    if key not in [one.id for one in old.keys[1:]]:
        raise SaywellError("desk.not-found", path=request.url.path)
    hook = await _hooks(doors).change(old.id, h.KeyEnded(0, key=key, by=me.account))
    await doors.access.log("hook.key-ended", me.account, centre=old.centre, hook=old.id, name=old.name)
    return answer(_shown(hook, doors.hub.clock()))


async def ping_hook(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Send a trial event; it is tried once, also while the webhook is off."""
    id = await _hooks(doors).ping(_theirs(doors, request, me).id)
    return answer({"id": id})


async def deliveries(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The newest deliveries of a webhook with every try."""
    found = await _hooks(doors).deliveries(_theirs(doors, request, me).id, SHOWN)
    return answer([_delivery(one) for one in found if one.queued is not None])


def _delivery(one: d.Delivery) -> DeliveryShown:
    assert one.queued is not None
    return DeliveryShown(
        id=one.id, type=one.queued.type, at=one.queued.at, status=one.status,
        next=one.next if one.status == "waiting" else None,
        tries=tuple(Try(at=t.at, good=t.good, status=t.status, why=t.why, ms=t.ms) for t in one.tries),
    )  # fmt: skip


async def resend(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Send a delivery once more, under the same id."""
    assert me is not None
    hook = _theirs(doors, request, me)
    if hook.off is not None:
        raise SaywellError("hook.off")
    if not await _hooks(doors).again(hook.id, request.path_params["delivery"], me.account):
        raise SaywellError("desk.not-found", path=request.url.path)
    return answer({})


_ONE = "/api/centres/{id}/hooks/{hook}"
ROUTES: tuple[Door, ...] = (
    Door("GET", "/api/hook-types", hook_types, "settle", None, list[HookType]),
    Door("GET", "/api/centres/{id}/hooks", hooks, "settle", None, list[HookShown]),
    Door("POST", "/api/centres/{id}/hooks", make_hook, "settle", HookWanted, HookShown),
    Door("PUT", _ONE, change_hook, "settle", HookWanted, HookShown),
    Door("DELETE", _ONE, end_hook, "settle"),
    Door("POST", _ONE + "/keys", make_hook_key, "settle", None, HookShown),
    Door("DELETE", _ONE + "/keys/{key}", end_hook_key, "settle", None, HookShown),
    Door("POST", _ONE + "/ping", ping_hook, "settle"),
    Door("GET", _ONE + "/deliveries", deliveries, "settle", None, list[DeliveryShown]),
    Door("POST", _ONE + "/deliveries/{delivery}/resend", resend, "settle"),
)
