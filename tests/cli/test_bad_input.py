"""Whatever stands in the files: named errors with their places, exit codes 0, 1 and 2, never a traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.cli.saywell import CALL, Told, put, saywell

OPENED = {"at": 0, "type": "opened", "id": "c", "channel": "phone", "direction": "inbound"}
HELLO = {"at": 2, "to": 3, "type": "said", "by": "agent", "text": "您好，请问有什么可以帮您？"}
ASKS = {"at": 4, "to": 5, "type": "said", "by": "customer", "text": "几点开门"}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small standard: the greeting."""
    folder = tmp_path_factory.mktemp("standards") / "own"
    put(folder, "standard.yaml", "id: own\ntitle: Own\nextends: common\n")
    put(folder, "clauses.yaml", "- {id: o-1, check: [live]}\n")
    put(folder, "norms.yaml", "greet: {title: T, kind: duty, clauses: [o-1], when: call.opened, do: agent.greets}\n")
    return folder


def lines(*items: object) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in items)


def score(own: Path, folder: Path, data: str | bytes, name: str = "c.jsonl") -> Told:
    """Score the file, and a good one behind it that must be scored in any case."""
    bad = put(folder, name, data)
    good = put(folder, "z.talk", CALL)
    told = saywell("score", bad, good, "-s", own, "--json")
    assert [c["score"] for c in told.cards if c["file"].endswith("z.talk")] == [100.0], told
    return told


def test_half_a_line_is_scored_up_to_there(own: Path, tmp_path: Path) -> None:
    told = score(own, tmp_path, lines(OPENED, HELLO) + '{"at": 9, "type": "sa')
    assert told.code == 1
    assert "c.jsonl:3" in told.err and "breaks off" in told.err
    assert [c["score"] for c in told.cards] == [100.0, 100.0]


NUL = (lines(OPENED, HELLO) + "\0" * 500).encode()
FAULTS = [
    (lines(OPENED, {**HELLO, "mood": "bad"}), "c.jsonl:2: mood", "has no field mood"),
    (lines(OPENED, {"at": 2, "type": "shrug"}), "c.jsonl:2: type", "no type shrug"),
    (lines(OPENED, ASKS, HELLO), "c.jsonl:3: at", "before the line above"),
    (lines(HELLO), "c.jsonl:1: type", "begins with `opened`"),
    (lines(OPENED, OPENED), "c.jsonl:2: type", "second `opened`"),
    (lines(OPENED, {**HELLO, "by": "boss"}), "c.jsonl:2: by", "agent, customer"),
    (lines(OPENED, {**HELLO, "text": 5}), "c.jsonl:2: text", "must be str"),
    (lines(OPENED, {**HELLO, "at": 1e300}), "c.jsonl:2: at", "cannot be a time"),
    (lines(OPENED, {**HELLO, "to": 1}), "c.jsonl:2: to", "before it starts"),
    ("", "c.jsonl", "no conversation in it"),
    ("\n\n \n", "c.jsonl", "no conversation in it"),
    (lines(OPENED) + "[1, 2]\n", "c.jsonl:2", "not a JSON object"),
    (b"\xff\xfe\x01\n" * 3, "c.jsonl:1", "not JSON"),
    (lines(OPENED) + "[" * 100_000 + "\n", "c.jsonl:2", "JSON"),
    (NUL, "c.jsonl:3", "breaks off"),
]


@pytest.mark.parametrize(("data", "place", "words"), FAULTS, ids=[f"{place} {words}" for _, place, words in FAULTS])
def test_a_fault_is_named_with_its_place(own: Path, tmp_path: Path, data: str | bytes, place: str, words: str) -> None:
    told = score(own, tmp_path, data)
    assert told.code == 1
    assert place in told.err and words in told.err


def test_all_faults_of_a_file_are_told_at_once(own: Path, tmp_path: Path) -> None:
    told = score(own, tmp_path, lines(OPENED, {**HELLO, "mood": 1}, {"at": 1, "type": "x"}, {**ASKS, "by": "me"}))
    assert [n for n in (2, 3, 4) if f"c.jsonl:{n}" in told.err] == [2, 3, 4]


def test_an_utterance_of_a_megabyte_is_scored(own: Path, tmp_path: Path) -> None:
    long = {**HELLO, "text": "您好，" + "我们在这里讲很久很久的话。" * 30_000}
    told = score(own, tmp_path, lines(OPENED, long, ASKS))
    assert told.code == 0
    assert told.cards[0]["score"] == 100.0


