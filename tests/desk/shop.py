"""One small shop for the tests of the connectors, in each kind of place where a shop can lie."""

from __future__ import annotations

import asyncio
import csv
import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import asyncpg
import msgspec

from saywell.app.demo_shop import SCHEMA, fill_shop
from saywell.app.demo_world import HERE, read_world
from saywell.desk.book import owned, plain
from saywell.desk.imports.fields import Kind
from saywell.desk.imports.process import Began, Imports
from saywell.desk.shops.connector import Connector, Resource
from saywell.desk.shops.kept import KeptBook
from saywell.desk.wire import Person
from saywell.followup.orders import KINDS
from saywell.kernel.time import format_rfc3339, parse_rfc3339
from saywell.storage.interface import Store
from tests.desk.world import Clock, World

NOW = parse_rfc3339("2026-11-20T10:00:00+08:00")
DEMO: Connector = msgspec.yaml.decode((HERE / "connector.yaml").read_bytes(), type=Connector)
TABLES = (
    "customers", "orders", "shipments", "order_lines", "outbound_lines", "tracking_events", "contacts",
)  # fmt: skip


def people() -> list[Person]:
    """The customers of the shop."""
    return read_world(NOW).book.people("shop")


def in_sqlite(path: Path) -> str:
    """The shop in a file; its address."""
    with closing(sqlite3.connect(path)) as db, db:
        fill_shop(db, people())
    return f"sqlite:///{path}"


async def in_postgres(address: str, path: Path) -> str:
    """The same rows in PostgreSQL; its address."""
    in_sqlite(path)
    line = await asyncpg.connect(address, timeout=30)
    try:
        await line.execute(SCHEMA)
        with closing(sqlite3.connect(path)) as db:
            for table in TABLES:
                found = db.execute(f"SELECT * FROM {table}")
                names = [one[0] for one in found.description]
                await line.copy_records_to_table(table, records=found.fetchall(), columns=names)
    finally:
        await line.close(timeout=10)
    return address


Answer = Callable[[str, dict[str, str]], tuple[int, dict[str, str], bytes]]


