"""`saywell backup`: a copy of a server's data, while it runs."""

from __future__ import annotations

from pathlib import Path

import click

from saywell.cli.faults import told
from saywell.cli.words import say


@click.command("backup", help=say("help.backup"))
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT")
@click.option(
    "--data", type=click.Path(path_type=Path), default="saywell-data", show_default=True, help=say("serve.data")
)
def command(out: Path, data: Path) -> None:
    """Copy the store, check the copy."""
    from saywell.app.keeping import backup

    with told():
        click.echo(say("backup.done", path=out, size=backup(data, out)))
