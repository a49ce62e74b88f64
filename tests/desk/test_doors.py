"""Who may come in where: every route for every role, and what the doors refuse."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from openapi_spec_validator import validate
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from saywell.desk import wire as w
from saywell.desk.access import LOCKED, RIGHTS, Access
from saywell.desk.book import MemoryBook
from saywell.desk.door import Door, Doors
from saywell.desk.hooks.process import Hooks
from saywell.desk.http import ROUTES, application
from saywell.desk.hub import Hub
from saywell.desk.settings import Setting
from saywell.integrations.webhooks import HttpSender
from saywell.storage.memory import MemoryStore
from tests.desk.world import COMPANY, ROLES, TITLE, Clock, build

PASSWORD = "correct horse"


class Server:
    """The whole application in this process."""

    def __init__(self) -> None:
        self.clock = Clock()
        store = MemoryStore()
        self.hub = Hub(store, self.clock, build, MemoryBook({}))
        self.access = Access(store, self.clock)
        hooks = Hooks(self.hub, HttpSender(private=True), self.access)
        self.doors = Doors(self.hub, self.access, hooks=hooks)
        for gate in (self.doors.tries, self.doors.chats):
            gate._most = 10_000

        async def prepare() -> None:
            for id in ("bank", "shop"):
                await self.hub.set_setting(Setting(id=id, standard=id, title=TITLE, company=COMPANY, always_open=True))
            for role in ROLES:
                await self.access.set_account(role, PASSWORD, f"n-{role}", role, (role,), ("bank",))

        asyncio.run(prepare())
        self.client = TestClient(application(self.doors))
        self.csrf = ""

    def sign_in(self, role: str) -> w.Me:
        self.client.cookies.clear()
        got = self.client.post("/api/sign-in", json={"account": role, "password": PASSWORD, "locale": "en"})
        assert got.status_code == 200, got.text
        return msgspec.json.decode(got.content, type=w.Me)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server()
    with made.client:
        yield made


def path_of(door: Door) -> str:
    centre = door.path.startswith("/api/centres")
    return door.path.replace("{id}", "bank" if centre else "none").replace("{kind}", "jsonl")


def call(server: Server, door: Door, csrf: str = "") -> tuple[int, str]:
    got = server.client.request(door.method, path_of(door), json={}, headers={"x-csrf": csrf}, follow_redirects=False)
    with suppress(ValueError, AttributeError):
        return got.status_code, got.json().get("code", "")
    return got.status_code, ""


GUARDED = [door for door in ROUTES if door.right is not None]


@pytest.mark.parametrize("door", GUARDED, ids=lambda door: f"{door.method} {door.path}")
def test_nobody_comes_in_unsigned(server: Server, door: Door) -> None:
    server.client.cookies.clear()
    assert call(server, door) == (401, "access.signed-out")


@pytest.mark.parametrize("role", ROLES)
def test_each_route_opens_to_the_roles_that_have_its_right_and_to_no_other(server: Server, role: w.Role) -> None:
    me = server.sign_in(role)
    for door in GUARDED:
        if door.handler.__name__ == "sign_out":
            continue
        status, code = call(server, door, me.csrf)
        allowed = not door.right or role in RIGHTS[door.right]  # type: ignore[index]
        assert (code == "access.forbidden") == (not allowed), (door.path, status, code)
        assert allowed or status == 403


def test_every_route_answers_in_the_readers_language(server: Server) -> None:
    server.client.cookies.clear()
    texts = set()
    for locale in ("zh-Hans", "zh-Hant", "en"):
        texts.add(server.client.get(f"/api/me?locale={locale}").json()["message"])
    assert len(texts) == 3


def test_what_changes_something_needs_the_token_of_the_page(server: Server) -> None:
    server.sign_in("admin")
    for door in GUARDED:
        if door.method != "GET":
            assert call(server, door, "wrong") == (403, "access.csrf"), door.path


def test_centres_of_others_are_not_there(server: Server) -> None:
    server.sign_in("admin")
    for path in ("/api/centres/shop/settings", "/api/centres/shop/clauses", "/api/talks?centre=shop"):
        assert server.client.get(path).status_code == 404
    with (
        pytest.raises(WebSocketDisconnect) as caught,
        server.client.websocket_connect("/api/live?centre=shop") as socket,
    ):
        socket.receive_text()
    assert caught.value.code == 4404


def test_five_wrong_passwords_lock_the_account_for_a_while() -> None:
    server = Server()
    with server.client:
        wrong = {"account": "agent", "password": "nonsense!", "locale": "en"}
        codes = [server.client.post("/api/sign-in", json=wrong).json()["code"] for _ in range(6)]
        assert codes == ["access.wrong"] * 5 + ["access.locked"]
        right = {**wrong, "password": PASSWORD}
        assert server.client.post("/api/sign-in", json=right).json()["code"] == "access.locked"
        server.clock.at += LOCKED + 1
        assert server.client.post("/api/sign-in", json=right).status_code == 200
        nobody = {**wrong, "account": "nobody"}
        assert server.client.post("/api/sign-in", json=nobody).json()["code"] == "access.wrong"


def test_a_session_ends_by_sign_out_and_by_time(server: Server) -> None:
    me = server.sign_in("agent")
    token = server.client.cookies["saywell"]
    assert server.client.post("/api/sign-out", headers={"x-csrf": me.csrf}).status_code == 200
    server.client.cookies.set("saywell", token)
    assert server.client.get("/api/me").status_code == 401
    server.sign_in("agent")
    server.clock.at += 13 * 3600_000
    assert server.client.get("/api/me").status_code == 401


def test_passwords_are_kept_as_argon2_only(server: Server) -> None:
    async def records() -> bytes:
        return b"".join([one.body for one in await server.hub.store.follow(0, 10_000)])

    kept = asyncio.run(records())
    assert b"$argon2id$" in kept and PASSWORD.encode() not in kept


def test_answers_carry_the_headers_of_safety(server: Server) -> None:
    headers = server.client.get("/api/health").headers
    assert (
        "script-src 'self'" in headers["content-security-policy"]
        and "unsafe-eval" not in headers["content-security-policy"]
    )
    assert headers["x-frame-options"] == "DENY" and headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    cookie = server.client.post("/api/sign-in", json={"account": "agent", "password": PASSWORD}).headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"{", "desk.bad-message"), (b'{"account": 1}', "desk.bad-message"), (b"x" * 300_000, "desk.too-large")],
)
def test_what_cannot_be_read_is_refused_with_its_reason(server: Server, body: bytes, code: str) -> None:
    got = server.client.post("/api/sign-in", content=body)
    assert got.json()["code"] == code and len(got.json()["message"]) > 10


def test_a_page_of_another_site_gets_no_socket(server: Server) -> None:
    server.sign_in("agent")
    with (
        pytest.raises(WebSocketDisconnect) as caught,
        server.client.websocket_connect("/api/live?centre=bank", headers={"origin": "https://evil.example"}) as socket,
    ):
        socket.receive_text()
    assert caught.value.code == 4401


def test_the_socket_gives_a_snapshot_answers_asks_and_refuses_nonsense(server: Server) -> None:
    server.sign_in("agent")
    with server.client.websocket_connect("/api/live?centre=bank&locale=en") as socket:
        assert socket.receive_json()["type"] == "snapshot"
        socket.send_text('{"do": "status", "id": 7, "status": "idle"}')
        kinds = [socket.receive_json()]
        while kinds[-1]["type"] == "patch":
            kinds.append(socket.receive_json())
        assert kinds[-1]["type"] == "done" and kinds[-1]["id"] == 7 and len(kinds) > 1
        for text in ("nonsense", '{"do": "fly", "id": 8}', '{"do": "status", "id": 9, "status": "asleep"}', "[]"):
            socket.send_text(text)
            got = socket.receive_json()
            while got["type"] == "patch":
                got = socket.receive_json()
            assert got["type"] == "refused" and got["code"] == "desk.bad-message" and got["message"]


def test_a_customer_chats_goes_on_after_a_reload_and_rates(server: Server) -> None:
    me = server.sign_in("agent")
    start = server.client.post("/api/chat", json={"centre": "bank", "locale": "zh-Hant", "message": "你好"}).json()
    where = f"/api/chat?id={start['id']}&token={start['token']}"
    with server.client.websocket_connect(where) as socket:
        chat = socket.receive_json()
        while not chat["lines"]:
            chat = socket.receive_json()
        assert chat["phase"] == "waiting" and chat["lines"][0] == {**chat["lines"][0], "by": "me", "text": "你好"}
    with (
        server.client.websocket_connect("/api/live?centre=bank") as desk,
        server.client.websocket_connect(where) as socket,
    ):
        desk.send_text(msgspec.json.encode({"do": "take", "id": 1, "talk": start["id"]}).decode())
        text = "您好，很高興為您服務。"
        desk.send_text(msgspec.json.encode({"do": "say", "id": 2, "talk": start["id"], "text": text}).decode())
        while True:
            chat = socket.receive_json()
            if chat["lines"][-1]["by"] == "agent":
                break
        assert chat["phase"] == "live" and chat["agent"] == me.name
        socket.send_json({"do": "end"})
        socket.send_json({"do": "rate", "stars": 5, "text": "好"})
        while chat["phase"] != "over" or not chat.get("rated"):
            chat = socket.receive_json()
        assert chat["rated"] == 5
    got = server.client.get(f"/api/talks/{start['id']}").json()
    assert (
        got["rating"] == 5
        and got["rating_text"] == "好"
        and got["phase"] == "wrap_up"
        and set(got["score"]) == {"total", "sections", "titles"}
    )


def test_the_token_of_a_chat_opens_only_that_chat(server: Server) -> None:
    start = server.client.post("/api/chat", json={"centre": "bank"}).json()
    for query in (f"id={start['id']}&token=x", f"id=none&token={start['token']}", ""):
        with pytest.raises(WebSocketDisconnect), server.client.websocket_connect(f"/api/chat?{query}") as socket:
            socket.receive_text()


def test_personal_data_is_veiled_until_a_reason_is_given_and_logged(server: Server) -> None:
    server.sign_in("inspector")
    start = server.client.post("/api/chat", json={"centre": "bank", "message": "我的电话是13800138000"}).json()
    where = f"/api/talks/{start['id']}"
    me = server.sign_in("inspector")
    assert "13800138000" not in server.client.get(where).text
    short = server.client.post(f"{where}/reveal", json={"reason": ""}, headers={"x-csrf": me.csrf})
    assert short.status_code == 400
    got = server.client.post(f"{where}/reveal", json={"reason": "complaint 12"}, headers={"x-csrf": me.csrf})
    assert "13800138000" in got.text
    server.sign_in("admin")
    notes = server.client.get("/api/audit").json()["notes"]
    assert any(note["what"] == "reveal" and note["reason"] == "complaint 12" for note in notes)


def test_a_conversation_is_taken_away_as_a_file_and_erased(server: Server) -> None:
    start = server.client.post("/api/chat", json={"centre": "bank", "message": "你好"}).json()
    server.sign_in("leader")
    native = server.client.get(f"/api/talks/{start['id']}/download.jsonl")
    assert native.text.splitlines()[0].startswith('{"at"') and "attachment" in native.headers["content-disposition"]
    assert server.client.get(f"/api/talks/{start['id']}/download.vcon.json").json()["vcon"]
    vcon = server.client.get(f"/api/talks/{start['id']}/download.vcon")
    assert vcon.json()["vcon"] and vcon.headers["content-type"] == "application/vcon"
    assert vcon.headers["content-disposition"].endswith('.vcon"')
    paper = server.client.get(f"/api/talks/{start['id']}/download.pdf?locale=zh-Hant")
    assert paper.headers["content-type"] == "application/pdf" and paper.content.startswith(b"%PDF-")
    assert server.client.get(f"/api/talks/{start['id']}/download.exe").status_code == 404
    me = server.sign_in("admin")
    runs = server.client.request("DELETE", f"/api/talks/{start['id']}", headers={"x-csrf": me.csrf})
    assert runs.status_code == 409 and runs.json()["code"] == "privacy.runs"
    with server.client.websocket_connect(f"/api/chat?id={start['id']}&token={start['token']}") as socket:
        socket.send_json({"do": "end"})
        while socket.receive_json()["phase"] != "over":
            pass
    gone = server.client.request("DELETE", f"/api/talks/{start['id']}", headers={"x-csrf": me.csrf})
    assert gone.json()["records"] > 0
    assert server.client.get(f"/api/talks/{start['id']}").status_code == 404


def test_settings_are_shown_changed_and_refused(server: Server) -> None:
    me = server.sign_in("author")
    page = server.client.get("/api/centres/bank/settings").json()
    assert {"id", "value", "unit", "clause", "title", "default"} <= set(page["numbers"][0])
    page["company"]["en"] = "Other Bank"
    done = server.client.put("/api/centres/bank/settings", json=page, headers={"x-csrf": me.csrf})
    assert done.status_code == 200 and done.json()["company"]["en"] == "Other Bank" and done.json()["version"] == 2
    stale = server.client.put("/api/centres/bank/settings", json=page, headers={"x-csrf": me.csrf})
    assert stale.status_code == 409 and stale.json()["code"] == "desk.changed"
    page["version"] = 2
    page["numbers"][0]["value"] = -1
    bad = server.client.put("/api/centres/bank/settings", json=page, headers={"x-csrf": me.csrf})
    assert (
        bad.status_code == 400
        and bad.json()["code"] == "desk.bad-figure"
        and bad.json()["field"] == page["numbers"][0]["id"]
    )
    page["numbers"][0]["value"] = 1
    page["calendar"]["zone"] = "Mars/Olympus"
    assert (
        server.client.put("/api/centres/bank/settings", json=page, headers={"x-csrf": me.csrf}).json()["code"]
        == "calendar.unknown-zone"
    )


def test_a_change_of_settings_is_noted_with_what_was_and_what_is(server: Server) -> None:
    me = server.sign_in("author")
    page = server.client.get("/api/centres/bank/settings").json()
    figure = page["numbers"][0]
    figure["value"] += 1
    page["queues"] = {**page["queues"], "cards": {"en": "Cards"}}
    assert server.client.put("/api/centres/bank/settings", json=page, headers={"x-csrf": me.csrf}).status_code == 200
    server.sign_in("admin")
    told = server.client.get("/api/audit?last=50").json()
    note = next(note for note in told["notes"] if note["what"] == "settings")
    assert note["changes"] == [
        {"field": f"numbers.{figure['id']}", "old": None, "new": figure["value"]},
        {"field": "queues.cards.en", "old": None, "new": "Cards"},
    ]
    assert told["more"] is False
    one = server.client.get("/api/audit?last=1").json()
    assert len(one["notes"]) == 1 and one["more"] is True


def test_a_programs_token_has_the_rights_it_was_given_and_no_more(server: Server) -> None:
    me = server.sign_in("leader")
    head = {"x-csrf": me.csrf}
    more = server.client.post("/api/tokens", json={"name": "x", "rights": ["settle"]}, headers=head)
    assert more.json()["code"] == "access.forbidden"
    made = server.client.post("/api/tokens", json={"name": "pbx", "rights": ["read"]}, headers=head).json()
    server.client.cookies.clear()
    program = {"authorization": f"Bearer {made['token']}"}
    assert server.client.get("/api/talks?centre=bank", headers=program).status_code == 200
    refused = server.client.post("/api/talks/none/inputs", json={"inputs": []}, headers=program)
    assert refused.json()["code"] == "access.forbidden"
    assert server.client.post("/api/tokens", json={"name": "y", "rights": []}, headers=program).status_code == 403
    server.sign_in("leader")
    [listed] = server.client.get("/api/tokens").json()
    assert listed["name"] == "pbx" and not listed["token"]
    me = server.sign_in("leader")
    assert server.client.delete(f"/api/tokens/{listed['id']}", headers={"x-csrf": me.csrf}).status_code == 200
    assert server.client.get("/api/talks?centre=bank", headers=program).status_code == 401
    assert server.client.get("/api/me", headers={"authorization": "Bearer sw_nonsense"}).status_code == 401


def test_a_pbx_feeds_inputs_and_sees_what_became_of_them(server: Server) -> None:
    start = server.client.post("/api/chat", json={"centre": "bank", "message": "你好"}).json()
    me = server.sign_in("leader")
    with server.client.websocket_connect("/api/live?centre=bank") as desk:
        desk.send_text(msgspec.json.encode({"do": "take", "id": 1, "talk": start["id"]}).decode())
        while desk.receive_json()["type"] != "done":
            pass
    inputs = [{"type": "said", "at": 0, "by": "customer", "text": "我的帳號是62220099881234"}]
    got = server.client.post(f"/api/talks/{start['id']}/inputs", json={"inputs": inputs}, headers={"x-csrf": me.csrf})
    assert got.status_code == 200 and got.json()["customer"]["account"] == "62220099881234"
    bad = server.client.post(
        f"/api/talks/{start['id']}/inputs", json={"inputs": [{"type": "x"}]}, headers={"x-csrf": me.csrf}
    )
    assert bad.status_code == 400 and "inputs" in bad.json()["field"]


def test_what_comes_after_the_hang_up_is_refused_unless_it_can_still_matter(server: Server) -> None:
    start = server.client.post("/api/chat", json={"centre": "bank", "message": "你好"}).json()
    head = {"x-csrf": server.sign_in("leader").csrf, "accept-language": "en"}
    with server.client.websocket_connect("/api/live?centre=bank") as desk:
        desk.send_text(msgspec.json.encode({"do": "take", "id": 1, "talk": start["id"]}).decode())
        while desk.receive_json()["type"] != "done":
            pass

    def feed(*inputs: dict[str, Any]) -> Any:
        body = {"inputs": [{"at": 0, **one} for one in inputs]}
        return server.client.post(f"/api/talks/{start['id']}/inputs", json=body, headers=head)

    said = {"type": "said", "by": "customer", "text": "謝謝，再見"}
    done = feed(said, {"type": "hung_up", "by": "customer"}, said)
    assert (done.status_code, done.json()["code"]) == (409, "desk.over") and "said" in done.json()["message"]
    before = server.client.get(f"/api/talks/{start['id']}").json()
    assert before["over_by"] == "customer" and before["phase"] == "wrap_up"
    for late in (said, {"type": "hold", "on": True}, {"type": "hung_up", "by": "agent"}, {"type": "ringing"}):
        assert feed(late).json()["code"] == "desk.over"
    assert server.client.get(f"/api/talks/{start['id']}").json()["entries"] == before["entries"]
    kept = feed({"type": "note", "text": "整理"}, {"type": "looked_up", "what": "order", "result": "missing"})
    assert kept.status_code == 200 and len(kept.json()["entries"]) == len(before["entries"]) + 2


def test_a_chat_in_a_language_that_is_not_known_is_refused(server: Server) -> None:
    got = server.client.post("/api/chat", json={"centre": "bank", "locale": "tlh"}, headers={"accept-language": "en"})
    assert (got.status_code, got.json()["code"], got.json()["field"]) == (400, "desk.bad-locale", "locale")
    assert "tlh" in got.json()["message"] and "zh-Hant" in got.json()["message"]
    for locale in ("zh-TW", "en-GB", "yue", ""):
        assert server.client.post("/api/chat", json={"centre": "bank", "locale": locale}).status_code == 200


def test_a_bot_has_a_draft_checked_before_it_says_it(server: Server) -> None:
    start = server.client.post("/api/chat", json={"centre": "bank", "message": "你好"}).json()
    me = server.sign_in("leader")

    def check(text: str, **more: bool) -> Any:
        where = f"/api/talks/{start['id']}/check?locale=en"
        return server.client.post(where, json={"text": text, **more}, headers={"x-csrf": me.csrf})

    got = check("您打错了，再见").json()
    assert got["blocked"] and got["hits"][0]["clauses"] == ["bank-2.2.1"] and got["hits"][0]["rewrite"]
    assert check("您好，請問您需要什麼幫助？").json() == {"blocked": False, "hits": []}
    assert check("我不知道", finished=False).json()["hits"] == []
    assert check("a" * 4_001).status_code == 400
    assert server.client.get(f"/api/talks/{start['id']}").json()["broken"] == 0
    server.sign_in("agent")
    assert server.client.post(f"/api/talks/{start['id']}/check", json={"text": "a"}).status_code == 403


def test_the_interface_is_described_as_it_runs(server: Server) -> None:
    described = server.client.get("/api/openapi.json").json()
    assert {(path, verb.upper()) for path, verbs in described["paths"].items() for verb in verbs} == {
        (door.path, door.method) for door in ROUTES
    }
    assert all(verb["summary"] for verbs in described["paths"].values() for verb in verbs.values())
    validate(described)
    sockets = server.client.get("/api/asyncapi.json").json()
    names = set(sockets["channels"]["live"]["messages"])
    assert {"Snapshot", "Patch", "SaySomething", "TakeOver"} <= names
    references = set(re.findall(r"#/components/schemas/(\w+)", str(sockets)))
    assert references <= set(sockets["components"]["schemas"])


def test_who_closes_the_last_page_is_rung_no_more(server: Server) -> None:
    server.doors.presence.patience = server.doors.presence.answer = 0.05
    server.sign_in("leader")

    def status() -> str:
        return server.hub.office_now("bank").people["n-leader"].said

    with server.client.websocket_connect("/api/live?centre=bank") as first:
        first.send_text('{"do": "status", "id": 1, "status": "idle"}')
        while first.receive_json()["type"] != "done":
            pass
        with server.client.websocket_connect("/api/live?centre=bank") as second:
            second.receive_json()
        assert status() == "idle"
    for _ in range(200):
        if status() == "off":
            break
        server.client.get("/api/health")
    assert status() == "off"


def test_figures_are_told_to_programs_that_may_read_and_name_nobody(server: Server) -> None:
    server.client.cookies.clear()
    assert server.client.get("/metrics").status_code == 401
    server.client.post("/api/chat", json={"centre": "bank", "name": "歐陽", "message": "13800138000"})
    server.sign_in("manager")
    text = server.client.get("/metrics").text
    assert 'saywell_conversations{centre="bank",phase="waiting"}' in text and "saywell_ask_seconds" in text
    assert "歐陽" not in text and "13800138000" not in text and "n-agent" not in text
