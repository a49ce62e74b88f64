"""A pattern's tree -> what a matcher runs: the groups of literals it needs, and one regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from saywell.language.expression import lazy
from saywell.language.needs import WORD, Group, concept_needs, needs
from saywell.language.pattern import (
    Choice,
    Concept,
    Edge,
    Gap,
    Node,
    PatternError,
    Ref,
    Script,
    Seq,
    Slot,
    Text,
    parse,
)
from saywell.language.slots import SLOT_EXPRESSIONS

PARTICLES = "啊呀哦噢喔嗯唔呢吧吗嘛啦喇哈哎诶欸唉哇咯嘞呗滴的哒~ ,.!?:"
LEADING = "啊哦噢喔嗯唔哎诶欸唉哈喂那 ,.!?:~"
_FAR = 600
_PADDING = 12
_SOON = "[^.!?]{0,8}?"
_ANY = f"[\\s\\S]{{0,{_FAR}}}?"
_BETWEEN = f"(?:'s)?[^{WORD}.!?]{{1,8}}+"
_NEXT_WORDS = f"{_BETWEEN}(?:[{WORD}]{{1,24}}+[^{WORD}.!?]{{1,8}}+){{0,3}}?"
_LATIN = lazy("[a-z]")
_WORD_START = f"(?<![{WORD}])"
_WORD_END = f"(?![a-z0-9à-ɏ]|'(?!s(?![{WORD}])))"
_EDGES = {
    "^": "(?:(?<![^.!?,:])|(?<=[.!?,:] ))",
    "$": "(?=[.!?,:]|\\Z)",
    "^^": f"\\A[{LEADING}]{{0,{_PADDING}}}",
    "$$": f"(?=[{PARTICLES}]{{0,{_PADDING}}}\\Z)",
}


class Compiled(msgspec.Struct, frozen=True):
    """One pattern ready to run: every group must have a string in the text before `regex` is worth trying.

    `longest`: no longer text can match (0: any can).
    """

    groups: tuple[Group, ...]
    regex: str
    longest: int = 0


class _Entry(NamedTuple):
    """A concept in one language."""

    regex: str
    longest: int | None
    groups: tuple[Group, ...]
    strings: Group | None


class Vocabulary:
    """The concepts of a rule set, compiled once per language."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self.concepts = concepts
        self._done: dict[tuple[str, Script], _Entry] = {}
        self._open: list[str] = []

    def expression(self, name: str, script: Script) -> str:
        """The concept as a regular expression. Raises PatternError (no phrases, or it contains itself)."""
        return self._entry(name, script).regex

    def longest(self, name: str, script: Script) -> int | None:
        """The most characters of one of the concept's phrases, or None."""
        return self._entry(name, script).longest

    def needs(self, name: str, script: Script) -> tuple[tuple[Group, ...], Group | None]:
        """The concept's groups, and all its strings if they can be written out."""
        entry = self._entry(name, script)
        return entry.groups, entry.strings

    def _entry(self, name: str, script: Script) -> _Entry:
        done = self._done.get((name, script))
        if done is None:
            if name in self._open:
                raise PatternError(f"<{name}>", 0, "the concept contains itself", "break the circle")
            self._open.append(name)
            try:
                done = self._done[name, script] = self._compile(name, script)
            finally:
                self._open.pop()
        return done

    def _compile(self, name: str, script: Script) -> _Entry:
        concept = self.concepts.get(name)
        if concept is None:
            raise PatternError(f"<{name}>", 0, f"there is no concept {name!r}", "add it to a concepts file")
        phrases = concept.zh if script == "zh" else concept.en
        if not phrases:
            raise PatternError(f"<{name}>", 0, f"the concept has no {script} phrases", f"give it {script} phrases")
        trees = [parse(p, self.concepts, phrase=True) for p in sorted(set(phrases), key=lambda p: (-len(p), p))]
        node = Choice(tuple(t.items[0] if len(t.items) == 1 else t for t in trees), optional=False)
        groups, strings = concept_needs(node, script, lambda other: self.needs(other, script))
        return _Entry(expression(node, self, script), _longest(node, self, script), groups, strings)


def compile_pattern(pattern: str, script: Script, vocabulary: Vocabulary) -> Compiled:
    """Compile one pattern. Raises PatternError, also for a pattern that could match nothing at all."""
    tree = parse(pattern, vocabulary.concepts)
    if all(can_be_empty(item) for item in tree.items):
        raise PatternError(pattern, 0, "the pattern matches nothing at all", "let one element be outside [ ]")
    groups = needs(tree, script, lambda name: vocabulary.needs(name, script))
    return Compiled(groups, whole_expression(tree, vocabulary, script), _longest_text(tree, vocabulary, script))


def can_be_empty(node: Node) -> bool:
    """Whether the node can match no characters."""
    if isinstance(node, Seq):
        return all(can_be_empty(item) for item in node.items)
    if isinstance(node, Choice):
        return node.optional or any(can_be_empty(option) for option in node.options)
    return isinstance(node, Gap | Edge)


def whole_expression(tree: Seq, vocabulary: Vocabulary, script: Script) -> str:
    """The regular expression of a whole pattern; group 1 is what was said."""
    items = tree.items
    lead = ""
    if items and items[0] == Edge("^^"):
        lead, items = _EDGES["^^"], tuple(items[1:])
    body = expression(Seq(items), vocabulary, script)
    if script == "en":
        start = "" if _is_mark(items[0], 0) else _WORD_START
        end = "" if _is_mark(items[-1], -1) else _WORD_END
        body = f"{start}{body}{end}"
    return f"{lead}({body})"


