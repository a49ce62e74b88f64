"""Tickets and old conversations out of files, over HTTP."""

from __future__ import annotations

import secrets
from types import MappingProxyType

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import imports as im
from saywell.desk import wire as w
from saywell.desk.campaign_doors import FILE, SHOWN
from saywell.desk.campaign_wire import Fault
from saywell.desk.door import Door, Doors, in_centre
from saywell.desk.doors import answer, body_of, locale_of
from saywell.desk.sheets import MEDIA, Cell, sheet
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.locale import LOCALES, Locale

_CENTRE = MappingProxyType({"centre": "string"})


class NewImport(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A file to be brought in. `mapping`: by field of a ticket the column, none: guessed. With `dry` nothing is made,
    and what would be is told."""

    centre: str
    kind: im.Kind
    file: bytes
    name: str = ""
    mapping: dict[str, str] = {}
    dry: bool = False


class Sample(w.Wire, frozen=True):
    """What a row, or an old conversation, becomes."""

    what: str
    text: str
    status: str
    lines: int = 0


class PlannedImport(w.Wire, frozen=True):
    """What becomes of a file: `new`, `known` (there already), `faulty`; the first faults, the others are in the file of
    errors."""

    id: str
    new: int
    known: int
    faulty: int
    columns: tuple[str, ...] = ()
    encoding: str = ""
    mapping: dict[str, str] = msgspec.field(default_factory=dict)
    fields: tuple[str, ...] = ()
    sample: tuple[Sample, ...] = ()
    faults: tuple[Fault, ...] = ()


class ImportRow(w.Wire, frozen=True):
    """An import: what it made, and whether it was taken back; `kept`: what somebody had changed by then."""

    id: str
    kind: str
    name: str
    at: int
    by: str
    made: int
    changed: int
    faulty: int
    undone: int | None = None
    kept: tuple[str, ...] = ()


def _row(one: im.Import) -> ImportRow:
    return ImportRow(
        id=one.id, kind=one.made.kind, name=one.made.name, at=one.made.at, by=one.made.by, made=len(one.made.streams),
        changed=one.made.changed, faulty=one.made.faulty, undone=one.undone.at if one.undone is not None else None,
        kept=one.undone.kept if one.undone is not None else (),
    )  # fmt: skip


def _faults(found: im.Read, locale: Locale) -> list[Fault]:
    rows = [
        Fault(row=one.row, what=one.told(locale)[0], mend=one.told(locale)[1], cells=one.cells) for one in found.wrong
    ]
    return rows + [Fault(row=one.place.line or 0, what=one.render(locale), mend="", cells=()) for one in found.faults]


async def _found(doors: Doors, body: NewImport) -> im.Read:
    zone = str(doors.hub.calendar(body.centre).spec.zone)
    return im.read_file(body.centre, body.kind, body.file, body.name or "file", body.mapping, zone)


async def make_import(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Bring a file in; or, dry, tell what would become of it."""
    assert me is not None
    body = await body_of(request, NewImport, FILE)
    in_centre(me, body.centre)
    found = await _found(doors, body)
    imports, id = im.Imports(doors.hub), ""
    known = await imports.known(found)
    if not body.dry:
        if body.kind == "tickets" and "text" not in found.mapping:
            raise SaywellError("sheet.column", place=Place(field="text"), field="text")
        id = secrets.token_hex(6)
        made = im.Made(at=0, centre=body.centre, kind=body.kind, name=body.name[:200], by=me.number)
        made = await imports.make(id, made, found)
        await doors.access.log("import", me.account, body.centre, file=body.name[:200], count=len(made.streams))
    faults = _faults(found, locale_of(request))
    sample = [
        Sample(what=one.opening.what, text=one.opening.about, status="closed" if one.over else "open")
        for one in found.tickets[:SHOWN]
    ] + [Sample(what="chat", text=one.name, status="closed", lines=len(one.inputs)) for _, one in found.chats[:SHOWN]]
    whole = len(found.tickets) + len(found.chats)
    return answer(
        PlannedImport(
            id=id, new=whole - known, known=known, faulty=len(faults), columns=found.columns, encoding=found.encoding,
            mapping=found.mapping, fields=tuple(im.FIELDS) if found.columns else (), sample=tuple(sample),
            faults=tuple(faults[:SHOWN]),
        )
    )  # fmt: skip


_HEADS: dict[Locale, tuple[str, str, str]] = {
    "zh-Hans": ("行", "错误", "怎么改"), "zh-Hant": ("列", "錯誤", "怎麼改"),
    "en": ("Row", "What is wrong", "How to mend it"),
}  # fmt: skip


async def import_faults(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The rows of a file that cannot be used, as a file: which, why, how to mend it, the row itself."""
    assert me is not None
    body = await body_of(request, NewImport, FILE)
    in_centre(me, body.centre)
    found, locale = await _found(doors, body), locale_of(request)
    kind = request.path_params["kind"]
    columns = [*_HEADS[locale if locale in LOCALES else "en"], *found.columns]
    rows: list[list[Cell]] = [[one.row, one.what, one.mend, *one.cells] for one in _faults(found, locale)]
    heads = {"content-disposition": f'attachment; filename="errors.{kind}"'}
    return Response(sheet(kind, "errors", columns, rows), media_type=MEDIA[kind], headers=heads)


async def list_imports(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """What was brought into a centre, the newest first."""
    centre = request.query_params.get("centre", "")
    in_centre(me, centre)
    return answer([_row(one) for one in await im.Imports(doors.hub).list(centre)])


async def undo_import(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Take everything of an import back that nobody changed since; what was changed is told."""
    assert me is not None
    id, imports = request.path_params["id"], im.Imports(doors.hub)
    one = await imports.one(id)
    if one.made.centre not in me.centres:
        raise SaywellError("imports.nothing")
    undone = await imports.undo(id, me.number)
    await doors.access.log("import.undone", me.account, one.made.centre, file=one.made.name, kept=len(undone.kept))
    return answer(_row(await imports.one(id)))


IMPORTS: tuple[Door, ...] = (
    Door("GET", "/api/imports", list_imports, "lists", None, list[ImportRow], _CENTRE),
    Door("POST", "/api/imports", make_import, "lists", NewImport, PlannedImport),
    Door("POST", "/api/imports/errors.{kind}", import_faults, "lists", NewImport),
    Door("DELETE", "/api/imports/{id}", undo_import, "lists", None, ImportRow),
)
"""The routes of imports."""
