"""Who picks up when an agent of the demonstration rings a customer up, if anybody does.

It is drawn by the conversation's id, so that a server that starts again finds the same people on its lines.
"""

from __future__ import annotations

from contextlib import suppress
from random import Random

from saywell.app.crowd import slots_for
from saywell.app.practice import personas
from saywell.app.simulated_phone import Callee, SimulatedPhone
from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.hub import Hub
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import SECOND, Duration
from saywell.trainer.customer import Customer
from saywell.trainer.mind import Mind
from saywell.trainer.personas import read_persona

ODDS: dict[str, int] = {
    "called": 52, "called_away": 9, "called_wrongly": 6, "called_busy": 9, "called_unwilling": 8, "busy": 8,
    "no_answer": 8,
}  # fmt: skip
"""Out of a hundred calls: a persona that picks up, or why nobody does."""
BUSY: Duration = 2 * SECOND
GIVES_UP: Duration = 20 * SECOND
"""So long it rings where nobody is at home."""


class Callees:
    """See the module's first lines. The customers are those of the hub's book; whoever is not in it has no telephone.
    `odds` as ODDS."""

    def __init__(self, hub: Hub, odds: dict[str, int] | None = None) -> None:
        self.hub, self.odds = hub, odds or ODDS
        self.phone = hub.phone if isinstance(hub.phone, SimulatedPhone) else None

    async def start(self) -> None:
        """Sit by the telephone, and take up the calls that still run. The hub must run."""
        if self.phone is None:
            return
        self.phone.exchange = self.callee
        for centre in list(self.hub.settings):
            for talk in self.hub.at_hand(centre):
                with suppress(SaywellError):
                    await self._take_up(talk, await self.hub.live(talk))

    async def stop(self) -> None:
        """Nobody picks up any more; what runs is taken up at the next start."""
        if self.phone is not None:
            self.phone.exchange = None

    async def callee(self, talk: str, number: str) -> Callee:
        """What comes of ringing up a number."""
        live = await self.hub.live(talk)
        assert live.placed is not None
        person = await self._person(live.placed, number)
        if person is None:
            return Callee(BUSY, "wrong_number")
        luck = Random(talk)
        [drawn] = luck.choices(list(self.odds), list(self.odds.values()))
        if drawn == "busy":
            return Callee(BUSY, "busy")
        if drawn == "no_answer":
            return Callee(GIVES_UP, "no_answer")
        return Callee(luck.randint(3, 9) * SECOND, mind=self._mind(live.placed, person, drawn))

    async def _person(self, placed: t.Placed, number: str) -> w.Person | None:
        with suppress(SaywellError):
            known = await self.hub.book.person(placed.centre, "", number)
            return known if known.id else None
        return None

    def _mind(self, placed: t.Placed, person: w.Person, drawn: str) -> Mind:
        standard = self.hub.setting(placed.centre).standard
        persona = read_persona(personas(standard)[drawn])
        return Mind(
            Customer(persona), self.hub.clock(), phone=True, lang=person.lang or "en", slots=slots_for(person, persona)
        )

    async def _take_up(self, talk: str, live: t.Live) -> None:
        placed = live.placed
        if self.phone is None or placed is None or not placed.number or live.ready is None:
            return
        if live.phase == "dialling":
            await self.phone.dial(talk, placed.number)
        elif live.phase == "live":
            mind = (await self.callee(talk, placed.number)).mind
            if mind is not None:
                self.phone.place(talk, mind)
                mind.resume(live.inputs, live.ready.standard, self.hub.clock(), there=True)
