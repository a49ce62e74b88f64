"""The matcher: the right moves, for the right speaker, whatever the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saywell.language.compiled import Vocabulary, compile_pattern
from saywell.language.fold import fold
from saywell.language.match import Matcher, RuleSetError
from saywell.language.pattern import Concept, MoveRules, Script

CONCEPTS = {"sorry": Concept(zh=("抱歉", "对不起", "不好意思"), en=("sorry", "apologi*"))}
MOVES = {
    "agent.apologises": MoveRules(
        zh=("<sorry>",), en=("<sorry>", "my bad"), not_zh=("不用<sorry>",), not_en=("not sorry",)
    ),
    "agent.asks_name": MoveRules(zh=("请问 (贵姓|怎么称呼)", "贵姓"), en=("your [full] name",)),
    "agent.acknowledges": MoveRules(zh=("^^(好|好的|是)$$",)),
    "agent.asks": MoveRules(zh=("{*}吗",)),
    "customer.agrees": MoveRules(zh=("^^(好|好的|行)$$",), en=("^^(ok|okay)$$",)),
    "customer.gives_phone": MoveRules(zh=("{phone}",), en=("{phone}",)),
}
MATCHER = Matcher.build(MOVES, CONCEPTS)
WORDS = st.lists(
    st.sampled_from(
        [
            "抱歉",
            "不用",
            "請問",
            "贵姓",
            "好的",
            "吗",
            "，",
            "。",
            "您",
            "sorry ",
            "your ",
            "name ",
            "13800138000",
            " ",
            "not ",
            "\ud800",
            "\0",
        ]
    ),
    max_size=8,
).map("".join)


def heard(text: str, by: str) -> list[str]:
    return [hit.move for hit in MATCHER.find(fold(text), by)]


def test_each_party_has_its_own_moves() -> None:
    assert heard("好的", "agent") == heard("好的", "bot") == ["agent.acknowledges"]
    assert heard("好的", "customer") == ["customer.agrees"]
    assert heard("好的", "third") == heard("好的", "nobody") == []


def test_moves_come_once_and_in_the_order_of_the_rules() -> None:
    assert heard("请问贵姓吗,抱歉,对不起", "agent") == ["agent.apologises", "agent.asks_name", "agent.asks"]


def test_a_veto_silences_its_move_only() -> None:
    assert heard("不用抱歉", "agent") == []
    assert heard("不用抱歉,请问贵姓", "agent") == ["agent.asks_name"]
    assert heard("I am not sorry", "agent") == []
    assert heard("I am sorry", "agent") == ["agent.apologises"]


def test_a_veto_reaches_only_as_far_as_the_neighbouring_clauses() -> None:
    assert heard("不用抱歉，没事，是这样的，抱歉让您久等", "agent") == ["agent.apologises"]
    assert heard("不用抱歉。真的抱歉", "agent") == ["agent.apologises"]
    assert heard("真的，不用抱歉", "agent") == []


def test_the_hit_names_the_words() -> None:
    folded = fold("您好，實在 抱歉")
    (hit,) = MATCHER.find(folded, "agent")
    assert folded.text[hit.start : hit.end] == "抱歉"


def test_every_mistake_is_reported_at_once() -> None:
    moves = {
        "agent.a": MoveRules(zh=("(x", "<y>")),
        "nobody.b": MoveRules(zh=("x",)),
        "agent.c": MoveRules(not_en=("{z}",)),
    }
    with pytest.raises(RuleSetError) as error:
        Matcher.build(moves, {"bad": Concept(zh=("(",))})
    assert {p.key for p in error.value.problems} == {"agent.a zh", "nobody.b", "agent.c not en", "concept bad"}
    assert len(error.value.problems) == 5


def test_what_can_be_compiled_goes_on_without_the_rest() -> None:
    matcher, problems = Matcher.build_lenient({"agent.a": MoveRules(zh=("(x", "您好"))}, {})
    assert len(problems) == 1
    assert [h.move for h in matcher.find("您好", "agent")] == ["agent.a"]


def test_no_rules_hear_nothing() -> None:
    assert Matcher.build({}, {}).find("您好", "agent") == []


# What vetoes do is tested apart; the sieve must not lose a hit.
FREE = {move: MoveRules(zh=rules.zh, en=rules.en) for move, rules in MOVES.items()}
FREE_MATCHER = Matcher.build(FREE, CONCEPTS)


def by_hand(text: str, by: str) -> list[str]:
    """Every expression tried, without the sieve."""
    vocabulary = Vocabulary(CONCEPTS)
    latin = text.isascii() or re.search("[a-z]", text) is not None

    def heard_by(rules: MoveRules) -> bool:
        scripts: list[tuple[Script, tuple[str, ...]]] = [("zh", rules.zh), ("en", rules.en if latin else ())]
        compiled = [compile_pattern(p, script, vocabulary) for script, patterns in scripts for p in patterns]
        return any(re.search(c.regex, text) for c in compiled)

    return [move for move, rules in FREE.items() if move.startswith(by) and heard_by(rules)]


@given(WORDS, st.sampled_from(["agent", "customer"]))
def test_the_sieve_loses_nothing(text: str, by: str) -> None:
    folded = fold(text)
    assert [h.move for h in FREE_MATCHER.find(folded, by)] == by_hand(folded.text, by)


@given(WORDS, st.sampled_from(["agent", "customer"]), st.sets(st.sampled_from(sorted(MOVES))))
def test_who_asks_for_a_few_moves_hears_those_as_before(text: str, by: str, few: set[str]) -> None:
    folded = fold(text)
    assert MATCHER.find(folded, by, few) == [hit for hit in MATCHER.find(folded, by) if hit.move in few]


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=80))
def test_any_text_is_heard_without_error(text: str) -> None:
    folded = fold(text)
    for hit in MATCHER.find(folded, "agent"):
        assert 0 <= hit.start <= hit.end <= len(folded.text)


@pytest.mark.parametrize(
    "text", ["抱歉" * 500_000, "请问" * 500_000, "1" * 1_000_000, "\ud800" * 1000, "your " * 200_000], ids=range(5)
)
def test_a_megabyte_is_heard(text: str) -> None:
    assert isinstance(MATCHER.find(fold(text), "agent"), list)
    assert isinstance(MATCHER.find(fold(text), "customer"), list)
