"""Webhooks tell of work after conversations as it stood when it happened."""

from __future__ import annotations

from saywell.desk.hooks.kinds import BY_RECORD, Fact
from saywell.desk.hooks.told_work import FollowUp
from saywell.followup import inputs as f
from saywell.followup.decide import PREFIX
from saywell.followup.events import Customer
from saywell.kernel.time import HOUR
from tests.desk.world import World, run


def test_each_step_of_a_complaint_is_told_once_as_it_stood() -> None:
    async def act(world: World) -> None:
        opening = f.Open(
            what="question", centre="cc", about="x", due=world.clock() + 2 * HOUR, owner="1",
            customer=Customer(name="王先生"),
        )  # fmt: skip
        await world.hub.works.send(PREFIX + "w", opening)
        await world.later(2 * 3600 + 1)
        await world.hub.works.send(PREFIX + "w", f.Answer("1", text="told"))
        found: list[tuple[str, Fact]] = []
        for record in await world.store.read(PREFIX + "w"):
            for kind in BY_RECORD.get(record.kind, ()):
                fact = await kind.make(world.hub, record)
                assert fact is not None and kind.personal == ("customer",)
                found.append((kind.type.removeprefix("saywell.followup."), fact))
        assert [name for name, _ in found] == ["opened", "due", "late", "escalated", "answered", "closed"]
        told = [fact.data for _, fact in found]
        assert all(isinstance(one, FollowUp) and one.work == "w" and one.customer == "王先生" for one in told)
        assert [one.late for one in told if isinstance(one, FollowUp)] == [False, False, True, True, False, False]
        assert {fact.centre for _, fact in found} == {"cc"}

    run(act, standard="cc")
