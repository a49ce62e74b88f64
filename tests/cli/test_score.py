"""`saywell score`: text, JSON, a report; files, folders, patterns; exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.saywell import CALL, put, saywell

NATIVE = "".join(
    json.dumps(one, ensure_ascii=False) + "\n"
    for one in (
        {"at": 0, "type": "opened", "id": "n1", "channel": "phone", "direction": "inbound"},
        {"at": 1, "type": "answered"},
        {"at": 2, "to": 3, "type": "said", "by": "agent", "text": "说吧"},
        {"at": 4, "to": 5, "type": "said", "by": "customer", "text": "你好，我想问一下"},
    )
)
TABLE = "时间,角色,内容\n2026-11-20 10:00:00,客户,在吗\n2026-11-20 10:00:05,客服,您好亲，在的\n"
CUES = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Agent>Hello, how may I help you?\n"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A standard of one's own: the greeting, and an answer to thanks."""
    folder = tmp_path_factory.mktemp("standards") / "own"
    assert saywell("standard", "new", folder).code == 0
    return folder


def test_the_text_names_score_verdict_clause_and_evidence(own: Path, tmp_path: Path) -> None:
    told = saywell("score", put(tmp_path, "c.jsonl", NATIVE), "-s", own)
    assert told.code == 0
    assert "0.0 n1" in told.out
    assert "missed" in told.out and "own-1" in told.out and "not done in the agent's turn" in told.out
    assert "1 conversations, mean score 0.0" in told.out


def test_a_clean_conversation_says_so(own: Path, tmp_path: Path) -> None:
    told = saywell("score", put(tmp_path, "c.talk", CALL), "-s", own)
    assert told.code == 0
    assert "100.0 c" in told.out and "No clause was missed or broken." in told.out


def test_json_is_one_card_a_line_with_the_words(own: Path, tmp_path: Path) -> None:
    (card,) = saywell("score", put(tmp_path, "c.talk", CALL), "-s", own, "--json").cards
    assert card["standard"] == {"id": "own", "version": "1"}
    found = {f["norm"]: f for f in card["findings"]}
    assert found["own-greeting"]["verdict"] == "met"
    assert found["own-thanked"]["evidence"][0]["text"] == "不客气"


def test_a_folder_is_searched_and_every_format_is_read(own: Path, tmp_path: Path) -> None:
    put(tmp_path, "a/c.talk", CALL)
    put(tmp_path, "a/b/n.jsonl", NATIVE)
    put(tmp_path, "a/chat.csv", TABLE)
    put(tmp_path, "a/cues.vtt", CUES)
    put(tmp_path, "a/readme.txt", "no conversation")
    vcon = saywell("convert", put(tmp_path, "v.talk", CALL), "--to", "vcon").out
    put(tmp_path, "a/v.vcon", vcon)
    told = saywell("score", tmp_path / "a", "-s", own, "--json")
    assert told.code == 0
    files = {Path(card["file"]).name: card for card in told.cards}
    assert set(files) == {"c.talk", "n.jsonl", "chat.csv", "cues.vtt", "v.vcon"}
    for name in ("c.talk", "v.vcon"):
        assert {f["norm"]: f["verdict"] for f in files[name]["findings"]}["own-greeting"] == "met"


def test_a_pattern_names_the_same_files_once(own: Path, tmp_path: Path) -> None:
    put(tmp_path, "x/one.talk", CALL)
    put(tmp_path, "two.talk", CALL)
    told = saywell("score", tmp_path / "**/*.talk", tmp_path / "two.talk", "-s", own, "--json")
    assert sorted(Path(card["file"]).name for card in told.cards) == ["one.talk", "two.talk"]


def test_the_report_is_one_file_with_every_conversation(own: Path, tmp_path: Path) -> None:
    put(tmp_path, "one.talk", CALL)
    put(tmp_path, "n.jsonl", NATIVE)
    told = saywell("score", tmp_path, "-s", own, "--html", tmp_path / "out.html")
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert told.code == 0 and "out.html" in told.out
    assert "one.talk" in page and "n.jsonl" in page and "您好" in page
    assert "http://" not in page.replace("http://www.w3.org", "") and "https://" not in page


def test_channel_and_direction_are_assumed_where_the_file_says_nothing(own: Path, tmp_path: Path) -> None:
    file = put(tmp_path, "cues.vtt", CUES)
    inbound = saywell("score", file, "-s", own, "--json").cards[0]["findings"]
    outbound = saywell("score", file, "-s", own, "--json", "--direction", "outbound").cards[0]["findings"]
    assert "own-1" in [c for f in inbound for c in f["clauses"]]
    assert "own-1" not in [c for f in outbound for c in f["clauses"]]


def test_what_cannot_be_read_is_told_and_the_others_are_scored(own: Path, tmp_path: Path) -> None:
    put(tmp_path, "a.talk", "# opened:\nnonsense here\n")
    put(tmp_path, "b.talk", CALL)
    told = saywell("score", tmp_path, "-s", own)
    assert told.code == 1
    assert "a.talk:2" in told.err and "nonsense" in told.err
    assert "b.talk" in told.out and "1 files could not be read whole" in told.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("score",),
        ("score", "x.talk"),
        ("score", "x.talk", "-s", "bank", "--nonsense"),
        ("score", "x.talk", "-s", "bank", "--channel", "fax"),
        ("explain", "x.talk", "four", "-s", "bank"),
        ("dance",),
        ("standard", "dance"),
        ("convert", "x.talk", "--to", "pdf"),
        ("play",),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    told = saywell(*arguments)
    assert told.code == 2
    assert "Usage:" in told.err


def test_a_report_that_cannot_be_written_is_a_fault_and_no_crash(own: Path, tmp_path: Path) -> None:
    told = saywell("score", put(tmp_path, "c.talk", CALL), "-s", own, "--html", tmp_path / "no" / "out.html")
    assert told.code == 1
    assert "out.html" in told.err and "cannot be used" in told.err
