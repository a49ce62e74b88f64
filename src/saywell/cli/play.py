"""`saywell play`: a live conversation in the terminal, on the real clock."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from saywell.cli.faults import fail
from saywell.cli.tiers import ear_for_tier, tier_option
from saywell.cli.words import locale, say

if TYPE_CHECKING:
    from saywell.conversation import events as e
    from saywell.trainer.session import Session

TICK = 1.0


@click.command("play", help=say("help.play"))
@click.option("--standard", "-s", "name", required=True, metavar="ID", help=say("score.standard"))
@click.option("--customer", "-c", metavar="ID", help=say("play.customer"))
@click.option("--list", "listed", is_flag=True, help=say("play.list"))
@tier_option
def command(name: str, customer: str | None, listed: bool, tier: str | None) -> None:
    """Practise one call."""
    from saywell.app.practice import begin, personas
    from saywell.app.standards import open_standard
    from saywell.kernel.errors import SaywellError
    from saywell.runtime.clock import now

    try:
        standard = open_standard(name)
        if listed:
            for id in personas(name):
                click.echo(id)
            return
        ear = ear_for_tier(standard, name, tier)
        session = begin(standard, name, customer, now(), locale(), ear)
    except SaywellError as error:
        fail(error)
    Stage(session).run()


class Keyboard:
    """Lines from standard input, as they come. Reads by itself: what a text stream holds back, select does not see."""

    def __init__(self) -> None:
        self.ended = False
        self._held = b""
        self._closed = sys.stdin is None

    def line(self, wait: float) -> str | None:
        """The next line, None where none has come within `wait` seconds; at the end "", and `ended` is set."""
        if b"\n" not in self._held and not self._closed:
            fd = sys.stdin.fileno()
            if not select.select([fd], [], [], wait)[0]:
                return None
            got = os.read(fd, 65536)
            self._held += got
            self._closed = not got
        if b"\n" not in self._held and not self._closed:
            return None
        self.ended = not self._held
        line, _, self._held = self._held.partition(b"\n")
        return line.decode("utf-8", "replace")


class Stage:
    """The terminal side of a practice call."""

    def __init__(self, session: Session) -> None:
        from rich.console import Console

        self.session = session
        self.console = Console(highlight=False)
        self.shown: tuple[object, ...] = ()
        self.keyboard = Keyboard()

    def run(self) -> None:
        """Until the call is over or the input ends."""
        from saywell.runtime.clock import now

        self.console.print(say("play.help"), style="dim")
        self.show(self.session.events)
        while not self.session.over:
            self.advise(now())
            line = self.read(now())
            self.show(self.session.tick(now()))
            if line is None:
                continue
            if not self.act(line.strip(), now()):
                break
        self.finish()

    def read(self, at: int) -> str | None:
        """A line that was typed, None where something is due first."""
        wakes = self.session.wakes()
        return self.keyboard.line(TICK if wakes is None else max(0.0, min(TICK, (wakes - at) / 1000)))

    def act(self, line: str, at: int) -> bool:
        """Do what was typed; whether to go on."""
        from saywell.conversation import inputs as i

        clock = max(at, self.session.state.clock)
        if self.keyboard.ended or line in ("/quit", "/q"):
            return False
        if line == "":
            if self.session.plan.channel == "phone" and self.session.state.ring.answered is None:
                self.show(self.session.take(i.Answered(clock)))
            return True
        wait = self.session.state.wait
        keys: dict[str, i.AnyInput] = {
            "/hold": i.Hold(clock, on=wait is None or not wait.hold),
            "/mute": i.Mute(clock, on=wait is None or not wait.mute),
            "/hangup": i.HungUp(clock, by="agent"),
            "/transfer": i.Transfer(clock, step="done"),
            "/answer": i.Answered(clock),
        }
        if line in keys:
            self.show(self.session.take(keys[line]))
        elif line.startswith("/"):
            self.console.print(say("play.help"), style="dim")
        else:
            self.show(self.session.say(line, at))
        return True

    def show(self, events: Sequence[e.AnyEvent]) -> None:
        """Print what happened: the customer's words, verdicts as they fall, situations."""
        from rich.text import Text

        from saywell.cli.cards import COLOURS
        from saywell.conversation import events as ev
        from saywell.conversation import inputs as i
        from saywell.quality.reasons import why

        for event in events:
            if type(event) is ev.Arrived and type(event.input) is i.Said and event.input.by == "customer":
                self.console.print(Text.assemble((f"{say('play.customer_says')} ", "bold magenta"), event.input.text))
            elif type(event) is ev.Arrived and type(event.input) is i.Ringing:
                self.console.print(say("play.rings"), style="bold")
            elif type(event) is ev.Arrived and type(event.input) is i.HungUp:
                self.console.print(say("play.hung_up"), style="bold")
            elif type(event) is ev.SituationOpened:
                title = self.session.plan.standard.situations[event.situation].title.get(locale(), event.situation)
                self.console.print(Text(f"◆ {title}", style="cyan"))
            elif type(event) is ev.Judged and event.verdict in ("met", "missed", "broken") and event.why != "kept":
                colour = COLOURS[event.verdict]
                clauses = " ".join(event.clauses)
                told = f"{clauses} {why(self.session.plan.standard, event.why, event.lacking, locale())}"
                self.console.print(Text.assemble((f"  {say(f'verdict.{event.verdict}')} ", colour), told))

    def advise(self, at: int) -> None:
        """Print what to say next, what runs out and what is locked, when it has changed."""
        from rich.text import Text

        from saywell.app.practice import fill_line

        advice = self.session.advice(at)
        lines = tuple(dict.fromkeys(one.line for one in advice.say))[:3]
        timers = tuple((one.norm, one.due) for one in advice.running if one.due is not None)
        locks = tuple((act.act, act.open) for act in advice.acts)
        if (lines, timers, locks) == self.shown:
            return
        self.shown = (lines, timers, locks)
        standard = self.session.plan.standard
        for line in lines:
            text = fill_line(_spoken(standard.lines[line].texts, advice.lang), self.session, at)
            self.console.print(Text.assemble((f"{say('play.next')} ", "bold blue"), (text, "blue")))
        for norm, due in timers:
            left = max(0.0, (due - at) / 1000)
            self.console.print(Text(f"⏱ {norm} {left:.0f} s", style="yellow"))
        for act in advice.acts:
            mark = "✓" if act.open else "✗"
            text = f"{mark} {act.act} {' '.join(act.clauses)}"
            self.console.print(Text(text, style="green" if act.open else "red"))

    def finish(self) -> None:
        """Score the call."""
        from saywell.app.scoring import Scored
        from saywell.cli.cards import show_cards
        from saywell.quality.score import card, run

        done = run(self.session.plan.standard, self.session.inputs)
        show_cards(iter([Scored("play", card=card(done, file="play", locale=locale()), run=done)]), set())


def _spoken(texts: Mapping[str, str], lang: str | None) -> str:
    """A line in the customer's language, else in the one of the screen."""
    return texts.get(lang or locale()) or texts.get(locale(), "")
