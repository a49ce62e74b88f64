"""The facts of a conversation out of its records: what `saywell.insight` keeps in tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.plan import plan_for
from saywell.desk import centre as c
from saywell.desk import settings as s
from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.followups import row
from saywell.desk.hub import Hub
from saywell.desk.lost import LOST, lost_in
from saywell.desk.view import answered_of, called, finished, over_of, person_of, score_of, was_served
from saywell.desk.work_wire import WorkRow
from saywell.followup.decide import PREFIX
from saywell.followup.fold import fold
from saywell.followup.state import Work
from saywell.insight.facts import NEVER, Facts, Found, Source, Touched, WorkFacts
from saywell.insight.tallies import tallies_of
from saywell.kernel.time import SECOND, Instant
from saywell.language.fold import fold as folded_of
from saywell.language.mask import mask
from saywell.quality.score import SETTLED
from saywell.standard.calendar import Calendar
from saywell.storage.interface import Record

PRODUCT = ("product", "item", "device", "goods", "model")
STAGE = ("stage", "status")
"""Fields of forms and look-ups that say what a conversation is about, the first that is filled counts."""
LONGEST = 60
MOST = 100_000
"""Characters of a conversation, and the rest of an utterance, in which words are looked for."""
ERASED = str(c.Erased.__struct_config__.tag)
_OPEN: tuple[str, ...] = ("waiting", "ringing", "live")


class Quiet(t.Talks):
    """Conversations as they were, without hearing their words again: for those who only look."""

    def _arrived(self, live: t.Live, got: i.AnyInput) -> t.Live:
        plan = live.plan
        if type(got) is i.Opened and live.ready is not None:
            plan = plan_for(live.ready.standard, got)
        return msgspec.structs.replace(live, plan=plan, inputs=(*live.inputs, got))


def source_of(hub: Hub) -> Source:
    """The facts of the conversations of a hub."""
    quiet = Quiet(hub.ready)

    async def facts(id: str) -> Facts | None:
        live = quiet.start(id)
        for record in await hub.store.read(t.PREFIX + id):
            event = quiet.load(record)
            if type(event) is t.Placed:
                await hub.know(event.standard)
            live = quiet.fold(live, event)
        if live.placed is None:
            return None
        centre, _, number = live.placed.standard.rpartition("@")
        person = w.Person(id=live.placed.person)
        return facts_of(live, hub.settings[centre][int(number) - 1], person)

    async def work(id: str) -> WorkFacts | None:
        found = Work(id)
        for record in await hub.store.read(PREFIX + id):
            found = fold(found, hub.works.decider.load(record))
        if found.opened is None:
            return None
        shown = row(found, hub.rules.spec(found.opened.centre, found.opened.what))
        day = hub.calendar(found.opened.centre).local_date(found.opened.at).toordinal()
        return work_facts(found, shown, day)

    async def learn(records: Sequence[Record]) -> None:
        """A process that does nothing else hears of new settings here alone."""
        for stream in {one.stream for one in records if one.stream.startswith(s.PREFIX)}:
            await hub.load(stream.removeprefix(s.PREFIX))

    return Source(touched, facts, work, learn)


def touched(records: Sequence[Record]) -> Touched:
    """See Source."""
    talks: dict[str, None] = {}
    erased: dict[str, None] = {}
    for one in records:
        if one.stream.startswith(t.PREFIX):
            talks[one.stream.removeprefix(t.PREFIX)] = None
        elif one.kind == ERASED:
            erased[msgspec.json.decode(one.body, type=c.Erased).talk] = None
    works = dict.fromkeys(one.stream.removeprefix(PREFIX) for one in records if one.stream.startswith(PREFIX))
    lost = dict.fromkeys(id for one in records if one.kind == LOST for id in lost_in(one).works)
    return Touched(
        tuple(id for id in talks if id not in erased), tuple(erased), tuple(id for id in works if id not in lost),
        tuple(lost),
    )  # fmt: skip


def facts_of(live: t.Live, setting: s.Setting, person: w.Person) -> Facts:
    """The facts of a conversation as it stands. `setting`: under which it came in."""
    placed, state, ready = live.placed, live.state, live.ready
    assert placed is not None and ready is not None
    opening = state.opened or placed.opening
    shown = person_of(live, person)
    at_work = _local(ready.calendar, placed.at)
    target = setting.target_s.get(opening.channel, 20) * SECOND
    answered, ended = answered_of(live), over_of(live)
    wait = answered - placed.at if answered is not None else None
    reply = _replies(live) if opening.channel == "chat" else _Replies(None, 0, 0)
    holds, held = _held(live.inputs, ended)
    product, stage = _about(live.inputs)
    verdicts = _verdicts(live)
    words, folded = _spoken(live.inputs) if ended is not None else ("", "")
    return Facts(
        id=placed.opening.id, centre=placed.centre, channel=opening.channel, direction=opening.direction,
        purpose=state.purpose or "", queue=placed.queue, agent=live.agent,
        customer=placed.person or shown.phone or shown.account, called=called(shown) or _hidden(shown.phone),
        product=product, stage=stage,
        arrived=placed.at, answered=answered, ended=ended, day=at_work.toordinal(), hour=at_work.hour,
        phase=live.phase, outcome=_outcome(live, opening, answered, ended), wait=wait,
        in_target=wait is not None and wait <= target,
        talk_time=ended - answered if ended is not None and answered is not None else None,
        hold_time=held, holds=holds, first_reply=reply.first,
        reply_in_target=reply.first is not None and reply.first <= target, replies=reply.turns, reply_time=reply.time,
        rating=live.rated, continues=placed.continues, left=live.left.text if live.left is not None else "",
        words=words, folded=folded, **verdicts,
    )  # fmt: skip


def work_facts(work: Work, shown: WorkRow, day: int = 0) -> WorkFacts:
    """The facts of a piece of work as it stands, and the row that a list shows of it; it was opened on a `day`."""
    assert work.opened is not None
    clocks = [*work.clocks.values(), *([work.next_try] if work.next_try is not None else [])]
    said = (*shown.title.values(), shown.about, shown.words, *work.fields.values())
    return WorkFacts(
        id=work.id, centre=shown.centre, kind=shown.kind, what=shown.what, status=work.status, owner=work.owner,
        department=work.department, customer=shown.customer, talk=shown.talk, of=shown.of, stage=work.stage,
        campaign=work.opened.campaign or None, late=work.late, opened=shown.opened,
        next=min(clocks, default=NEVER), due=work.due, closed=work.closed,
        called=f"{shown.name} {shown.phone}", said=" ".join(said), body=msgspec.json.encode(shown).decode(),
        tallies=tallies_of(work), day=day, channel=work.opened.channel, queue=work.opened.queue,
        agent=work.opened.owner,
    )  # fmt: skip


def _hidden(phone: str) -> str:
    """A number by which those who have it before them know it again, and nobody can call: 138****8000."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 8 else ""


