"""When a customer wants to be called instead, in their own words."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from saywell.app.standards import open_standard
from saywell.conversation import inputs as i
from saywell.desk.wishes import told_in
from saywell.exchange.hear import Ear, ear_for
from saywell.standard.calendar import Calendar, CalendarSpec

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = Calendar(CalendarSpec(hours={"mon-fri": ("09:00-12:00", "13:30-18:00")}))
SAID = round(datetime(2026, 11, 18, 10, 20, tzinfo=ZONE).timestamp()) * 1000


@cache
def ear() -> Ear:
    return ear_for(open_standard("bank"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("明天这个时候再打来吧", "11-19 10:20"),
        ("不方便，后天同一时间打给我", "11-20 10:20"),
        ("聽日呢個時候再打嚟啦", "11-19 10:20"),
        ("Ring me this time tomorrow, will you", "11-19 10:20"),
        ("Call me at five o'clock tomorrow afternoon", "11-19 17:00"),
        ("Try me half six on Friday evening, half past six I mean", "11-20 18:30"),
        ("你下午三点半再打", "11-18 15:30"),
        ("我在开会，过一个半小时吧", "11-18 11:50"),
        ("明天上午打给我", "11-19 10:00"),
        ("今晚再打啦", "11-18 19:00"),
        ("下午三点以后再打吧", "11-18 15:00"),
        ("明天上午十点之后都可以", "11-19 10:00"),
        ("八点以後先得閒", "11-18 20:00"),
        ("I am free after 4 pm on Friday", "11-20 16:00"),
        ("Any time past 9 tomorrow morning", "11-19 10:00"),
        ("这个时候我都在上课", None),
        ("昨天下午三点你们就打过了", None),
        ("我现在没空", None),
    ],
)
def test_the_time_that_was_wished_for(text: str, wanted: str | None) -> None:
    said = i.Said(SAID, by="customer", text=text)
    heard = ear().hear(said)
    at = told_in(i.Said(SAID, by="customer", text=text, heard=heard), CALENDAR)
    assert (None if at is None else datetime.fromtimestamp(at / 1000, ZONE).strftime("%m-%d %H:%M")) == wanted
