"""A real server in a process of its own, for tests that kill it or open it in a browser."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "saywell", "--locale", "en"]


def saywell(*arguments: str, text: str = "") -> None:
    subprocess.run([*COMMAND, *arguments], input=text, text=True, check=True, capture_output=True, timeout=120)


@contextmanager
def serving(data: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server on a free port; its process and the port."""
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--data", str(data), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert server.stdout is not None
        for line in server.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found:
                yield server, int(found[1])
                break
        else:
            raise AssertionError("the server did not start")
    finally:
        server.kill()
        server.wait()
        assert server.stdout is not None
        server.stdout.close()


def post(
    port: int, path: str, body: dict[str, Any], headers: dict[str, str] | None = None, method: str = "POST"
) -> tuple[dict[str, Any], str]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request(method, path, json.dumps(body), {"content-type": "application/json", **(headers or {})})
    got = line.getresponse()
    cookie = (got.headers.get("set-cookie") or "").partition(";")[0]
    answer = json.loads(got.read())
    line.close()
    assert got.status == 200, answer
    return answer, cookie


def get(port: int, path: str) -> dict[str, Any]:
    """What a GET gives."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", path)
    answer: dict[str, Any] = json.loads(line.getresponse().read())
    line.close()
    return answer
