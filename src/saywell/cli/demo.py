"""`saywell demo`: the shipped example conversations of all standards, scored, with a report."""

from __future__ import annotations

import click

from saywell.cli.words import locale, say


@click.command("demo", help=say("help.demo"))
@click.option("--html", "html", default="saywell-demo.html", show_default=True, metavar="OUT", help=say("score.html"))
def command(html: str) -> None:
    """Score the demonstration conversations and write the report."""
    from saywell.app.demo import conversations
    from saywell.app.report import write_report
    from saywell.app.scoring import Scored, score_files
    from saywell.app.standards import open_standard, shipped
    from saywell.cli.cards import show_cards

    bad: set[str] = set()
    every: list[Scored] = []
    for name in shipped():
        standard = open_standard(name)
        scored = list(score_files(standard, conversations(name), locale=locale()))
        bad.update(one.file for one in scored if one.error is not None)
        every.extend(one for one in scored if one.card is not None)
        click.echo(click.style(f"\n{standard.title.get(locale(), name)}", bold=True))
        show_cards((one for one in scored if one.card is not None), bad)
    written = write_report(html, iter(every), locale())
    click.echo(say("score.wrote", path=written))
