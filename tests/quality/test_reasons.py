"""The sentences that tell why a verdict was given."""

from __future__ import annotations

from saywell.quality.reasons import reason


def test_a_reason_and_what_is_lacking_read_as_sentences_of_their_language() -> None:
    assert reason("turn", ("道歉", "问电话"), "zh-Hans") == "轮到说话时没有做到；还差：道歉、问电话"
    assert reason("turn", ("道歉",), "zh-Hant") == "輪到說話時沒有做到；還差：道歉"
    assert reason("turn", ("Apologises",), "en") == "It was not done in the agent's turn. Still lacking: Apologises."
    assert reason("", ("道歉",), "zh-Hans") == "还差：道歉"
