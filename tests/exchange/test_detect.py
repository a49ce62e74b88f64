"""A file is known by its content or its suffix; folders and patterns name files; formats load only what they need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from saywell.exchange.detect import detect, files, read
from saywell.kernel.errors import SaywellError

FILES = Path(__file__).parent / "files"
KINDS = {
    "call.srt": "srt",
    "call.talk": "script",
    "english.tsv": "table",
    "foreign.vcon": "vcon",
    "funasr.json": "funasr",
    "lens-chat.json": "contact-lens",
    "lens-voice.json": "contact-lens",
    "meeting.vtt": "webvtt",
    "native.jsonl": "native",
    "shop.csv": "table",
    "whisper.json": "whisper",
}


def test_every_kind_of_file_is_known_by_its_suffix() -> None:
    assert {path.name for path in files([str(FILES)])} == KINDS.keys()
    assert {path.name: next(read(path)).kind for path in files([str(FILES)])} == KINDS


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_of_file_is_known_by_its_content(name: str) -> None:
    assert next(read((FILES / name).read_bytes(), "stdin")).kind == KINDS[name]


def test_native_lines_in_a_json_file() -> None:
    raw = (FILES / "native.jsonl").read_bytes()
    assert next(read(raw, "a.json")).kind == "native"
    assert next(read(raw.splitlines()[0], "a.json")).kind == "native"


def test_a_list_of_documents_holds_several_conversations() -> None:
    one = (FILES / "lens-voice.json").read_text(encoding="utf-8")
    found = list(read(f"[{one}, {one}]".encode(), "a.json"))
    assert [source.name for source in found] == ["a.json#1", "a.json#2"]


@pytest.mark.parametrize(
    ("raw", "name", "code"),
    [
        (b"", "a.bin", "exchange.unknown-format"),
        (b"just words\n", "notes", "exchange.unknown-format"),
        (b"\x00\x01\x02\xff", "a.bin", "exchange.unknown-format"),
        (b'{"hello": 1}', "a.json", "exchange.unknown-format"),
        (b"[]", "a.json", "exchange.unknown-format"),
        (b"{", "a.json", "exchange.not-json"),
        (b"", "a.json", "exchange.empty"),
        (b"\xff\xff\xff\xff\xff", "a.srt", "exchange.not-utf8"),
    ],
)
def test_what_is_no_conversation_is_named(raw: bytes, name: str, code: str) -> None:
    with pytest.raises(SaywellError) as caught:
        list(read(raw, name))
    assert (caught.value.code, caught.value.place.file) == (code, name)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for suffix in (".jsonl", ".csv"):
        with pytest.raises(SaywellError) as caught:
            list(read(tmp_path / f"no{suffix}"))
        assert caught.value.code == "exchange.not-found"
        (tmp_path / f"folder{suffix}").mkdir()
        with pytest.raises(SaywellError) as caught:
            list(read(tmp_path / f"folder{suffix}"))
        assert caught.value.code == "exchange.unreadable"


def test_files_by_name_folder_and_pattern_each_once(tmp_path: Path) -> None:
    for name in ("b.csv", "a/c.jsonl", "a/readme.md", "a/d.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [path.relative_to(tmp_path).as_posix() for path in files([str(tmp_path), str(tmp_path / "b.csv")])]
    assert found == ["a/c.jsonl", "a/d.csv", "b.csv"]
    assert [path.name for path in files([str(tmp_path / "**" / "*.csv")])] == ["d.csv", "b.csv"]
    assert [path.name for path in files([str(tmp_path / "a" / "readme.md")])] == ["readme.md"]
    assert [path.name for path in files([str(tmp_path / "no.csv")])] == ["no.csv"]
    for nothing in (str(tmp_path / "*.xlsx"),):
        with pytest.raises(SaywellError):
            list(files([nothing]))


def test_workbooks_are_known_by_their_first_bytes() -> None:
    assert detect(b"PK\x03\x04...", "a.csv") == "workbook"


def test_only_the_format_that_is_read_is_loaded() -> None:
    code = (
        "import sys\n"
        "from saywell.exchange.detect import read\n"
        f"list(read({str(FILES / 'native.jsonl')!r}))\n"
        "others = {'python_calamine', 'csv', 'zoneinfo', 'saywell.exchange.vcon', 'saywell.exchange.table'}\n"
        "assert not others & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