def _local(calendar: Calendar, at: Instant) -> datetime:
    return datetime.fromtimestamp(at / 1000, calendar.zone)


def _outcome(live: t.Live, opening: i.Opened, answered: Instant | None, ended: Instant | None) -> str:
    if answered is not None:
        return "answered"
    if live.left is not None and (live.left.text or live.left.contact):
        return "left_message"
    if ended is None:
        return "open"
    return "abandoned" if opening.direction == "inbound" else "not_reached"


def _verdicts(live: t.Live) -> dict[str, Any]:
    """Points and findings of a conversation that is over, without points where nobody answered; of one that runs only
    how many faults there are so far."""
    over = live.state.over is not None and live.plan is not None
    events = finished(live) if over else live.events
    judged = [one for one in events if type(one) is e.Judged and one.clauses and one.verdict in SETTLED]
    counts = {verdict: sum(one.verdict == verdict for one in judged) for verdict in SETTLED}
    if not over:
        return counts
    total = score_of(live, events).total if was_served(live) else None
    found = tuple(Found(one.norm, clause, one.verdict, one.at) for one in judged for clause in one.clauses)
    return {**counts, "points": None if total is None else round(total * 10), "found": found}


def _spoken(inputs: Sequence[i.AnyInput]) -> tuple[str, str]:
    """What was said, to be looked for: masked, a line for each utterance, and the same folded."""
    lines, length = [], 0
    for got in inputs:
        if type(got) is i.Said and length < MOST:
            lines.append(" ".join(mask(got.text, style="stars").text.split()))
            length += len(lines[-1])
    return "\n".join(lines), "\n".join(folded_of(line).text for line in lines)


class _Replies(NamedTuple):
    first: int | None
    turns: int
    time: int


def _replies(live: t.Live) -> _Replies:
    """How long the customer waited for the agent's words: the first time, how often, altogether."""
    first: int | None = None
    asked: Instant | None = None
    count = time = 0
    for got in live.inputs:
        if type(got) is not i.Said:
            continue
        if got.by == "customer":
            asked = got.at if asked is None else asked
        elif got.by == "agent" and asked is not None:
            first = got.at - asked if first is None else first
            count, time, asked = count + 1, time + got.at - asked, None
    return _Replies(first, count, time)


def _held(inputs: Sequence[i.AnyInput], ended: Instant | None) -> tuple[int, int]:
    """How often the customer was put on hold, and for how long altogether."""
    stretches: list[tuple[Instant, Instant | None]] = []
    for got in inputs:
        if isinstance(got, i.Hold):
            since, until = stretches[-1] if stretches else (0, 0)
            if got.on and until is not None:
                stretches.append((got.at, None))
            elif not got.on and until is None:
                stretches[-1] = (since, got.at)
    last = ended if ended is not None else 0
    return len(stretches), sum(max(0, (last if until is None else until) - since) for since, until in stretches)


def _about(inputs: Sequence[i.AnyInput]) -> tuple[str, str]:
    """Product and stage, as a form says, else as what was looked up says; the last that was told."""
    return _told(inputs, PRODUCT), _told(inputs, STAGE)


def _told(inputs: Sequence[i.AnyInput], names: tuple[str, ...]) -> str:
    for kind in (i.FormFilled, i.LookedUp):
        for text in _texts(reversed(inputs), kind, names):
            return text[:LONGEST]
    return ""


def _texts(inputs: Iterator[i.AnyInput], kind: Callable[..., Any], names: tuple[str, ...]) -> Iterator[str]:
    for got in inputs:
        if type(got) is kind and isinstance(got, i.FormFilled | i.LookedUp):
            for name in names:
                value = got.fields.get(name)
                text = value.get("zh-Hans", "") if isinstance(value, dict) else value
                if isinstance(text, str) and text.strip():
                    yield text.strip()
