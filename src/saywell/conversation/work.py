"""The bench on which one input is worked: the plan, the changing state, the events so far."""

from __future__ import annotations

from typing import Final

from saywell.conversation import events as e
from saywell.conversation import fold
from saywell.conversation.plan import Plan
from saywell.conversation.reaction import Rule
from saywell.conversation.state import State

# A constant is found faster than a name of another module, for the compiler as well.
_JUDGED: Final = e.Judged
_DUTY_OPENED: Final = e.DutyOpened
_ELAPSED: Final = e.Elapsed
_SITUATION_OPENED: Final = e.SituationOpened
_SITUATION_CLOSED: Final = e.SituationClosed


class Work:
    """`end`: when the input being worked is over (the end of an utterance); `spoken`: the agent has just said it.

    Each method records an event and lets it work on the state; `emit` does so for the rare ones."""

    __slots__ = ("end", "out", "plan", "spoken", "w")

    def __init__(self, plan: Plan, w: State) -> None:
        self.plan = plan
        self.w = w
        self.out: list[e.AnyEvent] = []
        self.end = w.clock
        self.spoken = False

    def emit(self, event: e.AnyEvent) -> None:
        """Record an event that is no arrival."""
        self.out.append(event)
        w = self.w
        if event.at > w.clock:
            w.clock = event.at
        fold.EFFECTS[type(event)](w, event)

    def elapse(self, length: int, at: int) -> None:
        """Nobody has spoken for so long."""
        w = self.w
        self.out.append(_ELAPSED(at, length=length))
        if at > w.clock:
            w.clock = at
        fold.elapsed(w, length, at)

    def open_situation(self, situation: str, at: int) -> None:
        """A situation arose."""
        w = self.w
        line = w.line
        self.out.append(_SITUATION_OPENED(at, situation=situation, line=line))
        if at > w.clock:
            w.clock = at
        fold.situation_opened(w, situation, line, at)

    def close_situation(self, situation: str, at: int) -> None:
        """A situation is over."""
        w = self.w
        line = w.line
        self.out.append(_SITUATION_CLOSED(at, situation=situation, line=line))
        if at > w.clock:
            w.clock = at
        fold.situation_closed(w, situation, line, at)

    def open_duty(self, norm: str, at: int, window: int, due: int | None, turns: int | None) -> None:
        """A duty runs from now on."""
        w = self.w
        event = _DUTY_OPENED(at, norm=norm, line=w.line, window=window, due=due, turns=turns)
        self.out.append(event)
        if at > w.clock:
            w.clock = at
        fold.duty_opened(w, norm, event)

    def judge(
        self, rule: Rule, verdict: e.Verdict, at: int, ends: str = "", due: int | None = None,
        evidence: tuple[e.Span, ...] = (), why: str = "", lacking: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """A verdict on a norm. Where its clauses are alternatives, the one that was done, or at least begun, has it
        and the others do not apply. What is left out although a clause forbids leaving it out is broken there."""
        w = self.w
        id_, clauses, rest, banned = rule.id, rule.clauses, rule.clauses[:0], rule.clauses[:0]
        if rule.either and verdict in ("met", "missed"):
            window = w.duties[ends].window if ends in w.duties else 0
            clauses = self._chosen(rule, window, done=verdict == "met")
            rest = tuple([c for c in rule.clauses if c not in clauses])
        if verdict == "missed" and rule.forbids:
            banned = tuple([c for c in clauses if c in rule.forbids])
            clauses = tuple([c for c in clauses if c not in rule.forbids])
            if not clauses:
                clauses, banned, verdict = banned, clauses, "broken"
        self.out.append(
            _JUDGED(
                at, norm=id_, kind=rule.label, verdict=verdict, clauses=clauses, ends=ends, due=due,
                evidence=evidence, why=why, lacking=lacking,
            )
        )  # fmt: skip
        if at > w.clock:
            w.clock = at
        fold.judged(w, id_, ends)
        if banned:
            self.emit(
                _JUDGED(
                    at, norm=id_, kind=rule.label, verdict="broken", clauses=banned, due=due,
                    evidence=evidence, why=why, lacking=lacking,
                )
            )  # fmt: skip
        if rest:
            self.emit(_JUDGED(at, norm=id_, kind=rule.label, verdict="not_applicable", clauses=rest, why="alternative"))

    def _chosen(self, rule: Rule, window: int, *, done: bool) -> tuple[str, ...]:
        hit = []
        for clause in rule.clauses:
            test = rule.either.get(clause)
            if test is not None and test.holds(self.w, window):
                hit.append(clause)
        always = [c for c in rule.clauses if c not in rule.either]
        if not hit:
            hit = [c for c in rule.clauses if c in rule.either][: 1 if done else None]
        return tuple(always + hit)
