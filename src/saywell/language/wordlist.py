"""Word lists as they are easiest to read: one text, words apart by blanks."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())
