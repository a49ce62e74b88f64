"""Find the moves in a folded text: one Aho-Corasick pass, then only the expressions that can still match."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from saywell.language.compiled import Compiled, Vocabulary, compile_pattern
from saywell.language.fold import Folded
from saywell.language.pattern import Concept, MoveRules, PatternError, Problem, Script
from saywell.language.sieve import Sieve, numbers

SIDES: Mapping[str, str] = {"agent": "agent", "bot": "agent", "customer": "customer"}
# Nobody says more in one breath; what lies behind is not looked at.
LONGEST = 20_000
# Where a veto makes a hit harmless, the same words are looked for further on, this often in all.
_PLACES = 4


class Hit(NamedTuple):
    """A move that was heard, with its place in the folded text."""

    move: str
    start: int
    end: int


class RuleSetError(ValueError):
    """A rule set with mistakes; `problems` lists them all."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class _Rule:
    """One pattern: its move and its expression, compiled when it is first needed."""

    __slots__ = ("groups", "longest", "move", "regex", "search", "whole")

    def __init__(self, move: int, compiled: Compiled) -> None:
        self.move = move
        self.longest = compiled.longest or LONGEST
        self.regex = compiled.regex
        self.groups = compiled.groups
        self.whole = self.regex.startswith("\\A")
        self.search: Callable[..., re.Match[str] | None] = self._first_search

    def _first_search(self, text: str, *within: int) -> re.Match[str] | None:
        regex = re.compile(self.regex)
        self.search = regex.match if self.whole else regex.search
        return self.search(text, *within)


@dataclass(slots=True)
class _Rules:
    """One party's patterns in one language; the vetoes stand behind all the others, and `barred` has them by move as bits."""

    said: list[_Rule] = field(default_factory=list)
    vetoes: list[_Rule] = field(default_factory=list)
    barred: list[int] = field(default_factory=list)
    sieve: Sieve = field(default_factory=lambda: Sieve(()))
    own: int = 0

    def seal(self, moves: int) -> None:
        """Build the sieve once every rule is there."""
        self.own = (1 << len(self.said)) - 1
        self.barred = [0] * moves
        for number, veto in enumerate(self.vetoes, len(self.said)):
            self.barred[veto.move] |= 1 << number
        self.said += self.vetoes
        self.sieve = Sieve([rule.groups for rule in self.said])
        for rule in self.said:
            rule.groups = ()

    def awake(self, text: str) -> int:
        """The rules and vetoes, as bits, that the text can match."""
        return self.sieve.awake(self.sieve.present(text))

    def woken(self, awake: int) -> list[_Rule]:
        """The rules among them, in order."""
        said = self.said
        return [said[number] for number in numbers(awake & self.own)]

    def bar(self, move: int, awake: int, text: str, start: int, end: int) -> bool:
        """Whether one of the move's vetoes matches near the hit."""
        bits = awake & self.barred[move]
        if not bits:
            return False
        left, right = _near(text, start, end)
        for number in numbers(bits):
            veto = self.said[number]
            found = veto.search(text) if veto.whole else veto.search(text, left, right)
            if found is not None:
                return True
        return False


@dataclass(slots=True)
class _Side:
    """Everything that one party can say."""

    moves: list[str] = field(default_factory=list)
    zh: _Rules = field(default_factory=_Rules)
    en: _Rules = field(default_factory=_Rules)

    def hear(self, text: str) -> list[Hit]:
        """The moves in a folded text. English patterns are tried only where there is a Latin letter, or nothing Chinese."""
        awake = self.zh.awake(text)
        awake_en = self.en.awake(text) if text.isascii() or _LATIN.search(text) else 0
        woken = self.zh.woken(awake)
        if awake_en:
            woken += self.en.woken(awake_en)
            woken.sort(key=_move_of)
        hits: list[Hit] = []
        settled = -1
        length = len(text)
        for rule in woken:
            if rule.move == settled or rule.longest < length:
                continue
            match = rule.search(text)
            for _ in range(_PLACES):
                if match is None:
                    break
                start, end = match.span(1)
                if not (
                    self.zh.bar(rule.move, awake, text, start, end)
                    or self.en.bar(rule.move, awake_en, text, start, end)
                ):
                    settled = rule.move
                    hits.append(Hit(self.moves[settled], start, end))
                    break
                match = None if rule.whole else rule.search(text, max(end, start + 1))
        return hits


