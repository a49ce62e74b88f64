"""A pattern's tree -> what a matcher runs: the groups of literals it needs, and one regular expression."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

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
from saywell.language.slots import SLOT_EXPRESSIONS, SLOT_HINTS

Group = frozenset[str]

WORD = "a-z0-9'à-ɏ"
PARTICLES = "啊呀哦噢喔嗯唔呢吧吗嘛啦喇哈哎诶欸唉哇咯嘞呗滴的哒~ ,.!?:"
LEADING = "啊哦噢喔嗯唔哎诶欸唉哈喂那 ,.!?:~"
_FAR = 600
_SOON = "[^.!?]{0,8}?"
_ANY = f"[\\s\\S]{{0,{_FAR}}}?"
_BETWEEN = f"(?:'s)?[^{WORD}.!?]{{1,8}}"
_NEXT_WORDS = f"{_BETWEEN}(?:[{WORD}]{{1,24}}[^{WORD}.!?]{{1,8}}){{0,3}}?"
_WORD_START = f"(?<![{WORD}])"
_WORD_END = f"(?![a-z0-9à-ɏ]|'(?!s(?![{WORD}])))"
_EDGES = {
    "^": "(?:(?<![^.!?,:])|(?<=[.!?,:] ))",
    "$": "(?=[.!?,:]|\\Z)",
    "^^": f"\\A[{LEADING}]{{0,12}}",
    "$$": f"(?=[{PARTICLES}]{{0,12}}\\Z)",
}
_COMMON = frozenset("的我您是不一有了在这个请可以好你们那什么下么就没要问吗到说给打来会电人能上们天想时")
_COMMON_PAIRS = frozenset(
    [
        "我们",
        "您好",
        "请问",
        "可以",
        "什么",
        "一下",
        "这个",
        "那个",
        "没有",
        "你们",
        "怎么",
        "不是",
        "电话",
        "现在",
        "问题",
        "您的",
        "我的",
        "知道",
        "不能",
        "帮您",
        "这边",
    ]
)
_COMMON_WORDS = frozenset(
    [
        "i",
        "you",
        "the",
        "to",
        "a",
        "is",
        "it",
        "my",
        "your",
        "can",
        "we",
        "me",
        "for",
        "and",
        "of",
        "in",
        "that",
        "this",
        "have",
        "not",
        "on",
        "be",
        "will",
        "please",
        "do",
        "with",
        "are",
    ]
)
# A group that names most of the language sieves nothing.
_MAX_GROUP = 400


@dataclass(frozen=True)
class Compiled:
    """One pattern ready to run: every group must have a literal in the text before `regex` is worth trying."""

    groups: tuple[Group, ...]
    regex: str


@dataclass
class Vocabulary:
    """The concepts of a rule set, compiled once per language."""

    concepts: Mapping[str, Concept]
    _done: dict[tuple[str, Script], tuple[Compiled, bool]] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def lookup(self, name: str, script: Script) -> Compiled:
        """The concept's expression and its one group. Raises PatternError (no phrases, or it contains itself)."""
        if (name, script) not in self._done:
            if name in self._open:
                raise PatternError(f"<{name}>", 0, "the concept contains itself", "break the circle")
            self._open.append(name)
            try:
                self._done[name, script] = self._compile(name, script), True
            finally:
                self._open.pop()
        return self._done[name, script][0]

    def _compile(self, name: str, script: Script) -> Compiled:
        concept = self.concepts.get(name)
        if concept is None:
            raise PatternError(f"<{name}>", 0, f"there is no concept {name!r}", "add it to a concepts file")
        phrases = concept.zh if script == "zh" else concept.en
        if not phrases:
            raise PatternError(f"<{name}>", 0, f"the concept has no {script} phrases", f"give it {script} phrases")
        trees = [parse(p, self.concepts, phrase=True) for p in sorted(set(phrases), key=lambda p: (-len(p), p))]
        node = Choice(tuple(t.items[0] if len(t.items) == 1 else t for t in trees), optional=False)
        return Compiled(required(node, self, script), expression(node, self, script))


def compile_pattern(pattern: str, script: Script, vocabulary: Vocabulary) -> Compiled:
    """Compile one pattern. Raises PatternError, also for a pattern that could match nothing at all."""
    tree = parse(pattern, vocabulary.concepts)
    if all(can_be_empty(item) for item in tree.items):
        raise PatternError(pattern, 0, "the pattern matches nothing at all", "let one element be outside [ ]")
    return Compiled(required(tree, vocabulary, script), whole_expression(tree, vocabulary, script))


