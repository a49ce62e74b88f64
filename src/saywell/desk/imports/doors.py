"""Imports over HTTP."""

from __future__ import annotations

import asyncio
import secrets
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response

from saywell.desk import wire as w
from saywell.desk.door import Door, Doors, in_centre
from saywell.desk.doors import answer, body_of, locale_of
from saywell.desk.imports import process as p
from saywell.desk.imports import wire as iw
from saywell.desk.imports.fields import FIELDS, KINDS, REQUIRED, Kind, template
from saywell.desk.imports.steps import Sort, Step, Wrong
from saywell.desk.sheets import MEDIA, Cell, sheet
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import LOCALES, Locale

FILE = 64 * 1024 * 1024
"""Bytes of a message with a file at most."""
PATIENCE_S = 3.0
"""Seconds for which an answer waits for an import to be finished."""
_CENTRE = MappingProxyType({"centre": "string"})
HEADS: dict[Locale, tuple[str, str, str]] = {
    "zh-Hans": ("行", "错误", "怎么改"), "zh-Hant": ("列", "錯誤", "怎麼改"),
    "en": ("Row", "What is wrong", "How to mend it"),
}  # fmt: skip


def row_of(one: p.Import, locale: Locale) -> iw.ImportRow:
    """An import as the wire has it."""
    began, code = one.began, one.ended.code if one.ended is not None else ""
    return iw.ImportRow(
        id=one.id, kind=began.kind, name=began.name, at=began.at, by=began.by, state=one.state, rows=one.rows,
        total=max(began.rows, one.rows), new=one.new, changed=one.changed, same=one.same, faulty=one.faulty,
        undone=one.undone.at if one.undone is not None else None, kept=one.kept,
        why=SaywellError(code).render(locale) if code else "",
    )  # fmt: skip


