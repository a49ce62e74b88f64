"""The move pattern language: text -> a small tree.

Grammar (folded text): literals, `<concept>`, `(a|b)`, `[x]`, a blank ("soon after"), ` ... `, `^ $ ^^ $$`, `{slot}`, `word*`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

import msgspec

from saywell.language.fold import fold_characters

Script = Literal["zh", "en"]
GapKind = Literal["soon", "any", "next"]
EdgeKind = Literal["^", "$", "^^", "$$"]

SLOTS = frozenset(("*", "name", "number", "deadline", "phone", "digits"))
_SPECIAL = frozenset("<>()[]{}|^$ ")


class Text(msgspec.Struct, frozen=True):
    """Literal characters; `open` lets the word go on (a trailing `*`)."""

    text: str
    open: bool = False


class Ref(msgspec.Struct, frozen=True):
    """A concept by name."""

    name: str


class Slot(msgspec.Struct, frozen=True):
    """An entity slot or `*`."""

    kind: str


class Gap(msgspec.Struct, frozen=True):
    """`soon` a blank, `any` three dots, `next` one blank inside an English concept phrase: the very next word."""

    kind: GapKind


class Edge(msgspec.Struct, frozen=True):
    """A sentence or utterance edge."""

    kind: EdgeKind


class Choice(msgspec.Struct, frozen=True):
    """One of several sequences, perhaps none of them."""

    options: tuple[Node, ...]
    optional: bool


class Seq(msgspec.Struct, frozen=True):
    """Elements one after the other."""

    items: tuple[Node, ...]


Node = Text | Ref | Slot | Gap | Edge | Choice | Seq


class MoveRules(msgspec.Struct, frozen=True):
    """The patterns of one move by language; `not_*` are vetoes."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    not_zh: tuple[str, ...] = ()
    not_en: tuple[str, ...] = ()


