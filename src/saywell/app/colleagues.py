"""Simulated agents of a demonstration: one in each centre, who mostly do what the desk tells them to.

They go through the same desk as people do, with its guard and its locks, so that a team leader's wall has something to
show before anybody has signed in. Now and then they are too slow, as people are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from random import Random

import msgspec

from saywell.app.crowd import BEAT
from saywell.desk import centre as c
from saywell.desk import wire as w
from saywell.desk.asks import Desk
from saywell.desk.hub import Hub
from saywell.exchange.script import speech_length
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import SECOND, Instant
from saywell.storage.interface import StoreError

PICK_UP = 2 * SECOND
THINK = 1_500
SLOW = 9 * SECOND
"""How long a colleague needs for a turn that goes wrong."""
ALONE = 7 * SECOND
"""So long after their own words they go on, if the customer says nothing."""
HOLDING = 12 * SECOND
WRITE = 10 * SECOND
NOBODY = 25 * SECOND
"""So long they wait for a customer who never says a word."""
GREETING: w.Text = {
    "zh-Hans": "您好，很高兴为您服务，请问有什么可以帮您？",
    "zh-Hant": "您好，很高興為您服務，請問有什麼可以幫您？",
    "en": "Hello, I am glad to help. What can I do for you?",
}
CHAT_WAIT: w.Text = {
    "zh-Hans": "请您稍等，我帮您查询，请不要离开对话。",
    "zh-Hant": "請您稍等，我幫您查詢，請不要離開對話。",
    "en": "One moment please, I will look that up for you.",
}
LADDER: tuple[w.Text, ...] = (
    {
        "zh-Hans": "请您稍等，我帮您查询。听不到我的声音，请不要挂机！",
        "zh-Hant": "請您稍等，我幫您查詢。聽不到我的聲音，請不要掛機！",
        "en": "One moment please, I will look that up. If you cannot hear me, please do not hang up.",
    },
    {
        "zh-Hans": "感谢您的耐心等待，我帮您查到了，已经核实清楚，今天之内会为您处理完毕。",
        "zh-Hant": "感謝您的耐心等待，我幫您查到了，已經核實清楚，今天之內會為您處理完畢。",
        "en": "Thank you for waiting. I have found it: it has been checked and will be settled today.",
    },
    {
        "zh-Hans": "您的问题我已经做好详细记录，一小时内给您答复。",
        "zh-Hant": "您的問題我已經做好詳細記錄，一小時內給您答覆。",
        "en": "I have made a detailed note of it, and you will have an answer within an hour.",
    },
    {
        "zh-Hans": "请问您还需要其他帮助吗？",
        "zh-Hant": "請問您還需要其他幫助嗎？",
        "en": "Is there anything else I can help you with?",
    },
    {
        "zh-Hans": "感谢您的来电，请挂机，再见！",
        "zh-Hant": "感謝您的來電，請掛機，再見！",
        "en": "Thank you for calling. Goodbye!",
    },
)
"""What they say where the desk has nothing to tell them, in this order."""


class Colleague(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A simulated agent: staff number and name for customers."""

    number: str
    name: str


class _Work(msgspec.Struct):
    """How far a conversation has come: what was said of the ladder, lines of the standard, when to act next."""

    step: int = 0
    lines: set[str] = msgspec.field(default_factory=set)
    due: Instant | None = None
    heard: int = 0
    hold: Instant | None = None
    held: Instant | None = None


