"""`python -m benchmarks [NAME…]`: run all measurements, or the named ones."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = (
    "engine",
    "due",
    "followup",
    "growth",
    "guard",
    "imports",
    "live",
    "painting",
    "recognition",
    "reports",
    "scoring",
    "semantic",
    "sockets",
    "startup",
    "storage",
)


def main(wanted: list[str]) -> int:
    """Run them; exit code 2 for a name that does not exist."""
    wanted = [name for name in wanted if not name.isdigit()]
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"There is no measurement {', '.join(unknown)}. There are {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    for name in wanted or NAMES:
        import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
