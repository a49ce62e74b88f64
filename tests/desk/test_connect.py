"""How a centre reaches its shop, over HTTP: tried out with what is personal veiled, secrets written and never read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from saywell.app.connecting import Connections
from saywell.desk.connect import veiled
from saywell.desk.shops.connector import Connector
from tests.desk.shop import DEMO, in_sqlite
from tests.desk.test_doors import Server

AT = "/api/centres/bank/connector"
HUSH = "hush-hush-42"


class Shop(Server):
    """A server whose centre has a shop beside it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.reach = Connections(folder, {})
        self.reach.hub = self.hub
        self.hub.book = self.reach
        url = in_sqlite(folder / "shop.sqlite")
        self.connector = msgspec.to_builtins(msgspec.structs.replace(DEMO, url=url, timeout_s=20.0))

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        return self.client.request(method, AT + path, json=body, headers={"x-csrf": self.csrf})

    def refused(self, path: str, body: Any) -> dict[str, Any]:
        got = self.ask("POST" if path == "/try" else "PUT", path, body)
        assert got.status_code >= 400
        answer: dict[str, Any] = got.json()
        return answer


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path)
    with made.client:
        made.csrf = made.sign_in("admin").csrf
        yield made


def test_an_order_is_looked_up_before_anything_is_in_force_and_tells_not_whose_it_is(shop: Shop) -> None:
    ask = {"connector": shop.connector, "question": "order", "keys": {"order": "KX-20261121"}}
    got = shop.ask("POST", "/try", ask).json()
    row = got["rows"][0]
    assert got["count"] == 1 and row["id"] == "KX20261121" and row["status"] == "unpaid" and row["item"]["en"]
    assert row["recipient"] == "赵*" and row["address"].startswith("杭*") and row["phone"].startswith("*******")
    assert "赵磊" not in str(got) and "文三路" not in str(got)
    assert shop.ask("GET", "").json()["connector"] == {}
    nothing = shop.ask("POST", "/try", {**ask, "keys": {"order": "NONE"}}).json()
    assert nothing["count"] == 0 and nothing["rows"] == []


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ({"url": "sqlite:////nowhere/shop.sqlite"}, "book.unreachable", ""),
        ({"statements": {"order": "SELECT nothing FROM nowhere WHERE id = :order"}}, "book.refused", ""),
        ({"statements": {"order": "DELETE FROM orders WHERE id = :order"}}, "book.not-reading", "SELECT"),
        ({"url": "postgresql://reader:plain@db/shop"}, "book.open-password", "{"),
        ({"url": "postgresql://reader:{password}@db/shop"}, "book.no-secret", "password"),
    ],
)
def test_a_fault_says_what_and_how_to_mend_it(shop: Shop, change: dict[str, Any], code: str, says: str) -> None:
    connector = {**shop.connector, **change}
    fault = shop.refused("/try", {"connector": connector, "question": "order", "keys": {"order": "KX20261121"}})
    assert fault["code"] == code and says in fault["message"] and len(fault["message"]) > 10


def test_it_is_switched_on_and_off_and_what_was_changed_meanwhile_is_not_overwritten(shop: Shop) -> None:
    kept = shop.ask("PUT", "", {"connector": shop.connector}).json()
    assert kept["connector"]["kind"] == "sql"
    found = asyncio.run(shop.reach.find("bank", "order", "KX20261121"))
    assert found is not None and found["id"] == "KX20261121"
    late = shop.refused("", {"connector": shop.connector, "version": kept["version"] - 1})
    assert late["code"] == "desk.changed"
    off = {**shop.connector, "on": False}
    assert shop.ask("PUT", "", {"connector": off, "version": kept["version"]}).json()["connector"]["on"] is False
    person = asyncio.run(shop.reach.person("bank", "s3"))
    assert person.id == "" and asyncio.run(shop.reach.orders_wanting("bank", "unpaid", shop.clock())) == []
    # What is off can still be tried.
    ask = {"connector": off, "question": "order", "keys": {"order": "KX20261121"}}
    assert shop.ask("POST", "/try", ask).json()["count"] == 1


def test_a_secret_is_written_and_never_told(shop: Shop, tmp_path: Path) -> None:
    connector = {"kind": "http", "headers": {"authorization": "Bearer {key}"}, "resources": {}}
    page = shop.ask("PUT", "", {"connector": connector}).json()
    assert page["secrets"] == {"key": "missing"}
    told = shop.ask("PUT", "/secret", {"name": "key", "value": HUSH})
    assert told.json()["secrets"] == {"key": "file"}
    audit = shop.client.get("/api/audit").text
    assert '"secret"' in audit and "connector" in audit
    everything = [told.text, audit, shop.ask("GET", "").text, shop.client.get("/api/centres/bank/settings").text]
    assert not any(HUSH in text for text in everything)

    async def kept() -> list[bytes]:
        store = shop.hub.store
        return [one.body for stream in await store.streams("") for one in await store.read(stream)]

    assert not any(HUSH.encode() in body for body in asyncio.run(kept()))
    assert shop.refused("/secret", {"name": "../key", "value": HUSH})["code"] == "book.bad-secret"


@pytest.mark.parametrize("role", ["agent", "leader", "inspector", "clerk", "manager", "author"])
def test_nobody_but_an_administrator_sees_or_changes_it(shop: Shop, role: str) -> None:
    shop.csrf = shop.sign_in(role).csrf
    for method, path in (("GET", ""), ("PUT", ""), ("PUT", "/secret"), ("POST", "/try")):
        got = shop.ask(method, path, None if method == "GET" else {})
        assert got.status_code == 403 and got.json()["code"] == "access.forbidden"


def test_rows_within_rows_are_veiled_too() -> None:
    row = {"id": "KX20261121", "phone": "13800138000", "lines": [{"sku": "13911112222", "name": "王小明"}]}
    shown = veiled({**row, "text": "电话13911112222", "n": 3})
    assert shown["id"] == "KX20261121" and shown["phone"] == "*******8000" and shown["n"] == 3
    assert shown["lines"] == [{"sku": "13911112222", "name": "王**"}] and "13911112222" not in shown["text"]
    assert veiled({"surname": "", "name": None}) == {"surname": "", "name": None}
    assert Connector().on
