"""Who sees which work after conversations, what they may do with it, and what of it is shown."""

from __future__ import annotations

from typing import Any

import msgspec

from saywell.desk import wire as w
from saywell.desk import work_wire as ww
from saywell.desk.access import may
from saywell.desk.followups import whole
from saywell.desk.hub import Hub
from saywell.followup import inputs as i
from saywell.followup.events import Source
from saywell.followup.state import Work
from saywell.insight.works import Scope
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import Instant
from saywell.language.mask import mask

LONGEST = 4_000
"""Characters of a remark or a field."""
ENDS = ("done", "won", "lost", "dropped")
"""Outcomes that a person can give."""


def scope_of(hub: Hub, me: w.Me, centre: str) -> Scope:
    """What is somebody's: their own, and of their departments."""
    rules = hub.rules
    mine = [id for id in rules.office(centre).departments if rules.may_receive(centre, id, me.number)]
    return Scope(me.number, ("", *mine))


async def sees(hub: Hub, me: w.Me, work: Work) -> bool:
    """Whether somebody may see a piece of work of their centre."""
    assert work.opened is not None
    if may(me, "read") or me.number in (work.owner, work.opened.by, work.opened.owner):
        return True
    if not work.department:
        return not work.owner
    return hub.rules.may_receive(work.opened.centre, work.department, me.number)


def seen_whole(hub: Hub, me: w.Me, work: Work) -> ww.Work:
    """A piece of work as somebody sees it."""
    assert work.opened is not None
    centre = work.opened.centre
    spec = hub.rules.spec(centre, work.opened.what)
    limit = hub.rules.by(centre, spec.answer, hub.clock(), work.department) if spec.answer else None
    shown = msgspec.structs.replace(
        whole(work, spec), can=abilities(hub, me, work), limit=limit, levels=tuple(spec.escalate)
    )
    return shown if may(me, "personal") else veiled_whole(shown)


def abilities(hub: Hub, me: w.Me, work: Work) -> tuple[str, ...]:
    """The commands that can be given now, by their names."""
    assert work.opened is not None
    opened, can = work.opened, ["note", "edit"]
    if work.closed is not None:
        return (*can, "reopen", *(("print",) if opened.kind == "repair" else ()))
    spec = hub.rules.spec(opened.centre, opened.what)
    receiver = work.owner == me.number or hub.rules.may_receive(opened.centre, work.department, me.number)
    if receiver and "acknowledge" in work.clocks:
        can.append("acknowledge")
    can.append("dispatch")
    if spec.escalate and work.level != spec.escalate[-1]:
        can.append("escalate")
    if opened.kind != "callback":
        can += ["promise", "resume" if work.status == "waiting" else "pause"]
    if spec.stages:
        can.append("stage")
    if opened.kind == "repair":
        can += ["print", "plan", *(("visit",) if "visit" in work.clocks else ())]
    can += ["try"] if opened.kind == "callback" else []
    if work.answered is None:
        can.append("answer")
    return (*can, "close")


def allowed(me: w.Me, command: i.AnyInput, now: Instant) -> i.AnyInput:
    """The command as it is given by whoever is signed in. Raises `followup.past`, `desk.too-long`, `access.forbidden`
    for what only the product does."""
    if type(command) is i.Open or (type(command) is i.Close and (command.into or command.outcome not in ENDS)):
        raise SaywellError("access.forbidden", right=str(command.__struct_config__.tag))
    values: dict[str, Any] = {"by": me.number}
    for field in ("due", "when", "again"):
        at = getattr(command, field, None)
        if at is not None and at <= now:
            raise SaywellError("followup.past", place=Place(field=field))
    for field in ("text", "reason", "why", "result"):
        text = getattr(command, field, "")
        if len(text) > LONGEST:
            raise SaywellError("desk.too-long", place=Place(field=field), length=len(text), most=LONGEST)
    if type(command) is i.Note and not command.text.strip():
        raise SaywellError("desk.empty", place=Place(field="text"), field="text")
    if type(command) in (i.Promise, i.Answer):
        # Where in a conversation it was said is known from the conversation alone.
        values["source"] = Source()
    return msgspec.structs.replace(command, **values)


def veiled_row(row: ww.WorkRow) -> Any:
    """A row without what tells who the customer is."""
    return msgspec.structs.replace(
        row, name="", phone="", about=_masked(row.about), words=_masked(row.words), reason=_masked(row.reason)
    )


def veiled_whole(shown: ww.Work) -> ww.Work:
    """The same of a piece of work with its form and history."""
    veiled: ww.Work = veiled_row(shown)
    return msgspec.structs.replace(veiled, fields={}, history=tuple(_veiled(one) for one in shown.history))


_HIDDEN = frozenset({"customer", "fields", "answers"})
_PLAIN = frozenset({"event", "what", "kind", "clock", "level", "outcome", "to", "department", "by", "stage", "centre"})


def _veiled(event: Any) -> Any:
    """An event as plain data, its texts masked."""
    if isinstance(event, dict):
        return {key: value if key in _PLAIN else _veiled(value) for key, value in event.items() if key not in _HIDDEN}
    return _masked(event) if isinstance(event, str) else event


def _masked(text: str) -> str:
    return mask(text, style="stars").text if text else ""
