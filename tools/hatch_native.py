"""For hatchling: puts the matcher's inner part, compiled, into a wheel (HATCH_BUILD_HOOK_ENABLE_CUSTOM=true)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NativeHook(BuildHookInterface[Any]):
    """Compiles `native/`. Without a compiler the wheel is not built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, and name the library as a part of the wheel."""
        into = Path(self.root) / "build" / "native"
        subprocess.run([sys.executable, str(Path(self.root) / "tools" / "native.py"), str(into)], check=True)
        build_data["force_include"][str(into / "_matcher.abi3.so")] = "saywell/language/_matcher.abi3.so"
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
