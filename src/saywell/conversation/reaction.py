"""The norms of a standard by what they listen to, made ready so that a step only walks through short lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from saywell.conversation.conditions import names_in, parts_of, windowed
from saywell.conversation.events import Kind
from saywell.conversation.marks import CLOSED, OPENED
from saywell.conversation.predicates import Test
from saywell.standard.model import Cond, Norm, SituationSpec


class Rule:
    """A norm with its conditions compiled and its clauses narrowed to those that apply to the conversation.

    `label`: the kind that its verdicts bear. `do_names`, `needs_names`, `never_names`: the signals that its conditions
    listen to; `do_parts`, `needs_parts`: what the near miss is made of. `windowed`: `do` cannot hold before a line of
    its window has come."""

    __slots__ = (
        "before",
        "clauses",
        "cond",
        "do",
        "do_names",
        "do_parts",
        "during",
        "either",
        "forbids",
        "id",
        "kind",
        "label",
        "limits",
        "needs",
        "needs_names",
        "needs_parts",
        "never",
        "never_names",
        "norm",
        "once",
        "open_window",
        "timed",
        "turns",
        "unless",
        "when",
        "windowed",
    )

    def __init__(
        self, norm: Norm, clauses: tuple[str, ...], forbids: tuple[str, ...], test: Callable[[Cond | None], Test | None]
    ) -> None:
        within = norm.within
        self.norm = norm
        self.id = norm.id
        self.kind = norm.kind
        self.label: Kind = "count" if norm.counted else norm.kind
        self.clauses = clauses
        self.forbids = forbids
        self.once = norm.once
        self.during = norm.during
        self.when = norm.when
        self.before = norm.before
        self.open_window = norm.window
        self.turns = None if norm.before and within.turns == 1 else within.turns
        self.timed = not (within.ms is None and within.working_min is None and within.working_days is None)
        self.cond = test(norm.cond)
        self.do = test(norm.do)
        self.do_names = tuple(names_in(norm.do))
        self.do_parts = parts_of(norm.do)
        self.windowed = windowed(norm.do)
        self.needs = test(norm.needs)
        self.needs_names = tuple(names_in(norm.needs))
        self.needs_parts = parts_of(norm.needs)
        self.never = test(norm.never)
        self.never_names = tuple(names_in(norm.never))
        self.unless = test(norm.unless)
        self.either = {clause: test(cond) for clause, cond in norm.either.items()}
        self.limits = tuple((test(one.when), one.within) for one in norm.limits)


class Place:
    """A situation and the signals of its opening and closing; `ladder`: it has one."""

    __slots__ = ("closed", "id", "ladder", "once", "opened")

    def __init__(self, spec: SituationSpec) -> None:
        self.id = spec.id
        self.once = spec.once
        self.ladder = spec.ladder is not None
        self.opened = OPENED.of(spec.id)
        self.closed = CLOSED.of(spec.id)


class Begin:
    """A situation that begins if `test` holds; `spoken`: by what the agent says."""

    __slots__ = ("place", "spoken", "test")

    def __init__(self, place: Place, test: Test | None, *, spoken: bool) -> None:
        self.place = place
        self.test = test
        self.spoken = spoken


class Call:
    """A rule that is called by a signal, or for a purpose."""

    __slots__ = ("name", "rule")

    def __init__(self, name: str, rule: Rule) -> None:
        self.name = name
        self.rule = rule


class Hook:
    """What listens to one signal: duties that it may meet, end or open; acts that it is; scopes that it begins; bans of
    a situation that it opens; promises that it makes or keeps; situations that it begins or ends."""

    __slots__ = ("acts", "bans", "begins", "ceases", "ends", "kept", "made", "opens", "progress", "scopes")

    def __init__(self) -> None:
        self.progress: list[Rule] = []
        self.ends: list[Rule] = []
        self.opens: list[Rule] = []
        self.acts: list[Rule] = []
        self.scopes: list[Rule] = []
        self.bans: list[Rule] = []
        self.made: list[Rule] = []
        self.kept: list[Rule] = []
        self.begins: list[Begin] = []
        self.ceases: list[Place] = []


class Reaction:
    """All that listens to the signals of one wave, in the order in which it is asked.

    `promises`: with the signal that makes one, without a name for those that it may keep; `scopes`: with "ban" for the
    bans of a situation that opens. `agent`, `turn`, `over`: the agent speaks, the customer takes the floor, the call
    ends. `idle`: nothing of all that."""

    __slots__ = (
        "acts", "agent", "begins", "ceases", "ends", "idle", "opens", "over", "progress", "promises", "scopes", "turn",
    )  # fmt: skip

    def __init__(self, names: tuple[str, ...], hooks: Mapping[str, Hook]) -> None:
        self.agent = "agent.speaks" in names
        self.turn = "customer.turn" in names
        self.over = "call.over" in names
        self.progress: list[Rule] = []
        self.ends: list[Call] = []
        self.acts: list[Call] = []
        self.promises: list[Call] = []
        self.ceases: list[Place] = []
        self.begins: list[Begin] = []
        self.opens: list[Call] = []
        self.scopes: list[Call] = []
        self.idle = not (self.agent or self.turn or self.over)
        for name in names:
            hook = hooks.get(name)
            if hook is not None:
                self.idle = False
                self._add(name, hook)

    def _add(self, name: str, hook: Hook) -> None:
        self.progress += [rule for rule in hook.progress if rule not in self.progress]
        self.ends += [Call(name, rule) for rule in hook.ends]
        judged = {call.rule.id for call in self.acts}
        self.acts += [Call(name, rule) for rule in hook.acts if rule.id not in judged]
        self.promises += [Call(name, rule) for rule in hook.made]
        self.promises += [Call("", rule) for rule in hook.kept]
        self.ceases += hook.ceases
        self.begins += hook.begins
        self.opens += [Call(name, rule) for rule in hook.opens]
        self.scopes += [Call("", rule) for rule in hook.scopes]
        self.scopes += [Call("ban", rule) for rule in hook.bans]
