"""Promises: who will do what by when, and what is none."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saywell.language.fold import fold
from saywell.language.promises import find_promises, promises_in, promises_of
from saywell.language.promises.promise import ACTS
from saywell.standard.calendar import Calendar, CalendarSpec
from saywell.standard.deadlines import deadline_instant

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = Calendar(CalendarSpec(hours={"mon-fri": ("09:00-12:00", "13:30-18:00")}))
SAID = round(datetime(2026, 11, 18, 10, 30, tzinfo=ZONE).timestamp()) * 1000
FOLDER = Path(__file__).parent / "promises"
FILES = sorted(path.stem for path in FOLDER.glob("*.tsv"))
ENOUGH = 0.95

Found = tuple[str, str]


def due(value: object) -> str:
    """The deadline of a promise made on that Wednesday, as local time."""
    at = deadline_instant(value, SAID, CALENDAR) if isinstance(value, dict) else None
    return "vague" if at is None else datetime.fromtimestamp(at / 1000, ZONE).strftime("%m-%d %H:%M")


def made(text: str, by: str = "agent") -> list[Found]:
    """Who made a promise, and by when."""
    return [
        ("customer" if one.who == "customer" else "agent", due(one.deadline))
        for one in promises_in(text, by)
        if one.made
    ]


def cases(name: str) -> list[tuple[str, list[Found], str]]:
    """Sentences with what they promise."""
    out = []
    for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            by, expected, text = line.split("\t")
            wanted = []
            for one in expected.split(";") if expected != "none" else ():
                who = "customer" if one.startswith("customer:") else "agent"
                wanted.append((who, one.partition("@")[2]))
            out.append((by, wanted, text))
    return out


@pytest.mark.parametrize("name", FILES)
def test_deadlines_are_right(name: str) -> None:
    right = wanted = heard = 0
    for by, expected, text in cases(name):
        found = made(text, by)
        right += sum(min(found.count(one), expected.count(one)) for one in set(expected))
        wanted += len(expected)
        heard += len(found)
    assert 2 * right / (wanted + heard) >= ENOUGH


@pytest.mark.parametrize(
    ("text", "by", "who", "act", "words"),
    [
        ("您好,最迟明天下午三点前给您回电话", "agent", "agent", "callback", "最迟明天下午三点前给您回电话"),
        ("我们的工程师后天会上门", "agent", "colleague", "visit", "后天会上门"),
        ("我今天就把它轉交給主管", "agent", "agent", "forward", "今天就把它轉交"),
        ("我明天转账给你们", "customer", "customer", "other", "明天转账"),
        ("I'll ring you back in an hour", "agent", "agent", "callback", "I'll ring you back in an hour"),
        ("Someone will visit on Friday", "agent", "colleague", "visit", "Someone will visit on Friday"),
    ],
)
def test_who_does_what_in_which_words(text: str, by: str, who: str, act: str, words: str) -> None:
    (one,) = promises_in(text, by)
    assert (one.who, one.act, text[one.start : one.end], one.made) == (who, act, words, True)


@pytest.mark.parametrize(
    ("text", "by", "status"),
    [
        ("我不能保证今天给您回复", "agent", "negated"),
        ("如果有库存,我明天给您发货", "agent", "conditional"),
        ("收到退货后48小时内退款", "agent", "conditional"),
        ("要不要我明天打给您?", "agent", "asked"),
        ("昨天已经说了今天回您电话", "agent", "reported"),
        ("您可以明天下午再打过来", "agent", "requested"),
        ("你们今天必须给我回电", "customer", "requested"),
        ("可能明天才能发货", "agent", "unsure"),
        ("I can't promise that it will ship today", "agent", "negated"),
        ("If it is in stock, we'll ship it tomorrow", "agent", "conditional"),
        ("Shall I call you tomorrow?", "agent", "asked"),
        ("Your colleague promised to call me within two hours", "customer", "reported"),
        ("Could you call us back by 5 pm?", "agent", "asked"),
    ],
)
def test_what_is_no_promise_says_why(text: str, by: str, status: str) -> None:
    found = promises_in(text, by)
    assert [one.status for one in found] in ([status], []) or status in {one.status for one in found}
    assert not any(one.made for one in found)


@pytest.mark.parametrize("by", ["third", "nobody", ""])
def test_others_promise_nothing(by: str) -> None:
    assert promises_in("我明天给您回电", by) == []


PIECES = """我 我们 您 明天 下午 三点 前 内 两个 工作日 会 不 如果 说 给您 回电 发货 吗 , . ? 尽快
I'll call you by friday noon if not told 24 hours""".split()


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(["agent", "customer", "bot"]))
def test_promises_lie_inside_the_text(text: str, by: str) -> None:
    folded = fold(text)
    for one in find_promises(folded, by):
        assert 0 <= one.start < one.end <= len(folded.text)
        assert one.act in ACTS
        assert one.deadline is None or not one.deadline.get("vague")
        due(one.deadline)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(["agent", "customer", "bot"]))
def test_who_wants_promises_alone_gets_all_that_bind(text: str, by: str) -> None:
    folded = fold(text)
    assert list(promises_of(folded, by)) == [one for one in promises_in(text, by) if one.made]


@pytest.mark.parametrize("name", FILES)
def test_no_promise_of_a_sentence_is_left_out(name: str) -> None:
    for by, _, text in cases(name):
        assert list(promises_of(fold(text), by)) == [one for one in promises_in(text, by) if one.made], text


@pytest.mark.parametrize(
    "text", ["我明天给您回电" * 100_000, "会" * 1_000_000, "I'll call you " * 80_000], ids=range(3)
)
def test_a_megabyte_is_read(text: str) -> None:
    assert isinstance(promises_in(text, "agent"), list)
