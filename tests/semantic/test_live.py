"""The live centre hears by meaning too, where that is wanted and can be had at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the semantic extra; lock/dev.txt has it")

from tests.desk.world import World, run
from tests.semantic.test_tier import heard, never, quiet

from saywell.app import hearing
from saywell.app.hearing import ear_of, live_ear_of
from saywell.app.serving import Builder
from saywell.app.standards import open_standard
from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.settings import Setting
from saywell.desk.talk import Ready
from saywell.exchange.hear import Ear, ear_for
from saywell.kernel.errors import SaywellError
from saywell.language.proposals import Place, Proposal
from saywell.standard.model import Standard

GOLD = Path(__file__).parents[2] / "gold" / "utterances" / "open" / "customer.jsonl"


def only_by_meaning(rules: Ear, ear: Ear) -> tuple[str, str]:
    """Something that customers say, and a move in it that no rule hears."""
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        known = heard(rules, "customer", text)
        for move in heard(ear, "customer", text).values():
            if move.tier == "semantic" and move.id not in known and move.confidence > 0.6:
                return text, move.id
    raise AssertionError("the tier hears nothing")


def test_a_sentence_is_heard_by_meaning_at_the_desk_and_kept_with_its_tier(tmp_path: Path) -> None:
    builder = Builder(tmp_path, listens=partial(live_ear_of, tier="semantic", tell=never))

    async def act(world: World) -> None:
        _, talk = await world.chat()
        ready = (await world.hub.live(talk)).ready
        assert ready is not None
        text, move = only_by_meaning(ready.checks(), ready.ear)
        await world.customer(talk, text)
        said = (await world.hub.live(talk)).inputs[-1]
        assert isinstance(said, i.Said) and said.text == text and said.heard is not None
        assert {one.id: one.tier for one in said.heard.moves}[move] == "semantic"
        assert said.heard.recogniser == ready.ear.version != ready.checks().version

    run(act, ready=builder)


class Counting:
    """The tier, with a note of what it is asked about."""

    def __init__(self, ear: Ear) -> None:
        (self._tier,) = ear.further
        self.version = self._tier.version
        self.asked: list[str] = []

    def propose(self, text: str, by: str, heard: Sequence[Place]) -> list[Proposal]:
        """See `Proposer`."""
        self.asked.append(text)
        return self._tier.propose(text, by, heard)

    def doubts(self, text: str, by: str, heard: Sequence[Place]) -> Collection[str]:
        """See `Proposer`."""
        return self._tier.doubts(text, by, heard)


def test_drafts_are_checked_by_rules_alone(tmp_path: Path) -> None:
    standard = open_standard("bank")
    counting = Counting(live_ear_of(standard, "bank", "semantic", never))
    ear = Ear(standard, (counting,), 100)

    def ready(setting: Setting) -> Ready:
        return Builder(tmp_path, listens=lambda _standard, _name: ear)(setting)

    async def act(world: World) -> None:
        desk, talk = await world.chat()
        await world.do(desk, w.Check(3, talk=talk, text="您好，我帮您看一下。"))
        assert counting.asked == []
        await world.do(desk, w.SaySomething(4, talk=talk, text="您好，我帮您看一下。"))
        assert counting.asked == ["您好，我帮您看一下。"]

    run(act, ready=ready)


def test_rules_alone_unless_it_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    standard = open_standard("bank")
    assert live_ear_of(standard, "bank", None, never) is ear_for(standard)
    (tmp_path / "saywell.toml").write_text('[hear]\ntier = "semantic"\n', encoding="utf-8")
    monkeypatch.setenv("SAYWELL_CONFIG", str(tmp_path / "saywell.toml"))
    assert len(live_ear_of(standard, "bank", None, never).further) == 1
    assert live_ear_of(standard, "bank", "rules", never) is ear_for(standard)


def test_nothing_is_trained_while_people_wait(
    standard: Standard, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "empty"))
    told: list[SaywellError] = []
    assert live_ear_of(standard, str(folder), "semantic", told.append) is ear_for(standard)
    assert [one.code for one in told] == ["semantic.untrained"]
    ear_of(standard, str(folder), "semantic", tell=never, note=quiet)
    ear = live_ear_of(standard, str(folder), "semantic", never)
    assert heard(ear, "customer", "喂。那就把钱还我")["wants_refund"].tier == "semantic"


def test_without_the_extra_the_desk_goes_on_and_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "find_spec", lambda _: None)
    told: list[SaywellError] = []
    standard = open_standard("bank")
    assert live_ear_of(standard, "bank", "semantic", told.append) is ear_for(standard)
    assert [one.code for one in told] == ["semantic.missing"]


def test_standards_with_the_same_sentences_share_a_model() -> None:
    (one,), (other,) = (live_ear_of(open_standard(name), name, "semantic", never).further for name in ("bank", "shop"))
    assert one.model("customer") is other.model("customer")  # type: ignore[attr-defined]
