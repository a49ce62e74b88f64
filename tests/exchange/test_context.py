"""What is heard beside what was said before."""

from __future__ import annotations

import pytest

from saywell.app.standards import open_standard
from saywell.conversation import inputs as i
from saywell.exchange.hear import Ear, ear_for
from saywell.language.context import Reply, corrected, correction_of, piece_of, reply_of
from saywell.language.fold import fold


@pytest.fixture(scope="module")
def ear() -> Ear:
    return ear_for(open_standard("common"))


def last(ear: Ear, *turns: str) -> i.Heard:
    """What was heard in the last of some turns; A: is the agent, C: the customer."""
    listener = ear.listen()
    heard = i.Heard()
    for n, turn in enumerate(turns):
        by, _, text = turn.partition(": ")
        got = listener.prepare(i.Said(n * 1000, by="agent" if by == "A" else "customer", text=text))
        assert type(got) is i.Said and got.heard is not None
        heard = got.heard
    return heard


def moves(ear: Ear, *turns: str) -> set[str]:
    return {move.id for move in last(ear, *turns).moves}


def numbers(ear: Ear, *turns: str) -> list[tuple[str, str]]:
    kinds = ("phone", "account", "order", "number")
    return [
        (one.kind, str(one.value.get("digits") or one.value.get("id")))
        for one in last(ear, *turns).entities
        if one.kind in kinds
    ]


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("没有了", "no"),
        ("没有了,谢谢", "no"),
        ("嗯,不用了谢谢你", "no"),
        ("no that's all", "no"),
        ("No, thank you!", "no"),
        ("冇啦唔该", "no"),
        ("好的", "fine"),
        ("嗯嗯好的好的", "fine"),
        ("没问题", "fine"),
        ("OK thanks", "fine"),
        ("是的", "yes"),
        ("對,沒錯", "yes"),
        ("有", "yes"),
        ("Yes, that's right", "yes"),
        ("没有收到货", None),
        ("好的那我明天再打", None),
        ("yes but it is late", None),
        ("", None),
    ],
)
def test_a_bare_answer_is_known(text: str, reply: Reply | None) -> None:
    assert reply_of(fold(text).text) == reply


@pytest.mark.parametrize(
    ("question", "answer", "meant", "not_meant"),
    [
        ("请问还有其他问题吗", "没有了", "declines_more", "refuses"),
        ("请问还有其他问题吗", "没问题了", "declines_more", "agrees"),
        ("请问还有其他问题吗", "有", "has_more", "declines_more"),
        ("Is there anything else I can help you with?", "no", "declines_more", "refuses"),
        ("Anything else today?", "No, that's all", "declines_more", "refuses"),
        ("我帮您转接专员处理,您看可以吗", "可以", "agrees", "confirms_identity"),
        ("Would it be okay if I transfer you to a specialist?", "no", "refuses", "declines_more"),
        ("请问您现在方便接听电话吗", "是的", "convenient", "confirms_identity"),
        ("请问您现在方便接听电话吗", "不", "not_convenient", "declines_more"),
        ("请问您是王先生本人吗", "是的", "confirms_identity", "data_correct"),
        ("请问您是王先生本人吗", "不是", "is_someone_else", "data_wrong"),
    ],
)
def test_a_bare_answer_means_what_was_asked(ear: Ear, question: str, answer: str, meant: str, not_meant: str) -> None:
    heard = moves(ear, f"A: {question}", f"C: {answer}")
    assert meant in heard
    assert not_meant not in heard


def test_an_answer_is_to_the_last_question_only(ear: Ear) -> None:
    asked = "A: 请问还有其他问题吗"
    assert "declines_more" in moves(ear, asked, "C: 嗯", "C: 没有")
    assert "has_more" not in moves(ear, asked, "C: 没有了", "A: 您的退款已经提交了,三天内到账。", "C: 有")
    assert "has_more" not in moves(ear, asked, "A: 您的退款已经提交了,三天内到账。", "C: 有")


@pytest.mark.parametrize(
    ("turns", "kind", "number"),
    [
        (("A: 请问您的电话号码是多少", "C: 幺三八零零一三八零零零"), "phone", "13800138000"),
        (("A: 请问您的电话号码是多少", "C: 幺三八", "A: 嗯", "C: 零零幺三", "C: 八零零零"), "phone", "13800138000"),
        (("A: 请问您的电话号码是多少", "C: 双8六六", "C: 三个零一"), "phone", "88660001"),
        (("A: 麻烦您报一下订单号", "C: 20261120", "C: 0001"), "order", "202611200001"),
        (("A: 请问您的账号是多少", "C: 6222 0212", "C: 3456 7890"), "account", "6222021234567890"),
        (("A: May I have your phone number?", "C: oh two oh", "C: double eight one", "C: 5554"), "phone", "0208815554"),
        (("A: May I have your order number please?", "C: it's 4471 2230"), "order", "44712230"),
    ],
)  # fmt: skip
def test_digits_after_a_question_are_the_number_asked_for(
    ear: Ear, turns: tuple[str, ...], kind: str, number: str
) -> None:
    assert (kind, number) in numbers(ear, *turns)


def test_a_new_question_begins_a_new_number(ear: Ear) -> None:
    turns = ("A: 请问您的电话号码是多少", "C: 13800138000", "A: 请问您的订单号是多少", "C: 4471", "C: 2230")
    assert numbers(ear, *turns) == [("order", "44712230")]


