"""Sets up a practice call: a standard, a scripted customer, the slots of its lines."""

from __future__ import annotations

from pathlib import Path

from saywell.conversation import inputs as i
from saywell.conversation.plan import plan_for
from saywell.desk.slots import slots_of
from saywell.exchange.hear import Ear, ear_for
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import Locale
from saywell.kernel.time import Instant, format_rfc3339
from saywell.standard.calendar import Calendar
from saywell.standard.compile import SHIPPED, find
from saywell.standard.fill import fill
from saywell.standard.model import Standard
from saywell.trainer.customer import Customer, Persona
from saywell.trainer.personas import read_persona
from saywell.trainer.session import Session


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
    return fill(text, slots_of(session.plan, session.state, session.locale, now))
