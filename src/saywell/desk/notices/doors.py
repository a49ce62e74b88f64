"""The routes of e-mail about work: what one is told of, and what of it did not arrive."""

from __future__ import annotations

import re

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk.account import Notice, NoticesSet
from saywell.desk.door import Door, Doors, in_centre
from saywell.desk.doors import answer, body_of, locale_of
from saywell.desk.notices import letter as lt
from saywell.desk.notices.process import SHOWN
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.locale import Locale

ADDRESS = re.compile(r"[^@\s<>,;\"\\]{1,64}@[^@\s<>,;\"\\]{1,190}\.[^@\s<>,;\"\\.]{1,60}")


class NoticesWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of what one wants to be told, and where. `digest`: once on each working day from `minute` of it on."""

    mail: str
    kinds: tuple[Notice, ...]
    digest: bool = False
    minute: int = 540


class LetterTry(w.Wire, frozen=True):
    """How a try went; `why` not."""

    at: int
    good: bool
    why: str = ""


class NoticesShown(w.Wire, frozen=True):
    """What one is told of by e-mail. `server`: whether there is a mail server; `last`: how the newest try went;
    `upcoming`: when the next digest would go out."""

    mail: str
    kinds: tuple[Notice, ...]
    digest: bool
    minute: int
    server: bool
    zone: str = ""
    upcoming: int | None = None
    last: LetterTry | None = None


class LetterShown(w.Wire, frozen=True):
    """A letter that has not arrived. `count`: what it tells of; `next`: when it is tried next, null for never."""

    id: str
    account: str
    name: str
    kinds: tuple[str, ...]
    count: int
    at: int
    next: int | None
    tries: tuple[LetterTry, ...]


async def _page(doors: Doors, account: str, locale: Locale) -> NoticesShown:
    known = await doors.access.account(account)
    assert known is not None
    found = await doors.notices.of((account,))
    tried = max((one for held in found for one in held.tries), key=lambda one: one.at, default=None)
    chosen, notices = known.notices, doors.notices
    centre = next((one for one in known.set.centres if one in doors.hub.settings), "")
    return NoticesShown(
        mail=chosen.mail, kinds=chosen.kinds, digest=chosen.digest, minute=chosen.minute, server=notices.can_send,
        zone=str(doors.hub.calendar(centre).zone) if centre else "",
        upcoming=notices.moment(known, doors.hub.clock()) if chosen.digest and chosen.mail and chosen.kinds else None,
        last=_tried(tried, locale) if tried is not None else None,
    )  # fmt: skip


async def own_notices(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Of what one is told by e-mail."""
    assert me is not None
    return answer(await _page(doors, me.account, locale_of(request)))


async def set_notices(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Be told of this from now on, at this address; an empty one: of nothing."""
    assert me is not None
    if me.only:
        raise SaywellError("access.forbidden", right="work")
    body = await body_of(request, NoticesWanted)
    mail = body.mail.strip()
    if mail and not ADDRESS.fullmatch(mail):
        raise SaywellError("notices.address", place=Place(field="mail"), address=mail[:100])
    if not 0 <= body.minute < 1440:
        raise SaywellError("mail.minute", place=Place(field="minute"), minute=body.minute)
    known = await doors.access.account(me.account)
    old = known.notices.mail if known is not None else ""
    base = str(request.base_url.replace(path="/", query=""))
    kinds = tuple(dict.fromkeys(body.kinds))
    wanted = NoticesSet(
        0, mail=mail, kinds=kinds, digest=body.digest, minute=body.minute, base=base, locale=locale_of(request)
    )
    await doors.access.set_notices(me.account, wanted)
    if mail != old:
        await doors.access.log("notices", me.account, mail=mail)
    return answer(await _page(doors, me.account, locale_of(request)))


async def try_notices(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Have a test mail sent to oneself."""
    assert me is not None
    known = await doors.access.account(me.account)
    if not doors.notices.can_send:
        raise SaywellError("mail.none")
    if known is None or not known.notices.mail:
        raise SaywellError("notices.address", place=Place(field="mail"), address="")
    doors.tries.count(me.account)
    await doors.notices.trial(me.account)
    return answer({})


async def undelivered(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The mails about work to people of a centre that have not arrived, the newest first."""
    centre = request.path_params["id"]
    in_centre(me, centre)
    people = {one.set.account: one.set for one in await doors.access.accounts() if centre in one.set.centres}
    found = [one for one in await doors.notices.of(people) if one.lines and one.failures]
    locale = locale_of(request)
    return answer([_shown(one, people[one.account].name, locale) for one in found[:SHOWN]])


def _tried(one: lt.Tried, locale: Locale) -> LetterTry:
    why = "" if one.good else SaywellError("mail.failed", reason=one.why).render(locale)
    return LetterTry(at=one.at, good=one.good, why=why)


def _shown(held: lt.Letter, name: str, locale: Locale) -> LetterShown:
    tries = tuple(_tried(one, locale) for one in reversed(held.tries))
    return LetterShown(
        id=held.id, account=held.account, name=name, kinds=tuple(dict.fromkeys(one.what for one in held.lines)),
        count=len(held.lines), at=held.lines[0].send, next=held.next if held.status == "waiting" else None,
        tries=tries[:20],
    )  # fmt: skip


async def send_again(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Try such a mail again now."""
    assert me is not None
    centre, account = request.path_params["id"], request.path_params["account"]
    in_centre(me, centre)
    known = await doors.access.account(account)
    stream = f"{lt.PREFIX}{account}/{request.path_params['letter']}"
    if known is None or centre not in known.set.centres or not (await doors.notices.letters.look(stream)).state.puts:
        raise SaywellError("desk.not-found", path=request.url.path)
    done = await doors.notices.letters.send(stream, lt.Again(0, by=me.account))
    return answer(_shown(done.held.state, known.set.name, locale_of(request)))


_AT = "/api/centres/{id}/letters"
NOTICES: tuple[Door, ...] = (
    Door("GET", "/api/me/notices", own_notices, "work", None, NoticesShown),
    Door("PUT", "/api/me/notices", set_notices, "work", NoticesWanted, NoticesShown),
    Door("POST", "/api/me/notices/try", try_notices, "work"),
    Door("GET", _AT, undelivered, "report", None, list[LetterShown]),
    Door("POST", _AT + "/{account}/{letter}/again", send_again, "report", None, LetterShown),
)
"""The routes of e-mail about work."""
