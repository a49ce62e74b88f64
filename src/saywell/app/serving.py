"""Puts the live centre together: store, standards, accounts, telephone, pages. Names the adapters."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

import msgspec

from saywell.app.config import settings
from saywell.app.keeping import NAME, hold
from saywell.app.standards import folder_of, open_standard
from saywell.app.tidying import Tidying
from saywell.desk.centre import Joined
from saywell.desk.settings import Setting, usual_languages
from saywell.desk.talk import Ready
from saywell.desk.wire import ROLES as RIGHT_ROLES
from saywell.exchange.hear import Ear, ear_for
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import LOCALES
from saywell.kernel.time import Instant
from saywell.runtime.clock import now
from saywell.standard.calendar import Calendar
from saywell.standard.model import Standard

if TYPE_CHECKING:
    from socket import socket

    import uvicorn
    from starlette.applications import Starlette

    from saywell.app.callees import Callees
    from saywell.app.colleagues import Colleagues
    from saywell.app.crowd import Crowd
    from saywell.app.demo_world import Account, World
    from saywell.desk.access import Access
    from saywell.desk.hub import Hub
    from saywell.desk.provider import Provider
    from saywell.insight.views import Views
    from saywell.storage.interface import Store


T = TypeVar("T")
Listens: TypeAlias = Callable[[Standard, str], Ear]
"""Makes the ear for what is said under a standard of this name."""


def data_folder(named: str | None) -> Path:
    """Where a server keeps its data. Raises `serve.folder` where it cannot be made."""
    folder = Path(named or "saywell-data")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SaywellError("serve.folder", path=str(folder), reason=error.strerror or str(error)) from None
    return folder


async def open_store(where: str, folder: Path) -> Store:
    """The store of a server: SQLite in its folder, or the PostgreSQL of an address. Raises StoreError,
    `serve.no-postgres`, `serve.store`."""
    if where and not where.startswith(("postgresql://", "postgres://")):
        raise SaywellError("serve.store", url=where.partition("@")[2] or where)
    if where:
        if find_spec("asyncpg") is None:
            raise SaywellError("serve.no-postgres")
        from saywell.storage.postgres import PostgresStore

        return await PostgresStore.open(where)
    from saywell.storage.sqlite import SqliteStore

    return await asyncio.to_thread(SqliteStore.open, folder / NAME)


def open_views(where: str, folder: Path) -> Views:
    """The projection beside the store of a server; not started yet."""
    from saywell.insight.views import FILE, Views

    return Views(where or folder / FILE)


def rebuild_views(where: str, data: Path) -> None:
    """Drop the projection; the server makes it anew from the records. Raises StoreError."""

    async def act() -> None:
        views = open_views(where, data_folder(str(data)))
        try:
            await views.start()
            await views.rebuild()
        finally:
            await views.close()

    asyncio.run(act())


class Builder:
    """Makes a centre's settings ready: its standard with its own figures and working time, kept by content. `hears`:
    whether words will have to be heard; then the ears are made at once, else when they are needed after all. `listens`
    makes those for what is said, by the standard as it stands and its name; drafts are heard by the rules alone."""

    def __init__(self, folder: Path, *, hears: bool = True, listens: Listens | None = None) -> None:
        self._folder, self._hears = folder, hears
        self._listens = listens or (lambda standard, _: ear_for(standard))
        self._ears: dict[tuple[str, str], Ear] = {}
        self._made: dict[bytes, Ready] = {}

    def __call__(self, setting: Setting) -> Ready:
        """See Build. Raises `standard.*` and `calendar.*`."""
        key = msgspec.json.encode((setting.standard, sorted(setting.numbers.items()), setting.calendar))
        if key not in self._made:
            base = open_standard(setting.standard)
            standard = self._own(base, setting) if setting.numbers or setting.calendar else base
            # Figures and working time change nothing of what is heard.
            hears = partial(self._ear, base, setting.standard)
            self._made[key] = Ready(standard, hears, Calendar(standard.calendar), partial(ear_for, base))
            if self._hears:
                hears()
        return self._made[key]

    def _ear(self, base: Standard, name: str) -> Ear:
        found = self._ears.get((name, base.hash))
        if found is None:
            found = self._ears[name, base.hash] = self._listens(base, name)
        return found

    def _own(self, base: Standard, setting: Setting) -> Standard:
        """A standard that extends the centre's and says what differs, written down as any author would."""
        import yaml

        head: dict[str, object] = {
            "id": base.id,
            "version": base.version,
            "title": dict(base.title),
            "extends": str(folder_of(setting.standard)),
        }
        if setting.calendar is not None:
            head["calendar"] = msgspec.to_builtins(setting.calendar)
        numbers = {
            id: {**msgspec.to_builtins(base.numbers[id]), "value": value, "origin": "ours"}
            for id, value in sorted(setting.numbers.items())
        }
        text = yaml.safe_dump(head, allow_unicode=True), yaml.safe_dump(numbers, allow_unicode=True)
        place = self._folder / "standards" / f"{setting.standard}-{hash_of(text)}"
        place.mkdir(parents=True, exist_ok=True)
        for name, one in zip(("standard.yaml", "numbers.yaml"), text, strict=True):
            _put(place / name, one)
        return open_standard(str(place))


