"""What is kept of a customer is found, taken away and erased; what is too old goes at night."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.audit import Audit
from saywell.desk.customer import Found, Privacy, Who, Whose, whose_of
from saywell.desk.keepers import Books, Talks, Works, figures
from saywell.desk.sweep import HOUSE, Sweeper
from saywell.followup import inputs as f
from saywell.followup.decide import PREFIX
from saywell.followup.events import Source
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import DAY, HOUR
from saywell.storage.memory import MemoryStore
from saywell.storage.sqlite import SqliteStore
from tests.cli.saywell import saywell
from tests.desk.test_doors import PASSWORD, Server
from tests.desk.test_people import ask, enter, notes, refused
from tests.desk.world import START, Clock, World, run, status

PHONE = "13800138000"
REASON = "request 2026-113"


async def chat(world: World, *words: str, over: bool = True, person: str = "", token: str = "") -> str:
    """A chat with agent 1."""
    desk = world.desk("1")
    await world.do(desk, status(desk, "idle"))
    talk = await world.call("chat", person=person, token=token)
    await world.do(desk, w.Take(1, talk=talk))
    for text in words:
        await world.customer(talk, text)
    await world.do(desk, w.SaySomething(2, talk=talk, text="您好，工号1为您服务。"))
    if over:
        await world.hub.report(talk, i.HungUp(0, by="customer"))
        await world.rest()
        await world.do(desk, w.Press(3, talk=talk, key="wrapped_up"))
    return talk


def privacy(world: World) -> tuple[Privacy, Talks]:
    talks = Talks(world.hub)
    return Privacy((talks, Works(world.hub))), talks


def test_a_customer_is_found_by_phone_id_account_and_chat_key() -> None:
    async def act(world: World) -> None:
        by_phone = await chat(world, f"我的电话是{PHONE}")
        by_key = await chat(world, "你好", token="the-key-of-this-chat")
        by_id = await chat(world, "你好", person="p1")
        await chat(world, "我的电话是13911112222")
        asked, _ = privacy(world)
        for who, wanted in (
            # The customer p1 of the database has this number.
            (Who(phone="138-0013 8000"), [by_phone, by_id]),
            (Who(phone="+86 13800138000"), [by_phone, by_id]),
            (Who(id="P1"), [by_id]),
            (Who(token="the-key-of-this-chat"), [by_key]),
            (Who(phone="00138000"), []),
            (Who(token="the-key"), []),
        ):
            shown = await asked.show("bank", who)
            assert [one.id for one in shown.parts if one.kind == "talks"] == wanted, who
        for nobody in (Who(), Who(phone="12 3")):
            with pytest.raises(SaywellError) as caught:
                await asked.show("bank", nobody)
            assert caught.value.code == "privacy.who"

    run(act)


def test_what_is_taken_away_holds_the_customers_words_and_nothing_about_colleagues() -> None:
    async def act(world: World) -> None:
        talk = await chat(world, f"我的电话是{PHONE}")
        asked, _ = privacy(world)
        found = await asked.export("bank", Who(phone=PHONE))
        [one] = found["talks"]
        assert one["id"] == talk and one["customer"]["phone"] == PHONE
        assert f"我的电话是{PHONE}" in [said["text"] for said in one["said"]]
        assert not {"score", "findings", "whispers"} & set(one)
        with pytest.raises(SaywellError) as caught:
            await asked.export("bank", Who(phone="13911112222"))
        assert caught.value.code == "privacy.nothing"

    run(act)


def test_nothing_is_erased_while_a_conversation_runs() -> None:
    async def act(world: World) -> None:
        done = await chat(world, f"我的电话是{PHONE}")
        running = await chat(world, f"我的电话是{PHONE}", over=False)
        asked, _ = privacy(world)
        shown = await asked.show("bank", Who(phone=PHONE))
        assert shown.counts["talks"] == 2 and shown.runs == 1
        with pytest.raises(SaywellError) as caught:
            await asked.erase("bank", Who(phone=PHONE))
        assert caught.value.code == "privacy.runs" and running in caught.value.fields["talks"]
        assert (await world.hub.live(done)).inputs
        await world.hub.report(running, i.HungUp(0, by="customer"))
        await world.rest()
        await world.do(world.desk("1"), w.Press(3, talk=running, key="wrapped_up"))
        assert (await asked.erase("bank", Who(phone=PHONE)))["talks"] == 2
        assert (await asked.show("bank", Who(phone=PHONE))).parts == ()

    run(act)


def test_erasing_leaves_no_word_in_the_store_but_figures_without_anybody() -> None:
    async def act(world: World) -> None:
        await chat(world, f"我的电话是{PHONE}，我要投诉")
        asked, _ = privacy(world)
        await asked.erase("bank", Who(phone=PHONE))
        await asked_again(world)
        kept = b"".join([one.body for one in await world.store.follow(0, 10_000)])
        assert PHONE.encode() not in kept and "投诉".encode() not in kept
        [one] = await figures(world.hub, "bank")
        assert (one.channel, one.outcome, one.replies) == ("chat", "answered", 1)
        assert not {"agent", "customer", "id", "called"} & set(one.__struct_fields__)

    async def asked_again(world: World) -> None:
        again, _ = privacy(world)
        assert (await again.show("bank", Who(phone=PHONE))).parts == ()

    run(act)


def test_what_was_erased_cannot_be_read_out_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "saywell.sqlite"

    async def act(world: World) -> None:
        await chat(world, f"我的电话是{PHONE}")
        asked, _ = privacy(world)
        await asked.erase("bank", Who(phone=PHONE))

    run(act, lambda: SqliteStore.open(path))
    assert PHONE.encode() not in path.read_bytes()


def test_other_parts_join_by_a_keeper_and_find_by_conversations() -> None:
    class Notes:
        kind = "notes"

        def __init__(self) -> None:
            self.kept = {"n1": "c1", "n2": "other"}

        async def find(self, centre: str, whose: Whose) -> list[Found]:
            return [Found(kind="notes", id=id, at=1) for id, talk in self.kept.items() if talk in whose.talks]

        async def export(self, centre: str, id: str) -> dict[str, Any]:
            return {"id": id}

        async def erase(self, centre: str, id: str) -> int:
            del self.kept[id]
            return 1

    async def act(world: World) -> None:
        assert await chat(world, f"我的电话是{PHONE}") == "c1"
        asked, _ = privacy(world)
        more = Notes()
        asked.add(more)
        assert (await asked.show("bank", Who(phone=PHONE))).counts["notes"] == 1
        assert (await asked.erase("bank", Who(phone=PHONE)))["notes"] == 1
        assert more.kept == {"n2": "other"}

    run(act)


def test_the_customer_database_is_shown_and_left_alone_also_while_it_is_away() -> None:
    async def act(world: World) -> None:
        await chat(world, f"我的电话是{PHONE}")
        asked = Privacy((Talks(world.hub), Books(world.hub)))
        shown = await asked.show("bank", Who(phone=PHONE))
        assert shown.counts == {"talks": 1, "book": 1} and shown.elsewhere == 1
        assert (await asked.export("bank", Who(phone=PHONE)))["book"][0]["surname"] == "王"
        for code, count in (("book.unreachable", 1), ("book.not-connected", 0)):

            async def away(*_: str, code: str = code) -> Any:
                raise SaywellError(code)

            world.book.find = world.book.person = away  # type: ignore[method-assign, assignment]
            assert (await asked.show("bank", Who(phone=PHONE))).elsewhere == count
        assert await asked.erase("bank", Who(phone=PHONE)) == {"talks": 1}

    run(act)


@pytest.mark.parametrize(
    ("told", "same"),
    [("138 0013 8000", True), ("008613800138000", True), ("13800138001", False), ("8000", False), ("", False)],
)
def test_numbers_are_the_same_with_blanks_and_country(told: str, same: bool) -> None:
    assert whose_of(Who(phone=PHONE)).has_phone(told) is same


async def kept_for(world: World, **days: int) -> None:
    setting = world.hub.setting("bank")
    await world.hub.set_setting(type(setting)(**{**_plain(setting), "keep_days": days}))


def _plain(setting: Any) -> dict[str, Any]:
    return {name: getattr(setting, name) for name in setting.__struct_fields__}


def test_a_conversation_waits_for_its_work_and_closed_work_goes_after_its_days() -> None:
    async def act(world: World) -> None:
        setting = world.hub.setting("bank")
        await world.hub.set_setting(msgspec.structs.replace(setting, keep_days={"talks": 5, "work": 20}))
        talk = await chat(world, "你好")
        opening = f.Open(by="1", what="question", centre="bank", about="x", source=Source(talk=talk))
        await world.hub.works.send(PREFIX + f"{talk}-question", opening)
        await world.hub.works.send(PREFIX + "hand-1", f.Open(by="1", what="question", centre="bank", about="y"))
        sweeper = Sweeper(world.hub, world.access, Talks(world.hub))
        world.clock.at += 10 * DAY
        assert await sweeper.sweep("bank") == {}
        for id in (f"{talk}-question", "hand-1"):
            await world.hub.works.send(PREFIX + id, f.Close("1", outcome="dropped"))
        assert await sweeper.sweep("bank") == {"talks": 1}
        assert await world.store.streams(PREFIX) == [PREFIX + "hand-1"]
        world.clock.at += 21 * DAY
        assert await sweeper.sweep("bank") == {"work": 1}
        assert await world.store.streams(PREFIX) == []

    run(act)


def test_what_is_too_old_goes_at_night_once_and_is_noted() -> None:
    async def act(world: World) -> None:
        old = await chat(world, f"我的电话是{PHONE}")
        running = await chat(world, "你好", over=False)
        await world.access.log("settings", "a9", "bank")
        await kept_for(world, talks=30, audit=60)
        nodes = [Sweeper(world.hub, world.access, Talks(world.hub)) for _ in range(2)]
        for node in nodes:
            await node.step()
        due = (await nodes[0].last("bank")).due
        assert due == START + 17 * HOUR  # 03:00 of the next day in Shanghai
        world.clock.at += 31 * DAY
        await world.rest()
        new = await chat(world, "新的")
        await asyncio.gather(*(node.step() for node in nodes))
        left = await Talks(world.hub).known("bank")
        assert set(left) == {running, new} and old not in left
        done = (await nodes[1].last("bank")).last
        assert done is not None and done.counts == {"talks": 1}
        told = [note for note in await world.access.audit.logged() if note["what"] == "sweep"]
        assert [(note["centre"], note["counts"]) for note in told if "centre" in note] == [("bank", {"talks": 1})]
        assert len(await figures(world.hub, "bank")) == 1
        world.clock.at += 31 * DAY
        await nodes[0].step()
        whats = [note["what"] for note in await world.access.audit.logged() if note.get("centre") == "bank"]
        assert "settings" not in whats and whats.count("sweep") == 2

    run(act)


def test_a_node_that_dies_at_it_is_followed_by_another() -> None:
    async def act(world: World) -> None:
        await chat(world, f"我的电话是{PHONE}")
        await kept_for(world, talks=1)
        first, second = (Sweeper(world.hub, world.access, Talks(world.hub)) for _ in range(2))
        await first.step()
        world.clock.at += 3 * DAY
        await first._shell.settle(world.clock())  # claimed, and dead
        await second.step()
        assert len(await second._talks.known("bank")) == 1
        world.clock.at += HOUR
        await second.step()
        assert await second._talks.known("bank") == {}

    run(act)


def test_old_sessions_go_and_the_house_keeps_notes_as_long_as_any_centre() -> None:
    async def act(world: World) -> None:
        await world.access.set_account("lin", PASSWORD, "1", "Lin", ("agent",), ("bank",))
        token, _ = await world.access.sign_in("lin", PASSWORD, "en")
        sweeper = Sweeper(world.hub, world.access, Talks(world.hub))
        await sweeper.step()
        world.clock.at += 3 * DAY
        assert await world.access.who(token) is None
        assert (await sweeper.sweep(HOUSE)) == {"sessions": 1}
        assert await world.store.streams("session/") == []
        await kept_for(world, audit=2)
        assert (await sweeper.sweep(HOUSE)) == {"audit": 1}

    run(act)


def test_the_log_forgets_whole_days_only() -> None:
    async def whole() -> None:
        clock = Clock()
        audit = Audit(MemoryStore(), clock)
        for day in range(3):
            clock.at = START + day * DAY
            await audit.log("x", "a", "bank", day=day)
            await audit.log("x", "a", day=day)
        assert await audit.forget("bank", START + 2 * DAY + HOUR) == 2
        assert [(one["day"], one.get("centre")) for one in await audit.logged()] == [
            (2, None), (2, "bank"), (1, None), (0, None),
        ]  # fmt: skip

    asyncio.run(whole())


def test_the_command_line_takes_away_and_erases(tmp_path: Path) -> None:
    path = tmp_path / "saywell.sqlite"

    async def act(world: World) -> None:
        await chat(world, f"我的电话是{PHONE}")

    run(act, lambda: SqliteStore.open(path))
    where = ("--centre", "bank", "--phone", PHONE, "--data", str(tmp_path), "--reason")
    told = saywell("customer", "export", *where, REASON)
    assert json.loads(told.out)["talks"][0]["customer"]["phone"] == PHONE
    assert saywell("customer", "erase", *where, "x").code == 1
    assert "talks: 1" in saywell("customer", "erase", *where, REASON).out
    again = saywell("customer", "erase", *where, REASON)
    assert again.code == 1 and "Nothing is kept" in again.err
    assert PHONE.encode() not in path.read_bytes()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    with made.client:
        yield made


def test_an_administrator_sets_days_and_answers_a_customer(server: Server) -> None:
    server.client.post("/api/chat", json={"centre": "bank", "message": f"我的电话是{PHONE}"}).json()
    enter(server, "admin", PASSWORD)
    page = ask(server, "GET", "centres/bank/privacy")
    assert page["days"] == {"talks": 0, "messages": 0, "recordings": 0, "work": 0, "audit": 0} and page["kept"] == 0
    days = {"talks": 365, "messages": 90, "audit": 730}
    page = ask(server, "PUT", "centres/bank/privacy", {"days": days, "version": page["version"]})
    assert page["days"] == {**days, "recordings": 0, "work": 0}
    assert refused(server, "PUT", "centres/bank/privacy", {"days": days, "version": 1}) == "desk.changed"
    for wrong in ({"talks": -1}, {"talks": 99_999}, {"faces": 1}):
        assert refused(server, "PUT", "centres/bank/privacy", {"days": wrong}) == "privacy.days"
    assert refused(server, "GET", "centres/shop/privacy") == "desk.no-centre"
    body = {"who": {"phone": PHONE}, "reason": REASON}
    shown = ask(server, "POST", "centres/bank/customer/find", body)
    assert shown["counts"] == {"talks": 1} and shown["runs"] == 1 and shown["first"]
    assert refused(server, "POST", "centres/bank/customer/erase", body) == "privacy.runs"
    found = ask(server, "POST", "centres/bank/customer/export", body)
    assert found["talks"][0]["customer"]["phone"] == PHONE
    assert refused(server, "POST", "centres/bank/customer/find", {**body, "reason": "x"}) == "privacy.reason"
    none = {"who": {"phone": "13900000000"}, "reason": REASON}
    assert refused(server, "POST", "centres/bank/customer/erase", none) == "privacy.nothing"
    told = notes(server)
    assert {"retention", "customer.shown", "customer.exported"} <= {note["what"] for note in told}
    assert PHONE not in str(told)
    settings = ask(server, "GET", "centres/bank/settings")
    ask(server, "PUT", "centres/bank/settings", settings)
    assert ask(server, "GET", "centres/bank/privacy")["days"]["talks"] == 365
