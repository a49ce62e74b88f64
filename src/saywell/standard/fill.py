"""Fill the slots of reference lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SLOT = re.compile(r"\{([a-z_]+)\}")
_CHINESE = re.compile("[\u3400-\u9fff]")
# The documents have ASCII marks between Chinese words; nobody writes them so to a customer.
_MARK = re.compile("(?<=[\u3400-\u9fff…”》）])[,?!;:]|[,?!;:](?=[\u3400-\u9fff…“《（])")
_WIDE = str.maketrans(",?!;:", "，？！；：")


def fill(text: str, slots: Mapping[str, str]) -> str:
    """A line with what is known in its slots; the others become …. Chinese lines have Chinese punctuation (GB/T 15834),
    whatever their document has."""
    filled = _SLOT.sub(lambda found: slots.get(found[1]) or "…", text)
    if not _CHINESE.search(text):
        return filled
    return _MARK.sub(lambda found: found[0].translate(_WIDE), filled)


def slots_in(text: str) -> list[str]:
    """The slots of a line, in order."""
    return _SLOT.findall(text)
