"""The sentences of all errors, one table for each area: code -> (zh-Hans, zh-Hant, en).

A sentence says what is wrong and what to do about it; `{slots}` are the fields of the error.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from saywell.kernel.locale import LOCALES, Locale


class _Slots(dict[str, Any]):
    """A slot without a value stands as it is: an error must never be hidden by another one."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def table(area: str) -> Mapping[str, tuple[str, str, str]]:
    """The sentences of one area; empty where the area has none."""
    if not area.isidentifier() or find_spec(f"{__name__}.{area}") is None:
        return {}
    messages: Mapping[str, tuple[str, str, str]] = import_module(f"{__name__}.{area}").MESSAGES
    return messages


def sentence(code: str, locale: Locale, fields: Mapping[str, Any]) -> str:
    """The sentence of `code` in `locale`, its slots filled; the bare code where there is no sentence."""
    texts = table(code.partition(".")[0]).get(code)
    if texts is None:
        return code
    return texts[LOCALES.index(locale)].format_map(_Slots(fields))
