"""Secrets of connectors: kept beside the store, never in it, and told to nobody but the connector.

A secret `password` of the centre `shop` is the environment variable SAYWELL_SECRET_SHOP_PASSWORD where there is one,
else the file `secrets/shop/password` in the data folder, which only its owner may read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from saywell.kernel.errors import SaywellError

LONGEST = 4_000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
Kept = Literal["environment", "file", "missing"]


class Secrets:
    """See the module's first lines."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder, self._environment = folder / "secrets", environment

    def kept(self, centre: str, name: str) -> Kept:
        """Where a secret is."""
        if _variable(centre, name) in self._environment:
            return "environment"
        return "file" if self._path(centre, name).is_file() else "missing"

    def get(self, centre: str, name: str) -> str:
        """A secret. Raises `book.no-secret`."""
        variable = _variable(centre, name)
        if variable in self._environment:
            return self._environment[variable]
        try:
            return self._path(centre, name).read_text(encoding="utf-8")
        except OSError:
            raise SaywellError("book.no-secret", name=name, variable=variable) from None

    def set(self, centre: str, name: str, value: str) -> None:
        """Keep a secret. Raises `book.bad-secret`."""
        value = value.strip()
        if not value or len(value) > LONGEST:
            raise SaywellError("book.bad-secret", most=LONGEST)
        path = self._path(centre, name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_name(f".{name}.new")
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(value)
        new.replace(path)

    def _path(self, centre: str, name: str) -> Path:
        if not _NAME.fullmatch(name) or not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", centre):
            raise SaywellError("book.bad-secret", most=LONGEST)
        return self._folder / centre / name


def _variable(centre: str, name: str) -> str:
    return f"SAYWELL_SECRET_{centre}_{name}".upper().replace("-", "_")
