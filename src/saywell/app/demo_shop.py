"""The shops of the demonstration: a SQLite database for each centre, made once, with the customers of its world."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from saywell.desk.wire import Person
from saywell.kernel.time import format_rfc3339

_TEXT = ("zh_hans", "zh_hant", "en")
_LINE = f"sku TEXT, {', '.join(f'{name}_{lang} TEXT' for name in ('item', 'colour') for lang in _TEXT)}"
SCHEMA = f"""
CREATE TABLE customers (id TEXT PRIMARY KEY, surname TEXT, title TEXT, name TEXT, phone TEXT, account TEXT, lang TEXT,
  notes TEXT);
CREATE INDEX customers_phone ON customers (phone);
CREATE TABLE orders (id TEXT PRIMARY KEY, customer_id TEXT NOT NULL REFERENCES customers, status TEXT NOT NULL,
  ordered TEXT NOT NULL, paid TEXT, ends TEXT, price REAL, amount REAL, currency TEXT, recipient TEXT, address TEXT,
  invoice_title TEXT, reviewed TEXT, stars INTEGER, review TEXT,
  {", ".join(f"item_{lang} TEXT" for lang in _TEXT)});
CREATE INDEX orders_customer ON orders (customer_id);
CREATE TABLE shipments (order_id TEXT PRIMARY KEY REFERENCES orders, courier TEXT, tracking TEXT, shipped TEXT,
  due TEXT, signed TEXT, to_city TEXT);
CREATE TABLE order_lines (order_id TEXT NOT NULL REFERENCES orders, n INTEGER, {_LINE}, quantity REAL, unit TEXT);
CREATE TABLE outbound_lines (order_id TEXT NOT NULL REFERENCES orders, n INTEGER, {_LINE}, quantity REAL, unit TEXT);
CREATE TABLE tracking_events (order_id TEXT NOT NULL REFERENCES orders, at TEXT NOT NULL,
  {", ".join(f"{name}_{lang} TEXT" for name in ("place", "text") for lang in _TEXT)});
CREATE VIEW sold AS SELECT o.id, o.customer_id, c.surname, c.title, c.phone, o.status, o.ordered, o.paid, s.shipped,
  coalesce(s.due, o.ends) AS due, s.signed, o.price, o.amount, o.currency,
  {", ".join(f"o.item_{lang}" for lang in _TEXT)},
  s.courier, s.tracking, s.to_city, o.recipient, o.address, o.invoice_title,
  o.reviewed, o.stars, o.review
  FROM orders o JOIN customers c ON c.id = o.customer_id LEFT JOIN shipments s ON s.order_id = o.id;
CREATE TABLE contacts (customer_id TEXT NOT NULL REFERENCES customers, at TEXT NOT NULL, channel TEXT,
  {", ".join(f"about_{lang} TEXT" for lang in _TEXT)});
"""
_INSTANTS = frozenset(("ordered", "paid", "ends", "shipped", "due", "signed", "reviewed", "at"))
_SHIPMENT = ("courier", "tracking", "shipped", "due", "signed", "to_city")
_ORDER = (
    "id", "status", "ordered", "paid", "price", "amount", "currency", "recipient", "address", "invoice_title",
    "reviewed", "stars", "review",
)  # fmt: skip


def make_shops(folder: Path, people: Mapping[str, Iterable[Person]]) -> None:
    """Make the databases that are not there yet, or were made by another version, in `demo` below the data folder."""
    place = folder / "demo"
    if people:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    for centre, found in people.items():
        path = place / f"{centre}.sqlite"
        if path.is_file() and _is_as_made(path):
            continue
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as db, db:
            fill_shop(db, found)
        part.replace(path)


def _is_as_made(path: Path) -> bool:
    """Whether a database has the tables of this version: what is asked of it reads all of their columns."""
    told = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"
    with closing(sqlite3.connect(":memory:")) as wanted, closing(sqlite3.connect(path)) as there:
        wanted.executescript(SCHEMA)
        try:
            return there.execute(told).fetchall() == wanted.execute(told).fetchall()
        except sqlite3.DatabaseError:
            return False


def fill_shop(db: sqlite3.Connection, people: Iterable[Person]) -> None:
    """The tables, and the customers in them."""
    db.executescript(SCHEMA)
    for person in people:
        fields = ("id", "surname", "title", "name", "phone", "account", "lang", "notes")
        _insert(db, "customers", {name: getattr(person, name) or None for name in fields})
        for contact in person.history:
            _insert(db, "contacts", {"customer_id": person.id, **contact})
        for order in person.orders:
            _order(db, person.id, order)


def _order(db: sqlite3.Connection, customer: str, order: Mapping[str, Any]) -> None:
    head = {name: order.get(name) for name in _ORDER}
    shipped = bool(order.get("shipped") or order.get("courier"))
    ends = {} if shipped else {"ends": order.get("due")}
    _insert(db, "orders", {**head, **ends, "customer_id": customer, "item": order.get("item")})
    if shipped:
        _insert(db, "shipments", {"order_id": order["id"], **{name: order.get(name) for name in _SHIPMENT}})
    for table, part in (("order_lines", "lines"), ("outbound_lines", "outbound"), ("tracking_events", "events")):
        for n, line in enumerate(order.get(part) or ()):
            place = {} if part == "events" else {"n": n}
            _insert(db, table, {"order_id": order["id"], **place, **line})


def _insert(db: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    values: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            values |= {f"{key}_{lang.lower().replace('-', '_')}": text for lang, text in value.items()}
        elif key in _INSTANTS and isinstance(value, int):
            values[key] = format_rfc3339(value - value % 1000)
        elif value is not None:
            values[key] = value
    names = ", ".join(values)
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", tuple(values.values()))
