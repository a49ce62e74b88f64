"""The past of the demonstration: some weeks of conversations and of the work that they left, so that lists, boards and
reports are not empty at first.

They are the shipped examples, moved to other days and people, and run by the same engine as every conversation. The
same start gives the same past.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec

from saywell.app import past_work
from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.decide import advance
from saywell.conversation.plan import plan_for
from saywell.conversation.state import State
from saywell.desk import talk as t
from saywell.desk.settings import Setting, key_of
from saywell.exchange.detect import read
from saywell.exchange.source import NOTHING_ASSUMED
from saywell.followup.opening import LASTING
from saywell.followup.process import STREAM as FOLLOWED
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import HOUR, MINUTE, SECOND, Instant, format_rfc3339
from saywell.standard.compile import find
from saywell.storage.interface import Append, ConflictError, Entry, Store

DAYS = 28
EXAMPLES = 40
"""So many examples of a standard are heard; more would take longer and show nothing else."""
BUSY, QUIET = 9, 4
"""Conversations of a centre on a working day, and on another."""
GATHERED = 64
OWING = 24
"""Conversations of a centre at most that leave something to be done."""
SIMULATED = "past"
MARK = "demo/past"
_ABOUT = Path(__file__).resolve().parent / "demo_world" / "past.yaml"


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What customers of a centre asked about."""

    products: tuple[str, ...]
    stages: tuple[str, ...]


class Office(NamedTuple):
    """A centre: its settings, their standard, the numbers and names of its agents."""

    setting: Setting
    ready: t.Ready
    agents: Sequence[tuple[str, str]]


class Past(NamedTuple):
    """A conversation that is over, as it is kept: entries, the instant of each, and which of them close its record.
    `promised`: something of it is left to be done."""

    id: str
    at: Instant
    entries: list[Entry]
    instants: list[Instant]
    closing: range
    promised: bool = False


async def fill_past(store: Store, offices: Sequence[Office], start: Instant) -> int:
    """Keep the past of some centres, if that was not done before; how many conversations. Raises StoreError."""
    if await store.read(MARK):
        return 0
    about = msgspec.yaml.decode(_ABOUT.read_bytes(), type=dict[str, About])
    work = past_work.told()
    found: list[Past] = []
    done: list[list[Append]] = []
    for office in offices:
        past = list(past_of(office, about.get(office.setting.id, About((), ())), start))
        if office.setting.id in work:
            course = past_work.Course(
                office.setting, office.ready, [number for number, _ in office.agents], work[office.setting.id], start
            )
            done += await course.run([_spoken(one) for one in _owing(past)])
        found += past
        # Whoever stops the server meanwhile is heard.
        await asyncio.sleep(0)
    had = {appends[0].stream for appends in done}
    whole = [[Append(one.id, one.entries, 0, one.at)] for one in found if one.id not in had] + done
    whole.sort(key=lambda appends: appends[0].at)
    keep = iter(whole)
    while some := list(islice(keep, GATHERED)):
        await asyncio.gather(*(_keep_all(store, appends) for appends in some))
    # What was promised in the past is work already.
    await _keep(store, FOLLOWED, [Entry("process.moved.1", str(await store.head()).encode())], start)
    await _keep(store, MARK, [Entry("demo.past.1", b"{}")], start)
    return len(found)


