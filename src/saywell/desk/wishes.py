"""When a customer said that they want to be called instead. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from saywell.conversation import inputs as i
from saywell.desk.talk import Live
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant
from saywell.language.entities.when import find_whens
from saywell.language.fold import fold
from saywell.standard.calendar import Calendar
from saywell.standard.deadlines import deadline_instant

# A promise for the afternoon is kept until its end; whoever wants to be called in the afternoon means within it.
_WITHIN = {"morning": "10:00", "afternoon": "15:00", "evening": "19:00"}
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
    """The instant that the times in an utterance come to: a day and a time of day, a time alone, a while from now."""
    for value in _values(said):
        try:
            at: Instant | None = deadline_instant(value, said.at, calendar)
        except (SaywellError, TypeError):
            continue
        if at is not None and at > said.at:
            return at
    return None


def _values(said: i.Said) -> Iterator[dict[str, Any]]:
    """Whole times first (a day with its hour, a length of time), then an hour after which one is free, then a day that
    somebody is to be called by."""
    named, gone = "", False
    folded = fold(said.text)
    for when in find_whens(folded.text, folded.has):
        gone = gone or when.past
        if when.past or when.value.get("vague"):
            continue
        day, _, clock = str(when.value.get("latest", "")).partition(" ")
        if clock:
            yield {**when.value, "latest": f"{day} {_WITHIN.get(clock, clock)}"}
        elif "amount" in when.value:
            yield dict(when.value)
        elif not when.value.get("open_day"):
            named = named or day
    assert said.heard is not None
    # 三点以后 promises nothing by three o'clock, and is when one wants to be called.
    for one in said.heard.entities:
        if one.kind == "time" and not gone and isinstance(one.value, dict):
            for day in [named] if named else ["today", "tomorrow"]:
                yield {"latest": f"{day} {one.value['time']}", "ambiguous": "ambiguous" in one.value}
    for one in said.heard.entities:
        if one.kind == "deadline" and isinstance(one.value, dict):
            yield one.value
