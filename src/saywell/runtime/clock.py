"""The wall clock; nothing else reads it."""

from __future__ import annotations

import time

from saywell.kernel.time import Instant


def now() -> Instant:
    """The present instant."""
    return time.time_ns() // 1_000_000
