"""`saywell views`: looks after the tables of lists and reports."""

from __future__ import annotations

from pathlib import Path

import click

from saywell.cli.faults import told
from saywell.cli.words import say


@click.group("views", help=say("help.views"))
def command() -> None:
    """See the help."""


@command.command("rebuild", help=say("help.views.rebuild"))
@click.option(
    "--data", type=click.Path(path_type=Path), default="saywell-data", show_default=True, help=say("serve.data")
)
@click.option("--store", metavar="URL", default="", help=say("serve.store"))
def rebuild(data: Path, store: str) -> None:
    """Empty the tables."""
    from saywell.app.serving import rebuild_views

    with told():
        rebuild_views(store, data)
        click.echo(say("views.rebuilt"))
