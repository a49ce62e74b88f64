"""What is saved of a conversation, and the records that its state holds. Plain data, for JSON or any other form."""

from __future__ import annotations

import msgspec

from saywell.conversation import events as e
from saywell.conversation.inputs import Colleague, Opened

Seen = tuple[int, ...]
"""Where and when a signal occurred last: line, instant, offsets into the text (0, 0 where there is none). The signals
of one input that have the same offsets share one."""


class Wait(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The customer waits. `off`: when the line was taken back, None while held; `back`: signals of the first
    utterance after that, `back_line` its line, `back_end` its end."""

    since: int
    line: int
    hold: bool
    mute: bool
    off: int | None = None
    back: tuple[str, ...] = ()
    back_line: int = 0
    back_end: int = 0
    spoken: int = 0


class Ring(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The ringing: since when, how many rings were shown, how long it took, when the agent picked up."""

    since: int | None = None
    count: int = 0
    time: int = 0
    answered: int | None = None


class Saved(msgspec.Struct, forbid_unknown_fields=True):
    """A state as data. Instants and lengths are in milliseconds; lines count from 1.

    `duties`, `ladders` and `promises` are the events that made them what they are. `arose` and `hits`: the line at
    which a situation arose, or a norm was judged, for the first time. `loudness` and `speed`: as measured last.
    """

    clock: int = 0
    line: int = 0
    begun: e.Begun | None = None
    opened: Opened | None = None
    purpose: str | None = None
    tally: dict[str, int] = {}
    seen: dict[str, Seen] = {}
    situations: dict[str, int] = {}
    arose: dict[str, int] = {}
    ladders: dict[str, e.LadderMoved] = {}
    duties: dict[str, e.DutyOpened] = {}
    promises: dict[str, e.PromiseMade] = {}
    applies: dict[str, int] = {}
    hits: dict[str, int] = {}
    ring: Ring = Ring()
    turn: int = 0
    turn_line: int = 0
    said_line: int = 0
    heard_line: int = 0
    floor: str = ""
    quiet_from: int | None = None
    gap: int = 0
    elapsed: int = 0
    customer_end: int = 0
    wait: Wait | None = None
    last_wait: int = 0
    returned: tuple[str, ...] = ()
    given: dict[str, str] = {}
    asked: str = ""
    surname: str | None = None
    title: str | None = None
    colleague: Colleague | None = None
    forms: dict[str, tuple[str, ...]] = {}
    loudness: float | None = None
    speed: float | None = None
    over: int | None = None
    over_by: str = ""
    ended: bool = False
