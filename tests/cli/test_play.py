"""`saywell play`: a call through pipes, on the real clock, with a scripted customer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.saywell import put, saywell

OWN = {
    "standard.yaml": "id: desk\ntitle: Desk\nextends: common\n",
    "clauses.yaml": "- {id: d-1, check: [live]}\n- {id: d-2, check: [live]}\n",
    "norms.yaml": "greet: {title: T, kind: duty, clauses: [d-1], when: call.answered, do: agent.greets, say: [hello]}\n"
    "rude: {title: T, kind: ban, clauses: [d-2], never: agent.taboo.rude}\n",
    "taboo.yaml": "rude: {clauses: [d-2], phrases: [{say: 滚开}]}\n",
    "lines.yaml": "hello: {clauses: [d-1], moves: [agent.greets]}\n",
    "lines/zh-Hans.yaml": "hello: {text: 您好}\n",
    "lines/zh-Hant.yaml": "hello: {text: 您好}\n",
    "lines/en.yaml": "hello: {text: Hello}\n",
    "play/caller.yaml": "title: 来电\nsurname: 王\n"
    "answers: [{when: agent.greets, say: 喂}]\nscript: [{hang_up: true}]\n",
}


def standard(folder: Path) -> Path:
    for name, text in OWN.items():
        put(folder, f"desk/{name}", text)
    return folder / "desk"


class Call:
    """A practice call in a process of its own."""

    def __init__(self, *arguments: str | Path) -> None:
        command = [sys.executable, "-m", "saywell", "--locale", "zh-Hans", "play", *map(str, arguments)]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "COLUMNS": "200", "NO_COLOR": "1", "PYTHONUTF8": "1"},
        )

    def type(self, text: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(text.encode("utf-8"))
        self.process.stdin.flush()

    def until(self, words: str) -> str:
        """What is printed up to a line with these words."""
        assert self.process.stdout is not None
        out = ""
        while words not in out:
            line = self.process.stdout.readline().decode("utf-8")
            assert line, f"{words!r} was not said: {out}"
            out += line
        return out

    def end(self) -> tuple[int, str]:
        assert self.process.stdin is not None and self.process.stdout is not None and self.process.stderr is not None
        self.process.stdin.close()
        # What was read ahead lies in these streams: communicate() would pass it over.
        with self.process.stdout as told, self.process.stderr as faults:
            out, err = told.read(), faults.read()
        self.process.wait(20)
        assert b"Traceback" not in err, err.decode()
        return self.process.returncode, out.decode("utf-8")


def test_a_call_is_led_answered_and_scored(tmp_path: Path) -> None:
    call = Call("-s", standard(tmp_path), "-c", "caller")
    call.until("电话响了")
    call.type("\n")
    assert "您好" in call.until("可以说")
    call.type("您好\n")
    call.until("做到 d-1")
    call.until("客户： 喂")
    call.type("滚开\n")
    call.until("违规 d-2")
    call.until("通话结束")
    code, out = call.end()
    assert code == 0
    assert "play-caller" in out and "违规" in out


def test_lines_that_come_at_once_are_taken_one_by_one(tmp_path: Path) -> None:
    call = Call("-s", standard(tmp_path), "-c", "caller")
    call.type("\n/nonsense\n/hold\n/hold\n/mute\n/mute\n您好\n/hangup\n")
    text = call.until("通话结束")
    assert "做到 d-1" in text
    assert call.end()[0] == 0


def test_the_end_of_the_input_ends_the_call_and_bad_bytes_do_no_harm(tmp_path: Path) -> None:
    call = Call("-s", standard(tmp_path), "-c", "caller")
    assert call.process.stdin is not None
    call.process.stdin.write(b"\n\xff\xfe\x00\n")
    code, out = call.end()
    assert code == 0
    assert "漏做" in out or "没有违反" in out


def test_customers_are_listed_and_an_unknown_one_is_told(tmp_path: Path) -> None:
    assert "caller" in saywell("play", "-s", standard(tmp_path), "--list").out.split()
    told = saywell("play", "-s", tmp_path / "desk", "-c", "nobody")
    assert told.code == 1 and "nobody" in told.err and "caller" in told.err
    assert saywell("play", "-s", "nobody").code == 1


def test_a_broken_customer_is_a_fault(tmp_path: Path) -> None:
    standard(tmp_path)
    for text in ("script: [x]\n", "script:\n - {silent: long}\n", "a: [\n", "title: {a: b}\nscript: {say: x}\n"):
        put(tmp_path, "desk/play/caller.yaml", text)
        told = saywell("play", "-s", tmp_path / "desk", "-c", "caller")
        assert told.code == 1 and "caller.yaml" in told.err
