"""Orders as a shop knows them: where one stands, whether what left the warehouse is what was ordered, and which orders
want somebody's attention. Pure.

An order is a row with the shop's own fields, and among them what is read here:

    id, item, status           number, what was ordered in short, the shop's word for where it stands
    ordered, paid, shipped, due, signed, reviewed   instants, each only where it is known
    stars, review              what the customer wrote of it: 1-5, words
    courier, tracking, place   who carries it, under which number, where it was seen last
    lines, outbound            what was ordered and what left the warehouse: [{sku, item, colour, quantity, unit}]
    events                     its way, the oldest first: [{at, place, text}]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from saywell.kernel.time import DAY, HOUR, MINUTE, Duration, Instant

Row: TypeAlias = dict[str, Any]
"""A record of a shop."""
Wanting = Literal["unpaid", "placed", "signed", "reviewed", "stalled", "late"]
KINDS: tuple[Wanting, ...] = get_args(Wanting)
STATES = ("unpaid", "paid", "not_updated", "in_transit", "stalled", "late", "signed")
"""Where an order stands: ordered and not paid, paid and not shipped, shipped without a sign of it yet, on its way,
seen nowhere new for too long, past its date, signed for."""
_UNPAID = frozenset(("unpaid", "pending", "pending_payment", "awaiting_payment", "待付款", "未付款", "待支付"))
_PAID = frozenset(("paid", "packing", "processing", "已付款", "待发货", "待發貨", "备货中"))
_MOVING = frozenset(("shipped", "in_transit", "delayed", "已发货", "已發貨", "运输中", "運輸中"))
_SIGNED = frozenset(("delivered", "signed", "done", "completed", "已签收", "已簽收", "已完成"))


class Limits(NamedTuple):
    """After how long an order wants attention; `zone` decides what yesterday was."""

    unpaid_after: Duration = 30 * MINUTE
    unpaid_until: Duration = 3 * DAY
    fresh: Duration = 24 * HOUR
    stalled_after: Duration = 48 * HOUR
    shipped_until: Duration = 30 * DAY
    zone: tzinfo = UTC


USUAL = Limits()


class Difference(NamedTuple):
    """What is wrong with what was sent. `kind`: wrong (other goods), colour, missing, extra."""

    kind: Literal["wrong", "colour", "missing", "extra"]
    ordered: Any
    sent: Any


def state_of(order: Mapping[str, Any], now: Instant, limits: Limits = USUAL) -> str:
    """One of STATES; empty where the row does not tell."""
    status = str(order.get("status") or "").strip().lower()
    if order.get("signed") or status in _SIGNED:
        return "signed"
    moving = bool(order.get("shipped") or order.get("events")) or status in _MOVING
    if not moving:
        if status in _UNPAID or (status == "" and "paid" in order and not order["paid"]):
            return "unpaid"
        return "paid" if order.get("paid") or status in _PAID else ""
    seen = seen_at(order)
    if not order.get("events"):
        shipped = seen if seen is not None else now
        return "not_updated" if now - shipped < limits.stalled_after else "stalled"
    if seen is not None and now - seen >= limits.stalled_after:
        return "stalled"
    due = order.get("due")
    return "late" if isinstance(due, int) and due < now else "in_transit"


def seen_at(order: Mapping[str, Any]) -> Instant | None:
    """When the parcel was seen last."""
    events = order.get("events") or ()
    last = events[-1].get("at") if events else None
    found = last if last is not None else order.get("shipped")
    return found if isinstance(found, int) else None


def signed_at(order: Mapping[str, Any]) -> Instant | None:
    """When it was signed for; the last sign of it where the shop keeps no instant of its own."""
    signed = order.get("signed")
    return signed if isinstance(signed, int) and not isinstance(signed, bool) else seen_at(order)


def compared(order: Mapping[str, Any]) -> tuple[Difference, ...] | None:
    """How what left the warehouse differs from what was ordered; None where nothing is known of what left it."""
    sent = _goods(order.get("outbound"))
    if not sent:
        return None
    ordered = _goods(order.get("lines")) or _goods([{"item": order.get("item"), "quantity": order.get("quantity")}])
    wanted, came = _counted(ordered), _counted(sent)
    lacking = [(key, line) for key, line in wanted.items() if _count(came.get(key)) < _count(line)]
    more = {key: line for key, line in came.items() if _count(wanted.get(key)) < _count(line)}
    out: list[Difference] = []
    rest: list[Row] = []
    for key, line in lacking:
        other = next((one for one in more if one[0] == key[0]), None)
        if other is not None:
            out.append(Difference("colour", line, more.pop(other)))
        else:
            rest.append(line)
    left = list(more.values())
    for line in rest:
        out.append(Difference("wrong", line, left.pop(0)) if left else Difference("missing", line, None))
    return (*out, *(Difference("extra", None, line) for line in left))


def _goods(value: Any) -> list[Row]:
    """Lines of goods; a single one stands for a list of one."""
    rows = [value] if isinstance(value, Mapping) else list(value or ())
    return [dict(one) for one in rows if isinstance(one, Mapping) and (one.get("item") or one.get("sku"))]


def _counted(lines: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """Lines by goods and colour; those of the same goods together."""
    out: dict[tuple[str, str], Row] = {}
    for line in lines:
        key = (str(line.get("sku") or _name(line.get("item"))).strip().lower(), _name(line.get("colour")))
        known = out.get(key)
        out[key] = line if known is None else {**known, "quantity": _count(known) + _count(line)}
    return out


def _name(item: Any) -> str:
    if isinstance(item, Mapping):
        return str(item.get("zh-Hans") or next(iter(item.values()), ""))
    return str(item or "")


def _count(line: Mapping[str, Any] | None) -> float:
    if line is None:
        return 0
    quantity = line.get("quantity")
    return float(quantity) if isinstance(quantity, int | float) else 1


def judged(order: Row, now: Instant, limits: Limits = USUAL) -> Row:
    """The order with what follows from its facts: `state`, `place` where it was seen last, `differs`: how what was sent
    differs, an empty list where it agrees, absent where nothing is known of it."""
    out = dict(order)
    state = state_of(order, now, limits)
    if state:
        out["state"] = state
    events = order.get("events") or ()
    if events and events[-1].get("place"):
        out["place"] = events[-1]["place"]
    found = compared(order)
    if found is not None:
        out["differs"] = [one._asdict() for one in found]
    return out


def result_of(order: Mapping[str, Any] | None) -> Literal["matches", "differs", "missing"]:
    """The result of a look-up of a judged order."""
    if order is None:
        return "missing"
    return "differs" if order.get("differs") else "matches"


# -- which orders want attention -----------------------------------------------------------------------------------


class Span(NamedTuple):
    """From and before when something happened."""

    since: Instant
    until: Instant


def span_of(kind: Wanting, now: Instant, limits: Limits = USUAL) -> Span:
    """When that must have happened for which an order wants attention: it was ordered (unpaid), paid (placed), signed
    for (signed: yesterday), reviewed (since yesterday began), shipped (stalled, late)."""
    match kind:
        case "unpaid":
            return Span(now - limits.unpaid_until, now - limits.unpaid_after)
        case "placed":
            return Span(now - limits.unpaid_until, now)
        case "signed" | "reviewed":
            today = datetime.fromtimestamp(now / 1000, limits.zone).replace(hour=0, minute=0, second=0, microsecond=0)
            return Span(_at(today - timedelta(days=1)), _at(today) if kind == "signed" else now)
        case _:
            return Span(now - limits.shipped_until, now)


def _at(moment: datetime) -> Instant:
    return round(moment.timestamp() * 1000)


def wants(order: Mapping[str, Any], kind: Wanting, now: Instant, limits: Limits = USUAL) -> bool:
    """Whether an order wants attention of a kind at `now`: unpaid for so long, paid and not shipped, signed for
    yesterday, reviewed, seen nowhere new for so long, past its date."""
    state = state_of(order, now, limits)
    since, until = span_of(kind, now, limits)
    if kind == "unpaid":
        ordered = order.get("ordered")
        return state == "unpaid" and isinstance(ordered, int) and since <= ordered <= until
    if kind == "placed":
        paid = order.get("paid") or order.get("ordered")
        return state == "paid" and isinstance(paid, int) and since <= paid <= until
    if kind == "reviewed":
        reviewed = order.get("reviewed")
        return isinstance(reviewed, int) and since <= reviewed <= until
    if kind == "signed":
        signed = signed_at(order)
        return state == "signed" and signed is not None and since <= signed < until
    if kind == "stalled":
        return state == "stalled"
    due = order.get("due")
    return state in ("late", "stalled") and isinstance(due, int) and due < now


def wanting(orders: Sequence[Row], kind: Wanting, now: Instant, limits: Limits = USUAL) -> list[Row]:
    """Those of the orders that want attention, judged."""
    return [judged(one, now, limits) for one in orders if wants(one, kind, now, limits)]
