"""One conversation as it came out of a file: native inputs, where each stood, what the format could not carry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from saywell.conversation.inputs import Agent, AnyInput, Channel, Customer, Direction, Opened, Purpose, Speaker
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import Instant, format_rfc3339, parse_rfc3339

Kind = Literal["native", "vcon", "contact-lens", "whisper", "funasr", "webvtt", "srt", "table", "script"]
Capability = Literal["forms", "keys", "sound", "ringing", "duration"]
"""What a source can carry: `forms` (forms and deeds), `keys` (hold, mute, transfer, hang-up), `sound` (measurements),
`ringing` (ringing and answering), `duration` (utterances have an end)."""

EVERYTHING: frozenset[Capability] = frozenset({"forms", "keys", "sound", "ringing", "duration"})


class Assume(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader is told beforehand about files that do not say it themselves.

    `zone`: IANA zone of local times. `speakers`: label in the file -> role; `*` stands for every other label.
    """

    channel: Channel | None = None
    direction: Direction | None = None
    started: str | None = None
    zone: str = "Asia/Shanghai"
    company: str | None = None
    purpose: Purpose | None = None
    speakers: dict[str, Speaker] = {}


NOTHING_ASSUMED = Assume()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One conversation.

    `lines[i]` is the 1-based place of `inputs[i]` in the file: the line of a text file, the row of a table, the item of
    a list; 0 for what the reader added. `broken` is set where the file breaks off: everything before it is here.
    `notices` say what was guessed or left out. `dated` is false where the instants count from 1970 because the file
    has no date.
    """

    name: str
    kind: Kind
    inputs: tuple[AnyInput, ...]
    lines: tuple[int, ...]
    capabilities: frozenset[Capability] = EVERYTHING
    dated: bool = True
    broken: SaywellError | None = None
    notices: tuple[SaywellError, ...] = ()

    @property
    def opened(self) -> Opened:
        """The first input."""
        first = self.inputs[0]
        assert isinstance(first, Opened)
        return first

    @property
    def can_carry_forms(self) -> bool:
        """Whether a form that is missing here was really not filled."""
        return "forms" in self.capabilities


def open_conversation(
    base: Instant,
    conversation: str,
    assume: Assume,
    *,
    channel: Channel,
    started: str | None = None,
    direction: Direction | None = None,
    agent: Agent | None = None,
    customer: Customer | None = None,
    facts: dict[str, Any] | None = None,
    answered: bool = False,
) -> Opened:
    """The `opened` of a file that has none: what the file says, then what is assumed, then the usual. `answered`: the
    file tells by itself when the call was answered; else its words begin when it was."""
    facts = dict(facts or {})
    if (assume.channel or channel) == "phone" and not answered:
        facts["answered"] = True
    if assume.company and "company" not in facts:
        facts["company"] = assume.company
    return Opened(
        at=base,
        id=conversation,
        channel=assume.channel or channel,
        direction=direction or assume.direction or "inbound",
        started=started or assume.started,
        agent=agent,
        customer=customer,
        facts=facts,
        purpose=assume.purpose,
    )


def base_of(assume: Assume) -> Instant:
    """The instant at which a file without a date begins: what is assumed, else 1970."""
    return parse_rfc3339(assume.started) if assume.started else 0


def in_order(items: Iterable[tuple[AnyInput, int]]) -> tuple[tuple[AnyInput, ...], tuple[int, ...]]:
    """Inputs and their places by time; what happens at the same instant stays as it came."""
    ordered = sorted(items, key=lambda item: item[0].at)
    return tuple(item for item, _ in ordered), tuple(line for _, line in ordered)


def stamp(at: Instant, zone: str) -> str:
    """An instant as RFC 3339 in an IANA zone. Raises `calendar.unknown-zone`."""
    from zoneinfo import ZoneInfo

    try:
        return format_rfc3339(at, ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        raise SaywellError("calendar.unknown-zone", place=Place(field="zone"), zone=zone) from None


def stem(name: str) -> str:
    """The conversation id of a file that has none: its name without folder and suffix."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return last.partition(".")[0] or last or "conversation"


def listing(values: Sequence[str], most: int = 12) -> str:
    """Values for a sentence: the first few, an ellipsis for the rest."""
    return ", ".join(values[:most]) + (" …" if len(values) > most else "")


def decode_text(raw: bytes, name: str) -> str:
    """Text of a file whose encoding nobody declared. Raises `exchange.not-utf8`."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SaywellError("exchange.not-utf8", place=Place(name))
