"""A sentence is heard once: what the guard heard is what is said, and any node that reads it comes to the same."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from saywell.app.standards import open_standard, shipped
from saywell.conversation import inputs as i
from saywell.conversation.state import save
from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.exchange.hear import Ear
from saywell.quality.drafts import draft_heard
from saywell.storage.memory import MemoryStore
from tests.desk.world import Clock, World, run, status

DRAFTS = (
    "您好，匯安銀行客服中心，1號為您服務，請問有什麼可以幫您？",
    "请您稍等，我帮您查询一下。",
    "我會在兩個工作小時內給您回電。",
    "您打错了，打错了！",
    "你说什么？我不知道，不知道。",
    "Hello, this is Huian Bank. How may I help you?",
    "王先生，您的電話是13800138000，對嗎？" * 12,
    "嗯",
    "。" * 300,
)


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("by", ["agent", "customer"])
def test_what_the_guard_heard_is_what_is_said_to_the_byte(name: str, by: i.Speaker) -> None:
    standard = open_standard(name)
    ear, fresh = Ear(standard), Ear(standard, remember=0)
    lines = [text for line in standard.lines.values() for text in line.texts.values()]
    phrases = [one.say for taboo in standard.taboos.values() for one in taboo.phrases]
    for text in (*DRAFTS, *lines[:60], *phrases[:60]):
        said = i.Said(0, by=by, text=text)
        listened = draft_heard(ear, text, by, True)
        closely, taboos = fresh.listen_closely(said)
        assert msgspec.json.encode((listened.heard, listened.taboos)) == msgspec.json.encode((closely, taboos))
        assert msgspec.json.encode(ear.hear(said)) == msgspec.json.encode(fresh.hear(said))


def test_a_sentence_is_recognised_once_on_its_way() -> None:
    async def act(world: World) -> None:
        desk, talk = await world.chat()
        ready = (await world.hub.live(talk)).ready
        assert ready is not None
        for n, text in enumerate(DRAFTS[:3]):
            before = ready.ear.remembered().misses
            await world.do(desk, w.SaySomething(3 + n, talk=talk, text=f"{text}第{n}次"))
            assert ready.ear.remembered().misses == before + 1

    run(act)


SAYINGS = (
    ("agent", "您好，匯安銀行客服中心，1號為您服務，請問有什麼可以幫您？"),
    ("customer", "你好，我姓王，我想查一下餘額"),
    ("agent", "好的王先生，請問您的電話號碼是多少？"),
    ("customer", "138"),
    ("customer", "0013"),
    ("customer", "8000"),
    ("agent", "13800138000，對嗎？"),
    ("customer", "對"),
    ("agent", "我會在兩個工作小時內給您回電。請問您還需要其他幫助嗎？"),
    ("customer", "不用了，thank you"),
)


def test_a_node_that_reads_what_another_did_decides_and_shows_the_same() -> None:
    async def act() -> None:
        store, clock = MemoryStore(), Clock()
        one, two = World(store, clock), World(store, clock)
        await one.open()
        await two.open()
        desks = [node.desk("1") for node in (one, two)]
        await one.do(desks[0], status(desks[0], "idle"))
        talk = await one.call("chat", person="p1")
        await one.do(desks[0], w.Take(2, talk=talk))
        for n, (by, text) in enumerate(SAYINGS):
            await two.rest()
            node = (one, two)[n // 3 % 2]
            if by == "agent":
                await node.do(desks[n // 3 % 2], w.SaySomething(9, talk=talk, text=text))
            else:
                await node.customer(talk, text)
            await one.rest()
            await two.rest()
            clock.at += 1500
            await same(one, two, talk)
        assert one.hub.troubles == two.hub.troubles == []
        for node in (one, two):
            await node.hub.stop()

    asyncio.run(act())


async def same(one: World, two: World, talk: str) -> None:
    """Both nodes, and a third that reads everything anew, know, show and would decide the same."""
    store, clock = one.store, one.clock
    talks = t.Talks(one.hub.ready)
    anew = talks.start(t.PREFIX + talk)
    for record in await store.read(t.PREFIX + talk):
        anew = talks.fold(anew, talks.load(record))
    lives = [await one.hub.live(talk), await two.hub.live(talk), anew]
    following = i.Said(clock(), by="customer", text="13900139000，不對，是 13800138000")
    told = []
    for live, decider in zip(lives, (one.hub.talks.decider, two.hub.talks.decider, talks), strict=True):
        events = decider.decide(live, following, clock())
        told.append(msgspec.json.encode((save(live.state), live.inputs, live.events, list(events))))
    assert told[0] == told[1] == told[2]
    views = [await world.hub.refresh(talk) for world in (one, two)]
    assert views[0] == views[1]


def test_a_customer_named_on_the_way_is_known_to_the_ear_afterwards() -> None:
    ear = Ear(open_standard("bank"))
    here, there, nobody = ear.listen(), ear.listen(), ear.listen()
    there.follow(here.prepare(i.Identified(0, surname="彧", title="先生")))
    said = i.Said(1, by="agent", text="彧先生，您好。")
    assert here.prepare(said) == there.prepare(said) != nobody.prepare(said)
