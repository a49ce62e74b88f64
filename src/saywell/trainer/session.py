"""A practice call: the engine, the scripted customer and what to show, driven by instants from outside. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.advice import Advice, advise
from saywell.conversation.decide import settle, step
from saywell.conversation.fold import fold
from saywell.conversation.plan import Plan
from saywell.conversation.state import State, next_deadline
from saywell.exchange.hear import Ear
from saywell.exchange.script import speech_length
from saywell.kernel.locale import Locale
from saywell.kernel.time import Instant
from saywell.trainer.customer import PAUSE, Customer, Reply, moves_of, slots_of, speak


class Session:
    """One practice call. Every method takes the instant at which it happens and returns the events it brought."""

    def __init__(self, plan: Plan, ear: Ear, customer: Customer, locale: Locale) -> None:
        self.plan = plan
        self.listener = ear.listen()
        self.customer = customer
        self.locale = locale
        self.state = State()
        self.inputs: list[i.AnyInput] = []
        self.events: list[e.AnyEvent] = []
        self._next: tuple[Instant, Reply] | None = None

    @property
    def over(self) -> bool:
        """Whether the call has ended."""
        return self.state.over is not None

    def take(self, got: i.AnyInput) -> list[e.AnyEvent]:
        """Something arrives."""
        prepared = self.listener.prepare(got)
        events, self.state = step(self.plan, self.state, prepared)
        self.inputs.append(prepared)
        self.events.extend(events)
        return events

    def say(self, text: str, now: Instant) -> list[e.AnyEvent]:
        """The agent says something; the customer will answer it."""
        at = max(now, self.state.clock)
        end = at + (speech_length(text) if self.plan.channel == "phone" else 0)
        events = self.take(i.Said(at, by="agent", text=text, to=end))
        said = self.inputs[-1]
        moves = moves_of(said.heard, self.plan.standard) if isinstance(said, i.Said) else ()
        waiting = self.state.wait is not None and self.state.wait.off is None
        if self._next is None and not waiting:
            reply, self.customer = self.customer.answer(moves)
            if reply is not None:
                self._next = (end + PAUSE + reply.silent, reply)
        return events

    def wakes(self) -> Instant | None:
        """When something happens next by itself: a deadline, or the customer."""
        due = [at for at in (next_deadline(self.state), self._next[0] if self._next else None) if at is not None]
        return min(due) if due and not self.over else None

    def tick(self, now: Instant) -> list[e.AnyEvent]:
        """Let everything happen that is due by now."""
        out: list[e.AnyEvent] = []
        if self._next is not None and self._next[0] <= now:
            at, reply = self._next
            self._next = None
            out.extend(self._customer(reply, max(at, self.state.clock)))
        for event in settle(self.plan, self.state, now):
            self.state = fold(self.state, event)
            self.events.append(event)
            out.append(event)
        return out

    def _customer(self, reply: Reply, at: Instant) -> Sequence[e.AnyEvent]:
        text = speak(reply, self.locale, slots_of(self.customer.persona, self.locale))
        if reply.hang_up and not text:
            return self.take(i.HungUp(at, by="customer"))
        end = at + (speech_length(text) if self.plan.channel == "phone" else 0)
        if reply.hang_up:
            self._next = (end + PAUSE, Reply(hang_up=True))
        return self.take(i.Said(at, by="customer", text=text, to=end)) if text else []

    def advice(self, now: Instant) -> Advice:
        """What to say and do now."""
        return advise(self.plan, self.state, now)
