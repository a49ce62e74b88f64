"""What stands on the boards, in the calendar and on the lists of a demonstration when it starts."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import NamedTuple

import pytest
from tests.desk.world import build

from saywell.app import past_work
from saywell.app.demo_world import CENTRES, read_world
from saywell.app.past import MARK, Office, fill_past, offices_of
from saywell.app.past_work import Course
from saywell.desk.book import MemoryBook
from saywell.desk.campaign_rows import asked_with, campaign_row
from saywell.desk.hub import Hub
from saywell.followup import campaigns as cp
from saywell.followup import events as e
from saywell.followup.decide import PREFIX
from saywell.followup.state import Work
from saywell.kernel.time import DAY, HOUR, Instant, parse_rfc3339
from saywell.storage.interface import Append, Entry, Record
from saywell.storage.memory import MemoryStore

STARTS = ["2026-11-23T10:00:00+08:00", "2026-11-22T22:10:00+08:00", "2026-10-04T06:00:00+08:00"]
"""A Monday, a Sunday evening, and a morning in the national holidays."""


class Stood(NamedTuple):
    """A centre as its demonstration starts."""

    work: dict[str, Work]
    lists: dict[str, cp.Campaign]
    hub: Hub
    troubles: list[str]

    def kind(self, kind: str) -> list[Work]:
        return [one for one in self.work.values() if one.opened and one.opened.kind == kind and not one.opened.campaign]


def office(centre: str, start: Instant) -> tuple[Office, ...]:
    world = read_world(start)
    people = {
        one.id: [(who.number, who.name) for who in world.accounts if who.centres == (one.id,) and "agent" in who.roles]
        for one in world.settings
        if one.id == centre
    }
    return tuple(offices_of(world.settings, build, people))


def stood(centre: str, start: Instant) -> Stood:
    """Without the conversations of the past, which take their time."""

    async def act() -> Stood:
        [one] = office(centre, start)
        numbers = [number for number, _ in one.agents]
        course = Course(one.setting, one.ready, numbers, past_work.told()[centre], start)
        kept = await course.run([])
        streams = [found[0].stream for found in kept]
        hub = course.hub
        work = {
            name.removeprefix(PREFIX): (await hub.works.look(name)).state for name in streams if name.startswith(PREFIX)
        }
        await hub.campaigns.load()
        lists = {found.id: found for found in await hub.campaigns.lists()}
        return Stood(work, lists, hub, hub.troubles)

    return asyncio.run(asyncio.wait_for(act(), 60))


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("centre", CENTRES)
def test_every_centre_has_work_of_every_fate_whenever_it_starts(centre: str, start: str) -> None:
    at = parse_rfc3339(start)
    found = stood(centre, at)
    assert found.troubles == []
    day = found.hub.day(centre, at)
    alive = [one for one in found.work.values() if one.closed is None]
    due = Counter(found.hub.day(centre, one.due) for one in alive if one.due is not None and not one.late)
    assert due[day] >= 1 and due[found.hub.day(centre, at + DAY)] >= 2, due
    assert any(one.late for one in alive), "one is overdue"
    assert any(one.status == "waiting" or "visit" in one.clocks for one in alive)
    assert {True, False} <= {one.kept for one in found.work.values()}
    again = [one for one in found.work.values() if any(type(h) is e.Promised and h.again for h in one.history)]
    assert again, "somebody was promised another time"
    known = {one.number for one in read_world(at).accounts} | {""}
    for one in found.work.values():
        assert one.opened is not None and one.opened.customer.name and one.opened.customer.phone
        assert one.owner in known and all(getattr(h, "by", "") in known for h in one.history)
        instants = [h.at for h in one.history]
        assert instants == sorted(instants) and instants[-1] <= at


def test_the_rental_centre_has_leads_in_every_stage_and_repairs_on_their_way() -> None:
    found = stood("rent", parse_rfc3339(STARTS[0]))
    leads, repairs = found.kind("lead"), found.kind("repair")
    assert {one.stage for one in leads} == {"", "contacted", "visited", "quoted", "negotiating", "won", "lost"}
    assert all(one.reason for one in leads if one.outcome == "lost")
    assert all((one.amount or 0) > 0 for one in leads if one.outcome == "won")
    assert [one.id for one in repairs if one.acknowledged is None and one.owner == "4702"] == ["hand-rent-fix4"]
    [planned] = [one for one in repairs if "visit" in one.clocks]
    assert planned.stage == "parts" and found.hub.day("rent", planned.clocks["visit"]) == "2026-11-24"
    done = [one for one in repairs if one.closed is not None]
    assert len(done) == 2 and all(any(type(h) is e.Visited for h in one.history) for one in done)


def test_a_complaint_was_answered_one_went_a_step_up_and_one_waits_for_the_customer() -> None:
    tickets = {one.id: one for one in stood("cc", parse_rfc3339(STARTS[0])).kind("ticket")}
    assert tickets["hand-cc-nuts"].outcome == "done" and tickets["hand-cc-nuts"].kept
    assert tickets["hand-cc-twice"].level == "leader" and tickets["hand-cc-twice"].closed is None
    assert tickets["hand-cc-photo"].status == "waiting"


@pytest.mark.parametrize("centre", CENTRES)
def test_lists_stand_as_they_were_left_and_those_who_are_left_can_be_called(centre: str) -> None:
    at = parse_rfc3339(STARTS[0])
    found = stood(centre, at)
    known = {one.phone for one in read_world(at).book.people(centre)}
    for one in past_work.told()[centre].lists:
        made = found.lists[f"past-{centre}-{one.id}"]
        assert made.status == one.status and made.made is not None
        assert bool(made.keys) != bool(one.rule), "who is on the list of a rule is asked of the shop"
        assert {phone for _, phone, _ in one.people} <= known
    statuses = {one.status for one in found.lists.values()}
    assert "closed" in statuses and statuses & {"open", "paused"}
    if centre in ("shop", "etq"):
        assert {one.made.rule for one in found.lists.values() if one.made} == {"", "unpaid"}
    if centre == "shop":
        assert statuses == {"open", "paused", "closed"}


def test_the_survey_of_the_bank_has_answers_to_every_question() -> None:
    found = stood("bank", parse_rfc3339(STARTS[0]))

    async def act() -> None:
        one = found.lists["past-bank-service"]
        assert one.made is not None
        row = await campaign_row(found.hub, one)
        assert row.total == 48 and row.reached >= 24 and len(row.outcomes) >= 4 and row.open == 0
        [(survey, given)] = asked_with(found.hub, one.made, (await found.hub.campaigns.works(one.id)).values())
        assert len(given) == row.reached
        asked = {question.id for question in survey.questions}
        assert {key for _, answers in given for key in answers} == asked

    asyncio.run(asyncio.wait_for(act(), 30))


def test_the_past_leaves_work_of_its_conversations_once_and_the_same_whenever_it_is_made() -> None:
    start = parse_rfc3339(STARTS[0])
    offices = office("cc", start)
    whole: list[Record] = []
    linked = ""

    async def filled(*, broken: bool = False) -> tuple[MemoryStore, list[Record]]:
        store = MemoryStore()
        if broken:
            # A start that was broken off had kept one conversation.
            [first] = [one for one in whole if one.stream == linked and one.number == 1]
            same = [one for one in whole if one.stream == linked]
            await store.append(Append(first.stream, [Entry(one.kind, one.body) for one in same], 0, first.at))
        assert await fill_past(store, offices, start) > 100
        head = await store.head()
        assert await fill_past(store, offices, start) == 0 and await store.head() == head
        return store, await store.follow(0, 1_000_000)

    async def act() -> None:
        nonlocal whole, linked
        store, whole = await filled()
        hub = Hub(store, lambda: start, build, MemoryBook({}))
        await hub.set_setting(offices[0].setting)
        talks = set(await store.streams("talk/"))
        works = [(await hub.works.look(name)).state for name in await store.streams(PREFIX)]
        of = [one for one in works if one.opened is not None and one.opened.source.talk]
        assert len(of) >= 10 and {f"talk/{one.opened.source.talk}" for one in of if one.opened} <= talks
        assert {True, False} <= {one.kept for one in of}
        assert all(one.opened is not None and one.opened.source.words for one in of)
        # What was done after a conversation is noted in it.
        linked = f"talk/{of[0].opened.source.talk}" if of[0].opened else ""
        assert any(one.at > whole_end(whole, linked) for one in whole if one.stream == linked)
        # Nothing is left over for the server that starts: it neither repeats nor explains anything.
        await hub.process.load()
        before = len(await store.streams(PREFIX))
        while await hub.process.step():
            continue
        assert len(await store.streams(PREFIX)) == before and hub.troubles == []
        assert (await store.next_wake(PREFIX) or 0) > start - HOUR
        _, again = await filled(broken=True)
        assert bodies(again) == bodies(whole)

    asyncio.run(asyncio.wait_for(act(), 300))


def whole_end(records: list[Record], stream: str) -> Instant:
    """When somebody had finished with a conversation."""
    return next(one.at for one in records if one.stream == stream and one.kind == "desk.wrapped.1")


def bodies(records: list[Record]) -> dict[str, list[bytes]]:
    """What stands in each stream, but for the position of the process."""
    out: dict[str, list[bytes]] = {}
    for one in records:
        if not one.stream.startswith(("process/", "settings/")):
            out.setdefault(one.stream, []).append(one.body)
    return out


def test_a_demonstration_of_an_older_version_stays_as_it_is() -> None:
    async def act() -> None:
        store, start = MemoryStore(), parse_rfc3339(STARTS[0])
        await store.append(Append(MARK, [Entry("demo.past.1", b"{}")], 0, start))
        assert await fill_past(store, office("cc", start), start) == 0
        assert await store.streams(PREFIX) == [] and await store.streams(cp.PREFIX) == []

    asyncio.run(asyncio.wait_for(act(), 30))
