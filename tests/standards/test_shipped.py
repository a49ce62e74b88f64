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
from saywell.quality.score import section_of
from saywell.standard.coverage import covered, total
from saywell.standard.model import LANGUAGES, Standard
from saywell.standard.read import Map, read_yaml

CLAUSES = {"bank": 73, "cc": 130, "etq": 108, "rent": 161, "shop": 56}
# Wishes and slots that are parts of a sentence: a line may be too short to carry a move of its own.
NAMES = re.compile(r"[王李张陈刘赵孙周吴郑林黄何高罗](?:先生|女士|小姐|太太)|\d+|\b[A-Z][a-z]+\b|\s")


SLOTS = {
    "greeting_time": ("早上好", "早安", "Good morning"),
    "company": ("科信", "科信", "Kexin"),
    "agent_name": ("小信", "小信", "Amy"),
    "agent_number": ("1024", "1024", "1024"),
    "surname": ("王", "王", "Wong"),
    "title": ("先生", "先生", "Mr"),
    "customer_name": ("王先生", "王先生", "Mr Wong"),
    "holiday": ("中秋节", "中秋節", "Mid-Autumn Festival"),
    "hours": ("2", "2", "2"),
    "days": ("3", "3", "3"),
    "transit_days": ("2", "2", "2"),
    "from_city": ("杭州", "台北", "London"),
    "to_city": ("北京", "高雄", "Leeds"),
    "hotline": ("4008001234", "4008001234", "4008001234"),
    "phone": ("13800138000", "0912345678", "13800138000"),
    "account": ("62220012345", "62220012345", "62220012345"),
    "address": ("深圳市福田区泰然路8号", "台北市信義路五段7號", "8 Tairan Road, Shenzhen"),
    "department": ("技术部", "技術部", "the technical department"),
    "question": ("退款", "退款", "the refund"),
    "reason": ("系统升级", "系統升級", "a system upgrade"),
    "courier": ("顺丰", "黑貓", "DHL"),
    "business": ("办公设备租赁", "辦公設備租賃", "equipment rental"),
    "contact_us": ("联系我们", "聯絡我們", "contact us"),
    "item": ("电缆", "電纜", "cable"),
}


def fill(text: str, lang: str) -> str:
    """A line with plausible words in its slots."""
    column = LANGUAGES.index(lang)
    return re.sub(r"\{([a-z_]+)\}", lambda slot: SLOTS.get(slot[1], ("某某", "某某", "this"))[column], text)


def opened(lang: str) -> i.Opened:
    """A conversation in which the lines are said."""
    agent = i.Agent(number="1024", name=fill("{agent_name}", lang))
    facts = {"company": fill("{company}", lang)}
    return i.Opened(0, id="c", channel="phone", direction="inbound", agent=agent, facts=facts)


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
    catalogue = read_yaml(folder_of(name) / "clauses.yaml", name, [])
    with_lines = {str(entry["id"]) for entry in catalogue if isinstance(entry, Map) and "lines" in entry}
    assert with_lines
    assert with_lines <= cited


@pytest.mark.parametrize("name", shipped())
def test_the_recogniser_hears_the_moves_of_every_line(name: str) -> None:
    ear = ear_for(standard(name))
    unheard = []
    for lang in LANGUAGES:
        listener = ear.listen()
        listener.prepare(opened(lang))
        for line in standard(name).lines.values():
            said = listener.prepare(i.Said(0, by="agent", text=fill(line.texts[lang], lang)))
            assert isinstance(said, i.Said)
            assert said.heard is not None
            heard = {f"agent.{move.id}" for move in said.heard.moves}
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
    first = source.inputs[0].at
    return "\n".join(
        f"{(got.at - first) // 1000} " + (NAMES.sub("", got.text) if isinstance(got, i.Said) else repr(got)[:40])
        for got in source.inputs[1:]
    )


@pytest.mark.parametrize("name", shipped())
def test_norms_and_situations_have_titles_short_enough_for_a_label(name: str) -> None:
    standard = open_standard(name)
    titles = {norm.id: norm.title for norm in standard.norms.values()}
    titles |= {situation.id: situation.title for situation in standard.situations.values()}
    for id, title in titles.items():
        assert set(title) == set(LANGUAGES), id
        assert all(text == text.strip() and text for text in title.values()), id
    for norm in standard.norms.values():
        assert len(norm.title["zh-Hans"]) <= 12 and len(norm.title["zh-Hant"]) <= 12, norm.id
        assert len(norm.title["en"]) <= 30, norm.id
        assert not re.search(r"[点说还这们开关听]", norm.title["zh-Hant"]), norm.title["zh-Hant"]


@pytest.mark.parametrize("name", shipped())
def test_what_the_desk_marks_as_done_counts_for_the_standard_and_has_a_title(name: str) -> None:
    standard = open_standard(name)
    text = "".join(
        path.read_text(encoding="utf-8")
        for part in ("norms", "situations", "followup")
        for path in (*folder_of(name).glob(f"{part}/*.yaml"), *folder_of(name).glob(f"{part}.yaml"))
    )
    assert 4 <= len(standard.acts) <= 20
    for act, title in standard.acts.items():
        assert re.search(rf"\b{act}\b", text), act
        assert set(title) == set(LANGUAGES) and all(title.values()), act


@pytest.mark.parametrize("name", shipped())
def test_every_judged_clause_has_its_place_on_the_score_sheet(name: str) -> None:
    standard = open_standard(name)
    sections = {one.id for one in standard.scoring.sections}
    placed = [section_of(standard, norm.clauses) for norm in standard.norms.values() if norm.clauses]
    assert set(placed) <= sections | {""} and sum(bool(one) for one in placed) >= 0.8 * len(placed)
