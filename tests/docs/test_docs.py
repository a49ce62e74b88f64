"""What the documentation shows is what happens: every block is run, every shown output compared."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.cli.saywell import put, saywell

DOCS = Path(__file__).parents[2] / "docs"
LIVE = DOCS / "how-to" / "connect-a-bot.md"
HOW_TO = sorted(page for page in (DOCS / "how-to").glob("*.md") if page != LIVE)
PAGES = [DOCS / "tutorial.md", DOCS / "operate.md", *HOW_TO]
_BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#([^)]*))?\)")


class Block(NamedTuple):
    """A fenced block: its language, its options (`file=`, `add=`, `exit=`, which may be `any`) and its text."""

    language: str
    options: dict[str, str]
    text: str


def blocks(page: Path) -> Iterator[Block]:
    for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        options = dict(option.split("=", 1) for option in found[2].split())
        yield Block(found[1], options, found[3])


def commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a block with the lines shown below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        yield command, shown


def compare(shown: list[str], told: str) -> None:
    """The shown lines come in this order; … stands for anything, within a line or for lines."""
    lines = [" ".join(line.split()) for line in told.splitlines()]
    at, free = 0, False
    for line in shown:
        if line.strip() == "…":
            free = True
            continue
        wanted = re.compile(
            ".*".join(re.escape(" ".join(piece.split())) for piece in line.split("…")).replace("\\ .*", ".*")
        )
        fits = [n for n in range(at, len(lines) if free else min(at + 1, len(lines))) if wanted.fullmatch(lines[n])]
        assert fits, f"“{line}” is not in\n{told}"
        at, free = fits[0] + 1, False


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_every_block_runs_and_tells_what_is_shown(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = 0
    names: dict[str, object] = {"__name__": "page"}
    for block in blocks(page):
        if "file" in block.options:
            put(tmp_path, block.options["file"], block.text)
        elif "add" in block.options:
            path = tmp_path / block.options["add"]
            path.write_text(path.read_text(encoding="utf-8") + block.text, encoding="utf-8")
        elif block.language == "python":
            exec(compile(block.text, str(page), "exec"), names)
            ran += 1
        elif block.language == "sh":
            code = 0
            for command, shown in commands(block.text):
                name, *arguments = shlex.split(command)
                assert name == "saywell"
                told = saywell(*arguments)
                compare(shown, told.err + told.out if told.code else told.out)
                code = told.code
                ran += 1
            wanted = block.options.get("exit", "0")
            assert wanted == "any" or code == int(wanted)
    assert ran


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target, _ in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_comparison_finds_what_differs() -> None:
    compare(["a … c", "…", "z"], "a b  c\nd\nz\n")
    for shown in (["a"], ["a b c", "z"], ["…", "y"]):
        with pytest.raises(AssertionError):
            compare(shown, "a b c\nd\nz\n")
