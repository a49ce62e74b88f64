"""Recognise what an utterance does: its language, moves and entities, all with offsets into the original text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias, get_args

import msgspec

from saywell.language.clauses import split
from saywell.language.context import is_reported, reports_from
from saywell.language.entities import Entity, Value, find_entities
from saywell.language.fold import Folded, fold
from saywell.language.kinds import MARK, TOLD, kinds_of
from saywell.language.match import SIDES, Hit, Matcher
from saywell.language.mend import Mender
from saywell.language.promises import Promise, may_promise, promises_of
from saywell.language.speech import Spoken, language_of

# Raise it with every change that can alter what is heard; it is recorded with every utterance.
REVISION = 7


MoveHeard = Hit
"""A move (full id, such as agent.greets) and the (start, end) of the words that made it, in the original text."""


class Recognised(NamedTuple):
    """What was heard in one utterance."""

    lang: str | None
    moves: tuple[MoveHeard, ...]
    entities: tuple[Entity, ...]
    promises: tuple[Promise, ...] = ()


Heard: TypeAlias = tuple[Recognised, Folded, list[Hit]]
"""What was heard in one utterance, its folded text, and every hit of the patterns in that."""


class Recogniser(msgspec.Struct, frozen=True):
    """A matcher with a name for its version. Pure: the same text gives the same result, on any thread."""

    matcher: Matcher
    version: str
    mender: Callable[[], Mender] | None = None
    grave: frozenset[str] = frozenset()

    @classmethod
    def build(
        cls,
        matcher: Matcher,
        version: str,
        mender: Callable[[], Mender] | None = None,
        grave: Iterable[str] = (),
    ) -> Recogniser:
        """`version` names the rules (for example a content hash); the code's own revision is put before it.

        `mender` mends text of a speech recogniser for a second look; `grave`: moves that count against whoever makes
        them, never heard on a second look.
        """
        return cls(matcher, f"{REVISION}+{version}", mender, frozenset(grave))

    def recognise(self, text: str, by: str, lang: str | None = None) -> Recognised:
        """Never raises. `by`: agent, bot, customer or third (no moves); `lang`: what is known of the language.

        A language known from outside is kept; else it is read off the text.
        """
        return self.hear(text, by, lang)[0]

    def hear(self, text: str, by: str, lang: str | None = None) -> Heard:
        """The same, with what a closer look at the text can start from."""
        folded = fold(text)
        hits = moves = self.matcher.find(folded, by)
        told = reports_from(folded.text) if moves and folded.has & TOLD else -1
        if told >= 0:
            moves = [
                hit for hit in moves if hit.start < told or "/" in hit.move or not is_reported(folded.text, hit.start)
            ]
        if folded.offsets is not None:
            moves = [MoveHeard(hit.move, *folded.span(hit.start, hit.end)) for hit in moves]
        mended = folded
        if by in SIDES and not folded.text.isascii() and (not moves or not folded.has & MARK):
            mended = self._mended(folded)
            moves = [*moves, *self._second_look(mended, folded, by, {move.move for move in moves})]
        entities = tuple([_original(entity, text, folded) for entity in find_entities(folded, text)])
        promises = promises_of(mended, by) if may_promise(mended, by) else ()
        return Recognised(lang or language_of(text), tuple(moves), entities, promises), folded, hits

    def _mended(self, folded: Folded) -> Folded:
        if self.mender is None:
            return folded
        text = self.mender().mend(folded.text)
        return folded if text == folded.text else Folded(text, folded.offsets, kinds_of(text))

    def _second_look(self, mended: Folded, folded: Folded, by: str, known: set[str]) -> Iterator[MoveHeard]:
        """What else is heard in the mended text, cut into clauses where it is long."""
        again = split(mended)
        if again is folded:
            return
        for hit in self.matcher.find(again, by):
            if hit.move not in known and hit.move not in self.grave and "/" not in hit.move:
                yield MoveHeard(hit.move, *again.span(hit.start, hit.end))


def detect(text: str, expected: str | None = None) -> Spoken | None:
    """The language of a text; `expected` decides between the scripts where the text does not."""
    return language_of(text, next((s for s in get_args(Spoken) if s == expected), None))


def _original(entity: Entity, text: str, folded: Folded) -> Entity:
    """The entity with original offsets; names and addresses as they were written, the key folded."""
    start, end = folded.span(entity.start, entity.end)
    if entity.kind not in ("name", "address"):
        return Entity(entity.kind, start, end, entity.value)
    value: Value = {
        name: _written(part, name, entity, text, folded) if isinstance(part, str) else part
        for name, part in entity.value.items()
    }
    return Entity(entity.kind, start, end, value)


def _written(part: str, name: str, entity: Entity, text: str, folded: Folded) -> str:
    """The original spelling of a part of an entity's text."""
    if name in ("key", "title"):
        return part
    find = folded.text.find if ord(part[0]) > 0x2E7F else folded.text.rfind
    at = find(part, entity.start, entity.end)
    if at < 0:
        return part
    start, end = folded.span(at, at + len(part))
    return text[start:end]
