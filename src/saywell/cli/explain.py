"""`saywell explain FILE LINE`: what was heard in a line, what it did, and what was nearly enough."""

from __future__ import annotations

import sys

import click

from saywell.cli.faults import fail, tell
from saywell.cli.tiers import ear_for_tier, show_bill, tier_option
from saywell.cli.words import locale, say


@click.command("explain", help=say("help.explain"))
@click.argument("file", metavar="FILE")
@click.argument("line", type=int, metavar="LINE", required=False)
@click.option("--standard", "-s", "name", required=True, metavar="ID", help=say("score.standard"))
@tier_option
def command(file: str, line: int | None, name: str, tier: str | None) -> None:
    """Explain one line of a conversation, or every line."""
    from saywell.app.scoring import score_files
    from saywell.app.standards import open_standard
    from saywell.kernel.errors import SaywellError

    try:
        standard = open_standard(name)
        ear = ear_for_tier(standard, name, tier, scoring=True)
    except SaywellError as error:
        fail(error)
    shown = bad = False
    for one in score_files(standard, [file], locale=locale(), ear=ear):
        if one.error is not None:
            tell(one.error)
            bad = True
        if one.run is not None:
            from saywell.cli.explained import explain

            shown = explain(one.run, one.lines, line) or shown
    show_bill(ear)
    if not shown and not bad:
        click.echo(say("explain.noline", line=line), err=True)
    sys.exit(0 if shown and not bad else 1)
