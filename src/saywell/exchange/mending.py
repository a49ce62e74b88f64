"""What a standard's recogniser needs for its second look at text of a speech recogniser."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from saywell.conversation.conditions import names_in
from saywell.kernel.kept import shelf
from saywell.language.mend import Mender
from saywell.language.pattern import Concept, MoveRules
from saywell.standard.model import Standard


def mender_of(standard: Standard, moves: Mapping[str, MoveRules], concepts: Mapping[str, Concept]) -> Mender:
    """The mender of a standard's patterns, from the shelf where that has it."""
    held = shelf().get("mender", standard.hash) if standard.hash else None
    if held is not None:
        try:
            return Mender(held)
        except msgspec.MsgspecError:
            held = None
    built = Mender.build(moves, concepts)
    if standard.hash:
        shelf().put("mender", standard.hash, bytes(built.data))
    return built


def grave_moves(standard: Standard) -> frozenset[str]:
    """Moves that only bans speak of: they are heard in what was written, never in what may have been meant."""
    banned: set[str] = set()
    wanted: set[str] = set()
    for norm in standard.norms.values():
        banned.update(names_in(norm.never))
        for cond in (norm.do, norm.needs, norm.cond, norm.unless):
            wanted.update(names_in(cond))
        wanted.update(norm.when)
    return frozenset(banned - wanted)
