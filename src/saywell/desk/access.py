"""Who may come in and what they may do: accounts, sessions, roles, and the log of what must not be forgotten."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Literal

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from saywell.desk.wire import Me, Role
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import DAY, HOUR, MINUTE, Instant
from saywell.storage.interface import Append, ConflictError, Entry, Store

ACCOUNT, SESSION, TOKEN, AUDIT = "account/", "session/", "token/", "audit"
FAILURES = 5
LOCKED = 15 * MINUTE
LASTS = 12 * HOUR

Right = Literal["talk", "watch", "read", "personal", "settle", "people"]
"""talk: take conversations; watch: see all live ones, whisper, take over, declare incidents; read: past conversations
of others; personal: with personal data shown; settle: change a centre's settings; people: accounts."""
RIGHTS: dict[Right, frozenset[Role]] = {
    "talk": frozenset({"agent", "leader"}),
    "watch": frozenset({"leader"}),
    "read": frozenset({"leader", "inspector", "clerk", "manager", "author", "admin"}),
    "personal": frozenset({"agent", "leader", "clerk"}),
    "settle": frozenset({"author", "admin"}),
    "people": frozenset({"admin"}),
}


def may(me: Me, right: Right) -> bool:
    """Whether one of the roles gives the right, and a token does not keep it back."""
    return not RIGHTS[right].isdisjoint(me.roles) and (not me.only or right in me.only)


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="event"):
    """Base of what is kept of accounts and sessions."""

    at: int


class AccountSet(Fact, frozen=True, tag="account.set.1", kw_only=True):
    """An account as it is from now on; `hash` by argon2id."""

    account: str
    number: str
    name: str
    roles: tuple[Role, ...]
    centres: tuple[str, ...]
    hash: str


class Failed(Fact, frozen=True, tag="account.failed.1"):
    """A wrong password."""


class Passed(Fact, frozen=True, tag="account.passed.1"):
    """A right one."""


class Began(Fact, frozen=True, tag="session.began.1", kw_only=True):
    """Somebody signed in."""

    account: str
    csrf: str
    locale: str
    until: int


class Over(Fact, frozen=True, tag="session.over.1"):
    """They signed out."""


class TokenMade(Fact, frozen=True, tag="token.made.1", kw_only=True):
    """A program may act for an account, within these rights."""

    account: str
    name: str
    rights: tuple[Right, ...]
    until: int


class TokenEnded(Fact, frozen=True, tag="token.ended.1"):
    """Not any more."""


AnyFact = AccountSet | Failed | Passed | Began | Over | TokenMade | TokenEnded
_DECODE = msgspec.json.Decoder(AnyFact).decode


class Known(msgspec.Struct, frozen=True):
    """An account as it stands."""

    set: AccountSet
    failures: tuple[int, ...] = ()


