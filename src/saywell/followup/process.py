"""The process manager: follows the log of all conversations and all work by position, and does what follows.

What a record brings about and the position behind it become durable in one append, so that a process that is killed
at any point neither forgets nor doubles; of several nodes the one whose append comes first has done it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

import msgspec

from saywell.conversation import inputs as ci
from saywell.followup import events as e
from saywell.followup import inputs as i
from saywell.followup.decide import PREFIX, Works
from saywell.followup.opening import Command
from saywell.followup.rules import Rules
from saywell.followup.state import Work
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant
from saywell.runtime.shell import Shell
from saywell.storage.interface import Append, ConflictError, Entry, Position, Record, Store, StoreError

STREAM = "process/followup"
_PAGE = 200
_FAR = 2_000
"""Records without a result after which the position is kept all the same."""
_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder(e.AnyEvent).decode
_FOLLOWED: dict[type[e.Event], str] = {
    e.Dispatched: "dispatched",
    e.Acknowledged: "acknowledged",
    e.Staged: "followed",
    e.Printed: "printed",
    e.Visited: "visited",
    e.Answered: "answered",
}
"""What the conversation is told of, by the key of `done` in followup.yaml."""


class WorkStreams(Works):
    """The decider of work, with its form in the store."""

    def dump(self, event: e.AnyEvent) -> Entry:
        """An event as it is kept."""
        return Entry(str(event.__struct_config__.tag), _ENCODE(event))

    def load(self, record: Record) -> e.AnyEvent:
        """An event as it was kept."""
        event: e.AnyEvent = _DECODE(record.body)
        return event


WorkShell = Shell[Work, i.AnyInput, e.AnyEvent]


def work_shell(
    store: Store, rules: Rules, clock: Callable[[], Instant], trouble: Callable[[str, Exception], None]
) -> WorkShell:
    """The shell that runs all work on this node."""
    return Shell(store, WorkStreams(rules), clock, prefix=PREFIX, trouble=trouble)


class Conversations(Protocol):
    """What the process asks of conversations."""

    async def commands(self, record: Record) -> list[Command]:
        """What a record of a conversation leaves to be done."""

    async def done(self, talk: str, done: ci.Done, at: Instant, key: str) -> None:
        """Tell a conversation that something was done after it; once for a key."""


class Process:
    """Runs on every node; `trouble` is told of a record that cannot be dealt with, which is passed over."""

    def __init__(
        self,
        store: Store,
        works: WorkShell,
        rules: Rules,
        conversations: Conversations,
        trouble: Callable[[str, Exception], None],
    ) -> None:
        self._store, self._works, self._rules = store, works, rules
        self._conversations, self._trouble = conversations, trouble
        self.position: Position = 0
        self._number = 0
        self._kept: Position = 0
        self._moved = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Go on from where any node was."""
        await self.load()
        self._task = asyncio.create_task(self._run(), name="saywell-followup")

    async def stop(self) -> None:
        """Stop; what happens meanwhile is dealt with at the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def caught_up(self, position: Position) -> None:
        """Wait until everything up to a position has been dealt with."""
        async with self._moved:
            await self._moved.wait_for(lambda: self.position >= position)

    async def step(self) -> bool:
        """Deal with the next page of records; whether there was one."""
        records = await self._store.follow(self.position, _PAGE)
        for record in records:
            if record.stream != STREAM:
                await self._deal(record)
        if records:
            await self._move(records[-1].position, records[-1].at)
        return bool(records)

    async def _run(self) -> None:
        told = self.position
        while True:
            try:
                if not await self.step():
                    # What was told of and is not there has been erased: waiting for it would not end.
                    await self._reached(told)
                    told = await self._store.changed(self.position, timeout=30)
            except Exception as error:  # noqa: BLE001 - nobody else would start this loop again
                self._trouble(STREAM, error)
                await asyncio.sleep(1)

    async def load(self) -> None:
        """Where the work was left, by whichever node."""
        records = await self._store.read(STREAM, self._number)
        if records:
            self._number, self._kept = records[-1].number, int(records[-1].body)
            await self._reached(int(records[-1].body))

    async def _reached(self, position: Position) -> None:
        async with self._moved:
            self.position = max(self.position, position)
            self._moved.notify_all()

    def _moving(self, position: Position, at: Instant) -> Append:
        return Append(STREAM, [Entry("process.moved.1", str(position).encode())], self._number, at)

    async def _move(self, position: Position, at: Instant) -> None:
        """Past what had no result: kept only now and then, for to look at it again does no harm."""
        await self._reached(position)
        if position - self._kept > _FAR:
            await self._keep(position, at)

    async def _keep(self, position: Position, at: Instant) -> None:
        try:
            await self._store.append(self._moving(position, at))
        except ConflictError:
            await self.load()
        else:
            self._number, self._kept = self._number + 1, position
            await self._reached(position)

    async def _deal(self, record: Record) -> None:
        if record.position <= self.position:
            return
        try:
            commands = await self._commands(record)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - one record must not hold up the others
            self._trouble(record.stream, error)
            return
        if not commands:
            return
        try:
            keyed = [
                (PREFIX + id, command, f"{record.stream}:{record.number}:{count}", record.at)
                for count, (id, command) in enumerate(commands)
            ]
            await self._works.send_all(keyed, [self._moving(record.position, record.at)])
        except SaywellError as error:
            # The work has gone on without it, such as a promise about something that is closed.
            self._trouble(record.stream, error)
            await self._keep(record.position, record.at)
        except ConflictError:
            # Another node was first; what it has done is done.
            await self.load()
        else:
            self._number, self._kept = self._number + 1, record.position
            await self._reached(record.position)

    async def _commands(self, record: Record) -> list[Command]:
        kind, _, name = record.stream.partition("/")
        if kind == "talk":
            return await self._conversations.commands(record)
        if kind == "work":
            return await self._after(name, record)
        return []

    # -- what follows from work --------------------------------------------------------------------------------------

    async def _after(self, id: str, record: Record) -> list[Command]:
        event = _DECODE(record.body)
        work = (await self._works.seen(record.stream, record.number)).state
        if work.opened is None:
            return []
        await self._tell(work, event, record)
        if type(event) is e.Lapsed and event.clock == "due":
            return self._explain(work, event, record)
        if type(event) is e.Visited:
            return [(f"{id}-result-{record.number}", self._callback(work, "result", None))]
        if type(event) is e.Answered and work.opened.kind == "callback" and work.opened.about == "result":
            return await self._told(work, event)
        return []

    async def _told(self, work: Work, event: e.Answered) -> list[Command]:
        """The result was told: that answers the work that it is the result of."""
        assert work.opened is not None
        parent = (await self._works.look(PREFIX + work.opened.of)).state
        if parent.opened is None or parent.closed is not None or parent.answered is not None:
            return []
        return [(parent.id, i.Answer(by=event.by, source=event.source, text=event.text))]

    async def _tell(self, work: Work, event: e.AnyEvent, record: Record) -> None:
        """Let the conversation know, whose clauses ask for it."""
        assert work.opened is not None
        key = _FOLLOWED.get(type(event), "")
        if type(event) is e.Closed and event.outcome in ("done", "won", "lost"):
            key = "closed"
        talk, centre, what = work.opened.source.talk, work.opened.centre, work.opened.what
        if what == "callback" and work.opened.of and key == "answered":
            if work.opened.about == "result":
                return  # its answer answers the work itself, which tells of it
            # The call that explains is about the work that is late.
            parent = (await self._works.look(PREFIX + work.opened.of)).state
            if parent.opened is not None:
                what, talk = parent.opened.what, parent.opened.source.talk
                key = "explained" if work.opened.about == "promise" else key
        done = self._rules.spec(centre, what).done.get(key) if key else None
        if done and talk:
            to = getattr(event, "to", "") or getattr(event, "department", "") or None
            await self._conversations.done(
                talk, ci.Done(0, what=done, ref=work.id, to=to), record.at, f"{record.stream}:{record.number}"
            )

    def _explain(self, work: Work, event: e.Lapsed, record: Record) -> list[Command]:
        """There is no result when it was promised: the customer is called anyway (cc-4.3.4)."""
        assert work.opened is not None
        spec = self._rules.spec(work.opened.centre, work.opened.what)
        if not spec.explain or not work.promised or work.opened.kind == "callback":
            return []
        due = self._rules.by(work.opened.centre, spec.explain, event.at, work.department)
        call = self._callback(work, "promise", due)
        number = self._rules.office(work.opened.centre).standard.numbers.get(spec.explain)
        if number is not None and number.clause and number.clause not in call.clauses:
            call = msgspec.structs.replace(call, clauses=(number.clause, *call.clauses))
        return [(f"{work.id}-explain-{record.number}", call)]

    @staticmethod
    def _callback(work: Work, about: str, due: Instant | None) -> i.Open:
        opened = work.opened
        assert opened is not None
        # The number may have been written down only after the work had begun.
        customer = msgspec.structs.replace(opened.customer, phone=opened.customer.phone or work.fields.get("phone", ""))
        return i.Open(
            what="callback",
            centre=opened.centre,
            source=opened.source,
            customer=customer,
            about=about,
            due=due,
            clauses=opened.clauses,
            owner=work.owner,
            channel=opened.channel,
            queue=opened.queue,
            of=work.id,
        )