class Concept(msgspec.Struct, frozen=True):
    """The phrases of one concept by language; a phrase may use the pattern language."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Problem(NamedTuple):
    """One thing wrong in a rule set: the move or concept, the pattern, the column (0-based), what, how to mend it."""

    key: str
    pattern: str
    column: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.key}: {self.pattern!r} column {self.column + 1}: {self.what}; {self.mend}"


class PatternError(ValueError):
    """A pattern that cannot be read: `column` (0-based), `what` is wrong and how to `mend` it."""

    def __init__(self, pattern: str, column: int, what: str, mend: str) -> None:
        super().__init__(f"{pattern!r} column {column + 1}: {what}; {mend}")
        self.pattern, self.column, self.what, self.mend = pattern, column, what, mend

    def problem(self, key: str) -> Problem:
        """The same as a record that names the rule."""
        return Problem(key, self.pattern, self.column, self.what, self.mend)


def parse(pattern: str, concepts: Mapping[str, Concept] | None = None, phrase: bool = False) -> Seq:
    """Read one pattern. `phrase` reads a concept's phrase, where a blank between English words means the very next word.

    Raises PatternError; unknown concept names are errors when `concepts` is given.
    """
    return _Reader(pattern, concepts, phrase).read()


class _Reader:
    """A recursive descent over one pattern."""

    def __init__(self, pattern: str, concepts: Mapping[str, Concept] | None, phrase: bool) -> None:
        self.pattern = pattern
        self.text = fold_characters(pattern).replace("\0", " ")
        self.concepts = concepts
        self.gap: GapKind = "next" if phrase else "soon"
        self.at = 0

    def read(self) -> Seq:
        """The whole pattern."""
        tree = self._seq("")
        if self.at < len(self.text):
            raise self._error(f"{self.text[self.at]!r} does not belong here", "put alternatives into ( | )")
        if not any(not isinstance(item, Gap | Edge) for item in tree.items):
            raise self._error("nothing to look for", "write at least one word", 0)
        return tree

    def _error(self, what: str, mend: str, at: int | None = None) -> PatternError:
        return PatternError(self.pattern, self.at if at is None else at, what, mend)

    def _seq(self, closing: str) -> Seq:
        """Elements until one of `closing`, which is not consumed, or the end."""
        items: list[Node] = []
        while self.at < len(self.text) and not (closing and self.text[self.at] in closing):
            char = self.text[self.at]
            if char == " ":
                gap = self._gap()
                if items and not isinstance(items[-1], Edge):
                    items.append(gap)
            elif char == "|":
                break
            else:
                element = self._element(char)
                if isinstance(element, Edge) and items and isinstance(items[-1], Gap):
                    items.pop()
                items.append(element)
        while items and isinstance(items[-1], Gap):
            items.pop()
        return Seq(tuple(items))

    def _gap(self) -> Gap:
        start = self.at
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1
        if self.text.startswith("...", self.at):
            after = self.at + 3
            if after < len(self.text) and self.text[after] != " ":
                raise self._error("'...' must stand alone", "put a blank before and after it")
            self.at = after
            while self.at < len(self.text) and self.text[self.at] == " ":
                self.at += 1
            return Gap("any")
        return Gap(self.gap if self.at > start else "any")

    def _element(self, char: str) -> Node:
        if char == "<":
            return self._ref()
        if char == "{":
            return self._slot()
        if char in "([":
            return self._choice(char)
        if char in "^$":
            return self._edge(char)
        if char in ">)]}":
            raise self._error(f"{char!r} without its opening half", "remove it or write the opening half")
        return self._literal()

    def _until(self, closing: str, what: str) -> str:
        start = self.at
        end = self.text.find(closing, start)
        if end < 0:
            raise self._error(f"{what} is not closed", f"write the closing {closing!r}", start)
        self.at = end + 1
        return self.text[start + 1 : end].strip()

    def _ref(self) -> Ref:
        start = self.at
        name = self._until(">", "the concept name")
        if not name or any(not (c.isascii() and (c.isalnum() or c == "_")) for c in name):
            raise self._error(f"{name!r} is no concept name", "use a-z, 0-9 and _", start)
        if self.concepts is not None and name not in self.concepts:
            raise self._error(f"there is no concept {name!r}", "add it to a concepts file or mend the name", start)
        return Ref(name)

    def _slot(self) -> Slot:
        start = self.at
        kind = self._until("}", "the slot")
        if kind not in SLOTS:
            raise self._error(f"there is no slot {kind!r}", f"use one of {', '.join(sorted(SLOTS))}", start)
        return Slot(kind)

    def _choice(self, char: str) -> Choice:
        start, closing = self.at, ")" if char == "(" else "]"
        self.at += 1
        options: list[Node] = []
        optional = char == "["
        while True:
            option = self._seq(closing)
            if option.items:
                options.append(option.items[0] if len(option.items) == 1 else option)
            else:
                optional = True
            if self.at >= len(self.text):
                raise self._error(f"{char!r} is not closed", f"write the closing {closing!r}", start)
            self.at += 1
            if self.text[self.at - 1] == closing:
                break
        if not options:
            raise self._error("an empty group", "write something in it or remove it", start)
        return Choice(tuple(options), optional)

    def _edge(self, char: str) -> Edge:
        double = self.text.startswith(char * 2, self.at)
        self.at += 2 if double else 1
        if char == "^":
            return Edge("^^" if double else "^")
        return Edge("$$" if double else "$")

    def _literal(self) -> Text:
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in _SPECIAL:
            self.at += 1
        piece = self.text[start : self.at]
        if "..." in piece:
            raise self._error("'...' must stand alone", "put a blank before and after it", start)
        star = piece.find("*")
        if star >= 0:
            if star == 0 or star < len(piece) - 1:
                raise self._error("'*' stands only at the end of a word", "write {*} for any words", start + star)
            return Text(piece[:-1], open=True)
        return Text(piece)
