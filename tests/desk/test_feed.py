"""Snapshot and patches together are a fresh snapshot, whatever was asked; and a page sees what its owner may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.feed import PageFeed
from saywell.desk.view import merged, patch, plain, view
from tests.desk.world import World, person, run, status

JSON = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.sampled_from("abcd"), JSON, max_size=4)


@given(OBJECTS, OBJECTS)
def test_a_patch_makes_the_new_of_the_old(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert merged(old, patch(old, new)) == new
    assert patch(new, new) == {}


class Page:
    """What a browser does: the snapshot, then each patch."""

    def __init__(self, feed: PageFeed) -> None:
        self.feed = feed
        snapshot = feed.open()
        self.state = {"centre": snapshot["centre"], "talks": snapshot["talks"]}
        self.position = snapshot["position"]

    def catch_up(self) -> None:
        while not self.feed.queue.empty():
            got = self.feed.queue.get_nowait()
            assert isinstance(got, w.Patch) and got.position >= self.position
            self.position = got.position
            self.state = merged(self.state, got.patch)


def same(world: World, page: Page, me: w.Me) -> None:
    page.catch_up()
    again = PageFeed(world.hub, me, "bank")
    fresh = again.open()
    again.close()
    assert page.state == {"centre": fresh["centre"], "talks": fresh["talks"]}
    for talk in page.state["talks"]:
        seen = world.hub.shown(talk)
        assert seen is not None and seen.plain == plain(seen.talk)
        live = world.hub.talks.known(f"talk/{talk}")
        assert live is not None and live.placed is not None
        anew = view(live, w.Person(), world.clock())
        for field in GROWING:
            assert getattr(seen.talk, field) == getattr(anew, field)


GROWING = ("entries", "findings", "promises", "forms", "transfer", "transfer_to", "missed", "broken", "score")
GREETING = "您好，匯安銀行客服中心，1號為您服務，請問有什麼可以幫您？"
ASKS: tuple[w.AnyAsk, ...] = (
    w.SaySomething(3, talk="c1", text=GREETING),
    w.Type(4, talk="c1"),
    w.Identify(5, talk="c1", surname="李", title="女士"),
    w.LookUp(6, talk="c1", what="customer", key="13800138000"),
    w.MarkDone(7, talk="c1", what="recorded"),
    w.SaySomething(8, talk="c1", text="請您稍等，我幫您查詢。聽不到我的聲音，請不要掛機！"),
    w.Press(9, talk="c1", key="hold"),
    w.Press(10, talk="c1", key="hold", on=False),
    w.Check(11, talk="c1", text="打錯了"),
    w.Search(12, talk="c1", words="稍等"),
    w.PassOn(13, talk="c1", step="asked", to="2"),
    w.PassOn(14, talk="c1", step="consented"),
    w.PassOn(15, talk="c1", step="offered", to="2"),
    w.PassOn(16, talk="c1", step="done"),
    w.Press(17, talk="c1", key="wrapped_up"),
)


@pytest.mark.parametrize("role", ["agent", "leader"])
def test_snapshot_and_patches_are_a_fresh_snapshot_after_every_ask(role: w.Role) -> None:
    async def act(world: World) -> None:
        me = person("1") if role == "agent" else person("9", "leader")
        page = Page(PageFeed(world.hub, me, "bank"))
        desk, other, leader = world.desk("1"), world.desk("2"), world.desk("9", "leader")
        for someone in (desk, other):
            await world.do(someone, status(someone, "idle"))
            same(world, page, me)
        await world.call(person="p1")
        same(world, page, me)
        await world.do(desk, w.Take(2, talk="c1"))
        same(world, page, me)
        for ask in ASKS:
            await world.do(desk, ask)
            same(world, page, me)
            await world.customer("c1", "好的，謝謝")
            await world.later(2)
            same(world, page, me)
        for more in (
            w.Whisper(20, talk="c1.2", text="慢一點"),
            w.Declare(21, on=True, text="升級中"),
            w.TakeOver(22, talk="c1.2"),
        ):
            await world.do(leader, more)
            same(world, page, me)
        await world.hub.report("c1.2", i.HungUp(0, by="customer"))
        await world.rest()
        same(world, page, me)

    run(act)


def test_an_agent_sees_their_own_and_what_is_offered_to_them() -> None:
    async def act(world: World) -> None:
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        id = await world.call()
        first = PageFeed(world.hub, person("1"), "bank").open()["talks"]
        second = PageFeed(world.hub, person("2"), "bank").open()["talks"]
        leader = PageFeed(world.hub, person("9", "leader"), "bank").open()["talks"]
        assert set(first) == set(leader) == {id} and second == {}

    run(act)


def test_nobody_is_told_of_what_does_not_concern_them() -> None:
    class Counting(PageFeed):
        """Counts what it is told."""

        told = 0

        def changed(self, talks: Iterable[str], centres: Iterable[str], position: int) -> None:
            self.told += 1
            super().changed(talks, centres, position)

    async def act(world: World) -> None:
        for number in "12":
            desk = world.desk(number)
            await world.do(desk, status(desk, "idle"))
        id = await world.call("chat")
        await world.do(world.desk("1"), w.Take(2, talk=id))
        people = (person("1"), person("2"), person("9", "leader"))
        mine, other, leader = feeds = [Counting(world.hub, me, "bank") for me in people]
        for feed in feeds:
            feed.open()
        await world.customer(id, "你好")
        assert (mine.told, other.told, leader.told) == (1, 0, 1)
        await world.do(world.desk("9", "leader"), w.TakeOver(3, talk=id))
        assert mine.queue.qsize() >= 2 and leader.queue.qsize() >= 2
        for feed in feeds:
            feed.close()
        assert len(world.hub.feeds) == 0

    run(act)


def test_a_page_that_is_far_behind_gets_a_snapshot_and_misses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(world: World) -> None:
        feed = PageFeed(world.hub, person("9", "leader"), "bank")
        feed.most = 2
        feed.queue.put_nowait(feed.open())
        await world.call()
        feed.queue.put_nowait(w.Done(id=7, at=0, result=None))
        for _ in range(3):
            await world.call()
        fresh = await feed.next(1)
        assert fresh is not None and set(fresh["talks"]) == {"c1", "c2", "c3", "c4"}
        answer = await feed.next(1)
        assert type(answer) is w.Done and answer.id == 7
        assert await feed.next(0.01) is None and feed.fresh() is None

    run(act)
