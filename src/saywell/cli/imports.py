"""`saywell import`: customers, orders, tickets and old chats out of files, while the server stands still."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from saywell.cli.faults import told
from saywell.cli.words import locale, say
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import format_rfc3339

KINDS = ("contacts", "orders", "tickets", "chats")


@click.group("import", help=say("help.import"))
def command() -> None:
    """See the help."""


def _placed(verb: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option(
            "--data", type=click.Path(path_type=Path), default="saywell-data", show_default=True, help=say("serve.data")
        ),
        click.option("--store", metavar="URL", default="", help=say("serve.store")),
    ):
        verb = option(verb)
    return verb


def _verb(kind: str) -> click.Command:
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--centre", required=True, metavar="ID", help=say("import.centre"))
    @click.option("--preview", is_flag=True, help=say("import.preview"))
    @click.option("--errors", type=click.Path(path_type=Path), help=say("import.errors"))
    @click.option("--map", "mapping", multiple=True, metavar="FIELD=COLUMN", help=say("import.map"))
    @_placed
    def bring(
        file: Path, centre: str, preview: bool, errors: Path | None, mapping: Sequence[str], data: Path, store: str
    ) -> None:
        from saywell.app.importing import bring_in

        with told():
            fields = {field: column for field, _, column in (one.partition("=") for one in mapping)}
            wanted = None if errors is None else errors.suffix.lower().removeprefix(".")
            if wanted not in (None, "csv", "xlsx"):
                raise SaywellError("imports.errors-file", place=Place(field="--errors"), path=str(errors))
            done = bring_in(store, data, centre, kind, file, fields, preview=preview, errors=wanted, locale=locale())
            _tell(done, errors)

    return click.command(kind, help=say("help.import.kind", kind=kind))(bring)


def _tell(done: Any, errors: Path | None) -> None:
    for field, column in done.mapping.items():
        click.echo(say("import.columns", field=field, column=column))
    for row, what, mend in done.faults:
        click.echo(say("import.fault", row=row, what=what, mend=mend), err=True)
    if done.faulty > len(done.faults):
        click.echo(say("import.more", count=done.faulty - len(done.faults)), err=True)
    counts = {name: getattr(done, name) for name in ("rows", "new", "changed", "same", "faulty")}
    click.echo(say("import.counts", **counts))
    if errors is not None and done.faulty:
        errors.write_bytes(done.errors)
        click.echo(say("import.written", path=errors))
    if done.id:
        click.echo(say("import.done", id=done.id))


for _kind in KINDS:
    command.add_command(_verb(_kind))


@command.command("list", help=say("help.import.list"))
@click.option("--centre", required=True, metavar="ID", help=say("import.centre"))
@_placed
def list_imports(centre: str, data: Path, store: str) -> None:
    """One line each, the newest first."""
    from saywell.app.importing import imports_of

    with told():
        for one in imports_of(store, data, centre):
            click.echo(
                say(
                    "import.row", id=one.id, at=format_rfc3339(one.began.at)[:16], kind=one.began.kind,
                    name=one.began.name, state=say(f"import.state.{one.state}"), new=one.new, changed=one.changed,
                    faulty=one.faulty,
                )
            )  # fmt: skip


@command.command("undo", help=say("help.import.undo"))
@click.argument("id")
@_placed
def undo(id: str, data: Path, store: str) -> None:
    """Take it back, and tell what stays."""
    from saywell.app.importing import undo_import

    with told():
        one = undo_import(store, data, id)
        if one.kept:
            click.echo(say("import.kept", rows=", ".join(map(str, one.kept))))
        click.echo(say("import.undone", id=id))
