"""The routes of signing in at an identity provider (OpenID Connect, authorization code with PKCE)."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BinasciiError
from typing import get_args
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from saywell.desk import wire as w
from saywell.desk.device import device_of
from saywell.desk.door import COOKIE, Door, Doors
from saywell.desk.doors import KNOWN, as_known, locale_of
from saywell.desk.provider import Attempt, Claimed
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import MINUTE

PATIENCE = 10 * MINUTE
"""How long somebody may take at the provider."""


def _cookie(doors: Doors) -> str:
    # With the prefix no neighbouring site can set it.
    return "__Host-saywell-oidc" if doors.secure else "saywell-oidc"


async def oidc_begin(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Go to the identity provider to sign in; `next` is the page to come back to."""
    doors.tries.count(request.client.host if request.client else "")
    if doors.provider is None:
        raise SaywellError("desk.not-found", path=request.url.path)
    wanted = request.query_params.get("next", "/")
    attempt = Attempt(
        state=secrets.token_urlsafe(24),
        nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        until=doors.hub.clock() + PATIENCE,
        next=wanted if _ours(wanted) else "/",
    )
    try:
        done = RedirectResponse(await doors.provider.begin(attempt), 303)
    except KNOWN as error:
        return _back(error, request)
    kept = urlsafe_b64encode(msgspec.json.encode(attempt)).decode()
    # The way back begins at another site: a strict cookie would not come along.
    done.set_cookie(_cookie(doors), kept, httponly=True, samesite="lax", secure=doors.secure, max_age=600, path="/")
    return done


async def oidc_end(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Come back from the identity provider: a session begins, or the sign-in page says why not."""
    doors.tries.count(request.client.host if request.client else "")
    if doors.provider is None:
        raise SaywellError("desk.not-found", path=request.url.path)
    try:
        attempt = _attempt(doors, request)
        claimed = await doors.provider.finish(attempt, dict(request.query_params))
        account = await settle(doors, claimed)
        known = await doors.access.account(account)
        assert known is not None
        device = device_of(request.headers.get("user-agent", ""))
        token, _ = await doors.access.enter(known, locale_of(request), device)
    except KNOWN as error:
        await doors.access.log("sign-in.refused", "", code=as_known(error).code)
        done = _back(error, request)
    else:
        done = RedirectResponse(attempt.next, 303)
        done.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=doors.secure, path="/")
    done.delete_cookie(_cookie(doors), path="/", secure=doors.secure, httponly=True)
    return done


def _ours(path: str) -> bool:
    """Whether a page to come back to is one of this site: an address without a host, however it is read."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and len(path) < 500


def _back(error: Exception, request: Request) -> RedirectResponse:
    told = as_known(error).render(locale_of(request))
    return RedirectResponse(f"/sign-in?fault={quote(told[:300])}", 303)


def _attempt(doors: Doors, request: Request) -> Attempt:
    """What this browser went away with. Raises `oidc.lost`."""
    try:
        kept = urlsafe_b64decode(request.cookies.get(_cookie(doors), ""))
        attempt = msgspec.json.decode(kept, type=Attempt)
    except (msgspec.MsgspecError, BinasciiError, ValueError):
        raise SaywellError("oidc.lost") from None
    state = request.query_params.get("state", "")
    same = secrets.compare_digest(attempt.state.encode(), state.encode("utf-8", "replace"))
    if not same or attempt.until < doors.hub.clock() or not _ours(attempt.next):
        raise SaywellError("oidc.lost")
    return attempt


async def settle(doors: Doors, claimed: Claimed) -> str:
    """The account of somebody whom the provider knows, made or brought up to date. Raises `oidc.*`: nobody gets an
    account that is another's, and nobody without a role and a centre comes in."""
    access = doors.access
    roles = tuple(role for role in get_args(w.Role) if role in claimed.roles)
    centres = tuple(centre for centre in claimed.centres if centre in doors.hub.settings)
    if not roles or not centres:
        raise SaywellError("oidc.no-role", account=claimed.account)
    account = await access.of_subject(claimed.subject) or claimed.account
    known = await access.account(account)
    if known is not None and known.set.subject != claimed.subject:
        raise SaywellError("oidc.taken", account=account)
    for other in await access.accounts():
        one = other.set
        if one.account != account and one.number == claimed.number and set(one.centres) & set(centres):
            raise SaywellError("people.number-taken", number=claimed.number)
    old = known.set if known is not None else None
    told = (claimed.number, claimed.name, roles, centres)
    if old is None or (old.number, old.name, old.roles, old.centres) != told:
        await access.set_account(account, None, *told, subject=claimed.subject)
        if old is None:
            await access.set_subject(claimed.subject, account)
            await access.log("person.added", "", person=account, roles=roles, centres=centres)
        else:
            await access.log("person.changed", "", person=account, roles=roles, centres=centres)
        await doors.people.settle(old, account)
    return account


ROUTES: tuple[Door, ...] = (
    Door("GET", "/api/oidc/begin", oidc_begin, None, None, None, {"next": "string"}),
    Door("GET", "/api/oidc/end", oidc_end, None, None, None, {"code": "string", "state": "string"}),
)
