"""Whisper (also WhisperX, faster-whisper) and FunASR results as JSON: segments with times, at best with speakers.

Whisper counts seconds and may carry `speaker`; FunASR counts milliseconds and carries `spk` in `sentence_info`.
"""

from __future__ import annotations

import math
from typing import Any, TypeGuard

from saywell.exchange.source import NOTHING_ASSUMED, Assume, Source
from saywell.exchange.transcript import Segment, from_segments
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import seconds

_SPEAKER_KEYS = ("speaker", "spk", "speaker_id", "speaker_label", "role", "channel", "party")
_LANGUAGES = {"chinese": "zh", "mandarin": "zh", "cantonese": "yue", "english": "en"}


def is_whisper(value: object) -> bool:
    """Whether a decoded JSON document looks like Whisper's: an object with `segments`."""
    return isinstance(value, dict) and isinstance(value.get("segments"), list)


def is_funasr(value: object) -> bool:
    """Whether it looks like FunASR's: results with `sentence_info`, or a text with its `timestamp`."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and ("sentence_info" in first or ("text" in first and "timestamp" in first))


def read_whisper(value: dict[str, Any], name: str, assume: Assume = NOTHING_ASSUMED) -> Source:
    """One conversation. Raises `exchange.not-this-format` at the segment's number, and what `from_segments` raises."""
    segments = [whisper_segment(item, number, name, "Whisper") for number, item in enumerate(value["segments"], 1)]
    language = value.get("language")
    lang = _LANGUAGES.get(language.lower(), language) if isinstance(language, str) and language else None
    return from_segments(segments, name, "whisper", assume, lang=lang)


def whisper_segment(item: object, number: int, name: str, shown: str) -> Segment:
    """One segment in seconds. Raises `exchange.not-this-format`."""
    place = Place(name, number)
    if not isinstance(item, dict):
        raise SaywellError("exchange.not-this-format", place=place, format=shown, detail="segment")
    text = item.get("text", item.get("transcript"))
    start, end = (item.get(key, item.get(f"{key}_time")) for key in ("start", "end"))
    if not isinstance(text, str) or not _is_time(start):
        field = "start" if isinstance(text, str) else "text"
        raise SaywellError("exchange.not-this-format", place=Place(name, number, field), format=shown, detail=field)
    begin = seconds(float(start))
    logprob = item.get("avg_logprob")
    sure = item.get("confidence")
    if _is_time(logprob) and logprob <= 0:
        sure = round(math.exp(logprob), 4)
    return Segment(
        start=begin,
        end=max(begin, seconds(float(end))) if _is_time(end) else begin,
        text=text,
        label=_label(item),
        line=number,
        confidence=float(sure) if _is_time(sure) and 0 <= sure <= 1 else None,
    )


def read_funasr(value: Any, name: str, assume: Assume = NOTHING_ASSUMED) -> Source:
    """One conversation; several results follow each other as they stand. Raises as `read_whisper`."""
    results = value if isinstance(value, list) else [value]
    sentences: list[object] = []
    for result in results:
        info = result.get("sentence_info") if isinstance(result, dict) else None
        sentences.extend(info if isinstance(info, list) else [_whole(result)])
    segments = []
    for number, item in enumerate(sentences, 1):
        if not isinstance(item, dict) or not isinstance(item.get("text"), str) or not _is_time(item.get("start")):
            raise SaywellError(
                "exchange.not-this-format", place=Place(name, number), format="FunASR", detail="text, start, end"
            )
        start = round(item["start"])
        end = round(item["end"]) if _is_time(item.get("end")) else start
        segments.append(Segment(start, max(start, end), item["text"], _label(item), number))
    return from_segments(segments, name, "funasr", assume)


def _whole(result: object) -> dict[str, Any]:
    """A result without sentences as one of them, its times those of its first and last character."""
    if not isinstance(result, dict):
        return {}
    stamps = result.get("timestamp")
    if not isinstance(stamps, list) or not stamps or not all(isinstance(s, list) and len(s) == 2 for s in stamps):
        return {}
    return {**result, "start": stamps[0][0], "end": stamps[-1][1]}


def _label(item: dict[str, Any]) -> str:
    for key in _SPEAKER_KEYS:
        label = item.get(key)
        if isinstance(label, str | int) and not isinstance(label, bool):
            return str(label)
    return ""


def _is_time(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 1e10
