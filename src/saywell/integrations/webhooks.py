"""Sends webhooks over HTTP. Addresses inside private networks are refused, by what their name stands for at the moment
of sending, so that nobody can use the server to reach what only the server can reach."""

from __future__ import annotations

import asyncio
import socket
import ssl
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

import httpx

from saywell import __version__
from saywell.kernel.addresses import is_public
from saywell.kernel.errors import Place, SaywellError

TIMEOUT = 10.0
"""Seconds for one try as a whole."""
_INSIDE = (".localhost", ".local", ".internal")


class HttpSender:
    """See `saywell.desk.hooks.sender.Sender`. `private`: addresses inside private networks, and http, are permitted."""

    def __init__(self, *, private: bool = False) -> None:
        self._private = private
        # Neither proxies nor credentials of the environment: what is checked is what is asked.
        self._client = httpx.AsyncClient(
            timeout=TIMEOUT,
            trust_env=False,
            follow_redirects=False,
            headers={"user-agent": f"saywell/{__version__}"},
            limits=httpx.Limits(max_connections=100, max_keepalive_connections=20),
        )

    def check(self, url: str) -> None:
        """See Sender."""
        self._parts(url)

    def _parts(self, url: str) -> SplitResult:
        wrong = SaywellError("hook.url", place=Place(field="url"), url=url[:100])
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise wrong from None
        schemes = ("https", "http") if self._private else ("https",)
        plain = url.isascii() and url.isprintable() and " " not in url
        if parts.scheme not in schemes or not host or "@" in parts.netloc or port == 0 or not plain:
            raise wrong
        private = SaywellError("hook.private", place=Place(field="url"), host=host)
        try:
            literal = ip_address(host.partition("%")[0])
        except ValueError:
            if not self._private and ("." not in host or host.rstrip(".").endswith(_INSIDE)):
                raise private from None
        else:
            if not self._private and not is_public(literal):
                raise private
        return parts

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> tuple[int, int]:
        """See Sender."""
        parts = self._parts(url)
        try:
            async with asyncio.timeout(TIMEOUT):
                address = await self._address(parts)
                return await self._post(url, parts, address, body, headers)
        except TimeoutError:
            why = "timeout"
        except httpx.TimeoutException:
            why = "timeout"
        except httpx.ConnectError as error:
            why = "tls" if _is_tls(error) else "refused"
        except (httpx.HTTPError, httpx.InvalidURL, OSError):
            why = "line"
        raise SaywellError("hook.unreachable", why=why)

    async def _post(
        self, url: str, parts: SplitResult, address: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, int]:
        # To the very address that was checked; the name stands in the Host header and in the TLS handshake.
        there = httpx.URL(url).copy_with(host=address)
        host = parts.hostname or ""
        request = self._client.build_request(
            "POST", there, content=body, headers={**headers, "host": parts.netloc}, extensions={"sni_hostname": host}
        )
        answer = await self._client.send(request, stream=True)
        try:
            after = answer.headers.get("retry-after", "")
            return answer.status_code, int(after) if after.isascii() and after.isdecimal() and len(after) < 7 else 0
        finally:
            # What the receiver says beyond the status is of no use here, however long it is.
            await answer.aclose()

    async def _address(self, parts: SplitResult) -> str:
        """The address behind the name. Raises `hook.unreachable`: name, private."""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            found = await asyncio.get_running_loop().getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise SaywellError("hook.unreachable", why="name") from None
        addresses = [str(one[4][0]) for one in found]
        if not addresses:
            raise SaywellError("hook.unreachable", why="name")
        if not self._private and not all(is_public(one) for one in addresses):
            raise SaywellError("hook.unreachable", why="private")
        return addresses[0]

    async def close(self) -> None:
        """See Sender."""
        await self._client.aclose()


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError) or "CERTIFICATE" in str(error) or "SSL" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False
