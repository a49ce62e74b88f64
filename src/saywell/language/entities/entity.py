"""What an entity is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Value = Mapping[str, str | int | float | bool]


class Entity(NamedTuple):
    """One entity with its folded offsets. `value` by kind:

    name {surname, key, given?, title?}; phone, account, number {digits}; order {id}; money {amount, currency};
    date {date}; time {time, ambiguous?}; duration {amount, unit}; deadline {amount, unit, working, vague, latest?};
    email {address}; address {text}. `key` is the surname folded; `date` is YYYY-MM-DD, --MM-DD, ---DD or a word.
    """

    kind: str
    start: int
    end: int
    value: Value
