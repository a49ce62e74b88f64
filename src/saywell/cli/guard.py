"""`saywell guard`: what a standard has against each line that is typed or piped in."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

import click

from saywell.cli.faults import fail
from saywell.cli.words import locale, say

if TYPE_CHECKING:
    from saywell.quality.guard import Hit

COLOURS = {"block": "red", "warn": "yellow", "note": "cyan"}


@click.command("guard", help=say("help.guard"))
@click.option("--standard", "-s", "name", required=True, metavar="ID", help=say("score.standard"))
@click.option("--lang", type=click.Choice(["zh-Hans", "zh-Hant", "en"]), help=say("guard.lang"))
@click.option("--by", type=click.Choice(["agent", "bot"]), default="agent", help=say("guard.by"))
@click.option("--channel", type=click.Choice(["phone", "chat"]), default="phone", help=say("guard.channel"))
@click.option("--direction", type=click.Choice(["inbound", "outbound"]), default="inbound", help=say("guard.direction"))
@click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", help=say("guard.fact"))
@click.option("--json", "as_json", is_flag=True, help=say("guard.json"))
@click.option("--typing", is_flag=True, help=say("guard.typing"))
def command(
    name: str,
    lang: str | None,
    by: str,
    channel: str,
    direction: str,
    facts: tuple[str, ...],
    as_json: bool,
    typing: bool,
) -> None:
    """Check lines of standard input; exit 1 where one must not go out."""
    from saywell.app.standards import open_standard
    from saywell.kernel.errors import SaywellError
    from saywell.quality.guard import Context, blocked, check

    try:
        standard = open_standard(name)
    except SaywellError as error:
        fail(error)
    context = Context(
        standard=standard,
        by=by,  # type: ignore[arg-type]
        lang=lang,
        locale=locale(),
        channel=channel,  # type: ignore[arg-type]
        direction=direction,  # type: ignore[arg-type]
        facts=dict(_pair(one) for one in facts),
    )
    if sys.stdin.isatty():
        click.echo(say("guard.prompt"), err=True)
    stopped = False
    for number, text in enumerate(_lines(sys.stdin.buffer), 1):
        hits = check(text, context, finished=not typing)
        stopped = stopped or blocked(hits)
        if as_json:
            _write(number, text, hits)
        else:
            _show(number, text, hits)
    sys.exit(1 if stopped else 0)


def _pair(told: str) -> tuple[str, str]:
    name, equals, value = told.partition("=")
    if not (name and equals):
        raise click.BadParameter(say("guard.badfact", told=told), param_hint="--fact")
    return name, value


def _lines(stream: BinaryIO) -> Iterator[str]:
    """The lines as they come; bytes that are no text show as the character for that."""
    for raw in iter(stream.readline, b""):
        yield raw.decode("utf-8", "replace").rstrip("\r\n")


def _write(number: int, text: str, hits: Iterable[Hit]) -> None:
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode({"line": number, "text": text, "hits": hits}) + b"\n")
    sys.stdout.buffer.flush()


def _show(number: int, text: str, hits: tuple[Hit, ...]) -> None:
    """The line with its hits underlined, and below it what each is; a line without hits is told in one word."""
    click.echo(f"{number}: " + (_marked(text, hits)))
    if not hits:
        click.echo("   " + click.style(say("guard.fine"), fg="green"))
    for hit in hits:
        severity = click.style(say(f"guard.{hit.severity}"), fg=COLOURS[hit.severity], bold=True)
        click.echo(f"   {severity} [{hit.start}:{hit.end}] {_plain(hit.text)} — {hit.why}")
        told = say("guard.rewrite", text=hit.rewrite) if hit.rewrite else say("guard.norewrite")
        click.echo(f"      {told}")
    sys.stdout.flush()


def _marked(text: str, hits: tuple[Hit, ...]) -> str:
    pieces, at = [], 0
    for hit in hits:
        if hit.start >= at:
            pieces += [_plain(text[at : hit.start]), click.style(_plain(text[hit.start : hit.end]), underline=True)]
            at = hit.end
    return "".join((*pieces, _plain(text[at:])))


def _plain(text: str) -> str:
    """Control characters would steer the terminal."""
    return "".join(char if char.isprintable() or char == "\t" else "\ufffd" for char in text)
