"""One mail on its way to one person: what it is about, its tries, when the next one is. Pure.

Each letter is a stream `letter/<account>/<id>`; a digest is one to which lines are added until its hour. What it says
is not copied: it is read again from where it happened when the mail is written, so that what was erased is sent no
more, and nobody is told what they may not see by then. Whoever makes a try claims it in the store first; where that
node dies, the claim runs out and another takes over. A node that dies between the mail server's answer and noting it
sends the mail a second time, with the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from saywell.desk.account import Notice
from saywell.kernel.time import DAY, HOUR, MINUTE, Instant
from saywell.storage.interface import Entry, Record

PREFIX = "letter/"
LEASE = MINUTE
"""How long a claim holds; a try is over before that."""
PAUSE, LONGEST, LASTS = MINUTE, HOUR, DAY
"""The pause after the first failure; it doubles up to the longest; after so long it is given up."""
KEPT: dict[str, int] = {"sent": DAY, "failed": 30 * DAY}
"""How long it is remembered when it is over."""
Status = Literal["waiting", "sent", "failed", "aged"]


class LetterEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="event"):
    """Base of what happens to a letter."""

    at: int


class Put(LetterEvent, frozen=True, tag="letter.put.1", kw_only=True):
    """A line of it: record `number` of `stream`, told as `what`. `send`: when it goes out."""

    what: Notice | Literal["trial"]
    send: int
    stream: str = ""
    number: int = 0


class Claimed(LetterEvent, frozen=True, tag="letter.claimed.1", kw_only=True):
    """A node makes the next try."""

    by: str
    until: int


class Tried(LetterEvent, frozen=True, tag="letter.tried.1", kw_only=True):
    """How a try went, with all lines up to `count`; `why` it failed, or nothing was left to be said (`good`); `next`:
    when the next one is, 0 for never."""

    good: bool
    count: int
    why: str = ""
    next: int = 0


class Again(LetterEvent, frozen=True, tag="letter.again.1", kw_only=True):
    """Somebody wants it tried again."""

    by: str


class Aged(LetterEvent, frozen=True, tag="letter.aged.1"):
    """It is old enough to be forgotten."""


AnyLetterEvent = Put | Claimed | Tried | Again | Aged
_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder(AnyLetterEvent).decode


class Result(msgspec.Struct, frozen=True):
    """How a try with the lines up to `count` went, for the decider; `why` it failed, "" where it did not; `empty`:
    nothing was left to be said."""

    by: str
    count: int
    why: str = ""
    empty: bool = False


Command = Put | Again | Result


class Letter(msgspec.Struct, frozen=True):
    """A letter as it stands. `sent`: so many of its lines have gone out; `since`: when this day of tries began."""

    account: str = ""
    id: str = ""
    puts: tuple[Put, ...] = ()
    sent: int = 0
    since: int = 0
    tries: tuple[Tried, ...] = ()
    failures: int = 0
    status: Status = "waiting"
    next: int = 0
    claim: Claimed | None = None
    over: int = 0

    @property
    def lines(self) -> tuple[Put, ...]:
        """What is to be said yet."""
        return self.puts[self.sent :]


class Letters:
    """The decider of letters. `node`: names who claims."""

    def __init__(self, node: str) -> None:
        self.node = node

    def start(self, stream: str) -> Letter:
        """Nothing is to be said yet."""
        account, _, id = stream.removeprefix(PREFIX).rpartition("/")
        return Letter(account=account, id=id)

    def decide(self, held: Letter, command: Command, now: Instant) -> Sequence[AnyLetterEvent]:
        """The events of a line, of a try, of a wish to try again."""
        match command:
            case Put():
                return (msgspec.structs.replace(command, at=now),)
            case Again():
                return (msgspec.structs.replace(command, at=now),) if held.lines and held.status == "failed" else ()
            case Result():
                if held.claim is None or held.claim.by != command.by or held.status != "waiting":
                    return ()
                return (self._tried(held, command, now),)

    @staticmethod
    def _tried(held: Letter, got: Result, now: Instant) -> Tried:
        if not got.why:
            return Tried(now, good=True, count=got.count, why="nothing" if got.empty else "")
        later = now + min(PAUSE << min(held.failures, 10), LONGEST)
        once = all(one.what == "trial" for one in held.lines)
        return Tried(
            now, good=False, count=got.count, why=got.why[:300],
            next=0 if once or later >= held.since + LASTS else later,
        )  # fmt: skip

    def settle(self, held: Letter, now: Instant) -> Sequence[AnyLetterEvent]:
        """Its time has come: to be tried, or to be forgotten."""
        due = self.wake(held)
        if due is None or due > now:
            return ()
        if held.status == "waiting":
            return (Claimed(now, by=self.node, until=now + LEASE),)
        return (Aged(now),)

    def wake(self, held: Letter) -> Instant | None:
        """When it is tried next, or forgotten."""
        if not held.puts:
            return None
        if held.status == "aged":
            return held.over + HOUR
        if held.status != "waiting":
            return held.over + KEPT[held.status]
        return held.claim.until if held.claim is not None else held.next

    def dump(self, event: AnyLetterEvent) -> Entry:
        """An event as it is kept."""
        return Entry(str(event.__struct_config__.tag), _ENCODE(event))

    def load(self, record: Record) -> AnyLetterEvent:
        """An event as it was kept."""
        event: AnyLetterEvent = _DECODE(record.body)
        return event

    def fold(self, held: Letter, event: AnyLetterEvent) -> Letter:
        """The letter after an event."""
        change = msgspec.structs.replace
        match event:
            case Put():
                puts = (*held.puts, event)
                if held.lines and held.status == "waiting":
                    return change(held, puts=puts)
                return change(held, puts=puts, status="waiting", since=event.send, next=event.send, failures=0)
            case Claimed():
                return change(held, claim=event)
            case Tried():
                return _after(change(held, tries=(*held.tries, event)[-50:], claim=None), event)
            case Again():
                return change(held, status="waiting", since=event.at, next=event.at, claim=None, failures=0)
            case Aged():
                return change(held, status="aged", over=event.at)


def _after(held: Letter, event: Tried) -> Letter:
    change = msgspec.structs.replace
    if not event.good:
        if event.next:
            return change(held, failures=held.failures + 1, next=event.next)
        return change(held, failures=held.failures + 1, status="failed", over=event.at)
    held = change(held, sent=event.count, failures=0)
    if held.lines:
        # A line came in while the others were on their way.
        return change(held, since=event.at, next=max(event.at, held.lines[0].send))
    return change(held, status="sent", over=event.at)
