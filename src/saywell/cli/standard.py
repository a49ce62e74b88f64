"""`saywell standard`: check, show, coverage, diff, new."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from saywell.cli.faults import fail, tell
from saywell.cli.words import say


@click.group("standard", help=say("help.standard"))
def command() -> None:
    """Work on standards."""


@command.command("check", help=say("standard.check"))
@click.argument("name", metavar="STANDARD")
def check(name: str) -> None:
    """Report every fault of a standard with file, line and how to mend it."""
    from saywell.app.standards import as_errors, folder_of, shipped
    from saywell.exchange.hear import problems_of
    from saywell.kernel.errors import SaywellError
    from saywell.standard.compile import load

    folder = folder_of(name)
    if not folder.is_dir():
        fail(SaywellError("standard.unknown", name=name, known=", ".join(shipped())))
    standard, faults = load(folder)
    for error in as_errors(faults):
        tell(error)
    problems = problems_of(standard) if standard is not None else []
    for problem in problems:
        click.echo(str(problem), err=True)
    if standard is None or problems:
        click.echo(say("standard.faults", count=len(faults) + len(problems)), err=True)
        sys.exit(1)
    from saywell.cli.rivals import show_rivals

    show_rivals(standard, folder)
    counts = {"clauses": len(standard.clauses), "norms": len(standard.norms), "lines": len(standard.lines)}
    click.echo(say("standard.fine", **counts))


@command.command("show", help=say("standard.show"))
@click.argument("name", metavar="STANDARD")
@click.argument("what", required=False, metavar="[CLAUSE|NORM|LINE]")
@click.option("--moves", is_flag=True, help=say("standard.moves"))
def show(name: str, what: str | None, moves: bool) -> None:
    """Show a standard, or one of its clauses, norms or lines."""
    from saywell.cli.shown import show_one, show_standard

    standard = _open(name)
    if moves:
        from saywell.cli.rivals import show_moves

        show_moves(standard)
    elif what is None:
        show_standard(standard)
    elif not show_one(standard, what):
        click.echo(say("standard.no_such", what=what), err=True)
        sys.exit(1)


@command.command("coverage", help=say("standard.coverage"))
@click.argument("names", nargs=-1, metavar="[STANDARD…]")
@click.option("--json", "as_json", is_flag=True, help=say("standard.json"))
def coverage(names: tuple[str, ...], as_json: bool) -> None:
    """Tell for each clause who implements it, its examples, and the clauses that nothing implements."""
    from saywell.app.standards import folder_of, shipped
    from saywell.cli.shown import show_coverage
    from saywell.standard.coverage import covered, total

    rows = []
    for name in names or shipped():
        standard = _open(name)
        rows.extend(covered(standard, folder_of(name)))
    figures = total(rows)
    if as_json:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.encode(figures) + b"\n")
        sys.stdout.buffer.flush()
    else:
        show_coverage(rows, figures)


@command.command("diff", help=say("standard.diff"))
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
def diff(old: str, new: str) -> None:
    """Tell what differs between two standards, part by part."""
    from saywell.cli.shown import show_diff

    show_diff(_open(old), _open(new))


@command.command("new", help=say("standard.new"))
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--extends", metavar="ID", default="common", show_default=True, help=say("standard.extends"))
def new(folder: Path, extends: str) -> None:
    """Begin a standard of one's own: a folder that checks and scores at once."""
    from saywell.app.begin import begin_standard
    from saywell.kernel.errors import SaywellError

    try:
        written = begin_standard(folder, extends)
    except SaywellError as error:
        fail(error)
    for path in written:
        click.echo(str(path))
    click.echo(say("standard.begun", folder=folder))


def _open(name: str) -> Any:
    from saywell.app.standards import open_standard
    from saywell.kernel.errors import SaywellError

    try:
        return open_standard(name)
    except SaywellError as error:
        fail(error)
