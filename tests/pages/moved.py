"""`python -m tests.pages.moved FILE …`: the command line, with a clock that a test moves, only some of the centres of
the demonstration without the work of their past, and customers who pick up as the test wants.

FILE has two lines: by how many milliseconds the clock is ahead, which is read at every look at the clock, and JSON with
`centres`, and `callees`: by number who picks up, or why nobody does (a key of saywell.app.callees.ODDS).
"""

from __future__ import annotations

import json
import mmap
import sys
from pathlib import Path
from typing import Any

from saywell.app import callees, demo_world, past_work
from saywell.app.simulated_phone import Callee
from saywell.kernel.time import Instant
from saywell.runtime import clock

WIDTH = 20
"""Characters of the first line."""


def main() -> None:
    """Runs the command line."""
    file = Path(sys.argv.pop(1))
    with file.open("rb") as opened:
        ahead = mmap.mmap(opened.fileno(), WIDTH, access=mmap.ACCESS_READ)
    wanted: dict[str, Any] = json.loads(file.read_text(encoding="utf-8").splitlines()[1])
    machine = clock.now

    def now() -> Instant:
        return machine() + int(ahead[:WIDTH])

    class Chosen(callees.Callees):
        """Whoever the test says picks up."""

        async def callee(self, talk: str, number: str) -> Callee:
            self.odds = {wanted["callees"].get(number, "called"): 1}
            return await super().callee(talk, number)

    # Before anything else takes them by their names.
    clock.now = now
    callees.Callees = Chosen  # type: ignore[misc]
    demo_world.CENTRES = tuple(wanted["centres"])
    # Whoever walks finds what came of the walk, and nothing else.
    past_work.told = dict
    from saywell.cli.main import run

    run()


if __name__ == "__main__":
    main()
