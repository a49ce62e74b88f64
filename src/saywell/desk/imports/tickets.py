"""Tickets and old conversations out of files: what becomes what. Every row has an id that follows from what it is, so
that a file that is brought in twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from saywell.conversation import inputs as ci
from saywell.desk import talk as t
from saywell.desk.imports import cells as ce
from saywell.desk.imports.fields import mapped
from saywell.desk.imports.steps import ROWS, Item, Origin, Part, Step, Wrong, parted
from saywell.exchange.detect import read
from saywell.exchange.sheet import Table
from saywell.exchange.source import Assume, Source
from saywell.followup import events as e
from saywell.followup import inputs as i
from saywell.followup.decide import PREFIX
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant
from saywell.runtime.shell import Decider
from saywell.storage.interface import Append, Entry, Record

if TYPE_CHECKING:
    from saywell.desk.hub import Hub

_WHAT: dict[str, tuple[str, ...]] = {
    "complaint": ("投诉", "投訴", "complain"),
    "suggestion": ("建议", "建議", "suggest"),
    "request": ("请求", "請求", "转交", "轉交", "request"),
}
_OVER = tuple("已结 已結 结案 結案 完成 已处理 已處理 关闭 關閉 已答 closed done solved resolved".split())


class Ticket(NamedTuple):
    """A row that becomes a ticket."""

    id: str
    opening: i.Open
    answer: str = ""
    over: bool = False


def id_of(centre: str, *parts: str) -> str:
    """The id of what a row becomes, for ever the same."""
    return "import-" + sha256("\0".join((centre, *parts)).encode()).hexdigest()[:20]


def kind_of(told: str) -> str:
    """The entry of followup.yaml that a kind of ticket is; a question where nothing else is told."""
    plain = told.lower()
    return next((id for id, words in _WHAT.items() if any(word in plain for word in words)), "question")


class Tickets:
    """A file of tickets; see Sort."""

    def __init__(self, hub: Hub, centre: str, table: Table, mapping: Mapping[str, str]) -> None:
        self._hub, self._centre, self._table = hub, centre, table
        self.columns, self.encoding, self.delimiter = table.columns, table.encoding, table.delimiter
        self.mapping = mapped("tickets", table.columns, mapping)
        self._at = {field: table.columns.index(column) for field, column in self.mapping.items()}
        self._rest = [(n, column) for n, column in enumerate(table.columns) if n not in self._at.values()]

    def missing(self) -> str:
        """See Sort."""
        return "" if "text" in self.mapping else "text"

    def parts(self, rows: int = ROWS) -> Iterator[Part]:
        """See Sort."""
        return parted((self._read(row, cells) for row, cells in self._table.rows()), rows)

    def _read(self, row: int, cells: tuple[str, ...]) -> Item | Wrong:
        got: dict[str, str] = {}
        faults: list[ce.Fault] = []
        for field, n in self._at.items():
            try:
                if field == "phone":
                    got[field] = "".join(ce.phones_in(cells[n])[:1])
                else:
                    got[field] = ce.number_in(cells[n]) if field == "key" else ce.text_in(cells[n])
            except ce.CellError as error:
                faults.append(ce.Fault(field, error.code, error.value))
        if "text" in got and not got["text"]:
            faults.append(ce.Fault("text", "text"))
        if faults:
            return Wrong(row, cells, tuple(faults))
        id = id_of(self._centre, "ticket", got.get("key") or "\0".join(cells))
        fields = {"text": got["text"], **{column: cells[n] for n, column in self._rest if cells[n]}}
        opening = i.Open(
            what=kind_of(got.get("what", "")), centre=self._centre, about=got["text"][:200], fields=fields,
            owner=got.get("owner", ""),
            customer=e.Customer(name=got.get("name", ""), phone=got.get("phone", "")),
        )  # fmt: skip
        status = got.get("status", "").lower()
        over = any(word in status for word in _OVER) and "未" not in status
        return Item(row, Ticket(id, opening, got.get("answer", ""), over), cells)

    async def plan(self, items: Sequence[Item], origin: Origin) -> list[Step]:
        """See Sort."""
        decider = self._hub.works.decider
        known = await self._hub.store.read_all({PREFIX + item.what.id: 0 for item in items})
        played = {stream: _Played(decider, stream, records) for stream, records in known.items()}
        steps = []
        for item in items:
            ticket: Ticket = item.what
            stream = PREFIX + ticket.id
            one = played[stream]
            before = one.number
            one.give(ticket.opening, origin.at)
            if ticket.over and one.state.closed is None:
                if ticket.answer:
                    one.give(i.Answer(text=ticket.answer), origin.at)
                if one.state.closed is None:
                    one.give(i.Close(outcome="done", reason="import"), origin.at)
            verdict: Any = "new" if not before else "changed" if one.number > before else "same"
            steps.append(Step(item.row, verdict, ticket.opening.about[:80], stream, before, one.number,
                              keys=(ticket.id,), appends=one.taken()))  # fmt: skip
        return steps


class Chats:
    """A file of old conversations; see Sort. `zone`: of times without an offset."""

    columns: tuple[str, ...] = ()
    encoding = delimiter = ""

    def __init__(self, hub: Hub, centre: str, raw: bytes, name: str, zone: str) -> None:
        self._hub, self._centre, self._raw, self._name, self._zone = hub, centre, raw, name, zone
        self.mapping: dict[str, str] = {}

    def missing(self) -> str:
        """See Sort."""
        return ""

    def parts(self, rows: int = ROWS) -> Iterator[Part]:
        """See Sort: one conversation each."""
        found = 0
        try:
            for one in read(self._raw, self._name, Assume(channel="chat", zone=self._zone)):
                found += 1
                wrong = [self._fault(one.broken, found)] if one.broken is not None else []
                yield Part(1 + len(wrong), (Item(found, one),), tuple(wrong))
        except SaywellError as error:
            if not found:
                raise
            yield Part(1, (), (self._fault(error, found + 1),))

    @staticmethod
    def _fault(error: SaywellError, row: int) -> Wrong:
        return Wrong(error.place.line or row, (), (ce.Fault("", error.code, own=error),))

    async def plan(self, items: Sequence[Item], origin: Origin) -> list[Step]:
        """See Sort."""
        steps = []
        for item in items:
            source: Source = item.what
            talk = id_of(self._centre, "chat", sha256(msgspec.json.encode(source.inputs)).hexdigest())
            stream = t.PREFIX + talk
            records = await self._hub.store.read(stream)
            if records:
                steps.append(Step(item.row, "same", source.name, stream, len(records), len(records), keys=(talk,)))
                continue
            one = self._held(talk, source)
            steps.append(
                Step(item.row, "new", source.name, stream, 0, one.number, keys=(talk,), appends=one.taken())
            )  # fmt: skip
        return steps

    def _held(self, talk: str, source: Source) -> _Played:
        """An old conversation under the standard of today, at the instants at which it was held: it is scored as if it
        had been led here."""
        key, _ = self._hub.current(self._centre)
        opened = msgspec.structs.replace(source.opened, id=talk)
        number = opened.agent.number if opened.agent is not None else ""
        name = (opened.agent.name or "") if opened.agent is not None else ""
        one = _Played(self._hub.talks.decider, t.PREFIX + talk, ())
        placed = t.Placed(opened.at, centre=self._centre, standard=key, queue="", opening=opened)
        one.give(placed, opened.at)
        one.give(opened, opened.at)
        agent = number or "import"
        one.give(t.Assigned(0, agent=agent, name=name or agent), opened.at)
        last = opened.at
        for got in source.inputs[1:]:
            if type(got) is not ci.Opened:
                last = max(last, got.at)
                one.give(got, last)
        if one.state.state.over is None:
            one.give(ci.HungUp(last, by="network"), last)
        one.give(t.Wrapped(0, by=agent), last)
        return one


class _Played:
    """A stream that commands are given to; what they bring about waits to be appended."""

    def __init__(self, decider: Decider[Any, Any, Any], stream: str, records: Sequence[Record]) -> None:
        self._decider, self._stream = decider, stream
        self.state = decider.start(stream)
        for record in records:
            self.state = decider.fold(self.state, decider.load(record))
        self.number = len(records)
        self._out: list[tuple[int, Instant, Entry]] = []

    def give(self, command: Any, at: Instant) -> None:
        """Decide a command. Raises what the decider raises."""
        for event in self._decider.decide(self.state, command, at):
            self._out.append((self.number, at, self._decider.dump(event)))
            self.state = self._decider.fold(self.state, event)
            self.number += 1

    def taken(self) -> tuple[Append, ...]:
        """What is to be appended, what happened at one instant together."""
        out: list[Append] = []
        wake = self._decider.wake(self.state)
        for number, at, entry in self._out:
            if out and out[-1].at == at:
                out[-1] = out[-1]._replace(entries=[*out[-1].entries, entry])
            else:
                out.append(Append(self._stream, [entry], number, at))
        self._out = []
        return (*(one._replace(wake=None) for one in out[:-1]), *(one._replace(wake=wake) for one in out[-1:]))