@pytest.mark.parametrize(
    ("turns", "number"),
    [
        (("C: 我的电话是13800138000", "A: 幺三八", "C: 对", "A: 零零幺三", "C: 嗯", "A: 八零零零"), "13800138000"),
        (("C: my number is 0208815554", "A: oh two oh", "A: double eight one", "A: triple five four"), "0208815554"),
    ],
)
def test_a_number_read_back_in_pieces_is_read_back(ear: Ear, turns: tuple[str, ...], number: str) -> None:
    assert number in {digits for _, digits in numbers(ear, *turns)}


def test_another_number_is_no_read_back(ear: Ear) -> None:
    turns = ("C: 我的电话是13800138000", "A: 幺三九", "A: 零零幺三", "A: 八零零零")
    assert "13800138000" not in {digits for _, digits in numbers(ear, *turns)}


@pytest.mark.parametrize(
    ("turns", "number"),
    [
        (("A: 请问您的电话号码是多少", "C: 13600138006", "A: 13600138006对吗", "C: 不对,是8不是6"), "13600138008"),
        (("C: 我的电话是13800138008", "A: 13800138006对吗", "C: 不对,是8不是6"), "13800138008"),
        (("C: 电话13800138000", "A: 13800138000对吗", "C: 最后四位不是八零零零,是九零零零"), "13800139000"),
        (("C: my number is 0208815554", "A: Thank you.", "C: sorry, it's 5557 not 5554"), "0208815557"),
    ],
)
def test_a_correction_changes_the_number(ear: Ear, turns: tuple[str, ...], number: str) -> None:
    assert number in {digits for _, digits in numbers(ear, *turns)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("是8不是6", ("8", "6")),
        ("不是六,是八", ("8", "6")),
        ("double eight not double six", ("88", "66")),
        ("是的", None),
    ],
)
def test_corrections(text: str, found: tuple[str, str] | None) -> None:
    got = correction_of(fold(text).text)
    assert (got[:2] if got else None) == found


def test_what_is_not_in_the_number_corrects_nothing() -> None:
    assert corrected("1380", "8", "6") is None


def test_a_piece_is_nothing_but_digits() -> None:
    assert piece_of("嗯幺三八") is not None
    assert piece_of("幺三八的那个手机") is None
    assert piece_of("") is None


@pytest.mark.parametrize(
    ("by", "text", "move"),
    [
        ("C", "你刚才说打错了", "wrong_number"),
        ("C", "you said wrong number", "wrong_number"),
        ("A", "我不是说我不知道", "says_dont_know"),
        ("A", "不是我不知道", "says_dont_know"),
        ("A", "您刚才说打错了", "says_wrong_number"),
    ],
)
def test_what_is_told_as_anothers_words_or_denied_is_not_said(ear: Ear, by: str, text: str, move: str) -> None:
    assert move not in moves(ear, f"{by}: {text}")


@pytest.mark.parametrize("text", ["不知道您现在方便接电话吗", "不知道您方便吗"])
def test_a_polite_question_is_a_question(ear: Ear, text: str) -> None:
    heard = moves(ear, f"A: {text}")
    assert "asks_convenient" in heard and "says_dont_know" not in heard


@pytest.mark.parametrize(
    ("turns", "lang"),
    [
        (("C: 請問我的訂單什麼時候到",), "zh-Hant"),
        (("C: 請問訂單什麼時候會到", "C: 可以"), "zh-Hant"),
        (("C: 請問訂單什麼時候會到", "C: ok"), "zh-Hant"),
        (("C: 請問訂單什麼時候會到", "C: 13800138000"), "zh-Hant"),
        (("C: 点解仲未到㗎", "C: 好啦"), "yue"),
        (("A: 您好请问有什么可以帮您", "C: 我大伯"), "zh-Hans"),
        (("A: 您好,請問有什麼可以幫您", "C: 有"), "zh-Hant"),
        (("C: 请问我的订单什么时候到", "C: where is my order"), "en"),
        (("C: where is my order", "C: 我的订单在哪里"), "zh-Hans"),
        (("C: where is my order", "C: ok 👍"), "en"),
    ],
)
def test_what_does_not_tell_its_language_is_in_that_of_the_conversation(
    ear: Ear, turns: tuple[str, ...], lang: str
) -> None:
    assert last(ear, *turns).lang == lang


@pytest.mark.parametrize(
    ("question", "answer", "meant", "not_meant"),
    [
        ("请问还有其他问题吗", "没有啦，你真是帮大忙了", "declines_more", "has_more"),
        ("Anything else today?", "Nope, you've been a star, thanks ever so much.", "declines_more", "has_more"),
        ("请问还有其他问题吗", "没有，就是想问一下你们几点下班？", "has_more", "refuses"),
        ("Anything else?", "well actually can you check when my contract runs out?", "has_more", "declines_more"),
        ("请您稍等，不要挂机", "好 我不挂 你查", "agrees", "refuses"),
        (
            "Would it be okay if I transfer you to a specialist?",
            "No, I have been round the houses",
            "refuses",
            "agrees",
        ),
        ("需要我们提供安装服务吗", "不用，我们有网管", "", "declines_more"),
        ("請問您的地址有電梯嗎", "有，我們是大樓", "", "has_more"),
    ],
)
def test_an_answer_that_goes_on_answers_with_its_first_clause(
    ear: Ear, question: str, answer: str, meant: str, not_meant: str
) -> None:
    heard = moves(ear, f"A: {question}", f"C: {answer}")
    assert not meant or meant in heard
    assert not_meant not in heard
