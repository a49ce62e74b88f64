"""Who looks on, found by what they may see: a change is told to those whom it concerns, not to all others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from saywell.desk import centre as c
from saywell.desk import wire as w


class Looks(NamedTuple):
    """What somebody looks at: all of a centre; with `number` what concerns this person; with `talk` one chat alone."""

    centre: str
    number: str = ""
    talk: str = ""


class Feed(Protocol):
    """Somebody who looks on. `looks` stays the same as long as they do."""

    looks: Looks

    def changed(self, talks: Iterable[str], centres: Iterable[str], position: int) -> None:
        """These may look different now."""


class Audience:
    """All who look on at one node."""

    def __init__(self) -> None:
        self._all: set[Feed] = set()
        self._by: dict[Looks, set[Feed]] = {}
        self._pages: dict[str, set[Feed]] = {}
        self._queues: dict[str, set[Feed]] = {}
        self._concerned: dict[str, frozenset[Looks]] = {}

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Feed]:
        return iter(list(self._all))

    def add(self, feed: Feed) -> None:
        """Somebody looks on from now on."""
        self._all.add(feed)
        self._by.setdefault(feed.looks, set()).add(feed)
        if not feed.looks.talk:
            self._pages.setdefault(feed.looks.centre, set()).add(feed)

    def discard(self, feed: Feed) -> None:
        """They are gone."""
        self._all.discard(feed)
        for table, key in ((self._pages, feed.looks.centre), (self._queues, feed.looks.centre)):
            table.get(key, set()).discard(feed)
        same = self._by.get(feed.looks, set())
        same.discard(feed)
        if not same:
            self._by.pop(feed.looks, None)

    def waits(self, feed: Feed, waiting: bool) -> None:
        """Whether a customer's chat waits: then it is told of the centre too, for its place in the queue."""
        same = self._queues.setdefault(feed.looks.centre, set())
        (same.add if waiting and feed in self._all else same.discard)(feed)

    def forget(self, talk: str) -> None:
        """A conversation is shown no more."""
        self._concerned.pop(talk, None)

    def tell(
        self, talks: Mapping[str, w.Talk], centres: Iterable[str], office: Callable[[str], c.Office], position: int
    ) -> None:
        """Tell everybody of what concerns them."""
        concerned: dict[Feed, set[str]] = {}
        for centre in centres:
            for feed in self._pages.get(centre, set()) | self._queues.get(centre, set()):
                concerned.setdefault(feed, set())
        for talk, shown in talks.items():
            for feed in self._concern(talk, shown, office(shown.centre)):
                concerned.setdefault(feed, set()).add(talk)
        for feed, theirs in concerned.items():
            feed.changed(theirs, centres, position)

    def _concern(self, talk: str, shown: w.Talk, office: c.Office) -> set[Feed]:
        """Whom a change of a conversation concerns: also those who could see it before, and now perhaps cannot."""
        centre = shown.centre
        found: set[Feed] = set()
        now = {Looks(centre), Looks(centre, talk=talk.partition(".")[0])}
        now |= {Looks(centre, number) for number in (shown.agent, shown.transfer_to) if number}
        waiting = office.waiting.get(talk)
        if waiting is not None and not waiting.offered:
            found |= self._pages.get(centre, set())
        elif waiting is not None:
            now.add(Looks(centre, waiting.offered))
        for looks in now | self._concerned.get(talk, frozenset()):
            found |= self._by.get(looks, set())
        self._concerned[talk] = frozenset(now)
        return found
