"""How a call gets to the server and back."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any
from urllib.parse import quote

import httpx


class ApiError(Exception):
    """What the server refused. `code` is stable, `message` a sentence in the language asked for, `field` the one at
    fault, `status` that of HTTP; `body` is the answer whole (a blocked draft has `hits` in it)."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status, self.body = status, body
        self.code, self.message = str(body.get("code", status)), str(body.get("message", ""))
        self.field = str(body.get("field", ""))
        super().__init__(": ".join(part for part in (self.code, self.field, self.message) if part))


def path(pattern: str, **slots: str) -> str:
    """A path with its slots filled."""
    return pattern.format(**{name: quote(value, safe="") for name, value in slots.items()})


def _headers(token: str, locale: str) -> dict[str, str]:
    head = {"accept-language": locale}
    return {**head, "authorization": f"Bearer {token}"} if token else head


class _Common:
    """`csrf`: what a session wants to hear with every change; kept when somebody signs in."""

    def __init__(self) -> None:
        self.csrf = ""

    def _request(self, body: Any, query: Mapping[str, Any] | None) -> dict[str, Any]:
        out: dict[str, Any] = {"headers": {"x-csrf": self.csrf} if self.csrf else {}}
        if body is not None:
            out["json"] = body
        if query is not None:
            out["params"] = {name: value for name, value in query.items() if value is not None}
        return out

    def _read(self, got: httpx.Response) -> Any:
        answer = _checked(got).json()
        if got.request.url.path == "/api/sign-in":
            self.csrf = answer["csrf"]
        return answer


def _checked(got: httpx.Response) -> httpx.Response:
    if got.is_success:
        return got
    try:
        body = got.json()
    except ValueError:
        body = {}
    raise ApiError(got.status_code, body if isinstance(body, dict) else {})


class Line(_Common):
    """`server`: its address; `token`: of a program, made in the browser or by `make_token`; `locale`: the language of
    messages (zh-Hans, zh-Hant, en). Calls raise ApiError and what httpx raises. Close it, or use it with `with`."""

    def __init__(self, server: str, token: str = "", *, locale: str = "en", timeout: float = 30.0) -> None:
        super().__init__()
        self._http = httpx.Client(base_url=server, headers=_headers(token, locale), timeout=timeout)

    def call(self, method: str, where: str, *, body: Any = None, query: Mapping[str, Any] | None = None) -> Any:
        """The answer as JSON has it."""
        return self._read(self._http.request(method, where, **self._request(body, query)))

    def file(self, method: str, where: str, *, body: Any = None, query: Mapping[str, Any] | None = None) -> bytes:
        """The answer as it is."""
        return _checked(self._http.request(method, where, **self._request(body, query))).content

    def close(self) -> None:
        """Let go of open lines."""
        self._http.close()

    def __enter__(self) -> Any:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class AsyncLine(_Common):
    """As Line, for programs that await."""

    def __init__(self, server: str, token: str = "", *, locale: str = "en", timeout: float = 30.0) -> None:
        super().__init__()
        self._http = httpx.AsyncClient(base_url=server, headers=_headers(token, locale), timeout=timeout)

    async def call(self, method: str, where: str, *, body: Any = None, query: Mapping[str, Any] | None = None) -> Any:
        """The answer as JSON has it."""
        return self._read(await self._http.request(method, where, **self._request(body, query)))

    async def file(self, method: str, where: str, *, body: Any = None, query: Mapping[str, Any] | None = None) -> bytes:
        """The answer as it is."""
        return _checked(await self._http.request(method, where, **self._request(body, query))).content

    async def close(self) -> None:
        """Let go of open lines."""
        await self._http.aclose()

    async def __aenter__(self) -> Any:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.close()
