"""What was heard in a conversation, sentence by sentence: every move, by whom and how surely."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.door import Door, Doors, readable
from saywell.desk.doors import answer
from saywell.desk.talk import Live
from saywell.standard.model import Standard


class HeardMove(w.Wire, frozen=True):
    """A move that was heard: its full id and title, the tier that heard it, from 0 to 1 how surely, and the example
    nearest to what was said where one was compared with."""

    move: str
    title: w.Text
    tier: str
    confidence: float
    like: str


class Heard(w.Wire, frozen=True):
    """The moves by the number of the entry; sentences in which none was heard are left out."""

    lines: dict[str, tuple[HeardMove, ...]]


def heard_in(live: Live, standard: Standard) -> Heard:
    """What was heard in a conversation. Forbidden words are told by the findings."""
    found: dict[str, tuple[HeardMove, ...]] = {}
    for n, said in enumerate(live.inputs, 1):
        if type(said) is i.Said and said.heard is not None:
            side = "customer" if said.by == "customer" else "agent"
            moves = tuple(
                HeardMove(id, standard.moves[id].title, one.tier, one.confidence, one.like)
                for one in said.heard.moves
                if (id := f"{side}.{one.id}") in standard.moves
            )
            if moves:
                found[str(n)] = moves
    return Heard(found)


async def heard(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """What was heard in each sentence of a conversation, by which tier and how surely."""
    assert me is not None
    live = await readable(doors, request, me)
    return answer(heard_in(live, live.ready.standard) if live.ready is not None else Heard({}))


HEARD = (Door("GET", "/api/talks/{id}/heard", heard, "", None, Heard),)
