"""The state of one conversation: what its events amount to. `save` makes plain data of it at any point.

It is written to be copied and read fast: the tables are shared between a state and its copies until they change, for
every change puts a new dict in place of the old one; only `seen` is each state's own.
"""

from __future__ import annotations

from typing import Final

from saywell.conversation import events as e
from saywell.conversation.inputs import Colleague, Opened
from saywell.conversation.saved import Ring, Saved, Seen, Wait

Tallies = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]

_LINES: Final[dict[str, int]] = {}
_LADDERS: Final[dict[str, e.LadderMoved]] = {}
_DUTIES: Final[dict[str, e.DutyOpened]] = {}
_PROMISES: Final[dict[str, e.PromiseMade]] = {}
_TEXTS: Final[dict[str, str]] = {}
_FORMS: Final[dict[str, tuple[str, ...]]] = {}
_RING: Final = Ring()


class Index:
    """The counts of a standard by the signals that concern them."""

    __slots__ = ("adds", "names", "resets")

    def __init__(self, tallies: Tallies) -> None:
        self.adds: dict[str, list[str]] = {}
        self.resets: dict[str, list[str]] = {}
        for key, names, since in tallies:
            for name in names:
                self.adds.setdefault(name, []).append(key)
            for name in since:
                self.resets.setdefault(name, []).append(key)
        self.names = frozenset((*self.adds, *self.resets))


_INDEXES: Final[dict[str, tuple[Tallies, Index]]] = {}


def index_of(standard: str, tallies: Tallies) -> Index | None:
    """The index of these tallies, None for none; kept by standard, for they belong to it."""
    if not tallies:
        return None
    found = _INDEXES.get(standard)
    if found is None or found[0] != tallies:
        if len(_INDEXES) > 100:
            _INDEXES.clear()
        found = _INDEXES[standard] = (tallies, Index(tallies))
    return found[1]


class State:
    """See the module's first line, and `Saved` for the fields. `index` and `silences` come from `begun`."""

    __slots__ = (*Saved.__struct_fields__, "index", "silences")

    clock: int
    line: int
    begun: e.Begun | None
    index: Index | None
    silences: tuple[int, ...]
    opened: Opened | None
    purpose: str | None
    tally: dict[str, int]
    seen: dict[str, Seen]
    situations: dict[str, int]
    arose: dict[str, int]
    ladders: dict[str, e.LadderMoved]
    duties: dict[str, e.DutyOpened]
    promises: dict[str, e.PromiseMade]
    applies: dict[str, int]
    hits: dict[str, int]
    ring: Ring
    turn: int
    turn_line: int
    said_line: int
    heard_line: int
    floor: str
    quiet_from: int | None
    gap: int
    elapsed: int
    customer_end: int
    wait: Wait | None
    last_wait: int
    returned: tuple[str, ...]
    given: dict[str, str]
    asked: str
    surname: str | None
    title: str | None
    colleague: Colleague | None
    forms: dict[str, tuple[str, ...]]
    loudness: float | None
    speed: float | None
    over: int | None
    over_by: str
    ended: bool

    def __init__(self, old: State | None = None) -> None:
        if old is None:
            self.clock, self.line = 0, 0
            self.begun, self.index = None, None
            self.silences, self.opened = (), None
            self.purpose, self.tally = None, _LINES
            self.seen, self.situations = {}, _LINES
            self.arose, self.ladders = _LINES, _LADDERS
            self.duties, self.promises = _DUTIES, _PROMISES
            self.applies, self.hits = _LINES, _LINES
            self.ring, self.turn = _RING, 0
            self.turn_line, self.said_line = 0, 0
            self.heard_line, self.floor = 0, ""
            self.quiet_from, self.gap = None, 0
            self.elapsed, self.customer_end = 0, 0
            self.wait, self.last_wait = None, 0
            self.returned, self.given = (), _TEXTS
            self.asked, self.surname = "", None
            self.title, self.colleague = None, None
            self.forms, self.loudness = _FORMS, None
            self.speed, self.over = None, None
            self.over_by, self.ended = "", False
        else:
            self.clock, self.line = old.clock, old.line
            self.begun, self.index = old.begun, old.index
            self.silences, self.opened = old.silences, old.opened
            self.purpose, self.tally = old.purpose, old.tally
            self.seen, self.situations = old.seen.copy(), old.situations
            self.arose, self.ladders = old.arose, old.ladders
            self.duties, self.promises = old.duties, old.promises
            self.applies, self.hits = old.applies, old.hits
            self.ring, self.turn = old.ring, old.turn
            self.turn_line, self.said_line = old.turn_line, old.said_line
            self.heard_line, self.floor = old.heard_line, old.floor
            self.quiet_from, self.gap = old.quiet_from, old.gap
            self.elapsed, self.customer_end = old.elapsed, old.customer_end
            self.wait, self.last_wait = old.wait, old.last_wait
            self.returned, self.given = old.returned, old.given
            self.asked, self.surname = old.asked, old.surname
            self.title, self.colleague = old.title, old.colleague
            self.forms, self.loudness = old.forms, old.loudness
            self.speed, self.over = old.speed, old.over
            self.over_by, self.ended = old.over_by, old.ended

    def copy(self) -> State:
        """A copy for one input to work on."""
        return State(self)

    def pin(self, begun: e.Begun) -> None:
        """Take the figures of the standard under which the conversation runs."""
        self.begun = begun
        self.silences = begun.silences
        self.index = index_of(begun.standard, begun.tallies)


def save(state: State) -> Saved:
    """The state as data."""
    return Saved(**{name: getattr(state, name) for name in Saved.__struct_fields__})


def restore(saved: Saved) -> State:
    """The state that was saved."""
    state = State()
    for name in Saved.__struct_fields__:
        setattr(state, name, getattr(saved, name))
    state.seen = saved.seen.copy()
    if saved.begun is not None:
        state.pin(saved.begun)
    return state


def next_deadline(state: State) -> int | None:
    """The next instant at which something falls due, None where nothing runs. Pure; nothing is stored."""
    best: int | None = None
    if state.wait is not None:
        best = wait_due(state)
    elif state.silences and state.silences[-1] > state.elapsed:
        best = silence_due(state)
    if state.duties:
        for duty in state.duties.values():
            due = duty.due
            if due is not None and (best is None or due < best):
                best = due
    if state.ladders:
        for ladder in state.ladders.values():
            due = ladder.due
            if due is not None and (best is None or due < best):
                best = due
    if state.promises:
        for promise in state.promises.values():
            due = promise.due
            if due is not None and (best is None or due < best):
                best = due
    return best


def silence_due(state: State) -> int | None:
    """When the next length of silence is reached that the standard asks about."""
    quiet = state.quiet_from
    if quiet is None or state.wait is not None or state.over is not None:
        return None
    for length in state.silences:
        if length > state.elapsed:
            return quiet + length
    return None


def wait_due(state: State) -> int | None:
    """When a wait turns out to be over, or longer than permitted."""
    wait, begun = state.wait, state.begun
    if wait is None or begun is None:
        return None
    if wait.off is not None:
        return wait.off + begun.checkin_max if wait.spoken else None
    if begun.wait_max is not None:
        over = state.seen.get("wait.over")
        if over is None or over[1] < wait.since:
            return wait.since + begun.wait_max
    return None


def rings_out(state: State) -> bool:
    """Whether a call to a customer rings and nobody has picked it up: whoever gives up then hangs up on nobody."""
    out = state.opened is not None and state.opened.direction == "outbound" and state.ring.count > 0
    return out and state.ring.answered is None and not (state.said_line or state.heard_line)
