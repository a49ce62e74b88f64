"""Files that are brought in from the command line: beside a server of this folder that stands still."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.locale import Locale

if TYPE_CHECKING:
    from saywell.desk.access import Access
    from saywell.desk.hub import Hub
    from saywell.desk.imports.process import Import

T = TypeVar("T")
LARGEST = 64 * 1024 * 1024
"""Bytes of a file at most."""


class Brought(NamedTuple):
    """What became of a file; of the faulty rows the first (row, what is wrong, how to mend it)."""

    id: str
    mapping: dict[str, str]
    rows: int
    new: int
    changed: int
    same: int
    faulty: int
    faults: tuple[tuple[int, str, str], ...]
    errors: bytes


def bring_in(
    store: str,
    data: Path,
    centre: str,
    kind: Any,
    file: Path,
    mapping: dict[str, str],
    *,
    preview: bool,
    errors: str | None,
    locale: Locale,
) -> Brought:
    """Bring a file in, or tell what would become of it. Raises `sheet.*`, `exchange.*`, `desk.no-centre`,
    `keep.in-use`, StoreError, OSError."""

    async def act(hub: Hub, access: Access) -> Brought:
        from saywell.desk.imports.doors import errors_file
        from saywell.desk.imports.process import Began, Imports
        from saywell.desk.imports.steps import MANY

        hub.setting(centre)
        size = file.stat().st_size
        if size > LARGEST:
            raise SaywellError("desk.too-large", place=Place(str(file)), size=size, most=LARGEST)
        raw, imports = file.read_bytes(), Imports(hub)
        sort = await imports.sort(centre, kind, raw, file.name, mapping)
        for field, column in mapping.items():
            if sort.mapping.get(field) != column:
                raise SaywellError("imports.no-column", place=Place(str(file)), field=field, column=column)
        if missing := sort.missing():
            raise SaywellError("sheet.column", place=Place(str(file)), field=missing)
        seen = await imports.look(sort)
        faults = tuple((one.row, *one.told(locale)) for one in seen.wrong)
        told = errors_file(sort, errors, locale) if errors and seen.faulty else b""
        if preview:
            return Brought("", sort.mapping, *seen[:5], faults, told)
        id = secrets.token_hex(6)
        began = Began(at=0, centre=centre, kind=kind, name=file.name, rows=seen.rows, part=MANY)
        await imports.begin(id, began, raw, sort)
        await access.log("import", "", centre, file=file.name, kind=kind, count=seen.rows)
        one = await imports.finish(id)
        if one.ended is not None and one.ended.code:
            raise SaywellError(one.ended.code, place=Place(str(file)))
        return Brought(id, sort.mapping, one.rows, one.new, one.changed, one.same, one.faulty, faults, told)

    return _with(store, data, act)


def imports_of(store: str, data: Path, centre: str) -> list[Import]:
    """What was brought into a centre, the newest first. Raises `desk.no-centre`, `keep.in-use`, StoreError."""

    async def act(hub: Hub, _: Access) -> list[Import]:
        from saywell.desk.imports.process import Imports

        hub.setting(centre)
        return await Imports(hub).list(centre)

    return _with(store, data, act)


def undo_import(store: str, data: Path, id: str) -> Import:
    """Take an import back. Raises `imports.*`, `keep.in-use`, StoreError."""

    async def act(hub: Hub, access: Access) -> Import:
        from saywell.desk.imports.process import Imports

        imports = Imports(hub)
        one = await imports.one(id)
        if one.state in ("running", "undoing"):
            # A server that was stopped left it so: it is finished first.
            one = await imports.finish(id)
        if one.undone is None:
            await imports.undo(id, "")
            one = await imports.finish(id)
            await access.log("import.undone", "", one.began.centre, file=one.began.name)
        return one

    return _with(store, data, act)


def _with(store: str, data: Path, act: Callable[[Hub, Access], Awaitable[T]]) -> T:
    from saywell.app.serving import beside

    done: list[T] = []

    async def whole(hub: Hub, access: Access) -> None:
        done.append(await act(hub, access))

    beside(store, data, whole)
    return done[0]
