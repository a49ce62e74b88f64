"""`saywell score`: findings of each conversation, clause by clause."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from saywell.cli.faults import fail, tell
from saywell.cli.tiers import ear_for_tier, show_bill, tier_option
from saywell.cli.words import locale, say


@click.command("score", help=say("help.score"))
@click.argument("files", nargs=-1, required=True, metavar="FILES…")
@click.option("--standard", "-s", "name", required=True, metavar="ID", help=say("score.standard"))
@click.option("--json", "as_json", is_flag=True, help=say("score.json"))
@click.option("--html", "html", metavar="OUT", help=say("score.html"))
@click.option("--channel", type=click.Choice(["phone", "chat"]), help=say("score.channel"))
@click.option("--direction", type=click.Choice(["inbound", "outbound"]), help=say("score.direction"))
@click.option("--mask", "masked", is_flag=True, help=say("mask.help"))
@tier_option
def command(
    files: tuple[str, ...],
    name: str,
    as_json: bool,
    html: str | None,
    channel: str | None,
    direction: str | None,
    masked: bool,
    tier: str | None,
) -> None:
    """Score files, folders and globs."""
    from saywell.app.scoring import Scored, score_files
    from saywell.app.standards import open_standard
    from saywell.exchange.detect import files as files_of
    from saywell.exchange.source import Assume
    from saywell.kernel.errors import SaywellError

    try:
        standard = open_standard(name)
        found = [str(path) for path in files_of(files)]
        ear = ear_for_tier(standard, name, tier, scoring=True)
    except SaywellError as error:
        fail(error)
    assume = Assume(channel=channel, direction=direction)  # type: ignore[arg-type]
    bad: set[str] = set()

    def results() -> Iterator[Scored]:
        wanted = _progress(found, quiet=len(found) < 20)
        for one in score_files(standard, wanted, locale=locale(), assume=assume, ear=ear, masked=masked):
            if one.error is not None:
                bad.add(one.file)
                tell(one.error)
            if one.card is not None:
                yield one

    if html is not None:
        from saywell.app.report import write_report

        written = write_report(html, results(), locale())
        click.echo(say("score.wrote", path=written))
    elif as_json:
        import msgspec

        encode = msgspec.json.Encoder().encode
        out = sys.stdout.buffer
        for one in results():
            out.write(encode(one.card) + b"\n")
        out.flush()
    else:
        from saywell.cli.cards import show_cards

        show_cards(results(), bad)
    show_bill(ear)
    sys.exit(1 if bad else 0)


def _progress(files: list[str], *, quiet: bool) -> Iterable[str]:
    if quiet or not sys.stderr.isatty():
        return files
    from rich.console import Console
    from rich.progress import track

    return track(files, description=say("score.progress"), console=Console(stderr=True))
