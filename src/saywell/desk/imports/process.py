"""Files that are brought in, one part after the other: what a part brings about and that it is done become durable
together, so that a server that is killed at it goes on where it was, and nothing is there half or twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from saywell.desk.imports import undoing as un
from saywell.desk.imports.contacts import Contacts
from saywell.desk.imports.fields import Kind
from saywell.desk.imports.orders import Orders
from saywell.desk.imports.steps import ROWS, Origin, Part, Sort, Step, Wrong
from saywell.desk.imports.tickets import Chats, Tickets
from saywell.desk.shops.kept import MARK
from saywell.exchange.sheet import open_table
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import HOUR
from saywell.storage.interface import Append, ConflictError, Entry, Record, StoreError

if TYPE_CHECKING:
    from saywell.desk.hub import Hub

STREAM, FILE, PARTS, MAP = "import/", "import-file/", "import-part/", "import-map/"
PIECE = 256 * 1024
"""Bytes of a file in one record."""
TRIES = 20
SHOWN = 20
State = Literal["running", "done", "stopped", "undoing", "undone"]


class Began(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag="import.began.1"):
    """A file is to be brought in, so many rows (`part`) together."""

    at: int
    centre: str
    kind: Kind
    name: str
    by: str = ""
    rows: int = 0
    mapping: dict[str, str] = {}
    part: int = ROWS


class Went(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag="import.went.1"):
    """A part of it is in."""

    rows: int
    new: int = 0
    changed: int = 0
    same: int = 0
    faulty: int = 0


class Ended(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag="import.ended.1"):
    """All of it is in, or (`code`) it could not be read any further."""

    at: int
    code: str = ""


class Undoing(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag="import.undoing.1"):
    """It is to be taken back."""

    at: int
    by: str = ""


class Back(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag="import.back.1"):
    """A part was taken back, the last first; `kept`: the rows of what somebody had changed since."""

    kept: tuple[int, ...] = ()


class Undone(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag="import.undone.1"):
    """All of it was."""

    at: int


Event = Began | Went | Ended | Undoing | Back | Undone
_DECODE = msgspec.json.Decoder(Event).decode


class Import(NamedTuple):
    """An import as it stands. `number`: records; `parts`: how many are in, `back`: taken back; `kept`: rows of what
    somebody had changed since."""

    id: str
    began: Began
    number: int = 0
    parts: int = 0
    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    faulty: int = 0
    ended: Ended | None = None
    undoing: Undoing | None = None
    back: int = 0
    kept: tuple[int, ...] = ()
    undone: Undone | None = None

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.undoing is not None:
            return "undone" if self.undone is not None else "undoing"
        if self.ended is None:
            return "running"
        return "stopped" if self.ended.code else "done"


class Seen(NamedTuple):
    """What would become of a file: the counts, the first rows and what becomes of each, the first that are faulty."""

    rows: int
    new: int
    changed: int
    same: int
    faulty: int
    steps: tuple[tuple[tuple[str, ...], Step], ...]
    wrong: tuple[Wrong, ...]


def fold(id: str, records: Sequence[Record]) -> Import:
    """An import from its records. Raises `imports.nothing`."""
    if not records:
        raise SaywellError("imports.nothing")
    events: list[Event] = [_DECODE(one.body) for one in records]
    assert isinstance(events[0], Began)
    one = Import(id, events[0], len(records))
    for event in events[1:]:
        match event:
            case Went():
                one = one._replace(
                    parts=one.parts + 1, rows=one.rows + event.rows, new=one.new + event.new,
                    changed=one.changed + event.changed, same=one.same + event.same, faulty=one.faulty + event.faulty,
                )  # fmt: skip
            case Ended():
                one = one._replace(ended=event)
            case Undoing():
                one = one._replace(undoing=event)
            case Back():
                one = one._replace(back=one.back + 1, kept=(*one.kept, *event.kept))
            case Undone():
                one = one._replace(undone=event)
    return one


def _entry(event: Event) -> Entry:
    return Entry(str(event.__struct_config__.tag), msgspec.json.encode(event))


class Imports:
    """What was brought into a hub, and what is being brought in."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._tasks: dict[str, asyncio.Task[None]] = {}

    # -- life --------------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Go on with what was not finished."""
        await self._tidy()
        for name in await self._hub.store.streams(STREAM):
            one = await self.one(name.removeprefix(STREAM))
            if one.state in ("running", "undoing"):
                self._work(one.id)

    async def stop(self) -> None:
        """Stop; what is left is done at the next start."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _work(self, id: str) -> asyncio.Task[None]:
        task = self._tasks.get(id)
        if task is None or task.done():
            task = self._tasks[id] = asyncio.create_task(self._run(id), name=f"saywell-import-{id}")
            task.add_done_callback(lambda _: self._tasks.pop(id, None))
        return task

    async def _run(self, id: str) -> None:
        try:
            await self.finish(id)
        except (SaywellError, StoreError) as error:
            self._hub.trouble(STREAM + id, error)

    async def wait(self, id: str, seconds: float) -> None:
        """Wait until an import is finished, so long at most."""
        task = self._tasks.get(id)
        if task is not None:
            await asyncio.wait([task], timeout=seconds)

    async def _tidy(self) -> None:
        """Files that were kept and never became an import: whoever kept them was stopped in between."""
        store = self._hub.store
        for stream in await store.streams(FILE):
            first = (await store.read(stream))[:1]
            old = first and first[0].at < self._hub.clock() - HOUR
            if old and not await store.read(STREAM + stream.removeprefix(FILE)):
                await store.erase(stream)

    # -- looking -----------------------------------------------------------------------------------------------------

    async def one(self, id: str) -> Import:
        """An import. Raises `imports.nothing`."""
        return fold(id, await self._hub.store.read(STREAM + id))

    async def list(self, centre: str) -> list[Import]:
        """The imports of a centre, the newest first."""
        found = [await self.one(name.removeprefix(STREAM)) for name in await self._hub.store.streams(STREAM)]
        return sorted((one for one in found if one.began.centre == centre), key=lambda one: (-one.began.at, one.id))

    async def sort(self, centre: str, kind: Kind, raw: bytes, name: str, mapping: Mapping[str, str]) -> Sort:
        """A file of a kind; without a mapping the one that was used for these columns last, else it is guessed. Raises
        `sheet.*`, `desk.no-centre`."""
        hub = self._hub
        zone = str(hub.calendar(centre).spec.zone)
        if kind == "chats":
            return Chats(hub, centre, raw, name, zone)
        table = await asyncio.to_thread(open_table, raw, name)
        mapping = mapping or await self._remembered(centre, kind, table.columns)
        if kind == "contacts":
            return Contacts(hub.store, centre, table, mapping)
        if kind == "orders":
            return Orders(hub.store, centre, table, mapping, zone)
        return Tickets(hub, centre, table, mapping)

    async def look(self, sort: Sort) -> Seen:
        """What would become of a file. Raises `sheet.*`."""
        counts = dict.fromkeys(("new", "changed", "same"), 0)
        rows = faulty = 0
        steps: list[tuple[tuple[str, ...], Step]] = []
        wrong: list[Wrong] = []
        seen: set[int] = set()
        async with aclosing(_gently(sort)) as parts:
            async for n, part in parts:
                rows += part.rows
                faulty += len(part.wrong)
                wrong += part.wrong[: SHOWN - len(wrong)] if len(wrong) < SHOWN else ()
                planned = await sort.plan(part.items, Origin("preview", n, self._hub.clock()))
                for item, step in zip(part.items, planned, strict=True):
                    # What an earlier row of the same file makes is there already when this one comes.
                    again = step.verdict == "new" and any(hash(key) in seen for key in step.keys)
                    counts["changed" if again else step.verdict] += 1
                    seen.update(map(hash, step.keys))
                    if len(steps) < SHOWN:
                        steps.append((item.cells, step))
        return Seen(rows, counts["new"], counts["changed"], counts["same"], faulty, tuple(steps), tuple(wrong))

    async def _remembered(self, centre: str, kind: Kind, columns: Sequence[str]) -> dict[str, str]:
        records = await self._hub.store.read(_map(centre, kind, columns))
        return msgspec.json.decode(records[-1].body, type=dict[str, str]) if records else {}

    # -- doing -------------------------------------------------------------------------------------------------------

    async def begin(self, id: str, began: Began, raw: bytes, sort: Sort) -> None:
        """Keep a file that is to be brought in. Raises `sheet.column`."""
        if missing := sort.missing():
            raise SaywellError("sheet.column", place=Place(field=missing), field=missing)
        await self._tidy()
        store, now = self._hub.store, self._hub.clock()
        began = msgspec.structs.replace(began, at=now, mapping=dict(sort.mapping))
        for n, at in enumerate(range(0, len(raw), PIECE)):
            await store.append(Append(FILE + id, [Entry("import.file.1", raw[at : at + PIECE])], n, now))
        if sort.columns:
            stream = _map(began.centre, began.kind, sort.columns)
            number, entry = len(await store.read(stream)), Entry("import.map.1", msgspec.json.encode(sort.mapping))
            await store.append(Append(stream, [entry], number, now))
        # Only with this is it an import: a file without it is nobody's.
        await store.append(Append(STREAM + id, [_entry(began)], 0, now))

    def go(self, id: str) -> None:
        """Bring it in, or take it back, while one does something else."""
        self._work(id)

    async def finish(self, id: str) -> Import:
        """Bring an import to its end, forward or back, wherever it stands. Raises StoreError."""
        one = await self.one(id)
        if one.state == "running":
            await self._forward(one)
        elif one.state == "undoing":
            await self._backward(one)
        return await self.one(id)

    async def _forward(self, one: Import) -> None:
        """Part after part from where it stands."""
        store, began, number = self._hub.store, one.began, one.number
        raw = b"".join([record.body for record in await store.read(FILE + one.id)])
        code = ""
        try:
            sort = await self.sort(began.centre, began.kind, raw, began.name, began.mapping)
            async with aclosing(_gently(sort, began.part)) as parts:
                async for n, part in parts:
                    if n >= one.parts:
                        await self._keep(one, number, n, part, sort)
                        number += 1
        except SaywellError as error:
            code = error.code
        except _ElsewhereError:
            return
        await store.append(Append(STREAM + one.id, [_entry(Ended(at=self._hub.clock(), code=code))], number,
                                  self._hub.clock()))  # fmt: skip
        await store.erase(FILE + one.id)

    async def _keep(self, one: Import, number: int, n: int, part: Part, sort: Sort) -> None:
        """A part and that it is in, together. Raises _ElsewhereError where another node does this import."""
        store = self._hub.store
        for _ in range(TRIES):
            now = self._hub.clock()
            steps = await sort.plan(part.items, Origin(one.id, n, now))
            verdicts = [step.verdict for step in steps]
            went = Went(
                rows=part.rows, new=verdicts.count("new"), changed=verdicts.count("changed"),
                same=verdicts.count("same"), faulty=len(part.wrong),
            )  # fmt: skip
            made = [un.Made(step.stream, step.before, step.after, step.row) for step in steps if step.appends]
            also = [
                Append(STREAM + one.id, [_entry(went)], number, now),
                Append(f"{PARTS}{one.id}/{n}", [Entry("import.part.1", msgspec.json.encode(made))], 0, now),
                Append(MARK + one.began.centre, [Entry("kept.began.1", b"{}")], 0, now, key="kept"),
            ]
            # By name, so that each page of an index is touched once.
            appends = sorted((one for step in steps for one in step.appends), key=lambda one: one.stream)
            try:
                await store.append_all([*also, *appends])
            except ConflictError as error:
                if error.stream == STREAM + one.id:
                    raise _ElsewhereError from None
                continue
            return
        raise StoreError(f"{STREAM}{one.id}: others moved its rows on {TRIES} times in a row")

    async def undo(self, id: str, by: str) -> Import:
        """Begin to take everything back that nobody changed since. Raises `imports.nothing`, `imports.undone`,
        `imports.runs`."""
        one = await self.one(id)
        if one.undoing is not None:
            raise SaywellError("imports.undone")
        if one.ended is None:
            raise SaywellError("imports.runs")
        entry = _entry(Undoing(at=self._hub.clock(), by=by))
        try:
            await self._hub.store.append(Append(STREAM + id, [entry], one.number, self._hub.clock()))
        except ConflictError:
            raise SaywellError("imports.undone") from None
        return await self.one(id)

    async def _backward(self, one: Import) -> None:
        """Part after part, the last first."""
        store, number = self._hub.store, one.number
        for n in range(one.parts - one.back - 1, -1, -1):
            records = await store.read(f"{PARTS}{one.id}/{n}")
            made = msgspec.json.decode(records[-1].body, type=list[un.Made]) if records else []
            kept = await un.take_back(self._hub, one.began.centre, one.id, n, made)
            event = _entry(Back(kept=tuple(kept)))
            try:
                await store.append(Append(STREAM + one.id, [event], number, self._hub.clock()))
            except ConflictError:
                return  # another node does it
            number += 1
        await un.call_again(self._hub, one.began.centre, one.id)
        now = self._hub.clock()
        await store.append(Append(STREAM + one.id, [_entry(Undone(at=now))], number, now))


class _ElsewhereError(Exception):
    """Another node does it."""


async def _gently(sort: Sort, rows: int = ROWS) -> AsyncGenerator[tuple[int, Part], None]:
    """The parts of a file with their numbers; others have their turn in between."""
    for n, part in enumerate(sort.parts(rows)):
        yield n, part
        await asyncio.sleep(0)


def _map(centre: str, kind: Kind, columns: Sequence[str]) -> str:
    from saywell.desk.contacts import short

    return f"{MAP}{centre}/{kind}/{short(*columns)}"
