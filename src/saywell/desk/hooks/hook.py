"""A subscription: where a centre's events are sent, which, and by which keys they are signed. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from saywell.kernel.time import DAY, Instant
from saywell.storage.interface import Entry, Record

PREFIX = "hook/"
OVERLAP = DAY
"""How long the older key still signs after a new one was made."""


class HookEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="event"):
    """Base of what happens to a subscription. `by`: the account that did it, "" for the server itself."""

    at: int


class Set(HookEvent, frozen=True, tag="hook.set.1", kw_only=True):
    """It was made or changed. `personal`: personal data goes along."""

    centre: str
    name: str
    url: str
    types: tuple[str, ...]
    personal: bool = False
    by: str = ""


class KeyMade(HookEvent, frozen=True, tag="hook.key-made.1", kw_only=True):
    """A key signs from now on; the one before it still does for a while."""

    key: str
    secret: str
    by: str = ""


class KeyEnded(HookEvent, frozen=True, tag="hook.key-ended.1", kw_only=True):
    """A key signs no more."""

    key: str
    by: str = ""


class SwitchedOff(HookEvent, frozen=True, tag="hook.off.1", kw_only=True):
    """Nothing is sent any more. `why`: by_hand; failed: nothing arrived for a day; gone: the receiver said 410."""

    why: str
    by: str = ""


class SwitchedOn(HookEvent, frozen=True, tag="hook.on.1", kw_only=True):
    """What happens from now on is sent again."""

    by: str = ""


class Removed(HookEvent, frozen=True, tag="hook.removed.1", kw_only=True):
    """It is no more."""

    by: str = ""


AnyHookEvent = Set | KeyMade | KeyEnded | SwitchedOff | SwitchedOn | Removed
_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder(AnyHookEvent).decode


class Key(msgspec.Struct, frozen=True):
    """`until`: when it stops to sign, None while it is the newest."""

    id: str
    secret: str
    made: int
    until: int | None = None


class Hook(msgspec.Struct, frozen=True):
    """A subscription as it stands. `off`: since when and `why` nothing is sent; `made`: when it was made, 0 never."""

    id: str = ""
    centre: str = ""
    name: str = ""
    url: str = ""
    types: tuple[str, ...] = ()
    personal: bool = False
    keys: tuple[Key, ...] = ()
    off: int | None = None
    why: str = ""
    made: int = 0
    removed: bool = False

    @property
    def there(self) -> bool:
        """Whether there is such a subscription."""
        return self.made > 0 and not self.removed

    def wants(self, type: str) -> bool:
        """Whether it takes events of a type now."""
        return self.there and self.off is None and type in self.types

    def secrets(self, now: Instant) -> list[str]:
        """The secrets that sign now, the newest first."""
        return [one.secret for one in self.keys if one.until is None or one.until > now]


class Subscriptions:
    """The decider of subscriptions. A command is the event itself; one that changes nothing brings about nothing."""

    def start(self, stream: str) -> Hook:
        """Nobody has made it yet."""
        return Hook(id=stream.removeprefix(PREFIX))

    def decide(self, hook: Hook, command: AnyHookEvent, now: Instant) -> Sequence[AnyHookEvent]:
        """The command as an event."""
        event = msgspec.structs.replace(command, at=now)
        if hook.removed or (hook.made == 0 and not isinstance(command, Set)):
            return ()
        if isinstance(command, SwitchedOff) and hook.off is not None:
            return ()
        return (event,)

    def settle(self, hook: Hook, now: Instant) -> Sequence[AnyHookEvent]:
        """Nothing falls due."""
        return ()

    def wake(self, hook: Hook) -> Instant | None:
        """Never."""
        return None

    def dump(self, event: AnyHookEvent) -> Entry:
        """An event as it is kept."""
        return Entry(str(event.__struct_config__.tag), _ENCODE(event))

    def load(self, record: Record) -> AnyHookEvent:
        """An event as it was kept."""
        event: AnyHookEvent = _DECODE(record.body)
        return event

    def fold(self, hook: Hook, event: AnyHookEvent) -> Hook:
        """The subscription after an event."""
        change = msgspec.structs.replace
        match event:
            case Set():
                return change(
                    hook, centre=event.centre, name=event.name, url=event.url, types=event.types,
                    personal=event.personal, made=hook.made or event.at,
                )  # fmt: skip
            case KeyMade():
                old = [change(one, until=min(one.until or event.at + OVERLAP, event.at + OVERLAP)) for one in hook.keys]
                return change(hook, keys=(Key(event.key, event.secret, event.at), *old[:1]))
            case KeyEnded():
                return change(hook, keys=tuple(one for one in hook.keys if one.id != event.key))
            case SwitchedOff():
                return change(hook, off=event.at, why=event.why)
            case SwitchedOn():
                return change(hook, off=None, why="")
            case Removed():
                return change(hook, removed=True, keys=())
