"""What those who watch over the server are told: the log, the traces, the figures, a page. Nobody stands in them."""

from __future__ import annotations

import gzip
import io
import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from starlette.requests import Request

from saywell.app.logs import FIELDS, log_to
from saywell.app.traces import OpenTelemetry, trace_to
from saywell.desk import door, http
from saywell.desk.door import Door
from saywell.runtime import trace
from tests.desk.server import COMMAND
from tests.desk.test_doors import Server

SURNAME, PHONE, SECRET = "歐陽", "13800138000", "我的密語是紫色大象"
KNOWN = (SURNAME, "欧阳", PHONE, "138 0013 8000", SECRET, "紫色大象", "n-agent", "correct horse")


class Collector:
    """Takes spans as an OpenTelemetry collector does."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        collector = self

        class Handler(BaseHTTPRequestHandler):
            """OTLP over HTTP."""

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                zipped = self.headers.get("content-encoding") == "gzip"
                collector.bodies.append(gzip.decompress(body) if zipped else body)
                self.send_response(200 if self.path == "/v1/traces" else 404)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the standard library's
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def spans(self) -> list[Any]:
        """All spans that came."""
        return [
            span
            for body in self.bodies
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


@contextmanager
def collecting() -> Iterator[tuple[Collector, OpenTelemetry]]:
    made = Collector()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    tracer = trace_to(made.url)
    try:
        yield made, tracer
    finally:
        trace.use(None)
        made.server.shutdown()
        made.server.server_close()
        thread.join(10)


@contextmanager
def logging_to(stream: io.StringIO, level: str = "debug") -> Iterator[None]:
    root = logging.getLogger()
    before = root.level
    handler = log_to(stream, level)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
        logging.getLogger("saywell").setLevel(logging.NOTSET)


def whole_conversation(server: Server) -> None:
    """A customer with a name and a number chats with an agent, rates, and an administrator erases it."""
    me = server.sign_in("agent")
    start = server.client.post("/api/chat", json={"centre": "bank", "name": SURNAME, "message": SECRET}).json()
    where = f"/api/chat?id={start['id']}&token={start['token']}"
    with (
        server.client.websocket_connect("/api/live?centre=bank") as desk,
        server.client.websocket_connect(where) as chat,
    ):
        asks = (
            {"do": "take", "talk": start["id"]},
            {"do": "say", "talk": start["id"], "text": f"{SURNAME}先生您好，您的電話是{PHONE}嗎？"},
            {"do": "identify", "talk": start["id"], "surname": SURNAME, "phone": PHONE},
            {"do": "look_up", "talk": start["id"], "what": "customer", "key": PHONE},
            {"do": "say", "talk": SECRET, "text": SECRET},
        )
        for n, ask in enumerate(asks, 1):
            desk.send_text(msgspec.json.encode({"id": n, **ask}).decode())
            while desk.receive_json()["type"] not in ("done", "refused"):
                pass
        chat.send_json({"do": "say", "text": f"{SECRET} {PHONE}"})
        chat.send_text(SECRET)
        chat.send_json({"do": "end"})
        chat.send_json({"do": "rate", "stars": 5, "text": SECRET})
        got = chat.receive_json()
        while got["type"] != "chat" or not got.get("rated"):
            got = chat.receive_json()
    server.client.get(f"/api/talks/{PHONE}?q={SECRET}")
    server.client.post("/api/sign-in", json={"account": SURNAME, "password": SECRET})
    server.client.post("/api/talks/x/reveal", json={"reason": SECRET}, headers={"x-csrf": me.csrf})


def test_neither_the_log_nor_the_traces_nor_the_figures_tell_of_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(doors: door.Doors, request: Request, me: Any) -> Any:
        raise RuntimeError(f"{SECRET} {PHONE}")

    failing = Door("GET", "/api/fail", fail, None)
    monkeypatch.setattr(http, "ROUTES", (*http.ROUTES, failing))
    stream = io.StringIO()
    with logging_to(stream), collecting() as (collector, tracer):
        server = Server()
        with server.client:
            whole_conversation(server)
            with pytest.raises(RuntimeError):
                server.client.get(f"/api/fail?name={SURNAME}")
            logging.getLogger("somebody.else").error("it is about %s", PHONE)
            figures = server.doors.metrics.text().decode()
            server.hub.trouble(f"talk/{PHONE}", ValueError(SECRET))
            server.hub.troubles.clear()
        tracer.close()
        spans = collector.spans()
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert {"request", "failed", "trouble", "websocket", "it is about %s"} - {"request"} <= {
        one["event"] for one in lines
    }
    requests = [one for one in lines if one["logger"] == "saywell.request" and one["event"] == "http"]
    assert {"/api/chat", "/api/sign-in", "/api/talks/{id}"} <= {one["route"] for one in requests}
    assert all(one["request"] and (one["route"] == "/api/fail" or one["status"]) for one in requests)
    [failed] = [one for one in lines if one["event"] == "failed"]
    assert failed["fault"] == "RuntimeError" and any("fail" in place for place in failed["at"])
    assert all(set(one) <= {"time", "level", "logger", "event", "request", "at", *FIELDS} for one in lines)
    assert {"request", "ask", "hear", "decide", "append", "view"} <= {one.name for one in spans}
    told = (
        stream.getvalue() + figures + "".join(map(str, spans)) + b"".join(collector.bodies).decode("utf-8", "replace")
    )
    assert not [word for word in KNOWN if word in told]


def test_a_trace_from_outside_goes_on_and_the_steps_hang_together() -> None:
    outer = "0af7651916cd43dd8448eb211c80319c"
    with collecting() as (collector, tracer):
        server = Server()
        with server.client:
            head = {"traceparent": f"00-{outer}-b7ad6b7169203331-01"}
            server.client.post("/api/chat", json={"centre": "bank", "message": "你好"}, headers=head)
        tracer.close()
        spans = collector.spans()
    mine = {one.name: one for one in spans if one.trace_id.hex() == outer}
    assert {"request", "decide", "hear", "append"} <= set(mine)
    assert mine["request"].parent_span_id.hex() == "b7ad6b7169203331"
    by_id = {one.span_id: one.name for one in spans}
    assert by_id[mine["hear"].parent_span_id] == "decide"


def test_a_request_has_an_id_that_goes_back_with_the_answer() -> None:
    server = Server()
    with server.client:
        given = server.client.get("/api/public", headers={"x-request-id": "abcdef-123456"})
        assert given.headers["x-request-id"] == "abcdef-123456"
        made = server.client.get("/api/public", headers={"x-request-id": "no good\tid"}).headers["x-request-id"]
        assert len(made) == 16 and made != server.client.get("/api/public").headers["x-request-id"]


def test_the_health_page_says_it_in_the_readers_language() -> None:
    server = Server()
    with server.client:
        for locale, words in (("zh-Hans", "一切正常"), ("zh-Hant", "尚未處理"), ("en", "All is well")):
            got = server.client.get(f"/health?locale={locale}")
            assert got.status_code == 200 and words in got.text and f'lang="{locale}"' in got.text
            assert "<script" not in got.text and got.headers["content-type"].startswith("text/html")


def test_a_socket_that_asks_without_end_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "ASKS", 5)
    monkeypatch.setattr(door, "WORDS", 3)
    server = Server()
    with server.client:
        server.sign_in("agent")
        codes = []
        with server.client.websocket_connect("/api/live?centre=bank") as desk:
            for n in range(7):
                desk.send_json({"do": "status", "id": n, "status": ("idle", "break")[n % 2]})
                got = desk.receive_json()
                while got["type"] not in ("done", "refused"):
                    got = desk.receive_json()
                codes.append(got.get("code", ""))
        assert codes == [""] * 5 + ["desk.too-often"] * 2
        start = server.client.post("/api/chat", json={"centre": "bank"}).json()
        with server.client.websocket_connect(f"/api/chat?id={start['id']}&token={start['token']}") as chat:
            for n in range(4):
                chat.send_json({"do": "say", "text": f"{n}"})
            got = chat.receive_json()
            while got["type"] != "refused":
                got = chat.receive_json()
            assert got["code"] == "desk.too-often"


def test_a_server_logs_as_it_was_set(tmp_path: Path) -> None:
    import os
    import re
    import subprocess
    import urllib.request

    settings = tmp_path / "saywell.toml"
    settings.write_text('[log]\nlevel = "info"\n', encoding="utf-8")
    with (tmp_path / "log").open("w+", encoding="utf-8") as log:
        server = subprocess.Popen(
            [*COMMAND, "serve", "--port", "0", "--data", str(tmp_path / "data")],
            stdout=subprocess.PIPE, stderr=log, text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "SAYWELL_CONFIG": str(settings)},
        )  # fmt: skip
        try:
            assert server.stdout is not None
            found = next(one for line in server.stdout if (one := re.search(r"http://127\.0\.0\.1:(\d+)", line)))
            with urllib.request.urlopen(f"{found[0]}/api/public?name={PHONE}", timeout=30) as got:
                id = got.headers["x-request-id"]
        finally:
            server.terminate()
            server.wait(30)
            assert server.stdout is not None
            server.stdout.close()
        log.seek(0)
        lines = [json.loads(line) for line in log]
    [line] = [one for one in lines if one.get("request") == id]
    assert line["route"] == "/api/public" and line["status"] == 200 and line["level"] == "info"
