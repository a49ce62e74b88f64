"""People with accounts: who may be made what by whom, passwords, sessions that end everywhere."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from saywell.desk.access import LASTS, LOCKED, ONCE, RIGHTS
from saywell.desk.password import check_password
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import DAY
from tests.desk.test_doors import PASSWORD, Server

OWN = "seven quiet harbours"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    with made.client:
        yield made


def person(**fields: Any) -> dict[str, Any]:
    return {"number": "4001", "name": "Lin", "roles": ["agent"], "centres": ["bank"], **fields}


def ask(server: Server, method: str, path: str, body: Any = None, **more: Any) -> Any:
    """As whoever signed in last; the answer, which must be a good one."""
    got = server.client.request(method, f"/api/{path}", json=body, headers={"x-csrf": server.csrf}, **more)
    assert got.status_code == 200, got.text
    return got.json()


def refused(server: Server, method: str, path: str, body: Any = None) -> str:
    got = server.client.request(method, f"/api/{path}", json=body, headers={"x-csrf": server.csrf})
    assert got.status_code >= 400 and len(got.json()["message"]) > 5
    return str(got.json()["code"])


def enter(server: Server, account: str, password: str) -> Any:
    server.client.cookies.clear()
    got = server.client.post("/api/sign-in", json={"account": account, "password": password, "locale": "en"})
    server.csrf = got.json().get("csrf", "")
    return got.json()


def closed(socket: Any) -> int:
    """With which code the server closes a socket; what comes before is not looked at."""
    for _ in range(1000):
        got = socket.receive()
        if got["type"] == "websocket.close":
            return int(got["code"])
    raise AssertionError("the socket stays open")


def with_cookie(server: Server, cookie: str) -> int:
    """What a session opens."""
    server.client.cookies.clear()
    return int(server.client.get("/api/me", headers={"cookie": f"saywell={cookie}"}).status_code)


def notes(server: Server) -> list[dict[str, Any]]:
    enter(server, "admin", PASSWORD)
    found: list[dict[str, Any]] = ask(server, "GET", "audit")["notes"]
    return found


def test_an_account_is_added_and_its_owner_chooses_a_password(server: Server) -> None:
    enter(server, "admin", PASSWORD)
    once = ask(server, "POST", "people", {"account": "lin", **person()})
    assert once["account"] == "lin" and len(once["password"]) >= 20 and once["until"] == server.clock.at + ONCE
    [row] = [one for one in ask(server, "GET", "people") if one["account"] == "lin"]
    assert row["once"] == once["until"] and row["enabled"] and row["sessions"] == 0
    me = enter(server, "lin", once["password"])
    assert me["must_change"] and me["roles"] == ["agent"]
    assert refused(server, "GET", "talks?centre=bank") == "access.must-change"
    with pytest.raises(WebSocketDisconnect), server.client.websocket_connect("/api/live?centre=bank") as socket:
        socket.receive_text()
    for new, code in (("short", "access.short"), ("password1234", "access.common"), ("x" * 300, "access.long")):
        assert refused(server, "PUT", "me/password", {"old": once["password"], "new": new}) == code
    assert refused(server, "PUT", "me/password", {"old": "wrong", "new": OWN}) == "access.wrong-old"
    ask(server, "PUT", "me/password", {"old": once["password"], "new": OWN})
    assert not ask(server, "GET", "me")["must_change"]
    assert ask(server, "GET", "talks?centre=bank")["talks"] == []
    assert enter(server, "lin", once["password"])["code"] == "access.wrong"
    assert not enter(server, "lin", OWN)["must_change"]
    kinds = [(note["what"], note.get("person")) for note in notes(server)]
    assert ("person.added", "lin") in kinds and ("password.changed", None) in kinds


def test_a_one_time_password_runs_out(server: Server) -> None:
    enter(server, "admin", PASSWORD)
    once = ask(server, "POST", "people", {"account": "lin", **person()})
    server.clock.at += ONCE + 1
    assert enter(server, "lin", once["password"])["code"] == "access.once-over"


def test_what_cannot_be_an_account_is_refused_with_its_field(server: Server) -> None:
    enter(server, "admin", PASSWORD)
    cases: list[tuple[dict[str, Any], str, str]] = [
        ({"account": "Lin Wei"}, "people.bad-account", "account"),
        ({"account": "agent"}, "people.taken", "account"),
        ({"number": "n-agent"}, "people.number-taken", "number"),
        ({"name": " "}, "people.bad-name", "name"),
        ({"roles": []}, "people.no-role", "roles"),
        ({"centres": []}, "people.no-centre", "centres"),
        ({"centres": ["shop"]}, "people.no-centre", "centres"),
        ({"queues": {"bank": ["nowhere"]}}, "people.no-queue", "queues"),
    ]
    for fields, code, field in cases:
        body = {"account": "lin", **person(**fields)}
        got = server.client.post("/api/people", json=body, headers={"x-csrf": server.csrf}).json()
        assert (got["code"], got["field"]) == (code, field)


def test_nobody_gives_themselves_more_or_leaves_a_centre_without_an_administrator(server: Server) -> None:
    enter(server, "admin", PASSWORD)
    mine = {"number": "n-admin", "name": "admin", "centres": ["bank"]}
    assert refused(server, "PUT", "people/admin", {**mine, "roles": ["admin", "leader"]}) == "people.own-rights"
    assert refused(server, "PUT", "people/admin", {**mine, "roles": ["author"]}) == "people.last-admin"
    assert refused(server, "PUT", "people/admin", {**mine, "roles": ["admin"], "enabled": False}) == "people.own-end"
    ask(server, "PUT", "people/manager", person(number="n-manager", roles=["admin"]))
    assert refused(server, "PUT", "people/admin", {**mine, "roles": ["agent"]}) == "people.own-rights"
    ask(server, "PUT", "people/admin", {**mine, "roles": ["author"]})
    assert refused(server, "GET", "people") == "access.forbidden"
    enter(server, "manager", PASSWORD)
    ask(server, "PUT", "people/author", person(number="n-author", roles=["admin"]))
    ask(server, "PUT", "people/author", person(number="n-author", roles=["admin"], enabled=False))
    alone = person(number="n-manager", roles=["author"])
    assert refused(server, "PUT", "people/manager", alone) == "people.last-admin"


def test_accounts_of_other_centres_are_not_there_and_shared_ones_are_fixed(server: Server) -> None:
    async def prepare() -> None:
        await server.access.set_account("far", PASSWORD, "1", "Far", ("agent",), ("shop",))
        await server.access.set_account("both", PASSWORD, "2", "Both", ("agent",), ("shop", "bank"))

    asyncio.run(prepare())
    enter(server, "admin", PASSWORD)
    rows = {one["account"]: one for one in ask(server, "GET", "people")}
    assert "far" not in rows and rows["both"]["fixed"] and rows["both"]["centres"] == ["bank"]
    for verb, path in (
        ("PUT", ""),
        ("POST", "/password"),
        ("POST", "/unlock"),
        ("GET", "/sessions"),
        ("GET", "/tokens"),
    ):
        assert refused(server, verb, f"people/far{path}", person()) == "desk.no-person"
        assert refused(server, verb, f"people/both{path}", person()) == "people.other-centre"


def test_a_disabled_account_opens_nothing_and_leaves_the_centre(server: Server) -> None:
    enter(server, "agent", PASSWORD)
    token = ask(server, "POST", "tokens", {"name": "bot", "rights": ["talk"]})["token"]
    cookie = server.client.cookies["saywell"]
    enter(server, "admin", PASSWORD)
    agent = person(number="n-agent", name="agent")
    ask(server, "PUT", "people/agent", agent)
    assert "n-agent" in server.hub.office_now("bank").people
    ask(server, "PUT", "people/agent", {**agent, "enabled": False})
    server.client.get("/api/health")
    assert "n-agent" not in server.hub.office_now("bank").people
    bearer = {"authorization": f"Bearer {token}"}
    server.client.cookies.clear()
    assert server.client.get("/api/me", headers=bearer).status_code == 401
    assert with_cookie(server, cookie) == 401
    assert enter(server, "agent", PASSWORD)["code"] == "access.disabled"
    assert enter(server, "agent", "wrong wrong wrong")["code"] == "access.wrong"
    enter(server, "admin", PASSWORD)
    ask(server, "PUT", "people/agent", agent)
    assert enter(server, "agent", PASSWORD)["account"] == "agent"


def test_a_locked_account_is_unlocked(server: Server) -> None:
    for _ in range(5):
        enter(server, "agent", "nonsense nonsense")
    assert enter(server, "agent", PASSWORD)["code"] == "access.locked"
    enter(server, "admin", PASSWORD)
    [row] = [one for one in ask(server, "GET", "people") if one["account"] == "agent"]
    assert row["locked"] == server.clock.at + LOCKED
    ask(server, "POST", "people/agent/unlock")
    assert enter(server, "agent", PASSWORD)["account"] == "agent"


def test_sessions_are_seen_and_ended_and_their_live_pages_close(server: Server) -> None:
    server.client.headers["user-agent"] = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
    enter(server, "agent", PASSWORD)
    cookie = server.client.cookies["saywell"]
    server.clock.at += 11 * 60_000
    ask(server, "GET", "me")
    with server.client.websocket_connect("/api/live?centre=bank") as live:
        live.receive_json()
        enter(server, "admin", PASSWORD)
        [session] = ask(server, "GET", "people/agent/sessions")
        assert session["device"] == "Chrome · Windows" and session["used"] == server.clock.at
        assert session["until"] == session["since"] + LASTS and not session["own"]
        assert refused(server, "DELETE", f"people/leader/sessions/{session['id']}") == "desk.not-found"
        ask(server, "DELETE", f"people/agent/sessions/{session['id']}")
        assert closed(live) == 1012
    assert with_cookie(server, cookie) == 401
    assert any(note["what"] == "session.ended" and note["person"] == "agent" for note in notes(server))


def test_a_reset_ends_every_session_and_another_role_reaches_the_open_page(server: Server) -> None:
    enter(server, "leader", PASSWORD)
    with server.client.websocket_connect("/api/live?centre=bank") as live:
        live.receive_json()
        enter(server, "admin", PASSWORD)
        ask(server, "PUT", "people/leader", person(number="n-leader", roles=["agent"]))
        assert closed(live) == 1012
    once = ask(server, "POST", "people/leader/password")
    assert ask(server, "GET", "people/leader/sessions") == []
    assert refused(server, "POST", "people/admin/password") == "people.own-password"
    assert enter(server, "leader", PASSWORD)["code"] == "access.wrong"
    assert enter(server, "leader", once["password"])["must_change"]


def test_ones_own_sessions_language_and_password(server: Server) -> None:
    enter(server, "clerk", PASSWORD)
    other = server.client.cookies["saywell"]
    server.clock.at += 1000
    enter(server, "clerk", PASSWORD)
    found = ask(server, "GET", "me/sessions")
    assert [one["own"] for one in found] == [True, False]
    assert ask(server, "PUT", "me", {"locale": "zh-Hant"})["locale"] == "zh-Hant"
    assert refused(server, "PUT", "me", {"locale": "tlh"}) == "access.bad-locale"
    ask(server, "PUT", "me/password", {"old": PASSWORD, "new": OWN})
    assert len(ask(server, "GET", "me/sessions")) == 1
    mine = dict(server.client.cookies)
    assert with_cookie(server, other) == 401
    server.client.cookies.update(mine)
    assert refused(server, "DELETE", f"me/sessions/{found[1]['id']}") == "desk.not-found"
    ask(server, "DELETE", f"me/sessions/{found[0]['id']}")
    assert refused(server, "GET", "me") == "access.signed-out"
    assert enter(server, "clerk", OWN)["locale"] == "zh-Hant"


def test_a_program_changes_nothing_of_how_its_owner_signs_in(server: Server) -> None:
    enter(server, "admin", PASSWORD)
    made = ask(server, "POST", "tokens", {"name": "bot", "rights": ["people"]})
    bearer = {"authorization": f"Bearer {made['token']}"}
    server.client.cookies.clear()
    body = {"old": PASSWORD, "new": OWN}
    assert server.client.put("/api/me/password", json=body, headers=bearer).json()["code"] == "access.forbidden"
    assert server.client.delete("/api/me/sessions/x", headers=bearer).json()["code"] == "access.forbidden"
    enter(server, "admin", PASSWORD)
    [token] = ask(server, "GET", "people/admin/tokens")
    assert "token" not in token and token["rights"] == ["people"]
    ask(server, "DELETE", f"people/admin/tokens/{token['id']}")
    assert server.client.get("/api/people", headers=bearer).status_code == 401


def test_the_audit_log_shows_the_notes_of_ones_centres_and_those_of_none(server: Server) -> None:
    async def prepare() -> None:
        await server.access.log("erase", "far", "shop", talk="x")
        server.clock.at += DAY
        await server.access.log("erase", "near", "bank", talk="y")

    asyncio.run(prepare())
    found = [(note["what"], note["account"]) for note in notes(server)]
    assert found == [("sign-in", "admin"), ("erase", "near")]


def test_the_pages_know_the_rights_that_roles_give() -> None:
    text = (Path(__file__).parents[2] / "web" / "src" / "people.ts").read_text(encoding="utf-8")
    table = text.partition("const GIVES")[2].partition("\n}")[0]
    given = {right: set(re.findall(r'"(\w+)"', roles)) for right, roles in re.findall(r"(\w+): \[([^\]]*)\]", table)}
    assert given == {right: set(roles) for right, roles in RIGHTS.items()}


@pytest.mark.parametrize(
    "password",
    [
        "password1234", "P@ssw0rd2026!", "saywell-3007", "qwertyuiop[]", "aaaaaaaaaaaa", "123456789012", "138001380000",
        "woaini1314520", "admin@admin.admin", "abcabcabcabc", "Welcome2Beijing", "iloveyou123456", "lin.wei-4001!",
        "管理员密码12345678", "letmein letmein!",
    ],
)  # fmt: skip
def test_passwords_that_are_guessed_first_are_refused(password: str) -> None:
    with pytest.raises(SaywellError) as caught:
        check_password(password, ("lin.wei", "Lin Wei"))
    assert caught.value.code == "access.common"


@pytest.mark.parametrize(
    "password",
    [PASSWORD, OWN, "correct horse battery", "我家的猫喜欢看雨和旧书店", "kT9#vLq2!mZw", "Tigerbalsam am Fenster"],
)
def test_passwords_that_nobody_guesses_pass(password: str) -> None:
    check_password(password, ("lin.wei", "Lin Wei"))
