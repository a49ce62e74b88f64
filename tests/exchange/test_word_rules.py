"""Moves heard by rules about words: every operator can be said in a standard, and a mistake is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.saywell import put

from saywell.conversation import inputs as i
from saywell.exchange.hear import Ear
from saywell.standard.compile import load
from saywell.standard.model import Standard
from saywell.standard.read import Fault


def made(folder: Path, words: str, rest: str = "") -> tuple[Standard | None, list[Fault]]:
    put(folder, "standard.yaml", 'id: w\nversion: "1"\ntitle: {en: w}\n')
    put(folder, "moves.yaml", f"agent.x:\n  title: {{en: x}}\n{rest}  words: {words}\n")
    return load(folder)


def heard(folder: Path, words: str, text: str, *, by: i.Speaker = "agent", rest: str = "") -> list[str]:
    standard, faults = made(folder, words, rest)
    assert standard is not None, faults
    moves = Ear(standard).hear(i.Said(0, by=by, text=text)).moves
    return [text[move.start : move.end] for move in moves]


@pytest.mark.parametrize(
    ("words", "text", "piece"),
    [
        ("{any: [退款, 退货]}", "我給您退貨吧", "退貨"),
        ("{all: [订单, 地址], where: sentence}", "订单的地址。好", "订单的地址"),
        ("{of: [一, 二, 三], at_least: 2}", "一和三", "一和三"),
        ("{count: [请], at_least: 2}", "请稍等，请稍等", "请稍等，请"),
        ("{near: [[核实], [回复]], within: 4}", "核实后会回复", "核实后会回复"),
        ("{regex: '第[一二三]步'}", "先做第二步", "第二步"),
        ("{wildcard: 订单*号码}", "订单的那个号码", "订单的那个号码"),
        ("{similar: [请您稍等一下]}", "请您稍等一下哦", "请您稍等一下哦"),
        ("[{any: [甲]}, {any: [乙]}]", "还有乙", "乙"),
        ("{any: [投诉], homophones: yes}", "头速", "头速"),
    ],
)
def test_each_operator_is_heard_with_its_place(tmp_path: Path, words: str, text: str, piece: str) -> None:
    assert heard(tmp_path, words, text) == [piece]


@pytest.mark.parametrize(
    ("words", "text", "by"),
    [
        ("{any: [退款], except: [不退款]}", "不退款", "agent"),
        ("{any: [退款]}", "退款", "customer"),
        ("{near: [[核实], [回复]], within: 1}", "核实之后会回复", "agent"),
    ],
)
def test_what_does_not_hold_is_not_heard(tmp_path: Path, words: str, text: str, by: i.Speaker) -> None:
    assert heard(tmp_path, words, text, by=by) == []


def test_a_bot_is_heard_as_the_agent_and_a_pattern_goes_first(tmp_path: Path) -> None:
    assert heard(tmp_path, "{any: [退款]}", "退款，退货", by="bot", rest="  zh: [退货]\n") == ["退货"]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("{regex: '('}", "regular expression"),
        ("{any: [a], all: [b]}", "exactly one operator"),
        ("oops", "exactly one operator"),
        ("[{any: [a]}, {near: [[a]], within: 3}]", "two sides"),
    ],
)
def test_a_rule_that_cannot_be_read_is_a_fault_of_the_file(tmp_path: Path, words: str, what: str) -> None:
    standard, faults = made(tmp_path, words)
    assert standard is None
    (fault,) = faults
    assert (Path(fault.file).name, fault.line) == ("moves.yaml", 3)
    assert what in fault.what and fault.mend
