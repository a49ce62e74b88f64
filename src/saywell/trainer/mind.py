"""A simulated customer in a live conversation: what they do next and when. Pure; instants come from outside.

The customer waits for an end of the agent's words, takes their time to think or to type, grows impatient with silence,
and leaves when they have had enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from saywell.conversation import inputs as i
from saywell.exchange.script import speech_length
from saywell.kernel.time import SECOND, Duration, Instant
from saywell.standard.model import Standard
from saywell.trainer.customer import OPENING, PAUSE, Customer, Reply, moves_of, slots_of, speak

BEGIN: Duration = 3_000
"""A caller who speaks first does so if nobody greets them by then."""
PICKED_UP: Duration = 700
"""Whoever is called says hello this soon after picking up."""
READ: Duration = 2_500
"""A chat message is read before it is answered."""
KEY: Duration = 160
"""One character of Chinese or three letters, typed."""
LONGEST_TYPING: Duration = 12 * SECOND
CHAT_CALM = 4
"""Customers of a chat have so many times the patience of a caller."""
ASKED_CALM = 4
"""So have those who were asked to wait."""
TYPING: Duration = 45 * SECOND
"""An agent who types is not silent, but not for longer than this."""
_WAIT_MOVES = frozenset({"agent.asks_wait", "agent.asks_patience", "agent.says_lookup", "agent.says_still_checking"})


class Act(NamedTuple):
    """What the customer does: says something until `to`, falls silent, begins or stops to type, leaves."""

    kind: Literal["say", "quiet", "typing", "idle", "leave"]
    at: Instant
    text: str = ""
    to: Instant | None = None


class Mind:
    """See the module's first lines. `slots`: what the customer knows of themselves, over what the persona knows."""

    def __init__(
        self, customer: Customer, now: Instant, *, phone: bool, lang: str, slots: Mapping[str, str] | None = None
    ) -> None:
        self.customer, self.phone, self.lang, self.came = customer, phone, lang, now
        self.slots = {**slots_of(customer.persona, lang), **(slots or {})}
        self.there = self.over = self.asked = False
        self._moves: set[str] = set()
        self._reply: Instant | None = None
        self._saying: tuple[Instant, Reply] | None = None
        self._thinks: tuple[Instant, Reply] | None = None
        self._leaves: Instant | None = None
        self._away: Instant | None = None
        self._held = False
        self._told_to_wait = False
        self._since = now
        self._typed: Instant | None = None
        self._quiet = 0

    # -- what happens to them ------------------------------------------------------------------------------------

    def answered(self, now: Instant) -> None:
        """An agent is there."""
        if self.there or self.over:
            return
        self.there, self._since = True, now
        if self.customer.persona.begins == "first" and not self.asked:
            self._reply = now + (PICKED_UP if self.customer.persona.direction == "outbound" else BEGIN)

    def heard(self, moves: Iterable[str], at: Instant, to: Instant | None = None) -> None:
        """The agent said something, which ends at `to`."""
        self.there = True
        end = max(at, to or at)
        found = frozenset(moves)
        self._since, self._quiet, self._typed = end, 0, None
        self._told_to_wait = bool(found & _WAIT_MOVES)
        if self._saying is not None and found and found <= OPENING:
            # A greeting that comes while they say what it is about asks nothing new.
            return
        self._moves |= found
        begins = self._saying[0] if self._saying is not None else 0
        self._reply = max(end, begins) + (PAUSE if self.phone else READ)

    def notices(self, now: Instant) -> None:
        """The agent is typing, or draws breath: that is no silence."""
        if self._typed is None:
            self._typed = now
        if now <= self._typed + TYPING:
            self._since = max(self._since, now)

    def put_away(self, hold: bool, on: bool, now: Instant) -> None:
        """Put on hold or muted, or taken back."""
        if on:
            self._away, self._held = now, hold
            if hold:
                self._reply = None
                self._moves.clear()
        else:
            self._away, self._held, self._since, self._quiet = None, False, now, 0

    def transferred(self, now: Instant) -> None:
        """Somebody else is there now. Not everybody wants to tell it all again."""
        self._reply, self._away, self._held, self._since, self._quiet = None, None, False, now, 0
        self._moves.clear()
        if not self.customer.persona.transfers:
            self._leaves = now + BEGIN

    def end(self) -> None:
        """The line is gone."""
        self.over = True

    # -- what they do --------------------------------------------------------------------------------------------

    def due(self) -> Instant | None:
        """When they do something next by themselves."""
        if self.over:
            return None
        return min((at for at, _ in self._plans()), default=None)

    def act(self, now: Instant) -> list[Act]:
        """What they do up to `now`, in order."""
        out: list[Act] = []
        while not self.over:
            plans = [one for one in self._plans() if one[0] <= now]
            if not plans:
                break
            at, kind = min(plans)
            out += self._do(kind, max(at, self.came))
        return out

    def _plans(self) -> Iterator[tuple[Instant, str]]:
        persona = self.customer.persona
        if self._saying is not None:
            yield self._saying[0], "said"
            return
        if self._leaves is not None:
            yield self._leaves, "leave"
            return
        if self._thinks is not None:
            yield self._thinks[0], "think"
            return
        if not self.there:
            if not self.phone and not self.asked and persona.begins != "never":
                yield self.came + persona.waits // 3, "ask"
            yield self.came + persona.waits, "leave"
            return
        if self._away is not None:
            yield self._away + persona.holds, "leave"
            if self._held:
                return
        if self._reply is not None:
            yield self._reply, "reply"
        elif self._away is None:
            silent = self._silence()
            if silent is not None:
                yield silent

    def _silence(self) -> tuple[Instant, str] | None:
        persona = self.customer.persona
        calm = persona.patience * (1 if self.phone else CHAT_CALM) * (ASKED_CALM if self._told_to_wait else 1)
        begun = self.customer.at > 0 or not persona.script
        if self.customer.done and begun and persona.ends is not None:
            return self._since + calm + persona.ends.silent, "ends"
        if self._quiet < len(persona.when_silent):
            return self._since + calm + persona.when_silent[self._quiet].silent, "silent"
        return None

    def _do(self, kind: str, at: Instant) -> list[Act]:
        persona = self.customer.persona
        if kind == "leave":
            self.over = True
            return [Act("leave", at)]
        if kind == "said":
            assert self._saying is not None
            return self._said(self._saying[1], at)
        if kind == "think":
            assert self._thinks is not None
            reply, self._thinks = self._thinks[1], None
            return self._begin(reply, at)
        if kind == "ask":
            self.asked = True
            asks = [one for one in persona.when_silent if not one.hang_up]
            return self._begin(asks[0], at) if asks else []
        if kind == "silent":
            self._quiet, self._since = self._quiet + 1, at
            return self._begin(persona.when_silent[self._quiet - 1], at)
        if kind == "ends":
            assert persona.ends is not None
            return self._begin(persona.ends, at)
        self._reply = None
        found, self.customer = self.customer.answer(self._moves)
        self._moves.clear()
        if found is not None and found.silent:
            self._thinks = (at + found.silent, found)
            return []
        return self._begin(found, at) if found is not None else []

    def _begin(self, reply: Reply, at: Instant) -> list[Act]:
        text = speak(reply, self.lang, self.slots)
        if not text:
            if reply.hang_up:
                self._leaves = at
            return []
        if self.phone:
            end = at + speech_length(text)
            self._saying, self._since = (end, reply), end
            return [Act("say", at, text, end)]
        end = at + min(LONGEST_TYPING, SECOND + sum(KEY if char > "\u2e80" else KEY // 3 for char in text))
        self._saying, self._since = (end, reply), end
        return [Act("typing", at)]

    def _said(self, reply: Reply, at: Instant) -> list[Act]:
        self._saying = None
        if reply.hang_up:
            self._leaves = at + PAUSE
        if self._reply is not None:
            self._reply = max(self._reply, at + (PAUSE if self.phone else READ))
        if self.phone:
            return [Act("quiet", at)]
        return [Act("idle", at), Act("say", at, speak(reply, self.lang, self.slots))]

    # -- taken up again ------------------------------------------------------------------------------------------

    def resume(self, inputs: Iterable[i.AnyInput], standard: Standard, now: Instant, *, there: bool) -> None:
        """Go on where a conversation stood when nobody was at home."""
        self.there, self._since = there, now
        for got in inputs:
            if type(got) is i.Said and got.by == "agent":
                self.heard(moves_of(got.heard, standard), got.at, got.to)
            elif type(got) is i.Said and got.by == "customer":
                self.customer = self.customer.after_saying(got.text, self.lang, self.slots)
                self._moves.clear()
                self._reply = None
            elif isinstance(got, i.Hold | i.Mute):
                self.put_away(type(got) is i.Hold, got.on, got.at)
            elif type(got) is i.HungUp:
                self.over = True
        self._since = now
        if self._away is not None:
            self._away = now
        if self._reply is not None:
            self._reply = now + PAUSE
        elif there and self.customer.at == 0 and self.customer.persona.begins == "first":
            self._reply = now + BEGIN
