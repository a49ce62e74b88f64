"""The port to a telephone system. What happens on the line comes back as inputs of the engine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from saywell.conversation.inputs import AnyInput
from saywell.desk.talk import RangOut

Report = Callable[[str, AnyInput | RangOut], Awaitable[None]]
"""Told of what happened on the line of a conversation: speech, ringing, hung up … RangOut: nobody picked up."""


class Telephony(Protocol):
    """What the desk asks of a telephone system. Each call names the conversation. Nothing here raises for a line that
    is gone: that it is gone comes as an input."""

    def connect(self, report: Report) -> None:
        """Give what happens on the lines to `report` from now on."""

    async def answer(self, talk: str) -> None:
        """Pick up."""

    async def dial(self, talk: str, number: str) -> None:
        """Ring a customer up. What comes of it is reported: answered, or RangOut."""

    async def hold(self, talk: str, on: bool) -> None:
        """Put on hold, or take back."""

    async def mute(self, talk: str, on: bool) -> None:
        """Let the customer not hear the agent, or hear again."""

    async def transfer(self, talk: str, to: str, leg: str) -> None:
        """Put through to a colleague's number; what happens on the line from now on belongs to the conversation
        `leg`."""

    async def hang_up(self, talk: str) -> None:
        """End the call from this side."""


class NoPhone:
    """No telephone system: calls cannot be moved by it, chats need none."""

    def connect(self, report: Report) -> None:
        """Nothing will be reported."""

    async def answer(self, talk: str) -> None:
        """Nothing to do."""

    async def dial(self, talk: str, number: str) -> None:
        """Somebody else rings up, and feeds in what comes of it."""

    async def hold(self, talk: str, on: bool) -> None:
        """Nothing to do."""

    async def mute(self, talk: str, on: bool) -> None:
        """Nothing to do."""

    async def transfer(self, talk: str, to: str, leg: str) -> None:
        """Nothing to do."""

    async def hang_up(self, talk: str) -> None:
        """Nothing to do."""
