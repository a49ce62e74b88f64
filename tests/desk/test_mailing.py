"""Reports by e-mail: sent once for every period by a real mail server's account, whoever is killed on the way."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from email.message import EmailMessage
from itertools import pairwise
from typing import Any

import openpyxl
import pytest

from saywell.app.config import Mail
from saywell.app.post import post_of
from saywell.desk.facts import source_of
from saywell.desk.mailing import Mailer, NoPost, Post
from saywell.insight import schedule as s
from saywell.insight.projector import Projector
from saywell.insight.views import Views
from saywell.integrations.smtp import SmtpPost
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import DAY, HOUR, MINUTE, parse_rfc3339
from tests.desk.mailbox import Box, box
from tests.desk.world import START, World, run

__all__ = ["box"]


def wanted(**more: Any) -> s.Set:
    given: dict[str, Any] = {
        "by": "m", "centre": "bank", "name": "早报", "every": "day", "minute": 8 * 60, "zone": "Asia/Shanghai",
        "to": ("a@example.com", "b@example.com"), "locale": "zh-Hans", "kind": "xlsx", **more,
    }  # fmt: skip
    return s.Set(0, **given)


class Node:
    """A node that sends."""

    def __init__(self, world: World, views: Views, post: Post) -> None:
        self.projector = Projector(world.store, views, source_of(world.hub), trouble=world.hub.trouble)
        self.mailer = Mailer(world.hub, views, self.projector, post)

    async def step(self) -> int:
        async with asyncio.timeout(60):
            await self.projector.start()
            try:
                return await self.mailer.step()
            finally:
                await self.projector.stop()


def living(act: Callable[[World, Views], Awaitable[None]]) -> None:
    async def whole(world: World) -> None:
        views = Views()
        await views.start()
        try:
            await act(world, views)
        finally:
            await views.close()

    run(whole)


def test_a_report_goes_out_at_its_hour_once_for_every_day(box: tuple[Box, SmtpPost]) -> None:
    kept, post = box

    async def act(world: World, views: Views) -> None:
        node = Node(world, views, post)
        await world.call(person="p1")
        await node.mailer.schedules.send("schedule/x", wanted())
        assert await node.step() == 0
        # 10:00 today; the next one is tomorrow at 8:00, about today.
        world.clock.at += 22 * HOUR - 1
        assert await node.step() == 0
        world.clock.at += 1
        assert await node.step() == 1 and await node.step() == 0
        (to, mail), *_ = kept.mails
        assert sorted(to) == ["a@example.com", "b@example.com"] and mail["From"] == "reports@example.com"
        assert mail["Subject"] == "早报：2026-11-17 至 2026-11-17" and mail["Auto-Submitted"] == "auto-generated"
        text = mail.get_body(("plain",))
        assert text is not None and "会话: 1" in text.get_content()
        page = mail.get_body(("html",))
        assert page is not None and "<table" in page.get_content()
        [file] = list(mail.iter_attachments())
        assert file.get_filename() == "bank-2026-11-17-2026-11-17.xlsx"
        content = file.get_payload(decode=True)
        assert isinstance(content, bytes) and openpyxl.load_workbook(io.BytesIO(content)).worksheets
        # Three days in which nobody was there: each has its report.
        world.clock.at += 3 * DAY
        assert await node.step() == 3
        assert len({str(one["Message-ID"]) for _, one in kept.mails}) == 4
        held = (await node.mailer.schedules.look("schedule/x")).state
        assert [type(one) for one in held.log] == [s.Sent] * 4

    living(act)


def test_a_mail_server_that_refuses_is_asked_again_with_longer_pauses(box: tuple[Box, SmtpPost]) -> None:
    kept, post = box

    async def act(world: World, views: Views) -> None:
        node = Node(world, views, post)
        await node.mailer.schedules.send("schedule/x", wanted(kind="csv"))
        world.clock.at += 22 * HOUR
        kept.busy = 2
        assert await node.step() == 0
        world.clock.at += MINUTE
        assert await node.step() == 0
        world.clock.at += MINUTE
        assert await node.step() == 0 and kept.busy == 0
        world.clock.at += MINUTE
        assert await node.step() == 1
        held = (await node.mailer.schedules.look("schedule/x")).state
        failed = [one for one in held.log if isinstance(one, s.Failed)]
        assert (len(failed) == 2 and "451" in failed[0].why) or "try again" in failed[0].why
        kept.busy = 10_000
        world.clock.at += DAY
        for _ in range(60):
            await node.step()
            world.clock.at += HOUR
            held = (await node.mailer.schedules.look("schedule/x")).state
            if isinstance(held.log[-1], s.Failed) and held.log[-1].next == 0:
                break
        assert isinstance(held.log[-1], s.Failed) and held.log[-1].next == 0

    living(act)


class Killed(Exception):
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
def test_killed_while_it_sends_a_report_is_repeated_once_at_most_and_never_lost(
    box: tuple[Box, SmtpPost], after: bool
) -> None:
    kept, post = box

    async def act(world: World, views: Views) -> None:
        dying, other = Node(world, views, Deadly(post, after)), Node(world, views, post)
        await dying.mailer.schedules.send("schedule/x", wanted(kind="csv"))
        world.clock.at += 22 * HOUR
        with pytest.raises(Killed):
            await dying.step()
        assert await other.step() == 0
        world.clock.at += s.LEASE
        assert await other.step() == 1 and await other.step() == 0
        assert len(kept.mails) == 1 + after
        assert len({str(mail["Message-ID"]) for _, mail in kept.mails}) == 1

    living(act)


def test_of_two_nodes_one_sends(box: tuple[Box, SmtpPost]) -> None:
    kept, post = box

    async def act(world: World, views: Views) -> None:
        nodes = [Node(world, views, post) for _ in range(3)]
        for n in range(4):
            await nodes[0].mailer.schedules.send(f"schedule/{n}", wanted(name=f"N{n}", kind="csv"))
        world.clock.at += 22 * HOUR
        await nodes[0].projector.start()
        try:
            async with asyncio.timeout(60):
                done = await asyncio.gather(*(node.mailer.step() for node in nodes))
                world.clock.at += HOUR
                await asyncio.gather(*(node.mailer.step() for node in nodes))
        finally:
            await nodes[0].projector.stop()
        assert len(kept.mails) == 4 and len(set(kept.subjects)) == 4, (done, kept.subjects)

    living(act)


def test_removed_or_without_a_server_nothing_goes_out_and_it_is_told() -> None:
    async def act(world: World, views: Views) -> None:
        node = Node(world, views, NoPost())
        await node.mailer.schedules.send("schedule/x", wanted(locale="en", kind="csv"))
        await node.mailer.schedules.send("schedule/y", wanted())
        await node.mailer.schedules.send("schedule/y", s.Removed(0, by="m"))
        world.clock.at += 22 * HOUR
        assert await node.step() == 0
        [one] = await node.mailer.of("bank")
        assert isinstance(one.log[0], s.Failed) and "SAYWELL_SMTP_HOST" in one.log[0].why

    living(act)


@pytest.mark.parametrize(
    ("every", "at", "first", "last"),
    [
        ("day", "2026-11-18T08:00:00+08:00", "2026-11-17", "2026-11-17"),
        ("week", "2026-11-23T08:00:00+08:00", "2026-11-16", "2026-11-22"),
        ("month", "2026-12-01T08:00:00+08:00", "2026-11-01", "2026-11-30"),
    ],
)
def test_a_period_is_the_day_week_or_month_before(every: s.Every, at: str, first: str, last: str) -> None:
    from datetime import date

    moment, begin, end = next(s.moments(wanted(every=every), START))
    assert moment == parse_rfc3339(at)
    assert (date.fromordinal(begin).isoformat(), date.fromordinal(end).isoformat()) == (first, last)


def test_an_hour_that_summer_time_skips_or_repeats_has_one_report() -> None:
    for zone, minute, day in (("Europe/London", 90, "2026-03-29"), ("Europe/London", 90, "2026-10-25")):
        one = wanted(zone=zone, minute=minute)
        begin = parse_rfc3339(f"{day}T00:00:00Z") - 2 * DAY
        found = [moment for _, (moment, _, _) in zip(range(4), s.moments(one, begin), strict=False)]
        assert len(set(found)) == 4 and found == sorted(found)
        assert all(20 * HOUR < later - earlier < 28 * HOUR for earlier, later in pairwise(found))


def test_the_mail_server_comes_from_the_environment_before_the_file(tmp_path: Any) -> None:
    file = tmp_path / "password"
    file.write_text("secret\n", encoding="utf-8")
    assert isinstance(post_of(Mail(), {}), NoPost)
    made = post_of(
        Mail(host="mail.example.com", tls="tls", user="u", password_file=str(file)),
        {"SAYWELL_SMTP_HOST": "other.example.com", "SAYWELL_SMTP_FROM": "x@example.com"},
    )
    assert isinstance(made, SmtpPost)
    assert (made._host, made._port, made._sender, made._password) == (
        "other.example.com",
        465,
        "x@example.com",
        "secret",
    )
    with pytest.raises(SaywellError, match="SAYWELL_SMTP_PASSWORD_FILE"):
        post_of(Mail(host="h", password_file=str(tmp_path / "none")), {})
