"""The doors of the server: REST, the live sockets, the pages. Every route stands in `ROUTES` with who may use it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from saywell.conversation.inputs import AnyInput
from saywell.desk import chat
from saywell.desk import wire as w
from saywell.desk.access import may, name_of
from saywell.desk.account import Right
from saywell.desk.archive import taken_away, veiled, whole
from saywell.desk.campaign_doors import CALLS
from saywell.desk.connect import CONNECT_ROUTES
from saywell.desk.device import device_of
from saywell.desk.door import COOKIE, Door, Doors, in_centre, readable
from saywell.desk.doors import KNOWN, SafeHeaders, answer, body_of, checked_text, locale_of, refusal
from saywell.desk.guard_doors import GUARD
from saywell.desk.health import Health, health_page
from saywell.desk.heard_doors import HEARD
from saywell.desk.hooks import doors as hooks
from saywell.desk.imports.doors import IMPORTS
from saywell.desk.incoming_doors import INCOMING
from saywell.desk.keepers import not_running
from saywell.desk.lists import LIST
from saywell.desk.metrics import MEDIA
from saywell.desk.notices.doors import NOTICES
from saywell.desk.numbers import SettingsPage, change_of, settings_page
from saywell.desk.oidc_doors import ROUTES as OIDC
from saywell.desk.people_doors import ROUTES as PEOPLE
from saywell.desk.people_doors import change_password
from saywell.desk.printed import printed
from saywell.desk.privacy_doors import ROUTES as PRIVACY
from saywell.desk.public_doors import PUBLIC
from saywell.desk.reports import REPORTS
from saywell.desk.requests import ROUTE, Requests
from saywell.desk.schedules import SCHEDULES
from saywell.desk.settings import changes
from saywell.desk.socket import Sockets
from saywell.desk.talk import check_in_time
from saywell.desk.work_doors import WORK
from saywell.desk.work_feed import FEED
from saywell.kernel.errors import SaywellError

STATIC = Path(__file__).resolve().parent / "static"
PAGES = (
    "/", "/sign-in", "/desk", "/wall", "/talks", "/talks/{id}", "/reports", "/settings", "/account", "/work",
    "/work/{id}", "/calls", "/calls/{id}", "/surveys", "/never", "/imports",
)  # fmt: skip


class SignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name and password."""

    account: str
    password: str
    locale: str = "zh-Hans"


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why personal data is wanted; it is logged."""

    reason: str


class NewToken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A token for a program: what it is for, the rights that it gets, days that it lasts."""

    name: str
    rights: tuple[Right, ...]
    days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 90


class Token(w.Wire, frozen=True):
    """A token; `token` itself is told once, when it is made."""

    id: str
    name: str
    rights: tuple[Right, ...]
    until: int
    token: str = ""


class Inputs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Inputs of the engine from a PBX or a bot; their instants are those of arrival."""

    inputs: tuple[AnyInput, ...]


# -- signing in ----------------------------------------------------------------------------------------------------


async def sign_in(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Begin a session."""
    doors.tries.count(request.client.host if request.client else "")
    body = await body_of(request, SignIn)
    device = device_of(request.headers.get("user-agent", ""))
    token, found = await doors.access.sign_in(body.account, body.password, body.locale, device)
    done = answer(found)
    done.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=doors.secure, path="/")
    return done


