"""People with accounts: who may be made what by whom. Nobody gives themselves more than they have, and no centre
is left without an administrator."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from saywell.desk import centre as c
from saywell.desk.access import Access, rights_of
from saywell.desk.account import AccountSet, Known
from saywell.desk.hub import Hub
from saywell.desk.wire import Me, Role, Wire
from saywell.kernel.errors import Place, SaywellError
from saywell.runtime.turn import turn

_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
TURN = "turn/people"
AT_WORK: frozenset[Role] = frozenset({"agent", "leader"})


class PersonRow(Wire, frozen=True):
    """An account as administrators see it. `locked`: until when wrong passwords lock it; `once`: until when the
    one-time password holds that its owner has not replaced yet; `provider`: comes from the identity provider, which
    says its roles and centres; `fixed`: belongs to a centre of others too, and is theirs to change. `sessions`,
    `tokens`: how many are valid; `used`: when one of the sessions was used last."""

    account: str
    number: str
    name: str
    roles: tuple[Role, ...]
    centres: tuple[str, ...]
    queues: dict[str, tuple[str, ...]]
    enabled: bool
    locked: int | None
    once: int | None
    provider: bool
    fixed: bool
    sessions: int
    tokens: int
    used: int | None


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an account is to be. `queues` by centre, none: all of them."""

    number: str
    name: str
    roles: tuple[Role, ...]
    centres: tuple[str, ...]
    queues: dict[str, tuple[str, ...]] = {}
    enabled: bool = True


class NewPerson(Person, frozen=True, kw_only=True):
    """An account that is to be made."""

    account: str


class OneTime(Wire, frozen=True):
    """A password told once, with which its owner chooses one; until when."""

    account: str
    password: str
    until: int


