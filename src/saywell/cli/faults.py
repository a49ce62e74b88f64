"""How the command line tells what went wrong: one line a fault on standard error, never a traceback."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from saywell.cli.words import locale
from saywell.kernel.errors import SaywellError


def tell(error: SaywellError) -> None:
    """Tell a fault and go on."""
    click.echo(error.render(locale()), err=True)


def fail(error: SaywellError) -> NoReturn:
    """Tell a fault and stop with exit code 1."""
    tell(error)
    sys.exit(1)