async def make_import(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Bring a file in; or, dry, tell what would become of it. One that takes longer goes on after the answer."""
    assert me is not None
    body = await body_of(request, iw.NewImport, FILE)
    in_centre(me, body.centre)
    imports, locale, name = doors.imports, locale_of(request), body.name[:200] or "file"
    sort = await imports.sort(body.centre, body.kind, body.file, name, body.mapping)
    missing = sort.missing()
    seen = await imports.look(sort) if not missing else p.Seen(0, 0, 0, 0, 0, (), ())
    made: iw.ImportRow | None = None
    if not body.dry:
        id = secrets.token_hex(6)
        began = p.Began(at=0, centre=body.centre, kind=body.kind, name=name, by=me.number, rows=seen.rows)
        await imports.begin(id, began, body.file, sort)
        await doors.access.log("import", me.account, body.centre, file=name, kind=body.kind, count=seen.rows)
        imports.go(id)
        await imports.wait(id, PATIENCE_S)
        made = row_of(await imports.one(id), locale)
    return answer(planned(sort, body.kind, seen, missing, made, locale))


def planned(
    sort: Sort, kind: Kind, seen: p.Seen, missing: str, made: iw.ImportRow | None, locale: Locale
) -> iw.PlannedImport:
    """What becomes of a file as the wire has it."""
    lines = [_line(sort, cells, step) for cells, step in seen.steps] + [_wrong(sort, one, locale) for one in seen.wrong]
    return iw.PlannedImport(
        rows=seen.rows, new=seen.new, changed=seen.changed, same=seen.same, faulty=seen.faulty, missing=missing,
        columns=sort.columns, encoding=sort.encoding, delimiter=sort.delimiter, mapping=dict(sort.mapping),
        fields=tuple(
            iw.ImportField(id=id, title=dict(zip(LOCALES, one.names, strict=True)), needed=id in REQUIRED[kind])
            for id, one in FIELDS[kind].items()
        ),
        lines=tuple(sorted(lines, key=lambda one: one.row)), made=made,
    )  # fmt: skip


def _line(sort: Sort, cells: tuple[str, ...], step: Step) -> iw.ImportLine:
    changes = tuple(iw.ImportChange(field=field, before=old, after=new) for field, old, new in step.changes)
    return iw.ImportLine(row=step.row, verdict=step.verdict, title=step.title, cells=cells, changes=changes)


def _wrong(sort: Sort, one: Wrong, locale: Locale) -> iw.ImportLine:
    told = [(fault, *fault.told(locale)) for fault in one.faults]
    faults = tuple(
        iw.ImportFault(column=sort.mapping.get(fault.field, ""), what=what, mend=mend) for fault, what, mend in told
    )
    return iw.ImportLine(row=one.row, verdict="faulty", title="", cells=one.cells, faults=faults)


async def import_faults(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """The rows of a file that cannot be used, as a file: which, why, how to mend it, the row itself."""
    assert me is not None
    body = await body_of(request, iw.NewImport, FILE)
    in_centre(me, body.centre)
    kind, locale = request.path_params["kind"], locale_of(request)
    sort = await doors.imports.sort(body.centre, body.kind, body.file, body.name or "file", body.mapping)
    made = await asyncio.to_thread(errors_file, sort, kind, locale)
    return _file(made, kind, "errors")


def errors_file(sort: Sort, kind: str, locale: Locale) -> bytes:
    """The rows that cannot be used, with the columns of the file behind the reasons: mended it can be brought in as it
    is. Raises `sheet.*`, `desk.not-found`."""
    columns = [*HEADS[locale], *sort.columns]
    rows: list[list[Cell]] = [
        [one.row, *one.told(locale), *one.cells] for part in sort.parts() for one in part.wrong
    ] if not sort.missing() else []  # fmt: skip
    return sheet(kind, "errors", columns, rows)


async def import_template(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """A file to begin with: the headings and an example, in the language asked for."""
    kind, form = request.path_params["kind"], request.path_params["form"]
    if kind not in KINDS:
        raise SaywellError("desk.not-found", path=request.url.path)
    columns, rows = template(kind, locale_of(request))
    return _file(sheet(form, kind, columns, rows), form, kind)


def _file(made: bytes, kind: str, name: str) -> Response:
    heads = {"content-disposition": f'attachment; filename="{name}.{kind}"'}
    return Response(made, media_type=MEDIA[kind], headers=heads)


async def list_imports(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """What was brought into a centre, the newest first."""
    centre = request.query_params.get("centre", "")
    in_centre(me, centre)
    return answer([row_of(one, locale_of(request)) for one in await doors.imports.list(centre)])


async def get_import(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """How far an import has come."""
    return answer(row_of(await _theirs(doors, request, me), locale_of(request)))


async def undo_import(doors: Doors, request: Request, me: w.Me | None) -> Response:
    """Take everything of an import back that nobody changed since; the rows of what was changed are told."""
    assert me is not None
    one = await _theirs(doors, request, me)
    await doors.imports.undo(one.id, me.number)
    await doors.access.log("import.undone", me.account, one.began.centre, file=one.began.name)
    doors.imports.go(one.id)
    await doors.imports.wait(one.id, PATIENCE_S)
    return answer(row_of(await doors.imports.one(one.id), locale_of(request)))


async def _theirs(doors: Doors, request: Request, me: w.Me | None) -> p.Import:
    one = await doors.imports.one(request.path_params["id"])
    if me is None or one.began.centre not in me.centres:
        raise SaywellError("imports.nothing")
    return one


IMPORTS: tuple[Door, ...] = (
    Door("GET", "/api/imports", list_imports, "lists", None, list[iw.ImportRow], _CENTRE),
    Door("POST", "/api/imports", make_import, "lists", iw.NewImport, iw.PlannedImport),
    Door("POST", "/api/imports/errors.{kind}", import_faults, "lists", iw.NewImport),
    Door("GET", "/api/imports/templates/{kind}.{form}", import_template, "lists"),
    Door("GET", "/api/imports/{id}", get_import, "lists", None, iw.ImportRow),
    Door("DELETE", "/api/imports/{id}", undo_import, "lists", None, iw.ImportRow),
)
"""The routes of imports."""
