"""The matcher's inner part in C, where it was built (`native/`): the same hits as `match.py` finds without it."""

def load(*parts: str | bytes) -> object:
    """One party's patterns in one language. Raises ValueError where the parts do not fit together."""

def hear(
    text: str, first: object, second: object | None, only: bytes | None, names: tuple[str, ...]
) -> list[tuple[str, int, int]] | None:
    """The moves that the rules hear in a folded text: (name, start, end) in the order of `names`. `only`: for each move,
    whether it is wanted. None: too hard, or a pattern that it cannot read; Python has to look."""

def table() -> object:
    """A table of characters below 0x10000 that knows none yet."""

def teach(table: object, character: int, value: int) -> None:
    """What a character is worth, in 63 bits. Raises ValueError for more, and for characters beyond."""

def combine(table: object, text: str) -> int | None:
    """The bits of all characters of a text; None where one is not known."""

def translate(table: object, text: str) -> str | None:
    """A text with each character's value in its place; None where one is not known."""

def size(rules: object) -> tuple[int, int]:
    """How many elements of patterns have been read, and how many numbers they hold."""
