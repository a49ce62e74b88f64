"""The bench on which one input is worked: the plan, the changing state, the events so far."""

from __future__ import annotations

from saywell.conversation import events as e
from saywell.conversation.fold import EFFECTS, judged
from saywell.conversation.plan import Plan, Rule
from saywell.conversation.state import State


class Work:
    """`end`: when the input being worked is over (the end of an utterance); `spoken`: the agent has just said it."""

    __slots__ = ("end", "out", "plan", "spoken", "w")

    def __init__(self, plan: Plan, w: State) -> None:
        self.plan = plan
        self.w = w
        self.out: list[e.AnyEvent] = []
        self.end = w.clock
        self.spoken = False

    def emit(self, event: e.AnyEvent) -> None:
        """Record an event, which is no arrival, and let it work on the state."""
        self.out.append(event)
        w = self.w
        if event.at > w.clock:
            w.clock = event.at
        EFFECTS[type(event)](w, event)

    def judge(
        self, rule: Rule, verdict: e.Verdict, at: int, ends: str = "", due: int | None = None,
        evidence: tuple[e.Span, ...] = (), why: str = "", lacking: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """Record a verdict on a norm. Where its clauses are alternatives, the one that was done is met and the others
        do not apply."""
        clauses = rule.clauses
        rest: tuple[str, ...] = ()
        if rule.either and verdict == "met":
            window = self.w.duties[ends].window if ends in self.w.duties else 0
            clauses = self._chosen(rule, window)
            rest = tuple(c for c in rule.clauses if c not in clauses)
        event = e.Judged(
            at, norm=rule.id, kind=rule.label, verdict=verdict, clauses=clauses, ends=ends, due=due,
            evidence=evidence, why=why, lacking=lacking,
        )  # fmt: skip
        self.out.append(event)
        w = self.w
        if at > w.clock:
            w.clock = at
        judged(w, event)
        if rest:
            self.emit(
                e.Judged(at, norm=rule.id, kind=rule.label, verdict="not_applicable", clauses=rest, why="alternative")
            )

    def _chosen(self, rule: Rule, window: int) -> tuple[str, ...]:
        hit = [
            c
            for c in rule.clauses
            if c in rule.either and (test := rule.either[c]) is not None and test.holds(self.w, window)
        ]
        always = [c for c in rule.clauses if c not in rule.either]
        if not hit:
            hit = [c for c in rule.clauses if c in rule.either][:1]
        return tuple(always + hit)