@contextmanager
def behind_http(answer: Answer) -> Iterator[str]:
    """A server that answers with status, headers and body of a path and query; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: found[0] for name, found in parse_qs(parts.query).items()}
            query |= {f"@{name.lower()}": value for name, value in self.headers.items()}
            status, headers, body = answer(parts.path, query)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            # Somebody who waits no longer has gone.
            try:
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


def shop_answers() -> Answer:
    """The shop as an interface: other names than ours, goods and way inside the order."""
    everybody = people()

    def told(order: dict[str, Any], person: Person) -> dict[str, Any]:
        whole = owned(order, person)
        return {"orderNo": whole.pop("id"), "goods": whole.pop("lines", []), "data": whole}

    def answer(path: str, query: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if query.get("@authorization") != "Bearer open sesame":
            return 401, {}, b""
        found: Any = None
        if path == "/customers":
            wanted = [plain(query.get(name, "")) for name in ("id", "phone")]
            found = [one for one in everybody if one.id in wanted or plain(one.phone) in wanted]
            found = {"people": [{"who": msgspec.to_builtins(one)} for one in found]}
        elif path == "/orders":
            orders = [told(dict(order), one) for one in everybody for order in one.orders]
            if "customer" in query:
                orders = [one for one in orders if one["data"]["customer_id"] == query["customer"]]
            if "number" in query:
                wanted_order = plain(query["number"])
                orders = [
                    one
                    for one in orders
                    if wanted_order in (plain(one["orderNo"]), plain(str(one["data"].get("tracking", ""))))
                ]
            found = {"page": {"orders": orders}}
        return (200, {}, json.dumps(found).encode()) if found is not None else (404, {}, b"")

    return answer


ORDER_FIELDS = {
    "id": "orderNo", "lines": "goods",
    **{
        name: f"data.{name}"
        for name in (
            "customer_id", "customer", "phone", "status", "item", "ordered", "paid", "shipped", "due", "signed",
            "price", "courier", "tracking", "recipient", "address", "outbound", "events", "reviewed", "stars", "review",
        )
    },
}  # fmt: skip


def http_connector(base: str) -> Connector:
    """The connector to it."""
    orders = Resource(f"{base}/orders", "page.orders", ORDER_FIELDS)

    def asking(**query: str) -> Resource:
        text = "&".join(f"{name}={value}" for name, value in query.items())
        return msgspec.structs.replace(orders, url=f"{orders.url}?{text}")

    who = {name: f"who.{name}" for name in ("id", "surname", "title", "name", "phone", "account", "lang", "notes")}
    return Connector(
        kind="http",
        headers={"authorization": "Bearer {key}"},
        resources={
            "customer": Resource(f"{base}/customers?id={{customer}}&phone={{phone}}", "people", who),
            "orders": asking(customer="{customer}"),
            "order": asking(number="{order}"),
            **{kind: asking(since="{since}", until="{until}") for kind in KINDS},
        },
    )


def run(act: Any) -> Any:
    """Run something that must not take long."""
    return asyncio.run(asyncio.wait_for(act, 60))


def as_files(everybody: Iterable[Person]) -> tuple[str, str]:
    """A shop as files that people bring: its customers, and its orders with goods and parcels, in rows."""
    contacts, orders = StringIO(newline=""), StringIO(newline="")
    names = {
        "id": "客户号", "name": "姓名", "surname": "姓", "title": "称呼", "phone": "手机", "account": "账号",
        "lang": "语言", "notes": "备注",
    }  # fmt: skip
    out = csv.DictWriter(contacts, list(names.values()))
    out.writeheader()
    found: list[dict[str, Any]] = []
    for person in everybody:
        out.writerow({head: getattr(person, field) for field, head in names.items()})
        found += [row for order in person.orders for row in _rows(order, person.id)]
    table = csv.DictWriter(orders, list(dict.fromkeys(name for row in found for name in row)))
    table.writeheader()
    table.writerows(found)
    return contacts.getvalue(), orders.getvalue()


def _rows(order: Mapping[str, Any], customer: str) -> Iterator[dict[str, Any]]:
    parts = ("lines", "outbound", "events")
    lines = order.get("lines") or ()
    head = {name: value for name, value in order.items() if name not in (*parts, "item", "place", "price")}
    head["about"] = order["item"]
    for n in range(max(1, len(lines), len(order.get("outbound") or ()), len(order.get("events") or ()))):
        row = {"customer_id": customer, **head}
        for part, found in (("lines", lines), ("outbound", order.get("outbound")), ("events", order.get("events"))):
            if found and n < len(found):
                sent = "sent_" if part == "outbound" else ""
                row |= {f"{sent}{name}": value for name, value in found[n].items() if not sent or name != "unit"}
        yield _flat(row)


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            out |= {f"{name}_{lang.lower().replace('-', '_')}": text for lang, text in value.items()}
        elif name in ("ordered", "paid", "shipped", "due", "signed", "at") and isinstance(value, int):
            out[name] = format_rfc3339(value - value % 1000)
        else:
            out[name] = value
    return out


async def bring_files(world: World, everybody: Iterable[Person]) -> None:
    """These customers and their orders are brought in."""
    imports, centre = Imports(world.hub), world.centre
    kinds: tuple[Kind, ...] = ("contacts", "orders")
    for kind, text in zip(kinds, as_files(everybody), strict=True):
        raw = text.encode()
        sort = await imports.sort(centre, kind, raw, f"{kind}.csv", {})
        await imports.begin(kind, Began(at=0, centre=centre, kind=kind, name=f"{kind}.csv"), raw, sort)
        done = await imports.finish(kind)
        assert (done.state, done.faulty) == ("done", 0) and done.new


async def in_kept(store: Store) -> KeptBook:
    """The shop as a centre keeps it that brought these files in."""
    world = World(store, Clock(), "shop")
    await world.open()
    try:
        await bring_files(world, people())
    finally:
        await world.hub.stop()
    return KeptBook(store)
