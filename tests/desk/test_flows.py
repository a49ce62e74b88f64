"""Orders from the first word to the end: every flow and branch at the desk, led by its advice, on a real database.

The flows lie in flows.yaml. A step is one of: `customer` says a text; `say`: the agent says that line, which must be
advised with no slot left open but those of `open`, and must have in it what `has` names; `agent` says a text of their
own; `look`: what and number, with the `result` that must come; `done`; `refused`: what may not be done yet; `later`:
seconds; `hang_up`. `now`: what must be going on (situations), offered (deeds), locked, and suggested in forms.
"""

from __future__ import annotations

import asyncio
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
from saywell.desk.hub import Hub
from saywell.kernel.errors import SaywellError
from saywell.storage.memory import MemoryStore
from tests.desk.world import Clock, World, build, person, status

FLOWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "flows.yaml").read_text(encoding="utf-8"))


class Shop(World):
    """A centre of the demonstration with its own database."""

    def __init__(self, folder: Path, centre: str) -> None:
        super().__init__(MemoryStore(), Clock(), centre)
        self.world = read_world(self.clock())
        make_shops(folder, {centre: self.world.book.people(centre)})
        self.reach = Connections(folder, {})
        self.hub = Hub(self.store, self.clock, build, self.reach)
        self.reach.hub = self.hub

    def desk(self, number: str, *roles: w.Role) -> Desk:
        """The agent has a name, as the greeting wants it."""
        me = msgspec.structs.replace(person(number, *roles, centres=(self.centre,)), name="小信")
        return Desk(self.hub, me, self.centre, "en")

    async def open(self) -> None:
        await self.hub.set_setting(next(one for one in self.world.settings if one.id == self.centre))
        await self.hub.start()


class Flow:
    """One conversation, step by step."""

    def __init__(self, world: Shop, desk: Desk, talk: str, lang: str) -> None:
        self.world, self.desk, self.talk, self.lang = world, desk, talk, lang

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

    async def _refused(self, what: str, step: dict[str, Any]) -> None:
        with pytest.raises(SaywellError) as caught:
            await self.desk.do(w.MarkDone(1, talk=self.talk, what=what))
        assert caught.value.code == "desk.locked" and caught.value.fields["clauses"]

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


@pytest.mark.parametrize("flow", FLOWS, ids=[str(one["name"]).replace(" ", "-") for one in FLOWS])
def test_the_desk_leads_through(flow: dict[str, Any], tmp_path: Path) -> None:
    async def whole() -> None:
        world = Shop(tmp_path, flow["centre"])
        await world.open()
        try:
            desk = world.desk("1")
            await world.do(desk, status(desk, "idle"))
            talk = await world.call(flow.get("channel", "chat"), person=flow["person"])
            await world.do(desk, w.Take(1, talk=talk))
            customer = world.talk(talk).customer
            assert customer.id == flow["person"] and not customer.trouble
            played = Flow(world, desk, talk, flow.get("lang", "zh-Hans"))
            for step in flow["steps"]:
                await played.step(step)
            await world.hub.report(talk, i.HungUp(0, by="customer"))
            await world.rest()
            shown = world.talk(talk)
            verdicts = {clause: one.verdict for one in shown.findings for clause in one.clauses}
            met = {clause for one in shown.findings if one.verdict == "met" for clause in one.clauses}
            faults = {clause for one in shown.findings if one.verdict in ("missed", "broken") for clause in one.clauses}
            assert set(flow.get("met", ())) <= met, {one: verdicts.get(one) for one in flow["met"]}
            assert faults == set(flow.get("faults", ())), faults
            assert world.hub.troubles == []
        finally:
            await world.hub.stop()
            await world.store.close()

    asyncio.run(asyncio.wait_for(whole(), 120))
