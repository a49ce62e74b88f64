"""Who may come in and what they may do: accounts, sessions, tokens and roles in a store."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeVar

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from saywell.desk import account as a
from saywell.desk.account import ACCOUNT, FAILURES, SESSION, SUBJECT, TOKEN, Known, Right, Session, TokenMade
from saywell.desk.audit import Audit, append
from saywell.desk.password import check_password
from saywell.desk.wire import Me, Role
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import DAY, HOUR, MINUTE, Instant
from saywell.storage.interface import Entry, Store

LOCKED = 15 * MINUTE
LASTS = 12 * HOUR
ONCE = 72 * HOUR
"""How long a password that an administrator gave may be used to choose one's own."""
NOTED = 10 * MINUTE
"""How often the use of a session is noted at most."""
HELD = 20_000
_ONE_TIME = "abcdefghjkmnpqrstuvwxyz23456789"
S = TypeVar("S")

RIGHTS: dict[Right, frozenset[Role]] = {
    "talk": frozenset({"agent", "leader"}),
    "watch": frozenset({"leader"}),
    "read": frozenset({"leader", "inspector", "clerk", "manager", "author", "admin"}),
    "report": frozenset({"leader", "inspector", "manager"}),
    "personal": frozenset({"agent", "leader", "clerk"}),
    "settle": frozenset({"author", "admin"}),
    "people": frozenset({"admin"}),
    "connect": frozenset({"admin"}),
    "work": frozenset({"agent", "leader", "clerk", "manager"}),
    "calls": frozenset({"agent", "leader", "clerk", "manager"}),
    "lists": frozenset({"leader", "clerk", "manager"}),
}


def may(me: Me, right: Right) -> bool:
    """Whether one of the roles gives the right, and a token does not keep it back."""
    return not RIGHTS[right].isdisjoint(me.roles) and (not me.only or right in me.only)


def rights_of(roles: tuple[Role, ...]) -> set[Right]:
    """All that roles give."""
    return {right for right, having in RIGHTS.items() if not having.isdisjoint(roles)}


