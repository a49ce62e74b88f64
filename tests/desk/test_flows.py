"""Orders from the first word to the end: every flow and branch at the desk, led by its advice, on a real database.

The flows lie in flows.yaml. A step is one of: `customer` says a text; `say`: the agent says that line, which must be
advised with no slot left open but those of `open`, and must have in it what `has` names; `agent` says a text of their
own; `look`: what and number, with the `result` that must come; `file`: forms; `done`; `refused`: what may not be done
yet; `later`: seconds; `hang_up`; `picks_up`: what the customer who is called says first. `now`: what must be going on
(situations), offered (deeds), locked, and suggested in forms.

A flow with a `list` begins at the desk: the rule puts its `person` on a list by telephone or chat, the agent sees whom
and why with the first line, and calls or writes. `asked` are clauses whose lines were said, `outcome` is what came of
it. `before`: what the customer said in a chat of their own an hour ago; `ordered`: what they ordered after it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from saywell.app.connecting import Connections
from saywell.app.demo_shop import make_shops
from saywell.app.demo_world import read_world
from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.asks import Desk
from saywell.desk.door import Doors
from saywell.desk.hub import Hub
from saywell.desk.preview import preview_of
from saywell.followup import campaigns as cp
from saywell.followup.decide import PREFIX
from saywell.followup.state import Work
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import format_rfc3339
from saywell.storage.interface import Record
from saywell.storage.memory import MemoryStore
from tests.desk.shop import bring_files
from tests.desk.world import Clock, World, build, person, status

FLOWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "flows.yaml").read_text(encoding="utf-8"))

PURPOSES: dict[str, i.Purpose] = {
    "consulted": "consultation", "consulted_unpaid": "unpaid_order", "unpaid": "unpaid_order", "placed": "order",
    "signed": "delivery", "reviewed": "review", "stalled": "delivery", "late": "delivery",
}  # fmt: skip
"""What somebody who makes a list by a rule takes it for."""
BOTH = [
    pytest.param(one, kept, id=str(one["name"]).replace(" ", "-") + ("-brought-in" if kept else ""))
    for one in FLOWS
    for kept in (False, True)
    # Files tell which orders there are; what customers asked before they are called stands in conversations.
    if not (kept and "before" in one)
]
"""Every flow with a shop that is asked, and those that customers begin with orders out of files too."""


class Shop(World):
    """A centre of the demonstration with its own database, or (`kept`) with what it brought in out of files."""

    def __init__(self, folder: Path, centre: str, *, kept: bool = False) -> None:
        super().__init__(MemoryStore(), Clock(), centre)
        self.folder = folder
        self.world = read_world(self.clock())
        self.kept = kept
        if not kept:
            make_shops(folder, {centre: self.world.book.people(centre)})
        self.reach = Connections(folder, {})
        self.hub = Hub(self.store, self.clock, build, self.reach)
        self.reach.hub = self.hub
        self.doors = Doors(self.hub, self.access)
        self.listed = asyncio.Event()
        self.hub.ears.append(self._heard)

    def _heard(self, record: Record) -> None:
        if record.stream.startswith(PREFIX + cp.WORK):
            self.listed.set()

    def desk(self, number: str, *roles: w.Role) -> Desk:
        """The agent has a name, as the greeting wants it."""
        me = msgspec.structs.replace(person(number, *roles, centres=(self.centre,)), name="小信")
        return Desk(self.hub, me, self.centre, "en")

    async def open(self) -> None:
        setting = next(one for one in self.world.settings if one.id == self.centre)
        assert setting.connector is not None
        # Machines that test are slow.
        patient = None if self.kept else msgspec.structs.replace(setting.connector, timeout_s=30.0)
        await self.hub.set_setting(msgspec.structs.replace(setting, connector=patient))
        await self.doors.views.start()
        await self.hub.start()
        await self.doors.projector.start()
        if self.kept:
            await bring_files(self, self.world.book.people(self.centre))

    async def close(self) -> None:
        await self.doors.projector.stop()
        await self.hub.stop()
        await self.doors.views.close()
        await self.store.close()

    async def came(self, desk: Desk, flow: dict[str, Any]) -> str:
        """The customer comes in."""
        talk = await self.call(flow.get("channel", "chat"), person=flow["person"])
        await self.do(desk, w.Take(1, talk=talk))
        customer = self.talk(talk).customer
        assert customer.id == flow["person"] and not customer.trouble
        return talk

    async def asked(self, desk: Desk, flow: dict[str, Any]) -> None:
        """What the customer had asked in a chat of their own."""
        talk = await self.call("chat", person=flow["person"], token="key")
        await self.do(desk, w.Take(1, talk=talk))
        for text in flow["before"]:
            await self.customer(talk, text)
        await self.hub.report(talk, i.HungUp(0, by="customer"))
        await self.rest()
        await self.do(desk, w.Press(2, talk=talk, key="wrapped_up"))
        if "ordered" in flow:
            at = format_rfc3339(self.clock() + 600_000)
            with closing(sqlite3.connect(self.folder / "demo" / f"{self.centre}.sqlite")) as db, db:
                db.execute("UPDATE orders SET ordered = ? WHERE id = ?", (at, flow["ordered"]))
        await self.later(3600)

    async def begun(self, desk: Desk, flow: dict[str, Any]) -> str:
        """The agent begins it, off a list."""
        if "before" in flow:
            await self.asked(desk, flow)
        rule, channel = flow["list"]["rule"], flow["list"]["channel"]
        made = cp.Made(
            0, centre=self.centre, title="t", purpose=PURPOSES[rule], origin="rule", rule=rule, channel=channel
        )
        await self.hub.campaigns.make("c", made)
        # The rule is asked by the list's own loop.
        async with asyncio.timeout(90):
            while not (work := await self.entry(flow["person"])):
                await self.listed.wait()
                self.listed.clear()
        assert work.opened is not None
        preview = await preview_of(self.hub, desk.me, work)
        first = next(step["say"] for step in flow["steps"] if "say" in step)
        assert first in {one.line for one in preview.lines}, [one.line for one in preview.lines]
        assert preview.channel == channel and preview.why
        asked = w.CallOut(
            1, purpose=PURPOSES[rule], channel=channel, number=preview.phone, person=flow["person"], ref=work.id
        )
        talk = str((await self.do(desk, asked)).result)
        assert self.talk(talk).direction == "outbound"
        return talk

    async def entry(self, who: str) -> Work | None:
        """What the customer's entry on the list has become."""
        await self.rest()
        works = (await self.hub.campaigns.works("c")).values()
        return next((one for one in works if one.opened and one.opened.customer.id == who), None)

    async def ended(self, desk: Desk, flow: dict[str, Any], talk: str) -> None:
        """What came of it stands with the work."""
        await self.do(desk, w.Press(9, talk=talk, key="wrapped_up"))
        work = (await self.hub.works.look(PREFIX + self.talk(talk).ref)).state
        assert [one.outcome for one in work.tries] == [flow["outcome"]]
        assert (work.closed is not None) == (flow["outcome"] == "reached")


