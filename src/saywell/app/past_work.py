"""What was to be done after the past conversations of the demonstration, and what people did about it.

People give the commands that they give on the pages, in a store in memory whose clock goes from one instant to the
next; what falls due meanwhile, and what follows from it, is the product's own. The same start gives the same work.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Literal

import msgspec

from saywell.conversation.inputs import Purpose
from saywell.desk import talk as t
from saywell.desk.book import MemoryBook
from saywell.desk.hub import Hub
from saywell.desk.settings import Setting
from saywell.followup import campaigns as cp
from saywell.followup import events as e
from saywell.followup import inputs as i
from saywell.followup.decide import PREFIX
from saywell.followup.state import Work
from saywell.kernel.time import DAY, HOUR, MINUTE, Instant
from saywell.storage.interface import Append, Entry, Record
from saywell.storage.memory import MemoryStore

TOLD = Path(__file__).resolve().parent / "demo_world" / "past_work.yaml"
KEPT = (t.PREFIX, PREFIX, cp.PREFIX)
"""Streams that the demonstration goes on with."""
_PAGE = 100_000


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that somebody entered by hand. `ago`: working hours before the start; `due`: see `Course.instant`;
    `steps`: commands, each with `after`, the working hours since the one before it. `quiet`: what follows from it is
    left as it is."""

    id: str
    what: str
    ago: float
    owner: str
    about: str
    name: str
    phone: str
    act: str = ""
    due: dict[str, Any] | None = None
    fields: dict[str, str] = {}
    steps: tuple[dict[str, Any], ...] = ()
    quiet: bool = False


