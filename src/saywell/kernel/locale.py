"""The three languages that Saywell speaks, and how one of them is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Locale = Literal["zh-Hans", "zh-Hant", "en"]
LOCALES: tuple[Locale, ...] = get_args(Locale)

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def match_locale(tag: str) -> Locale | None:
    """The locale meant by a tag such as `zh_TW.UTF-8`, `zh-Hant-HK`, `en_GB`, `zh`; None for another language."""
    parts = tag.split(".")[0].split("@")[0].replace("_", "-").lower().split("-")
    if parts[0] == "zh":
        if "hans" in parts:
            return "zh-Hans"
        return "zh-Hant" if _TRADITIONAL.intersection(parts) else "zh-Hans"
    if parts[0] == "yue":
        return "zh-Hant"
    return "en" if parts[0] in ("en", "c", "posix") else None


def pick_locale(option: str | None, environ: Mapping[str, str]) -> Locale:
    """The locale of the option if it names one, else of LC_ALL, LC_MESSAGES, LANG in this order, else English."""
    for tag in (option, environ.get("LC_ALL"), environ.get("LC_MESSAGES"), environ.get("LANG")):
        if tag:
            return match_locale(tag) or "en"
    return "en"