def _put(path: Path, text: str) -> None:
    """Write a file that another process may be reading; what is as it should be is left alone."""
    with suppress(FileNotFoundError):
        if path.read_text(encoding="utf-8") == text:
            return
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def hash_of(texts: tuple[str, ...]) -> str:
    """A short name for some texts."""
    from hashlib import sha256

    return sha256("\0".join(texts).encode()).hexdigest()[:12]


class Prepared(NamedTuple):
    """An application, its hub, the simulated customers and colleagues of a demonstration."""

    app: Starlette
    hub: Hub
    simulated: tuple[Crowd | Callees | Colleagues, ...]
    accounts: Sequence[Account]


async def prepared(
    *, store: str, folder: Path, demo: bool, pace: float, secure: bool, listens: Listens | None = None
) -> Prepared:
    """Everything put together, not running yet. `listens`: see `Builder`. Raises `serve.*`, `config.*`, StoreError."""
    from saywell.app.callees import Callees
    from saywell.app.colleagues import Colleagues
    from saywell.app.connecting import Connections
    from saywell.app.crowd import Crowd
    from saywell.app.demo_shop import make_shops
    from saywell.app.demo_world import CENTRES, read_world
    from saywell.app.post import post_of
    from saywell.app.projecting import Place, ProjectorProcess
    from saywell.app.simulated_phone import SimulatedPhone
    from saywell.desk.access import Access
    from saywell.desk.door import Demo, Doors
    from saywell.desk.hooks.process import Hooks
    from saywell.desk.http import application
    from saywell.desk.hub import Hub
    from saywell.integrations.webhooks import HttpSender

    records = await open_store(store, folder)
    # What was three days old at the first start is not three days old again at the second.
    first = await records.follow(0, 1)
    world = read_world(first[0].at if first else now()) if demo else None
    book = Connections(folder, os.environ)
    people = {centre: world.book.people(centre) for centre in CENTRES} if world is not None else {}
    await asyncio.to_thread(make_shops, folder, people)
    hub = Hub(records, now, Builder(folder, listens=listens), book, SimulatedPhone(now) if demo else None)
    book.hub = hub
    access = Access(records, now)
    offered: tuple[Demo, ...] = ()
    if world is not None:
        await settle(hub, access, world)
        await _remember(hub, world, first[0].at if first else now())
        offered = tuple(
            Demo(
                account=one.account, password=one.password, roles=tuple(one.roles), name=one.name,
                centre=one.centres[0] if len(one.centres) == 1 else "",
            )
            for one in world.accounts
        )  # fmt: skip
    hooks = Hooks(hub, HttpSender(private=settings().webhooks.private), access)
    views, post = open_views(store, folder), post_of(settings().mail, os.environ)
    projector = ProjectorProcess(records, views, Place(str(folder), store), trouble=hub.trouble)
    doors = Doors(
        hub, access, demo=offered, secure=secure, views=views, projector=projector, hooks=hooks, provider=provider(),
        post=post,
    )  # fmt: skip
    app = application(doors)
    if world is None:
        return Prepared(app, hub, (), ())
    simulated = (Crowd(hub, people, pace=pace), Callees(hub), Colleagues(hub, world.colleagues))
    return Prepared(app, hub, simulated, world.accounts)


