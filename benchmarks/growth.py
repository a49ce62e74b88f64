"""How the cost of a step grows with rules that do not concern it, and with the length of the conversation."""

from __future__ import annotations

import msgspec

from benchmarks import ours
from benchmarks.policy import conversations
from benchmarks.timing import rates, table
from saywell.conversation.plan import Plan
from saywell.standard.model import Cond, Norm, Within

SIZES = (10, 100, 1_000)


def _crowded(size: int) -> Plan:
    """The policy beside `size` duties that listen to moves which nobody makes."""
    others = {
        f"other-{n}": Norm(
            f"other-{n}",
            "duty",
            when=(f"customer.other_{n}",),
            do=Cond("seen", (f"agent.other_{n}",)),
            within=Within(turns=1),
        )
        for n in range(size)
    }
    small = ours.small()
    return ours.plan_of(msgspec.structs.replace(small, hash=f"crowd-{size}", norms={**small.norms, **others}))


def main() -> None:
    """Print both tables; the ratios are of the cost."""
    inputs = [ours.prepared(call) for call in conversations(60, 30)]
    plans = {size: _crowded(size) for size in SIZES}
    got = rates({f"{size:,} norms": lambda plan=plan: ours.play(plan, inputs) for size, plan in plans.items()})  # type: ignore[misc]
    table("Growth with unrelated norms", "10 norms", got, "steps/s")
    print(f"  a step costs {got['100 norms'] / got['1,000 norms']:.2f}x as much under 1,000 norms as under 100")
    plan = ours.plan_of(ours.small())
    short = [ours.prepared(call) for call in conversations(100, 20)]
    long = [ours.prepared(call) for call in conversations(1, 2_000)]
    got = rates({"20 turns": lambda: ours.play(plan, short), "2,000 turns": lambda: ours.play(plan, long)})
    table("Growth with the length of the conversation", "20 turns", got, "steps/s")
    print(f"  a turn costs {got['20 turns'] / got['2,000 turns']:.2f}x as much in the long conversation")