class Calls(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A list of calls. `strangers`: so many invented people are on it, who are called `pace` working minutes apart;
    `people`: name, telephone and reason of those who are still to be called."""

    id: str
    title: str
    purpose: Purpose
    ago: float
    by: str
    rule: str = ""
    survey: str = ""
    strangers: int = 0
    pace: int = 10
    why: tuple[str, ...] = ()
    people: tuple[tuple[str, str, str], ...] = ()
    status: Literal["open", "paused", "closed"] = "open"


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The work of a centre: `names` and `phone` (its first digits and how many follow) of invented people, `answers` to
    customers, `remarks` in surveys."""

    names: tuple[str, ...]
    phone: tuple[str, int]
    answers: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    lists: tuple[Calls, ...] = ()


class Spoken(msgspec.Struct, frozen=True):
    """A past conversation of which something is left to be done: its stream, its records each at its own instant."""

    stream: str
    entries: Sequence[tuple[Entry, Instant]]


def told() -> dict[str, Told]:
    """The work of all centres by id."""
    return msgspec.yaml.decode(TOLD.read_bytes(), type=dict[str, Told])


class Course:
    """What people of a centre did until `start`; `run` it once."""

    def __init__(self, setting: Setting, ready: t.Ready, agents: Sequence[str], one: Told, start: Instant) -> None:
        self.setting, self.calendar, self.agents, self.told, self.start = setting, ready.calendar, agents, one, start
        self.now = start - 100 * DAY
        self.store = MemoryStore()
        self.hub = Hub(self.store, lambda: self.now, lambda _: ready, MemoryBook({}))
        self.dice = Random(f"work {setting.id}")
        self._plans: list[tuple[Instant, int, Callable[[], Awaitable[None]]]] = []
        self._order = count()
        self._read = 0
        self._quiet: set[str] = set()
        self._cases: set[str] = set()

    async def run(self, spoken: Sequence[Spoken]) -> list[list[Append]]:
        """What is kept of it: for each stream what is appended to it. Raises what commands raise that cannot be."""
        await self.hub.set_setting(self.setting)
        for talk in spoken:
            self._plan(talk.entries[-1][1], partial(self._hears, talk))
        for case in self.told.cases:
            self._plan(self._ago(case.ago), partial(self._enters, case))
        for one in self.told.lists:
            self._plan(self._ago(one.ago), partial(self._lists, one))
        while True:
            wake = await self.store.next_wake()
            if self._plans and (wake is None or self._plans[0][0] <= wake):
                at, _, act = heappop(self._plans)
                self.now = max(self.now, at)
                await act()
            elif wake is not None and wake <= self.start:
                self.now = max(self.now, wake)
                await self.hub.talks.settle()
                await self.hub.works.settle()
            else:
                break
            await self._follow()
        return await self._kept()

    async def _kept(self) -> list[list[Append]]:
        streams: dict[str, list[Append]] = {}
        for record in await self.store.follow(0, _PAGE):
            if record.stream.startswith(KEPT):
                known = streams.setdefault(record.stream, [])
                known.append(Append(record.stream, [Entry(record.kind, record.body)], len(known), record.at))
        for stream, found in streams.items():
            wake = None
            if stream.startswith(PREFIX):
                wake = self.hub.works.decider.wake((await self.hub.works.look(stream)).state)
            elif stream.startswith(t.PREFIX):
                wake = self.hub.talks.decider.wake((await self.hub.talks.look(stream)).state)
            streams[stream] = [one._replace(wake=wake) for one in found]
        return list(streams.values())

    # -- time ------------------------------------------------------------------------------------------------------

    def _plan(self, at: Instant, act: Callable[[], Awaitable[None]]) -> None:
        """What would lie ahead is left for the visitor to do."""
        if at < self.start:
            heappush(self._plans, (at, next(self._order), act))

    def _ago(self, hours: float) -> Instant:
        return self.calendar.before(self.start, round(hours * HOUR))

    def _after(self, minutes: float) -> Instant:
        return self.calendar.forward(self.now, round(minutes * MINUTE))

    def instant(self, told: Mapping[str, Any]) -> Instant:
        """`hours`: working hours from now; else `days` from the day of the start, `at` a time of day, never before the
        start."""
        if "hours" in told:
            return self.calendar.forward(self.now, round(told["hours"] * HOUR))
        day = self.calendar.local_date(self.start) + timedelta(days=told["days"])
        moment = datetime.combine(day, time.fromisoformat(told["at"]), self.calendar.zone)
        return max(round(moment.timestamp() * 1000), self.start + 45 * MINUTE)

    # -- what is entered -------------------------------------------------------------------------------------------

    async def _hears(self, talk: Spoken) -> None:
        """A conversation ended; what was promised in it becomes work by itself."""
        # It is looked at at once, for what its standard asks for after it.
        await self.store.append_all(
            [Append(talk.stream, [entry], n, at, self.now) for n, (entry, at) in enumerate(talk.entries)]
        )

    async def _enters(self, case: Case) -> None:
        id = f"hand-{self.setting.id}-{case.id}"
        self._cases.add(id)
        if case.quiet:
            self._quiet.add(id)
        due = self.instant(case.due) if case.due is not None else None
        opening = i.Open(
            by=case.owner, what=case.what, centre=self.setting.id, about=case.about, act=case.act, fields=case.fields,
            customer=e.Customer(name=case.name, phone=case.phone), due=due, owner=case.owner,
        )  # fmt: skip
        await self.hub.works.send(PREFIX + id, opening, key="entered")
        at = self.now
        for step in case.steps:
            at = self.calendar.forward(at, round(step["after"] * HOUR))
            self._plan(at, partial(self._does, id, step))

    async def _does(self, id: str, step: Mapping[str, Any]) -> None:
        given = {
            key: self.instant(value) if key in ("due", "when", "again") else value
            for key, value in step.items()
            if key != "after"
        }
        command: i.AnyInput = msgspec.convert(given, i.AnyInput)
        await self.hub.works.send(PREFIX + id, command)

    # -- what people do about what came up ---------------------------------------------------------------------------

    async def _follow(self) -> None:
        """What follows by itself, and who sees it."""
        while await self.hub.process.step():
            continue
        for record in await self.store.follow(self._read, _PAGE):
            self._read = record.position
            id = record.stream.removeprefix(PREFIX)
            if record.stream.startswith(PREFIX) and not id.startswith(cp.WORK):
                await self._sees(id, record)

    async def _sees(self, id: str, record: Record) -> None:
        event = self.hub.works.decider.load(record)
        work = (await self.hub.works.seen(record.stream, record.number)).state
        assert work.opened is not None
        if type(event) is e.Opened and event.of:
            if event.of not in self._quiet:
                self._plan(self._after(self.dice.randint(15, 55)), partial(self._calls, id))
        elif id in self._cases:
            return
        elif type(event) is e.Opened:
            self._deals(work)
        elif type(event) is e.Lapsed and event.clock == "due":
            self._plan(self._after(self.dice.randint(70, 420)), partial(self._answers, id))

    def _deals(self, work: Work) -> None:
        """Most is done in time, some is put off with a new promise, some is forgotten until its time is over."""
        assert work.opened is not None
        dice, id = self.dice, work.id
        if work.opened.kind == "callback":
            self._plan(self._after(dice.randint(20, 200)), partial(self._calls, id))
            return
        self._plan(self._after(dice.randint(5, 75)), partial(self._acknowledges, id))
        [fate] = dice.choices(("kept", "again", "late"), (80, 12, 8))
        left = (work.due or self._after(240)) - self.now
        if fate == "kept":
            self._plan(self.now + round(left * dice.uniform(0.3, 0.95)), partial(self._answers, id))
        elif fate == "again":
            self._plan(self.now + round(left * 0.7), partial(self._puts_off, id))

    async def _look(self, id: str) -> Work | None:
        """A piece of work that is not over."""
        work = (await self.hub.works.look(PREFIX + id)).state
        return work if work.closed is None else None

    async def _acknowledges(self, id: str) -> None:
        work = await self._look(id)
        if work is not None and "acknowledge" in work.clocks:
            members = self.setting.departments[work.department].members if work.department else ()
            await self.hub.works.send(PREFIX + id, i.Acknowledge(work.owner or self.dice.choice(members)))

    async def _puts_off(self, id: str) -> None:
        work = await self._look(id)
        if work is not None and work.answered is None:
            again = i.Promise(work.owner or self.agents[0], due=self._after(300))
            await self.hub.works.send(PREFIX + id, again)
            self._plan(self._after(self.dice.randint(120, 280)), partial(self._answers, id))

    async def _answers(self, id: str) -> None:
        work = await self._look(id)
        if work is not None and work.answered is None:
            text = self.dice.choice(self.told.answers)
            await self.hub.works.send(PREFIX + id, i.Answer(work.owner or self.agents[0], text=text))

    async def _calls(self, id: str) -> None:
        work = await self._look(id)
        if work is not None:
            await self.hub.works.send(PREFIX + id, i.Try(work.owner or self.agents[0], outcome="reached"))

    # -- lists -----------------------------------------------------------------------------------------------------

    async def _lists(self, one: Calls) -> None:
        id, lists = f"past-{self.setting.id}-{one.id}", self.hub.campaigns
        made = cp.Made(
            0, centre=self.setting.id, title=one.title, purpose=one.purpose, origin="rule" if one.rule else "file",
            rule=one.rule, survey=one.survey, by=one.by,
        )  # fmt: skip
        await lists.make(id, made)
        if one.rule:
            # Who is on it is asked of the shop, by the server that runs.
            return
        entries = [*self._strangers(one), *(_entry(name, phone, why) for name, phone, why in one.people)]
        await lists.add(id, entries, one.by)
        await lists.load()
        await lists.step()
        for n, entry in enumerate(entries[: one.strangers]):
            work = cp.work_id(id, entry.key)
            self._plan(self._after(20 + n * one.pace), partial(self._tries, work, one))
        if one.status != "open":
            over = self._after(120 + one.strangers * one.pace)
            self._plan(over, partial(self._ends, id, cp.Set(0, status=one.status, by=one.by)))

    async def _ends(self, id: str, status: cp.Set) -> None:
        # Nobody tells the lists here what has become of their entries.
        await self.hub.campaigns.load()
        await self.hub.campaigns.set(id, status)

    def _strangers(self, one: Calls) -> Iterator[cp.Entry]:
        first, more = self.told.phone
        names = self.dice.sample(self.told.names, len(self.told.names))
        for n in range(one.strangers):
            phone = f"{first}{self.dice.randrange(10**more):0{more}d}"
            yield _entry(names[n % len(names)], phone, self.dice.choice(one.why))

    async def _tries(self, id: str, one: Calls) -> None:
        if await self._look(id) is None:
            return
        dice, by = self.dice, self.dice.choice(self.agents)
        ways: tuple[e.Outcome, ...] = ("reached", "no_answer", "busy", "refused", "not_home", "wrong_number")
        [outcome] = dice.choices(ways, (62, 14, 9, 7, 5, 3))
        answers = self._answered(one.survey) if one.survey and outcome == "reached" else {}
        await self.hub.works.send(PREFIX + id, i.Take(by))
        tried = i.Try(by, outcome=outcome, answers=answers, version=1 if answers else 0)
        held = await self.hub.works.send(PREFIX + id, tried)
        if held.held.state.next_try is not None and dice.random() < 0.8:
            again = max(held.held.state.next_try, self._after(150))
            self._plan(again, partial(self._tries, id, one))

    def _answered(self, survey: str) -> dict[str, str]:
        """Answers to one of the two surveys that every centre has."""
        dice = self.dice
        if survey == "goods":
            [fits] = dice.choices(("yes", "colour", "missing"), (86, 8, 6))
            told = {} if fits == "yes" else {"details": dice.choice(self.told.remarks)}
            [stars] = dice.choices("54321", (50, 32, 12, 4, 2))
            return {"fits": fits, **told, "satisfied": stars, "rating": dice.choice(("yes", "yes", "no"))}
        [solved] = dice.choices(("yes", "partly", "no"), (72, 18, 10))
        steps = (40, 38, 14, 6, 2) if solved == "yes" else (5, 25, 35, 25, 10)
        out = {"satisfied": dice.choices("54321", steps)[0], "solved": solved}
        if solved != "yes":
            out["open"] = dice.choice(self.told.remarks)
        well = [way for way in ("polite", "patient", "clear", "fast") if dice.random() < 0.5]
        out["manner"] = "|".join(well or ["none"])
        if dice.random() < 0.4:
            out["advice"] = dice.choice(self.told.remarks)
        return out


def _entry(name: str, phone: str, why: str) -> cp.Entry:
    return cp.Entry(key=phone, customer=e.Customer(name=name, phone=phone), why=why)
