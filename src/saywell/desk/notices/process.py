"""Follows the store by position and sees that everybody is told by e-mail of the work that concerns them.

What is to be said is put into letters together with the position up to which that was done, all or none: of several
nodes one does it, and one that dies in between has done nothing. Each try to send one is claimed by one node.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable
from hashlib import sha256

from saywell.desk.access import Access, rights_of
from saywell.desk.account import ACCOUNT, Known, Notice
from saywell.desk.followed import Followed
from saywell.desk.hub import Hub
from saywell.desk.mailing import NoPost, Post
from saywell.desk.notices import letter as lt
from saywell.desk.notices.kinds import TOLD, moment_of, told
from saywell.desk.notices.written import lines_of, written
from saywell.followup.decide import PREFIX as WORK
from saywell.followup.fold import fold
from saywell.followup.state import Work
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant
from saywell.runtime.shell import Shell, follow
from saywell.storage.interface import Append, Entry, Record, StoreError

LOOK = 0.5
AT_ONCE = 8
"""Mails that are handed over at the same time."""
SHOWN = 200


class Notices:
    """See the module's first lines. Without a mail server nothing is put into letters."""

    def __init__(self, hub: Hub, access: Access, post: Post) -> None:
        self.hub, self.post = hub, post
        self._access, self._store = access, hub.store
        self.node = secrets.token_hex(6)
        self.letters: Shell[lt.Letter, lt.Command, lt.AnyLetterEvent] = Shell(
            hub.store, lt.Letters(self.node), hub.clock, prefix=lt.PREFIX, trouble=hub.trouble
        )
        self._followed = Followed(hub.store, hub.clock, "notices")
        self._people: dict[str, Known] = {}
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def can_send(self) -> bool:
        """Whether there is a mail server."""
        return not isinstance(self.post, NoPost)

    # -- life ----------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Go on where this or another node stopped; where none ever was, with what happens from now on."""
        await self.load()
        self._tasks = [
            asyncio.create_task(self._follow(), name="saywell-notices-follow"),
            asyncio.create_task(self._send(), name="saywell-notices-send"),
        ]

    async def stop(self) -> None:
        """Run no more; what is under way is sent again by whoever starts next."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def load(self) -> None:
        """Find everything as it was."""
        head = await self._store.head()
        if await self._followed.known():
            await self._followed.load(0)
        else:
            await self._followed.load(head)
            # Put down at once: what happens until the first letter must not be passed over by a restart.
            await self._followed.keep(head)
        for known in await self._access.accounts():
            self._keep(known)

    def _keep(self, known: Known) -> None:
        self._people[known.set.account] = known

    async def _follow(self) -> None:
        while True:
            try:
                async for records in follow(self._store, self._followed.position):
                    if not await self.follow_on(records):
                        break
            except StoreError as error:
                self.hub.trouble("notices", error)
                await asyncio.sleep(1)

    async def _send(self) -> None:
        while True:
            try:
                while await self.step():
                    pass
            except StoreError as error:
                self.hub.trouble("notices", error)
            await asyncio.sleep(LOOK)

    # -- following -----------------------------------------------------------------------------------------------

    async def catch_up(self) -> None:
        """Deal with everything that is kept now; the loop does this by itself."""
        while records := await self._store.follow(self._followed.position):
            await self.follow_on(records)

    async def follow_on(self, records: list[Record]) -> bool:
        """Put what some records mean into letters, and the position with it, both or none; False where another node has
        done so meanwhile and this one goes on from there."""
        puts: dict[str, list[lt.Put]] = {}
        for record in records:
            try:
                for stream, put in await self._offered(record):
                    puts.setdefault(stream, []).append(put)
            except StoreError:
                raise
            except Exception as error:  # noqa: BLE001 - one record that cannot be told must not hold up the others
                self.hub.trouble(record.stream, error)
        appends = [await self._append(stream, found) for stream, found in puts.items()]
        if await self._followed.reach(records[-1].position, len(records), appends):
            return True
        await self._followed.load(0)
        return False

    async def _append(self, stream: str, puts: Iterable[lt.Put]) -> Append:
        decider, now = self.letters.decider, self.hub.clock()
        held, number = decider.start(stream), 0
        for record in await self._store.read(stream):
            held, number = decider.fold(held, decider.load(record)), record.number
        entries: list[Entry] = []
        for put in puts:
            held = decider.fold(held, put)
            entries.append(decider.dump(put))
        return Append(stream, entries, number, now, decider.wake(held))

    async def _offered(self, record: Record) -> list[tuple[str, lt.Put]]:
        """The lines that a record brings, each with its letter."""
        if record.stream.startswith(ACCOUNT):
            known = await self._access.account(record.stream.removeprefix(ACCOUNT))
            if known is not None:
                self._keep(known)
        if not self.can_send or record.kind not in TOLD or not record.stream.startswith(WORK):
            return []
        wanting = [one for one in self._people.values() if one.notices.mail and one.notices.kinds and one.enabled]
        if not wanting:
            return []
        before = Work(record.stream.removeprefix(WORK))
        event = self.hub.works.decider.load(record)
        for earlier in await self._store.read(record.stream):
            if earlier.number < record.number:
                before = fold(before, self.hub.works.decider.load(earlier))
        opened = before.opened or getattr(fold(before, event), "opened", None)
        if opened is None:
            return []
        found = told(self.hub.rules, before, event)
        return [
            self._line(known, what, record)
            for number, what in found.items()
            for known in wanting
            if known.set.number == number and opened.centre in known.set.centres and what in known.notices.kinds
            and "work" in rights_of(known.set.roles)
        ]  # fmt: skip

    def _line(self, known: Known, what: Notice, record: Record) -> tuple[str, lt.Put]:
        now = self.hub.clock()
        if known.notices.digest:
            send = self.moment(known, now)
            id = f"day-{send:015d}"
        else:
            send = now
            mark = sha256(f"{record.stream}/{record.number}/{record.at}".encode()).hexdigest()[:12]
            id = f"{record.position:015d}-{mark}"
        put = lt.Put(now, what=what, send=send, stream=record.stream, number=record.number)
        return f"{lt.PREFIX}{known.set.account}/{id}", put

    def moment(self, known: Known, now: Instant) -> Instant:
        """When somebody's next digest goes out: by the working time of their first centre."""
        centre = next((one for one in known.set.centres if one in self.hub.settings), "")
        return moment_of(self.hub.calendar(centre), known.notices.minute, now) if centre else now

    # -- sending -------------------------------------------------------------------------------------------------

    async def step(self) -> int:
        """Send what is due now; how many letters were dealt with."""
        due = await self.letters.fired(limit=AT_ONCE)
        await asyncio.gather(*(self._deal(stream) for stream in due))
        return len(due)

    async def _deal(self, stream: str) -> None:
        held = (await self.letters.look(stream)).state
        if held.status == "aged":
            await self.letters.erase(stream)
        elif held.status == "waiting" and held.claim is not None and held.claim.by == self.node:
            await self.letters.send(stream, await self._try(held))

    async def _try(self, held: lt.Letter) -> lt.Result:
        count, why, known = len(held.puts), "", await self._access.account(held.account)
        lines = await lines_of(self.hub, known, held) if known is not None and known.notices.mail else []
        if known is None or not lines:
            return lt.Result(self.node, count, empty=True)
        try:
            async with asyncio.timeout(lt.LEASE / 2000):
                await self.post.send(written(known, held, lines))
        except SaywellError as error:
            why = str(error.fields.get("reason") or error.code)
        except TimeoutError:
            why = "timeout"
        return lt.Result(self.node, count, why=why)

    async def trial(self, account: str) -> None:
        """Put a test mail on its way."""
        now = self.hub.clock()
        id = f"trial-{now:015d}-{secrets.token_hex(4)}"
        await self.letters.send(f"{lt.PREFIX}{account}/{id}", lt.Put(now, what="trial", send=now))

    async def of(self, accounts: Iterable[str]) -> list[lt.Letter]:
        """The newest letters of some people, the newest first."""
        streams = [one for account in accounts for one in await self._store.streams(f"{lt.PREFIX}{account}/")]
        decider, out = self.letters.decider, list[lt.Letter]()
        for stream, records in (await self._store.read_all(dict.fromkeys(streams, 0))).items():
            held = decider.start(stream)
            for record in records:
                held = decider.fold(held, decider.load(record))
            out.append(held)
        return sorted((one for one in out if one.puts), key=lambda one: -one.puts[-1].send)
