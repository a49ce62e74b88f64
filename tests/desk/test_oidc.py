"""Signing in at an identity provider: a real one over HTTP, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest

from saywell.app.config import oidc_settings
from saywell.app.oidc import Connect, Oidc
from saywell.kernel.errors import SaywellError
from tests.desk.identity import CLIENT, SECRET
from tests.desk.test_doors import PASSWORD, Server

LIN = {
    "sub": "u-1", "preferred_username": "Lin", "name": "Lin Wei", "groups": ["agents", "others"],
    "email": "lin@example.com", "email_verified": True,
}  # fmt: skip


class Place:
    """A provider, and a server that knows it."""

    def __init__(self, issuer: str, folder: Path) -> None:
        self.issuer, self.server = issuer, Server()
        (folder / "secret").write_text(SECRET + "\n", encoding="utf-8")
        settings = Oidc(
            issuer=issuer, client_id=CLIENT, secret_file=str(folder / "secret"), address="http://localhost",
            title="Example", domain="example.com", roles={"agents": ("agent",), "chiefs": ("leader", "admin")},
            centres={"*": ("bank",), "shops": ("shop", "nowhere")},
        )  # fmt: skip
        self.server.doors.provider = Connect(settings, self.server.clock)
        self.client = self.server.client

    def be(self, wrong: str = "", **claims: Any) -> None:
        """Who comes next, and what the provider does badly."""
        body = {"person": {**LIN, **claims}, "wrong": wrong, "now": self.server.clock.at // 1000}
        with urlopen(Request(f"{self.issuer}/be", json.dumps(body).encode()), timeout=30) as got:
            assert got.status == 200

    def away(self) -> str:
        """Begin at this server, sign in there; the address at which the browser comes back."""
        self.client.cookies.clear()
        begin = self.client.get("/api/oidc/begin?next=/talks", follow_redirects=False)
        assert begin.status_code == 303 and "HttpOnly" in begin.headers["set-cookie"]
        opener = urlopen_without_redirect(begin.headers["location"])
        return opener.partition("http://localhost")[2]

    def sign_in(self, wrong: str = "", **claims: Any) -> str:
        """The whole way; where the browser stands in the end."""
        self.be(wrong, **claims)
        return self.back(self.away())

    def back(self, path: str) -> str:
        done = self.client.get(path, follow_redirects=False)
        assert done.status_code == 303, done.text
        return str(done.headers["location"])


def urlopen_without_redirect(address: str) -> str:
    import http.client

    parts = urlsplit(address)
    line = http.client.HTTPConnection(parts.netloc, timeout=30)
    line.request("GET", f"{parts.path}?{parts.query}")
    got = line.getresponse()
    assert got.status == 302
    found = got.headers["location"]
    line.close()
    return str(found)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.desk.identity"], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture
def place(issuer: str, tmp_path: Path) -> Iterator[Place]:
    made = Place(issuer, tmp_path)
    with made.client:
        yield made


def fault(where: str) -> str:
    assert where.startswith("/sign-in?fault="), where
    return parse_qs(urlsplit(where).query)["fault"][0]


def test_somebody_comes_in_with_the_roles_and_centres_of_their_groups(place: Place) -> None:
    assert place.client.get("/api/public").json()["provider"] == "Example"
    assert place.sign_in() == "/talks"
    me = place.client.get("/api/me").json()
    assert (me["account"], me["name"], me["roles"], me["centres"]) == ("lin", "Lin Wei", ["agent"], ["bank"])
    assert me["provider"] and not me["must_change"]
    assert "lin" in place.server.hub.office_now("bank").people
    changed = place.client.put(
        "/api/me/password", json={"old": "", "new": "seven quiet harbours"}, headers={"x-csrf": me["csrf"]}
    )
    assert changed.json()["code"] == "access.provider"
    # Another name and other groups there: the same account here.
    assert place.sign_in(preferred_username="lin.wei", groups=["chiefs", "shops"]) == "/talks"
    me = place.client.get("/api/me").json()
    assert (me["account"], me["roles"], me["centres"]) == ("lin", ["leader", "admin"], ["bank", "shop"])


@pytest.mark.parametrize("wrong", ["iss", "aud", "nonce", "exp", "at_hash", "key", "none"])
def test_a_token_that_is_not_good_opens_nothing(place: Place, wrong: str) -> None:
    assert "可信" in fault(place.sign_in(wrong))
    assert "saywell" not in place.client.cookies
    assert asyncio.run(place.server.access.account("lin")) is None


def test_who_was_refused_there_is_refused_here(place: Place) -> None:
    assert "access_denied" in fault(place.sign_in("denied"))


def test_keys_may_change(place: Place) -> None:
    assert place.sign_in() == "/talks"
    place.server.clock.at += 120_000
    assert place.sign_in("rotate") == "/talks"


def test_only_people_of_the_domain_with_a_role_and_a_name_of_their_own_come_in(place: Place) -> None:
    assert "example.com" in fault(place.sign_in(email="lin@evil.example"))
    assert "example.com" in fault(place.sign_in(email_verified=False))
    assert "角色" in fault(place.sign_in(groups=["others"]))
    # The name of a local account gives nobody that account.
    assert "admin" in fault(place.sign_in(sub="u-2", preferred_username="admin"))
    assert "n-agent" in fault(place.sign_in(sub="u-3", preferred_username="n-agent"))
    for name in ("", "a/b"):
        assert "preferred_username" in fault(place.sign_in(sub="u-4", preferred_username=name))
    place.server.sign_in("admin")
    notes = place.client.get("/api/audit").json()["notes"]
    codes = [note["code"] for note in notes if note["what"] == "sign-in.refused"]
    assert codes[0] == "oidc.claim" and {"oidc.domain", "oidc.no-role", "oidc.taken"} <= set(codes)


def test_an_answer_counts_once_in_the_browser_that_asked_and_in_time(place: Place) -> None:
    place.be()
    path = place.away()
    mine = dict(place.client.cookies)
    place.client.cookies.clear()
    assert "再登录" in fault(place.back(path))
    place.client.cookies.update(mine)
    assert "再登录" in fault(place.back(path.replace("state=", "state=x")))
    place.client.cookies.update(mine)
    assert place.back(path) == "/talks"
    place.client.cookies.update(mine)
    assert "invalid_grant" in fault(place.back(path))
    path = place.away()
    place.server.clock.at += 601_000
    assert "再登录" in fault(place.back(path))


def test_nobody_is_sent_to_another_site_afterwards(place: Place) -> None:
    place.be()
    for wanted in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"):
        place.client.cookies.clear()
        begin = place.client.get("/api/oidc/begin", params={"next": wanted}, follow_redirects=False)
        back = urlopen_without_redirect(begin.headers["location"])
        assert place.back(back.partition("http://localhost")[2]) == "/"


def test_a_disabled_account_stays_out_and_its_roles_are_the_providers(place: Place) -> None:
    assert place.sign_in() == "/talks"
    me = place.server.sign_in("admin")
    head = {"x-csrf": me.csrf}
    lin = {"number": "lin", "name": "Lin Wei", "roles": ["agent"], "centres": ["bank"]}
    more = place.client.put("/api/people/lin", json={**lin, "roles": ["leader"]}, headers=head)
    assert more.json()["code"] == "people.provider"
    assert place.client.post("/api/people/lin/password", headers=head).json()["code"] == "people.provider"
    assert place.client.put("/api/people/lin", json={**lin, "enabled": False}, headers=head).status_code == 200
    assert "停用" in fault(place.sign_in())
    local = {"account": "lin", "password": PASSWORD}
    assert place.client.post("/api/sign-in", json=local).json()["code"] == "access.wrong"


def test_a_provider_that_is_away_is_told(place: Place) -> None:
    settings = Oidc(issuer="http://127.0.0.1:9", client_id="x", address="http://localhost")
    place.server.doors.provider = Connect(settings, place.server.clock)
    begin = place.client.get("/api/oidc/begin?locale=en", follow_redirects=False)
    assert "cannot be reached" in fault(begin.headers["location"])
    place.server.doors.provider = None
    assert place.client.get("/api/oidc/begin").status_code == 404
    assert place.client.get("/api/oidc/end").status_code == 404


def test_settings_come_from_file_and_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "saywell.toml"
    file.write_text(
        '[oidc]\nissuer = "https://a.example"\nclient_id = "x"\naddress = "https://desk.example"\n'
        '[oidc.roles]\nstaff = ["agent"]\n[oidc.centres]\n"*" = ["bank"]\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("SAYWELL_CONFIG", str(file))
    monkeypatch.setenv("SAYWELL_OIDC_ISSUER", "https://b.example")
    found = oidc_settings()
    assert found is not None and found.issuer == "https://b.example" and found.roles == {"staff": ("agent",)}
    Connect(found, lambda: 0)
    for wrong in (
        Oidc(issuer="http://b.example", client_id="x", address="https://desk.example"),
        Oidc(issuer="https://b.example", client_id="", address="https://desk.example"),
        Oidc(issuer="https://b.example", client_id="x", address="https://desk.example", secret_file="/nowhere"),
    ):
        with pytest.raises(SaywellError) as caught:
            Connect(wrong, lambda: 0)
        assert caught.value.code == "oidc.setting"
    file.write_text("", encoding="utf-8")
    monkeypatch.delenv("SAYWELL_OIDC_ISSUER")
    assert oidc_settings() is None
