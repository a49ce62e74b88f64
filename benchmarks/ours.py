"""The policy as data of our engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from benchmarks.policy import Step, Verdicts
from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.decide import step
from saywell.conversation.plan import Plan
from saywell.conversation.state import State
from saywell.standard.model import Cond, Norm, Opening, SituationSpec, Standard, Within

MOVES = {
    "greet": "bench_greets",
    "prompt": "bench_prompts",
    "announce": "bench_announces",
    "thank": "bench_thanks",
    "ask_else": "bench_asks_else",
    "bye": "bench_bids_farewell",
}
RULE_OF = {
    "bench-greeting": "greeting",
    "bench-silence": "silence",
    "bench-announce": "announce",
    "bench-thank": "thank",
    "bench-closing": "closing",
}


def _seen(name: str, window: str = "") -> Cond:
    return Cond("seen", (f"agent.{MOVES[name]}",), window=window)


def norms() -> dict[str, Norm]:
    """The rules."""
    rules = (
        Norm("bench-greeting", "duty", when=("call.started",), do=_seen("greet"), within=Within(turns=1)),
        Norm(
            "bench-silence",
            "duty",
            when=("situation.bench_silent.opened",),
            do=Cond("seen", (f"agent.{MOVES['prompt']}",), since=("situation.bench_silent.opened",)),
            within=Within(ms=5_000),
            waive=("customer.speaks",),
        ),
        Norm("bench-announce", "check", act=("done.bench_hold",), needs=_seen("announce", "turn")),
        Norm("bench-thank", "duty", when=("done.bench_back",), do=_seen("thank"), within=Within(turns=1)),
        Norm("bench-closing", "check", act=("hangup.agent",), needs=_seen("ask_else")),
    )
    return {rule.id: rule for rule in rules}


def situations() -> dict[str, SituationSpec]:
    """What the rules stand on."""
    not_held = Cond("not", of=(Cond("open", ("bench_held",)),))
    specs = (
        SituationSpec("bench_held", opens=(Opening(on=("done.bench_hold",)),), closes=("done.bench_back",)),
        SituationSpec(
            "bench_silent",
            opens=(Opening(silence=5_000, cond=not_held),),
            closes=("customer.speaks", "agent.speaks"),
        ),
    )
    return {spec.id: spec for spec in specs}


def small() -> Standard:
    """A standard of nothing but the policy."""
    return Standard("bench", "1", {}, hash="bench", norms=norms(), situations=situations())


def beside(standard: Standard) -> Standard:
    """The policy beside all rules of a standard."""
    return msgspec.structs.replace(
        standard,
        hash=standard.hash + "+bench",
        norms={**standard.norms, **norms()},
        situations={**standard.situations, **situations()},
    )


def prepared(conversation: Sequence[Step]) -> list[i.AnyInput]:
    """A conversation as inputs whose words have been heard."""
    out: list[i.AnyInput] = [i.Opened(0, id="b", channel="phone", direction="inbound"), i.Answered(0)]
    for kind, at in conversation:
        if kind in MOVES:
            heard = i.Heard("bench", None, (i.Move(MOVES[kind], 0, 8),))
            out.append(i.Said(at, by="agent", text="what the agent says", heard=heard))
        elif kind in ("speak", "decline"):
            out.append(i.Said(at, by="customer", text="what the customer says", heard=i.Heard("bench")))
        elif kind == "hangup":
            out.append(i.HungUp(at, by="agent"))
        else:
            out.append(i.Done(at, what=f"bench_{kind}"))
    return out


def play(plan: Plan, calls: Sequence[Sequence[i.AnyInput]]) -> int:
    """Run the calls; how many steps of the policy's conversations that were (what opens a call is not counted)."""
    done = 0
    for call in calls:
        state = State()
        for got in call:
            _, state = step(plan, state, got)
        done += len(call) - 2
    return done


def verdicts(plan: Plan, calls: Sequence[Sequence[i.AnyInput]]) -> Verdicts:
    """What the engine found."""
    found: Verdicts = Counter()
    for call in calls:
        state = State()
        for got in call:
            events, state = step(plan, state, got)
            for event in events:
                if type(event) is e.Judged and event.norm in RULE_OF and event.verdict in ("met", "missed"):
                    found[RULE_OF[event.norm], event.verdict] += 1
    return found


def plan_of(standard: Standard) -> Plan:
    """Ready to run."""
    return Plan(standard, "phone", "inbound")
