"""A scripted customer: answers what the agent does, else goes on with the next sentence of the script. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from saywell.conversation.inputs import Heard
from saywell.kernel.time import SECOND, Duration
from saywell.standard.fill import fill
from saywell.standard.model import Standard

PAUSE = 1500
TRIES = 2
"""So many times a customer waits for the words that bring the next sentence about; then it comes anyway."""
RUDE = "rude"
"""In `when`: any move that no customer stands, or words that the standard blocks."""


def _agent(*names: str) -> frozenset[str]:
    return frozenset(f"agent.{name}" for name in names)


_RUDE = _agent(
    "impatient", "lectures", "disdains", "mocks", "argues", "sophistry", "passes_buck", "disrespects", "blames_caller",
    "threatens_hangup", "orders_bluntly", "hangup_brusque", "negative_emotion", "refuses_flatly",
)  # fmt: skip
DATA = _agent(
    "asks_name", "asks_phone", "asks_contact", "asks_account", "asks_order_number", "asks_company_name", "asks_device",
    "asks_fault", "asks_quantity", "asks_site_address", "asks_days", "asks_rental_time", "asks_purpose",
)  # fmt: skip
"""Questions for something about the customer: several at once are answered at once."""
OPENING = _agent(
    "greets", "greets_by_time", "festive_greeting", "names_company", "gives_name", "gives_number", "introduces_self",
    "glad_to_serve", "offers_help", "asks_what_needed", "uses_polite_word", "bare_opening", "says_hello_only_wei",
    "answers", "thanks_for_call",
)  # fmt: skip
"""What a greeting does and nothing else."""


class Reply(msgspec.Struct, frozen=True):
    """What the customer does: say something, hang up (after saying it), or say nothing for `silent` ms. `when`: moves
    of the agent that bring it about; without them it is the next sentence of the script. `later`: only once the script
    has begun. `soft`: gives way to a sentence of the script that the same moves bring about. `times`: how often at
    most."""

    text: dict[str, str] = {}
    when: tuple[str, ...] = ()
    silent: int = 0
    hang_up: bool = False
    later: bool = False
    soft: bool = False
    times: int = 1


class Persona(msgspec.Struct, frozen=True):
    """A customer: the channel and direction of the call, facts, answers and script.

    `begins`: speaks after the greeting, first, or never. `langs`: the languages it speaks, all if empty. `only`: the
    standards under which it comes. `order`: the status of the order it is about, `account`: needs one. `patience`,
    `holds`, `waits`: ms of silence, on hold, in the queue. `when_silent`: what it does each time its patience ends;
    `ends`: what it does then at the end of the script. `fillers`: a listener's words where nothing else fits.
    `about`: slots of its sentences, by language. `transfers`: goes on with a colleague, else leaves."""

    id: str
    title: dict[str, str]
    channel: str = "phone"
    direction: str = "inbound"
    surname: str | None = None
    answers: tuple[Reply, ...] = ()
    script: tuple[Reply, ...] = ()
    begins: str = "greeted"
    queue: str = ""
    langs: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    order: str = ""
    account: bool = False
    patience: Duration = 12 * SECOND
    holds: Duration = 210 * SECOND
    waits: Duration = 75 * SECOND
    when_silent: tuple[Reply, ...] = ()
    ends: Reply | None = None
    fillers: tuple[Reply, ...] = ()
    about: dict[str, dict[str, str]] = {}
    transfers: bool = True


class Customer(msgspec.Struct, frozen=True):
    """How far a customer has come: the next sentence of the script, the answers already given, and how often the next
    sentence has not been brought about yet."""

    persona: Persona
    at: int = 0
    given: tuple[int, ...] = ()
    tries: int = 0

    @property
    def done(self) -> bool:
        """Whether the script is at its end."""
        return self.at >= len(self.persona.script)

    def answer(self, moves: Iterable[str]) -> tuple[Reply | None, Customer]:
        """What the customer does after the agent has done these moves, and the customer after that; None when the
        script is at its end."""
        heard = set(moves)
        brought = not self.done and bool(heard & set(self.persona.script[self.at].when))
        for number, reply in enumerate(self.persona.answers):
            if (reply.later and self.at == 0 and self.persona.script) or (reply.soft and brought):
                continue
            if self.given.count(number) < reply.times and heard & set(reply.when):
                if heard & DATA & set(reply.when):
                    return self._all_asked(heard & DATA)
                return reply, self._given(number)
        if self.done:
            return None, self
        reply = self.persona.script[self.at]
        if self.at == 1 and self.tries == 0 and reply.when and heard and heard <= OPENING:
            # The agent greets somebody who has said already what it is about.
            return self.persona.script[0], msgspec.structs.replace(self, tries=1)
        if reply.when and not heard & set(reply.when) and self.tries < TRIES:
            fillers = self.persona.fillers
            after = msgspec.structs.replace(self, tries=self.tries + 1)
            return (fillers[self.tries % len(fillers)] if fillers else None), after
        return reply, msgspec.structs.replace(self, at=self.at + 1, tries=0)

    def _all_asked(self, asked: set[str]) -> tuple[Reply, Customer]:
        """Everything that was asked for, in one answer."""
        fitting: list[int] = []
        for number, reply in enumerate(self.persona.answers):
            if self.given.count(number) < reply.times and asked & set(reply.when):
                fitting.append(number)
                asked = asked - set(reply.when)
        replies = [self.persona.answers[number] for number in fitting]
        langs = [lang for lang in replies[0].text if all(lang in one.text for one in replies)]
        text = {lang: (" " if lang == "en" else "").join(one.text[lang] for one in replies) for lang in langs}
        whole = msgspec.structs.replace(replies[0], text=text, silent=max(one.silent for one in replies))
        return whole, self._given(*fitting)

    def _given(self, *numbers: int) -> Customer:
        """After these answers. Whoever is called and asked before they could say hello does not say it any more."""
        called = self.persona.direction == "outbound" and not self.done
        hello = called and self.at == 0 and not self.persona.script[0].when
        return msgspec.structs.replace(self, given=(*self.given, *numbers), at=1 if hello else self.at)

    def after_saying(self, text: str, lang: str, slots: Mapping[str, str]) -> Customer:
        """The customer after a sentence that was said before, found again by its words."""
        for number, reply in enumerate(self.persona.answers):
            if self.given.count(number) < reply.times and speak(reply, lang, slots) == text:
                return self._given(number)
        for number, reply in enumerate(self.persona.script[self.at :], self.at):
            if speak(reply, lang, slots) == text:
                return msgspec.structs.replace(self, at=number + 1, tries=0)
        if any(speak(reply, lang, slots) == text for reply in self.persona.fillers):
            return msgspec.structs.replace(self, tries=self.tries + 1)
        several = [
            number
            for number, reply in enumerate(self.persona.answers)
            if DATA & set(reply.when) and (words := speak(reply, lang, slots)) and words in text
        ]
        return self._given(*several) if several else self


def speak(reply: Reply, lang: str, slots: Mapping[str, str] | None = None) -> str:
    """The words of a reply in a language, or in the nearest that it has; `yue` is written in Traditional characters."""
    texts = reply.text
    text = texts.get(lang) or (texts.get("zh-Hant") if lang == "yue" else None) or next(iter(texts.values()), "")
    return fill(text, dict(slots)) if slots and text else text


def slots_of(persona: Persona, lang: str) -> dict[str, str]:
    """The persona's own slots in a language."""
    nearest = "zh-Hant" if lang == "yue" else lang
    return {
        name: texts.get(lang) or texts.get(nearest) or next(iter(texts.values()), "")
        for name, texts in persona.about.items()
    }


def moves_of(heard: Heard | None, standard: Standard) -> frozenset[str]:
    """The moves of an agent's utterance as a customer takes them, with `rude` among them where it was."""
    if heard is None:
        return frozenset()
    moves = {f"agent.{move.id}" for move in heard.moves}
    blocked = {
        move.id
        for move in heard.moves
        if move.id.startswith("taboo.")
        and (taboo := standard.taboos.get(move.id.removeprefix("taboo."))) is not None
        and taboo.severity == "block"
    }
    return frozenset(moves | {RUDE} if blocked or moves & _RUDE else moves)
