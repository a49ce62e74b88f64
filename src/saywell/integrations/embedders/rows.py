"""A table of bytes that stays in a file: only the rows that are asked for are in memory."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Lock, get_ident
from typing import Any
from weakref import finalize

import numpy as np

# So many rows are kept: more than the words of a centre's conversations.
_KEPT = 16_384
_PIECE = 8_192


class Rows:
    """Stands for a two-dimensional array of uint8 that is asked for rows by an array of their numbers. Any number of
    threads may ask."""

    def __init__(self, path: Path, table: Any) -> None:
        """`table`: the whole, kept in the file `path` from now on unless it lies there already. Raises OSError where
        that cannot be written or read."""
        self._width = int(table.shape[1])
        if not _holds(path, table):
            _write(path, table)
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        finalize(self, os.close, self._file)
        self._lock = Lock()
        self._kept: dict[int, bytes] = {}

    def __getitem__(self, numbers: Any) -> Any:
        """len(numbers) × width."""
        found = b"".join(self._row(number) for number in numbers.tolist())
        return np.frombuffer(found, np.uint8).reshape(-1, self._width)

    def _row(self, number: int) -> bytes:
        row = self._kept.get(number)
        if row is None:
            with self._lock:
                os.lseek(self._file, number * self._width, os.SEEK_SET)
                row = os.read(self._file, self._width)
                if len(self._kept) >= _KEPT:
                    self._kept.clear()
                self._kept[number] = row
        return row


def _holds(path: Path, table: Any) -> bool:
    """Whether the file is this very table."""
    if not path.is_file() or path.stat().st_size != table.size:
        return False
    with path.open("rb") as file:
        for start in range(0, len(table), _PIECE):
            piece = table[start : start + _PIECE]
            if not np.array_equal(np.frombuffer(file.read(piece.size), np.uint8), piece.ravel()):
                return False
    return True


def _write(path: Path, table: Any) -> None:
    """Put the table into the file's place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}.new")
    try:
        table.tofile(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
