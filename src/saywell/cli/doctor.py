"""`saywell doctor`: is all well with a server's data and parts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from saywell.cli.words import say


@click.command("doctor", help=say("help.doctor"))
@click.option(
    "--data", type=click.Path(path_type=Path), default="saywell-data", show_default=True, help=say("serve.data")
)
def command(data: Path) -> None:
    """Look at one thing after another; exit 1 if something is not well."""
    from saywell.app.keeping import examine

    bad = 0
    for one in examine(data):
        bad += not one.good
        key = f"doctor.{one.name}.{'good' if one.good else 'bad'}"
        mark = click.style("ok", fg="green") if one.good else click.style("!!", fg="red")
        click.echo(f"{mark}  {say(key, **one.fields)}")
    sys.exit(1 if bad else 0)
