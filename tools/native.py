"""Build the matcher's inner part out of `native/`: `python tools/native.py [DIR]` puts it into DIR (build/native) and
says where it is. Exit 1 where there is no C compiler, or no Python.h.

It needs Python's stable interface alone: what was built serves every Python from 3.11 on.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "native"
NAME = "_matcher.abi3.so"
_OPTIONS = "-std=c11 -O2 -fPIC -shared -Wall -Wextra -fvisibility=hidden"
_MAC = "-undefined dynamic_lookup"


def compiler() -> list[str] | None:
    """The command of the C compiler, None where something is missing."""
    command = shlex.split(os.environ.get("CC", "cc"))
    header = Path(sysconfig.get_path("include")) / "Python.h"
    return command if shutil.which(command[0]) and header.is_file() else None


def build(into: Path, *options: str) -> Path | None:
    """The library, built anew where the sources have changed; None where it cannot be built.

    Raises subprocess.CalledProcessError where the compiler finds a mistake.
    """
    command = compiler()
    if command is None or sys.platform == "win32":
        return None
    files = sorted(SOURCES.glob("*.[ch]"))
    flags = [*_OPTIONS.split(), *(_MAC.split() if sys.platform == "darwin" else ()), *options]
    told = hashlib.sha256(repr((command, flags)).encode() + b"".join(file.read_bytes() for file in files)).hexdigest()
    library, mark = into / NAME, into / "built-from"
    if library.is_file() and mark.is_file() and mark.read_text(encoding="ascii") == told:
        return library
    into.mkdir(parents=True, exist_ok=True)
    new = into / f"{NAME}.{os.getpid()}"
    sources = [str(file) for file in files if file.suffix == ".c"]
    include = f"-I{sysconfig.get_path('include')}"
    subprocess.run([*command, *flags, include, *sources, "-o", str(new)], check=True)
    new.replace(library)
    mark.write_text(told, encoding="ascii")
    return library


def main() -> int:
    """Build."""
    library = build(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCES.parent / "build" / "native")
    print(library or "The matcher stays plain Python: there is no C compiler, or no Python.h.")
    return 0 if library else 1


if __name__ == "__main__":
    sys.exit(main())
