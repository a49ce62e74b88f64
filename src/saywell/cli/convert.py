"""`saywell convert`: between formats of conversations."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from saywell.cli.faults import tell
from saywell.cli.words import locale, say


@click.command("convert", help=say("help.convert"))
@click.argument("files", nargs=-1, required=True, metavar="FILES…")
@click.option("--to", "form", type=click.Choice(["native", "vcon"]), default="native", help=say("convert.to"))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=say("convert.out"))
@click.option("--channel", type=click.Choice(["phone", "chat"]), help=say("score.channel"))
@click.option("--direction", type=click.Choice(["inbound", "outbound"]), help=say("score.direction"))
@click.option("--mask", "masked", is_flag=True, help=say("mask.help"))
def command(
    files: tuple[str, ...], form: str, out: Path | None, channel: str | None, direction: str | None, masked: bool
) -> None:
    """Read every conversation and write it in one format."""
    from saywell.app.converting import convert_files
    from saywell.exchange.source import Assume
    from saywell.kernel.errors import SaywellError

    assume = Assume(channel=channel, direction=direction)  # type: ignore[arg-type]
    bad = False
    try:
        for one in convert_files(files, form, assume, masked=masked, locale=locale()):
            if one.error is not None:
                bad = True
                tell(one.error)
            if one.data is None:
                continue
            if out is None:
                sys.stdout.buffer.write(one.data)
                continue
            out.mkdir(parents=True, exist_ok=True)
            path = out / one.name
            path.write_bytes(one.data)
            click.echo(str(path))
    except SaywellError as error:
        tell(error)
        bad = True
    sys.stdout.buffer.flush()
    sys.exit(1 if bad else 0)
