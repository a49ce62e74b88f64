"""`saywell train`: train the semantic tier of a standard, and tell which moves it knows apart."""

from __future__ import annotations

import sys

import click

from saywell.cli.faults import fail
from saywell.cli.words import say


@click.command("train", help=say("help.train"))
@click.argument("name", metavar="STANDARD")
@click.option("--json", "as_json", is_flag=True, help=say("train.json"))
@click.option("--worst", type=click.IntRange(0), default=20, show_default=True, help=say("train.worst"))
def command(name: str, as_json: bool, worst: int) -> None:
    """Train where it has not been done since the sentences changed."""
    from saywell.app.learning import learnt
    from saywell.app.standards import open_standard
    from saywell.cli.tiers import training
    from saywell.kernel.errors import SaywellError

    try:
        rows = learnt(open_standard(name), name, training())
    except SaywellError as error:
        fail(error)
    if as_json:
        import msgspec

        for row in rows:
            sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
        sys.stdout.buffer.flush()
        return
    from saywell.cli.shown import show_learnt

    show_learnt(rows, worst)