def _near(text: str, start: int, end: int) -> tuple[int, int]:
    """The clauses of a hit and the ones beside them, within its sentence: what is said elsewhere in a long turn does
    not make it harmless."""
    left = max(text.rfind(mark, 0, start) for mark in ".!?") + 1
    comma = text.rfind(",", left, start)
    if comma >= 0:
        left = max(left, text.rfind(",", left, comma) + 1)
    right = min((at for at in (text.find(mark, end) for mark in ".!?") if at >= 0), default=len(text) - 1) + 1
    comma = text.find(",", end, right)
    if comma >= 0:
        after = text.find(",", comma + 1, right)
        right = after + 1 if after >= 0 else right
    return left, right


_LATIN = re.compile("[a-z]")
_move_of = attrgetter("move")


class Matcher:
    """The compiled moves of a standard. Built once, used by any number of threads."""

    def __init__(self, sides: Mapping[str, _Side]) -> None:
        self._sides = sides

    @classmethod
    def build(cls, moves: Mapping[str, MoveRules], concepts: Mapping[str, Concept]) -> Matcher:
        """Compile. Raises RuleSetError with every mistake found."""
        matcher, problems = cls.build_lenient(moves, concepts)
        if problems:
            raise RuleSetError(problems)
        return matcher

    @classmethod
    def build_lenient(
        cls, moves: Mapping[str, MoveRules], concepts: Mapping[str, Concept]
    ) -> tuple[Matcher, list[Problem]]:
        """Compile what can be compiled, and list the mistakes; for tools that go on."""
        vocabulary = Vocabulary(concepts)
        problems: list[Problem] = []
        for name, concept in concepts.items():
            for script, phrases in (("zh", concept.zh), ("en", concept.en)):
                if phrases:
                    try:
                        vocabulary.expression(name, "zh" if script == "zh" else "en")
                    except PatternError as error:
                        problems.append(error.problem(f"concept {name}"))
        sides = {side: _Side() for side in ("agent", "customer")}
        for move, rules in moves.items():
            side = sides.get(move.partition(".")[0])
            if side is None:
                problems.append(Problem(move, move, 0, "nobody says this", "begin with agent. or customer."))
                continue
            index = len(side.moves)
            side.moves.append(move)
            both: tuple[tuple[_Rules, Script, Sequence[str], Sequence[str]], ...] = (
                (side.zh, "zh", rules.zh, rules.not_zh),
                (side.en, "en", rules.en, rules.not_en),
            )
            for into, script, said, vetoes in both:
                into.said.extend(_Rule(index, c) for c in _compile_all(move, script, said, vocabulary, problems))
                into.vetoes.extend(
                    _Rule(index, c) for c in _compile_all(f"{move} not", script, vetoes, vocabulary, problems)
                )
        for side in sides.values():
            side.zh.seal(len(side.moves))
            side.en.seal(len(side.moves))
        return cls(sides), problems

    @property
    def moves(self) -> tuple[str, ...]:
        """Every move it can hear, in the order of the rules."""
        return tuple(move for side in self._sides.values() for move in side.moves)

    def find(self, folded: Folded | str, by: str) -> list[Hit]:
        """The moves in a folded text, in the order of the rules; `by` is agent, bot or customer (others: none)."""
        side = self._sides.get(SIDES.get(by, ""))
        text = folded if isinstance(folded, str) else folded.text
        if side is None or not text:
            return []
        return side.hear(text if len(text) <= LONGEST else text[:LONGEST])


def _compile_all(
    key: str, script: Script, patterns: Sequence[str], vocabulary: Vocabulary, problems: list[Problem]
) -> list[Compiled]:
    """Every pattern that can be compiled; the mistakes go to `problems`."""
    done: list[Compiled] = []
    for pattern in patterns:
        try:
            done.append(compile_pattern(pattern, script, vocabulary))
        except PatternError as error:
            column = error.column if error.pattern == pattern else 0
            problems.append(Problem(f"{key} {script}", pattern, column, error.what, error.mend))
    return done
