"""What each figure is: one definition, as data, for pages, files and mails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from saywell.insight.quantities import CONDITIONS, STEPS
from saywell.insight.tables import QUANTITIES, TALLIES

Unit = Literal["count", "share", "ms", "points", "stars"]
Sums = Mapping[str, int]
Steps = Sequence[tuple[int, int]]
"""How many conversations have a step (ms), by step."""


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A figure. `unit`: count, share (0-1), ms, points (0-100), stars (1-5). `better`: which way is good, if any.
    `over`, `under`: a quantity, or one by another; `share_of`, `share`: the time that no more than this share exceeds.
    `opens`: the condition of the conversations behind it, `sort` their order."""

    id: str
    title: dict[str, str]
    meaning: dict[str, str]
    unit: Unit
    group: Literal["demand", "waiting", "answers", "quality", "customers", "promises"]
    better: Literal["up", "down", ""] = ""
    over: str = ""
    under: str = ""
    scale: float = 1.0
    share_of: str = ""
    share: float = 0.5
    opens: str = "all"
    sort: str = "time"

    @property
    def of_work(self) -> bool:
        """Whether it is taken of work and not of conversations."""
        return self.over in TALLIES

    def value(self, sums: Sums, steps: Mapping[str, Steps] | None = None) -> float | None:
        """The figure; None where there is nothing of which it could be one."""
        if self.share_of:
            return portion((steps or {}).get(self.share_of, ()), self.share)
        over = sums.get(self.over, 0) * self.scale
        if not self.under:
            return over
        under = sums.get(self.under, 0)
        return over / under if under else None


def portion(steps: Steps, share: float) -> float | None:
    """The step within which this share of all lies."""
    whole = sum(count for _, count in steps)
    passed = 0
    for step, count in sorted(steps):
        passed += count
        if whole and passed >= share * whole:
            return float(step)
    return None


@lru_cache(maxsize=1)
def measures() -> tuple[Measure, ...]:
    """All figures, in the order in which they are shown."""
    text = (Path(__file__).resolve().parent / "measures.yaml").read_bytes()
    found = msgspec.yaml.decode(text, type=tuple[Measure, ...])
    known = {*QUANTITIES, *TALLIES}
    for one in found:
        assert one.opens in CONDITIONS or one.opens == "all", one.id
        assert one.share_of in STEPS if one.share_of else one.over in known, one.id
        assert not one.under or one.under in known, one.id
    return found
