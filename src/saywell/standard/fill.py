"""Fill the slots of reference lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SLOT = re.compile(r"\{([a-z_]+)\}")


def fill(text: str, slots: Mapping[str, str]) -> str:
    """A line with what is known in its slots; the others become …."""
    return _SLOT.sub(lambda found: slots.get(found[1]) or "…", text)


def slots_in(text: str) -> list[str]:
    """The slots of a line, in order."""
    return _SLOT.findall(text)
