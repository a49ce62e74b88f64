"""The door through which webhooks go out."""

from __future__ import annotations

from typing import Protocol


class Sender(Protocol):
    """One POST, no redirects, within ten seconds."""

    def check(self, url: str) -> None:
        """Whether such an address may be used at all. Raises `hook.url`, `hook.private`."""

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> tuple[int, int]:
        """The status, and the seconds that the receiver wants to be left alone (0: none named). Raises
        `hook.unreachable` with `why`: timeout, refused, name, private, tls or line."""

    async def close(self) -> None:
        """Let go of open lines."""
