"""What is kept of accounts, sessions and tokens, and what it comes to. Pure."""

from __future__ import annotations

from typing import Literal

import msgspec

from saywell.desk.wire import Role

ACCOUNT, SESSION, TOKEN, SUBJECT = "account/", "session/", "token/", "subject/"
FAILURES = 5

Right = Literal["talk", "watch", "read", "report", "personal", "settle", "people", "connect", "work", "calls", "lists"]
"""talk: take conversations; watch: see all live ones, whisper, take over, declare incidents; read: past conversations
of others; report: figures over all of them; personal: with personal data shown; settle: change a centre's settings;
people: accounts, retention, what customers ask about their data; connect: how a centre reaches its shop; work: what is
to be done after conversations, one's own and one's department's; calls: see the lists of customers who are
called; lists: make them, see what came of them, say what is asked, whom and when nobody calls."""


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="event"):
    """Base of what is kept of accounts and sessions."""

    at: int


class AccountSet(Fact, frozen=True, tag="account.set.1", kw_only=True):
    """An account as it is from now on; `hash` by argon2id. `queues` by centre (none: all of them). `subject`: who it is
    at the identity provider, empty for a local account."""

    account: str
    number: str
    name: str
    roles: tuple[Role, ...]
    centres: tuple[str, ...]
    hash: str
    queues: dict[str, tuple[str, ...]] = {}
    subject: str = ""


class PasswordSet(Fact, frozen=True, tag="account.password.1", kw_only=True):
    """Another password. `once`: until when this one may be used, to choose one's own; 0 for an ordinary one."""

    hash: str
    once: int = 0


class Disabled(Fact, frozen=True, tag="account.disabled.1"):
    """Nobody may sign in with it; its sessions and tokens are worth nothing."""


class Enabled(Fact, frozen=True, tag="account.enabled.1"):
    """They may again."""


class Failed(Fact, frozen=True, tag="account.failed.1"):
    """A wrong password."""


class Passed(Fact, frozen=True, tag="account.passed.1"):
    """A right one."""


class Unlocked(Fact, frozen=True, tag="account.unlocked.1"):
    """An administrator forgave the wrong ones."""


class LocaleSet(Fact, frozen=True, tag="account.locale.1", kw_only=True):
    """The language in which somebody works."""

    locale: str


Notice = Literal["assigned", "due", "late", "answered", "visited"]
"""assigned: work came to somebody; due: its time runs out; late: it ran out, or went up to them; answered: the receiver
confirmed it, or the customer was told; visited: the technician was there."""


class NoticesSet(Fact, frozen=True, tag="account.notices.1", kw_only=True):
    """What somebody is told of by e-mail from now on, and at which address. `digest`: in one mail on each working day,
    at `minute` of it, instead of each at once. `base`: the address of the pages, `locale`: the language of the session
    in which this was set."""

    mail: str = ""
    kinds: tuple[Notice, ...] = ()
    digest: bool = False
    minute: int = 540
    base: str = ""
    locale: str = ""


class Began(Fact, frozen=True, tag="session.began.1", kw_only=True):
    """Somebody signed in. `device`: browser and system."""

    account: str
    csrf: str
    locale: str
    until: int
    device: str = ""


class Used(Fact, frozen=True, tag="session.used.1"):
    """The session was used; noted now and then."""


class Over(Fact, frozen=True, tag="session.over.1"):
    """They signed out, or somebody ended it."""


class TokenMade(Fact, frozen=True, tag="token.made.1", kw_only=True):
    """A program may act for an account, within these rights."""

    account: str
    name: str
    rights: tuple[Right, ...]
    until: int


class TokenEnded(Fact, frozen=True, tag="token.ended.1"):
    """Not any more."""


class Subject(Fact, frozen=True, tag="subject.known.1", kw_only=True):
    """The account of somebody whom the identity provider knows."""

    account: str


AnyFact = (
    AccountSet | PasswordSet | Disabled | Enabled | Failed | Passed | Unlocked | LocaleSet | NoticesSet
    | Began | Used | Over | TokenMade | TokenEnded | Subject
)  # fmt: skip
decode = msgspec.json.Decoder(AnyFact).decode


class Known(msgspec.Struct, frozen=True):
    """An account as it stands. `failures`: when the last wrong passwords came."""

    set: AccountSet
    hash: str
    once: int = 0
    enabled: bool = True
    failures: tuple[int, ...] = ()
    locale: str = ""
    notices: NoticesSet = NoticesSet(0)


class Session(msgspec.Struct, frozen=True):
    """A session as it stands."""

    began: Began
    used: int
    over: int | None = None

    def valid(self, now: int) -> bool:
        """Whether it still opens anything."""
        return self.over is None and self.began.until >= now


def known_after(known: Known | None, fact: AnyFact) -> Known | None:
    """An account after a fact."""
    change = msgspec.structs.replace
    if isinstance(fact, AccountSet):
        if known is None or known.hash != fact.hash:
            old = known or Known(fact, fact.hash)
            return change(old, set=fact, hash=fact.hash, once=0, failures=())
        return change(known, set=fact)
    if known is None:
        return None
    match fact:
        case PasswordSet():
            return change(known, hash=fact.hash, once=fact.once, failures=())
        case Disabled():
            return change(known, enabled=False)
        case Enabled():
            return change(known, enabled=True)
        case Failed():
            return change(known, failures=(*known.failures, fact.at)[-FAILURES:])
        case Passed() | Unlocked():
            return change(known, failures=())
        case LocaleSet():
            return change(known, locale=fact.locale)
        case NoticesSet():
            return change(known, notices=fact)
    return known


def session_after(session: Session | None, fact: AnyFact) -> Session | None:
    """A session after a fact."""
    if isinstance(fact, Began):
        return Session(fact, fact.at)
    if session is not None and isinstance(fact, Used):
        return msgspec.structs.replace(session, used=fact.at)
    if session is not None and isinstance(fact, Over) and session.over is None:
        return msgspec.structs.replace(session, over=fact.at)
    return session


def token_after(token: TokenMade | None, fact: AnyFact) -> TokenMade | None:
    """A token after a fact; None where it is not valid."""
    return fact if isinstance(fact, TokenMade) else None if isinstance(fact, TokenEnded) else token


def subject_after(subject: Subject | None, fact: AnyFact) -> Subject | None:
    """The account of a subject after a fact."""
    return fact if isinstance(fact, Subject) else subject
