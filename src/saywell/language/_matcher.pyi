"""The matcher's inner part in C, where it was built (`native/`): the same hits as `match.py` finds without it."""

def load(*parts: str | bytes) -> object:
    """One party's patterns in one language. Raises ValueError where the parts do not fit together."""

def hear(text: str, first: object, second: object | None, only: bytes | None) -> list[tuple[int, int, int]] | None:
    """The moves that the rules hear in a folded text: (number, start, end) in order. `only`: for each move, whether it
    is wanted. None: too hard, or a pattern that it cannot read; Python has to look."""

def size(rules: object) -> tuple[int, int]:
    """How many elements of patterns have been read, and how many numbers they hold."""
