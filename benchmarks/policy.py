"""One small policy run by several engines: greeting, silence ladder, hold protocol, closing.

The same generated conversations go through each engine, and each must reach the same verdicts. A conversation is a list
of (kind, at): `greet`, `speak` (the customer), `prompt`, `farewell_silent`, `announce`, `hold`, `back`, `thank`,
`checkin`, `ask_else`, `decline`, `bye`, `hangup`. `at` in ms. Verdicts are counts of what was met and what was not.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

Step = tuple[str, int]
WAIT = 5_000
CHECKIN = 30_000
KINDS = ("greet", "speak", "prompt", "farewell_silent", "announce", "hold", "back", "thank", "ask_else", "decline", "bye")


def conversations(count: int, turns: int, seed: int = 7) -> Iterator[list[Step]]:
    """Random conversations that begin with an answered call and end with a hang-up."""
    chance = random.Random(seed)
    for _ in range(count):
        at = 0
        out: list[Step] = [("greet", 500)] if chance.random() < 0.9 else []
        at = 1_000
        held = False
        while len(out) < turns:
            at += chance.choice((600, 900, 1_500, 5_200, 8_000))
            if held:
                at += chance.choice((5_000, 20_000, 33_000))
                out.append(("back", at))
                if chance.random() < 0.7:
                    out.append(("thank", at + 300))
                held = False
                continue
            kind = chance.choice(("speak", "speak", "speak", "prompt", "announce", "hold", "ask_else", "decline"))
            if kind == "hold":
                held = True
            out.append((kind, at))
        out.append(("bye", at + 900))
        out.append(("hangup", at + 1_800))
        yield out
