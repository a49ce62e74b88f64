"""Rules about words, for a standard to say: any, all, N of, none, count, near, regex, wildcard, similar, repeats.

A rule looks at one folded utterance and returns the places that satisfy it; none means that it does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from saywell.language.fold import Folded, fold, fold_characters
from saywell.language.phrases import Found, PhraseList, Span, units
from saywell.language.similar import Samples, likeness
from saywell.language.taboo import core_of

Where = Literal["anywhere", "sentence", "clause", "whole"]
WHERES: tuple[Where, ...] = get_args(Where)
LONGEST = 4_000

_ENDS = {"sentence": re.compile("[^.!?]+"), "clause": re.compile("[^,.!?:]+")}


class WordsError(ValueError):
    """A rule that cannot be read: the `key`, `what` is wrong with it and how to `mend` it."""

    def __init__(self, key: str, what: str, mend: str) -> None:
        super().__init__(f"{key}: {what}; {mend}")
        self.key, self.what, self.mend = key, what, mend


class WordsRule(Protocol):
    """What every operator can do."""

    def find(self, text: str) -> tuple[Span, ...]:
        """The places in a folded text that satisfy the rule; empty if it does not hold."""
        ...


def segments(text: str, where: Where) -> list[Span]:
    """The pieces of a text in which a rule must be satisfied."""
    if where in ("anywhere", "whole"):
        return [Span(0, len(text))] if text else []
    return [Span(*match.span()) for match in _ENDS[where].finditer(text)]


@dataclass(frozen=True)
class Words:
    """At least `least` of `groups` different groups of synonyms, all in one piece. any: 1; all: every group."""

    phrases: PhraseList
    group_of: tuple[int, ...]
    least: int
    where: Where
    exclude: PhraseList | None

    def find(self, text: str) -> tuple[Span, ...]:
        """The first place of every group, in the first piece that has enough of them."""
        found = _allowed(text, self.phrases, self.exclude)
        if not found:
            return ()
        if self.where == "whole":
            core = core_of(text)
            found = [f for f in found if core_of(text[f.start : f.end]) == core]
        for piece in segments(text, self.where):
            first: dict[int, Span] = {}
            for phrase, start, end in found:
                if piece.start <= start and end <= piece.end:
                    first.setdefault(self.group_of[phrase], Span(start, end))
            if len(first) >= self.least:
                return tuple(sorted(first.values()))
        return ()


@dataclass(frozen=True)
class NoneOf:
    """None of the phrases; satisfied by the whole text."""

    phrases: PhraseList
    exclude: PhraseList | None

    def find(self, text: str) -> tuple[Span, ...]:
        """The whole text, or nothing."""
        return () if _allowed(text, self.phrases, self.exclude) else (Span(0, len(text)),)


@dataclass(frozen=True)
class Count:
    """The total number of occurrences, from `least` to `most`."""

    phrases: PhraseList
    least: int
    most: int | None
    where: Where
    exclude: PhraseList | None

    def find(self, text: str) -> tuple[Span, ...]:
        """The occurrences in the first piece with the right number; the whole piece for a number of 0."""
        found = _disjoint(_allowed(text, self.phrases, self.exclude))
        for piece in segments(text, self.where):
            inside = tuple(Span(f.start, f.end) for f in found if piece.start <= f.start and f.end <= piece.end)
            if self.least <= len(inside) and (self.most is None or len(inside) <= self.most):
                return inside or (piece,)
        return ()


@dataclass(frozen=True)
class Near:
    """The first list within `within` units (Chinese characters, English words) of the second; or `apart`: nowhere so near.

    `apart` holds where the first list occurs and no such pair does.
    """

    one: PhraseList
    other: PhraseList
    within: int
    ordered: bool
    apart: bool
    exclude: PhraseList | None

    def find(self, text: str) -> tuple[Span, ...]:
        """The stretch from the one to the other; with `apart` the places of the first list."""
        ones = _allowed(text, self.one, self.exclude)
        others = self.other.find(text) if ones else []
        pairs = [span for a in ones for b in others if (span := self._pair(text, a, b)) is not None]
        if self.apart:
            lonely = [a for a in ones if all(self._pair(text, a, b) is None for b in others)]
            return tuple(Span(a.start, a.end) for a in lonely)
        return (min(pairs, key=lambda s: (s.end - s.start, s.start)),) if pairs else ()

    def _pair(self, text: str, one: Found, other: Found) -> Span | None:
        first, second = (one, other) if one.start <= other.start else (other, one)
        if first.end > second.start or (self.ordered and first is not one):
            return None
        if units(text[first.end : second.start]) > self.within:
            return None
        return Span(first.start, second.end)


@dataclass(frozen=True)
class Expression:
    """A regular expression on folded text, unless another one matches at the same place."""

    regex: re.Pattern[str]
    exclude: re.Pattern[str] | None

    def find(self, text: str) -> tuple[Span, ...]:
        """Every match that no exclusion overlaps; only the first 4,000 characters are looked at."""
        text = text[:LONGEST]
        found = [Span(*m.span()) for m in self.regex.finditer(text) if m.end() > m.start()]
        if not found or self.exclude is None:
            return tuple(found)
        barred = [m.span() for m in self.exclude.finditer(text)]
        return tuple(s for s in found if not any(start < s.end and end > s.start for start, end in barred))


@dataclass(frozen=True)
class Similar:
    """A clause, a sentence or the whole utterance that is like one of the samples."""

    samples: Samples
    least: float
    where: Where

    def find(self, text: str) -> tuple[Span, ...]:
        """The most similar piece if it is similar enough."""
        best = max(
            ((self.samples.score(text[s.start : s.end]), s) for s in segments(text[:LONGEST], self.where)),
            key=lambda pair: pair[0],
            default=(0.0, Span(0, 0)),
        )
        return (best[1],) if best[0] >= self.least else ()


@dataclass(frozen=True)
class Repeats:
    """The same clause said `times` times or more in one utterance; `likeness` 1 asks for the same words."""

    times: int
    least: float

    def find(self, text: str) -> tuple[Span, ...]:
        """The places of the clause that is repeated."""
        pieces = [s for s in segments(text[:LONGEST], "clause") if units(text[s.start : s.end]) > 1]
        for i, piece in enumerate(pieces[:40]):
            said = text[piece.start : piece.end]
            alike = [p for p in pieces[i:40] if likeness(said, text[p.start : p.end]) >= self.least]
            if len(alike) >= self.times:
                return tuple(alike)
        return ()


def repeated(utterances: Sequence[str], least: float = 0.85, within: int | None = None) -> list[tuple[int, int, float]]:
    """Pairs (earlier, later, likeness) of utterances that say the same again, at most `within` utterances apart."""
    folded = [core_of(fold(u).text) for u in utterances]
    pairs: list[tuple[int, int, float]] = []
    for later, said in enumerate(folded):
        for earlier in range(0 if within is None else max(0, later - within), later):
            score = likeness(folded[earlier], said) if units(said) > 2 else 0.0
            if score >= least:
                pairs.append((earlier, later, score))
    return pairs


def _allowed(text: str, phrases: PhraseList, exclude: PhraseList | None) -> list[Found]:
    """Occurrences that no excluded phrase overlaps."""
    found = phrases.find(text)
    if not found or exclude is None:
        return found
    barred = exclude.find(text)
    return [f for f in found if not any(b.start < f.end and b.end > f.start for b in barred)]


def _disjoint(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


_OPTIONS = frozenset(
    ("where", "except", "homophones", "at_least", "at_most", "within", "not_within", "ordered", "score")
)


def compile_words(spec: Mapping[str, object]) -> WordsRule:
    """Read one rule. Raises WordsError.

    {any|all|none|count: [phrase or [synonyms], …]}, {of: […], at_least: N}, {near: [[…], […]], within|not_within: N, ordered},
    {regex: …}, {wildcard: 订单*号码}, {similar: [sample, …], score: 0.55}, {repeats: N}; options: where, except, homophones.
    """
    operators = [key for key in spec if key not in _OPTIONS]
    if len(operators) != 1 or operators[0] not in _READERS:
        raise WordsError(
            " ".join(map(str, operators)) or "rule",
            "must have exactly one operator",
            f"use one of {', '.join(_READERS)}",
        )
    return _READERS[operators[0]](_Spec(operators[0], spec))


def holds(rule: WordsRule, said: Folded | str) -> bool:
    """Whether a rule holds for a folded utterance."""
    return bool(rule.find(said if isinstance(said, str) else said.text))


@dataclass(frozen=True)
class _Spec:
    """One rule's data with typed, checked access."""

    operator: str
    data: Mapping[str, object]

    def fail(self, what: str, mend: str, key: str = "") -> WordsError:
        return WordsError(key or self.operator, what, mend)

    def number(self, key: str, default: float | None) -> float:
        value = self.data.get(key, default)
        try:
            return (
                float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else self._no(key)
            )
        except ValueError:
            return self._no(key)

    def _no(self, key: str) -> float:
        raise self.fail("must be a number", f"write {key}: 3", key)

    def flag(self, key: str) -> bool:
        return self.data.get(key) in (True, "true", "yes")

    def where(self, default: Where = "anywhere") -> Where:
        value = self.data.get("where", default)
        for where in WHERES:
            if value == where:
                return where
        raise self.fail(f"there is no place {value!r}", f"use one of {', '.join(WHERES)}", "where")

    def groups(self, value: object) -> list[list[str]]:
        """[phrase | [synonym, …], …] as lists of synonyms."""
        if not isinstance(value, list | tuple) or not value:
            raise self.fail("must be a list of phrases", "write [phrase, [phrase, synonym], …]")
        return [self.strings(item) if isinstance(item, list | tuple) else self.strings([item]) for item in value]

    def strings(self, value: object) -> list[str]:
        if not isinstance(value, list | tuple) or not all(
            isinstance(v, str) and fold(v).text.strip(" ,.!?:*") for v in value
        ):
            raise self.fail("must be a list of texts with words in them", "write [text, …]")
        return [str(v) for v in value]

    def phrases(self, groups: list[list[str]]) -> PhraseList:
        return PhraseList((p for group in groups for p in group), self.flag("homophones"))

    def exclude(self) -> PhraseList | None:
        value = self.data.get("except")
        return None if value is None else PhraseList(self.strings(value), self.flag("homophones"))

    def text(self, key: str) -> str:
        value = self.data.get(key)
        if not isinstance(value, str) or not value:
            raise self.fail("must be a text", f"write {key}: text", key)
        return value


