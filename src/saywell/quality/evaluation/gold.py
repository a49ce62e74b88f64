"""The gold sets: what people say holds, as files hold it.

`utterances/*.jsonl` has an `Utterance` a line, `promises/*.jsonl` a `Promising`; `NAME.verdicts.json` beside the
conversation `NAME.jsonl` is a `Verdicts`. Unknown fields are errors: a field that is misspelt would count as absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeVar

import msgspec

from saywell.conversation.inputs import Channel, Direction
from saywell.kernel.errors import Faults, Place, SaywellError
from saywell.kernel.time import Instant, parse_rfc3339
from saywell.standard.calendar import CalendarSpec

Role = Literal["agent", "customer"]
Language = Literal["zh-Hans", "zh-Hant", "yue", "en", "mixed"]
Expected = Literal["met", "missed", "broken", "not_applicable", "open"]
MAX_FAULTS = 20


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of what a gold file holds."""


class Turn(Record, frozen=True):
    """What was said before."""

    by: Role
    text: str


class Utterance(Record, frozen=True, kw_only=True):
    """One utterance in its context.

    `moves`: full ids that hold. `may`: ids that one labeller saw and another did not; they count neither for nor
    against. `taboo`: lists of the standard that the agent's words break; `taboo_may`: those in dispute. `none`: it is
    none of the known moves.
    """

    id: str
    lang: Language
    channel: Channel
    by: Role
    standard: str
    text: str
    before: tuple[Turn, ...] = ()
    moves: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    taboo: tuple[str, ...] = ()
    taboo_may: tuple[str, ...] = ()
    none: bool = False
    direction: Direction = "inbound"
    note: str = ""


class Promise(Record, frozen=True, kw_only=True):
    """One promise of a sentence; `due` as RFC 3339, None where no instant is named; `vague`: in words such as soon."""

    due: str | None
    what: str = ""
    vague: bool = False

    @property
    def at(self) -> Instant | None:
        """The instant. Raises `time.not-rfc3339`."""
        return None if self.due is None else parse_rfc3339(self.due)


class Promising(Record, frozen=True, kw_only=True):
    """A sentence with the promises in it. `calendar`: as in a standard; without it Monday to Friday, 9 to 18."""

    id: str
    lang: Language
    said_at: str
    by: Role
    text: str
    promises: tuple[Promise, ...] = ()
    calendar: CalendarSpec | None = None
    note: str = ""

    @property
    def at(self) -> Instant:
        """When it was said. Raises `time.not-rfc3339`."""
        return parse_rfc3339(self.said_at)


class Verdicts(Record, frozen=True, kw_only=True):
    """What people judge of a whole conversation, clause by clause; a clause that is disputed does not count."""

    standard: str
    verdicts: dict[str, Expected]
    disputed: tuple[str, ...] = ()
    lang: Language | None = None
    note: str = ""


R = TypeVar("R", Utterance, Promising)


def read_utterances(lines: Iterable[bytes], name: str) -> Iterator[Utterance]:
    """The utterances of a file. Raises Faults with file, line and what is wrong for up to 20 lines."""
    yield from _read(lines, name, Utterance)


def read_promises(lines: Iterable[bytes], name: str) -> Iterator[Promising]:
    """The sentences with promises of a file. Raises as `read_utterances`."""
    yield from _read(lines, name, Promising)


def read_verdicts(data: bytes, name: str) -> Verdicts:
    """The verdicts of one conversation. Raises `evaluation.bad-line`."""
    try:
        return msgspec.json.decode(data, type=Verdicts)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SaywellError("evaluation.bad-line", place=Place(name), detail=str(error)) from None


def _read(lines: Iterable[bytes], name: str, kind: type[R]) -> list[R]:
    found: list[R] = []
    faults: list[SaywellError] = []
    decode: Any = msgspec.json.Decoder(kind).decode
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            one = decode(raw)
            _check(one)
            found.append(one)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            faults.append(SaywellError("evaluation.bad-line", place=Place(name, number), detail=str(error)))
        except SaywellError as error:
            faults.append(error.at(Place(name, number)))
        if len(faults) >= MAX_FAULTS:
            break
    if faults:
        raise faults[0] if len(faults) == 1 else Faults(faults)
    return found


def _check(one: Utterance | Promising) -> None:
    if isinstance(one, Promising):
        for instant in (one.said_at, *(promise.due for promise in one.promises if promise.due is not None)):
            parse_rfc3339(instant)
        return
    if one.none and one.moves:
        raise SaywellError("evaluation.none-and-moves", place=Place(field="none"), moves=", ".join(one.moves))
    for move in (*one.moves, *one.may):
        if move.partition(".")[0] != one.by:
            raise SaywellError("evaluation.other-role", place=Place(field="moves"), move=move, by=one.by)
