"""The compiled standard: immutable data, the same on every machine, identified by its content hash."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from saywell.standard.calendar import CalendarSpec

Text = dict[str, str]
"""A text by language: zh-Hans, zh-Hant, en."""

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
Severity = Literal["block", "warn", "note"]
"""What the guard does about a draft: it must not go out, it had better not, it is only worth knowing."""
NormKind = Literal["duty", "check", "ban", "permit", "may", "question", "promise"]


class Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of the parts of a standard."""


class Clause(Data, frozen=True):
    """One numbered sentence of the written standard."""

    id: str
    section: str = ""
    quote: str = ""
    meaning: str = ""
    channel: str = "any"
    direction: str = "any"
    kind: tuple[str, ...] = ()
    check: tuple[str, ...] = ()
    note: str = ""
    scenario: str = ""

    def applies(self, channel: str, direction: str) -> bool:
        """Whether the clause applies to conversations of this channel and direction."""
        return self.channel in ("any", channel) and self.direction in ("any", direction)


class Number(Data, frozen=True):
    """A named figure; `unit`: s, ms, min, h, working_h, working_days, times, db, percent, units_per_min."""

    value: float
    unit: str
    clause: str = ""
    origin: str = ""
    title: Text = {}

    def ms(self) -> int:
        """The figure as milliseconds; only for s, ms, min and h."""
        return round(self.value * {"ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000}[self.unit])


class Line(Data, frozen=True):
    """A sentence to say: the clauses it comes from, the moves it does, its texts with slots. `slots`: those that are
    filled with numbers of the standard."""

    id: str
    clauses: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    channel: str = "any"
    slots: Text = {}
    texts: Text = {}
    origin: Text = {}
    note: Text = {}


class Cond(msgspec.Struct, frozen=True, array_like=True):
    """A condition over the state, in normal form. `op` names the test; see `saywell.standard.conditions`."""

    op: str
    names: tuple[str, ...] = ()
    of: tuple[Cond, ...] = ()
    least: int | None = None
    most: int | None = None
    since: tuple[str, ...] = ()
    window: str = ""


class Within(Data, frozen=True):
    """How long a duty has: agent turns, a length (ms), working minutes or days, or until the call or record ends."""

    turns: int | None = None
    ms: int | None = None
    working_min: int | None = None
    working_days: int | None = None
    end: Literal["", "call", "record"] = ""


class Limit(Data, frozen=True):
    """The latest permitted deadline of a promise, where `when` holds."""

    within: Within
    when: Cond | None = None


class Norm(Data, frozen=True):
    """One rule. Which fields are used depends on `kind`; the reference of the language tells."""

    id: str
    kind: NormKind
    clauses: tuple[str, ...] = ()
    title: Text = {}
    when: tuple[str, ...] = ()
    cond: Cond | None = None
    do: Cond | None = None
    act: tuple[str, ...] = ()
    needs: Cond | None = None
    never: Cond | None = None
    during: str = ""
    unless: Cond | None = None
    waive: tuple[str, ...] = ()
    fail: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    within: Within = Within()
    again: bool = False
    once: bool = False
    window: Literal["", "call"] = ""
    blame: Literal["missed", "broken"] = "missed"
    allow: tuple[Cond, ...] = ()
    made: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    kept: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    severity: Literal["minor", "major", "critical"] = "major"
    counted: bool = False
    question: Text = {}
    either: dict[str, Cond] = {}


class Step(Data, frozen=True):
    """A step of a ladder: wait this long (ms), then say one of these moves."""

    say: Cond
    line: str = ""
    clauses: tuple[str, ...] = ()
    wait: int = 0
    wait_clauses: tuple[str, ...] = ()
    given: bool = False


class LadderSpec(Data, frozen=True):
    """Steps of a situation; at the end an act is permitted after a last wait (ms)."""

    steps: tuple[Step, ...]
    permit: str = ""
    permit_clauses: tuple[str, ...] = ()
    final_wait: int = 0
    final_if: Cond | None = None


class Opening(Data, frozen=True):
    """What opens a situation: a signal or a length of silence (ms), if a condition holds."""

    on: tuple[str, ...] = ()
    silence: int | None = None
    cond: Cond | None = None


class Offer(Data, frozen=True):
    """What may be said, done and written down in a situation while a condition holds: lines, names of acts, forms.
    Nobody is judged by it."""

    say: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    cond: Cond | None = None


class SituationSpec(Data, frozen=True):
    """What is going on, how it opens and closes, and what it offers meanwhile."""

    id: str
    title: Text = {}
    clauses: tuple[str, ...] = ()
    opens: tuple[Opening, ...] = ()
    closes: tuple[str, ...] = ()
    ladder: LadderSpec | None = None
    once: bool = False
    offers: tuple[Offer, ...] = ()


class TabooPhrase(Data, frozen=True):
    """One forbidden phrase. `sense`: the whole utterance, a clause of its own, or anywhere. `like`: patterns of other
    wordings; `harmless`: patterns that make it harmless; `rewrite`: the line that says it right."""

    say: str
    sense: Literal["whole", "blunt", "anywhere"] = "blunt"
    also: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    rewrite: str = ""
    severity: Severity = "block"


class Taboo(Data, frozen=True):
    """A list of forbidden phrases; heard as the move `agent.taboo.<id>`. `homophones`: characters of one sound count as
    the same, for what a speech recogniser writes."""

    id: str
    clauses: tuple[str, ...] = ()
    severity: Severity = "block"
    homophones: bool = False
    phrases: tuple[TabooPhrase, ...] = ()


class Section(Data, frozen=True):
    """A part of the score sheet: the clauses or norms that belong to it (globs), and its weight."""

    id: str
    title: Text
    clauses: tuple[str, ...] = ()
    weight: float = 1.0
    mode: Literal["once", "per_hit"] = "once"
    auto_fail: bool = False
    bonus: float = 0.0


class Scoring(Data, frozen=True):
    """The score sheet. `severity`: points off for a broken or missed norm by severity."""

    sections: tuple[Section, ...] = ()
    severity: dict[str, float] = msgspec.field(default_factory=lambda: {"minor": 1.0, "major": 2.0, "critical": 4.0})


class Form(Data, frozen=True):
    """What must be written down."""

    id: str
    title: Text = {}
    clauses: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    asks: dict[str, dict[str, str]] = {}


class Stage(Data, frozen=True):
    """Where a piece of work can stand. `ends`: won or lost where that is the end of it."""

    id: str
    title: Text = {}
    ends: str = ""


class FollowUp(Data, frozen=True):
    """What is done after the words. `kind`: promise, ticket, lead, repair, callback. `form`: the form that opens it;
    `acts`: promises that are its answer; `situations` (where the standard has them) and `heard` (moves of the
    customer) say that such a promise is about this. Figures by name: `answer` to the customer, `acknowledge` by the
    receiver, `chase` one who did not, `first` and `every` status, `remind` before, `explain` where there is no result.
    `escalate`: levels in order. `reasons`: why it was lost or dropped. `done`: what the conversation is told is done,
    by what happens."""

    id: str
    kind: str
    title: Text = {}
    clauses: tuple[str, ...] = ()
    form: str = ""
    acts: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    answer: str = ""
    acknowledge: str = ""
    chase: str = ""
    first: str = ""
    every: str = ""
    remind: str = ""
    explain: str = ""
    escalate: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    reasons: dict[str, Text] = {}
    done: dict[str, str] = {}


class MoveSpec(Data, frozen=True):
    """A move of the agent or the customer and the patterns by which it is heard. `words`: rules about words as
    `saywell.language.words` reads them; where one holds, the move is heard too. `answers`: of a question, the moves
    that a bare yes, no or fine is, or a matter of one's own instead. `implies`: moves of the same party that are made
    with it by what they mean, and `implied_by` the other way round. `shows`: moves of the customer that this one of the
    agent answers: they count as made where none was heard, `unless` one of these is made in the same utterance."""

    id: str
    title: Text = {}
    definition: str = ""
    clauses: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    not_zh: tuple[str, ...] = ()
    not_en: tuple[str, ...] = ()
    words: tuple[dict[str, Any], ...] = ()
    answers: dict[str, tuple[str, ...]] = {}
    implies: tuple[str, ...] = ()
    implied_by: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class ConceptSpec(Data, frozen=True):
    """Phrases that mean the same, by language."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Standard(Data, frozen=True):
    """A compiled standard."""

    id: str
    version: str
    title: Text
    hash: str = ""
    extends: str = ""
    languages: tuple[str, ...] = LANGUAGES
    calendar: CalendarSpec = CalendarSpec()
    clauses: dict[str, Clause] = {}
    numbers: dict[str, Number] = {}
    lines: dict[str, Line] = {}
    situations: dict[str, SituationSpec] = {}
    norms: dict[str, Norm] = {}
    taboos: dict[str, Taboo] = {}
    forms: dict[str, Form] = {}
    acts: dict[str, dict[str, str]] = {}
    """What may be marked as done (the signal `done.<id>`), with its title by language, as the desk offers it."""
    followups: dict[str, FollowUp] = {}
    moves: dict[str, MoveSpec] = {}
    concepts: dict[str, ConceptSpec] = {}
    scoring: Scoring = Scoring()
    same_as: tuple[tuple[str, ...], ...] = ()
    sure: tuple[str, ...] = ()
    """Signals such as agent.greets@0.8: the move heard with at least this confidence."""


class Key:
    """Lets a standard be the key of a cache by its content hash."""

    __slots__ = ("standard",)

    def __init__(self, standard: Standard) -> None:
        self.standard = standard

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and other.standard.hash == self.standard.hash

    def __hash__(self) -> int:
        return hash(self.standard.hash)
