"""What lists of people who are to be called keep of a customer, and the list of those who are not called any more."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec

from saywell.desk import settings as s
from saywell.desk.customer import Found, Whose
from saywell.desk.hub import Hub
from saywell.desk.lost import Lost, tell_lost
from saywell.desk.never import NEVER, Kept, Never, forget, key_of
from saywell.followup import campaigns as cp
from saywell.followup.events import Customer
from saywell.followup.rules import digits
from saywell.storage.interface import Append, Entry


class Lists:
    """Entries of lists. Whoever is erased leaves an empty place, so that the others keep theirs."""

    kind = "lists"

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def find(self, centre: str, whose: Whose) -> list[Found]:
        """See Keeper."""
        out = []
        for stream in await self._hub.store.streams(cp.PREFIX):
            for at, entry in await self._entries(centre, stream.removeprefix(cp.PREFIX)):
                customer = entry.customer
                talk = entry.source.talk in whose.talks if entry.source.talk else False
                if talk or whose.has_phone(customer.phone) or whose.has_id(customer.id):
                    id = f"{stream.removeprefix(cp.PREFIX)}/{cp.work_id('', entry.key)}"
                    out.append(Found(kind=self.kind, id=id, at=at))
        return out

    async def export(self, centre: str, id: str) -> dict[str, Any]:
        """See Keeper."""
        campaign, _, mark = id.partition("/")
        for _, entry in await self._entries(centre, campaign):
            if cp.work_id("", entry.key) == mark:
                kept = {"list": campaign, "customer": entry.customer, "why": entry.why, "fields": entry.fields}
                found: dict[str, Any] = msgspec.to_builtins(kept)
                return found
        return {"list": campaign}

    async def erase(self, centre: str, id: str) -> int:
        """See Keeper."""
        campaign, _, mark = id.partition("/")
        stream, new = cp.PREFIX + campaign, dict[int, bytes]()
        for record in await self._hub.store.read(stream):
            event = cp.decode(record.body)
            if isinstance(event, cp.Listed) and any(cp.work_id("", one.key) == mark for one in event.entries):
                entries = tuple(_emptied(one) if cp.work_id("", one.key) == mark else one for one in event.entries)
                new[record.number] = cp.encode(msgspec.structs.replace(event, entries=entries))
        await self._hub.store.rewrite(stream, new)
        await tell_lost(self._hub.store, centre, Lost(streams=(stream,)), self._hub.clock())
        self._hub.campaigns.shell.forget(stream)
        return len(new)

    async def _entries(self, centre: str, campaign: str) -> list[tuple[int, cp.Entry]]:
        out: list[tuple[int, cp.Entry]] = []
        for record in await self._hub.store.read(cp.PREFIX + campaign):
            event = cp.decode(record.body)
            if isinstance(event, cp.Made) and event.centre != centre:
                return []
            if isinstance(event, cp.Listed):
                out += [(record.at, one) for one in event.entries]
        return out


def _emptied(entry: cp.Entry) -> cp.Entry:
    return cp.Entry(key=cp.ERASED + secrets.token_hex(8), customer=Customer())


class NeverCalled:
    """The numbers that are not called, also those in the settings. A keyed hash of what is erased stays: that somebody
    wants to be left alone must not be forgotten."""

    kind = "never"

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def find(self, centre: str, whose: Whose) -> list[Found]:
        """See Keeper."""
        store, key = self._hub.store, await key_of(self._hub.store, self._hub.clock())
        never, out = Never(key), dict[str, Found]()
        for record in await store.read(NEVER + centre):
            for phone in msgspec.json.decode(record.body, type=Kept).phones:
                if whose.has_phone(phone):
                    out[phone] = Found(kind=self.kind, id=never.mark(phone), at=record.at)
        for record in await store.read(s.PREFIX + centre):
            for phone in map(digits, s.read_setting(record).calling.never):
                if whose.has_phone(phone):
                    out[phone] = Found(kind=self.kind, id=never.mark(phone), at=record.at)
        return list(out.values())

    async def export(self, centre: str, id: str) -> dict[str, Any]:
        """See Keeper."""
        out: dict[str, Any] = {}
        for record in await self._hub.store.read(NEVER + centre):
            kept = msgspec.json.decode(record.body, type=Kept)
            for phone in await self._named(id, kept.phones):
                out = {"phone": phone, "at": kept.at, "why": kept.why, "on": kept.on}
        if out:
            return out
        for record in await self._hub.store.read(s.PREFIX + centre):
            for phone in await self._named(id, s.read_setting(record).calling.never):
                return {"phone": phone, "at": record.at}
        return {}

    async def erase(self, centre: str, id: str) -> int:
        """See Keeper."""
        store, now = self._hub.store, self._hub.clock()
        phones = {
            digits(phone)
            for record in await store.read(NEVER + centre)
            for phone in await self._named(id, msgspec.json.decode(record.body, type=Kept).phones)
        }
        new: dict[int, bytes] = {}
        for record in await store.read(s.PREFIX + centre):
            setting = s.read_setting(record)
            theirs = await self._named(id, setting.calling.never)
            if theirs:
                never = tuple(one for one in setting.calling.never if one not in theirs)
                calling = msgspec.structs.replace(setting.calling, never=never)
                new[record.number] = msgspec.json.encode(msgspec.structs.replace(setting, calling=calling))
        if new:
            # First that the number is not called, then that it stands there no more.
            marked = Kept(now, (), marks=(id,))
            number = len(await store.read(NEVER + centre))
            await store.append(
                Append(NEVER + centre, [Entry("never.kept.1", msgspec.json.encode(marked))], number, now)
            )
            await store.rewrite(s.PREFIX + centre, new)
            await self._hub.load(centre)
        await forget(store, centre, phones, now)
        lost = Lost(streams=(NEVER + centre, *((s.PREFIX + centre,) if new else ())))
        await tell_lost(store, centre, lost, now)
        return len(new) + len(phones)

    async def _named(self, id: str, phones: tuple[str, ...]) -> list[str]:
        never = Never(await key_of(self._hub.store, self._hub.clock()))
        return [one for one in phones if never.mark(digits(one)) == id]
