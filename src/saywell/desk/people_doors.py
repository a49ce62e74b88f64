"""The routes of people: their accounts for administrators, and everybody's own."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk.access import name_of
from saywell.desk.account import Right, Session
from saywell.desk.door import COOKIE, Door, Doors
from saywell.desk.doors import answer, body_of
from saywell.desk.people import NewPerson, OneTime, Person, PersonRow
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import match_locale


class SessionRow(w.Wire, frozen=True):
    """A session: since when, when it was used last (to ten minutes), until when, on what; `own`: the one that asks."""

    id: str
    since: int
    used: int
    until: int
    device: str
    own: bool = False


class TokenRow(w.Wire, frozen=True):
    """A token of somebody's program."""

    id: str
    name: str
    rights: tuple[Right, ...]
    until: int


class NewPassword(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The password that held so far, and the one that is to hold."""

    old: str
    new: str


class OwnLocale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The language in which somebody works."""

    locale: str


def _sessions(found: list[tuple[str, Session]], token: str) -> list[SessionRow]:
    own = name_of(token) if token else ""
    return [
        SessionRow(
            id=id, since=one.began.at, used=one.used, until=one.began.until, device=one.began.device, own=id == own
        )
        for id, one in found
    ]


# -- administrators ------------------------------------------------------------------------------------------------


async def list_people(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The accounts of one's centres."""
    assert me is not None
    return answer(await doors.people.rows(me))


async def add_person(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Make an account; its one-time password is told now and never again."""
    assert me is not None
    return answer(await doors.people.add(me, await body_of(request, NewPerson)))


async def change_person(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Change an account, or let nobody sign in with it."""
    assert me is not None
    account = request.path_params["account"]
    await doors.people.change(me, account, await body_of(request, Person))
    return answer(await doors.people.row(me, account))


async def reset_password(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """A new one-time password; the sessions of the account end."""
    assert me is not None
    return answer(await doors.people.reset(me, request.path_params["account"]))


async def unlock_person(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Open an account that wrong passwords locked."""
    assert me is not None
    await doors.people.unlock(me, request.path_params["account"])
    return answer({})


async def person_sessions(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Where somebody is signed in."""
    assert me is not None
    known = await doors.people.known(me, request.path_params["account"])
    found = await doors.access.sessions(known.set.account)
    return answer(_sessions(found, request.cookies.get(COOKIE, "")))


async def end_person_session(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """End a session of somebody, or with `all` every one."""
    assert me is not None
    account, id = (await doors.people.known(me, request.path_params["account"])).set.account, request.path_params["id"]
    if id == "all":
        ended = await doors.access.end_sessions(account)
    elif await doors.access.end_session(id, account):
        ended = 1
    else:
        raise SaywellError("desk.not-found", path=request.url.path)
    await doors.access.log("session.ended", me.account, person=account, count=ended)
    return answer({"ended": ended})


async def person_tokens(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The tokens of somebody's programs."""
    assert me is not None
    known = await doors.people.known(me, request.path_params["account"])
    return answer(
        [
            TokenRow(id=id, name=made.name, rights=made.rights, until=made.until)
            for id, made in await doors.access.tokens(known.set.account)
        ]
    )


async def end_person_token(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """End a token of somebody."""
    assert me is not None
    known = await doors.people.known(me, request.path_params["account"])
    if not await doors.access.end_token(known.set.account, request.path_params["id"], by=me.account):
        raise SaywellError("desk.not-found", path=request.url.path)
    return answer({})


# -- oneself -------------------------------------------------------------------------------------------------------


async def change_password(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Choose another password; one's other sessions end."""
    assert me is not None
    _by_hand(me)
    body = await body_of(request, NewPassword)
    await doors.access.change_password(me, request.cookies.get(COOKIE, ""), body.old, body.new)
    return answer({})


async def set_own_locale(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The language in which one works, on every machine."""
    assert me is not None
    body = await body_of(request, OwnLocale)
    locale = match_locale(body.locale)
    if locale is None:
        raise SaywellError("access.bad-locale", locale=body.locale[:20])
    await doors.access.set_locale(me.account, locale)
    return answer(msgspec.structs.replace(me, locale=locale))


async def own_sessions(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Where one is signed in."""
    assert me is not None
    return answer(_sessions(await doors.access.sessions(me.account), request.cookies.get(COOKIE, "")))


async def end_own_session(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """End one of one's own sessions."""
    assert me is not None
    _by_hand(me)
    if not await doors.access.end_session(request.path_params["id"], me.account):
        raise SaywellError("desk.not-found", path=request.url.path)
    await doors.access.log("session.ended", me.account, person=me.account, count=1)
    return answer({})


def _by_hand(me: w.Me) -> None:
    """A program changes nothing of how its owner signs in."""
    if me.only:
        raise SaywellError("access.forbidden", right="people")


ROUTES: tuple[Door, ...] = (
    Door("GET", "/api/people", list_people, "people", None, list[PersonRow]),
    Door("POST", "/api/people", add_person, "people", NewPerson, OneTime),
    Door("PUT", "/api/people/{account}", change_person, "people", Person, PersonRow),
    Door("POST", "/api/people/{account}/password", reset_password, "people", None, OneTime),
    Door("POST", "/api/people/{account}/unlock", unlock_person, "people"),
    Door("GET", "/api/people/{account}/sessions", person_sessions, "people", None, list[SessionRow]),
    Door("DELETE", "/api/people/{account}/sessions/{id}", end_person_session, "people"),
    Door("GET", "/api/people/{account}/tokens", person_tokens, "people", None, list[TokenRow]),
    Door("DELETE", "/api/people/{account}/tokens/{id}", end_person_token, "people"),
    Door("PUT", "/api/me", set_own_locale, "", OwnLocale, w.Me),
    Door("PUT", "/api/me/password", change_password, "", NewPassword, None),
    Door("GET", "/api/me/sessions", own_sessions, "", None, list[SessionRow]),
    Door("DELETE", "/api/me/sessions/{id}", end_own_session, ""),
)
