"""Hears what is said: a standard's recogniser, and inputs prepared for the engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import msgspec

from saywell.conversation import inputs as i
from saywell.exchange.context import Answering, Context
from saywell.exchange.mending import grave_moves, mender_of
from saywell.exchange.taboos import PREFIX, Excuses, TabooFound, Taboos, taboo_rules
from saywell.kernel.errors import Faults, SaywellError
from saywell.kernel.kept import shelf
from saywell.language.fold import Folded, fold_characters
from saywell.language.match import Matcher
from saywell.language.pattern import Concept, MoveRules, Problem
from saywell.language.proposals import Place, Proposer
from saywell.language.recognise import Recogniser
from saywell.standard.calendar import Calendar
from saywell.standard.implied import implied
from saywell.standard.model import Key, Standard

if TYPE_CHECKING:
    from saywell.language.words import WordsRule

# Utterances that an ear remembers, and how long they may be.
REMEMBERED = 4_096
LONGEST_REMEMBERED = 200
# Longer ones are remembered for as long as it takes to check, to decide and to keep them.
LONG_ONES = 16


class Remembered(NamedTuple):
    """Utterances that had been heard before, and that had not."""

    hits: int
    misses: int


Closely: TypeAlias = tuple[i.Heard, list[TabooFound], bool]
"""What was heard, the forbidden phrases in it, and whether a still closer look could find more of them."""


class Ear:
    """Prepares inputs of conversations under one standard. `further`: tiers that are asked, in this order, about what
    the rules leave open. `remember`: how many utterances it keeps what was heard in; none unless it is said where such
    a tier is asked."""

    def __init__(self, standard: Standard, further: Sequence[Proposer] = (), remember: int | None = None) -> None:
        self.standard = standard
        matcher = _matcher(standard)
        mender = cache(lambda: mender_of(standard, *_rules(standard)))
        self.recogniser = Recogniser.build(matcher, standard.hash[:12], mender, grave_moves(standard))
        self.taboos = Taboos(standard, matcher)
        self.further = tuple(further)
        self.version = "+".join((self.recogniser.version, *(tier.version for tier in self.further)))
        self.calendar = Calendar(standard.calendar)
        # Without the role; nothing of forbidden phrases.
        self._names = {id: "" if id.startswith(PREFIX) else id.partition(".")[2] for id in matcher.moves}
        self._words = _word_rules(standard)
        self._implied = implied(standard.moves)
        # Reference lines come again and again; the rules hear the same in them every time.
        kept = (0 if self.further else REMEMBERED) if remember is None else remember
        self._heard = lru_cache(maxsize=kept)(self._hear)
        self._heard_long = lru_cache(maxsize=min(kept, LONG_ONES))(self._hear)
        self.answering = Answering(standard)

    def listen(self) -> Listener:
        """A listener for one conversation."""
        return Listener(self)

    def prepare_all(self, inputs: Iterable[i.AnyInput]) -> Iterator[i.AnyInput]:
        """All inputs of one conversation, prepared."""
        listener = self.listen()
        return (listener.prepare(got) for got in inputs)

    def opened(self, got: i.Opened) -> i.Opened:
        """The surname folded; the holiday or weekend of the day it began noted among the facts, where it has a date."""
        customer = got.customer
        if customer is not None and customer.surname and customer.key is None:
            customer = msgspec.structs.replace(customer, key=fold_characters(customer.surname).lower())
        facts = dict(got.facts)
        if got.started is not None:
            if "holiday" not in facts and self.calendar.is_holiday(got.at):
                facts["holiday"] = self.calendar.holiday_name(got.at) or "holiday"
            if "weekend" not in facts and self.calendar.local_date(got.at).weekday() >= 5:
                facts["weekend"] = True
        return msgspec.structs.replace(got, customer=customer, facts=facts)

    def hear(self, got: i.Said) -> i.Heard:
        """What an utterance does and names, with offsets into its text."""
        return self._closely(got.text, got.by, got.lang)[0]

    def _closely(self, text: str, by: i.Speaker, lang: str | None) -> Closely:
        return (self._heard if len(text) <= LONGEST_REMEMBERED else self._heard_long)(text, by, lang)

    def remembered(self) -> Remembered:
        """How many utterances it had heard before, and how many not."""
        info = self._heard.cache_info()
        return Remembered(info.hits, info.misses)

    def _hear(self, text: str, by: i.Speaker, lang: str | None) -> Closely:
        return self._listen(text, by, lang, every=False)

    def listen_closely(self, got: i.Said) -> tuple[i.Heard, list[TabooFound]]:
        """The same, and every forbidden phrase in it: of each list the engine is told of one."""
        heard, taboos, more = self._closely(got.text, got.by, got.lang)
        if more:
            heard, taboos, _ = self._listen(got.text, got.by, got.lang, every=True)
        return heard, taboos

    def _listen(self, text: str, by: i.Speaker, lang: str | None, *, every: bool) -> Closely:
        found, folded, hits = self.recogniser.hear(text, by, lang)
        candidates = self.taboos.candidates(folded, by, hits)
        taboos = self.taboos.of(text, folded, by, candidates, every=every)
        moves: dict[str, i.Move] = {}
        for id, start, end in found.moves:
            name = self._names[id]
            if name and name not in moves:
                moves[name] = i.Move(name, start, end)
        for taboo in taboos:
            moves.setdefault(f"taboo.{taboo.taboo}", i.Move(f"taboo.{taboo.taboo}", taboo.start, taboo.end))
        rules = self._words.get("agent" if by == "bot" else by)
        if rules:
            _hear_words(rules, folded, moves)
        meant = self._implied.get("agent" if by == "bot" else by, {})
        _imply(meant, moves)
        entities = [i.Entity(one.kind, _value(one.kind, dict(one.value)), one.start, one.end) for one in found.entities]
        promises = [
            i.Promised(one.who, one.act, one.start, one.end, dict(one.deadline or {})) for one in found.promises
        ]
        for tier in self.further:
            places = [Place(one.id, one.start, one.end) for one in moves.values()]
            for gone in tier.doubts(text, by, places):
                moves.pop(gone, None)
            for new in tier.propose(text, by, places):
                more = i.Move(new.move, new.start, new.end, new.confidence, new.tier, new.like)
                moves.setdefault(new.move, more)
            _imply(meant, moves)
        heard = i.Heard(self.version, found.lang, tuple(moves.values()), tuple(entities), tuple(promises))
        return heard, taboos, not candidates.none


WordRules: TypeAlias = "dict[str, list[tuple[str, WordsRule]]]"
"""Role -> the moves (without the role) that rules about words hear, each with one rule."""


def _word_rules(standard: Standard) -> WordRules:
    found: WordRules = {}
    for move in standard.moves.values():
        role, _, name = move.id.partition(".")
        if move.words:
            from saywell.language.words import compile_words

            found.setdefault(role, []).extend((name, compile_words(rule)) for rule in move.words)
    return found


def _hear_words(rules: list[tuple[str, WordsRule]], folded: Folded, moves: dict[str, i.Move]) -> None:
    """Add what rules about words hear and patterns did not."""
    for name, rule in rules:
        spans = () if name in moves else rule.find(folded.text)
        if spans:
            moves[name] = i.Move(name, *folded.span(spans[0].start, spans[-1].end))


def _imply(meant: Mapping[str, tuple[str, ...]], moves: dict[str, i.Move]) -> None:
    """Add what the moves that were heard imply, as the surest of those heard it."""
    if meant.keys().isdisjoint(moves):
        return
    for one in sorted(moves.values(), key=lambda one: -one.confidence):
        for name in meant.get(one.id, ()):
            if name not in moves:
                moves[name] = msgspec.structs.replace(one, id=name)


def _matcher(standard: Standard) -> Matcher:
    """The matcher of a standard, from the shelf where that has it. Raises Faults for patterns that cannot be read."""
    held = shelf().get("matcher", standard.hash) if standard.hash else None
    if held is not None:
        try:
            return Matcher(held)
        except msgspec.MsgspecError:
            held = None
    built, problems = Matcher.build_lenient(*_rules(standard))
    problems += Excuses(standard).problems()
    if problems:
        raise Faults(SaywellError("standard.bad-pattern", problem=str(problem)) for problem in problems)
    if standard.hash:
        shelf().put("matcher", standard.hash, bytes(built.data))
    return built


def _rules(standard: Standard) -> tuple[dict[str, MoveRules], dict[str, Concept]]:
    rules = {
        move.id: MoveRules(zh=move.zh, en=move.en, not_zh=move.not_zh, not_en=move.not_en)
        for move in standard.moves.values()
    }
    concepts = {id: Concept(zh=one.zh, en=one.en) for id, one in standard.concepts.items()}
    taboos = taboo_rules(standard.taboos.values(), standard.concepts)
    return {**rules, **taboos.rules}, {**concepts, **taboos.concepts}


def problems_of(standard: Standard) -> list[Problem]:
    """Every pattern of a standard that cannot be read: which move, what is wrong, how to mend it."""
    return Matcher.build_lenient(*_rules(standard))[1] + Excuses(standard).problems()


def _value(kind: str, value: dict[str, object]) -> dict[str, object]:
    if kind == "name" and isinstance(value.get("surname"), str):
        value["key"] = fold_characters(str(value["surname"])).lower()
    return value


class Listener:
    """Prepares the inputs of one conversation: it knows the company's and the agent's names once it has opened."""

    def __init__(self, ear: Ear) -> None:
        self._ear = ear
        self._opening: i.Opened | None = None
        self._names: tuple[tuple[str, str], ...] = ()
        self._customer: str | None = None
        self._context = Context(ear.answering)

    def copy(self) -> Listener:
        """A listener that goes on by itself: what it hears does not change this one."""
        new = Listener(self._ear)
        new._opening, new._names, new._customer = self._opening, self._names, self._customer
        new._context = self._context.copy()
        return new

    def prepare(self, got: i.AnyInput) -> i.AnyInput:
        """The input with its words heard and its surname folded; an input that was heard before stays as it is."""
        if type(got) is i.Said:
            return got if got.heard is not None else msgspec.structs.replace(got, heard=self._hear(got))
        if type(got) is i.Identified and got.surname:
            self._customer = got.key or fold_characters(got.surname).lower()
            return msgspec.structs.replace(got, key=self._customer)
        if type(got) is i.Opened:
            self._opening, self._names = got, _names(got)
            opened = self._ear.opened(got)
            self._customer = opened.customer.key if opened.customer is not None else None
            return opened
        return got

    def answered_by(self, agent: i.Agent) -> None:
        """Whoever speaks for the centre from now on: a chat opens before anybody has it, and it changes hands."""
        if self._opening is not None and self._opening.agent != agent:
            self._opening = msgspec.structs.replace(self._opening, agent=agent)
            self._names = _names(self._opening)

    def follow(self, got: i.AnyInput) -> None:
        """Let an input that was prepared before move the context on: its words are heard anew."""
        self.prepare(msgspec.structs.replace(got, heard=None) if type(got) is i.Said else got)

    def _hear(self, got: i.Said) -> i.Heard:
        heard = self._context.heard(got, self._ear.hear(got))
        if got.by not in ("agent", "bot"):
            return heard
        if self._customer is not None:
            heard = _hear_customer(heard, got.text, self._customer)
        if not self._names:
            return heard
        known = {move.id for move in heard.moves}
        text = fold_characters(got.text)
        found = {
            move: i.Move(move, place, place + len(name))
            for move, name in self._names
            if move not in known and (place := _place(name, text)) >= 0
        }
        return msgspec.structs.replace(heard, moves=(*heard.moves, *found.values())) if found else heard


def _hear_customer(heard: i.Heard, text: str, key: str) -> i.Heard:
    """The customer's own name is heard however rare it is."""
    if any(one.kind == "name" and one.value.get("key") == key for one in heard.entities):
        return heard
    found = [
        i.Entity(
            "name", {"surname": text[one.start() : one.end(1)], "key": key, "title": one[2]}, one.start(), one.end()
        )
        for one in re.finditer(
            rf"({re.escape(key)})(先生|女士|小姐|太太|老师|同学|总|师傅|阿姨)", fold_characters(text)
        )
    ]
    return msgspec.structs.replace(heard, entities=(*heard.entities, *found)) if found else heard


def _place(name: str, text: str) -> int:
    """Where a name stands in a text, -1 where it does not; one in letters and digits stands there as a word."""
    if not name.isascii():
        return text.find(name)
    found = re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", text, re.IGNORECASE)
    return -1 if found is None else found.start()


def _names(opened: i.Opened) -> tuple[tuple[str, str], ...]:
    """The names that an agent may say of the company and of themselves, folded, by the move that saying them is."""
    company = opened.facts.get("company")
    names = list(company.values()) if isinstance(company, dict) else [company]
    out = [("names_company", name) for name in names]
    if opened.agent is not None:
        out += [("gives_name", opened.agent.name), ("gives_number", opened.agent.number)]
    return tuple((move, fold_characters(name)) for move, name in out if isinstance(name, str) and len(name) > 1)


@lru_cache(maxsize=16)
def _ear(key: Key) -> Ear:
    return Ear(key.standard)


def ear_for(standard: Standard) -> Ear:
    """The ear of a standard; built once."""
    return _ear(Key(standard))
