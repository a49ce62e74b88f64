"""A standard made ready to run: conditions compiled, norms indexed by the signals that concern them.

The work for one input depends on the norms that listen to it and on what is open, not on the size of the standard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from saywell.conversation.conditions import Context, Test, compile_cond, conds_in, names_in, tally_key
from saywell.conversation.events import Begun
from saywell.conversation.inputs import Opened
from saywell.standard.calendar import Calendar
from saywell.standard.model import Cond, Norm, Number, SituationSpec, Standard, Within

PROGRESS, ACTS, PROMISES, BEGINS, CEASES, OPENS, SCOPES = (1 << bit for bit in range(7))
DEFAULTS = {"grace": 1000, "checkin_max": 10_000, "ring_length": 3000, "overlap_min": 1000, "ladder_patience": 10_000}


class Rule:
    """A norm with its conditions compiled and its clauses narrowed to those that apply to the conversation."""

    __slots__ = (
        "act",
        "clauses",
        "cond",
        "do",
        "do_cond",
        "either",
        "id",
        "kind",
        "limits",
        "listens",
        "needs",
        "needs_cond",
        "never",
        "never_cond",
        "norm",
        "unless",
    )

    def __init__(self, norm: Norm, clauses: tuple[str, ...], test: Callable[[Cond | None], Test | None]) -> None:
        self.norm = norm
        self.id = norm.id
        self.kind = norm.kind
        self.clauses = clauses
        self.cond = test(norm.cond)
        self.do_cond = norm.do
        self.do = test(norm.do)
        self.needs_cond = norm.needs
        self.needs = test(norm.needs)
        self.never_cond = norm.never
        self.never = test(norm.never)
        self.unless = test(norm.unless)
        self.either = {clause: test(cond) for clause, cond in norm.either.items()}
        self.limits = tuple((test(one.when), one.within) for one in norm.limits)


class Hook:
    """What listens to one signal: duties that it may meet, end or open; acts that it is; scopes that it begins; bans of
    a situation that it opens; promises that it makes or keeps; situations that it begins or ends."""

    __slots__ = ("acts", "bans", "begins", "ceases", "ends", "kept", "made", "opens", "parts", "progress", "scopes")

    def __init__(self) -> None:
        self.parts = 0
        self.progress: list[Rule] = []
        self.ends: list[Rule] = []
        self.opens: list[Rule] = []
        self.acts: list[Rule] = []
        self.scopes: list[Rule] = []
        self.bans: list[Rule] = []
        self.made: list[Rule] = []
        self.kept: list[Rule] = []
        self.begins: list[tuple[SituationSpec, Test | None]] = []
        self.ceases: list[SituationSpec] = []

    def seal(self) -> None:
        """Note as bits which parts there are, so that the others need not be asked."""
        self.parts = (
            PROGRESS * bool(self.progress or self.ends)
            | ACTS * bool(self.acts)
            | PROMISES * bool(self.made or self.kept)
            | BEGINS * bool(self.begins)
            | CEASES * bool(self.ceases)
            | OPENS * bool(self.opens)
            | SCOPES * bool(self.scopes or self.bans)
        )


Hooks = list[tuple[str, Hook]]
"""The signals that somebody listens to, with their listeners."""


class Plan:
    """A standard ready to run for one channel and direction."""

    def __init__(self, standard: Standard, channel: str, direction: str) -> None:
        self.standard = standard
        self.channel = channel
        self.direction = direction
        self.numbers = standard.numbers
        self.grace = self._ms("grace")
        self.patience = self._ms("ladder_patience")
        self.calendar = Calendar(standard.calendar)
        ladders = {s.id: s.ladder for s in standard.situations.values() if s.ladder is not None}
        permits = {n.id: n.allow for n in standard.norms.values() if n.kind == "permit"}
        self.ctx = Context(self.grace, ladders, permits)
        self.rules: dict[str, Rule] = {}
        for norm in standard.norms.values():
            clauses = tuple(c for c in norm.clauses if self.clause_applies(c))
            if clauses or not norm.clauses:
                self.rules[norm.id] = Rule(norm, clauses, self.test)
        self.permits = {rule.id: self.ctx.permitted(rule.id) for rule in self.rules.values() if rule.kind == "permit"}
        self._index()
        self._situations()
        for hook in self.hooks.values():
            hook.seal()
        self.begun = self._begun()

    def _ms(self, name: str) -> int:
        number: Number | None = self.numbers.get(name)
        return number.ms() if number is not None else DEFAULTS[name]

    def ctx_test(self, cond: Cond) -> Test:
        """Compile a condition that is there."""
        return compile_cond(cond, self.ctx)

    def test(self, cond: Cond | None) -> Test | None:
        """Compile a condition, None stays None."""
        return compile_cond(cond, self.ctx) if cond is not None else None

    def clause_applies(self, clause: str) -> bool:
        """Whether a clause is for this channel and direction (a clause that nobody described is for all)."""
        found = self.standard.clauses.get(clause)
        return found is None or found.applies(self.channel, self.direction)

    def narrowed(self, clauses: Iterable[str]) -> tuple[str, ...]:
        """The clauses that apply."""
        return tuple(c for c in clauses if self.clause_applies(c))

    def _index(self) -> None:
        self.hooks: dict[str, Hook] = {}
        self.bans_in: dict[str, list[Rule]] = {}
        for rule in self.rules.values():
            norm = rule.norm
            if rule.kind == "duty":
                self._add(names_in(norm.do), "progress", rule)
                self._add((*norm.fail, *norm.waive, *norm.before), "ends", rule)
                self._add(norm.when or ("call.opened",), "opens", rule)
            elif rule.kind in ("check", "permit"):
                self._add(norm.act, "acts", rule)
            elif rule.kind == "ban":
                self._add(names_in(norm.never), "acts", rule)
                self._add(norm.when, "scopes", rule)
                if norm.during:
                    self.bans_in.setdefault(norm.during, []).append(rule)
            elif rule.kind == "may":
                self._add(names_in(norm.do), "acts", rule)
            elif rule.kind == "promise":
                self._add(norm.made, "made", rule)
                self._add(norm.kept, "kept", rule)
            elif rule.kind == "question":
                self._add(norm.when or ("call.opened",), "scopes", rule)

    def _hook(self, name: str) -> Hook:
        return self.hooks.setdefault(name, Hook())

    def _add(self, names: Iterable[str], part: str, rule: Rule) -> None:
        for name in dict.fromkeys(names):
            getattr(self._hook(name), part).append(rule)

    def _situations(self) -> None:
        self.steps: dict[str, list[Test]] = {}
        silences: set[int] = set()
        for spec in self.standard.situations.values():
            for opening in spec.opens:
                names = list(opening.on)
                if opening.silence is not None:
                    length = max(opening.silence - self.grace, 1)
                    silences.add(length)
                    names.append(f"silence.{length}")
                for name in names:
                    self._hook(name).begins.append((spec, self.test(opening.cond)))
            for name in spec.closes:
                self._hook(name).ceases.append(spec)
            if self.bans_in.get(spec.id):
                self._hook(f"situation.{spec.id}.opened").bans.extend(self.bans_in[spec.id])
            if spec.ladder is not None:
                self.steps[spec.id] = [compile_cond(step.say, self.ctx) for step in spec.ladder.steps]
        self.silences = tuple(sorted(silences))

    def _begun(self) -> Begun:
        tallies: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {}
        conds = [
            c
            for norm in self.standard.norms.values()
            for top in (
                norm.cond,
                norm.do,
                norm.needs,
                norm.never,
                norm.unless,
                *norm.allow,
                *(limit.when for limit in norm.limits),
            )
            for c in conds_in(top)
        ]
        for spec in self.standard.situations.values():
            for opening in spec.opens:
                conds.extend(conds_in(opening.cond))
            if spec.ladder is not None:
                conds.extend(conds_in(spec.ladder.final_if))
        for c in conds:
            if c.op == "count" and c.since:
                tallies[tally_key(c)] = (tally_key(c), c.names, c.since)
        wait_max = self.numbers.get("hold_max")
        return Begun(
            at=0,
            standard=self.standard.hash,
            silences=self.silences if self.channel == "phone" else (),
            checkin_max=self._ms("checkin_max"),
            wait_max=wait_max.ms() + self.grace if wait_max is not None else None,
            ring_length=self._ms("ring_length"),
            overlap_min=self._ms("overlap_min"),
            loudness_step=self._figure("loudness_step", 2.0),
            loudness_jump=self._figure("loudness_jump", 8.0),
            slower_by=self._figure("slower_by", 10.0) / 100,
            tallies=tuple(tallies.values()),
        )

    def _figure(self, name: str, default: float) -> float:
        number = self.numbers.get(name)
        return number.value if number is not None else default

    def deadline(self, within: Within, base: int, grace: bool = True) -> int | None:
        """The instant at which something due `within` from `base` is missed; None where time does not decide."""
        extra = self.grace if grace else 0
        if within.ms is not None:
            return base + within.ms + extra
        if within.working_min is not None:
            return self.calendar.after(base, within.working_min) + extra
        if within.working_days is not None:
            return self.calendar.working_days_after(base, within.working_days) + extra
        return None


@lru_cache(maxsize=64)
def _plan(hash_: str, channel: str, direction: str, holder: _Holder) -> Plan:
    return Plan(holder.standard, channel, direction)


class _Holder:
    """Lets an unhashable standard ride along a cache key of its content hash."""

    __slots__ = ("hash", "standard")

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.hash = standard.hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.hash == self.hash

    def __hash__(self) -> int:
        return hash(self.hash)


def plan_for(standard: Standard, opened: Opened) -> Plan:
    """The plan of a standard for a conversation of this channel and direction; built once."""
    return _plan(standard.hash, opened.channel, opened.direction, _Holder(standard))
