"""The quick looks find nothing that a close look would not, and lose nothing that it finds."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from saywell.app.standards import SHIPPED
from saywell.language.entities import find_entities
from saywell.language.entities.when import find_whens
from saywell.language.fold import Folded, fold
from saywell.language.kinds import CLOCK_MARK, DIGIT, LETTER, MARK, Table, kinds_of
from saywell.language.promises import find_promises, may_promise, promises_of

# All but those that decide which language is read.
HINTS = (1 << 40) - 1 & ~(DIGIT | LETTER | CLOCK_MARK | MARK)

GOLD = Path(__file__).resolve().parents[2] / "gold" / "promises" / "open"
PIECES = (
    """
一二三四五 | 138零零一 | 一一一一 | 双八三个六 | ****1234 | 张先生 | 我姓欧阳 | 弓长张 | 木子李
| 我叫王小明 | 收件人:陈静 | 名字是李雷 | 明天
| 下周一 | 12-25 | 3号 | 2026年 | 下午三点 | 三点半 | 10:30 | 下班前 | 班 | 两个小时内 | 三天 | 尽快 | 稍后
| 第一时间 | 回头 | 过几天 | 这几天 | 改天 | 有空 | 过一会给您 | 快啲 | 近期 | 建设路8号 | 三块五 | $30 | a@b.com
| 给您回电 | 派人上门 | 会 | 帮您查 | 同一时间 | 这个时候 | 您 | 的 | , | . | ? | by 3 pm | mr. smith
| room 5
""".replace("\n", " ")
    .strip()
    .split(" | ")
)


@functools.cache
def said() -> tuple[str, ...]:
    """Shipped sentences and the promises of the open gold set."""
    found = [
        msgspec.json.decode(line)["text"]
        for file in sorted(GOLD.glob("*.jsonl"))
        for line in file.read_bytes().splitlines()
    ]
    for file in sorted(SHIPPED.glob("common/sentences/*.yaml"))[::3]:
        for samples in yaml.load(file.read_bytes(), yaml.CBaseLoader).values():
            found += [text for texts in samples["is"].values() for text in texts]
    return tuple(found)


def alike(texts: Iterable[str], look: Callable[[Folded], Any]) -> int:
    """How much is found, the same where characters of every kind may be in the text."""
    found = 0
    for text in texts:
        folded = fold(text)
        quick, close = look(folded), look(folded._replace(has=folded.has | HINTS))
        assert quick == close, text
        found += bool(quick)
    return found


LOOKS: dict[str, tuple[Callable[[Folded], Any], int]] = {
    "entities": (find_entities, 300),
    "times": (lambda folded: find_whens(folded.text, folded.has), 200),
    "promises": (lambda folded: find_promises(folded, "agent"), 100),
}


@pytest.mark.parametrize("name", LOOKS)
def test_quick_looks_lose_nothing(name: str) -> None:
    look, least = LOOKS[name]
    assert len(said()) > 4_000
    assert alike(said(), look) > least


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_quick_looks_lose_nothing_of_pieces(text: str) -> None:
    for look, _ in LOOKS.values():
        alike([text], look)


@pytest.mark.parametrize("by", ["agent", "customer"])
def test_what_is_worth_no_reading_promises_nothing(by: str) -> None:
    found = [(folded, promises_of(folded, by)) for folded in map(fold, said())]
    promising = [folded for folded, made in found if made]
    # A handful of two thousand, none of them a promise that binds anybody: 会晚一两天, 回复晚了.
    assert [one.text for one in promising if not may_promise(one, by)][5:] == []
    assert len(promising) > 30


@given(st.text(max_size=80))
def test_folded_kinds_are_those_of_the_text(text: str) -> None:
    folded = fold(text)
    assert folded.has == kinds_of(folded.text)


def test_a_table_knows_what_it_is_told() -> None:
    table = Table({1: "ab", 2: "b", 4: "\U0001f600"})
    assert [table.of(one) for one in ("", "x", "a", "xb", "a\U0001f600", "ab")] == [0, 0, 1, 3, 5, 3]
