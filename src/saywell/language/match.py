"""Find the moves in a folded text: one Aho-Corasick pass, then only the expressions that can still match."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

import msgspec

from saywell.language import kinds
from saywell.language.compiled import Compiled, Vocabulary, compile_pattern
from saywell.language.expression import compiled
from saywell.language.fold import Folded
from saywell.language.pattern import Concept, MoveRules, PatternError, Problem, Script
from saywell.language.sieve import Lists, Packed, Sieve, pack

SIDES: Mapping[str, str] = {"agent": "agent", "bot": "agent", "customer": "customer"}
# Nobody says more in one breath; what lies behind is not looked at.
LONGEST = 20_000
# Where a veto makes a hit harmless, the same words are looked for further on, this often in all.
_PLACES = 4
Search = Callable[..., re.Match[str] | None]


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


class _Spoken(msgspec.Struct, frozen=True, array_like=True):
    """One party's patterns in one language as data; the vetoes stand behind all the others.

    `regexes`: UTF-8, one after the other, up to `ends` (bytes). `moves`: the number of each pattern's move; `longest`:
    no longer text can match. `bars`: for each move, its vetoes.
    """

    regexes: bytes
    ends: bytes
    moves: bytes
    longest: bytes
    bars: Lists
    sieve: Packed


class _Heard(msgspec.Struct, frozen=True, array_like=True):
    """A party as data: its moves, and its patterns by language."""

    moves: tuple[str, ...]
    zh: msgspec.Raw
    en: msgspec.Raw


class _Bin:
    """Gathers the patterns of one party."""

    def __init__(self) -> None:
        self.moves: list[str] = []
        self.said: dict[Script, list[tuple[int, Compiled]]] = {"zh": [], "en": []}
        self.vetoes: dict[Script, list[tuple[int, Compiled]]] = {"zh": [], "en": []}

    def add(
        self, move: str, script: Script, said: Sequence[str], vetoes: Sequence[str],
        vocabulary: Vocabulary, problems: list[Problem],
    ) -> None:  # fmt: skip
        """Compile the patterns of the latest move in one language; the mistakes go to `problems`."""
        last = len(self.moves) - 1
        for patterns, key, into in ((said, move, self.said), (vetoes, f"{move} not", self.vetoes)):
            into[script].extend((last, one) for one in _compile_all(key, script, patterns, vocabulary, problems))

    def packed(self) -> _Heard:
        """The party as data."""
        return _Heard(tuple(self.moves), msgspec.Raw(self._pack("zh")), msgspec.Raw(self._pack("en")))

    def _pack(self, script: Script) -> bytes:
        said = self.said[script]
        bars: list[list[int]] = [[] for _ in self.moves]
        for number, (move, _) in enumerate(self.vetoes[script], len(said)):
            bars[move].append(number)
        every = [*said, *self.vetoes[script]]
        texts = [one.regex.encode() for _, one in every]
        spoken = _Spoken(
            b"".join(texts),
            array("I", (0, *accumulate(len(text) for text in texts))).tobytes(),
            array("I", [move for move, _ in every]).tobytes(),
            array("I", [min(one.longest or LONGEST, LONGEST) for _, one in every]).tobytes(),
            Lists.of(bars),
            pack([one.groups for _, one in every], len(said)),
        )
        return msgspec.msgpack.encode(spoken)


class _Rules:
    """One party's patterns in one language, ready to run; expressions are compiled when a text first wakes them."""

    def __init__(self, data: msgspec.Raw) -> None:
        spoken = msgspec.msgpack.decode(data, type=_Spoken)
        self.moves = array("I", spoken.moves).tolist()
        self.longest = array("I", spoken.longest).tolist()
        self.sieve = Sieve(spoken.sieve)
        self._texts = spoken.regexes
        self._ends = memoryview(spoken.ends).cast("I")
        self._bars, self._bounds = spoken.bars.unpacked()
        self._asked, self._starts = spoken.sieve.asked.unpacked()
        self._own = len(self.moves) - len(self._starts) + 1
        self.barring: list[_Bars | None] = [None] * (len(self._bounds) - 1)
        self.searches: list[Search | None] = [None] * len(self.moves)

    def search(self, number: int) -> Search:
        """How to look for a pattern."""
        found = self.searches[number]
        if found is None:
            regex = self._texts[self._ends[number] : self._ends[number + 1]].decode()
            pattern = compiled(regex)
            found = self.searches[number] = pattern.match if regex.startswith("\\A") else pattern.search
        return found

    def bar(self, move: int, present: set[int], have: int, text: str, start: int, end: int) -> bool:
        """Whether one of the move's vetoes matches near the hit."""
        keys, vetoes = self.barring[move] or self._barring(move)
        if not vetoes or (keys and keys.isdisjoint(present)):
            return False
        near: tuple[int, int] | None = None
        for veto, wanted in vetoes:
            if wanted & have == wanted:
                search = self.searches[veto] or self.search(veto)
                if near is None:
                    near = _near(text, start, end)
                if (search(text) if _is_whole(search) else search(text, *near)) is not None:
                    return True
        return False

    def _barring(self, move: int) -> _Bars:
        """The strings of which a text has one if any of the move's vetoes can match, none where a veto wants none; and
        the vetoes with what they want beside."""
        keys: set[int] = set()
        vetoes = [*self._bars[self._bounds[move] : self._bounds[move + 1]]]
        for veto in vetoes:
            number = veto - self._own
            wanted = self._asked[self._starts[number] : self._starts[number + 1]]
            if not len(wanted):
                keys.clear()
                break
            keys.update(wanted)
        found = self.barring[move] = frozenset(keys), tuple((veto, self.sieve.wanted(veto)) for veto in vetoes)
        return found


