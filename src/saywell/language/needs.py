"""What a text must hold before a pattern is worth trying: groups of strings of which one each must be there.

A key that begins with WHOLE stands for a whole Latin word; any other for a string found anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from saywell.language.expression import lazy
from saywell.language.pattern import Choice, Edge, Gap, Node, Ref, Script, Seq, Slot, Text
from saywell.language.slots import SLOT_HINTS
from saywell.language.wordlist import word_set

Group = frozenset[str]
Lookup = Callable[[str], tuple[tuple[Group, ...], Group | None]]

WHOLE = "\x01"
WORD = "a-z0-9'à-ɏ"
_TOKENS = lazy(f"[{WORD}]+")
# More strings than that are not written out, and a group that names most of the language sieves nothing.
_MOST_STRINGS = 8
_MOST_KEYS = 400

# Characters and words of service talk, the most common first; the place tells the share of turns.
_CHARACTERS = "您我的不是了请们这有你下吗话好问到没个会说么电给要在可以号单帮服能再听打什意发时来题货对上客就务人还谢等理天快查系点先多用通后那讲机公边跟方看已订经司信声很事清款吧为回想错音联需地收思里接烦线过解稍出明麻小哪怎都大他提把退部心得码"
_PAIRS = word_set(
    "我们 您的 可以 电话 什么 请您 给您 问题 请问 帮您 没有 这个 你们 服务 公司 订单 谢您 客服 意思 需要 不好 麻烦 已经 们的 联系 怎么 这边 声音 问您 "
    "谢谢 快递 我的 处理 清楚 抱歉 通话 到您 好意 是我 感谢 不是 现在 地址 您好 您说 为您 们会 我帮 给我 多少"
)
_WORDS = (
    "you the i to your is it a me for please can i'm have we that my do this will what number our on are with in not order of i'll call and be could "
    "it's sorry how let up us don't can't about hear now service right at speak need no thank check phone would help there if so get has back may was like "
    "from out know been want again wrong you're give any time an"
).split(" ")
_RANKS = ((10, 16.0), (20, 8.0), (40, 5.0), (60, 3.3), (100, 2.2), (150, 1.6))


def _shares(items: str | list[str], scale: float) -> dict[str, float]:
    return {item: next((share for rank, share in _RANKS if i < rank), 1.2) * scale for i, item in enumerate(items)}


_SHARES = {**_shares(_CHARACTERS, 1.0), **_shares(_WORDS, 0.8)}


def commonness(group: Group) -> tuple[float, int, str]:
    """About how many of a hundred turns hold one of the group's strings."""
    return (sum(_share(key) for key in group), len(group), min(group))


def _share(key: str) -> float:
    if key[0] == WHOLE:
        return _SHARES.get(key[1:], 0.6)
    if key in ("?", "!"):
        return 20.0
    if key.isascii():
        return 40.0 / 2.5 ** min(len(key), 6)
    if len(key) == 1:
        return _SHARES.get(key, 0.7)
    if len(key) == 2 and key in _PAIRS:
        return 2.0
    return min(_SHARES.get(char, 0.7) for char in key) * 0.15 ** (len(key) - 1)


def needs(tree: Seq, script: Script, lookup: Lookup) -> tuple[Group, ...]:
    """The groups of a whole pattern, the rarest first."""
    found = _Needs(script, lookup).groups(tree, bounded=True)
    return tuple(sorted(set(found), key=commonness))


def concept_needs(tree: Node, script: Script, lookup: Lookup) -> tuple[tuple[Group, ...], Group | None]:
    """The groups of a concept's phrases, and all its strings if they can be written out."""
    reader = _Needs(script, lookup)
    return tuple(reader.groups(tree, bounded=True)), reader.exact(tree)