def _owing(past: Sequence[Past]) -> list[Past]:
    """Those of which something is left to be done, as many as people have time for."""
    promised = [one for one in past if one.promised]
    step = max(1, -(-len(promised) // OWING))
    return promised[::-step][::-1]


def _spoken(one: Past) -> past_work.Spoken:
    """The same with its record open, as that of every conversation: what is done after it is noted in it."""
    numbered = enumerate(zip(one.entries, one.instants, strict=True))
    return past_work.Spoken(one.id, [pair for n, pair in numbered if n not in one.closing])


async def _keep(store: Store, stream: str, entries: list[Entry], at: Instant) -> None:
    await _keep_all(store, [Append(stream, entries, 0, at)])


async def _keep_all(store: Store, appends: Sequence[Append]) -> None:
    try:
        await store.append_all(appends)
    except ConflictError:
        # A start that was broken off had kept it already.
        return


def past_of(office: Office, about: About, start: Instant) -> Iterator[Past]:
    """The conversations of a centre in the weeks before `start`, in order."""
    dice = Random(f"past {office.setting.id}")
    heard = _examples(office, dice)
    if not heard:
        return
    phones = [f"139{dice.randrange(10**8):08d}" for _ in range(150)]
    zone = office.ready.calendar.zone
    today = office.ready.calendar.local_date(start)
    seen: list[str] = []
    for back in range(DAYS, 0, -1):
        day = today - timedelta(days=back)
        busy = BUSY if office.ready.calendar.is_working_day(day) else QUIET
        # A little more every week, and never the same twice.
        count = max(1, round(busy * (1 + (DAYS - back) / 80) * dice.uniform(0.7, 1.3)))
        opens = round(datetime(day.year, day.month, day.day, 9, tzinfo=zone).timestamp() * 1000)
        for n, at in enumerate(sorted(opens + _hour(dice) for _ in range(count))):
            phone = dice.choice(seen[-60:]) if seen and dice.random() < 0.16 else dice.choice(phones)
            seen.append(phone)
            id = f"past-{office.setting.id}-{day:%m%d}-{n:02d}"
            yield _Maker(office, about, dice).make(id, at, dice.choice(heard), phone)


def _hour(dice: Random) -> int:
    """A moment of the day: most come in the morning and after lunch."""
    peak = dice.choice((1.5, 1.8, 5.5, 6.0, 8.0))
    return round(min(max(dice.gauss(peak, 1.1), 0.0), 9.4) * HOUR)


def _examples(office: Office, dice: Random) -> list[list[i.AnyInput]]:
    """Examples of the standard with their words heard: those that keep it and, fewer, those that break it."""
    folder = find(office.setting.standard)
    keeps, breaks = (sorted((folder / "examples").glob(f"*.{kind}.talk")) for kind in ("keeps", "breaks"))
    chosen = dice.sample(keeps, min(len(keeps), EXAMPLES * 4 // 5)) + dice.sample(
        breaks, min(len(breaks), EXAMPLES // 5)
    )
    out: list[list[i.AnyInput]] = []
    for path in [*chosen, *sorted((folder / "demo").glob("*.talk")) * 3]:
        for source in read(path, path.name, NOTHING_ASSUMED):
            inputs = list(office.ready.ear.prepare_all(source.inputs))
            if sum(type(got) is i.Said for got in inputs) > 2:
                out.append(inputs)
    return out


class _Maker:
    """Makes one conversation out of an example."""

    def __init__(self, office: Office, about: About, dice: Random) -> None:
        self.office, self.about, self.dice = office, about, dice

    def make(self, id: str, at: Instant, example: Sequence[i.AnyInput], phone: str) -> Past:
        """The conversation as it is kept; the customer came in at `at`."""
        dice, setting = self.dice, self.office.setting
        number, name = dice.choice(self.office.agents)
        opening = self._opening(id, at, example[0], phone)
        wait = round(dice.expovariate(1 / 14) * SECOND)
        gone = opening.direction == "inbound" and dice.random() < 0.05 + (wait > 40 * SECOND) * 0.3
        placed = t.Placed(
            at, centre=setting.id, standard=key_of(setting.id, 1), queue=dice.choice([*setting.queues, ""]),
            opening=opening, simulated=SIMULATED,
        )  # fmt: skip
        events: list[t.TalkEvent] = [placed]
        if gone:
            opened = msgspec.structs.replace(opening, at=at + 1)
            events += self._run(
                [opened, i.HungUp(at + max(wait, 15 * SECOND), by="customer"), i.Ended(at + 3 * MINUTE)]
            )
        else:
            taken = at + wait
            told = self._told(list(self._moved(opening, example, taken)))
            events += self._run(told)
            after = next(n for n, one in enumerate(events) if one.at >= taken and n)
            events.insert(after, t.Assigned(taken, agent=number, name=name))
            last = events[-1].at
            if dice.random() < 0.35:
                events.append(t.Rated(last, stars=dice.choices((5, 4, 3, 2, 1), (46, 30, 12, 7, 5))[0]))
            events.append(t.Wrapped(last + 20 * SECOND, by=number))
        dump = t.Talks(lambda _: self.office.ready).dump
        promised = any(_promises(one) for one in events)
        kept, instants = [dump(one) for one in events], [one.at for one in events]
        return Past(t.PREFIX + id, at, kept, instants, _closing(events), promised)

    def _opening(self, id: str, at: Instant, example: i.AnyInput, phone: str) -> i.Opened:
        assert type(example) is i.Opened
        known = msgspec.structs.replace(example.customer or i.Customer(), phone=phone)
        started = format_rfc3339(at, self.office.ready.calendar.zone)
        return msgspec.structs.replace(example, at=at, id=id, started=started, customer=known)

    def _moved(self, opening: i.Opened, example: Sequence[i.AnyInput], taken: Instant) -> Iterator[i.AnyInput]:
        """The inputs of an example at their new time; the customer's first words in a chat come with the customer."""
        yield opening
        begin = next((got.at for got in example if type(got) is i.Answered), example[0].at)
        chat = opening.channel == "chat"
        slower = self.dice.uniform(1.0, 2.2) if chat else 1.0
        # In a chat every line takes a while to be typed.
        pace = self.dice.randrange(4, 22) * SECOND if chat else 0
        for n, got in enumerate(example[1:]):
            if type(got) is i.Ringing or type(got) is i.Ended:
                continue
            at = taken + round(max(0, got.at - begin) * slower) + pace * n
            moved = msgspec.structs.replace(got, at=at)
            if type(moved) is i.Said and type(got) is i.Said and got.to is not None:
                moved = msgspec.structs.replace(moved, to=at + got.to - got.at)
            yield moved

    def _told(self, inputs: list[i.AnyInput]) -> list[i.AnyInput]:
        """What it was about, and its end."""
        dice, about = self.dice, self.about
        over = next((n for n, got in enumerate(inputs) if type(got) is i.HungUp), len(inputs))
        hangs_up = over == len(inputs)
        if hangs_up:
            # They go after the last words; what is done for them hours later comes after that.
            over = 1 + max((n for n, got in enumerate(inputs) if type(got) is i.Said), default=over - 1)
        said = [got for got in inputs[:over] if type(got) is i.Said]
        end = max([(got.to or got.at) for got in said] or [inputs[-1].at]) + 2 * SECOND
        more: list[i.AnyInput] = []
        if about.products and dice.random() < 0.8:
            fields = {"product": dice.choice(about.products), "stage": dice.choice(about.stages)}
            more.append(i.LookedUp(end, what="product", fields=fields))
        if hangs_up:
            more.append(i.HungUp(end, by="customer"))
        rest = [msgspec.structs.replace(got, at=max(got.at, end)) for got in inputs[over:]]
        inputs = [*inputs[:over], *more, *rest]
        return [*inputs, i.Ended(max(got.at for got in inputs) + MINUTE)]

    def _run(self, inputs: Sequence[i.AnyInput]) -> list[t.TalkEvent]:
        opened = inputs[0]
        assert type(opened) is i.Opened
        plan, state = plan_for(self.office.ready.standard, opened), State()
        out: list[t.TalkEvent] = []
        for got in inputs:
            try:
                out += advance(plan, state, msgspec.structs.replace(got, at=max(got.at, state.clock)))
            except SaywellError:
                # An example may tell what cannot be where it was moved to: it goes on without that.
                continue
        return out


def _promises(event: t.TalkEvent) -> bool:
    """Whether an agent promised something that may outlast the conversation, or filed a form."""
    if not isinstance(event, e.Arrived):
        return isinstance(event, e.PromiseMade)
    got = event.input
    if type(got) is i.Said:
        return got.by != "customer" and got.heard is not None and any(one.act in LASTING for one in got.heard.promises)
    return type(got) is i.FormFilled


def _closing(events: Sequence[t.TalkEvent]) -> range:
    """The events that came of the end of the record."""
    first = next((n for n, one in enumerate(events) if isinstance(one, e.Arrived) and type(one.input) is i.Ended), None)
    if first is None:
        return range(0)
    return range(first, next((n for n in range(first, len(events)) if isinstance(events[n], t.DeskEvent)), len(events)))


def offices_of(
    settings: Sequence[Setting], build: Callable[[Setting], t.Ready], agents: Mapping[str, Sequence[tuple[str, str]]]
) -> list[Office]:
    """The centres that have agents."""
    return [Office(one, build(one), agents[one.id]) for one in settings if agents.get(one.id)]
