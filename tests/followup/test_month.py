"""A month of a centre with two hundred agents, a week of holidays in it: every promise is accounted for."""

from __future__ import annotations

import asyncio
from heapq import heappop, heappush
from itertools import count

import pytest

from saywell.followup import events as e
from saywell.followup import inputs as i
from saywell.followup.decide import PREFIX
from saywell.followup.state import Work
from saywell.kernel.time import DAY, HOUR, MINUTE, Instant, parse_rfc3339
from saywell.storage.memory import MemoryStore
from tests.followup.office import Desks, office, working

# The Chinese National Day holidays lie in it, with make-up working days around them.
START = parse_rfc3339("2026-09-14T09:00:00+08:00")
AGENTS, DAYS = 200, 30


class Month:
    """What people do, drawn by chance: most keep their word, some forget, some ask for more time."""

    def __init__(self, desks: Desks, centre: str, each_day: int) -> None:
        self.desks, self.centre = desks, centre
        self.plans: list[tuple[Instant, int, str, i.AnyInput]] = []
        self.order = count()
        self._arrivals(each_day)
        self.handled: set[tuple[str, int]] = set()
        # What the customers asked for and were promised, to be found again at the end.
        self.asked = [(id, command) for _, _, id, command in self.plans if type(command) is i.Open]

    def _arrivals(self, each_day: int) -> None:
        chance, calendar = self.desks.chance, office(self.centre).calendar
        for day in range(DAYS):
            for agent in range(AGENTS):
                for _ in range(each_day):
                    at = START + day * DAY + chance.randrange(0, 9 * HOUR)
                    if not calendar.is_open(at):
                        continue
                    kind = chance.choices(("question", "complaint", "lead", "repair"), (6, 2, 1, 1))[0]
                    due = calendar.after(at, chance.choice((60, 120, 240))) if chance.random() < 0.7 else None
                    source = e.Source(talk=f"t{next(self.order)}")
                    opening = i.Open(
                        what=kind, centre=self.centre, due=due, owner=f"a{agent}", source=source,
                        customer=e.Customer(phone="13800138000"),
                    )  # fmt: skip
                    self.plan(at, f"w{next(self.order)}", opening)

    def plan(self, at: Instant, id: str, command: i.AnyInput) -> None:
        heappush(self.plans, (at, next(self.order), id, command))

    async def run(self) -> None:
        """Arrivals, what people do, and clocks, each at its instant."""
        desks = self.desks
        while self.plans or await desks.store.next_wake(PREFIX) is not None:
            wake = await desks.store.next_wake(PREFIX)
            if self.plans and (wake is None or self.plans[0][0] <= wake):
                at, _, id, command = heappop(self.plans)
                desks.now = max(desks.now, at)
                work = (await desks.works.look(PREFIX + id)).state
                if work.closed is None:
                    held = await desks.works.send(PREFIX + id, command)
                    self.react(held.held.state, held.events)
            else:
                assert wake is not None
                desks.now = max(desks.now, wake)
                await desks.works.settle()
            await self.hear()

    async def hear(self) -> None:
        """What the product did by itself reaches people."""
        before = self.desks.process.position
        while await self.desks.process.step():
            continue
        for record in await self.desks.store.follow(before):
            if record.stream.startswith(PREFIX) and (record.stream, record.number) not in self.handled:
                self.handled.add((record.stream, record.number))
                work = (await self.desks.works.seen(record.stream, record.number)).state
                event = self.desks.works.decider.load(record)
                if type(event) in (e.Opened, e.Escalated, e.Lapsed):
                    self.react(work, (event,))

    def react(self, work: Work, events: tuple[e.AnyEvent, ...]) -> None:
        """Somebody sees it and will do something about it, or not."""
        chance, now = self.desks.chance, self.desks.now
        calendar = office(self.centre).calendar
        for event in events:
            match event:
                case e.Opened() if work.opened is not None and (PREFIX + work.id, 1) not in self.handled:
                    self.handled.add((PREFIX + work.id, 1))
                    self.first(work, now)
                case e.Escalated():
                    who = event.to or ("800" if work.department == "workshop" else "700")
                    self.plan(calendar.after(now, 20), work.id, i.Acknowledge(who))
                case e.Lapsed(clock="status"):
                    self.plan(calendar.after(now, 30), work.id, i.Stage("701", stage="contacted"))
                case e.Lapsed(clock="due"):
                    more = calendar.after(now, 240)
                    self.plan(now + MINUTE, work.id, i.Promise(by=work.owner, due=more))
                    self.plan(calendar.after(now, 120), work.id, i.Answer(by=work.owner))
                case _:
                    continue
        if chance.random() < 0.02 and work.due is not None and work.status == "open":
            self.plan(now + 10 * MINUTE, work.id, i.Pause(by=work.owner))
            self.plan(now + 30 * HOUR, work.id, i.Resume(by=work.owner))

    def first(self, work: Work, now: Instant) -> None:
        assert work.opened is not None
        chance, calendar = self.desks.chance, office(self.centre).calendar
        if work.opened.kind == "callback":
            outcome: e.Outcome = chance.choice(("reached", "no_answer"))
            self.plan(calendar.after(now, 10), work.id, i.Try("1", outcome=outcome))
            self.plan(calendar.after(now, 200), work.id, i.Try("1", outcome="reached"))
            return
        if "acknowledge" in work.clocks and chance.random() < 0.8:
            who = {"lead": "701", "repair": "801"}.get(work.opened.what, "1")
            self.plan(calendar.after(now, chance.randrange(1, 100)), work.id, i.Acknowledge(who))
        if work.opened.kind == "lead":
            self.plan(calendar.after(now, 2000), work.id, i.Stage("701", stage="won"))
            return
        keeps = chance.random() < 0.85
        assert work.due is not None
        when = now + round((work.due - now) * chance.random()) if keeps else calendar.after(work.due, 60)
        self.plan(when, work.id, i.Answer(by=work.owner))


