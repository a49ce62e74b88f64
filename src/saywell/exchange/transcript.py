"""From a list of transcribed segments to a conversation: what all transcript formats have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from saywell.conversation.inputs import AnyInput, Said
from saywell.exchange.roles import assign
from saywell.exchange.source import Assume, Capability, Kind, Source, base_of, in_order, open_conversation, stem
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import Duration

# A label in front of the words: a few words, then a colon; the words of a sentence before a colon are longer.
_STOP = r":\uff1a\[\]【】()\uff08\uff09<>,\uff0c。.!\uff01?\uff1f"
_LABELLED = re.compile(
    rf"\s*[\[【(\uff08<]?([^\s{_STOP}][^{_STOP}]{{0,23}}?)[\]】)\uff09>]?\s*[:\uff1a]\s*(.*)", re.DOTALL
)
_BRACKETED = re.compile(r"\s*[\[【]([^\]】]{1,24})[\]】]\s*(.*)", re.DOTALL)
TRANSCRIPT: frozenset[Capability] = frozenset({"duration"})


class Segment(msgspec.Struct, frozen=True):
    """One stretch of speech. `start` and `end` in ms from the beginning; `label` empty where nobody is named."""

    start: Duration
    end: Duration
    text: str
    label: str = ""
    line: int = 0
    confidence: float | None = None


def split_label(text: str) -> tuple[str, str]:
    """(`客服`, `您好`) of `客服:您好`; an empty label where there is none."""
    found = _LABELLED.fullmatch(text) or _BRACKETED.fullmatch(text)
    return (found[1].strip(), found[2].strip()) if found else ("", text.strip())


def labelled(segments: Sequence[Segment]) -> list[Segment]:
    """The segments with labels taken from the front of their texts, where none is named and the same few come again."""
    if any(segment.label for segment in segments):
        return list(segments)
    split = [split_label(segment.text) for segment in segments]
    labels = {label for label, _ in split if label}
    named = sum(1 for label, _ in split if label)
    if not labels or named * 2 < len(split) or len(labels) > 6:
        return list(segments)
    last = ""
    result = []
    for segment, (label, text) in zip(segments, split, strict=True):
        # A line without a label goes on with the speaker before.
        last = label or last
        result.append(msgspec.structs.replace(segment, label=last, text=text))
    return result


def from_segments(
    segments: Iterable[Segment], name: str, kind: Kind, assume: Assume, *, lang: str | None = None
) -> Source:
    """A phone conversation of these segments. Raises `exchange.empty` and what `assign` raises."""
    spoken = [segment for segment in segments if segment.text.strip()]
    if not spoken:
        raise SaywellError("exchange.empty", place=Place(name))
    spoken.sort(key=lambda segment: segment.start)
    spoken = labelled(spoken)
    opened = open_conversation(base_of(assume), stem(name), assume, channel="phone")
    try:
        roles, notice = assign(
            (segment.label for segment in spoken),
            assume.speakers,
            first="customer" if opened.direction == "outbound" else "agent",
        )
    except SaywellError as error:
        raise error.at(Place(name)) from None
    chat = opened.channel == "chat"
    items: list[tuple[AnyInput, int]] = [(opened, 0)]
    for segment in spoken:
        said = Said(
            at=opened.at + segment.start,
            to=None if chat else opened.at + max(segment.start, segment.end),
            by=roles[segment.label],
            text=segment.text.strip(),
            lang=lang,
            confidence=segment.confidence,
        )
        items.append((said, segment.line))
    inputs, lines = in_order(items)
    return Source(
        name=name,
        kind=kind,
        inputs=inputs,
        lines=lines,
        capabilities=TRANSCRIPT,
        dated=assume.started is not None,
        notices=(notice.at(Place(name)),) if notice else (),
    )
