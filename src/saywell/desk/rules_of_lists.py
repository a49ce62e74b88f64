"""Who is to be called or written to by a rule: what was signed for, is unpaid, was asked and not ordered, or was closed
yesterday."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import msgspec

from saywell.conversation import inputs as i
from saywell.desk import talk as t
from saywell.desk.orders import limits_of, text_in
from saywell.followup import events as e
from saywell.followup.campaigns import Entry
from saywell.followup.decide import PREFIX
from saywell.followup.orders import KINDS, Limits, Row, state_of
from saywell.followup.state import Work
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import DAY

if TYPE_CHECKING:
    from saywell.desk.hub import Hub

Rule = Literal[
    "consulted", "consulted_unpaid", "unpaid", "placed", "signed", "reviewed", "stalled", "late",
    "complaint_closed", "question_closed", "repair_closed",
]  # fmt: skip
RULES: tuple[Rule, ...] = get_args(Rule)
ORDERS = KINDS
"""Rules that the shop answers."""
ASKING = (
    "customer.asks_product", "customer.asks_size", "customer.asks_quality", "customer.bargains",
    "customer.asks_invoice", "customer.asks_courier",
)  # fmt: skip
"""What somebody asks who may want to buy."""
COMPLAINING = ("customer.complains", "customer.complains_agent", "customer.complains_service", "customer.refuses_call")
_KNOWN = ("item", "tracking", "courier", "place", "stars", "review")


async def entries_of(hub: Hub, centre: str, rule: str) -> list[Entry]:
    """Those to whom a rule applies now. Raises `campaign.rule` for one that is not known."""
    if rule not in RULES:
        raise SaywellError("campaign.rule", rule=rule, known=", ".join(RULES))
    if rule in ("consulted", "consulted_unpaid"):
        return await asked_before(hub, centre, unpaid=rule == "consulted_unpaid")
    if rule in ORDERS:
        return [one for row in await hub.orders_wanting(centre, rule) if (one := of_order(row, rule)) is not None]
    return await closed_yesterday(hub, centre, rule.removesuffix("_closed"))


def of_order(row: Row, rule: str) -> Entry | None:
    """Whoever an order is for; None where the shop knows no number."""
    id, phone = str(row.get("id") or ""), str(row.get("phone") or "")
    if not id or not phone:
        return None
    customer = e.Customer(id=str(row.get("customer_id") or ""), name=str(row.get("customer") or ""), phone=phone)
    known = {key: told for key in _KNOWN if (told := text_in(row.get(key), "zh-Hans"))}
    why = known.get("review") or known.get("item") or id
    return Entry(key=f"{rule}:{id}", customer=customer, why=why, fields={"order": id, **known})


async def asked_before(hub: Hub, centre: str, *, unpaid: bool) -> list[Entry]:
    """Customers who asked about goods lately and ordered nothing since, or (`unpaid`) ordered and have not paid."""
    limits, now = limits_of(hub.current(centre)[1]), hub.clock()
    found: dict[str, Entry] = {}
    for talk in await hub.lately(centre, now - limits.unpaid_until, now - limits.unpaid_after):
        live = await hub.live(talk)
        one = await _asked(hub, live, limits, unpaid=unpaid) if _about_goods(live) else None
        if one is not None:
            found[one.customer.id or one.customer.phone] = one
    return list(found.values())


def _about_goods(live: t.Live) -> bool:
    placed, seen = live.placed, live.state.seen
    came = placed is not None and placed.opening.direction == "inbound" and live.state.over is not None
    return came and any(move in seen for move in ASKING) and not any(move in seen for move in COMPLAINING)


async def _asked(hub: Hub, live: t.Live, limits: Limits, *, unpaid: bool) -> Entry | None:
    placed = live.placed
    assert placed is not None
    known = live.known or t.Known(0)
    who, phone = placed.person or known.id, t.phone_of(live) or known.phone
    if not who and not phone:
        return None
    person = await hub.book.person(placed.centre, who, phone)
    since = [order for order in person.orders if int(order.get("ordered") or 0) >= placed.at]
    waits = next((one for one in since if state_of(one, hub.clock(), limits) == "unpaid"), None)
    if (waits is None) if unpaid else bool(since):
        return None
    name = (person.surname + person.title) or person.name or known.surname + known.title
    customer = e.Customer(id=person.id or who, name=name, phone=person.phone or phone)
    source, talk = e.Source(talk=placed.opening.id), placed.opening.id
    if waits is None:
        return Entry(key=f"consulted:{talk}", customer=customer, why=_wanted(live), source=source)
    order = of_order({**waits, "phone": customer.phone}, "consulted_unpaid")
    return msgspec.structs.replace(order, customer=customer, source=source) if order is not None else None


def _wanted(live: t.Live) -> str:
    """What they asked, in their own words."""
    for got in live.inputs:
        heard = got.heard if type(got) is i.Said and got.by == "customer" else None
        if heard is not None and any("customer." + move.id in ASKING for move in heard.moves):
            assert type(got) is i.Said
            return got.text[:200]
    return ""


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
