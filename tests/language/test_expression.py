"""Expressions that note what a match can begin with find exactly what Python's own find."""

from __future__ import annotations

import random
import re

import pytest

from saywell.app.standards import open_standard
from saywell.language.compiled import Vocabulary, compile_pattern
from saywell.language.expression import compiled
from saywell.language.fold import fold
from saywell.language.pattern import Concept

_EXPRESSIONS = (
    "a",
    "(?:a|(?:b|cd)e|f?g)",
    "(?:|a)b",
    "(?:a|)",
    "x*",
    "(?:x*)(?:y|z)?w",
    "(?<![a-z])(?:您|你)好",
    "(?<=[.!?,:] )是|请问",
    "(?=[.!?]|\\Z)",
    "[^.!?]{0,3}?再见",
    "(?i:a)b|c",
    "(?i)abc",
    "(?:(?>ab|a)c|[0-9]+x)",
    "([a-c])(?:\\1|d)",
    "[\\w]x|[\\d-]y",
    "\\bok\\b",
    "^a|b$",
    "(?:一|二|三|四|五|六|七|八|九|十|百|千|万|两|几|半|零|〇)+(?:天|日)",
    "a??b|c{2,3}+d",
)
_CHARS = "abcdefgwxyzABok12-_ .,!?:您你好是请问再见一二三九十半天日"


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], ...]]:
    return [found.regs for found in pattern.finditer(text)]


@pytest.mark.parametrize("regex", _EXPRESSIONS)
def test_the_same_is_found(regex: str) -> None:
    ours, python = compiled(regex), re.compile(regex)
    draw = random.Random(regex)
    for length in range(40):
        for _ in range(20):
            text = "".join(draw.choices(_CHARS, k=length))
            assert _spans(ours, text) == _spans(python, text), text
            at = draw.randrange(length + 1)
            one, other = ours.search(text, at), python.search(text, at)
            assert (one and one.regs) == (other and other.regs), (text, at)


def test_the_same_is_found_by_shipped_patterns() -> None:
    standard = open_standard("shop")
    vocabulary = Vocabulary({name: Concept(zh=one.zh, en=one.en) for name, one in standard.concepts.items()})
    draw = random.Random(5)
    moves = draw.sample(sorted(standard.moves.values(), key=lambda one: one.id), 60)
    lines = draw.sample(sorted({text for line in standard.lines.values() for text in line.texts.values()}), 60)
    texts = [fold(text).text for text in lines]
    for move in moves:
        for script, patterns in (("zh", (*move.zh, *move.not_zh)), ("en", (*move.en, *move.not_en))):
            for pattern in patterns[:6]:
                regex = compile_pattern(pattern, "zh" if script == "zh" else "en", vocabulary).regex
                ours, python = compiled(regex), re.compile(regex)
                for text in texts:
                    assert _spans(ours, text) == _spans(python, text), (pattern, text)
