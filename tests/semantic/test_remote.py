"""The third tier against a real HTTP server: what is sent, believed and counted, and what it may decide."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

pytest.importorskip("numpy", reason="the semantic extra; lock/dev.txt has it")

from tests.integrations.servers import Asked, serving

from saywell.app import cache
from saywell.app.asking import FILE, Bill, bill_of
from saywell.app.hearing import ear_of
from saywell.conversation import inputs as i
from saywell.exchange.hear import Ear
from saywell.kernel.errors import SaywellError
from saywell.quality.score import Card, score
from saywell.standard.model import Standard

TEXT = "这笔钱能给我吗,打到我13812345678那张卡上"


def chat(*moves: dict[str, Any], tokens: int = 100) -> Callable[[str, dict[str, Any]], tuple[int, Any]]:
    """A server's answer with these moves."""
    usage = {"prompt_tokens": tokens, "completion_tokens": 10}

    def answer(path: str, body: dict[str, Any]) -> tuple[int, Any]:
        assert path == "/v1/chat/completions"
        return 200, {"choices": [{"message": {"content": json.dumps({"moves": moves})}}], "usage": usage}

    return answer


REFUND = {"id": "customer.wants_refund", "words": "这笔钱能给我吗", "sure": 0.9}


@pytest.fixture
def make(
    standard: Standard, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[Ear, list[SaywellError]]]:
    def build(asked: Asked, **more: Any) -> tuple[Ear, list[SaywellError]]:
        settings = {"url": asked.url, "model": "m", "timeout": 5.0, "retries": 0, "candidates": 2, **more}
        lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
        (tmp_path / "saywell.toml").write_text("[remote]\n" + "\n".join(lines), encoding="utf-8")
        monkeypatch.setenv("SAYWELL_CONFIG", str(tmp_path / "saywell.toml"))
        place = cache.folder()
        if place is not None and more.get("forget", True):
            (place / FILE).unlink(missing_ok=True)
        told: list[SaywellError] = []
        return ear_of(standard, str(folder), "remote", tell=told.append, note=lambda *_: None), told

    return build


def heard(ear: Ear, text: str = TEXT) -> dict[str, i.Move]:
    return {move.id: move for move in ear.hear(i.Said(0, by="customer", text=text)).moves}


def bill(ear: Ear) -> Bill:
    found = bill_of(ear)
    assert found is not None
    return found


def test_it_is_asked_about_a_few_candidates_with_masked_words(make: Any) -> None:
    with serving(chat(REFUND)) as asked:
        ear, told = make(asked)
        move = heard(ear)["wants_refund"]
    assert told == []
    assert (move.tier, move.confidence, TEXT[move.start : move.end]) == ("remote", 0.9, "这笔钱能给我吗")
    assert move.like
    sent = json.dumps(asked.bodies, ensure_ascii=False)
    assert "13812345678" not in sent and "这笔钱" in sent
    question = json.loads(asked.bodies[0]["messages"][1]["content"])
    assert question["speaker"] == "customer" and 1 <= len(question["acts"]) <= 2
    assert all(act["id"].startswith("customer.") and act["is"] for act in question["acts"])
    assert asked.bodies[0]["temperature"] == 0 and asked.bodies[0]["model"] == "m"


def test_what_the_tiers_before_have_heard_is_not_asked(make: Any) -> None:
    with serving(chat()) as asked:
        ear, _ = make(asked)
        for text in ("我要退款", "开张发票", "嗯", ""):
            heard(ear, text)
    assert asked.bodies == []


def test_the_same_is_asked_once_and_kept(make: Any) -> None:
    with serving(chat(REFUND)) as asked:
        ear, _ = make(asked)
        first = heard(ear)
        assert heard(ear) == first
        assert (bill(ear).asked, bill(ear).kept) == (1, 1)
        place = cache.folder()
        assert place is not None and b"13812345678" not in (place / FILE).read_bytes()
    again = ear.further[1]
    assert {one.move for one in again.propose(TEXT, "customer", [])} == {"wants_refund"}


def test_tokens_and_cost_are_counted_and_limited(make: Any) -> None:
    with serving(chat(tokens=1_000_000)) as asked:
        ear, told = make(asked, price_in=0.25, price_out=1.0, most_cost=0.4, currency="EUR")
        for n in range(4):
            heard(ear, f"{'那个' * n}东西不称心如意啊")
    found = bill(ear)
    assert len(asked.bodies) == found.asked == 2
    assert (found.tokens_in, found.tokens_out, found.currency) == (2_000_000, 20, "EUR")
    assert abs(found.cost - 0.50002) < 1e-9 and found.stopped
    assert [one.code for one in told] == ["semantic.spent"]


@pytest.mark.parametrize(
    "moves",
    [
        [{"id": "customer.wants_everything", "words": "那个", "sure": 1.0}],
        [{"id": "agent.apologises", "words": "那个", "sure": 1.0}],
        [{**REFUND, "sure": 0.3}],
        [],
    ],
)
def test_an_unknown_or_unsure_answer_is_not_believed(make: Any, moves: list[dict[str, Any]]) -> None:
    with serving(chat(*moves)) as asked:
        ear, _ = make(asked)
        assert heard(ear) == {}


