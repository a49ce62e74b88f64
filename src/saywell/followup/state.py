"""A piece of work as it stands."""

from __future__ import annotations

from typing import Literal

import msgspec

from saywell.followup import events as e

Status = Literal["open", "waiting", "closed"]


class Work(msgspec.Struct, frozen=True):
    """`clocks`: what runs, by name, with its instant; `since`: when each was set; `reminded` and `lapsed`: the clocks
    that were told of and those that ran out, with the instant for which that holds. `left`: working time (ms) of a
    clock that stands. `level`: how far up it went. `kept`: whether the customer had the answer in time, None while that
    is open."""

    id: str
    opened: e.Opened | None = None
    status: Status = "open"
    owner: str = ""
    department: str = ""
    level: e.Level | None = None
    fields: dict[str, str] = {}
    clocks: dict[e.Clock, int] = {}
    since: dict[e.Clock, int] = {}
    reminded: dict[e.Clock, int] = {}
    lapsed: dict[e.Clock, int] = {}
    left: int | None = None
    promised: bool = False
    acknowledged: int | None = None
    stage: str = ""
    amount: float | None = None
    tries: tuple[e.Tried, ...] = ()
    next_try: int | None = None
    taken: e.Taken | None = None
    printed: int | None = None
    answered: e.Answered | None = None
    kept: bool | None = None
    outcome: str = ""
    reason: str = ""
    into: str = ""
    closed: int | None = None
    history: tuple[e.AnyEvent, ...] = ()

    @property
    def due(self) -> int | None:
        """When the customer is to have the answer."""
        return self.clocks.get("due")

    def free(self, number: str, now: int) -> bool:
        """Whether somebody may take it: nobody else is about to call."""
        return self.taken is None or self.taken.by == number or self.taken.until <= now

    @property
    def late(self) -> bool:
        """Whether that has passed without one."""
        return self.closed is None and "due" in self.lapsed
