"""Advice answers in the customer's language."""

from __future__ import annotations

import pytest

from saywell.app.standards import open_standard
from saywell.conversation import inputs as i
from saywell.conversation.advice import advise
from saywell.conversation.decide import step
from saywell.conversation.plan import plan_for
from saywell.conversation.state import State
from saywell.exchange.hear import ear_for


def language(*said: str) -> str | None:
    """The language of the advice after the customer's words."""
    standard = open_standard("cc")
    listener = ear_for(standard).listen()
    opened = i.Opened(0, id="a", channel="chat", direction="inbound")
    plan = plan_for(standard, opened)
    state = State()
    words = (i.Said(n * 1000, by="customer", text=text) for n, text in enumerate(said, 1))
    for got in (listener.prepare(opened), *map(listener.prepare, words)):
        _, state = step(plan, state, got)
    return advise(plan, state, state.clock).lang


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        ((), None),
        (("我的订单在哪里",), "zh-Hans"),
        (("我的訂單在哪裡",), "zh-Hant"),
        (("點解仲未到㗎,我等咗好耐",), "zh-Hant"),
        (("where is my order",), "en"),
        (("我的订单在哪里", "where is it please"), "en"),
        (("我的訂單在哪裡", "ok"), "zh-Hant"),
        (("我的訂單在哪裡", "13800138000"), "zh-Hant"),
        (("我的訂單在哪裡", "還沒到", "可以 refund 嗎 我想 cancel"), "zh-Hant"),
        (("where is it please", "it is late", "我的订单在哪里", "我要 cancel 这个 order"), "zh-Hans"),
        (("我要 cancel 这个 order",), "zh-Hans"),
    ],
)
def test_lines_are_in_the_language_that_the_customer_speaks(said: tuple[str, ...], lang: str | None) -> None:
    assert language(*said) == lang
