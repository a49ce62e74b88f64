"""The language of an utterance."""

from __future__ import annotations

import pytest

from saywell.language.speech import Spoken, language_of, settled


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("请问我的订单什么时候到", "zh-Hans"),
        ("請問我的訂單什麼時候到", "zh-Hant"),
        ("係呀,而家喺邊度", "yue"),
        ("一陣間覆你", "yue"),
        ("關係企業的統一編號", "zh-Hant"),
        ("聯係方式", "zh-Hant"),
        ("where is my order", "en"),
        ("我要找你们 manager 谈", "mixed"),
        ("可以 refund 吗 size 完全不对", "mixed"),
        ("手机连不上wifi", "zh-Hans"),
        ("ok好的", "zh-Hans"),
        ("我的 iPhone 坏了", "zh-Hans"),
        ("订单号SO20261120", "zh-Hans"),
        ("好的👌👌", "zh-Hans"),
        ("thanks 😀", "en"),
        ("https://shop.example.com/where-is-my/order?from=chat", None),
        ("https://item.example.com/item.htm?id=123 这个多少钱", "zh-Hans"),
        ("發票寄到 amy.chan@mail.example.com 就可以", "zh-Hant"),
        ("please look at www.example.com/cable", "en"),
        ("👍", None),
        ("13800138000", None),
        ("", None),
    ],
)
def test_languages(text: str, lang: Spoken | None) -> None:
    assert language_of(text) == lang


@pytest.mark.parametrize(
    ("text", "spoken", "lang", "told"),
    [
        ("可以", "zh-Hant", "zh-Hant", False),
        ("可以", "yue", "yue", False),
        ("ok", "zh-Hans", "zh-Hans", False),
        ("HK2611004431", "yue", "yue", False),
        ("please tell me", "zh-Hans", "en", True),
        ("没收到货", "zh-Hant", "zh-Hans", True),
    ],
)
def test_a_conversation_settles_what_a_text_leaves_open(text: str, spoken: Spoken, lang: Spoken, told: bool) -> None:
    assert settled(text, spoken) == (lang, told)
