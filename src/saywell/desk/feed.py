"""What one page sees of the live centre: a snapshot, then what changed, in merge patches."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from saywell.desk import centre as c
from saywell.desk import wire as w
from saywell.desk.access import may
from saywell.desk.audience import Looks
from saywell.desk.hub import Hub
from saywell.desk.view import patch

BEHIND = 500
"""Patches that may wait for a page; one that is further behind gets a snapshot instead."""


class PageFeed:
    """Sees what somebody may see of one centre. `queue` holds what is to be sent, in order: an answer comes after the
    patches that it brought about."""

    def __init__(self, hub: Hub, me: w.Me, centre: str) -> None:
        self._hub, self._me, self._id = hub, me, centre
        self._watches = may(me, "watch")
        self.looks = Looks(centre, "" if self._watches else me.number)
        self._centre: dict[str, Any] = {}
        self._talks: dict[str, dict[str, Any]] = {}
        self._lost = False
        self.queue: asyncio.Queue[Any] = asyncio.Queue()
        self.most = BEHIND

    def open(self) -> dict[str, Any]:
        """The snapshot as plain data; from now on this page is told."""
        office = self._hub.office_now(self._id)
        self._centre = self._hub.centre_shown(self._id)
        self._talks = {
            talk: shown for talk in self._hub.at_hand(self._id) if (shown := self._visible(office, talk)) is not None
        }
        self._hub.feeds.add(self)
        return self._snapshot()

    def close(self) -> None:
        """The page is gone."""
        self._hub.feeds.discard(self)

    def changed(self, talks: Iterable[str], centres: Iterable[str], position: int) -> None:
        """See Feed."""
        change = self._change(set(talks), self._id in centres)
        if not change:
            return
        if self.queue.qsize() < self.most:
            self.queue.put_nowait(w.Patch(position=position, at=self._hub.clock(), patch=change))
        else:
            self._lost = True

    async def next(self, patience: float) -> Any:
        """What is to be sent next; None after so many seconds without anything."""
        if self._lost:
            return self.fresh()
        try:
            return self.queue.get_nowait()
        except asyncio.QueueEmpty:
            alive = asyncio.get_running_loop().call_later(patience, self.queue.put_nowait, None)
            try:
                return await self.queue.get()
            finally:
                alive.cancel()

    def fresh(self) -> dict[str, Any] | None:
        """A snapshot in place of the patches that were too many; None where none were lost."""
        if not self._lost:
            return None
        self._lost = False
        waiting = [self.queue.get_nowait() for _ in range(self.queue.qsize())]
        for one in waiting:
            if isinstance(one, w.Done | w.Refused):
                self.queue.put_nowait(one)
        return self._snapshot()

    def _change(self, talks: set[str], centre: bool) -> dict[str, Any]:
        """The merge patch for what may look different now; what is seen afterwards is kept."""
        out: dict[str, Any] = {}
        office = self._hub.office_now(self._id)
        if centre:
            new = self._hub.centre_shown(self._id)
            if new is not self._centre and (part := patch(self._centre, new)):
                out["centre"] = part
            self._centre = new
            # Who may see what waits, and what is at hand at all, is the centre's to say.
            talks |= office.waiting.keys() | (self._talks.keys() - office.waiting.keys() - office.owner.keys())
        parts: dict[str, Any] = {}
        for talk in talks:
            old, shown = self._talks.get(talk), self._visible(office, talk)
            if shown is old:
                continue
            if shown is None:
                parts[talk] = None
                del self._talks[talk]
                continue
            self._talks[talk] = shown
            if old is None:
                parts[talk] = shown
            elif part := self._hub.change_of(talk, old, shown):
                parts[talk] = part
        if parts:
            out["talks"] = parts
        return out

    def _snapshot(self) -> dict[str, Any]:
        return {
            "type": "snapshot",
            "position": self._hub.position,
            "at": self._hub.clock(),
            "centre": self._centre,
            "talks": self._talks,
        }

    def _visible(self, office: c.Office, talk: str) -> dict[str, Any] | None:
        """The conversation as it is shown, None where this page may not see it."""
        if talk not in office.waiting and talk not in office.owner:
            return None
        shown = self._hub.shown(talk)
        return shown.plain if shown is not None and self._sees(office, shown.talk) else None

    def _sees(self, office: c.Office, talk: w.Talk) -> bool:
        number = self._me.number
        if self._watches or talk.agent == number:
            return True
        waiting = office.waiting.get(talk.id)
        if waiting is not None:
            return waiting.offered in ("", number)
        return talk.transfer in ("offered", "accepted") and talk.transfer_to == number
