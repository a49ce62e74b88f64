"""`saywell centre`: make a centre that runs a standard, while the server stands still."""

from __future__ import annotations

from pathlib import Path

import click

from saywell.cli.faults import told
from saywell.cli.words import say


@click.command("centre", help=say("help.centre"))
@click.argument("id")
@click.option("--standard", "-s", required=True, metavar="ID", help=say("score.standard"))
@click.option("--always-open", is_flag=True, help=say("centre.always"))
@click.option("--company", default="", help=say("centre.company"))
@click.option(
    "--data", type=click.Path(path_type=Path), default="saywell-data", show_default=True, help=say("serve.data")
)
@click.option("--store", metavar="URL", default="", help=say("serve.store"))
def command(id: str, standard: str, company: str, always_open: bool, data: Path, store: str) -> None:
    """Make it, or let it run another standard from now on."""
    from saywell.app.serving import set_centre

    with told():
        set_centre(store, data, id, standard, company, always_open)
    click.echo(say("centre.done", id=id, standard=standard))