def _is_whole(search: Search) -> bool:
    return search.__name__ == "match"


def _compiled_rules(data: msgspec.Raw, moves: int) -> object:
    """One party's patterns in one language as the compiled matcher has them."""
    spoken = msgspec.msgpack.decode(data, type=_Spoken)
    sieve = spoken.sieve
    lists = (spoken.bars, sieve.woken, sieve.gives, sieve.wants, sieve.asked)
    groups = max(array("I", sieve.gives.items), default=-1) + 1
    return kinds.inner.load(
        sieve.strings,
        "\n".join(("", *sieve.words, "")),
        spoken.regexes,
        spoken.ends,
        spoken.moves,
        spoken.longest,
        array("I", sieve.always).tobytes(),
        array("I", (len(sieve.asked.ends) // 4 - 1, moves, groups)).tobytes(),
        *(part for one in lists for part in (one.items, one.ends)),
    )


class _Side:
    """Everything that one party can say; what is needed of it is unpacked when it is first needed."""

    def __init__(self, data: _Heard) -> None:
        self._data = data
        self.moves = data.moves
        self._rules: dict[str, _Rules] = {}
        self._numbers: dict[str, int] = {}
        self._compiled: dict[str, object] = {}

    def rules(self, script: Script) -> _Rules:
        """The patterns of one language."""
        found = self._rules.get(script)
        if found is None:
            found = self._rules[script] = _Rules(self._data.zh if script == "zh" else self._data.en)
        return found

    def compiled(self, script: Script) -> object:
        """The same as the compiled matcher has them."""
        found = self._compiled.get(script)
        if found is None:
            found = _compiled_rules(self._data.zh if script == "zh" else self._data.en, len(self.moves))
            self._compiled[script] = found
        return found

    def _few(self, only: Iterable[str]) -> set[int]:
        self._numbers = self._numbers or {move: number for number, move in enumerate(self.moves)}
        return {self._numbers[move] for move in only if move in self._numbers}

    def hear(self, text: str, latin: bool, only: Iterable[str] | None = None) -> list[Hit]:
        """The moves in a folded text. English patterns are tried only where it is `latin`: it has a Latin letter, or
        nothing Chinese.

        `only`: no others are looked for.
        """
        few = None if only is None else self._few(only)
        if kinds.inner is not None:
            flags = None if few is None else bytes(map(few.__contains__, range(len(self.moves))))
            found = kinds.inner.hear(
                text, self.compiled("zh"), self.compiled("en") if latin else None, flags, self.moves
            )
            if found is not None:
                return list(map(_HIT, found))
        zh = self.rules("zh")
        present = zh.sieve.present(text)
        awake, have = zh.sieve.awake(present)
        if few is not None:
            awake = [number for number in awake if zh.moves[number] in few]
        if not latin:
            return list(self._told(text, zh, awake, ((zh, present, have),), {}).values())
        en = self.rules("en")
        present_en = en.sieve.present(text)
        awake_en, have_en = en.sieve.awake(present_en)
        if few is not None:
            awake_en = [number for number in awake_en if en.moves[number] in few]
        vetoes = ((zh, present, have), (en, present_en, have_en))
        hits = self._told(text, zh, awake, vetoes, {})
        self._told(text, en, awake_en, vetoes, hits)
        return [hits[move] for move in sorted(hits)]

    def _told(
        self, text: str, rules: _Rules, awake: list[int], vetoes: tuple[_Vetoes, ...], hits: dict[int, Hit]
    ) -> dict[int, Hit]:
        moves, longest, searches = rules.moves, rules.longest, rules.searches
        length = len(text)
        for number in awake:
            move = moves[number]
            if move in hits or longest[number] < length:
                continue
            search = searches[number] or rules.search(number)
            match = search(text)
            for _ in range(_PLACES):
                if match is None:
                    break
                start, end = match.span(1)
                for by, present, have in vetoes:
                    if by.bar(move, present, have, text, start, end):
                        break
                else:
                    hits[move] = Hit(self.moves[move], start, end)
                    break
                match = None if _is_whole(search) else search(text, max(end, start + 1))
        return hits


_Bars = tuple[frozenset[int], tuple[tuple[int, int], ...]]
_Vetoes = tuple[_Rules, set[int], int]
"""Rules, and which of their strings and groups a text has."""


def _near(text: str, start: int, end: int) -> tuple[int, int]:
    """The clauses of a hit and the ones beside them, within its sentence: what is said elsewhere in a long turn does
    not make it harmless."""
    if text.count(",") < 2 and "." not in text and "?" not in text and "!" not in text:
        return 0, len(text)
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


# Without the detour over the class.
_HIT: Callable[[tuple[str, int, int]], Hit] = partial(tuple.__new__, Hit)


class Matcher:
    """The compiled moves of a standard. Built once, used by any number of threads."""

    def __init__(self, data: bytes | memoryview) -> None:
        """`data`: of a matcher that was built by this version. Raises msgspec.MsgspecError where it is anything else."""
        self.data = data
        self._sides = {side: _Side(one) for side, one in msgspec.msgpack.decode(data, type=dict[str, _Heard]).items()}

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
        bins = {side: _Bin() for side in ("agent", "customer")}
        for move, rules in moves.items():
            into = bins.get(move.partition(".")[0])
            if into is None:
                problems.append(Problem(move, move, 0, "nobody says this", "begin with agent. or customer."))
                continue
            into.moves.append(move)
            into.add(move, "zh", rules.zh, rules.not_zh, vocabulary, problems)
            into.add(move, "en", rules.en, rules.not_en, vocabulary, problems)
        return cls(msgspec.msgpack.encode({side: one.packed() for side, one in bins.items()})), problems

    @property
    def moves(self) -> tuple[str, ...]:
        """Every move it can hear, in the order of the rules."""
        return tuple(move for side in self._sides.values() for move in side.moves)

    def find(self, folded: Folded | str, by: str, only: Iterable[str] | None = None) -> list[Hit]:
        """The moves in a folded text, in the order of the rules; `by` is agent, bot or customer (others: none).

        `only`: no other moves are looked for.
        """
        side = self._sides.get(SIDES.get(by, ""))
        text, has = (folded, kinds.kinds_of(folded)) if isinstance(folded, str) else (folded.text, folded.has)
        if side is None or not text:
            return []
        latin = bool(has & kinds.LETTER) or text.isascii()
        return side.hear(text if len(text) <= LONGEST else text[:LONGEST], latin, only)


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