def provider() -> Provider | None:
    """Where people may sign in besides here, if that is set. Raises `oidc.setting`, `oidc.missing`."""
    from saywell.app.config import oidc_settings

    found = oidc_settings()
    if found is None:
        return None
    if find_spec("authlib") is None or find_spec("httpx2") is None:
        raise SaywellError("oidc.missing")
    from saywell.app.oidc import Connect

    return Connect(found, now)


def set_account(
    store: str,
    data: Path,
    account: str,
    password: str,
    number: str,
    name: str,
    roles: Sequence[str],
    centres: Sequence[str],
) -> None:
    """Make or change an account. Raises `desk.no-centre`, `access.*`, `keep.in-use`, StoreError."""

    async def act(hub: Hub, access: Access) -> None:
        for centre in centres:
            hub.setting(centre)
        kept = tuple(role for role in RIGHT_ROLES if role in roles)
        known = await access.account(account)
        await access.set_account(account, password, number, name, kept, tuple(centres))
        if known is not None and not known.enabled:
            await access.enable(account, True)
        if known is None:
            await access.log("person.added", "", person=account, roles=kept, centres=centres)
        else:
            await access.end_sessions(account)
            await access.log("person.changed", "", person=account, roles=kept, centres=centres)
        for centre in centres:
            if {"agent", "leader"} & set(roles):
                await hub.tell(centre, Joined(0, number=number, name=name))

    beside(store, data, act)


def set_centre(store: str, data: Path, id: str, standard: str, company: str, always_open: bool) -> None:
    """Make a centre, or let it run another standard from now on. Raises `standard.*`, `keep.in-use`, StoreError."""

    async def act(hub: Hub, _: Access) -> None:
        named: dict[str, str] = dict.fromkeys(LOCALES, company) if company else {}
        if hub.settings.get(id):
            old = hub.setting(id)
            new = msgspec.structs.replace(
                old, standard=standard, company={**old.company, **named}, always_open=always_open or old.always_open
            )
            await hub.set_setting(new)
        else:
            opened = open_standard(standard)
            title, languages = dict(opened.title), usual_languages(opened.calendar.zone)
            await hub.set_setting(
                Setting(
                    id=id, standard=standard, title=title, company=named or title, languages=languages,
                    always_open=always_open,
                )
            )  # fmt: skip

    beside(store, data, act)


def beside(store: str, data: Path, act: Callable[[Hub, Access], Awaitable[None]]) -> None:
    """Do something with a store that no server of this folder uses."""
    from saywell.desk.access import Access
    from saywell.desk.book import MemoryBook
    from saywell.desk.hub import Hub

    folder = data_folder(str(data))

    async def whole() -> None:
        records = await open_store(store, folder)
        try:
            hub = Hub(records, now, Builder(folder), MemoryBook({}))
            await hub.load_all()
            await act(hub, Access(records, now))
        finally:
            await records.close()

    with hold(folder):
        asyncio.run(whole())


