"""The list of conversations over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk.access import may
from saywell.desk.door import Door, Doors, in_centre
from saywell.desk.doors import answer
from saywell.insight.lists import COUNTED, PAGE, SORTS, Row, Wanted, listed
from saywell.kernel.errors import Place, SaywellError
from saywell.language.fold import fold


class TalkList(w.Wire, frozen=True):
    """A page of conversations; `more`: how many come behind it, `total`: how many there are. Both count to 10,000.
    `behind`: how many records of what happened are not in it yet."""

    talks: tuple[Row, ...]
    more: int
    total: int = 0
    behind: int = 0


async def talks(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The conversations of a centre, the newest first if nothing else is asked for; agents see their own. `from` and
    `to` are instants, `from_day` and `to_day` ISO dates at the centre; `only`, `clause` and `q` choose among them; `q`
    is also looked for in what was said in conversations that are over, which is kept masked for that."""
    assert me is not None
    wanted = wanted_of(request.query_params)
    in_centre(me, wanted.centre)
    if not may(me, "read"):
        # Whoever sees only their own cannot look for those of others by what is in them.
        wanted = msgspec.structs.replace(wanted, agent=me.number)
    if not may(me, "personal"):
        wanted = msgspec.structs.replace(wanted, personal=False)
    behind = await doors.projector.lacking()
    page = await listed(doors.views, wanted)
    rows = page.rows
    if not may(me, "personal"):
        rows = tuple(msgspec.structs.replace(row, customer="", left="") for row in rows)
    more = max(0, page.total - wanted.offset - len(rows))
    return answer(TalkList(talks=rows, more=more, total=page.total, behind=behind))


def wanted_of(query: Mapping[str, str]) -> Wanted:
    """What a query asks for. Raises `desk.bad-whole` and `calendar.bad-date` where it cannot be read."""
    only = "faults" if query.get("missed") == "1" else query.get("only", "")
    return Wanted(
        centre=query.get("centre", ""),
        first=whole(query, "from"),
        last=whole(query, "to"),
        first_day=_day(query, "from_day"),
        last_day=_day(query, "to_day"),
        agent=query.get("agent"),
        channel=query.get("channel", ""),
        direction=query.get("direction", ""),
        queue=query.get("queue"),
        product=query.get("product"),
        stage=query.get("stage"),
        hour=whole(query, "hour"),
        only=only,
        clause=query.get("clause", "")[:100],
        verdict=query.get("verdict", "")[:20],
        words=query.get("q", "").strip()[:100],
        said=fold(query.get("q", "").strip()[:100]).text,
        sort=next((one for one in SORTS if one == query.get("sort")), "time"),
        offset=min(whole(query, "offset") or 0, COUNTED),
        limit=min(whole(query, "limit") or PAGE, PAGE),
    )


def _day(query: Mapping[str, str], field: str) -> int | None:
    text = query.get(field, "")
    try:
        return date.fromisoformat(text).toordinal() if text else None
    except ValueError:
        raise SaywellError("calendar.bad-date", place=Place(field=field), text=text[:20]) from None


def whole(query: Mapping[str, str], field: str) -> int | None:
    """A whole number of a query, None where there is none. Raises `desk.bad-whole`."""
    text = query.get(field, "")
    if text and not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise SaywellError("desk.bad-whole", place=Place(field=field), text=text[:20])
    return int(text) if text else None


_QUERY = MappingProxyType(
    {
        **dict.fromkeys(("centre", "agent", "channel", "direction", "queue", "product", "stage"), "string"),
        **dict.fromkeys(("only", "clause", "verdict", "q", "sort", "missed", "from_day", "to_day"), "string"),
        **dict.fromkeys(("from", "to", "hour", "offset", "limit"), "integer"),
    }
)
LIST: tuple[Door, ...] = (Door("GET", "/api/talks", talks, "", None, TalkList, _QUERY),)
"""The routes of the list."""
