"""The schema, step by step. A delta only goes forward; the number in its name is the version that it makes."""

from __future__ import annotations

from importlib.resources import files


def after(dialect: str, version: int) -> list[tuple[int, str]]:
    """The deltas of a dialect (sqlite, postgres) behind a version, in order: (version, SQL)."""
    found = []
    for file in files(__name__).joinpath(dialect).iterdir():
        if file.name.endswith(".sql"):
            number = int(file.name.partition("_")[0])
            if number > version:
                found.append((number, file.read_text(encoding="utf-8")))
    return sorted(found)
