"""Tickets and old conversations out of files: what becomes what, what cannot be used, and the way back.

Every row has an id that follows from what it is, so that a file that is brought in twice changes nothing. What an
import made is put down with how long each stream was after it: what nobody touched since can be taken back.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from saywell.conversation import inputs as ci
from saywell.desk import talk as t
from saywell.desk.audit import append
from saywell.desk.list_files import Wrong, phone_fault
from saywell.exchange.detect import read
from saywell.exchange.sheet import Sheet, guessed, read_sheet
from saywell.exchange.source import Assume, Source
from saywell.followup import events as e
from saywell.followup import inputs as i
from saywell.followup.decide import PREFIX
from saywell.kernel.errors import SaywellError
from saywell.storage.interface import Entry, Record

if TYPE_CHECKING:
    from saywell.desk.hub import Hub

STREAM = "import/"
Kind = Literal["tickets", "chats"]
FIELDS: dict[str, str] = {
    "text": "投诉内容 投訴內容 问题描述 問題描述 内容 內容 描述 问题 問題 事由 详情 詳情 description content issue "
    "question text subject",
    "what": "工单类型 工單類型 类型 類型 类别 類別 种类 種類 category kind type",
    "name": "客户姓名 客戶姓名 姓名 客户 客戶 顾客 顧客 customername customer name",
    "phone": "手机号码 手機號碼 手机号 手机 手機 联系电话 聯絡電話 电话 電話 mobile telephone phone tel",
    "key": "工单编号 工單編號 工单号 工單號 编号 編號 单号 單號 ticketid ticketno ticket number id",
    "status": "状态 狀態 处理状态 處理狀態 status state",
    "owner": "负责人 負責人 处理人 處理人 坐席 工号 工號 assignee owner agent",
    "answer": "处理结果 處理結果 答复 答覆 回复 回覆 结果 結果 resolution answer result",
}
"""By field of a ticket its usual headings, the most telling first."""
_WHAT: dict[str, tuple[str, ...]] = {
    "complaint": ("投诉", "投訴", "complain"),
    "suggestion": ("建议", "建議", "suggest"),
    "request": ("请求", "請求", "转交", "轉交", "request"),
}
_OVER = tuple("已结 已結 结案 結案 完成 已处理 已處理 关闭 關閉 已答 closed done solved resolved".split())


class Made(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A file was brought in. `streams`: what it made, each with how many records it had then."""

    at: int
    centre: str
    kind: Kind
    name: str
    by: str = ""
    changed: int = 0
    faulty: int = 0
    streams: tuple[tuple[str, int], ...] = ()


