"""Every book gives the same answers: in memory, in SQLite, in PostgreSQL, behind HTTP, out of files brought in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, cast

import msgspec
import pytest

from saywell.desk.book import Book, MemoryBook
from saywell.desk.shops.book import ShopBook, instant_of
from saywell.desk.shops.connector import Connector, Resource, check
from saywell.desk.shops.kept import KeptBook
from saywell.desk.shops.secrets import Secrets
from saywell.desk.shops.sql import SqlSource
from saywell.desk.shops.web import WebSource, at_path
from saywell.desk.wire import Person
from saywell.followup.orders import USUAL, Limits, Row, Wanting, judged, result_of
from saywell.kernel.addresses import is_public
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import DAY
from saywell.storage.memory import MemoryStore
from tests.desk.shop import (
    DEMO,
    NOW,
    behind_http,
    http_connector,
    in_kept,
    in_postgres,
    in_sqlite,
    people,
    run,
    shop_answers,
)

KINDS = ["memory", "sqlite", "postgres", "http", "kept"]


class Of:
    """A shop's book as the book of all centres."""

    def __init__(self, book: ShopBook) -> None:
        self._book = book

    async def person(self, centre: str, id: str, phone: str = "") -> Person:
        return await self._book.person(id, phone)

    async def find(self, centre: str, what: str, key: str) -> Row | None:
        return await self._book.find(what, key)

    async def orders_wanting(self, centre: str, kind: Wanting, now: int, limits: Limits = USUAL) -> list[Row]:
        return await self._book.orders_wanting(kind, now, limits)

    async def close(self) -> None:
        await self._book.close()


def sql_book(url: str, **changes: Any) -> ShopBook:
    connector = msgspec.structs.replace(DEMO, **changes)
    return ShopBook(SqlSource(url, connector), timeout_s=connector.timeout_s, zone=UTC)


def web_book(connector: Connector, key: str = "open sesame") -> ShopBook:
    source = WebSource(connector, {"authorization": f"Bearer {key}"})
    return ShopBook(source, timeout_s=connector.timeout_s, zone=UTC)


@pytest.fixture(params=KINDS)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Book]]:
    """Makes the book, inside the loop in which it is asked."""
    if request.param == "memory":
        yield lambda: MemoryBook({"shop": people()})
    elif request.param == "kept":
        store = MemoryStore()
        run(in_kept(store))
        yield lambda: KeptBook(store)
    elif request.param == "sqlite":
        url = in_sqlite(tmp_path / "shop.sqlite")
        yield lambda: cast(Book, Of(sql_book(url)))
    elif request.param == "postgres":
        url = run(in_postgres(request.getfixturevalue("database"), tmp_path / "shop.sqlite"))
        yield lambda: cast(Book, Of(sql_book(url)))
    else:
        with behind_http(shop_answers()) as base:
            yield lambda: cast(Book, Of(web_book(http_connector(base))))


def ask(made: Callable[[], Any], question: Callable[[Any], Any]) -> Any:
    async def whole() -> Any:
        book = made()
        try:
            return await question(book)
        finally:
            await book.close()

    return run(whole())


def person_by(id: str, phone: str) -> Callable[[Any], Any]:
    return lambda book: book.person("shop", id, phone)


def find_by(what: str, key: str) -> Callable[[Any], Any]:
    return lambda book: book.find("shop", what, key)


# -- the contract --------------------------------------------------------------------------------------------------


def test_a_customer_is_found_by_id_and_by_phone_with_the_orders(made: Callable[[], Book]) -> None:
    for id, phone in (("s1", ""), ("", "13800138000"), ("nobody", "138-0013-8000")):
        person: Person = ask(made, person_by(id, phone))
        assert (person.id, person.surname, person.title, person.name) == ("s1", "王", "先生", "王强")
        [order] = person.orders
        assert order["id"] == "KX20261115" and order["courier"] == "顺丰"
        assert order["item"]["en"] == "100 m of 4 mm² copper wire"
        assert order["ordered"] == NOW - 6 * DAY and order["signed"] == NOW - 2 * DAY


