"""A telephone system outside brings a call in, tells what happens on the line, and is advised."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk.test_doors import Server, server

__all__ = ["server"]


class Pbx:
    """A telephone system that acts for an account by a token."""

    def __init__(self, server: Server, role: str, *rights: str) -> None:
        me = server.sign_in(role)
        body = {"name": "pbx", "rights": rights or ("talk",), "days": 1}
        made = server.client.post("/api/tokens", json=body, headers={"x-csrf": me.csrf}).json()
        server.client.cookies.clear()
        self.client, self.head = server.client, {"authorization": f"Bearer {made['token']}", "accept-language": "en"}

    def post(self, path: str, body: Any) -> Any:
        return self.client.post(f"/api/{path}", json=body, headers=self.head)

    def comes(self, **more: Any) -> dict[str, Any]:
        got = self.post("talks", {"centre": "bank", **more})
        assert got.status_code == 200, got.text
        return dict(got.json())

    def feed(self, talk: str, **one: Any) -> dict[str, Any]:
        got = self.post(f"talks/{talk}/inputs", {"inputs": [{"at": 0, **one}]})
        assert got.status_code == 200, got.text
        return dict(got.json())


def test_a_call_that_was_answered_outside_is_led_from_its_first_word_to_its_last(server: Server) -> None:
    pbx = Pbx(server, "agent")
    caller = {"surname": "陳", "title": "先生", "phone": "13800138000"}
    talk = pbx.comes(mine=True, customer=caller, key="call-1", locale="zh-HK")
    assert (talk["channel"], talk["direction"], talk["phase"], talk["agent"]) == ("phone", "inbound", "live", "n-agent")
    assert talk["customer"]["phone"] == "13800138000" and talk["customer"]["lang"] == "zh-Hant"
    assert "陳先生" not in talk["say"][0]["texts"]["zh-Hant"] and talk["say"][0]["texts"]["zh-Hant"].startswith("您好")
    assert pbx.comes(mine=True, customer=caller, key="call-1")["id"] == talk["id"]
    said = pbx.feed(talk["id"], type="said", by="agent", text=talk["say"][0]["texts"]["zh-Hant"])
    assert [one["verdict"] for one in said["findings"]] and said["missed"] == 0
    held = pbx.feed(talk["id"], type="hold", on=True)
    assert held["held"] and held["timers"]
    over = pbx.feed(talk["id"], type="hung_up", by="customer")
    assert (over["phase"], over["over_by"]) == ("wrap_up", "customer") and over["score"] is not None


def test_a_call_that_waits_rings_at_an_agent_and_is_seen_by_whoever_brought_it(server: Server) -> None:
    pbx = Pbx(server, "leader", "talk", "watch", "read")
    talk = pbx.comes()
    assert (talk["phase"], talk["agent"]) == ("waiting", "")
    chat = pbx.comes(channel="chat", customer={"name": "Ann"})
    assert chat["phase"] == "waiting" and chat["id"] != talk["id"] and chat["customer"]["name"] == "Ann"
    said = pbx.feed(chat["id"], type="said", by="customer", text="你好")
    assert [one["text"] for one in said["entries"].values() if one["kind"] == "said"] == ["你好"]
    gone = pbx.feed(talk["id"], type="hung_up", by="customer")
    assert gone["phase"] == "closed" and gone["over"] is not None and gone["score"] is None


def test_calls_that_are_over_are_found_by_what_was_said_and_never_by_what_is_masked(server: Server) -> None:
    pbx = Pbx(server, "agent")
    talk = pbx.comes(mine=True)
    pbx.feed(talk["id"], type="said", by="customer", text="我要開發票，電話13800138000")

    def found(role: str, words: str) -> list[dict[str, Any]]:
        server.sign_in(role)
        rows: list[dict[str, Any]] = server.client.get(f"/api/talks?centre=bank&q={words}").json()["talks"]
        return rows

    assert found("inspector", "发票") == []
    server.client.cookies.clear()
    pbx.feed(talk["id"], type="hung_up", by="customer")
    for role in ("inspector", "manager", "agent"):
        [row] = found(role, "开发票")
        assert row["id"] == talk["id"] and row["said"].startswith("我要開發票") and "13800138000" not in row["said"]
        assert found(role, "發票") == [row] and found(role, "13800138000") == found(role, "00138") == []


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        ({"centre": "shop"}, 404, "desk.no-centre", ""),
        ({"centre": "bank", "queue": "nowhere"}, 400, "desk.no-queue", "queue"),
        ({"centre": "bank", "locale": "tlh"}, 400, "desk.bad-locale", "locale"),
        ({"centre": "bank", "channel": "fax"}, 400, "desk.bad-message", "channel"),
        ({"centre": "bank", "customer": {"mother": "Eve"}}, 400, "desk.bad-message", "customer"),
    ],
)
def test_what_cannot_come_in_is_refused(server: Server, body: Any, status: int, code: str, field: str) -> None:
    got = Pbx(server, "agent").post("talks", body)
    assert (got.status_code, got.json()["code"], got.json().get("field", "")) == (status, code, field)
