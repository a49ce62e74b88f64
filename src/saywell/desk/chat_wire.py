"""What goes over the wire to the page of a customer who chats. See `saywell.desk.wire`."""

from __future__ import annotations

from typing import Literal

from saywell.desk.wire import Text, Wire


class ChatLine(Wire, frozen=True):
    """A line of a chat as the customer sees it. `who`: the name of the agent who wrote it; with `by`
    centre and no text of the one who goes on from here."""

    n: int
    at: int
    by: Literal["me", "agent", "centre"]
    text: str
    who: str = ""


class Chat(Wire, frozen=True, tag_field="type", tag="chat"):
    """A chat as the customer sees it; sent whole whenever it changes. `phase`: closed out of hours before it began is
    `away`. `place`: in the queue, from 1, 0 when an agent is there."""

    id: str
    at: int
    phase: Literal["waiting", "live", "over", "away"]
    place: int
    notice: Text
    agent: str
    agent_typing: bool
    lines: tuple[ChatLine, ...]
    rated: int | None
    company: Text
    opens: int | None
