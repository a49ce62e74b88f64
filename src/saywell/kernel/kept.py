"""Things that cost much to work out and never change, kept between runs by whoever may write files.

What is kept is only ever a quicker way to the same result: with an empty shelf everything works, slower. The app fills
the shelf at the start and saves what is new on it at the end.
"""

from __future__ import annotations


class Shelf:
    """`held`: by key, what an earlier run worked out; `fresh`: what this run added."""

    __slots__ = ("fresh", "held")

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.fresh: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """What stands under a key, None where nothing does."""
        return self.held.get(key)

    def put(self, key: str, value: bytes) -> None:
        """Keep something; a second time changes nothing, for it is the same."""
        if key not in self.held:
            self.held[key] = self.fresh[key] = value


SHELF = Shelf()
