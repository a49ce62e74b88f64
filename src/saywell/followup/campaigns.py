"""Lists of people who are to be called, as streams `campaign/<id>`: who is on them, why, and what became work. Pure.

Every entry has a key of its own, such as an order or a telephone number; its work has an id that follows from it, so
that a list that is read twice, or a rule that is asked again, calls nobody twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

import msgspec

from saywell.conversation.inputs import Purpose
from saywell.followup import events as e
from saywell.followup import inputs as i
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant

PREFIX = "campaign/"
WORK = "list-"
"""How the ids of the work of lists begin."""
ERASED = "erased-"
"""How the keys of those begin whose data was erased: they keep their place, and become no work."""
Origin = Literal["file", "work", "rule"]


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Somebody to be called. `key` tells entries apart; `why`: in words, for the agent; `fields`: what else is known;
    `of`: the work that the call is about."""

    key: str
    customer: e.Customer
    why: str = ""
    fields: dict[str, str] = {}
    of: str = ""
    source: e.Source = e.Source()


class CampaignEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="event"):
    """Base of what happens to a list."""

    at: int


class Made(CampaignEvent, frozen=True, tag="campaign.made.1", kw_only=True):
    """A list begins. `rule`: what is asked again every hour, for `origin` rule; `survey`: the questions that are asked;
    `reserve`: agents who must stay free for customers who call; `channel`: whether customers are called or written
    to."""

    centre: str
    title: str
    purpose: Purpose
    origin: Origin
    rule: str = ""
    survey: str = ""
    reserve: int = 0
    channel: Literal["phone", "chat"] = "phone"
    by: str = ""


class Listed(CampaignEvent, frozen=True, tag="campaign.listed.1", kw_only=True):
    """People were put on it; nobody is called before they have become work."""

    entries: tuple[Entry, ...]
    by: str = ""


class Enrolled(CampaignEvent, frozen=True, tag="campaign.enrolled.1", kw_only=True):
    """So many of its entries have become work."""

    count: int


class Set(CampaignEvent, frozen=True, tag="campaign.set.1", kw_only=True):
    """It calls, stands still, or is over."""

    status: Literal["open", "paused", "closed"]
    by: str = ""


AnyCampaignEvent = Made | Listed | Enrolled | Set


class Campaign(msgspec.Struct, frozen=True):
    """A list as it stands. `waiting`: entries that have not become work yet."""

    id: str
    made: Made | None = None
    status: str = "open"
    keys: frozenset[str] = frozenset()
    waiting: tuple[Entry, ...] = ()


_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder(AnyCampaignEvent).decode


class Campaigns:
    """The decider of lists; its events are its commands."""

    def start(self, stream: str) -> Campaign:
        """Nothing yet."""
        return Campaign(id=stream.removeprefix(PREFIX))

    def decide(self, now_is: Campaign, command: AnyCampaignEvent, now: Instant) -> Sequence[AnyCampaignEvent]:
        """What of a command is new. Raises `campaign.nothing`, `campaign.over`."""
        command = msgspec.structs.replace(command, at=now)
        if type(command) is Made:
            return [command] if now_is.made is None else []
        if now_is.made is None:
            raise SaywellError("campaign.nothing")
        match command:
            case Listed():
                if now_is.status == "closed":
                    raise SaywellError("campaign.over")
                new = {one.key: one for one in command.entries if one.key not in now_is.keys}
                return [msgspec.structs.replace(command, entries=tuple(new.values()))] if new else []
            case Enrolled():
                return [command] if 0 < command.count <= len(now_is.waiting) else []
            case Set():
                return [command] if command.status != now_is.status else []
        return []

    def settle(self, now_is: Campaign, now: Instant) -> Sequence[AnyCampaignEvent]:
        """Nothing falls due by itself."""
        return ()

    def wake(self, now_is: Campaign) -> Instant | None:
        """Never."""
        return None

    def fold(self, now_is: Campaign, event: AnyCampaignEvent) -> Campaign:
        """The list after an event."""
        change = msgspec.structs.replace
        match event:
            case Made():
                return change(now_is, made=event)
            case Listed():
                keys = now_is.keys.union(one.key for one in event.entries)
                return change(now_is, keys=keys, waiting=(*now_is.waiting, *event.entries))
            case Enrolled():
                return change(now_is, waiting=now_is.waiting[event.count :])
            case Set():
                return change(now_is, status=event.status)


def encode(event: AnyCampaignEvent) -> bytes:
    """An event as it is kept."""
    return _ENCODE(event)


def decode(body: bytes) -> AnyCampaignEvent:
    """An event as it was kept."""
    event: AnyCampaignEvent = _DECODE(body)
    return event


def work_id(campaign: str, key: str) -> str:
    """The id of the work of an entry, for ever the same."""
    return f"{WORK}{campaign}-{sha256(key.encode()).hexdigest()[:16]}"


def opening(campaign: Campaign, entry: Entry, at: Instant) -> i.Open:
    """The work that an entry becomes, to be called from an instant on; nobody promised it: no clock runs for it."""
    assert campaign.made is not None
    made = campaign.made
    return i.Open(
        by=made.by, what="callback", centre=made.centre, source=entry.source, customer=entry.customer,
        about=made.purpose, fields={**({"why": entry.why} if entry.why else {}), **entry.fields}, channel=made.channel,
        of=entry.of, campaign=campaign.id, not_before=at,
    )  # fmt: skip
