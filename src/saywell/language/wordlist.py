"""Word lists as they are easiest to read: one text, words apart by blanks."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


def any_of(text: str) -> str:
    """Alternatives of an expression as they are easiest to read, on several lines with ` | ` between them, as one."""
    return "|".join(part.strip() for part in " ".join(text.split()).split(" | "))
