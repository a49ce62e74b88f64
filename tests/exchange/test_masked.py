"""A masked conversation says nothing of the customer, and its scores lead to the right words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.saywell import put, saywell

from saywell.conversation import inputs as i
from saywell.exchange.masked import mask_talk
from saywell.exchange.script import read_script

TALK = """\
# opened: channel=phone direction=inbound started=2026-11-20T10:00:00+08:00 agent=1024/小信 customer=欧阳/先生
answered
A: 您好，1024号为您服务，请问有什么可以帮您？
C: 我叫欧阳震华，卡丢了
A: 打错了。震华先生，请问您的手机号码是多少？
C: 幺三八
C: 零零幺三八零零零
A: 我不知道。请您再说一遍，您家的地址是北京市朝阳区建国路88号吗？
C: 是的，卡号4111 1111 1111 1111
hung_up customer
"""
SECRETS = ("欧阳", "震华", "幺三八", "零零幺三", "建国路", "4111")


def test_what_is_learnt_once_is_masked_everywhere() -> None:
    (source,) = read_script(TALK, "t.talk")
    done = mask_talk(source.inputs, locale="zh-Hans")
    shown = repr(done.inputs)
    for secret in SECRETS:
        assert secret not in shown
    assert "小信" in shown
    assert "1024" in shown
    assert len(done.inputs) == len(source.inputs)
    assert [type(a) for a in done.inputs] == [type(a) for a in source.inputs]
    assert [a.at for a in done.inputs] == [a.at for a in source.inputs]


def test_fields_and_keys_are_masked() -> None:
    talk: list[i.AnyInput] = [
        i.Opened(0, id="c", channel="phone", direction="inbound", facts={"company": "科信", "phone": "13800138000"}),
        i.Identified(1, surname="王", name="王小明", phone="13800138000", account="A1234567"),
        i.LookedUp(
            2, what="order", key="SO20261120", fields={"recipient": "王小明", "n": 3, "more": ["打13900139000"]}
        ),
        i.FormFilled(3, form="5w1h", fields={"who": "王小明", "what": "退货"}),
        i.Note(4, text="王小明说明天来"),
        i.Said(5, by="agent", text="小明在吗？王小明在吗？"),
    ]
    shown = repr(mask_talk(talk).inputs)
    for secret in ("王小明", "13800138000", "13900139000", "A1234567", "SO20261120"):
        assert secret not in shown
    assert "科信" in shown
    assert "退货" in shown


def test_a_few_digits_are_masked_only_as_an_answer() -> None:
    opened = i.Opened(0, id="c", channel="phone", direction="inbound")
    asked = i.Said(1, by="agent", text="请问您的订单号后四位是多少？")
    how_many = i.Said(1, by="agent", text="请问您要几卷？")
    answer = i.Said(2, by="customer", text="一二三四")
    assert mask_talk([opened, asked, answer]).inputs[2].text == "[number]"  # type: ignore[union-attr]
    assert mask_talk([opened, how_many, answer]).inputs[2].text == "一二三四"  # type: ignore[union-attr]


def test_masking_keeps_lengths_with_stars() -> None:
    (source,) = read_script(TALK, "t.talk")
    for line, done in mask_talk(source.inputs, style="stars").texts.items():
        got = source.inputs[line - 1]
        assert isinstance(got, i.Said)
        assert len(done.text) == len(got.text)


@pytest.mark.parametrize("form", ["native", "vcon"])
def test_convert_masks(tmp_path: Path, form: str) -> None:
    told = saywell("convert", put(tmp_path, "t.talk", TALK), "--to", form, "--mask", locale="zh-Hans")
    assert told.code == 0
    assert all(secret not in told.out for secret in SECRETS)
    assert "[银行卡号]" in told.out


def test_score_masks_and_its_evidence_leads_into_the_masked_words(tmp_path: Path) -> None:
    path = put(tmp_path, "t.talk", TALK)
    plain, masked = (
        saywell("score", path, "-s", "bank", "--json"),
        saywell("score", path, "-s", "bank", "--json", "--mask"),
    )
    (before,), (after,) = plain.cards, masked.cards
    assert all(secret not in masked.out for secret in SECRETS)
    assert before["score"] == after["score"]
    verdicts = [[(one["norm"], one["verdict"]) for one in card["findings"]] for card in (before, after)]
    assert verdicts[0] == verdicts[1]
    native = put(tmp_path, "m.jsonl", saywell("convert", path, "--mask").out)
    lines = [json.loads(line) for line in native.read_text(encoding="utf-8").splitlines()]
    spots = [spot for one in after["findings"] for spot in one["evidence"] if spot["text"]]
    assert spots
    for spot in spots:
        assert lines[spot["line"] - 1]["text"][spot["from"] : spot["to"]] == spot["text"]


def test_promises_are_masked_too(tmp_path: Path) -> None:
    text = TALK.replace("我不知道。请您再说一遍，", "王小明先生，我们24小时内给您回电。")
    (plain,) = saywell("score", put(tmp_path, "t.talk", text), "-s", "bank", "--json").cards
    (masked,) = saywell("score", tmp_path / "t.talk", "-s", "bank", "--json", "--mask").cards
    assert len(masked["promises"]) == len(plain["promises"]) > 0
    for before, after in zip(plain["promises"], masked["promises"], strict=True):
        assert "王小明" not in after["what"]
        assert before["due"] == after["due"]


def test_a_masked_report_names_nobody(tmp_path: Path) -> None:
    path, page = put(tmp_path, "t.talk", TALK), tmp_path / "r.html"
    assert saywell("score", path, "-s", "bank", "--html", page, "--mask").code == 0
    written = page.read_text(encoding="utf-8")
    assert all(secret not in written for secret in SECRETS)
    assert "[card number]" in written
