"""`saywell restore`: put a copy of a server's data in place."""

from __future__ import annotations

from pathlib import Path

import click

from saywell.cli.faults import told
from saywell.cli.words import say


@click.command("restore", help=say("help.restore"))
@click.argument("copy", type=click.Path(path_type=Path), metavar="COPY")
@click.option(
    "--data", type=click.Path(path_type=Path), default="saywell-data", show_default=True, help=say("serve.data")
)
def command(copy: Path, data: Path) -> None:
    """Check the copy, put it in place, keep what was there."""
    from saywell.app.keeping import restore

    with told():
        click.echo(say("restore.done", path=data, count=restore(copy, data)))
