"""Small things at the doors: JSON in and out, errors as answers, limits on size and rate, headers of safety."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from saywell.desk import wire as w
from saywell.desk.asks import BlockedError, hits_of
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.locale import Locale, match_locale
from saywell.kernel.time import MINUTE, Instant
from saywell.storage.interface import StoreError

T = TypeVar("T")
LARGEST = 256 * 1024
"""Bytes of one request or message at most."""
STATUS = {
    "access.wrong": 401, "access.locked": 401, "access.signed-out": 401, "access.forbidden": 403, "access.csrf": 403,
    "access.origin": 403, "access.disabled": 401, "access.once-over": 401, "access.must-change": 403,
    "people.other-centre": 403, "people.own-rights": 403, "people.last-admin": 409, "people.taken": 409,
    "people.number-taken": 409, "desk.no-person": 404, "followup.nothing": 404,
    "privacy.nothing": 404, "privacy.runs": 409,
    "desk.not-yours": 403, "desk.no-talk": 404, "desk.no-centre": 404, "desk.not-found": 404, "desk.bad-method": 405,
    "desk.taken": 409, "desk.changed": 409, "desk.locked": 409, "desk.blocked": 409, "desk.colleague": 409,
    "desk.colleague-off": 409, "desk.colleague-queue": 409, "desk.not-live": 409,
    "input.after-end": 409,
    "book.late": 504, "book.unreachable": 502, "book.refused": 502, "book.unreadable": 502, "book.too-large": 502,
    "campaign.nothing": 404, "campaign.over": 409, "campaign.busy": 409,
    "imports.nothing": 404, "imports.undone": 409, "imports.runs": 409,
    "campaign.hours": 409, "followup.taken": 409, "followup.never": 409,
    "desk.too-large": 413, "desk.too-often": 429, "desk.store": 503,
    "documents.no-typst": 501, "documents.no-font": 501, "documents.failed": 500,
    "desk.occupied": 409, "desk.over": 409, "desk.not-answered": 409,
}  # fmt: skip


def answer(body: Any, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(msgspec.json.encode(body), status, media_type="application/json")


def refusal(error: Exception, locale: Locale) -> Response:
    """An error as an answer: `code`, `message`, and for a blocked draft its hits."""
    known = as_known(error)
    # The field stands beside the sentence, not in it.
    told = SaywellError(known.code, **known.fields) if type(known) is SaywellError and known.place.field else known
    body: dict[str, Any] = {"code": known.code, "message": told.render(locale)}
    if known.place.field:
        body["field"] = known.place.field
    if isinstance(known, BlockedError):
        body["hits"] = hits_of(known.hits, locale)
    return answer(body, STATUS.get(known.code, 400))


def refused(error: Exception, id: int, locale: Locale) -> w.Refused:
    """An error as a message on a socket."""
    known = as_known(error)
    hits = tuple(hits_of(known.hits, locale)) if isinstance(known, BlockedError) else ()
    return w.Refused(id=id, code=known.code, message=known.render(locale), hits=hits)


def as_known(error: Exception) -> SaywellError:
    """The error with a code that a store or a decoder stands for."""
    if isinstance(error, StoreError):
        return SaywellError("desk.store", reason=error.what)
    if isinstance(error, msgspec.MsgspecError | UnicodeDecodeError):
        detail, _, field = str(error).partition(" - at `$.")
        return SaywellError("desk.bad-message", place=Place(field=field.rstrip("`") or None), detail=detail)
    assert isinstance(error, SaywellError)
    return error


KNOWN = (SaywellError, StoreError, msgspec.MsgspecError, UnicodeDecodeError)


def locale_of(request: Any) -> Locale:
    """The language for messages: the query's, else the first that the browser asks for."""
    for tag in (request.query_params.get("locale", ""), *request.headers.get("accept-language", "").split(",")):
        found = match_locale(tag.partition(";")[0].strip())
        if found is not None:
            return found
    return "zh-Hans"


async def body_of(request: Request, kind: type[T], most: int = LARGEST) -> T:
    """The body as a record, of so many bytes at most. Raises `desk.too-large` and what msgspec raises."""
    size = 0
    parts: list[bytes] = []
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise SaywellError("desk.too-large", size=size, most=most)
        parts.append(part)
    return msgspec.json.decode(b"".join(parts) or b"{}", type=kind)


def checked_text(text: str, field: str, most: int) -> str:
    """A text without blanks around it. Raises `desk.too-long`."""
    if len(text) > most:
        raise SaywellError("desk.too-long", place=Place(field=field), length=len(text), most=most)
    return text.strip()


class Rates:
    """So many of a kind from one address in a minute."""

    def __init__(self, clock: Callable[[], Instant], most: int) -> None:
        self._clock, self._most = clock, most
        self._seen: OrderedDict[str, tuple[Instant, int]] = OrderedDict()

    def count(self, address: str) -> None:
        """Raises `desk.too-often`."""
        now = self._clock()
        since, count = self._seen.pop(address, (now, 0))
        if now - since >= MINUTE:
            since, count = now, 0
        self._seen[address] = (since, count + 1)
        while len(self._seen) > 10_000:
            self._seen.popitem(last=False)
        if count >= self._most:
            raise SaywellError("desk.too-often", seconds=max(1, (since + MINUTE - now) // 1000))


_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors {frames}"
)


class SafeHeaders:
    """Adds the headers of safety to every answer. Only the customer's chat may stand in a frame of another site."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        framed = path.startswith("/chat/")
        policy = _POLICY.format(frames="*" if framed else "'none'")

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.setdefault("headers", [])
                headers += [
                    (b"content-security-policy", policy.encode()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"same-origin"),
                ]
                if not framed:
                    headers.append((b"x-frame-options", b"DENY"))
                if path.startswith("/api/"):
                    headers.append((b"cache-control", b"no-store"))
            await send(message)

        await self._app(scope, receive, safe)
