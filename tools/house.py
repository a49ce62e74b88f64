"""The rules of the house: `python tools/house.py [ROOT]` names every breach as file:line with its mend.

Exit 1 if there are any.

What ruff, mypy and import-linter cannot say: lengths, clocks, broad `except`, module names, machine paths.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MAX_FILE = 500
MAX_FUNCTION = 60
THINKING = ("kernel", "language", "standard", "conversation", "quality", "followup", "voice/turns")
SHELL_INSIDE = ("followup/process.py",)
CLOCK_FILE = "runtime/clock.py"
BAD_NAMES = frozenset({"utils", "util", "common", "helpers", "helper", "lib", "core", "manager", "misc", "base_utils"})
# Modules whose very import means a clock, chance, a loop, a thread, a socket or a log.
SHELL_MODULES = frozenset({
    "asyncio", "logging", "multiprocessing", "random", "secrets", "selectors", "socket", "ssl", "subprocess",
    "threading", "time", "uuid",
})  # fmt: skip
WALL_CLOCK = frozenset({
    "time.time", "time.time_ns", "time.localtime", "time.gmtime",
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today",
})  # fmt: skip
OTHER_CLOCKS = frozenset({
    "time.monotonic", "time.monotonic_ns", "time.perf_counter", "time.perf_counter_ns", "time.process_time",
    "time.sleep", "os.urandom", "uuid.uuid1", "uuid.uuid4",
})  # fmt: skip
HOME_PATH = re.compile(r"(?<![\w.:/-])(?:/(?:home|Users)/[A-Za-z][\w.-]*/|/r" + r"oot/|/t" + r"mp/)|\b[A-Z]:\\Users\\")
MEASURED = (".py", ".ts", ".tsx", ".css")


class Breach(NamedTuple):
    """One broken rule: file relative to the root, 1-based line, what to do."""

    file: str
    line: int
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.mend}"


def files_of(root: Path) -> list[Path]:
    """All files that git knows or would add; without git, all files outside hidden folders."""
    if (root / ".git").exists():
        listed = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True, check=True
        )
        names = [name for name in listed.stdout.decode().split("\0") if name]
        return [root / name for name in sorted(set(names)) if (root / name).is_file()]
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file() and not any(p.startswith(".") for p in path.parts[len(root.parts) :])
    )


def is_thinking(inside: str) -> bool:
    """Whether a path inside the package belongs to the thinking half."""
    return inside.startswith(tuple(f"{part}/" for part in THINKING)) and inside not in SHELL_INSIDE


def check_length(name: str, text: str) -> Iterator[Breach]:
    """Files of our own sources and tests are short enough to be read in one sitting."""
    if name.startswith(("src/", "tests/", "tools/", "benchmarks/", "web/src/")) and name.endswith(MEASURED):
        count = text.count("\n") + (not text.endswith("\n") and text != "")
        if count > MAX_FILE:
            yield Breach(name, MAX_FILE + 1, f"{count} lines; split the file so that no part has more than {MAX_FILE}")


def check_name(name: str) -> Iterator[Breach]:
    """A module's name says what is in it."""
    if name.startswith(("src/", "tests/")) and name.endswith(".py"):
        inside = name.removeprefix("src/").removesuffix(".py").split("/")
        for part in inside:
            if part in BAD_NAMES:
                yield Breach(name, 1, f"the name “{part}” says nothing; name the module after what it knows")


def check_paths(name: str, text: str, parent: str) -> Iterator[Breach]:
    """No file names a place on the machine where it was written."""
    for number, line in enumerate(text.splitlines(), 1):
        found = HOME_PATH.search(line)
        if found or (len(parent) > 2 and parent in line):
            yield Breach(name, number, "a machine path; make it relative to the repository or take it from the caller")


