"""The moves of a standard on the terminal: their clauses, and which of them are in each other's way."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from saywell.cli.words import locale, say
from saywell.standard.model import Standard

_PAIRS, _SENTENCES = 12, 3


def show_rivals(standard: Standard, folder: Path) -> None:
    """Warn of moves that compete for sentences of the standard's own folder; a dozen pairs, three sentences each."""
    from saywell.app.standards import as_errors
    from saywell.cli.faults import tell
    from saywell.exchange.competing import rivalries
    from saywell.standard.read import Fault
    from saywell.standard.sentences import files_of, read_sentences

    faults: list[Fault] = []
    own = read_sentences(files_of([folder]), faults)
    for error in as_errors(faults):
        tell(error)
    found = rivalries(standard, own)
    for one in found[:_PAIRS]:
        figures = {"move": one.move, "other": one.other, "count": len(one.sentences), "of": one.of}
        click.echo(say(f"rivals.{one.kind}", **figures), err=True)
        for text in one.sentences[:_SENTENCES]:
            click.echo(f"    {text}", err=True)
    if len(found) > _PAIRS:
        click.echo(say("rivals.more", count=len(found) - _PAIRS), err=True)


def show_moves(standard: Standard) -> None:
    """Every move with its title and the clauses that need it."""
    from saywell.standard.using import clauses_of_moves

    clauses = clauses_of_moves(standard)
    table = Table(box=None, header_style="dim")
    for key in ("moves", "title", "clauses"):
        table.add_column(say(f"show.{key}"), overflow="fold")
    for move in standard.moves.values():
        table.add_row(move.id, move.title.get(locale(), ""), " ".join(clauses[move.id]))
    Console().print(table)
