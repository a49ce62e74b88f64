"""Rules about words: every operator, and what it says about mistakes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saywell.language.fold import fold
from saywell.language.phrases import PhraseList, units
from saywell.language.similar import likeness
from saywell.language.words import WordsError, compile_words, holds, repeated

Spec = Mapping[str, object]


def pieces(spec: Spec, text: str) -> list[str]:
    folded = fold(text).text
    return [folded[s.start : s.end] for s in compile_words(spec).find(folded)]


@pytest.mark.parametrize(
    ("spec", "text", "found"),
    [
        ({"any": ["退款", "refund*"]}, "我要退款", ["退款"]),
        ({"any": ["refund*"]}, "Two refunds", ["refund"]),
        ({"any": ["fund"]}, "Two refunds", []),
        ({"any": ["退款"], "except": ["不退款"]}, "我不退款", []),
        ({"any": ["退款"], "except": ["不退款"]}, "我不退款，還是退款吧", ["退款"]),
        ({"any": ["好的"], "where": "whole"}, "嗯，好的。", ["好的"]),
        ({"any": ["好的"], "where": "whole"}, "好的我知道", []),
        ({"all": [["退款", "退钱"], "运费"]}, "我要退钱。运费呢", ["退钱", "运费"]),
        ({"all": [["退款", "退钱"], "运费"], "where": "sentence"}, "我要退钱。运费呢", []),
        ({"all": [["退款", "退钱"], "运费"], "where": "sentence"}, "我要退钱，运费呢", ["退钱", "运费"]),
        ({"all": [["退款", "退钱"], "运费"], "where": "clause"}, "我要退钱，运费呢", []),
        ({"of": ["一", "二", "三"], "at_least": 2}, "三和一", ["三", "一"]),
        ({"of": ["一", "二", "三"], "at_least": 2}, "三和三", []),
        ({"none": ["再见"]}, "您好", ["您好"]),
        ({"none": ["再见"]}, "再见", []),
        ({"count": ["抱歉", "对不起"], "at_least": 2}, "抱歉，對不起", ["抱歉", "对不起"]),
        ({"count": ["抱歉"], "at_least": 2}, "抱歉", []),
        ({"count": ["抱歉"], "at_most": 1}, "抱歉，抱歉", []),
        ({"count": ["抱歉"], "at_most": 1}, "您好", ["您好"]),
        ({"near": [["不"], ["退款"]], "within": 2}, "不能给退款", ["不能给退款"]),
        ({"near": [["不"], ["退款"]], "within": 1}, "不能给退款", []),
        ({"near": [["退款"], ["不"]], "within": 2, "ordered": True}, "不退款", []),
        ({"near": [["退款"], ["不"]], "within": 2}, "不退款", ["不退款"]),
        ({"near": [["refund"], ["card"]], "within": 2}, "refund to your card", ["refund to your card"]),
        ({"near": [["refund"], ["card"]], "not_within": 2}, "refund to your card", []),
        ({"near": [["refund"], ["card"]], "not_within": 1}, "refund to your card", ["refund"]),
        ({"regex": "退.?款"}, "退个款", ["退个款"]),
        ({"regex": "退.?款", "except": "不退.?款"}, "不退款", []),
        ({"wildcard": "订单*号码"}, "您的訂單的號碼", ["订单的号码"]),
        ({"wildcard": "订单*号码"}, "订单，号码", []),
        ({"wildcard": "call ? later"}, "call u later", ["call u later"]),
        ({"similar": ["请问有什么可以帮您"]}, "请问有什么能帮到您的", ["请问有什么能帮到您的"]),
        ({"similar": ["请问有什么可以帮您"]}, "您的订单已经发货", []),
        ({"similar": ["請不要掛機"], "where": "clause"}, "我查一下,请不要挂机", ["请不要挂机"]),
        ({"repeats": 2}, "请稍等，请稍等", ["请稍等", "请稍等"]),
        ({"repeats": 2}, "请稍等，马上好", []),
        ({"any": ["账号"]}, "我的涨好", []),
        ({"any": ["账号"], "homophones": True}, "我的涨好", ["涨好"]),
    ],
)
def test_operators(spec: Spec, text: str, found: list[str]) -> None:
    assert pieces(spec, text) == found


@pytest.mark.parametrize(
    ("spec", "key"),
    [
        ({}, "rule"),
        ({"any": ["a"], "all": ["b"]}, "any all"),
        ({"some": ["a"]}, "some"),
        ({"any": []}, "any"),
        ({"any": [""]}, "any"),
        ({"any": "退款"}, "any"),
        ({"of": ["a"], "at_least": 3}, "of"),
        ({"of": ["a"]}, "at_least"),
        ({"near": [["a"]], "within": 1}, "near"),
        ({"near": [["a"], ["b"]]}, "within"),
        ({"regex": "("}, "regex"),
        ({"regex": ""}, "regex"),
        ({"any": ["a"], "where": "there"}, "where"),
        ({"similar": ["a"], "score": 7}, "score"),
        ({"wildcard": "*"}, "wildcard"),
        ({"count": ["a"], "at_least": "many"}, "at_least"),
        ({"regex": "a", "except": "["}, "except"),
    ],
)
def test_a_mistake_names_the_key(spec: Spec, key: str) -> None:
    with pytest.raises(WordsError) as error:
        compile_words(spec)
    assert error.value.key == key
    assert error.value.mend


def test_an_utterance_said_again_is_found() -> None:
    assert [(a, b) for a, b, _ in repeated(["请您稍等一下", "好", "嗯，请您稍等一下啊"])] == [(0, 2)]
    assert repeated(["请您稍等一下", "好", "请您稍等一下"], within=1) == []
    assert repeated(["好", "好"]) == []


def test_homophones_are_folded_only_on_request() -> None:
    assert [f.phrase for f in PhraseList(["账号", "投诉"], homophones=True).find("涨好头速")] == [0, 1]
    assert PhraseList(["账号", "投诉"]).find("涨好头速") == []


def test_units_are_characters_and_words() -> None:
    assert units("退款 to your card,123") == 6


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_symmetric_and_lies_between_0_and_1(one: str, other: str) -> None:
    score = likeness(one, other)
    assert 0.0 <= score <= 1.0
    assert score == pytest.approx(likeness(other, one))


SPECS: list[Spec] = [
    {"any": ["好", "a*"], "except": ["好的"]},
    {"all": ["好", "的"], "where": "clause"},
    {"none": ["好"]},
    {"count": ["好"], "at_least": 0},
    {"near": [["好"], ["的"]], "not_within": 3},
    {"wildcard": "好*的"},
    {"similar": ["好的"]},
    {"repeats": 2, "score": 0.5},
    {"regex": "好+"},
]


@given(
    st.sampled_from(SPECS),
    st.text(alphabet=st.characters(exclude_categories=()), max_size=40) | st.text(alphabet="好的a,. ", max_size=20),
)
def test_any_text_can_be_asked(spec: Spec, text: str) -> None:
    folded = fold(text)
    rule = compile_words(spec)
    spans = rule.find(folded.text)
    assert holds(rule, folded) == bool(spans)
    assert all(0 <= s.start <= s.end <= len(folded.text) for s in spans)


@pytest.mark.parametrize("number", range(len(SPECS)))
def test_a_megabyte_can_be_asked(number: int) -> None:
    assert isinstance(compile_words(SPECS[number]).find("不" * 1_000_000), tuple)
