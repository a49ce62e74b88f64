"""Ladders: say, wait, say again, say, wait, and at the end an act is permitted."""

from __future__ import annotations

from saywell.conversation import events as e
from saywell.conversation.conditions import evidence
from saywell.conversation.plan import Plan
from saywell.conversation.work import Work
from saywell.standard.model import LadderSpec, Step


def ladder_of(plan: Plan, situation: str) -> LadderSpec:
    spec = plan.standard.situations[situation].ladder
    assert spec is not None
    return spec


def _due(work: Work, spec: LadderSpec, step: int, base: int) -> int | None:
    """The instant after which a step counts as left out; there is none for the last wait, which only permits."""
    if step >= len(spec.steps):
        return None
    return base + spec.steps[step].wait + work.plan.patience


def _judge(
    work: Work, situation: str, clauses: tuple[str, ...], verdict: e.Verdict, at: int, why: str,
    found: tuple[e.Span, ...] = (),
) -> None:  # fmt: skip
    narrowed = work.plan.narrowed(clauses)
    if narrowed or not clauses:
        event = e.Judged(
            at,
            norm=situation,
            kind="step",
            verdict=verdict,
            clauses=narrowed,
            evidence=found or (e.Span(work.w.line),),
            why=why,
        )
        work.emit(event)


def begin(work: Work, situation: str, at: int, *, spoken: bool) -> None:
    """The situation has opened: steps that were done already count, and so does what is being said now."""
    spec = ladder_of(work.plan, situation)
    w = work.w
    step = 0
    tests = work.plan.steps[situation]
    while step < len(spec.steps) and spec.steps[step].given:
        if not tests[step].holds(w, 0):
            break
        found = evidence(work.plan.step_names[situation][step], w, 0)
        _judge(work, situation, spec.steps[step].clauses, "met", at, "given", found[-1:])
        step += 1
    base = w.quiet_from if w.quiet_from is not None else at
    work.emit(e.LadderMoved(at, situation=situation, step=step, due=_due(work, spec, step, base)))
    if spoken:
        _take(work, situation, at)


def on_agent(work: Work, at: int) -> None:
    """The agent has spoken: that may be a step of a running ladder."""
    for situation in tuple(work.w.ladders):
        _take(work, situation, at)


def _take(work: Work, situation: str, at: int) -> None:
    w = work.w
    spec = ladder_of(work.plan, situation)
    tests = work.plan.steps[situation]
    ladder = w.ladders[situation]
    step = ladder.step
    while step < len(tests) and not tests[step].holds(w, w.line):
        step += 1
    base = w.quiet_from if w.quiet_from is not None else at
    if step == len(tests):
        if ladder.step < len(tests):
            due = _due(work, spec, ladder.step, base)
            work.emit(
                e.LadderMoved(
                    at, situation=situation, step=ladder.step, due=None if ladder.late else due, late=ladder.late
                )
            )
        return
    for left in range(ladder.step, step):
        if not (left == ladder.step and ladder.late):
            _left_out(work, situation, spec.steps[left], at)
    if not (ladder.late and step == ladder.step):
        _said(work, situation, step, at)
    work.emit(e.LadderMoved(at, situation=situation, step=step + 1, due=_due(work, spec, step + 1, base)))


def _said(work: Work, situation: str, number: int, at: int) -> None:
    w = work.w
    step = ladder_of(work.plan, situation).steps[number]
    found = evidence(work.plan.step_names[situation][number], w, w.line, w.line)
    in_time = w.gap >= step.wait - work.plan.grace
    if step.wait_clauses:
        _judge(work, situation, step.clauses, "met", at, "said", found)
        _judge(
            work,
            situation,
            step.wait_clauses,
            "met" if in_time else "missed",
            at,
            "waited" if in_time else "too-early",
            found,
        )
    else:
        _judge(
            work, situation, step.clauses, "met" if in_time else "missed", at, "said" if in_time else "too-early", found
        )


def _left_out(work: Work, situation: str, step: Step, at: int) -> None:
    _judge(work, situation, (*step.clauses, *step.wait_clauses), "missed", at, "left-out")


def fall_due(work: Work, due: int) -> bool:
    """A step that was not said in time; whether there was one at this instant."""
    for situation, ladder in work.w.ladders.items():
        if ladder.due == due:
            spec = ladder_of(work.plan, situation)
            _left_out(work, situation, spec.steps[ladder.step], due)
            work.emit(e.LadderMoved(due, situation=situation, step=ladder.step, due=None, late=True))
            return True
    return False


def hung_up(work: Work, situation: str, at: int, *, by_agent: bool) -> None:
    """The line is gone in the middle of a ladder, or at its end."""
    w = work.w
    ladder = w.ladders[situation]
    spec = ladder_of(work.plan, situation)
    if not by_agent:
        return
    for left in range(ladder.step, len(spec.steps)):
        if not (left == ladder.step and ladder.late):
            _left_out(work, situation, spec.steps[left], at)
    if not spec.permit_clauses:
        return
    through = ladder.step >= len(spec.steps)
    waited = w.quiet_from is None or at - w.quiet_from >= spec.final_wait - work.plan.grace
    final = work.plan.finals[situation]
    if final is not None and through and waited:
        through = final.holds(w, w.situations.get(situation, 0))
    verdict: e.Verdict = "met" if through and waited else "broken"
    why = "permitted" if verdict == "met" else "too-early" if through else "locked:hangup.agent"
    _judge(work, situation, spec.permit_clauses, verdict, at, why)
