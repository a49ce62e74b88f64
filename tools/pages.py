"""Writes the generated pages of docs/: `python tools/pages.py [--check]`.

With --check nothing is written; exit 1 if a page is out of date.
"""

from __future__ import annotations

import pkgutil
import sys
from pathlib import Path

from saywell.kernel import messages

DOCS = Path(__file__).resolve().parent.parent / "docs"


def errors() -> str:
    """All error codes with their sentences in three languages."""
    lines = [
        "# Errors",
        "",
        "Every error has a stable code. Its sentence is shown in the language of the option or of the environment.",
        "This page is written by `make docs`.",
        "",
        "| code | 简体 | 繁體 | English |",
        "|---|---|---|---|",
    ]
    for area in sorted(module.name for module in pkgutil.iter_modules(messages.__path__)):
        for code, texts in sorted(messages.table(area).items()):
            cells = " | ".join(text.replace("|", "\\|").replace("{{", "{").replace("}}", "}") for text in texts)
            lines.append(f"| `{code}` | {cells} |")
    return "\n".join(lines) + "\n"


PAGES = {"errors.md": errors}


def main(arguments: list[str]) -> int:
    """Write or check all pages."""
    old = 0
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        if "--check" in arguments:
            print(f"docs/{name}:1: out of date; run `make docs`")
            old = 1
        else:
            path.write_text(text, encoding="utf-8")
    return old


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
