"""What a program is told that asks in a wrong way: a code, a sentence, and which field is at fault."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.desk.test_doors import Server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server()
    with made.client:
        made.csrf = made.sign_in("leader").csrf
        yield made


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("from=yesterday", "from", "desk.bad-whole"),
        ("to=-1", "to", "desk.bad-whole"),
        ("limit=1e3", "limit", "desk.bad-whole"),
        ("from_day=22.11.2026", "from_day", "calendar.bad-date"),
    ],
)
def test_a_query_that_cannot_be_read_is_refused(server: Server, query: str, field: str, code: str) -> None:
    got = server.client.get(f"/api/talks?centre=bank&{query}", headers={"accept-language": "en"})
    assert (got.status_code, got.json()["code"], got.json()["field"]) == (400, code, field)
    assert server.client.get("/api/talks?centre=bank&from=&limit=3").status_code == 200


@pytest.mark.parametrize(
    ("one", "field"),
    [
        ({"type": "said", "by": "customer", "text": "x"}, "inputs[0]"),
        ({"type": "said", "at": "now", "by": "customer", "text": "x"}, "inputs[0].at"),
        ({"type": "said", "at": 0, "by": "client", "text": "x"}, "inputs[0].by"),
        ({"type": "spoke", "at": 0}, "inputs[0].type"),
    ],
)
def test_an_input_that_cannot_be_read_names_its_place(server: Server, one: dict[str, Any], field: str) -> None:
    chat = server.client.post("/api/chat", json={"centre": "bank", "message": "你好"}).json()
    head = {"x-csrf": server.csrf, "accept-language": "en"}
    got = server.client.post(f"/api/talks/{chat['id']}/inputs", json={"inputs": [one]}, headers=head)
    assert (got.status_code, got.json()["code"], got.json()["field"]) == (400, "desk.bad-message", field)
    assert "$." not in got.json()["message"]


def test_another_method_is_refused_with_those_that_there_are(server: Server) -> None:
    got = server.client.patch("/api/centres/bank/settings", headers={"accept-language": "en"})
    assert (got.status_code, got.json()["code"]) == (405, "desk.bad-method")
    assert {"GET", "PUT"} <= set(got.headers["allow"].split(", ")) and "GET" in got.json()["message"]
    assert server.client.post("/api/nothing-here").json()["code"] == "desk.not-found"


@pytest.mark.parametrize("days", [0, 367])
def test_a_token_lasts_a_year_at_most(server: Server, days: int) -> None:
    ask = {"name": "bot", "rights": ["talk"], "days": days}
    got = server.client.post("/api/tokens", json=ask, headers={"x-csrf": server.csrf})
    assert (got.status_code, got.json()["field"]) == (400, "days")


def test_who_may_not_know_the_customer_takes_away_the_pdf_without_personal_data() -> None:
    made = Server()
    with made.client:
        said = {"centre": "bank", "name": "司徒", "message": "你好，我的电话是13800138000"}
        talk = made.client.post("/api/chat", json=said).json()["id"]
        made.sign_in("inspector")
        for kind in ("jsonl", "vcon.json"):
            refused = made.client.get(f"/api/talks/{talk}/download.{kind}")
            assert (refused.status_code, refused.json()["code"]) == (403, "access.forbidden")
        got = made.client.get(f"/api/talks/{talk}/download.pdf?locale=zh-Hans")
        assert got.status_code == 200
        text = text_of(got.content)
        assert "你好" in text and "13800138000" not in text and "司徒" not in text
        made.sign_in("leader")
        whole = text_of(made.client.get(f"/api/talks/{talk}/download.pdf?locale=zh-Hans").content)
        assert "13800138000" in whole
        assert made.client.get(f"/api/talks/{talk}/download.jsonl").status_code == 200


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_an_address_that_is_none_is_told_to_a_browser_by_a_page_and_to_others_as_a_fault(server: Server) -> None:
    shown = server.client.get("/no/such/page", headers={"accept": "text/html,*/*"})
    assert shown.status_code == 404 and shown.headers["content-type"].startswith("text/html")
    told = server.client.get("/no/such/page", headers={"accept-language": "zh-Hant"})
    assert told.status_code == 404 and told.json()["code"] == "desk.not-found"
