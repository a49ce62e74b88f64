"""What one page sees of the live centre: a snapshot, then what changed, in merge patches."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from saywell.desk import centre as c
from saywell.desk import wire as w
from saywell.desk.access import may
from saywell.desk.hub import Hub
from saywell.desk.view import patch, plain
from saywell.kernel.time import MINUTE, SECOND

BEHIND = 500
"""Patches that may wait for a page; one that is further behind gets a snapshot instead."""


class PageFeed:
    """Sees what somebody may see of one centre. `queue` holds what is to be sent."""

    def __init__(self, hub: Hub, me: w.Me, centre: str) -> None:
        self._hub, self._me, self._centre = hub, me, centre
        self._watches = may(me, "watch")
        self._state: dict[str, Any] = {"centre": {}, "talks": {}}
        self._lost = False
        self.queue: asyncio.Queue[w.Patch | w.Snapshot] = asyncio.Queue(BEHIND)

    def open(self) -> dict[str, Any]:
        """The snapshot as plain data; from now on this page is told."""
        self._state = self._now()
        self._hub.feeds.add(self)
        return self._snapshot()

    def close(self) -> None:
        """The page is gone."""
        self._hub.feeds.discard(self)

    def changed(self, talks: Iterable[str], centres: Iterable[str], position: int) -> None:
        """See Feed."""
        new = self._now()
        change = patch(self._state, new)
        self._state = new
        if not change and not talks and self._centre not in centres:
            return
        try:
            self.queue.put_nowait(w.Patch(position=position, at=self._hub.clock(), patch=change))
        except asyncio.QueueFull:
            self._lost = True

    def fresh(self) -> dict[str, Any] | None:
        """A snapshot in place of the patches that were too many; None where none were lost."""
        if not self._lost:
            return None
        self._lost = False
        while not self.queue.empty():
            self.queue.get_nowait()
        return self._snapshot()

    def _snapshot(self) -> dict[str, Any]:
        return {"type": "snapshot", "position": self._hub.position, "at": self._hub.clock(), **self._state}

    def _now(self) -> dict[str, Any]:
        office = self._hub.office_now(self._centre)
        talks = {}
        for talk in self._hub.at_hand(self._centre):
            shown = self._hub.shown(talk)
            if shown is not None and self._sees(office, shown[0]):
                talks[talk] = shown[1]
        return {"centre": plain(centre_of(self._hub, office)), "talks": talks}

    def _sees(self, office: c.Office, talk: w.Talk) -> bool:
        number = self._me.number
        if self._watches or talk.agent == number:
            return True
        waiting = office.waiting.get(talk.id)
        if waiting is not None:
            return waiting.offered in ("", number)
        return talk.transfer in ("offered", "accepted") and talk.transfer_to == number


def centre_of(hub: Hub, office: c.Office) -> w.Centre:
    """A centre as its people see it."""
    setting = hub.setting(office.id)
    now = hub.clock()
    calendar = hub.calendar(office.id)
    is_open = setting.always_open or calendar.is_open(now)
    opens = None if is_open else calendar.after(now, 1) - MINUTE
    figures = office.figures
    day = hub.day(office.id, now)
    if figures.day != day:
        figures = c.Figures(day)
    ended = figures.answered + figures.abandoned
    return w.Centre(
        id=setting.id,
        title=setting.title,
        standard=setting.standard,
        company=setting.company,
        open=is_open,
        opens=opens,
        languages=setting.languages,
        people={
            one.number: w.Colleague(
                number=one.number, name=one.name, status=one.status, since=one.since,
                talks=(*one.talks, *one.wrapping), queues=one.queues,
            )
            for one in office.people.values()
        },
        waiting=tuple(sorted(office.waiting, key=lambda talk: office.waiting[talk].came)),
        incident=office.incident,
        today=w.Today(
            offered=figures.offered,
            answered=figures.answered,
            abandoned=figures.abandoned,
            in_target=figures.in_target,
            target=setting.target_s.get("phone", 20) * SECOND,
            service_level=round(figures.in_target / ended, 3) if ended else None,
            mean_wait=figures.waited // figures.answered if figures.answered else None,
            longest_wait=figures.longest if figures.answered else None,
            missed=figures.missed,
            broken=figures.broken,
        ),
        alerts={f"{one.number}-{one.at}": _alert(one) for one in office.alerts if one.at > now - 60 * MINUTE},
        queues=setting.queues,
    )  # fmt: skip


def _alert(one: c.Alerted) -> w.Alert:
    minutes = one.within // MINUTE
    return w.Alert(
        id=f"{one.number}-{one.at}",
        rule=f"{one.count}/{minutes}min",
        at=one.at,
        agent=one.number,
        talks=one.talks,
        text={
            "zh-Hans": f"{minutes} 分钟内有 {one.count} 次违规",
            "zh-Hant": f"{minutes} 分鐘內有 {one.count} 次違規",
            "en": f"{one.count} breaches within {minutes} minutes",
        },
    )
