"""One event on its way to one subscription: its tries, and when the next one is. Pure.

Each delivery is a stream of its own. Whoever makes a try first claims it in the store for a while, so that of several
nodes one does; where that node dies, the claim runs out and another takes over. The event itself is not copied: it is
read again from where it happened, so that what was erased is sent no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from saywell.kernel.time import DAY, HOUR, SECOND, Instant
from saywell.storage.interface import Entry, Record

PREFIX = "delivery/"
LEASE = 30 * SECOND
"""How long a claim holds; a try is over before that."""
FIRST, FACTOR, LONGEST = 5 * SECOND, 3, 4 * HOUR
"""The pause after the first failure, what it grows by, and how long it gets at most."""
LASTS = DAY
"""How long it is tried."""
KEPT = 30 * DAY
"""How long it stays in the log when it is over."""
Status = Literal["waiting", "delivered", "failed", "aged"]


class DeliveryEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="event"):
    """Base of what happens to a delivery."""

    at: int


class Queued(DeliveryEvent, frozen=True, tag="delivery.queued.1", kw_only=True):
    """Record `number` of `stream` is to be sent as `type`. `once`: it is not tried again."""

    type: str
    stream: str = ""
    number: int = 0
    once: bool = False


class Claimed(DeliveryEvent, frozen=True, tag="delivery.claimed.1", kw_only=True):
    """A node makes the next try."""

    by: str
    until: int


class Tried(DeliveryEvent, frozen=True, tag="delivery.tried.1", kw_only=True):
    """How a try went. `status`: of HTTP, 0 without an answer; `why` it failed: status, timeout, refused, name, private,
    tls, line, off, erased; `next`: when the next one is, 0 for never."""

    good: bool
    status: int = 0
    why: str = ""
    ms: int = 0
    next: int = 0


class Again(DeliveryEvent, frozen=True, tag="delivery.again.1", kw_only=True):
    """Somebody wants it sent again."""

    by: str


class Aged(DeliveryEvent, frozen=True, tag="delivery.aged.1"):
    """It is old enough to be forgotten."""


AnyDeliveryEvent = Queued | Claimed | Tried | Again | Aged
_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder(AnyDeliveryEvent).decode


class Result(msgspec.Struct, frozen=True):
    """How a try went, for the decider. `wait`: seconds that the receiver asked for; `chance`: 0-1, for the jitter;
    `final`: another try would be no better."""

    good: bool
    status: int = 0
    why: str = ""
    ms: int = 0
    wait: int = 0
    chance: float = 0.5
    final: bool = False


Command = Queued | Again | Result


class Delivery(msgspec.Struct, frozen=True):
    """A delivery as it stands. `since`: the beginning of this day of tries; `next`: when it is tried next."""

    hook: str = ""
    id: str = ""
    queued: Queued | None = None
    since: int = 0
    tries: tuple[Tried, ...] = ()
    failures: int = 0
    status: Status = "waiting"
    next: int = 0
    claim: Claimed | None = None
    over: int = 0


def pause_after(failures: int, chance: float) -> int:
    """The pause after so many failures in a row (ms): five seconds, three times as long each time, four hours at most,
    a quarter shorter or longer by chance."""
    whole: int = min(FIRST * FACTOR ** min(failures - 1, 20), LONGEST)
    return round(whole * (0.75 + 0.5 * chance))


class Deliveries:
    """The decider of deliveries. `node`: names who claims."""

    def __init__(self, node: str) -> None:
        self.node = node

    def start(self, stream: str) -> Delivery:
        """Nothing is to be sent yet."""
        hook, _, id = stream.removeprefix(PREFIX).partition("/")
        return Delivery(hook=hook, id=id)

    def decide(self, held: Delivery, command: Command, now: Instant) -> Sequence[AnyDeliveryEvent]:
        """The events of something to be sent, of a try, of a wish to send it again."""
        match command:
            case Queued():
                return () if held.queued is not None else (msgspec.structs.replace(command, at=now),)
            case Again():
                return (msgspec.structs.replace(command, at=now),) if held.queued is not None else ()
            case Result():
                if held.queued is None or held.status != "waiting":
                    return ()
                return (self._tried(held, held.queued, command, now),)

    @staticmethod
    def _tried(held: Delivery, queued: Queued, got: Result, now: Instant) -> Tried:
        end = held.since + LASTS
        later = 0
        if not (got.good or got.final or queued.once or now >= end):
            pause = max(pause_after(held.failures + 1, got.chance), min(got.wait * SECOND, LONGEST))
            later = min(now + pause, end)
        return Tried(now, good=got.good, status=got.status, why=got.why, ms=got.ms, next=later)

    def settle(self, held: Delivery, now: Instant) -> Sequence[AnyDeliveryEvent]:
        """Its time has come: to be tried, or to be forgotten."""
        due = self.wake(held)
        if due is None or due > now:
            return ()
        if held.status == "waiting":
            return (Claimed(now, by=self.node, until=now + LEASE),)
        return (Aged(now),)

    def wake(self, held: Delivery) -> Instant | None:
        """When it is tried next, or forgotten."""
        if held.queued is None:
            return None
        if held.status == "aged":
            return held.over + HOUR
        if held.status != "waiting":
            return held.over + KEPT
        return held.claim.until if held.claim is not None else held.next

    def dump(self, event: AnyDeliveryEvent) -> Entry:
        """An event as it is kept."""
        return Entry(str(event.__struct_config__.tag), _ENCODE(event))

    def load(self, record: Record) -> AnyDeliveryEvent:
        """An event as it was kept."""
        event: AnyDeliveryEvent = _DECODE(record.body)
        return event

    def fold(self, held: Delivery, event: AnyDeliveryEvent) -> Delivery:
        """The delivery after an event."""
        change = msgspec.structs.replace
        match event:
            case Queued():
                return change(held, queued=event, since=event.at, next=event.at)
            case Claimed():
                return change(held, claim=event)
            case Tried():
                tries = (*held.tries, event)[-50:]
                if event.good:
                    return change(held, tries=tries, claim=None, failures=0, status="delivered", over=event.at)
                failures = held.failures + 1
                if event.next:
                    return change(held, tries=tries, claim=None, failures=failures, next=event.next)
                return change(held, tries=tries, claim=None, failures=failures, status="failed", over=event.at)
            case Again():
                return change(held, status="waiting", since=event.at, next=event.at, claim=None, failures=0)
            case Aged():
                return change(held, status="aged", over=event.at)
