"""Corrupted text: same sounds, no marks, the same every time."""

from __future__ import annotations

import random

import pytest

from saywell.quality.evaluation.corruption import corrupt, same_sound

LONG = "您好很高兴为您服务请问有什么可以帮您" * 60


def spoilt(text: str, share: float, seed: int = 1, *, spoken: bool = False) -> str:
    return corrupt(text, share, random.Random(seed).random, spoken_digits=spoken)


@pytest.mark.parametrize("pair", ["他她", "在再", "账帐", "是事", "诉速", "女钕", "略掠", "虐疟", "做作", "啊阿"])
def test_characters_of_one_syllable_replace_each_other(pair: str) -> None:
    assert (pair[1] in same_sound()[pair[0]]) == (pair != "女钕")
    assert pair[0] not in same_sound()[pair[0]]


@pytest.mark.parametrize("pair", ["奴女", "路绿", "暖虐", "乱略", "师思", "宁您"])
def test_other_syllables_do_not(pair: str) -> None:
    assert pair[1] not in same_sound()[pair[0]]


def test_the_table_covers_the_common_characters() -> None:
    assert len(same_sound()) == 3755
    alone = {char for char, others in same_sound().items() if not others}
    assert len(alone) < 40


def test_about_the_share_that_was_asked_for_is_replaced() -> None:
    out = spoilt(LONG, 0.05)
    assert len(out) == len(LONG)
    changed = sum(a != b for a, b in zip(LONG, out, strict=True)) / len(LONG)
    assert 0.03 < changed < 0.07


def test_the_same_chance_gives_the_same_text() -> None:
    assert spoilt(LONG, 0.05, 4) == spoilt(LONG, 0.05, 4) != spoilt(LONG, 0.05, 5)


@pytest.mark.parametrize(
    ("text", "spoken", "out"),
    [
        ("您好，请问…有什么？", False, "您好请问有什么"),
        ("Hello, Mr. Smith — how's it?", False, "hello mr smith how's it"),
        ("请 check 一下 3.5 折", False, "请check一下3.5折"),
        ("工号1024为您", True, "工号一零二四为您"),
        ("Call 110 now!", True, "call one one zero now"),
        ("", False, ""),
    ],
)
def test_marks_and_capitals_go(text: str, spoken: bool, out: str) -> None:
    assert spoilt(text, 0.0, spoken=spoken) == out


def test_traditional_text_stays_in_characters_that_its_readers_write() -> None:
    out = spoilt("請問您貴姓" * 200, 1.0)
    for char in set(out):
        char.encode("big5")
