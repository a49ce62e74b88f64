"""Hear a draft: whole, or while it is being typed.

While it is being typed, each sentence that is over is heard once and kept; only the one that is being written is heard
again. A character that belongs to no word stands for what is still to come, so that nothing is heard that rests on
the words being over.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeVar

import msgspec

from saywell.conversation import inputs as i
from saywell.exchange.hear import Ear
from saywell.exchange.taboos import TabooFound
from saywell.language.fold import fold
from saywell.language.pattern import Choice, Edge, Node, PatternError, Seq, Text, parse
from saywell.standard.model import Standard, TabooPhrase

_STOP = re.compile(r"[.!?。！？\n]+[\s”’」』)）]*(?=\s|[^\x00-\x7f]|\Z)|[。！？\n]+")
_TO_COME = "\u25a1"
_WORD_GOES_ON = "x"
_CACHED = 2048
_LONGEST_KEPT = 300
_ENDLESS = 1_000_000
T = TypeVar("T", i.Move, i.Entity, i.Promised)


class Listened(NamedTuple):
    """What was heard in a draft: the text that is over, its moves and entities, the taboo phrases in all of it."""

    text: str
    heard: i.Heard
    taboos: tuple[TabooFound, ...]


def draft_heard(ear: Ear, draft: str, by: i.Speaker, finished: bool) -> Listened:
    """Hear a draft. Not `finished`: only what no further word can put right."""
    standard = ear.standard
    if finished:
        heard, taboos = _heard(ear, draft, by)
        return Listened(draft, heard, taboos)
    moves: dict[str, i.Move] = {}
    entities: list[i.Entity] = []
    promises: list[i.Promised] = []
    found: list[TabooFound] = []
    at, recogniser, lang = 0, "", None
    for stop in _STOP.finditer(draft):
        heard, taboos = _hear(ear, draft[at : stop.end()], by)
        recogniser, lang = heard.recogniser, heard.lang or lang
        for move in heard.moves:
            moves.setdefault(move.id, _moved(move, at))
        entities += [_moved(one, at) for one in heard.entities]
        promises += [_moved(one, at) for one in heard.promises]
        found += [_later(one, at) for one in taboos if not _is_whole(standard, one)]
        at = stop.end()
    found += [_later(one, at) for one in _certain(ear, draft[at:], by)]
    closed = i.Heard(recogniser, lang, tuple(moves.values()), tuple(entities), tuple(promises))
    return Listened(draft[:at], closed, tuple(found))


def _certain(ear: Ear, text: str, by: i.Speaker) -> list[TabooFound]:
    """The taboo phrases in an open sentence that no further word can excuse."""
    if not text.strip():
        return []
    last = text[-1]
    goes_on = _WORD_GOES_ON if last.isascii() and last.isalnum() else ""
    taboos = _hear(ear, f"{text}{goes_on}{_TO_COME}", by)[1]
    standard = ear.standard
    return [
        one
        for one in taboos
        if one.end <= len(text) and not _is_whole(standard, one) and _is_settled(standard, one, len(text) - one.start)
    ]


def _is_whole(standard: Standard, one: TabooFound) -> bool:
    return standard.taboos[one.taboo].phrases[one.phrase].sense == "whole"


def _is_settled(standard: Standard, one: TabooFound, length: int) -> bool:
    """Whether `length` characters from a phrase on are enough to know that none of its exceptions holds."""
    return length >= _needed(standard.taboos[one.taboo].phrases[one.phrase])


@lru_cache(maxsize=4096)
def _needed(phrase: TabooPhrase) -> int:
    """So many characters: the longest exception that can go on behind the phrase; endless where one has gaps."""
    words = " ".join(fold(one).text for one in (phrase.say, *phrase.also, *phrase.en))
    return max((_reach(pattern, words) for pattern in phrase.harmless), default=0)


def _reach(pattern: str, words: str) -> int:
    try:
        tree = parse(pattern)
    except PatternError:
        return _ENDLESS
    last = _last_words(tree)
    if last and all(one in words for one in last):
        return 0
    return _longest(tree) + 1


def _last_words(node: Node) -> list[str]:
    """The literals with which a pattern can end; none where that cannot be told."""
    if isinstance(node, Text):
        return [] if node.open else [node.text]
    if isinstance(node, Seq):
        return _last_words(node.items[-1])
    if isinstance(node, Choice) and not node.optional:
        ends = [_last_words(option) for option in node.options]
        return [one for end in ends for one in end] if all(ends) else []
    return []


def _longest(node: Node) -> int:
    """The most characters that a pattern can match."""
    if isinstance(node, Text):
        return _ENDLESS if node.open else len(node.text)
    if isinstance(node, Seq):
        return sum(_longest(item) for item in node.items)
    if isinstance(node, Choice):
        return max(_longest(option) for option in node.options)
    return 0 if isinstance(node, Edge) else _ENDLESS


def _later(one: TabooFound, by: int) -> TabooFound:
    return one._replace(start=one.start + by, end=one.end + by)


def _moved(one: T, by: int) -> T:
    return msgspec.structs.replace(one, start=one.start + by, end=one.end + by)


def _hear(ear: Ear, text: str, by: i.Speaker) -> tuple[i.Heard, tuple[TabooFound, ...]]:
    """Short pieces are kept; what is longer is rare and would fill the memory."""
    return _kept(ear, text, by) if len(text) <= _LONGEST_KEPT else _heard(ear, text, by)


@lru_cache(maxsize=_CACHED)
def _kept(ear: Ear, text: str, by: i.Speaker) -> tuple[i.Heard, tuple[TabooFound, ...]]:
    return _heard(ear, text, by)


def _heard(ear: Ear, text: str, by: i.Speaker) -> tuple[i.Heard, tuple[TabooFound, ...]]:
    heard, taboos = ear.listen_closely(i.Said(0, by=by, text=text))
    return heard, tuple(taboos)
