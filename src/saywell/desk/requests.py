"""Around every request: its id, its span, and one line of the log. Neither path nor query is told, for both can say
who somebody is: the route's pattern is."""

from __future__ import annotations

import logging
import re
import secrets
from time import monotonic

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from saywell.runtime.trace import REQUEST, span

ROUTE = "saywell.route"
"""Where a route says its pattern."""
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_LOG = logging.getLogger("saywell.request")


class Requests:
    """See the module's first lines. An id that comes with the request (x-request-id) is kept; it goes back with the
    answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        id = given if _ID.fullmatch(given) else secrets.token_hex(8)
        token = REQUEST.set(id)
        status, began = 0, monotonic()

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message.setdefault("headers", []).append((b"x-request-id", id.encode()))
            await send(message)

        kind, method = scope["type"], scope.get("method", "")
        try:
            # A socket lasts for hours: what is asked on it has spans of its own.
            if kind == "websocket":
                await self._app(scope, receive, told)
            else:
                with span("request", headers.get("traceparent", ""), method=method):
                    await self._app(scope, receive, told)
        except Exception:  # it is told and goes on to whoever answers for it
            _LOG.exception("failed", extra={"method": method, "route": _route(scope)})
            raise
        finally:
            ms = round((monotonic() - began) * 1000)
            level = logging.WARNING if status >= 500 else logging.INFO
            _LOG.log(level, kind, extra={"method": method, "route": _route(scope), "status": status, "ms": ms})
            REQUEST.reset(token)


def _route(scope: Scope) -> str:
    """The pattern of the route; of pages and files only that they are such."""
    found = scope.get(ROUTE)
    if found:
        return str(found)
    path = str(scope.get("path", ""))
    for known in ("/api/live", "/api/chat", "/metrics", "/health", "/static", "/widget.js"):
        if path.startswith(known):
            return known
    return "/api" if path.startswith("/api") else "page"
