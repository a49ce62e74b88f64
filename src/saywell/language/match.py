"""Find the moves in a folded text: one Aho-Corasick pass, then only the expressions that can still match."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from saywell.language.compiled import Compiled, Vocabulary, compile_pattern
from saywell.language.fold import Folded
from saywell.language.pattern import Concept, MoveRules, PatternError, Problem, Script
from saywell.language.sieve import Sieve, numbers

SIDES: Mapping[str, str] = {"agent": "agent", "bot": "agent", "customer": "customer"}
# Nobody says more in one breath; what lies behind is not looked at.
LONGEST = 20_000


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


@dataclass(slots=True)
class _Rule:
    """One pattern: its move and its expression, compiled when it is first needed."""

    move: int
    compiled: Compiled
    search: Callable[[str], re.Match[str] | None] | None = None

    def find(self, text: str) -> re.Match[str] | None:
        search = self.search
        if search is None:
            regex = re.compile(self.compiled.regex)
            search = self.search = regex.match if self.compiled.regex.startswith("\\A") else regex.search
        return search(text)


@dataclass(slots=True)
class _Side:
    """Everything that one party can say; the vetoes stand behind all the rules, and `barred` has them by move as bits."""

    moves: list[str] = field(default_factory=list)
    rules: list[_Rule] = field(default_factory=list)
    vetoes: list[_Rule] = field(default_factory=list)
    barred: list[int] = field(default_factory=list)
    sieve: Sieve = field(default_factory=lambda: Sieve(()))
    own: int = 0

    def seal(self) -> None:
        """Build the sieve once every rule is there."""
        self.own = (1 << len(self.rules)) - 1
        self.barred = [0] * len(self.moves)
        for number, veto in enumerate(self.vetoes, len(self.rules)):
            self.barred[veto.move] |= 1 << number
        self.rules += self.vetoes
        self.sieve = Sieve([rule.compiled.groups for rule in self.rules])

    def is_barred(self, move: int, awake: int, text: str) -> bool:
        """Whether one of the move's vetoes matches."""
        bits = awake & self.barred[move]
        return bool(bits) and any(self.rules[number].find(text) is not None for number in numbers(bits))


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
            said = _compile_all(move, rules.zh, rules.en, vocabulary, problems)
            barred = _compile_all(f"{move} not", rules.not_zh, rules.not_en, vocabulary, problems)
            side.rules.extend(_Rule(index, compiled) for compiled in said)
            side.vetoes.extend(_Rule(index, compiled) for compiled in barred)
        for side in sides.values():
            side.seal()
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
        if len(text) > LONGEST:
            text = text[:LONGEST]
        awake = side.sieve.awake(side.sieve.present(text))
        hits: list[Hit] = []
        settled = -1
        length = len(text)
        rules = side.rules
        for number in numbers(awake & side.own):
            rule = rules[number]
            if rule.move == settled or 0 < rule.compiled.longest < length:
                continue
            match = rule.find(text)
            if match is None:
                continue
            settled = rule.move
            if not side.is_barred(settled, awake, text):
                hits.append(Hit(side.moves[settled], *match.span(1)))
        return hits


def _compile_all(
    key: str, zh: Sequence[str], en: Sequence[str], vocabulary: Vocabulary, problems: list[Problem]
) -> list[Compiled]:
    """Every pattern that can be compiled; the mistakes go to `problems`."""
    done: list[Compiled] = []
    both: tuple[tuple[Script, Sequence[str]], ...] = (("zh", zh), ("en", en))
    for script, patterns in both:
        for pattern in patterns:
            try:
                done.append(compile_pattern(pattern, script, vocabulary))
            except PatternError as error:
                column = error.column if error.pattern == pattern else 0
                problems.append(Problem(f"{key} {script}", pattern, column, error.what, error.mend))
    return done
