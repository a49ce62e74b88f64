"""`saywell convert`, `standard`, `explain` and help in three languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.saywell import CALL, put, saywell


def test_what_is_converted_and_back_scores_the_same(tmp_path: Path) -> None:
    talk = put(tmp_path, "c.talk", CALL)
    native = put(tmp_path, "n.jsonl", saywell("convert", talk).out)
    told = saywell("convert", native, "--to", "vcon", "--out", tmp_path / "out")
    assert told.code == 0 and told.out.strip() == str(tmp_path / "out" / "n.vcon")
    findings = [
        [
            (f["norm"], f["verdict"], f["clauses"])
            for f in saywell("score", file, "-s", "cc", "--json").cards[0]["findings"]
        ]
        for file in (talk, native, tmp_path / "out" / "n.vcon")
    ]
    assert findings[0] == findings[1] == findings[2]


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    put(tmp_path, "a/c.talk", CALL)
    put(tmp_path, "b/c.talk", CALL + "\n" + CALL)
    told = saywell("convert", tmp_path, "--out", tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["c-2.jsonl", "c-3.jsonl", "c.jsonl"]
    assert told.code == 0


def test_what_cannot_be_converted_is_told_and_the_rest_is_written(tmp_path: Path) -> None:
    put(tmp_path, "a.vtt", "no cues at all")
    put(tmp_path, "b.talk", CALL)
    told = saywell("convert", tmp_path)
    assert told.code == 1 and "a.vtt" in told.err
    assert json.loads(told.out.splitlines()[0])["type"] == "opened"
    assert saywell("convert", tmp_path / "b.talk", "--out", tmp_path / "b.talk" / "x").code == 1


def test_a_shipped_standard_is_in_order() -> None:
    told = saywell("standard", "check", "bank")
    assert (told.code, told.err) == (0, "")
    assert "in order: 73 clauses" in told.out


def test_show_tells_the_whole_and_the_parts() -> None:
    told = saywell("standard", "show", "bank")
    assert told.code == 0 and "bank" in told.out and "Norms" in told.out
    one = saywell("standard", "show", "bank", "bank-2.2.1")
    assert one.code == 0 and "clauses: bank-2.2.1" in one.out
    none = saywell("standard", "show", "bank", "bank-99")
    assert none.code == 1 and "bank-99" in none.err


def test_coverage_counts_the_clauses() -> None:
    told = saywell("standard", "coverage", "bank")
    assert told.code == 0 and "73 clauses" in told.out
    figures = json.loads(saywell("standard", "coverage", "--json").out)
    assert figures["clauses"] == 528


def test_a_new_standard_checks_scores_and_differs_from_its_parent(tmp_path: Path) -> None:
    told = saywell("standard", "new", tmp_path / "mine", "--extends", "bank")
    assert told.code == 0 and (tmp_path / "mine" / "norms.yaml").is_file()
    assert "in order: 75 clauses" in saywell("standard", "check", tmp_path / "mine").out
    diff = saywell("standard", "diff", "bank", tmp_path / "mine")
    assert diff.code == 0 and "added    clauses: mine-1" in diff.out and "removed" not in diff.out
    assert "do not differ" in saywell("standard", "diff", "bank", "bank").out
    for example, verdict in (("keeps", "met"), ("breaks", "missed")):
        file = tmp_path / "mine" / "examples" / f"mine-1.{example}.talk"
        findings = saywell("score", file, "-s", tmp_path / "mine", "--json").cards[0]["findings"]
        assert [f["verdict"] for f in findings if f["clauses"] == ["mine-1"]] == [verdict]


def test_a_number_that_was_changed_is_told_with_both_values(tmp_path: Path) -> None:
    put(tmp_path, "mine/standard.yaml", "id: mine\ntitle: Mine\nextends: cc\n")
    put(tmp_path, "mine/numbers.yaml", "closing_hangup_wait: {value: 90, unit: s}\n")
    told = saywell("standard", "diff", "cc", tmp_path / "mine")
    assert "changed  numbers: closing_hangup_wait" in told.out and "90" in told.out


@pytest.mark.parametrize("name", ["Mine", "9lives", "my standard", "x_y"])
def test_a_standard_needs_a_proper_name(name: str, tmp_path: Path) -> None:
    told = saywell("standard", "new", tmp_path / name)
    assert told.code == 1 and "cannot be the id" in told.err
    assert not (tmp_path / name).exists()


def test_a_new_standard_takes_nobodys_place(tmp_path: Path) -> None:
    put(tmp_path, "full/x.txt", "x")
    put(tmp_path, "file", "x")
    assert "not empty" in saywell("standard", "new", tmp_path / "full").err
    assert saywell("standard", "new", tmp_path / "file").code == 1
    assert saywell("standard", "new", tmp_path / "fine", "--extends", "nobody").code == 1


@pytest.mark.parametrize("verb", [("check",), ("show",), ("coverage",), ("diff", "bank")])
def test_a_standard_that_does_not_exist_is_told_with_those_that_do(verb: tuple[str, ...]) -> None:
    told = saywell("standard", *verb, "nobody")
    assert told.code == 1
    assert "nobody" in told.err and "bank, cc, etq, rent, shop" in told.err


def test_explain_tells_what_was_heard_and_what_it_did(tmp_path: Path) -> None:
    file = put(tmp_path, "c.talk", CALL)
    told = saywell("explain", file, "4", "-s", "cc")
    assert told.code == 0
    assert "agent.greets" in told.out and "“您好”" in told.out and "cc-1.1" in told.out
    whole = saywell("explain", file, "-s", "cc")
    assert "customer.asks_delivery_time" in whole.out and "Hold" in whole.out
    none = saywell("explain", file, "99", "-s", "cc")
    assert none.code == 1 and "no line 99" in none.err
    assert saywell("explain", tmp_path / "none.talk", "1", "-s", "cc").code == 1
    assert saywell("explain", file, "1", "-s", "nobody").code == 1


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en", "clause by clause"), ("zh-Hans", "逐条对照标准"), ("zh-Hant", "逐條對照標準")],
)
def test_help_speaks_three_languages(locale: str, words: str) -> None:
    assert words in saywell("--help", locale=locale).out
    # The help of a verb is worded when its module is loaded: one process speaks one language.
    command = [sys.executable, "-m", "saywell.cli", "--locale", locale, "score", "--help"]
    told = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONUTF8": "1"})
    assert words in told.stdout.decode("utf-8")


def test_every_verb_has_help() -> None:
    for verb in ("score", "convert", "standard", "explain", "play", "demo"):
        told = saywell(verb, "--help")
        assert told.code == 0 and "Usage" in told.out


def test_verdicts_and_faults_speak_the_language_of_the_option(tmp_path: Path) -> None:
    file = put(tmp_path, "c.talk", CALL)
    assert "漏做" in saywell("score", file, "-s", "bank", locale="zh-Hans").out
    assert "找不到檔案" in saywell("score", tmp_path / "x.talk", "-s", "bank", locale="zh-TW").err
    assert saywell("--version").out.startswith("saywell")
