"""Sets a document as PDF: a template of this folder, data, a language."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import LOCALES, Locale
from saywell.kernel.time import SECOND, Instant

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).resolve().parent
FONTS: dict[Locale, tuple[str, ...]] = {
    "zh-Hans": (
        "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC",
        "WenQuanYi Micro Hei", "SimHei",
    ),
    "zh-Hant": (
        "Noto Sans CJK TC", "Noto Sans CJK HK", "Source Han Sans TC", "Noto Sans TC", "Microsoft JhengHei",
        "PingFang TC", "Noto Sans CJK SC", "WenQuanYi Micro Hei",
    ),
}  # fmt: skip
"""Families with the glyphs of a script, the best first; English text stands among Chinese names and quotes."""


def document(template: str, data: dict[str, Any], locale: Locale, at: Instant) -> bytes:
    """The PDF of a template `<template>.typ` of this folder. `data` is plain (JSON); the template reads it with the
    words of `words.json` for the language. `at`: the date of the document. Raises `documents.no-typst`,
    `documents.no-font`, `documents.failed`."""
    if find_spec("typst") is None:
        raise SaywellError("documents.no-typst")
    import typst

    given = {**data, "locale": locale, "fonts": fonts(), "words": words(template, locale)}
    try:
        compiler = typst.Compiler(
            HERE / f"{template}.typ",
            root=HERE,
            font_paths=_found(),
            sys_inputs={"data": json.dumps(given, ensure_ascii=False)},
        )
        made = compiler.compile(format="pdf", timestamp=at // SECOND)
    except typst.TypstError as error:
        raise SaywellError("documents.failed", name=template, reason=error.message) from None
    assert isinstance(made, bytes)
    return made


def fonts() -> dict[str, list[str]]:
    """By language the families to set it in that are installed. Raises `documents.no-font`."""
    there = set(_found().families())
    out: dict[str, list[str]] = {}
    for locale, wanted in FONTS.items():
        out[locale] = [family for family in wanted if family in there]
        if not out[locale]:
            raise SaywellError("documents.no-font", wanted=", ".join(wanted[:3]))
    out["en"] = out["zh-Hans"]
    return out


def words(template: str, locale: Locale) -> dict[str, str]:
    """The fixed words of a template."""
    return {key: texts[locale] for key, texts in _words().get(template, {}).items()}


@cache
def _found() -> typst.Fonts:
    """Looking through the fonts of a machine takes a quarter of a second."""
    import typst

    return typst.Fonts()


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    known: dict[str, dict[str, dict[str, str]]] = json.loads((HERE / "words.json").read_text(encoding="utf-8"))
    for template, table in known.items():
        for key, texts in table.items():
            assert set(texts) == set(LOCALES), (template, key)
    return known
