"""The settings: where they lie, what a mistake tells, and that the page names each of them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from saywell.app.config import Hearing, Remote, Semantic, Settings, read_settings, settings
from saywell.kernel.errors import SaywellError

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "hear-by-meaning.md"


def test_the_page_shows_every_setting_with_its_default(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8").split("```toml file=saywell.toml\n")[1].split("```")[0]
    for part in (Hearing, Semantic, Remote):
        for field in msgspec.structs.fields(part):
            assert f"\n{field.name} = " in text, field.name
    (tmp_path / "saywell.toml").write_text(text, encoding="utf-8")
    assert read_settings(tmp_path / "saywell.toml") == Settings()


def test_the_named_file_goes_before_the_folder_before_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    assert settings() == Settings()
    for number, path in enumerate(("home/saywell/saywell.toml", "saywell.toml", "named.toml")):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"[remote]\ncandidates = {number}\n", encoding="utf-8")
        if path == "named.toml":
            monkeypatch.setenv("SAYWELL_CONFIG", path)
        assert settings().remote.candidates == number


@pytest.mark.parametrize("text", ["[hear]\ntier = 'magic'\n", "[here]\n", "tier = \n", "[remote]\ntimeout = 'long'\n"])
def test_a_mistake_is_told_with_the_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "saywell.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SaywellError) as caught:
        read_settings(tmp_path / "saywell.toml")
    assert caught.value.code == "config.unreadable" and "saywell.toml" in caught.value.render("en")


def test_a_named_file_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYWELL_CONFIG", str(tmp_path / "none.toml"))
    with pytest.raises(SaywellError):
        settings()
