"""Who is to be called next, as the agent sees it before the call."""

from __future__ import annotations

from contextlib import suppress

from saywell.conversation import inputs as i
from saywell.conversation.advice import advise
from saywell.conversation.decide import step
from saywell.conversation.plan import plan_for
from saywell.conversation.state import State
from saywell.desk import campaign_wire as cw
from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.branches import branches_of
from saywell.desk.calling import facts_from, order_of
from saywell.desk.hub import Hub
from saywell.desk.settings import facts_of
from saywell.desk.view import MOST_SAYINGS, sayings, who_is_it
from saywell.followup import campaigns as cp
from saywell.followup import events as e
from saywell.followup.decide import PREFIX
from saywell.followup.orders import Row, result_of
from saywell.followup.state import Work
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant, format_rfc3339

STANDS_IN = "bank"
"""Whose openings are shown where a standard names calls to customers and its text is cut off (shop-3.1 to 3.3)."""
SHOP = "shop"
_IDENTITY = frozenset({"agent.asks_identity", "agent.asks_for_person"})
"""What an opening of a call to a customer does."""


async def preview_of(hub: Hub, me: w.Me, work: Work) -> cw.Preview:
    """The call that a piece of work asks for."""
    opened = work.opened
    assert opened is not None
    made = (await hub.campaigns.one(opened.campaign)).made
    assert made is not None
    person = w.Person()
    # A shop that does not answer keeps nobody from calling.
    with suppress(SaywellError):
        person = await hub.book.person(opened.centre, opened.customer.id, opened.customer.phone)
    customer = i.Customer(
        surname=person.surname or opened.customer.name or None, title=person.title or None, phone=opened.customer.phone
    )
    standard = hub.setting(opened.centre).standard
    order = None
    with suppress(SaywellError):
        order = await order_of(hub, opened.centre, work)
    history = (await hub.works.look(PREFIX + work.id)).state.history
    return cw.Preview(
        work=work.id,
        campaign=opened.campaign,
        title=made.title,
        purpose=made.purpose,
        survey=made.survey,
        customer=person if person.id else w.Person(name=opened.customer.name, phone=opened.customer.phone),
        phone=opened.customer.phone,
        why=work.fields.get("why", ""),
        fields={key: value for key, value in work.fields.items() if key != "why"},
        tries=tuple(_tried(one) for one in history if isinstance(one, e.Tried | e.Skipped)),
        lines=opening_lines(hub, me, opened.centre, made, customer, order),
        branches=branches_of(hub.setting(opened.centre).company, standard == SHOP),
        of=opened.of,
        talk=opened.source.talk,
        until=work.taken.until if work.taken is not None else 0,
        channel=made.channel,
    )


def _tried(one: e.Tried | e.Skipped) -> cw.Tried:
    if isinstance(one, e.Skipped):
        return cw.Tried(at=one.at, outcome="skipped", by=one.by, note=one.reason)
    return cw.Tried(at=one.at, outcome=one.outcome, by=one.by, talk=one.talk)


def opening_lines(
    hub: Hub, me: w.Me, centre: str, made: cp.Made, customer: i.Customer, order: Row | None = None
) -> tuple[w.Saying, ...]:
    """What the standard of a centre opens a call or a message with; where it has nothing for a call, what another
    has."""
    _, ready = hub.current(centre)
    own = _begun(hub, me, centre, ready, made, customer, order)
    found = _said_first(own, hub.clock())
    if made.channel == "chat" or _asks_who(ready, found):
        return found
    other = t.Ready(hub.original(STANDS_IN), ready.hears, ready.calendar, ready.checks)
    standing = _said_first(_begun(hub, me, centre, other, made, customer, order), hub.clock())
    if ready.standard.id != STANDS_IN and _asks_who(other, standing):
        return standing
    assert own.plan is not None
    return (*who_is_it(own.plan, own, hub.clock()), *found)[:MOST_SAYINGS]


def _asks_who(ready: t.Ready, found: tuple[w.Saying, ...]) -> bool:
    return any(_IDENTITY & set(ready.standard.lines[one.line].moves) for one in found)


def _said_first(live: t.Live, now: Instant) -> tuple[w.Saying, ...]:
    assert live.plan is not None
    return sayings(live.plan, live, advise(live.plan, live.state, now), now)


def _begun(
    hub: Hub, me: w.Me, centre: str, ready: t.Ready, made: cp.Made, customer: i.Customer, order: Row | None
) -> t.Live:
    """The conversation as it would begin."""
    now = hub.clock()
    opening = i.Opened(
        now, id="preview", channel=made.channel, direction="outbound", started=format_rfc3339(now, ready.calendar.zone),
        agent=i.Agent(me.number, me.name), customer=customer, purpose=made.purpose,
        facts={**facts_of(hub.setting(centre)), **facts_from(made)},
    )  # fmt: skip
    plan = plan_for(ready.standard, opening)
    _, state = step(plan, State(), opening)
    if made.channel == "phone":
        _, state = step(plan, state, i.Ringing(now))
    inputs: tuple[i.AnyInput, ...] = (opening,)
    if order is not None:
        looked = i.LookedUp(now, what="order", key=str(order.get("id", "")), result=result_of(order), fields=order)
        _, state = step(plan, state, looked)
        inputs = (opening, looked)
    return t.Live(ready=ready, plan=plan, state=state, inputs=inputs, agent=me.number, agent_name=me.name)