def _words(spec: _Spec) -> WordsRule:
    groups = spec.groups(spec.data[spec.operator])
    least = {"any": 1, "all": len(groups)}.get(spec.operator) or int(spec.number("at_least", None))
    if not 1 <= least <= len(groups):
        raise spec.fail(f"asks for {least} of {len(groups)}", "lower at_least or add phrases")
    group_of = tuple(i for i, group in enumerate(groups) for _ in group)
    return Words(spec.phrases(groups), group_of, least, spec.where(), spec.exclude())


def _none(spec: _Spec) -> WordsRule:
    return NoneOf(spec.phrases(spec.groups(spec.data["none"])), spec.exclude())


def _count(spec: _Spec) -> WordsRule:
    most = int(spec.number("at_most", None)) if "at_most" in spec.data else None
    least = int(spec.number("at_least", 0 if most is not None else 1))
    return Count(spec.phrases(spec.groups(spec.data["count"])), least, most, spec.where(), spec.exclude())


def _near(spec: _Spec) -> WordsRule:
    groups = spec.groups(spec.data["near"])
    if len(groups) != 2:
        raise spec.fail("must have two sides", "write near: [[…], […]]")
    apart = "not_within" in spec.data
    within = int(spec.number("not_within" if apart else "within", None))
    one, other = spec.phrases(groups[:1]), spec.phrases(groups[1:])
    return Near(one, other, within, spec.flag("ordered"), apart, spec.exclude())


