"""Customers out of a file into a store: how many rows a second come in, and whether that stays so as the file grows.

`python -m benchmarks imports [ROWS…]`: SQLite in a folder of its own; a plain copy of the same rows into one table with
one index, committed as often, is made in the same run.
"""

from __future__ import annotations

import asyncio
import csv
import io
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from saywell.app.serving import Builder
from saywell.desk.book import MemoryBook
from saywell.desk.hub import Hub
from saywell.desk.imports.process import Began, Imports
from saywell.desk.imports.steps import MANY, ROWS
from saywell.desk.settings import Setting
from saywell.runtime.clock import now
from saywell.storage.sqlite import SqliteStore

SIZES = (20_000, 200_000)
SLICES = 10
_HEADS = ("客户号", "姓名", "手机", "邮箱", "账号", "语言", "标签", "城市", "备注")


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Customers as a shop has them, in no order that an index would like."""
    for n in range(count):
        m = n * 7_919_317 % 1_000_003
        yield (
            f"C{m:07d}", f"王小{'明红强芳'[n % 4]}", f"138{m:08d}", f"c{m}@example.com", f"62220{m:09d}",
            "中文", "VIP;老客户" if n % 9 == 0 else "", ("北京", "上海", "广州")[n % 3], "下午联系",
        )  # fmt: skip


def file_of(count: int) -> bytes:
    """A file of them, as a spreadsheet program in China saves it."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(_HEADS)
    out.writerows(rows(count))
    return text.getvalue().encode("gb18030")


def plain(path: Path, count: int) -> float:
    """Seconds for the rows alone: one table, one index, a commit for each part."""
    begin = time.perf_counter()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute(f"CREATE TABLE plain ({', '.join(f'c{n} TEXT' for n in range(len(_HEADS)))})")
        db.execute("CREATE INDEX plain_number ON plain (c0)")
        found = list(rows(count))
        for at in range(0, count, ROWS):
            db.execute("BEGIN")
            marks = ",".join("?" * len(_HEADS))
            db.executemany(f"INSERT INTO plain VALUES ({marks})", found[at : at + ROWS])
            db.execute("COMMIT")
    return time.perf_counter() - begin


async def measure(folder: Path, count: int, part: int = MANY) -> None:
    """Print what comes in, slice by slice."""
    store = SqliteStore.open(folder / "store.sqlite")
    hub = Hub(store, now, Builder(folder), MemoryBook({}))
    await hub.load_all()
    await hub.set_setting(Setting(id="shop", standard="shop", title={"en": "Shop"}, company={"en": "Shop"}))
    imports, raw = Imports(hub), file_of(count)
    sort = await imports.sort("shop", "contacts", raw, "customers.csv", {})
    begin = time.perf_counter()
    seen = await imports.look(sort)
    looked = time.perf_counter() - begin
    began = Began(at=0, centre="shop", kind="contacts", name="customers.csv", rows=count, part=part)
    await imports.begin("one", began, raw, sort)
    watching = asyncio.create_task(_watched(imports, count))
    begin = time.perf_counter()
    one = await imports.finish("one")
    took = time.perf_counter() - begin
    assert (one.state, one.new) == ("done", seen.new)
    slices = await watching
    await store.close()
    direct = plain(folder / "plain.sqlite", count)
    print(f"{count:,} customers, {len(raw) / 1e6:.1f} MB: preview {count / looked:,.0f} rows/s")
    print(f"  import {count / took:,.0f} rows/s, {direct / took:.3f} of a plain copy ({count / direct:,.0f} rows/s)")
    print("  by tenth, rows/s: " + " ".join(f"{one:,.0f}" for one in slices))


async def _watched(imports: Imports, count: int) -> list[float]:
    """The rate of each tenth."""
    out: list[float] = []
    since, done = time.perf_counter(), 0
    while len(out) < SLICES:
        await asyncio.sleep(0.2)
        one = await imports.one("one")
        if one.rows >= count * (len(out) + 1) // SLICES or one.ended is not None:
            at = time.perf_counter()
            out.append((one.rows - done) / (at - since))
            since, done = at, one.rows
        if one.ended is not None:
            break
    return out


def main() -> None:
    """Measure with as many as are wanted."""
    for count in [int(word) for word in sys.argv[2:] if word.isdigit()] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(measure(Path(folder), count))


if __name__ == "__main__":
    main()
