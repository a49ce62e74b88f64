"""The native format is read strictly, to the line and field, and written so that the same inputs come back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saywell.conversation.inputs import Ended, Opened, Said
from saywell.exchange.detect import read
from saywell.exchange.native import Converter, read_native, stream, write_native
from saywell.exchange.source import Source
from saywell.kernel.errors import Faults, SaywellError

FILES = Path(__file__).parent / "files"
OPENED = '{"at": 0, "type": "opened", "id": "c", "channel": "phone", "direction": "inbound"}\n'
STARTED = OPENED.replace("}", ', "started": "2026-11-20T10:00:00+08:00"}')


def one(text: str | bytes) -> Source:
    raw = text.encode() if isinstance(text, str) else text
    (source,) = read(raw, "a.jsonl")
    return source


def fault_of(text: str | bytes) -> tuple[str, int | None, str | None]:
    with pytest.raises(SaywellError) as caught:
        one(text)
    error = caught.value
    assert error.place.file == "a.jsonl"
    assert all(error.render(locale) != error.code for locale in ("zh-Hans", "zh-Hant", "en"))
    return error.code, error.place.line, error.place.field


def test_the_file_of_the_format_is_read_whole() -> None:
    (source,) = read(FILES / "native.jsonl")
    assert source.kind == "native"
    assert len(source.inputs) == 16
    assert source.lines == tuple(range(1, 17))
    assert source.opened.at == 1_795_140_000_000
    assert source.inputs[2].at - source.opened.at == 2_400
    said = source.inputs[3]
    assert isinstance(said, Said)
    assert said.to is not None
    assert said.to - said.at == 3_100
    assert source.inputs[14].at - source.opened.at == 60_000
    assert source.can_carry_forms
    assert source.broken is None


def test_what_is_written_reads_the_same() -> None:
    (source,) = read(FILES / "native.jsonl")
    text = "".join(write_native((*source.inputs, Ended(at=source.inputs[-1].at))))
    assert one(text).inputs == source.inputs
    assert json.loads(text.splitlines()[9])["result"] == "matches"


def test_a_conversation_that_did_not_begin_at_its_started_time_reads_the_same() -> None:
    opened = Opened(at=5_000, id="c", channel="chat", direction="inbound", started="1970-01-01T00:00:01Z")
    said = Said(at=6_000, by="agent", text="a")
    assert one("".join(write_native([opened, said]))).inputs == (opened, said)


def test_without_a_date_instants_count_from_1970() -> None:
    source = one(OPENED + '{"at": 1.5, "type": "ringing"}\n')
    assert [item.at for item in source.inputs] == [0, 1_500]
    assert not source.dated


def test_a_first_line_with_an_instant_dates_the_file() -> None:
    source = one(OPENED.replace('"at": 0', '"at": "1970-01-01T08:00:10+08:00"') + '{"at": 1, "type": "ringing"}\n')
    assert [item.at for item in source.inputs] == [10_000, 11_000]
    assert source.opened.started == "1970-01-01T08:00:10+08:00"


R = '{"at": 1, "type": "ringing"}\n'
LATER: list[tuple[str, str, str | None]] = [
    ('{"at": 1, "type": "sang"}', "exchange.unknown-type", "type"),
    ('{"at": 1, "type": "ended"}', "exchange.unknown-type", "type"),
    ('{"at": 1, "type": 7}', "exchange.unknown-type", "type"),
    ('{"at": 1}', "exchange.missing-field", "type"),
    ('{"type": "ringing"}', "exchange.missing-field", "at"),
    ('{"at": 1, "type": "said", "by": "agent"}', "exchange.missing-field", "text"),
    ('{"at": 1, "type": "ringing", "loud": true}', "exchange.unknown-field", "loud"),
    ('{"at": 1, "type": "said", "by": "boss", "text": ""}', "exchange.wrong-value", "by"),
    ('{"at": 1, "type": "said", "by": "agent", "text": 5}', "exchange.wrong-type", "text"),
    ('{"at": 1, "type": "hold", "on": "yes"}', "exchange.wrong-type", "on"),
    ('{"at": true, "type": "ringing"}', "exchange.wrong-type", "at"),
    ('{"at": "noon", "type": "ringing"}', "time.not-rfc3339", "at"),
    ('{"at": 1e300, "type": "ringing"}', "time.out-of-range", "at"),
    ('{"at": 1e999, "type": "ringing"}', "exchange.not-json", None),
    ('{"at": ' + "9" * 400 + ', "type": "ringing"}', "time.out-of-range", "at"),
    ('{"at": 5, "to": 4, "type": "said", "by": "agent", "text": ""}', "exchange.ends-before-start", "to"),
    ('{"at": 5, "to": [], "type": "said", "by": "agent", "text": ""}', "exchange.wrong-type", "to"),
]
"""A line after the first: what is wrong with it, and in which field."""
BAD: list[tuple[str, str, int | None, str | None]] = [
    ("", "exchange.empty", None, None),
    ("\n \n", "exchange.empty", None, None),
    (R, "exchange.not-opened", 1, "type"),
    (OPENED + OPENED, "exchange.opened-twice", 2, "type"),
    (OPENED.replace("}", ', "agent": {"nr": "1"}}'), "exchange.unknown-field", 1, "agent.nr"),
    (OPENED.replace("}", ', "agent": {"number": 1024}}'), "exchange.wrong-type", 1, "agent.number"),
    (OPENED.replace("phone", "fax"), "exchange.wrong-value", 1, "channel"),
    (OPENED.replace("}", ', "started": "yesterday"}'), "time.not-rfc3339", 1, "started"),
    (OPENED + R + R.replace("1", "0.5"), "exchange.time-backwards", 3, "at"),
    (STARTED + R + R.replace("1", '"2026-11-20T10:00:00.5+08:00"', 1), "exchange.time-backwards", 3, "at"),
    (OPENED + "[1]\n", "exchange.not-object", 2, None),
    (OPENED + "{oops}\n" + R, "exchange.not-json", 2, None),
    (OPENED + "[" * 5_000 + "\n" + R, "exchange.not-json", 2, None),
    (OPENED[:30], "exchange.truncated", 1, None),
    *((f"{OPENED}{line}\n", code, 2, field) for line, code, field in LATER),
]


@pytest.mark.parametrize(("text", "code", "line", "field"), BAD)
def test_a_fault_is_named_with_line_and_field(text: str, code: str, line: int | None, field: str | None) -> None:
    assert fault_of(text) == (code, line, field)


def test_bytes_that_are_no_utf8_are_named() -> None:
    assert fault_of(OPENED.encode() + b'{"at": 1, "type": "note", "text": "\xff"}\n') == ("exchange.not-utf8", 2, None)


def test_all_faults_are_reported_at_once() -> None:
    with pytest.raises(Faults) as caught:
        one(OPENED + '{"at": 1, "type": "sang"}\n' + R + '{"at": 1, "type": "hold"}\n')
    assert [(e.code, e.place.line) for e in caught.value.errors] == [
        ("exchange.unknown-type", 2),
        ("exchange.missing-field", 4),
    ]


@pytest.mark.parametrize(
    "tail", ['{"at": 2, "type": "sa', '{"at": 2, "type": "note", "text": "您'.encode()[:-1], b"\0" * 40]
)
def test_a_half_last_line_delivers_everything_before_it(tail: str | bytes) -> None:
    raw = (OPENED + R).encode() + (tail.encode() if isinstance(tail, str) else tail)
    source = one(raw)
    assert len(source.inputs) == 2
    assert source.broken is not None
    assert (source.broken.code, source.broken.place.line) == ("exchange.truncated", 3)


def test_a_whole_last_line_needs_no_line_break() -> None:
    source = one(OPENED + R.strip())
    assert len(source.inputs) == 2
    assert source.broken is None


def test_a_byte_order_mark_windows_line_ends_and_blank_lines_do_no_harm() -> None:
    source = one(b"\xef\xbb\xbf" + (OPENED + "\n" + R).replace("\n", "\r\n").encode())
    assert source.lines == (1, 3)


def test_nul_and_lone_surrogates_keep_their_place() -> None:
    source = one(OPENED + '{"at": 1, "type": "said", "by": "agent", "text": "a\\u0000b\\ud83dc"}\n')
    said = source.inputs[1]
    assert isinstance(said, Said)
    assert said.text == "a\0b\ufffdc"
    assert said.text.encode()


def test_a_megabyte_of_text_is_a_line_like_any_other() -> None:
    text = "好" * 1_000_000
    source = one(OPENED + json.dumps({"at": 1, "type": "said", "by": "agent", "text": text}) + "\n")
    said = source.inputs[1]
    assert isinstance(said, Said)
    assert said.text == text


def test_a_line_beyond_all_measure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saywell.exchange.native.MAX_LINE", 1_000)
    assert fault_of(OPENED + '{"at": 1, "type": "note", "text": "' + "x" * 1_000 + '"}\n')[:2] == (
        "exchange.line-too-long",
        2,
    )


def test_empty_optional_fields_are_absent_fields() -> None:
    source = one(OPENED.replace("}", ', "facts": null, "agent": null, "purpose": null}'))
    assert source.opened.facts == {}


def test_a_recorded_recognition_comes_through() -> None:
    heard = '"heard": {"recogniser": "r1", "moves": [{"id": "greets", "start": 0, "end": 1}]}'
    source = one(OPENED + '{"at": 1, "type": "said", "by": "agent", "text": "hi", ' + heard + "}\n")
    said = source.inputs[1]
    assert isinstance(said, Said)
    assert said.heard is not None
    assert said.heard.moves[0].id == "greets"
    assert one("".join(write_native(source.inputs))).inputs == source.inputs


def test_inputs_stream_line_by_line() -> None:
    def lines() -> Any:
        yield OPENED.encode()
        yield R.encode()
        yield b'{"at": 2, "ty'

    coming = stream(lines(), Converter("live"))
    assert [next(coming)[1], next(coming)[1]] == [1, 2]
    with pytest.raises(SaywellError) as caught:
        next(coming)
    assert caught.value.code == "exchange.truncated"


def test_only_a_conversation_that_opens_is_written() -> None:
    with pytest.raises(SaywellError) as caught:
        list(write_native([Said(at=0, by="agent", text="")]))
    assert caught.value.code == "exchange.not-opened"


GOOD = (FILES / "native.jsonl").read_bytes()


def attempt(raw: bytes) -> tuple[Source | None, SaywellError | None]:
    try:
        return read_native(raw.splitlines(keepends=True), "x"), None
    except SaywellError as error:
        return None, error


@settings(deadline=None, max_examples=200)
@given(st.integers(0, len(GOOD)), st.binary(max_size=6), st.integers(0, 40))
def test_no_damage_raises_anything_but_a_named_error(where: int, junk: bytes, cut: int) -> None:
    raw = GOOD[:where] + junk + GOOD[where + cut :]
    source, error = attempt(raw)
    if error is not None:
        assert error.render("zh-Hans").startswith("x")
    else:
        assert source is not None
        assert isinstance(source.inputs[0], Opened)


@given(st.integers(1, len(GOOD)))
def test_nothing_before_a_cut_is_lost(where: int) -> None:
    whole = GOOD[:where].count(b"\n")
    source, error = attempt(GOOD[:where])
    if error is not None:
        assert whole == 0
        assert error.code == "exchange.truncated"
    else:
        assert source is not None
        assert len(source.inputs) >= whole
        assert (source.broken is None) == (len(source.inputs) > whole or GOOD[where - 1 : where] == b"\n")
