"""The live sockets: of people at work, and of customers who chat."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from saywell.desk import chat
from saywell.desk import wire as w
from saywell.desk.asks import Answer, Desk
from saywell.desk.audience import Looks
from saywell.desk.chat_wire import Chat
from saywell.desk.doors import KNOWN, LARGEST, as_known, locale_of, refused
from saywell.desk.feed import PageFeed
from saywell.kernel.errors import SaywellError
from saywell.runtime.trace import span

if TYPE_CHECKING:
    from saywell.desk.door import Doors

CLOSED_NOT_SIGNED_IN, CLOSED_NOT_FOUND, CLOSED_TOO_LARGE = 4401, 4404, 4413
ALIVE = 20.0
"""Seconds without anything to tell after which a page hears that the line still stands."""
_ASK = msgspec.json.Decoder(w.AnyAsk).decode
_ENCODE = msgspec.json.Encoder().encode


async def live_socket(doors: Doors, socket: WebSocket) -> None:
    """A page of somebody at work: `?centre=`. One snapshot, then patches; asks are answered in order."""
    locale = locale_of(socket)
    try:
        _same_origin(socket)
        me = await doors.me(socket)
        if me.must_change:
            raise SaywellError("access.must-change")
        centre = socket.query_params.get("centre", "")
        doors.hub.setting(centre)
        if centre not in me.centres:
            raise SaywellError("desk.no-centre", name=centre, known=", ".join(me.centres))
    except SaywellError as error:
        await _refuse(socket, error)
        return
    await socket.accept()
    feed = PageFeed(doors.hub, me, centre)
    feed.queue.put_nowait(feed.open())
    desk = Desk(doors.hub, me, centre, locale)
    sending = asyncio.create_task(_send(socket, feed))
    doors.presence.came(centre, me.number)
    try:
        with doors.lines.open(doors.token(socket), me.account, socket):
            async for text in _texts(socket):
                feed.queue.put_nowait(await _done(doors, desk, text))
    finally:
        feed.close()
        doors.presence.went(centre, me.number)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        with suppress(*KNOWN):
            await desk.types_no_more()


async def _done(doors: Doors, desk: Desk, text: str) -> w.Done | w.Refused:
    try:
        ask = _ASK(text)
    except KNOWN as error:
        return _refused(doors, desk, _id_of(text), error)
    try:
        doors.asks.count(desk.me.account)
        kind = str(ask.__struct_config__.tag)
        with doors.metrics.timed(kind), span("ask", ask=kind):
            answer: Answer = await desk.do(ask)
            if answer.position:
                await doors.hub.seen(answer.position)
    except KNOWN as error:
        return _refused(doors, desk, ask.id, error)
    return w.Done(id=ask.id, at=doors.hub.clock(), result=answer.result)


def _refused(doors: Doors, desk: Desk, id: int, error: Exception) -> w.Refused:
    doors.metrics.refused.labels(as_known(error).code).inc()
    return refused(error, id, desk.locale)


class _Id(msgspec.Struct):
    id: int


def _id_of(text: str) -> int:
    """That of an ask that cannot be read otherwise, 0 where not even that can."""
    try:
        return msgspec.json.decode(text, type=_Id).id
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return 0


async def _send(socket: WebSocket, feed: PageFeed) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):
        while True:
            got = await feed.next(ALIVE)
            if got is None:
                await socket.send_bytes(b"")
            else:
                await _send_one(socket, got)


async def _send_one(socket: WebSocket, what: Any) -> None:
    await socket.send_text(_ENCODE(what).decode())


async def _texts(socket: WebSocket) -> Any:
    with suppress(WebSocketDisconnect):
        while _is_open(socket):
            text = await socket.receive_text()
            if len(text) > LARGEST:
                await socket.close(CLOSED_TOO_LARGE)
            # What still came in after the line was closed counts no more.
            if _is_open(socket):
                yield text


def _is_open(socket: WebSocket) -> bool:
    return socket.application_state is not WebSocketState.DISCONNECTED


def _same_origin(socket: WebSocket) -> None:
    """A browser says which site its page is from; other programs say nothing. Raises `access.origin`."""
    origin = socket.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != socket.headers.get("host"):
        raise SaywellError("access.origin", origin=origin)


async def _refuse(socket: WebSocket, error: SaywellError) -> None:
    """Accepted first: a browser hears the code of a close only then."""
    await socket.accept()
    code = CLOSED_NOT_FOUND if error.code.startswith("desk.") else CLOSED_NOT_SIGNED_IN
    await socket.close(code, error.render(locale_of(socket))[:100])


class ChatFeed:
    """Tells a customer's page that its chat changed; several changes at once are one."""

    __slots__ = ("_changed", "_waiting", "looks")

    def __init__(self, centre: str, talk: str) -> None:
        self.looks = Looks(centre, talk=talk)
        self._changed = False
        self._waiting: asyncio.Future[None] | None = None

    def changed(self, talks: Iterable[str], centres: Iterable[str], position: int) -> None:
        """See Feed."""
        self._changed = True
        self._wake()

    async def change(self, patience: float) -> None:
        """Until it has changed since this was asked last, so many seconds at most. Thousands wait here, so that what
        each takes is little: an event of asyncio alone has 0.7 KB."""
        if not self._changed:
            loop = asyncio.get_running_loop()
            self._waiting = loop.create_future()
            timer = loop.call_later(patience, self._wake)
            try:
                await self._waiting
            finally:
                timer.cancel()
                self._waiting = None
        self._changed = False

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)


async def chat_socket(doors: Doors, socket: WebSocket) -> None:
    """A customer's page: `?id=&token=`. The chat whole whenever it changes."""
    hub = doors.hub
    id, token = socket.query_params.get("id", ""), socket.query_params.get("token", "")
    try:
        live = await chat.opened(hub, id, token)
        await hub.refresh(id)
    except SaywellError as error:
        await _refuse(socket, error)
        return
    await socket.accept()
    assert live.placed is not None
    feed = ChatFeed(live.placed.centre, id)
    hub.feeds.add(feed)
    sending = asyncio.create_task(_send_chat(doors, socket, feed, id))
    try:
        async for text in _texts(socket):
            try:
                got = chat.DECODE(text)
                doors.words.count(id)
                with span("ask", ask=str(got.__struct_config__.tag)):
                    await chat.do(hub, id, got)
            except KNOWN as error:
                await _send_one(socket, refused(error, 0, locale_of(socket)))
    finally:
        hub.feeds.discard(feed)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        with suppress(*KNOWN):
            await chat.do(hub, id, chat.Typing(on=False))


async def _send_chat(doors: Doors, socket: WebSocket, feed: ChatFeed, id: str) -> None:
    last: Chat | None = None
    with suppress(WebSocketDisconnect, RuntimeError):
        while True:
            shown = await chat.shown(doors.hub, id)
            doors.hub.feeds.waits(feed, shown.phase == "waiting")
            if last is None or msgspec.structs.replace(shown, at=0) != msgspec.structs.replace(last, at=0):
                await _send_one(socket, shown)
                last = shown
            await feed.change(ALIVE)


class Sockets:
    """Answers sockets by their path before anything that is made for requests stands around them: of what goes through
    that for hours, every line would keep 5 KB."""

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self._app = app
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        answers = SOCKETS.get(scope["path"]) if scope["type"] == "websocket" else None
        if answers is None:
            await self._app(scope, receive, send)
        else:
            await answers(self._doors, WebSocket(scope, receive, send))


SOCKETS: Mapping[str, Callable[[Doors, WebSocket], Awaitable[None]]] = {
    "/api/live": live_socket,
    "/api/chat": chat_socket,
}
