"""How the command line tells what went wrong: one line a fault on standard error, never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def told() -> Iterator[None]:
    """Faults of a server's data and parts are told, and end the command with exit code 1."""
    from saywell.storage.interface import StoreError

    try:
        yield
    except SaywellError as error:
        fail(error)
    except StoreError as error:
        fail(SaywellError("desk.store", reason=error.what))
