"""Moves that compete for the same sentence: by the rules, over the sentences that a standard brings itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from saywell.exchange.hear import ear_for
from saywell.language.fold import fold
from saywell.language.match import Matcher
from saywell.standard.model import Standard
from saywell.standard.sentences import Sentences

# Two moves are hard to tell apart where the rules hear both in the same words of this share of the sentences.
_SHARE = 0.5
_FEWEST = 4


class Rivalry(NamedTuple):
    """Two moves in each other's way. `instead`: sentences of `move` are heard as `other` and not as `move`; `with`: in
    most of them the same words are heard as both; `near`: its own near misses are heard as it (`other` is the same)."""

    kind: Literal["instead", "with", "near"]
    move: str
    other: str
    of: int
    sentences: tuple[str, ...]


def rivalries(standard: Standard, own: Mapping[str, Sentences]) -> list[Rivalry]:
    """Every pair of moves that compete for sentences of `own`, the ones with most sentences first.

    Several moves may well be in one sentence: what a move's `also` names is never told.
    """
    out: list[Rivalry] = []
    for move, some in own.items():
        if move in standard.moves:
            out += _of_move(ear_for(standard).recogniser.matcher, move, some)
    return sorted(out, key=lambda one: (one.kind, -len(one.sentences), one.move, one.other))


def _of_move(matcher: Matcher, move: str, some: Sentences) -> list[Rivalry]:
    side = move.partition(".")[0]
    instead: dict[str, list[str]] = {}
    both: dict[str, list[str]] = {}
    for text in some.those:
        hits = {hit.move: hit for hit in matcher.find(fold(text), side)}
        mine = hits.get(move)
        for other, hit in hits.items():
            # A list of forbidden phrases is no move, and one's own hit is no rival.
            if other == move or other in some.also or "/" in other:
                continue
            if mine is None:
                instead.setdefault(other, []).append(text)
            elif min(hit.end, mine.end) - max(hit.start, mine.start) > (mine.end - mine.start) / 2:
                both.setdefault(other, []).append(text)
    count = len(some.those)
    out = [Rivalry("instead", move, other, count, tuple(texts)) for other, texts in instead.items()]
    for other, texts in both.items():
        if len(texts) >= max(_FEWEST, count * _SHARE):
            out.append(Rivalry("with", move, other, count, tuple(texts)))
    near = [text for text in some.near if any(hit.move == move for hit in matcher.find(fold(text), side))]
    if near:
        out.append(Rivalry("near", move, move, len(some.near), tuple(near)))
    return out
