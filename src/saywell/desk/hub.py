"""The live centre on one node: runs conversations and centres, keeps views of them, and tells those who look on.

Everything that happens is a record in the store; this node and all others hear of it by following the store, so that a
page never sees what is not durable, and sees it wherever it was done.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

import msgspec

from saywell.conversation import inputs as i
from saywell.desk import centre as c
from saywell.desk import followups
from saywell.desk import settings as s
from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.audience import Audience
from saywell.desk.book import Book
from saywell.desk.campaigns import Campaigns
from saywell.desk.cards import Cards
from saywell.desk.drawn import Drawn
from saywell.desk.following import Following
from saywell.desk.lost import LOST, Lost, lost_in, tell_lost
from saywell.desk.office import centre_of
from saywell.desk.orders import limits_of
from saywell.desk.phone import NoPhone, Telephony
from saywell.desk.typists import Typists
from saywell.desk.view import patch, plain, plain_again, view
from saywell.followup.decide import PREFIX as WORK
from saywell.followup.orders import Row, Wanting, judged
from saywell.followup.process import Process, work_shell
from saywell.followup.rules import Rules
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import MINUTE, SECOND, Instant, format_rfc3339
from saywell.runtime.reached import Reached
from saywell.runtime.shell import Shell
from saywell.runtime.trace import span
from saywell.standard.calendar import Calendar
from saywell.standard.model import Standard
from saywell.storage.interface import Append, ConflictError, Record, Store

_LOG = logging.getLogger("saywell.hub")
Build = Callable[[s.Setting], t.Ready]
Lately = Callable[[str, Instant, Instant], Awaitable[Sequence[str]]]
"""The conversations that came in to a centre from one instant to another, the oldest first."""
Watcher = Callable[[str, t.Live, list[t.TalkEvent]], Awaitable[None]]


async def _nobody(centre: str, since: Instant, until: Instant) -> Sequence[str]:
    return ()


class View(NamedTuple):
    """The view of a conversation, and the same as plain data."""

    talk: w.Talk
    plain: dict[str, Any]


class _ShownCentre(NamedTuple):
    """The view of a centre, and what it was made of."""

    minute: int
    setting: s.Setting
    office: c.Office
    shown: dict[str, Any]


class Hub:
    """See the module's first lines. `build` makes a centre's settings ready; `book` knows the customers."""

    def __init__(
        self, store: Store, clock: Callable[[], Instant], build: Build, book: Book, phone: Telephony | None = None
    ) -> None:
        self.store, self.clock, self.build, self.book = store, clock, build, book
        self.cards = Cards(book, self.judge, self._card_changed)
        self.phone: Telephony = phone or NoPhone()
        self.settings: dict[str, list[s.Setting]] = {}
        self._ready: dict[str, t.Ready] = {}
        self.troubles: list[str] = []
        self.talks: Shell[t.Live, t.Command, t.TalkEvent] = Shell(
            store, t.Talks(self.ready), clock, prefix=t.PREFIX, trouble=self.trouble
        )
        self.centres: Shell[c.Office, c.AnyCentreEvent, c.AnyCentreEvent] = Shell(
            store, c.Centres(self.day, self._rule), clock, prefix=c.PREFIX, trouble=self.trouble
        )
        self.rules = Rules(partial(followups.office_of, self))
        self.works = work_shell(store, self.rules, clock, self.trouble)
        self._owing = followups.Talks(self)
        self.process = Process(store, self.works, self.rules, self._owing, self.trouble)
        self._told, self._done = Reached(), Reached()
        self.feeds = Audience()
        self.watchers: list[Watcher] = []
        self.ears: list[Callable[[Record], None]] = []
        self.campaigns = Campaigns(self)
        self.ears.append(self._forget_lost)
        self.typing = Typists(store, clock, self.look_again)
        self._views: dict[str, View] = {}
        self._drawn: dict[str, Drawn] = {}
        self._ripening: set[str] = set()
        self._changes: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {}
        self._shown_centres: dict[str, _ShownCentre] = {}
        self._offices: dict[str, c.Office] = {}
        self.lately: Lately = _nobody
        self.following = Following(self)

    # -- settings ------------------------------------------------------------------------------------------------

    def setting(self, centre: str) -> s.Setting:
        """The settings in force. Raises `desk.no-centre`."""
        if centre not in self.settings:
            raise SaywellError("desk.no-centre", name=centre, known=", ".join(sorted(self.settings)))
        return self.settings[centre][-1]

    def ready(self, key: str) -> t.Ready:
        """The standard of a version of a centre's settings, made ready once."""
        if key not in self._ready:
            centre, _, number = key.rpartition("@")
            self._ready[key] = self.build(self.settings[centre][int(number) - 1])
        return self._ready[key]

    def current(self, centre: str) -> tuple[str, t.Ready]:
        """The key of the settings in force, and their standard."""
        self.setting(centre)
        key = s.key_of(centre, len(self.settings[centre]))
        return key, self.ready(key)

    async def set_setting(self, setting: s.Setting) -> None:
        """Put new settings in force, for new conversations. Raises what `build` raises; then nothing changes."""
        self.build(setting)
        stream = s.PREFIX + setting.id
        number = len(self.settings.get(setting.id, ()))
        try:
            await self.store.append(Append(stream, [s.entry_of(setting)], number, self.clock()))
        except ConflictError:
            raise SaywellError("desk.changed") from None
        await self.load(setting.id)

    async def load_all(self) -> None:
        """Read the settings of all centres."""
        for stream in await self.store.streams(s.PREFIX):
            await self.load(stream.removeprefix(s.PREFIX))

    async def know(self, key: str) -> None:
        """Read a version of a centre's settings that another node may just have put in force."""
        centre, _, number = key.rpartition("@")
        if len(self.settings.get(centre, ())) < int(number):
            await self.load(centre)

    async def load(self, centre: str) -> None:
        """Read the settings of a centre."""
        found = [s.read_setting(one) for one in await self.store.read(s.PREFIX + centre)]
        if found:
            self.settings[centre] = found

    def original(self, standard: str) -> Standard:
        """A standard as it is without a centre's settings. Raises `standard.unknown`."""
        return self.build(s.Setting(id="", standard=standard, title={}, company={})).standard

    def day(self, centre: str, at: Instant) -> str:
        """The date at a centre."""
        return str(self.calendar(centre).local_date(at))

    def calendar(self, centre: str) -> Calendar:
        """The working time of a centre."""
        return self.current(centre)[1].calendar

    def _rule(self, centre: str) -> c.Rule:
        setting = self.setting(centre)
        return c.Rule(setting.alert_count, setting.alert_within_s * SECOND)

    # -- life ----------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Find everything as it was, and run."""
        self.phone.connect(self.report)
        head = await self.store.head()
        self._told.reach(head)
        self._done.reach(head)
        await self.load_all()
        for centre in self.settings:
            office = await self.office(centre)
            for talk in [*office.waiting, *office.owner]:
                await self.refresh(talk)
                live = await self.live(talk)
                if talk in office.owner and t.is_begun_by_us(live) and not live.agent:
                    # It was stopped before the agent had the call or the message to begin.
                    await self.tell(centre, c.Finished(0, talk=talk))
                    await self.send(talk, i.HungUp(0, by="network") if live.opened else t.Wrapped(0, by=""))
                await self.following.catch_up(centre, talk)
        self.following.start()
        self.typing.start()
        for shell in (self.talks, self.centres, self.works):
            await shell.start()
        await self.process.start()
        await self.campaigns.start()

    async def stop(self) -> None:
        """Run no more. What falls due meanwhile is dealt with at the next start."""
        for one in (self.typing, self.campaigns, self.process, self.talks, self.centres, self.works, self.following):
            await one.stop()
        await self.cards.stop()
        await self.book.close()

    @property
    def position(self) -> int:
        """The last position of which those who look on have been told."""
        return self._told.position

    @property
    def handled(self) -> int:
        """The last position up to which everything that follows has been done."""
        return self._done.position

    def trouble(self, stream: str, error: Exception) -> None:
        """Something could not be done and nobody waits for it: it is shown to those who run the server."""
        self.troubles = [*self.troubles[-99:], f"{stream}: {type(error).__name__}: {error}"]
        code = error.code if isinstance(error, SaywellError) else ""
        _LOG.error("trouble", extra={"kind": stream.partition("/")[0], "fault": type(error).__name__, "code": code})

    # -- looking -------------------------------------------------------------------------------------------------

    async def live(self, talk: str, number: int = 0) -> t.Live:
        """A conversation as this node knows it, with its first `number` records. Raises `desk.no-talk`."""
        live = (await self.talks.seen(t.PREFIX + talk, number)).state
        if live.placed is None:
            raise SaywellError("desk.no-talk")
        return live

    async def office(self, centre: str, number: int = 0) -> c.Office:
        """A centre as this node knows it, with its first `number` records."""
        self._offices[centre] = (await self.centres.seen(c.PREFIX + centre, number)).state
        return self._offices[centre]

    def office_now(self, centre: str) -> c.Office:
        """A centre as it was last seen."""
        return self._offices.get(centre) or c.Office(id=centre)

    async def refresh(self, talk: str, number: int = 0) -> w.Talk:
        """The view of a conversation with its first `number` records, made anew."""
        live = await self.live(talk, number)
        assert live.placed is not None
        person = self.cards.of(talk, live.placed.centre, live.placed.person, t.phone_of(live))
        drawn = self._drawn[talk] = (self._drawn.get(talk) or Drawn()).follow(live)
        with span("view"):
            shown = view(live, person, self.clock(), typing="customer" in self.typing.of(talk), drawn=drawn)
        (self._ripening.add if live.state.ladders else self._ripening.discard)(talk)
        old = self._views.get(talk)
        if old is None:
            self._views[talk] = View(shown, plain(shown))
        elif old.talk != shown:
            self._views[talk] = View(shown, plain_again(shown, old.talk, old.plain))
        return shown

    def judge(self, centre: str, order: Row) -> Row:
        """An order with where it stands now, by the figures of the centre."""
        return judged(order, self.clock(), limits_of(self.current(centre)[1]))

    async def orders_wanting(self, centre: str, kind: Wanting) -> list[Row]:
        """The orders of a centre that want attention now. Raises `book.*`."""
        return await self.book.orders_wanting(centre, kind, self.clock(), limits_of(self.current(centre)[1]))

    async def _card_changed(self, talk: str, person: w.Person) -> None:
        """Who it is stays with the conversation; what they ordered is asked for whenever it is needed."""
        names = {field: getattr(person, field) for field in t.Known.__struct_fields__ if field != "at"}
        with suppress(SaywellError):
            if any(value for field, value in names.items() if field != "id") and not person.trouble:
                await self.send(talk, t.Known(0, **names), key=f"known-{person.id or person.phone}")
            await self.look_again(talk)

    async def look_again(self, talk: str) -> None:
        """Tell those who look on of what is kept nowhere, such as somebody typing."""
        await self.refresh(talk)
        self.notify((talk,), (), self.position)

    def shown(self, talk: str) -> View | None:
        """The view of a conversation as it was last made."""
        return self._views.get(talk)

    def centre_shown(self, centre: str) -> dict[str, Any]:
        """The view of a centre as plain data; made anew when it changes or another minute has begun."""
        now, setting, office = self.clock(), self.setting(centre), self.office_now(centre)
        held = self._shown_centres.get(centre)
        if held is None or held.minute != now // MINUTE or held.setting is not setting or held.office is not office:
            shown = plain(centre_of(setting, self.calendar(centre), office, now, self.current(centre)[1].standard.acts))
            held = self._shown_centres[centre] = _ShownCentre(now // MINUTE, setting, office, shown)
        return held.shown

    def change_of(self, talk: str, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
        """The merge patch from one view to another; made once for all who look on."""
        held = self._changes.get(talk)
        if held is None or held[0] is not old or held[1] is not new:
            held = self._changes[talk] = (old, new, patch(old, new))
        return held[2]

    def at_hand(self, centre: str) -> list[str]:
        """The conversations of a centre that wait, run or are being written up."""
        office = self.office_now(centre)
        return [*office.waiting, *office.owner]

    # -- doing ---------------------------------------------------------------------------------------------------

    async def send(self, talk: str, command: t.Command, key: str | None = None) -> int:
        """Give a command to a conversation; the position of what it brought about. Raises what it raises."""
        done = await self.talks.send(t.PREFIX + talk, command, key=key)
        return done.position

    async def tell(self, centre: str, command: c.AnyCentreEvent, key: str | None = None) -> int:
        """Give a command to a centre; one with a key counts once, whichever node gives it."""
        return (await self.centres.send(c.PREFIX + centre, command, key=key)).position

    async def come(self, placed: t.Placed, taker: str = "") -> None:
        """A customer comes in: kept first, then queued; a chat opens at once, a call when it rings. `taker`: the
        agent who has answered already."""
        talk = placed.opening.id
        await self.send(talk, placed, key="placed")
        channel = placed.opening.channel
        if channel == "chat" or placed.opening.direction == "outbound":
            await self.send(talk, placed.opening, key="opened")
        target = self.setting(placed.centre).target_s.get(channel, 20) * SECOND
        await self.tell(
            placed.centre, c.Came(0, talk=talk, channel=channel, queue=placed.queue, target=target, taker=taker)
        )

    async def put_through(self, talk: str, number: str) -> int:
        """The customer goes to a colleague: that is a conversation of its own, with what is known of the customer.
        Raises `desk.nobody`."""
        live = await self.live(talk)
        placed, opened = live.placed, live.state.opened
        assert placed is not None and opened is not None
        colleague = self.office_now(placed.centre).people.get(number)
        if colleague is None:
            raise SaywellError("desk.nobody", number=number)
        now = self.clock()
        root, _, count = talk.partition(".")
        leg = f"{root}.{int(count or 1) + 1}"
        known = i.Customer(surname=live.state.surname, title=live.state.title, phone=live.state.given.get("phone"))
        opening = msgspec.structs.replace(
            opened, at=now, id=leg, started=format_rfc3339(now, self.calendar(placed.centre).zone),
            agent=i.Agent(number, colleague.name), customer=known,
        )  # fmt: skip
        await self.send(talk, i.Transfer(0, step="done", to=number))
        await self.send(talk, t.Continued(0, talk=leg))
        await self.send(leg, msgspec.structs.replace(placed, at=now, opening=opening, continues=talk), key="placed")
        await self.tell(placed.centre, c.Handed(0, talk=leg, out_of=talk, number=number))
        await self.send(leg, opening, key="opened")
        if opening.channel == "phone":
            if opening.direction == "inbound":
                await self.send(leg, i.Ringing(0), key="ringing")
            await self.send(leg, i.Answered(0), key="answered")
        position = await self.send(leg, t.Assigned(0, agent=number, name=colleague.name), key="assigned")
        await self.phone.transfer(talk, number, leg)
        return position

    async def erase(self, talk: str, works: Collection[str] | None = None) -> int:
        """Remove a conversation for good, and the work that came of it (`works`, where that is known); how many records
        went. Raises `desk.no-talk`."""
        placed = (await self.live(talk)).placed
        assert placed is not None
        if works is None:
            works = (await followups.works_of(self, (talk,))).get(talk, ())
        gone = await self.erase_works(placed.centre, works)
        # First out of the centre's hands: what is not there any more can be offered to nobody.
        ended = await self.tell(placed.centre, c.Ended(0, talk=talk))
        await self._dealt_with(max(ended, await self.tell(placed.centre, c.Finished(0, talk=talk))))
        await self.tell(placed.centre, c.Erased(0, talk=talk))
        self.forget(talk)
        return gone + await self.talks.erase(t.PREFIX + talk)

    async def erase_works(self, centre: str, ids: Collection[str]) -> int:
        """Remove pieces of work for good, everywhere; how many records went."""
        if not ids:
            return 0
        lost = Lost(works=tuple(ids))
        await tell_lost(self.store, centre, lost, self.clock())
        gone = sum([await self.works.erase(WORK + id) for id in ids])
        # Again: somebody may have written to one in between.
        await tell_lost(self.store, centre, lost, self.clock())
        return gone

    def _forget_lost(self, record: Record) -> None:
        """What was erased on whichever node is known here no more."""
        if record.kind == LOST:
            for id in lost_in(record).works:
                self.works.forget(WORK + id)

    def forget(self, talk: str) -> None:
        """Nobody looks at it any more."""
        self._ripening.discard(talk)
        self.cards.forget(talk)
        self._owing.forget(talk)
        self.typing.forget(talk)
        for table in (self._views, self._drawn, self._changes):
            table.pop(talk, None)
        self.feeds.forget(talk)

    async def report(self, talk: str, got: i.AnyInput | t.RangOut) -> None:
        """The telephone system told something. A line that is gone already is nobody's fault."""
        with suppress(SaywellError):
            await self.send(talk, got)

    async def seen(self, position: int) -> None:
        """Wait until those who look on have been told of a position."""
        await self._told.wait(position)

    async def _dealt_with(self, position: int) -> None:
        await self._done.wait(position)

    async def at_rest(self) -> int:
        """Wait until everything that follows from what is kept now has been done; the last position."""
        while True:
            head = await self.store.head()
            await self._dealt_with(head)
            await self.process.caught_up(head)
            await self.cards.settled()
            if await self.store.head() == head:
                return head

    # -- what follows from what ------------------------------------------------------------------------------------

    def notify(self, talks: Iterable[str], centres: Iterable[str], position: int) -> None:
        """Tell those who look on what may look different now."""
        position = max(self.position, position)
        shown = {talk: seen.talk for talk in talks if (seen := self._views.get(talk)) is not None}
        self.feeds.tell(shown, centres, self.office_now, position)

    def told(self, position: int) -> None:
        """Those who look on have been told so far."""
        self._told.reach(position)

    def done(self, position: int) -> None:
        """What follows has been done so far."""
        self._done.reach(position)

    async def ripen(self) -> None:
        """Advice on a ladder ripens with time alone: look again at those that stand on one."""
        changed = []
        for talk in list(self._ripening):
            before = self._views.get(talk)
            with suppress(SaywellError):
                await self.refresh(talk)
            if self._views.get(talk) is not before:
                changed.append(talk)
        minute = self.clock() // MINUTE
        centres = [centre for centre, held in self._shown_centres.items() if held.minute != minute]
        if changed or centres:
            self.notify(changed, centres, self.position)
