"""The sentences that tell why a verdict was given."""

from __future__ import annotations

import re

import pytest

from saywell.app.standards import SHIPPED, open_standard
from saywell.exchange.detect import read
from saywell.exchange.hear import ear_for
from saywell.kernel.locale import LOCALES, Locale
from saywell.quality.reasons import reason, why
from saywell.quality.score import score
from saywell.quality.signals import OWN, title_of
from saywell.standard.references import MEANINGS

_ID = re.compile(r"\b[a-z]+(?:\.[a-z_]+)+\b|_")


def test_a_reason_and_what_is_lacking_read_as_sentences_of_their_language() -> None:
    assert reason("turn", ("道歉", "问电话"), "zh-Hans") == "轮到说话时没有做到；还差：道歉、问电话"
    assert reason("turn", ("道歉",), "zh-Hant") == "輪到說話時沒有做到；還差：道歉"
    assert reason("turn", ("Apologises",), "en") == "It was not done in the agent's turn. Still lacking: Apologises."
    assert reason("", ("道歉",), "zh-Hans") == "还差：道歉"


@pytest.mark.parametrize(
    ("code", "lacking", "locale", "told"),
    [
        ("act:hangup.agent", (), "en", "Something was missing that has to come before this: The agent hangs up."),
        ("before:wait.started", (), "zh-Hans", "应当在此之前：客户开始等候"),
        ("failed:agent.taboo.shop-taboo", (), "zh-Hant", "因此沒有守住：說了禁語"),
        ("", ("agent.gives.phone|agent.names_customer",), "en",
         "Still lacking: The agent says a phone number / Says the customer's surname."),
        ("act:done.forwarded", ("form.complaint", "lookup.order"), "zh-Hans",
         "缺少前提，就已经：已转交；还差：填写“投诉登记”、查询（order）"),
        ("waived:situation.wrong_item.opened", (), "en", "It was no longer needed."),
    ],
)  # fmt: skip
def test_signals_are_called_by_their_titles(code: str, lacking: tuple[str, ...], locale: Locale, told: str) -> None:
    assert why(open_standard("shop"), code, lacking, locale) == told


def test_every_signal_of_the_engine_has_a_title_in_three_languages() -> None:
    assert set(OWN) == set(MEANINGS) - {"agent.gives.vague_deadline"}
    assert all(len(set(titles)) >= 2 and all(titles) for titles in OWN.values())


@pytest.mark.parametrize("name", ["cc", "rent", "etq", "shop", "bank"])
def test_no_reason_in_an_example_shows_an_id(name: str) -> None:
    standard = open_standard(name)
    ear = ear_for(standard)
    told: set[str] = set()
    for path in sorted((SHIPPED / name / "examples").glob("*.breaks.talk")):
        for source in read(path):
            heard = list(ear.prepare_all(source.inputs))
            for locale in LOCALES:
                told.update(one.why for one in score(standard, heard, locale=locale).findings)
    assert len(told) > 20
    assert [one for one in told if _ID.search(one)] == []
    assert title_of(standard, "agent.greets", "en") == standard.moves["agent.greets"].title["en"]