async def sign_out(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """End it."""
    await doors.access.sign_out(request.cookies.get(COOKIE, ""))
    done = answer({})
    done.delete_cookie(COOKIE, path="/")
    return done


async def who_am_i(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Who is signed in."""
    return answer(me)


# -- conversations -------------------------------------------------------------------------------------------------


async def clauses(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The clauses of a centre's standard."""
    centre = request.path_params["id"]
    in_centre(me, centre)
    standard = doors.hub.current(centre)[1].standard
    titles = {clause: norm.title for norm in reversed(standard.norms.values()) for clause in norm.clauses}
    return answer(
        {
            one.id: w.Clause(one.id, one.quote, one.meaning, one.section, dict(titles.get(one.id, {})))
            for one in standard.clauses.values()
        }
    )


async def talk(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """A whole conversation with its findings; personal data veiled for roles that need it not."""
    assert me is not None
    shown = whole(doors.hub, await readable(doors, request, me))
    return answer(shown if may(me, "personal") else veiled(shown))


async def reveal(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The conversation with personal data, for a reason that is logged."""
    assert me is not None
    live = await readable(doors, request, me)
    body = await body_of(request, Reason)
    if len(body.reason.strip()) < 5:
        raise SaywellError("desk.empty", field="reason")
    reason, id = body.reason.strip()[:500], request.path_params["id"]
    await doors.access.log("reveal", me.account, live.placed.centre, talk=id, reason=reason)
    return answer(whole(doors.hub, live))


async def download(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """A conversation as a file: jsonl, vcon; pdf, without personal data for whoever may not see it."""
    assert me is not None
    live = await readable(doors, request, me)
    kind = request.path_params["kind"]
    known = may(me, "personal")
    if not known and kind != "pdf":
        raise SaywellError("access.forbidden", right="personal")
    text: str | bytes
    if kind == "pdf":
        shown, locale = whole(doors.hub, live), locale_of(request)
        shown = shown if known else veiled(shown)
        text, media = await asyncio.to_thread(printed, doors.hub, live, shown, locale), "application/pdf"
    else:
        text, media = taken_away(live, kind, doors.hub.clock())
    await doors.access.log("download", me.account, live.placed.centre, talk=request.path_params["id"], kind=kind)
    name = f"{request.path_params['id']}.{kind}"
    return Response(text, media_type=media, headers={"content-disposition": f'attachment; filename="{name}"'})


async def feed_inputs(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Inputs of one's own conversation from outside, in order; the conversation as it stands after them."""
    assert me is not None
    live = await readable(doors, request, me)
    if live.agent != me.number and not may(me, "watch"):
        raise SaywellError("desk.not-yours")
    body = await body_of(request, Inputs)
    id = request.path_params["id"]
    for got in body.inputs:
        check_in_time(await doors.hub.live(id), got)
        await doors.hub.send(id, got)
    return answer(await doors.hub.refresh(id))


async def erase(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Remove a conversation for good, once it is over."""
    assert me is not None
    live = await doors.hub.live(request.path_params["id"])
    assert live.placed is not None
    in_centre(me, live.placed.centre)
    await not_running(doors.hub, live.placed.centre, request.path_params["id"])
    count = await doors.hub.erase(request.path_params["id"])
    await doors.wiped()
    await doors.access.log("erase", me.account, live.placed.centre, talk=request.path_params["id"], records=count)
    return answer({"records": count})


# -- settings ------------------------------------------------------------------------------------------------------


async def get_settings(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The settings of a centre, with every figure of its standard."""
    in_centre(me, request.path_params["id"])
    return answer(await settings_page(doors.hub, doors.access, request.path_params["id"]))


async def put_settings(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Put settings in force for conversations from now on."""
    assert me is not None
    centre = request.path_params["id"]
    in_centre(me, centre)
    page = await body_of(request, SettingsPage)
    old, new = doors.hub.setting(centre), change_of(doors.hub, centre, page)
    await doors.hub.set_setting(new)
    await doors.access.log("settings", me.account, centre, changes=changes(old, new))
    return answer(await settings_page(doors.hub, doors.access, centre))


async def make_token(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """A token with which a program may act for the one who makes it."""
    assert me is not None
    if me.only:
        raise SaywellError("access.forbidden", right="tokens")
    body = await body_of(request, NewToken)
    name = checked_text(body.name, "name", 100)
    token = await doors.access.make_token(me, name, body.rights, body.days)
    id, made = next(one for one in reversed(await doors.access.tokens(me.account)) if one[0] == name_of(token))
    return answer(Token(id=id, name=made.name, rights=made.rights, until=made.until, token=token))


async def list_tokens(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """One's own tokens that are valid."""
    assert me is not None
    found = await doors.access.tokens(me.account)
    return answer([Token(id=id, name=made.name, rights=made.rights, until=made.until) for id, made in found])


async def end_token(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """End one of one's own tokens."""
    assert me is not None
    if not await doors.access.end_token(me.account, request.path_params["id"]):
        raise SaywellError("desk.not-found", path=request.url.path)
    return answer({})


async def audit(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The audit log of one's centres, the newest first; `last`: how many notes, 200 where nothing is said."""
    assert me is not None
    said = request.query_params.get("last", "")
    last = min(int(said), 10_000) if said.isascii() and said.isdigit() else 200
    notes = await doors.access.audit.logged(last + 1, me.centres)
    return answer({"notes": notes[:last], "more": len(notes) > last})


# -- customers -----------------------------------------------------------------------------------------------------


async def start_chat(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """A customer opens a chat."""
    doors.chats.count(request.client.host if request.client else "")
    return answer(await chat.begin(doors.hub, await body_of(request, chat.Start)))


async def health(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Whether the store answers and the loops run; `stuck`: streams that could not be dealt with; `lists`: how many
    records lists and reports do not know yet."""
    following = doors.hub.following
    head = await doors.hub.store.head()
    behind, stuck = max(0, head - doors.hub.handled), len(following.stuck)
    status = "stopped" if not following.runs else "behind" if behind >= 1000 else "stuck" if stuck else "ok"
    told = Health(status, head, behind, stuck, await doors.projector.behind())
    return answer(told, 200 if following.runs else 503)


ROUTES: tuple[Door, ...] = (
    *PUBLIC,
    Door("POST", "/api/sign-in", sign_in, None, SignIn, w.Me),
    Door("POST", "/api/sign-out", sign_out, None),
    Door("GET", "/api/me", who_am_i, "", None, w.Me),
    Door("GET", "/api/centres/{id}/clauses", clauses, "", None, dict[str, w.Clause]),
    Door("GET", "/api/centres/{id}/settings", get_settings, "read", None, SettingsPage),
    Door("PUT", "/api/centres/{id}/settings", put_settings, "settle", SettingsPage, SettingsPage),
    *LIST,
    *INCOMING,
    *REPORTS,
    *WORK,
    *FEED,
    *NOTICES,
    *SCHEDULES,
    *CALLS,
    *IMPORTS,
    Door("GET", "/api/talks/{id}", talk, "", None, w.Talk),
    Door("POST", "/api/talks/{id}/reveal", reveal, "read", Reason, w.Talk),
    Door("GET", "/api/talks/{id}/download.{kind}", download, ""),
    Door("POST", "/api/talks/{id}/inputs", feed_inputs, "talk", Inputs, w.Talk),
    *GUARD,
    *HEARD,
    Door("DELETE", "/api/talks/{id}", erase, "people"),
    Door("POST", "/api/tokens", make_token, "", NewToken, Token),
    Door("GET", "/api/tokens", list_tokens, "", None, list[Token]),
    Door("DELETE", "/api/tokens/{id}", end_token, ""),
    Door("GET", "/api/audit", audit, "people"),
    Door("POST", "/api/chat", start_chat, None, chat.Start, chat.Started),
    *hooks.ROUTES,
    Door("GET", "/api/health", health, None),
    *PEOPLE,
    *CONNECT_ROUTES,
    *OIDC,
    *PRIVACY,
)
"""Every REST route."""


def application(doors: Doors) -> Starlette:
    """The ASGI application. It starts and stops the hub."""

    @asynccontextmanager
    async def life(_app: Starlette) -> Any:
        await doors.views.start()
        await doors.hub.start()
        await doors.projector.start()
        await doors.sweeper.start()
        await doors.mailer.start()
        await doors.notices.start()
        await doors.imports.start()
        if doors.hooks is not None:
            await doors.hooks.start()
        try:
            yield
        finally:
            if doors.hooks is not None:
                await doors.hooks.stop()
            await doors.imports.stop()
            await doors.sweeper.stop()
            await doors.notices.stop()
            await doors.mailer.stop()
            await doors.projector.stop()
            await doors.hub.stop()
            await doors.views.close()
            await doors.hub.store.close()

    routes: list[BaseRoute] = [Route(one.path, _guarded(doors, one), methods=[one.method]) for one in ROUTES]
    routes += [
        Route("/metrics", _metrics(doors)),
        Route("/health", _health_page(doors)),
        Route("/api/openapi.json", _description("openapi")),
        Route("/api/asyncapi.json", _description("asyncapi")),
        Route("/api/{rest:path}", _nothing),
        *(Route(path, _page("index.html")) for path in PAGES),
        Route("/chat", _chat_of_any(doors)),
        Route("/chat/{centre}", _page("chat.html")),
        Route("/widget.js", _page("widget.js")),
        Mount("/static", StaticFiles(directory=STATIC, check_dir=False)),
    ]
    around = [Middleware(Requests), Middleware(Sockets, doors=doors), Middleware(SafeHeaders)]
    middleware = [*around, Middleware(GZipMiddleware, minimum_size=1000)]
    faults: dict[Any, Any] = {404: _no_page, 405: _other_method}
    return Starlette(routes=routes, middleware=middleware, lifespan=life, exception_handlers=faults)


async def _no_page(request: Request, error: Exception) -> Response:
    """A browser is told by a page, which leads on."""
    if "text/html" in request.headers.get("accept", "") and (STATIC / "index.html").is_file():
        return FileResponse(STATIC / "index.html", 404, headers={"cache-control": "no-cache"})
    return await _nothing(request)


async def _other_method(request: Request, error: Exception) -> Response:
    """What is there does not take this method, or there is nothing."""
    path = request.url.path
    known = ", ".join(
        sorted(
            method
            for route in request.app.routes
            if isinstance(route, Route) and route.endpoint is not _nothing and route.path_regex.match(path)
            for method in route.methods or ()
        )
    )
    if not known:
        return await _nothing(request)
    told = SaywellError("desk.bad-method", path=path, method=request.method, known=known)
    response = refusal(told, locale_of(request))
    response.headers["allow"] = known
    return response


_BEFORE_CHANGE = (who_am_i, change_password)
"""What is open to somebody who has yet to choose a password."""


def _guarded(doors: Doors, door: Door) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        locale = locale_of(request)
        request.scope[ROUTE] = door.path
        try:
            me = None
            if door.right is not None:
                me = await doors.me(request)
                program = "authorization" in request.headers
                if door.method != "GET" and not program and request.headers.get("x-csrf") != me.csrf:
                    raise SaywellError("access.csrf")
                if me.must_change and door.handler not in _BEFORE_CHANGE:
                    raise SaywellError("access.must-change")
                if door.right and not may(me, door.right):  # type: ignore[arg-type]
                    raise SaywellError("access.forbidden", right=door.right)
            return await door.handler(doors, request, me)
        except KNOWN as error:
            return refusal(error, locale)

    return handle


def _description(kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def describe(request: Request) -> Response:
        from saywell.desk import described

        return answer(described.openapi() if kind == "openapi" else described.asyncapi())

    return describe


def _metrics(doors: Doors) -> Callable[[Request], Awaitable[Response]]:
    """For this machine, and for programs with the right to read."""

    async def metrics(request: Request) -> Response:
        local = request.client is not None and request.client.host in ("127.0.0.1", "::1")
        try:
            if (not local or "x-forwarded-for" in request.headers) and not may(await doors.me(request), "read"):
                raise SaywellError("access.forbidden", right="read")
        except SaywellError as error:
            return refusal(error, locale_of(request))
        try:
            doors.metrics.lists.set(await doors.projector.behind())
        except KNOWN as error:
            return refusal(error, locale_of(request))
        return Response(doors.metrics.text(), media_type=MEDIA)

    return metrics


def _health_page(doors: Doors) -> Callable[[Request], Awaitable[Response]]:
    async def page(request: Request) -> Response:
        told = msgspec.json.decode(bytes((await health(doors, request, None)).body), type=Health)
        return HTMLResponse(health_page(told, locale_of(request)), 200 if told.status != "stopped" else 503)

    return page


async def _nothing(request: Request) -> Response:
    return refusal(SaywellError("desk.not-found", path=request.url.path), locale_of(request))


def _chat_of_any(doors: Doors) -> Callable[[Request], Awaitable[Response]]:
    """The chat whose address names no centre: the only one there is, else a choice."""
    page = _page("chat.html")

    async def chat(request: Request) -> Response:
        if len(doors.hub.settings) != 1:
            return await page(request)
        (only,) = doors.hub.settings
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/chat/{quote(only, safe='')}{query}")

    return chat


def _page(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def page(request: Request) -> Response:
        if request.url.path == "/":
            return RedirectResponse("/desk")
        path = STATIC / name
        if not path.is_file():
            return refusal(SaywellError("desk.not-found", path=f"{name} (npm run build)"), locale_of(request))
        return FileResponse(path, headers={"cache-control": "no-cache"})

    return page