def account(all_work: dict[str, Work]) -> dict[str, int]:
    """How it ended; fails where a promise is nowhere."""
    out = {"kept": 0, "explained": 0, "answered late": 0, "won": 0, "calls": 0}
    explained = {work.opened.of for work in all_work.values() if work.opened is not None and work.opened.of}
    for id, work in all_work.items():
        assert work.opened is not None
        assert work.closed is not None and not work.clocks, (id, work.clocks)
        if work.opened.kind == "callback":
            out["calls"] += 1
        elif work.outcome == "won":
            out["won"] += 1
        elif work.kept:
            out["kept"] += 1
        else:
            # Whoever did not have the answer in time was called about it, if they had been promised a time.
            lapses = [one for one in work.history if type(one) is e.Lapsed and one.clock == "due"]
            assert lapses, id
            if id in explained:
                out["explained"] += 1
            else:
                again = (one for one in work.history if type(one) is e.Promised and one.at <= lapses[0].at)
                assert not work.opened.promised and not any(again), id
                out["answered late"] += 1
    return out


def nothing_is_forgotten_or_doubled(month: Month, all_work: dict[str, Work]) -> None:
    """All that was asked for is there once as it was promised; all else are calls about what was late, one for each."""
    wanted = dict(month.asked)
    assert len(wanted) == len(month.asked) and wanted.keys() <= all_work.keys()
    explained = 0
    for id, work in all_work.items():
        opened = [one for one in work.history if type(one) is e.Opened]
        assert len(opened) == 1, id
        instants = [one.at for one in work.history]
        assert instants == sorted(instants), id
        for kind in (e.Reminded, e.Lapsed):
            rung = [(one.clock, one.due) for one in work.history if type(one) is kind]
            assert len(rung) == len(set(rung)), (id, rung)
        if id in wanted:
            assert opened[0].promised == (wanted[id].due is not None), id
            assert not opened[0].promised or opened[0].due == wanted[id].due, id
            late, promised = 0, opened[0].promised
            for one in work.history:
                promised = promised or type(one) is e.Promised
                late += promised and type(one) is e.Lapsed and one.clock == "due"
            calls = [other for other in all_work if other.startswith(f"{id}-explain-")]
            assert len(calls) == late, id
            explained += len(calls)
        else:
            assert work.opened is not None and work.opened.of in wanted, id
    assert len(all_work) == len(wanted) + explained


def a_month(each_day: int) -> dict[str, int]:
    found: dict[str, int] = {}

    async def act() -> None:
        async with working(MemoryStore(), START) as desks:
            month = Month(desks, "rent", each_day)
            await month.run()
            all_work = await desks.all()
            calendar = office("rent").calendar
            for work in all_work.values():
                for event in work.history:
                    if type(event) is e.Lapsed:
                        # A clock in working time runs out in working time: never at night, never on a holiday.
                        assert calendar.is_open(event.due - 1), (work.id, event)
            nothing_is_forgotten_or_doubled(month, all_work)
            found.update(account(all_work))

    asyncio.run(act())
    return found


def test_a_month_with_holidays_ends_with_every_promise_accounted_for() -> None:
    found = a_month(1)
    assert found["kept"] > 1000 and found["explained"] > 100 and found["won"] > 100 and found["calls"] > 100


@pytest.mark.soak
def test_soak_a_busy_month() -> None:
    assert a_month(8)["kept"] > 10_000
