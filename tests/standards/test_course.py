"""What the desk offers in an ordinary conversation where nothing has to be said: look up, ask for more, say goodbye."""

from __future__ import annotations

import pytest

from saywell.app.standards import open_standard
from saywell.conversation import inputs as i
from saywell.conversation.advice import advise
from saywell.conversation.decide import advance
from saywell.conversation.plan import plan_for
from saywell.conversation.state import State
from saywell.exchange.hear import ear_for
from saywell.exchange.script import read_script

OPENED = (
    "# opened: channel={channel} direction=inbound started=2026-11-20T10:00:00+08:00 company=凌雄租赁 agent=1024/小信\n"
)
TALK = """\
A: 您好，请问有什么可以帮您？
C: 你好，我想问一下发票什么时候能开？
A: 发票今天下午就能开好。
C: 好的，明白了
A: 请问您还有其他问题吗？
C: 没有了
A: 感谢您，再见。
"""
COURSE = {
    ("bank", "phone"): ("hold", "anything_else", "farewell"),
    ("bank", "chat"): ("hold_written", "anything_else", "farewell_written"),
    ("cc", "phone"): ("hold", "anything_else", "farewell"),
    ("cc", "chat"): ("hold", "anything_else", "farewell_written"),
    ("rent", "phone"): ("hold", "anything_else", "farewell"),
    ("rent", "chat"): ("hold", "anything_else", "farewell"),
    ("etq", "phone"): ("look_up", "anything_else", "thanks_goodbye"),
    ("etq", "chat"): ("look_up", "wish_health", "rate_and_goodbye"),
    ("shop", "phone"): ("verify_first", "anything_else", "closing"),
    ("shop", "chat"): ("verify_first", "anything_else", "farewell"),
}


@pytest.mark.parametrize(("name", "channel"), COURSE)
def test_an_ordinary_conversation_is_led_from_the_question_to_the_goodbye(name: str, channel: str) -> None:
    standard = open_standard(name)
    rings = "ringing\n+2 answered\n" if channel == "phone" else ""
    source = next(read_script(OPENED.format(channel=channel) + rings + TALK, "course.talk"))
    state, told = State(), []
    for got in ear_for(standard).prepare_all(source.inputs):
        plan = plan_for(standard, source.opened)
        advance(plan, state, got)
        if type(got) is i.Said:
            told.append([one.line for one in advise(plan, state, got.to or got.at).say])
    looks, asks, leaves = COURSE[name, channel]
    for at, line in ((1, looks), (3, asks), (5, leaves)):
        assert line in told[at], (at, told[at])
    # What was said is not offered again.
    assert asks not in told[4] and looks not in told[2]
    assert not {"farewell", "closing", "thanks_goodbye", "rate_and_goodbye"} & {*told[6]}
