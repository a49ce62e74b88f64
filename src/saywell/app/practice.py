"""Sets up a practice call: a standard, a scripted customer, the slots of its lines."""

from __future__ import annotations

from pathlib import Path

from saywell.conversation import inputs as i
from saywell.conversation.plan import plan_for
from saywell.exchange.hear import Ear, ear_for
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import Locale
from saywell.kernel.time import HOUR, Instant, format_rfc3339
from saywell.standard.calendar import Calendar
from saywell.standard.compile import SHIPPED, find
from saywell.standard.fill import fill
from saywell.standard.model import Standard
from saywell.trainer.customer import Customer, Persona, read_persona
from saywell.trainer.session import Session

WEEKEND = {"zh-Hans": "周末", "zh-Hant": "週末", "en": "weekend"}
GREETING = {
    "zh-Hans": ("早上好", "下午好", "晚上好"),
    "zh-Hant": ("早安", "午安", "晚安"),
    "en": ("Good morning", "Good afternoon", "Good evening"),
}


def personas(standard: str) -> dict[str, Path]:
    """The scripted customers of a standard, its own and the common ones, by id."""
    folders = (SHIPPED / "common" / "play", find(standard) / "play")
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.yaml"))}


def begin(
    standard: Standard, name: str, customer: str | None, now: Instant, locale: Locale, ear: Ear | None = None
) -> Session:
    """A practice call that rings. `ear`: where it is not the one of the rules alone. Raises `trainer.unknown` for a
    customer that does not exist."""
    known = personas(name)
    wanted = customer or next(iter(known), "")
    if wanted not in known:
        raise SaywellError("trainer.unknown", name=wanted, known=", ".join(known))
    persona = read_persona(known[wanted])
    opened = _opened(standard, persona, now)
    session = Session(plan_for(standard, opened), ear or ear_for(standard), Customer(persona), locale)
    session.take(opened)
    if persona.channel == "phone":
        session.take(i.Ringing(now))
    return session


def _opened(standard: Standard, persona: Persona, now: Instant) -> i.Opened:
    zone = Calendar(standard.calendar).zone
    return i.Opened(
        now,
        id=f"play-{persona.id}",
        channel="chat" if persona.channel == "chat" else "phone",
        direction="outbound" if persona.direction == "outbound" else "inbound",
        started=format_rfc3339(now, zone),
        agent=i.Agent(number="1024", name="Xin" if standard.languages == ("en",) else "小信"),
    )


def fill_line(text: str, session: Session, now: Instant) -> str:
    """A line with its slots filled as far as they are known; the others stay as …."""
    state, locale = session.state, session.locale
    opened = state.opened
    facts = opened.facts if opened is not None else {}
    calendar: Calendar = session.plan.calendar
    hour = ((now + _offset(calendar, now)) // HOUR) % 24
    part = 0 if hour < 12 else 1 if hour < 18 else 2
    agent = opened.agent if opened is not None else None
    known = {
        "greeting_time": GREETING[locale][part],
        "company": str(facts.get("company") or session.plan.standard.title.get(locale, "")),
        "agent_name": (agent.name if agent else None) or "",
        "agent_number": (agent.number if agent else None) or "",
        "holiday": str(facts.get("holiday") or WEEKEND[locale]),
        "surname": state.surname or "",
        "title": state.title or "",
        "customer_name": (state.surname or "") + (state.title or ""),
        **{kind: value for kind, value in state.given.items() if kind in ("phone", "account", "order")},
    }
    return fill(text, known)


def _offset(calendar: Calendar, now: Instant) -> int:
    from datetime import UTC, datetime

    offset = calendar.zone.utcoffset(datetime.fromtimestamp(now / 1000, UTC).replace(tzinfo=None))
    return int(offset.total_seconds() * 1000) if offset is not None else 0