def can_be_empty(node: Node) -> bool:
    """Whether the node can match no characters."""
    if isinstance(node, Seq):
        return all(can_be_empty(item) for item in node.items)
    if isinstance(node, Choice):
        return node.optional or any(can_be_empty(option) for option in node.options)
    return isinstance(node, Gap | Edge)


def required(node: Node, vocabulary: Vocabulary, script: Script) -> tuple[Group, ...]:
    """Groups of literals of which the text must hold at least one each; rarest first."""
    if isinstance(node, Text):
        return _literal_groups(node.text)
    if isinstance(node, Ref):
        return vocabulary.lookup(node.name, script).groups
    if isinstance(node, Slot):
        hint = SLOT_HINTS.get((node.kind, script))
        return (hint,) if hint else ()
    if isinstance(node, Seq):
        groups = {g for item in node.items for g in required(item, vocabulary, script)}
        return tuple(sorted(groups, key=commonness))
    if isinstance(node, Choice) and not node.optional:
        best = [required(option, vocabulary, script) for option in node.options]
        if all(best):
            union = frozenset(literal for groups in best for literal in groups[0])
            if len(union) <= _MAX_GROUP:
                return (union,)
    return ()


def _literal_groups(text: str) -> tuple[Group, ...]:
    """The literal itself; with an apostrophe also without, since transcripts leave it out."""
    core = text.strip(" ,.!?:")
    if not core:
        return ()
    return (frozenset((core, core.replace("'", ""))) if "'" in core else frozenset((core,)),)


def commonness(group: Group) -> tuple[float, int, str]:
    """About how many of a hundred turns hold one of the group's literals."""
    return (sum(_share(literal) for literal in group), len(group), min(group))


def _share(literal: str) -> float:
    """A rough share of turns that hold a literal, from how common its characters or words are in service talk."""
    if literal.isascii():
        return min(25.0 if word in _COMMON_WORDS else 60.0 / 3 ** min(len(word), 6) for word in literal.split())
    shares = [12.0 if char in _COMMON else 2.0 for char in literal]
    if len(shares) == 1:
        return shares[0]
    return 4.0 if literal in _COMMON_PAIRS else min(shares) * 0.25 ** (len(shares) - 1)


def whole_expression(tree: Seq, vocabulary: Vocabulary, script: Script) -> str:
    """The regular expression of a whole pattern; group 1 is what was said."""
    items = tree.items
    lead = ""
    if items and items[0] == Edge("^^"):
        lead, items = _EDGES["^^"], tuple(items[1:])
    body = expression(Seq(items), vocabulary, script)
    if script == "en":
        body = f"{_WORD_START}{body}{'' if _ends_open(items) else _WORD_END}"
    return f"{lead}({body})"


def _ends_open(items: tuple[Node, ...]) -> bool:
    last = items[-1] if items else None
    return isinstance(last, Text) and last.open


def expression(node: Node, vocabulary: Vocabulary, script: Script) -> str:
    """The node as a regular expression."""
    if isinstance(node, Text):
        return _literal(node, script)
    if isinstance(node, Ref):
        return f"(?:{vocabulary.lookup(node.name, script).regex})"
    if isinstance(node, Slot):
        return SLOT_EXPRESSIONS[node.kind, script]
    if isinstance(node, Edge):
        return _EDGES[node.kind]
    if isinstance(node, Gap):
        return _gap(node, script)
    if isinstance(node, Choice):
        body = "|".join(expression(option, vocabulary, script) for option in node.options)
        return f"(?:{body}){'?' if node.optional else ''}"
    return _sequence(node.items, vocabulary, script)


def _sequence(items: tuple[Node, ...], vocabulary: Vocabulary, script: Script) -> str:
    """Elements one after the other; an optional element takes one neighbouring gap with it when it is left out."""
    parts: list[str] = []
    i = 0
    while i < len(items):
        item = items[i]
        after = items[i + 1] if i + 1 < len(items) else None
        alone = i == 0 or isinstance(items[i - 1], Gap | Edge)
        if isinstance(item, Choice) and item.optional and alone and isinstance(after, Gap):
            body = "|".join(expression(option, vocabulary, script) for option in item.options)
            parts.append(f"(?:(?:{body}){_gap(after, script)})?")
            i += 2
            continue
        if isinstance(item, Gap) and isinstance(after, Choice) and after.optional and _last_of_run(items, i + 1):
            body = "|".join(expression(option, vocabulary, script) for option in after.options)
            parts.append(f"(?:{_gap(item, script)}(?:{body}))?")
            i += 2
            continue
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