class Flow:
    """One conversation, step by step."""

    def __init__(self, world: Shop, desk: Desk, talk: str, lang: str) -> None:
        self.world, self.desk, self.talk, self.lang = world, desk, talk, lang
        self.clauses: set[str] = set()

    @property
    def shown(self) -> w.Talk:
        return self.world.talk(self.talk)

    async def step(self, step: dict[str, Any]) -> None:
        for verb, value in step.items():
            if verb not in ("has", "open", "result"):
                await getattr(self, f"_{verb}")(value, step)

    async def _customer(self, text: str, step: dict[str, Any]) -> None:
        await self.world.later(2)
        await self.world.customer(self.talk, text)

    async def _say(self, line: str, step: dict[str, Any]) -> None:
        await self.world.later(3)
        advised = {one.line: one for one in self.shown.say}
        assert line in advised, (line, list(advised), list(self.shown.situations))
        saying = advised[line]
        assert set(saying.open) <= set(step.get("open", ())), (line, saying.open)
        self.clauses |= set(saying.clauses)
        text = saying.texts[self.lang]
        for part in step.get("has", ()):
            assert part in text, (part, text)
        await self.world.do(self.desk, w.SaySomething(1, talk=self.talk, text=text))

    async def _agent(self, text: str, step: dict[str, Any]) -> None:
        await self.world.later(3)
        await self.world.do(self.desk, w.SaySomething(1, talk=self.talk, text=text))

    async def _look(self, asked: list[str], step: dict[str, Any]) -> None:
        await self.world.do(self.desk, w.LookUp(1, talk=self.talk, what=asked[0], key=asked[1]))
        last = [one for one in self.shown.entries.values() if one.kind == "looked_up"][-1]
        assert (last.detail["what"], last.detail.get("result", "matches")) == (asked[0], step["result"])

    async def _done(self, what: str, step: dict[str, Any]) -> None:
        assert what in {one.act for one in self.shown.deeds if one.open}, (what, self.shown.deeds)
        await self.world.do(self.desk, w.MarkDone(1, talk=self.talk, what=what))

    async def _file(self, forms: dict[str, dict[str, str]], step: dict[str, Any]) -> None:
        for form, values in forms.items():
            await self.world.do(self.desk, w.FillForm(1, talk=self.talk, form=form, values=values, file=True))

    async def _refused(self, what: str, step: dict[str, Any]) -> None:
        with pytest.raises(SaywellError) as caught:
            await self.desk.do(w.MarkDone(1, talk=self.talk, what=what))
        assert caught.value.code == "desk.locked" and caught.value.fields["clauses"]

    async def _picks_up(self, text: str, step: dict[str, Any]) -> None:
        await self.world.hub.report(self.talk, i.Answered(0))
        await self.world.later(1)
        await self.world.customer(self.talk, text)

    async def _later(self, seconds: float, step: dict[str, Any]) -> None:
        await self.world.later(seconds)

    async def _hang_up(self, who: str, step: dict[str, Any]) -> None:
        await self.world.hub.report(self.talk, i.HungUp(0, by=who))  # type: ignore[arg-type]
        await self.world.rest()

    async def _now(self, wanted: dict[str, Any], step: dict[str, Any]) -> None:
        shown = self.shown
        assert set(wanted.get("situations", ())) <= set(shown.situations), list(shown.situations)
        assert set(wanted.get("deeds", ())) <= {one.act for one in shown.deeds if one.open}, shown.deeds
        assert set(wanted.get("locked", ())) <= {one.act for one in shown.deeds if not one.open}, shown.deeds
        for form, values in wanted.get("form", {}).items():
            suggested = shown.forms[form].suggested
            assert {name: suggested.get(name) for name in values} == values


