"""A standard's forbidden phrases as rules of its matcher, and a close look at what that finds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from saywell.language.compiled import Vocabulary, compile_pattern
from saywell.language.expression import compiled
from saywell.language.fold import Folded, fold
from saywell.language.homophones import fold_homophones
from saywell.language.kinds import kinds_of
from saywell.language.match import Hit, Matcher
from saywell.language.pattern import Concept, MoveRules, PatternError, Problem
from saywell.language.phrases import PhraseList
from saywell.language.taboo import literal_pattern, stands, whole_pattern
from saywell.standard.model import ConceptSpec, Standard, Taboo, TabooPhrase

PREFIX = "agent.taboo/"
# A rejected place is covered by a character that no phrase has, and the rest of the text is looked at again.
_COVER = "\u25a1"
_PLACES = 4
_FAR = 80
"""Characters before and after a phrase in which its exceptions are looked for."""
_NAME = "taboo_words_"
_SHORTEST = 4
"""Shorter phrases have too many others that sound alike."""


class TabooFound(NamedTuple):
    """A forbidden phrase that was said: its list, its place in the list, and (start, end) in the original text."""

    taboo: str
    phrase: int
    start: int
    end: int


class Candidates(NamedTuple):
    """What may be forbidden: the matcher's hits, and the folded text as it was meant where it only sounds so."""

    hits: list[Hit]
    meant: str | None

    @property
    def none(self) -> bool:
        """Whether nothing can be forbidden, however closely one looks."""
        return not self.hits and self.meant is None


class TabooRules(NamedTuple):
    """The rules of forbidden phrases and the concepts that they speak of."""

    rules: dict[str, MoveRules]
    concepts: dict[str, Concept]


def taboo_rules(taboos: Iterable[Taboo], concepts: Mapping[str, ConceptSpec]) -> TabooRules:
    """One rule a phrase, so that an exception of one phrase does not excuse another; the longer wordings come first.

    English phrases become concepts: in those the words stand next to each other.
    """
    rules: dict[str, MoveRules] = {}
    made: dict[str, Concept] = {}
    for taboo in taboos:
        for n, phrase in enumerate(taboo.phrases):
            words = sorted({phrase.say, *phrase.also, *phrase.en}, key=lambda one: (-len(one), one))
            zh, en = _like(phrase, concepts)
            zh += [literal_pattern(one) for one in words if not one.isascii()]
            latin = tuple(filter(None, (literal_pattern(one) for one in words if one.isascii())))
            if latin:
                name = f"{_NAME}{len(made)}"
                made[name] = Concept(en=latin)
                en.append(f"<{name}>")
            if phrase.sense == "whole":
                zh, en = [whole_pattern(one, False) for one in zh], [whole_pattern(one, True) for one in en]
            rules[f"{PREFIX}{taboo.id}/{n}"] = MoveRules(zh=tuple(zh), en=tuple(en))
    return TabooRules(rules, made)


def _like(phrase: TabooPhrase, concepts: Mapping[str, ConceptSpec]) -> tuple[list[str], list[str]]:
    """The patterns of other wordings in Chinese and in English; a concept alone stands for its phrases in both."""
    zh: list[str] = []
    en: list[str] = []
    for one in phrase.like:
        concept = concepts.get(one[1:-1]) if one.startswith("<") and one.endswith(">") else None
        for into, latin in ((zh, False), (en, True)):
            if (concept.en if latin else concept.zh) if concept is not None else one.isascii() == latin:
                into.append(one)
    return zh, en


class Excuses:
    """The exceptions of phrases. One holds where it contains some of the phrase itself: what is said elsewhere in the
    sentence excuses nothing. They are compiled when a phrase is first found."""

    def __init__(self, standard: Standard) -> None:
        self._taboos = standard.taboos
        self._vocabulary = Vocabulary({id: Concept(zh=c.zh, en=c.en) for id, c in standard.concepts.items()})
        self._compiled: dict[str, tuple[re.Pattern[str], ...]] = {}

    def problems(self) -> list[Problem]:
        """Every exception that cannot be read."""
        found: list[Problem] = []
        for taboo in self._taboos.values():
            for phrase in taboo.phrases:
                for pattern in phrase.harmless:
                    try:
                        self._expression(pattern)
                    except PatternError as error:
                        found.append(error.problem(f"taboo {taboo.id} {phrase.say} except"))
        return found

    def hold(self, rule: str, phrase: TabooPhrase, said: str, start: int, end: int) -> bool:
        """Whether an exception of the phrase found at `start`, `end` of a folded text holds there."""
        if not phrase.harmless:
            return False
        compiled_ = self._compiled.get(rule)
        if compiled_ is None:
            compiled_ = self._compiled[rule] = tuple(compiled(self._expression(one)) for one in phrase.harmless)
        left = max(said.rfind(mark, 0, start) for mark in ".!?") + 1
        right = min((at for mark in ".!?" if (at := said.find(mark, end)) >= 0), default=len(said)) + 1
        sentence = said[max(left, start - _FAR) : min(right, end + _FAR)]
        by = start - max(left, start - _FAR)
        return any(_overlaps(one, sentence, by, by + end - start) for one in compiled_)

    def _expression(self, pattern: str) -> str:
        return compile_pattern(pattern, "en" if pattern.isascii() else "zh", self._vocabulary).regex


