"""Text by its sound: characters of one syllable are one, tones and the mergers of southern Mandarin left aside."""

from __future__ import annotations

import re
from functools import cache

from saywell.language._sounds import SYLLABLES

# zh/z, ch/c, sh/s and ing/in, eng/en are written for each other by recognisers and by people.
_MERGED = ((re.compile("^([zcs])h"), r"\1"), (re.compile("(in|en)g$"), r"\1"))


@cache
def sound_table() -> dict[int, str]:
    """For `str.translate`: each common character -> the first of its sound."""
    first: dict[str, str] = {}
    table: dict[int, str] = {}
    for entry in SYLLABLES.split(" "):
        name, _, chars = entry.partition(":")
        for pattern, by in _MERGED:
            name = pattern.sub(by, name)
        for char in chars:
            table[ord(char)] = first.setdefault(name, char)
    return table


def sound_of(text: str) -> str:
    """A folded text with each character replaced by the first of its sound; the length stays the same."""
    return text.translate(sound_table())
