"""Webhooks: what is sent, how it is signed, and that nothing is forgotten."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest

from saywell.conversation import inputs as i
from saywell.desk import centre as c
from saywell.desk import wire as w
from saywell.desk.hooks import delivery as d
from saywell.desk.hooks import hook as h
from saywell.desk.hooks.kinds import BY_TYPE, KINDS, PING
from saywell.desk.hooks.process import Hooks
from saywell.desk.hooks.signing import headers, secret_of
from saywell.desk.talk import Left, Placed, Rated
from saywell.integrations.webhooks import HttpSender
from saywell.kernel.addresses import is_public
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import DAY, HOUR, SECOND, format_rfc3339
from saywell.storage.interface import Store
from saywell.storage.memory import MemoryStore
from saywell.storage.postgres import PostgresStore
from tests.desk.receiver import Got, Receiver, receiving
from tests.desk.world import START, Clock, World, status

ALL = tuple(one.type for one in KINDS)
OLD, NEW = secret_of(b"o" * 32), secret_of(b"n" * 32)


class Sent:
    """A centre with webhooks."""

    def __init__(self, world: World, receiver: Receiver) -> None:
        self.world, self.receiver = world, receiver
        self.hooks = hooks_of(world)

    async def subscribe(self, id: str = "h1", types: tuple[str, ...] = ALL, personal: bool = False) -> h.Hook:
        made = h.Set(0, centre="bank", name="test", url=self.receiver.url, types=types, personal=personal, by="root")
        return await self.hooks.change(id, made, h.KeyMade(0, key="k1", secret=OLD))

    async def settled(self, hook: str = "h1") -> list[d.Delivery]:
        """The log once nothing is under way any more."""
        async with asyncio.timeout(20):
            while True:
                await asyncio.wait_for(self._turn(), 5)
                found = await self.hooks.deliveries(hook, 200)
                now = self.world.clock()
                if not any(one.claim is not None or (one.status == "waiting" and one.next <= now) for one in found):
                    return found

    async def _turn(self) -> None:
        for _ in range(50):
            await asyncio.get_running_loop().run_in_executor(None, lambda: None)


def hooks_of(world: World) -> Hooks:
    return Hooks(world.hub, HttpSender(private=True), world.access, chance=lambda: 0.5)


def run(act: Callable[[Sent], Awaitable[Any]], store: Callable[[], Store] = MemoryStore) -> None:
    async def whole() -> None:
        world = World(store(), Clock())
        await world.open()
        with receiving() as receiver:
            sent = Sent(world, receiver)
            await sent.hooks.start()
            try:
                async with asyncio.timeout(60):
                    await act(sent)
                assert world.hub.troubles == []
            finally:
                await sent.hooks.stop()
                await world.hub.stop()
                await world.store.close()

    asyncio.run(whole())


def placed(world: World, id: str) -> Placed:
    """A chat out of hours."""
    opening = i.Opened(START, id=id, channel="chat", direction="inbound", started=format_rfc3339(START))
    return Placed(START, centre="bank", standard=world.hub.current("bank")[0], queue="", opening=opening)


def types_of(got: list[Got]) -> list[str]:
    return [one.event["type"].removeprefix("saywell.") for one in got]


def one_of(got: list[Got], type: str) -> dict[str, Any]:
    [found] = [one.event for one in got if one.event["type"] == f"saywell.{type}"]
    return found


def test_a_signature_is_that_of_the_reference_implementation() -> None:
    # Made by the package standardwebhooks 1.1.0 (Python).
    made = headers(
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330_000,
        b'{"test": 2432232314}',
    )  # fmt: skip
    assert made == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_a_whole_conversation_is_told_in_cloud_events_without_personal_data() -> None:
    async def act(sent: Sent) -> None:
        world = sent.world
        await sent.subscribe()
        desk = world.desk("1")
        await world.hub.tell("bank", c.Joined(0, number="1", name="N1"))
        await world.do(desk, status(desk, "idle"))
        talk = await world.call("phone", person="p1")
        await world.do(desk, w.Take(2, talk=talk))
        await world.later(30)
        await world.customer(talk, "我姓王，电话13800138000")
        await world.do(desk, w.SaySomething(3, talk=talk, text="您好，王先生，我会在明天下午三点前给您回电。"))
        await world.later(30)
        await world.hub.send(talk, i.FormFilled(0, form="complaint", fields={"who": "王五"}))
        await world.hub.send(talk, i.HungUp(0, by="customer"))
        await world.hub.send(talk, Rated(0, stars=4, text="还行"))
        await world.hub.send("left", placed(world, "left"))
        await world.hub.send("left", Left(0, text="请回电", contact="13900139000"))
        leader = world.desk("9", "leader")
        await world.do(leader, w.Declare(5, on=True, text="系统维护中"))
        await world.do(desk, w.Press(6, talk=talk, key="wrapped_up"))
        setting = msgspec.structs.replace(world.hub.setting("bank"), alert_count=9)
        await world.hub.set_setting(setting)
        await world.rest()
        # The last thing that happened: when it is in the log, so is all that was before it.
        while "saywell.settings.changed" not in {one.queued.type for one in await sent.settled() if one.queued}:
            pass
        await sent.settled()
        got = sent.receiver.got
        found = types_of(got)
        assert {
            "conversation.opened", "conversation.answered", "conversation.ended", "conversation.finished",
            "duty.missed", "promise.made", "form.filed", "rating.given", "message.left", "incident.changed",
            "settings.changed",
        } <= set(found)  # fmt: skip
        for one in got:
            event = one.event
            assert one.headers["content-type"] == "application/cloudevents+json; charset=utf-8"
            assert event["specversion"] == "1.0" and event["source"] == "/centres/bank"
            assert event["id"] == one.headers["webhook-id"] and event["datacontenttype"] == "application/json"
            assert one.signed_by(OLD) and not one.signed_by(NEW)
            text = one.body.decode()
            assert not any(word in text for word in ("王", "13800138000", "13900139000", "还行", "请回电"))
        assert len({one.event["id"] for one in got}) == len(got)
        ended = one_of(got, "conversation.ended")
        assert ended["subject"] == talk and ended["data"]["by"] == "customer" and ended["data"]["agent"] == "1"
        assert 0 <= ended["data"]["score"] <= 100 and ended["time"] == "2026-11-17T02:01:00Z"
        assert one_of(got, "promise.made")["data"]["what"] == "agent.promises_answer"
        assert one_of(got, "rating.given")["data"] == {"talk": talk, "agent": "1", "stars": 4, "at": START + 60_000}
        assert all(one.status == "delivered" for one in await sent.settled())

    run(act)


def test_personal_data_goes_along_only_where_it_may() -> None:
    async def act(sent: Sent) -> None:
        await sent.subscribe("h1", (BY_TYPE["saywell.message.left"].type,), personal=True)
        await sent.world.hub.send("left", placed(sent.world, "left"))
        await sent.world.hub.send("left", Left(0, text="请回电", contact="13900139000"))
        [got] = await sent.receiver.until(1)
        assert got.event["data"]["text"] == "请回电" and got.event["data"]["contact"] == "13900139000"

    run(act)


def test_two_keys_sign_for_a_day_after_a_new_one_was_made() -> None:
    async def act(sent: Sent) -> None:
        await sent.subscribe()
        await sent.hooks.change("h1", h.KeyMade(0, key="k2", secret=NEW))
        await sent.hooks.ping("h1")
        [both] = await sent.receiver.until(1)
        assert both.signed_by(OLD) and both.signed_by(NEW) and both.event["type"] == PING
        sent.world.clock.at += DAY + 1
        await sent.hooks.ping("h1")
        newest = (await sent.receiver.until(2))[1]
        assert newest.signed_by(NEW) and not newest.signed_by(OLD)

    run(act)


def test_what_fails_is_tried_again_with_longer_pauses_under_the_same_id() -> None:
    async def act(sent: Sent) -> None:
        await sent.subscribe("h1", ("saywell.conversation.opened",))
        sent.receiver.answer = lambda _: (500, {}) if len(sent.receiver.got) < 4 else (200, {})
        await sent.world.call("chat")
        for n in range(1, 5):
            await sent.receiver.until(n)
            [held] = await sent.settled()
            assert held.status == "waiting" and held.next - sent.world.clock() == 5 * SECOND * 3 ** (n - 1)
            sent.world.clock.at = held.next
        await sent.receiver.until(5)
        [held] = await sent.settled()
        assert held.status == "delivered" and [one.status for one in held.tries] == [500] * 4 + [200]
        assert len({one.headers["webhook-id"] for one in sent.receiver.got}) == 1
        assert len({one.body for one in sent.receiver.got}) == 1

    run(act)


def test_the_receiver_can_ask_for_a_longer_pause() -> None:
    async def act(sent: Sent) -> None:
        await sent.subscribe("h1", ("saywell.conversation.opened",))
        sent.receiver.answer = lambda _: (429, {"retry-after": "600"})
        await sent.world.call("chat")
        await sent.receiver.until(1)
        [held] = await sent.settled()
        assert held.next == sent.world.clock() + 600 * SECOND

    run(act)


def test_after_a_day_of_failures_it_is_switched_off_with_a_notice_and_can_be_resent() -> None:
    async def act(sent: Sent) -> None:
        await sent.subscribe("h1", ("saywell.conversation.opened",))
        sent.receiver.answer = lambda _: (503, {})
        await sent.world.call("chat")
        began = sent.world.clock()
        for n in range(1, 40):
            await sent.receiver.until(n)
            [held] = await sent.settled()
            if held.status != "waiting":
                break
            sent.world.clock.at = held.next
        assert held.status == "failed" and sent.world.clock() == began + DAY
        assert 10 <= len(held.tries) <= 20
        async with asyncio.timeout(20):
            while sent.hooks.hooks["h1"].off is None:
                await sent.settled()
        assert sent.hooks.hooks["h1"].why == "failed"
        notes = [note for note in await sent.world.access.audit.logged() if note["what"] == "hook.off"]
        assert [note["hook"] for note in notes] == ["h1"]
        await sent.world.call("chat")
        assert len(await sent.settled()) == 1
        sent.receiver.answer = lambda _: (200, {})
        await sent.hooks.change("h1", h.SwitchedOn(0))
        assert await sent.hooks.again("h1", held.id, "root") and not await sent.hooks.again("h1", "none", "root")
        await sent.receiver.until(len(held.tries) + 1)
        assert [one.status for one in await sent.settled()] == ["delivered"]

    run(act)


def test_a_receiver_that_is_gone_is_sent_nothing_more() -> None:
    async def act(sent: Sent) -> None:
        await sent.subscribe("h1", ("saywell.conversation.opened",))
        sent.receiver.answer = lambda _: (410, {})
        await sent.world.call("chat")
        await sent.receiver.until(1)
        async with asyncio.timeout(20):
            while sent.hooks.hooks["h1"].off is None:
                await sent.settled()
        assert sent.hooks.hooks["h1"].why == "gone"

    run(act)


def test_one_event_that_is_never_taken_does_not_switch_off_what_else_arrives() -> None:
    async def act(sent: Sent) -> None:
        await sent.subscribe("h1", ("saywell.conversation.opened",))
        first = await sent.world.call("chat")
        sent.receiver.answer = lambda got: (400, {}) if got.event["subject"] == first else (200, {})
        await sent.receiver.until(1)
        await sent.settled()
        sent.world.clock.at += 12 * HOUR
        await sent.world.call("chat")
        for _ in range(10):
            await sent.settled()
            sent.world.clock.at += 4 * HOUR
        states = {one.status for one in await sent.settled()}
        assert states == {"failed", "delivered"} and sent.hooks.hooks["h1"].off is None

    run(act)


def test_what_was_erased_is_sent_no_more_and_old_deliveries_are_forgotten() -> None:
    async def act(sent: Sent) -> None:
        await sent.subscribe("h1", ("saywell.conversation.opened",))
        sent.receiver.answer = lambda _: (500, {})
        talk = await sent.world.call("chat")
        await sent.receiver.until(1)
        [held] = await sent.settled()
        await sent.world.hub.erase(talk)
        sent.world.clock.at = held.next
        async with asyncio.timeout(20):
            while (await sent.settled())[0].status != "failed":
                pass
        assert (await sent.settled())[0].tries[-1].why == "erased" and len(sent.receiver.got) == 1
        sent.world.clock.at += d.KEPT
        async with asyncio.timeout(20):
            while await sent.hooks.deliveries("h1", 10):
                await sent.settled()
        await sent.hooks.change("h1", h.Removed(0))
        assert await sent.world.store.streams("delivery/") == [] and sent.hooks.hooks == {}

    run(act)


def test_a_node_that_starts_goes_on_where_the_last_one_stopped() -> None:
    async def act(sent: Sent) -> None:
        world = sent.world
        await sent.subscribe("h1", ("saywell.conversation.opened",))
        await world.call("chat")
        await sent.receiver.until(1)
        await sent.hooks.stop()
        for _ in range(5):
            await world.call("chat")
        sent.hooks = hooks_of(world)
        await sent.hooks.start()
        got = await sent.receiver.until(6)
        await sent.settled()
        assert sorted(one.event["subject"] for one in got) == ["c1", "c2", "c3", "c4", "c5", "c6"]
        await sent.hooks.stop()
        sent.hooks = hooks_of(world)
        await sent.hooks.start()
        await sent.settled()
        assert len(sent.receiver.got) == 6

    run(act)


def test_a_try_that_was_cut_off_is_made_again_when_its_claim_has_run_out() -> None:
    async def act(sent: Sent) -> None:
        await sent.subscribe("h1", ("saywell.conversation.opened",))
        await sent.hooks.stop()
        await sent.world.call("chat")
        dying = hooks_of(sent.world)
        await dying.load("h1")
        for task in dying._tasks[1:]:
            task.cancel()
        async with asyncio.timeout(20):
            while not (claimed := await dying.claim(10)):
                await asyncio.wait_for(sent._turn(), 5)
        await dying.stop()
        sent.hooks = hooks_of(sent.world)
        await sent.hooks.start()
        assert await sent.hooks.claim(10) == []
        sent.world.clock.at += d.LEASE
        [got] = await sent.receiver.until(1)
        assert claimed[0].endswith(got.event["id"])

    run(act)


def test_of_two_nodes_on_one_database_one_makes_each_delivery(database: str) -> None:
    async def whole() -> None:
        clock = Clock()
        first, second = [World(await PostgresStore.open(database), clock) for _ in range(2)]
        await first.open()
        await second.hub.load_all()
        await second.hub.start()
        with receiving() as receiver:
            one, two = Sent(first, receiver), Sent(second, receiver)
            await one.hooks.start()
            await two.hooks.start()
            try:
                async with asyncio.timeout(100):
                    await one.subscribe("h1", ("saywell.conversation.opened",))
                    for n in range(30):
                        world = (first, second)[n % 2]
                        world.calls = n
                        await world.call("chat")
                    got = await receiver.until(30)
                    await one.settled()
                    await two.settled()
                    assert len(receiver.got) == 30
                    assert {one.event["subject"] for one in got} == {f"c{n}" for n in range(1, 31)}
                    assert one.hooks.sent["good"] and two.hooks.sent["good"]
                    assert one.hooks.sent["good"] + two.hooks.sent["good"] == 30
                assert first.hub.troubles == second.hub.troubles == []
            finally:
                for sent in (one, two):
                    await sent.hooks.stop()
                    await sent.world.hub.stop()
                    await sent.world.store.close()

    asyncio.run(whole())


def test_pauses_grow_and_vary_by_chance() -> None:
    whole = [d.pause_after(n, 0.5) for n in range(1, 12)]
    assert whole[:4] == [5_000, 15_000, 45_000, 135_000] and max(whole) == 4 * HOUR and whole == sorted(whole)
    assert d.pause_after(3, 0.0) == 33_750 and d.pause_after(3, 1.0) == 56_250
    assert sum(whole) < DAY < sum(whole) + 12 * HOUR and d.LEASE > 20 * SECOND


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("fe80::1", False),
        ("fd00::1", False), ("::ffff:10.0.0.1", False), ("2002:7f00:1::", False), ("64:ff9b::a00:1", False),
        ("::", False), ("ff02::1", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    from ipaddress import ip_address

    assert is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://example.com/in", ""), ("https://example.com:8443/in?x=1", ""), ("http://example.com/", "hook.url"),
        ("ftp://example.com/", "hook.url"), ("https://", "hook.url"), ("https://u:p@example.com/", "hook.url"),
        ("https://127.0.0.1/", "hook.private"), ("https://[::1]/", "hook.private"),
        ("https://169.254.169.254/latest", "hook.private"), ("https://localhost/", "hook.private"),
        ("https://intranet/", "hook.private"), ("https://db.internal/", "hook.private"),
        ("https://exa mple.com/", "hook.url"), ("https://example.com:99999/", "hook.url"),
    ],
)  # fmt: skip
def test_which_addresses_may_be_named(url: str, code: str) -> None:
    sender = HttpSender()
    if not code:
        sender.check(url)
        return
    with pytest.raises(SaywellError) as caught:
        sender.check(url)
    assert caught.value.code == code


def test_a_name_that_stands_for_a_private_address_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in ("8.8.8.8", "127.0.0.1")]

    async def whole() -> None:
        sender = HttpSender()
        monkeypatch.setattr(socket, "getaddrinfo", found)
        with pytest.raises(SaywellError) as caught:
            await asyncio.wait_for(sender.post("https://rebound.example.com/", b"{}", {}), 15)
        assert caught.value.fields["why"] == "private"
        await sender.close()

    asyncio.run(whole())


def test_why_nothing_arrived_is_told_apart() -> None:
    async def whole() -> None:
        sender = HttpSender(private=True)
        with receiving() as receiver:
            redirected = receiver.url
            receiver.answer = lambda _: (302, {"location": "/elsewhere"})
            assert await asyncio.wait_for(sender.post(redirected, b"{}", {}), 15) == (302, 0)
            assert len(receiver.got) == 1 and receiver.got[0].headers["host"] == redirected.split("/")[2]
            for url, why in (
                ("http://127.0.0.1:1/", "refused"),
                (receiver.url.replace("http:", "https:"), "tls"),
                ("http://nobody.invalid/", "name"),
            ):
                with pytest.raises(SaywellError) as caught:
                    await asyncio.wait_for(sender.post(url, b"{}", {}), 15)
                assert caught.value.fields["why"] == why
        await sender.close()

    asyncio.run(whole())