class Colleagues:
    """See the module's first lines. `who`: by centre. `careless`: the share of turns that take too long."""

    def __init__(
        self,
        hub: Hub,
        who: dict[str, Colleague],
        seed: int = 0,
        careless: float = 0.15,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.hub, self.who, self.careless = hub, who, careless
        self._random = Random(seed)
        self._sleep = sleep
        self._work: dict[str, _Work] = {}
        self._since: dict[str, Instant] = {}
        self._asks = 0
        self._desks = {
            centre: Desk(hub, _me(one, centre), centre, "en") for centre, one in who.items() if centre in hub.settings
        }
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Come to work. The hub must run."""
        for desk in self._desks.values():
            await desk.do(w.SetStatus(0, status="idle"))
        self._task = asyncio.create_task(self._run(), name="saywell-colleagues")

    async def stop(self) -> None:
        """Go home; what they had at hand waits for them until they come again."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for desk in self._desks.values():
            with suppress(SaywellError, StoreError):
                await desk.do(w.SetStatus(0, status="off"))

    async def _run(self) -> None:
        while True:
            with suppress(SaywellError, StoreError, OSError):
                await self.step()
            await self._sleep(BEAT)

    async def step(self) -> None:
        """Everything that is due by now."""
        for centre, desk in self._desks.items():
            me = self.hub.office_now(centre).people.get(self.who[centre].number)
            if me is None:
                continue
            self._forget(me, centre)
            await self._make_room(desk, me, centre)
            if me.offered and self._ripe(me.offered, PICK_UP):
                await self._try(desk, w.Take(self._next(), talk=me.offered))
            for talk in me.talks:
                await self._serve(desk, talk)
            for talk in me.wrapping:
                if self._ripe(f"{talk} wrap", WRITE):
                    await self._try(desk, w.Press(self._next(), talk=talk, key="wrapped_up"))

    async def _make_room(self, desk: Desk, me: c.Agent, centre: str) -> None:
        """Whoever tries the desk shall have the next customer: a colleague has a break while a person is free."""
        others = self.hub.office_now(centre).people.values()
        wanted: w.Status = "break" if any(one.status == "idle" for one in others if one.number != me.number) else "idle"
        if me.said != wanted:
            await self._try(desk, w.SetStatus(self._next(), status=wanted))

    # -- one conversation ------------------------------------------------------------------------------------------

    async def _serve(self, desk: Desk, talk: str) -> None:
        found = self.hub.shown(talk)
        if found is None or found[0].phase != "live":
            return
        shown, now = found[0], self.hub.clock()
        work = self._work.setdefault(talk, _Work(heard=-1))
        if work.held is not None:
            if now < work.held + HOLDING:
                return
            await self._try(desk, w.Press(self._next(), talk=talk, key="hold", on=False))
            work.held, work.due = None, now
        if work.hold is not None and now >= work.hold:
            work.hold = None
            if await self._try(desk, w.Press(self._next(), talk=talk, key="hold")):
                work.held = now
                return
        said = [one for one in shown.entries.values() if one.kind == "said"]
        if work.due is None or len(said) != work.heard:
            work.heard = len(said)
            work.due = self._when(shown, said, now)
        if now >= work.due:
            work.due = now + ALONE
            await self._turn(desk, shown, work)

    def _when(self, shown: w.Talk, said: list[w.Entry], now: Instant) -> Instant:
        """When to speak next: soon after the customer, later after oneself, sometimes too late."""
        last = said[-1] if said else None
        end = max(now, last.to or last.at) if last is not None else now
        if last is not None and last.by == "agent":
            return end + ALONE
        return end + (SLOW if self._random.random() < self.careless else THINK)

    async def _turn(self, desk: Desk, shown: w.Talk, work: _Work) -> None:
        lang = shown.lang or _language(shown.customer.lang)
        spoken = {one.by for one in shown.entries.values() if one.kind == "said"}
        text, holds = next(_advised(shown, lang, work.lines), ""), False
        if not text and "agent" not in spoken:
            text = GREETING[lang]
        elif not text and "customer" not in spoken and work.step < len(LADDER):
            if self.hub.clock() < (shown.answered or shown.arrived) + NOBODY:
                return
            work.step = len(LADDER) - 1
        if not text and work.step == len(LADDER):
            await self._try(desk, w.Press(self._next(), talk=shown.id, key="hang_up"))
            return
        if not text:
            holds = work.step == 0 and shown.channel == "phone"
            text = (CHAT_WAIT if work.step == 0 and not holds else LADDER[work.step])[lang]
            work.step += 1
        if await self._try(desk, w.SaySomething(self._next(), talk=shown.id, text=text)) and holds:
            work.hold = self.hub.clock() + speech_length(text)

    async def _try(self, desk: Desk, ask: w.AnyAsk) -> bool:
        """Whether it was done: what is locked or blocked is left."""
        try:
            await desk.do(ask)
        except SaywellError:
            return False
        return True

    # -- time ------------------------------------------------------------------------------------------------------

    def _ripe(self, what: str, after: int) -> bool:
        """Whether it is so long ago that this was seen first."""
        return self.hub.clock() >= self._since.setdefault(what, self.hub.clock()) + after

    def _forget(self, me: c.Agent, centre: str) -> None:
        near = {*me.talks, *me.wrapping, *(f"{talk} wrap" for talk in me.wrapping), me.offered}
        mine = f"{centre}-"
        for gone in [key for key in self._work if key.startswith(mine) and key not in near]:
            del self._work[gone]
        for gone in [key for key in self._since if key.startswith(mine) and key not in near]:
            del self._since[gone]

    def _next(self) -> int:
        self._asks += 1
        return self._asks


def _me(one: Colleague, centre: str) -> w.Me:
    return w.Me(account="", number=one.number, name=one.name, roles=("agent",), centres=(centre,), locale="en", csrf="")


def _language(lang: str) -> str:
    return "zh-Hant" if lang == "yue" else lang or "zh-Hans"


def _advised(shown: w.Talk, lang: str, used: set[str]) -> Iterator[str]:
    """Lines that the desk advises, whole and not said before."""
    for one in shown.say:
        text = one.texts.get(lang, "")
        if text and "…" not in text and one.line not in used:
            used.add(one.line)
            yield text
