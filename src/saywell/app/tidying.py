"""When a server looks for garbage that counting references does not find: in short looks at what is new, and thoroughly
while nobody waits.

Left to itself the collector looks through what many conversations have left in memory just when most is said in them,
and everybody waits for it: 20 to 200 ms each time.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable

from saywell.kernel.time import DAY, MINUTE, Instant

YOUNG = 4_000
"""New objects after which those are looked at: about a millisecond."""
NEVER = 1_000_000
SWITCH = 0.0005
"""Seconds for which a thread that has work waits for the loop at most: a group of records that is to be written waits
for it a few times, a read as well."""
LOOK = 2.0
"""Seconds between two looks whether the server has nothing to do."""
LONGEST = 10 * MINUTE
"""A server that is never idle has to bear a thorough look after this."""


class Tidying:
    """See the module's first lines. `done`: something that grows with whatever is done here."""

    def __init__(self, clock: Callable[[], Instant], done: Callable[[], int]) -> None:
        self._clock, self._done = clock, done
        self._seen = self._looked = done()
        self._at = self._all_at = clock()
        self._before = gc.get_threshold()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """From now on; what a start has made stays and need not be looked at."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(YOUNG, NEVER, NEVER)
        sys.setswitchinterval(SWITCH)
        self._task = asyncio.create_task(self._run(), name="saywell-tidying")

    async def stop(self) -> None:
        """As it was before."""
        gc.set_threshold(*self._before)
        gc.unfreeze()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            self.look()

    def look(self) -> bool:
        """Look thoroughly where nobody waits, or nobody has looked for long; whether it did."""
        now, done = self._clock(), self._done()
        idle, self._seen = done == self._seen, done
        if done == self._looked or not (idle or now - self._at > LONGEST):
            return False
        if idle and now - self._all_at > DAY:
            # Also what had been put aside, and has become garbage since.
            gc.unfreeze()
            self._all_at = now
        gc.collect()
        gc.freeze()
        self._looked, self._at = done, now
        return True
