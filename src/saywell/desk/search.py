"""Search in the lines of a standard: answers to frequent questions, by words in any of the three languages. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from saywell.conversation.plan import Plan
from saywell.language.fold import fold_characters
from saywell.standard.model import Key, Line, Standard

MOST = 20


def search(standard: Standard, words: str, plan: Plan | None = None) -> list[Line]:
    """The lines in which the words stand, the best first: those with all words, then by the share of letter pairs that
    they have in common. Without words: all lines of the channel."""
    wanted = fold_characters(words).lower().strip()
    lines = [line for line in standard.lines.values() if plan is None or line.channel in ("any", plan.channel)]
    if not wanted:
        return lines[:MOST]
    texts = _texts(Key(standard))
    found: list[tuple[float, Line]] = []
    for line in lines:
        share = max(_share(wanted, text) for text in texts[line.id])
        if share >= 0.5:
            found.append((share, line))
    return [line for _, line in sorted(found, key=lambda one: (-one[0], one[1].id))][:MOST]


def _share(wanted: str, text: str) -> float:
    if wanted in text:
        return 2.0
    parts = wanted.split()
    if len(parts) > 1 and all(part in text for part in parts):
        return 1.5
    pairs = set(_pairs(wanted))
    return len(pairs & set(_pairs(text))) / len(pairs) if pairs else 0.0


def _pairs(text: str) -> Iterator[str]:
    return (text[n : n + 2] for n in range(len(text) - 1))


@lru_cache(maxsize=16)
def _texts(key: Key) -> dict[str, tuple[str, ...]]:
    """By line all that it may be found by: its texts, and the quotes of its clauses."""
    standard = key.standard
    out: dict[str, tuple[str, ...]] = {}
    for line in standard.lines.values():
        quotes = [standard.clauses[one].quote for one in line.clauses if one in standard.clauses]
        out[line.id] = tuple(fold_characters(text).lower() for text in (*line.texts.values(), *quotes, line.id))
    return out
