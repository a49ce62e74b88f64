"""The state of one conversation: what its events amount to. Plain data, so that it can be saved at any point."""

from __future__ import annotations

import msgspec

from saywell.conversation.inputs import Opened


class Seen(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where (line) and when (instant) a signal occurred last, with offsets into the text. The signals of one input
    that have the same offsets share one."""

    last: int
    at: int
    start: int = 0
    end: int = 0


class Duty(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A running duty. `window`: first line that counts; `turns`: the agent turn after which it is missed."""

    norm: str
    at: int
    line: int
    window: int
    due: int | None
    last_turn: int | None
    agent_lines: int


class Promise(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A promise that is neither kept nor broken yet."""

    norm: str
    at: int
    line: int
    what: str
    due: int | None


class Ladder(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a situation's ladder stands: next step, the instant after which that step is left out."""

    step: int
    due: int | None
    late: bool


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


class State(msgspec.Struct, gc=False):
    """See the module's first line. Instants and lengths are in milliseconds; lines count from 1.

    `arose` and `hits`: the line at which a situation arose, or a norm was judged, for the first time."""

    clock: int = 0
    line: int = 0
    standard: str = ""
    silences: tuple[int, ...] = ()
    checkin_max: int = 10_000
    wait_max: int | None = None
    ring_length: int = 3_000
    overlap_min: int = 1_000
    loudness_step: float = 2.0
    loudness_jump: float = 8.0
    slower_by: float = 0.1
    opened: Opened | None = None
    purpose: str | None = None
    tallies: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    tally: dict[str, int] = {}
    seen: dict[str, Seen] = {}
    situations: dict[str, int] = {}
    arose: dict[str, int] = {}
    ladders: dict[str, Ladder] = {}
    duties: dict[str, Duty] = {}
    promises: dict[str, Promise] = {}
    applies: dict[str, int] = {}
    hits: dict[str, int] = {}
    ring_from: int | None = None
    rings: int = 0
    ring_time: int = 0
    answered: int | None = None
    turn: int = 0
    turn_line: int = 0
    said_line: int = 0
    heard_line: int = 0
    agent_lines: int = 0
    customer_lines: int = 0
    floor: str = ""
    quiet_from: int | None = None
    gap: int = 0
    elapsed: int = 0
    customer_end: int = 0
    wait: Wait | None = None
    waits: int = 0
    last_wait: int = 0
    returned: tuple[str, ...] = ()
    given: dict[str, str] = {}
    asked: str = ""
    surname: str | None = None
    title: str | None = None
    colleague: str | None = None
    shift: str | None = None
    forms: dict[str, tuple[str, ...]] = {}
    loudness: float | None = None
    speed: float | None = None
    over: int | None = None
    over_by: str = ""
    ended: bool = False

    def copy(self) -> State:
        """A copy for one input to work on. `seen` is its own; the other dicts are shared until they change, for every
        change puts a new dict in place of the old one."""
        new: State = self.__copy__()  # type: ignore[attr-defined]
        new.seen = self.seen.copy()
        return new


def next_deadline(state: State) -> int | None:
    """The next instant at which something falls due, None where nothing runs. Pure; nothing is stored."""
    best: int | None = None
    if state.wait is not None:
        best = wait_due(state)
    elif state.silences and state.silences[-1] > state.elapsed:
        best = silence_due(state)
    for running in (state.duties, state.ladders, state.promises):
        if running:
            for one in running.values():
                due = one.due
                if due is not None and (best is None or due < best):
                    best = due
    return best


def silence_due(state: State) -> int | None:
    """When the next length of silence is reached that the standard asks about."""
    if state.quiet_from is None or state.wait is not None or state.over is not None:
        return None
    for length in state.silences:
        if length > state.elapsed:
            return state.quiet_from + length
    return None


def wait_due(state: State) -> int | None:
    """When a wait turns out to be over, or longer than permitted."""
    wait = state.wait
    if wait is None:
        return None
    if wait.off is not None:
        return wait.off + state.checkin_max if wait.spoken else None
    if state.wait_max is not None:
        due = wait.since + state.wait_max
        over = state.seen.get("wait.over")
        if over is None or over.at < wait.since:
            return due
    return None