class Access:
    """Accounts, sessions and tokens in a store; `audit` is the log of what was done with them."""

    def __init__(self, store: Store, clock: Callable[[], Instant]) -> None:
        self._store, self._clock = store, clock
        self.audit = Audit(store, clock)
        self._seen: OrderedDict[str, tuple[int, Any]] = OrderedDict()
        self._hasher = PasswordHasher()
        # One takes 64 MiB and a core for a while: a crowd at the door must not take all of them.
        self._hashing = asyncio.Semaphore(2)
        # Whoever has no account takes as long as whoever has one.
        self._nobody = self._hasher.hash(secrets.token_hex())

    # -- accounts ------------------------------------------------------------------------------------------------

    async def set_account(
        self,
        account: str,
        password: str | None,
        number: str,
        name: str,
        roles: tuple[Role, ...],
        centres: tuple[str, ...],
        *,
        queues: dict[str, tuple[str, ...]] | None = None,
        subject: str = "",
        weak: bool = False,
    ) -> None:
        """Make an account or change it; without a password the old one stays, and a new account has none that fits.
        `weak`: a password that everybody knows, as a demonstration has them. Raises what `check_password` raises."""
        known = await self.account(account)
        if password is not None:
            if not weak:
                check_password(password, (account, name))
            hashed = await self._hashed(password)
        else:
            hashed = known.hash if known is not None else ""
        fact = a.AccountSet(
            self._clock(), account=account, number=number, name=name, roles=roles, centres=centres, hash=hashed,
            queues=queues if queues is not None else known.set.queues if known is not None else {},
            subject=subject or (known.set.subject if known is not None else ""),
        )  # fmt: skip
        await self._keep(ACCOUNT + account, fact)

    async def account(self, account: str) -> Known | None:
        """An account as it stands, None where there is none."""
        return await self._folded(ACCOUNT + account, a.known_after)

    async def accounts(self) -> list[Known]:
        """All accounts by name."""
        names = await self._store.streams(ACCOUNT)
        found = [await self.account(name.removeprefix(ACCOUNT)) for name in names]
        return [one for one in found if one is not None]

    async def of_subject(self, subject: str) -> str:
        """The account of somebody whom the identity provider knows, empty where there is none."""
        found = await self._folded(SUBJECT + name_of(subject), a.subject_after)
        return found.account if found is not None else ""

    async def set_subject(self, subject: str, account: str) -> None:
        """Let an account be found by who it is at the identity provider."""
        await self._keep(SUBJECT + name_of(subject), a.Subject(self._clock(), account=account))

    async def enable(self, account: str, on: bool) -> None:
        """Let nobody sign in with an account, or let them again. What is open ends."""
        now = self._clock()
        await self._keep(ACCOUNT + account, a.Enabled(now) if on else a.Disabled(now))
        if not on:
            await self.end_sessions(account)

    async def unlock(self, account: str) -> None:
        """Forgive the wrong passwords."""
        await self._keep(ACCOUNT + account, a.Unlocked(self._clock()))

    async def set_locale(self, account: str, locale: str) -> None:
        """The language in which somebody works, on every machine."""
        await self._keep(ACCOUNT + account, a.LocaleSet(self._clock(), locale=locale))

    async def set_notices(self, account: str, notices: a.NoticesSet) -> None:
        """What somebody is told of by e-mail."""
        await self._keep(ACCOUNT + account, msgspec.structs.replace(notices, at=self._clock()))

    def locked_until(self, known: Known) -> Instant | None:
        """Until when an account is locked for its wrong passwords, None where it is not."""
        now = self._clock()
        counted = [at for at in known.failures if at > now - LOCKED]
        return counted[0] + LOCKED if len(counted) >= FAILURES else None

    # -- passwords -------------------------------------------------------------------------------------------------

    async def give_password(self, account: str) -> tuple[str, Instant]:
        """A password with which its owner may choose one, and until when. Every session of the account ends."""
        parts = ["".join(secrets.choice(_ONE_TIME) for _ in range(5)) for _ in range(4)]
        password, until = "-".join(parts), self._clock() + ONCE
        await self._keep(ACCOUNT + account, a.PasswordSet(self._clock(), hash=await self._hashed(password), once=until))
        await self.end_sessions(account)
        return password, until

    async def change_password(self, me: Me, token: str, old: str, new: str) -> None:
        """Somebody's own password; their other sessions end. Raises `access.wrong-old`, `access.provider`, and what
        `check_password` raises."""
        known = await self.account(me.account)
        if known is None or known.set.subject:
            raise SaywellError("access.provider")
        if self.locked_until(known) is not None:
            raise SaywellError("access.locked", minutes=LOCKED // MINUTE)
        if not await self._matches(known.hash, old):
            await self._keep(ACCOUNT + me.account, a.Failed(self._clock()))
            raise SaywellError("access.wrong-old")
        check_password(new, (me.account, me.name, old))
        await self._keep(ACCOUNT + me.account, a.PasswordSet(self._clock(), hash=await self._hashed(new)))
        await self.end_sessions(me.account, but=name_of(token))
        await self.log("password.changed", me.account)

    async def _hashed(self, password: str) -> str:
        async with self._hashing:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def _matches(self, hashed: str, password: str) -> bool:
        def verify() -> bool:
            try:
                return self._hasher.verify(hashed, password[:1024])
            except (VerificationError, InvalidHashError):
                return False

        async with self._hashing:
            return await asyncio.to_thread(verify)

    # -- sessions --------------------------------------------------------------------------------------------------

    async def sign_in(self, account: str, password: str, locale: str, device: str = "") -> tuple[str, Me]:
        """A token for a new session, and who it is. Raises `access.locked`, `access.wrong`: the same for a wrong name
        and a wrong password; for a right one `access.disabled`, `access.once-over`."""
        known = await self.account(account)
        if known is not None and self.locked_until(known) is not None:
            raise SaywellError("access.locked", minutes=LOCKED // MINUTE)
        good = await self._matches((known.hash if known is not None else "") or self._nobody, password)
        if known is None or not good:
            if known is not None:
                await self._keep(ACCOUNT + account, a.Failed(self._clock()))
            await self.log("sign-in.failed", account[:100])
            raise SaywellError("access.wrong")
        if not known.enabled:
            raise SaywellError("access.disabled")
        if known.once and known.once < self._clock():
            raise SaywellError("access.once-over")
        if known.failures:
            await self._keep(ACCOUNT + account, a.Passed(self._clock()))
        return await self.enter(known, locale, device)

    async def enter(self, known: Known, locale: str, device: str = "") -> tuple[str, Me]:
        """A token for a new session of somebody who has shown who they are. Raises `access.disabled`."""
        if not known.enabled:
            raise SaywellError("access.disabled")
        now, account = self._clock(), known.set.account
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(16)
        began = a.Began(now, account=account, csrf=csrf, locale=locale[:20], until=now + LASTS, device=device[:60])
        await self._keep(SESSION + name_of(token), began)
        await self.log("sign-in", account)
        return token, _me(known, began)

    async def who(self, token: str) -> Me | None:
        """Who a token is, None where it is not valid any more."""
        # Sessions may end on another node: what is new of them is read whenever one is used.
        session = await self._session(name_of(token)) if token else None
        now = self._clock()
        if session is None or not session.valid(now):
            return None
        known = await self.account(session.began.account)
        if known is None or not known.enabled:
            return None
        if now - session.used >= NOTED:
            await self._keep(SESSION + name_of(token), a.Used(now))
        return _me(known, session.began)

    async def sign_out(self, token: str) -> None:
        """End a session, everywhere."""
        await self.end_session(name_of(token))

    async def sessions(self, account: str = "") -> list[tuple[str, Session]]:
        """The sessions that are valid, of one account or of all, each with the name under which it is ended; the one
        that was used last comes first."""
        found = []
        for stream in await self._store.streams(SESSION):
            session = await self._session(stream.removeprefix(SESSION))
            if session is not None and session.valid(self._clock()) and account in ("", session.began.account):
                found.append((stream.removeprefix(SESSION), session))
        return sorted(found, key=lambda one: -one[1].used)

    async def end_session(self, id: str, account: str = "") -> bool:
        """End a session (of an account, if one is named); whether there was one."""
        session = await self._session(id)
        if session is None or not session.valid(self._clock()) or account not in ("", session.began.account):
            return False
        await self._keep(SESSION + id, a.Over(self._clock()))
        return True

    async def end_sessions(self, account: str, but: str = "") -> int:
        """End all sessions of an account but one; how many there were."""
        names = [id for id, _ in await self.sessions(account) if id != but]
        for id in names:
            await self.end_session(id)
        return len(names)

    async def forget_sessions(self, before: Instant) -> int:
        """Remove the sessions that were over at an instant; how many."""
        gone = 0
        for stream in await self._store.streams(SESSION):
            session = await self._session(stream.removeprefix(SESSION))
            if session is None or min(session.began.until, session.over or session.began.until) < before:
                await self._store.erase(stream)
                self._seen.pop(stream, None)
                gone += 1
        return gone

    async def _session(self, id: str) -> Session | None:
        return await self._folded(SESSION + id, a.session_after)

    # -- tokens ----------------------------------------------------------------------------------------------------

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

    async def tokens(self, account: str = "") -> list[tuple[str, TokenMade]]:
        """The tokens that are valid, of one account or of all, each with the name under which it is ended."""
        out = []
        for stream in await self._store.streams(TOKEN):
            made = await self._token(stream)
            if made is not None and account in ("", made.account):
                out.append((stream.removeprefix(TOKEN), made))
        return out

    async def end_token(self, account: str, id: str, by: str = "") -> bool:
        """End a token of an account; whether there was one. `by`: who did, if not its owner."""
        made = await self._token(TOKEN + id)
        if made is None or made.account != account:
            return False
        await self._keep(TOKEN + id, a.TokenEnded(self._clock()))
        whose = {"person": account} if by and by != account else {}
        await self.log("token.ended", by or account, name=made.name, **whose)
        return True

    async def program(self, token: str) -> Me | None:
        """For whom a program acts, None where its token is not valid."""
        made = await self._token(TOKEN + name_of(token))
        known = await self.account(made.account) if made is not None else None
        if made is None or known is None or not known.enabled:
            return None
        began = a.Began(made.at, account=made.account, csrf="", locale="en", until=made.until)
        return msgspec.structs.replace(_me(known, began), only=made.rights or ("",))

    async def _token(self, stream: str) -> TokenMade | None:
        made = await self._folded(stream, a.token_after)
        return made if made is not None and made.until > self._clock() else None

    # -- keeping ---------------------------------------------------------------------------------------------------

    async def log(self, what: str, account: str, centre: str = "", **details: Any) -> None:
        """Note in the audit log, to which one can only append."""
        await self.audit.log(what, account, centre, **details)

    async def _folded(self, stream: str, after: Callable[[S | None, a.AnyFact], S | None]) -> S | None:
        """What a stream comes to; only what is new is read."""
        held: tuple[int, S | None] = self._seen.get(stream, (0, None))
        number, state = held
        records = await self._store.read(stream, number)
        for record in records:
            state = after(state, a.decode(record.body))
            number = record.number
        if records:
            self._seen[stream] = (number, state)
            while len(self._seen) > HELD:
                self._seen.popitem(last=False)
        return state

    async def _keep(self, stream: str, fact: a.AnyFact) -> None:
        entry = Entry(str(fact.__struct_config__.tag), msgspec.json.encode(fact))
        await append(self._store, stream, entry, self._clock())


def name_of(token: str) -> str:
    """The name under which a token is kept: its hash."""
    return sha256(token.encode()).hexdigest()


def seen_as(known: Known) -> Me:
    """An account as it looks at things where nobody is signed in."""
    return _me(known, a.Began(0, account=known.set.account, csrf="", locale=known.notices.locale or "zh-Hans", until=0))


def _me(known: Known, began: a.Began) -> Me:
    account = known.set
    return Me(
        account=account.account,
        number=account.number,
        name=account.name,
        roles=account.roles,
        centres=account.centres,
        locale=known.locale or began.locale,
        csrf=began.csrf,
        must_change=known.once != 0,
        provider=account.subject != "",
    )
