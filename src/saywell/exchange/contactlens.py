"""Amazon Connect Contact Lens, the JSON written after a call or a chat.

Voice: `Transcript[].BeginOffsetMillis/EndOffsetMillis`; chat: `AbsoluteTime`. Roles come from `Participants`. Of the
sound, overlaps (`Interruptions`) and the agent's average speed (`TalkSpeed`) become `measured`; the loudness scores are
no dBFS and stay out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from saywell.conversation.inputs import AnyInput, HungUp, Measured, Note, Said, Speaker
from saywell.exchange.source import (
    NOTHING_ASSUMED,
    Assume,
    Capability,
    Source,
    base_of,
    in_order,
    open_conversation,
    stem,
)
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import Instant, parse_rfc3339

_ROLES: dict[str, Speaker] = {
    "AGENT": "agent",
    "CUSTOMER": "customer",
    "SYSTEM": "bot",
    "CUSTOM_BOT": "bot",
    "BOT": "bot",
    "SUPERVISOR": "third",
    "THIRD_PARTY": "third",
}
_LEFT = "participant.left"


def is_contact_lens(value: object) -> bool:
    """Whether a decoded JSON document looks like Contact Lens."""
    return isinstance(value, dict) and isinstance(value.get("Transcript"), list)


def read_contact_lens(value: dict[str, Any], name: str, assume: Assume = NOTHING_ASSUMED) -> Source:
    """One conversation. Raises `exchange.not-this-format` at the number of the item, `exchange.empty`."""
    return _Reader(value, name, assume).read()


class _Reader:
    def __init__(self, value: dict[str, Any], name: str, assume: Assume) -> None:
        self.value = value
        self.name = name
        self.assume = assume
        self.chat = str(value.get("Channel", "VOICE")).upper() == "CHAT"
        listed = value.get("Participants", [])
        self.participants: dict[str, str] = {
            str(item.get("ParticipantId")): str(item.get("ParticipantRole", "")).upper()
            for item in (listed if isinstance(listed, list) else [])
            if isinstance(item, dict)
        }

    def read(self) -> Source:
        transcript = self.value["Transcript"]
        stamps = [item.get("AbsoluteTime") for item in transcript if isinstance(item, dict)]
        started = next((stamp for stamp in stamps if isinstance(stamp, str)), None)
        base = self._time(started, 1) if started else base_of(self.assume)
        items: list[tuple[AnyInput, int]] = []
        for number, item in enumerate(transcript, 1):
            items += [(found, number) for found in self._item(item, number, base)]
        if not any(isinstance(item, Said) for item, _ in items):
            raise SaywellError("exchange.empty", place=Place(self.name))
        if not self.chat:
            items += [(found, 0) for found in self._sound(base, max(item.at for item, _ in items))]
        opened = open_conversation(
            min(base, *(item.at for item, _ in items)),
            self._id(),
            self.assume,
            channel="chat" if self.chat else "phone",
            started=started,
        )
        inputs, lines = in_order([(opened, 0), *items])
        known: frozenset[Capability] = frozenset() if self.chat else frozenset({"duration", "sound"})
        return Source(
            name=self.name,
            kind="contact-lens",
            inputs=inputs,
            lines=lines,
            capabilities=known,
            dated=opened.started is not None,
        )

    def _item(self, item: object, number: int, base: Instant) -> Iterator[AnyInput]:
        if not isinstance(item, dict):
            raise self._bad(number, "object")
        content = item.get("Content")
        kind = str(item.get("ContentType", "text/plain"))
        at = self._at(item, "BeginOffsetMillis", number, base)
        by = self._role(item, number)
        if kind.startswith("application/vnd.amazonaws.connect.event"):
            if kind.endswith(_LEFT) and by in ("agent", "customer"):
                yield HungUp(at=at, by="agent" if by == "agent" else "customer")
            return
        if not isinstance(content, str):
            raise self._bad(number, "Content")
        if str(item.get("ParticipantId")) == "SYSTEM" or str(item.get("ParticipantRole")) == "SYSTEM":
            yield Note(at=at, text=content)
        elif content.strip():
            to = None if self.chat else max(at, self._at(item, "EndOffsetMillis", number, base))
            yield Said(at=at, to=to, by=by, text=content.strip())

    def _role(self, item: dict[str, Any], number: int) -> Speaker:
        identity = str(item.get("ParticipantId", ""))
        if identity in self.assume.speakers:
            return self.assume.speakers[identity]
        for word in (str(item.get("ParticipantRole", "")), self.participants.get(identity, ""), identity):
            if word.upper() in _ROLES:
                return _ROLES[word.upper()]
        raise SaywellError("exchange.unknown-speaker", place=Place(self.name, number, "ParticipantId"), labels=identity)

    def _at(self, item: dict[str, Any], field: str, number: int, base: Instant) -> Instant:
        offset = item.get(field)
        if isinstance(offset, int | float) and not isinstance(offset, bool) and abs(offset) < 1e12:
            return base + round(offset)
        if isinstance(item.get("AbsoluteTime"), str):
            return self._time(item["AbsoluteTime"], number)
        raise self._bad(number, field)

    def _sound(self, base: Instant, end: Instant) -> Iterator[AnyInput]:
        features = self.value.get("ConversationCharacteristics")
        features = features if isinstance(features, dict) else {}
        for identity, entries in _inside(features, "Interruptions", "InterruptionsByInterrupter").items():
            by = _ROLES.get(self.participants.get(identity, identity))
            for entry in entries if isinstance(entries, list) and by else []:
                start, length = entry.get("BeginOffsetMillis"), entry.get("DurationMillis")
                if by and isinstance(start, int) and isinstance(length, int):
                    yield Measured(at=base + start, by=by, overlap_ms=float(length))
        for identity, entry in _inside(features, "TalkSpeed", "DetailsByParticipant").items():
            by = _ROLES.get(self.participants.get(identity, identity))
            speed = entry.get("AverageWordsPerMinute") if isinstance(entry, dict) else None
            if by and isinstance(speed, int | float):
                yield Measured(at=end, by=by, units_per_min=float(speed))

    def _id(self) -> str:
        metadata = self.value.get("CustomerMetadata")
        contact = metadata.get("ContactId") if isinstance(metadata, dict) else None
        return contact if isinstance(contact, str) and contact else stem(self.name)

    def _time(self, text: str, number: int) -> Instant:
        try:
            return parse_rfc3339(text)
        except SaywellError as error:
            raise error.at(Place(self.name, number, "AbsoluteTime")) from None

    def _bad(self, number: int, detail: str) -> SaywellError:
        place = Place(self.name, number, detail)
        return SaywellError("exchange.not-this-format", place=place, format="Contact Lens", detail=detail)


def _inside(value: dict[str, Any], *path: str) -> dict[str, Any]:
    for key in path:
        inner = value.get(key)
        value = inner if isinstance(inner, dict) else {}
    return value
