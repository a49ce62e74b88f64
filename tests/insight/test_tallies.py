"""Promises kept, and what else work counts as: one definition, by day and by person, opening to its conversations."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from saywell.desk.facts import source_of
from saywell.followup import inputs as f
from saywell.followup.decide import PREFIX
from saywell.followup.events import Outcome, Source
from saywell.insight.lists import Wanted, listed
from saywell.insight.measures import measures
from saywell.insight.projector import Projector
from saywell.insight.reports import Choice, Report, report
from saywell.insight.sheets import titled
from saywell.insight.views import Views
from saywell.insight.works import Tallied, WantedWork, listed_works
from saywell.kernel.time import HOUR
from tests.desk.world import World, run


async def promised(world: World, id: str, hours: int, **more: Any) -> None:
    given = {"by": "1", "owner": "1", "what": "question", "centre": "cc", "about": "x", "channel": "phone", **more}
    await world.hub.works.send(PREFIX + id, f.Open(due=world.clock() + hours * HOUR, **given))


def living(act: Callable[[World, Views, Projector], Awaitable[None]], standard: str) -> None:
    async def whole(world: World) -> None:
        views = Views()
        await views.start()
        projector = Projector(world.store, views, source_of(world.hub), trouble=world.hub.trouble)
        await projector.start()
        try:
            async with asyncio.timeout(100):
                await act(world, views, projector)
        finally:
            await projector.stop()
            await views.close()

    run(whole, standard=standard)


async def figures(world: World, views: Views, projector: Projector, **more: str) -> Report:
    assert await projector.caught_up(30)
    day = world.hub.calendar(world.centre).local_date(world.clock()).toordinal()
    return await report(views, Choice(centre=world.centre, first=day - 7, last=day, **more))


def test_promises_are_kept_broken_moved_or_still_overdue() -> None:
    async def act(world: World, views: Views, projector: Projector) -> None:
        talk = await world.call("chat")
        await promised(world, "kept", 2, source=Source(talk=talk))
        await promised(world, "late", 1, owner="2")
        await promised(world, "overdue", 1, owner="2", channel="chat")
        await promised(world, "moved", 1)
        await promised(world, "waits", 40)
        await world.hub.works.send(PREFIX + "moved", f.Promise("1", due=world.clock() + 5 * HOUR))
        await world.later(1800)
        await world.hub.works.send(PREFIX + "kept", f.Answer("1", text="told"))
        await world.later(3600)
        for id in ("late", "moved"):
            await world.hub.works.send(PREFIX + id, f.Answer("2", text="told"))
        await world.rest()
        found = await figures(world, views, projector)
        got = {id: one.value for id, one in found.figures.items()}
        assert (got["promises"], got["promises_broken"], got["promises_overdue"]) == (5, 2, 1)
        assert got["promises_kept"] == pytest.approx(2 / 4) and got["promises_moved"] == pytest.approx(1 / 5)
        by = {line.key: line.values["promises_kept"] for line in found.by["agent"]}
        days = [one.values["promises"] for one in found.days]
        assert sum(one or 0 for one in days) == 5 and by.get("2", 0) in (0, None)
        chats = await figures(world, views, projector, channel="chat")
        assert chats.figures["promises"].value == 1 and chats.figures["promises_kept"].value == 0
        other = await figures(world, views, projector, product="desk")
        assert other.figures["promises_kept"].value is None
        page = await listed(views, Wanted(centre="cc", only="promise_over"))
        assert [one.id for one in page.rows] == [talk]
        await world.hub.erase_works("cc", ["overdue"])
        again = await figures(world, views, projector)
        assert again.figures["promises_overdue"].value == 0 and again.figures["promises"].value == 4

    living(act, "cc")


def test_promises_are_split_by_department_and_kind_and_each_part_opens_to_its_work() -> None:
    async def act(world: World, views: Views, projector: Projector) -> None:
        for id, what in (("q1", "question"), ("q2", "question"), ("c1", "complaint")):
            await promised(world, id, 2, what=what)
        for id in ("q1", "c1"):
            await world.hub.works.send(PREFIX + id, f.Dispatch("1", department="care"))
        await world.hub.works.send(PREFIX + "q1", f.Answer("1", text="told"))
        await world.later(3 * 3600)
        await world.rest()
        found = await figures(world, views, projector)
        kinds = {line.key: line for line in found.works["what"]}
        departments = {line.key: line for line in found.works["department"]}
        asked = departments["care"].values
        assert (departments["care"].works, asked["promises"]) == (2, 2)
        assert asked["promises_kept"] == pytest.approx(1 / 2)
        assert kinds["question"].values["promises_broken"] == 1 and kinds["complaint"].values["promises_kept"] == 0
        assert kinds["complaint"].before == 0 and kinds["question"].values["repairs_done"] is None
        for split, lines in found.works.items():
            # What stands in the parts is together what stands in the whole, and opens to as much.
            for measure in (one for one in measures() if one.of_work and one.unit == "count"):
                parts = [line.values[measure.id] or 0 for line in lines]
                assert sum(parts) == found.figures[measure.id].value, (split, measure.id)
                for line, value in zip(lines, parts, strict=True):
                    shown = await opened(views, found, measure.opens, **{split: line.key})
                    assert len(shown) == value, (split, line.key, measure.id)
            assert sum(line.works for line in lines) == len(await opened(views, found, "any"))
        assert await opened(views, found, "promise_kept", department="care") == ["q1"]
        assert await opened(views, found, "promise", channel="chat") == []
        nothing = await figures(world, views, projector, product="desk")
        assert nothing.works == {"department": (), "what": ()}
        table = next(one for one in titled(found, "x", {}, "en", {}).sheets if one.kind == "department")
        assert table.heads[:3] == ("Department", "Pieces of work", "Promises") and len(table.rows) == len(departments)

    living(act, "cc")


async def opened(views: Views, found: Report, name: str, **more: str) -> list[str]:
    """The work that a figure of a report opens to."""
    first, last = (date.fromisoformat(day).toordinal() for day in (found.first, found.last))
    tallied = Tallied(name, first, last, channel=more.pop("channel", None))
    page = await listed_works(views, WantedWork(centre=found.centre, status="all", tallied=tallied, **more))  # type: ignore[arg-type]
    return sorted(json.loads(body)["id"] for body in page.bodies)


def test_leads_repairs_complaints_and_calls_count_as_what_became_of_them() -> None:
    async def act(world: World, views: Views, projector: Projector) -> None:
        works = world.hub.works
        for id in ("quick", "slow"):
            await works.send(PREFIX + id, f.Open(by="1", owner="1", what="lead", centre="rent", about="x"))
        await works.send(PREFIX + "quick", f.Acknowledge("1"))
        for id in ("done", "open"):
            await works.send(PREFIX + id, f.Open(by="1", owner="1", what="repair", centre="rent", about="x"))
        await works.send(PREFIX + "done", f.Close("1", outcome="done"))
        tries: dict[str, Outcome] = {"a": "reached", "b": "not_home", "c": "not_home", "d": "reached"}
        for id, outcome in tries.items():
            await works.send(PREFIX + id, f.Open(by="1", owner="1", what="callback", centre="rent", about="x"))
            await works.send(PREFIX + id, f.Try("1", outcome=outcome))
        await world.later(3 * 24 * 3600)
        await works.send(PREFIX + "slow", f.Acknowledge("1"))
        await world.rest()
        got = (await figures(world, views, projector)).figures
        assert got["leads_confirmed"].value == pytest.approx(1 / 2)
        assert got["repairs_done"].value == pytest.approx(1 / 2)
        assert got["reached"].value == pytest.approx(2 / 4)
        assert got["complaints_answered"].value is None

    living(act, "rent")
