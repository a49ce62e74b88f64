"""Forbidden phrases in a sense: whole utterance, blunt, anywhere; not where they are quoted, denied or supposed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saywell.exchange.taboos import PREFIX, Taboos, taboo_rules
from saywell.language.fold import fold
from saywell.language.match import Matcher
from saywell.language.pattern import Concept
from saywell.language.taboo import core_of, is_blunt
from saywell.standard.model import ConceptSpec, Standard, Taboo, TabooPhrase

PHRASES = (
    TabooPhrase("不知道", "blunt", en=("i don't know",), harmless=("不知道(您|你) (是否|方便|什么|吗)",)),
    TabooPhrase("不行", "blunt"),
    TabooPhrase("喂", "whole", also=("喂,说话呀!",), en=("hey", "hello? hello?")),
    TabooPhrase("说话", "whole"),
    TabooPhrase("你有病", "anywhere", harmless=("没有你有病",)),
    TabooPhrase("不可能的事", "anywhere", also=("有什么事?快说",)),
    TabooPhrase("我不能保证", "anywhere", harmless=("我不能保证的是",)),
    TabooPhrase("你问我,我问谁", "anywhere", like=("<ask_whom>", "问我(没用|有什么用)")),
    TabooPhrase("您打错了", "anywhere", en=("you're wrong",)),
    TabooPhrase("我们不能", "blunt"),
)
STANDARD = Standard(
    id="t",
    version="1",
    title={},
    taboos={"t": Taboo("t", phrases=PHRASES), "sounds": Taboo("sounds", homophones=True, phrases=(PHRASES[8],))},
    concepts={"ask_whom": ConceptSpec(zh=("问我我去问谁",), en=("why ask me",))},
)


def taboos(standard: Standard = STANDARD) -> tuple[Taboos, Matcher]:
    rules, concepts = taboo_rules(standard.taboos.values(), standard.concepts)
    given = {id: Concept(zh=one.zh, en=one.en) for id, one in standard.concepts.items()}
    matcher = Matcher.build(rules, concepts | given)
    return Taboos(standard, matcher), matcher


TABOOS, MATCHER = taboos()


def hits(text: str, by: str = "agent") -> list[str]:
    candidates = [hit.move for hit in MATCHER.find(fold(text), by) if hit.move.startswith(PREFIX)]
    return [PHRASES[one.phrase].say for one in TABOOS.find(text, by, candidates) if one.taboo == "t"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我不知道。", ["不知道"]),
        ("這個我不知道啊，您打別的電話吧", ["不知道"]),
        ("这个我不知道您去问别人吧", ["不知道"]),
        ("地址我也不知道你自己查", ["不知道"]),
        ("不知道您现在是否方便?", []),
        ("您不知道怎么操作是吗", []),
        ("我不知道这个问题能不能帮您解决", []),
        ("不行的", ["不行"]),
        ("王先生,不行", ["不行"]),
        ("行不行", []),
        ("请问改到明天,不行吗?", []),
        ("喂", ["喂"]),
        ("喂?", ["喂"]),
        ("喂说话呀", ["喂", "说话"]),
        ("喂，您好，请问是王先生吗", []),
        ("喂，您好，能听到我说话吗", []),
        ("說話！", ["说话"]),
        ("您好,说话啊", ["说话"]),
        ("请您说话大声一点", []),
        ("你 有 病 吧", ["你有病"]),
        ("我没有你有病历", []),
        ("那是不可能的事", ["不可能的事"]),
        ("有什么事，快说", ["不可能的事"]),
        ("我不能保证明天到", ["我不能保证"]),
        ("我不能保证的是时间", []),
        ("您好，你問我我問誰啊", ["你问我,我问谁"]),
        ("问我我去问谁", ["你问我,我问谁"]),
        ("问我没用", ["你问我,我问谁"]),
        ("Why ask me?", ["你问我,我问谁"]),
        ("Well, I don’t know, sir.", ["不知道"]),
        ("I don't know you should ask someone else", ["不知道"]),
        ("I don't know if this works", []),
        ("Hey!", ["喂"]),
        ("Hello? Hello?", ["喂"]),
        ("Hey, how can I help", []),
        ("感谢邀请，但我们不能去", []),
    ],
)
def test_senses(text: str, found: list[str]) -> None:
    assert hits(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "您刚才说“您打错了”，请问您找谁？",
        "您刚才说您打错了",
        "客户说您打错了",
        '我跟同事讲"您打错了"是不合适的',
        "我们从来不会对客户说您打错了",
        "不是我不知道，而是要核实一下",
        "不是不知道，是还要确认",
        "并不是我们不能，是需要先登记",
        "如果我不知道，我会帮您问同事",
        "You said you're wrong, didn't you",
        'You said "I don\'t know", right?',
        "It's not that I don't know, I just need to check",
        "We never say I don't know",
    ],
)
def test_quoted_denied_or_supposed_words_are_harmless(text: str) -> None:
    assert hits(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“您打错了”", ["您打错了"]),
        ("我说您打错了", ["您打错了"]),
        ("您说什么？我不知道。", ["不知道"]),
        ("您刚才说卡丢了。我不知道。", ["不知道"]),
        ("您打错了，您刚才说“王先生”", ["您打错了"]),
        ("您说“不知道”是吗？我也不知道。", ["不知道"]),
    ],
)
def test_and_their_twins_are_not(text: str, found: list[str]) -> None:
    assert hits(text) == found


def test_a_customer_may_say_anything() -> None:
    assert hits("我不知道。", by="customer") == []
    assert TABOOS.find("您打措了", "customer", ()) == []


def test_the_hit_names_the_words() -> None:
    text = "呃，我不知道。"
    (hit,) = TABOOS.find(text, "agent", [f"{PREFIX}t/0"])
    assert text[hit.start : hit.end] == "不知道"


def test_homophones_only_where_the_list_asks() -> None:
    assert hits("您大错了") == []
    assert [one.taboo for one in TABOOS.find("您大错了", "agent", ())] == ["sounds"]
    assert TABOOS.find("您大概错了", "agent", ()) == []


def test_the_core_of_an_utterance_is_without_names_greetings_and_particles() -> None:
    assert core_of(fold("喂，您好，王先生，好的呢！").text) == "好"


@given(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
    | st.text(alphabet='喂嗯不知道行说话,.?吗您好“”"我是', max_size=20)
)
def test_any_text_can_be_searched(text: str) -> None:
    for hit in TABOOS.find(text, "agent", [f"{PREFIX}t/{n}" for n in range(len(PHRASES))]):
        assert 0 <= hit.start < hit.end <= len(text)
    folded = fold(text).text
    is_blunt(folded, 0, len(folded))


@given(st.text(alphabet='喂嗯不知道行说话,.?吗您好“”"我是没有你病', max_size=20), st.booleans())
def test_what_the_matcher_heard_is_not_looked_for_again(text: str, every: bool) -> None:
    folded = fold(text)
    heard = MATCHER.find(folded, "agent")
    again = TABOOS.find(text, "agent", [hit.move for hit in heard], every=every)
    assert TABOOS.among(text, folded, "agent", heard, every=every) == again


@pytest.mark.parametrize(
    "text", ["你有病" * 400_000, "喂" * 1_000_000, "不知道您" * 200_000, "这" * 900_000 + "不知道"]
)
def test_a_megabyte_is_searched(text: str) -> None:
    hits(text)
