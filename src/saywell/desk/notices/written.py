"""What a letter says: read from the work when it is written, as much of it as its reader may see by then."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from html import escape
from typing import NamedTuple

from saywell.desk.access import may, rights_of, seen_as
from saywell.desk.account import Known
from saywell.desk.hub import Hub
from saywell.desk.notices.letter import Letter, Put
from saywell.desk.notices.words import word
from saywell.desk.wire import Me
from saywell.desk.works import sees
from saywell.followup import events as e
from saywell.followup.decide import PREFIX as WORK
from saywell.followup.fold import fold
from saywell.followup.state import Work
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import LOCALES, Locale
from saywell.kernel.time import Instant
from saywell.language.mask import mask


class Line(NamedTuple):
    """What happened, to what kind of work, what more is to be told, and where it can be opened."""

    what: str
    title: str
    more: tuple[str, ...]
    link: str


def locale_of(known: Known) -> Locale:
    """The language in which somebody works."""
    tags = (known.locale, known.notices.locale)
    return next((one for tag in tags for one in LOCALES if one == tag), "zh-Hans")


async def lines_of(hub: Hub, known: Known, letter: Letter) -> list[Line]:
    """The lines that are to be said yet; without those about what was erased, or is not theirs to see any more."""
    locale, out = locale_of(known), list[Line]()
    if not known.enabled or "work" not in rights_of(known.set.roles):
        return out
    for put in letter.lines:
        if put.what == "trial":
            text = (word("trial.text", locale),)
            out.append(Line(word("trial", locale), "Saywell", text, _link(known, "account")))
            continue
        line = await _line(hub, known, put, locale)
        out += [line] if line is not None else []
    return out


async def _line(hub: Hub, known: Known, put: Put, locale: Locale) -> Line | None:
    work, event = Work(put.stream.removeprefix(WORK)), None
    now = work
    for record in await hub.store.read(put.stream):
        found = hub.works.decider.load(record)
        now = fold(now, found)
        if record.number == put.number:
            work, event = now, found
    me = seen_as(known)
    if work.opened is None or event is None or work.opened.centre not in me.centres:
        return None
    # Whoever raised it is told how it went on, though it is not theirs; what is over needs nobody any more.
    if put.what in ("assigned", "due", "late") and (now.closed is not None or not await sees(hub, me, work)):
        return None
    try:
        spec = hub.rules.spec(work.opened.centre, work.opened.what)
    except SaywellError:
        return None
    title = spec.title.get(locale) or spec.title.get("en") or work.opened.what
    return Line(_what(put, event, locale), title, _more(hub, me, work, locale), _link(known, f"work/{work.id}"))


def _what(put: Put, event: e.AnyEvent, locale: Locale) -> str:
    key = str(put.what)
    if isinstance(event, e.Escalated):
        key = "up"
    elif isinstance(event, e.Acknowledged):
        key = "confirmed"
    return word(key, locale)


def _more(hub: Hub, me: Me, work: Work, locale: Locale) -> tuple[str, ...]:
    assert work.opened is not None
    opened, personal = work.opened, may(me, "personal")
    out = [word("customer", locale, name=opened.customer.name)] if personal and opened.customer.name else []
    about = opened.about if opened.kind != "callback" else ""
    # A mail passes through many hands: figures that tell who somebody is stay out of it in any case.
    out += [mask(about[:200], style="stars").text] if about else []
    clocks = (("due.at", "due"), ("confirm.at", "acknowledge"), ("visit.at", "visit"))
    out += [
        word(key, locale, at=_local(hub, opened.centre, at))
        for key, clock in clocks
        for name, at in work.clocks.items()
        if name == clock
    ]
    return tuple(out)


def _local(hub: Hub, centre: str, at: Instant) -> str:
    return datetime.fromtimestamp(at / 1000, hub.calendar(centre).zone).isoformat(" ", "minutes")


def _link(known: Known, path: str) -> str:
    return f"{known.notices.base.rstrip('/')}/{path}" if known.notices.base else ""


def written(known: Known, letter: Letter, lines: list[Line]) -> EmailMessage:
    """The mail with some lines; sent twice it is the same one."""
    locale, first = locale_of(known), letter.lines[0]
    one = lines[0]
    many = (known.notices.digest and first.what != "trial") or len(lines) > 1
    mail = EmailMessage()
    mail["Subject"] = (
        word("subject.many", locale, count=str(len(lines))) if many
        else one.what if first.what == "trial" else word("subject", locale, what=one.what, title=one.title)
    )  # fmt: skip
    mail["To"] = known.notices.mail
    mail["Date"] = format_datetime(datetime.fromtimestamp(first.send / 1000, UTC))
    mark = sha256(f"{letter.account}/{letter.id}".encode()).hexdigest()[:24]
    mail["Message-ID"] = f"<{mark}.{letter.sent}@saywell>"
    mail["Auto-Submitted"] = "auto-generated"
    head = [word("head.many", locale, count=str(len(lines)))] if many else []
    why = word("why", locale, link=_link(known, "account"))
    mail.set_content(_plain(lines, head, why))
    mail.add_alternative(_page(lines, head, why, locale), subtype="html")
    return mail


def _plain(lines: list[Line], head: list[str], why: str) -> str:
    out = [*head, *([""] if head else [])]
    for line in lines:
        out += [f"{line.what} · {line.title}", *line.more, *([line.link] if line.link else []), ""]
    return "\n".join([*out, "--", why, ""])


def _page(lines: list[Line], head: list[str], why: str, locale: Locale) -> str:
    quiet = "color:#5d6a76"
    parts = []
    for line in lines:
        more = "".join(f"<br>{escape(text)}" for text in line.more)
        link = (
            f'<br><a href="{escape(line.link)}" style="color:#0f5f73">{escape(word("open", locale))}</a>'
            if line.link
            else ""
        )
        parts.append(
            f'<p style="margin:0;padding:12px 0;border-bottom:1px solid #dde3e8">'
            f'<b style="color:#0f5f73">{escape(line.what)}</b> · {escape(line.title)}{more}{link}</p>'
        )
    top = "".join(f"<p>{escape(text)}</p>" for text in head)
    return (
        f'<!doctype html><html lang="{locale}"><meta charset="utf-8">'
        f'<body style="font-family:sans-serif;color:#16212b;line-height:1.6">{top}{"".join(parts)}'
        f'<p style="{quiet}">{escape(why)}</p></body></html>'
    )
