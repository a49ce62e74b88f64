"""Forbidden phrases in a sense: whole utterance, blunt, anywhere, with exceptions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saywell.language.fold import fold
from saywell.language.match import Matcher
from saywell.language.pattern import MoveRules
from saywell.language.taboo import Sense, TabooError, TabooList, core_of, sense_pattern

LIST = TabooList.from_data(
    {
        "unless": ["没有你有病"],
        "phrases": [
            {"phrase": "不知道", "sense": "blunt", "unless": ["不知道您", "不知道你"]},
            {"phrase": "不行", "sense": "blunt"},
            {"phrase": "喂", "sense": "whole"},
            {"phrase": "嗯", "sense": "whole"},
            {"phrase": "说话", "sense": "whole"},
            "你有病",
            "不可能",
            "不可能的事",
            {"phrase": "我不能保证", "unless": ["我不能保证的是"]},
            {"phrase": "i don't know", "sense": "blunt"},
            {"phrase": "what*", "sense": "whole"},
        ],
    }
)


def hits(text: str) -> list[str]:
    return [hit.taboo.phrase for hit in LIST.find(fold(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我不知道。", ["不知道"]),
        ("這個我不知道啊，您打別的電話吧", ["不知道"]),
        ("我也不知道", ["不知道"]),
        ("不知道您现在是否方便?", []),
        ("您不知道怎么操作是吗", []),
        ("我不知道这个问题能不能帮您解决", []),
        ("不行的", ["不行"]),
        ("王先生,不行", ["不行"]),
        ("行不行", []),
        ("请问改到明天,不行吗?", []),
        ("喂", ["喂"]),
        ("喂,王先生", ["喂"]),
        ("喂，您好，请问是王先生吗", []),
        ("說話！", ["说话"]),
        ("您好,说话啊", ["说话"]),
        ("请您说话大声一点", []),
        ("嗯。", ["嗯"]),
        ("嗯，我帮您查", []),
        ("你 有 病 吧", ["你有病"]),
        ("我没有你有病历", []),
        ("那是不可能的事", ["不可能的事"]),
        ("我不能保证明天到", ["我不能保证"]),
        ("我不能保证的是时间", []),
        ("Well, I don’t know, sir.", ["i don't know"]),
        ("I don't know if this works", []),
        ("Whatever.", ["what*"]),
        ("What can I do for you? Hello", ["what*"]),
    ],
)
def test_senses(text: str, found: list[str]) -> None:
    assert hits(text) == found


def test_the_hit_names_the_words() -> None:
    folded = fold("我不知道。")
    (hit,) = LIST.find(folded)
    assert folded.text[hit.start : hit.end] == "不知道"
    assert hit.taboo.sense == "blunt"


def test_homophones_only_where_the_list_asks() -> None:
    assert TabooList.from_data(["你有病"]).find(fold("尼有饼")) == []
    assert len(TabooList.from_data({"phrases": ["你有病"], "homophones": True}).find(fold("尼有饼"))) == 1


def test_the_core_of_an_utterance_is_without_names_greetings_and_particles() -> None:
    assert core_of(fold("喂，您好，王先生，好的呢！").text) == "好"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (["", "a"], "phrase 1"),
        ([{"phrase": "a", "sense": "soft"}], "phrase 1"),
        ([{"phrase": "a", "unles": []}], "phrase 1"),
        ([3], "phrase 1"),
        ({"phrases": "a"}, "the list"),
        ({"sens": "whole"}, "the list"),
        ([{"phrase": "a", "unless": "b"}], "phrase 1: unless"),
        ({"sense": "x", "phrases": []}, "the list"),
    ],
)
def test_a_mistake_names_the_place(data: object, place: str) -> None:
    with pytest.raises(TabooError) as error:
        TabooList.from_data(data)
    assert error.value.place == place


@pytest.mark.parametrize(
    ("phrase", "sense", "text", "heard"),
    [
        ("不知道", "blunt", "這個我也不知道啊，您問別人吧", True),
        ("不知道", "blunt", "我不知道您方便吗", False),
        ("不知道", "anywhere", "我不知道您方便吗", True),
        ("喂", "whole", "喂？", True),
        ("喂", "whole", "喂，王先生", True),
        ("喂", "whole", "喂，请讲", False),
        ("喂,说话呀!", "whole", "喂说话呀", True),
        ("你問我,我問誰", "anywhere", "您好，你问我我问谁啊", True),
        ("有什么事？快说", "anywhere", "有什么事，快说", True),
        ("i don't know", "blunt", "Well, I dont know, sir", True),
        ("i don't know", "blunt", "I don't know if it works", False),
        ("hey", "whole", "Hey!", True),
        ("hey", "whole", "Hey, how can I help", False),
    ],
)
def test_a_sense_as_a_move_pattern(phrase: str, sense: Sense, text: str, heard: bool) -> None:
    pattern = sense_pattern(phrase, sense)
    rules = MoveRules(en=(pattern,)) if phrase.isascii() else MoveRules(zh=(pattern,))
    matcher = Matcher.build({"agent.taboo": rules}, {})
    assert bool(matcher.find(fold(text), "agent")) == heard


@given(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
    | st.text(alphabet="喂嗯不知道行说话,.?吗您好", max_size=20)
)
def test_any_text_can_be_searched(text: str) -> None:
    folded = fold(text)
    last = 0
    for hit in LIST.find(folded):
        assert last <= hit.start < hit.end <= len(folded.text)
        last = hit.end


def test_a_megabyte_is_searched() -> None:
    assert LIST.find(fold("你有病" * 400_000))
    assert LIST.find(fold("喂" * 1_000_000)) == []
