"""Standards on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from saywell.cli.words import locale, say
from saywell.standard.coverage import Coverage, Covered
from saywell.standard.model import Standard

if TYPE_CHECKING:
    from saywell.app.learning import Learnt

PARTS = ("clauses", "numbers", "lines", "situations", "norms", "taboos", "forms", "moves", "concepts")


def show_standard(standard: Standard) -> None:
    """The whole in figures, and its norms."""
    console = Console()
    head = Table(box=None, show_header=False)
    head.add_row(say("show.version"), standard.version)
    head.add_row(say("show.hash"), standard.hash[:16])
    for part in ("clauses", "norms", "situations", "lines", "numbers", "moves"):
        head.add_row(say(f"show.{part}"), str(len(getattr(standard, part))))
    console.print(Text(f"{standard.id}  {standard.title.get(locale(), '')}", style="bold"))
    console.print(head)
    table = Table(box=None, header_style="dim")
    for key in ("norms", "clauses"):
        table.add_column(say(f"show.{key}"), overflow="fold")
    for norm in standard.norms.values():
        table.add_row(f"{norm.id} [dim]{norm.kind}[/dim]", " ".join(norm.clauses))
    console.print(table)


def show_one(standard: Standard, what: str) -> bool:
    """One clause, norm, line, situation or number; whether there is one."""
    console = Console()
    found = False
    for part in PARTS:
        value = getattr(standard, part).get(what)
        if value is not None:
            found = True
            console.print(Text(f"{part}: {what}", style="bold"))
            console.print_json(msgspec.json.encode(value).decode("utf-8"))
    return found


def show_coverage(rows: Iterable[Covered], figures: Coverage) -> None:
    """Each clause with what implements it, then the sum."""
    console = Console()
    table = Table(box=None, header_style="dim")
    for key in ("clauses", "by", "examples"):
        table.add_column(say(f"show.{key}"), overflow="fold")
    for row in rows:
        by = Text(" ".join(row.norms)) if row.implemented else Text(say("show.missing"), style="red")
        pair = (
            "2" if len(row.examples) == 2 else "–" if not row.wanted else Text(str(len(row.examples)), style="yellow")
        )
        table.add_row(row.clause, by, pair)
    console.print(table)
    counts = {"clauses": figures.clauses, "implemented": figures.implemented, "wanted": figures.wanted}
    console.print(Text(say("show.sum", **counts, with_examples=figures.with_examples), style="bold"))


def show_diff(old: Standard, new: Standard) -> None:
    """What was added, removed and changed, part by part."""
    console = Console()
    same = True
    for part in PARTS:
        before, after = getattr(old, part), getattr(new, part)
        rows = [("removed", "red", name) for name in before if name not in after]
        rows += [("added", "green", name) for name in after if name not in before]
        rows += [("changed", "yellow", name) for name in after if name in before and before[name] != after[name]]
        for kind, colour, name in rows:
            same = False
            console.print(Text.assemble((f"{say(f'diff.{kind}'):8}", colour), f" {part}: {name}"))
            if kind == "changed":
                _show_change(console, before[name], after[name])
    if same:
        console.print(say("standard.same"))


def _show_change(console: Console, before: msgspec.Struct, after: msgspec.Struct) -> None:
    for name in before.__struct_fields__:
        one, two = getattr(before, name), getattr(after, name)
        if one != two:
            console.print(Text(f"    {name}: {_short(one)} → {_short(two)}", style="dim"))


def _short(value: object) -> str:
    text = msgspec.json.encode(value).decode("utf-8")
    return text if len(text) <= 60 else text[:57] + "…"


def show_learnt(rows: Sequence[Learnt], worst: int) -> None:
    """How well the moves are known, the least known first; `worst` of them, 0 for all."""
    console = Console()
    table = Table(box=None, header_style="dim")
    for number, column in enumerate(say("train.columns").split()):
        table.add_column(column, justify="left" if not number else "right", overflow="fold")
    for row in sorted(rows, key=lambda one: (one.f1, one.move))[: worst or None]:
        figures = (f"{value:.2f}" for value in (row.precision, row.recall, row.f1, row.threshold))
        table.add_row(row.move, str(row.sentences), *figures)
    console.print(table)
    means = {
        key: f"{sum(getattr(row, key) for row in rows) / max(len(rows), 1):.3f}"
        for key in ("precision", "recall", "f1")
    }
    sentences = sum(row.sentences for row in rows)
    console.print(Text(say("train.sum", moves=len(rows), sentences=sentences, **means), style="bold"))
