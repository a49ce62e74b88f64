"""The command line run inside the test, its output taken down."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from saywell.cli.main import run

CALL = """\
# opened: channel=phone direction=inbound started=2026-11-20T10:00:00+08:00 agent=1024/小信 company=科信
ringing
+2 answered
A: 您好，请问有什么可以帮您？
C: 我买的东西什么时候能到？
A: 请稍等，我帮您查一下。
hold on
+10 hold off
A: 感谢您的等待。您的包裹明天能到。
C: 好的，谢谢
A: 不客气，再见。
hung_up customer
"""


class Told(NamedTuple):
    """What a run of the command said and its exit code."""

    code: int
    out: str
    err: str

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The cards of `score --json`."""
        return [json.loads(line) for line in self.out.splitlines()]


def saywell(*arguments: str | Path, locale: str = "en", width: int = 300) -> Told:
    """Run the command. Any exception that is not an exit is a failure of the test."""
    out, err = io.BytesIO(), io.BytesIO()
    # Held until the end: a stream that is dropped closes what lies below it.
    printed = io.TextIOWrapper(out, "utf-8", write_through=True)
    faults = io.TextIOWrapper(err, "utf-8", write_through=True)
    argv = ["saywell", "--locale", locale, *map(str, arguments)]
    code: object = 0
    with (
        mock.patch.object(sys, "argv", argv),
        mock.patch.object(sys, "stdout", printed),
        mock.patch.object(sys, "stderr", faults),
        mock.patch.dict("os.environ", {"COLUMNS": str(width), "NO_COLOR": "1"}),
    ):
        try:
            run()
        except SystemExit as stop:
            code = stop.code
    told = Told(code if isinstance(code, int) else 0 if code is None else 1, _text(out), _text(err))
    assert told.code in (0, 1, 2), told
    assert "Traceback" not in told.err
    return told


def _text(stream: io.BytesIO) -> str:
    return stream.getvalue().decode("utf-8")


def put(folder: Path, name: str, data: str | bytes) -> Path:
    """Write a file, its folders with it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path
