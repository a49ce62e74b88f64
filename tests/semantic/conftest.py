"""The small centre, trained once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.semantic.small import write_small

from saywell.app.standards import open_standard
from saywell.standard.model import Standard


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_places(cache_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder for these tests, and no settings but their own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.delenv("SAYWELL_CONFIG", raising=False)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("standards"))


@pytest.fixture
def standard(folder: Path) -> Standard:
    return open_standard(str(folder))