@pytest.mark.parametrize(("flow", "kept"), BOTH)
def test_the_desk_leads_through(flow: dict[str, Any], kept: bool, tmp_path: Path) -> None:
    async def whole() -> None:
        world = Shop(tmp_path, flow["centre"], kept=kept)
        await world.open()
        try:
            desk = world.desk("1")
            await world.do(desk, status(desk, "idle"))
            talk = await (world.begun if "list" in flow else world.came)(desk, flow)
            played = Flow(world, desk, talk, flow.get("lang", "zh-Hans"))
            for step in flow["steps"]:
                await played.step(step)
            if world.talk(talk).over is None:
                await world.hub.report(talk, i.HungUp(0, by="customer"))
                await world.rest()
            shown = world.talk(talk)
            verdicts = {clause: one.verdict for one in shown.findings for clause in one.clauses}
            met = {clause for one in shown.findings if one.verdict == "met" for clause in one.clauses}
            faults = {clause for one in shown.findings if one.verdict in ("missed", "broken") for clause in one.clauses}
            assert set(flow.get("asked", ())) <= played.clauses, played.clauses
            assert set(flow.get("met", ())) <= met, {one: verdicts.get(one) for one in flow["met"]}
            assert faults == set(flow.get("faults", ())), faults
            if "list" in flow:
                await world.ended(desk, flow, talk)
            assert world.hub.troubles == []
        finally:
            await world.close()

    asyncio.run(asyncio.wait_for(whole(), 120))
