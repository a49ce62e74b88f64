"""Facts of a conversation, in the order in which they became true. A newcomer starts here.

An event is frozen, has a stable dotted name and a version, and refuses unknown fields. The state of a conversation
is nothing but its events folded one after another; the findings of a score are the `norm.judged` events.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from saywell.conversation.inputs import AnyInput

Verdict = Literal["met", "missed", "broken", "waived", "not_applicable", "open"]
Kind = Literal["duty", "ban", "permit", "count", "record", "question", "check", "may", "step", "promise"]


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True, gc=False):
    """Evidence: the 1-based line of the input and character offsets into its text (0, 0 for a line without text)."""

    line: int
    start: int = 0
    end: int = 0


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="event", gc=False):
    """Base of all events; `at` is the instant at which it became true (for a missed duty: its deadline)."""

    at: int


class Begun(Event, frozen=True, tag="conversation.begun.1", kw_only=True):
    """The conversation is pinned to a standard by content hash, with the figures that the state itself needs.

    `silences`: lengths of silence (ms) that the standard asks about. `checkin_max`: ms within which a wait that was
    interrupted for a word to the customer counts as going on. `tallies`: key, signals to count, signals that begin
    the count anew. `sure`: by move, the signals to give where it is heard with at least that confidence. `shows`: by
    what an agent does, what the customer must have done before, and what else in the same utterance explains it.
    """

    standard: str
    silences: tuple[int, ...] = ()
    checkin_max: int = 10_000
    wait_max: int | None = None
    ring_length: int = 3_000
    overlap_min: int = 1_000
    loudness_step: float = 2.0
    loudness_jump: float = 8.0
    slower_by: float = 0.1
    tallies: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    sure: dict[str, tuple[tuple[float, str], ...]] = {}
    shows: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}


class Arrived(Event, frozen=True, tag="input.arrived.1", kw_only=True):
    """An input arrived as line `line` (1-based)."""

    line: int
    input: AnyInput


class Elapsed(Event, frozen=True, tag="silence.elapsed.1", kw_only=True):
    """Nobody has spoken for `length` ms."""

    length: int


class WaitEnded(Event, frozen=True, tag="wait.ended.1", kw_only=True):
    """The customer's wait is over: no check-in, the agent is back (or the line is gone)."""

    since: int
    until: int


class WaitOver(Event, frozen=True, tag="wait.over.1", kw_only=True):
    """The longest permitted wait has passed and the customer still waits."""

    since: int


class SituationOpened(Event, frozen=True, tag="situation.opened.1", kw_only=True):
    """A situation arose."""

    situation: str
    line: int


class SituationClosed(Event, frozen=True, tag="situation.closed.1", kw_only=True):
    """A situation is over."""

    situation: str
    line: int


class LadderMoved(Event, frozen=True, tag="ladder.moved.1", kw_only=True):
    """The ladder of a situation waits for step `step` now (0-based; the number of steps when it is through).

    `due`: the instant from which the step counts as left out; `late` once that has passed."""

    situation: str
    step: int
    due: int | None = None
    late: bool = False


class DutyOpened(Event, frozen=True, tag="duty.opened.1", kw_only=True):
    """A duty runs. `window`: the first line that counts towards it; `turns`: agent turns allowed; `due`: deadline."""

    norm: str
    line: int
    window: int
    due: int | None = None
    turns: int | None = None


class ScopeArose(Event, frozen=True, tag="norm.applies.1", kw_only=True):
    """A ban, permit or question applies from here on."""

    norm: str
    line: int


class PromiseMade(Event, frozen=True, tag="promise.made.1", kw_only=True):
    """The agent promised something; `due` is the promised instant, None where no time was named."""

    norm: str
    line: int
    what: str
    due: int | None = None
    vague: bool = False


class Judged(Event, frozen=True, tag="norm.judged.1", kw_only=True):
    """A verdict. `opened`: key of the duty or promise that it ends, "" where it ends none. `lacking`: what was still
    missing, the near miss."""

    norm: str
    kind: Kind
    verdict: Verdict
    clauses: tuple[str, ...] = ()
    ends: str = ""
    due: int | None = None
    evidence: tuple[Span, ...] = ()
    why: str = ""
    lacking: tuple[str, ...] = ()


AnyEvent = (
    Begun
    | Arrived
    | Elapsed
    | WaitEnded
    | WaitOver
    | SituationOpened
    | SituationClosed
    | LadderMoved
    | DutyOpened
    | ScopeArose
    | PromiseMade
    | Judged
)
"""Every event; `msgspec.convert(obj, AnyEvent)` reads one."""
