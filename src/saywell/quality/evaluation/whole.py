"""A whole evaluation, as `saywell evaluate --json` writes it."""

from __future__ import annotations

import msgspec

from saywell.quality.evaluation.hearing import Hearing
from saywell.quality.evaluation.judging import Judging
from saywell.quality.evaluation.keeping import Keeping

FORMAT = 1


class Part(msgspec.Struct, frozen=True):
    """The figures of one part, as it is or corrupted; None where the part has nothing of that kind."""

    part: str
    corrupted: bool
    utterances: Hearing | None
    conversations: Judging | None
    promises: Keeping | None


class Evaluation(msgspec.Struct, frozen=True):
    """Every part with how it was measured. `format` goes up when a field changes its meaning or goes away; `corrupt`:
    the share of characters replaced in the corrupted parts; `standards`: id -> content hash."""

    date: str
    saywell: str
    tier: str
    corrupt: float
    spoken_digits: bool
    seed: int
    languages: tuple[str, ...]
    standards: dict[str, str]
    parts: tuple[Part, ...]
    format: int = FORMAT
