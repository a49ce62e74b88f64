"""Which clause of the catalogue is implemented by what, and has examples."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from saywell.standard.model import Standard


class Covered(msgspec.Struct, frozen=True):
    """One clause: the norms, ladders, forms and lists that implement it, its lines, and its examples."""

    clause: str
    norms: tuple[str, ...]
    lines: tuple[str, ...]
    examples: tuple[str, ...]
    wanted: bool

    @property
    def implemented(self) -> bool:
        """Whether something judges it; a line alone does not."""
        return bool(self.norms)


class Coverage(msgspec.Struct, frozen=True):
    """The whole catalogue in figures. `wanted`: clauses that can be checked live or in review."""

    clauses: int
    implemented: int
    wanted: int
    with_examples: int
    missing: tuple[str, ...]
    without_examples: tuple[str, ...]


def covered(standard: Standard, folder: Path) -> list[Covered]:
    """Every clause of the standard, in the order of the catalogue."""
    judges: dict[str, dict[str, None]] = {clause: {} for clause in standard.clauses}
    lines: dict[str, dict[str, None]] = {clause: {} for clause in standard.clauses}

    def add(table: dict[str, dict[str, None]], clauses: Iterable[str], by: str) -> None:
        for clause in clauses:
            if clause in table:
                table[clause][by] = None

    for norm in standard.norms.values():
        add(judges, norm.clauses, norm.id)
    for situation in standard.situations.values():
        ladder = situation.ladder
        if ladder is not None:
            for step in ladder.steps:
                add(judges, (*step.clauses, *step.wait_clauses), situation.id)
            add(judges, ladder.permit_clauses, situation.id)
    for form in standard.forms.values():
        add(judges, form.clauses, form.id)
    for line in standard.lines.values():
        add(lines, line.clauses, line.id)
    shipped = {path.name for path in (folder / "examples").glob("*.talk")} if folder.is_dir() else set()
    out = []
    for clause in standard.clauses.values():
        pair = [name for name in (f"{clause.id}.keeps.talk", f"{clause.id}.breaks.talk") if name in shipped]
        wanted = bool({"live", "review"} & set(clause.check))
        out.append(Covered(clause.id, tuple(judges[clause.id]), tuple(lines[clause.id]), tuple(pair), wanted))
    return out


def total(rows: Iterable[Covered]) -> Coverage:
    """The figures of these clauses."""
    every = list(rows)
    return Coverage(
        clauses=len(every),
        implemented=sum(row.implemented for row in every),
        wanted=sum(row.wanted for row in every),
        with_examples=sum(len(row.examples) == 2 for row in every),
        missing=tuple(row.clause for row in every if not row.implemented),
        without_examples=tuple(row.clause for row in every if row.wanted and len(row.examples) < 2),
    )