class _Needs:
    """One language's way of reading a tree."""

    def __init__(self, script: Script, lookup: Lookup) -> None:
        self.script = script
        self.lookup = lookup

    def groups(self, node: Node, bounded: bool) -> list[Group]:
        """Groups that every text has that the node matches in. `bounded`: the node begins and ends at word edges."""
        if isinstance(node, Seq):
            return self._sequence(node, bounded)
        if isinstance(node, Slot):
            hint = SLOT_HINTS.get((node.kind, self.script))
            return [hint] if hint else []
        if isinstance(node, Gap | Edge) or (isinstance(node, Choice) and node.optional):
            return []
        strings = self.exact(node)
        if strings is not None:
            return self._keys(strings, bounded)
        if isinstance(node, Text):
            return self._keys(_spellings(node.text), False)
        if isinstance(node, Ref):
            # A concept's own groups assume word edges, which hold only where the concept stands alone.
            return list(self.lookup(node.name)[0]) if bounded or self.script == "zh" else []
        return self._choice(node, bounded)

    def _choice(self, node: Choice, bounded: bool) -> list[Group]:
        best: set[str] = set()
        for option in node.options:
            found = self.groups(option, bounded)
            if not found:
                return []
            best.update(sorted(found, key=commonness)[0])
        return [frozenset(best)] if len(best) <= _MOST_KEYS else []

    def _sequence(self, node: Seq, bounded: bool) -> list[Group]:
        """Group by group: runs of elements without a gap are written out together where they can be."""
        found: list[Group] = []
        runs = [list(run) for is_gap, run in groupby(node.items, lambda item: isinstance(item, Gap)) if not is_gap]
        for i, run in enumerate(runs):
            edges = bounded or (0 < i < len(runs) - 1)
            found.extend(self._run(run, edges))
        return found

    def _run(self, run: list[Node], bounded: bool) -> list[Group]:
        run = [item for item in run if not isinstance(item, Edge)]
        found: list[Group] = []
        strings: frozenset[str] = frozenset(("",))
        whole = True
        for item in run:
            more = self.exact(item)
            if more is not None and len(strings) * len(more) <= _MOST_STRINGS:
                strings = frozenset(a + b for a in strings for b in more)
                continue
            whole = False
            found.extend(self._keys(strings, False))
            if more is None:
                found.extend(self.groups(item, bounded and len(run) == 1))
                strings = frozenset(("",))
            else:
                strings = more
        found.extend(self._keys(strings, bounded and whole))
        return found

    def exact(self, node: Node) -> frozenset[str] | None:
        """Every string that the node can be, or None if they are too many or not told."""
        if isinstance(node, Text):
            return None if node.open else _spellings(node.text)
        if isinstance(node, Edge):
            return frozenset(("",))
        if isinstance(node, Ref):
            return self.lookup(node.name)[1]
        if isinstance(node, Choice):
            strings: frozenset[str] = frozenset(("",)) if node.optional else frozenset()
            for option in node.options:
                more = self.exact(option)
                if more is None or len(strings) + len(more) > _MOST_KEYS:
                    return None
                strings |= more
            return strings
        if isinstance(node, Seq):
            strings = frozenset(("",))
            for item in node.items:
                more = self.exact(item)
                if more is None or len(strings) * len(more) > _MOST_STRINGS:
                    return None
                strings = frozenset(a + b for a in strings for b in more)
            return strings
        return None

    def _keys(self, strings: frozenset[str], bounded: bool) -> list[Group]:
        """One group of keys for the strings; none if one of them has nothing to look for."""
        keys: set[str] = set()
        for string in strings:
            key = self._key(string, bounded)
            if key is None:
                return []
            keys.add(key)
        return [frozenset(keys)] if keys else []

    def _key(self, string: str, bounded: bool) -> str | None:
        if not any(char.isalnum() for char in string):
            return string if string in ("?", "!") else None
        if self.script == "en" and bounded:
            tokens = _TOKENS.findall(string)
            return WHOLE + min(tokens, key=lambda t: (_share(WHOLE + t), -len(t), t)) if tokens else None
        return string


def _spellings(text: str) -> frozenset[str]:
    """The text, and without its apostrophe, which transcripts leave out."""
    return frozenset((text, text.replace("'", ""))) if "'" in text else frozenset((text,))
