"""A shop behind HTTP: the configured addresses, read with GET, once, within limits of time and size."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

import httpx
import msgspec

from saywell.desk.shops.connector import SLOT, Connector, Resource, nothing_asked
from saywell.followup.orders import Row
from saywell.kernel.addresses import is_public
from saywell.kernel.errors import SaywellError

LARGEST = 1024 * 1024
"""Bytes of one answer at most."""
LINES = 4
REDIRECTS = 3
_MOVED = frozenset((301, 302, 303, 307, 308))


class WebSource:
    """See Source. `headers` have their secrets filled in. `plainly`: tell in errors more than an agent needs."""

    def __init__(self, connector: Connector, headers: Mapping[str, str], *, plainly: bool = False) -> None:
        self._connector, self._headers, self._plainly = connector, dict(headers), plainly
        limits = httpx.Limits(max_connections=LINES, max_keepalive_connections=LINES)
        self._client = httpx.AsyncClient(
            timeout=connector.timeout_s, limits=limits, follow_redirects=False, trust_env=False
        )

    async def close(self) -> None:
        """See Source."""
        await self._client.aclose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[_Reader]:
        """See Source."""
        yield _Reader(self)

    async def get(self, url: str) -> Any:
        """The answer of an address; None where there is nothing. Raises `book.*`."""
        try:
            return await self._get(httpx.URL(url))
        except httpx.TimeoutException:
            raise SaywellError("book.late", seconds=f"{self._connector.timeout_s:g}") from None
        except httpx.InvalidURL:
            raise SaywellError("book.bad-url") from None
        except (httpx.HTTPError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise
            raise SaywellError("book.unreachable", reason=str(error)[:300] if self._plainly else "") from None

    async def _get(self, url: httpx.URL) -> Any:
        headers = self._headers
        inside = True
        for _ in range(REDIRECTS + 1):
            request = self._client.build_request("GET", url, headers={"accept": "application/json", **headers})
            answer = await self._client.send(request, stream=True)
            try:
                if not inside:
                    self._peer_may(answer)
                if answer.status_code not in _MOVED or "location" not in answer.headers:
                    return await self._read(answer)
                target = url.join(answer.headers["location"])
            finally:
                await answer.aclose()
            if _origin(target) != _origin(url):
                # What proves who we are is for the shop alone.
                headers, inside = {}, False
                await self._may_go(target)
            url = target
        raise SaywellError("book.redirected", host="")

    async def _may_go(self, target: httpx.URL) -> None:
        """Raises `book.redirected` where the shop sends us on to an address of our own network."""
        if target.scheme not in ("http", "https"):
            raise SaywellError("book.redirected", host=target.host)
        if self._connector.private_redirects:
            return
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(target.host, target.port or 443, type=socket.SOCK_STREAM)
        if any(not is_public(str(one[4][0])) for one in found):
            raise SaywellError("book.redirected", host=target.host)

    def _peer_may(self, answer: httpx.Response) -> None:
        """The same of the address that really answered: names can change between asking for them and going there."""
        stream = answer.extensions.get("network_stream")
        peer = stream.get_extra_info("server_addr") if stream is not None else None
        if peer and not self._connector.private_redirects and not is_public(str(peer[0])):
            raise SaywellError("book.redirected", host=answer.url.host)

    async def _read(self, answer: httpx.Response) -> Any:
        if answer.status_code in (404, 204):
            return None
        if answer.status_code != 200:
            raise SaywellError("book.refused", reason=f"HTTP {answer.status_code}")
        body = bytearray()
        async for part in answer.aiter_bytes():
            body += part
            if len(body) > LARGEST:
                raise SaywellError("book.too-large", most=LARGEST // 1024)
        try:
            return msgspec.json.decode(bytes(body))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            raise SaywellError("book.unreadable") from None

    def resource(self, question: str) -> Resource | None:
        """Where a question is asked."""
        return self._connector.resources.get(question)

    @property
    def most(self) -> int:
        """Rows of one answer at most."""
        return self._connector.most


class _Reader:
    """See Reader. An address that answers several questions is asked once."""

    def __init__(self, source: WebSource) -> None:
        self._source = source
        self._answers: dict[str, Any] = {}

    async def rows(self, question: str, keys: Mapping[str, str | int]) -> list[Row]:
        """See Reader."""
        resource = self._source.resource(question)
        if resource is None or nothing_asked(SLOT.findall(resource.url), keys):
            return []
        url = SLOT.sub(lambda found: quote(str(keys.get(found[1], "")), safe=""), resource.url)
        if url not in self._answers:
            self._answers[url] = await self._source.get(url)
        found = at_path(self._answers[url], resource.rows)
        rows = found if isinstance(found, list) else [found] if found is not None else []
        return [mapped(one, resource.fields) for one in rows[: self._source.most] if isinstance(one, dict)]


def mapped(row: dict[str, Any], fields: Mapping[str, str]) -> Row:
    """A row with our names."""
    if not fields:
        return dict(row)
    return {name: at_path(row, path) for name, path in fields.items()}


def at_path(value: Any, path: str) -> Any:
    """What lies at a dotted path of names and places; None where nothing does."""
    for step in path.split(".") if path else ():
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.lstrip("-").isdecimal() and -len(value) <= int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
