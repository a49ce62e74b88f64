"""What further tiers may add to what the rules heard: a move, its place, how sure it is, and by which example."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple, Protocol


class Place(NamedTuple):
    """A move that was heard already (its id without the role) and its (start, end) in the original text."""

    move: str
    start: int
    end: int


class Proposal(NamedTuple):
    """A move (id without the role), its (start, end) in the original text, its probability, the tier that heard it and
    the example that is nearest to what was said."""

    move: str
    start: int
    end: int
    confidence: float
    tier: Literal["semantic", "remote"]
    like: str


class Proposer(Protocol):
    """A tier behind the rules. The same text, speaker and places give the same proposals."""

    @property
    def version(self) -> str:
        """Tells this tier from any that may hear otherwise; recorded with every utterance."""
        ...

    def propose(self, text: str, by: str, heard: Sequence[Place]) -> list[Proposal]:
        """What else an utterance does, where `heard` leaves words open; at most one proposal a move, none of those heard.
        `by`: agent, bot, customer or third (nothing). Never raises."""
        ...

    def doubts(self, text: str, by: str, heard: Sequence[Place]) -> Collection[str]:
        """Those of `heard` (ids without the role) that it takes back. Never raises."""
        ...
