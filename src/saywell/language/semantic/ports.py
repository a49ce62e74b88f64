"""What the semantic tier needs from outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np

Array: TypeAlias = "np.ndarray[Any, np.dtype[np.float32]]"
"""float32, two dimensions where nothing else is said."""


class Embedder(Protocol):
    """Turns sentences into vectors. The same text gives the same vector, whatever stands beside it in the batch (but
    for the last bits of its floats)."""

    @property
    def name(self) -> str:
        """The engine and the model, for people."""
        ...

    @property
    def hash(self) -> str:
        """What tells this model from another: two embedders of one hash give the same vectors."""
        ...

    def embed(self, texts: Sequence[str]) -> Array:
        """float32, one row a text, every row of length one (an empty text may be all zeros); (0, d) for no texts.
        Raises SaywellError (`semantic.*`) where the model cannot be had."""
        ...