def dotted(node: ast.expr) -> str:
    """`a.b.c` for such an expression, else the empty string."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return f"{left}.{node.attr}" if left else ""
    return ""


def origins(tree: ast.AST) -> dict[str, str]:
    """Local name -> full dotted name, for everything imported in the file."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The modules that an import statement names; relative ones are our own and stand nowhere."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if node.module and not node.level else []


def check_functions(name: str, tree: ast.AST) -> Iterator[Breach]:
    """No function is longer than a page."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            count = node.end_lineno - node.lineno + 1
            if count > MAX_FUNCTION:
                yield Breach(name, node.lineno, f"{node.name} has {count} lines; split it, {MAX_FUNCTION} is the limit")


def check_clocks(name: str, tree: ast.AST, inside: str) -> Iterator[Breach]:
    """The wall clock is read in one file; the thinking half meets no clock and no chance at all."""
    thinking = is_thinking(inside)
    banned = WALL_CLOCK | OTHER_CLOCKS if thinking else WALL_CLOCK
    if inside == CLOCK_FILE:
        return
    names = origins(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            head, _, rest = dotted(node).partition(".")
            full = names.get(head, "") + (f".{rest}" if rest else "")
            if full in banned:
                where = "take the instant as an argument" if thinking else f"only {CLOCK_FILE} reads the wall clock"
                yield Breach(name, node.lineno, f"{full}; {where}")
        if not thinking:
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            for module in imported(node):
                if module.split(".")[0] in SHELL_MODULES:
                    yield Breach(name, node.lineno, f"import of {module} in the thinking half; leave it to the shell")


def check_sleep(name: str, tree: ast.AST) -> Iterator[Breach]:
    """Tests simulate time."""
    names = origins(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            head, _, rest = dotted(node.func).partition(".")
            if (names.get(head, "") + (f".{rest}" if rest else "")) in ("time.sleep", "asyncio.sleep"):
                yield Breach(name, node.lineno, "a test that sleeps; simulate the time")


def is_broad(kind: ast.expr | None) -> bool:
    """Whether an `except` catches everything."""
    if kind is None:
        return True
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(dotted(one) in ("Exception", "BaseException") for one in kinds)


def check_excepts(name: str, tree: ast.AST, lines: list[str], inside: str) -> Iterator[Breach]:
    """No broad `except` in the thinking half; elsewhere with its reason on the same line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and is_broad(node.type):
            if is_thinking(inside):
                yield Breach(name, node.lineno, "a broad except in the thinking half; name the errors you expect")
            else:
                comment = lines[node.lineno - 1].partition("#")[2]
                if not re.sub(r"noqa(: *[A-Z0-9, ]+)?", "", comment).strip(" -:"):
                    yield Breach(
                        name, node.lineno, "a broad except without its reason; write it behind a # on this line"
                    )


def check_python(name: str, text: str) -> Iterator[Breach]:
    """All rules about one Python file."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        yield Breach(name, error.lineno or 1, "not Python; mend the syntax")
        return
    yield from check_functions(name, tree)
    if name.startswith("src/saywell/"):
        inside = name.removeprefix("src/saywell/")
        yield from check_clocks(name, tree, inside)
        yield from check_excepts(name, tree, text.splitlines(), inside)
    elif name.startswith("tests/"):
        yield from check_sleep(name, tree)


def breaches(root: Path) -> Iterator[Breach]:
    """Every breach under `root`, file by file."""
    here = root.resolve()
    # A parent of a single name, such as /work, is the beginning of many an address too.
    parent = f"{here.parent if len(here.parent.parts) > 2 else here}/"
    for path in files_of(root):
        name = path.relative_to(root).as_posix()
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        yield from check_length(name, text)
        yield from check_name(name)
        yield from check_paths(name, text, parent)
        if name.endswith(".py"):
            yield from check_python(name, text)


def main(arguments: list[str]) -> int:
    """Print the breaches of the tree; 1 if there are any."""
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent
    found = list(breaches(root))
    for breach in found:
        print(breach)
    print(f"house: {len(found)} breaches" if found else "house: in order")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
