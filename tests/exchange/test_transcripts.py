"""Transcripts: WebVTT, SRT, Whisper, FunASR, Contact Lens; who speaks is read, assumed or said to be guessed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from saywell.conversation.inputs import HungUp, Measured, Note, Said
from saywell.exchange.detect import read
from saywell.exchange.roles import assign, role_of
from saywell.exchange.source import Assume, Source
from saywell.exchange.transcript import split_label
from saywell.kernel.errors import SaywellError

FILES = Path(__file__).parent / "files"


def one(data: str | bytes | Path, name: str | None = None, assume: Assume | None = None) -> Source:
    (source,) = read(data.encode() if isinstance(data, str) else data, name, assume or Assume())
    return source


def said(source: Source) -> list[tuple[str, str, int, int | None]]:
    base = source.opened.at
    found = [item for item in source.inputs if isinstance(item, Said)]
    return [(s.by, s.text, s.at - base, s.to - base if s.to is not None else None) for s in found]


def code_of(data: str | bytes, name: str, assume: Assume | None = None) -> tuple[str, int | None]:
    with pytest.raises(SaywellError) as caught:
        one(data, name, assume)
    assert caught.value.place.file == name
    return caught.value.code, caught.value.place.line


def test_webvtt_voices() -> None:
    source = one(FILES / "meeting.vtt")
    assert source.kind == "webvtt"
    assert said(source) == [
        ("agent", "Good morning, Acme speaking.", 1_000, 3_500),
        ("customer", "Hello & hi, I lost my card.", 4_000, 6_250),
        ("agent", "Bye.", 3_600_000, 3_602_000),
        ("customer", "Bye!", 3_600_000, 3_602_000),
    ]
    assert source.lines == (0, 9, 12, 17, 17)
    assert not source.can_carry_forms


def test_srt_labels() -> None:
    source = one(FILES / "call.srt")
    assert [(by, text) for by, text, _, _ in said(source)] == [
        ("agent", "您好\uff0c请问有什么可以帮您\uff1f"),
        ("customer", "我要退货"),
        ("customer", "尽快"),
        ("agent", "好的"),
    ]
    assert said(source)[0][2:] == (500, 2_000)


def test_a_sentence_with_a_colon_is_no_label() -> None:
    assert split_label("客服\uff1a您好") == ("客服", "您好")
    assert split_label("[Agent] hello") == ("Agent", "hello")
    assert split_label("您好，请注意：不要挂断")[0] == ""
    assert split_label("at 10:30")[0] in ("", "at 10")
    assert split_label("no label at all") == ("", "no label at all")


@pytest.mark.parametrize(
    ("text", "name", "code", "line"),
    [
        ("WEBVTT\n\n00:01 --> 00:02\nhi\n", "a.vtt", "exchange.not-this-format", 3),
        ("WEBVTT\n\nhello\nworld\n", "a.vtt", "exchange.not-this-format", 3),
        ("WEBVTT\n", "a.vtt", "exchange.empty", None),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nhi\n", "a.vtt", "exchange.no-speakers", None),
        ("1\n00:00:01,000 -> 00:00:02,000\nhi\n", "a.srt", "exchange.not-this-format", 1),
        ("", "a.srt", "exchange.empty", None),
    ],
)
def test_bad_subtitles_are_named(text: str, name: str, code: str, line: int | None) -> None:
    assert code_of(text, name) == (code, line)


def test_subtitles_with_three_unknown_speakers_are_not_guessed() -> None:
    cues = "".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},500\n{who}: hello\n\n" for n, who in enumerate(("Ann", "Bob", "Cy"))
    )
    assert code_of(cues, "a.srt")[0] == "exchange.unknown-speaker"
    known = one(cues, "a.srt", Assume(speakers={"Ann": "agent", "*": "customer"}))
    assert [by for by, *_ in said(known)] == ["agent", "customer", "customer"]


def test_whisper_segments() -> None:
    source = one(FILES / "whisper.json")
    assert source.kind == "whisper"
    assert said(source) == [("agent", "Hello, this is Acme.", 0, 1_500), ("customer", "My card is gone.", 2_250, 4_000)]
    first = source.inputs[1]
    assert isinstance(first, Said)
    assert (first.lang, first.confidence) == ("en", 0.9003)
    assert [notice.code for notice in source.notices] == ["exchange.speakers-guessed"]


def test_what_is_assumed_goes_before_what_is_guessed() -> None:
    assume = Assume(
        speakers={"SPEAKER_00": "customer", "SPEAKER_01": "agent"}, started="2026-11-20T10:00:00+08:00", company="Acme"
    )
    source = one(FILES / "whisper.json", assume=assume)
    assert [by for by, *_ in said(source)] == ["customer", "agent"]
    assert source.opened.at == 1_795_140_000_000
    assert source.opened.facts == {"company": "Acme", "answered": True}
    assert source.notices == ()


def test_on_an_outbound_call_the_customer_is_taken_to_speak_first() -> None:
    source = one(FILES / "whisper.json", assume=Assume(direction="outbound"))
    assert [by for by, *_ in said(source)] == ["customer", "agent"]
    assert source.opened.direction == "outbound"


def test_funasr_sentences_are_in_milliseconds() -> None:
    source = one(FILES / "funasr.json")
    assert source.kind == "funasr"
    assert [(by, start, end) for by, _, start, end in said(source)] == [
        ("agent", 880, 2_195),
        ("customer", 2_900, 5_400),
    ]


def test_a_transcript_without_speakers_says_so() -> None:
    plain = {"segments": [{"start": 0, "end": 1, "text": "hello"}, {"start": 1, "end": 2, "text": "hi"}]}
    assert code_of(json.dumps(plain), "w.json") == ("exchange.no-speakers", None)
    whole = [{"key": "r", "text": "你好", "timestamp": [[0, 100], [100, 300]]}]
    assert code_of(json.dumps(whole), "f.json") == ("exchange.no-speakers", None)
    source = one(json.dumps(whole), "f.json", Assume(speakers={"*": "agent"}))
    assert said(source) == [("agent", "你好", 0, 300)]


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ({"segments": [{"start": 0, "text": "a", "speaker": "agent"}, 7]}, 2),
        ({"segments": [{"start": "soon", "text": "a"}]}, 1),
        ({"segments": [{"start": 0, "text": None}]}, 1),
        ([{"sentence_info": [{"text": "a"}]}], 1),
        ([{"text": "a", "timestamp": [[1]]}], 1),
        ({"Transcript": ["hello"]}, 1),
        ({"Transcript": [{"ParticipantId": "AGENT", "BeginOffsetMillis": 0, "EndOffsetMillis": 1}]}, 1),
        ({"Transcript": [{"ParticipantId": "AGENT", "Content": "a"}]}, 1),
    ],
)
def test_bad_segments_are_named_by_their_number(value: Any, line: int) -> None:
    assert code_of(json.dumps(value), "x.json") == ("exchange.not-this-format", line)


def test_nothing_said_is_an_empty_file() -> None:
    assert code_of('{"segments": []}', "x.json")[0] == "exchange.empty"
    assert code_of('{"Transcript": []}', "x.json")[0] == "exchange.empty"


def test_contact_lens_call() -> None:
    source = one(FILES / "lens-voice.json")
    assert source.kind == "contact-lens"
    assert source.opened.id == "contact-7"
    assert said(source) == [
        ("agent", "Thank you for calling.", 0, 3_200),
        ("customer", "Hi, my order is late.", 2_900, 5_000),
    ]
    measured = [item for item in source.inputs if isinstance(item, Measured)]
    assert [(m.by, m.overlap_ms, m.units_per_min) for m in measured] == [("customer", 350, None), ("agent", None, 141)]


def test_contact_lens_chat() -> None:
    source = one(FILES / "lens-chat.json")
    assert source.opened.channel == "chat"
    assert source.opened.started == "2026-11-20T02:00:00.250Z"
    assert said(source) == [("agent", "Hello", 0, None), ("customer", "hi", 4_750, None)]
    assert [item.text for item in source.inputs if isinstance(item, Note)] == ["You are number 1"]
    assert isinstance(source.inputs[-1], HungUp)


def test_contact_lens_with_somebody_unknown_is_named() -> None:
    item = {"ParticipantId": "p9", "Content": "a", "BeginOffsetMillis": 0, "EndOffsetMillis": 1}
    assert code_of(json.dumps({"Transcript": [item]}), "x.json") == ("exchange.unknown-speaker", 1)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("客服小王", "agent"),
        ("Agent 1024", "agent"),
        ("客户经理", "agent"),
        ("Customer Service", "agent"),
        ("旗舰店:小信", "agent"),
        ("SENDER_AGENT", "agent"),
        ("買家", "customer"),
        ("Customer", "customer"),
        ("user_12", "customer"),
        ("智能客服", "bot"),
        ("chatbot", "bot"),
        ("值班主管", "third"),
        ("王小姐", None),
        ("Reagent", None),
    ],
)
def test_roles_by_label(label: str, role: str | None) -> None:
    assert role_of(label, {}) == role


def test_the_other_side_of_a_known_one_is_no_guess() -> None:
    roles, notice = assign(["Agent", "Jane", "Agent"], {}, first="agent")
    assert roles == {"Agent": "agent", "Jane": "customer"}
    assert notice is None
