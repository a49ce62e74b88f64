"""Spans of what the server does, for those who watch over it, and the id of the request that it does it for.

Off unless a tracer is put up: then a span costs a look at a variable. Names and attributes are words of ours: ids of
people, names, numbers and texts never stand in them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from typing import Protocol

REQUEST: ContextVar[str] = ContextVar("saywell_request", default="")
"""The id of the request under way, "" without one."""


class Tracer(Protocol):
    """Where spans go."""

    def span(self, name: str, parent: str, attributes: dict[str, str | int]) -> AbstractContextManager[object]:
        """A span while the context lasts. `parent`: a W3C traceparent from outside, "" for the span around it."""


_NOTHING: AbstractContextManager[object] = nullcontext()
_in_use: list[Tracer | None] = [None]


def use(tracer: Tracer | None) -> None:
    """Put a tracer up for the whole process; None: none."""
    _in_use[0] = tracer


def span(name: str, parent: str = "", **attributes: str | int) -> AbstractContextManager[object]:
    """A span of that name."""
    tracer = _in_use[0]
    return _NOTHING if tracer is None else tracer.span(name, parent, attributes)
