"""Writes an evaluation as a page: HTML in one file, or Markdown."""

from __future__ import annotations

from pathlib import Path

from saywell.kernel.locale import Locale
from saywell.quality.evaluation.sheets import markdown, sections, title
from saywell.quality.evaluation.whole import Evaluation


def write_html(path: str, whole: Evaluation, locale: Locale, most: int | None) -> Path:
    """Write the page and return where it is."""
    from jinja2 import Environment, PackageLoader

    env = Environment(loader=PackageLoader("saywell.quality", "evaluation"), autoescape=True)
    name, below = title(whole, locale)
    page = env.get_template("page.html").render(
        lang=locale, title=name, below=below, sections=list(sections(whole, locale, most))
    )
    return _write(path, page)


def write_markdown(path: str, whole: Evaluation, locale: Locale, most: int | None) -> Path:
    """Write the page and return where it is."""
    return _write(path, markdown(whole, locale, most))


def _write(path: str, text: str) -> Path:
    out = Path(path)
    out.write_text(text, encoding="utf-8", errors="replace")
    return out
