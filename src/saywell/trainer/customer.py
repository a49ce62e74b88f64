"""A scripted customer: answers what the agent does, else goes on with the next sentence of the script. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.locale import Locale
from saywell.standard.norms import texts
from saywell.standard.read import Fault, Map, Seq, read_map

PAUSE = 1500
_SECONDS = re.compile(r"[0-9]{1,5}(\.[0-9]+)?\Z")


class Reply(msgspec.Struct, frozen=True):
    """What the customer does: say something, hang up, or say nothing for `silent` ms. `when`: moves of the agent that
    bring it about; without them it is the next sentence of the script."""

    text: dict[str, str] = {}
    when: tuple[str, ...] = ()
    silent: int = 0
    hang_up: bool = False


class Persona(msgspec.Struct, frozen=True):
    """A customer: the channel and direction of the call, facts, answers and script."""

    id: str
    title: dict[str, str]
    channel: str = "phone"
    direction: str = "inbound"
    surname: str | None = None
    answers: tuple[Reply, ...] = ()
    script: tuple[Reply, ...] = ()


class Customer(msgspec.Struct, frozen=True):
    """How far a customer has come: the next sentence of the script and the answers already given."""

    persona: Persona
    at: int = 0
    given: tuple[int, ...] = ()

    def answer(self, moves: Iterable[str]) -> tuple[Reply | None, Customer]:
        """What the customer does after the agent has done these moves, and the customer after that; None when the
        script is at its end."""
        heard = set(moves)
        for number, reply in enumerate(self.persona.answers):
            if number not in self.given and heard & set(reply.when):
                return reply, msgspec.structs.replace(self, given=(*self.given, number))
        if self.at < len(self.persona.script):
            return self.persona.script[self.at], msgspec.structs.replace(self, at=self.at + 1)
        return None, self


def speak(reply: Reply, locale: Locale) -> str:
    """The words of a reply in a language, or in the first that it has."""
    return reply.text.get(locale) or next(iter(reply.text.values()), "")


def read_persona(path: Path) -> Persona:
    """A persona from its file. Raises `trainer.bad-persona` with the line."""
    faults: list[Fault] = []
    src = read_map(path, path.name, faults)
    if faults:
        raise SaywellError("trainer.bad-persona", place=Place(faults[0].file, faults[0].line), what=faults[0].what)
    return Persona(
        id=path.stem,
        title=texts(src.get("title", path.stem)),
        channel=str(src.get("channel", "phone")),
        direction=str(src.get("direction", "inbound")),
        surname=str(src["surname"]) if "surname" in src else None,
        answers=tuple(_reply(one, path) for one in src.get("answers", ())),
        script=tuple(_reply(one, path) for one in src.get("script", ())),
    )


def _reply(src: Any, path: Path) -> Reply:
    if not isinstance(src, Map):
        raise SaywellError("trainer.bad-persona", place=Place(path.name), what="{say: …}")
    when = src.get("when", ())
    silent = _SECONDS.match(str(src.get("silent", "0")))
    if silent is None:
        raise SaywellError("trainer.bad-persona", place=Place(path.name, src.line), what="{silent: 5}")
    return Reply(
        text=texts(src.get("say")),
        when=tuple(when) if isinstance(when, Seq) else (str(when),),
        silent=round(float(silent[0]) * 1000),
        hang_up=src.get("hang_up") == "true",
    )
