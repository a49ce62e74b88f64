"""`saywell evaluate`: how well sentences are heard and conversations judged, by a gold set."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from saywell.cli.faults import fail, tell
from saywell.cli.tiers import TIERS, training
from saywell.cli.words import locale, say

if TYPE_CHECKING:
    from saywell.kernel.errors import SaywellError
    from saywell.quality.evaluation.whole import Evaluation

LANGUAGES = ("zh-Hans", "zh-Hant", "yue", "en", "mixed")


@click.command("evaluate", help=say("help.evaluate"))
@click.argument("folders", nargs=-1, required=True, metavar="FOLDERS…")
@click.option("--tier", type=click.Choice(TIERS), default="rules", help=say("evaluate.tier"))
@click.option("--locked", is_flag=True, help=say("evaluate.locked"))
@click.option("--reveal-locked", "reveal", is_flag=True, help=say("evaluate.reveal"))
@click.option("--corrupt", type=click.FloatRange(0, 1), default=0.0, metavar="0.05", help=say("evaluate.corrupt"))
@click.option("--spoken-digits", is_flag=True, help=say("evaluate.digits"))
@click.option("--seed", type=int, default=7, show_default=True, help=say("evaluate.seed"))
@click.option("--lang", "languages", type=click.Choice(LANGUAGES), multiple=True, help=say("evaluate.lang"))
@click.option("--json", "as_json", is_flag=True, help=say("evaluate.json"))
@click.option("--html", metavar="OUT", help=say("evaluate.html"))
@click.option("--markdown", metavar="OUT", help=say("evaluate.markdown"))
@click.option("--rows", type=click.IntRange(0), help=say("evaluate.rows"))
def command(
    folders: tuple[str, ...],
    tier: str,
    locked: bool,
    reveal: bool,
    corrupt: float,
    spoken_digits: bool,
    seed: int,
    languages: tuple[str, ...],
    as_json: bool,
    html: str | None,
    markdown: str | None,
    rows: int | None,
) -> None:
    """Evaluate the gold sets in these folders."""
    from saywell.app.evaluating import Asked, evaluate
    from saywell.kernel.errors import SaywellError

    asked = Asked(
        locked=locked or reveal,
        reveal=reveal,
        tier=tier,  # type: ignore[arg-type]
        corrupt=corrupt,
        spoken_digits=spoken_digits,
        seed=seed,
        languages=languages,
    )
    bad: list[SaywellError] = []

    def note(error: SaywellError) -> None:
        bad.append(error)
        tell(error)

    try:
        whole = evaluate(folders, asked, locale=locale(), tell=note, learning=training())
    except SaywellError as error:
        fail(error)
    _deliver(whole, as_json, html, markdown, rows)
    sys.exit(1 if bad else 0)


def _deliver(whole: Evaluation, as_json: bool, html: str | None, markdown: str | None, rows: int | None) -> None:
    from saywell.app.evaluation_page import write_html, write_markdown

    for path, write in ((html, write_html), (markdown, write_markdown)):
        if path is not None:
            click.echo(say("score.wrote", path=write(path, whole, locale(), rows)), err=as_json)
    if as_json:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.encode(whole) + b"\n")
        sys.stdout.buffer.flush()
    elif html is None and markdown is None:
        _show(whole, 20 if rows is None else rows)


def _show(whole: Evaluation, rows: int) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from saywell.quality.evaluation.sheets import sections, title

    console = Console()
    name, below = title(whole, locale())
    console.print(Text(name, style="bold"))
    for line in below:
        console.print(Text(line, style="dim"))
    for section in sections(whole, locale(), rows):
        console.print(Text(f"\n{section.title}", style="bold underline"))
        for note in section.notes:
            console.print(Text(note))
        for sheet in section.sheets:
            table = Table(box=None, padding=(0, 1), header_style="dim", title_justify="left", title=Text(sheet.title))
            for head in sheet.heads:
                table.add_column(head, overflow="fold")
            for row in sheet.rows:
                table.add_row(*map(Text, row))
            console.print(table)
            if sheet.note:
                console.print(Text(f"  {sheet.note}", style="dim"))
