"""`saywell account`: make or change an account, while the server stands still."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from saywell.cli.faults import told
from saywell.cli.words import say

ROLES = ("agent", "leader", "inspector", "clerk", "manager", "author", "admin")


@click.command("account", help=say("help.account"))
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(ROLES), help=say("account.role"))
@click.option("--centre", "centres", multiple=True, required=True, metavar="ID", help=say("account.centre"))
@click.option("--number", default="", help=say("account.number"))
@click.option("--shown", default="", metavar="NAME", help=say("account.shown"))
@click.option("--password-from", type=click.File("r", encoding="utf-8"), metavar="FILE", help=say("account.password"))
@click.option(
    "--data", type=click.Path(path_type=Path), default="saywell-data", show_default=True, help=say("serve.data")
)
@click.option("--store", metavar="URL", default="", help=say("serve.store"))
def command(
    name: str,
    roles: tuple[str, ...],
    centres: tuple[str, ...],
    number: str,
    shown: str,
    password_from: TextIO | None,
    data: Path,
    store: str,
) -> None:
    """The password comes from a file (`-` for standard input), else it is asked for."""
    from saywell.app.serving import set_account

    if password_from is not None:
        password = password_from.readline().rstrip("\r\n")
    else:
        password = click.prompt(say("account.ask"), hide_input=True, confirmation_prompt=True)
    with told():
        set_account(store, data, name, password, number or name, shown or name, roles, centres)
    click.echo(say("account.done", name=name))
