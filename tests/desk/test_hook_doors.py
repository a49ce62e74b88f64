"""Webhooks as an author sets them up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from saywell.desk import wire as w
from tests.desk.receiver import Receiver, receiving
from tests.desk.test_doors import Server

WANTED = {"name": "CRM", "types": ["saywell.conversation.opened"]}


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    with made.client:
        yield made


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


class Author:
    """Somebody who may settle things, before the routes."""

    def __init__(self, server: Server, role: w.Role = "author") -> None:
        self.server, self.head = server, {"x-csrf": server.sign_in(role).csrf}

    def do(self, method: str, path: str, body: Any = None) -> Any:
        got = self.server.client.request(
            method, f"/api/centres/bank/hooks{path}", content=json.dumps(body) if body is not None else None,
            headers=self.head,
        )  # fmt: skip
        return got.json()

    def log(self, hook: str, status: str) -> list[Any]:
        """The log once its newest line has a status."""
        for _ in range(2000):
            found: list[Any] = self.do("GET", f"/{hook}/deliveries")
            if found and found[0]["status"] == status:
                return found
        raise AssertionError(found)


def test_a_webhook_is_made_tried_changed_and_deleted(server: Server, receiver: Receiver) -> None:
    author = Author(server)
    types = server.client.get("/api/hook-types").json()
    assert {"saywell.conversation.opened", "saywell.alert.raised"} <= {one["type"] for one in types}
    assert all(set(one["text"]) == {"zh-Hans", "zh-Hant", "en"} for one in types)
    made = author.do("POST", "", {**WANTED, "url": receiver.url})
    secret = made["keys"][0]["secret"]
    assert secret.startswith("whsec_") and made["off"] is None
    [listed] = author.do("GET", "")
    assert listed == {**made, "keys": [{**made["keys"][0], "secret": ""}]}
    author.do("POST", f"/{made['id']}/ping", {})
    [line] = author.log(made["id"], "delivered")
    assert line["type"] == "saywell.webhook.ping" and line["tries"][0]["status"] == 204
    assert receiver.got[0].signed_by(secret)
    server.client.post("/api/chat", json={"centre": "bank", "message": "你好"})
    for _ in range(2000):
        line = author.log(made["id"], "delivered")[0]
        if line["type"] == "saywell.conversation.opened":
            break
    assert line["type"] == "saywell.conversation.opened"
    author.do("POST", f"/{made['id']}/deliveries/{line['id']}/resend", {})
    for _ in range(2000):
        if len(author.log(made["id"], "delivered")[0]["tries"]) == 2:
            break
    assert [one.headers["webhook-id"] for one in receiver.got[1:]] == [line["id"]] * 2
    newer = author.do("POST", f"/{made['id']}/keys", {})
    assert [bool(one["secret"]) for one in newer["keys"]] == [True, False] and newer["keys"][1]["until"]
    older = author.do("DELETE", f"/{made['id']}/keys/{newer['keys'][1]['id']}")
    assert len(older["keys"]) == 1
    assert author.do("DELETE", f"/{made['id']}/keys/{older['keys'][0]['id']}")["code"] == "desk.not-found"
    assert 'saywell_hook_tries_total{result="good"}' in server.doors.metrics.text().decode()
    off = author.do("PUT", f"/{made['id']}", {**WANTED, "name": "ERP", "url": receiver.url, "on": False})
    assert off["name"] == "ERP" and off["why"] == "by_hand"
    assert 'saywell_hooks_off{centre="bank"} 1.0' in server.doors.metrics.text().decode()
    assert author.do("POST", f"/{made['id']}/deliveries/{line['id']}/resend", {})["code"] == "hook.off"
    assert author.do("PUT", f"/{made['id']}", {**WANTED, "url": receiver.url, "on": True})["off"] is None
    assert author.do("DELETE", f"/{made['id']}") == {}
    assert author.do("GET", "") == []
    server.sign_in("admin")
    notes = server.client.get("/api/audit").json()["notes"]
    assert {"hook.made", "hook.changed", "hook.key", "hook.key-ended", "hook.ended"} <= {one["what"] for one in notes}
    assert secret not in json.dumps(notes)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"url": "ftp://example.com"}, "hook.url"),
        ({"types": []}, "hook.types"),
        ({"types": ["saywell.nothing"]}, "hook.types"),
        ({"name": " "}, "desk.empty"),
        ({"name": "x" * 61}, "desk.too-long"),
        ({"personal": True}, "access.forbidden"),
        ({"more": 1}, "desk.bad-message"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(server: Server, change: dict[str, Any], code: str) -> None:
    got = Author(server).do("POST", "", {**WANTED, "url": "https://example.com/in", **change})
    assert got["code"] == code and len(got["message"]) > 10


def test_personal_data_wants_the_right_of_whoever_asks_for_it(server: Server) -> None:
    import asyncio

    asyncio.run(server.access.set_account("both", "correct horse", "n-both", "both", ("author", "clerk"), ("bank",)))
    both = Author(server, "both")  # type: ignore[arg-type]
    made = both.do("POST", "", {**WANTED, "url": "https://example.com/in", "personal": True})
    assert made["personal"] is True
    author = Author(server)
    kept = author.do("PUT", f"/{made['id']}", {**WANTED, "url": "https://example.com/in", "personal": True})
    assert kept["personal"] is True
    moved = author.do("PUT", f"/{made['id']}", {**WANTED, "url": "https://evil.example/in", "personal": True})
    assert moved["code"] == "access.forbidden"
    types = {"name": "x", "types": ["saywell.form.filed"], "url": "https://example.com/in", "personal": True}
    assert author.do("PUT", f"/{made['id']}", types)["code"] == "access.forbidden"
    more = author.do(
        "PUT", f"/{made['id']}", {"name": "x", "types": ["saywell.form.filed"], "url": "https://example.com/in"}
    )
    assert more["personal"] is False


def test_other_centres_webhooks_are_not_there(server: Server, receiver: Receiver) -> None:
    author = Author(server)
    made = author.do("POST", "", {**WANTED, "url": receiver.url})
    got = server.client.get(f"/api/centres/shop/hooks/{made['id']}/deliveries")
    assert got.status_code == 404
    assert author.do("GET", "/none/deliveries")["code"] == "desk.not-found"


def test_a_centre_has_so_many_and_no_more(server: Server) -> None:
    author = Author(server)
    codes = [author.do("POST", "", {**WANTED, "url": "https://example.com/in"}).get("code", "") for _ in range(21)]
    assert codes == [""] * 20 + ["hook.many"]
