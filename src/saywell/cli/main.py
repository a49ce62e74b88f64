"""The command `saywell`. Verbs are imported when they are called: help comes at once."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from importlib import import_module

import click

from saywell import __version__
from saywell.cli.faults import fail
from saywell.cli.words import say, set_locale
from saywell.kernel.errors import Place, SaywellError

VERBS = (
    "score",
    "convert",
    "standard",
    "explain",
    "guard",
    "play",
    "demo",
    "serve",
    "centre",
    "account",
    "customer",
    "import",
    "backup",
    "restore",
    "doctor",
    "views",
    "evaluate",
    "train",
)


class Verbs(click.Group):
    """A group whose commands live in modules of their own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in the order in which they are told."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb."""
        if cmd_name not in VERBS:
            return None
        # A module cannot be called so.
        name = "imports" if cmd_name == "import" else cmd_name
        command = import_module(f"saywell.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Whoever interrupts it is told so, and whatever started it learns by what it ended."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(say("run.interrupted"), err=True)
            sys.stdout.flush()
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.raise_signal(signal.SIGINT)
            sys.exit(130)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs without importing them."""
        with formatter.section(say("help.verbs")):
            formatter.write_dl([(verb, say(f"help.{verb}")) for verb in VERBS])


def _settings() -> dict[str, object]:
    """The width is told, else a whole module is imported to find it."""
    settings: dict[str, object] = {"help_option_names": ["-h", "--help"]}
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (ValueError, OSError):
        columns = 80
    return {**settings, "terminal_width": max(min(columns, 80) - 2, 50)}


def build() -> click.Command:
    """The command, its help in the locale in force."""

    @click.group(cls=Verbs, help=say("help.saywell"), context_settings=_settings())
    @click.version_option(__version__, prog_name="saywell")
    @click.option("--locale", help=say("help.locale"), metavar="zh-Hans|zh-Hant|en", expose_value=False)
    def saywell() -> None:
        pass

    return saywell


def run() -> None:
    """The console script. Exit code 0; 1 where something could not be read or kept; 2 for wrong usage."""
    # What a start makes stays: looking through it for garbage again and again takes a tenth of the time.
    gc.set_threshold(50_000, 20, 20)
    set_locale(_asked(sys.argv[1:]), os.environ)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A name or a character that the terminal cannot show is no reason to stop.
            stream.reconfigure(errors="backslashreplace")
    try:
        build()(prog_name="saywell")
    except SaywellError as error:
        fail(error)
    except BrokenPipeError:
        # The reader of our output has gone (head, less): that is no fault, and nothing more can be told to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        file = os.fspath(error.filename) if isinstance(error.filename, str) else None
        fail(SaywellError("kernel.os", place=Place(file=file), reason=error.strerror or str(error)))


def _asked(argv: list[str]) -> str | None:
    for n, word in enumerate(argv):
        if word == "--locale" and n + 1 < len(argv):
            return argv[n + 1]
        if word.startswith("--locale="):
            return word.partition("=")[2]
        if not word.startswith("-"):
            return None
    return None
