"""Put right what a speech recogniser wrote with characters of the same sound, by the phrases that patterns look for.

Only on a second look, where the text as it stands says little: `再见` written `在见` is mended because no pattern knows the
pair `在见` and one knows a phrase that sounds like it. A mended text is as long as the text, offsets stay valid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, pairwise, repeat
from operator import add

import msgspec

from saywell.language.fold import fold
from saywell.language.pattern import Choice, Concept, MoveRules, Node, PatternError, Seq, Text, parse
from saywell.language.sounds import sound_of

# How far before a wrong character its phrase may begin.
_REACH = 7
# Numerals are right as they are, and these are written for each other by everybody.
_KEPT = frozenset("零一二两三四五六七八九十百千万得")
# Beyond this nobody would wait for a better guess.
LONGEST = 2_000
# Words of time and of promises: no move needs them all, deadlines do.
_OURS = """
今天 明天 后天 昨天 上午 下午 中午 早上 晚上 下周 本周 周一 周二 周三 周四 周五 周六 周日 星期 月底 工作日 工作小时 小时 分钟 之前 以前 以内 之内 最迟 最晚
下班前 下昼 下晝 上昼 晏昼 听日 听朝 今朝 打返 覆返 返俾 返畀 我哋 佢哋 搞掂 冇问题 唔该 收工 放工 落班 一阵 迟啲 快啲 上嚟 系咪 尽快 稍后 马上 回电 回电话 回复 答复 联系您 通知您 发货 退款 补发 上门 订单号 手机号 电话号码 账号 卡号 地址 姓名 尾号
"""


class _Data(msgspec.Struct, frozen=True, array_like=True):
    """`index`: the first two sounds of phrases -> each whole sound, the longest first, with its phrases. `after`: each
    character -> those that stand behind it in a phrase. `ones`: characters that stand alone in patterns."""

    index: dict[str, list[tuple[str, list[str]]]]
    after: dict[str, str]
    ones: str


class Mender:
    """Phrases by their sound. Built once, used by any number of threads."""

    def __init__(self, data: bytes | memoryview) -> None:
        """`data`: of a mender of this version. Raises msgspec.MsgspecError where it is anything else."""
        self.data = data
        held = msgspec.msgpack.decode(data, type=_Data)
        self._index, self._ones = held.index, held.ones
        self._pairs = frozenset(chain.from_iterable(map(add, repeat(one), rest) for one, rest in held.after.items()))

    @classmethod
    def build(cls, moves: Mapping[str, MoveRules], concepts: Mapping[str, Concept]) -> Mender:
        """From the words that stand in the Chinese patterns of moves and concepts."""
        words: set[str] = set(_OURS.split())
        for concept in concepts.values():
            _gather(concept.zh, concepts, True, words)
        for rules in moves.values():
            _gather((*rules.zh, *rules.not_zh), concepts, False, words)
        phrases = sorted(word for word in words if sum(map(_is_chinese, word)) >= 2)
        by_sound: dict[str, list[str]] = {}
        after: dict[str, set[str]] = {}
        for phrase in phrases:
            by_sound.setdefault(sound_of(phrase), []).append(phrase)
            for first, second in pairwise(phrase):
                after.setdefault(first, set()).add(second)
        index: dict[str, list[tuple[str, list[str]]]] = {}
        for sound in sorted(by_sound, key=lambda one: (-len(one), one)):
            index.setdefault(sound[:2], []).append((sound, by_sound[sound]))
        ones = "".join(sorted(word for word in words if len(word) == 1 and _is_chinese(word)))
        data = _Data(index, {first: "".join(sorted(rest)) for first, rest in sorted(after.items())}, ones)
        return cls(msgspec.msgpack.encode(data))

    def mend(self, text: str) -> str:
        """A folded text with what sounds like a known phrase written as one; the text itself where nothing does."""
        if not 1 < len(text) <= LONGEST:
            return text
        known = b"\0" + bytes(map(self._pairs.__contains__, map(add, text, text[1:]))) + b"\0"
        at = known.find(b"\0\0")
        odd: list[int] = []
        while at >= 0:
            if _is_chinese(text[at]) and text[at] not in _KEPT:
                odd.append(at)
            at = known.find(b"\0\0", at + 1)
        if not odd:
            return text
        sounds = sound_of(text)
        out = list(text)
        for at in odd:
            if out[at] == text[at]:
                start, phrase = self._phrase(text, sounds, at, odd)
                out[start : start + len(phrase)] = phrase
        return "".join(out)

    def _phrase(self, text: str, sounds: str, at: int, odd: list[int]) -> tuple[int, str]:
        """Where the longest phrase begins that sounds like what stands around a character and differs in odd ones
        only, and the phrase; nothing where there is none."""
        best, where = "", at
        for start in range(max(0, at - _REACH), at + 1):
            for sound, phrases in self._index.get(sounds[start : start + 2], ()):
                if len(sound) <= len(best) or start + len(sound) <= at:
                    break
                if not sounds.startswith(sound, start):
                    continue
                found = next((one for one in phrases if self._fits(text, start, one, odd)), None)
                if found is not None:
                    best, where = found, start
                    break
        return where, best

    def _fits(self, text: str, start: int, phrase: str, odd: list[int]) -> bool:
        wrong = [start + i for i, char in enumerate(phrase) if text[start + i] != char]
        if len(wrong) * 2 > len(phrase) or any(at not in odd for at in wrong):
            return False
        return len(phrase) > 2 or text[wrong[0]] not in self._ones


def _gather(patterns: Iterable[str], concepts: Mapping[str, Concept], phrase: bool, words: set[str]) -> None:
    """The literal words of patterns; one that cannot be read is another's matter."""
    for pattern in patterns:
        try:
            _words(parse(pattern, concepts, phrase=phrase), words)
        except PatternError:
            continue


def _words(node: Node, words: set[str]) -> None:
    if isinstance(node, Text):
        words.add(fold(node.text).text)
    elif isinstance(node, Seq | Choice):
        for one in node.items if isinstance(node, Seq) else node.options:
            _words(one, words)


def _is_chinese(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
