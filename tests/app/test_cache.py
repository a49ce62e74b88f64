"""The cache folder: nothing changes by it but the time, and nothing breaks without it or by what lies in it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from saywell.app import cache
from saywell.app.begin import begin_standard
from saywell.app.standards import open_standard
from saywell.conversation import inputs as i
from saywell.exchange.hear import Ear
from saywell.kernel import kept
from saywell.kernel.errors import Faults
from saywell.language.expression import compiled
from saywell.standard import compile as compiling

TEXT = "您好，请问怎么称呼您？"
BASE = {
    "standard.yaml": """\
id: base
version: "1"
title: {zh-Hans: 底, zh-Hant: 底, en: Base}
calendar: {zone: Asia/Shanghai, holidays: CN, hours: {mon-fri: ["09:00-18:00"]}}
""",
    "numbers.yaml": "figure: {value: 7, unit: times, origin: ours}\n",
    "concepts.yaml": "you: {zh: [您, 你], en: [you]}\n",
    "moves.yaml": "".join(
        f"{id}: {{title: {{zh-Hans: {id}, zh-Hant: {id}, en: {id}}}, definition: {id}, zh: [{zh!r}], en: [{en!r}]}}\n"
        for id, zh, en in (
            ("agent.greets", "您好", "hello"),
            ("agent.offers_help", "有什么[可以]帮", "how may I help"),
            ("agent.asks_name", "怎么称呼", "your name"),
            ("agent.apologises", "抱歉", "sorry"),
            ("agent.youre_welcome", "不客气", "welcome"),
            ("agent.says_my_duty", "应该的", "my duty"),
            ("agent.glad_to_serve", "为您服务", "glad to serve"),
            ("customer.thanks", "谢谢", "thank you"),
        )
    ),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder of one's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = kept.shelf()
    kept.use(cache.CacheShelf())
    yield tmp_path / "cache" / "saywell"
    kept.use(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small standard that extends another small one."""
    for name, content in BASE.items():
        path = tmp_path / "base" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    begin_standard(tmp_path / "mine", str(tmp_path / "base"))
    return tmp_path / "mine"


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on nothing may be read from YAML."""

    def fail(*_: object) -> None:
        raise AssertionError("YAML was read")

    monkeypatch.setattr(compiling, "load", fail)


def test_the_second_time_no_yaml_is_read(home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_standard(str(folder))
    unread(monkeypatch)
    assert open_standard(str(folder)) == first


@pytest.mark.parametrize("file", ["norms.yaml", "lines/en.yaml", "standard.yaml"])
def test_a_changed_file_is_read_again(home: Path, folder: Path, file: str) -> None:
    first = open_standard(str(folder))
    path = folder / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("thanked", "thanked-again").replace("Hello", "Hi").replace('"1"', '"2"'), "utf-8")
    assert open_standard(str(folder)).hash != first.hash


def test_a_new_file_and_a_lost_one_are_noticed(home: Path, folder: Path) -> None:
    first = open_standard(str(folder))
    more = folder / "concepts" / "more.yaml"
    more.parent.mkdir()
    more.write_text("gnu: {zh: [角马], en: [gnu]}\n", encoding="utf-8")
    assert "gnu" in open_standard(str(folder)).concepts
    more.unlink()
    assert open_standard(str(folder)) == first


def test_a_change_of_what_is_extended_is_noticed(home: Path, folder: Path) -> None:
    first = open_standard(str(folder))
    numbers = folder.parent / "base" / "numbers.yaml"
    numbers.write_text(numbers.read_text("utf-8") + "extra_figure: {value: 7, unit: times, origin: ours}\n", "utf-8")
    second = open_standard(str(folder))
    assert "extra_figure" in second.numbers
    assert "extra_figure" not in first.numbers


def test_faults_are_told_each_time(home: Path, folder: Path) -> None:
    (folder / "norms.yaml").write_text("- no mapping\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(Faults):
            open_standard(str(folder))


@pytest.mark.parametrize("damage", [b"", b"saywell1", b"\0" * 5000, None], ids=["empty", "short", "zeros", "cut"])
def test_a_damaged_file_is_ignored_and_written_again(
    home: Path, folder: Path, damage: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_standard(str(folder))
    heard = Ear(first).hear(i.Said(0, by="agent", text=TEXT))
    kept.shelf().save()  # type: ignore[attr-defined]
    files = [path for path in home.iterdir() if path.is_file()]
    assert {path.suffix for path in files} >= {".standard", ".matcher", ""}
    for path in files:
        raw = path.read_bytes()
        path.write_bytes(raw[: len(raw) // 2] + b"\xff" + raw[len(raw) // 2 + 1 :] if damage is None else damage)
    kept.use(cache.CacheShelf())
    assert open_standard(str(folder)) == first
    assert Ear(first).hear(i.Said(0, by="agent", text=TEXT)) == heard
    unread(monkeypatch)
    assert open_standard(str(folder)) == first


def test_what_is_heard_is_the_same_from_the_cache(home: Path, folder: Path) -> None:
    standard = open_standard(str(folder))
    said = [i.Said(0, by="agent", text=text) for text in (TEXT, "I'm so sorry about that.", "我明天下午三点前回复您")]
    first = [Ear(standard).hear(one) for one in said]
    kept.shelf().save()  # type: ignore[attr-defined]
    kept.use(cache.CacheShelf())
    ear = Ear(standard)
    assert [ear.hear(one) for one in said] == first
    assert any(heard.moves for heard in first)


def test_a_kept_expression_matches_as_a_new_one(home: Path) -> None:
    regex = "(?P<who>您|你)好(?P<mark>[,.!])?(吗)?"
    first = compiled(regex)
    kept.shelf().save()  # type: ignore[attr-defined]
    shelf = cache.CacheShelf()
    kept.use(shelf)
    second = compiled(regex)
    assert not shelf.expressions.fresh
    assert (second.pattern, second.flags, second.groups, dict(second.groupindex)) == (
        first.pattern,
        first.flags,
        first.groups,
        dict(first.groupindex),
    )
    for text in ("您好,", "你好吗", "好"):
        one, other = first.search(text), second.search(text)
        assert (one and (one.span(), one.groupdict(), one.lastgroup)) == (
            other and (other.span(), other.groupdict(), other.lastgroup)
        )


def test_without_a_writable_folder_everything_works(
    tmp_path: Path, folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert open_standard(str(folder)) == open_standard(str(folder))
    kept.shelf().save()  # type: ignore[attr-defined]
    assert blocked.read_text() == "no folder"


def test_writers_at_the_same_time_leave_a_whole_file(home: Path) -> None:
    bodies = [bytes([n]) * 200_000 for n in range(4)]

    def work(body: bytes) -> None:
        for _ in range(20):
            cache.write("shared", "s", body)

    threads = [threading.Thread(target=work, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    seen = set()
    for _ in range(50):
        found = cache.read("shared", "s")
        if found is not None:
            seen.add(bytes(found))
    for thread in threads:
        thread.join()
    assert seen <= set(bodies)
    assert bytes(cache.read("shared", "s") or b"") in bodies
    assert [name for name in os.listdir(home) if name.endswith(".new")] == []
    assert cache.read("shared", "other") is None