def _overlaps(expression: re.Pattern[str], text: str, start: int, end: int) -> bool:
    at = 0
    while (found := expression.search(text, at)) is not None:
        if found.start(1) < end and found.end(1) > start:
            return True
        at = found.start() + 1
    return False


class Taboos:
    """The forbidden phrases of a standard, looked for in what an agent says."""

    def __init__(self, standard: Standard, matcher: Matcher) -> None:
        self._taboos = standard.taboos
        self._matcher = matcher
        self._excuses = Excuses(standard)
        self._sounds = [
            (PhraseList(phrases, homophones=True), phrases)
            for taboo in standard.taboos.values()
            if taboo.homophones
            and (phrases := [p for one in taboo.phrases for p in (one.say, *one.also) if _is_long(p)])
        ]

    def find(self, text: str, by: str, candidates: Iterable[str], *, every: bool = False) -> list[TabooFound]:
        """What was said of them, in order of the lists. `candidates`: the rules that the matcher found.

        `every`: also where a phrase is said again, up to eight places in all.
        """
        wanted = {rule for rule in candidates if rule.startswith(PREFIX)}
        if not wanted and not (self._sounds and by in ("agent", "bot")):
            return []
        folded = fold(text)
        return self.among(text, folded, by, self._matcher.find(folded, by, wanted) if wanted else (), every=every)

    def among(
        self, text: str, folded: Folded, by: str, hits: Iterable[Hit], *, every: bool = False
    ) -> list[TabooFound]:
        """The same from what the matcher heard in the folded text."""
        return self.of(text, folded, by, self.candidates(folded, by, hits), every=every)

    def candidates(self, folded: Folded, by: str, hits: Iterable[Hit]) -> Candidates:
        """What has to be looked at closely, of what the matcher heard."""
        meant = self._as_meant(folded.text) if self._sounds and by in ("agent", "bot") else folded.text
        close = [hit for hit in hits if hit.move.startswith(PREFIX)]
        return Candidates(close, meant if meant != folded.text else None)

    def of(
        self, text: str, folded: Folded, by: str, candidates: Candidates, *, every: bool = False
    ) -> list[TabooFound]:
        """The candidates that stand."""
        close, heard = candidates
        found = self._among(text, folded, by, close, {hit.move for hit in close}, every) if close else []
        if heard is not None:
            known = {(one.taboo, one.phrase) for one in found}
            meant = Folded(heard, folded.offsets, kinds_of(heard))
            found += [
                one
                for one in self._among(text, meant, by, self._matcher.find(heard, by), None, every)
                if self._taboos[one.taboo].homophones and (one.taboo, one.phrase) not in known
            ]
        return sorted(found)

    def _among(
        self, text: str, folded: Folded, by: str, hits: list[Hit], wanted: set[str] | None, every: bool
    ) -> list[TabooFound]:
        """Those of the hits that stand; where one does not, the wanted rules look further on."""
        found: list[TabooFound] = []
        said, done = folded.text, set[str]()
        for places in range(_PLACES * 2 if every else _PLACES, 0, -1):
            covered: list[tuple[int, int]] = []
            for hit in hits:
                if hit.move in done or not hit.move.startswith(PREFIX):
                    continue
                taboo, number = hit.move.removeprefix(PREFIX).rsplit("/", 1)
                phrase = int(number)
                told = self._taboos[taboo].phrases[phrase]
                if stands(text, folded, hit.start, hit.end, told.sense) and not self._excuses.hold(
                    hit.move, told, folded.text, hit.start, hit.end
                ):
                    found.append(TabooFound(taboo, phrase, *folded.span(hit.start, hit.end)))
                    if not every:
                        done.add(hit.move)
                        continue
                covered.append((hit.start, hit.end))
            if not covered or places == 1:
                break
            for start, end in covered:
                said = f"{said[:start]}{_COVER * (end - start)}{said[end:]}"
            hits = self._matcher.find(said, by, wanted)
        return found

    def _as_meant(self, said: str) -> str:
        """The text with what only sounds like a forbidden phrase written as that phrase."""
        for finder, phrases in self._sounds:
            for hit in finder.longest(said):
                phrase = fold(phrases[hit.phrase]).text.strip(" ,.!?:")
                if len(phrase) == hit.end - hit.start and said[hit.start : hit.end] != phrase:
                    said = f"{said[: hit.start]}{phrase}{said[hit.end :]}"
        return said


def _is_long(phrase: str) -> bool:
    plain = fold(phrase).text.strip(" ,.!?:")
    return len(plain) >= _SHORTEST and not plain.isascii() and len(fold_homophones(plain)) == len(plain)
