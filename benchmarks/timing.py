"""CPU seconds of interleaved runs, so that a slow moment of the machine falls on both sides alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping

Work = Callable[[], int]
"""Does its work once and returns how many units it was (events, turns, conversations)."""


def rates(works: Mapping[str, Work], rounds: int = 7) -> dict[str, float]:
    """Units per CPU second of each, the median of `rounds` interleaved runs after one that does not count."""
    samples: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            gc.collect()
            start = time.process_time()
            units = work()
            spent = time.process_time() - start
            if number:
                samples[name].append(units / spent if spent else float("inf"))
    return {name: statistics.median(values) for name, values in samples.items()}


def table(title: str, ours: str, got: Mapping[str, float], unit: str) -> None:
    """Print the rates and how many times faster ours is than each."""
    print(f"\n{title}")
    for name, rate in got.items():
        ratio = got[ours] / rate
        note = "" if name == ours else f"   {ours} is {ratio:.1f}× of it"
        print(f"  {name:34} {rate:12,.0f} {unit}{note}")
