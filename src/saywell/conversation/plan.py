"""A standard made ready to run: conditions compiled, norms indexed by the signals that concern them.

The work for one input depends on the norms that listen to it and on what is open, not on the size of the standard.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from saywell.conversation.conditions import (
    Context,
    compile_cond,
    conds_in,
    names_in,
    tally_key,
)
from saywell.conversation.events import Begun
from saywell.conversation.inputs import Opened
from saywell.conversation.predicates import Test
from saywell.conversation.reaction import Begin, Hook, Place, Reaction, Rule
from saywell.standard.calendar import Calendar
from saywell.standard.model import Cond, Norm, Number, Offer, Standard, Within

MOST_REACTIONS = 5_000
DEFAULTS = {"grace": 1000, "checkin_max": 10_000, "ring_length": 3000, "overlap_min": 1000, "ladder_patience": 10_000}


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
                self.rules[norm.id] = Rule(norm, clauses, self.forbidding(clauses), self.test)
        self.permits = {rule.id: self.ctx.permitted(rule.id) for rule in self.rules.values() if rule.kind == "permit"}
        self._index()
        self._situations()
        self.owners = self._owners()
        self.allowed = tuple(rule for rule in self.rules.values() if rule.kind == "check" and self._does(rule))
        """Acts that may be done once their condition holds, with a line that does them."""
        self.scripts = tuple(rule for rule in self.rules.values() if rule.kind == "question" and rule.norm.say)
        """What a person judges, with the lines for it in their order."""
        self.reactions: dict[tuple[str, ...], Reaction] = {}
        self.begun = self._begun()

    def _ms(self, name: str) -> int:
        number: Number | None = self.numbers.get(name)
        return number.ms() if number is not None else DEFAULTS[name]

    def _does(self, rule: Rule) -> bool:
        lines = (self.standard.lines[line] for line in rule.norm.say if line in self.standard.lines)
        return rule.once and rule.cond is not None and any(set(rule.norm.act) <= set(line.moves) for line in lines)

    def _owners(self) -> tuple[tuple[str, str, str], ...]:
        """The clauses that apply, each with the first norm that carries it ("" for none) and that norm's kind."""
        norms: dict[str, Norm] = {}
        for norm in self.standard.norms.values():
            for clause in norm.clauses:
                norms.setdefault(clause, norm)
        return tuple(
            (clause, norms[clause].id, norms[clause].kind) if clause in norms else (clause, "", "duty")
            for clause in self.standard.clauses
            if self.clause_applies(clause)
        )

    def reaction(self, names: tuple[str, ...]) -> Reaction:
        """What listens to these signals when they come together; kept, for the same come again and again."""
        found = self.reactions.get(names)
        if found is None:
            if len(self.reactions) >= MOST_REACTIONS:
                self.reactions.clear()
            found = self.reactions[names] = Reaction(names, self.hooks)
        return found

    def test(self, cond: Cond | None) -> Test | None:
        """Compile a condition, None stays None."""
        return compile_cond(cond, self.ctx) if cond is not None else None

    def clause_applies(self, clause: str) -> bool:
        """Whether a clause is for this channel and direction (a clause that nobody described is for all)."""
        found = self.standard.clauses.get(clause)
        return found is None or found.applies(self.channel, self.direction)

    def forbidding(self, clauses: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the clauses that forbid something: what goes against them is broken, also by leaving it out."""
        known = self.standard.clauses
        return tuple(c for c in clauses if c in known and "forbidden" in known[c].kind)

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
        self.step_names: dict[str, list[tuple[str, ...]]] = {}
        self.finals: dict[str, Test | None] = {}
        self.offers: dict[str, tuple[tuple[Offer, Test | None], ...]] = {}
        silences: set[int] = set()
        for spec in self.standard.situations.values():
            place = Place(spec)
            for opening in spec.opens:
                names = list(opening.on)
                if opening.silence is not None:
                    length = max(opening.silence - self.grace, 1)
                    silences.add(length)
                    names.append(f"silence.{length}")
                for name in names:
                    begin = Begin(place, self.test(opening.cond), spoken=name.startswith("agent."))
                    self._hook(name).begins.append(begin)
            for name in spec.closes:
                self._hook(name).ceases.append(place)
            if spec.offers:
                self.offers[spec.id] = tuple((one, self.test(one.cond)) for one in spec.offers)
            if self.bans_in.get(spec.id):
                self._hook(f"situation.{spec.id}.opened").bans.extend(self.bans_in[spec.id])
            if spec.ladder is not None:
                self.steps[spec.id] = [compile_cond(step.say, self.ctx) for step in spec.ladder.steps]
                self.step_names[spec.id] = [tuple(names_in(step.say)) for step in spec.ladder.steps]
                self.finals[spec.id] = self.test(spec.ladder.final_if)
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
                *norm.either.values(),
            )
            for c in conds_in(top)
        ]
        for spec in self.standard.situations.values():
            for opening in spec.opens:
                conds.extend(conds_in(opening.cond))
            for offer in spec.offers:
                conds.extend(conds_in(offer.cond))
            if spec.ladder is not None:
                conds.extend(conds_in(spec.ladder.final_if))
                conds.extend(c for step in spec.ladder.steps for c in conds_in(step.say))
        for c in conds:
            if c.op == "count":
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
            sure=_sure(self.standard.sure),
            shows={move.id: (move.shows, move.unless) for move in self.standard.moves.values() if move.shows},
        )

    def _figure(self, name: str, default: float) -> float:
        number = self.numbers.get(name)
        return number.value if number is not None else default

    def deadline(self, within: Within, base: int, *, grace: bool = True) -> int | None:
        """The instant at which something due `within` from `base` is missed; None where time does not decide."""
        extra = self.grace if grace else 0
        if within.ms is not None:
            return base + within.ms + extra
        if within.working_min is not None:
            return self.calendar.after(base, within.working_min) + extra
        if within.working_days is not None:
            return self.calendar.working_days_after(base, within.working_days) + extra
        return None


def _sure(names: Iterable[str]) -> dict[str, tuple[tuple[float, str], ...]]:
    """By move, the signals that ask for a confidence, and how much."""
    out: dict[str, tuple[tuple[float, str], ...]] = {}
    for name in names:
        move, _, least = name.partition("@")
        out[move] = (*out.get(move, ()), (float(least), name))
    return out


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
