"""One small policy run by several engines: greeting, silence, hold protocol, closing.

The same generated conversations go through each engine, and each must reach the same verdicts. The rules:

- greeting: the agent greets in the first turn; the rule is missed when the customer has the floor after it.
- silence: nobody has spoken for 5 s (a second of grace off) and the customer is not on hold: the agent prompts within
  5 s (a second of grace more). It does not apply when the customer speaks first, and is missed at the hang-up.
- hold: a hold is announced in the same turn; after it the agent thanks before the customer has the floor again.
- closing: before hanging up the agent has asked whether there is anything else.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

Step = tuple[str, int]
"""What happens and when (ms)."""

Verdicts = Counter[tuple[str, str]]
"""How often each rule was met and missed."""

SILENCE = 4_000
PROMPT = 6_000
CUSTOMER = frozenset({"speak", "decline"})
AGENT = frozenset({"greet", "prompt", "announce", "thank", "ask_else", "bye"})
RULES = ("greeting", "silence", "announce", "thank", "closing")


def conversations(count: int, turns: int, seed: int = 7) -> Iterator[list[Step]]:
    """Random conversations that begin with an answered call at 0 and end with the agent's hang-up."""
    chance = random.Random(seed)
    for _ in range(count):
        out: list[Step] = [("greet", 500)] if chance.random() < 0.9 else []
        at = 1_000
        while len(out) < turns:
            at += chance.choice((600, 900, 1_500, 2_100, 5_200, 8_000, 12_500))
            kind = chance.choice(("speak", "speak", "speak", "prompt", "announce", "hold", "ask_else", "decline"))
            out.append((kind, at))
            if kind == "hold":
                at += chance.choice((5_000, 20_000, 33_000))
                out.append(("back", at))
                if chance.random() < 0.7:
                    at += 300
                    out.append(("thank", at))
        out.append(("bye", at + 900))
        out.append(("hangup", at + 1_800))
        yield out


class Board:
    """What a machine of states has to remember beside its state: who has the floor, since when nobody speaks."""

    def __init__(self) -> None:
        self.verdicts: Verdicts = Counter()
        self.reset()

    def reset(self) -> None:
        """A new call, answered at 0."""
        self.floor = ""
        self.turn = 0
        self.quiet = 0
        self.fired = False
        self.held = False
        self.due: int | None = None
        self.thank_by = 0

    def speaks(self, who: str, at: int) -> bool:
        """Somebody speaks; whether the floor changes."""
        self.quiet = at
        self.fired = False
        if self.floor == who:
            return False
        self.floor = who
        self.turn += who == "agent"
        return True

    def judge(self, rule: str, verdict: str) -> None:
        """Count a verdict."""
        self.verdicts[rule, verdict] += 1
