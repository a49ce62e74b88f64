"""What is known of a conversation that the slots of lines ask for. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from saywell.conversation.plan import Plan
from saywell.conversation.state import State
from saywell.desk.orders import slots_from
from saywell.desk.talk import Known
from saywell.kernel.locale import Locale
from saywell.kernel.time import HOUR, Instant
from saywell.language.fold import fold_characters
from saywell.standard.calendar import Calendar
from saywell.standard.fill import fill

WEEKEND = {"zh-Hans": "周末", "zh-Hant": "週末", "en": "weekend"}
GREETING = {
    "zh-Hans": ("早上好", "下午好", "晚上好"),
    "zh-Hant": ("早安", "午安", "晚安"),
    "en": ("Good morning", "Good afternoon", "Good evening"),
}
_TITLES = {"先生": "Mr", "女士": "Ms", "小姐": "Miss", "太太": "Mrs"}
WORDS = ("platform", "shop_name", "hotline", "contact_us", "courier", "ship_by_time", "ship_by_hour", "product_type")
"""Slots that a centre fills for all its conversations."""
_KINDS = ("phone", "account", "order")


def slots_of(
    plan: Plan,
    state: State,
    locale: Locale,
    now: Instant,
    agent_now: tuple[str, str] = ("", ""),
    order: Mapping[str, Any] = MappingProxyType({}),
    told: Known | None = None,
) -> dict[str, str]:
    """By slot what is known at `now`, in a language; what is not known is absent. `agent_now`: number and name of who
    has the conversation now, where that is not who it opened for. `order`: the one that was looked up last.
    `told`: who the customer is, as the shop knows it; what is said in the conversation goes before that."""
    opened = state.opened
    facts = opened.facts if opened is not None else {}
    agent = opened.agent if opened is not None else None
    hour = ((now + _offset(plan.calendar, now)) // HOUR) % 24
    part = 0 if hour < 12 else 1 if hour < 18 else 2
    shop = told if told is not None else Known(0)
    surname, title = surname_of(state) or shop.surname, state.title or shop.title
    if locale == "en":
        title = _TITLES.get(title, title)
        whole = " ".join(one for one in (title, surname) if one)
    else:
        whole = surname + title
    colleague = state.colleague.number if state.colleague is not None else ""
    known = {
        "greeting_time": GREETING[locale][part],
        "company": _text(facts.get("company"), locale) or plan.standard.title.get(locale, ""),
        "agent_name": agent_now[1] or (agent.name if agent else None) or "",
        "agent_number": agent_now[0] or (agent.number if agent else None) or "",
        "holiday": str(facts.get("holiday") or WEEKEND[locale]),
        "surname": surname,
        "title": title,
        "customer_name": whole,
        "phone": shop.phone,
        "account": shop.account,
        "colleague_number": colleague if colleague.isalnum() else "",
        **{slot: _text(facts.get(slot), locale) for slot in WORDS},
        **slots_from(order, locale, now, plan.calendar.zone),
        **{kind: value for kind, value in state.given.items() if kind in _KINDS and not (kind == "order" and order)},
    }
    return {slot: value for slot, value in known.items() if value}


def worded(text: str, slots: Mapping[str, str], locale: Locale) -> str:
    """A line with what is known in its slots. In English nobody is addressed by a title alone."""
    if locale == "en" and "{title}" in text and "{surname}" not in text and slots.get("surname"):
        slots = {**slots, "title": slots.get("customer_name", "")}
    return fill(text, slots)


def surname_of(state: State) -> str:
    """The customer's surname as it is written where that is known; a key has script and case folded."""
    known = state.opened.customer if state.opened is not None else None
    key = state.surname or ""
    if known is not None and known.surname is not None and key == known.key:
        return known.surname
    whole = known.name if known is not None and known.name is not None else ""
    start = fold_characters(whole).lower().find(key)
    if start >= 0:
        return whole[start : start + len(key)]
    return key.title() if key.isascii() else key


def _text(value: Any, locale: Locale) -> str:
    if isinstance(value, dict):
        return str(value.get(locale) or next(iter(value.values()), ""))
    return str(value or "")


def _offset(calendar: Calendar, now: Instant) -> int:
    offset = calendar.zone.utcoffset(datetime.fromtimestamp(now / 1000, UTC).replace(tzinfo=None))
    return int(offset.total_seconds() * 1000) if offset is not None else 0