def test_words_that_were_not_said_give_the_whole_part(make: Any) -> None:
    with serving(chat({**REFUND, "words": "退款", "sure": 7.0})) as asked:
        ear, _ = make(asked)
        move = heard(ear)["wants_refund"]
    assert (move.start, move.confidence) == (0, 1.0) and move.end > 8


def test_a_fault_is_told_once_and_after_three_nobody_is_asked(make: Any) -> None:
    with serving(lambda *_: (500, {})) as asked:
        ear, told = make(asked)
        for n in range(5):
            assert heard(ear, f"{'那个' * n}东西不称心如意啊") == {}
    assert [one.code for one in told] == ["semantic.endpoint"]
    assert len(asked.bodies) == 3 and bill(ear).failed == 3


@pytest.mark.parametrize("content", ["no json", '{"moves": 1}', "", None, "```json\n[]\n```"])
def test_an_answer_in_another_shape_is_a_fault(make: Any, content: str | None) -> None:
    with serving(lambda *_: (200, {"choices": [{"message": {"content": content}}]})) as asked:
        ear, told = make(asked)
        assert heard(ear) == {}
    assert [one.code for one in told] == ["semantic.endpoint"]


def test_a_fenced_answer_is_read(make: Any) -> None:
    content = "```json\n" + json.dumps({"moves": [REFUND]}) + "\n```"
    with serving(lambda *_: (200, {"choices": [{"message": {"content": content}}]})) as asked:
        ear, _ = make(asked)
        assert "wants_refund" in heard(ear)


def test_a_setting_that_is_missing_is_told(make: Any) -> None:
    with serving(chat()) as asked, pytest.raises(SaywellError) as caught:
        make(asked, model="")
    assert caught.value.code == "config.missing"


class TestScore:
    """What only the third tier heard never decides."""

    def card(self, standard: Standard, tier: i.Tier, *, weather: bool = False) -> Card:
        refund = i.Move("wants_refund", 0, 2, 0.9, tier)
        said = i.Said(1_000, by="customer", text="不称心", heard=i.Heard("r", "zh-Hans", (refund,)))
        moves = (i.Move("talks_weather", 0, 2, 0.9, tier),) if weather else ()
        answer = i.Said(2_000, by="agent", text="天上有云", heard=i.Heard("r", "zh-Hans", moves))
        later = i.Said(3_000, by="customer", text="嗯", heard=i.Heard("r", "zh-Hans"))
        opened = i.Opened(0, id="c", channel="chat", direction="inbound")
        return score(standard, [opened, said, answer, later, i.HungUp(4_000, by="customer")])

    def verdicts(self, card: Card) -> dict[str, str]:
        return {clause: one.verdict for one in card.findings for clause in one.clauses}

    def test_a_duty_that_it_alone_opened_is_left_open(self, standard: Standard) -> None:
        assert self.verdicts(self.card(standard, "semantic"))["small-1"] == "missed"
        assert self.verdicts(self.card(standard, "remote"))["small-1"] == "open"

    def test_a_ban_that_it_alone_heard_broken_is_left_open(self, standard: Standard) -> None:
        assert self.verdicts(self.card(standard, "rules", weather=True))["small-2"] == "broken"
        card = self.card(standard, "remote", weather=True)
        assert self.verdicts(card) == {"small-1": "open", "small-2": "open"}
        assert card.score is None
        assert {one.why for one in card.findings} == {"Only the third tier heard it; a person has to judge."}

    def test_a_duty_that_it_alone_heard_met_is_left_open(self, standard: Standard) -> None:
        opened = i.Opened(0, id="c", channel="chat", direction="inbound")
        asked = i.Said(
            1_000, by="customer", text="退款", heard=i.Heard("r", "zh-Hans", (i.Move("wants_refund", 0, 2),))
        )
        tiers: tuple[i.Tier, ...] = ("rules", "semantic", "remote")
        found = []
        for tier in tiers:
            moves = (i.Move("apologises", 0, 2, 0.9, tier),)
            said = i.Said(2_000, by="agent", text="是我们不好", heard=i.Heard("r", "zh-Hans", moves))
            card = score(standard, [opened, asked, said, i.HungUp(4_000, by="customer")])
            found.append(self.verdicts(card)["small-1"])
        assert found == ["met", "met", "open"]

    def test_what_the_other_tiers_heard_is_judged_as_ever(self, standard: Standard) -> None:
        opened = i.Opened(0, id="c", channel="chat", direction="inbound")
        moves = (i.Move("wants_refund", 0, 2), i.Move("wants_invoice", 0, 2, 0.9, "remote"))
        asked = i.Said(1_000, by="customer", text="退款", heard=i.Heard("r", "zh-Hans", moves))
        card = score(standard, [opened, asked, i.HungUp(4_000, by="customer")])
        plain = msgspec.structs.replace(asked, heard=i.Heard("r", "zh-Hans", moves[:1]))
        assert card == score(standard, [opened, plain, i.HungUp(4_000, by="customer")])
