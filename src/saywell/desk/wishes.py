"""When a customer said that they want to be called instead. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from saywell.conversation import inputs as i
from saywell.desk.talk import Live
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant
from saywell.standard.calendar import Calendar
from saywell.standard.deadlines import deadline_instant

_NOT_NOW = ("customer.not_convenient", "customer.not_home")


def wished(live: Live, now: Instant) -> Instant | None:
    """The instant, None where none was told, or it has passed."""
    if live.ready is None or not any(one in live.state.seen for one in _NOT_NOW):
        return None
    for got in reversed(live.inputs):
        if type(got) is i.Said and got.by == "customer" and got.heard is not None:
            at = told_in(got, live.ready.calendar)
            if at is not None:
                return at if at > now else None
    return None


def told_in(said: i.Said, calendar: Calendar) -> Instant | None:
    """The instant that the times in an utterance come to: a date and a time of day, a time alone, a while from now."""
    for value in _values(said):
        try:
            at: Instant | None = deadline_instant(value, said.at, calendar)
        except (SaywellError, TypeError):
            continue
        if at is not None and at > said.at:
            return at
    return None


def _values(said: i.Said) -> Iterator[dict[str, Any]]:
    assert said.heard is not None
    found: dict[str, Any] = {one.kind: one.value for one in said.heard.entities if isinstance(one.value, dict)}
    for kind in ("deadline", "duration"):
        if kind in found:
            yield found[kind]
    clock = found.get("time", {}).get("time")
    day = found.get("date", {}).get("date")
    if clock:
        yield {"latest": f"{day or 'today'} {clock}"}
        if not day:
            yield {"latest": f"tomorrow {clock}"}
