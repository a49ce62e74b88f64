"""E-mail about work: who is told of what, in which words, once, whoever is killed on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from email.message import EmailMessage

import pytest

from saywell.desk.account import Notice, NoticesSet
from saywell.desk.mailing import NoPost, Post
from saywell.desk.notices import letter as lt
from saywell.desk.notices.kinds import moment_of
from saywell.desk.notices.process import Notices
from saywell.desk.settings import Setting
from saywell.desk.wire import Role
from saywell.followup import inputs as f
from saywell.followup.decide import PREFIX
from saywell.followup.events import Customer
from saywell.followup.rules import Department
from saywell.integrations.smtp import SmtpPost
from saywell.kernel.time import DAY, HOUR, parse_rfc3339
from saywell.standard.calendar import Calendar, CalendarSpec
from saywell.storage.interface import Store
from saywell.storage.memory import MemoryStore
from tests.desk.mailbox import Box, box
from tests.desk.world import COMPANY, TITLE, World, run

__all__ = ["box"]
KINDS: tuple[Notice, ...] = ("assigned", "due", "late", "answered", "visited")
PEOPLE: dict[str, tuple[str, Role, str]] = {
    "ann": ("1", "agent", "zh-Hans"), "sal": ("3", "clerk", "zh-Hant"), "tom": ("4", "clerk", "en"),
    "led": ("9", "leader", "zh-Hans"), "man": ("8", "manager", "en"),
}  # fmt: skip
NAME, PHONE = "欧阳修远", "13912345678"


async def tell(world: World, account: str, **more: object) -> None:
    """Somebody wants to be told."""
    given = {"mail": f"{account}@example.com", "kinds": KINDS, "base": "https://desk.example.com/", **more}
    await world.access.set_notices(account, NoticesSet(0, **given))  # type: ignore[arg-type]


def living(act: Callable[[World], Awaitable[None]], store: Callable[[], Store] = MemoryStore) -> None:
    async def whole(world: World) -> None:
        department = Department(title=TITLE, members=("3", "4"), leader="9", takes=("lead", "repair"))
        await world.hub.set_setting(
            Setting(
                id="rent", standard="rent", title=TITLE, company=COMPANY, always_open=True,
                departments={"sales": department},
            )
        )  # fmt: skip
        for account, (number, role, locale) in PEOPLE.items():
            await world.access.set_account(account, None, number, account, (role,), ("rent",))
            await world.access.set_locale(account, locale)
        async with asyncio.timeout(60):
            await act(world)

    run(whole, store, standard="rent")


async def node(world: World, post: Post) -> Notices:
    made = Notices(world.hub, world.access, post)
    await made.load()
    return made


async def send(one: Notices) -> int:
    """Follow and send what is due; how many letters were dealt with."""
    await one.catch_up()
    count = 0
    while done := await one.step():
        count += done
    return count


async def open_work(world: World, id: str = "w", what: str = "lead", **more: object) -> None:
    given = {"by": "1", "owner": "1", "about": f"{NAME}要租一台，电话{PHONE}", **more}
    customer = Customer(name=NAME, phone=PHONE)
    opening = f.Open(what=what, centre="rent", customer=customer, **given)  # type: ignore[arg-type]
    await world.hub.works.send(PREFIX + id, opening)
    await world.rest()


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def page_of(mail: EmailMessage) -> str:
    body = mail.get_body(("html",))
    assert body is not None
    return str(body.get_content())


def test_everybody_is_told_of_their_part_of_a_lead_once_in_their_language(box: tuple[Box, SmtpPost]) -> None:
    kept, post = box

    async def act(world: World) -> None:
        one, other = await node(world, post), await node(world, post)
        for account in PEOPLE:
            await tell(world, account)
        await open_work(world, due=world.clock() + 8 * HOUR)
        assert await send(one) == 2 and await send(other) == 0
        assert [str(mail["Subject"]) for mail in kept.to("sal@example.com")] == ["交給您處理：租賃線索"]
        [mine] = kept.to("tom@example.com")
        assert "https://desk.example.com/work/w" in text_of(mine) and 'href="https://desk.example.com/work/w"' in (
            page_of(mine)
        )
        assert NAME in text_of(mine) and PHONE not in text_of(mine) and PHONE not in page_of(mine)
        assert mine["Auto-Submitted"] == "auto-generated" and mine["From"] == "reports@example.com"
        await world.hub.works.send(PREFIX + "w", f.Acknowledge("3"))
        await send(other)
        assert [str(mail["Subject"])[:8] for mail in kept.to("ann@example.com")] == ["对方已确认收到："]
        before = len(kept.mails)
        await world.later(8 * 3600 + 1)
        await send(one)
        late = kept.mails[before:]
        assert {to[0] for to, _ in late} == {"sal@example.com", "led@example.com"}
        assert any(str(mail["Subject"]).startswith("已上报给您") for _, mail in late)
        assert any("已逾時" in str(mail["Subject"]) for _, mail in late)
        await world.hub.works.send(PREFIX + "w", f.Answer("3", text="told"))
        await send(one)
        assert [str(mail["Subject"])[:5] for mail in kept.to("ann@example.com")][-1] == "已答复客户"
        assert await send(one) == 0 and await send(other) == 0
        assert len({str(mail["Message-ID"]) for _, mail in kept.mails}) == len(kept.mails)

    living(act)


def test_whoever_may_not_see_personal_data_is_told_without_it(box: tuple[Box, SmtpPost]) -> None:
    kept, post = box

    async def act(world: World) -> None:
        one = await node(world, post)
        await tell(world, "man")
        await open_work(world)
        await world.hub.works.send(PREFIX + "w", f.Dispatch("9", to="8"))
        assert await send(one) == 1
        [mail] = kept.to("man@example.com")
        whole = bytes(mail).decode() + text_of(mail) + page_of(mail)
        assert PHONE not in whole and "Customer" not in whole and "139" not in text_of(mail)
        assert str(mail["Subject"]).startswith("Handed to you: ")

    living(act)


def test_a_repair_that_was_visited_is_told_to_who_wrote_it_down(box: tuple[Box, SmtpPost]) -> None:
    kept, post = box

    async def act(world: World) -> None:
        one = await node(world, post)
        await tell(world, "ann", kinds=("visited",))
        await open_work(world, what="repair")
        await world.hub.works.send(PREFIX + "w", f.Acknowledge("4"))
        await world.hub.works.send(PREFIX + "w", f.Plan("4", when=world.clock() + HOUR))
        await world.hub.works.send(PREFIX + "w", f.Visit("4", result="换了硒鼓"))
        assert await send(one) == 1
        assert [str(mail["Subject"])[:6] for mail in kept.to("ann@example.com")] == ["维修已上门："]

    living(act)


def test_a_digest_comes_once_on_each_working_day_and_leaves_out_what_is_over(box: tuple[Box, SmtpPost]) -> None:
    kept, post = box

    async def act(world: World) -> None:
        one = await node(world, post)
        await tell(world, "sal", digest=True, minute=9 * 60)
        for n in range(3):
            await open_work(world, f"w{n}")
        await world.hub.works.send(PREFIX + "w2", f.Close("4", outcome="lost", reason="price"))
        assert await send(one) == 0
        world.clock.at = one.moment((await world.access.account("sal")), world.clock()) - 1  # type: ignore[arg-type]
        assert await send(one) == 0
        world.clock.at += 1
        assert await send(one) == 1 and await send(one) == 0
        [mail] = kept.to("sal@example.com")
        assert str(mail["Subject"]).startswith("2 ") and text_of(mail).count("https://desk.example.com/work/") == 2
        await open_work(world, "w9")
        assert await send(one) == 0
        world.clock.at += 5 * DAY
        await send(one)
        assert len(kept.to("sal@example.com")) == 2

    living(act)


def test_digests_keep_to_working_days_and_hours() -> None:
    calendar = Calendar(CalendarSpec(zone="Asia/Shanghai", hours={"mon-fri": ("09:00-12:00", "14:00-18:00")}))
    friday = parse_rfc3339("2026-11-20T10:00:00+08:00")
    for minute, when in ((8 * 60, "23T09:00"), (13 * 60, "20T14:00"), (17 * 60, "20T17:00"), (20 * 60, "23T09:00")):
        assert moment_of(calendar, minute, friday) == parse_rfc3339(f"2026-11-{when}:00+08:00"), minute


def test_mail_that_does_not_get_through_is_tried_for_a_day_and_can_be_sent_again(box: tuple[Box, SmtpPost]) -> None:
    kept, post = box

    async def act(world: World) -> None:
        one = await node(world, post)
        await tell(world, "tom", kinds=("assigned",))
        await open_work(world)
        kept.busy = 10_000
        for _ in range(80):
            await send(one)
            [held] = await one.of(["tom"])
            if held.status == "failed":
                break
            world.clock.at += HOUR
        assert held.status == "failed" and len(held.tries) > 20 and "451" in held.tries[0].why
        pauses = [b.at - a.at for a, b in zip(held.tries, held.tries[1:], strict=False)]
        assert all(one >= HOUR for one in pauses) and world.clock() - held.since <= DAY + 2 * HOUR
        kept.busy = 0
        assert await send(one) == 0
        await one.letters.send(f"{lt.PREFIX}tom/{held.id}", lt.Again(0, by="man"))
        assert await send(one) == 1 and len(kept.mails) == 1
        world.clock.at += 2 * DAY
        await send(one)
        world.clock.at += 2 * HOUR
        await send(one)
        assert await world.store.streams(lt.PREFIX) == []

    living(act)


class Killed(BaseException):
    """The node is gone in this moment."""


class Deadly:
    """Dies before or after the mail was handed over."""

    def __init__(self, post: SmtpPost, after: bool) -> None:
        self.post, self.after = post, after

    async def send(self, message: EmailMessage) -> None:
        if self.after:
            await self.post.send(message)
        raise Killed


@pytest.mark.parametrize("after", [False, True])
def test_killed_while_it_sends_a_mail_is_repeated_once_at_most_and_never_lost(
    box: tuple[Box, SmtpPost], after: bool
) -> None:
    kept, post = box

    async def act(world: World) -> None:
        dying, other = await node(world, Deadly(post, after)), await node(world, post)
        await tell(world, "tom")
        await open_work(world)
        with pytest.raises(Killed):
            await send(dying)
        assert await send(other) == 0
        world.clock.at += lt.LEASE
        assert await send(other) == 1 and await send(other) == 0
        assert len(kept.mails) == 1 + after and len({str(mail["Message-ID"]) for _, mail in kept.mails}) == 1

    living(act)


def test_what_was_erased_or_taken_from_somebody_is_sent_no_more(box: tuple[Box, SmtpPost]) -> None:
    kept, post = box

    async def act(world: World) -> None:
        one = await node(world, post)
        await tell(world, "tom")
        await tell(world, "sal")
        for id in ("gone", "passed"):
            await open_work(world, id)
        await one.catch_up()
        await world.hub.works.erase(PREFIX + "gone")
        await world.access.enable("sal", False)
        assert await send(one) == 4
        assert [to for to, _ in kept.mails] == [["tom@example.com"]]
        assert {held.status for held in await one.of(["tom", "sal"])} == {"sent"}

    living(act)


def test_of_three_nodes_each_mail_is_sent_by_one(box: tuple[Box, SmtpPost]) -> None:
    kept, post = box

    async def act(world: World) -> None:
        nodes = [await node(world, post) for _ in range(3)]
        await tell(world, "tom")
        await tell(world, "sal", digest=True)
        for n in range(20):
            await open_work(world, f"w{n}")
        await asyncio.gather(*(send(one) for one in nodes))
        assert len(kept.mails) == 20
        world.clock.at += 3 * DAY
        await asyncio.gather(*(send(one) for one in nodes))
        assert len(kept.mails) == 21 and str(kept.mails[-1][1]["Subject"]).startswith("20 ")

    living(act)


def test_without_a_server_or_a_wish_nothing_is_put_down(box: tuple[Box, SmtpPost]) -> None:
    async def act(world: World) -> None:
        none, idle = await node(world, NoPost()), await node(world, box[1])
        await open_work(world, "a")
        await idle.catch_up()
        await tell(world, "tom", mail="")
        await tell(world, "sal", kinds=("due",))
        await open_work(world, "b")
        await idle.catch_up()
        await none.catch_up()
        assert await world.store.streams(lt.PREFIX) == []
        # Whoever starts later goes on where the others were, not at the beginning.
        again = await node(world, box[1])
        assert again._followed.position > 0

    living(act)