def test_nobody_is_an_empty_customer(made: Callable[[], Book]) -> None:
    for id, phone in (("", ""), ("nobody", ""), ("", "10000000000")):
        person: Person = ask(made, person_by(id, phone))
        assert person == Person() or (person.id, person.surname, person.orders) == ("", "", ())


def test_an_order_is_found_by_its_number_and_by_that_of_its_parcel(made: Callable[[], Book]) -> None:
    for what, key in (("order", "KX20261115"), ("tracking", "SF1080011223344"), ("shipment", "kx2026-1115")):
        order = ask(made, find_by(what, key))
        assert order is not None and order["id"] == "KX20261115" and order["customer"] == "王先生"
        assert [line["sku"] for line in order["lines"]] == ["BV-4"]
        assert [line["sku"] for line in order["outbound"]] == ["BV-2.5"]
        assert [event["place"]["zh-Hans"] for event in order["events"]] == ["杭州", "南京", "北京"]
        assert order["events"][-1]["at"] == NOW - 2 * DAY
        known = judged(order, NOW)
        assert result_of(known) == "differs" and known["state"] == "signed"


def test_what_is_not_there_is_none(made: Callable[[], Book]) -> None:
    for what, key in (("order", "KX1"), ("order", ""), ("tracking", "' OR '1'='1"), ("customer", "1")):
        assert ask(made, find_by(what, key)) is None


def test_a_customer_is_looked_up_by_phone(made: Callable[[], Book]) -> None:
    found = ask(made, lambda book: book.find("shop", "customer", "13911112222"))
    assert found is not None and found["surname"] == "刘" and "orders" not in found


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("unpaid", {"KX20261121", "KX20261119"}),
        ("placed", {"KX20261122"}),
        ("signed", {"KX20261114"}),
        ("reviewed", {"KX20261109"}),
        ("stalled", {"KX20261112", "KX20261110"}),
        ("late", {"KX20261111", "KX20261112", "KX20261110"}),
    ],
)
def test_orders_that_want_attention(made: Callable[[], Book], kind: Wanting, numbers: set[str]) -> None:
    found = ask(made, lambda book: book.orders_wanting("shop", kind, NOW))
    assert {one["id"] for one in found} == numbers
    assert all(one["customer"] and one["phone"] and one["customer_id"] and one["state"] for one in found)