def _is_mark(node: Node, at: int) -> bool:
    """Whether the pattern begins or ends with something that is no word, or with a word that may go on."""
    return isinstance(node, Text) and (
        (node.open and at == -1) or not (node.text[at].isalnum() or node.text[at] == "'")
    )


def _longest_text(tree: Seq, vocabulary: Vocabulary, script: Script) -> int:
    """How long a text can be that the pattern matches as a whole utterance; 0 if it is not bound to one."""
    if tree.items[0] != Edge("^^") or tree.items[-1] != Edge("$$"):
        return 0
    length = _longest(tree, vocabulary, script)
    return length + 2 * _PADDING if length is not None else 0


def _longest(node: Node, vocabulary: Vocabulary, script: Script) -> int | None:
    """The most characters that a node can match, or None."""
    if isinstance(node, Text):
        return None if node.open else len(node.text)
    if isinstance(node, Edge):
        return 0
    if isinstance(node, Ref):
        return vocabulary.longest(node.name, script)
    if isinstance(node, Seq | Choice):
        lengths = [
            _longest(item, vocabulary, script) for item in (node.items if isinstance(node, Seq) else node.options)
        ]
        known = [length for length in lengths if length is not None]
        if len(known) < len(lengths):
            return None
        return sum(known) if isinstance(node, Seq) else max(known)
    return 8 if isinstance(node, Gap) and node.kind == "soon" and script == "zh" else None


def expression(node: Node, vocabulary: Vocabulary, script: Script) -> str:
    """The node as a regular expression."""
    if isinstance(node, Text):
        return _literal(node, script)
    if isinstance(node, Ref):
        return vocabulary.expression(node.name, script)
    if isinstance(node, Slot):
        return SLOT_EXPRESSIONS[node.kind, script]
    if isinstance(node, Edge):
        return _EDGES[node.kind]
    if isinstance(node, Gap):
        return _gap(node, script)
    if isinstance(node, Choice):
        return f"{_options(node, vocabulary, script)}{'?' if node.optional else ''}"
    return _sequence(node.items, vocabulary, script)


def _options(node: Choice, vocabulary: Vocabulary, script: Script) -> str:
    """The options of a choice as one group: the plain ones merged by what they begin with, then the others."""
    plain: list[str] = []
    others: list[str] = []
    for option in node.options:
        if isinstance(option, Text) and not option.open and (script == "en" or not _LATIN.search(option.text)):
            plain.append(option.text)
        else:
            others.append(expression(option, vocabulary, script))
    if plain:
        others.insert(0, alternation(plain))
    return f"(?:{'|'.join(others)})"


def alternation(texts: Iterable[str]) -> str:
    """Texts as one alternation that looks at each first character once; of two the longer is tried first.

    Characters that stand alone are one class: as all firsts differ, their place among the others means nothing.
    """
    firsts: dict[str, set[str]] = {}
    ends = False
    for text in texts:
        if text:
            firsts.setdefault(text[0], set()).add(text[1:])
        else:
            ends = True
    parts = []
    if "'" not in firsts:
        alone = sorted(char for char, rests in firsts.items() if rests == {""})
        if len(alone) > 1:
            parts.append(f"[{''.join(map(re.escape, alone))}]")
            for char in alone:
                del firsts[char]
    for char, rests in sorted(firsts.items()):
        body = "'?" if char == "'" else re.escape(char)
        parts.append(body + (alternation(rests) if rests != {""} else ""))
    if not parts:
        return ""
    single = len(parts) == 1 and not ends
    return parts[0] if single else f"(?:{'|'.join(parts)}){'?' if ends else ''}"


def _sequence(items: tuple[Node, ...], vocabulary: Vocabulary, script: Script) -> str:
    """Elements one after the other; an optional element takes one neighbouring gap with it when it is left out."""
    parts: list[str] = []
    i = 0
    while i < len(items):
        item = items[i]
        after = items[i + 1] if i + 1 < len(items) else None
        alone = i == 0 or isinstance(items[i - 1], Gap | Edge)
        if isinstance(item, Choice) and item.optional and alone and isinstance(after, Gap):
            parts.append(f"(?:{_options(item, vocabulary, script)}{_gap(after, script)})?")
            i += 2
        elif isinstance(item, Gap) and isinstance(after, Choice) and after.optional and _last_of_run(items, i + 1):
            parts.append(f"(?:{_gap(item, script)}{_options(after, vocabulary, script)})?")
            i += 2
        else:
            parts.append(expression(item, vocabulary, script))
            i += 1
    return "".join(parts)


def _last_of_run(items: tuple[Node, ...], at: int) -> bool:
    """Whether nothing but optional elements follows to the end."""
    rest = items[at + 1 :]
    return all(isinstance(item, Gap | Edge) or (isinstance(item, Choice) and item.optional) for item in rest)


def _gap(gap: Gap, script: Script) -> str:
    if gap.kind == "any":
        return _ANY if script == "zh" else f"(?:{_WORD_END}{_ANY}{_WORD_START})"
    if script == "zh":
        return _SOON
    return _BETWEEN if gap.kind == "next" else _NEXT_WORDS


def _literal(node: Text, script: Script) -> str:
    text = node.text
    body = "".join("'?" if char == "'" else re.escape(char) for char in text)
    if node.open:
        return f"{body}[{WORD}]{{0,20}}"
    if script == "zh":
        start = "(?<![a-z])" if "a" <= text[:1] <= "z" else ""
        end = "(?![a-z])" if "a" <= text[-1:] <= "z" else ""
        return f"{start}{body}{end}"
    return body
