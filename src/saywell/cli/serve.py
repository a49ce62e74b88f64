"""`saywell serve`: the live centre on one port."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

import click

from saywell.cli.faults import told
from saywell.cli.tiers import TIERS
from saywell.cli.words import locale, say

if TYPE_CHECKING:
    from saywell.app.demo_world import Account


@click.command("serve", help=say("help.serve"))
@click.option("--host", default="127.0.0.1", show_default=True, help=say("serve.host"))
@click.option("--port", default=8420, show_default=True, type=click.IntRange(0, 65535), help=say("serve.port"))
@click.option("--data", metavar="DIR", default="saywell-data", show_default=True, help=say("serve.data"))
@click.option("--store", metavar="URL", default="", help=say("serve.store"))
@click.option("--demo", is_flag=True, help=say("serve.demo"))
@click.option("--pace", default=12.0, show_default=True, type=click.FloatRange(0.1, 3600), help=say("serve.pace"))
@click.option("--secure", is_flag=True, help=say("serve.secure"))
@click.option("--tier", type=click.Choice(TIERS[:2]), help=say("serve.tier"))
def command(
    host: str, port: int, data: str, store: str, demo: bool, pace: float, secure: bool, tier: str | None
) -> None:
    """Run the server until it is stopped."""

    with told():
        run(host, port, data, store, demo, pace, secure, tier)


def run(
    host: str, port: int, data: str, store: str, demo: bool, pace: float, secure: bool, tier: str | None = None
) -> None:
    """Run the server until it is stopped. Raises `serve.*` and StoreError."""
    from importlib.util import find_spec

    from saywell.kernel.errors import SaywellError

    if find_spec("uvicorn") is None or find_spec("starlette") is None:
        raise SaywellError("serve.missing")
    from saywell.app.hearing import live_ear_of
    from saywell.app.serving import data_folder, serve

    def tell(address: str, accounts: Sequence[Account]) -> None:
        click.echo(say("serve.at", address=address))
        click.echo(say("serve.pages", address=address))
        if accounts:
            click.echo(say("serve.accounts"))
            for one in accounts:
                click.echo(
                    f"  {one.account:<14} {one.password:<14} {', '.join(one.roles):<18} {', '.join(one.centres)}"
                )
        click.echo(say("serve.stop"))

    if demo:
        click.echo(say("serve.begins"))

    @cache
    def warn(text: str) -> None:
        # Every centre's ear says what it lacks, of which much is the same.
        click.echo(text, err=True)

    listens = partial(live_ear_of, tier=tier, tell=lambda error: warn(error.render(locale())))  # type: ignore[arg-type]
    stood = serve(host, port, data_folder(data), store, demo=demo, pace=pace, secure=secure, tell=tell, listens=listens)
    if not stood:
        click.echo(say("serve.given-up"))
