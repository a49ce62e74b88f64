"""What a page may have done, as commands to conversations and centres. Who may do what is decided here."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from saywell.conversation import inputs as i
from saywell.desk import centre as c
from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.access import may
from saywell.desk.audit import Audit
from saywell.desk.book import ORDERS
from saywell.desk.calling import about, call_out, write_to
from saywell.desk.campaign_rows import survey_of
from saywell.desk.hub import Hub
from saywell.desk.never import Kept
from saywell.desk.orders import looked_up
from saywell.desk.passing import QUEUE, checked_queue, put_in_queue, standing_of
from saywell.desk.search import search
from saywell.desk.slots import slots_of
from saywell.desk.view import known_of
from saywell.desk.wishes import wished
from saywell.exchange.script import speech_length
from saywell.followup.orders import result_of
from saywell.followup.survey import checked_answer
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import Locale
from saywell.quality.guard import Context, Hit, blocked, check
from saywell.quality.reasons import reason

LONGEST = 4_000
"""Characters of one utterance at most."""
SHORT = 500
"""Characters at most of what agent and team leader tell each other."""


class BlockedError(SaywellError):
    """A draft that must not go out."""

    def __init__(self, hits: tuple[Hit, ...]) -> None:
        super().__init__("desk.blocked", clauses=", ".join(dict.fromkeys(one.clause for one in hits)))
        self.hits = hits


class Answer(NamedTuple):
    """What an ask gave back, and the position up to which a page must have heard before it is told."""

    result: Any = None
    position: int = 0


class Desk:
    """One person at work in one centre."""

    def __init__(self, hub: Hub, me: w.Me, centre: str, locale: Locale) -> None:
        self.hub, self.me, self.centre, self.locale = hub, me, centre, locale
        self._audit = Audit(hub.store, hub.clock)

    async def do(self, ask: w.AnyAsk) -> Answer:
        """Do what was asked. Raises SaywellError for what cannot be or may not be."""
        match ask:
            case w.SetStatus():
                return await self._status(ask)
            case w.Declare():
                return await self._declare(ask)
            case w.Take():
                return await self._take(ask)
            case w.Check():
                return Answer(
                    hits_of(await self._hits(await self._mine(ask.talk), ask.text, ask.finished), self.locale)
                )
            case w.Search():
                live = await self._readable(ask.talk)
                return Answer(self._search(live, ask.words))
            case w.LookUp():
                return await self._look_up(ask)
            case w.Whisper() | w.TakeOver():
                return await self._lead(ask)
            case w.Type():
                return await self._type(ask)
            case w.CallOut():
                return await self._call(ask)
        return Answer(position=await self._on_talk(ask))

    async def hits(self, talk: str, text: str, finished: bool = True) -> tuple[Hit, ...]:
        """What the standard has against a draft. Raises `desk.no-talk`, `desk.not-yours`."""
        return await self._hits(await self._readable(talk), text, finished)

    # -- oneself and the centre ------------------------------------------------------------------------------------

    async def _status(self, ask: w.SetStatus) -> Answer:
        self._need("talk")
        if ask.status not in ("idle", "break", "off"):
            raise SaywellError("desk.bad-status", status=ask.status)
        joined = c.Joined(0, number=self.me.number, name=self.me.name)
        await self.hub.tell(self.centre, joined)
        position = await self.hub.tell(self.centre, c.StatusSet(0, number=self.me.number, status=ask.status))
        return Answer(position=position)

    async def _declare(self, ask: w.Declare) -> Answer:
        self._need("watch")
        text = ask.text.strip()
        if ask.on and not text:
            raise SaywellError("desk.empty", field="text")
        position = await self.hub.tell(self.centre, c.IncidentSet(0, text=text if ask.on else "", by=self.me.number))
        if ask.on:
            await self._audit.log("incident", self.me.account, self.centre, text=text[:SHORT])
        else:
            await self._audit.log("incident.over", self.me.account, self.centre)
        for talk in self.hub.at_hand(self.centre):
            live = await self.hub.live(talk)
            if live.opened and live.state.over is None:
                position = await self.hub.send(talk, i.Incident(0, on=ask.on, text=text or None))
        return Answer(position=position)

    async def _take(self, ask: w.Take) -> Answer:
        self._need("talk")
        live = await self.hub.live(ask.talk)
        if live.agent == self.me.number and live.phase != "ringing":
            return Answer()
        await self.hub.tell(self.centre, c.Joined(0, number=self.me.number, name=self.me.name))
        await self.hub.tell(self.centre, c.Taken(0, talk=ask.talk, number=self.me.number))
        position = await self.hub.send(ask.talk, t.Assigned(0, agent=self.me.number, name=self.me.name))
        assert live.placed is not None
        opening = live.placed.opening
        if opening.channel != "phone":
            return Answer(position=position)
        if not live.opened:
            agent = i.Agent(self.me.number, self.me.name)
            await self.hub.send(ask.talk, msgspec.structs.replace(opening, agent=agent), key="opened")
        if opening.direction == "inbound" or live.placed.continues:
            position = await self.hub.send(ask.talk, i.Answered(0), key="answered")
        await self.hub.phone.answer(ask.talk)
        return Answer(position=position)

    async def _call(self, ask: w.CallOut) -> Answer:
        self._need("talk")
        number = ask.number.strip()
        person = w.Person(id=ask.person)
        # A shop that does not answer keeps nobody from calling.
        with suppress(SaywellError):
            person = await self.hub.book.person(self.centre, ask.person, number)
        if ask.talk:
            live = await self._mine(ask.talk)
            assert live.placed is not None
            shown = self.hub.shown(ask.talk)
            person = shown[0].customer if shown is not None else person
            number = number or person.phone
        customer = i.Customer(
            surname=ask.surname.strip() or person.surname or None,
            title=ask.title.strip() or person.title or None,
            name=person.name or None,
            phone=number or person.phone,
            account=person.account or None,
        )
        await self.hub.tell(self.centre, c.Joined(0, number=self.me.number, name=self.me.name))
        facts = await about(self.hub, self.centre, self.me.number, ask.ref, number or person.phone)
        begin = write_to if ask.channel == "chat" else call_out
        talk = await begin(
            self.hub, self.centre, self.me.number, customer, ask.purpose, facts, ask.ref, person=person.id
        )
        return Answer(talk, await self.hub.store.head())

    async def _dispose(self, live: t.Live, ask: w.Dispose) -> int:
        if not t.heard_outcome(live) or live.state.over is None:
            raise SaywellError("desk.bad-outcome", outcome=ask.outcome)
        done = t.Disposed(0, by=self.me.number, outcome=ask.outcome, note=ask.note.strip()[:LONGEST], again=ask.again)
        return await self.hub.send(ask.talk, done)

    async def _survey(self, live: t.Live, ask: w.AnswerSurvey) -> int:
        assert live.placed is not None
        survey = survey_of(self.hub, self.centre, t.survey_of(live), t.version_of(live))
        value = checked_answer(survey, ask.question, ask.answer)
        if live.answers.get(ask.question, "") == value:
            return 0
        return await self.hub.send(ask.talk, t.Surveyed(0, question=ask.question, answer=value))

    async def _type(self, ask: w.Type) -> Answer:
        """In a chat the customer sees it. On the simulated phone typing is speaking: nobody is silent meanwhile."""
        live = await self._mine(ask.talk)
        if not self.hub.typing.set(ask.talk, "agent", ask.on):
            return Answer()
        state = live.state
        if state.opened is not None and state.opened.channel == "phone" and state.over is None:
            return Answer(position=await self.hub.send(ask.talk, i.Speech(0, by="agent", on=ask.on)))
        await self.hub.look_again(ask.talk)
        return Answer()

    async def types_no_more(self) -> None:
        """The page is gone."""
        for talk in self.hub.typing.talks():
            shown = self.hub.shown(talk)
            if shown is not None and shown.talk.agent == self.me.number:
                await self._type(w.Type(0, talk=talk, on=False))

    # -- conversations ---------------------------------------------------------------------------------------------

    async def _on_talk(self, ask: w.AnyAsk) -> int:
        assert not isinstance(ask, w.SetStatus | w.Declare)
        live = await self._mine(ask.talk, colleague=isinstance(ask, w.PassOn))
        match ask:
            case w.SaySomething():
                return await self._say(live, ask)
            case w.AnswerSurvey():
                return await self._survey(live, ask)
            case w.Press():
                return await self._press(live, ask)
            case w.Dispose():
                return await self._dispose(live, ask)
            case w.PassOn():
                return await self._pass_on(live, ask)
            case w.FillForm():
                return await self._form(live, ask)
            case w.Identify():
                known = {"surname": ask.surname, "title": ask.title, "phone": ask.phone, "account": ask.account}
                got = i.Identified(0, **{key: value.strip() for key, value in known.items() if value.strip()})
                return await self.hub.send(ask.talk, got)
            case w.AskHelp():
                return await self._ask_help(live, ask)
            case w.MarkDone():
                self._permitted(ask)
                return await self.hub.send(ask.talk, i.Done(0, what=ask.what, ref=ask.ref or None, to=ask.to or None))
        raise SaywellError("desk.unknown-ask", name=type(ask).__name__)

    async def _hits(self, live: t.Live, text: str, finished: bool) -> tuple[Hit, ...]:
        if live.ready is None:
            return ()
        now = self.hub.clock()
        context = Context(
            standard=live.ready.standard,
            locale=self.locale,
            plan=live.plan if live.opened else None,
            state=live.state if live.opened else None,
            now=now,
            ear=live.ready.checks(),
        )
        hits = check(text, context, finished=finished)
        if not any(one.rewrite for one in hits) or live.plan is None:
            return hits
        # Few drafts have a rewrite: only those need what stands in its slots.
        mine = (self.me.number, self.me.name)
        slots = slots_of(live.plan, live.state, self.locale, now, mine, looked_up(live), known_of(live))
        return check(text, msgspec.structs.replace(context, slots=slots), finished=finished)

    async def _say(self, live: t.Live, ask: w.SaySomething) -> int:
        text = ask.text.strip()
        if live.phase == "dialling":
            raise SaywellError("desk.not-answered")
        if not text:
            raise SaywellError("desk.empty", field="text")
        if len(text) > LONGEST:
            raise SaywellError("desk.too-long", length=len(text), most=LONGEST)
        hits = await self._hits(live, text, True)
        if blocked(hits):
            norms = tuple(dict.fromkeys(one.norm for one in hits))
            await self.hub.send(ask.talk, i.DraftChecked(0, by="agent", text=text, hits=norms))
            raise BlockedError(hits)
        self.hub.typing.set(ask.talk, "agent", False)
        phone = live.state.opened is not None and live.state.opened.channel == "phone"
        said = i.Said(0, by="agent", text=text, to=speech_length(text) if phone else None)
        return await self.hub.send(ask.talk, said, key=f"say-{self.me.number}-{ask.key}" if ask.key else None)

    async def _press(self, live: t.Live, ask: w.Press) -> int:
        if ask.key == "wrapped_up":
            if live.state.over is None:
                raise SaywellError("desk.not-over")
            heard = t.heard_outcome(live)
            if heard and live.disposed is None:
                # Whoever says nothing else agrees to what was heard.
                again = wished(live, self.hub.clock())
                await self.hub.send(ask.talk, t.Disposed(0, by=self.me.number, outcome=heard, again=again))
            disposed = (await self.hub.live(ask.talk)).disposed
            if disposed is not None and disposed.outcome == "refused" and live.placed is not None:
                # Before it is over: a list that asks again must know already.
                kept = Kept(0, (live.placed.number,), why="refused", by=self.me.number)
                await self.hub.campaigns.keep(self.centre, kept)
            return await self.hub.send(ask.talk, t.Wrapped(0, by=self.me.number))
        if ask.key == "hang_up":
            self._unlocked(ask)
            position = await self.hub.send(ask.talk, i.HungUp(0, by="agent"))
            await self.hub.phone.hang_up(ask.talk)
            return position
        if live.phase == "dialling":
            raise SaywellError("desk.not-answered")
        if ask.on:
            self._unlocked(ask)
        if ask.key == "hold":
            position = await self.hub.send(ask.talk, i.Hold(0, on=ask.on))
            await self.hub.phone.hold(ask.talk, ask.on)
        else:
            position = await self.hub.send(ask.talk, i.Mute(0, on=ask.on))
            await self.hub.phone.mute(ask.talk, ask.on)
        return position

    def _unlocked(self, ask: w.Press) -> None:
        """Raise where a key is locked. A team leader may force it; the standard will still say what it was."""
        shown = self.hub.shown(ask.talk)
        for key in shown.talk.keys if shown is not None else ():
            if key.act == ask.key and not key.open and not (ask.force and may(self.me, "watch")):
                raise SaywellError("desk.locked", act=ask.key, clauses=", ".join(key.clauses))

    def _permitted(self, ask: w.MarkDone) -> None:
        """Raise where the standard does not permit it yet."""
        shown = self.hub.shown(ask.talk)
        for deed in shown[0].deeds if shown is not None else ():
            if deed.act == ask.what and not deed.open:
                raise SaywellError("desk.locked", act=ask.what, clauses=", ".join(deed.clauses))

    async def _pass_on(self, live: t.Live, ask: w.PassOn) -> int:
        to = ask.to
        if ask.step == "offered":
            return await self._offer(ask.talk, to)
        if ask.step in ("accepted", "declined") and _offered_to(live) != self.me.number:
            raise SaywellError("desk.not-yours")
        if ask.step == "done":
            to = to or _offered_to(live)
            if to.startswith(QUEUE):
                return await put_in_queue(self.hub, ask.talk, checked_queue(self.hub, self.centre, to))
            return await self.hub.put_through(ask.talk, to)
        return await self.hub.send(ask.talk, i.Transfer(0, step=ask.step, to=to or None))

    async def _offer(self, talk: str, to: str) -> int:
        """Ask a colleague or a queue. Where nobody can take it, that is noted: the standard has words for it."""
        queue = to.startswith(QUEUE)
        if queue:
            checked_queue(self.hub, self.centre, to)
        found = standing_of(self.hub.office_now(self.centre), to, self.me.number)
        position = await self.hub.send(talk, i.Colleague(0, number=to, status=found.status, shift=found.shift))
        if found.status != "idle":
            await self.hub.seen(position)
            raise self._cannot(to, found.status)
        position = await self.hub.send(talk, i.Transfer(0, step="offered", to=to))
        # A queue with somebody free takes whom it is given; a colleague answers for themselves.
        return await self.hub.send(talk, i.Transfer(0, step="accepted", to=to)) if queue else position

    def _cannot(self, to: str, status: str) -> SaywellError:
        """Why a colleague or a queue cannot take somebody, in words."""
        if to.startswith(QUEUE):
            queue = self.hub.setting(self.centre).queues[to.removeprefix(QUEUE)]
            return SaywellError("desk.colleague-queue", name=queue.get(self.locale) or to.removeprefix(QUEUE))
        agent = self.hub.office_now(self.centre).people.get(to)
        name = f"{agent.name} {to}" if agent is not None and agent.name else to
        return SaywellError("desk.colleague-off" if status == "off" else "desk.colleague", name=name)

    async def _ask_help(self, live: t.Live, ask: w.AskHelp) -> int:
        if live.phase != "live":
            raise SaywellError("desk.not-live")
        asked = t.HelpAsked(0, by=self.me.number, on=ask.on, text=ask.text.strip()[:SHORT])
        return await self.hub.send(ask.talk, asked)

    async def _form(self, live: t.Live, ask: w.FillForm) -> int:
        assert live.ready is not None
        if ask.form not in live.ready.standard.forms:
            raise SaywellError("desk.no-form", form=ask.form, known=", ".join(live.ready.standard.forms))
        values = {key: value[:LONGEST] for key, value in ask.values.items()}
        if not ask.file:
            return await self.hub.send(ask.talk, t.Drafted(0, form=ask.form, values=values))
        filled: dict[str, Any] = {key: value for key, value in values.items() if value.strip()}
        await self.hub.send(ask.talk, t.Drafted(0, form=ask.form, values=values))
        return await self.hub.send(ask.talk, i.FormFilled(0, form=ask.form, fields=filled))

    async def _look_up(self, ask: w.LookUp) -> Answer:
        """What the shop says becomes an input; that it said nothing does too, and the agent is told why."""
        await self._mine(ask.talk)
        got = i.LookedUp(0, what=ask.what, key=ask.key)
        change = msgspec.structs.replace
        try:
            found = await self.hub.book.find(self.centre, ask.what, ask.key)
        except SaywellError:
            await self.hub.send(ask.talk, change(got, result="failed"))
            raise
        if found is not None and ask.what in ORDERS:
            found = self.hub.judge(self.centre, found)
        self.hub.cards.again(ask.talk)
        position = await self.hub.send(ask.talk, change(got, result=result_of(found), fields=found or {}))
        return Answer(found, position)

    def _search(self, live: t.Live, words: str) -> list[dict[str, Any]]:
        assert live.ready is not None
        standard = live.ready.standard
        return [
            {"line": one.id, "texts": one.texts, "clauses": one.clauses} for one in search(standard, words, live.plan)
        ]

    # -- team leaders ----------------------------------------------------------------------------------------------

    async def _lead(self, ask: w.Whisper | w.TakeOver) -> Answer:
        self._need("watch")
        live = await self._readable(ask.talk)
        if isinstance(ask, w.Whisper):
            text = ask.text.strip()
            if not text:
                raise SaywellError("desk.empty", field="text")
            await self._audit.log("whisper", self.me.account, self.centre, talk=ask.talk)
            return Answer(
                position=await self.hub.send(ask.talk, t.Whispered(0, by=self.me.number, text=text[:LONGEST]))
            )
        await self._audit.log("take-over", self.me.account, self.centre, talk=ask.talk)
        await self.hub.tell(self.centre, c.Joined(0, number=self.me.number, name=self.me.name))
        if live.agent:
            await self.hub.tell(self.centre, c.Moved(0, talk=ask.talk, number=self.me.number))
            position = await self.hub.send(ask.talk, t.Assigned(0, agent=self.me.number, name=self.me.name))
            return Answer(position=position)
        return await self._take(w.Take(ask.id, talk=ask.talk))

    # -- rights ----------------------------------------------------------------------------------------------------

    def _need(self, right: Any) -> None:
        if not may(self.me, right):
            raise SaywellError("access.forbidden", right=right)

    async def _readable(self, talk: str) -> t.Live:
        live = await self.hub.live(talk)
        if live.placed is None or live.placed.centre != self.centre:
            raise SaywellError("desk.no-talk")
        if live.agent != self.me.number and not may(self.me, "watch"):
            raise SaywellError("desk.not-yours")
        return live

    async def _mine(self, talk: str, *, colleague: bool = False) -> t.Live:
        self._need("talk")
        live = await self.hub.live(talk)
        if live.placed is None or live.placed.centre != self.centre:
            raise SaywellError("desk.no-talk")
        offered = colleague and _offered_to(live) == self.me.number
        if live.agent != self.me.number and not offered:
            raise SaywellError("desk.not-yours")
        return live


def _offered_to(live: t.Live) -> str:
    """To whom a transfer was offered last."""
    for got in reversed(live.inputs):
        if type(got) is i.Transfer and got.to:
            return got.to
    return ""


def hits_of(hits: tuple[Hit, ...], locale: Locale) -> list[w.Hit]:
    """Hits as they go over the wire."""
    return [
        w.Hit(
            start=one.start, end=one.end, text=one.text, norm=one.norm, clauses=one.clauses, severity=one.severity,
            why=_why(one, locale), rewrite=one.rewrite,
        )
        for one in hits
    ]  # fmt: skip


def _why(hit: Hit, locale: Locale) -> str:
    """A list of forbidden words says nothing by being told whole: the page shows the clause on request."""
    return reason("taboo", (), locale) if hit.kind == "taboo" else hit.why
