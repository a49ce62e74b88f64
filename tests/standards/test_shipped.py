"""The shipped standards: complete, heard in their own lines, kept by their examples and broken by the twins."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from tools.examples import faults_of, only_may

from saywell.app.standards import folder_of, open_standard, shipped
from saywell.conversation import inputs as i
from saywell.exchange.hear import ear_for
from saywell.exchange.script import read_script
from saywell.standard.coverage import covered, total
from saywell.standard.model import LANGUAGES, Standard

CLAUSES = {"bank": 73, "cc": 130, "etq": 108, "rent": 161, "shop": 56}
# Wishes and slots that are parts of a sentence: a line may be too short to carry a move of its own.
NAMES = re.compile(r"[王李张陈刘赵孙周吴郑林黄何高罗](?:先生|女士|小姐|太太)|\d+|\b[A-Z][a-z]+\b|\s")


@cache
def standard(name: str) -> Standard:
    """A shipped standard, opened once."""
    return open_standard(name)


def wanted() -> list[tuple[str, str]]:
    """Every clause that a machine can check, with its standard."""
    return [
        (name, clause.id)
        for name in shipped()
        for clause in standard(name).clauses.values()
        if {"live", "review"} & set(clause.check)
    ]


def test_five_standards_are_shipped_with_all_their_clauses() -> None:
    assert {name: len(standard(name).clauses) for name in shipped()} == CLAUSES


def test_every_clause_is_implemented() -> None:
    figures = total(row for name in shipped() for row in covered(standard(name), folder_of(name)))
    assert figures.clauses == 528
    assert figures.missing == ()


def test_every_clause_that_can_be_checked_has_a_pair_of_examples() -> None:
    figures = total(row for name in shipped() for row in covered(standard(name), folder_of(name)))
    assert figures.wanted == 495
    assert figures.without_examples == ()


@pytest.mark.parametrize("name", shipped())
def test_every_reference_line_exists_in_three_languages(name: str) -> None:
    for line in standard(name).lines.values():
        assert set(line.texts) == set(LANGUAGES), line.id
        assert all(line.texts.values()), line.id
        assert any(origin == "source" for origin in line.origin.values()) or all(
            origin == "ours" for origin in line.origin.values()
        ), line.id


@pytest.mark.parametrize("name", shipped())
def test_every_line_of_a_clause_stands_in_the_standard(name: str) -> None:
    cited = {clause for line in standard(name).lines.values() for clause in line.clauses}
    kinds = {c.id for c in standard(name).clauses.values() if c.kind == ("line",)}
    assert kinds <= cited


@pytest.mark.parametrize("name", shipped())
def test_the_recogniser_hears_the_moves_of_every_line(name: str) -> None:
    ear = ear_for(standard(name))
    unheard = []
    for line in standard(name).lines.values():
        for lang, text in line.texts.items():
            heard = {f"agent.{move.id}" for move in ear.hear(i.Said(0, by="agent", text=text)).moves}
            unheard += [(line.id, lang, move) for move in line.moves if move not in heard]
    assert not unheard


@pytest.mark.parametrize(("name", "clause"), wanted())
def test_the_example_keeps_its_clause_and_the_twin_breaks_only_it(name: str, clause: str) -> None:
    folder = folder_of(name) / "examples"
    assert list(faults_of(standard(name), folder, clause, may=only_may(standard(name), clause))) == []


@pytest.mark.parametrize("name", shipped())
def test_no_two_examples_are_the_same_text_with_a_name_changed(name: str) -> None:
    seen: dict[str, str] = {}
    for path in sorted((folder_of(name) / "examples").glob("*.talk")):
        plain = _plain(path)
        assert plain not in seen, f"{path.name} is {seen[plain]} with names changed"
        seen[plain] = path.name


def _plain(path: Path) -> str:
    (source,) = read_script(path.read_text(encoding="utf-8"), path.name)
    return "\n".join(
        NAMES.sub("", got.text) if isinstance(got, i.Said) else type(got).__name__ for got in source.inputs[1:]
    )
