"""A telephone system on whose lines simulated customers talk: as text, with the durations of speech and voice activity.

What the agent says reaches a customer by `hear`, for text has no sound; everything else goes by the port.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import NamedTuple

from saywell.conversation import inputs as i
from saywell.desk.phone import Report
from saywell.desk.talk import NotReached, RangOut
from saywell.kernel.time import Duration, Instant
from saywell.trainer.mind import Act, Mind


class Callee(NamedTuple):
    """What comes of ringing somebody up, and after how long: `mind` picks up, or nobody does."""

    after: Duration
    outcome: NotReached = "no_answer"
    mind: Mind | None = None


Exchange = Callable[[str, str], Awaitable[Callee]]
"""By conversation and number, who is rung up."""


class SimulatedPhone:
    """See Telephony. `place` puts a customer on a line, `step` lets them do what is due. Without an `exchange` no
    number is known."""

    def __init__(self, clock: Callable[[], Instant]) -> None:
        self.clock = clock
        self._report: Report | None = None
        self._lines: dict[str, Mind] = {}
        self._rings: dict[str, tuple[Instant, Callee]] = {}
        self.exchange: Exchange | None = None

    # -- the port --------------------------------------------------------------------------------------------------

    def connect(self, report: Report) -> None:
        """See Telephony."""
        self._report = report

    async def answer(self, talk: str) -> None:
        """See Telephony."""
        mind = self.on_line(talk)
        if mind is not None:
            mind.answered(self.clock())
            mind.put_away(True, False, self.clock())

    async def dial(self, talk: str, number: str) -> None:
        """See Telephony."""
        callee = await self.exchange(talk, number) if self.exchange is not None else Callee(0, "wrong_number")
        self._rings[talk] = self.clock() + callee.after, callee

    async def hold(self, talk: str, on: bool) -> None:
        """See Telephony."""
        self._put_away(talk, True, on)

    async def mute(self, talk: str, on: bool) -> None:
        """See Telephony."""
        self._put_away(talk, False, on)

    async def transfer(self, talk: str, to: str, leg: str) -> None:
        """See Telephony."""
        mind = self._lines.pop(talk, None)
        if mind is not None:
            self._lines[leg] = mind
            mind.transferred(self.clock())
            if to.startswith("queue:"):
                # Music plays until somebody answers.
                mind.put_away(True, True, self.clock())

    async def hang_up(self, talk: str) -> None:
        """See Telephony."""
        self.clear(talk)

    # -- the other end of the line ---------------------------------------------------------------------------------

    def place(self, talk: str, mind: Mind) -> None:
        """A customer is on the line."""
        self._lines[talk] = mind

    def on_line(self, talk: str) -> Mind | None:
        """The customer on a line."""
        return self._lines.get(talk)

    def lines(self) -> list[str]:
        """The lines on which there are customers."""
        return list(self._lines)

    def hear(self, talk: str, moves: Iterable[str], at: Instant, to: Instant | None) -> None:
        """The customer hears the agent."""
        mind = self.on_line(talk)
        if mind is not None:
            mind.heard(moves, at, to)

    def clear(self, talk: str) -> None:
        """The line is gone."""
        self._rings.pop(talk, None)
        mind = self._lines.pop(talk, None)
        if mind is not None:
            mind.end()

    async def step(self) -> list[str]:
        """Let every customer do what is due by now; the conversations that they left."""
        left = []
        for talk, (due, callee) in list(self._rings.items()):
            if due <= self.clock():
                del self._rings[talk]
                await self._picked_up(talk, callee, due)
        for talk, mind in list(self._lines.items()):
            for act in mind.act(self.clock()):
                await self._do(talk, act)
                if act.kind == "leave":
                    left.append(talk)
        return left

    async def _picked_up(self, talk: str, callee: Callee, at: Instant) -> None:
        assert self._report is not None
        if callee.mind is None:
            await self._report(talk, RangOut(at, outcome=callee.outcome))
            return
        self.place(talk, callee.mind)
        callee.mind.answered(at)
        await self._report(talk, i.Answered(at))

    async def _do(self, talk: str, act: Act) -> None:
        assert self._report is not None
        if act.kind == "say":
            await self._report(talk, i.Speech(act.at, by="customer", on=True))
            await self._report(talk, i.Said(act.at, by="customer", text=act.text, to=act.to))
        elif act.kind == "quiet":
            await self._report(talk, i.Speech(act.at, by="customer", on=False))
        elif act.kind == "leave":
            self._lines.pop(talk, None)
            await self._report(talk, i.HungUp(act.at, by="customer"))

    def _put_away(self, talk: str, hold: bool, on: bool) -> None:
        mind = self.on_line(talk)
        if mind is not None:
            mind.put_away(hold, on, self.clock())
