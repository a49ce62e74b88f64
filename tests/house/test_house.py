"""Each rule of the house can fail, names the place, and leaves tidy code alone."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "house.py"


@pytest.fixture(scope="module")
def house() -> ModuleType:
    spec = importlib.util.spec_from_file_location("house", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["house"] = module
    spec.loader.exec_module(module)
    return module


def put(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


LONG_FUNCTION = "def f() -> None:\n" + "    x = 1\n" * 60
CASES = [
    ("src/saywell/kernel/big.py", "x = 1\n" * 501, 501, "501 lines"),
    ("web/src/big.ts", "let x = 1\n" * 501, 501, "501 lines"),
    ("tests/test_big.py", "x = 1\n" * 501, 501, "501 lines"),
    ("src/saywell/quality/long.py", LONG_FUNCTION, 1, "f has 61 lines"),
    ("src/saywell/quality/clock.py", "import time\n", 1, "import of time"),
    ("src/saywell/standard/chance.py", "x = 1\nfrom random import choice\n", 2, "import of random"),
    ("src/saywell/conversation/log.py", "import logging\n", 1, "import of logging"),
    ("src/saywell/language/loop.py", "def f() -> None:\n    import asyncio\n", 2, "import of asyncio"),
    ("src/saywell/voice/turns/tick.py", "import threading\n", 1, "import of threading"),
    ("src/saywell/kernel/day.py", "from datetime import date\nx = date.today()\n", 2, "datetime.date.today"),
    (
        "src/saywell/exchange/stamp.py",
        "from datetime import datetime\nx = datetime.now()\n",
        2,
        "datetime.datetime.now",
    ),
    ("src/saywell/app/stamp.py", "import time as t\nx = t.time()\n", 2, "time.time"),
    ("src/saywell/app/stamp.py", "from time import time_ns\nx = time_ns()\n", 2, "time.time_ns"),
    ("src/saywell/app/later.py", "import datetime\nx = datetime.datetime.utcnow\n", 2, "utcnow"),
    ("src/saywell/quality/any.py", "try:\n    pass\nexcept Exception:  # why\n    pass\n", 3, "thinking half"),
    ("src/saywell/quality/any.py", "try:\n    pass\nexcept:\n    pass\n", 3, "broad except"),
    ("src/saywell/app/any.py", "try:\n    pass\nexcept (OSError, Exception):\n    pass\n", 3, "without its reason"),
    (
        "src/saywell/app/any.py",
        "try:\n    pass\nexcept Exception:  # noqa: BLE001\n    pass\n",
        3,
        "without its reason",
    ),
    ("src/saywell/app/utils.py", "", 1, "“utils”"),
    ("src/saywell/core/model.py", "", 1, "“core”"),
    ("tests/test_nap.py", "import time\ntime.sleep(1)\n", 2, "sleeps"),
    ("docs/a.md", "one\nsee /ho" + "me/anna/x\n", 2, "machine path"),
    ("Makefile", "x = /t" + "mp/y\n", 1, "machine path"),
    ("src/saywell/app/broken.py", "def f(:\n", 1, "not Python"),
]


@pytest.mark.parametrize(("name", "text", "line", "mend"), CASES)
def test_a_breach_is_found_where_it_is(
    house: ModuleType, tmp_path: Path, name: str, text: str, line: int, mend: str
) -> None:
    put(tmp_path, name, text)
    found = list(house.breaches(tmp_path))
    assert [(breach.file, breach.line) for breach in found] == [(name, line)]
    assert mend in found[0].mend


def test_the_parent_folder_of_the_checkout_is_a_machine_path(house: ModuleType, tmp_path: Path) -> None:
    root = tmp_path / "repo"
    put(root, "notes.txt", f"made in {root}\n")
    assert [breach.line for breach in house.breaches(root)] == [1]


TIDY = {
    "src/saywell/kernel/ok.py": "x = 1\n" * 500,
    "src/saywell/quality/ok.py": "def f() -> None:\n" + "    x = 1\n" * 59,
    "src/saywell/runtime/clock.py": "import time\nx = time.time_ns()\n",
    "src/saywell/runtime/loop.py": "import time\nimport asyncio\nx = time.monotonic()\n",
    "src/saywell/followup/process.py": "import asyncio\n",
    "src/saywell/app/ok.py": "try:\n    pass\nexcept Exception:  # a plug-in may raise anything\n    pass\n",
    "src/saywell/kernel/time.py": "from datetime import datetime\nx = datetime(2026, 1, 1)\n",
    "src/saywell/standards/common/moves.yaml": "a: b\n" * 900,
    "docs/a.md": "the page https://example.org/home/anna/ and `src/home/x`\n",
}


def test_tidy_code_passes(house: ModuleType, tmp_path: Path) -> None:
    for name, text in TIDY.items():
        put(tmp_path, name, text)
    assert list(house.breaches(tmp_path)) == []


def test_the_command_prints_and_exits_1(tmp_path: Path) -> None:
    put(tmp_path, "src/saywell/kernel/a.py", "import time\n")
    ran = subprocess.run([sys.executable, str(TOOL), str(tmp_path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stdout.startswith("src/saywell/kernel/a.py:1: ")


def test_ignored_files_are_not_read_and_new_ones_are(house: ModuleType, tmp_path: Path) -> None:
    root = tmp_path / "repo"
    root.mkdir()
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    put(root, ".gitignore", "out/\n")
    put(root, "out/a.py", "def f(:\n")
    put(root, "src/saywell/kernel/a.py", "import time\n")
    assert [breach.file for breach in house.breaches(root)] == ["src/saywell/kernel/a.py"]
