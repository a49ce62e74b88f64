"""One line of a conversation explained on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.text import Text

from saywell.cli.cards import COLOURS
from saywell.cli.words import locale, say
from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.kernel.time import format_rfc3339
from saywell.quality.reasons import why
from saywell.quality.score import Run


def explain(done: Run, lines: Sequence[int], wanted: int | None) -> bool:
    """Print what each wanted line of the file did; whether there was one."""
    console = Console()
    shown = False
    number = 0
    for event in done.events:
        if type(event) is e.Arrived and type(event.input) is not i.Ended:
            number = event.line
            here = wanted is None or lines[number - 1] == wanted
            shown = shown or here
            if here:
                _arrived(console, lines[number - 1], event.input, done)
        elif number and (wanted is None or lines[number - 1] == wanted):
            text = _told(done, event)
            if text is not None:
                console.print(Text("  → ") + text)
    return shown


def _arrived(console: Console, line: int, got: i.AnyInput, done: Run) -> None:
    if type(got) is not i.Said:
        console.print(Text(f"{line:4}  {type(got).__name__}", style="bold"))
        return
    console.print(Text.assemble((f"{line:4}  {got.by}: ", "bold"), got.text))
    heard = got.heard
    if heard is None or not (heard.moves or heard.entities):
        console.print(Text("  " + say("explain.nothing"), style="dim"))
        return
    role = "agent" if got.by == "bot" else got.by
    for move in heard.moves:
        spec = done.standard.moves.get(f"{role}.{move.id}")
        title = spec.title.get(locale(), "") if spec is not None else ""
        words = got.text[move.start : move.end]
        told = Text.assemble(f"  {say('explain.heard')} ", (f"{role}.{move.id}", "cyan"), f" {title} “{words}”")
        if move.tier != "rules":
            like = f" {say('explain.like', example=move.like)}" if move.like else ""
            told.append(f" [{move.tier} {move.confidence:.2f}]{like}", style="dim")
        console.print(told)
    for found in heard.entities:
        words = got.text[found.start : found.end]
        console.print(Text.assemble(f"  {say('explain.heard')} ", (found.kind, "magenta"), f" “{words}” {found.value}"))


def _told(done: Run, event: e.AnyEvent) -> Text | None:
    if type(event) is e.DutyOpened:
        return Text(say("explain.opened", norm=event.norm))
    if type(event) is e.SituationOpened:
        return Text(say("explain.situation", situation=event.situation), style="cyan")
    if type(event) is e.SituationClosed:
        return Text(say("explain.closed", situation=event.situation), style="dim")
    if type(event) is e.PromiseMade:
        due = _clock(done, event.due) if event.due is not None else say("explain.nodue")
        return Text(say("explain.promise", due=due))
    if type(event) is e.Judged and event.verdict != "not_applicable":
        told = why(done.standard, event.why, event.lacking, locale())
        colour = COLOURS.get(event.verdict, "dim")
        return Text.assemble(
            (say(f"verdict.{event.verdict}"), colour), f" {event.norm} [{' '.join(event.clauses)}] {told}"
        )
    return None


def _clock(done: Run, at: int) -> str:
    opened = done.inputs[0]
    zone = None
    if type(opened) is i.Opened and opened.started:
        zone = datetime.fromisoformat(opened.started.replace("Z", "+00:00")).tzinfo
    return format_rfc3339(at, zone)
