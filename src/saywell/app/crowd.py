"""Simulated customers who come into the live centre on real time, talk, wait, grow impatient and leave."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from random import Random

from saywell.app.practice import personas
from saywell.app.simulated_phone import SimulatedPhone
from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.desk import centre as c
from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.hub import Hub
from saywell.desk.settings import facts_of
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import SECOND, Instant, format_rfc3339
from saywell.storage.interface import StoreError
from saywell.trainer.customer import Customer, Persona, moves_of
from saywell.trainer.mind import Act, Mind
from saywell.trainer.personas import read_persona

BEAT = 0.2
"""Seconds between two looks at what is due."""
WAITING = 2
"""So many wait in a centre at most beyond those for whom somebody is free."""
CROWDED = 8
"""While nobody is free, customers come so many times more slowly."""
CHATS = 2
"""Simulated chats that an agent is given at a time."""


class Crowd:
    """See the module's first lines. `people`: who comes, by centre; they know themselves. `pace`: seconds between two
    arrivals in one centre. Callers need the hub's phone to be a SimulatedPhone. `sleep` waits between two beats."""

    def __init__(
        self,
        hub: Hub,
        people: Mapping[str, Iterable[w.Person]],
        seed: int = 0,
        pace: float = 12,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.hub, self.pace = hub, round(pace * SECOND)
        self.people = {centre: {one.id: one for one in found} for centre, found in people.items()}
        self.phone = hub.phone if isinstance(hub.phone, SimulatedPhone) else None
        self.troubles: list[str] = []
        self._random = Random(seed)
        self._sleep = sleep
        self._chats: dict[str, Mind] = {}
        self._who: dict[str, tuple[str, str]] = {}
        self._personas: dict[str, dict[str, Persona]] = {}
        self._next: dict[str, Instant] = {}
        self._bags: dict[str, list[str]] = {}
        self._came: dict[tuple[str, str], int] = {}
        self._task: asyncio.Task[None] | None = None

    # -- life ----------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Take up the conversations that still run, then let customers come. The hub must run."""
        self.hub.watchers.append(self._watch)
        for centre in list(self.hub.settings):
            await asyncio.to_thread(self._known, centre)
            for talk in self.hub.at_hand(centre):
                with suppress(SaywellError):
                    self._take_up(talk, await self.hub.live(talk))
        self._task = asyncio.create_task(self._run(), name="saywell-crowd")

    async def stop(self) -> None:
        """Nobody comes or speaks any more; what runs is taken up at the next start."""
        if self._watch in self.hub.watchers:
            self.hub.watchers.remove(self._watch)
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            try:
                await self.step()
            except (SaywellError, StoreError, OSError) as error:
                self.troubles = [*self.troubles[-99:], f"{type(error).__name__}: {error}"]
            await self._sleep(BEAT)

    async def step(self) -> None:
        """Everything that is due by now."""
        for talk in self.hub.typing.talks():
            mind = self.mind(talk)
            if mind is not None and "agent" in self.hub.typing.of(talk):
                mind.notices(self.hub.clock())
        if self.phone is not None:
            for talk in await self.phone.step():
                await self._gone(talk)
        for talk, mind in list(self._chats.items()):
            for act in mind.act(self.hub.clock()):
                await self._chat(talk, act)
        for centre in list(self.hub.settings):
            await self._arrive(centre, self.hub.clock())

    # -- what they hear --------------------------------------------------------------------------------------------

    def mind(self, talk: str) -> Mind | None:
        """The simulated customer of a conversation."""
        on_line = self.phone.on_line(talk) if self.phone is not None else None
        return on_line or self._chats.get(talk)

    async def _watch(self, talk: str, live: t.Live, events: list[t.TalkEvent]) -> None:
        mind = self.mind(talk)
        if mind is None:
            return
        now = self.hub.clock()
        for event in events:
            if type(event) is e.Arrived:
                self._heard(talk, mind, live, event.input)
            elif type(event) is t.Assigned:
                if not mind.phone:
                    mind.answered(now)
            elif type(event) is t.Continued:
                self._who[event.talk] = self._who.pop(talk, ("", ""))
                if not mind.phone:
                    self._chats[event.talk] = self._chats.pop(talk)
                    mind.transferred(now)

    def _heard(self, talk: str, mind: Mind, live: t.Live, got: i.AnyInput) -> None:
        if type(got) is i.Said and got.by == "agent" and live.ready is not None:
            mind.heard(moves_of(got.heard, live.ready.standard), got.at, got.to)
        elif type(got) is i.Answered:
            mind.answered(got.at)
        elif isinstance(got, i.Hold | i.Mute):
            mind.put_away(type(got) is i.Hold, got.on, got.at)
        elif type(got) is i.HungUp:
            self._forget(talk)

    def _forget(self, talk: str) -> None:
        self._who.pop(talk, None)
        self.hub.typing.forget(talk)
        mind = self._chats.pop(talk, None)
        if mind is not None:
            mind.end()
        if self.phone is not None:
            self.phone.clear(talk)

    # -- what they do ------------------------------------------------------------------------------------------------

    async def _chat(self, talk: str, act: Act) -> None:
        try:
            if act.kind == "typing":
                self.hub.typing.set(talk, "customer", True)
                await self.hub.look_again(talk)
            elif act.kind == "idle":
                self.hub.typing.set(talk, "customer", False)
            elif act.kind == "say":
                await self.hub.send(talk, i.Said(act.at, by="customer", text=act.text))
            elif act.kind == "leave":
                await self.hub.send(talk, i.HungUp(act.at, by="customer"))
                self._forget(talk)
        except SaywellError:
            self._forget(talk)

    async def _gone(self, talk: str) -> None:
        """A caller who hung up before it rang anywhere left nothing but the place in the queue."""
        self._who.pop(talk, None)
        with suppress(SaywellError):
            if not (await self.hub.live(talk)).opened:
                await self.hub.send(talk, i.HungUp(0, by="customer"))

    # -- who comes ---------------------------------------------------------------------------------------------------

    async def _arrive(self, centre: str, now: Instant) -> None:
        pause = round(self.pace * (0.7 + 0.6 * self._random.random()))
        if centre not in self._next:
            self._next[centre] = now + pause // 3
        late = now - self._next[centre]
        office = self.hub.office_now(centre)
        free = sum(one.said == "idle" and not (one.talks or one.offered or one.wrapping) for one in _at_work(office))
        crowded = len(office.waiting) >= free
        if late < (CROWDED * self.pace if crowded else 0) or len(office.waiting) >= free + WAITING:
            return
        if not any(True for _ in _at_work(office)):
            return
        placed = self._placed(centre, now, office, crowded=crowded)
        if placed is None:
            return
        self._next[centre] = now + pause
        talk = placed.opening.id
        self._add(talk, placed, self.hub.clock())
        try:
            await self.hub.come(placed)
        except SaywellError:
            self._forget(talk)
            raise

    def _placed(self, centre: str, now: Instant, office: c.Office, *, crowded: bool) -> t.Placed | None:
        """Somebody who is not here already, with something to ask for that they have not asked for lately."""
        setting = self.hub.setting(centre)
        chats = any(len(one.talks) < CHATS for one in _at_work(office) if _only_chats(one.talks, office))
        for id in self._bag(centre):
            persona = self._known(centre)[id]
            if persona.channel == "chat" and crowded and not chats:
                continue
            person = self._person(centre, persona)
            if person is None:
                continue
            self._bags[centre].remove(id)
            key, ready = self.hub.current(centre)
            opening = i.Opened(
                now,
                id=f"{centre}-{now:x}{self._random.randrange(4096):03x}",
                channel="chat" if persona.channel == "chat" else "phone",
                direction="inbound",
                started=format_rfc3339(now, ready.calendar.zone),
                customer=i.Customer(surname=person.surname, title=person.title, name=person.name, phone=person.phone)
                if person.history
                else None,
                facts=facts_of(setting),
            )
            queue = persona.queue if persona.queue in setting.queues else next(iter(setting.queues), "")
            return t.Placed(
                now, centre=centre, standard=key, queue=queue, opening=opening, person=person.id, simulated=id
            )
        return None

    def _known(self, centre: str) -> dict[str, Persona]:
        """The personas that come to a centre, by id."""
        standard = self.hub.setting(centre).standard
        if standard not in self._personas:
            found = {id: read_persona(path) for id, path in personas(standard).items()}
            self._personas[standard] = {id: one for id, one in found.items() if self.comes(one, standard)}
        return self._personas[standard]

    def comes(self, persona: Persona, standard: str) -> bool:
        """Whether such a customer comes to a centre of a standard."""
        if persona.direction != "inbound" or (persona.only and standard not in persona.only):
            return False
        return persona.channel == "chat" or self.phone is not None

    def _bag(self, centre: str) -> list[str]:
        """Each comes once before any comes again."""
        bag = self._bags.setdefault(centre, [])
        if not bag:
            bag.extend(self._known(centre))
            self._random.shuffle(bag)
        return list(bag)

    def _person(self, centre: str, persona: Persona) -> w.Person | None:
        """Of those whom it can be, the one who came least."""
        here = {person for at, person in self._who.values() if at == centre}
        people = self.people.get(centre, {}).values()
        languages = self.hub.setting(centre).languages
        fitting = [
            one for one in people
            if one.id not in here and _can(one, persona) and ("zh-Hant" if one.lang == "yue" else one.lang) in languages
        ]  # fmt: skip
        if not fitting:
            return None
        chosen = min(fitting, key=lambda one: (self._came.get((centre, one.id), 0), self._random.random()))
        self._came[centre, chosen.id] = self._came.get((centre, chosen.id), 0) + 1
        return chosen

    def _add(self, talk: str, placed: t.Placed, now: Instant) -> Mind:
        persona = self._known(placed.centre)[placed.simulated]
        person = self.people.get(placed.centre, {}).get(placed.person) or w.Person()
        phone = placed.opening.channel == "phone"
        mind = Mind(Customer(persona), now, phone=phone, lang=person.lang or "en", slots=slots_for(person, persona))
        self._who[talk] = (placed.centre, placed.person)
        if phone and self.phone is not None:
            self.phone.place(talk, mind)
        elif not phone:
            self._chats[talk] = mind
        return mind

    def _take_up(self, talk: str, live: t.Live) -> None:
        placed = live.placed
        if placed is None or not placed.simulated or live.phase not in ("waiting", "ringing", "live"):
            return
        if placed.simulated not in self._known(placed.centre) or live.ready is None:
            return
        mind = self._add(talk, placed, self.hub.clock())
        mind.resume(live.inputs, live.ready.standard, self.hub.clock(), there=live.phase == "live")


def _at_work(office: c.Office) -> Iterable[c.Agent]:
    return [one for one in office.people.values() if one.said == "idle"]


def _only_chats(talks: Iterable[str], office: c.Office) -> bool:
    return all(office.channels.get(talk) == "chat" for talk in talks)


def _can(person: w.Person, persona: Persona) -> bool:
    """Whether a person can be such a customer."""
    if persona.langs and person.lang not in persona.langs:
        return False
    if persona.account and not person.account:
        return False
    return not persona.order or bool(_order(person, persona))


def _order(person: w.Person, persona: Persona) -> dict[str, object]:
    fitting = (one for one in person.orders if persona.order in ("any", "", one.get("status")))
    return next(fitting, {})


def slots_for(person: w.Person, persona: Persona) -> dict[str, str]:
    """What a customer can say of themselves, and of the order that they come about."""
    order = _order(person, persona)
    item = order.get("item", "")
    if isinstance(item, dict):
        item = item.get("zh-Hant" if person.lang == "yue" else person.lang) or next(iter(item.values()), "")
    known = {
        "surname": person.surname, "title": person.title, "name": person.name, "phone": person.phone,
        "account": person.account, "order": str(order.get("id", "")), "tracking": str(order.get("tracking", "")),
        "item": str(item),
    }  # fmt: skip
    return {key: value for key, value in known.items() if value}
