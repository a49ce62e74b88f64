"""What a route is, and what all routes work with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk.access import Access, may
from saywell.desk.account import Right
from saywell.desk.called_keepers import Lists, NeverCalled
from saywell.desk.customer import Privacy
from saywell.desk.doors import Rates
from saywell.desk.facts import source_of
from saywell.desk.hub import Hub
from saywell.desk.imports.keepers import KeptContacts, KeptOrders
from saywell.desk.imports.process import Imports
from saywell.desk.keepers import Books, Talks, Works
from saywell.desk.lines import Lines
from saywell.desk.mailing import Mailer, NoPost, Post
from saywell.desk.metrics import Metrics
from saywell.desk.notices.process import Notices
from saywell.desk.people import People
from saywell.desk.presence import Presence
from saywell.desk.provider import Provider
from saywell.desk.sweep import Sweeper
from saywell.insight.lists import Wanted, listed
from saywell.insight.projector import Projection, Projector
from saywell.insight.views import Views
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant

if TYPE_CHECKING:
    from saywell.desk.hooks.process import Hooks

COOKIE = "saywell"
ASKS, WORDS = 30_000, 120
"""Asks of one account on its live sockets, and messages of one chat, in a minute."""


class Demo(w.Wire, frozen=True):
    """An account that the sign-in page offers in a demonstration."""

    account: str
    password: str
    roles: tuple[str, ...]
    name: str
    centre: str


class Doors:
    """What the routes work with. `views`: where lists and reports are kept; without one they go with the server.
    `projector`: whoever keeps them up to date, this process where nobody is named. `provider`: where people may sign in
    besides here."""

    def __init__(
        self,
        hub: Hub,
        access: Access,
        *,
        demo: tuple[Demo, ...] = (),
        secure: bool = False,
        views: Views | None = None,
        projector: Projection | None = None,
        hooks: Hooks | None = None,
        provider: Provider | None = None,
        post: Post | None = None,
    ) -> None:
        self.hub, self.access, self.demo, self.secure, self.hooks = hub, access, demo, secure, hooks
        self.provider = provider
        self.views = views or Views()
        self.projector = projector or Projector(hub.store, self.views, source_of(hub), trouble=hub.trouble)
        hub.lately = self.lately
        self.mailer = Mailer(hub, self.views, self.projector, post or NoPost())
        self.notices = Notices(hub, access, self.mailer.post)
        self.metrics = Metrics(hub, hooks)
        self.presence = Presence(hub)
        self.people = People(hub, access)
        self.lines = Lines(hub)
        talks = Talks(hub)
        kept = (KeptContacts(hub), KeptOrders(hub), Books(hub))
        self.privacy = Privacy((talks, Works(hub), Lists(hub), NeverCalled(hub), *kept))
        self.imports = Imports(hub)
        self.sweeper = Sweeper(hub, access, talks)
        self.tries = Rates(hub.clock, 30)
        self.chats = Rates(hub.clock, 30)
        self.asks = Rates(hub.clock, ASKS)
        self.words = Rates(hub.clock, WORDS)

    async def wiped(self) -> None:
        """What was erased is in no list, and cannot be read out of the files, any more."""
        await self.hub.campaigns.reread()
        await self.projector.caught_up()
        await self.hub.store.wipe()
        await self.views.wipe()

    async def lately(self, centre: str, since: Instant, until: Instant) -> list[str]:
        """See `saywell.desk.hub.Lately`."""
        await self.projector.caught_up()
        out: list[str] = []
        while True:
            wanted = Wanted(
                centre=centre, first=since, last=until, direction="inbound", offset=len(out), personal=False
            )
            page = await listed(self.views, wanted)
            out += [one.id for one in page.rows]
            if not page.rows or len(out) >= page.total:
                return out[::-1]

    async def me(self, request: Any) -> w.Me:
        """Who asks: a program by its bearer token, a person by the cookie. Raises `access.signed-out`."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            program = await self.access.program(token.strip())
            if program is None:
                raise SaywellError("access.signed-out")
            return program
        found = await self.access.who(request.cookies.get(COOKIE, ""))
        if found is None:
            raise SaywellError("access.signed-out")
        return found

    def token(self, request: Any) -> str:
        """What a person or a program shows for itself."""
        _, _, token = request.headers.get("authorization", "").partition(" ")
        return token.strip() or str(request.cookies.get(COOKIE, ""))


Handler = Callable[[Doors, Request, "w.Me | None"], Awaitable[Response]]


class Door(NamedTuple):
    """A route: method, path, handler, the right that it needs ("" for anybody who is signed in, None for anybody), the
    records that it takes and gives, and what may stand in its query."""

    method: str
    path: str
    handler: Handler
    right: Right | str | None = ""
    body: Any = None
    gives: Any = None
    query: Mapping[str, str] = MappingProxyType({})


def in_centre(me: w.Me | None, centre: str) -> None:
    """Raises `desk.no-centre` for a centre that is not theirs: whoever may not see it need not know of it."""
    if me is None or centre not in me.centres:
        raise SaywellError("desk.no-centre", name=centre, known=", ".join(me.centres if me else ()))


async def readable(doors: Doors, request: Request, me: w.Me) -> Any:
    """The conversation that the path names. Raises `desk.no-talk`, `desk.not-yours`."""
    live = await doors.hub.live(request.path_params["id"])
    if live.placed is None or live.placed.centre not in me.centres:
        raise SaywellError("desk.no-talk")
    if live.agent != me.number and not may(me, "read"):
        raise SaywellError("desk.not-yours")
    return live
