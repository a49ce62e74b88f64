"""The pattern language: what it means, and what it says about mistakes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saywell.language.compiled import Vocabulary, compile_pattern
from saywell.language.fold import fold
from saywell.language.pattern import Concept, PatternError, Script, parse
from saywell.language.sieve import Sieve, pack

CONCEPTS = {
    "please": Concept(zh=("请", "请问", "麻烦"), en=("please", "kindly")),
    "sorry": Concept(zh=("抱歉", "对不起"), en=("sorry", "apologi*", "my apologies")),
    "very": Concept(zh=("非常<sorry>", "(很|真)抱歉"), en=("very <sorry>",)),
    "zh_only": Concept(zh=("好",)),
    "circle": Concept(zh=("<round>",)),
    "round": Concept(zh=("<circle>",)),
}


def found(pattern: str, text: str, script: Script = "zh") -> str | None:
    """The piece of the folded text that the pattern finds."""
    compiled = compile_pattern(pattern, script, Vocabulary(CONCEPTS))
    folded = fold(text).text
    match = re.search(compiled.regex, folded)
    sieve = Sieve(pack([compiled.groups]))
    assert match is None or sieve.awake(sieve.present(folded))[0], "the sieve drops a text that matches"
    return match.group(1) if match else None


@pytest.mark.parametrize(
    ("pattern", "text", "piece"),
    [
        ("<please> (贵姓|怎么称呼)", "請問您貴姓", "请问您贵姓"),
        ("<please> 称呼", "请问一二三四五六七八称呼", "请问一二三四五六七八称呼"),
        ("请 称呼", "请一二三四五六七八九称呼", None),
        ("请 称呼", "请,怎么称呼", "请,怎么称呼"),
        ("请 称呼", "请。称呼", None),
        ("请 ... 称呼", "请坐。怎么称呼", "请坐.怎么称呼"),
        ("我[们]查", "我查", "我查"),
        ("我 [来] 查", "我帮您查", "我帮您查"),
        ("我 [来] 查", "我一二三四五六七八九十查", None),
        ("帮(您|你|)查", "帮查", "帮查"),
        ("^您好", "喂,您好", "您好"),
        ("^您好", "说您好", None),
        ("再见$", "再见!", "再见"),
        ("再见$", "再见了", None),
        ("^^好的$$", "嗯，好的呢。", "好的"),
        ("^^好的$$", "好的我知道", None),
        ("转{*}部门", "转技术部门", "转技术部门"),
        ("我姓{name}", "我姓王", "我姓王"),
        ("{deadline}回复", "24小时内回复", "24小时内回复"),
        ("拨打{phone}", "拨打400-820-8820", "拨打400-820-8820"),
        ("工号{digits}", "工号幺零二四", "工号幺零二四"),
        ("{number}号为您服务", "12号为您服务", "12号为您服务"),
        ("<very>", "真抱歉", "真抱歉"),
        ("下载app", "下载APP", "下载app"),
        ("下载app", "下载apple", None),
    ],
)
def test_chinese_patterns(pattern: str, text: str, piece: str | None) -> None:
    assert found(pattern, text) == piece


@pytest.mark.parametrize(
    ("pattern", "text", "piece"),
    [
        ("(may|can) i have your [last|full] name", "May I please have your name?", "may i please have your name"),
        ("may i have your [last|full] name", "may i have your last name", "may i have your last name"),
        ("hold the line", "hold one two three the line", "hold one two three the line"),
        ("hold the line", "hold one two three four the line", None),
        ("hold the line", "hold. The line", None),
        ("refund(s|ed)", "refunded", "refunded"),
        ("refund(s|ed)", "refunding", None),
        ("sorry", "unsorry", None),
        ("refund*", "two refunds", "refunds"),
        ("don't know", "I dont know", "dont know"),
        ("don't know", "I don’t know", "don't know"),
        ("<sorry>", "we apologise", "apologise"),
        ("<sorry>", "my apologies", "my apologies"),
        ("<sorry>", "my humble excuses", None),
        ("(last|full) name", "last night", None),
        ("^^(yes|yeah)$$", "Yes.", "yes"),
        ("^hello", "oh, hello", "hello"),
        ("my name", "that is my name's sake", "my name"),
        ("call ... back", "Call. Please. Back", "call. please. back"),
        ("within {deadline}", "within 2 working hours", "within 2 working hours"),
    ],
)
def test_english_patterns(pattern: str, text: str, piece: str | None) -> None:
    assert found(pattern, text, "en") == piece


@pytest.mark.parametrize(
    ("pattern", "column", "what"),
    [
        ("(贵姓|称呼", 0, "not closed"),
        ("贵姓)", 2, "without its opening half"),
        ("a|b", 1, "does not belong here"),
        ("说 <nobody>", 2, "no concept"),
        ("<no-body>", 0, "no concept name"),
        ("{surname}", 0, "no slot"),
        ("{name", 0, "not closed"),
        ("()", 0, "empty group"),
        ("", 0, "nothing to look for"),
        ("^$", 0, "nothing to look for"),
        ("[您好]", 0, "matches nothing"),
        ("查...到", 0, "stand alone"),
        ("re*fund", 2, "end of a word"),
        ("<circle>", 0, "contains itself"),
    ],
)
def test_a_mistake_says_where_and_how_to_mend_it(pattern: str, column: int, what: str) -> None:
    with pytest.raises(PatternError) as error:
        compile_pattern(pattern, "zh", Vocabulary(CONCEPTS))
    assert error.value.column == column
    assert what in error.value.what
    assert error.value.mend


def test_a_concept_without_phrases_of_the_language_is_a_mistake() -> None:
    with pytest.raises(PatternError, match="no en phrases"):
        compile_pattern("<zh_only>", "en", Vocabulary(CONCEPTS))


def test_patterns_are_folded_like_texts() -> None:
    assert found("請問貴姓", "请问贵姓") == "请问贵姓"
    assert parse("Ａ") == parse("a")


@given(
    st.lists(st.text("您好请问ab? ", min_size=1, max_size=4), min_size=1, max_size=12),
    st.text("您好请问ab?\n ", max_size=30),
)
def test_the_first_texts_are_sieved_like_all_later_ones(keys: list[str], text: str) -> None:
    packed = pack([(frozenset((key,)),) for key in keys])
    first, later = Sieve(packed), Sieve(packed)
    later.present("。" * 4_000)
    assert first.present(text) == later.present(text)
    assert [keys[n] in text for n in range(len(keys))] == [
        n in later.awake(later.present(text))[0] for n in range(len(keys))
    ]
