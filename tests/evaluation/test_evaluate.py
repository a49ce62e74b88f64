"""`saywell evaluate` over small gold sets whose figures are known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.saywell import put, saywell
from tests.evaluation.sets import conversation, promise, tiny, utterance, utterances


@pytest.fixture(scope="module")
def standard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny(tmp_path_factory.mktemp("standards"))


@pytest.fixture
def gold(tmp_path: Path, standard: Path) -> Path:
    put(tmp_path, "gold/utterances/open/a.jsonl", utterances(standard))
    put(
        tmp_path,
        "gold/utterances/locked/b.jsonl",
        utterance(standard, "secret-1", "agent", "天机", moves=["agent.offers"]),
    )
    conversation(tmp_path / "gold/conversations/open", standard, c2="not_applicable", c3="missed")
    conversation(tmp_path / "gold/conversations/locked", standard, "secret-2")
    put(
        tmp_path,
        "gold/promises/p.jsonl",
        promise("p1", "两个小时内给您回电", "2026-11-20T12:00:00+08:00")
        + promise("p2", "两个工作小时内给您回电", "2026-11-20T12:00:00+08:00")
        + promise("p3", "稍后给您回电", None, vague=True)
        + promise("p4", "三天内给您回电", "2026-11-20T12:00:00+08:00")
        + promise("p5", "您好", None),
    )
    return tmp_path / "gold"


def figures(*arguments: str | Path) -> dict[str, Any]:
    told = saywell("evaluate", *arguments, "--json")
    assert told.code == 0, told.err
    found: dict[str, Any] = json.loads(told.out)
    return found


def test_moves_count_as_right_extra_or_lost_and_what_may_hold_does_not(gold: Path) -> None:
    (part,) = figures(gold)["parts"]
    assert (part["part"], part["corrupted"]) == ("open", False)
    heard = part["utterances"]
    agent, customer = heard["roles"]["agent"], heard["roles"]["customer"]
    assert (agent["utterances"], agent["support"], agent["moves"]) == (5, 4, 2)
    assert agent["precision"]["right"], agent["precision"]["of"] == (2, 3)
    assert (agent["recall"]["right"], agent["recall"]["of"]) == (2, 4)
    # greets: one right, one extra, one lost; offers: one right, one lost.
    assert agent["macro"]["value"] == pytest.approx((0.5 + 2 / 3) / 2, abs=1e-4)
    assert agent["micro"]["value"] == pytest.approx(4 / 7, abs=1e-4)
    assert (customer["recall"]["right"], customer["recall"]["of"]) == (2, 3)
    assert {row["move"]: row["support"] for row in heard["moves"]} == {
        "agent.greets": 2,
        "agent.offers": 2,
        "customer.asks": 1,
        "customer.thanks": 2,
    }
    assert {"expected": "agent.offers", "heard": "agent.greets", "count": 1} in heard["confusion"]
    assert {"expected": "customer.thanks", "heard": "", "count": 1} in heard["confusion"]


def test_taboo_rejection_and_silence_are_counted(gold: Path) -> None:
    heard = figures(gold)["parts"][0]["utterances"]
    taboo = heard["taboo"]
    # The customer's word breaks nothing; the second one of the agent is not labelled.
    assert (taboo["precision"]["right"], taboo["precision"]["of"], taboo["recall"]["of"]) == (1, 2, 1)
    assert (heard["rejected"]["right"], heard["rejected"]["of"]) == (2, 2)
    assert (heard["kept"]["right"], heard["kept"]["of"]) == (4, 6)
    assert heard["silent"]["right"] == 4
    assert heard["tiers"]["rules"]["ece"] is None
    assert set(heard["languages"]) == {"en", "yue", "zh-Hans", "zh-Hant"}
    assert heard["channels"]["chat"]["agent"]["recall"]["right"] == 0


def test_conversations_are_compared_clause_by_clause(gold: Path, standard: Path) -> None:
    judged = figures(gold)["parts"][0]["conversations"]
    assert judged["conversations"] == 1
    assert (judged["verdicts"]["right"], judged["verdicts"]["of"]) == (2, 3)
    (difference,) = judged["differences"]
    assert (difference["file"], difference["clause"]) == ("k.jsonl", "tiny-2")
    assert (difference["expected"], difference["got"]) == ("not_applicable", "met")
    assert (judged["faults_precision"]["right"], judged["faults_recall"]["right"]) == (1, 1)
    assert judged["clauses"]["tiny-3"]["right"] == 1
    assert next(iter(judged["standards"].values()))["of"] == 3


def test_a_disputed_clause_does_not_count(tmp_path: Path, standard: Path) -> None:
    folder = tmp_path / "conversations"
    conversation(folder, standard, c3="met")
    path = folder / "k.verdicts.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"disputed": ["tiny-2", "tiny-3"]}))
    assert figures(tmp_path)["parts"][0]["conversations"]["verdicts"]["of"] == 1


def test_deadlines_agree_to_the_minute(gold: Path) -> None:
    promises = figures(gold)["parts"][0]["promises"]
    assert promises["sentences"] == 5
    assert (promises["deadlines"]["precision"]["right"], promises["deadlines"]["precision"]["of"]) == (2, 3)
    assert (promises["vague"]["recall"]["right"], promises["vague"]["recall"]["of"]) == (1, 1)
    assert [one["id"] for one in promises["differences"]] == ["p4"]


def test_working_time_follows_the_calendar_of_the_sentence(tmp_path: Path) -> None:
    calendar = {"zone": "Asia/Shanghai", "hours": {"mon-fri": ["09:00-11:00"]}}
    line = promise("p", "两个工作小时内给您回电", "2026-11-23T10:00:00+08:00", calendar=calendar)
    put(tmp_path, "promises/p.jsonl", line)
    assert figures(tmp_path)["parts"][0]["promises"]["deadlines"]["f1"]["value"] == 1


@pytest.mark.parametrize("show", [(), ("--json",), ("--markdown", "out.md"), ("--html", "out.html")])
def test_the_locked_part_shows_figures_and_nothing_else(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, show: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)

    def told(*options: str) -> str:
        out = saywell("evaluate", gold, *options, *show).out
        return out + "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("out.*"))

    assert "天机" not in told() and "locked" not in told().lower().replace('"locked":', "")
    locked = told("--locked")
    assert "locked" in locked.lower()
    assert "天机" not in locked and "secret" not in locked
    revealed = told("--reveal-locked")
    assert "天机" in revealed and "secret-1" in revealed and "secret-2" in revealed


def test_a_folder_inside_a_locked_one_is_locked(gold: Path) -> None:
    told = saywell("evaluate", gold / "utterances" / "locked")
    assert told.code == 1 and "--locked" in told.err
    assert figures(gold / "utterances" / "locked", "--locked")["parts"][0]["utterances"]["utterances"] == 1


def test_corruption_adds_a_second_run_and_tells_the_fall(gold: Path) -> None:
    whole = figures(gold, "--corrupt", "1")
    assert [(part["part"], part["corrupted"]) for part in whole["parts"]] == [("open", False), ("open", True)]
    clean, spoilt = (part["utterances"]["roles"]["agent"]["macro"]["value"] for part in whole["parts"])
    assert spoilt <= clean
    assert whole == figures(gold, "--corrupt", "1")
    assert f"{(spoilt - clean) * 100:+.1f}" in saywell("evaluate", gold, "--corrupt", "1").out


def test_one_language_alone(gold: Path) -> None:
    heard = figures(gold, "--lang", "yue", "--lang", "en")["parts"][0]["utterances"]
    assert set(heard["languages"]) == {"yue", "en"} and heard["utterances"] == 2


def test_moves_that_no_standard_knows_are_named(tmp_path: Path, standard: Path) -> None:
    put(tmp_path, "utterances/a.jsonl", utterance(standard, "x", "agent", "您好", moves=["agent.flies"]))
    heard = figures(tmp_path)["parts"][0]["utterances"]
    assert heard["unknown"] == ["agent.flies"]
    assert heard["aside"] == 1 and heard["roles"]["agent"]["recall"]["of"] == 0
    assert "agent.flies" in saywell("evaluate", tmp_path).out


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en"])
def test_the_page_speaks_three_languages(gold: Path, tmp_path: Path, locale: str) -> None:
    out = tmp_path / "page.md"
    told = saywell(
        "evaluate", gold, "--corrupt", "0.05", "--markdown", out, "--html", tmp_path / "page.html", locale=locale
    )
    assert told.code == 0
    page = out.read_text(encoding="utf-8")
    title = {"zh-Hans": "# 识别与评分的评估", "zh-Hant": "# 識別與評分的評估", "en": "# Evaluation of"}[locale]
    assert page.startswith(title)
    assert "| agent.greets | 2 | 1 |" in page
    web = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert f'<html lang="{locale}">' in web and "agent.greets" in web


def test_rows_are_cut_where_that_is_asked(gold: Path) -> None:
    assert "3 more rows." in saywell("evaluate", gold, "--rows", "1").out


BAD = (
    ('{"id": "x"}\n', "utterances/a.jsonl:1:"),
    ('\n{"id": "x", "move": []}\n', "utterances/a.jsonl:2:"),
    ("oops\n", "utterances/a.jsonl:1:"),
    ("NONE", "none"),
    ("ROLE", "customer.asks"),
)


@pytest.mark.parametrize(("text", "where"), BAD)
def test_labels_that_cannot_be_read_are_named(tmp_path: Path, standard: Path, text: str, where: str) -> None:
    if text == "NONE":
        text = utterance(standard, "x", "agent", "您好", none=True, moves=["agent.greets"])
    elif text == "ROLE":
        text = utterance(standard, "x", "agent", "您好", moves=["customer.asks"])
    put(tmp_path, "utterances/a.jsonl", text)
    told = saywell("evaluate", tmp_path)
    assert told.code == 1 and where in told.err


def test_verdicts_and_their_conversation_belong_together(tmp_path: Path, standard: Path) -> None:
    conversation(tmp_path / "conversations", standard)
    (tmp_path / "conversations/k.jsonl").write_text("oops\n")
    told = saywell("evaluate", tmp_path, "--json")
    assert told.code == 1 and "k.jsonl:1" in told.err
    (tmp_path / "conversations/k.jsonl").unlink()
    told = saywell("evaluate", tmp_path)
    assert told.code == 1 and "conversation of k" in told.err


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_a_folder_without_gold_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.chdir(tmp_path)
    told = saywell("evaluate", folder)
    assert told.code == 1 and told.err.count("\n") == 1
