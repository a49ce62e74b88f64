"""The port to an identity provider: who somebody is, said by another place than this."""

from __future__ import annotations

from typing import Protocol

import msgspec


class Attempt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the browser keeps between going to the provider and coming back; `next`: the page that was wanted."""

    state: str
    nonce: str
    verifier: str
    until: int
    next: str = "/"


class Claimed(Protocol):
    """Somebody whom the provider knows, as the settings of this installation read its claims. `subject` is for ever the
    same and nobody else's."""

    @property
    def subject(self) -> str:
        """Who it is there."""

    @property
    def account(self) -> str:
        """The account that it is to be here."""

    @property
    def number(self) -> str:
        """The number at work."""

    @property
    def name(self) -> str:
        """As customers see it."""

    @property
    def roles(self) -> tuple[str, ...]:
        """What the groups give."""

    @property
    def centres(self) -> tuple[str, ...]:
        """Where."""


class Provider(Protocol):
    """Where people sign in who do so elsewhere. Raises `oidc.*`."""

    title: str

    async def begin(self, attempt: Attempt) -> str:
        """The address to which the browser goes."""

    async def finish(self, attempt: Attempt, answer: dict[str, str]) -> Claimed:
        """Who came back; `answer` is what stood in the address."""
