"""Recognition of whole utterances: language, moves, entities, all placed in the original text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saywell.language.match import Matcher
from saywell.language.pattern import MoveRules
from saywell.language.recognise import Recogniser, detect

RULES = {
    "agent.greets": MoveRules(zh=("您好",), en=("hello",)),
    "agent.asks_wait": MoveRules(zh=("请 稍等",), en=("please hold",)),
    "customer.gives_name": MoveRules(zh=("我姓{name}",), en=("my name is {name}",)),
}
RECOGNISER = Recogniser.build(Matcher.build(RULES, {}), "abc")


def test_everything_is_placed_in_the_original_text() -> None:
    text = "呃… 陳小姐， 您「好」！請您  稍等，24 小時內回覆"
    got = RECOGNISER.recognise(text, "agent")
    assert got.lang == "zh-Hant"
    assert {m.move: text[m.start : m.end] for m in got.moves} == {
        "agent.greets": "您「好",
        "agent.asks_wait": "請您  稍等",
    }
    assert [(e.kind, text[e.start : e.end]) for e in got.entities] == [("name", "陳小姐"), ("deadline", "24 小時內")]
    assert got.entities[0].value == {"surname": "陳", "key": "陈", "title": "小姐"}


def test_english_names_keep_their_spelling() -> None:
    (entity,) = RECOGNISER.recognise("Hello Mr. John SMITH", "agent").entities
    assert entity.value == {"surname": "SMITH", "given": "John", "key": "smith", "title": "mr"}


def test_the_version_names_code_and_rules() -> None:
    assert RECOGNISER.version.endswith("+abc")
    assert RECOGNISER.version.split("+")[0].isdigit()


def test_a_third_party_makes_no_moves() -> None:
    got = RECOGNISER.recognise("您好，我姓王", "third")
    assert got.moves == ()
    assert [e.kind for e in got.entities] == ["name"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("您好，请问有什么可以帮您", "zh-Hans"),
        ("您好，請問有什麼可以幫您", "zh-Hant"),
        ("我想問下啲嘢幾時到", "yue"),
        ("唔該你等等", "yue"),
        ("Hello, how may I help you?", "en"),
        ("我的 order number 是 123", "mixed"),
        ("我的iPhone坏了", "zh-Hans"),
        ("Amy您好", "zh-Hans"),
        ("你好", "zh-Hans"),
        ("12345", None),
        ("", None),
        ("…", None),
        ("唔，好的", "zh-Hans"),
        ("台北的門市", "zh-Hant"),
        ("ＯＫ", "en"),
    ],
)
def test_the_language_of_an_utterance(text: str, lang: str | None) -> None:
    assert RECOGNISER.recognise(text, "customer").lang == lang


def test_what_is_known_of_the_language_decides_where_the_text_does_not() -> None:
    assert detect("你好", "zh-Hant") == "zh-Hant"
    assert detect("謝謝", "zh-Hans") == "zh-Hant"
    assert detect("123", "en") == "en"
    assert RECOGNISER.recognise("你好", "customer", "yue").lang == "yue"


@given(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=80),
    st.sampled_from(["agent", "bot", "customer", "third", ""]),
)
def test_any_text_is_recognised_and_every_offset_lies_in_it(text: str, by: str) -> None:
    got = RECOGNISER.recognise(text, by)
    spans = [(m.start, m.end) for m in got.moves] + [(e.start, e.end) for e in got.entities]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert got == RECOGNISER.recognise(text, by)


def test_a_megabyte_is_recognised() -> None:
    assert RECOGNISER.recognise("您好" * 500_000, "agent").moves[0].end == 2