def test_a_longer_patience_wants_fewer(made: Callable[[], Book]) -> None:
    limits = Limits(unpaid_after=DAY // 5, stalled_after=8 * DAY)
    unpaid = ask(made, lambda book: book.orders_wanting("shop", "unpaid", NOW, limits))
    stalled = ask(made, lambda book: book.orders_wanting("shop", "stalled", NOW, limits))
    assert [one["id"] for one in unpaid] == ["KX20261119"]
    assert [one["id"] for one in stalled] == ["KX20261110"]


# -- what must not be ----------------------------------------------------------------------------------------------


def refused(made: Callable[[], Any], question: Callable[[Any], Any] | None = None) -> SaywellError:
    with pytest.raises(SaywellError) as caught:
        ask(made, question or (lambda book: book.find("order", "KX20261115")))
    return caught.value


@pytest.mark.parametrize("where", ["sqlite", "postgres"])
def test_a_database_that_takes_too_long_is_told_and_the_next_question_is_answered(
    where: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if where == "sqlite":
        url = in_sqlite(tmp_path / "shop.sqlite")
        slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS id FROM n"
    else:
        url = run(in_postgres(request.getfixturevalue("database"), tmp_path / "shop.sqlite"))
        slow = "SELECT cast(pg_sleep(30) AS text) AS id"

    async def whole() -> None:
        book = sql_book(url, statements={**DEMO.statements, "order": slow}, timeout_s=2)
        try:
            for _ in range(2):
                before = time.monotonic()
                with pytest.raises(SaywellError) as caught:
                    await book.find("order", "KX20261115")
                assert caught.value.code == "book.late" and time.monotonic() - before < 15
                assert "2 s" in caught.value.render("en")
            person = await book.person("s2", "")
            assert person.surname == "刘"
        finally:
            await book.close()

    run(whole())


@pytest.mark.parametrize("where", ["sqlite", "postgres"])
def test_nothing_can_be_written(where: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Even a statement that got past the settings page changes nothing."""
    if where == "sqlite":
        url = in_sqlite(tmp_path / "shop.sqlite")
    else:
        url = run(in_postgres(request.getfixturevalue("database"), tmp_path / "shop.sqlite"))
    writes = "DELETE FROM contacts RETURNING customer_id AS id"
    fault = refused(lambda: sql_book(url, statements={"order": writes}))
    assert fault.code == "book.refused" and "contacts" not in fault.render("en")
    person: Person = ask(partial(sql_book, url), lambda book: book.person("s1", ""))
    assert len(person.history) == 1


def test_no_more_rows_come_than_are_permitted(tmp_path: Path) -> None:
    url = in_sqlite(tmp_path / "shop.sqlite")
    book = partial(sql_book, url, most=1)
    assert len(ask(book, lambda book: book.orders_wanting("unpaid", NOW, Limits()))) == 1


def test_a_shop_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(lambda: sql_book(f"sqlite:///{tmp_path}/none.sqlite")).code == "book.unreachable"
    assert not (tmp_path / "none.sqlite").exists()
    assert refused(lambda: sql_book("postgresql://nobody@127.0.0.1:1/none")).code == "book.unreachable"
    connector = http_connector("http://127.0.0.1:1")
    assert refused(lambda: web_book(connector)).code == "book.unreachable"


def test_the_faults_of_an_interface_are_told() -> None:
    never = Event()
    body = {"/large": b"[" + b"1," * 700_000 + b"1]", "/text": b"<html>", "/empty": b""}

    def answer(path: str, query: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if path == "/slow":
            never.wait(2)
        return (500 if path == "/broken" else 200), {}, body.get(path, b"[]")

    with behind_http(answer) as base:
        for path, code in (
            ("/slow", "book.late"),
            ("/large", "book.too-large"),
            ("/text", "book.unreadable"),
            ("/empty", "book.unreadable"),
            ("/broken", "book.refused"),
        ):
            connector = Connector(kind="http", resources={"order": Resource(base + path)}, timeout_s=0.5)
            assert refused(partial(web_book, connector)).code == code


def test_a_wrong_key_is_refused() -> None:
    with behind_http(shop_answers()) as base:
        fault = refused(lambda: web_book(http_connector(base), key="wrong"))
        assert fault.code == "book.refused" and "401" in fault.render("en")


def test_a_redirect_leads_to_no_private_address_and_takes_no_key_along() -> None:
    seen: list[str] = []

    def inner(path: str, query: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        seen.append(query.get("@authorization", ""))
        return 200, {}, b'[{"id": "X1"}]'

    with behind_http(inner) as target:

        def outer(path: str, query: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
            if path == "/near":
                return 302, {"location": "/here"}, b""
            return (200, {}, b'[{"id": "X0"}]') if path == "/here" else (302, {"location": f"{target}/x"}, b"")

        with behind_http(outer) as base:
            far = Connector(kind="http", resources={"order": Resource(f"{base}/far")})
            assert refused(lambda: web_book(far)).code == "book.redirected" and seen == []
            near = Connector(kind="http", resources={"order": Resource(f"{base}/near")})
            assert ask(partial(web_book, near), lambda book: book.find("order", "X0"))["id"] == "X0"
            permitted = msgspec.structs.replace(far, private_redirects=True)
            assert ask(partial(web_book, permitted), lambda book: book.find("order", "X1"))["id"] == "X1"
            assert seen == [""]


def test_numbers_go_into_an_address_as_values_only() -> None:
    paths: list[tuple[str, dict[str, str]]] = []

    def answer(path: str, query: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        paths.append((path, {name: value for name, value in query.items() if not name.startswith("@")}))
        return 404, {}, b""

    with behind_http(answer) as base:
        connector = Connector(kind="http", resources={"order": Resource(f"{base}/o/{{order}}?n={{order}}")})
        made = partial(web_book, connector)
        assert ask(made, lambda book: book.find("order", "../secret?a=1&b")) is None
    assert paths == [("/o/..%2Fsecret%3Fa%3D1%26b", {"n": "../secret?a=1&b"})]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"statements": {"order": "DELETE FROM orders"}}, "book.not-reading"),
        ({"statements": {"order": "SELECT 1; DROP TABLE orders"}}, "book.not-reading"),
        ({"statements": {"order": "WITH x AS (DELETE FROM o RETURNING *) SELECT * FROM x"}}, "book.not-reading"),
        ({"statements": {"order": "SELECT * INTO t FROM o"}}, "book.not-reading"),
        ({"statements": {"order": "ATTACH 'x' AS y"}}, "book.not-reading"),
        ({"statements": {"order": "SELECT * FROM o WHERE id = :phone"}}, "book.unknown-key"),
        ({"statements": {"everything": "SELECT 1"}}, "book.unknown-question"),
        ({"url": "postgresql://reader:hush@db/shop"}, "book.open-password"),
        ({"url": "shop.db"}, "book.bad-url"),
        ({"timeout_s": 0}, "book.bad-timeout"),
        ({"most": 100_000}, "book.bad-most"),
        ({"kind": "http", "resources": {"order": Resource("file:///etc/passwd")}}, "book.bad-url"),
        ({"kind": "http", "resources": {"order": Resource("https://s/{since}")}}, "book.unknown-key"),
    ],
)
def test_a_connector_that_must_not_be_is_not_kept(change: dict[str, Any], code: str) -> None:
    with pytest.raises(SaywellError) as caught:
        check(msgspec.structs.replace(DEMO, **change))
    assert caught.value.code == code and (caught.value.place.field or "").startswith("connector.")


def test_good_connectors_are_kept() -> None:
    check(DEMO)
    check(http_connector("https://shop.example"))
    check(
        msgspec.structs.replace(DEMO, statements={"order": "SELECT 'a;b: update' AS id FROM o WHERE x::text = :order"})
    )


def test_a_secret_comes_from_the_environment_or_from_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path, {"SAYWELL_SECRET_SHOP_KEY": "from outside"})
    assert secrets.get("shop", "key") == "from outside" and secrets.kept("shop", "key") == "environment"
    assert secrets.kept("shop", "password") == "missing"
    with pytest.raises(SaywellError, match="SAYWELL_SECRET_SHOP_PASSWORD"):
        secrets.get("shop", "password")
    secrets.set("shop", "password", " hush ")
    path = tmp_path / "secrets" / "shop" / "password"
    assert secrets.get("shop", "password") == "hush" and path.stat().st_mode & 0o077 == 0
    for centre, name, value in (("shop", "../x", "a"), ("..", "x", "a"), ("shop", "x", " ")):
        with pytest.raises(SaywellError) as caught:
            secrets.set(centre, name, value)
        assert caught.value.code == "book.bad-secret"


def test_what_lies_at_a_path_and_what_an_instant_is() -> None:
    row = {"a": [{"b": 1}, {"b": 2}], "c": None}
    assert [at_path(row, path) for path in ("a.1.b", "a.-1.b", "a.2.b", "c.d", "")] == [2, 2, None, None, row]
    assert instant_of("2026-11-20T10:00:00+08:00", UTC) == NOW == instant_of(NOW / 1000, UTC) == instant_of(NOW, UTC)
    assert instant_of("2026-11-20 02:00:00", UTC) == NOW and instant_of("soon", UTC) == "soon"
    public = {"1.1.1.1": True, "10.0.0.1": False, "::1": False, "169.254.169.254": False, "::ffff:127.0.0.1": False}
    assert {one: is_public(one) for one in public} == public
