"""The native format: UTF-8 JSON Lines, one input a line.

Reading is strict: an unknown field or type, a missing field, a wrong value and a time that runs backwards are errors
with file, line and field. All faults of a file are reported at once (up to 20). Only a file that breaks off in the
middle of its last line is delivered up to there, with `Source.broken` set.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

import msgspec

from saywell.conversation import inputs as model
from saywell.conversation.inputs import AnyInput, Ended, LookedUp, Opened, Said
from saywell.exchange.source import Source, listing
from saywell.kernel.errors import Faults, Place, SaywellError
from saywell.kernel.time import DAY, Instant, format_rfc3339, parse_rfc3339, seconds
from saywell.language.expression import lazy

MAX_FAULTS = 20
MAX_LINE = 64 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_LONGEST = 40 * 366 * DAY
_SURROGATE = lazy(r"[\ud800-\udfff]")
_EXPECTED = lazy(r"Expected `(?P<expected>[^`]+)`, got `(?P<got>[^`]+)`(?: - at `\$\.?(?P<at>.*)`)?")
_UNKNOWN = lazy(r"Object contains unknown field `(?P<field>[^`]*)`(?: - at `\$\.?(?P<at>.*)`)?")
_MISSING = lazy(r"Object missing required field `(?P<field>[^`]*)`(?: - at `\$\.?(?P<at>.*)`)?")
_ELSEWHERE = lazy(r" - at `\$\.?(?P<at>.*)`")


class _Kind:
    """What one type of input may and must hold."""

    def __init__(self, struct: type[AnyInput]) -> None:
        self.struct: Any = struct
        fields = msgspec.structs.fields(struct)
        self.names = frozenset(field.encode_name for field in fields)
        self.required = tuple(field.encode_name for field in fields if field.required)
        self.values: dict[str, tuple[Any, ...]] = {
            field.encode_name: tuple(v for part in (field.type, *get_args(field.type)) for v in _literals(part))
            for field in fields
        }


def _literals(kind: Any) -> tuple[Any, ...]:
    values = get_args(kind)
    return values if values and all(isinstance(value, str) for value in values) else ()


# `ended` is added by the scorer; a file that ends has no need to say so.
KINDS: Mapping[str, _Kind] = {
    str(struct.__struct_config__.tag): _Kind(struct) for struct in get_args(model.AnyInput) if struct is not Ended
}


class Converter:
    """Turns decoded lines into inputs, one after the other; remembers the base and the time before."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.dated = False
        self._base: Instant | None = None
        self._last: Instant = 0

    def take(self, value: object, line: int) -> AnyInput:
        """The input of one line. Raises `exchange.*` and `time.*` with file, line and field."""
        try:
            return self._take(value)
        except SaywellError as error:
            raise error.at(Place(self.name, line)) from None

    def _take(self, value: object) -> AnyInput:
        if not isinstance(value, dict):
            raise SaywellError("exchange.not-object")
        fields = {key: item for key, item in value.items() if item is not None}
        tag = fields.get("type")
        if tag is None:
            raise fault("exchange.missing-field", "type", type="?")
        kind = KINDS.get(tag) if isinstance(tag, str) else None
        if kind is None:
            raise fault("exchange.unknown-type", "type", type=str(tag)[:60], known=listing(sorted(KINDS), 99))
        if (self._base is None) != (tag == "opened"):
            raise fault("exchange.not-opened" if self._base is None else "exchange.opened-twice", "type", type=tag)
        for name in fields.keys() - kind.names - {"type"}:
            raise fault("exchange.unknown-field", name[:60], type=tag, known=listing(sorted(kind.names), 99))
        for name in kind.required:
            if name not in fields:
                raise fault("exchange.missing-field", name, type=tag)
        if tag == "opened":
            self._open(fields)
        self._times(fields)
        try:
            taken: AnyInput = msgspec.convert(fields, kind.struct)
        except msgspec.ValidationError as error:
            raise self._explain(error, tag, kind) from None
        self._last = taken.at
        return taken

    def _open(self, fields: dict[str, Any]) -> None:
        at, started = fields["at"], fields.get("started")
        if isinstance(started, str):
            try:
                self._base = parse_rfc3339(started)
            except SaywellError as error:
                raise error.at(Place(field="started")) from None
        elif isinstance(at, str):
            self._base = _absolute(at, "at")
            fields["started"] = at
        else:
            self._base = 0
        self.dated = "started" in fields
        self._last = self._base
        if isinstance(at, str):
            # The first line is the zero of all seconds, even where it and `started` differ.
            self._base = self._last = _absolute(at, "at")

    def _times(self, fields: dict[str, Any]) -> None:
        at = self._instant(fields["at"], "at")
        if at < self._last:
            late = (self._last - at) / 1000
            raise fault("exchange.time-backwards", "at", at=fields["at"], by=f"{late:g}")
        if "to" in fields and not isinstance(fields["to"], str | int | float):
            raise fault("exchange.wrong-type", "to", expected="number", got=type(fields["to"]).__name__)
        if fields["type"] == "said" and "to" in fields:
            to = self._instant(fields["to"], "to")
            if to < at:
                raise fault("exchange.ends-before-start", "to", at=fields["at"], to=fields["to"])
            fields["to"] = to
        fields["at"] = at

    def _instant(self, value: Any, field: str) -> Instant:
        if isinstance(value, str):
            return _absolute(value, field)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise fault("exchange.wrong-type", field, expected="number | RFC 3339", got=type(value).__name__)
        try:
            offset = seconds(value)
        except (SaywellError, OverflowError):
            raise fault("time.out-of-range", field, value=str(value)[:60]) from None
        if abs(offset) > _LONGEST:
            raise fault("time.out-of-range", field, value=str(value)[:60])
        return (self._base or 0) + offset

    @staticmethod
    def _explain(error: msgspec.ValidationError, tag: str, kind: _Kind) -> SaywellError:
        text = str(error)
        if found := _UNKNOWN.match(text):
            field = ".".join(part for part in (found["at"], found["field"]) if part)
            return fault("exchange.unknown-field", field, type=tag, known="")
        if found := _MISSING.match(text):
            field = ".".join(part for part in (found["at"], found["field"]) if part)
            return fault("exchange.missing-field", field, type=tag)
        if found := _EXPECTED.match(text):
            return fault("exchange.wrong-type", found["at"] or None, expected=found["expected"], got=found["got"])
        where = _ELSEWHERE.search(text)
        field = where["at"] if where else ""
        known = kind.values.get(field, ())
        return fault("exchange.wrong-value", field or None, known=listing([str(v) for v in known], 99) or text)