async def settle(hub: Hub, access: Access, world: World) -> None:
    """Make the centres and accounts of a demonstration that are not there yet."""
    there = await hub.store.streams("settings/")
    for setting in world.settings:
        if f"settings/{setting.id}" not in there:
            await hub.set_setting(setting)
        elif await _unconnected(hub, setting.id):
            old = hub.setting(setting.id)
            await hub.set_setting(msgspec.structs.replace(old, connector=setting.connector, words=setting.words))
    for one in world.accounts:
        if await access.account(one.account) is None:
            await access.set_account(one.account, one.password, one.number, one.name, one.roles, one.centres, weak=True)
            if len(one.centres) == 1 and {"agent", "leader"} & set(one.roles):
                await hub.tell(one.centres[0], Joined(0, number=one.number, name=one.name))


async def _unconnected(hub: Hub, centre: str) -> bool:
    """Whether a centre was made before the demonstration had shops."""
    await hub.load_all()
    return hub.setting(centre).connector is None


async def _remember(hub: Hub, world: World, start: Instant) -> None:
    """Give a demonstration its past."""
    from saywell.app.past import fill_past, offices_of

    agents = {
        setting.id: [
            (one.number, one.name) for one in world.accounts if one.centres == (setting.id,) and "agent" in one.roles
        ]
        for setting in world.settings
    }
    await fill_past(hub.store, offices_of(world.settings, hub.build, agents), start)


_QUIET: dict[str, Any] = {
    "log_level": "critical",
    "log_config": None,
    "ws": "websockets-sansio",
    # Its windows would take ten times the memory of all else that a socket needs, and a third of the time of sending.
    "ws_per_message_deflate": False,
    "access_log": False,
    "timeout_graceful_shutdown": 3,
}


def _listener(host: str, port: int) -> socket:
    import socket as net

    listener = net.socket(net.AF_INET6 if ":" in host else net.AF_INET, net.SOCK_STREAM)
    listener.setsockopt(net.SOL_SOCKET, net.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise SaywellError("serve.port", host=host, port=port, reason=error.strerror or str(error)) from None
    return listener


def _server(app: Starlette) -> uvicorn.Server:
    """It leaves the signals alone."""
    import uvicorn

    from saywell.desk.doors import LARGEST

    class Server(uvicorn.Server):
        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield

    return Server(uvicorn.Config(app, ws_max_size=LARGEST, **_QUIET))


async def _unless(told: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """What comes of some work, None where it is given up because somebody wants to stop."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(told.wait())
    await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return None
    return working.result()


def serve(
    host: str,
    port: int,
    folder: Path,
    store: str,
    *,
    demo: bool,
    pace: float,
    secure: bool,
    tell: Callable[[str, Sequence[Account]], object],
    listens: Listens | None = None,
) -> bool:
    """Run a server until it is told to stop; whether it stood by then. Raises `serve.port`, `config.*`, StoreError."""
    import signal

    import uvloop

    listener = _listener(host, port)

    async def main() -> bool:
        told = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, told.set)
        begun = prepared(store=store, folder=folder, demo=demo, pace=pace, secure=secure, listens=listens)
        found = await _unless(told, begun)
        if found is None:
            return False
        server = _server(found.app)
        tidying = Tidying(now, lambda: found.hub.handled)

        async def begin() -> None:
            while not server.started:
                await asyncio.sleep(0.05)
            for one in found.simulated:
                await one.start()
            tidying.start()
            tell(f"http://{host}:{listener.getsockname()[1]}", found.accounts)
            await told.wait()
            await tidying.stop()
            for one in reversed(found.simulated):
                await one.stop()
            server.should_exit = True

        async with asyncio.TaskGroup() as group:
            living = group.create_task(begin())
            await server.serve(sockets=[listener])
            living.cancel()
        return True

    with hold(folder), watched(), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(main())


@contextmanager
def watched() -> Iterator[None]:
    """Logged and traced, as the settings say. Raises `serve.no-traces`."""
    import logging

    from saywell.app.logs import log_to
    from saywell.app.traces import trace_to

    found = settings()
    endpoint = found.traces.endpoint or os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT", "")
    tracer = trace_to(endpoint) if endpoint else None
    handler = log_to(None, found.log.level)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        if tracer is not None:
            tracer.close()
