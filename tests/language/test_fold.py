"""Folding: one spelling for all, with a way back to the original."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saywell.language.fold import fold, fold_characters

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
CHAT = st.text(alphabet="您好我那个呃额嗯， 。！?…\u3000\0\u200b\n'\"ABuhm~ａ1２【】說裏", max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("您好，請問有甚麼可以幫您？？", "您好,请问有什么可以帮您?"),
        ("ＨＥＬＬＯ，Ｗｏｒｌｄ！", "hello,world!"),
        ("帳戶著羣綫衞爲裏說", "账户着群线卫为里说"),
        ("我 的 ID 是 1 2", "我的id是1 2"),
        ("呃，我我我想问那个那个订单的事……", "我想问那个订单的事,"),
        ("额，好的", "好的"),
        ("余额和金额", "余额和金额"),
        ("Um, I'd like  to er 'ask'", "i'd like to ask"),
        ("他說「你好」", "他说你好"),
        ("I’m here", "i'm here"),
        ("好的\n谢谢", "好的,谢谢"),
        ("【客服】您好～", ",客服,您好,"),
        ("umbrella, summer", "umbrella, summer"),
        ("好的👍没问题", "好的,没问题"),
        ("地址在(听不清)镇旁边", "地址在,镇旁边"),
        ("hello [inaudible] are you there", "hello, are you there"),
        ("A3(黑白)打印机", "a3(黑白)打印机"),
    ],
)
def test_one_spelling_stands_for_all(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize("text", ["嗯", "哦", "um", "呃", "呃。", "uh huh"])
def test_an_utterance_that_is_only_a_sound_is_kept(text: str) -> None:
    assert fold(text).text.rstrip(",.") == fold_characters(text).rstrip(",.")


def test_a_span_leads_back_to_the_original() -> None:
    text = "呃，請問 您「貴姓」？"
    folded = fold(text)
    start = folded.text.index("贵姓")
    assert text[slice(*folded.span(start, start + 2))] == "貴姓"


def test_a_clean_text_has_no_offsets_and_maps_to_itself() -> None:
    folded = fold("您好,请讲")
    assert folded.offsets is None
    assert folded.span(1, 3) == (1, 3)


def test_an_empty_range_stays_empty() -> None:
    folded = fold("  您好 ")
    assert folded.span(0, 0) == (2, 2)
    assert folded.span(2, 2) == (4, 4)
    assert fold("\0").span(0, 0) == (0, 0)


@given(st.one_of(ANY_TEXT, CHAT))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.one_of(ANY_TEXT, CHAT))
def test_offsets_rise_and_stay_inside(text: str) -> None:
    folded = fold(text)
    if folded.offsets is None:
        assert len(folded.text) == len(text)
        return
    offsets = list(folded.offsets)
    assert len(offsets) == len(folded.text)
    assert all(a < b for a, b in pairwise(offsets))
    assert all(0 <= at < len(text) for at in offsets)


@given(ANY_TEXT)
def test_folding_characters_keeps_the_length(text: str) -> None:
    assert len(fold_characters(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    ["", "\0", "\ud800", "\ud800a\udfff", "呃" * 100_000, "a " * 500_000, "那个" * 300_000],
    ids=range(7),
)
def test_odd_and_huge_texts_are_folded(text: str) -> None:
    assert len(fold(text).text) <= len(text)