class Undone(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """It was taken back; `kept`: the streams that somebody had changed since."""

    at: int
    by: str = ""
    kept: tuple[str, ...] = ()


class Import(NamedTuple):
    """An import as it stands."""

    id: str
    made: Made
    undone: Undone | None = None


class Ticket(NamedTuple):
    """A row that becomes a ticket."""

    id: str
    opening: i.Open
    answer: str = ""
    over: bool = False


class Read(NamedTuple):
    """What a file holds. `faults`: of old conversations, with their places."""

    mapping: dict[str, str]
    columns: tuple[str, ...] = ()
    encoding: str = ""
    tickets: tuple[Ticket, ...] = ()
    chats: tuple[tuple[str, Source], ...] = ()
    wrong: tuple[Wrong, ...] = ()
    faults: tuple[SaywellError, ...] = ()


def id_of(centre: str, *parts: str) -> str:
    """The id of what a row becomes, for ever the same."""
    return "import-" + sha256("\0".join((centre, *parts)).encode()).hexdigest()[:20]


def read_file(centre: str, kind: Kind, raw: bytes, name: str, mapping: Mapping[str, str], zone: str) -> Read:
    """What a file holds. Raises `sheet.*`; of old conversations `exchange.*` where there is none at all."""
    if kind == "tickets":
        return _tickets(centre, read_sheet(raw, name), mapping)
    chats: list[tuple[str, Source]] = []
    faults: list[SaywellError] = []
    try:
        for one in read(raw, name, Assume(channel="chat", zone=zone)):
            known = msgspec.json.encode(one.inputs)
            chats.append((id_of(centre, "chat", sha256(known).hexdigest()), one))
            faults += [one.broken] if one.broken is not None else []
    except SaywellError as error:
        if not chats:
            raise
        faults.append(error)
    return Read({}, chats=tuple(chats), faults=tuple(faults))


def _tickets(centre: str, sheet: Sheet, mapping: Mapping[str, str]) -> Read:
    chosen = {field: column for field, column in mapping.items() if field in FIELDS and column in sheet.columns}
    chosen = chosen or guessed(sheet.columns, FIELDS)
    if "text" not in chosen:
        return Read(chosen, sheet.columns, sheet.encoding)
    at = {field: sheet.columns.index(column) for field, column in chosen.items()}
    rest = [(n, column) for n, column in enumerate(sheet.columns) if n not in at.values()]
    tickets: dict[str, Ticket] = {}
    wrong: list[Wrong] = []
    for row, cells in sheet.rows:
        got = {field: cells[n] for field, n in at.items()}
        code = "text" if not got["text"] else phone_fault(got.get("phone", "")) if got.get("phone") else ""
        if code:
            wrong.append(Wrong(row, code, got.get("phone", ""), cells))
            continue
        id = id_of(centre, "ticket", got.get("key") or "\0".join(cells))
        fields = {"text": got["text"], **{column: cells[n] for n, column in rest if cells[n]}}
        opening = i.Open(
            what=kind_of(got.get("what", "")), centre=centre, about=got["text"][:200], fields=fields,
            owner=got.get("owner", ""),
            customer=e.Customer(name=got.get("name", ""), phone=got.get("phone", "")),
        )  # fmt: skip
        status = got.get("status", "").lower()
        over = any(word in status for word in _OVER) and "未" not in status
        tickets[id] = Ticket(id, opening, got.get("answer", ""), over)
    return Read(chosen, sheet.columns, sheet.encoding, tuple(tickets.values()), wrong=tuple(wrong))


def kind_of(told: str) -> str:
    """The entry of followup.yaml that a kind of ticket is; a question where nothing else is told."""
    plain = told.lower()
    return next((id for id, words in _WHAT.items() if any(word in plain for word in words)), "question")


class Imports:
    """What was brought into a hub."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def known(self, found: Read) -> int:
        """How many of what a file holds are there already."""
        streams = [PREFIX + one.id for one in found.tickets] + [t.PREFIX + id for id, _ in found.chats]
        return sum([bool(await self._hub.store.read(stream)) for stream in streams])

    async def make(self, id: str, made: Made, found: Read) -> Made:
        """Bring it in; what was made. A file that is brought in twice makes nothing the second time."""
        streams: list[tuple[str, int]] = []
        changed = 0
        for one in found.tickets:
            stream = PREFIX + one.id
            before = len(await self._hub.store.read(stream))
            await self._ticket(stream, one, id)
            after = len(await self._hub.store.read(stream))
            if not before:
                streams.append((stream, after))
            changed += bool(before and after > before)
        for talk, source in found.chats:
            if not await self._hub.store.read(t.PREFIX + talk):
                await self._chat(made.centre, talk, source)
                streams.append((t.PREFIX + talk, len(await self._hub.store.read(t.PREFIX + talk))))
        made = msgspec.structs.replace(
            made,
            at=self._hub.clock(),
            streams=tuple(streams),
            changed=changed,
            faulty=len(found.wrong) + len(found.faults),
        )
        await append(self._hub.store, STREAM + id, Entry("import.made.1", msgspec.json.encode(made)), made.at)
        return made

    async def _ticket(self, stream: str, one: Ticket, id: str) -> None:
        works = self._hub.works
        await works.send(stream, one.opening, key=f"{id}:open")
        work = (await works.look(stream)).state
        if one.over and work.closed is None:
            if one.answer:
                await works.send(stream, i.Answer(text=one.answer), key=f"{id}:answer")
            if (await works.look(stream)).state.closed is None:
                await works.send(stream, i.Close(outcome="done", reason="import"), key=f"{id}:close")

    async def _chat(self, centre: str, talk: str, source: Source) -> None:
        """An old conversation under the standard of today, at the instants at which it was held: it is scored as if it
        had been led here."""
        key, _ = self._hub.current(centre)
        opened = msgspec.structs.replace(source.opened, id=talk)
        number = opened.agent.number if opened.agent is not None else ""
        name = (opened.agent.name or "") if opened.agent is not None else ""
        stream, talks = t.PREFIX + talk, self._hub.talks
        placed = t.Placed(opened.at, centre=centre, standard=key, queue="", opening=opened)
        await talks.send(stream, placed, key="placed", at=opened.at)
        await talks.send(stream, opened, key="opened", at=opened.at)
        agent = number or "import"
        await talks.send(stream, t.Assigned(0, agent=agent, name=name or agent), key="assigned", at=opened.at)
        last = opened.at
        for n, got in enumerate(source.inputs[1:]):
            if type(got) is ci.Opened:
                continue
            last = max(last, got.at)
            await talks.send(stream, got, key=f"import:{n}", at=last)
        if (await self._hub.live(talk)).state.over is None:
            await talks.send(stream, ci.HungUp(last, by="network"), key="over", at=last)
        await talks.send(stream, t.Wrapped(0, by=agent), key="wrapped", at=last)

    async def list(self, centre: str) -> list[Import]:
        """The imports of a centre, the newest first."""
        found = [await self.one(name.removeprefix(STREAM)) for name in await self._hub.store.streams(STREAM)]
        return sorted((one for one in found if one.made.centre == centre), key=lambda one: -one.made.at)

    async def one(self, id: str) -> Import:
        """An import. Raises `imports.nothing`."""
        records = await self._hub.store.read(STREAM + id)
        if not records:
            raise SaywellError("imports.nothing")
        made = msgspec.json.decode(records[0].body, type=Made)
        undone = msgspec.json.decode(records[1].body, type=Undone) if len(records) > 1 else None
        return Import(id, made, undone)

    async def undo(self, id: str, by: str) -> Undone:
        """Take everything back that nobody changed since; what was kept. Raises `imports.nothing`, `imports.undone`."""
        one = await self.one(id)
        if one.undone is not None:
            raise SaywellError("imports.undone")
        kept = []
        for stream, count in one.made.streams:
            since = await self._hub.store.read(stream, count)
            if any(self._by_somebody(record) for record in since):
                kept.append(stream)
            elif stream.startswith(t.PREFIX):
                await self._hub.erase(stream.removeprefix(t.PREFIX))
            else:
                await self._hub.works.erase(stream)
        undone = Undone(at=self._hub.clock(), by=by, kept=tuple(kept))
        await append(self._hub.store, STREAM + id, Entry("import.undone.1", msgspec.json.encode(undone)), undone.at)
        return undone

    def _by_somebody(self, record: Record) -> bool:
        """Whether a record is more than time that went by."""
        if not record.stream.startswith(PREFIX):
            return not record.kind.startswith("judged")
        event = self._hub.works.decider.load(record)
        return not isinstance(event, e.Reminded | e.Lapsed) and bool(getattr(event, "by", ""))
