"""`--tier` and `saywell train` on the small centre."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.saywell import saywell
from tests.semantic.small import write_small

pytest.importorskip("numpy", reason="the semantic extra; lock/dev.txt has it")

CHAT = """\
# opened: channel=chat direction=inbound id=c-1
C: 那就把钱还我
A: 实在是非常抱歉
C: 嗯
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("tiers")
    write_small(place)
    (place / "c.talk").write_text(CHAT, encoding="utf-8")
    return place


@pytest.fixture(autouse=True)
def _places(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(place / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place / "config"))
    monkeypatch.delenv("SAYWELL_CONFIG", raising=False)


def verdicts(place: Path, *more: str) -> dict[str, str]:
    done = saywell("score", str(place / "c.talk"), "-s", str(place / "small"), "--json", *more)
    assert done.code == 0, done.err
    return {clause: one["verdict"] for one in done.cards[0]["findings"] for clause in one["clauses"]}


def test_scoring_hears_by_meaning_where_it_is_installed_and_says_so(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verdicts(place)["small-1"] in ("met", "missed")
    command = ("score", str(place / "c.talk"), "-s", str(place / "small"), "--json")
    assert "--tier rules" in saywell(*command).err and "--tier rules" not in saywell(*command, "--tier", "rules").err
    assert "[semantic 0." in saywell("explain", str(place / "c.talk"), "2", "-s", str(place / "small")).out
    monkeypatch.setattr("saywell.app.hearing.find_spec", lambda _: None)
    told = saywell(*command)
    assert told.err == "" and told.code == 0 and verdicts(place)["small-1"] == "not_applicable"


def test_the_option_decides_what_is_heard(place: Path) -> None:
    assert verdicts(place, "--tier", "rules")["small-1"] == "not_applicable"
    assert verdicts(place, "--tier", "semantic")["small-1"] in ("met", "missed")


def test_explain_tells_tier_confidence_and_example(place: Path) -> None:
    done = saywell("explain", str(place / "c.talk"), "2", "-s", str(place / "small"), "--tier", "semantic")
    assert done.code == 0
    assert "[semantic 0." in done.out and "like “把钱还给我”" in done.out


def test_the_settings_decide_where_the_option_does_not(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "mine.toml").write_text("[hear]\ntier = 'semantic'\n", encoding="utf-8")
    monkeypatch.setenv("SAYWELL_CONFIG", str(place / "mine.toml"))
    assert verdicts(place)["small-1"] != "not_applicable"
    assert verdicts(place, "--tier", "rules")["small-1"] == "not_applicable"


def test_train_lists_the_moves(place: Path) -> None:
    done = saywell("train", str(place / "small"), "--json")
    assert done.code == 0 and done.out.count('"move"') == 4
    done = saywell("train", str(place / "small"))
    assert "4 moves" in done.out and "customer.wants_refund" in done.out