class Access:
    """Accounts and sessions in a store."""

    def __init__(self, store: Store, clock: Callable[[], Instant]) -> None:
        self._store, self._clock = store, clock
        self._hasher = PasswordHasher()
        # One takes 64 MiB and a core for a while: a crowd at the door must not take all of them.
        self._hashing = asyncio.Semaphore(2)
        # Whoever has no account takes as long as whoever has one.
        self._nobody = self._hasher.hash(secrets.token_hex())

    async def set_account(
        self,
        account: str,
        password: str | None,
        number: str,
        name: str,
        roles: tuple[Role, ...],
        centres: tuple[str, ...],
    ) -> None:
        """Make an account or change it; without a password the old one stays. Raises `access.short`."""
        known = await self.account(account)
        if password is None and known is not None:
            hashed = known.set.hash
        elif password is None or len(password) < 8:
            raise SaywellError("access.short", least=8)
        else:
            hashed = await asyncio.to_thread(self._hasher.hash, password)
        await self._keep(
            ACCOUNT + account,
            AccountSet(
                self._clock(), account=account, number=number, name=name, roles=roles, centres=centres, hash=hashed
            ),
        )

    async def account(self, account: str) -> Known | None:
        """An account as it stands, None where there is none."""
        known: Known | None = None
        for record in await self._store.read(ACCOUNT + account):
            fact: AnyFact = _DECODE(record.body)
            if isinstance(fact, AccountSet):
                known = Known(fact)
            elif known is not None and isinstance(fact, Failed):
                known = msgspec.structs.replace(known, failures=(*known.failures, fact.at)[-FAILURES:])
            elif known is not None and isinstance(fact, Passed):
                known = msgspec.structs.replace(known, failures=())
        return known

    async def accounts(self) -> list[AccountSet]:
        """All accounts by name."""
        names = await self._store.streams(ACCOUNT)
        found = [await self.account(name.removeprefix(ACCOUNT)) for name in names]
        return [one.set for one in found if one is not None]

    async def sign_in(self, account: str, password: str, locale: str) -> tuple[str, Me]:
        """A token for a new session, and who it is. Raises `access.locked`, `access.wrong`: the same for a wrong name
        and a wrong password."""
        known = await self.account(account)
        now = self._clock()
        if known is not None and len([at for at in known.failures if at > now - LOCKED]) >= FAILURES:
            raise SaywellError("access.locked", minutes=LOCKED // MINUTE)
        async with self._hashing:
            hashed = known.set.hash if known is not None else self._nobody
            good = await asyncio.to_thread(self._matches, hashed, password)
        if known is None or not good:
            if known is not None:
                await self._keep(ACCOUNT + account, Failed(now))
            await self.log("sign-in.failed", account)
            raise SaywellError("access.wrong")
        if known.failures:
            await self._keep(ACCOUNT + account, Passed(now))
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(16)
        began = Began(now, account=account, csrf=csrf, locale=locale, until=now + LASTS)
        await self._keep(SESSION + name_of(token), began)
        await self.log("sign-in", account)
        return token, _me(known.set, began)

    async def who(self, token: str) -> Me | None:
        """Who a token is, None where it is not valid any more."""
        began = await self._began(token) if token else None
        if began is None or began.until < self._clock():
            return None
        known = await self.account(began.account)
        return _me(known.set, began) if known is not None else None

    async def sign_out(self, token: str) -> None:
        """End a session, everywhere."""
        if await self._began(token) is not None:
            await self._keep(SESSION + name_of(token), Over(self._clock()))

    async def make_token(self, me: Me, name: str, rights: tuple[Right, ...], days: int) -> str:
        """A token for a program; it is told this once and kept as a hash. Raises `access.forbidden` for a right that
        its maker has not."""
        for right in rights:
            if not may(me, right):
                raise SaywellError("access.forbidden", right=right)
        token = f"sw_{secrets.token_urlsafe(32)}"
        until = self._clock() + max(1, min(days, 366)) * DAY
        made = TokenMade(self._clock(), account=me.account, name=name, rights=rights, until=until)
        await self._keep(TOKEN + name_of(token), made)
        await self.log("token", me.account, name=name, rights=rights)
        return token

    async def tokens(self, account: str) -> list[tuple[str, TokenMade]]:
        """The tokens of an account that are valid, each with the name under which it is ended."""
        out = []
        for stream in await self._store.streams(TOKEN):
            made = await self._token(stream)
            if made is not None and made.account == account:
                out.append((stream.removeprefix(TOKEN), made))
        return out

    async def end_token(self, account: str, id: str) -> bool:
        """End a token of an account; whether there was one."""
        made = await self._token(TOKEN + id)
        if made is None or made.account != account:
            return False
        await self._keep(TOKEN + id, TokenEnded(self._clock()))
        await self.log("token.ended", account, name=made.name)
        return True

    async def program(self, token: str) -> Me | None:
        """For whom a program acts, None where its token is not valid."""
        made = await self._token(TOKEN + name_of(token))
        known = await self.account(made.account) if made is not None else None
        if made is None or known is None:
            return None
        began = Began(made.at, account=made.account, csrf="", locale="en", until=made.until)
        return msgspec.structs.replace(_me(known.set, began), only=made.rights or ("",))

    async def _token(self, stream: str) -> TokenMade | None:
        facts = [_DECODE(one.body) for one in await self._store.read(stream)]
        made = facts[0] if len(facts) == 1 else None
        return made if isinstance(made, TokenMade) and made.until > self._clock() else None

    async def log(self, what: str, account: str, **details: Any) -> None:
        """Note in the audit log, to which one can only append."""
        body = msgspec.json.encode({"what": what, "account": account, **details})
        await self._append(AUDIT, Entry("audit.noted.1", body))

    async def logged(self, last: int = 200) -> list[dict[str, Any]]:
        """The newest notes of the audit log, the newest first."""
        records = await self._store.read(AUDIT)
        return [{"at": one.at, **msgspec.json.decode(one.body)} for one in reversed(records[-last:])]

    async def _began(self, token: str) -> Began | None:
        # Sessions may end on another node: what is kept here is read again whenever it is asked for.
        records = await self._store.read(SESSION + name_of(token))
        facts = [_DECODE(one.body) for one in records]
        return facts[0] if len(facts) == 1 and isinstance(facts[0], Began) else None

    def _matches(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password[:1024])
        except (VerificationError, InvalidHashError):
            return False

    async def _keep(self, stream: str, fact: AnyFact) -> None:
        await self._append(stream, Entry(str(fact.__struct_config__.tag), msgspec.json.encode(fact)))

    async def _append(self, stream: str, entry: Entry) -> None:
        number = 0
        while True:
            try:
                await self._store.append(Append(stream, [entry], number, self._clock()))
            except ConflictError as error:
                number = error.number
            else:
                return


def name_of(token: str) -> str:
    """The name under which a token is kept: its hash."""
    return sha256(token.encode()).hexdigest()


def _me(account: AccountSet, began: Began) -> Me:
    return Me(
        account=account.account,
        number=account.number,
        name=account.name,
        roles=account.roles,
        centres=account.centres,
        locale=began.locale,
        csrf=began.csrf,
    )