def fault(code: str, field: str | None, **fields: Any) -> SaywellError:
    """An error at a field, to be completed with file and line by whoever knows them."""
    return SaywellError(code, place=Place(field=field), name=field or "", **fields)


def _absolute(text: str, field: str) -> Instant:
    try:
        return parse_rfc3339(text)
    except SaywellError as error:
        raise error.at(Place(field=field)) from None


def decode(raw: bytes) -> object:
    """One line of JSON. A lone surrogate becomes U+FFFD, so that offsets stay. Raises `exchange.*`."""
    if len(raw) > MAX_LINE:
        raise SaywellError("exchange.line-too-long", megabytes=MAX_LINE >> 20)
    try:
        return msgspec.json.decode(raw)
    except UnicodeDecodeError:
        raise SaywellError("exchange.not-utf8") from None
    except RecursionError:
        raise SaywellError("exchange.not-json", detail="nested too deeply") from None
    except msgspec.DecodeError as error:
        if b"\\ud" not in raw.lower():
            raise SaywellError("exchange.not-json", detail=str(error)) from None
    try:
        return _mended(json.loads(raw, parse_constant=_no_constant))
    except (ValueError, RecursionError) as error:
        raise SaywellError("exchange.not-json", detail=str(error)[:120]) from None


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    return value


