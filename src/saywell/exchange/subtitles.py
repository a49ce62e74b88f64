"""WebVTT (W3C) and SubRip subtitles: cues with a voice span `<v Agent>` or a label in front of the words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from saywell.exchange.source import NOTHING_ASSUMED, Assume, Kind, Source
from saywell.exchange.transcript import Segment, from_segments
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import HOUR, MINUTE, SECOND, Duration

_TIME = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|lang|ruby|rt|font)(?:[.\s][^>]*)?>|<\d[\d:.]*>|\{\\[^}]*\}", re.IGNORECASE)


def read_subtitles(text: str, name: str, assume: Assume = NOTHING_ASSUMED) -> Source:
    """One conversation. Raises `exchange.not-this-format` with the line, and what `from_segments` raises."""
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    kind: Kind = "webvtt" if lines and lines[0].startswith("WEBVTT") else "srt"
    segments = [segment for block in _blocks(lines) for segment in _cue(block, name, kind)]
    return from_segments(segments, name, kind, assume)


def _blocks(lines: list[str]) -> Iterator[list[tuple[int, str]]]:
    """Paragraphs with the numbers of their lines."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _cue(block: list[tuple[int, str]], name: str, kind: Kind) -> Iterator[Segment]:
    where = next((i for i, (_, line) in enumerate(block[:2]) if "-->" in line), None)
    first_number, first = block[0]
    if where is None:
        header = first.startswith(("WEBVTT", "NOTE", "STYLE", "REGION")) and kind == "webvtt"
        if header or (kind == "srt" and len(block) == 1 and first.strip().isdigit()):
            return
        raise _bad(name, kind, first_number, first)
    number, timing = block[where]
    found = _TIMING.fullmatch(timing)
    if found is None:
        raise _bad(name, kind, number, timing)
    start, end = _instant(found, 1), _instant(found, 5)
    text = "\n".join(line for _, line in block[where + 1 :])
    for label, words in _voices(text):
        yield Segment(start=start, end=max(start, end), text=words, label=label, line=number)


def _voices(text: str) -> Iterator[tuple[str, str]]:
    """(speaker, words) for each voice of a cue; several labelled lines are several voices."""
    parts = _VOICE.split(text)
    if parts[0].strip():
        yield "", _words(parts[0])
    for label, words in zip(parts[1::2], parts[2::2], strict=True):
        if words.strip():
            yield html.unescape(label).strip(), _words(words)


def _words(text: str) -> str:
    plain = html.unescape(_TAG.sub("", text)).replace("\u200e", "").replace("\u200f", "").replace("\xa0", " ")
    lines = [line.strip().removeprefix("- ") for line in plain.split("\n") if line.strip()]
    joined = ""
    for line in lines:
        # A break inside Chinese text is no blank.
        blank = joined and not (joined[-1] > "\u2e7f" or line[0] > "\u2e7f")
        joined += (" " if blank else "") + line
    return joined


def _instant(found: re.Match[str], group: int) -> Duration:
    hours, minutes, secs, part = found.group(group, group + 1, group + 2, group + 3)
    return int(hours or 0) * HOUR + int(minutes) * MINUTE + int(secs) * SECOND + int(part.ljust(3, "0"))


def _bad(name: str, kind: Kind, number: int, line: str) -> SaywellError:
    shown = {"webvtt": "WebVTT", "srt": "SRT"}[kind]
    return SaywellError("exchange.not-this-format", place=Place(name, number), format=shown, detail=line.strip()[:60])