@pytest.mark.parametrize("text", ["您好\\u0000吗", "您好\\ud800", "\\udfff\\ud83d", "您好\\u202e", ""])
def test_odd_characters_are_scored(own: Path, tmp_path: Path, text: str) -> None:
    raw = lines(OPENED) + '{"at": 2, "to": 3, "type": "said", "by": "agent", "text": "' + text + '"}\n'
    told = score(own, tmp_path, raw + lines(ASKS))
    assert told.code == 0
    assert told.cards[0]["score"] == (100.0 if "您好" in text else 0.0)
    for verb in (("explain", tmp_path / "c.jsonl", "2", "-s", own), ("convert", tmp_path / "c.jsonl", "--to", "vcon")):
        assert saywell(*verb).code == 0
    assert saywell("score", tmp_path / "c.jsonl", "-s", own, "--html", tmp_path / "r.html").code == 0


def test_wrong_files_are_told_and_others_scored(own: Path, tmp_path: Path) -> None:
    told = score(own, tmp_path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture.png")
    assert told.code == 1 and "picture.png" in told.err and "format is not known" in told.err
    assert score(own, tmp_path, b"PK\x03\x04 nothing", "book.xlsx").code == 1
    assert score(own, tmp_path, b'{"vcon": "0.0.1", "parties": 5}', "x.vcon").code == 1
    assert score(own, tmp_path, "a,b\n1,2\n", "x.csv").code == 1
    assert score(own, tmp_path, lines(OPENED, HELLO), "no-suffix").code == 0


def test_a_folder_without_conversations_is_told(own: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    put(tmp_path, "other/readme.txt", "x")
    for name in ("empty", "other", "none", "none/*.talk"):
        told = saywell("score", tmp_path / name, "-s", own)
        assert told.code == 1 and name in told.err


def test_a_folder_that_is_called_like_a_file_is_told(own: Path, tmp_path: Path) -> None:
    (tmp_path / "c.talk").mkdir()
    assert saywell("explain", tmp_path / "c.talk", "1", "-s", own).code == 1
    assert saywell("score", tmp_path / "c.talk", "-s", own).code == 1


def test_what_may_not_be_read_is_told(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = put(tmp_path, "a.talk", CALL)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == secret:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    # The tests may run as a user who may read everything.
    monkeypatch.setattr(Path, "read_bytes", refuse)
    put(tmp_path, "b.talk", CALL)
    told = saywell("score", tmp_path, "-s", own, "--json")
    assert told.code == 1 and "a.talk" in told.err and "Permission denied" in told.err
    assert [c["score"] for c in told.cards] == [100.0]


def test_a_name_that_is_no_text_is_scored(own: Path, tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"\xff\xfe.talk")
    with open(name, "wb") as file:
        file.write(CALL.encode())
    for arguments in (("--json",), (), ("--html", tmp_path / "x.html")):
        told = saywell("score", tmp_path, "-s", own, *arguments)
        assert told.code == 0
    assert saywell("convert", tmp_path, "--out", tmp_path / "out", "--to", "vcon").code == 0


def test_a_broken_standard_is_told_whole_and_nothing_is_scored(tmp_path: Path) -> None:
    put(tmp_path, "bad/standard.yaml", "id: bad\ntitle: Bad\nextends: common\n")
    put(
        tmp_path,
        "bad/norms.yaml",
        "a: {title: T, kind: duty}\nb: {kind: law}\nc: {title: T, kind: ban, never: agent.nonsense_x}\n",
    )
    put(tmp_path, "bad/numbers.yaml", "n: {value: many}\n")
    file = put(tmp_path, "c.talk", CALL)
    for arguments in (("score", file, "-s"), ("standard", "check"), ("standard", "show"), ("explain", file, "1", "-s")):
        told = saywell(*arguments, tmp_path / "bad")
        assert told.code == 1
        for place in ("bad/norms.yaml:1", "bad/norms.yaml:2", "bad/norms.yaml:3", "bad/numbers.yaml:1"):
            assert place in told.err


def test_a_standard_that_is_no_folder_or_has_no_head_is_told(tmp_path: Path) -> None:
    file = put(tmp_path, "c.talk", CALL)
    (tmp_path / "hollow").mkdir()
    for name in (file, tmp_path / "hollow", "x" * 5000, "a\0b", ""):
        told = saywell("score", file, "-s", name)
        assert told.code == 1 and told.err
