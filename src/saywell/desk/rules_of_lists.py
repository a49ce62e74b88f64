"""Who is to be called by a rule: what was signed for, is unpaid, or was closed yesterday."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from saywell.conversation.inputs import Purpose
from saywell.followup import events as e
from saywell.followup.campaigns import Entry
from saywell.followup.decide import PREFIX
from saywell.followup.orders import KINDS, Row
from saywell.followup.state import Work
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import DAY

if TYPE_CHECKING:
    from saywell.desk.hub import Hub

Rule = Literal["signed", "unpaid", "stalled", "late", "complaint_closed", "question_closed", "repair_closed"]
RULES: tuple[Rule, ...] = get_args(Rule)
ORDERS = KINDS
"""Rules that the shop answers."""
PURPOSES: dict[str, Purpose] = {
    "signed": "delivery", "unpaid": "unpaid_order", "stalled": "delivery", "late": "delivery",
    "complaint_closed": "complaint", "question_closed": "survey", "repair_closed": "survey",
}  # fmt: skip
"""What a rule is for, if nothing else is said."""


async def entries_of(hub: Hub, centre: str, rule: str) -> list[Entry]:
    """Those to whom a rule applies now. Raises `campaign.rule` for one that is not known."""
    if rule not in RULES:
        raise SaywellError("campaign.rule", rule=rule, known=", ".join(RULES))
    if rule in ORDERS:
        return [one for row in await hub.orders_wanting(centre, rule) if (one := of_order(row, rule)) is not None]
    return await closed_yesterday(hub, centre, rule.removesuffix("_closed"))


def of_order(row: Row, rule: str) -> Entry | None:
    """Whoever an order is for; None where the shop knows no number."""
    id, phone = str(row.get("id") or ""), str(row.get("phone") or "")
    if not id or not phone:
        return None
    customer = e.Customer(id=str(row.get("customer_id") or ""), name=str(row.get("customer") or ""), phone=phone)
    known = {key: str(row[key]) for key in ("item", "tracking", "courier", "place") if row.get(key)}
    return Entry(key=f"{rule}:{id}", customer=customer, why=str(row.get("item") or id), fields={"order": id, **known})


async def closed_yesterday(hub: Hub, centre: str, what: str) -> list[Entry]:
    """Customers whose tickets were closed yesterday, by the calendar of the centre."""
    day = hub.day(centre, hub.clock() - DAY)
    return [
        of_work(work)
        for work in await works_of(hub, centre)
        if work.opened is not None
        and (work.opened.what == what or (what == "repair" and work.opened.kind == "repair"))
        and work.closed is not None
        and work.outcome in ("done", "won")
        and hub.day(centre, work.closed) == day
        and work.opened.customer.phone
    ]


async def works_of(hub: Hub, centre: str) -> list[Work]:
    """All work of a centre that did not come from a list."""
    out = []
    for stream in await hub.store.streams(PREFIX):
        work = (await hub.works.seen(stream)).state
        if work.opened is not None and work.opened.centre == centre and not work.opened.campaign:
            out.append(work)
    return out


def of_work(work: Work) -> Entry:
    """Whoever a piece of work is for, to be called about it."""
    opened = work.opened
    assert opened is not None
    why = work.fields.get("text") or opened.about or opened.source.words
    source = e.Source(talk=opened.source.talk)
    return Entry(key=f"work:{work.id}", customer=opened.customer, why=why, of=work.id, source=source)
