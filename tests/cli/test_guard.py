"""`saywell guard`: lines from a pipe, told one by one."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from unittest import mock

import pytest
from tests.cli.saywell import Told, saywell


def guard(lines: bytes | str, *arguments: str, locale: str = "en") -> Told:
    data = lines.encode() if isinstance(lines, str) else lines
    with mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8")):
        return saywell("guard", "-s", "bank", *arguments, locale=locale)


def test_a_blocked_line_is_told_and_the_exit_code_is_one() -> None:
    told = guard("好的\n打错了\n")
    assert told.code == 1
    assert "1: 好的" in told.out
    assert "BLOCK [0:3] 打错了" in told.out
    assert "bank-2.2.1" in told.out
    assert "Say: 请您查证后再拨" in told.out


def test_a_clean_pipe_exits_with_zero() -> None:
    assert guard("您好，请稍等\n").code == 0
    assert guard("").code == 0


@pytest.mark.parametrize(("locale", "word"), [("zh-Hans", "禁止"), ("zh-Hant", "禁止"), ("en", "BLOCK")])
def test_it_speaks_three_languages(locale: str, word: str) -> None:
    assert word in guard("打错了", locale=locale).out


def test_json_gives_offsets_into_the_line() -> None:
    told = guard("您好，打错了\n好\n", "--json", "--lang", "en")
    first, second = (json.loads(line) for line in told.out.splitlines())
    (hit,) = first["hits"]
    assert first["text"][hit["from"] : hit["to"]] == "打错了"
    assert hit["severity"] == "block"
    assert hit["rewrite"].isascii()
    assert second == {"line": 2, "text": "好", "hits": []}


def test_lines_that_are_still_typed() -> None:
    assert guard("我不知道", "--typing").code == 0
    assert guard("我不知道。", "--typing").code == 1


def test_facts_of_the_conversation() -> None:
    with mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO("24小时内给您答复".encode()), "utf-8")):
        assert "WARN" in saywell("guard", "-s", "cc", "--fact", "question=simple").out
    assert guard("x", "--fact", "simple").code == 2


BAD = {
    "bytes": b"\x00\xff\xfe\n",
    "surrogate": "\ud800".encode("utf-8", "surrogatepass") + b"\n",
    "megabyte": "我不知道您".encode() * 70_000,
    "escape": b"\r\n\r\n\x1b[2J",
    "empty": b"\n" * 500,
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
@pytest.mark.parametrize("form", [[], ["--json"], ["--typing"]], ids=["plain", "json", "typing"])
def test_no_input_is_too_bad(data: bytes, form: list[str]) -> None:
    told = guard(data, *form)
    assert told.code in (0, 1)
    assert "\x1b[2J" not in told.out


def test_an_unknown_standard_is_told() -> None:
    told = saywell("guard", "-s", "nowhere")
    assert told.code == 1
    assert "nowhere" in told.err


def test_a_reader_that_has_gone_is_no_fault() -> None:
    script = "import sys; from saywell.cli.main import run; sys.argv[1:] = ['guard', '-s', 'bank', '--json']; run()"
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", script], stdin=pipe, stdout=pipe, stderr=pipe) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            running.stdin.write("打错了\n".encode() * 2000)
            running.stdin.close()
        told = running.stderr.read()
    assert b"Traceback" not in told
