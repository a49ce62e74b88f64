"""The whole process from start to end, caches warm, beside a Python that does nothing."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

from saywell.app.standards import SHIPPED

RUN = "from saywell.cli.main import run; run()"
ROUNDS = 15


def _spend(arguments: list[str], env: dict[str, str]) -> tuple[float, float]:
    """CPU and wall-clock seconds of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=False, env=env)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main() -> None:
    """Print the medians."""
    example = sorted((SHIPPED / "bank" / "examples").glob("*.talk"))[0]
    commands = {
        "python -c pass": ["-c", "pass"],
        "saywell --help": ["-c", RUN, "--help"],
        "saywell score (one file)": ["-c", RUN, "score", "-s", "bank", "--tier", "rules", str(example)],
        "saywell score --json (one file)": [
            "-c",
            RUN,
            "score",
            "-s",
            "bank",
            "--tier",
            "rules",
            "--json",
            str(example),
        ],
    }
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **os.environ,
            "XDG_CACHE_HOME": folder,
            "PYTHONPYCACHEPREFIX": folder,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(2):
            for arguments in commands.values():
                _spend(arguments, env)
        samples: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, arguments in commands.items():
                samples[name].append(_spend(arguments, env))
    cpu = {name: statistics.median(one[0] for one in values) for name, values in samples.items()}
    wall = {name: statistics.median(one[1] for one in values) for name, values in samples.items()}
    base = "python -c pass"
    print("\nStart-up, whole process, caches warm")
    for name in commands:
        print(
            f"  {name:34} {cpu[name] * 1000:7.1f} ms CPU ({cpu[name] / cpu[base]:4.1f}x)"
            f" {wall[name] * 1000:7.1f} ms wall ({wall[name] / wall[base]:4.1f}x)"
        )
