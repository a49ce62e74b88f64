"""The `.talk` notation: conversations as people write them down, for examples and tests.

    # opened: channel=phone direction=inbound started=2026-11-20T10:00:00+08:00 agent=1024/小信 customer=王/先生
    ringing
    +2 answered
    A: 您好,请问有什么可以帮您?
    +5 C[3.5]{lang=yue}: ……

`A` agent, `C` customer, `B` bot, `T` third. `+N` begins N s after the previous end, `@N` at second N of the
conversation. Without either, speech begins 0.8 s after the previous end and an event 0.2 s after it; in chat everything
said has no duration and follows after 5 s. Speech lasts 1/4.5 s for each Chinese character and digit and 0.4 s for each
other word, 0.6 s at least, unless `[N]` says how long. Every `# opened:` begins a conversation; other lines with `#`
are comments. Values with blanks stand in double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from saywell.conversation.inputs import AnyInput
from saywell.exchange.native import Converter, fault
from saywell.exchange.source import Source, stem
from saywell.kernel.errors import Faults, Place, SaywellError
from saywell.kernel.time import Duration, seconds
from saywell.language.expression import lazy

SPEECH_GAP: Duration = 800
EVENT_GAP: Duration = 200
CHAT_GAP: Duration = 5_000
SHORTEST: Duration = 600
_CHARACTER = 1 / 4.5
_WORD = 0.4

_OPENED = lazy(r"#\s*opened\s*[:\uff1a](.*)")
_TIMED = lazy(r"(?s)([+@])(\d+(?:\.\d+)?)\s+(.*)")
_SAID = lazy(r"(?s)([ACTB])((?:\[[^\]]*\]|\{[^}]*\})*)\s*[:\uff1a](.*)")
_TOKEN = lazy(r'(?:[^\s"]|"(?:[^"\\]|\\.)*")+')
_QUOTED = lazy(r'"((?:[^"\\]|\\.)*)"')
_SPOKEN_ONE_BY_ONE = lazy(r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\U00020000-\U0003134f]|\d")
_SPOKEN_AS_WORD = lazy(r"[^\W\d_\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\U00020000-\U0003134f]+(?:['’-]\w+)*")
_WHO = {"A": "agent", "C": "customer", "B": "bot", "T": "third"}
_RESULTS = ("matches", "differs", "missing", "failed")
_SWITCH = {"on": True, "off": False}
_FLAGS = {"true": True, "false": False}


def speech_length(text: str) -> Duration:
    """How long a text takes to say, to the tenth of a second."""
    units = len(_SPOKEN_ONE_BY_ONE.findall(text)) * _CHARACTER + len(_SPOKEN_AS_WORD.findall(text)) * _WORD
    return max(SHORTEST, round(units * 10) * 100)


def read_script(text: str, name: str) -> Iterator[Source]:
    """The conversations of one file, in order. Raises `exchange.*`, all faults of a conversation at once."""
    part: list[tuple[int, str]] = []
    count = 0
    for number, raw in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = raw.strip()
        opens = _OPENED.match(line)
        if opens and part:
            yield _conversation(part, name, count)
            part, count = [], count + 1
        if opens or (line and not line.startswith("#")):
            part.append((number, line))
    if not part:
        raise SaywellError("exchange.empty", place=Place(name))
    yield _conversation(part, name, count)


def _conversation(part: list[tuple[int, str]], name: str, count: int) -> Source:
    reader = _Script(name, stem(name) + (f"-{count + 1}" if count else ""))
    inputs: list[AnyInput] = []
    faults: list[SaywellError] = []
    for number, line in part:
        try:
            inputs.append(reader.converter.take(reader.line(line), number))
        except SaywellError as error:
            faults.append(error.at(Place(name, number)))
            if not inputs:
                break
    if faults:
        raise faults[0] if len(faults) == 1 else Faults(faults)
    return Source(
        name=name,
        kind="script",
        inputs=tuple(inputs),
        lines=tuple(number for number, _ in part),
        dated=reader.converter.dated,
    )


class _Script:
    """Reads one conversation line by line into the wire form; keeps the time."""

    def __init__(self, name: str, conversation: str) -> None:
        self.converter = Converter(name)
        self.conversation = conversation
        self.chat = False
        self.end: Duration = 0

    def line(self, line: str) -> dict[str, Any]:
        opens = _OPENED.match(line)
        if opens:
            fields = self._opened(opens[1])
            self.chat = fields["channel"] == "chat"
            return fields
        timed = _TIMED.match(line)
        body = timed[3] if timed else line
        said = _SAID.match(body)
        fields = self._said(said) if said else _event(body)
        length: Duration = fields.pop("length", 0)
        gap = EVENT_GAP if not said else CHAT_GAP if self.chat else SPEECH_GAP
        start = self.end + gap
        if timed:
            start = seconds(float(timed[2])) + (self.end if timed[1] == "+" else 0)
        fields["at"] = start / 1000
        if said and not self.chat:
            fields["to"] = (start + length) / 1000
        self.end = max(self.end, start + length)
        return fields

    def _said(self, said: re.Match[str]) -> dict[str, Any]:
        text = said[3].strip()
        fields: dict[str, Any] = {"type": "said", "by": _WHO[said[1]], "text": text}
        fields["length"] = 0 if self.chat else speech_length(text)
        for mark in re.findall(r"\[[^\]]*\]|\{[^}]*\}", said[2]):
            inside = mark[1:-1].strip()
            if mark[0] == "[":
                fields["length"] = _number(inside, "length", _milliseconds=True)
            else:
                extra = _named(_tokens(inside), ("lang", "confidence"))
                if "confidence" in extra:
                    extra["confidence"] = _number(extra["confidence"], "confidence")
                fields |= extra
        return fields

    def _opened(self, text: str) -> dict[str, Any]:
        fields: dict[str, Any] = {"type": "opened", "at": 0, "id": self.conversation}
        fields |= {"channel": "phone", "direction": "inbound"}
        facts: dict[str, Any] = {}
        people: dict[str, dict[str, str]] = {}
        for token in _tokens(text):
            key, value = _pair(token)
            head, _, rest = key.partition(".")
            if head in ("company", "facts"):
                _put(facts, key if head == "company" else rest, _FLAGS.get(value, value))
            elif key == "agent":
                number, _, given = value.partition("/")
                if not given and not any(character.isdigit() for character in number):
                    number, given = "", number
                people["agent"] = {k: v for k, v in (("number", number), ("name", given)) if v}
            elif key == "customer":
                surname, _, title = value.partition("/")
                found = (("surname", surname), ("title", title))
                people.setdefault("customer", {}).update({k: v for k, v in found if v})
            elif head == "customer":
                people.setdefault("customer", {})[rest] = value
            elif key in ("id", "channel", "direction", "started", "purpose"):
                fields[key] = value
            else:
                raise fault(
                    "exchange.script-word", key, text=token, known="id channel direction started company agent…"
                )
        return fields | people | ({"facts": facts} if facts else {})


def _put(facts: dict[str, Any], path: str, value: Any) -> None:
    *heads, last = path.split(".")
    for head in heads:
        inner = facts.setdefault(head, {})
        if not isinstance(inner, dict):
            raise fault("exchange.script-word", f"facts.{path}", text=path, known="")
        facts = inner
    facts[last] = value


def _tokens(text: str) -> list[str]:
    tokens: list[str] = _TOKEN.findall(text)
    if "".join(tokens) != "".join(text.split()) and text.count('"') % 2:
        raise fault("exchange.script-quote", None, text=text[:60])
    return tokens


def _plain(token: str) -> str:
    return _QUOTED.sub(lambda quoted: re.sub(r"\\(.)", r"\1", quoted[1]), token)


def _pair(token: str) -> tuple[str, str]:
    key, equals, value = token.partition("=")
    if not equals or not key:
        raise fault("exchange.script-pair", None, text=token)
    return key, _plain(value)


def _named(tokens: list[str], allowed: tuple[str, ...] | None) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for token in tokens:
        key, value = _pair(token)
        if allowed is not None and key not in allowed:
            raise fault("exchange.script-word", key, text=token, known=" ".join(allowed))
        fields[key] = value
    return fields


def _number(text: str, field: str, *, _milliseconds: bool = False) -> float:
    try:
        value = float(text)
    except ValueError:
        raise fault("exchange.wrong-type", field, expected="number", got=text[:60]) from None
    return seconds(value) if _milliseconds else value


def _event(body: str) -> dict[str, Any]:
    """One event in the wire form. Raises `exchange.script-*`."""
    word, *rest = _tokens(body) or [""]
    shape = _SHAPES.get(word)
    if shape is None:
        known = "A: C: T: B: " + " ".join(_SHAPES)
        raise fault("exchange.script-word", None, text=body[:60], known=known)
    kind, places, named = shape
    fields: dict[str, Any] = {"type": kind}
    plain = [_plain(token) for token in rest if "=" not in token or token.startswith('"')]
    pairs = [token for token in rest if "=" in token and not token.startswith('"')]
    if kind in ("incident", "note"):
        text = body.split(None, 1)[1] if rest else ""
        return fields | _told(kind, text)
    if kind == "looked_up" and plain and plain[-1] in _RESULTS:
        fields["result"] = plain.pop()
    if len(plain) > len(places):
        raise fault("exchange.script-word", None, text=plain[len(places)], known=" ".join(places))
    for place, value in zip(places, plain, strict=False):
        fields[place] = _switched(value) if place == "on" else value
    found = _named(pairs, named)
    if kind == "measured":
        fields |= {key: _number(value, key) for key, value in found.items()}
    elif named is None:
        fields["fields"] = found
    else:
        fields |= found
    return fields


def _told(kind: str, text: str) -> dict[str, Any]:
    if kind == "note":
        return {"text": _plain(text)}
    switch, _, told = text.partition(" ")
    return {"on": _switched(switch)} | ({"text": _plain(told.strip())} if told.strip() else {})


def _switched(value: str) -> bool:
    if value not in _SWITCH:
        raise fault("exchange.wrong-value", "on", known="on, off")
    return _SWITCH[value]


# word -> (type, fields by position, fields by name; None where any name may stand and goes into `fields`)
_SHAPES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...] | None]] = {
    "ringing": ("ringing", (), ()),
    "answered": ("answered", (), ()),
    "hold": ("hold", ("on",), ()),
    "mute": ("mute", ("on",), ()),
    "transfer": ("transfer", ("step", "to"), ("to",)),
    "identified": ("identified", (), ("surname", "title", "name", "phone", "account")),
    "looked_up": ("looked_up", ("what", "key"), None),
    "form": ("form", ("form",), None),
    "measured": ("measured", ("by",), ("loudness_db", "units_per_min", "overlap_ms", "noise_db", "lost_percent")),
    "incident": ("incident", (), ()),
    "colleague": ("colleague", ("number", "status"), ("shift",)),
    "done": ("done", ("what",), ("ref", "to")),
    "hung_up": ("hung_up", ("by",), ()),
    "speech": ("speech", ("by", "on"), ()),
    "note": ("note", (), ()),
}
