"""What goes over the wire about imports."""

from __future__ import annotations

import msgspec

from saywell.desk import wire as w
from saywell.desk.imports.fields import Kind


class NewImport(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A file to be brought in. `mapping`: by field the column, none: as it was for these columns last, else guessed.
    With `dry` nothing is made, and what would be is told."""

    centre: str
    kind: Kind
    file: bytes
    name: str = ""
    mapping: dict[str, str] = {}
    dry: bool = False


class ImportField(w.Wire, frozen=True):
    """A field that a column may be; of those that are `needed` one at least must be there."""

    id: str
    title: w.Text
    needed: bool = False


class ImportFault(w.Wire, frozen=True):
    """What is wrong in a row: in which column, what, and how to mend it."""

    column: str
    what: str
    mend: str


class ImportChange(w.Wire, frozen=True):
    """What would be told differently."""

    field: str
    before: str
    after: str


class ImportLine(w.Wire, frozen=True):
    """A row of the file and what becomes of it: new, changed, same, or faulty."""

    row: int
    verdict: str
    title: str
    cells: tuple[str, ...] = ()
    changes: tuple[ImportChange, ...] = ()
    faults: tuple[ImportFault, ...] = ()


class ImportRow(w.Wire, frozen=True):
    """An import as it stands: running, done, stopped (`code`: why it could not be read further), undoing, undone.
    `rows` of `total` are dealt with; `kept`: rows of what somebody had changed before it was taken back."""

    id: str
    kind: Kind
    name: str
    at: int
    by: str
    state: str
    rows: int
    total: int
    new: int
    changed: int
    same: int
    faulty: int
    undone: int | None = None
    kept: tuple[int, ...] = ()
    why: str = ""


class PlannedImport(w.Wire, frozen=True):
    """What becomes of a file; of the rows the first are told, of the faulty ones too. `missing`: a field that must have
    a column and has none; `made`: the import, where one was begun."""

    rows: int
    new: int
    changed: int
    same: int
    faulty: int
    missing: str = ""
    columns: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    mapping: dict[str, str] = msgspec.field(default_factory=dict)
    fields: tuple[ImportField, ...] = ()
    lines: tuple[ImportLine, ...] = ()
    made: ImportRow | None = None
