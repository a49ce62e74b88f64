"""What follows from a command, and from time alone. Pure.

`Works` decides, `saywell.followup.process` runs it on the streams `work/<id>`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from saywell.followup import events as e
from saywell.followup import inputs as i
from saywell.followup.fold import fold
from saywell.followup.rules import Rules
from saywell.followup.state import Work
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import MINUTE, Instant
from saywell.standard.model import FollowUp

PREFIX = "work/"
HELD = 15 * MINUTE
"""So long somebody who has taken it may prepare the call."""
_ONE_CALL = ("promise", "ticket", "callback")
"""Kinds that are over when the customer has been told."""


class Works:
    """See the module's first lines."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def start(self, stream: str) -> Work:
        """Nothing yet."""
        return Work(id=stream.removeprefix(PREFIX))

    def decide(self, work: Work, command: i.AnyInput, now: Instant) -> Sequence[e.AnyEvent]:
        """The events of a command. Raises `followup.*` for what cannot be; then nothing is kept."""
        if type(command) is i.Open:
            return self._edit(work, command, now) if work.opened is not None else self._open(work, command, now)
        if work.opened is None:
            raise SaywellError("followup.nothing")
        if work.closed is not None and type(command) not in (i.Note, i.Edit, i.Reopen, i.Print):
            raise SaywellError("followup.closed")
        return _HANDLERS[type(command)](self, work, command, now)

    def settle(self, work: Work, now: Instant) -> Sequence[e.AnyEvent]:
        """Reminders and clocks that fell due up to now, each at its own instant."""
        out: list[e.AnyEvent] = []
        while (at := self.wake(work)) is not None and at <= now:
            for event in self._fell_due(work, at):
                out.append(event)
                work = fold(work, event)
        return out

    def fold(self, work: Work, event: e.AnyEvent) -> Work:
        """The work after an event."""
        return fold(work, event)

    def wake(self, work: Work) -> Instant | None:
        """When something falls due next."""
        return min((at for at, _, _ in self._pending(work)), default=None)

    # -- time ------------------------------------------------------------------------------------------------------

    def _pending(self, work: Work) -> list[tuple[Instant, e.Clock, bool]]:
        """What can happen by time alone: when, which clock, and whether that is the reminder."""
        if work.opened is None or work.closed is not None:
            return []
        out: list[tuple[Instant, e.Clock, bool]] = []
        for clock, due in work.clocks.items():
            if work.lapsed.get(clock) == due:
                continue
            if work.reminded.get(clock) != due and clock in ("due", "visit"):
                at = self._reminder(work, clock, due)
                if at < due:
                    out.append((at, clock, True))
                    continue
            out.append((due, clock, False))
        return out

    def _reminder(self, work: Work, clock: e.Clock, due: Instant) -> Instant:
        """When to remind of a clock; half-way where that would lie before it was set, `due` for not at all."""
        assert work.opened is not None
        spec, since = self._spec(work), work.since[clock]
        if not spec.remind:
            return due
        at = self.rules.reminder(work.opened.centre, spec.remind, due, work.department)
        return at if at > since else (since + due) // 2

    def _fell_due(self, work: Work, at: Instant) -> list[e.AnyEvent]:
        _, clock, reminder = min(self._pending(work))
        due = work.clocks[clock]
        if reminder:
            return [e.Reminded(at, clock=clock, due=due)]
        out: list[e.AnyEvent] = [e.Lapsed(at, clock=clock, due=due)]
        if clock in ("acknowledge", "due", "status"):
            why = "acknowledge" if clock == "acknowledge" else "due"
            escalated = self._up(work, at, why)
            out += [escalated] if escalated is not None else []
        return out

    def _up(self, work: Work, at: Instant, why: Any, by: str = "") -> e.Escalated | None:
        """A step up, if there is one."""
        spec = self._spec(work)
        levels = spec.escalate
        step = levels.index(work.level) + 1 if work.level in levels else 0
        if step >= len(levels) or work.opened is None:
            return None
        centre = work.opened.centre
        level: Any = levels[step]
        to = self.rules.leader(centre, work.department) if level == "leader" else ""
        asks = work.acknowledged is None and "acknowledge" in work.clocks
        due = self.rules.by(centre, spec.chase, at, work.department) if asks and spec.chase else None
        return e.Escalated(at, level=level, to=to, why=why, due=due, by=by)

    def _spec(self, work: Work) -> FollowUp:
        assert work.opened is not None
        return self.rules.spec(work.opened.centre, work.opened.what)

    # -- commands --------------------------------------------------------------------------------------------------

    def _open(self, work: Work, command: i.Open, now: Instant) -> list[e.AnyEvent]:
        spec = self.rules.spec(command.centre, command.what)
        department = self.rules.route(command.centre, command.what)
        bound = spec.answer and not command.campaign
        allowed = self.rules.by(command.centre, spec.answer, now, department) if bound else None
        due = command.due if command.due is not None else allowed
        opened = e.Opened(
            now,
            kind=spec.kind,  # type: ignore[arg-type]
            what=command.what,
            centre=command.centre,
            source=command.source,
            customer=command.customer,
            clauses=tuple(dict.fromkeys((*spec.clauses, *command.clauses))),
            act=command.act,
            about=command.about,
            fields=command.fields,
            due=due if spec.kind != "lead" or command.due is not None else None,
            allowed=allowed,
            promised=command.due is not None,
            owner=command.owner,
            department=department,
            channel=command.channel,
            queue=command.queue,
            of=command.of,
            not_before=command.not_before,
            by=command.by,
            campaign=command.campaign,
        )
        out: list[e.AnyEvent] = [opened]
        if department or spec.kind in ("lead", "repair"):
            out.append(self._sent(fold(work, opened), self.rules.receiver(command.centre, department), department, now))
        return out

    def _sent(self, work: Work, to: str, department: str, now: Instant, by: str = "") -> e.Dispatched:
        assert work.opened is not None
        spec = self._spec(work)
        centre = work.opened.centre
        due = self.rules.by(centre, spec.acknowledge, now, department) if spec.acknowledge else None
        return e.Dispatched(now, to=to, department=department, due=due, by=by)

    def _edit(self, work: Work, command: i.Open, now: Instant) -> list[e.AnyEvent]:
        """Opened a second time: what is new in its form, and a time that was promised."""
        new = {key: value for key, value in command.fields.items() if value and work.fields.get(key) != value}
        out: list[e.AnyEvent] = [e.Edited(now, fields=new, by=command.by)] if new else []
        if command.due is not None and command.due != work.due and work.closed is None:
            promise = i.Promise(by=command.by, due=command.due, source=command.source, clauses=command.clauses)
            out += self._promise(work, promise, now)
        return out

    def _promise(self, work: Work, command: i.Promise, now: Instant) -> list[e.AnyEvent]:
        again, due = work.promised, command.due
        return [e.Promised(now, due=due, source=command.source, clauses=command.clauses, again=again, by=command.by)]

    def _dispatch(self, work: Work, command: i.Dispatch, now: Instant) -> list[e.AnyEvent]:
        assert work.opened is not None
        department = command.department or work.department
        to = command.to or self.rules.receiver(work.opened.centre, department)
        if not to and not department:
            raise SaywellError("followup.to-whom")
        return [self._sent(work, to, department, now, command.by)]

    def _acknowledge(self, work: Work, command: i.Acknowledge, now: Instant) -> list[e.AnyEvent]:
        assert work.opened is not None
        if work.acknowledged is not None and work.owner == command.by:
            return []
        centre, spec = work.opened.centre, self._spec(work)
        if work.owner != command.by and not self.rules.may_receive(centre, work.department, command.by):
            raise SaywellError("followup.not-receiver", number=command.by)
        status = self.rules.by(centre, spec.first, now, work.department) if spec.first else None
        return [e.Acknowledged(now, by=command.by, status=status)]

    def _escalate(self, work: Work, command: i.Escalate, now: Instant) -> list[e.AnyEvent]:
        event = self._up(work, now, "asked", command.by)
        if event is None:
            raise SaywellError("followup.top")
        return [event]

    def _pause(self, work: Work, command: i.Pause, now: Instant) -> list[e.AnyEvent]:
        assert work.opened is not None
        if work.status == "waiting":
            return []
        left = None
        if work.due is not None and "due" not in work.lapsed:
            left = self.rules.calendar(work.opened.centre, work.department).worked(now, work.due)
        return [e.Paused(now, left=left, why=command.why, by=command.by)]

    def _resume(self, work: Work, command: i.Resume, now: Instant) -> list[e.AnyEvent]:
        assert work.opened is not None
        if work.status != "waiting":
            return []
        due = None
        if work.left is not None:
            due = self.rules.calendar(work.opened.centre, work.department).forward(now, work.left)
        return [e.Resumed(now, due=due, by=command.by)]

    def _stage(self, work: Work, command: i.Stage, now: Instant) -> list[e.AnyEvent]:
        assert work.opened is not None
        spec = self._spec(work)
        stages = {one.id: one for one in spec.stages}
        if command.stage and command.stage not in stages:
            raise SaywellError("followup.stage", stage=command.stage, known=", ".join(stages))
        ends = stages[command.stage].ends if command.stage else ""
        if ends == "lost" and not command.text.strip():
            raise SaywellError("followup.reason")
        every = self.rules.by(work.opened.centre, spec.every, now, work.department) if spec.every and not ends else None
        out: list[e.AnyEvent] = [
            e.Staged(now, stage=command.stage, text=command.text, amount=command.amount, status=every, by=command.by)
        ]
        if ends:
            out.append(e.Closed(now, outcome=ends, reason=command.text if ends == "lost" else "", by=command.by))
        return out

    def _try(self, work: Work, command: i.Try, now: Instant) -> list[e.AnyEvent]:
        assert work.opened is not None
        centre, zone = work.opened.centre, work.opened.customer.zone
        out: list[e.AnyEvent] = []
        again = None
        most = self.rules.office(centre).calling.tries
        if command.outcome in ("not_home", "busy", "no_answer", "not_now") and len(work.tries) + 1 < most:
            again = self.rules.next_try(centre, now, zone) if command.again is None else command.again
            again = self.rules.callable_at(centre, again, zone)
        out.append(
            e.Tried(
                now,
                outcome=command.outcome,
                talk=command.talk,
                next=again,
                answers=command.answers,
                version=command.version,
                by=command.by,
            )
        )
        if command.outcome == "reached":
            if work.opened.kind != "callback" and (not command.told or _promised_in(work, command.talk)):
                return out
            source = e.Source(talk=command.talk)
            out += self._answer(work, i.Answer(by=command.by, source=source), now)
        elif again is None and work.opened.kind == "callback":
            reason = "not_home" if command.outcome not in ("refused", "wrong_number", "wrong_person") else ""
            out.append(e.Closed(now, outcome="dropped", reason=reason or command.outcome, by=command.by))
        return out

    def _take(self, work: Work, command: i.Take, now: Instant) -> list[e.AnyEvent]:
        if not work.free(command.by, now):
            assert work.taken is not None
            raise SaywellError("followup.taken", number=work.taken.by)
        return [e.Taken(now, by=command.by, until=now + HELD)]

    def _skip(self, work: Work, command: i.Skip, now: Instant) -> list[e.AnyEvent]:
        assert work.opened is not None
        centre, zone = work.opened.centre, work.opened.customer.zone
        if not work.free(command.by, now):
            assert work.taken is not None
            raise SaywellError("followup.taken", number=work.taken.by)
        again = self.rules.next_try(centre, now, zone) if command.again is None else command.again
        return [e.Skipped(now, reason=command.reason, next=self.rules.callable_at(centre, again, zone), by=command.by)]

    def _answer(self, work: Work, command: i.Answer, now: Instant) -> list[e.AnyEvent]:
        assert work.opened is not None
        out: list[e.AnyEvent] = [e.Answered(now, source=command.source, text=command.text, by=command.by)]
        if work.opened.kind in _ONE_CALL or work.opened.kind == "repair":
            out.append(e.Closed(now, by=command.by))
        return out

    def _close(self, work: Work, command: i.Close, now: Instant) -> list[e.AnyEvent]:
        if work.promised and work.answered is None and command.outcome == "done":
            raise SaywellError("followup.unanswered")
        return [e.Closed(now, outcome=command.outcome, reason=command.reason, into=command.into, by=command.by)]

    def _reopen(self, work: Work, command: i.Reopen, now: Instant) -> list[e.AnyEvent]:
        assert work.opened is not None
        if work.closed is None:
            return []
        spec = self._spec(work)
        due = self.rules.by(work.opened.centre, spec.answer, now, work.department) if spec.answer else None
        return [e.Reopened(now, reason=command.reason, due=due, by=command.by)]


