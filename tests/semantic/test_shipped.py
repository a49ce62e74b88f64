"""The models that come with the shipped standards: they are of the sentences beside them; nobody waits."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the semantic extra; lock/dev.txt has it")

from saywell.app import learning
from saywell.app.begin import begin_standard
from saywell.app.config import Settings
from saywell.app.learning import SIDES, semantic_tier, shipped_model
from saywell.app.standards import folders_of, open_standard, shipped
from saywell.standard import sentences


def never(*_: object) -> None:
    raise AssertionError("it is trained")


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_standard_is_not_trained(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "_train", never)
    folders = folders_of(name)
    embedder = learning.embedder_of(Settings().semantic)
    mark = learning._mark(sentences.files_of(folders), sentences.utterance_files(folders), embedder)
    for side in SIDES:
        held = shipped_model(side)
        assert held is not None and held.mark == mark, "the sentences have changed: run `make models`"
    assert semantic_tier(open_standard(name), name, Settings(), never).version.startswith("s")


def test_a_standard_of_ones_own_uses_them_until_it_has_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "_train", never)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    begin_standard(tmp_path / "mine", "cc")
    name = str(tmp_path / "mine")
    tier = semantic_tier(open_standard(name), name, Settings(), never)
    (found,) = [
        one for one in tier.propose("我要投诉你们那个送货的,态度太差了", "customer", ()) if one.move == "complains"
    ]
    assert found.like and found.confidence > 0.3
    path = tmp_path / "mine" / "sentences" / "mine.yaml"
    path.parent.mkdir()
    path.write_text("customer.complains: {is: {zh: [气死我了]}}\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="it is trained"):
        semantic_tier(open_standard(name), name, Settings(), never)


@pytest.mark.parametrize("damage", [b"", b"no model at all", b"x\x9c", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_damaged_model_is_none(damage: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "agent.model").write_bytes(damage)
    monkeypatch.setattr(learning, "MODELS", tmp_path)
    assert shipped_model("agent") is None and shipped_model("customer") is None
