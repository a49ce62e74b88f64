"""What webhooks tell of work after conversations; see `saywell.desk.hooks.told`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from saywell.desk.hooks.told import Told
from saywell.desk.hub import Hub
from saywell.desk.wire import Wire
from saywell.followup import events as e
from saywell.followup.decide import PREFIX
from saywell.followup.fold import fold
from saywell.followup.state import Work
from saywell.storage.interface import Record


class FollowUp(Wire, frozen=True):
    """A piece of work as it stood after the event. `kind`: promise, ticket, lead, repair, callback; `what`: the entry
    of the standard; `late`: its time ran out; `kept`: whether the customer had the answer in time; `level`: how far up
    it went; `outcome`: how it ended; `customer`: the name."""

    work: str
    kind: str
    what: str
    talk: str
    owner: str
    department: str
    at: int
    due: int | None = None
    late: bool = False
    kept: bool | None = None
    level: str = ""
    stage: str = ""
    outcome: str = ""
    customer: str = ""


async def happened(hub: Hub, record: Record) -> Told:
    """Something happened to a piece of work; it is told as it stood then, whatever came after."""
    id = record.stream.removeprefix(PREFIX)
    work = Work(id)
    for one in await hub.store.read(record.stream):
        if one.number <= record.number:
            work = fold(work, hub.works.decider.load(one))
    opened = work.opened
    if opened is None:
        return None
    data = FollowUp(
        work=id, kind=opened.kind, what=opened.what, talk=opened.source.talk, owner=work.owner,
        department=work.department, at=record.at, due=work.due, late=work.late, kept=work.kept,
        level=work.level or "", stage=work.stage, outcome=work.outcome, customer=opened.customer.name,
    )  # fmt: skip
    return opened.centre, opened.source.talk, data


def only(test: Callable[[e.AnyEvent], bool]) -> Callable[[Hub, Record], Awaitable[Told]]:
    """The same, of events that pass a test."""

    async def tested(hub: Hub, record: Record) -> Told:
        return await happened(hub, record) if test(hub.works.decider.load(record)) else None

    return tested


lapsed = only(lambda event: type(event) is e.Lapsed and event.clock == "due")
"""The customer did not have the answer in time."""
