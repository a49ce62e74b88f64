"""The option `--tier`, and the ear that goes with it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from saywell.cli.faults import tell
from saywell.cli.words import say

if TYPE_CHECKING:
    from saywell.exchange.hear import Ear
    from saywell.standard.model import Standard

TIERS = ("rules", "semantic", "remote")


def tier_option(function: Any) -> Any:
    """The option, for commands that hear what is said."""
    return click.option("--tier", type=click.Choice(TIERS), help=say("tier.option"))(function)


def ear_for_tier(standard: Standard, name: str, tier: str | None, *, scoring: bool = False) -> Ear:
    """The ear of a standard by the option, or by the settings where it is not given; where neither says so and it is
    for `scoring`, by meaning too if that is installed, which is told. Raises SaywellError."""
    from saywell.app.hearing import ear_of

    ear = ear_of(standard, name, tier, tell=tell, note=training(), scoring=scoring)  # type: ignore[arg-type]
    if tier is None and ear.further:
        click.echo(say("tier.used"), err=True)
    return ear


def training() -> Any:
    """What tells on the terminal, once, that a model is being trained, and how far it has come."""
    told: list[str] = []

    def note(side: str, done: int, steps: int) -> None:
        if not told:
            click.echo(say("tier.training"), err=True)
            told.append(side)
        if sys.stderr.isatty():
            end = "\n" if done == steps else ""
            click.echo(f"\r  {side} {done}/{steps}{end}", err=True, nl=False)

    return note


def show_bill(ear: Ear) -> None:
    """What the third tier has asked and cost, where there is one."""
    if len(ear.further) < 2:
        return
    from saywell.app.asking import bill_of

    bill = bill_of(ear)
    if bill is not None:
        figures = {"asked": bill.asked, "kept": bill.kept, "failed": bill.failed}
        tokens = bill.tokens_in + bill.tokens_out
        click.echo(say("tier.bill", **figures, tokens=tokens, cost=f"{bill.cost:.4f} {bill.currency}"), err=True)
