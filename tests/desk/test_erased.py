"""A customer who is erased is in no byte of what is kept any more, and is still not called."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import pytest

from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.account import NoticesSet
from saywell.desk.customer import Who
from saywell.desk.door import Doors
from saywell.desk.hooks import hook as h
from saywell.desk.hooks.kinds import KINDS
from saywell.desk.hooks.process import Hooks
from saywell.desk.hooks.signing import secret_of
from saywell.desk.hub import Hub
from saywell.desk.mailing import NoPost
from saywell.desk.never import Kept
from saywell.desk.notices import letter as lt
from saywell.desk.notices.process import Notices
from saywell.followup import campaigns as cp
from saywell.followup import inputs as f
from saywell.followup.decide import PREFIX
from saywell.followup.events import Customer, Source
from saywell.followup.rules import Calling
from saywell.insight.views import Views
from saywell.integrations.smtp import SmtpPost
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import HOUR
from saywell.storage.interface import Store
from saywell.storage.postgres import PostgresStore
from saywell.storage.sqlite import SqliteStore
from tests.desk.world import Clock, World, build, status

NAME, PHONE, WORDS, PLACE = "欧阳惊鸿", "13977712345", "紫檀木鱼缸漏水", "梧桐巷八百八十八号"
OTHER = "13855566677"
ALL = tuple(one.type for one in KINDS)
TRACES = (NAME, PHONE, WORDS, PLACE)


class Refusing:
    """Takes no webhook."""

    def check(self, url: str) -> None:
        """Any will do."""

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> tuple[int, int]:
        """See Sender."""
        raise SaywellError("hook.unreachable", why="refused")

    async def close(self) -> None:
        """See Sender."""


async def spread(world: World, doors: Doors, hooks: Hooks, notices: Notices) -> str:
    """Put the customer everywhere; the conversation."""
    hub = world.hub
    setting = hub.setting("bank")
    await hub.set_setting(msgspec.structs.replace(setting, calling=Calling(never=("139-7771-2345", "010-8888"))))
    await hooks.change(
        "h1",
        h.Set(
            0, centre="bank", name="all", url="https://example.com", types=tuple(k.type for k in KINDS), personal=True
        ),
        h.KeyMade(0, key="k", secret=secret_of(b"s" * 32)),
    )
    desk = world.desk("1")
    await world.do(desk, status(desk, "idle"))
    talk = await world.call("chat")
    await world.do(desk, w.Take(1, talk=talk))
    for text in (f"我叫{NAME}，电话{PHONE}", f"{WORDS}，我住{PLACE}，要投诉"):
        await world.customer(talk, text)
    form: Any = i.FormFilled(0, form="complaint", fields={"name": NAME, "phone": PHONE, "content": WORDS})
    await hub.report(talk, form)
    await world.rest()
    customer = Customer(name=NAME, phone=PHONE)
    for what in ("complaint", "question", "callback"):
        source = Source(talk=talk, words=WORDS)
        opening = f.Open(
            by="1", owner="1", what=what, centre="bank", customer=customer, about=WORDS, source=source,
            fields={"address": PLACE}, due=world.clock() + 2 * HOUR,
        )  # fmt: skip
        stream = PREFIX + ("hand-1" if what == "question" else f"{talk}-{what}")
        await hub.works.send(stream, opening)
        await hub.works.send(stream, f.Note("1", text=f"{NAME}说{WORDS}"))
    await world.later(3 * 3600)
    await hub.campaigns.make("l1", cp.Made(0, centre="bank", title="回访", purpose="consultation", origin="file"))
    entries = [
        cp.Entry(key=phone, customer=Customer(name=name, phone=phone), why=why, fields={"address": why})
        for name, phone, why in (("甲", OTHER, "账单"), (NAME, PHONE, PLACE), ("乙", "13700000000", "账单"))
    ]
    await hub.campaigns.add("l1", entries)
    await hub.campaigns.step()
    await hub.campaigns.keep("bank", Kept(0, (PHONE, OTHER), why=f"{NAME}不要再打"))
    await world.rest()
    await notices.catch_up()
    while records := await world.store.follow(hooks.position):
        await hooks.follow_on(records)
    assert await world.store.streams(lt.PREFIX) and await world.store.streams("delivery/")
    await hub.report(talk, i.HungUp(0, by="customer"))
    await world.rest()
    await world.do(desk, w.Press(3, talk=talk, key="wrapped_up"))
    await world.rest()
    assert await doors.projector.caught_up(30)
    return talk


async def erased(world: World, folder: Path, look: Callable[[], Awaitable[bytes]]) -> None:
    """Spread, erase, look."""
    for account, number in (("ann", "1"),):
        await world.access.set_account(account, None, number, account, ("agent",), ("bank",))
        chosen = NoticesSet(0, mail="ann@example.com", kinds=("assigned", "due", "late", "answered"), digest=True)
        await world.access.set_notices(account, chosen)
    hooks = Hooks(world.hub, Refusing(), world.access)
    views = Views(folder / "views.db")
    await views.start()
    doors = Doors(world.hub, world.access, views=views, hooks=hooks, post=NoPost())
    notices = Notices(world.hub, world.access, SmtpPost("127.0.0.1", 1, "x@example.com", tls="none"))
    await notices.load()
    await doors.projector.start()
    await hooks.start()
    try:
        await spread(world, doors, hooks, notices)
        before = await look()
        assert all(trace.encode() in before or escaped(trace) in before for trace in TRACES)
        shown = await doors.privacy.show("bank", Who(phone=PHONE))
        assert {"talks", "work", "lists", "never"} <= set(shown.counts), shown.counts
        taken = await doors.privacy.export("bank", Who(phone=PHONE))
        assert taken["lists"][0]["customer"]["name"] == NAME and taken["never"][0]["phone"] == PHONE
        await doors.privacy.erase("bank", Who(phone=PHONE))
        await world.rest()
        await doors.wiped()
        assert (await doors.privacy.show("bank", Who(phone=PHONE))).parts == ()
        after = await look()
        for trace in TRACES:
            assert trace.encode() not in after and escaped(trace) not in after, trace
        # The others are where they were, and nobody calls who asked not to be called.
        hub = world.hub
        assert OTHER in hub.campaigns.never("bank") and PHONE in hub.campaigns.never("bank")
        assert hub.rules.never("bank", f"+86 {PHONE}") and hub.rules.never("bank", "010-8888")
        await hub.campaigns.add("l1", [cp.Entry(key="new", customer=Customer(phone="13611110000"))])
        await hub.campaigns.step()
        await world.rest()
        phones = {one.opened.customer.phone for one in (await hub.campaigns.works("l1")).values() if one.opened}
        assert phones == {OTHER, "13700000000", "13611110000"}
        again = Hub(world.store, world.clock, build, world.book)
        await again.load_all()
        await again.campaigns.load()
        assert again.rules.never("bank", PHONE) and not again.rules.never("bank", "13611110000")
        await again.campaigns.keep("bank", Kept(0, (PHONE,), on=False))
        await again.campaigns._read_never("bank")
        assert not again.rules.never("bank", PHONE) and again.rules.never("bank", OTHER)
        assert hub.troubles == []
    finally:
        await hooks.stop()
        await doors.projector.stop()
        await views.close()


def escaped(text: str) -> bytes:
    return text.encode("unicode_escape")


async def living(store: Store, act: Callable[[World], Awaitable[None]]) -> None:
    world = World(store, Clock())
    await world.open()
    try:
        async with asyncio.timeout(120):
            await act(world)
    finally:
        await world.hub.stop()
        await store.close()


def test_nothing_of_somebody_who_is_erased_is_left_in_the_files(tmp_path: Path) -> None:
    async def whole() -> None:
        store = SqliteStore.open(tmp_path / "saywell.sqlite")

        async def look() -> bytes:
            return b"".join(one.read_bytes() for one in sorted(tmp_path.iterdir()))

        await living(store, lambda world: erased(world, tmp_path, look))

    asyncio.run(whole())


def test_nothing_of_somebody_who_is_erased_is_left_in_a_dump(tmp_path: Path, database: str) -> None:
    async def look() -> bytes:
        db = await asyncpg.connect(database)
        try:
            names = await db.fetch("SELECT tablename FROM pg_tables WHERE schemaname IN ('public', 'views')")
            out = b""
            for (name,) in names:
                rows = await db.fetch(f'SELECT t.*, t::text AS whole FROM "{name}" t')
                for row in rows:
                    out += b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in row.values())
            return out
        finally:
            await db.close()

    async def whole() -> None:
        await living(await PostgresStore.open(database), lambda world: erased(world, tmp_path, look))

    asyncio.run(whole())


@pytest.mark.parametrize("open_work", [True, False])
def test_a_conversation_goes_with_its_work(tmp_path: Path, open_work: bool) -> None:
    async def act(world: World) -> None:
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        talk = await world.call("chat")
        await world.do(desk, w.Take(1, talk=talk))
        opening = f.Open(by="1", what="question", centre="bank", about=WORDS, source=Source(talk=talk))
        for id in (f"{talk}-question", "hand-7"):
            await world.hub.works.send(PREFIX + id, opening)
            if not open_work:
                await world.hub.works.send(PREFIX + id, f.Close("1", outcome="dropped"))
        await world.hub.works.send(PREFIX + "hand-8", f.Open(by="1", what="question", centre="bank", about="x"))
        await world.hub.report(talk, i.HungUp(0, by="customer"))
        await world.rest()
        await world.hub.erase(talk)
        assert await world.store.streams(PREFIX) == [PREFIX + "hand-8"]

    asyncio.run(living(SqliteStore.open(tmp_path / "s.sqlite"), act))
