"""`saywell customer`: what is kept of one customer, taken away or erased, while the server stands still."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from saywell.cli.faults import told
from saywell.cli.words import say


@click.group("customer", help=say("help.customer"))
def command() -> None:
    """See the help."""


def _options(verb: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--centre", required=True, metavar="ID", help=say("customer.centre")),
        click.option("--phone", default="", help=say("customer.phone")),
        click.option("--id", "id", default="", help=say("customer.id")),
        click.option("--token", default="", help=say("customer.token")),
        click.option("--reason", required=True, help=say("customer.reason")),
        click.option(
            "--data", type=click.Path(path_type=Path), default="saywell-data", show_default=True, help=say("serve.data")
        ),
        click.option("--store", metavar="URL", default="", help=say("serve.store")),
    ):
        verb = option(verb)
    return verb


@command.command("export", help=say("help.customer.export"))
@_options
def export(centre: str, phone: str, id: str, token: str, reason: str, data: Path, store: str) -> None:
    """All of it as JSON on standard output."""
    from saywell.app.customers import export_customer

    with told():
        found: dict[str, Any] = export_customer(store, data, centre, phone, id, token, reason)
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))


@command.command("erase", help=say("help.customer.erase"))
@_options
def erase(centre: str, phone: str, id: str, token: str, reason: str, data: Path, store: str) -> None:
    """Remove it, and tell how many of each kind."""
    from saywell.app.customers import erase_customer

    with told():
        for kind, count in erase_customer(store, data, centre, phone, id, token, reason).items():
            click.echo(say("customer.erased", kind=kind, count=count))
