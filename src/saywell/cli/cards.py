"""Scored conversations on the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from saywell.app.scoring import Scored
from saywell.cli.words import say

COLOURS = {"met": "green", "missed": "yellow", "broken": "red", "open": "cyan"}
TOLD = ("broken", "missed", "open")


def show_cards(results: Iterable[Scored], bad: set[str]) -> None:
    """Print each conversation's score with what was missed, broken and left open, then the mean."""
    console = Console(emoji=False)
    scores: list[float] = []
    count = 0
    for one in results:
        count += 1
        card = one.card
        assert card is not None
        if card.score is not None:
            scores.append(card.score)
        console.print(_head(one.file, card.conversation, card.score))
        table = Table(box=None, padding=(0, 1), header_style="dim")
        for key in ("verdict", "clause", "where", "why"):
            table.add_column(say(f"card.{key}"), overflow="fold", ratio=3 if key in ("where", "why") else None)
        told = [f for f in card.findings if f.verdict in TOLD]
        for found in sorted(told, key=lambda f: TOLD.index(f.verdict)):
            where = "  ".join(f"{spot.line}: {spot.text}" if spot.text else str(spot.line) for spot in found.evidence)
            verdict = Text(say(f"verdict.{found.verdict}"), style=COLOURS[found.verdict])
            table.add_row(verdict, " ".join(found.clauses), where, found.why)
        console.print(table if told else Text("  " + say("card.clean"), style="green"))
    if not count:
        console.print(say("score.none"))
        return
    mean = round(sum(scores) / len(scores), 1) if scores else "–"
    console.print(say("score.total", count=count, mean=mean, bad=len(bad)), style="bold")


def _head(file: str, conversation: str, score: float | None) -> Text:
    colour = "dim" if score is None else "green" if score >= 90 else "yellow" if score >= 60 else "red"
    head = Text()
    head.append(f"{'–' if score is None else f'{score:.1f}':>5} ", style=f"bold {colour}")
    head.append(conversation, style="bold")
    head.append(f"  {os.path.relpath(file)}", style="dim")
    return head
