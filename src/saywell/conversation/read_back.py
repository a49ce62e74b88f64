"""Whether digits that an agent says are those that the customer gave. Pure."""

from __future__ import annotations

from typing import Final

# Fewer digits may be part of another number by chance; a country's code has three at most.
_ENOUGH: Final = 7
_COUNTRY_CODE: Final = 3


def is_read_back(given: str, said: str) -> bool:
    """Whether the digits said are those given: all of them, a country's code aside; of those given only the first may
    have been heard, before a pause."""
    if given == said:
        return True
    return (len(given) >= _ENOUGH and given in said) or (
        len(said) >= _ENOUGH and given.endswith(said) and len(given) - len(said) <= _COUNTRY_CODE
    )
