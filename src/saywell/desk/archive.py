"""Whole conversations to read and take away."""

from __future__ import annotations

import uuid
from typing import Any

import msgspec

from saywell.desk import talk as t
from saywell.desk import wire as w
from saywell.desk.hub import Hub
from saywell.desk.view import view
from saywell.exchange.native import write_native
from saywell.exchange.vcon import write_vcon
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import Instant
from saywell.language.mask import mask


def whole(hub: Hub, live: t.Live) -> w.Talk:
    """A conversation with everything that is kept of it."""
    assert live.placed is not None
    return view(live, hub.cards.held(live.placed.opening.id) or w.Person(id=live.placed.person), hub.clock())


def veiled(shown: w.Talk) -> w.Talk:
    """The same without what tells who the customer is, for those who need not know."""
    person = shown.customer
    hidden = w.Person(id=person.id, surname="", title=person.title, lang=person.lang)

    def veil(entry: w.Entry) -> w.Entry:
        details: dict[str, Any] = {
            key: mask(value, style="stars").text if isinstance(value, str) else value
            for key, value in entry.detail.items()
            if key not in ("surname", "name", "phone", "account", "fields")
        }
        return msgspec.structs.replace(entry, text=mask(entry.text, style="stars").text, detail=details)

    return msgspec.structs.replace(
        shown,
        customer=hidden,
        entries={n: veil(entry) for n, entry in shown.entries.items()},
        promises=tuple(msgspec.structs.replace(one, text=mask(one.text, style="stars").text) for one in shown.promises),
        forms={},
        rating_text=mask(shown.rating_text, style="stars").text,
    )


def _uuid(placed: t.Placed) -> str:
    """The same for the same conversation, whenever it is taken away."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{placed.centre}/{placed.opening.id}#{placed.at}"))


def taken_away(live: t.Live, kind: str, now: Instant) -> tuple[str, str]:
    """A conversation as a file: its text and media type. `kind`: jsonl, vcon (vcon.json is the same).
    Raises `desk.not-found`."""
    if not live.inputs:
        raise SaywellError("desk.no-talk")
    if kind == "jsonl":
        return "".join(write_native(live.inputs)), "application/jsonl"
    if kind in ("vcon", "vcon.json"):
        assert live.placed is not None
        return write_vcon(live.inputs, created=now, identity=_uuid(live.placed)), "application/vcon"
    raise SaywellError("desk.not-found", path=kind)