def _regex(spec: _Spec) -> WordsRule:
    compiled: list[re.Pattern[str] | None] = [None, None]
    for i, key in enumerate(("regex", "except")):
        if key in spec.data:
            try:
                compiled[i] = re.compile(spec.text(key))
            except (re.error, RecursionError, OverflowError) as error:
                raise spec.fail(
                    f"is no regular expression ({error})", "mend it; it runs on folded text", key
                ) from error
    assert compiled[0] is not None
    return Expression(compiled[0], compiled[1])


def _wildcard(spec: _Spec) -> WordsRule:
    text = fold_characters(spec.text("wildcard")).replace("\0", "").strip("* ")
    if not text.strip("*? ,.!:"):
        raise spec.fail("has no words", "write words around * and ?")
    body = "".join({"*": "[^,.!?:]{0,40}?", "?": "[^,.!?:]"}.get(char, re.escape(char)) for char in text)
    exclude = spec.exclude()
    barred = None if exclude is None else re.compile("|".join(re.escape(fold(p).text) for p in exclude.phrases))
    edge = "[a-z0-9']"
    start = f"(?<!{edge})" if re.match(edge, text) else ""
    end = f"(?!{edge})" if re.search(f"{edge}\\Z", text) else ""
    return Expression(re.compile(f"{start}{body}{end}"), barred)


def _similar(spec: _Spec) -> WordsRule:
    least = spec.number("score", 0.55)
    if not 0 < least <= 1:
        raise spec.fail("must lie between 0 and 1", "write score: 0.55", "score")
    return Similar(Samples(spec.strings(spec.data["similar"])), least, spec.where())


def _repeats(spec: _Spec) -> WordsRule:
    return Repeats(max(2, int(spec.number("repeats", None))), spec.number("score", 1.0))


_READERS: dict[str, Callable[[_Spec], WordsRule]] = {
    "any": _words,
    "all": _words,
    "of": _words,
    "none": _none,
    "count": _count,
    "near": _near,
    "regex": _regex,
    "wildcard": _wildcard,
    "similar": _similar,
    "repeats": _repeats,
}