def _promised_in(work: Work, talk: str) -> bool:
    """Whether the customer was put off in a conversation: then they were told no result."""
    return bool(talk) and any(type(one) is e.Promised and one.source.talk == talk for one in work.history)


Handler = Callable[[Works, Work, Any, Instant], Sequence[e.AnyEvent]]
_HANDLERS: dict[type, Handler] = {
    i.Promise: Works._promise,
    i.Dispatch: Works._dispatch,
    i.Acknowledge: Works._acknowledge,
    i.Escalate: Works._escalate,
    i.Note: lambda _, __, command, now: [e.Noted(now, text=command.text, by=command.by)],
    i.Edit: lambda _, __, command, now: [e.Edited(now, fields=command.fields, by=command.by)],
    i.Pause: Works._pause,
    i.Resume: Works._resume,
    i.Stage: Works._stage,
    i.Print: lambda _, __, command, now: [e.Printed(now, by=command.by)],
    i.Plan: lambda _, __, command, now: [e.Planned(now, when=command.when, person=command.person, by=command.by)],
    i.Visit: lambda _, __, command, now: [e.Visited(now, result=command.result, solved=command.solved, by=command.by)],
    i.Try: Works._try,
    i.Take: Works._take,
    i.Skip: Works._skip,
    i.Answer: Works._answer,
    i.Close: Works._close,
    i.Reopen: Works._reopen,
}
