"""Orders at the desk: the figures of a standard by which they are judged, and what a looked-up order puts into the
slots of lines and the fields of forms. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from saywell.conversation import inputs as i
from saywell.desk.book import ORDERS
from saywell.desk.talk import Live, Ready
from saywell.followup.orders import Limits, Row, signed_at
from saywell.kernel.locale import Locale
from saywell.kernel.time import DAY, Duration, Instant

_TEXTS = ("courier", "tracking", "recipient", "address", "phone", "invoice_title", "to_city")


def limits_of(ready: Ready) -> Limits:
    """After how long an order wants attention, by the figures of the centre's standard."""
    numbers = ready.standard.numbers

    def figure(name: str, default: Duration) -> Duration:
        found = numbers.get(name)
        return found.ms() if found is not None else default

    usual = Limits()
    return Limits(
        unpaid_after=figure("order_unpaid_after", usual.unpaid_after),
        unpaid_until=figure("order_unpaid_until", usual.unpaid_until),
        stalled_after=figure("order_stalled_after", usual.stalled_after),
        shipped_until=usual.shipped_until,
        zone=ready.calendar.zone,
    )


def looked_up(live: Live) -> Row:
    """The order that was looked up last in the conversation; an empty one where none was found."""
    for got in reversed(live.inputs):
        if type(got) is i.LookedUp and got.what in ORDERS and got.result in ("matches", "differs"):
            return got.fields
    return {}


def slots_from(order: Mapping[str, Any], locale: Locale, now: Instant, zone: tzinfo) -> dict[str, str]:
    """By slot what an order tells, in a language."""
    if not order:
        return {}
    lines = order.get("lines") or ()
    first: Mapping[str, Any] = lines[0] if lines else {}
    events: Sequence[Mapping[str, Any]] = order.get("events") or ()
    known: dict[str, Any] = {
        "order": order.get("id"),
        "item": order.get("item") or first.get("item"),
        "quantity": first.get("quantity") or order.get("quantity"),
        "unit": first.get("unit") or order.get("unit"),
        "hub": order.get("place"),
        "from_city": events[0].get("place") if events else None,
        "sent_item": _sent(order),
        **{name: order.get(name) for name in _TEXTS},
    }
    shipped, due = order.get("shipped"), order.get("due")
    if isinstance(due, int) and isinstance(shipped, int):
        known["transit_days"] = max(1, -(-(due - shipped) // DAY))
    if isinstance(due, int) and due > now:
        known["days"] = max(1, -(-(due - now) // DAY))
    seen = signed_at(order) if order.get("state") == "signed" else due
    known["date"] = day_in(seen, locale, zone) if isinstance(seen, int) else None
    return {name: text for name, value in known.items() if (text := text_in(value, locale))}


def told_by(order: Mapping[str, Any], zone: tzinfo) -> dict[str, str]:
    """By field of a form what an order tells, in the words of the shop."""
    if not order:
        return {}
    slots = slots_from(order, "zh-Hans", 0, zone)
    names = ("order", "item", "quantity", "courier", "tracking", "recipient", "address", "phone", "invoice_title")
    out = {name: slots[name] for name in names if name in slots}
    if "sent_item" in slots:
        out["sent"] = slots["sent_item"]
    return out


def _sent(order: Mapping[str, Any]) -> Any:
    """What came instead of what was ordered."""
    for one in order.get("differs") or ():
        if one.get("sent"):
            return one["sent"].get("item")
    return None


def text_in(value: Any, locale: Locale) -> str:
    """A value of a row in a language."""
    if isinstance(value, Mapping):
        return str(value.get(locale) or next(iter(value.values()), ""))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def day_in(at: Instant, locale: Locale, zone: tzinfo) -> str:
    """A day as it is said: 11月20日, 20 November."""
    moment = datetime.fromtimestamp(at / 1000, zone)
    if locale == "en":
        return f"{moment.day} {_MONTHS[moment.month - 1]}"
    return f"{moment.month}月{moment.day}日"


_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
