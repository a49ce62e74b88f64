"""Find the moves in a folded text: one Aho-Corasick pass, then only the expressions that can still match."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from saywell.language.compiled import Compiled, Group, Vocabulary, commonness, compile_pattern
from saywell.language.fold import Folded
from saywell.language.pattern import Concept, MoveRules, PatternError, Problem, Script

SIDES: Mapping[str, str] = {"agent": "agent", "bot": "agent", "customer": "customer"}
# Nobody says more in one breath; what lies behind is not looked at.
LONGEST = 20_000
_GROUPS_USED = 4


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


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern: its move, what must be in the text, and the expression."""

    move: int
    need: int
    regex: re.Pattern[str]


@dataclass(slots=True)
class _Side:
    """Everything that one party can say."""

    moves: list[str] = field(default_factory=list)
    rules: list[_Rule] = field(default_factory=list)
    vetoes: list[tuple[_Rule, ...]] = field(default_factory=list)
    finder: AhoCorasick | None = None
    masks: list[int] = field(default_factory=list)
    wakes: list[tuple[int, ...]] = field(default_factory=list)
    needs: list[int] = field(default_factory=list)
    always: tuple[int, ...] = ()


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
                        vocabulary.lookup(name, "zh" if script == "zh" else "en")
                    except PatternError as error:
                        problems.append(error.problem(f"concept {name}"))
        sides = {side: _Side() for side in ("agent", "customer")}
        groups: dict[str, list[tuple[Group, ...]]] = {side: [] for side in sides}
        veto_groups: dict[str, list[list[tuple[Compiled, re.Pattern[str]]]]] = {side: [] for side in sides}
        for move, rules in moves.items():
            name = move.partition(".")[0]
            if name not in sides:
                problems.append(Problem(move, move, 0, "nobody says this", "begin with agent. or customer."))
                continue
            side = sides[name]
            index = len(side.moves)
            side.moves.append(move)
            for compiled, regex in _compile_all(move, rules.zh, rules.en, vocabulary, problems):
                side.rules.append(_Rule(index, 0, regex))
                groups[name].append(compiled.groups)
            veto_groups[name].append(
                list(_compile_all(f"{move} not", rules.not_zh, rules.not_en, vocabulary, problems))
            )
        for name, side in sides.items():
            _index(side, groups[name], veto_groups[name])
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
        hits: list[Hit] = []
        settled = -1
        present, awake = _awake(side, text)
        for number in awake:
            rule = side.rules[number]
            if rule.move == settled:
                continue
            match = rule.regex.search(text)
            if match is None:
                continue
            settled = rule.move
            for veto in side.vetoes[settled]:
                if veto.need & present == veto.need and veto.regex.search(text) is not None:
                    break
            else:
                hits.append(Hit(side.moves[settled], *match.span(1)))
        return hits


def _awake(side: _Side, text: str) -> tuple[int, list[int]]:
    """The groups present in the text as bits, and in order the rules whose every group is there."""
    if side.finder is None:
        return 0, list(side.always)
    masks, wakes, needs = side.masks, side.wakes, side.needs
    present = 0
    candidates = set(side.always)
    for literal in {found[0] for found in side.finder.find_matches_as_indexes(text, overlapping=True)}:
        present |= masks[literal]
        woken = wakes[literal]
        if woken:
            candidates.update(woken)
    return present, sorted([number for number in candidates if needs[number] & present == needs[number]])


def _compile_all(
    key: str, zh: Sequence[str], en: Sequence[str], vocabulary: Vocabulary, problems: list[Problem]
) -> list[tuple[Compiled, re.Pattern[str]]]:
    """Every pattern that can be compiled; the mistakes go to `problems`."""
    done: list[tuple[Compiled, re.Pattern[str]]] = []
    both: tuple[tuple[Script, Sequence[str]], ...] = (("zh", zh), ("en", en))
    for script, patterns in both:
        for pattern in patterns:
            try:
                compiled = compile_pattern(pattern, script, vocabulary)
                done.append((compiled, re.compile(compiled.regex)))
            except PatternError as error:
                problems.append(
                    Problem(
                        f"{key} {script}",
                        pattern,
                        error.column if error.pattern == pattern else 0,
                        error.what,
                        error.mend,
                    )
                )
    return done


def _index(side: _Side, groups: list[tuple[Group, ...]], vetoes: list[list[tuple[Compiled, re.Pattern[str]]]]) -> None:
    """Number the groups, build the automaton, and hang every rule on the literals of its rarest group."""
    numbers: dict[Group, int] = {}

    def need(wanted: tuple[Group, ...]) -> int:
        mask = 0
        for group in sorted(wanted, key=commonness)[:_GROUPS_USED]:
            mask |= 1 << numbers.setdefault(group, len(numbers))
        return mask

    side.rules = [_Rule(r.move, need(g), r.regex) for r, g in zip(side.rules, groups, strict=True)]
    side.needs = [rule.need for rule in side.rules]
    side.vetoes = [tuple(_Rule(i, need(c.groups), regex) for c, regex in some) for i, some in enumerate(vetoes)]
    literals = sorted({literal for group in numbers for literal in group})
    place = {literal: i for i, literal in enumerate(literals)}
    side.masks = [0] * len(literals)
    for group, number in numbers.items():
        for literal in group:
            side.masks[place[literal]] |= 1 << number
    wakes: list[list[int]] = [[] for _ in literals]
    always: list[int] = []
    for i, wanted in enumerate(groups):
        if not wanted:
            always.append(i)
            continue
        for literal in min(wanted, key=commonness):
            wakes[place[literal]].append(i)
    side.wakes = [tuple(w) for w in wakes]
    side.always = tuple(always)
    side.finder = AhoCorasick(literals) if literals else None