def stream(lines: Iterable[bytes], converter: Converter) -> Iterator[tuple[AnyInput, int]]:
    """Inputs with their line numbers, as they come. Raises at the first fault, `exchange.truncated` at a half line."""
    for number, raw, whole in _numbered(lines):
        try:
            value = decode(raw)
        except SaywellError as error:
            raise (error if whole else SaywellError("exchange.truncated")).at(Place(converter.name, number)) from None
        yield converter.take(value, number), number


def _numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """(number, line, whether it is whole), blank lines left out; a tail of NULs, as a crash leaves it, is no line."""
    for number, line in enumerate(lines, 1):
        raw = line.removeprefix(_BOM) if number == 1 else line
        if raw.strip():
            yield number, raw.rstrip(b"\r\n"), raw.endswith(b"\n") and b"\0" not in raw


def read_native(lines: Iterable[bytes], name: str) -> Source:
    """The conversation of one file. Raises one error, or `Faults` with all of them, where it is not in order."""
    converter = Converter(name)
    found: list[AnyInput] = []
    places: list[int] = []
    faults: list[SaywellError] = []
    broken: SaywellError | None = None
    for number, raw, whole in _numbered(lines):
        if broken is not None:
            # What looked like a half last line was not the last one.
            faults.append(broken)
            broken = None
        try:
            found.append(converter.take(decode(raw), number))
            places.append(number)
        except SaywellError as error:
            if not whole and error.code in ("exchange.not-json", "exchange.not-utf8"):
                broken = SaywellError("exchange.truncated", place=Place(name, number))
                continue
            faults.append(error.at(Place(name, number)))
            if not found or len(faults) >= MAX_FAULTS:
                break
    if not found and not faults:
        faults.append(broken or SaywellError("exchange.empty", place=Place(name)))
    if faults:
        raise faults[0] if len(faults) == 1 else Faults(faults)
    return Source(
        name=name, kind="native", inputs=tuple(found), lines=tuple(places), dated=converter.dated, broken=broken
    )


def to_wire(item: AnyInput, base: Instant) -> dict[str, Any]:
    """One input as it stands in a file: `at` and `to` in seconds from `base`, empty fields left out."""
    fields: dict[str, Any] = msgspec.to_builtins(item)
    wire: dict[str, Any] = {"at": _seconds(item.at - base)}
    if isinstance(item, Said) and item.to is not None:
        wire["to"] = _seconds(item.to - base)
    wire["type"] = fields["type"]
    for key, value in fields.items():
        if key not in wire:
            wire[key] = value
    if isinstance(item, LookedUp):
        # The result is the point of it, even where it is the usual one.
        wire["result"] = item.result
    return wire


def _seconds(duration: int) -> int | float:
    return duration // 1000 if duration % 1000 == 0 else duration / 1000


def write_native(items: Iterable[AnyInput]) -> Iterator[str]:
    """The lines of a native file, each with its line break. The first input must be `opened`."""
    for _, wire in wires(items):
        yield json.dumps(wire, ensure_ascii=False) + "\n"


def wires(items: Iterable[AnyInput]) -> Iterator[tuple[AnyInput, dict[str, Any]]]:
    """Inputs beside their wire forms; `ended` is left out. Raises `exchange.not-opened`."""
    base: Instant | None = None
    for item in items:
        if isinstance(item, Ended):
            continue
        if base is None:
            if not isinstance(item, Opened):
                raise SaywellError("exchange.not-opened", place=Place(field="type"), type=str(type(item).__name__))
            base = parse_rfc3339(item.started) if item.started else 0
            wire = to_wire(item, base)
            if item.at != base:
                base = item.at
                wire["at"] = format_rfc3339(item.at)
        else:
            wire = to_wire(item, base)
        yield item, wire
