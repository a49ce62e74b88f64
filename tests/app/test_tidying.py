"""Garbage is looked for while nobody waits."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Callable

from saywell.app.tidying import LONGEST, YOUNG, Tidying
from saywell.kernel.time import DAY, SECOND


class Node:
    """Something that refers to itself: counting references never finds that it is gone."""

    def __init__(self) -> None:
        self.me = self


class Work:
    """What a server does, and its clock."""

    def __init__(self) -> None:
        self.now, self.done = 1_000_000_000, 0


def run(act: Callable[[Tidying, Work], None]) -> None:
    async def whole() -> None:
        before, work = gc.get_threshold(), Work()
        tidying = Tidying(lambda: work.now, lambda: work.done)
        tidying.start()
        try:
            assert gc.get_threshold()[0] == YOUNG and gc.get_freeze_count() > 0
            act(tidying, work)
        finally:
            await tidying.stop()
        assert gc.get_threshold() == before and gc.get_freeze_count() == 0

    asyncio.run(whole())


def lost() -> weakref.ref[Node]:
    return weakref.ref(Node())


def test_it_looks_once_the_server_has_nothing_to_do() -> None:
    def act(tidying: Tidying, work: Work) -> None:
        assert not tidying.look()
        gone = lost()
        work.done += 1
        assert not tidying.look() and gone() is not None
        work.done += 1
        assert not tidying.look()
        assert tidying.look() and gone() is None
        assert not tidying.look()

    run(act)


def test_a_server_that_is_never_idle_is_looked_through_all_the_same() -> None:
    def act(tidying: Tidying, work: Work) -> None:
        gone = lost()
        for _ in range(LONGEST // SECOND):
            work.done, work.now = work.done + 1, work.now + SECOND
            assert not tidying.look()
        work.done, work.now = work.done + 1, work.now + SECOND
        assert tidying.look() and gone() is None

    run(act)


def test_what_was_put_aside_and_has_become_garbage_goes_within_a_day() -> None:
    def act(tidying: Tidying, work: Work) -> None:
        kept = Node()
        gone = weakref.ref(kept)
        work.done += 1
        tidying.look()
        assert tidying.look()
        del kept
        work.done += 1
        tidying.look()
        assert tidying.look() and gone() is not None
        work.done += 1
        assert not tidying.look()
        work.now += DAY + 1
        assert tidying.look()
        assert gone() is None

    run(act)