class People:
    """The accounts of the centres, under the rules."""

    def __init__(self, hub: Hub, access: Access) -> None:
        self._hub, self._access = hub, access
        # Two who take each other's office away at once must not both be right.
        self._one = asyncio.Lock()

    async def rows(self, me: Me) -> list[PersonRow]:
        """The accounts of one's centres."""
        sessions = [session for _, session in await self._access.sessions()]
        tokens = [made for _, made in await self._access.tokens()]
        rows = []
        for known in await self._access.accounts():
            one = known.set
            if not set(one.centres) & set(me.centres):
                continue
            used = [session.used for session in sessions if session.began.account == one.account]
            rows.append(
                PersonRow(
                    account=one.account, number=one.number, name=one.name, roles=one.roles,
                    centres=tuple(centre for centre in one.centres if centre in me.centres),
                    queues=one.queues, enabled=known.enabled, locked=self._access.locked_until(known),
                    once=known.once or None, provider=one.subject != "", fixed=not set(one.centres) <= set(me.centres),
                    sessions=len(used), tokens=sum(made.account == one.account for made in tokens),
                    used=max(used, default=None),
                )
            )  # fmt: skip
        return rows

    async def row(self, me: Me, account: str) -> PersonRow:
        """One of them."""
        return next(row for row in await self.rows(me) if row.account == account)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """What is checked stays as it is until the change is kept, on whichever node somebody changes something."""
        async with self._one, turn(self._hub.store, TURN, self._hub.clock):
            yield

    async def add(self, me: Me, new: NewPerson) -> OneTime:
        """Make an account, with a password to be replaced. Raises `people.*`."""
        if not _ACCOUNT.fullmatch(new.account):
            raise SaywellError("people.bad-account", place=Place(field="account"))
        async with self._alone():
            if await self._access.account(new.account) is not None:
                raise SaywellError("people.taken", place=Place(field="account"), account=new.account)
            new = msgspec.structs.replace(new, number=new.number.strip() or new.account)
            await self._check(me, new.account, new, None)
            await self._set(new.account, new)
            password, until = await self._access.give_password(new.account)
            await self.settle(None, new.account)
        await self._access.log("person.added", me.account, person=new.account, roles=new.roles, centres=new.centres)
        return OneTime(account=new.account, password=password, until=until)

    async def change(self, me: Me, account: str, new: Person) -> None:
        """Change an account. Raises `people.*`, `desk.no-person`."""
        async with self._alone():
            known = await self.known(me, account)
            old = known.set
            new = msgspec.structs.replace(new, number=new.number.strip() or account)
            await self._check(me, account, new, known)
            await self._stays_run(account, known, new.roles if new.enabled else (), new.centres)
            changed = _differs(old, new)
            if changed:
                await self._set(account, new)
                await self._access.log("person.changed", me.account, person=account, **changed)
            if known.enabled != new.enabled:
                await self._access.enable(account, new.enabled)
                if new.enabled:
                    await self._access.log("person.enabled", me.account, person=account)
                else:
                    await self._access.log("person.disabled", me.account, person=account)
            await self.settle(old, account)

    async def reset(self, me: Me, account: str) -> OneTime:
        """A new one-time password; all sessions of the account end. Raises `people.*`."""
        known = await self.known(me, account)
        if known.set.subject:
            raise SaywellError("people.provider", place=Place(field="password"))
        if account == me.account:
            raise SaywellError("people.own-password")
        password, until = await self._access.give_password(account)
        await self._access.log("password.reset", me.account, person=account)
        return OneTime(account=account, password=password, until=until)

    async def unlock(self, me: Me, account: str) -> None:
        """Forgive the wrong passwords."""
        await self.known(me, account)
        await self._access.unlock(account)
        await self._access.log("person.unlocked", me.account, person=account)

    async def known(self, me: Me, account: str) -> Known:
        """An account that one may change. Raises `desk.no-person` where there is none in one's centres,
        `people.other-centre` where it belongs to centres of others too."""
        known = await self._access.account(account)
        if known is None or not set(known.set.centres) & set(me.centres):
            raise SaywellError("desk.no-person", account=account[:64])
        if not set(known.set.centres) <= set(me.centres):
            raise SaywellError("people.other-centre")
        return known

    async def _set(self, account: str, new: Person) -> None:
        queues = {centre: found for centre, found in new.queues.items() if centre in new.centres and found}
        await self._access.set_account(
            account, None, new.number, new.name.strip(), new.roles, new.centres, queues=queues
        )

    async def _check(self, me: Me, account: str, new: Person, known: Known | None) -> None:
        if not new.name.strip() or max(len(new.name), len(new.number)) > 60:
            raise SaywellError("people.bad-name", place=Place(field="name"))
        if not new.roles:
            raise SaywellError("people.no-role", place=Place(field="roles"))
        if not new.centres or not set(new.centres) <= set(me.centres):
            raise SaywellError("people.no-centre", place=Place(field="centres"))
        for centre, queues in new.queues.items():
            if centre in new.centres and not set(queues) <= set(self._hub.setting(centre).queues):
                raise SaywellError("people.no-queue", place=Place(field="queues"))
        given = known.set if known is not None and known.set.subject else None
        if given is not None and (set(new.roles), set(new.centres)) != (set(given.roles), set(given.centres)):
            raise SaywellError("people.provider", place=Place(field="roles"))
        if account == me.account and not rights_of(new.roles) <= rights_of(me.roles):
            raise SaywellError("people.own-rights", place=Place(field="roles"))
        if account == me.account and not new.enabled:
            raise SaywellError("people.own-end")
        for other in await self._access.accounts():
            one = other.set
            if one.account != account and one.number == new.number and set(one.centres) & set(new.centres):
                raise SaywellError("people.number-taken", place=Place(field="number"), number=new.number)

    async def _stays_run(self, account: str, known: Known, roles: tuple[Role, ...], centres: tuple[str, ...]) -> None:
        """Every centre that the account administers has an administrator afterwards. Raises `people.last-admin`."""
        if "admin" not in known.set.roles or not known.enabled:
            return
        left = set(known.set.centres) - (set(centres) if "admin" in roles else set())
        for other in await self._access.accounts():
            if other.set.account != account and other.enabled and "admin" in other.set.roles:
                left -= set(other.set.centres)
        if left:
            raise SaywellError("people.last-admin", place=Place(field="roles"), centres=", ".join(sorted(left)))

    async def settle(self, old: AccountSet | None, account: str) -> None:
        """Who is at work in a centre follows from the accounts."""
        known = await self._access.account(account)
        assert known is not None
        new = known.set
        at_work = known.enabled and not AT_WORK.isdisjoint(new.roles)
        for centre in new.centres if at_work else ():
            joined = c.Joined(0, number=new.number, name=new.name, queues=new.queues.get(centre, ()))
            await self._hub.tell(centre, joined)
        if old is None:
            return
        for centre in old.centres:
            if not at_work or centre not in new.centres or old.number != new.number:
                await self._hub.tell(centre, c.Gone(0, number=old.number))


def _differs(old: AccountSet, new: Person) -> dict[str, Any]:
    """What of an account is to be another."""
    fields = ("number", "name", "roles", "centres", "queues")
    wanted = {field: getattr(new, field) for field in fields}
    wanted["name"] = wanted["name"].strip()
    # The audit log says which names and queues were changed, and what somebody may do from now on.
    told = {field: value for field, value in wanted.items() if getattr(old, field) != value}
    return (
        {"changed": list(told), **{field: told[field] for field in ("roles", "centres") if field in told}}
        if told
        else {}
    )
