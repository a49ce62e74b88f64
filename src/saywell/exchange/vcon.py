"""vCon, the IETF container for conversations (draft-ietf-vcon-vcon-core), in and out.

Out: what was said stands as text dialogs, everything else in one attachment of purpose `saywell-inputs`, which refers
to the dialogs by number; so the same inputs come back. In: text dialogs, transcripts in `analysis`, transfers, parties'
history (hold, mute, leave). Sound that nobody has transcribed is left out with a notice.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from saywell.conversation.inputs import (
    Agent,
    Answered,
    AnyInput,
    Customer,
    Hold,
    HungUp,
    Mute,
    Opened,
    Said,
    Speaker,
    Transfer,
)
from saywell.exchange.native import Converter, wires
from saywell.exchange.roles import assign
from saywell.exchange.source import (
    EVERYTHING,
    NOTHING_ASSUMED,
    Assume,
    Capability,
    Source,
    in_order,
    open_conversation,
    stem,
)
from saywell.exchange.transcript import TRANSCRIPT
from saywell.exchange.whisper import whisper_segment
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import Instant, format_rfc3339, offset_of, parse_rfc3339, seconds

VERSION = "0.4.0"
"""Of the names in draft-ietf-vcon-vcon-core-02 and later: `purpose`, `mediatype`, `critical`."""
PURPOSE = "saywell-inputs"
_ROLES: tuple[Speaker, ...] = ("agent", "customer", "bot", "third")


def is_vcon(value: object) -> bool:
    """Whether a decoded JSON document is a vCon, signed and encrypted ones included."""
    return isinstance(value, dict) and ("vcon" in value or _sealed(value))


def _sealed(value: dict[str, Any]) -> bool:
    return ("payload" in value and "signatures" in value) or ("ciphertext" in value and "recipients" in value)


# -- out ----------------------------------------------------------------------------------------------------------


def write_vcon(inputs: Sequence[AnyInput], *, created: Instant, identity: str) -> str:
    """A vCon as JSON text. `created` is its creation time, `identity` its UUID; the first input must be `opened`."""
    opened = inputs[0] if inputs else None
    if not isinstance(opened, Opened):
        raise SaywellError("exchange.not-opened", place=Place(field="type"), type=type(opened).__name__)
    base = opened.at
    zone = offset_of(opened.started) if opened.started else None
    used = [role for role in _ROLES if any(isinstance(i, Said) and i.by == role for i in inputs)]
    parties = [_party(role, opened) for role in dict.fromkeys(["agent", "customer", *used])]
    numbers = {party["role"]: number for number, party in enumerate(parties)}
    dialogs: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for item, wire in wires(inputs):
        if isinstance(item, Said):
            dialog: dict[str, Any] = {"type": "text", "start": format_rfc3339(item.at, zone)}
            if item.to is not None:
                dialog["duration"] = (item.to - item.at) / 1000
            # Whoever speaks stands first, which makes them the originator (4.3.4).
            speaker = numbers[item.by]
            dialog["parties"] = [speaker, *(one for one in range(len(parties)) if one != speaker)]
            dialog |= {"mediatype": "text/plain", "body": wire.pop("text"), "encoding": "none"}
            wire["dialog"] = len(dialogs)
            wire.pop("to", None)
            dialogs.append(dialog)
        others.append(wire)
    attachment: dict[str, Any] = {"purpose": PURPOSE, "start": format_rfc3339(base, zone), "party": 0}
    if dialogs:
        attachment["dialog"] = 0
    # The body of whatever stands inside is a string (2.3.1), JSON too.
    attachment |= {"mediatype": "application/json", "encoding": "json", "body": json.dumps(others, ensure_ascii=False)}
    document = {
        "vcon": VERSION,
        "uuid": identity,
        "created_at": format_rfc3339(created),
        "subject": opened.id,
        "parties": parties,
        "dialog": dialogs,
        "attachments": [attachment],
        "analysis": [],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _party(role: str, opened: Opened) -> dict[str, Any]:
    party: dict[str, Any] = {"role": role}
    if role == "agent" and opened.agent:
        party |= {"name": opened.agent.name, "uuid": None}
    if role == "customer" and opened.customer:
        known = opened.customer
        party |= {"name": known.name or known.surname, "tel": known.phone}
    return {key: value for key, value in party.items() if value is not None}


# -- in -----------------------------------------------------------------------------------------------------------


def read_vcon(value: dict[str, Any], name: str, assume: Assume = NOTHING_ASSUMED) -> Source:
    """The conversation of one vCon. Raises `exchange.sealed`, `exchange.not-this-format`, `exchange.empty` and, for the
    attachment of our own, what the native reader raises."""
    if _sealed(value):
        raise SaywellError("exchange.sealed", place=Place(name))
    return _Reader(value, name, assume).read()


class _Reader:
    def __init__(self, value: dict[str, Any], name: str, assume: Assume) -> None:
        self.name = name
        self.assume = assume
        self.value = value
        self.notices: list[SaywellError] = []
        self.parties = self._objects("parties")
        self.dialogs = self._objects("dialog")
        self.analysis = self._objects("analysis")
        self.roles: dict[int, Speaker] = {}

    def read(self) -> Source:
        own = next((a for a in self._objects("attachments") if PURPOSE in (a.get("purpose"), a.get("type"))), None)
        self.roles = self._roles()
        said = {number: self._dialog(dialog, number) for number, dialog in enumerate(self.dialogs)}
        if own is not None:
            return self._ours(own, said)
        items: list[tuple[AnyInput, int]] = [(item, number + 1) for number, found in said.items() for item in found]
        items += [(item, 0) for item in self._history()]
        if not items:
            raise SaywellError("exchange.empty", place=Place(self.name))
        inputs, lines = in_order(items)
        opened = self._opened(inputs)
        keys = any(isinstance(item, Hold | Mute | HungUp | Transfer) for item in inputs)
        known: frozenset[Capability] = TRANSCRIPT | {"keys"} if keys else TRANSCRIPT
        return Source(
            name=self.name,
            kind="vcon",
            inputs=(opened, *inputs),
            lines=(0, *lines),
            capabilities=known,
            notices=tuple(self.notices),
        )

    def _ours(self, own: dict[str, Any], said: dict[int, list[AnyInput]]) -> Source:
        """Our own attachment leads; dialogs that it does not name were added by others and are put in by time."""
        body = self._body(own)
        if not isinstance(body, list):
            raise self._bad("attachments", PURPOSE)
        converter = Converter(self.name)
        items: list[tuple[AnyInput, int]] = []
        named: set[int] = set()
        for number, wire in enumerate(body, 1):
            dialog = wire.pop("dialog", None) if isinstance(wire, dict) else None
            if dialog is None:
                items.append((converter.take(wire, number), number))
                continue
            found = said.get(dialog, []) if isinstance(dialog, int) else []
            if len(found) != 1 or not isinstance(found[0], Said):
                raise self._bad("attachments", f"dialog {dialog}")
            taken = converter.take({**wire, "text": found[0].text}, number)
            assert isinstance(taken, Said)
            named.add(dialog)
            if found[0].to is not None:
                taken = msgspec.structs.replace(taken, to=taken.at + found[0].to - found[0].at)
            items.append((taken, number))
        added = [(item, 0) for number, found in said.items() if number not in named for item in found]
        if not items:
            raise SaywellError("exchange.empty", place=Place(self.name))
        inputs, lines = in_order(items + added)
        return Source(
            name=self.name,
            kind="vcon",
            inputs=inputs,
            lines=lines,
            capabilities=EVERYTHING,
            dated=converter.dated,
            notices=tuple(self.notices),
        )

    # -- parties --

    def _roles(self) -> dict[int, Speaker]:
        """Role of each party: what `role` says, else the name; else who began the conversation, by its direction."""
        everybody = range(len(self.parties))
        speaking = [number for number in self._speaking() if number in everybody] or list(everybody)
        labels = {n: self._label(n) for n in speaking}
        first: Speaker = "agent" if self.assume.direction == "outbound" else "customer"
        try:
            roles, notice = assign(labels.values(), self.assume.speakers, first=first)
        except SaywellError as error:
            raise error.at(Place(self.name, field="parties")) from None
        if notice:
            self.notices.append(notice.at(Place(self.name, field="parties")))
        return {n: roles[label] for n, label in labels.items()}

    def _speaking(self) -> list[int]:
        """Parties by their first word."""
        order: list[int] = []
        for dialog in self.dialogs:
            who = dialog.get("originator")
            listed = dialog.get("parties")
            for party in [who, *(listed if isinstance(listed, list) else [listed])]:
                if isinstance(party, int) and party not in order:
                    order.append(party)
        return order

    def _label(self, number: int) -> str:
        party = self.parties[number]
        for key in ("role", "name", "tel", "mailto", "stir", "sip"):
            if isinstance(party.get(key), str) and party[key].strip():
                return str(party[key])
        return f"party {number}"

    def _speaker(self, number: object, field: str) -> Speaker:
        if isinstance(number, int) and number in self.roles:
            return self.roles[number]
        raise self._bad(field, f"party {number}")

    # -- dialogs --

    def _dialog(self, dialog: dict[str, Any], number: int) -> list[AnyInput]:
        kind = dialog.get("type")
        field = f"dialog[{number}]"
        if kind == "text":
            return self._text(dialog, field)
        if kind in ("recording", "video", "audio"):
            return self._transcribed(dialog, number, field)
        if kind == "transfer":
            return [Transfer(at=self._start(dialog, field), step="done")]
        if kind == "incomplete":
            return [HungUp(at=self._start(dialog, field), by="network")]
        raise self._bad(f"{field}.type", str(kind))

    def _text(self, dialog: dict[str, Any], field: str) -> list[AnyInput]:
        text = self._body(dialog)
        if not isinstance(text, str):
            self._missing(field)
            return []
        parties = dialog.get("parties")
        who = dialog.get("originator", parties[0] if isinstance(parties, list) and parties else parties)
        start = self._start(dialog, field)
        length = dialog.get("duration")
        timed = isinstance(length, int | float) and not isinstance(length, bool)
        by = self._speaker(who, f"{field}.originator")
        return [Said(at=start, by=by, text=text, to=start + seconds(length) if timed and length is not None else None)]

    def _transcribed(self, dialog: dict[str, Any], number: int, field: str) -> list[AnyInput]:
        """The transcript of a recording: segments whose speaker is a party's number, role or name."""
        start = self._start(dialog, field)
        found: list[AnyInput] = []
        for analysis in self.analysis:
            refers = analysis.get("dialog")
            if analysis.get("type") != "transcript" or number not in (refers if isinstance(refers, list) else [refers]):
                continue
            body = self._body(analysis)
            listed = body.get("segments", body.get("utterances")) if isinstance(body, dict) else body
            if not isinstance(listed, list):
                continue
            segments = [whisper_segment(item, n, self.name, "vCon") for n, item in enumerate(listed, 1)]
            labels = [self._party_label(segment.label, dialog) for segment in segments]
            roles, notice = assign(labels, self.assume.speakers, first="agent")
            if notice:
                self.notices.append(notice.at(Place(self.name, field=field)))
            for segment, label in zip(segments, labels, strict=True):
                at, to = start + segment.start, start + segment.end
                sure = segment.confidence
                if segment.text.strip():
                    found.append(Said(at=at, to=to, by=roles[label], text=segment.text.strip(), confidence=sure))
            return found
        self._missing(field)
        return []

    def _party_label(self, label: str, dialog: dict[str, Any]) -> str:
        """A speaker that is the number of a party, by that party's label."""
        if label.isdecimal() and int(label) < len(self.parties):
            number = int(label)
        elif not label and isinstance(dialog.get("originator"), int):
            number = dialog["originator"]
        else:
            return label
        return self.roles.get(number, self._label(number))

    def _history(self) -> Iterable[AnyInput]:
        """Hold, mute and leaving, as the parties' history has them."""
        joined = False
        for number, dialog in enumerate(self.dialogs):
            events = dialog.get("party_history")
            for entry in events if isinstance(events, list) else []:
                if not isinstance(entry, dict) or not isinstance(entry.get("time"), str):
                    raise self._bad(f"dialog[{number}].party_history", "time")
                at = self._time(entry["time"], f"dialog[{number}].party_history")
                by = self.roles.get(entry.get("party", -1))
                event = entry.get("event")
                if event in ("hold", "unhold"):
                    yield Hold(at=at, on=event == "hold")
                elif event in ("mute", "unmute") and by == "agent":
                    yield Mute(at=at, on=event == "mute")
                elif event == "join" and by == "agent" and not joined:
                    joined = True
                    yield Answered(at=at)
                elif event in ("drop", "leave") and by in ("agent", "customer"):
                    yield HungUp(at=at, by="agent" if by == "agent" else "customer")

    def _opened(self, inputs: Sequence[AnyInput]) -> Opened:
        starts = [dialog["start"] for dialog in self.dialogs if isinstance(dialog.get("start"), str)]
        started = min(starts, key=lambda text: self._time(text, "dialog")) if starts else None
        recorded = any(dialog.get("type") in ("recording", "audio", "video") for dialog in self.dialogs)
        timed = any(isinstance(item, Said) and item.to is not None for item in inputs)
        by_role = {role: self.parties[number] for number, role in reversed(self.roles.items())}
        agent, customer = by_role.get("agent", {}), by_role.get("customer", {})
        name = customer.get("name") if customer.get("name") != "customer" else None
        identity = self.value.get("uuid") or self.value.get("subject")
        return open_conversation(
            min(inputs[0].at, self._time(started, "dialog") if started else inputs[0].at),
            str(identity) if identity else stem(self.name),
            self.assume,
            channel="phone" if recorded or timed else "chat",
            started=started,
            answered=any(isinstance(item, Answered) for item in inputs),
            agent=Agent(name=agent["name"]) if isinstance(agent.get("name"), str) else None,
            customer=Customer(name=name, phone=_text_of(customer.get("tel")))
            if customer.keys() & {"name", "tel"}
            else None,
        )

    # -- fields --

    def _objects(self, field: str) -> list[dict[str, Any]]:
        found = self.value.get(field, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise self._bad(field, "list")
        return found

    def _start(self, dialog: dict[str, Any], field: str) -> Instant:
        return self._time(dialog.get("start"), f"{field}.start")

    def _time(self, text: object, field: str) -> Instant:
        try:
            return parse_rfc3339(text if isinstance(text, str) else "")
        except SaywellError as error:
            raise error.at(Place(self.name, field=field)) from None

    def _body(self, holder: dict[str, Any]) -> Any:
        body = holder.get("body")
        encoding = holder.get("encoding", "none")
        try:
            if encoding == "base64url" and isinstance(body, str):
                body = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode()
            if isinstance(body, str) and (encoding == "json" or "json" in str(holder.get("mediatype", ""))):
                body = json.loads(body)
        except (ValueError, binascii.Error, RecursionError) as error:
            raise self._bad("body", str(error)[:80]) from None
        return body

    def _missing(self, field: str) -> None:
        self.notices.append(SaywellError("exchange.no-transcript", place=Place(self.name), what=field))

    def _bad(self, field: str, detail: str) -> SaywellError:
        return SaywellError(
            "exchange.not-this-format", place=Place(self.name, field=field), format="vCon", detail=f"{field}: {detail}"
        )


def _text_of(value: object) -> str | None:
    return value if isinstance(value, str) else None
